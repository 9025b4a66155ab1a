import t from 'tap'
import { asSecondTeo, open, type Client } from '../../harness.ts'
import { apprentice, valid } from './bodies.ts'
import { accepted, all, isTriedAndMade, judge, keepsToItsTeo, refusedBy, takesShape, warnedBy, type Request } from './verdicts.ts'

const visit = { visitLocalId: 'V1', visitDate: '2026-03-02' }
const record = (body: unknown, plan = 'P1'): Request => ['POST', `/training-plans/${plan}/visits`, body]
const recordOn = (visitDate: string): Request => record({ ...visit, visitDate })

const planExists = refusedBy('plan.exists', 'trainingPlanLocalId')
const onOrAfterPlanSigned = refusedBy('visit.date-on-or-after-plan-signed', 'visitDate')
const byToday = refusedBy('visit.date-by-today', 'visitDate')
const onOrBeforePlanEnd = refusedBy('visit.date-on-or-before-plan-end', 'visitDate')
const oneADay = refusedBy('visit.one-per-learner-and-day', 'visitDate')
const visitExists = refusedBy('visit.exists', 'visitLocalId')
const localIdUnused = refusedBy('visit.local-id-unused', 'visitLocalId')

/** Beside P1 of L1: P2 of L1 under the agreement A2, and P3 of another learner, L3. */
async function threePlans (client: Client): Promise<void> {
  await apprentice(client)
  await client.post('/training-agreements', valid.agreement('A2', 'L1'))
  await client.post('/training-plans', valid.plan('P2', 'A2', '2025-07-07'))
  await client.post('/learners', valid.learner('L3'))
  await client.post('/training-agreements', valid.agreement('A3', 'L3'))
  await client.post('/training-plans', valid.plan('P3', 'A3', '2025-07-07'))
}

t.test('A visit is recorded, answered whole and read back with its plan', async t => {
  const client = await open(t)
  await apprentice(client)
  const recorded = await client.post('/training-plans/P1/visits', visit)
  t.strictSame([recorded.status, recorded.body], [201, visit])
  t.strictSame((await client.get('/training-plans/P1')).body, {
    trainingPlan: { trainingPlanSignedDate: '2025-06-16', learnerLocalId: 'L1', trainingPlanLocalId: 'P1', trainingAgreementLocalId: 'A1' },
    visits: [visit]
  })
})

t.test('A plan has many visits, and they are read by date', async t => {
  const client = await open(t)
  await threePlans(client)
  for (const [plan, visitLocalId, visitDate] of [
    ['P1', 'V3', '2026-02-16'], ['P1', 'V9', '2025-06-16'], ['P2', 'V1', '2026-01-05'], ['P1', 'V2', '2026-03-02'],
    ['P1', 'V1A', '2025-12-25']
  ] as const) t.equal((await client.post(`/training-plans/${plan}/visits`, { visitLocalId, visitDate })).status, 201)
  t.strictSame((await client.get('/training-plans/P1')).body.visits, [
    { visitLocalId: 'V9', visitDate: '2025-06-16' }, { visitLocalId: 'V1A', visitDate: '2025-12-25' },
    { visitLocalId: 'V3', visitDate: '2026-02-16' }, { visitLocalId: 'V2', visitDate: '2026-03-02' }
  ])
  t.strictSame((await client.get('/training-plans/P2')).body.visits, [{ visitLocalId: 'V1', visitDate: '2026-01-05' }])
  t.strictSame((await client.get('/training-plans/P3')).body.visits, [])
})

t.test('A visit is on or after the day on which the plan was signed, and no later than today', async t => {
  const client = await open(t)
  await apprentice(client)
  await judge(t, client, recordOn, [
    ['2025-06-15', onOrAfterPlanSigned, 'the day before'], ['2025-06-16', accepted, 'the day'], ['2025-06-17', accepted, 'the day after'],
    ['2026-03-01', accepted, 'yesterday'], ['2026-03-02', accepted, 'today'], ['2026-03-03', byToday, 'tomorrow']
  ])
  await client.put('/training-plans/P1', { trainingPlanSignedDate: '2025-06-23' })
  await judge(t, client, recordOn, [['2025-06-22', onOrAfterPlanSigned, 'the day before the later signing'], ['2025-06-23', accepted]])
})

t.test('A plan that is signed later than today takes no visit before that day', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  await client.post('/training-plans', valid.plan('P1', 'A1', '2026-03-03'))
  await judge(t, client, recordOn, [['2026-03-02', onOrAfterPlanSigned, 'today'], ['2026-03-03', byToday, 'the day']])
  client.freeze('2026-03-03')
  await judge(t, client, recordOn, [['2026-03-02', onOrAfterPlanSigned, 'yesterday'], ['2026-03-03', accepted, 'the day']])
})

t.test('A visit is on or before the day on which a withdrawal ended the plan', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.put('/training-agreements/A1/withdraw', { withdrawalDate: '2026-02-16', withdrawalReasonCode: 'CC' })
  await judge(t, client, recordOn, [
    ['2026-02-15', accepted, 'the day before'], ['2026-02-16', accepted, 'the day'], ['2026-02-17', onOrBeforePlanEnd, 'the day after'],
    ['2026-03-02', onOrBeforePlanEnd, 'today'], ['2026-03-03', all(byToday, onOrBeforePlanEnd), 'tomorrow']
  ])
})

t.test('A visit is taken whatever the status of the agreement', async t => {
  const client = await open(t, { fixture: 'demo' })
  await judge(t, client, plan => record(visit, plan), [
    ['DEMO-TP04', accepted, 'Active'], ['DEMO-TP06', accepted, 'Hold'], ['DEMO-TP07', accepted, 'Grace'],
    ['DEMO-TP08', accepted, 'the last day of Grace'],
    ['DEMO-TP09', onOrBeforePlanEnd, 'Finished by withdrawal'], ['DEMO-TP13', onOrBeforePlanEnd, 'Finished by completion']
  ])
})

t.test('A learner is visited once a day, under whatever plan', async t => {
  const client = await open(t)
  await threePlans(client)
  await client.post('/training-plans/P1/visits', { visitLocalId: 'V0', visitDate: '2026-02-16' })
  await judge(t, client, ([plan, visitDate]: readonly [string, string]) => record({ visitLocalId: 'V1', visitDate }, plan), [
    [['P1', '2026-02-15'], accepted, 'the day before'], [['P1', '2026-02-16'], oneADay, 'the day'],
    [['P1', '2026-02-17'], accepted, 'the day after'],
    [['P2', '2026-02-15'], accepted, 'another plan, the day before'], [['P2', '2026-02-16'], oneADay, 'another plan of the learner'],
    [['P2', '2026-02-17'], accepted, 'another plan, the day after'],
    [['P3', '2026-02-16'], accepted, 'another learner']
  ])
})

t.test('A visit local id is unique within the TEO', async t => {
  const client = await open(t)
  await threePlans(client)
  await client.post('/training-plans/P1/visits', { visitLocalId: 'V0', visitDate: '2026-02-16' })
  await judge(t, client, ([plan, visitLocalId]: readonly [string, string]) => record({ ...visit, visitLocalId }, plan), [
    [['P1', 'V0'], localIdUnused], [['P2', 'V0'], localIdUnused, 'another plan of the learner'],
    [['P3', 'V0'], localIdUnused, 'another learner'],
    [['P1', 'V1'], accepted], [['P1', 'v0'], warnedBy('visit.local-id-unlike-others'), 'the id in another case']
  ])
})

t.test('A visit that is deleted is answered as it was; its id and its day are free again', async t => {
  const client = await open(t)
  await threePlans(client)
  await client.post('/training-plans/P1/visits', visit)
  await client.post('/training-plans/P2/visits', { visitLocalId: 'V2', visitDate: '2026-02-16' })
  await judge(t, client, path => ['DELETE', `/training-plans/${path}`], [
    ['P1/visits/V1', accepted], ['P1/visits/V9', visitExists], ['P1/visits/V2', visitExists, 'a visit of another plan'],
    ['P9/visits/V1', all(planExists, visitExists)]
  ])
  const deleted = await isTriedAndMade(t, client, ['DELETE', '/training-plans/P1/visits/V1'])
  t.strictSame(deleted.body, visit)
  t.strictSame((await client.get('/training-plans/P1')).body.visits, [])
  await judge(t, client, path => ['DELETE', `/training-plans/${path}`], [['P1/visits/V1', visitExists, 'once more']])
  await isTriedAndMade(t, client, record(visit))
})

t.test('Every broken rule is reported at once', async t => {
  const client = await open(t)
  await threePlans(client)
  await client.post('/training-plans/P1/visits', { visitLocalId: 'V0', visitDate: '2025-06-16' })
  await client.post('/training-plans/P1/visits', { visitLocalId: 'V9', visitDate: '2026-03-02' })
  await client.put('/training-agreements/A1/withdraw', { withdrawalDate: '2026-02-16', withdrawalReasonCode: 'CC' })
  await judge(t, client, ([plan, visitLocalId, visitDate]: readonly [string, string, string]) =>
    record({ visitLocalId, visitDate }, plan), [
    [['P2', 'V0', '2025-06-16'], all(onOrAfterPlanSigned, oneADay, localIdUnused)],
    [['P1', 'V0', '2026-03-02'], all(onOrBeforePlanEnd, oneADay, localIdUnused)],
    [['P1', 'V0', '2026-03-03'], all(byToday, onOrBeforePlanEnd, localIdUnused)],
    [['P9', 'V1', '2026-03-02'], planExists],
    [['P9', 'V0', '2026-03-03'], all(planExists, byToday, localIdUnused)]
  ])
})

t.test('What a refusal says that passes is what all the rules about the date leave', async t => {
  const client = await open(t)
  await threePlans(client)
  const refusalOf = async (visitDate: string) =>
    (await client.post('/training-plans/P1/visits', { visitLocalId: 'V1', visitDate })).body.errors.visitDate
  await client.put('/training-agreements/A1/withdraw', { withdrawalDate: '2026-02-16', withdrawalReasonCode: 'CC' })
  const range = 'A visitDate from 2025-06-16 to 2026-02-16 passes.'
  t.strictSame(await refusalOf('2025-06-15'), [
    `visitDate 2025-06-15 is before the day the training plan was signed (2025-06-16). ${range}`
  ])
  t.strictSame(await refusalOf('2026-02-17'), [`visitDate 2026-02-17 is after the day the training plan ended (2026-02-16). ${range}`])
  await judge(t, client, recordOn, [['2025-06-16', accepted], ['2026-02-16', accepted]])
})

t.test('A plan that is signed tomorrow can have no visit yet, and no date is proposed', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  await client.post('/training-plans', valid.plan('P1', 'A1', '2026-03-03'))
  const { body } = await client.post('/training-plans/P1/visits', { visitLocalId: 'V1', visitDate: '2026-03-02' })
  t.strictSame(body.errors.visitDate, ['visitDate 2026-03-02 is before the day the training plan was signed (2026-03-03). ' +
    'No visitDate passes now: it must be on or after 2026-03-03 and on or before 2026-03-02 (today).'])
})

t.test('What passes leaves out the days on which the learner was visited, under whatever plan', async t => {
  const client = await open(t)
  await threePlans(client)
  for (const [plan, visitLocalId, visitDate] of [
    ['P1', 'V1', '2026-03-02'], ['P1', 'V2', '2025-06-16'], ['P2', 'V3', '2025-12-25'], ['P3', 'V4', '2026-01-05']
  ] as const) t.equal((await client.post(`/training-plans/${plan}/visits`, { visitLocalId, visitDate })).status, 201)
  const range = 'A visitDate from 2025-06-17 to 2026-03-01 passes, except 2025-12-25.'
  for (const [visitDate, wrong] of [
    ['2025-06-15', 'visitDate 2025-06-15 is before the day the training plan was signed (2025-06-16).'],
    ['2026-03-03', 'visitDate 2026-03-03 is in the future; today is 2026-03-02.'],
    ['2025-12-25', 'The learner was already visited on 2025-12-25 (visitLocalId "V3").']
  ] as const) {
    const { body } = await client.post('/training-plans/P1/visits', { visitLocalId: 'V9', visitDate })
    t.strictSame(body.errors.visitDate, [`${wrong} ${range}`])
  }
  await judge(t, client, visitDate => record({ visitLocalId: 'V9', visitDate }), [
    ['2025-06-16', oneADay], ['2025-06-17', accepted], ['2026-03-01', accepted], ['2026-03-02', oneADay]
  ])
})

t.test('A plan each of whose days has a visit takes no other, and no date is proposed', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  await client.post('/training-plans', valid.plan('P1', 'A1', '2026-03-02'))
  await client.post('/training-plans/P1/visits', { ...visit, visitLocalId: 'V0' })
  const { body } = await client.post('/training-plans/P1/visits', visit)
  t.strictSame(body.errors.visitDate, ['The learner was already visited on 2026-03-02 (visitLocalId "V0"). ' +
    'No visitDate passes now: it would have to be 2026-03-02 (today), which is taken.'])
})

t.test('A refusal says which rule is broken, and the values compared', async t => {
  const client = await open(t)
  await apprentice(client)
  const { headers, body } = await client.post('/training-plans/P1/visits', { visitLocalId: 'V1', visitDate: '2026-03-03' })
  const message = 'visitDate 2026-03-03 is in the future; today is 2026-03-02. A visitDate from 2025-06-16 to 2026-03-02 passes.'
  t.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
  t.strictSame(body, {
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
    title: 'A business rule refuses the request',
    status: 400,
    detail: message,
    instance: '/work-submission-api/v1.0/training-plans/P1/visits',
    errors: { visitDate: [message] }
  })
})

t.test('A visit has the documented shape', async t => {
  const client = await open(t)
  await apprentice(client)
  await takesShape(t, client, body => record(body), visit, { visitLocalId: { text: [1, 20] }, visitDate: { date: true } })
})

t.test('Members are known in any case; unknown members are passed over', async t => {
  const client = await open(t)
  await apprentice(client)
  const recorded = await client.post('/training-plans/P1/visits', { VisitLocalID: 'V1', VISITDATE: '2026-03-02', visitor: 'Hēmi' })
  t.strictSame([recorded.status, recorded.body, recorded.headers['sandbox-warnings']], [201, visit, 'ignored-member:visitor'])
})

t.test('A dry run of a visit gives the real answer and keeps nothing', async t => {
  const client = await open(t)
  await apprentice(client)
  await isTriedAndMade(t, client, record(visit))
  const refused = await client.call('POST', '/training-plans/P1/visits', visit, { 'sandbox-dry-run': '1' })
  t.strictSame([refused.status, refused.headers['sandbox-rules']], [400, 'visit.one-per-learner-and-day, visit.local-id-unused'])
})

t.test('One TEO never sees or changes another\'s visits', async t => {
  const client = await open(t, { fixture: 'demo' })
  t.equal((await client.call('POST', '/training-plans/DEMO-TP04/visits', visit, asSecondTeo)).status, 201)
  t.strictSame((await client.get('/training-plans/DEMO-TP04')).body.visits.map((it: { visitLocalId: string }) => it.visitLocalId), [
    'DEMO-V04-1', 'DEMO-V04-2', 'DEMO-V04-3'
  ])
  await keepsToItsTeo(t, [
    [record(visit, 'DEMO-TP06'), 400, 'plan.exists'],
    [['DELETE', '/training-plans/DEMO-TP04/visits/DEMO-V04-2'], 400, 'visit.exists'],
    [record({ visitLocalId: 'DEMO-V04-1', visitDate: '2026-02-16' }, 'DEMO-TP04'), 400, 'visit.local-id-unused'],
    [record({ visitLocalId: 'DEMO-V04-2', visitDate: '2026-02-23' }, 'DEMO-TP04'), 201],
    [record({ visitLocalId: 'DEMO-V04-3', visitDate: '2026-01-21' }, 'DEMO-TP04'), 400, 'visit.one-per-learner-and-day'],
    [['DELETE', '/training-plans/DEMO-TP04/visits/DEMO-V04-1'], 200]
  ])
})
