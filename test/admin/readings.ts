import t from 'tap'
import { services } from '../../src/services.ts'
import { demand, open } from '../harness.ts'

t.test('Readings are listed with their choices, and the one that is in force', async t => {
  const client = await open(t, { reading: 'unknown-id=404' })
  const listed = demand(await client.admin('GET', '/readings')).body as Array<Record<string, unknown>>
  t.ok(listed.length >= 3)
  for (const reading of listed) t.match(reading, { id: /^[a-z-]+$/, sentence: /\w+ \w+/, usual: /\w/, why: /\w+ \w+/, inForce: /\w/ })
  t.match(listed.find(({ id }) => id === 'unknown-id'), { service: 'tec-work-based', usual: '400', inForce: '404', choices: { 404: /404/ } })
})

t.test('A choice is in force at once, and until a reset; an explanation names it', async t => {
  const client = await open(t)
  t.equal((await client.get('/learners/nobody')).status, 400)
  const chosen = demand(await client.admin('PUT', '/readings', { 'unknown-id': '404' })).body as Array<Record<string, unknown>>
  t.match(chosen.find(({ id }) => id === 'unknown-id'), { inForce: '404' })
  t.match(chosen.find(({ id }) => id === 'deletion-reply'), { inForce: 'enrolment' }, 'the others are as they were')
  t.equal((await client.get('/learners/nobody')).status, 404)
  t.match((await client.admin('GET', '/requests/last/explain')).body, {
    readings: [{ id: 'unknown-id', choice: '404', means: /404/, others: ['400'], rules: [] }]
  })
  demand(await client.admin('POST', '/reset'))
  t.equal((await client.get('/learners/nobody')).status, 400)
})

t.test('What cannot be chosen is said, and nothing is', async t => {
  const client = await open(t)
  for (const [body, detail] of [
    [{ 'unknown-id': '404', 'unknown-idd': '404' }, /No reading "unknown-idd" exists\. Did you mean unknown-id\? GET \/__admin\/readings lists all\.$/],
    [{ 'unknown-id': '410' }, /"410" is not a choice of the reading unknown-id\. Use 400 or 404\./],
    [{}, /at least 1|must/]
  ] as const) {
    const { status, body: problem } = await client.admin('PUT', '/readings', body)
    t.equal(status, 400)
    t.match(problem.detail, detail)
  }
  t.equal((await client.get('/learners/nobody')).status, 400)
})

t.test('The catalogue of rules names the readings, and has the mode of the choice in force', async t => {
  const client = await open(t)
  const rule = async (id: string) => {
    const rules = demand(await client.admin('GET', '/rules')).body as Array<{ id: string, mode: string, readings: string[] }>
    const { mode, readings } = rules.find(it => it.id === id)!
    return [mode, readings]
  }
  t.same(await rule('visit.local-id-unused'), ['enforce', ['visit-id-scope']], 'a reading that decides what is compared')
  t.same(await rule('visit.date-by-today'), ['enforce', []])
  for (const [id, reading, choices] of [
    ['plan.signed-by-today', 'future-plan', { taken: 'warn', refused: 'enforce' }],
    ['off-job.provider-registered', 'provider-register', { refused: 'enforce', warned: 'warn' }]
  ] as const) {
    t.same(await rule(id), [Object.values(choices)[0], [reading]])
    for (const [choice, mode] of Object.entries(choices)) {
      demand(await client.admin('PUT', '/readings', { [reading]: choice }))
      t.same(await rule(id), [mode, [reading]], choice)
    }
  }
})

t.test('Where a rule refuses or warns by a reading, the usual choice gives the mode that the catalogue prints', async t => {
  const readings = services.flatMap(service => service.readings)
  const rules = services.flatMap(({ operations }) => operations.flatMap(it => it.rules)).filter(rule => 'modeOver' in rule)
  for (const rule of new Set(rules)) {
    const bearing = readings.filter(it => it.rules.includes(rule.id))
    t.ok(bearing.length > 0, `${rule.id} has a reading`)
    const [reading] = bearing.filter(it => it.refusing !== undefined)
    // Some choose what breaks a rule, which refuses all the same; and version 2 of accessplanit goes by the rules of version 1 or not.
    if (!reading) t.ok(bearing.every(({ id }) => ['phone-form', 'start-before-end', 'rules-of-version-one'].includes(id)), rule.id)
    else t.equal(rule.mode, reading.usual === reading.refusing ? 'enforce' : 'warn', rule.id)
  }
})
