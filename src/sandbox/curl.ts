import type { Entry } from './journal.ts'
import { redactHeaders, redactMembers, redactUrl } from './redaction.ts'

/** What a client makes of itself for each request. */
const ofTheClient = new RegExp('^(?:host|content-length|connection|keep-alive|transfer-encoding|accept-encoding|te|upgrade|expect|' +
  'origin|referer|user-agent|accept-language|priority|dnt|sec-.+)$')

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
  return [
    'curl',
    ...method === 'HEAD' ? ['--head'] : method === 'GET' && entry.body === undefined ? [] : ['-X', /^\w+$/.test(method) ? method : inQuotes(method)],
    ...(/[[\]{}]/.test(target) ? ['--globoff'] : []),
    inQuotes(target),
    ...Object.entries(redactHeaders(headers)).flatMap(([name, value]) => value === undefined || ofTheClient.test(name)
      ? []
      : [value].flat().flatMap(it => ['-H', it === '' ? inQuotes(`${name};`) : headerWord(name, it)])),
    ...bodyWords(entry)
  ].join(' ')
}

/** A body as it is known; what was too large, or is in another form than it came, has to be given as a file. */
function bodyWords (entry: Entry): string[] {
  if (entry.body === undefined || entry.body === null) return []
  const text = textOf(entry)
  return text === undefined ? ['--data-binary', '@body'] : ['--data-raw', inQuotes(text)]
}

/** The text of a body without secrets, if it can be made of what is kept. */
export function textOf ({ body, headers }: Pick<Entry, 'body' | 'headers'>): string | undefined {
  const type = String(headers['content-type'] ?? 'application/json').toLowerCase()
  if (typeof body !== 'object' || body === null) return undefined
  const redacted = redactMembers(body) as Record<string, unknown>
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return new URLSearchParams(Object.entries(redacted).flatMap(([name, value]) =>
      [value].flat().map((it): [string, string] => [name, String(it)]))).toString()
  }
  return type.includes('json') ? JSON.stringify(redacted) : undefined
}
