/** How a page in a browser calls another origin, by the fetch standard: what it may send after a preflight alone, and what it may read. */

interface Sent { method?: string, headers?: Record<string, string>, body?: string | URLSearchParams }

export type BrowserFetch = (url: string, sent?: Sent) => Promise<Pick<Response, 'status' | 'ok' | 'headers' | 'text'>>

const simpleMethods = ['GET', 'HEAD', 'POST']
const simpleTypes = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)(?:;|$)/i
const simpleHeaders = ['accept', 'accept-language', 'content-language']
const readable = ['cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'last-modified', 'pragma']

const isSimple = (name: string, value: string): boolean =>
  simpleHeaders.includes(name) || (name === 'content-type' && simpleTypes.test(value))

const wordsOf = (text: string | null): string[] => (text ?? '').toLowerCase().split(',').map(it => it.trim()).filter(Boolean)

export function browserAt (origin: string): BrowserFetch {
  const failUnless = (holds: boolean, why: string): void => { if (!holds) throw new TypeError(`Failed to fetch: ${why}`) }
  const mayBeRead = ({ headers }: Response): boolean => ['*', origin].includes(headers.get('access-control-allow-origin') ?? '')

  async function askFirst (url: string, method: string, names: string[]): Promise<void> {
    const reply = await fetch(url, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': method,
        ...names.length > 0 && { 'Access-Control-Request-Headers': names.sort().join(',') }
      }
    })
    failUnless(reply.ok, `the preflight was answered ${reply.status}`)
    failUnless(mayBeRead(reply), 'the preflight names no origin')
    const methods = wordsOf(reply.headers.get('access-control-allow-methods'))
    failUnless(simpleMethods.includes(method) || methods.includes(method.toLowerCase()), `${method} is not allowed`)
    const allowed = wordsOf(reply.headers.get('access-control-allow-headers'))
    // A star allows every header but this one.
    const isAllowed = (name: string): boolean => allowed.includes(name) || (allowed.includes('*') && name !== 'authorization')
    for (const name of names) failUnless(isAllowed(name), `${name} is not allowed`)
  }

  return async (url, { method = 'GET', headers = {}, body } = {}) => {
    const names = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name, value]) => !isSimple(name, value)).map(([name]) => name)
    if (!simpleMethods.includes(method) || names.length > 0) await askFirst(url, method, names)
    const reply = await fetch(url, { method, headers: { ...headers, Origin: origin }, ...(body !== undefined && { body }) })
    failUnless(mayBeRead(reply), 'the answer names no origin')
    const exposed = [...readable, ...wordsOf(reply.headers.get('access-control-expose-headers'))]
    const seen = new Headers([...reply.headers].filter(([name]) => exposed.includes(name)))
    return { status: reply.status, ok: reply.ok, headers: seen, text: () => reply.text() }
  }
}
