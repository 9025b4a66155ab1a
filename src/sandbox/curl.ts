import type { Entry } from './journal.ts'
import { redactHeaders, redactMembers, redactUnread, redactUrl } from './redaction.ts'

/** What a client makes of itself for each request, or says of its connection alone. */
const ofTheClient = new RegExp('^(?:host|content-length|connection|keep-alive|proxy-connection|transfer-encoding|te|trailer|upgrade|' +
  'http2-settings|expect|accept-encoding|origin|referer|user-agent|accept-language|priority|dnt|sec-.+)$')

/** A word of a shell that stands for a text, whatever it has in it. */
const inQuotes = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** `authorization: Bearer ***` as a word with a variable in the place of the secret: `'authorization: Bearer '"$authorization"`. */
function headerWord (name: string, value: string): string {
  const isMasked = value === '***' || /^(?:basic|bearer|digest|negotiate) \*\*\*$/i.test(value)
  if (!isMasked) return inQuotes(`${name}: ${value}`)
  return `${inQuotes(`${name}: ${value.slice(0, -3)}`)}"$${name.toLowerCase().replace(/\W/g, '_')}"`
}

/** The line for a shell that sends a request again, at the address of the server. Secrets are variables, or are masked. */
export function curlOf (entry: Entry, origin: string): string {
  const { method, url, headers } = entry
  const target = origin + redactUrl(url)
  const text = textOf(entry)
  const isWithout = method === 'GET' && entry.body === undefined
  // The text is that of an unpacked body.
  const isLeftOut = (name: string): boolean => ofTheClient.test(name) || (name === 'content-encoding' && text !== undefined)
  return [
    'curl',
    ...method === 'HEAD' ? ['--head'] : isWithout ? [] : ['-X', /^\w+$/.test(method) ? method : inQuotes(method)],
    ...(/[[\]{}]/.test(target) ? ['--globoff'] : []),
    inQuotes(target),
    ...Object.entries(redactHeaders(headers)).flatMap(([name, value]) => value === undefined || isLeftOut(name)
      ? []
      : [value].flat().flatMap(it => ['-H', it === '' ? inQuotes(`${name};`) : headerWord(name, it)])),
    ...bodyWords(entry, text)
  ].join(' ')
}

/** A body as it is known; what was too large, or is in another form than it came, has to be given as a file. */
function bodyWords ({ body, headers }: Entry, text: string | undefined): string[] {
  if (text === undefined && (body === undefined || body === null)) return []
  // Without a type, curl would say that it is a form.
  const type = headers['content-type'] === undefined ? ['-H', inQuotes('content-type:')] : []
  return [...type, ...text === undefined ? ['--data-binary', '@body'] : ['--data-raw', inQuotes(text)]]
}

/** The text of a body without secrets, if it can be made of what is kept. */
export function textOf ({ body, unread, headers }: Pick<Entry, 'body' | 'unread' | 'headers'>): string | undefined {
  const type = String(headers['content-type'] ?? 'application/json').toLowerCase()
  if (unread !== undefined) return redactUnread(unread)
  if (typeof body !== 'object' || body === null) return undefined
  const redacted = redactMembers(body) as Record<string, unknown>
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return new URLSearchParams(Object.entries(redacted).flatMap(([name, value]) =>
      [value].flat().map((it): [string, string] => [name, String(it)]))).toString()
  }
  return type.includes('json') ? JSON.stringify(redacted) : undefined
}
