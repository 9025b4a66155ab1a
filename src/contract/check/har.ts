import { isInRange } from '../../core/clock.ts'
import { BadInput } from '../../core/errors.ts'
import { textOf as decoded } from '../../core/utf8.ts'
import { harEntries } from '../module-help.ts'

/** A request of a real environment, and what it answered. */
export interface Recorded {
  /** Which one of the file it is, from 1 on. */
  readonly number: number
  /** Milliseconds since 1970; undefined where the file says nothing that can be read. */
  readonly at: number | undefined
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer | undefined
  readonly status: number
  /** Without its parameters, in small letters; empty for none. */
  readonly type: string
  readonly text: string
}

/** An entry that cannot be read, and why, in a few words. */
export interface Unreadable { readonly number: number, readonly because: string }

/** The requests of an HTTP Archive, in their order. Throws BadInput of one line. */
export function readHar (bytes: Buffer, from: string): Array<Recorded | Unreadable> {
  let read: unknown
  try {
    read = JSON.parse(decoded(bytes))
  } catch (error) {
    if (error instanceof BadInput) throw new BadInput(`The recording "${from}" ${error.message}.`)
    throw new BadInput(`The recording "${from}" is not JSON. Save the requests as an HTTP Archive (.har).`)
  }
  const entries = harEntries(Object(read) as object)
  if (!entries) throw new BadInput(`The recording "${from}" is not an HTTP Archive: it has no list "log.entries".`)
  if (entries.length === 0) throw new BadInput(`The recording "${from}" has no requests.`)
  return entries.map((entry: unknown, at) => entryOf(at + 1, Object(entry) as Node))
}

type Node = Record<string, any>

function entryOf (number: number, { startedDateTime, request, response }: Node): Recorded | Unreadable {
  const broken = (because: string): Unreadable => ({ number, because })
  if (typeof request !== 'object' || request === null) return broken('it has no request')
  if (typeof response !== 'object' || response === null) return broken('it has no response')
  if (typeof request.method !== 'string' || !/^[A-Za-z]+$/.test(request.method)) return broken('its request has no method')
  const url = urlOf(request.url)
  if (!url) return broken('its request has no address')
  if (!Number.isInteger(response.status)) return broken('its response has no status')
  const body = bodyOf(request.postData)
  if (body instanceof Error) return broken(body.message)
  const text = textOf(response.content)
  if (text === undefined) return broken('the body of its response is not in base64, as it says')
  const at = Date.parse(String(startedDateTime))
  if (!Number.isNaN(at) && !isInRange(at)) return broken('its date is not within the years 1900 to 9998')
  return {
    number,
    at: Number.isNaN(at) ? undefined : at,
    method: request.method.toUpperCase(),
    url,
    headers: headersOf(request.headers),
    body,
    status: response.status,
    type: String(response.content?.mimeType ?? '').split(';', 1)[0]!.trim().toLowerCase(),
    text
  }
}

function urlOf (url: unknown): URL | undefined {
  try {
    const read = new URL(String(url))
    return /^https?:$/.test(read.protocol) ? read : undefined
  } catch {
    return undefined
  }
}

const listOf = (value: unknown): Node[] => Array.isArray(value) ? value.filter(it => typeof it === 'object' && it !== null) as Node[] : []

const headersOf = (headers: unknown): Record<string, string> => Object.fromEntries(listOf(headers)
  .filter(({ name }) => typeof name === 'string' && !name.startsWith(':'))
  .map(({ name, value }) => [String(name).toLowerCase(), String(value ?? '')]))

const isBase64 = (text: string): boolean => /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text) && text.replace(/\s/g, '').length % 4 === 0

function textOf (content: unknown): string | undefined {
  const { text, encoding } = Object(content) as Node
  if (typeof text !== 'string') return ''
  if (String(encoding).toLowerCase() !== 'base64') return text
  return isBase64(text) ? Buffer.from(text, 'base64').toString() : undefined
}

/** A form may be kept field by field. */
function bodyOf (postData: unknown): Recorded['body'] | Error {
  const { text, params, encoding, _encoding = encoding, mimeType } = Object(postData) as Node
  if (typeof text === 'string' && text !== '') {
    if (String(_encoding).toLowerCase() !== 'base64') return text
    return isBase64(text) ? Buffer.from(text, 'base64') : new Error('the body of its request is not in base64, as it says')
  }
  const fields = listOf(params)
  if (fields.length === 0) return undefined
  if (/multipart/i.test(String(mimeType))) return new Error('its form has files, which no operation here takes')
  return new URLSearchParams(fields.map(({ name, value }): [string, string] => [String(name), String(value ?? '')])).toString()
}
