import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Value } from '@sinclair/typebox/value'
import t, { type Test } from 'tap'
import { evidenceFiles } from '../../src/evidence/files.ts'
import { Evidence, evidenceSchema } from '../../src/evidence/shape.ts'
import { evidenceAsHtml } from '../../src/evidence/page.ts'
import { evidenceAsJunit } from '../../src/evidence/junit.ts'
import { isThorough } from '../effort.ts'
import { frozen, listen, now } from '../harness.ts'
import { onlyWith } from '../systems.ts'
import { run, start } from './program.ts'

const root = '/work-submission-api/v1.0'
const asTeo = { authorization: 'Bearer demo-token-9001', eid: '9001', 'content-type': 'application/json' }
const names = ['evidence.html', 'evidence.json', 'evidence.xml', 'journal.har'] as const
type Files = Record<typeof names[number], string>

/**
 * A run, always the same: a visit that is taken, one on the last day that is, one that is refused, and the same where that only warns; and
 * a request into a fault.
 */
async function tests (url: string): Promise<void> {
  const send = (method: string, path: string, body?: object) =>
    fetch(`${url}${path}`, { method, headers: asTeo, ...body && { body: JSON.stringify(body) } })
  const visits = `${root}/training-plans/DEMO-TP04/visits`
  const visit = (visitDate: string) => send('POST', visits, { visitLocalId: `V-${visitDate}`, visitDate })
  for (const day of ['2025-11-12', now.slice(0, 10), '2025-11-11']) await visit(day)
  const setMode = (mode: string) => send('PATCH', '/__admin/rules/visit.date-on-or-after-plan-signed', { mode })
  await setMode('warn')
  await visit('2025-11-11')
  await setMode('usual')
  await send('PUT', `${root}/training-agreements/DEMO-TA04/hold`, { holdReasonCode: 'x' })
  await send('GET', `${root}/learners/DEMO-L04?access_token=SECRET`)
  await send('POST', '/__admin/faults', { match: { operation: 'GetLearner' }, effect: { status: 500 } })
  await send('GET', `${root}/learners/DEMO-L04`)
  await send('DELETE', '/__admin/faults')
}

/** The files that the program writes of a sandbox. */
async function written (t: Test, url: string, time: string): Promise<Files> {
  const folder = join(t.testdir({}), 'made', 'for it')
  const { code, out, err } = await run(['evidence', '--url', url, '--out', folder, '--now', time])
  t.match({ code, err }, { code: 0, err: '' })
  t.match(out, /^3 of \d+ operations called\n\d+ of \d+ rules met: \d+ refused, \d+ only warned, 0 found by a validation\n7 requests in the journal\n/)
  t.match(out, /evidence\.html\n/)
  return Object.fromEntries(names.map(name => [name, readFileSync(join(folder, name), 'utf8')])) as Files
}

/** Without what evidence.json says are its times. */
function masked (files: Files): Files {
  const { times, ...evidence } = JSON.parse(files['evidence.json'])
  t.same(times.elsewhere, [
    { file: 'journal.har', where: ['log.entries[].startedDateTime', 'log.entries[].time', 'log.entries[].timings.wait'] },
    { file: 'evidence.html', where: ['the table under "Times"'] }
  ])
  const { log } = JSON.parse(files['journal.har'])
  for (const entry of log.entries) Object.assign(entry, { startedDateTime: '', time: 0, timings: { ...entry.timings, wait: 0 } })
  return {
    'evidence.html': files['evidence.html'].replace(/<time>[^<]*/g, '<time>'),
    'evidence.json': JSON.stringify(evidence),
    'evidence.xml': files['evidence.xml'],
    'journal.har': JSON.stringify(log)
  }
}

t.test('Evidence of the same run is the same to the byte but for times, and has what the run has met', async t => {
  const [one, other] = [await listen(t, { fixture: 'demo', clock: frozen }), await listen(t, { fixture: 'demo', clock: frozen })]
  await Promise.all([tests(one.url), tests(other.url)])
  const { files: first } = await evidenceFiles(one.url, undefined, '2026-03-03T12:00:00Z')
  const second = await written(t, other.url, '2026-11-26T00:00Z')
  for (const name of names) t.equal(masked(first)[name], masked(second)[name], name)

  const evidence = JSON.parse(second['evidence.json']) as Evidence
  t.same([...Value.Errors(Evidence, evidence)], [])
  t.match(evidence, {
    times: { gathered: '2026-11-26T00:00:00Z', clock: { mode: 'frozen', now: '2026-03-02T09:00:00+13:00' }, firstRequest: /^2026-03-02T09/ },
    sandbox: { id: 'default', fixture: 'demo' },
    summary: { operations: { called: 3 }, rules: { atLimit: Number, found: 0 }, requests: { answered: 7, inJournal: 7 } },
    changedRules: []
  })
  const find = <Thing extends object>(things: Thing[], like: Partial<Thing>) =>
    things.find(thing => Object.entries(like).every(([name, value]) => thing[name as keyof Thing] === value))
  t.match(find(evidence.operations, { operation: 'RecordVisit' }), { service: 'tec-work-based', calls: 4, statuses: { 201: 3, 400: 1 } })
  t.match(find(evidence.operations, { operation: 'CreateLearner' }), { calls: 0, statuses: {} })
  t.match(find(evidence.rules, { id: 'visit.date-on-or-after-plan-signed' }), {
    mode: 'enforce', passed: 2, refused: 1, warned: 1, found: 0, atLimit: 1, isDocumented: true
  })
  for (const how of ['refused', 'warned', 'found'] as const) {
    t.equal(evidence.summary.rules[how], evidence.rules.filter(rule => rule[how] > 0).length, how)
  }
  t.match(find(evidence.rules, { id: 'learner.gender-code' }), { passed: 0, refused: 0 })
  t.match(find(evidence.statuses, { of: 'Agreement', status: 'Grace' }), { records: 2, byRequests: 0 })
  t.match(find(evidence.statuses, { of: 'Submission', status: 'Cancelled' }), { records: 0 })
  t.match(evidence.requests.map(({ status, byFault }) => [status, byFault]), [
    [201, false], [201, false], [400, false], [201, false], [400, false], [200, false], [500, true]
  ])
  t.ok(evidence.contracts.every(({ digest }) => /^[0-9a-f]{64}$/.test(digest)))
  t.equal(evidence.readings.filter(({ isUsual }) => !isUsual).length, 0)

  const whole = names.map(name => second[name]).join('\n')
  t.notMatch(whole, /SECRET|demo-token-9001|127\.0\.0\.1|localhost:\d/)
  t.match(JSON.parse(second['journal.har']).log.entries[0].request.url, /^http:\/\/tms-sandbox\.invalid\/work-submission-api/)
  const page = second['evidence.html']
  t.notMatch(page, /<script|https?:\/\/|url\(/, 'the page is all in one')
  t.match(page, /@page \{\n {2}size: A4/)
  t.match(page, /thead \{ display: table-header-group \}/)
  const xml = second['evidence.xml']
  t.match(xml, /<testcase classname="tec-work-based\.operations" name="RecordVisit" time="0"><system-out>201: 3, 400: 1</)
  t.match(xml, /<testcase classname="tec-work-based\.rules\.learner" name="learner\.gender-code" time="0"><skipped/)
  for (const [, tests, body] of xml.matchAll(/<testsuite name="[^"]+" tests="(\d+)"[^>]*>(.*?)<\/testsuite>/gs)) {
    t.equal(body!.match(/<testcase/g)!.length, Number(tests))
  }
  t.match(xml, /<testsuites name="evidence" tests="\d+" failures="0"/, 'a fault that was ordered is no failure')

  await t.test('what was changed of the sandbox is told, and what is no failure of the run is one of the sandbox', async t => {
    const like = { ...evidence, changedRules: [{ id: 'a.b', mode: 'off', usualMode: 'enforce' }], leftOutRecords: 7 }
    like.readings = [{ ...evidence.readings[0]!, isUsual: false, inForce: '<other>' }]
    like.requests = [{ ...evidence.requests[0]!, status: 500 }]
    like.rules = [{ ...evidence.rules[0]!, passed: 0, refused: 0, warned: 0, found: 8, atLimit: null }]
    const told = evidenceAsHtml(like)
    t.match(told, /<td><code>a\.b<\/code><\/td><td>off<\/td><td>enforce<\/td>/)
    t.match(told, /but for 1\. All are in[^]*<code>&lt;other&gt;<\/code>/)
    t.match(told, '7 more records were not looked at')
    t.match(told, /<td class="number">0<\/td><td class="number">0<\/td><td class="number">0<\/td><td class="number"><b>8<\/b><\/td>/)
    t.match(evidenceAsJunit(like), 'Passed 0, refused 0, warned 0, found 8<')
    t.match(evidenceAsJunit(like), /failures="1"[^]*name="RecordVisit" time="0"><failure message="Answered 500 in r-1"\/>/)
  })
})

t.test('The schema of evidence beside the page is that of the program', async t => {
  t.equal(readFileSync('docs/evidence.schema.json', 'utf8'), evidenceSchema(), 'tms-sandbox evidence --schema > docs/evidence.schema.json')
})

t.test('What evidence cannot be made of is one line', {
  skip: isThorough ? onlyWith('/proc') : 'each is a process, tried in CI'
}, async t => {
  const { url } = await start(t, ['--fixture', 'empty'])
  // Node's own way of making folders never ends there.
  t.match(await run(['evidence', '--out', '/proc/none', '--url', url]), {
    code: 2, err: /^tms-sandbox: The folder "\/proc\/none" cannot be made: .*\. Name another with --out\.\n$/
  })
  const taken = t.testdir({ 'evidence.html': {} })
  t.match(await run(['evidence', '--out', taken, '--url', url]), {
    code: 2, err: /The file ".*evidence\.html" cannot be written: it is a folder, and no file \(EISDIR\)\. Name another folder with --out\.\n$/
  })
  const wrong = await Promise.all([['--now', 'soon'], ['--url', 'nowhere'], ['--url', 'http://127.0.0.1:1']].map(words =>
    run(['evidence', '--out', '/dev/null/x', ...words])))
  t.match(wrong.map(({ code, err }) => [code, err]), [
    [2, /^tms-sandbox: --now: "soon" is not a valid date or time\. Use 2026-03-02, .*\.\n$/],
    [2, /^tms-sandbox: --url: "nowhere" is not the address/], [3, /Nothing answers at http:\/\/127\.0\.0\.1:1 /]
  ])
})
