import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { runs } from '../effort.ts'
import { open, type Client, type Reply } from '../harness.ts'
import { today } from './callers.ts'
import { collect, type Known } from './known.ts'
import { listOwnOperations, type Operation } from './operations.ts'
import { checkReply, isRefusal } from './replies.ts'
import { requestsTo, show, type Request } from './requests.ts'
import { credentials } from './scene.ts'

/** A file, and what only Prometheus reads. */
const special = /^application\/octet-stream|^text\/plain; version=/

const asking = (method: string) => (path: string, body: object): [Request] =>
  [{ method, url: `/__admin${path}`, headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body) }]

const [put, post] = [asking('PUT'), asking('POST')]

/** Requests that are seldom made up. */
const examples: Readonly<Record<string, Array<[Request]>>> = {
  ChooseReadings: [put('/readings', { 'unknown-id': '404' })],
  FindRequests: [post('/requests/find', { operation: 'RecordVisit', status: '4xx' })],
  CountRequests: [post('/requests/count', { operation: 'RecordVisit', status: '4xx' })],
  SetFault: [put('/faults/outage', { effect: { status: 500 } })]
}

const count = Math.max(10, runs(60))

/** What a request of the sandbox's own API can be about. */
const words: Readonly<Record<string, readonly (string | number)[]>> = {
  classesID: ['monday'],
  resultsID: ['monday'],
  eventsID: ['monday'],
  seatsID: ['monday'],
  seat: ['1'],
  tasks: ['missing-visit', 'submit-return'],
  sandboxesID: ['other', 'default'],
  snapshotsID: ['base', 'last'],
  restoreID: ['base', 'last'],
  faultsID: ['outage', 'slow'],
  rulesID: ['visit.date-by-today'],
  examplesID: ['visit.date-by-today'],
  requestsID: ['last'],
  explainID: ['last'],
  forkID: ['last'],
  eid: [9001, 9002],
  user: ['demo'],
  caller: ['9001', 'demo'],
  service: ['esl', 'tec-work-based', 'accessplanit-v2'],
  operation: ['RecordVisit', 'GetLearner'],
  rule: ['visit.date-by-today', 'visit.*'],
  method: ['GET', 'POST'],
  fixture: ['demo', 'empty'],
  sandboxes: ['all', 'default', 'other'],
  offset: ['-PT1M'],
  by: ['P1D', 'PT1H'],
  now: [`${today}T09:00`],
  toEvent: ['return.202604.close']
}

const known: Known = collect(Object.entries(words).flatMap(([name, values]) => values.map(value => ({ [name]: value }))))
const caller = { headers: {}, own: known, anybodys: known, day: today }

/** A sandbox beside the default one, a snapshot, a fault, and a request that was refused. */
async function begin (client: Client, start: Buffer): Promise<void> {
  for (const id of client.sandboxes.list()) client.sandboxes.delete(id)
  for (const { id } of client.sandbox.snapshots.list()) client.sandbox.snapshots.delete(id)
  client.sandbox.restore(start)
  client.freeze(`${today}T09:00`)
  await client.reset('journal')
  await client.admin('POST', '/sandboxes', { id: 'other' })
  for (const { id } of (await client.admin('GET', '/classes')).body.classes) await client.admin('DELETE', `/classes/${id}`)
  await client.admin('POST', '/classes', { name: 'Monday', seats: 1 })
  await client.admin('POST', '/snapshots', { id: 'base' })
  await client.admin('POST', '/faults', { id: 'outage', match: { operation: 'RequestAccessToken' }, effect: { status: 503 } })
  await client.inject({ url: '/work-submission-api/v1.0/learners/none', headers: credentials[9001] })
}

/** A file that is made up is no state, and the default sandbox is no seat. */
const isSeldom: ReadonlySet<string> = new Set(['ImportState', 'GetSeat', 'NameSeat'])

/** So many requests are in the journal at first; one to a path that nothing serves comes on top of them. */
const begun = 1

/** All that a request of it can change: of each sandbox its data, its settings with its clock and faults among them, and what is kept. */
function stateOf ({ sandboxes, sandbox }: Client) {
  const { journal, snapshots, clock } = sandbox
  return {
    data: new Map(sandboxes.list().map(id => [id, sandboxes.find(id)!.store.image()])),
    clock: clock.setting(),
    snapshots: snapshots.list().map(({ id }) => id),
    journal: journal.entries().map(({ id }) => id).slice(0, begun),
    counted: structuredClone(sandbox.journal.coverage.counts)
  }
}

/** Only the first event: an operation that goes on until somebody leaves would keep the test. */
const bounded = (operation: Operation, request: Request): Request => /^ListenTo/.test(operation.operationId) && request.method === 'GET'
  ? { ...request, url: `${request.url.split('?')[0]}?limit=${/limit=(?:0|-1|x|1\.5)?(?:&|$)/.test(request.url) ? 'x' : 1}` }
  : request

type State = ReturnType<typeof stateOf>

/** What has changed from one to the other; that data have, of which sandboxes, as nobody reads what a database consists of. */
function changesOf ({ data, ...before }: State, { data: dataNow, ...now }: State): object {
  const names = [...new Set([...data.keys(), ...dataNow.keys()])]
  const others = Object.entries(now).filter(([name, value]) => !isDeepStrictEqual(value, before[name as keyof typeof before]))
  return { data: names.filter(id => !dataNow.get(id)?.equals(data.get(id) ?? Buffer.alloc(0))), ...Object.fromEntries(others) }
}

/** Sends a request to a server that stands as it is known to, and answers how it stands now where nothing may have changed it. */
async function send (client: Client, request: Request, before: State): Promise<{ reply: Reply, state?: State }> {
  const reply = await client.inject(request as object)
  if (!isRefusal(reply)) return { reply }
  const state = stateOf(client)
  assert.deepEqual(changesOf(before, state), { data: [] }, `something was changed, and the reply is ${reply.status} ${reply.text}`)
  return { reply, state }
}

t.test('However odd a request to the sandbox\'s own API, it is taken or refused as documented, and a refusal changes nothing', async t => {
  const client = await open(t, { fixture: 'demo' })
  const start = client.sandbox.store.image()
  const operations = await listOwnOperations(client)
  const rules: ReadonlySet<string> = new Set((await client.admin('GET', '/rules')).body.map((rule: { id: string }) => rule.id))
  t.ok(operations.length > 40)
  for (const operation of operations) {
    let accepted = 0
    let state: State | undefined
    await begin(client, start)
    const found = await fc.check(fc.asyncProperty(requestsTo(operation, [caller]), async made => {
      const request = bounded(operation, made)
      const before = state ?? stateOf(client)
      state = undefined
      const sent = await send(client, request, before)
      const { reply } = sent
      state = sent.state
      if (!special.test(String(reply.headers['content-type']))) checkReply(request, reply, operations, rules)
      if (isRefusal(reply)) return
      accepted++
      if (request.method !== 'GET') await begin(client, start)
    }), { numRuns: count, timeout: 60_000, examples: examples[operation.operationId] ?? [] })
    const name = `${operation.operationId}: ${accepted} of ${found.numRuns} requests accepted`
    if (!found.failed) t.ok(accepted > 0 || isSeldom.has(operation.operationId), name)
    else {
      t.fail(operation.operationId, {
        problem: String(found.errorInstance).slice(0, 3000),
        request: found.counterexample && show(bounded(operation, found.counterexample[0])),
        'to have it again': `TMS_SANDBOX_SEED=${found.seed}`
      })
    }
  }
})
