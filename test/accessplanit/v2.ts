import type { Test } from 'tap'
import { open, type Client, type Reply } from '../server.ts'

type Headers = Record<string, string>

/** The demo platform, to which the service user's API key is the key. */
export interface Platform extends Client {
  /** A call to version 2: `v2('PUT', 'User/2001', { … })`. */
  v2 (method: string, path: string, body?: unknown, headers?: Headers): Promise<Reply>
  /** The same of version 1: `v1('GET', 'coursedates/5014')`. */
  v1 (method: string, path: string, body?: unknown, headers?: Headers): Promise<Reply>
  basket (method: string, path: string, body?: unknown, headers?: Headers): Promise<Reply>
  /** The record of an id. */
  read (module: string, id: string): Promise<any>
  /** What a query of a module finds, all options as they are: `find('User', { $top: '1' })`. */
  find (module: string, options?: Record<string, string>): Promise<any[]>
}

export async function openPlatform (t: Test, flags: Record<string, string> = {}): Promise<Platform> {
  const client = await open(t, { fixture: 'demo', ...flags })
  const at = (root: string): Platform['v2'] => (method, path, body, headers) => client.inject({
    method: method as 'GET',
    url: `/accessplan/${root}/${path}`,
    headers: { authorization: 'Bearer demo-api-key', ...headers },
    ...(body !== undefined && { payload: body as object })
  })
  const v2 = at('api/v2')
  const results = async (path: string): Promise<any[]> => {
    const { status, body, text } = await v2('GET', path)
    if (status !== 200) throw new Error(text)
    return body.results
  }
  return {
    ...client,
    v2,
    v1: at('api/v1'),
    basket: at('apibasket/v2/basket'),
    read: async (module, id) => (await results(`${module}/${id}`))[0],
    find: (module, options = {}) => results(`${module}?${new URLSearchParams(options).toString()}`)
  }
}

export const form = (fields: Record<string, string>): [body: string, headers: Headers] =>
  [new URLSearchParams(fields).toString(), { 'content-type': 'application/x-www-form-urlencoded' }]

/** A call that is refused, and what is to be said: the rules that are broken, and the members that messages are under. */
export interface Refusal {
  status: number
  rules?: string
  members: string[]
}

/** Asserts that a call of version 2 is refused as it should be, and that nothing is written. */
export async function isRefused (t: Test, platform: Platform, [method, path, body]: readonly [string, string, unknown?], { status, rules, members }: Refusal): Promise<void> {
  const before = platform.sandbox.db.serialize()
  const reply = await platform.v2(method, path, body)
  const name = `${method} ${path} ${JSON.stringify(body) ?? ''}`
  t.strictSame([reply.status, reply.headers['sandbox-rules'], Object.keys(reply.body.errors ?? {})], [status, rules, members], `${name} is refused`)
  t.ok(before.equals(platform.sandbox.db.serialize()), 'and nothing is written')
}
