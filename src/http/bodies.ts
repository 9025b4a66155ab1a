import { isUtf8 } from 'node:buffer'
import { createGunzip, type Gunzip } from 'node:zlib'
import type { FastifyInstance, FastifyRequest, RequestPayload } from 'fastify'
import type { TSchema } from '@sinclair/typebox'
import { Failure } from '../core/errors.ts'
import { either, quoted } from '../core/words.ts'
import { enforce } from './enforce.ts'
import { readFormText } from './form-text.ts'
import { mostOfText, mostValues, readJson, tooMany } from './json.ts'
import { noteIgnoredBody } from './ignored-body.ts'
import { noteBytes } from './kept-bodies.ts'
import { gather } from './large-bodies.ts'
import { officialOf } from './official.ts'
import { remarksOf } from './remarks.ts'
import type { Remark } from '../sandbox/journal.ts'

/** A media type of request bodies, and how one is read. */
export interface MediaType {
  readonly name: string
  readonly pattern: RegExp
  /** As OpenAPI documents list it. */
  readonly listed: readonly string[]
  /** Throws Failure. */
  read (body: Buffer, contentType: string, schema: TSchema, request: FastifyRequest): unknown
  /** The same of what goes no further, where reading judges and tells of what it reads: this does neither. */
  peek? (body: Buffer, contentType: string): unknown
  /** Whether there may be so much of it that to put it together holds others up. */
  readonly isLarge?: boolean
}

/** `application/json`, `text/json` and `application/anything+json`. */
export const json: MediaType = {
  name: 'JSON',
  pattern: /^(?:application|text)\/json\b|^application\/[\w.-]+\+json\b/i,
  listed: ['application/json', 'text/json', 'application/*+json'],
  read (body, contentType, _schema, request) {
    const { operation, service } = request.serving
    const text = decode(body, contentType, 'JSON')
    const value = readJson(text, operation?.valueLimit?.(request.sandbox), service?.isOwn ? Infinity : mostOfText)
    const first = operation?.judgeFirst?.(request.sandbox, value.read)
    if (first) enforce(request.sandbox, request.entry!, first.rules, first.facts)
    const checked = value.checked()
    remarksOf(request).push(...value.repeated().map(repeatedMember))
    return checked
  },
  peek: (body, contentType) => readJson(decode(body, contentType, 'JSON')).checked()
}

/** For a member that a body has more than once. */
export const repeatedMember = (member: string): Remark =>
  ({ kind: 'repeated-member', member, message: `${member} is given more than once; the last one counts` })

/** As the sandbox's own API and accessplanit list it. */
export const plainJson: MediaType = { ...json, listed: ['application/json'] }

/** What HTML forms send. */
export const form: MediaType = {
  name: 'form',
  pattern: /^application\/x-www-form-urlencoded\b/i,
  listed: ['application/x-www-form-urlencoded'],
  // Some clients put a byte order mark first, as before JSON.
  read (body) {
    const text = body.toString()
    if (text.split('&', mostValues + 1).length > mostValues) throw tooMany(mostValues)
    return readFormText(text.replace(/^\uFEFF/, ''))
  }
}

/** Makes all routes of `app` read bodies, each of the media types that its operation takes, and no others. */
export function readBodies (app: FastifyInstance, mediaTypes: readonly MediaType[]): void {
  app.removeAllContentTypeParsers()
  const distinct = new Map(mediaTypes.map(type => [type.pattern.source, type]))
  for (const { pattern, isLarge } of distinct.values()) {
    if (isLarge) {
      app.addContentTypeParser(pattern, async (request: FastifyRequest, payload: RequestPayload) =>
        readOrNote(request, await gather(request, payload)))
    } else {
      app.addContentTypeParser(pattern, { parseAs: 'buffer' }, (request, body, done) => {
        try {
          done(null, readOrNote(request, body as Buffer))
        } catch (error) {
          done(error as Error)
        }
      })
    }
  }
  // Whatever an operation without a body is sent.
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume()
    done(null)
  })
}

/** What goes no further is in the journal all the same. Throws Failure. */
function readOrNote (request: FastifyRequest, body: Buffer): unknown {
  try {
    return read(request, body)
  } catch (error) {
    noteBytes(request, body, () => peek(request, body))
    throw error
  }
}

function read (request: FastifyRequest, body: Buffer): unknown {
  const schema = bodyOf(request)
  // Many clients say that they send JSON where they send nothing; and an operation without a body looks at none.
  if (!schema && request.headers['content-length'] === undefined) noteIgnoredBody(request, body.length)
  if (!schema || body.length === 0) return undefined
  return typeOf(request)!.read(body, request.headers['content-type']!, schema, request)
}

/** A body that goes no further, as it would have been read; undefined of a type that is not known. Throws Failure. */
export function peek (request: FastifyRequest, body: Buffer): unknown {
  const contentType = request.headers['content-type'] ?? ''
  const type = typeOf(request) ?? [json, form].find(({ pattern }) => pattern.test(contentType))
  return type?.peek ? type.peek(body, contentType) : type?.read(body, contentType, bodyOf(request) ?? {} as TSchema, request)
}

/** Whether anybody looks at its body. */
export const takesBody = (request: FastifyRequest): boolean => bodyOf(request) !== undefined

/** The shape of a body; a contract has its own, also where ours has none. */
function bodyOf (request: FastifyRequest): TSchema | undefined {
  const official = officialOf(request)
  const ours = request.routeOptions.schema?.body as TSchema | undefined
  return official?.isTranslated ? official.bodyShape() ?? ours : ours
}

const typeOf = ({ headers, serving: { operation, service } }: FastifyRequest): MediaType | undefined =>
  (operation?.takes ?? service?.takes ?? []).find(({ pattern }) => pattern.test(headers['content-type'] ?? ''))

/** Holds a body that is to be read to the media types that its operation takes, before it is. Throws Failure. */
function refuseOtherTypes (request: FastifyRequest): void {
  if (typeOf(request) || hasNoBody(request)) return
  const type = request.headers['content-type']
  throw new Failure('unsupported-media', type
    ? `Content-Type ${quoted(type)} is not taken by this operation. Send ${either(namesOf(request))}.`
    : `The Content-Type header is missing. Send it with the type of the body: ${either(namesOf(request))}.`)
}

const namesOf = ({ serving: { operation, service } }: FastifyRequest): string[] =>
  (operation?.takes ?? service!.takes).map(({ listed }) => listed[0]!)

/** As Fastify sees it: with a type, even an empty text is a body. */
const hasNoBody = ({
  headers: { 'content-type': type, 'content-length': length, 'transfer-encoding': encoding }
}: FastifyRequest): boolean =>
  type === undefined && encoding === undefined && (length === undefined || length === '0')

function refuseOtherCharsets (contentType: string): void {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1]
  if (charset !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(charset)) {
    throw new Failure('unsupported-media', `Content-Type says that the charset is ${charset}. Send UTF-8, or leave charset out.`)
  }
}

/** The text of a body that is to be of a language. Throws Failure. */
export function decode (body: Buffer, contentType: string, language: 'JSON' | 'XML'): string {
  refuseOtherCharsets(contentType)
  if (!isUtf8(body)) throw new Failure('unreadable', `The body is not ${language}: it has bytes that are not UTF-8.`)
  const text = body.toString()
  return text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text
}

const byteOrderMark = 0xfeff

/** The bytes of a body, unpacked. Throws Failure for a type or a compression that is not taken. */
export function unpack (request: FastifyRequest, payload: RequestPayload): RequestPayload {
  // Nobody looks at the body of an operation that has none.
  if (!bodyOf(request)) return payload
  refuseOtherTypes(request)
  const { headers } = request
  const codings = codingsOf(headers['content-encoding'] ?? '')
  if (codings.length === 0) return payload
  if (codings.length === 1 && codings[0] === 'gzip') return gunzip(payload)
  throw new Failure('unsupported-media', `Content-Encoding is ${headers['content-encoding']}; send gzip, or nothing compressed.`)
}

/** RFC 9110 §8.4.1: x-gzip is gzip, and identity is nothing. */
export const codingsOf = (encoding: string): string[] =>
  encoding.toLowerCase().split(',').map(it => it.trim().replace(/^x-gzip$/, 'gzip')).filter(it => it !== '' && it !== 'identity')

/** A broken stream fails with zlib's own error, which `failureOf` knows. */
function gunzip (payload: RequestPayload): RequestPayload {
  const plain = createGunzip() as Gunzip & RequestPayload
  plain.receivedEncodedLength = 0
  payload.on('data', (chunk: Buffer) => { plain.receivedEncodedLength! += chunk.length })
  payload.on('error', (error: Error) => plain.destroy(error))
  // Whoever reads the body hears of its errors; but a request that is refused for its headers has no reader.
  plain.on('error', () => {})
  payload.pipe(plain)
  return plain
}
