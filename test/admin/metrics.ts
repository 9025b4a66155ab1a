import type { IntervalHistogram } from 'node:perf_hooks'
import t from 'tap'
import { lineForPeople } from '../../src/http/log-lines.ts'
import { createLoopDelay } from '../../src/http/loop-delay.ts'
import { open, openAlone } from '../harness.ts'

t.test('Metrics tell of requests by service, operation and status, rules, sandboxes, the event loop and memory', async t => {
  const client = await openAlone(t)
  client.sandboxes.create('other')
  client.sandboxes.create('sleepy')
  client.sandboxes.sleep('sleepy')
  for (let i = 0; i < 3; i++) await client.get('/learners/L1')
  await client.inject({ url: '/sandboxes/other/nowhere' })
  const { status, headers, text } = await client.inject({ url: '/metrics' })
  t.equal(status, 200)
  t.match(headers['content-type'], /^text\/plain; version=0\.0\.4/)
  const lines = text.split('\n')
  for (const line of [
    'tms_sandbox_requests_total{service="tec-work-based",operation="GetLearner",status="400"} 3',
    'tms_sandbox_requests_total{service="",operation="",status="404"} 1',
    'tms_sandbox_rules_broken_total{rule="learner.exists"} 3',
    'tms_sandbox_sandboxes{state="awake"} 2',
    'tms_sandbox_sandboxes{state="asleep"} 1',
    '# TYPE tms_sandbox_requests_total counter'
  ]) t.ok(lines.includes(line), line)
  t.match(text, /^tms_sandbox_event_loop_delay_seconds\{quantile="0.99"\} [\d.e-]+$/m)
  t.match(text, /^process_resident_memory_bytes \d{7,}$/m)
  t.match((await client.inject({ url: '/metrics' })).text, /operation="GetMetrics",status="200"\} 1/, 'asked again, it goes on')
})

t.test('Metrics are not for everybody where the admin API is not', async t => {
  const client = await open(t, { 'admin-token': 'a-token-of-ours' })
  t.equal((await client.inject({ url: '/metrics' })).status, 401)
  t.equal((await client.inject({ url: '/metrics', headers: { authorization: 'Bearer a-token-of-ours' } })).status, 200)
})

t.test('The log has a line of JSON for each request, with its id, and without secrets', async t => {
  const written: string[] = []
  const { write } = process.stdout
  let id: unknown
  process.stdout.write = ((text: string) => written.push(String(text)) > 0) as typeof write
  try {
    const client = await open(t, { 'log-level': 'info' })
    id = (await client.get('/learners/L1?token=HUSH')).headers['sandbox-request-id']
  } finally {
    process.stdout.write = write
  }
  const lines = written.flatMap(text => text.split('\n')).filter(line => line.startsWith('{') && line.includes('"sandboxRequestId"'))
  t.equal(lines.length, 1)
  t.match(JSON.parse(lines[0]!), {
    level: 30, sandboxRequestId: id, sandbox: 'default', method: 'GET', status: 400, operation: 'GetLearner', rules: ['learner.exists']
  })
  t.notMatch(lines[0], /HUSH/)
  t.match(lineForPeople(JSON.stringify({
    level: 30, time: 0, method: 'GET', url: '/a', status: 400, sandboxRequestId: 'r-1', rules: ['a.b', 'c.d'], operation: 'X'
  })), /^\d\d:\d\d:\d\d info GET \/a 400 r-1 a\.b, c\.d\n$/)
  t.match(lineForPeople(JSON.stringify({ level: 50, time: 0, err: { stack: 'Error: no' } })), /error Error: no/)
})

t.test('The delay of the event loop is how late a timer was, without what it was to wait', t => {
  const measured = { percentile: (it: number) => it * 200_000, max: 31_000_000, enable () {}, reset () {}, disable () {} }
  const delay = createLoopDelay(() => measured as unknown as IntervalHistogram)
  const milliseconds = Object.entries(delay.read()).map(([quantile, seconds]) => [quantile, Math.round(seconds * 10_000) / 10])
  t.same(Object.fromEntries(milliseconds), { 0.5: 0, 0.9: 8, 0.99: 9.8, max: 21 })
  Object.assign(measured, { percentile: () => NaN, max: 0 })
  t.same(delay.read(), { 0.5: 0, 0.9: 0, 0.99: 0, max: 0 }, 'before anything was measured')
  t.end()
})
