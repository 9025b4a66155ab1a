import t from 'tap'
import { asSecondTeo, demand, fixture, open } from '../../harness.ts'
import { apprentice, valid } from './bodies.ts'
import { agreementStatuses, enrolmentStatus, everyStatus } from './every-status.ts'
import { accepted, all, isTriedAndMade, judge, keepsToItsTeo, takesShape, warnedBy } from './verdicts.ts'
import {
  create, update, exists, agreementExists, localIdUnused, agreementOpen, apprenticeships, onOrAfterAgreement, programmesActive, oneADay,
  hasAnEnrolment, hold, whole
} from './training-plans/requests.ts'
import './training-plans/outcomes.ts'

t.test('A plan is created, moved, and read back with its visits, each time answered whole', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  const created = await client.post('/training-plans', valid.plan('P1', 'A1'))
  t.strictSame([created.status, created.body], [201, whole])
  const read = await client.get('/training-plans/P1')
  t.strictSame([read.status, read.body], [200, { trainingPlan: whole, visits: [] }])
  t.equal(read.headers['content-type'], 'application/json; charset=utf-8')
  const moved = await client.put('/training-plans/P1', { trainingPlanSignedDate: '2025-06-23' })
  t.strictSame([moved.status, moved.body], [200, { ...whole, trainingPlanSignedDate: '2025-06-23' }])
  await client.put('/training-agreements/A1/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' })
  const ended = { ...whole, trainingPlanSignedDate: '2025-06-23', trainingPlanEndDate: '2026-03-02' }
  t.strictSame((await client.get('/training-plans/P1')).body, { trainingPlan: ended, visits: [] })
  t.strictSame((await client.put('/training-plans/P1', { trainingPlanSignedDate: '2025-06-16' })).body, {
    ...ended, trainingPlanSignedDate: '2025-06-16'
  })
})

t.test('A plan is for an agreement of the TEO, under an unused id', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.put('/training-agreements/A1/hold', hold)
  const date = '2025-06-23'
  await judge(t, client, create, [
    [valid.plan('P2', 'A1', date), accepted],
    [valid.plan('P1', 'A1', date), localIdUnused],
    [valid.plan('P1', 'A1'), localIdUnused, 'the same plan again'],
    [valid.plan('p1', 'A1', date), warnedBy('plan.local-id-unlike-others'), 'the id in another case'],
    [valid.plan('P2', 'A9', date), agreementExists]
  ])
})

t.test('A plan is made for an agreement that is Pending, in Hold or in Grace, and moved for any', async t => {
  const client = await open(t, { fixture: everyStatus(t) })
  await judge(t, client, agreement => create(valid.plan('P9', agreement, '2026-02-16')), [
    ['Pending', accepted], ['Active', agreementOpen], ['Hold', accepted], ['Grace', accepted], ['Finished', agreementOpen]
  ])
  await judge(t, client, agreement => update('2026-02-16', `P-${agreement}`), agreementStatuses.map(status => [status, accepted] as const))
})

t.test('The enrolments of a plan\'s agreement are apprenticeships; that there is none yet is only warned of', async t => {
  const client = await open(t)
  await client.post('/learners', valid.learner('L1'))
  for (const [agreement, programmes] of Object.entries({
    NONE: [], NZA: ['NZA'], IT: ['IT'], 'NZA-NZA': ['NZA', 'NZA'], 'NZA-IT': ['NZA', 'IT']
  })) {
    await client.post('/training-agreements', valid.agreement(agreement, 'L1'))
    for (const [i, programme] of programmes.entries()) {
      await client.post('/enrolments', valid.enrolment(`${agreement} ${i}`, 'L1', agreement, '2026-03-03', {
        programmeLocalId: `DEMO-${programme}`
      }))
    }
  }
  await judge(t, client, agreement => create(valid.plan('P1', agreement)), [
    ['NONE', hasAnEnrolment], ['NZA', accepted], ['NZA-NZA', accepted], ['IT', apprenticeships], ['NZA-IT', apprenticeships]
  ])
})

t.test('A plan is signed on or after the day on which its agreement was signed', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.put('/training-agreements/A1/hold', hold)
  for (const request of [(date: string) => create(valid.plan('P2', 'A1', date)), (date: string) => update(date)]) {
    await judge(t, client, request, [
      ['2025-06-01', onOrAfterAgreement, 'the day before'], ['2025-06-02', accepted, 'the day'], ['2025-06-03', accepted, 'the day after'],
      ['2026-03-02', accepted, 'today'], ['2026-03-03', warnedBy('plan.signed-by-today'), 'tomorrow']
    ])
  }
})

t.test('A learner has one plan signed on a day, under whatever agreement', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.put('/training-agreements/A1/hold', hold)
  await client.post('/training-agreements', valid.agreement('A2', 'L1'))
  await client.post('/enrolments', valid.enrolment('E2', 'L1', 'A2'))
  await client.post('/training-plans', valid.plan('P2', 'A2', '2025-07-07'))
  await client.post('/learners', valid.learner('L3'))
  await client.post('/training-agreements', valid.agreement('A3', 'L3'))
  await client.post('/enrolments', valid.enrolment('E3', 'L3', 'A3'))
  await judge(t, client, ([agreement, date]: readonly [string, string]) => create(valid.plan('P3', agreement, date)), [
    [['A1', '2025-06-15'], accepted, 'the day before'], [['A1', '2025-06-16'], oneADay, 'the day of P1'],
    [['A1', '2025-06-17'], accepted, 'the day after'],
    [['A1', '2025-07-07'], oneADay, 'the day of P2, under another agreement'],
    [['A3', '2025-06-16'], accepted, 'another learner']
  ])
  await judge(t, client, date => update(date), [
    ['2025-06-16', accepted, 'its own day'], ['2025-07-06', accepted, 'the day before'], ['2025-07-07', oneADay, 'the day of P2'],
    ['2025-07-08', accepted, 'the day after']
  ])
})

t.test('The programme of each enrolment that a plan moves is active on the day of signing', async t => {
  const client = await open(t, {
    fixture: fixture(t, {
      'programme-versions.json': [{
        eids: [9001],
        about: 'Of one test',
        programmeLocalId: 'HALF-YEAR',
        programmeVersionNumber: 1,
        programmeLocalName: 'New Zealand Certificate in Carpentry / Half a Year',
        studyTypeCode: 'NZA',
        modeOfDeliveryCode: 24,
        startDate: '2025-07-01',
        expiryDate: '2025-12-31',
        nzscedFieldOfStudy: '040311',
        creditValue: 60,
        industryCodes: [],
        occupationCode: '331212'
      }]
    })
  })
  await client.post('/learners', valid.learner('L1'))
  await client.post('/training-agreements', valid.agreement('A1', 'L1'))
  await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1', '2025-06-20', { programmeLocalId: 'HALF-YEAR' }))
  const days = [
    ['2025-06-19', accepted, 'before participation starts, so that nothing moves'], ['2025-06-20', accepted, 'the day it starts'],
    ['2025-06-21', programmesActive, 'the day after'], ['2025-06-30', programmesActive, 'the day before the programme starts'],
    ['2025-07-01', accepted, 'the day it starts'], ['2025-12-31', accepted, 'the day it expires'],
    ['2026-01-01', programmesActive, 'the day after']
  ] as const
  const signing = (date: string) => create(valid.plan('P2', 'A1', date))
  await judge(t, client, signing, days)
  for (const [date, proposed] of [
    ['2025-06-01', 'A trainingPlanSignedDate from 2025-06-02 to 2025-06-20 passes.'],
    ['2025-06-30', 'A trainingPlanSignedDate from 2025-06-02 to 2025-06-20 passes.'],
    ['2026-01-01', 'A trainingPlanSignedDate from 2025-07-01 to 2025-12-31 passes.']
  ] as const) t.match((await client.post('/training-plans', valid.plan('P2', 'A1', date))).body.detail, proposed, `instead of ${date}`)

  await client.post('/enrolments', valid.enrolment('E2', 'L1', 'A1', '2025-06-20'))
  await judge(t, client, signing, [['2026-01-01', programmesActive, 'one of two'], ['2025-12-31', accepted]])

  await client.post('/training-plans', valid.plan('P1', 'A1', '2025-06-10'))
  t.equal(await enrolmentStatus(client, 'E1'), 'Active')
  await judge(t, client, date => update(date), days.map(([date]) => [date, accepted, 'an Active enrolment does not move'] as const))
  await client.put('/training-agreements/A1/hold', hold)
  await judge(t, client, date => update(date), days)
  await client.put('/training-agreements/A1/grace', { pauseDate: '2026-02-16', graceReasonCode: 'RD' })
  await judge(t, client, date => update(date), days)
  await client.put('/training-agreements/A1/withdraw', { withdrawalDate: '2026-02-16', withdrawalReasonCode: 'CC' })
  await judge(t, client, date => update(date), days.map(([date]) => [date, accepted, 'a Withdrawn enrolment does not move'] as const))
})

t.test('Of days in a row that pass, those are proposed that the day is among, though it be taken', async t => {
  const version = {
    eids: [9001],
    about: 'Of one test',
    programmeLocalId: 'FROM-JULY',
    programmeVersionNumber: 1,
    programmeLocalName: 'New Zealand Certificate in Carpentry / from July',
    studyTypeCode: 'NZA',
    modeOfDeliveryCode: 24,
    startDate: '2025-07-01',
    nzscedFieldOfStudy: '040311',
    creditValue: 60,
    industryCodes: [],
    occupationCode: '331212'
  }
  const client = await open(t, { fixture: fixture(t, { 'programme-versions.json': [version] }) })
  demand(await client.post('/learners', valid.learner('L1')))
  for (const [n, programmeLocalId] of [[1, 'FROM-JULY'], [2, 'DEMO-NZA']] as const) {
    demand(await client.post('/training-agreements', valid.agreement(`A${n}`, 'L1')))
    demand(await client.post('/enrolments', valid.enrolment(`E${n}`, 'L1', `A${n}`, '2025-06-20', { programmeLocalId })))
  }
  demand(await client.post('/training-plans', valid.plan('P2', 'A2', '2025-07-07')))
  for (const [date, proposed] of [
    ['2025-07-07', 'A trainingPlanSignedDate from 2025-07-01 on passes, except 2025-07-07.'],
    ['2025-06-30', 'A trainingPlanSignedDate from 2025-06-02 to 2025-06-20 passes.']
  ] as const) t.match((await client.post('/training-plans', valid.plan('P1', 'A1', date))).body.detail, proposed, `instead of ${date}`)
})

t.test('A plan cannot be signed after the programme expired a year ago', async t => {
  const client = await open(t, { fixture: 'demo' })
  await judge(t, client, date => create(valid.plan('P1', 'DEMO-TA11', date)), [
    ['2025-03-01', accepted, 'the day before'], ['2025-03-02', accepted, 'the day'], ['2025-03-03', programmesActive, 'the day after'],
    ['2026-03-02', programmesActive, 'today']
  ])
})

t.test('Every broken rule is reported at once', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/enrolments', valid.enrolment('E2', 'L1', 'A1', '2025-06-16', { programmeLocalId: 'DEMO-IT' }))
  await client.put('/training-agreements/A1/hold', hold)
  await client.post('/training-agreements', valid.agreement('A2', 'L1', '2025-07-01'))
  await client.post('/enrolments', valid.enrolment('E3', 'L1', 'A2', '2025-07-01'))
  await client.post('/training-plans', valid.plan('P2', 'A2', '2025-07-01'))
  await judge(t, client, create, [
    [valid.plan('P1', 'A9'), all(localIdUnused, agreementExists)],
    [valid.plan('P1', 'A1', '2025-06-01'), all(localIdUnused, apprenticeships, onOrAfterAgreement)],
    [valid.plan('P1', 'A1', '2025-07-01'), all(localIdUnused, apprenticeships, oneADay)],
    [valid.plan('P1', 'A2', '2025-06-16'), all(localIdUnused, agreementOpen, onOrAfterAgreement)],
    [valid.plan('P3', 'A2', '2025-06-16'), all(agreementOpen, onOrAfterAgreement, oneADay)]
  ])
  await judge(t, client, ([date, plan]: readonly [string, string]) => update(date, plan), [
    [['2025-06-16', 'P2'], all(onOrAfterAgreement, oneADay)]
  ])
  const inOldProgramme = await open(t, { fixture: 'demo' })
  await inOldProgramme.post('/training-plans', valid.plan('P1', 'DEMO-TA11', '2025-03-01'))
  await judge(t, inOldProgramme, create, [[valid.plan('P1', 'DEMO-TA11', '2026-03-02'), all(localIdUnused, programmesActive)]])
})

t.test('A plan that the TEO has not created can be neither read nor moved', async t => {
  const client = await open(t)
  await judge(t, client, path => ['GET', path], [['/training-plans/P9', exists]])
  await judge(t, client, plan => update('2026-02-16', plan), [['P9', exists]])
  t.equal((await client.get('/training-plans/P9')).body.title, 'There is no such record')
  t.equal((await client.get('/training-plans/P9')).headers['content-type'], 'application/problem+json; charset=utf-8')
})

t.test('A plan has the documented shape', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.put('/training-agreements/A1/hold', hold)
  await takesShape(t, client, create, valid.plan('P2', 'A1', '2025-06-23'), {
    trainingPlanSignedDate: { date: true }, trainingPlanLocalId: { text: [1, 20] }, trainingAgreementLocalId: { text: [1, 20] }
  })
  await takesShape(t, client, body => ['PUT', '/training-plans/P1', body], { trainingPlanSignedDate: '2025-06-23' }, {
    trainingPlanSignedDate: { date: true }
  })
})

t.test('Members are known in any case; unknown members are passed over', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  const created = await client.post('/training-plans', {
    TrainingPlanSignedDate: '2025-06-16',
    trainingplanlocalid: 'P1',
    TRAININGAGREEMENTLOCALID: 'A1',
    learnerLocalId: 'L9',
    trainingPlanEndDate: '2026-06-16'
  })
  t.strictSame([created.status, created.body], [201, whole])
  t.equal(created.headers['sandbox-warnings'], 'ignored-member:learnerLocalId, ignored-member:trainingPlanEndDate')
})

t.test('A dry run of a plan gives the real answer and keeps nothing', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  for (const request of [create(valid.plan('P1', 'A1')), update('2025-07-07')]) await isTriedAndMade(t, client, request)
})

t.test('One TEO never sees or changes another\'s plans', async t => {
  const client = await open(t, { fixture: 'demo' })
  t.equal((await client.get('/training-plans/DEMO-TP04')).body.visits.length, 3)
  t.strictSame((await client.call('GET', '/training-plans/DEMO-TP04', undefined, asSecondTeo)).body, {
    trainingPlan: {
      trainingPlanSignedDate: '2025-11-27',
      learnerLocalId: 'DEMO-L04',
      trainingPlanLocalId: 'DEMO-TP04',
      trainingAgreementLocalId: 'DEMO-TA04'
    },
    visits: [{ visitLocalId: 'DEMO-V04-1', visitDate: '2026-01-21' }]
  })
  await keepsToItsTeo(t, [
    [['GET', '/training-plans/DEMO-TP06'], 400, 'plan.exists'],
    [update('2026-02-16', 'DEMO-TP06'), 400, 'plan.exists'],
    [update('2025-12-01', 'DEMO-TP04'), 200],
    [['PUT', '/training-agreements/DEMO-TA04/hold', { pauseDate: '2026-02-16', onHoldReasonCode: 'PL' }], 200],
    [create(valid.plan('DEMO-TP03', 'DEMO-TA03', '2026-02-16')), 400, 'agreement.exists'],
    [create(valid.plan('DEMO-TP04', 'DEMO-TA04', '2026-02-16')), 400, 'plan.local-id-unused'],
    [create(valid.plan('DEMO-TP06', 'DEMO-TA04', '2025-11-12')), 400, 'plan.signed-on-or-after-agreement-signed'],
    [create(valid.plan('DEMO-TP06', 'DEMO-TA04', '2026-02-16')), 201]
  ])
})
