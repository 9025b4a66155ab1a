import t from 'tap'
import { demand, open, type Client, type Reply } from '../harness.ts'
import { valid } from '../tec/work-based/bodies.ts'
import { valueOf, type Made } from './sandboxes.ts'

const idOf = ({ headers }: Reply): string => String(headers['sandbox-request-id'])

const fork = async (client: Client, id: string): Promise<Made & { clock: any }> =>
  demand(await client.admin('POST', `/requests/${id}/fork`)).body

const learnersOf = async (client: Client, { id }: Made): Promise<number[]> => Promise.all(['L1', 'L2', 'L3'].map(async learner =>
  (await client.call('GET', `/learners/${learner}`, undefined, { 'sandbox-id': id })).status))

t.test('A fork is the sandbox as it was just before a refused request, whatever was written since', async t => {
  const client = await open(t)
  demand(await client.post('/learners', valid.learner('L1')))
  const refused = [await client.post('/learners', valid.learner('L1')), await client.get('/learners/nobody')]
  t.same(refused.map(({ status }) => status), [400, 400])
  t.same(await learnersOf(client, await fork(client, idOf(refused[0]!))), [200, 400, 400], 'nothing was written since')
  demand(await client.post('/learners', valid.learner('L2')))
  demand(await client.admin('POST', '/clock/advance', { by: 'P1Y' }))
  const later = await client.post('/learners', valid.learner('L2'))
  demand(await client.post('/learners', valid.learner('L3')))

  for (const reply of refused) {
    const made = await fork(client, idOf(reply))
    t.same(await learnersOf(client, made), [200, 400, 400])
    t.equal(made.clock.now, '2026-03-02T09:00:00+13:00', 'on its clock')
    const again = await client.call('POST', '/learners', valid.learner('L1'), { 'sandbox-id': made.id })
    t.equal(again.status, 400, 'the request is refused there as it was')
    t.equal(again.body.detail, refused[0]!.body.detail)
    const own = { authorization: `Bearer ${valueOf(made, 'bearer token', '9001')}` }
    t.equal((await client.call('POST', '/learners', valid.learner('L9'), own)).status, 201, 'and passes, changed, by its own credentials')
  }
  const last = await fork(client, idOf(later))
  t.same(await learnersOf(client, last), [200, 200, 400])
  t.equal(last.clock.today, '2027-03-02')
  t.equal((await client.get('/learners/L3')).status, 200, 'the sandbox itself is as it was')
  t.equal((await client.get('/learners/L9')).status, 400)
})

t.test('It can be had after a reset, a restore, sleep, a change of the clock or of a setting', async t => {
  for (const [how, happen] of [
    ['a reset of the data', (client: Client) => client.admin('POST', '/reset', { scope: ['data', 'clock'] })],
    ['a restore', (client: Client) => client.admin('POST', '/snapshots/last/restore')],
    ['a clock', (client: Client) => client.admin('PUT', '/clock', { mode: 'frozen', now: '2026-09-01' })],
    ['a setting', (client: Client) => client.admin('PUT', '/readings', { 'unknown-id': '404' })],
    ['nothing', async () => undefined]
  ] as const) {
    const client = await open(t)
    demand(await client.admin('POST', '/snapshots'))
    demand(await client.post('/learners', valid.learner('L1')))
    const refused = await client.get('/learners/nobody')
    const reply = await happen(client)
    if (reply) demand(reply)
    const made = await fork(client, 'last')
    t.same(await learnersOf(client, made), [200, 400, 400], how)
    t.equal(made.clock.now, '2026-03-02T09:00:00+13:00', how)
    t.equal(refused.status, 400)
  }
  const client = await open(t)
  client.sandboxes.create('one')
  const at = { 'sandbox-id': 'one' }
  demand(await client.call('POST', '/learners', valid.learner('L1'), at))
  const refused = await client.call('GET', '/learners/nobody', undefined, at)
  client.sandboxes.sleep('one')
  demand(await client.call('POST', '/learners', valid.learner('L2'), at))
  const made = demand(await client.inject({ method: 'POST', url: `/sandboxes/one/__admin/requests/${idOf(refused)}/fork` })).body
  t.same(await learnersOf(client, made), [200, 400, 400], 'sleep')
})

t.test('A clock that runs goes on from the moment of the request', async t => {
  let machine = Date.parse('2026-03-02T09:00+13:00')
  const client = await open(t, { clock: 'real' }, () => machine)
  await client.get('/learners/nobody')
  machine += 86_400_000
  t.equal((await fork(client, 'last')).clock.now, '2026-03-02T09:00:00+13:00')
})

t.test('A fork can be named and given a time to live, as any sandbox that is made', async t => {
  let machine = Date.parse('2026-03-02T09:00+13:00')
  const client = await open(t, {}, () => machine)
  await client.get('/learners/nobody')
  const made = demand(await client.admin('POST', '/requests/last/fork', { id: 'why', ttlSeconds: 60 })).body
  t.match(made, { id: 'why', ttlSeconds: 60, expiresAt: '2026-03-02T09:01:00+13:00' })
  for (const [body, detail] of [
    [{ id: 'why' }, /There is a sandbox "why" already/], [{ ttlSeconds: 0 }, /ttlSeconds must be/], [{ fixture: 'demo' }, /fixture is not known here/]
  ] as const) t.match((await client.admin('POST', '/requests/last/fork', body)).body.detail, detail)
  machine += 61_000
  t.equal((await client.admin('GET', '/sandboxes/why')).status, 404)
  t.equal((await fork(client, 'last')).id, 'sandbox-2')
})

t.test('Where there is nothing to fork from, it is said why', async t => {
  const client = await open(t)
  const refusal = async (id: string) => (await client.admin('POST', `/requests/${id}/fork`)).body.detail
  t.equal((await client.admin('POST', '/requests/last/fork')).status, 404, 'as for an explanation of it')
  t.match(await refusal('last'), /No request that was refused/)
  t.match(await refusal('r-99'), /No request is in the journal/)
  t.match(await refusal(idOf(demand(await client.post('/learners', valid.learner('L1'))))), /was not refused/)

  const refused = idOf(await client.get('/learners/nobody'))
  client.db().exec('CREATE TABLE large (it BLOB); INSERT INTO large VALUES (zeroblob(17000000))')
  const large = await client.admin('POST', `/requests/${refused}/fork`)
  t.equal(large.status, 400)
  t.match(large.body.detail, /The sandbox took 17\d{6} bytes.* before request r-2; a state .* only up to 16777216 bytes \(16 MiB\)/)
  t.same(client.sandboxes.list(), ['default'])
})

t.test('What is kept of refused requests is bounded, the oldest go first', async t => {
  const client = await open(t)
  const first = idOf(await client.get('/learners/nobody'))
  client.db().exec('CREATE TABLE large (it BLOB); INSERT INTO large VALUES (zeroblob(15000000))')
  for (let i = 0; i < 10; i++) {
    demand(await client.post('/learners', valid.learner(`N${i}`)))
    await client.get('/learners/nobody')
  }
  t.match((await client.admin('POST', `/requests/${first}/fork`)).body.detail, /is no longer kept: all sandboxes together keep the latest 134217728 bytes \(128 MiB\)/)
  t.equal((await client.admin('POST', '/requests/last/fork')).status, 201)
})
