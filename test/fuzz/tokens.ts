import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { isThorough, runs } from '../effort.ts'
import { demand, open, type Client } from '../harness.ts'
import { change, changed, entriesOf, header, readAll } from './parsers.ts'

/** Nothing opens a door but what was given for it. */

const learner = '/work-submission-api/v1.0/learners/DEMO-L04'
const [v1, v2, admin] = ['/accessplan/api/v1/users', '/accessplan/api/v2/Category', '/__admin/rules']
const doors = [learner, v1, v2, admin]

/** A text that still has one of these may open something. */
const known = /demo-token-(?:900[12]|not-enabled)|demo-api-key/

/** What the entries of the corpus open that are credentials; the others open nothing. */
const opened: Readonly<Record<string, readonly string[]>> = { 'eid.txt': [learner], 'static.txt': [learner], 'api-key.txt': [v1, v2] }

const guarded = { fixture: 'demo', 'admin-token': 'of-nobody-else' }

const show = async (client: Client, authorization: string, url: string): Promise<number> => {
  const method = url.startsWith('/oauth2') ? 'POST' : 'GET'
  return (await client.send({ method, url, headers: { authorization, eid: '9001', 'sandbox-id': 'default' } })).status
}

t.test('Whatever is shown as a token is a 401 unless it is one that was given, and asks for none by itself', async t => {
  const client = await open(t, guarded)
  await readAll(t, 'token', {
    async read (bytes) {
      const authorization = header(bytes)
      for (const url of [...doors, '/oauth2/access_token']) {
        const status = await show(client, authorization, url)
        const isRefused = status === 401 || status === 400
        const mayOpen = known.test(authorization) && url !== admin && !url.startsWith('/oauth2')
        assert.ok(mayOpen ? status < 500 : isRefused, `${url} is answered ${status}`)
      }
    },
    refuses: () => false,
    changes: isThorough ? 4 : 1
  })
  for (const [name, bytes] of entriesOf('token')) {
    const statuses = await Promise.all(doors.map(url => show(client, header(bytes), url)))
    t.same(statuses, doors.map(url => opened[name]?.includes(url) ? 200 : 401), name)
  }
})

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const signed = (key: string, head: string, claims: string): string =>
  `${head}.${claims}.${createHmac('sha256', key).update(`${head}.${claims}`).digest('base64url')}`

t.test('A token that was issued opens what it is for, and with anything of it changed nothing', async t => {
  const client = await open(t, guarded)
  const { body } = demand(await client.send({
    method: 'POST',
    url: '/oauth2/access_token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: `Basic ${btoa('demo-tms:demo-secret')}` },
    payload: 'grant_type=client_credentials&org_id=9001&scope=https://web.prd.dxs.pub.tec.govt.nz'
  }))
  const token = body.access_token as string
  const [head, claims, signature] = token.split('.') as [string, string, string]
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp: number }
  const [none, longer] = [encoded({ alg: 'none', typ: 'JWT' }), encoded({ ...said, exp: said.exp + 3600 })]
  const forged: Record<string, string> = {
    'of no algorithm, unsigned': `${none}.${claims}.`,
    'of no algorithm, with the signature': `${none}.${claims}.${signature}`,
    'of no algorithm, in capitals': `${encoded({ alg: 'NONE' })}.${claims}.`,
    'without a signature': `${head}.${claims}.`,
    'without its last part': `${head}.${claims}`,
    'good for longer': `${head}.${longer}.${signature}`,
    'for another organisation': `${head}.${encoded({ ...said, org_id: '9002' })}.${signature}`,
    'signed with nothing': signed('', head, claims),
    'signed with a word that is known': signed('demo-secret', head, longer),
    'of another algorithm': `${encoded({ alg: 'HS512', typ: 'JWT' })}.${claims}.${signature}`
  }
  const areRefused = async () => {
    for (const [name, it] of Object.entries(forged)) {
      t.same(await Promise.all(doors.map(url => show(client, `Bearer ${it}`, url))), [401, 401, 401, 401], name)
    }
  }
  await areRefused()
  t.same(await Promise.all(doors.map(url => show(client, `Bearer ${token}`, url))), [200, 401, 401, 401])
  await areRefused()

  const whole = Buffer.from(`Bearer ${token}`)
  const bytes = Buffer.from(signature, 'base64url')
  /** The last letter of a signature has bits that mean nothing. */
  const isSame = (text: string): boolean => {
    const [head, claims, signature = ''] = text.replace(/^bearer +/i, '').split('.')
    return text.includes(token) || (`${head}.${claims}.` === token.slice(0, -43) && Buffer.from(signature, 'base64url').equals(bytes))
  }
  await fc.assert(fc.asyncProperty(change, async it => {
    const text = header(changed(whole, it))
    if (!isSame(text)) assert.equal(await show(client, text, learner), 401, text)
  }), { numRuns: runs(60) })
})
