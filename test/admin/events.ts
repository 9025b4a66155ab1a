import type { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { startSandbox } from '../../src/index.ts'
import { createEvents } from '../../src/sandbox/events.ts'
import { streamOf } from '../../src/sandbox/event-stream.ts'
import { listen, open } from '../harness.ts'

interface Told { event: string, data: any }

const read = (text: string): Told[] => text.split('\n\n').filter(it => it.includes('data: ')).map(it => ({
  event: /^event: (.*)$/m.exec(it)![1]!, data: JSON.parse(/^data: (.*)$/m.exec(it)![1]!)
}))

t.test('Whoever listens is told of requests, resets, the clock and what falls due', async t => {
  const client = await open(t, { fixture: 'demo' })
  const listening = client.inject({ url: '/__admin/events?limit=20' })
  await setTimeout(20)
  await client.get('/learners/none?token=HUSH')
  await client.call('GET', '/learners/DEMO-L01', undefined, { 'sandbox-dry-run': '1' })
  await client.admin('POST', '/clock/advance', { by: 'P1D' })
  await client.reset('data')
  await client.admin('GET', '/clock')
  client.sandbox.journal.events.close()
  const { headers, text } = await listening
  t.match(headers['content-type'], /^text\/event-stream/)
  const told = read(text)
  t.same(told.map(it => it.event), ['listening', 'received', 'answered', 'received', 'answered', 'clock-moved', 'moment-fired', 'reset'])
  t.match(told[0]!.data, { sandbox: 'default', now: '2026-03-02T09:00:00+13:00' })
  t.match(told[1]!.data, { id: /^r-/, operation: 'GetLearner', method: 'GET', url: /token=\*\*\*$/, dryRun: false })
  t.match(told[2]!.data, { status: 400, brokenRules: ['learner.exists'], caller: '9001' })
  t.match(told[3]!.data, { dryRun: true })
  t.match(told[6]!.data, { on: '2026-03-03', event: 'grace runs out' })
  t.match(told[7]!.data, { scope: ['data'] })
  t.notMatch(text, /HUSH|demo-token/)
})

t.test('It ends after as many events as were asked for', async t => {
  const client = await open(t)
  t.same(read((await client.inject({ url: '/__admin/events?limit=1' })).text).map(it => it.event), ['listening'])
  const head = await client.inject({ method: 'HEAD', url: '/__admin/events' })
  t.equal(head.status, 200)
  let made = false
  client.sandbox.journal.events.tell('reset', () => {
    made = true
    return {}
  })
  t.notOk(made, 'and then nobody listens any more')
})

t.test('What a slow listener is not told of is counted for it', async t => {
  const events = createEvents()
  const stream = streamOf(events, {})
  const large = 'x'.repeat(100_000)
  for (let i = 0; i < 100; i++) events.tell('received', () => ({ large }))
  t.ok(stream.readableLength < 1_300_000, 'no more is kept for it')
  let text = String((stream as Readable).read())
  events.tell('reset', () => ({}))
  text += String(stream.read())
  const told = read(text)
  t.same(told.slice(-2).map(it => it.event), ['missed', 'reset'])
  t.equal(told.filter(it => it.event === 'received').length + told.at(-2)!.data.count, 100)
  stream.destroy()
})

t.test('A server that stops, and a sandbox that is closed, end the listening', async t => {
  const { url, stop } = await listen(t)
  const { body } = await fetch(`${url}/__admin/events`)
  const began = performance.now()
  const ended = body!.pipeTo(new WritableStream())
  await stop()
  await ended
  t.ok(performance.now() - began < 1500, 'nobody has to wait for the impatience of the server')

  const sandbox = await startSandbox()
  const listening = await fetch(`${sandbox.url}/__admin/events`)
  const text = listening.text()
  const asked = performance.now()
  await sandbox.close()
  t.ok(performance.now() - asked < 1500, 'nor is a listener waited for, as a request is')
  t.match(await text, /event: listening/)
})

t.test('Whoever goes away is not told any more', async t => {
  const { url, sandbox } = await listen(t, { fixture: 'empty' })
  const going = new AbortController()
  await fetch(`${url}/__admin/events`, { signal: going.signal })
  const isHeard = () => {
    let heard = false
    sandbox.journal.events.tell('reset', () => {
      heard = true
      return {}
    })
    return heard
  }
  t.ok(isHeard())
  going.abort()
  for (let i = 0; i < 100 && isHeard(); i++) await setTimeout(20)
  t.notOk(isHeard())
})
