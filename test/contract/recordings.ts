import { writeFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { compareFile } from '../../src/cli/contract-check.ts'
import { frozen, listen } from '../harness.ts'
import { page, isReset, readSteps, runInShell } from '../house/walks.ts'

/** What a walk recorded, as the journal exports it. */
async function recordingOf (t: Test, path: string): Promise<any> {
  const { url } = await listen(t, { fixture: 'demo' })
  const steps = readSteps(page(path))
  await runInShell(isReset(steps.at(-1)) ? steps.slice(0, -1) : steps, url)
  return await (await fetch(`${url}/__admin/requests/export`)).json()
}

const compare = async (t: Test, har: unknown) => {
  const file = `${t.testdir({})}/it.har`
  writeFileSync(file, typeof har === 'string' ? har : JSON.stringify(har))
  return compareFile(file)
}

for (const path of ['docs/walks/work-based.md', 'docs/walks/sdr.md']) {
  t.test(`What a sandbox recorded of ${path} another answers alike, and what is changed is told of`, async t => {
    const har = await recordingOf(t, path)
    const checked = await compare(t, har)
    t.same(checked.filter(it => it.outcome === 'different'), [])
    const left = checked.filter(it => it.outcome === 'not compared').map(it => it.because)
    t.ok(left.every(it => /taken out|of the sandbox itself|credentials/.test(it!)), left.join('; '))
    t.ok(checked.filter(it => it.outcome === 'same').length >= 10)
    const { response } = har.log.entries.find((it: any, at: number) => checked[at]!.outcome === 'same' && it.request.method === 'GET' &&
      it.response.status === 200 && it.response.content.text?.startsWith('{'))
    const body = JSON.parse(response.content.text)
    const [first, second] = Object.keys(body) as [string, string]
    response.content.text = JSON.stringify({ ...body, [first]: undefined, [second]: { a: 1 }, region: 'Secret Bay' })
    const [told, ...others] = (await compare(t, har)).filter(it => it.outcome === 'different')
    t.same(others, [])
    t.match(told, { missing: ['region'], more: [first], otherTypes: [{ member: second, real: 'object' }] })
    t.notMatch(JSON.stringify(told), /Secret Bay/)
  })
}

const asFirst = [{ name: 'Authorization', value: 'Bearer real-secret-123' }, { name: 'EID', value: '7777' }]

const entry = (status: number, url: string, response: object = {}, request: object = {}) => ({
  startedDateTime: '2026-03-01T20:00:00.000Z',
  request: { method: 'GET', url, headers: asFirst, ...request },
  response: { status, content: { mimeType: 'application/json', text: '' }, ...response }
})

const host = 'https://api.example.govt.nz'
const plan = `${host}/work-submission-api/v1.0/training-plans/DEMO-TP04`
const content = (text: string, more: object = {}) => ({ content: { mimeType: 'application/json; charset=utf-8', text, ...more } })

t.test('Each thing that cannot be compared is a line, and nothing of a report is a value', async t => {
  const visit = { visitLocalId: 'V-Hemi-Smith', visitDate: '2026-03-02' }
  const posting = (body: object) => ({
    method: 'POST', headers: [...asFirst, { name: 'Content-Type', value: 'application/json' }], postData: { text: JSON.stringify(body) }
  })
  const another = { ...visit, visitLocalId: 'V-Hemi-2', visitDate: '2026-03-01' }
  const refusal = { content: { mimeType: 'application/problem+json', text: '{"errors":{"visitLocalId":7}}' } }
  const twice = Buffer.from(JSON.stringify(visit)).toString('base64')
  const entries: Array<readonly [entry: unknown, expected: object]> = [
    [entry(200, `${host}/assets/app.js`), { outcome: 'not compared', because: 'nothing of api.example.govt.nz is emulated at that path' }],
    [entry(200, 'https://www.tracker.example/collect/hemi.smith@example.org'), { because: /nothing of www\.tracker\.example/, request: 'GET /{}/{}' }],
    [entry(302, plan), { because: 'a redirect (302) leads elsewhere' }],
    [entry(304, plan), { because: /^a 304/ }],
    [entry(503, plan), { because: 'the real one failed (503)' }],
    [entry(429, plan), { because: /too often/ }],
    [entry(0, plan), { because: 'it was not answered' }],
    [entry(200, `${host}/__admin/reset`, {}, { method: 'POST' }), { because: 'it is of the sandbox itself' }],
    [entry(200, `${plan}?key=***`), { because: 'its secrets were taken out of the recording' }],
    [{}, { because: 'it is broken: it has no request' }],
    [null, { because: 'it is broken: it has no request' }],
    [{ request: {}, response: {} }, { because: /has no method/ }],
    [entry(200, 'no address'), { because: /no address/ }],
    [entry('x' as never, plan), { because: /no status/ }],
    [entry(200, plan, content('%%%', { encoding: 'base64' })), { because: /not in base64/ }],
    [entry(404, `${host}/work-submission-api/v1.0/training-plans/HEMI-SMITH-1999`, content('{}')), {
      outcome: 'different', request: /^GET .*\/training-plans\/\{\w+\}$/, operation: 'GetTrainingPlan', rules: ['plan.exists']
    }],
    [entry(200, `${host}/work-submission-api/v1.0/hemi/1`, content('{}')), {
      outcome: 'different', request: 'GET /work-submission-api/v1.0/{}/{}', status: { real: 200, here: 404 }
    }],
    [entry(401, plan, content('{"type":"a","title":"b","status":401,"detail":"c","instance":"d"}')), { status: { real: 401, here: 401 } }],
    [entry(201, `${plan}/visits`, content(twice, { encoding: 'base64' }), posting(visit)), { outcome: 'same', operation: 'RecordVisit' }],
    [entry(400, `${plan}/visits`, refusal, posting(visit)), {
      outcome: 'different', status: { real: 400, here: 400 }, otherTypes: [{ member: 'errors.visitLocalId', real: 'number', here: 'list' }]
    }],
    [entry(201, `${plan}/visits`, content(JSON.stringify({ ...visit, 'V-Hemi-2': true })), posting(another)), {
      outcome: 'different', missing: ['{}']
    }]
  ]
  const checked = await compare(t, { log: { entries: entries.map(([it]) => it) } })
  entries.forEach(([, expected], at) => t.match(checked[at], expected))
  t.notMatch(JSON.stringify(checked), /hemi|real-secret|7777|1999|DEMO-TP04/i)
})

t.test('A date beyond the calendar is a line about its entry, and no more', async t => {
  const entry = { startedDateTime: '9999-12-31T23:59:59Z', request: { method: 'GET', url: 'http://h/x' }, response: { status: 200 } }
  t.match(await compare(t, { log: { entries: [entry] } }), [{ outcome: 'not compared', because: /its date is not within the years/ }])
})

t.test('What is no recording is refused in a line', async t => {
  const broken: ReadonlyArray<readonly [text: string, complaint: RegExp]> = [
    ['', /is not JSON/], ['{', /is not JSON/], ['null', /not an HTTP Archive/], ['{"log":{}}', /not an HTTP Archive/], ['{"log":{"entries":[]}}', /has no requests/]
  ]
  for (const [text, complaint] of broken) await t.rejects(compare(t, text), { message: complaint })
})

t.test('A recording of a contract is held against a sandbox that goes by it', async t => {
  const contract = 'docs/official/work-based.yaml'
  const matches = { 'RecordVisit.body.visitLocalId': 'visitKey', 'RecordVisit.reply.visitLocalId': 'visitKey' }
  const folder = t.testdir({
    'it.overlay.json': JSON.stringify({ matches }),
    'it.yaml': page(contract)
  })
  const { url } = await listen(t, { fixture: 'demo', clock: frozen, contract: `${folder}/it.yaml` })
  const visit = { visitKey: 'V-1', dateOfVisit: '2025-12-03' }
  const reply = await fetch(`${url}/wbl/v2/plans/DEMO-TP04/meetings`, {
    method: 'POST',
    headers: { authorization: 'Bearer demo-token-9001', eid: '9001', 'content-type': 'application/json' },
    body: JSON.stringify(visit)
  })
  t.equal(reply.status, 201)
  writeFileSync(`${folder}/it.har`, await (await fetch(`${url}/__admin/requests/export`)).text())
  const request = 'POST /wbl/v2/plans/{planKey}/meetings'
  t.match(await compareFile(`${folder}/it.har`, { contract: `${folder}/it.yaml` }), [{ outcome: 'same', request }])
  t.match(await compareFile(`${folder}/it.har`), [{ outcome: 'not compared' }])
})
