import t from 'tap'
import { open } from '../../../harness.ts'
import { apprentice, valid } from '../bodies.ts'
import { agreementStatus, everyStatus, frozenStatuses, openStatuses } from '../every-status.ts'
import { accepted, all, judge, warnedBy } from '../verdicts.ts'
import {
  whole, create, createWith, exists, learnerExists, agreementExists, programmeVersionExists, localIdUnused, ofTheLearner,
  agreementNotFinished, fundingSource, modeOfDelivery, assessmentMode, studyType, onOrAfterEnrolment, onOrAfterPlan, programmeActive,
  openWithHalfYear
} from './requests.ts'

t.test('An enrolment is created, answered whole and read back whole', async t => {
  const client = await open(t)
  await apprentice(client)
  const created = await client.post('/enrolments', whole)
  t.equal(created.status, 201)
  t.strictSame(created.body, { ...whole, enrolmentStatus: 'Active' })
  const read = await client.get('/enrolments/E2')
  t.equal(read.status, 200)
  t.strictSame(read.body, created.body)
})

t.test('An enrolment that has ended says when and why', async t => {
  const client = await open(t, { fixture: 'demo' })
  t.strictSame((await client.get('/enrolments/DEMO-E09')).body, {
    ...valid.enrolment('DEMO-E09', 'DEMO-L09', 'DEMO-TA09', '2025-07-05'),
    studyTypeCode: 'NZA',
    enrolmentStatus: 'Withdrawn',
    withdrawalDate: '2026-01-01',
    withdrawalReasonCode: 'CC'
  })
  t.strictSame((await client.get('/enrolments/DEMO-E10-1')).body, {
    ...valid.enrolment('DEMO-E10-1', 'DEMO-L10', 'DEMO-TA10', '2025-02-05', { programmeLocalId: 'DEMO-IT' }),
    studyTypeCode: 'IT',
    enrolmentStatus: 'Completed',
    completionDate: '2025-10-03'
  })
})

t.test('An enrolment names a learner, an agreement of that learner and a programme version that the TEO has', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/learners', valid.learner('L2'))
  await client.post('/training-agreements', valid.agreement('A2', 'L2'))
  await judge(t, client, createWith, [
    [{}, accepted],
    [{ learnerLocalId: 'L9' }, all(learnerExists, ofTheLearner)],
    [{ trainingAgreementLocalId: 'A9' }, agreementExists],
    [{ programmeLocalId: 'DEMO-NONE' }, programmeVersionExists],
    [{ programmeVersionNumber: 2 }, programmeVersionExists],
    [{ learnerLocalId: 'L2' }, ofTheLearner],
    [{ trainingAgreementLocalId: 'A2' }, all(ofTheLearner)],
    [{ learnerLocalId: 'L2', trainingAgreementLocalId: 'A2' }, accepted]
  ])
})

t.test('An enrolment is under an agreement that is not Finished', async t => {
  const client = await open(t, { fixture: everyStatus(t) })
  await judge(t, client, trainingAgreementLocalId => createWith({ trainingAgreementLocalId }), [
    ['Pending', accepted], ['Active', accepted], ['Hold', accepted], ['Grace', accepted], ['Finished', agreementNotFinished]
  ])
})

t.test('An enrolment local id is never used again, unless its enrolment was deleted', async t => {
  const client = await open(t, { fixture: everyStatus(t) })
  const withId = (enrolmentLocalId: string) => createWith({ enrolmentLocalId, trainingAgreementLocalId: 'Active' })
  await judge(t, client, withId, [
    ...[...openStatuses, ...frozenStatuses].map(status => [`Active ${status}`, localIdUnused] as const),
    ['Finished Withdrawn', localIdUnused, 'under another agreement'],
    ['Active Deleted', accepted],
    ['active active', warnedBy('enrolment.local-id-unlike-others'), 'the id in another case']
  ])
  await judge(t, client, path => ['GET', path], [['/enrolments/Active%20Deleted', exists]])
  await client.post('/enrolments', { ...whole, enrolmentLocalId: 'Active Deleted', trainingAgreementLocalId: 'Active' })
  t.equal((await client.get('/enrolments/Active%20Deleted')).body.participationStartDate, '2026-02-16')
  await judge(t, client, withId, [['Active Deleted', localIdUnused, 'once more']])
})

t.test('The funding source is 37, and the mode of delivery a code of its table', async t => {
  const client = await open(t)
  await apprentice(client)
  await judge(t, client, fundingSourceTypeCode => createWith({ fundingSourceTypeCode }), [
    ['36', fundingSource], ['37', accepted], ['38', fundingSource], ['3', fundingSource], ['01', fundingSource]
  ])
  await judge(t, client, modeOfDeliveryCode => createWith({ modeOfDeliveryCode }), [
    [23, modeOfDelivery], [24, accepted], [25, warnedBy('enrolment.pathway-while-it-lasted')],
    [26, assessmentMode], [27, modeOfDelivery], [-24, modeOfDelivery]
  ])
})

t.test('An enrolment for Assessment and Verification is in a programme for it', async t => {
  const client = await openWithHalfYear(t)
  await apprentice(client)
  const halfYear = {
    programmeLocalId: 'HALF-YEAR',
    programmeVersionNumber: 2,
    participationStartDate: '2025-12-31',
    enrolmentDate: '2025-12-31'
  }
  await judge(t, client, modeOfDeliveryCode => createWith({ ...halfYear, modeOfDeliveryCode }), [
    [26, accepted], [25, accepted], [24, accepted], [27, modeOfDelivery]
  ])
})

t.test('A study type that is given is the programme\'s', async t => {
  const client = await open(t)
  await apprentice(client)
  await judge(t, client, ([programmeLocalId, studyTypeCode]) => createWith({ programmeLocalId, studyTypeCode }), [
    [['DEMO-NZA', 'NZA'], accepted], [['DEMO-NZA', 'IT'], studyType], [['DEMO-NZA', 'nza'], studyType], [['DEMO-NZA', undefined], accepted],
    [['DEMO-IT', 'IT'], accepted], [['DEMO-IT', 'NZA'], studyType], [['DEMO-IT', null], accepted]
  ])
})

t.test('Participation starts on or after the enrolment date', async t => {
  const client = await open(t)
  await apprentice(client)
  await judge(t, client, participationStartDate => createWith({ enrolmentDate: '2026-02-16', participationStartDate }), [
    ['2026-02-15', onOrAfterEnrolment, 'the day before'], ['2026-02-16', accepted, 'the day'], ['2026-02-17', accepted, 'the day after'],
    ['2027-02-16', accepted, 'next year']
  ])
})

t.test('An apprenticeship that starts before its plan was signed is only warned of', async t => {
  const client = await open(t)
  await apprentice(client)
  const starting = (programmeLocalId: string) => (start: string) => create(valid.enrolment('E2', 'L1', 'A1', start, { programmeLocalId }))
  await judge(t, client, starting('DEMO-NZA'), [
    ['2025-06-15', onOrAfterPlan, 'the day before'], ['2025-06-16', accepted, 'the day'], ['2025-06-17', accepted, 'the day after']
  ])
  await judge(t, client, starting('DEMO-IT'), [['2025-06-15', accepted, 'a trainee']])
})

t.test('A programme that is not active when participation starts is only warned of', async t => {
  const client = await openWithHalfYear(t)
  await apprentice(client, { plan: false })
  const halfYear = { programmeLocalId: 'HALF-YEAR', programmeVersionNumber: 2 }
  await judge(t, client, start => create(valid.enrolment('E2', 'L1', 'A1', start, halfYear)), [
    ['2025-06-30', programmeActive, 'the day before it starts'], ['2025-07-01', accepted, 'the day it starts'],
    ['2025-07-02', accepted, 'the day after'],
    ['2025-12-30', accepted, 'the day before it expires'], ['2025-12-31', accepted, 'the day it expires'],
    ['2026-01-01', programmeActive, 'the day after']
  ])
  await judge(t, client, programmeLocalId => createWith({ programmeLocalId }), [['DEMO-OLD', programmeActive], ['DEMO-NZA', accepted]])
  const early = valid.enrolment('E2', 'L1', 'A1', '2025-06-20', { ...halfYear, enrolmentDate: '2025-06-25' })
  t.match((await client.post('/enrolments', early)).body.detail, 'A participationStartDate from 2025-07-01 to 2025-12-31 passes.',
    'what is proposed is in the days of the programme')
})

t.test('A new enrolment is as live as it can be, and makes a Pending agreement Active', async t => {
  for (const [agreement, programmeLocalId, start, enrolmentStatus, agreementAfter] of [
    ['Pending', 'DEMO-IT', '2026-03-01', 'Active', 'Active'],
    ['Pending', 'DEMO-IT', '2026-03-02', 'Active', 'Active'],
    ['Pending', 'DEMO-IT', '2026-03-03', 'Pending', 'Pending'],
    ['Pending', 'DEMO-NZA', '2026-03-01', 'Pending', 'Pending'],
    ['Active', 'DEMO-NZA', '2026-03-01', 'Active', 'Active'],
    ['Active', 'DEMO-NZA', '2026-03-02', 'Active', 'Active'],
    ['Active', 'DEMO-NZA', '2026-03-03', 'Pending', 'Active'],
    ['Active', 'DEMO-IT', '2026-03-02', 'Active', 'Active'],
    ['Active', 'DEMO-IT', '2026-03-03', 'Pending', 'Active'],
    ['hold', 'DEMO-NZA', '2026-03-01', 'Hold', 'Hold'],
    ['hold', 'DEMO-IT', '2026-03-03', 'Hold', 'Hold'],
    ['grace', 'DEMO-NZA', '2026-03-03', 'Grace', 'Grace'],
    ['grace', 'DEMO-IT', '2026-03-01', 'Grace', 'Grace']
  ] as const) {
    const client = await open(t)
    await apprentice(client, { plan: agreement !== 'Pending' })
    if (agreement === 'hold' || agreement === 'grace') {
      await client.put(`/training-agreements/A1/${agreement}`, { pauseDate: '2026-02-16', onHoldReasonCode: 'PL', graceReasonCode: 'RD' })
    }
    const { body } = await client.post('/enrolments', valid.enrolment('E2', 'L1', 'A1', start, { programmeLocalId }))
    t.strictSame([body.enrolmentStatus, await agreementStatus(client, 'A1')], [enrolmentStatus, agreementAfter],
      `${programmeLocalId} from ${start} under ${agreement}: ${enrolmentStatus}`)
  }
})
