import { STATUS_CODES } from 'node:http'
import { utcOf } from '../core/date-time.ts'
import { textOf } from './curl.ts'
import { readReply } from './explanation.ts'
import { brokenRules, replyText, warningsOf, type Entry } from './journal.ts'
import { bytesOf } from './not-kept.ts'
import { redactHeaders, redactText, redactUrl } from './redaction.ts'

/** What the journal is as other programs read such, an HTTP Archive 1.2, but for its entries. */
export const harOf = (version: string) => ({
  log: {
    version: '1.2',
    creator: { name: 'tms-sandbox', version },
    comment: 'The moments are those of the sandbox\'s clock, the times taken those of the machine'
  }
})

/** A request as such an archive has it, without secrets. */
export function harEntryOf (entry: Entry, origin: string) {
  const time = Math.max(0, Math.round(entry.took * 1000) / 1000)
  return {
    startedDateTime: utcOf(entry.at),
    time,
    request: requestOf(entry, origin),
    response: responseOf(entry),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    comment: [entry.id, (entry.official ?? entry.operation)?.operationId, entry.caller?.label].filter(Boolean).join(' · ')
  }
}

const listed = (pairs: Iterable<readonly [string, unknown]>) => [...pairs].flatMap(([name, value]) =>
  value === undefined ? [] : [value].flat().map(it => ({ name, value: String(it) })))

function requestOf (entry: Entry, origin: string) {
  const { method, headers, body, unread } = entry
  const url = redactUrl(entry.url)
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : ''
  const isThere = unread !== undefined || (body !== undefined && body !== null)
  const text = isThere ? textOf(entry) ?? (typeof body === 'string' ? redactText(body) : '(not kept as it came)') : undefined
  return {
    method,
    url: origin + url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: listed(Object.entries(redactHeaders(headers))),
    queryString: listed(new URLSearchParams(query)),
    ...text !== undefined && { postData: { mimeType: String(headers['content-type'] ?? ''), text } },
    headersSize: -1,
    bodySize: Number(headers['content-length'] ?? -1)
  }
}

function responseOf (entry: Entry) {
  const { status, id, replyType } = entry
  const reply = replyText(entry)
  const shown = readReply(reply)
  const text = shown === null ? undefined : typeof shown === 'string' ? shown : JSON.stringify(shown)
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: listed(Object.entries({
      'content-type': replyType,
      'sandbox-request-id': id,
      'sandbox-rules': brokenRules(entry, 'enforce').join(', ') || undefined,
      'sandbox-warnings': warningsOf(entry).join(', ') || undefined
    })),
    content: { size: reply === undefined ? -1 : bytesOf(reply), mimeType: replyType ?? '', ...text !== undefined && { text } },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1
  }
}
