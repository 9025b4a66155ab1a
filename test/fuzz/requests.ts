import fc, { type Arbitrary } from 'fast-check'
import { formBody, jsonBody, xmlBody } from './bodies.ts'
import type { Caller } from './callers.ts'
import { hostileBody, hostileContentType, hostileHeader, hostileSegment, hostileText, wellFormed } from './hostile.ts'
import type { Operation, Schema } from './operations.ts'
import { queryOf } from './queries.ts'
import { valueOf, type Asked } from './values.ts'

export interface Request {
  method: string
  url: string
  headers: Record<string, string>
  payload?: string
}

/** Requests to an operation, by any of the callers: most of them good or nearly so. */
export const requestsTo = (operation: Operation, callers: readonly Caller[]): Arbitrary<Request> =>
  fc.oneof(...callers.map(caller => requestBy({ ...caller, operation })))

export const rather = <Value>(good: Arbitrary<Value>, odd: Arbitrary<Value>, times = 20): Arbitrary<Value> =>
  fc.oneof({ weight: times, arbitrary: good }, { weight: 1, arbitrary: odd })

function requestBy (asked: Asked): Arbitrary<Request> {
  const { method } = asked.operation
  return fc.record({
    method: rather(fc.constant(method), fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'), 60),
    url: urlOf(asked),
    body: bodyOf(asked),
    headers: headersOf(asked)
  }).map(({ body: { payload, type }, headers, ...request }) => ({
    ...request,
    headers: { ...(type !== undefined && { 'content-type': type }), ...headers },
    ...(payload !== undefined && { payload })
  }))
}

function urlOf (asked: Asked): Arbitrary<string> {
  const { path, parameters } = asked.operation
  const parts = path.split(/[{}]/).map((part, i) => i % 2 === 0 ? fc.constant(part) : segmentOf(parameters[part]!, part, asked))
  const odd = hostileText.map(text => `?${encodeURIComponent(wellFormed(text))}=1`)
  return fc.tuple(...parts, rather(queryOf(asked), odd, 30)).map(written => written.join(''))
}

const segmentOf = (schema: Schema, name: string, asked: Asked): Arbitrary<string> =>
  rather(valueOf(schema, name, asked).map(value => encodeURIComponent(wellFormed(String(value)))), hostileSegment, 8)

interface Body { payload?: string | undefined, type?: string | undefined }

function bodyOf (asked: Asked): Arbitrary<Body> {
  const { body } = asked.operation
  if (!body) return rather(fc.constant({}), hostileBody.map(payload => ({ payload })))
  const odd = fc.option(hostileBody, { nil: undefined }).map((payload): Body => ({ payload, type: body.types[0] }))
  const written = body.types.filter(type => type in ways).map((type, i) => ({
    weight: i === 0 ? 4 : 1, arbitrary: ways[type]!(body.schema, asked).map((payload): Body => ({ payload, type }))
  }))
  // Of a file nobody makes up a good one.
  const good = written.length > 0 ? fc.oneof(...written) : odd
  return fc.tuple(rather(good, odd, 12), rather(fc.constant(undefined), hostileContentType))
    .map(([{ payload, type }, other]) => ({ payload, type: other ?? type }))
}

const ways: Readonly<Record<string, (schema: Schema, asked: Asked) => Arbitrary<string>>> = {
  'application/json': jsonBody,
  'application/x-www-form-urlencoded': formBody,
  'application/xml': xmlBody
}

const headersOf = ({ headers, operation: { service } }: Asked): Arbitrary<Record<string, string>> => fc.tuple(
  service === 'esl' ? machineAccount : fc.constant(headers),
  rather(fc.constant({}), fc.constantFrom('1', '0', 'true').map(value => ({ 'sandbox-dry-run': value })), 8),
  rather(fc.constant({}), fc.constantFrom('application/xml', 'text/xml', 'application/json', '*/*').map(accept => ({ accept })), 8),
  rather(fc.constant({}), oddHeader)
).map(headers => Object.assign({}, ...headers))

const basic = (credentials: string) => ({ authorization: `Basic ${Buffer.from(credentials).toString('base64')}` })

const machineAccount = rather(
  fc.constant(basic('demo-tms:demo-secret')),
  fc.oneof(hostileText, fc.constantFrom('demo-tms', 'demo-tms:', ':', 'demo-tms:wrong', 'nobody:demo-secret')).map(basic), 10)

const names = ['eid', 'eid', 'authorization', 'authentication', 'sandbox-dry-run', 'accept', 'content-length',
  'content-encoding']

const credentials = ['Bearer', 'Bearer ', 'Bearer nobody', 'Bearer demo-token-9002', 'Bearer a.b.c', 'bearer  demo-token-9001',
  'demo-api-key', 'Basic eA==', 'Bearer eyJhbGciOiJub25lIn0.e30.']

const oddHeader: Arbitrary<Record<string, string>> = fc.oneof(
  fc.tuple(fc.constantFrom(...names), hostileHeader).map(([name, value]) => ({ [name]: value })),
  fc.constantFrom(...credentials).map(authorization => ({ authorization })),
  fc.constantFrom('gzip', 'identity', 'br', 'GZIP').map(encoding => ({ 'content-encoding': encoding }))
)

/** The path as the server reads it: without dots that lead elsewhere. */
export const pathOf = (url: string): string => new URL(url, 'http://localhost').pathname

/** A request as it would look on the wire, long values cut off. */
export function show ({ method, url, headers, payload }: Request): string {
  const lines = [`${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)]
  return [...lines, ...(payload === undefined ? [] : [payload])].map(clip).join('\n')
}

const clip = (text: string): string => {
  const shown = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')
  return shown.length > 2000 ? `${shown.slice(0, 2000)}… (${text.length} characters)` : shown
}
