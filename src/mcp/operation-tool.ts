import type { TObject, TSchema } from '@sinclair/typebox'
import { requestIn } from '../core/advised.ts'
import { BadInput } from '../core/errors.ts'
import { plainMembers, plainSchema, type PlainSchema } from '../core/plain-schema.ts'
import { quoted } from '../core/words.ts'
import type { Operation } from '../http/operation.ts'
import type { Method } from '../library/ask.ts'
import { narrow, type Narrowing } from './narrow.ts'
import { prefixOf, sandboxArgument, type Given, type Tool } from './tool.ts'

/** How an operation is offered. */
export interface Offer {
  readonly operationId: string
  /** Whether its answers are too long to be read whole. */
  readonly isLong?: boolean
  /** How many entries of a list are told of such where an assistant does not say; 20, if left out. */
  readonly mostUsually?: number
  /** Whether its answers say in sentences what to ask next. */
  readonly advises?: boolean
  /** Members of its query that are of no use here. */
  readonly without?: readonly string[]
  /** What arguments are where an assistant leaves them out, that the operation asks for. */
  readonly otherwise?: Given
  /** Of an operation of the server: whether it goes by the sandbox that it is asked in. */
  readonly isAskedIn?: boolean
}

/** `ExplainRequest` as tools are named: `explain_request`. */
export const toolName = (operationId: string): string => operationId.replace(/(?<=.)[A-Z]/g, letter => `_${letter}`).toLowerCase()

const mostEntries = 500

const narrowing = (usually: number): Record<string, PlainSchema> => ({
  search: { type: 'string', description: 'Words that each entry must have, such as "visit date"' },
  limit: { type: 'integer', minimum: 1, maximum: mostEntries, description: `How many entries of a list at most; ${usually}, if left out` }
})

/**
 * An operation of the sandbox's own API as a tool: its words, its shapes, and the request that it is. What its path, its query and its body
 * take are arguments beside one another; a body that is no object, or has a member that the path has, is the argument `body`.
 */
export function toolOf (
  operation: Operation, { isLong = false, mostUsually = 20, advises = false, without = [], otherwise = {}, isAskedIn = false }: Offer,
  isConfined: boolean
): Tool {
  const { wire: { params, querystring, body }, summary, description, method, path } = operation
  const inPath = membersOf(params)
  const inQuery = Object.fromEntries(Object.entries(membersOf(querystring)).filter(([name]) => !without.includes(name)))
  const inBody = membersOf(body)
  const isFlat = Object.keys(inBody).length > 0 && Object.keys(inBody).every(name => !(name in inPath || name in inQuery))
  const required = [...(params?.required ?? []) as string[], ...neededOf(body, isFlat)]
  const isOfSandbox = isAskedIn || operation.isOfServer !== true
  const ask = (given: Given, names: object) => Object.fromEntries(Object.entries(given).filter(([name]) => name in names))
  return {
    name: toolName(operation.operationId),
    title: summary,
    description: `${summary}. ${description}`,
    arguments: {
      ...plainMembers({ ...inPath, ...inQuery, ...isFlat && inBody }),
      ...body && !isFlat && { body: plainSchema(body) },
      ...isLong && narrowing(mostUsually),
      ...!isConfined && isOfSandbox && sandboxArgument
    },
    advises,
    required: required.filter(name => !(name in otherwise)),
    request: new RegExp(requestIn(method, path), 'g'),
    reads: method === 'GET' || /^(?:Find|Count|Verify)/.test(operation.operationId),
    destroys: method === 'DELETE' || /^(?:Reset|Restore|Merge)/.test(operation.operationId),
    async call (sent, place) {
      const given = { ...otherwise, ...sent }
      const narrowed = isLong ? narrowingOf({ limit: mostUsually, ...given }) : undefined
      const query = new URLSearchParams(ask(given, inQuery) as Record<string, string>).toString()
      const filled = path.replace(/^\/__admin/, '').replace(/:(\w+)/g, (_, name: string) => partOf(name, given[name]))
      const prefix = isOfSandbox ? prefixOf(given, place) : place.confinedTo ?? ''
      const asked = body && (isFlat ? ask(given, inBody) : objectOf(given.body))
      const reply = await place.ask(prefix, method as Method, query === '' ? filled : `${filled}?${query}`, asked)
      return JSON.stringify(narrowed ? narrow(reply, narrowed) : reply ?? 'done', null, 1)
    }
  }
}

/** What a body cannot do without; one that is an argument by itself, and cannot be empty, must be there. */
function neededOf (body: TSchema | undefined, isFlat: boolean): string[] {
  if (isFlat) return (body as TObject).required ?? []
  return body?.minProperties > 0 ? ['body'] : []
}

const membersOf = (schema: TSchema | undefined): Readonly<Record<string, TSchema>> =>
  (schema?.properties ?? {}) as Readonly<Record<string, TSchema>>

/** What stands in a path. Throws BadInput for nothing, as the path would be another. */
function partOf (name: string, value: unknown): string {
  if (value === '') throw new BadInput(`${name} is "", which names nothing. Give one, such as those that the sandbox lists.`)
  return encodeURIComponent(String(value))
}

/** Throws BadInput: what the sandbox is not asked, it cannot refuse. */
function narrowingOf ({ search = '', limit }: Given): Narrowing {
  if (typeof search !== 'string') throw new BadInput(`search is ${JSON.stringify(search)}. Give a text, such as "visit date".`)
  const most = typeof limit === 'string' ? Number(limit) : limit
  if (typeof most !== 'number' || !Number.isInteger(most) || most < 1 || most > mostEntries) {
    throw new BadInput(`limit is ${JSON.stringify(limit)}. Give a whole number from 1 to ${mostEntries}.`)
  }
  return { search, limit: most }
}

function objectOf (body: unknown): object {
  if (body === undefined) return {}
  if (typeof body === 'object' && body !== null) return body
  throw new BadInput(`body is ${quoted(String(body))}. Give an object.`)
}
