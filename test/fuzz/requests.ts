import fc, { type Arbitrary } from 'fast-check'
import { formBody, isNamedIn, jsonBody, valueOf } from './bodies.ts'
import { hostileBody, hostileContentType, hostileHeader, hostileSegment, hostileText, wellFormed } from './hostile.ts'
import type { Operation, Schema } from './operations.ts'
import type { Person } from './people.ts'

export interface Request {
  method: string
  url: string
  headers: Record<string, string>
  payload?: string
}

/** What an operation makes a new one of, as the end of its path says it: `training-plans`; empty where it makes none. */
export function madeBy ({ method, path, body }: Operation): string {
  const last = path.split('/').at(-1)!
  return method === 'POST' && body && membersIn(body).some(name => isNamedIn(last, name)) ? last : ''
}

const membersIn = ({ properties = {}, items }: Schema): string[] =>
  [...Object.entries(properties).flatMap(([name, member]) => [name, ...membersIn(member)]), ...(items ? membersIn(items) : [])]

/** Requests to an operation, on behalf of any of the people: most of them good or nearly so. */
export const requestsTo = (operation: Operation, people: readonly Person[]): Arbitrary<Request> =>
  fc.oneof(...people.map(person => requestBy(person, operation)))

const rather = <Value>(good: Arbitrary<Value>, odd: Arbitrary<Value>, times = 20): Arbitrary<Value> =>
  fc.oneof({ weight: times, arbitrary: good }, { weight: 1, arbitrary: odd })

function requestBy (person: Person, operation: Operation): Arbitrary<Request> {
  return fc.record({
    method: rather(fc.constant(operation.method), fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'), 60),
    url: urlOf(operation, person),
    headers: headersOf(operation, person),
    payload: payloadOf(operation, { ...person, making: madeBy(operation) })
  }).map(({ payload, ...request }) => ({ ...request, ...(payload !== undefined && { payload }) }))
}

function urlOf ({ path, parameters }: Operation, person: Person): Arbitrary<string> {
  const parts = path.split(/[{}]/).map((part, i) => i % 2 === 0 ? fc.constant(part) : segmentOf(parameters[part]!, part, person))
  const query = rather(fc.constant(''), hostileText.map(text => `?${encodeURIComponent(wellFormed(text))}=1`), 30)
  return fc.tuple(...parts, query).map(written => written.join(''))
}

const segmentOf = (schema: Schema, name: string, person: Person): Arbitrary<string> =>
  rather(valueOf(schema, name, person).map(value => encodeURIComponent(String(value))), hostileSegment, 8)

function payloadOf ({ service, body }: Operation, person: Person): Arbitrary<string | undefined> {
  if (!body) return rather(fc.constant(undefined), hostileBody)
  const good = service === 'esl' ? formBody(body, person) : jsonBody(body, person)
  return rather<string | undefined>(good, fc.option(hostileBody, { nil: undefined }), 12)
}

const headersOf = ({ service, body }: Operation, person: Person): Arbitrary<Record<string, string>> => fc.tuple(
  service === 'esl' ? machineAccount : bearer(person),
  body ? rather(fc.constant(service === 'esl' ? 'application/x-www-form-urlencoded' : 'application/json'), hostileContentType).map(type => ({ 'content-type': type })) : fc.constant({}),
  rather(fc.constant({}), fc.constantFrom('1', '0', 'true').map(value => ({ 'sandbox-dry-run': value })), 8),
  rather(fc.constant({}), oddHeader)
).map(headers => Object.assign({}, ...headers))

const bearer = ({ eid }: Person): Arbitrary<Record<string, string>> =>
  fc.constant({ authorization: `Bearer demo-token-${eid}`, eid: String(eid) })

const basic = (credentials: string) => ({ authorization: `Basic ${Buffer.from(credentials).toString('base64')}` })

const machineAccount = rather(
  fc.constant(basic('demo-tms:demo-secret')),
  fc.oneof(hostileText, fc.constantFrom('demo-tms', 'demo-tms:', ':', 'demo-tms:wrong', 'nobody:demo-secret')).map(basic), 10)

const oddHeader: Arbitrary<Record<string, string>> = fc.oneof(
  fc.tuple(fc.constantFrom('eid', 'eid', 'authorization', 'authentication', 'sandbox-dry-run', 'sandbox-id', 'accept', 'content-length', 'content-encoding'), hostileHeader)
    .map(([name, value]) => ({ [name]: value })),
  fc.constantFrom('Bearer', 'Bearer ', 'Bearer nobody', 'Bearer demo-token-9002', 'Bearer a.b.c', 'bearer  demo-token-9001', 'Basic eA==', 'Bearer eyJhbGciOiJub25lIn0.e30.').map(authorization => ({ authorization })),
  fc.constantFrom('gzip', 'identity', 'br', 'GZIP').map(encoding => ({ 'content-encoding': encoding }))
)

/** A request as it would look on the wire, long values cut off. */
export function show ({ method, url, headers, payload }: Request): string {
  const lines = [`${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)]
  return [...lines, ...(payload === undefined ? [] : [payload])].map(clip).join('\n')
}

const clip = (text: string): string => {
  const shown = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')
  return shown.length > 2000 ? `${shown.slice(0, 2000)}… (${text.length} characters)` : shown
}
