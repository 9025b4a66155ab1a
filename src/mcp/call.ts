import { BadInput } from '../core/errors.ts'
import { didYouMean } from '../core/meant.ts'
import type { PlainSchema } from '../core/plain-schema.ts'
import { both, quoted } from '../core/words.ts'
import { SandboxError } from '../library/ask.ts'
import { inToolWords, toolsBeside } from './in-tool-words.ts'
import { whyNotOffered } from './not-offered.ts'
import type { Given, Place, Tool } from './tool.ts'
import { isOffered } from './tools.ts'

/** What came of a call, as a text; or what was wrong with it. */
export interface Called {
  readonly text: string
  /** What is to be known of it that is not part of it. */
  readonly beside?: string
  readonly isError: boolean
}

/** More than this, in characters, is too much for one answer. */
const mostTold = 100_000

/** Calls a tool by its name. What is wrong is an answer, so that an assistant can read and mend it. */
export async function callTool (
  tools: readonly Tool[], name: string, sent: Given, place: Place, signal: AbortSignal
): Promise<Called> {
  // Many an assistant sends null for what it leaves out.
  const given = Object.fromEntries(Object.entries(sent).filter(([, it]) => it !== null))
  try {
    const tool = tools.find(it => it.name === name)
    if (!tool) throw new BadInput(noTool(name, tools, place))
    checkArguments(tool, given)
    const answer = await tool.call(given, place, signal)
    const text = shortened(tool.advises ? inToolWords(answer, tools, given) : answer)
    const beside = tool.advises ? undefined : toolsBeside(text, tools, given)
    return { text, ...beside !== undefined && { beside }, isError: false }
  } catch (error) {
    if (error instanceof BadInput) return { text: error.message, isError: true }
    if (!(error instanceof SandboxError)) throw error
    return { text: inToolWords([error.message, ...errorsIn(error)].join('\n'), tools, given), isError: true }
  }
}

function shortened (text: string): string {
  const rest = text.length - mostTold
  return rest > 0 ? `${text.slice(0, mostTold)}\n(${rest} characters are left out: ask for less)` : text
}

function noTool (name: string, tools: readonly Tool[], { confinedTo }: Place): string {
  const isKeptOut = confinedTo !== undefined && isOffered(name)
  const why = isKeptOut ? `it is for all of a server, and only ${confinedTo} can be reached here` : whyNotOffered(name)
  if (why !== undefined) return `There is no tool ${quoted(name)}: ${why}.`
  return `There is no tool ${quoted(name)}.${didYouMean(tools.map(it => it.name), name) || ' Use one of the list of tools.'}`
}

/** What names and gaps can tell is told here; what values must be like, the sandbox says. Throws BadInput. */
function checkArguments ({ name, arguments: known, required }: Tool, given: Given): void {
  const names = Object.keys(known)
  const unknown = Object.keys(given).filter(it => !Object.hasOwn(known, it))
  if (unknown.length > 0) {
    const takes = names.length === 0 ? 'none' : both(names)
    const told = `${name} has no argument ${both(unknown.map(it => quoted(it)))}.`
    throw new BadInput(`${told}${whereItBelongs(known, unknown[0]!) || didYouMean(names, unknown[0]!)} It takes ${takes}.`)
  }
  const missing = required.filter(it => given[it] === undefined)
  if (missing.length > 0) throw new BadInput(`${name} needs ${both(missing)}. It takes ${both(names)}.`)
}

/** Of a name that is a member of an argument, or of one whose members may have any name, as the readings that are chosen. */
function whereItBelongs (known: Tool['arguments'], name: string): string {
  const isIn = ({ type, properties, additionalProperties }: PlainSchema) => properties === undefined
    ? type === 'object' && typeof additionalProperties === 'object'
    : Object.hasOwn(properties as object, name)
  const [holder] = Object.entries(known).find(([, schema]) => isIn(schema)) ?? []
  return holder === undefined ? '' : ` It belongs in ${holder}: {"${holder}": {"${name}": …}}.`
}

/** A line for each member that the sandbox says something of, and has not said already. */
function errorsIn ({ message: said, problem }: SandboxError): string[] {
  const { errors = {} } = (problem ?? {}) as { errors?: Record<string, string[]> }
  return Object.entries(errors).flatMap(([member, messages]) =>
    messages.filter(message => !said.includes(message)).map(message => `${member}: ${message}`))
}
