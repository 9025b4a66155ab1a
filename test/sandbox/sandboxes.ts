import t from 'tap'
import { demand, open, type Client, type Reply } from '../harness.ts'
import { holderNames, perSandbox } from '../../src/sandbox/live.ts'
import { valid } from '../tec/work-based/bodies.ts'

/** Those of the program, before a test adds its own. */
const names = [...holderNames()].sort()

const token = { grant_type: 'client_credentials', scope: 'https://web.prd.dxs.pub.tec.govt.nz', org_id: '9001' }

/** Calls to one sandbox of several under one app, as its prefix names it. */
function into (client: Client, id: string) {
  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> => client.inject({
    method: method as 'GET',
    url: `/sandboxes/${id}${path}`,
    headers: { authorization: 'Bearer demo-token-9001', eid: '9001', ...headers },
    ...(body !== undefined && { payload: body as object })
  })
  return {
    call,
    tec: (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
      call(method, `/work-submission-api/v1.0${path}`, body, headers),
    admin: (method: string, path: string, body?: unknown) => call(method, `/__admin${path}`, body),
    bearer: async (): Promise<string> => (await client.inject({
      method: 'POST',
      url: `/sandboxes/${id}/oauth2/access_token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: `Basic ${btoa('demo-tms:demo-secret')}` },
      payload: new URLSearchParams(token).toString()
    })).body.access_token
  }
}

async function three (t: Parameters<typeof open>[0], flags: Record<string, string> = {}) {
  const client = await open(t, flags)
  client.sandboxes.create('one')
  client.sandboxes.create('two')
  return { client, one: into(client, 'one'), two: into(client, 'two'), usual: into(client, 'default') }
}

t.test('Rows of one sandbox are in no other', async t => {
  const { one, two, usual, client } = await three(t)
  t.equal((await one.tec('POST', '/learners', valid.learner('L1'))).status, 201)
  t.equal((await one.tec('GET', '/learners/L1')).status, 200)
  t.equal((await two.tec('GET', '/learners/L1')).status, 400)
  t.equal((await usual.tec('GET', '/learners/L1')).status, 400)
  t.equal((await client.get('/learners/L1')).status, 400, 'the default one needs no prefix')
  t.equal((await client.call('GET', '/learners/L1', undefined, { 'sandbox-id': 'one' })).status, 200, 'a header names one as well')
})

t.test('Paths in replies are as the request came: below the prefix, or to be followed with the same header', async t => {
  const { client } = await three(t)
  const lost = '/work-submission-api/v1.0/learner/L1'
  for (const [prefix, headers] of [['/sandboxes/one', {}], ['', { 'sandbox-id': 'one' }], ['', {}]] as const) {
    const { body: { detail } } = await client.inject({ url: prefix + lost, headers })
    t.match(detail, `nearest are GET ${prefix}/work-submission-api/v1.0/learners/{learnerLocalId} `)
  }
})

t.test('A token of one is a 401 in the others, and its ids are its own', async t => {
  const { one, two, usual } = await three(t)
  const tokens = [await one.bearer(), await two.bearer(), await usual.bearer()]
  t.equal(new Set(tokens).size, 3)
  for (const [i, sandbox] of [one, two, usual].entries()) {
    for (const [j, bearer] of tokens.entries()) {
      const { status, headers } = await sandbox.tec('GET', '/programmes/DEMO-NZA/versions/1', undefined, {
        authorization: `Bearer ${bearer}`
      })
      t.equal(status, i === j ? 200 : 401, `token ${j} in sandbox ${i}`)
      if (i !== j) t.equal(headers['sandbox-rules'], 'token.known')
    }
  }
})

t.test('Each has its own clock and journal, and a reset of one leaves the others alone', async t => {
  const { one, two, client } = await three(t)
  await one.tec('POST', '/learners', valid.learner('L1'))
  await two.tec('POST', '/learners', valid.learner('L1'))
  await one.admin('POST', '/clock/advance', { by: 'P1Y' })
  t.equal((await one.admin('GET', '/clock')).body.today, '2027-03-02')
  t.equal((await two.admin('GET', '/clock')).body.today, client.sandbox.clock.today())
  t.equal((await one.admin('GET', '/requests')).body.total, 1)

  t.equal((await one.admin('POST', '/reset')).status, 200)
  t.equal((await one.admin('GET', '/requests')).body.total, 0)
  t.equal((await one.tec('GET', '/learners/L1')).status, 400)
  t.equal((await two.tec('GET', '/learners/L1')).status, 200)
  t.equal((await two.admin('GET', '/requests')).body.total, 2)
  t.equal((await client.admin('GET', '/requests')).body.total, 0)
})

t.test('Requests are counted against a limit in each sandbox by itself, and a reset forgets them', async t => {
  const { one, two } = await three(t, { 'rate-limit': '2/1h' })
  const ask = (sandbox: typeof one) => sandbox.tec('GET', '/programmes/DEMO-NZA/versions/1')
  for (const status of [200, 200, 429]) t.equal((await ask(one)).status, status)
  t.equal((await ask(two)).status, 200)
  await one.admin('POST', '/reset')
  t.equal((await ask(one)).status, 200)
})

t.test('Settings can differ between two sandboxes and change while the server runs', async t => {
  const { one, two } = await three(t, { reading: 'unknown-id=404' })
  demand(await one.admin('PUT', '/readings', { 'unknown-id': '400' }))
  t.equal((await one.tec('GET', '/learners/nobody')).status, 400)
  t.equal((await two.tec('GET', '/learners/nobody')).status, 404)
  demand(await one.admin('PUT', '/readings', { 'unknown-id': '404' }))
  t.equal((await one.tec('GET', '/learners/nobody')).status, 404)
})

t.test('One that sleeps is as it was when somebody looks for it', async t => {
  const { client, one } = await three(t)
  const bearer = await one.bearer()
  await one.tec('POST', '/learners', valid.learner('L1'))
  await one.admin('PUT', '/clock', { mode: 'frozen', now: '2026-03-02T09:10' })
  const before = await one.bearer()
  client.sandboxes.sleep('one')
  t.equal((await one.tec('GET', '/learners/L1', undefined, { authorization: `Bearer ${bearer}` })).status, 200)
  t.equal((await one.admin('GET', '/clock')).body.now, '2026-03-02T09:10:00+13:00')
  t.equal((await one.admin('GET', '/requests')).body.total, 4)
  t.not(await one.bearer(), before, 'the count of ids goes on')
  await one.admin('POST', '/reset')
  t.equal(
    (await one.admin('GET', '/clock')).body.now, (await into(client, 'two').admin('GET', '/clock')).body.now,
    'and so does what a reset goes back to'
  )
})

t.test('So is one to which nothing was ever written, and it takes no memory of its own', async t => {
  const { client, two } = await three(t)
  const [one, another] = ['one', 'two'].map(id => client.sandboxes.find(id)!.keep())
  t.equal(one!.image, another!.image)
  client.sandboxes.sleep('two')
  t.equal((await two.tec('POST', '/learners', valid.learner('L1'))).status, 201)
  client.sandboxes.sleep('two')
  t.equal((await two.tec('GET', '/learners/L1')).status, 200)
})

t.test('More are awake than there is room for only while they are busy', async t => {
  const client = await open(t)
  for (let i = 0; i < 280; i++) client.sandboxes.create(`s${i}`)
  for (let i = 0; i < 280; i++) t.equal((await into(client, `s${i}`).tec('GET', '/programmes/DEMO-NZA/versions/1')).status, 200)
  t.equal(client.sandboxes.list().length, 281)
  t.ok(client.sandboxes.delete('s7'))
  t.notOk(client.sandboxes.delete('s7'))
  t.notOk(client.sandboxes.delete('default'))
  t.equal((await into(client, 's7').tec('GET', '/learners/L1')).status, 404)
  t.match((await into(client, 's7').tec('GET', '/learners/L1')).body.detail, /No sandbox "s7" exists/)
  t.match((await into(client, 'n%C4%81').tec('GET', '/learners/L1')).body.detail, /No sandbox "nā" exists/)
  for (const id of ['s1', '', '-', 'a b', '../x', 'x'.repeat(65)]) t.throws(() => client.sandboxes.create(id), { message: /sandbox/ }, id)
})

t.test('What a sandbox holds while it is awake is known by name, and dropped with it', async t => {
  t.same(names, [
    'contracts in force', 'delayed requests', 'documents', 'fields of modules', 'rate limit counts', 'upload locks',
    'validations under way', 'verified tokens', 'webhook deliveries', 'work that has it to itself'
  ])

  const ofATest = perSandbox('what a test holds', () => ({ closed: 0 }), { close: it => { it.closed++ } })
  const client = await open(t)
  const mine = () => client.sandboxes.find('one')!
  client.sandboxes.create('one')
  const image = mine().store.image()
  const heldElsewhere = ofATest(client.sandboxes.create('two'))
  for (const [how, drop] of [
    ['a reset', () => mine().reset()],
    ['a reset of the data', () => mine().reset(['data'])],
    ['a restore', () => mine().restore(image)],
    ['sleep', () => client.sandboxes.sleep('one')],
    ['deletion', () => {
      client.sandboxes.delete('one')
      client.sandboxes.create('one')
    }]
  ] as const) {
    const it = ofATest(mine())
    await mine().reset(['clock', 'journal'])
    t.equal(ofATest(mine()), it, 'it is there until')
    await drop()
    t.equal(it.closed, 1, how)
    t.not(ofATest(mine()), it, `${how}: there is another from then on`)
  }
  t.equal(heldElsewhere.closed, 0)
  client.close()
  t.equal(heldElsewhere.closed, 1, 'the end of all')
})

t.test('Restoring an image brings back state, clock and the count of ids, under the secret of whoever restores it', async t => {
  const { client, one, two } = await three(t)
  await one.tec('POST', '/learners', valid.learner('L1'))
  await one.admin('PUT', '/clock', { mode: 'frozen', now: '2026-03-02T09:10' })
  const image = client.sandboxes.find('one')!.store.image()
  const next = await one.bearer()
  client.sandboxes.find('one')!.restore(image)
  t.equal(await one.bearer(), next)
  const bearer = await one.bearer()
  client.sandboxes.find('two')!.restore(image)
  t.equal((await two.tec('GET', '/learners/L1')).status, 200)
  t.equal((await two.admin('GET', '/clock')).body.now, '2026-03-02T09:10:00+13:00')
  t.equal((await two.tec('GET', '/learners/L1', undefined, { authorization: `Bearer ${bearer}` })).status, 401)
})
