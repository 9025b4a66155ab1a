import { createGunzip, type Gunzip } from 'node:zlib'
import type { FastifyInstance, RequestPayload } from 'fastify'
import type { TSchema } from '@sinclair/typebox'
import { Failure } from '../core/errors.ts'
import { matchMembers } from './members.ts'

/** `application/json`, `text/json` and `application/anything+json`. */
const jsonTypes = /^(?:application|text)\/json\b|^application\/[\w.-]+\+json\b/i

/** Makes the routes of `app` read JSON in UTF-8, and nothing else. */
export function readJsonBodies (app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(jsonTypes, { parseAs: 'buffer' }, (request, body, done) => {
    try {
      // Many clients say that they send JSON where they send nothing; and an operation without a body looks at none.
      if (body.length === 0 || !request.routeOptions.schema?.body) return done(null, undefined)
      done(null, readJson(decode(body as Buffer, request.headers['content-type']!, 'JSON')))
    } catch (error) {
      done(error as Error)
    }
  })
  app.addContentTypeParser('*', (request, payload, done) => {
    payload.resume()
    const given = request.headers['content-type'] || 'not given'
    done(request.routeOptions.schema?.body ? new Failure('unsupported-media', `Content-Type is ${given}, which this operation does not take`) : null)
  })
}

/** Makes the routes of `app` take JSON bodies as the real services do: gzip or plain, UTF-8, names in any case. */
export function takeJsonBodies (app: FastifyInstance): void {
  readJsonBodies(app)
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const encoding = request.headers['content-encoding']
    if (encoding === undefined || encoding.toLowerCase() === 'identity') done(null, payload)
    else if (encoding.toLowerCase() === 'gzip') done(null, gunzip(payload))
    else done(new Failure('unsupported-media', `Content-Encoding is ${encoding}; send gzip, or nothing compressed`))
  })
  app.addHook('preValidation', (request, _reply, done) => {
    const schema = request.routeOptions.schema?.body as TSchema | undefined
    if (schema) {
      if (request.body === undefined) return done(new Failure('unreadable', 'The request has no body, and this operation needs one'))
      request.body = matchMembers(schema, request.body, request.entry.ignored)
    }
    done()
  })
}

function refuseOtherCharsets (contentType: string): void {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1]
  if (charset !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(charset)) {
    throw new Failure('unsupported-media', `The charset is ${charset}; send UTF-8`)
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The text of a body that is to be of a language. Throws Failure. */
export function decode (body: Buffer, contentType: string, language: 'JSON' | 'XML'): string {
  refuseOtherCharsets(contentType)
  try {
    return utf8.decode(body)
  } catch {
    throw new Failure('unreadable', `The body is not ${language}: it has bytes that are no UTF-8`)
  }
}

function readJson (body: string): unknown {
  const value = parse(body)
  refuseUnfit(value)
  return value
}

function parse (body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    throw new Failure('unreadable', `The body is not JSON: ${(error as Error).message}`)
  }
}

/** As deep as System.Text.Json reads. */
const deepest = 64

const loneSurrogate = /\p{Surrogate}/u

/** Refuses what JSON.parse takes and System.Text.Json does not. No store or header could carry half a character either. */
function refuseUnfit (value: unknown, depth = 0): void {
  if (typeof value === 'string' && loneSurrogate.test(value)) {
    throw new Failure('unreadable', 'The body is not JSON: a text has half of a surrogate pair, which is no character')
  }
  if (typeof value !== 'object' || value === null) return
  if (depth === deepest) throw new Failure('unreadable', `The body is nested more than ${deepest} levels deep`)
  if (!Array.isArray(value)) refuseUnfit(Object.keys(value), depth)
  for (const member of Object.values(value)) refuseUnfit(member, depth + 1)
}

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
