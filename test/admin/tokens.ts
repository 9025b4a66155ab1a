import t from 'tap'
import { services } from '../../src/services.ts'
import { demand, open, type Client } from '../harness.ts'

const order = async ({ admin }: Client, what: object) => demand(await admin('POST', '/tokens', what)).body

type Ask = (client: Client, headers: Record<string, string>) => ReturnType<Client['inject']>

/** A request to each service that takes a token, and whose tokens those are. */
const asking: Record<string, [Ask, object]> = {
  'tec-work-based': [(client, headers) => client.call('GET', '/training-plans/DEMO-TP04', undefined, headers), { eid: 9001 }],
  'tec-provider-based': [(client, headers) => client.sdr('GET', '/returns', undefined, headers), { eid: 9001 }],
  'accessplanit-v1': [(client, headers) => client.v1('GET', '/venues', undefined, headers), { user: 'demo' }],
  'accessplanit-v2': [(client, headers) => client.v2('GET', 'Category', undefined, headers), { user: 'demo' }]
}

const small = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/** What the explanation of each defect says. */
const named: Record<string, RegExp> = {
  expired: /token expired at/,
  'not-yet-valid': /not valid before/,
  'wrong-signature': /signed with another key/,
  'wrong-organisation': /The token is for EID 9002/,
  malformed: /malformed/,
  'account-not-enabled': /has no permission for this API/,
  unknown: /"bearer token":"unknown"/,
  'refresh-token': /a refresh token/
}

t.test('Each defect is refused by each service that takes such tokens, with its own 401 and a reason that names it', async t => {
  const client = await open(t, { fixture: 'demo' })
  let count = 0
  for (const { name, tokens } of services.filter(it => it.tokens)) {
    const [ask, whose] = asking[name]!
    const good = await order(client, { service: name, ...whose })
    t.ok(good.services.includes(name))
    t.equal((await ask(client, small(good.headers))).status, 200, name)
    for (const [defect, { rule }] of Object.entries(tokens!.defects)) {
      const { token, headers, refusedBy } = await order(client, { service: name, ...whose, defect })
      t.equal(refusedBy, rule)
      const reply = await ask(client, small(headers))
      t.equal(reply.status, 401, `${name} ${defect}`)
      t.match(reply.headers['www-authenticate'], /^Bearer/)
      t.notMatch(reply.text, token)
      const explained = (await client.admin('GET', '/requests/last/explain')).body
      t.strictSame(explained.refusedBy.map((it: any) => it.rule), [rule], `${name} ${defect}`)
      t.match(JSON.stringify(explained.refusedBy), named[defect]!, `${name} ${defect}`)
      t.notMatch(JSON.stringify(explained), token)
      count++
    }
  }
  t.equal(count, 20)
})

t.test('A token is good for as long as was ordered, and not from before it is valid', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const [name, [ask, whose]] of Object.entries(asking)) {
    await client.reset('clock')
    const { headers, expiresAt } = await order(client, { service: name, ...whose, ttlSeconds: 90 })
    t.equal(expiresAt, '2026-03-02T09:01:30+13:00')
    const at = async (moment: string) => (await ask(client, { ...small(headers), 'sandbox-clock': moment })).status
    t.strictSame([await at('2026-03-02T09:01:29'), await at('2026-03-02T09:01:30')], [200, 401], name)
  }
  const { headers } = await order(client, { eid: '09001', defect: 'not-yet-valid' })
  const at = async (moment: string) => (await asking['tec-work-based']![0](client, { ...small(headers), 'sandbox-clock': moment })).status
  t.strictSame([await at('2026-03-02T09:59:59'), await at('2026-03-02T10:00'), await at('2026-03-02T10:20')], [401, 200, 401])
})

t.test('An order that makes no sense is refused', async t => {
  const client = await open(t, { fixture: 'demo' })
  const cases: Array<[object, RegExp]> = [
    [{}, /Say whose token it is to be: give exactly one of "eid" or "user"/],
    [{ eid: 9001, user: 'demo' }, /give exactly one of/],
    [{ eid: 1234 }, /may act for EID 1234\. Use 9001 or 9002\. For another, start with a fixture whose organisations\.json/],
    [{ eid: 'ninety' }, /eid must be an integer or digits, but is the string "ninety"/],
    [{ eid: 0 }, /eid must be an integer or digits/],
    [{ user: 'nobody' }, /No user "nobody" is on the platform/],
    [{ service: 'esl', eid: 9001 }, /No service "esl" takes tokens\. Use tec-work-based,/],
    [{ service: 'accessplanit-v1', eid: 9001 }, /is ordered with "user", not with "eid"\. Send "user"\./],
    [{ user: 'demo', defect: 'wrong-signature' }, /can be "wrong-signature"\. It can be expired, unknown, malformed or refresh-token/],
    [{ eid: 9001, defect: 'old' }, /can be "old"\. It can be expired, not-yet-valid, (?!.*\bunknown\b)/],
    [{ eid: 9001, defect: 'exp' }, /can be "exp"\. Did you mean expired\? It can be expired, not-yet-valid, (?!.*\bunknown\b)/],
    [{ user: 'demo', defect: 'refresh' }, /can be "refresh"\. Did you mean refresh-token\?/],
    [{ eid: 9001, defect: 7 }, /defect must be a string, but is the number 7/],
    [{ eid: 9001, ttlSeconds: 0 }, /ttlSeconds must be/]
  ]
  for (const [body, detail] of cases) {
    const reply = await client.admin('POST', '/tokens', body)
    t.equal(reply.status, 400, JSON.stringify(body))
    t.match(reply.body.detail, detail)
  }
})

t.test('A token that one sandbox gave opens no other', async t => {
  const client = await open(t, { fixture: 'demo' })
  client.sandboxes.create('other')
  for (const [name, [, whose]] of Object.entries(asking)) {
    const { headers } = await order(client, { service: name, ...whose })
    const there = (ask: Ask) => ask({
      ...client,
      ...Object.fromEntries(['call', 'sdr', 'v1', 'v2'].map(call => [call, (method: string, path: string, body: unknown, more: object) =>
        (client as any)[call](method, path, body, { ...more, 'sandbox-id': 'other' })]))
    } as Client, small(headers))
    t.equal((await there(asking[name]![0])).status, 401, name)
  }
})
