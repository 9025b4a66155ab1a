/** What the sandbox keeps of requests for people to read, without the secrets in it. */

const secretNames = new Set([
  'accesstoken', 'refreshtoken', 'idtoken', 'token', 'bearer', 'clientsecret', 'secret', 'password', 'passwd', 'pwd', 'apikey', 'key',
  'authorization',
  'authentication', 'credentials'
])

/** Whether a member, a field of a form or a parameter is called like a secret, however that is written: `apiKey`, `API_KEY`, `api-key`. */
const isSecret = (name: string): boolean => secretNames.has(name.toLowerCase().replace(/[^a-z]/g, ''))

const mask = '***'

/** A URL with its secret parameters and a user's password masked. */
export function redactUrl (url: string): string {
  const withoutUser = url.replace(/\/\/[^/@\s?#]*@/g, `//${mask}@`)
  return withoutUser.includes('?')
    ? withoutUser.replace(/([?&])([^=&#]+)=([^&#]*)/g, (whole, mark, name) => isSecret(decoded(name)) ? `${mark}${name}=${mask}` : whole)
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

/** Headers in which secrets are masked, all but the scheme: `Bearer ***`. */
export const redactHeaders = (headers: Headers): Headers => Object.fromEntries(Object.entries(headers).map(([name, value]) => [
  name,
  secretHeader.test(name) ? String(value).replace(/^(\w+ )?.*$/s, `$1${mask}`) : typeof value === 'string' ? redactUrl(value) : value
]))

/** A body, or part of one, in which secrets are masked, wherever they are. */
export function redactMembers (value: unknown): unknown {
  if (typeof value === 'string') return value.includes('//') ? redactUrl(value) : value
  if (Array.isArray(value)) return value.map(redactMembers)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) =>
    [name, isSecret(name) && member !== null && typeof member !== 'object' ? mask : redactMembers(member)]))
}

/** XML, or any other text, in which elements that are called like a secret are masked. */
export const redactElements = (text: string): string =>
  text.replace(/<(\w+)>[^<]*<\//g, (whole, name) => isSecret(name) ? `<${name}>${mask}</` : whole)
