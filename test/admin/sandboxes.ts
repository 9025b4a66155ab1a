import t, { type Test } from 'tap'
import { demand, open, type Client, type Reply } from '../harness.ts'
import { valid } from '../tec/work-based/bodies.ts'

/** `POST /__admin/sandboxes`: what it answers is all that its user is told. */

export interface Made {
  id: string
  url: string
  urls: Record<string, string>
  credentials: Array<Record<'service' | 'kind' | 'value' | 'whose', string>>
  eids: Array<{ eid: string }>
}

export const make = async (client: Client, body: object = {}): Promise<Made> => demand(await client.admin('POST', '/sandboxes', body)).body

export const valueOf = ({ credentials }: Made, kind: string, whose = ''): string =>
  credentials.find(it => it.kind === kind && it.whose.includes(whose))!.value

const form = { 'content-type': 'application/x-www-form-urlencoded' }

const accountToken = async (client: Client, account: string, path = ''): Promise<Reply> => client.inject({
  method: 'POST',
  url: `${path}/oauth2/access_token`,
  headers: { ...form, authorization: `Basic ${btoa(account.replace(' / ', ':'))}` },
  payload: 'grant_type=client_credentials&scope=https%3A%2F%2Fweb.prd.dxs.pub.tec.govt.nz&org_id=9001'
})

/** The same learner, asked for without naming a sandbox. */
const learner = (client: Client, bearer: string): Promise<Reply> =>
  client.call('GET', '/learners/L1', undefined, { authorization: `Bearer ${bearer}` })

async function withLearner (t: Test, flags = {}) {
  const client = await open(t, flags)
  const made = await make(client, { id: 'one' })
  demand(await client.inject({
    method: 'POST',
    url: '/sandboxes/one/work-submission-api/v1.0/learners',
    headers: { authorization: 'Bearer demo-token-9001', eid: '9001' },
    payload: valid.learner('L1')
  }))
  return { client, made }
}

t.test('A sandbox that is made says where it is and what gets a caller in', async t => {
  const client = await open(t)
  const { status, body } = await client.inject({
    method: 'POST',
    url: '/__admin/sandboxes',
    headers: { host: '127.0.0.1:81' },
    payload: { id: 'one', fixture: 'demo', clock: { mode: 'frozen', now: '2026-05-04' } }
  })
  t.equal(status, 201)
  t.match(body, {
    id: 'one',
    url: 'http://127.0.0.1:81/sandboxes/one',
    fixture: 'demo',
    clock: { mode: 'frozen', today: '2026-05-04' },
    header: { 'Sandbox-Id': 'one' }
  })
  t.equal(body.urls['tec-work-based'], 'http://127.0.0.1:81/sandboxes/one/work-submission-api/v1.0')
  t.equal(body.urls.esl, 'http://127.0.0.1:81/sandboxes/one/oauth2/access_token')
  t.same(body.eids.map(({ eid }: any) => eid), ['9001', '9002'])
  t.same([...new Set(body.credentials.map(({ kind }: any) => kind))], ['machine account', 'bearer token', 'API key', 'user and password'])
  for (const { value, id, secret, token } of body.credentials) t.equal(token ?? `${id} / ${secret}`, value, 'in parts for programs')
  t.equal((await client.admin('GET', '/sandboxes/one')).body.clock.today, '2026-05-04')
  const behind = await client.inject({ method: 'GET', url: '/sandboxes/one/__admin/sandboxes/default', headers: { host: '127.0.0.1' } })
  t.equal(behind.body.url, 'http://127.0.0.1/sandboxes/default', 'the sandbox that is asked is not part of it')
  const open2 = await open(t, { 'public-url': 'https://example.org/tms' })
  t.equal((await make(open2)).url, 'https://example.org/tms/sandboxes/sandbox-1')
})

t.test('Its own credentials lead to it by themselves, and open no other', async t => {
  const { client, made } = await withLearner(t)
  const other = await make(client, { id: 'two' })
  const bearer = valueOf(made, 'bearer token', '9001')
  t.equal((await learner(client, bearer)).status, 200)
  t.equal((await learner(client, 'demo-token-9001')).status, 400, 'the default one has no such learner')
  t.equal((await learner(client, valueOf(other, 'bearer token', '9001'))).status, 400)
  const intoTwo = { authorization: `Bearer ${bearer}`, 'sandbox-id': 'two' }
  t.equal((await client.call('GET', '/learners/L1', undefined, intoTwo)).status, 401)
  t.equal((await client.call('GET', '/learners/L1', undefined, { ...intoTwo, 'sandbox-id': 'default' })).status, 401)
  t.equal((await client.call('GET', '/learners/L1', undefined, { authorization: '', authentication: `Bearer ${bearer}` })).status, 200)

  const account = valueOf(made, 'machine account')
  const issued = (await accountToken(client, account)).body.access_token
  t.equal((await learner(client, issued)).status, 200, 'a token that it issued leads to it, too')
  t.equal((await client.call('GET', '/learners/L1', undefined, { authorization: `Bearer ${issued}`, 'sandbox-id': 'two' })).status, 401)
  t.equal((await accountToken(client, account, '/sandboxes/two')).status, 401)
  t.equal((await accountToken(client, account.replace(/.$/, it => it === '0' ? '1' : '0'))).status, 401, 'another secret')
  const usual = (await accountToken(client, 'demo-tms:demo-secret')).body.access_token
  t.equal((await learner(client, usual)).status, 400, 'those of the fixture lead to the default one')
  t.equal((await client.inject({ url: '/sandboxes/one/__admin/requests' })).body.total, 6, 'each stands in the journal of its sandbox')
})

t.test('So do those of the platform: an API key, a user with a password, and the tokens that follow', async t => {
  const client = await open(t)
  const made = await make(client)
  const own = (token: string) => client.v2('GET', 'Venue', undefined, { authorization: `Bearer ${token}` })
  const key = valueOf(made, 'API key')
  t.equal((await client.v2('POST', 'Venue', { Label: 'A place' }, { authorization: `Bearer ${key}` })).status, 201)
  const venues = (await own(key)).body.length ?? (await own(key)).text.length
  t.not((await client.v2('GET', 'Venue')).body.length ?? (await client.v2('GET', 'Venue')).text.length, venues)

  const [username, password] = valueOf(made, 'user and password').split(' / ') as [string, string]
  for (const path of ['/accessplan/api/v2/token', '/accessplan/api/v1/token']) {
    const ask = (fields: Record<string, string>, headers = {}) => client.inject({
      method: 'POST', url: path, headers: { ...form, ...headers }, payload: new URLSearchParams(fields).toString()
    })
    const first = demand(await ask({ grant_type: 'password', username, password })).body
    const second = demand(await ask({ grant_type: 'refresh_token', refresh_token: first.refresh_token })).body
    for (const { access_token: token } of [first, second]) t.equal((await own(token)).text, (await own(key)).text, path)
    const elsewhere = { authorization: `Bearer ${first.access_token}`, 'sandbox-id': 'default' }
    t.equal((await client.v2('GET', 'Venue', undefined, elsewhere)).status, 401)
    t.equal((await ask({ grant_type: 'password', username, password }, { 'sandbox-id': 'default' })).status, 400)
    t.equal((await ask({ grant_type: 'password', username, password: 'x'.repeat(20_000) })).status, 400, 'a long form is read all the same')
    t.equal((await ask({ grant_type: 'password', username: 'demo', password: 'demo' })).status, 200)
  }
  const login = await client.inject({
    method: 'POST',
    url: '/accessplan/api/v2/Login',
    headers: { ...form, authorization: `Bearer ${key}` },
    payload: new URLSearchParams({ username, password }).toString()
  })
  t.equal(login.body.Success, true)
})

t.test('Organisations of its own have numbers that no other sandbox has, with all that is theirs', async t => {
  const client = await open(t, { fixture: 'demo' })
  const [one, two] = [await make(client, { organisations: 'own' }), await make(client, { organisations: 'own' })]
  t.same([one, two].map(({ eids }) => eids.map(({ eid }) => eid)), [['19001', '19002'], ['29001', '29002']])
  const ask = (made: Made, eid: string) => client.call('GET', '/training-plans/DEMO-TP04', undefined, {
    authorization: `Bearer ${valueOf(made, 'bearer token', '9001')}`, eid
  })
  t.equal((await ask(one, '19001')).status, 200)
  t.equal((await ask(two, '29001')).status, 200)
  t.equal((await ask(one, '9001')).status, 401)
  demand(await client.inject({ method: 'POST', url: '/sandboxes/sandbox-1/__admin/reset' }))
  t.equal((await ask(one, '19001')).status, 200, 'a reset goes back to them')
  t.same(client.sandboxes.find('sandbox-1')!.db.pragma('foreign_key_check'), [])
})

t.test('One that is gone is told of, with how and when', async t => {
  let machine = Date.parse('2026-03-02T09:00+13:00')
  const client = await open(t, {}, () => machine)
  const made = await make(client, { id: 'one', ttlSeconds: 60 })
  t.equal((made as any).expiresAt, '2026-03-02T09:01:00+13:00')
  const ask = () => client.inject({ url: '/sandboxes/one/__admin/clock' })
  machine += 59_000
  t.equal((await ask()).status, 200)
  machine += 59_000
  t.equal((await ask()).status, 200, 'each request lets it live on')
  const listed = (await client.admin('GET', '/sandboxes')).body.sandboxes
  t.equal(listed.find(({ id }: any) => id === 'one').expiresAt, '2026-03-02T09:02:58+13:00')
  machine += 60_000
  const over = await ask()
  t.equal(over.status, 404)
  t.match(over.body.detail, /^No sandbox "one" exists any more: it expired, as nobody .* at 2026-03-02T09:02:58\+13:00\./)
  t.match((await learner(client, valueOf(made, 'bearer token', '9001'))).body.detail, /No sandbox "one" exists any more/)
  t.match((await client.call('GET', '/learners', undefined, { 'sandbox-id': 'one' })).body.detail, /any more/)
  t.same((await client.admin('GET', '/sandboxes')).body.sandboxes.map(({ id }: any) => id), ['default'])

  const again = await make(client, { id: 'one' })
  t.not(valueOf(again, 'bearer token', '9001'), valueOf(made, 'bearer token', '9001'), 'another of that name has other credentials')
  t.equal((await client.admin('DELETE', '/sandboxes/one')).status, 204)
  t.match((await client.admin('GET', '/sandboxes/one')).body.detail, /it was deleted at 2026-03-02T09:02:58/)
  t.equal((await client.admin('DELETE', '/sandboxes/one')).status, 404)
  t.match((await client.admin('GET', '/sandboxes/never')).body.detail, /No sandbox "never" exists\. /)
})

t.test('Who asks for one that is not there is told how one is made, and which there are, if it is theirs to know', async t => {
  const lost = 'What was made before the server last started is gone, as it was started without --data.'
  const client = await open(t)
  const ask = async (id: string, headers = {}) =>
    (await client.inject({ url: `/sandboxes/${id}/work-submission-api/v1.0/learners/L1`, headers })).body.detail
  const made = 'POST /__admin/sandboxes with {"id":"two"} makes it.'
  t.equal(await ask('two'), `No sandbox "two" exists. The one that always does is "default". ${made} ${lost}`)
  await make(client, { id: 'one' })
  t.equal(await ask('two'), `No sandbox "two" exists. There are "default" and "one". ${made} ${lost}`)
  t.match(await ask('a%20b'), /^No sandbox "a b" exists\. .* POST \/__admin\/sandboxes makes one\. /)
  t.notMatch(await ask('two', { origin: 'https://example.org' }), /"one"/, 'a page of elsewhere learns of none')
  for (let n = 0; n < 5; n++) await make(client)
  t.match(await ask('two'), /The one that always does is "default"/, 'of many none is named')
  const guarded = await open(t, { 'admin-token': 'a-token-of-the-test' })
  guarded.sandboxes.create('one')
  for (const [authorization, named] of [['Bearer demo-token-9001', false], ['Bearer a-token-of-the-test', true]] as const) {
    const { body } = await guarded.inject({ url: '/sandboxes/two/__admin/clock', headers: { authorization } })
    t.equal(body.detail.includes('"one"'), named, authorization)
  }
  const kept = await open(t, { data: t.testdir() })
  t.notMatch((await kept.inject({ url: '/sandboxes/two/readyz' })).body.detail, /is gone/)
})

t.test('What cannot be made is refused, and nothing is made', async t => {
  const client = await open(t)
  await make(client, { id: 'one' })
  for (const [body, detail] of [
    [{ id: 'one' }, /already/], [{ id: 'a b' }, /cannot name/],
    [{ id: '-rf' }, /^"-rf" cannot name a sandbox\. Use 1 to 64 letters, digits, "-" and "_", of which the first is a letter or a digit\.$/],
    [{ id: 'all' }, /^"all" cannot name a sandbox, as it stands for all of them where a request lists sandboxes\. Choose another id\.$/],
    [{ fixture: 'nope' }, /does not exist/], [{ clock: { mode: 'frozen' } }, /needs "now", .*\{ "mode": "frozen", "now": "2026-03-02T09:00" \}/],
    [{ clock: { mode: 'real', now: '2026-03-02' } }, /takes no "now"/], [{ clock: { mode: 'frozen', now: 'x' } }, /not a valid date/],
    [{ clock: {} }, /clock\.mode is required\. Use real, frozen or offset/],
    [{ settings: { port: '1' } }, /"port" is nothing that a sandbox can be set to/], [{ settings: { cors: 'maybe' } }, /cors: /],
    [{ settings: { cors: null } }, /, but is null\. No setting can be null: leave it out to have it as the server has it, or give what the flag /]
  ] as const) {
    const { status, body: { detail: said } } = await client.admin('POST', '/sandboxes', body)
    t.equal(status, 400, JSON.stringify(body))
    t.match(said, detail)
  }
  t.equal((await client.admin('POST', '/sandboxes', { ttlSeconds: 0 })).status, 400)
  const long = await client.admin('POST', '/sandboxes', { id: 'x'.repeat(5000) })
  t.match(long.body.detail, /^"x{100}…" cannot name a sandbox\./)
  for (const url of ['/sandboxes/', '/requests/', '/faults/', '/rules/x/', '/nothing/']) {
    const { status, body } = await client.admin('GET', `${url}${'x'.repeat(5000)}`)
    t.equal(status, 404, url)
    t.ok(body.detail.length < 500, `${url}: ${body.detail.length}`)
  }
  t.match((await client.admin('DELETE', '/sandboxes/default')).body.detail, /cannot be deleted/)
  t.equal((await client.inject({ method: 'DELETE', url: '/sandboxes/one/__admin/sandboxes/one' })).status, 400)
  t.same(client.sandboxes.list(), ['default', 'one'])
  t.equal((await make(client, {})).id, 'sandbox-2', 'none of them has used up a number')
  const { body } = await client.inject({ method: 'POST', url: '/__admin/sandboxes', payload: { settings: { reading: 'unknown-id=404' } } })
  t.equal((await client.call('GET', '/learners/nobody', undefined, { 'sandbox-id': body.id })).status, 404, 'a setting of its own')
  t.equal((await client.get('/learners/nobody')).status, 400)
})

t.test('With --data it is there again after a restart: data, credentials, settings, and those that are gone', async t => {
  const data = t.testdir({})
  const { client: first, made } = await withLearner(t, { data })
  const set = await make(first, { settings: { reading: 'unknown-id=404' }, organisations: 'own', ttlSeconds: 3600, seed: 'x' })
  await make(first, { id: 'gone' })
  demand(await first.admin('DELETE', '/sandboxes/gone'))
  const token = (await accountToken(first, valueOf(made, 'machine account'))).body.access_token
  first.close()

  const second = await open(t, { data })
  t.same((await second.admin('GET', '/sandboxes')).body.sandboxes.map(({ id, state }: any) => [id, state]),
    [['default', 'awake'], ['one', 'asleep'], [set.id, 'asleep']])
  for (const bearer of [token, valueOf(made, 'bearer token', '9001')]) t.equal((await learner(second, bearer)).status, 200)
  const { body } = await second.admin('GET', `/sandboxes/${set.id}`)
  t.same(body.credentials, set.credentials)
  t.equal(body.ttlSeconds, 3600)
  const ownHeaders = { authorization: `Bearer ${valueOf(set, 'bearer token', '9001')}`, eid: set.eids[0]!.eid }
  t.equal((await second.call('GET', '/learners/nobody', undefined, ownHeaders)).status, 404)
  t.match((await second.admin('GET', '/sandboxes/gone')).body.detail, /"gone" exists any more: it was deleted/)
  t.equal((await make(second)).id, 'sandbox-4', 'and no number is given twice')
})
