import { decoded } from '../core/percent.ts'

/** What the sandbox keeps of requests for people to read, without the secrets in it. */

const secretNames = new Set(['token', 'bearer', 'clientassertion', 'assertion', 'pwd', 'pin', 'otp', 'key', 'jwt', 'sig', 'sas',
  'signature', 'codeverifier', 'authorization', 'authorisation', 'authentication', 'credentials', 'pass', 'cookie', 'setcookie'])

/** Whatever is called so in part: `userPassword`, `admin_token`. */
const secretParts = /password|passwd|passphrase|passcode|secret|(?:api|private|access|account)key|(?:access|refresh|id|admin|auth|session)token/

/** The key to something, `x-functions-key`, `SubscriptionKey`: that of a record, such as `planKey`, is none. */
const secretKey = /(?<![a-z])(?:functions?|subscription|host|master|service|client|storage|signing|encryption)[^a-z]key$/

/** `PasswordExpires`, `refresh_token_expires_in`. */
const whenItEnds = /(?:expires(?:at|in|on)?|expiry)$/

/** Rules compare a "bearer token", and say what it is and not how it reads. */
const bearerToken = /^bearer[_-]?token$/i

/** Whether a member, a field of a form or a parameter is called like a secret, however that is written: `apiKey`, `API_KEY`, `api-key`. */
function isSecret (name: string): boolean {
  const letters = name.toLowerCase().replace(/[^a-z]/g, '')
  const inWords = name.replace(/(?<=[a-z\d])(?=[A-Z])/g, '-').toLowerCase()
  return secretNames.has(letters) || secretKey.test(inWords) || bearerToken.test(name) ||
    (secretParts.test(letters) && !whenItEnds.test(letters))
}

/** What stands for a secret. */
export const mask = '***'

/** A JWT, whoever issued it, and the signature by which an address is good for whoever has it. */
const withoutTokens = (text: string): string => text
  .replace(/(?<![\w-])eyJ[\w-]+\.[\w-]+\.[\w-]*/g, mask)
  .replace(/(?<=\/)[\w-]{43}(?=[/?#]|$)/g, mask)

/**
 * What is behind `?`, and what is so without one: parameters of a path, and the parts of what a program connects to a database with. What
 * follows another `?` is part of the value, unless it is a parameter itself.
 */
const parameter = /([?&;#])([^=&;#?]+)=("[^"]*"|'[^']*'|[^&;#?]*(?:\?[^=&;#?]*(?=[&;#?]|$))*)/g

/** Whoever has the address of a function may call it: `?code=` is its key there, and an ordinary word elsewhere. */
const isOfAddress = (name: string, before: string): boolean => /^code$/i.test(name) && /:\/\/[^\s"'<>]*$/.test(before)

const word = String.raw`(?<![\p{L}\p{M}\p{N}_])([\p{L}_][\p{L}\p{M}\p{N}_]*)`
const operators = String.raw`(\s+(?:eq|ne|lt|le|gt|ge|like|in)\b\s*\(?\s*|\s+={1,2}\s*|\s*,\s*)`

/** A member, and what a filter compares it with: a text in quotation marks, also one that has no end, or what stands there without any. */
const comparison = new RegExp(String.raw`((?:contains|startswith|endswith)\s*\(\s*)?${word}${operators}` +
  String.raw`('(?:[^']|''|'(?!\s*(?:$|\)|and\b|or\b)))*(?:'|$)|"[^"]*"?|[^\s'"()]+)`, 'giu')

/** A list of names has commas as well, but is no call. */
const withoutCompared = (text: string): string =>
  text.replace(comparison, (whole: string, call: string | undefined, name: string, operator: string) =>
    isSecret(name) && (call !== undefined || !operator.includes(',')) ? `${call ?? ''}${name}${operator}${mask}` : whole)

/** Whether the text of a filter has such a thing, so that no message may quote it. */
export const comparesSecret = (filter: string): boolean => withoutCompared(filter) !== filter

const partOfQuery = /(?<=[?&])([^=&#\s]*=)?([^&#\s]+)/g

/** A query whose filters have no secrets, however they are encoded. */
const withoutFiltered = (url: string): string => url.replace(partOfQuery, (whole: string, name = '', value: string) => {
  const plain = value.replaceAll('+', ' ').replace(/(?:%[\da-f]{2})+/gi, decoded)
  const shown = withoutCompared(plain)
  return shown === plain ? whole : `${name}${encodeURIComponent(shown)}`
})

/** What is behind `#` of a path that was asked for goes: no client is to send it, and nothing is asked with it. */
function withoutFragment (url: string): string {
  const at = url.startsWith('/') ? url.indexOf('#') : -1
  return at < 0 || /\s/.test(url) ? url : url.slice(0, at)
}

/** What no name in a query has in it, but JSON and XML do. */
export const isNoName = (name: string): boolean => /[{}<>"]/.test(name)

/** A query in which something is no name goes from there on: it has no known names, and signs of a query may be part of it. */
function withoutUnnamed (url: string): string {
  if (!/^(?:https?:\/)?\/[^\s?]*\?\S+$/i.test(url)) return url
  const unnamed = [...url.matchAll(/(?<=[?&])[^=&]+/g)].find(([name]) => isNoName(decoded(name)))
  return unnamed === undefined ? url : url.slice(0, unnamed.index) + mask
}

/** A URL with its secret parameters and a user's password masked, also in a URL that is a parameter, `levels` deep. */
export function redactUrl (url: string, levels = 2): string {
  const withoutUser = withoutFiltered(withoutTokens(withoutUnnamed(withoutFragment(url)))).replace(/\/\/[^/@\s?#]*@/g, `//${mask}@`)
  if (!withoutUser.includes('=')) return withoutUser
  return withoutUser.replace(parameter, (whole: string, mark: string, name: string, value: string, at: number) =>
    isSecret(decoded(name)) || isOfAddress(name, withoutUser.slice(Math.max(0, at - 300), at))
      ? `${mark}${name}=${mask}`
      : levels > 0 && value.includes('%') ? `${mark}${name}=${within(value, levels)}` : whole)
}

function within (value: string, levels: number): string {
  const plain = decoded(value)
  const shown = withoutCompared(redactUrl(plain, levels - 1))
  return shown === plain ? value : encodeURIComponent(shown)
}

const secretHeader = /auth|cookie|key|secret|token|pass(?:word|phrase|wd|code|$)|pwd|credential|\bcert|clientcert|session|signature|jwt/i

type Headers = Readonly<Record<string, string | string[] | undefined>>

const scheme = /^((?:basic|bearer|digest|negotiate) )?.*$/is

/** Headers in which secrets are masked, all but the scheme: `Bearer ***`. */
export const redactHeaders = (headers: Headers): Headers => Object.fromEntries(Object.entries(headers).map(([name, value]) => [
  name,
  secretHeader.test(name)
    ? String(value).replace(scheme, `$1${mask}`)
    : typeof value === 'string' ? withoutSchemes(redactUrl(value)) : value
]))

/** What was sent, or part of it, in which whatever is called like a secret is masked, wherever it is. */
export const redactMembers = (value: unknown): unknown => redact(value, () => true)

/** What was answered: lists under such names are messages about them, and stay. */
export const redactReply = (value: unknown): unknown => redact(value, member => typeof member !== 'object')

/** A code that is exchanged for a token is a secret; other codes are what people look for. */
function redact (value: unknown, hides: (member: unknown) => boolean, inText = redactText): unknown {
  if (typeof value === 'string') return inText(value)
  if (Array.isArray(value)) return value.map(item => redact(item, hides, inText))
  if (typeof value !== 'object' || value === null) return value
  const isGrant = Object.keys(value).some(name => /^grant_?type$/i.test(name))
  return Object.fromEntries(Object.entries(value).map(([name, member]) => {
    const isMasked = isSecret(name) || (isGrant && /^code$/i.test(name))
    return [name, isMasked && member != null && hides(member) ? mask : redact(member, hides, inText)]
  }))
}

/** What is written as in an Authorization header; words after a scheme, such as "Basic credentials", are no secret. */
const withoutSchemes = (text: string): string =>
  text.replace(/\b(basic|bearer) +(?:(?=[^\s\d"<>,;]*\d)|(?=[^\s"<>,;]{20}))[^\s"<>,;]+/gi, `$1 ${mask}`)

/** A text, in which URLs, members of JSON that it quotes, and elements of XML are treated alike. */
export const redactText = (text: string): string => withoutCompared(withoutSchemes(redactUrl(text)))
  .replace(/(?<![^\s"'(,])(\w+)=("[^"]*"?|'[^']*'?|[^\s&;#"'<>]+)/g, (whole, name) => isSecret(name) ? `${name}=${mask}` : whole)
  // The same where a text stands within JSON, which has signs for the ends of lines.
  .replace(/(?<=\\[nrt])(\w+)=(?:(?!\\[nrt]\w+=)[^\s&;#"'<>])+/g, (whole, name) => isSecret(name) ? `${name}=${mask}` : whole)
  .replace(/"([\w-]+)"\s*:\s*(?:"[^"]*"?|[^\s",{}[\]]+)/g, (whole, name) => isSecret(name) ? `"${name}":"${mask}"` : whole)
  .replace(/<(\w+)>[^<]*<\//g, (whole, name) => isSecret(name) ? `<${name}>${mask}</` : whole)
  // What a body was that is no JSON has no names to go by.
  .replace(/^(.{0,100}?The body is not JSON: [^"]*)".*"(?:\.{3})? is not valid JSON/s, '$1which is not valid JSON')

const escaped = /\\u([\da-f]{4})/gi

/** A text that could not be read has no names to go by: behind the first word that a secret is called by, all of it may be one. */
export function redactUnread (text: string): string {
  for (const { 0: word, index } of text.matchAll(/[\w%\\-]+/g)) {
    const name = decoded(word.replace(escaped, (_, code) => String.fromCharCode(parseInt(code, 16))))
    if (isSecret(name)) return redactText(text.slice(0, index)) + word + mask
  }
  return redactText(text)
}

/** What is for people to try, and stays as it is but for what is secret in the addresses within it. */
export const redactAddresses = (value: unknown): unknown => redact(value, () => false, text => text.includes('//') ? redactUrl(text) : text)
