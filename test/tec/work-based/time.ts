import t from 'tap'
import { demand, open, type Client } from '../../harness.ts'
import { apprentice, valid, ofWorkBased } from './bodies.ts'
import { everyStatus } from './every-status.ts'

const statusOf = async (client: Client, kind: 'training-agreements' | 'enrolments', id: string): Promise<string> => {
  const { body } = await client.get(`/${kind}/${id}`)
  return body.trainingAgreementStatus ?? body.enrolmentStatus
}

const advance = async (client: Client, move: object) => ofWorkBased((await client.admin('POST', '/clock/advance', move)).body.fired)
const complete = (client: Client, enrolmentLocalId: string, completionDate: string, eid = 9001) =>
  client.admin('POST', '/nzqa/completions', { eid, enrolmentLocalId, completionDate })

t.test('A grace of 42 days is one still; on the next day it withdraws what is open and finishes the agreement', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.put('/training-agreements/A1/grace', { pauseDate: '2026-03-01', graceReasonCode: 'RD' })
  t.same(await advance(client, { to: '2026-04-12T23:59' }), [], 'day 42')
  t.equal(await statusOf(client, 'training-agreements', 'A1'), 'Grace')
  t.same(await advance(client, { by: 'PT1M' }), [
    { on: '2026-04-13', event: 'grace runs out', eid: 9001, trainingAgreementLocalId: 'A1', enrolments: ['E1'] }
  ], 'day 43')
  t.match((await client.get('/training-agreements/A1')).body, {
    trainingAgreementStatus: 'Finished', withdrawalDate: '2026-04-13', withdrawalReasonCode: 'GE'
  })
  t.match((await client.get('/enrolments/E1')).body, {
    enrolmentStatus: 'Withdrawn', withdrawalDate: '2026-04-13', withdrawalReasonCode: 'GE'
  })
  t.equal((await client.get('/training-plans/P1')).body.trainingPlan.trainingPlanEndDate, '2026-04-13')
})

t.test('Of a grace that runs out, the enrolments are told that it withdraws', async t => {
  const client = await open(t, { fixture: everyStatus(t) })
  t.same(await advance(client, { to: '2026-03-17' }), [{
    on: '2026-03-17',
    event: 'grace runs out',
    eid: 9001,
    trainingAgreementLocalId: 'Grace',
    enrolments: ['Grace Pending', 'Grace Active', 'Grace Hold', 'Grace Grace']
  }])
})

t.test('A grace that was ended does not run out', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.put('/training-agreements/A1/grace', { pauseDate: '2026-03-01', graceReasonCode: 'RD' })
  await client.put('/training-agreements/A1/restart', { restartDate: '2026-03-02' })
  t.same(await advance(client, { by: 'P1Y' }), [])
})

t.test('A grace that was backdated beyond its 42 days runs out on the next day', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.put('/training-agreements/A1/grace', { pauseDate: '2026-01-02', graceReasonCode: 'RD' })
  t.equal(await statusOf(client, 'training-agreements', 'A1'), 'Grace')
  t.match(await advance(client, { by: 'P1D' }), [{ on: '2026-03-03', event: 'grace runs out' }])
  t.equal((await client.get('/training-agreements/A1')).body.withdrawalDate, '2026-02-14')
})

t.test('A Pending enrolment becomes Active on its participation start date, with its agreement, if nothing else holds it', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  await client.post('/learners', valid.learner('L2'))
  await client.post('/training-agreements', valid.agreement('A2', 'L2'))
  await client.post('/enrolments', valid.enrolment('E2', 'L2', 'A2', '2026-03-10', { programmeLocalId: 'DEMO-IT' }))
  await client.post('/enrolments', valid.enrolment('E3', 'L2', 'A2', '2026-03-10'))
  t.same(await advance(client, { to: '2026-03-09T23:59:59' }), [])
  t.same(await advance(client, { by: 'PT1S' }), [
    {
      on: '2026-03-10',
      event: 'participation starts',
      eid: 9001,
      enrolmentLocalId: 'E2',
      trainingAgreementLocalId: 'A2',
      agreement: 'Active'
    }
  ])
  t.equal(await statusOf(client, 'enrolments', 'E2'), 'Active')
  t.equal(await statusOf(client, 'enrolments', 'E3'), 'Pending', 'an apprenticeship waits for its training plan')
  t.equal(await statusOf(client, 'enrolments', 'E1'), 'Pending')
})

t.test('One leap makes happen what many steps do, each in its order and on its day', async t => {
  const prepare = async () => {
    const client = await open(t)
    await apprentice(client)
    demand(await client.put('/training-agreements/A1/grace', { pauseDate: '2026-03-01', graceReasonCode: 'RD' }))
    for (const [n, starts] of [[2, '2026-03-10'], [3, '2025-07-01']] as const) {
      demand(await client.post('/learners', valid.learner(`L${n}`)))
      demand(await client.post('/training-agreements', valid.agreement(`A${n}`, `L${n}`)))
      demand(await client.post('/enrolments', valid.enrolment(`E${n}`, `L${n}`, `A${n}`, starts, { programmeLocalId: 'DEMO-IT' })))
    }
    demand(await client.admin('POST', '/nzqa/completions', {
      eid: 9001, enrolmentLocalId: 'E3', completionDate: '2026-03-01', arrives: 'next-feed'
    }))
    return client
  }
  const wanted = [
    {
      on: '2026-03-03',
      event: 'completion arrives',
      eid: 9001,
      enrolmentLocalId: 'E3',
      trainingAgreementLocalId: 'A3',
      completionDate: '2026-03-01'
    },
    {
      on: '2026-03-10',
      event: 'participation starts',
      eid: 9001,
      enrolmentLocalId: 'E2',
      trainingAgreementLocalId: 'A2',
      agreement: 'Active'
    },
    { on: '2026-04-13', event: 'grace runs out', eid: 9001, trainingAgreementLocalId: 'A1', enrolments: ['E1'] }
  ]
  const fire = async (client: Client, move: object) => (await client.admin('POST', '/clock/advance', move)).body.fired
    .filter((it: object) => 'trainingAgreementLocalId' in it)
  t.same(await fire(await prepare(), { to: '2026-05-01' }), wanted)
  const client = await prepare()
  const fired = []
  while (client.sandbox.clock.today() < '2026-05-01') fired.push(...await fire(client, { by: 'PT8H' }))
  t.same(fired, wanted, 'eight hours at a time')
})

t.test('What falls due while a clock runs is seen at the next request', async t => {
  let machine = Date.parse('2026-03-02T00:00:00Z')
  const client = await open(t, {}, () => machine)
  await client.admin('PUT', '/clock', { mode: 'real' })
  await apprentice(client)
  await client.put('/training-agreements/A1/grace', { pauseDate: '2026-03-01', graceReasonCode: 'RD' })
  machine += 43 * 86_400_000
  t.equal(await statusOf(client, 'training-agreements', 'A1'), 'Finished')
})

t.test('Setting the clock back undoes nothing, and fires nothing twice', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.put('/training-agreements/A1/grace', { pauseDate: '2026-03-01', graceReasonCode: 'RD' })
  t.equal((await advance(client, { to: '2026-05-01' })).length, 1)
  t.same((await client.admin('PUT', '/clock', { mode: 'frozen', now: '2026-03-02' })).body.fired, [])
  t.equal(await statusOf(client, 'training-agreements', 'A1'), 'Finished')
  t.same(await advance(client, { to: '2026-06-01' }), [])
})

t.test('NZQA completes an enrolment, however long ago, and the last one finishes the agreement and its plans', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/enrolments', valid.enrolment('E2', 'L1', 'A1', '2025-07-01'))
  const first = await complete(client, 'E1', '2025-08-01')
  t.equal(first.status, 201)
  t.match(first.body, { enrolmentLocalId: 'E1', enrolmentStatus: 'Completed', completionDate: '2025-08-01' })
  t.equal(await statusOf(client, 'training-agreements', 'A1'), 'Active')

  t.equal(
    (await client.put('/training-agreements/A1/hold', { pauseDate: '2026-02-02', onHoldReasonCode: 'PL' })).status, 200,
    'a completion bars no pause'
  )
  t.equal((await complete(client, 'E2', '2026-03-02')).status, 201)
  t.equal(await statusOf(client, 'training-agreements', 'A1'), 'Finished')
  t.equal((await client.get('/training-plans/P1')).body.trainingPlan.trainingPlanEndDate, '2026-03-02')
})

t.test('What NZQA cannot report', async t => {
  const client = await open(t)
  await apprentice(client)
  const cases: Array<[string, object, RegExp]> = [
    ['completion.by-today', { eid: 9001, enrolmentLocalId: 'E1', completionDate: '2026-03-03' }, /2026-03-03/],
    ['enrolment.exists', { eid: 9002, enrolmentLocalId: 'E1', completionDate: '2026-03-02' }, /"E1" exists for EID 9002/],
    ['enrolment.exists', { eid: 9001, enrolmentLocalId: 'E9', completionDate: '2026-03-02' }, /"E9" exists for EID 9001/]
  ]
  for (const [rule, body, detail] of cases) {
    const reply = await client.admin('POST', '/nzqa/completions', body)
    t.equal(reply.status, 400)
    t.equal(reply.headers['sandbox-rules'], rule)
    t.match(reply.body.detail, detail)
  }
  await complete(client, 'E1', '2026-03-02')
  t.equal((await complete(client, 'E1', '2026-03-02')).headers['sandbox-rules'], 'enrolment.not-withdrawn-or-completed')
  t.equal((await client.admin('POST', '/nzqa/completions', { eid: 9001 })).status, 400)
})

t.test('A grace that runs out looks at no more agreements than those of its learner', async t => {
  const client = await open(t)
  await apprentice(client)
  demand(await client.put('/training-agreements/A1/grace', { pauseDate: '2026-03-01', graceReasonCode: 'RD' }))
  const db = client.db()
  const statements = new Set<string>()
  const prepare = db.prepare.bind(db)
  t.intercept(db, 'prepare', { value: (sql: string) => { statements.add(sql); return prepare(sql) } })
  demand(await client.admin('POST', '/clock/advance', { by: 'P60D' }))
  const met = [...statements].filter(sql => /\b(?:trainingAgreement|enrolment|trainingPlan)\b/.test(sql) && !/LIMIT \?$/.test(sql.trim()))
  t.ok(met.some(sql => sql.includes('UPDATE trainingPlan')), 'its plans end')
  for (const sql of met) {
    const named = Object.fromEntries((sql.match(/(?<=[:@])\w+/g) ?? []).map(name => [name, '1']))
    const values = sql.includes('?') ? sql.match(/\?/g)!.map(() => '1') : [named]
    const steps = prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as Array<{ detail: string }>
    for (const { detail } of steps) t.notMatch(detail, /^SCAN (?!line|CONSTANT)|PRIMARY KEY \(eid=\?\)$/, sql)
  }
})

t.test('Where the clock was set back before the dates of the fixture, no day is proposed, and what to do is told', async t => {
  const client = await open(t, { fixture: 'demo', clock: 'frozen:2026-11-27' })
  const reload = 'The dates of the fixture count from 2026-11-27, when it was loaded, and the clock says 2026-03-02. POST /__admin/reset ' +
    'with {"scope": ["data"]} loads it for the day of the clock; a reset without a scope takes the clock back as well.'
  const back = { mode: 'frozen', now: '2026-03-02' }
  await client.admin('PUT', '/clock', back)
  const visited = () => client.post('/training-plans/DEMO-TP04/visits', { visitLocalId: 'V-1', visitDate: '2026-03-03' })
  const explanation = async () => (await client.admin('GET', '/requests/last/explain')).body
  t.match((await visited()).body.detail, /No visitDate passes now/)
  const { fixtureDates, refusedBy } = await explanation()
  t.equal(fixtureDates, reload)
  t.ok(refusedBy.length > 0)
  for (const verdict of refusedBy) t.notOk('passing' in verdict || 'proposal' in verdict, verdict.rule)
  await client.admin('POST', '/reset', { scope: ['data'] })
  await client.post('/training-plans/DEMO-TP04/visits', { visitLocalId: 'V-1', visitDate: '2026-03-02' })
  await visited()
  const { refusedBy: [{ passing, wouldPass, ...last }], ...more } = await explanation()
  t.notOk('fixtureDates' in more)
  t.equal(last.rule, 'visit.date-by-today')
  t.equal(passing.to, '2026-03-01', 'a day that is taken is no end')
  t.notOk(passing.except.includes('2026-03-02'))
  t.match(wouldPass, ' to 2026-03-01 passes')
})
