/** What the sandbox keeps of requests for people to read, without the secrets in it. */

const secretNames = new Set(['token', 'bearer', 'clientassertion', 'pwd', 'key', 'authorization', 'authentication', 'credentials'])

/** Whatever is called so in part: `userPassword`, `admin_token`. */
const secretParts = /password|passwd|secret|apikey|(?:access|refresh|id|admin)token/

/** Whether a member, a field of a form or a parameter is called like a secret, however that is written: `apiKey`, `API_KEY`, `api-key`. */
function isSecret (name: string): boolean {
  const letters = name.toLowerCase().replace(/[^a-z]/g, '')
  return secretNames.has(letters) || secretParts.test(letters)
}

const mask = '***'

/** A URL with its secret parameters and a user's password masked. */
export function redactUrl (url: string): string {
  const withoutUser = url.replace(/\/\/[^/@\s?#]*@/g, `//${mask}@`)
  return withoutUser.includes('?')
    ? withoutUser.replace(/([?&;])([^=&;#?]+)=([^&;#]*)/g, (whole, mark, name) => isSecret(decoded(name)) ? `${mark}${name}=${mask}` : whole)
    : withoutUser
}

function decoded (name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

const secretHeader = /auth|cookie|key|secret|token|password|credential/i

type Headers = Readonly<Record<string, string | string[] | undefined>>

const scheme = /^((?:basic|bearer|digest|negotiate) )?.*$/is

/** Headers in which secrets are masked, all but the scheme: `Bearer ***`. */
export const redactHeaders = (headers: Headers): Headers => Object.fromEntries(Object.entries(headers).map(([name, value]) => [
  name,
  secretHeader.test(name) ? String(value).replace(scheme, `$1${mask}`) : typeof value === 'string' ? redactUrl(value) : value
]))

/** What was sent, or part of it, in which whatever is called like a secret is masked, wherever it is. */
export const redactMembers = (value: unknown): unknown => redact(value, () => true)

/** What was answered: lists under such names are messages about them, and stay. */
export const redactReply = (value: unknown): unknown => redact(value, member => typeof member !== 'object')

function redact (value: unknown, hides: (member: unknown) => boolean): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map(item => redact(item, hides))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) =>
    [name, isSecret(name) && member != null && hides(member) ? mask : redact(member, hides)]))
}

/** A text, in which URLs, members of JSON that it quotes, and elements of XML are treated alike. */
export const redactText = (text: string): string => (text.includes('//') ? redactUrl(text) : text)
  .replace(/"([\w-]+)"\s*:\s*(?:"[^"]*"?|[^\s",{}[\]]+)/g, (whole, name) => isSecret(name) ? `"${name}":"${mask}"` : whole)
  .replace(/<(\w+)>[^<]*<\//g, (whole, name) => isSecret(name) ? `<${name}>${mask}</` : whole)
