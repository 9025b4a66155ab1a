import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { connect, SandboxError, startSandbox, type Controls, type StartedSandbox } from '../../src/index.ts'
import { listen, now } from '../harness.ts'
import './wrong-calls.ts'
import './wrong-values.ts'

const plan = '/work-submission-api/v1.0/training-plans/DEMO-TP04'
const asTeo = { authorization: 'Bearer demo-token-9001', eid: '9001' }

/** What both ways in can do; `ask` sends a request to a service of the sandbox. */
async function useAll (t: Test, sandbox: Controls): Promise<void> {
  const ask = async (path: string, headers: Record<string, string> = asTeo, at = sandbox.url) => {
    const reply = await fetch(`${at}${path}`, { headers })
    return { status: reply.status, body: await reply.json() as Record<string, string> }
  }
  const visit = async (visitLocalId: string, visitDate: string, at = sandbox.url) => (await fetch(`${at}${plan}/visits`, {
    method: 'POST', headers: { ...asTeo, 'content-type': 'application/json' }, body: JSON.stringify({ visitLocalId, visitDate })
  })).status

  t.match(await sandbox.health(), { fixture: 'demo', clock: { mode: 'frozen' } })
  t.match(await sandbox.clock.get(), { now: `${now}:00+13:00` })
  t.match(await sandbox.clock.advance({ by: 'P14D' }), { today: '2026-03-16', fired: [{ event: 'grace runs out' }] })
  const [next] = (await sandbox.clock.calendar()).moments
  t.match(await sandbox.clock.advance({ toEvent: next!.name, offset: '-PT1M' }), { mode: 'frozen' })
  t.match(await sandbox.reset({ scope: ['clock'] }), { scope: ['clock'] })
  t.match(await sandbox.clock.set({ mode: 'frozen', now }), { today: '2026-03-02' })
  await sandbox.reset()

  const kept = await sandbox.snapshot('before')
  t.equal(await visit('V-1', '2026-03-02'), 201)
  t.equal(await visit('V-1', '2026-03-02'), 400)
  await kept.restore()
  t.equal(await visit('V-1', '2026-03-02'), 201, 'the snapshot has no such visit')
  t.same((await sandbox.snapshots.list()).map(({ id }) => id), ['before'])
  await kept.delete()
  t.same(await sandbox.snapshots.list(), [])
  const file = await sandbox.exportState()
  await sandbox.reset()
  await sandbox.importState(file)
  t.equal(await visit('V-1', '2026-03-02'), 400, 'the file has the visit')
  await t.rejects(sandbox.importState(file.slice(0, -5)), SandboxError)

  await sandbox.requests.clear()
  t.equal(await visit('V-1', '2026-03-01'), 400)
  const [entry] = await sandbox.requests.list()
  t.match(entry, { operation: 'RecordVisit', status: 400, brokenRules: ['visit.local-id-unused'] })
  t.match(await sandbox.requests.get(entry!.id), { id: entry!.id, curl: /^curl / })
  const { refusedBy: [verdict], operation } = await sandbox.requests.explain('last')
  t.match(verdict, { rule: 'visit.local-id-unused', mode: 'enforce', field: 'visitLocalId' })
  t.equal(operation?.operationId, 'RecordVisit')
  t.equal((await sandbox.requests.find({ status: '4xx' })).length, 1)
  t.equal(await sandbox.requests.count({ operation: 'RecordVisit' }), 1)
  t.match(await sandbox.requests.verify({ match: { rule: 'visit.*' }, exactly: 1 }), { verified: true, found: 1 })
  t.match(await sandbox.requests.verify({ match: { status: 201 } }), { verified: false, nearest: [{ id: entry!.id }] })
  await t.rejects(sandbox.requests.verify({}), { message: /Say what is to be true\. Give match, / })
  t.match(await sandbox.requests.verify({ inOrder: [{ status: 400 }, { status: 201, sameBody: true }] }),
    { firstMissing: 1, message: /number 2 was not found: a request with status 201 and the body of "r-\d+"/ })
  const fork = await sandbox.requests.fork(entry!.id)
  t.equal(await visit('V-2', '2026-03-01', fork.url), 201, 'tried again, changed')
  t.equal(await visit('V-9', '2027-01-01', fork.url), 400)
  const [tooLate] = (await fork.requests.explain('last')).refusedBy
  t.match(tooLate, { rule: 'visit.date-by-today', passing: { to: '2026-02-28' } })
  t.equal(await visit('V-9', String(tooLate!.proposal), fork.url), 201, 'what is proposed does pass')
  await fork.close()
  t.equal((await ask(plan, asTeo, fork.url)).status, 404)

  await sandbox.faults.add({ id: 'outage', match: { operation: 'GetTrainingPlan' }, times: 1, effect: { status: 503, retryAfter: 7 } })
  t.equal((await ask(plan)).status, 503)
  t.equal((await ask(plan)).status, 200)
  t.match(await sandbox.faults.list(), [{ id: 'outage', struck: 1 }])
  await sandbox.faults.remove('outage')
  await sandbox.faults.add({ effect: { delayMs: 1 } })
  await sandbox.faults.clear()
  t.same(await sandbox.faults.list(), [])

  const good = await sandbox.tokens.order({ eid: 9001, ttlSeconds: 60 })
  t.equal((await ask(plan, good.headers)).status, 200)
  const expired = await sandbox.tokens.order({ eid: 9001, defect: 'expired' })
  t.equal((await ask(plan, expired.headers)).status, 401)

  const rule = 'visit.local-id-unused'
  await sandbox.rules.setMode(rule, 'off')
  t.equal((await sandbox.rules.list()).find(({ id }) => id === rule)!.mode, 'off')
  await sandbox.rules.setMode(rule, 'usual')
  t.match(await sandbox.rules.examples(rule), { broken: { method: 'POST' } })
  t.match((await sandbox.readings.choose({ 'unknown-id': '404' })).find(({ id }) => id === 'unknown-id'), { inForce: '404' })
  t.ok((await sandbox.readings.list()).length > 10)

  await sandbox.coverage.clear()
  await visit('V-1', '2026-03-01')
  const { summary, rules } = await sandbox.coverage.get()
  t.equal(summary.failed, 1)
  t.match(rules.find(({ id }) => id === rule), { failed: 1 })
  t.match(await sandbox.coverage.html(), /<html/)
  t.match(await sandbox.coverage.junit(), /<testsuites/)
  await sandbox.coverage.clear()

  const own = await sandbox.sandbox({ fixture: 'demo', ttlSeconds: 600 })
  t.not(own.url, sandbox.url)
  t.ok(own.credentials.length > 3)
  t.equal(own.urls['tec-work-based'], `${own.url}/work-submission-api/v1.0`)
  t.equal((await fetch(`${own.urls['tec-work-based']}/training-plans/DEMO-TP04`, { headers: asTeo })).status, 200)
  t.ok((await sandbox.sandboxes.list()).some(({ id }) => id === own.id))
  await own.clock.set({ mode: 'frozen', now: '2030-01-01' })
  t.match(await sandbox.clock.get(), { today: '2026-03-02' }, 'it shares nothing')
  await own[Symbol.asyncDispose]()
  t.notOk((await sandbox.sandboxes.list()).some(({ id }) => id === own.id))

  const refused = await sandbox.clock.advance({ by: 'soon' }).catch((error: unknown) => error)
  t.ok(refused instanceof SandboxError)
  const untyped = await sandbox.clock.advance('P1D' as unknown as object).catch((error: unknown) => error)
  t.match(untyped, { name: 'SandboxError', status: 400, message: /must be an object, but is the string "P1D"\. Give \{ "by": "P1D" \}\.$/ })
  t.match(await own.clock.get().catch((error: unknown) => error), {
    name: 'SandboxError', status: 0, message: `The sandbox "${own.id}" was closed. Make another with sandbox().`
  })
  t.equal(await own.close(), undefined, 'once more is as good as once')
  t.match(refused, { name: 'SandboxError', status: 400, message: /^POST \/__admin\/clock\/advance: "soon" is not a valid ISO 8601 duration/ })
}

t.test('A sandbox in the process of a test', async t => {
  const sandbox = await startSandbox({ fixture: 'demo', clock: `frozen:${now}` })
  t.teardown(() => sandbox.close())
  await useAll(t, sandbox)
  t.match(sandbox, { fixture: 'demo', header: { 'Sandbox-Id': sandbox.id }, credentials: [{ service: 'esl' }] })
  t.equal(sandbox.urls['tec-work-based'], `${sandbox.url}/work-submission-api/v1.0`)
  await sandbox.reset()
  t.equal((await sandbox.inject({ url: plan, headers: asTeo })).statusCode, 200, 'without a socket')
  t.equal((await sandbox.inject(plan)).statusCode, 401)
  await sandbox[Symbol.asyncDispose]()
  await t.rejects(sandbox.health(), { message: 'The sandbox was closed. Start another with startSandbox().' })
})

t.test('and the same over HTTP, of the default sandbox and of one beside it', async t => {
  const { url } = await listen(t, { fixture: 'demo', clock: `frozen:${now}` })
  const first = await connect(`${url}/`)
  await useAll(t, first)
  const { url: beside } = await first.sandbox({ id: 'beside', clock: { mode: 'frozen', now } })
  await useAll(t, await connect(beside))
})

t.test('A sandbox of a program goes by a contract, given as a file or as an object, and the next one by none', async t => {
  const matches = { 'RecordVisit.body.visitLocalId': 'visitKey', 'RecordVisit.reply.visitLocalId': 'visitKey' }
  const text = readFileSync('docs/official/work-based.yaml', 'utf8')
  const folder = t.testdir({ 'it.yaml': text, 'it.overlay.json': JSON.stringify({ matches }), 'bare.yaml': text })
  const inObject = { document: text, overlay: { matches } }
  const ask = async (sandbox: StartedSandbox) => (await sandbox.inject({
    method: 'POST',
    url: '/wbl/v2/plans/DEMO-TP04/meetings',
    headers: { ...asTeo, host: 'localhost', authorization: `Bearer ${(await sandbox.tokens.order({ eid: 9001 })).token}` },
    payload: { visitKey: 'V-1', dateOfVisit: '2025-12-03' }
  })).statusCode
  const flags = { fixture: 'demo', clock: 'frozen:2026-03-02T09:00' }
  for (const given of [{ contract: `${folder}/it.yaml` }, { contract: inObject }, { contract: `${folder}/it.yaml`, port: 0 }]) {
    const sandbox = await startSandbox({ ...flags, ...given })
    t.equal(await ask(sandbox), 201, JSON.stringify(given).slice(0, 60))
    t.equal(sandbox.urls['tec-work-based'], `${sandbox.url}/wbl/v2`)
    t.match((await sandbox.contract()).find(it => it.ours === 'RecordVisit'), { path: '/wbl/v2/plans/{planKey}/meetings' })
    await sandbox.close()
  }
  const plain = await startSandbox(flags)
  t.equal(await ask(plain), 404)
  await plain.close()
  await t.rejects(startSandbox({ contract: `${folder}/bare.yaml` }), /requires visitKey in RecordVisit/)
  await t.rejects(startSandbox({ contract: `${folder}/none.yaml` }), /none\.yaml" cannot be read/)
  await t.rejects(startSandbox({ contract: { openapi: '3.0.3' } }), /has no operations/)
  await t.rejects(startSandbox({ contract: {} }), { message: /^The document that was given is not an OpenAPI document of version 3\.0 or 3\.1/ })
  await t.rejects(startSandbox({ contract: 7 as never }), { message: /contract must be the name of a file, or a document, but is 7\.$/ })
})

/** What a sandbox is started with, and what one made beside it is then like. */
const startedWith: ReadonlyArray<readonly [object, object]> = [
  [{}, { fixture: 'demo', clock: { mode: 'real' } }],
  [{ fixture: 'empty' }, { fixture: 'empty', clock: { mode: 'real' } }],
  [{ clock: `frozen:${now}` }, { fixture: 'demo', clock: { mode: 'frozen', today: '2026-03-02' } }],
  [{ fixture: 'demo', clock: { mode: 'offset', now } }, { fixture: 'demo', clock: { mode: 'offset', today: '2026-03-02' } }],
  [{ rateLimit: '1/1h' }, { again: 429 }],
  [{ settings: { reading: 'unknown-id=404' } }, { status: 404 }],
  [{ settings: { 'wire-exact': true } }, { requestId: null }],
  [{ contract: 'docs/official/work-based.yaml' }, { urls: { 'tec-work-based': /\/wbl\/v2$/ } }]
]

t.test('A sandbox made beside one begins as that was started, but for what it is told, and so do those made beside it', async t => {
  const matches = { 'RecordVisit.body.visitLocalId': 'visitKey', 'RecordVisit.reply.visitLocalId': 'visitKey' }
  const document = readFileSync('docs/official/work-based.yaml', 'utf8')
  for (const [options, like] of startedWith) {
    const whole = 'contract' in options ? { contract: { document, overlay: { matches } } } : options
    for (const own of [{}, { port: 0 }]) {
      const sandbox = await startSandbox({ ...whole, ...own })
      const beside = await sandbox.sandbox()
      const listed = await sandbox.sandboxes.create({})
      for (const it of [beside, await beside.sandbox({ ttlSeconds: 60 }), { ...beside, ...listed, clock: beside.clock }]) {
        const ask = () => fetch(`${it.urls['tec-work-based']}/learners/none`, { headers: asTeo })
        const { status, headers } = await ask()
        t.match({
          ...it, clock: await it.clock.get(), status, requestId: headers.get('sandbox-request-id'), again: (await ask()).status
        }, like, JSON.stringify([options, own]))
      }
      const told = await sandbox.sandbox({ fixture: 'empty', clock: { mode: 'frozen', now: '2030-01-01' } })
      t.match({ ...told, clock: await told.clock.get() }, { fixture: 'empty', clock: { mode: 'frozen', today: '2030-01-01' } })
      await sandbox.sandboxes.delete(listed.id)
      await sandbox.close()
    }
  }
})
