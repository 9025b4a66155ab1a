import { closest } from 'fastest-levenshtein'
import { BadInput } from '../core/errors.ts'
import { both, quoted } from '../core/words.ts'
import { SandboxError } from '../library/ask.ts'
import { whyNotOffered } from './not-offered.ts'
import type { Given, Place, Tool } from './tool.ts'

/** What came of a call, as a text; or what was wrong with it. */
export interface Called {
  readonly text: string
  readonly isError: boolean
}

/** More than this, in characters, is too much for one answer. */
const mostTold = 100_000

/** Calls a tool by its name. What is wrong is an answer, so that an assistant can read and mend it. */
export async function callTool (
  tools: readonly Tool[], name: string, given: Given, place: Place, signal: AbortSignal
): Promise<Called> {
  try {
    const tool = tools.find(it => it.name === name)
    if (!tool) throw new BadInput(noTool(name, tools))
    checkArguments(tool, given)
    const text = await tool.call(given, place, signal)
    const rest = text.length - mostTold
    return { text: rest > 0 ? `${text.slice(0, mostTold)}\n(${rest} characters are left out: ask for less)` : text, isError: false }
  } catch (error) {
    if (error instanceof SandboxError) return { text: [error.message, ...errorsIn(error)].join('\n'), isError: true }
    if (error instanceof BadInput) return { text: error.message, isError: true }
    throw error
  }
}

function noTool (name: string, tools: readonly Tool[]): string {
  const why = whyNotOffered(name)
  return `There is no tool ${quoted(name)}${why === undefined ? `. ${meant(name, tools.map(it => it.name))}` : `: ${why}.`}`
}

/** What names and gaps can tell is told here; what values must be like, the sandbox says. Throws BadInput. */
function checkArguments ({ name, arguments: known, required }: Tool, given: Given): void {
  const names = Object.keys(known)
  const unknown = Object.keys(given).filter(it => !Object.hasOwn(known, it))
  if (unknown.length > 0) {
    const takes = names.length === 0 ? 'It takes none.' : meant(unknown[0]!, names)
    throw new BadInput(`${name} has no argument ${both(unknown.map(it => quoted(it)))}. ${takes}`)
  }
  const missing = required.filter(it => given[it] === undefined)
  if (missing.length > 0) throw new BadInput(`${name} needs ${both(missing)}. It takes ${both(names)}.`)
}

const meant = (name: string, names: readonly string[]): string => names.length > 8
  ? `The nearest is ${closest(name, names as string[])}.`
  : `Use ${both(names)}; the nearest is ${closest(name, names as string[])}.`

/** A line for each member that the sandbox says something of, and has not said already. */
function errorsIn ({ message: said, problem }: SandboxError): string[] {
  const { errors = {} } = (problem ?? {}) as { errors?: Record<string, string[]> }
  return Object.entries(errors).flatMap(([member, messages]) =>
    messages.filter(message => !said.includes(message)).map(message => `${member}: ${message}`))
}
