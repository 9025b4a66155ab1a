import t from 'tap'
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
    [{ 'unknown-id': '404', 'unknown-idd': '404' }, /No reading "unknown-idd" exists\. The readings are .*unknown-id/],
    [{ 'unknown-id': '410' }, /"410" is no choice of the reading unknown-id\. Use 400 or 404\./],
    [{}, /at least 1|must/]
  ] as const) {
    const { status, body: problem } = await client.admin('PUT', '/readings', body)
    t.equal(status, 400)
    t.match(problem.detail, detail)
  }
  t.equal((await client.get('/learners/nobody')).status, 400)
})
