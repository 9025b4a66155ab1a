import { STATUS_CODES } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { usualServer } from '../http/openapi.ts'
import { redactAddresses } from '../sandbox/redaction.ts'
import type { Header, Request, SavedAnswer } from './format.ts'
import { inLines, type Sent } from './request.ts'

export interface Came { readonly status: number, readonly headers: Readonly<Record<string, string>>, readonly text: string }

/** Sends a request to the app itself, which takes it as if it came to where the documents say that the sandbox is. */
export async function answerTo (app: FastifyInstance, { method, path, headers, body }: Sent): Promise<Came> {
  const { statusCode, headers: answered, payload } = await app.inject({
    method: method as 'GET',
    url: path.replaceAll(' ', '%20'),
    headers: { host: new URL(usualServer).host, ...headers },
    ...body !== undefined && { payload: body }
  })
  return {
    status: statusCode,
    headers: Object.fromEntries(Object.entries(answered).map(([name, value]) => [name, String(value)])),
    text: payload
  }
}

/** Of what came, the headers that say something of the answer, and not of the connection. */
const told = /^(?:content-type|www-authenticate|retry-after|location|allow|sandbox-(?:rules|warnings))$/

/** A token that was issued is good for nobody who reads the file. */
const webToken = /eyJ[\w-]+\.[\w-]+\.[\w-]*/g

/** So much of a text is enough to see what it is. */
const enough = 20_000

/** Postman's example of a request: an answer that it was given. */
export function savedAnswer (name: string, originalRequest: Request, { status, headers, text }: Came): SavedAnswer {
  const isJson = jsonIn({ headers, text }) !== undefined
  return {
    name,
    originalRequest,
    status: STATUS_CODES[status] ?? '',
    code: status,
    header: Object.entries(headers).filter(([key]) => told.test(key)).map(([key, value]): Header => ({ key, value })),
    body: (isJson ? inLines(JSON.stringify(redactAddresses(jsonIn({ headers, text })))) : text).replace(webToken, '…').slice(0, enough),
    _postman_previewlanguage: isJson ? 'json' : /xml/.test(headers['content-type'] ?? '') ? 'xml' : 'text'
  }
}

/** The value of an answer in JSON; undefined for any other. */
export function jsonIn ({ headers, text }: Pick<Came, 'headers' | 'text'>): unknown {
  if (!/json/.test(headers['content-type'] ?? '')) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
