import type { FastifyReply, FastifyRequest, RequestPayload } from 'fastify'
import type { TSchema } from '@sinclair/typebox'
import type { Ask } from '../core/reading.ts'
import { cut, either } from '../core/words.ts'
import { createSettling, faultsOf, published, type Settled } from '../core/schema.ts'
import type { Entry, Remark } from '../sandbox/journal.ts'
import { askOf } from '../sandbox/readings.ts'
import { repeatedMember, unpack } from './bodies.ts'
import { fromTheBeginning } from './body-ahead.ts'
import { noting } from './context.ts'
import { keptBody } from './kept-bodies.ts'
import { matchMembers, type Told } from './members.ts'
import { noBody } from './no-body.ts'
import { officialOf } from './official.ts'
import type { Operation } from './operation.ts'
import { remarksOf } from './remarks.ts'
import { malformed } from './schemas.ts'
import type { Service } from './service.ts'
import type { Step } from './step.ts'

/** Lets a body come through that is packed, as what it is unpacked. */
export function unpackBody (
  request: FastifyRequest, _reply: FastifyReply, payload: RequestPayload, done: (error: Error | null, payload?: RequestPayload) => void
): void {
  try {
    done(null, unpack(request, fromTheBeginning(request, payload)))
  } catch (error) {
    done(error as Error)
  }
}

export const noteBody: Step = (request) => { if (request.entry) request.entry.body = keptBody(request) }

export const readMembers: Step = (request) => {
  const { service, operation } = request.serving
  const official = officialOf(request)
  official?.checkAddress()
  if (official?.isTranslated) {
    request.body = official.readBody(request)
    return
  }
  const schema = operation?.wire.body as TSchema | undefined
  if (!schema) return
  // An operation of its own media types takes forms, which have no members to match.
  if (!service!.matchesMembers || operation!.takes) {
    request.body = service!.nulls && !service!.matchesMembers ? withoutNulls(schema, request.body ?? {}) : request.body ?? {}
    if (isForm(request)) tellOfForm(request.entry, schema, request.body as object)
  } else if (request.body === undefined) throw noBody(request, schema)
  else request.body = matchMembers(schema, request.body, tellOf(request.entry!, service!, askOf(request.sandbox.settings)))
}

/** A null is a member that is not given, at whatever depth: some programs write all members. What has no such member may mean one. */
function withoutNulls (schema: TSchema | undefined, body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) return body
  const { properties = {}, items } = { ...schema, ...(schema as { [published]?: object } | undefined)?.[published] } as TSchema
  if (Array.isArray(body)) return body.map(item => withoutNulls(items as TSchema | undefined, item))
  return Object.fromEntries(Object.entries(body)
    .filter(([name, value]) => value !== null || !Object.hasOwn(properties, name) || takesNull(properties[name]))
    .map(([name, value]) => [name, Object.hasOwn(properties, name) ? withoutNulls(properties[name], value) : value]))
}

const takesNull = ({ anyOf = [] }: TSchema): boolean => anyOf.some((it: TSchema) => it.type === 'null')

const isForm = ({ headers }: FastifyRequest): boolean => /^application\/x-www-form-urlencoded/i.test(headers['content-type'] ?? '')

/** Notes the members of a form that the operation does not know, and those that it has more than once, in whatever case. */
function tellOfForm (entry: Entry | undefined, schema: TSchema, body: object): void {
  const { properties } = { ...schema, ...(schema as { [published]?: object })[published] } as TSchema
  if (!entry || !properties || Array.isArray(body)) return
  const known = new Set(Object.keys(properties).map(name => name.toLowerCase()))
  const met = new Set<string>()
  for (const [name, value] of Object.entries(body)) {
    const plain = name.toLowerCase()
    if (!known.has(plain)) entry.ignored.push(name)
    else if (Array.isArray(value) || met.has(plain)) entry.remarks.push(repeatedMember(name))
    met.add(plain)
  }
}

export function tellOf (entry: Entry, { isLenient = false, looseValues }: Pick<Service, 'isLenient' | 'looseValues'>, ask: Ask): Told {
  const { ignored, remarks } = entry
  const asked = noting(entry, ask)
  return {
    ...looseValues && { loosely: (schema, value, path) => readLoosely(remarks, schema, value, path, () => asked(looseValues) === 'read') },
    passedOver: (path) => { ignored.push(path) },
    repeated: (path) => { remarks.push(repeatedMember(path)) },
    inQuotes: isLenient && ((path, text) => {
      remarks.push({ kind: 'number-in-quotes', member: path, message: `${path} is the text "${cut(text)}"; it was read as a number` })
    })
  }
}

/** A truth in quotation marks, a value of a table in another case, or a number where a text is wanted. */
function readLoosely (remarks: Remark[], schema: TSchema, value: string | number, member: string, mayBe: () => boolean): unknown {
  const meant = typeof value === 'number' ? asText(schema, value) : meantBy(schema, value)
  if (meant === undefined || !mayBe()) return undefined
  const [written, read] = typeof value === 'number' ? [`number ${value}`, `the text "${meant}"`] : [`text "${cut(value)}"`, String(meant)]
  remarks.push({ kind: 'loosely-read', member, message: `${member} is the ${written}; it was read as ${read}` })
  return meant
}

function asText ({ type, format, enum: table, anyOf = [] }: TSchema, value: number): string | undefined {
  const isText = type === 'string' && format === undefined && table === undefined
  return isText || anyOf.some((it: TSchema) => it.type === 'string') ? String(value) : undefined
}

function meantBy (schema: TSchema, text: string): boolean | string | undefined {
  const isTruth = schema.type === 'boolean' && /^(?:true|false)$/i.test(text)
  const table = schema.enum as string[] | undefined
  const listed = table?.includes(text) ? undefined : table?.find(it => it.toLowerCase() === text.toLowerCase())
  return isTruth ? text.toLowerCase() === 'true' : listed
}

/** Whether the body has its shape. What is only guessed of it refuses nothing, and is told of. */
export const checkShape: Step = (request) => {
  const { service, operation } = request.serving
  const schema = operation?.wire.body as TSchema | undefined
  if (!schema) return
  const { value, faults, doubts } = officialOf(request)?.isTranslated ? fitted(request, schema) : settled(request, schema)
  if (faults.length + doubts.length > 0 && !service!.isLenient) throw malformed(faultsOf(schema, request.body, 'The body'))
  if (faults.length > 0) throw malformed(faults)
  request.body = value
  if (isEmptyChange(operation!, value)) remarksOf(request).push(nothingToChange(schema))
  for (const { member, message } of doubts) request.entry?.remarks.push({ kind: 'inferred-shape', member, message })
}

/** Whether a body that says what is to change says nothing. */
const isEmptyChange = ({ method, takesWhole = false, wire }: Operation, value: unknown): boolean =>
  (method === 'PUT' || method === 'PATCH') && !takesWhole && Object.keys((wire.body as TSchema).properties ?? {}).length > 0 &&
    Object.keys(value as object).length === 0

function nothingToChange ({ properties }: TSchema): Remark {
  const names = Object.keys(properties)
  const some = names.length > 5 ? [...names.slice(0, 4), 'another of its members'] : names
  return { kind: 'nothing-to-change', member: 'body', message: `The body has nothing that can change. Send ${either(some)}` }
}

/** What the contract takes has its shape already, and what differs from ours is made to do. */
function fitted (request: FastifyRequest, schema: TSchema): Settled {
  const { value, faults } = officialOf(request)!.fit(request, schema)
  if (faults.length > 0) return { value, faults, doubts: [] }
  const found = settlingOf(schema)(value)
  return { value: found.faults.length > 0 ? value : found.value, faults: [], doubts: found.doubts }
}

/** Without what the operation sets aside, if its shape is wrong. */
function settled (request: FastifyRequest, schema: TSchema): Settled {
  const found = settlingOf(schema)(request.body)
  const { entry, sandbox, serving: { operation } } = request
  const rest = found.faults.length > 0 ? operation!.setAside?.(request.body, noting(entry, askOf(sandbox.settings))) : undefined
  if (!rest) return found
  request.aside = rest.aside
  return settlingOf(schema)(rest.body)
}

const settlings = new WeakMap<TSchema, ReturnType<typeof createSettling>>()

function settlingOf (schema: TSchema): ReturnType<typeof createSettling> {
  let settling = settlings.get(schema)
  if (!settling) settlings.set(schema, settling = createSettling(schema, 'The body'))
  return settling
}
