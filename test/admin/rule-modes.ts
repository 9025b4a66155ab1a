import t from 'tap'
import type { Example } from '../../src/core/example.ts'
import { watch } from '../data.ts'
import { sendingTo, isOfRecords } from '../examples.ts'
import { open, type Client } from '../harness.ts'
import { apprentice } from '../tec/work-based/bodies.ts'

const tomorrow = { visitLocalId: 'V1', visitDate: '2026-03-03' }
const rule = 'visit.date-by-today'

const modesOf = async (client: Client) => (await client.admin('GET', '/rules')).body.find((it: any) => it.id === rule)

t.test('A rule refuses, warns, or is not judged, as it is set', async t => {
  const client = await open(t)
  await apprentice(client)
  const visit = () => client.call('POST', '/training-plans/P1/visits', tomorrow, { 'sandbox-dry-run': '1' })
  t.match(await visit(), { status: 400, headers: { 'sandbox-rules': rule } })

  t.match((await client.admin('PATCH', `/rules/${rule}`, { mode: 'warn' })).body, { id: rule, mode: 'warn', usualMode: 'enforce' })
  t.match(await visit(), { status: 201, headers: { 'sandbox-warnings': rule } })
  t.match((await client.admin('GET', '/requests/last/explain')).body, { warnedBy: [{ rule, mode: 'warn' }], refusedBy: [] })

  t.match((await client.admin('PATCH', `/rules/${rule.toUpperCase()}`, { mode: 'off' })).body, { id: rule, mode: 'off' }, 'in any case')
  const { status, headers } = await visit()
  t.equal(status, 201)
  t.equal(headers['sandbox-warnings'], undefined)
  t.match((await client.admin('GET', '/requests/last/explain')).body, { warnedBy: [], off: [rule] })

  t.match((await client.admin('PATCH', `/rules/${rule}`, { mode: 'enforce' })).body, { mode: 'enforce' })
  t.equal((await visit()).status, 400)
})

t.test('A mode is a part of the data: an image has it, a reset takes it back, and it is one sandbox\'s own', async t => {
  const client = await open(t)
  const other = client.sandboxes.create('other')
  await client.admin('PATCH', `/rules/${rule}`, { mode: 'off' })
  t.match((await client.inject({ url: '/sandboxes/other/__admin/rules' })).body.find((it: any) => it.id === rule), { mode: 'enforce' })
  const image = client.sandbox.store.image()
  await client.reset()
  t.match(await modesOf(client), { mode: 'enforce', usualMode: 'enforce' })
  client.sandbox.restore(image)
  t.match(await modesOf(client), { mode: 'off', usualMode: 'enforce' })
  await client.admin('PATCH', `/rules/${rule}`, { mode: 'usual' })
  t.match(await modesOf(client), { mode: 'enforce' })
  t.equal(other.id, 'other')
})

t.test('What cannot be set is refused', async t => {
  const client = await open(t)
  t.match(await client.admin('PATCH', '/rules/visit.none', { mode: 'off' }), {
    status: 404, body: { detail: 'No rule "visit.none" exists. GET /__admin/rules lists them.' }
  })
  t.match(await client.admin('PATCH', `/rules/${rule}`, { mode: 'maybe' }), {
    status: 400, body: { detail: /mode must be enforce, warn, off or usual, but is the string "maybe"/ }
  })
})

t.test('A rule of records makes errors, makes warnings, or is left out of a validation, and is counted', async t => {
  const client = await open(t)
  const send = sendingTo(client)
  const rules = (await client.admin('GET', '/rules')).body as Array<{ id: string, code: string, mode: string }>
  const { id: found, code } = rules.find(it => isOfRecords(it) && it.mode === 'enforce')!
  const { given, broken } = (await client.admin('GET', `/rules/${found}/examples`)).body as Example
  for (const request of given) await send(request)
  const call = (method: string, path: string) =>
    send({ method, path: `/submissions/v1.0/validation/{submissionToken}${path}`, headers: broken.headers })
  await send(broken)
  const validate = async (mode: string) => {
    await client.admin('PATCH', `/rules/${found}`, { mode })
    await call('POST', '')
    const { body: { status, errorCount, warningCount } } = await call('GET', '')
    const { body: { results } } = await call('GET', '/results')
    return { status, errorCount, warningCount, results: results.map((it: any) => `${it.errorCode} ${it.errorType}`) }
  }
  await client.admin('DELETE', '/rules/coverage')
  t.same(await validate('enforce'), { status: 'Rejected', errorCount: 1, warningCount: 0, results: [`${code} Error`] })
  const count = (await client.admin('GET', '/rules/coverage')).body.rules.find((it: any) => it.id === found)
  t.match(count, { failed: 1, refused: 0, warned: 0, found: 1, boundary: null })
  t.same(await validate('warn'), { status: 'Processed', errorCount: 0, warningCount: 1, results: [`${code} Warning`] })
  await client.reset('data')
  for (const request of given) await send(request)
  await send(broken)
  t.same(await validate('off'), { status: 'Processed', errorCount: 0, warningCount: 0, results: [] })
})

t.test('Whichever rule is set not to refuse, a request gets an answer: it is done, or refused by the rule all the same', async t => {
  const client = await open(t, { fixture: 'demo' })
  const rules = (await client.admin('GET', '/rules')).body as Array<{ id: string, mode: string }>
  let refused = 0
  const start = client.sandbox.store.image()
  for (const { id } of rules.filter(it => it.mode === 'enforce' && !isOfRecords(it))) {
    client.sandbox.restore(start)
    const send = sendingTo(client)
    const { given, broken } = (await client.admin('GET', `/rules/${id}/examples`)).body as Example
    for (const request of given) await send(request)
    for (const mode of ['warn', 'off']) {
      await client.admin('PATCH', `/rules/${id}`, { mode })
      const written = watch(client.sandbox)
      const { status, headers, text } = await send(broken, true)
      t.ok(status < 500, `${id} ${mode}: ${status} ${text}`)
      t.strictSame(written(), {}, `${id} ${mode}`)
      const isRefused = String(headers['sandbox-rules'] ?? '').split(', ').includes(id)
      if (isRefused) t.match(text, /set not to refuse/, id)
      if (isRefused) refused++
      const warned = String(headers['sandbox-warnings'] ?? '').split(', ').includes(id)
      t.equal(warned, mode === 'warn' && !isRefused, `${id} ${mode} warns`)
    }
  }
  t.ok(refused > 0 && refused < rules.length, `${refused} of ${rules.length}`)
})
