import type { Test } from 'tap'
import type { Client, Reply } from '../harness.ts'
import { valid } from '../tec/work-based/bodies.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** A write to each of the APIs, and a read; each with what its refusal looks like. */
export const asked: ReadonlyArray<{
  readonly api: string
  readonly write: [path: string, body: unknown, headers: object]
  readonly read?: [path: string, headers: object]
  readonly shape: object
}> = [
  {
    api: 'work-based',
    write: ['/work-submission-api/v1.0/learners', valid.learner('N1'), { authorization: 'Bearer demo-token-9001', eid: '9001' }],
    read: ['/work-submission-api/v1.0/learners/DEMO-L04', { authorization: 'Bearer demo-token-9001', eid: '9001' }],
    shape: { status: 503, title: String, detail: String, errors: {} }
  },
  {
    api: 'provider-based',
    write: ['/submissions/v1.0/user/register', undefined, { authorization: 'Bearer demo-token-9001', eid: '9001' }],
    read: ['/submissions/v1.0/returns', { authorization: 'Bearer demo-token-9001', eid: '9001' }],
    shape: { status: 503, title: String, detail: String }
  },
  {
    api: 'esl',
    write: ['/oauth2/access_token', 'grant_type=client_credentials&scope=https%3A%2F%2Fweb.prd.dxs.pub.tec.govt.nz&org_id=9001',
      { ...form, authorization: `Basic ${btoa('demo-tms:demo-secret')}` }],
    shape: { error: 'server_error', error_description: String }
  },
  {
    api: 'v1',
    write: ['/accessplan/api/v1/coursedates/5014/delegates', { UserID: '2001' }, { authorization: 'Bearer demo-api-key' }],
    read: ['/accessplan/api/v1/coursedates/5014', { authorization: 'Bearer demo-api-key' }],
    shape: { Errors: [{ Message: String }] }
  },
  {
    api: 'v2',
    write: ['/accessplan/api/v2/Venue', { Label: 'A place' }, { authorization: 'Bearer demo-api-key' }],
    read: ['/accessplan/api/v2/User/2001', { authorization: 'Bearer demo-api-key' }],
    shape: { error: 'server_error', message: String }
  },
  {
    api: 'v2 login',
    write: ['/accessplan/api/v2/token', 'grant_type=password&username=demo&password=demo', form],
    shape: { error: 'server_error', error_description: String }
  },
  {
    api: 'admin',
    write: ['/__admin/snapshots', {}, {}],
    read: ['/__admin/clock', {}],
    shape: { status: 503, title: String, detail: String }
  }
]

export const send = (client: Client, method: 'GET' | 'POST', [path, ...rest]: readonly unknown[], under = ''): Promise<Reply> => {
  const [body, headers] = method === 'POST' ? rest : [undefined, rest[0]]
  return client.inject({
    method,
    url: `${under}${path as string}`,
    headers: headers as Record<string, string>,
    ...(body !== undefined && { payload: body as object })
  })
}

/** Each write is refused as its API refuses, with a text that says what is wrong; reads are as ever where they `goOn`. */
export async function isUnavailable (
  t: Test, client: Client, said: RegExp, { under = '', readsGoOn = true, among = asked } = {}
): Promise<void> {
  for (const { api, write, read, shape } of among) {
    const refused = await send(client, 'POST', write, under)
    t.match(refused, { status: 503, body: shape }, `${api} ${under}`)
    t.match(refused.text, said, api)
    if (!read) continue
    const answered = await send(client, 'GET', read, under)
    if (readsGoOn) t.equal(answered.status, 200, `${api} is read`)
    else t.match(answered, { status: 503, body: shape }, `${api} cannot be read`)
  }
}

export async function isWellAgain (t: Test, client: Client, under = ''): Promise<void> {
  for (const { api, write } of asked) t.ok((await send(client, 'POST', write, under)).status < 300, `${api} stores again`)
}
