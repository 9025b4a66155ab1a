import type { DemoRequest } from '../demos/demo.ts'
import type { Auth, Body, Header, Request, Url } from './format.ts'
import { withGiven, type Given } from './variables.ts'

/** A request as it is sent, with `${NAME}` for what an earlier answer had. */
export type Sent = Pick<DemoRequest, 'method' | 'path' | 'headers' | 'body'>

/** The same in Postman's form; `world` is the variable that has the id of the sandbox that it goes to. */
export function requestOf (sent: Sent, world: string, given: readonly Given[], description?: string): Request {
  const { Authorization: authorization, ...headers } = named(sent.headers)
  const body = bodyOf(sent)
  return {
    method: sent.method,
    ...description !== undefined && description !== '' && { description },
    auth: authOf(authorization, given),
    header: [
      ...Object.entries(headers).map(([key, value]): Header => ({ key, value: filled(withGiven(given, value)) })),
      { key: 'Sandbox-Id', value: `{{${world}}}` }
    ],
    url: urlOf(sent.path),
    ...body && { body }
  }
}

/** Postman's variables for those of a walk. */
const filled = (text: string): string => text.replace(/\$\{(\w+)\}/g, '{{$1}}')

/** Names of headers as people write them. */
const named = (headers: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(
  Object.entries(headers).map(([name, value]) => [/^[a-z-]+$/.test(name) ? name.replace(/\b[a-z]/g, it => it.toUpperCase()) : name, value]))

function authOf (authorization: string | undefined, given: readonly Given[]): Auth {
  const [, scheme, value = ''] = /^(Basic|Bearer) (.*)$/.exec(authorization ?? '') ?? []
  const entry = <Key extends string>(key: Key, text: string) => ({ key, value: filled(withGiven(given, text)), type: 'string' as const })
  if (scheme === 'Bearer') return { type: 'bearer', bearer: [entry('token', value)] }
  if (scheme !== 'Basic') return { type: 'noauth' }
  const [username = '', password = ''] = Buffer.from(value, 'base64').toString().split(':')
  return { type: 'basic', basic: [entry('username', username), entry('password', password)] }
}

function urlOf (path: string): Url {
  const [before = '', query] = filled(path).replaceAll(' ', '%20').split(/\?(.*)/s)
  return {
    raw: `{{baseUrl}}${before}${query === undefined ? '' : `?${query}`}`,
    host: ['{{baseUrl}}'],
    path: before.replace(/^\//, '').split('/'),
    ...query !== undefined && { query: query.split('&').map(pairOf) }
  }
}

function pairOf (pair: string): { key: string, value: string | null } {
  const at = pair.indexOf('=')
  return at < 0 ? { key: pair, value: null } : { key: pair.slice(0, at), value: pair.slice(at + 1) }
}

function bodyOf ({ headers, body }: Sent): Body | undefined {
  if (body === undefined) return undefined
  const type = named(headers)['Content-Type'] ?? ''
  if (type === 'application/x-www-form-urlencoded') {
    const fields = [...new URLSearchParams(body)].map(([key, value]): Header => ({ key, value: filled(value) }))
    return { mode: 'urlencoded', urlencoded: fields }
  }
  return { mode: 'raw', raw: filled(inLines(body)), options: { raw: { language: /xml$/.test(type) ? 'xml' : 'json' } } }
}

/** JSON as people read it; what stands for an earlier answer is JSON in quotation marks alone. */
export function inLines (text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
