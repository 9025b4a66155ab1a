import t, { type Test } from 'tap'
import { asSecondTeo, fixture, open, type Client } from '../../harness.ts'
import { apprentice, valid } from './bodies.ts'
import { agreementStatus, enrolmentStatus, everyStatus, frozenStatuses, openStatuses, standing } from './every-status.ts'
import { accepted, all, isTriedAndMade, judge, keepsToItsTeo, refusedBy, takesShape, warnedBy, type Request, type Verdict } from './verdicts.ts'

const whole = valid.enrolment('E2', 'L1', 'A1', '2026-02-16', { studyTypeCode: 'NZA' })

const create = (body: unknown): Request => ['POST', '/enrolments', body]
const createWith = (changes: object): Request => create({ ...whole, ...changes })

const change = (operation: string, body: unknown, enrolment = 'E1'): Request => ['PUT', `/enrolments/${enrolment}${operation}`, body]
const transfer = (body: unknown, enrolment = 'E1'): Request => ['POST', `/enrolments/${enrolment}/transfer`, body, 200]
const remove = (body: unknown, enrolment = 'E1'): Request => ['DELETE', `/enrolments/${enrolment}`, body]
const withdrawal = { withdrawalDate: '2026-02-16', withdrawalReasonCode: 'CC' }
const deletion = { deletionReason: 'IE', deletionDate: '2026-03-02' }

const exists = refusedBy('enrolment.exists', 'enrolmentLocalId')
const learnerExists = refusedBy('learner.exists', 'learnerLocalId')
const agreementExists = refusedBy('agreement.exists', 'trainingAgreementLocalId')
const programmeVersionExists = refusedBy('programme-version.exists', 'programmeLocalId')
const localIdUnused = refusedBy('enrolment.local-id-unused', 'enrolmentLocalId')
const ofTheLearner = refusedBy('enrolment.agreement-of-the-learner', 'trainingAgreementLocalId')
const agreementNotFinished = refusedBy('enrolment.agreement-not-finished', 'trainingAgreementLocalId')
const withdrawalReason = refusedBy('enrolment.withdrawal-reason-code', 'withdrawalReasonCode')
const fundingSource = refusedBy('enrolment.funding-source-type-code', 'fundingSourceTypeCode')
const modeOfDelivery = refusedBy('enrolment.mode-of-delivery-code', 'modeOfDeliveryCode')
const assessmentMode = refusedBy('enrolment.assessment-mode-matches-programme', 'modeOfDeliveryCode')
const studyType = refusedBy('enrolment.study-type-matches-programme', 'studyTypeCode')
const onOrAfterEnrolment = refusedBy('enrolment.starts-on-or-after-enrolment-date', 'participationStartDate')
const notEnded = refusedBy('enrolment.not-withdrawn-or-completed', 'enrolmentLocalId')
const onOrAfterPlan = warnedBy('enrolment.starts-on-or-after-plan-signed')
const programmeActive = warnedBy('enrolment.programme-active-at-start')

const programme = {
  eids: [9001],
  about: 'Of one test',
  programmeLocalId: 'HALF-YEAR',
  programmeVersionNumber: 2,
  programmeLocalName: 'New Zealand Certificate in Carpentry / Half a Year',
  studyTypeCode: 'NZA',
  modeOfDeliveryCode: 26,
  startDate: '2025-07-01',
  expiryDate: '2025-12-31',
  nzscedFieldOfStudy: '040311',
  creditValue: 60,
  industryCodes: ['E3242'],
  occupationCode: '331212'
}

/** The sandbox has HALF-YEAR, for Assessment and Verification, active from 1 July to 31 December 2025, of EID 9001. */
const openWithHalfYear = (t: Test): Promise<Client> => open(t, { fixture: fixture(t, { 'programme-versions.json': [programme] }) })

/** Every status, and a version 2 of the apprenticeship. */
const openWithVersions = (t: Test): Promise<Client> => open(t, {
  fixture: everyStatus(t, {
    'programme-versions.json': [{ ...programme, programmeLocalId: 'DEMO-NZA', programmeLocalName: 'The next', modeOfDeliveryCode: 24, expiryDate: '2030-12-31' }]
  })
})

const part = (enrolmentLocalId: string, more: object = {}) => {
  const { learnerLocalId, trainingAgreementLocalId, ...members } = valid.enrolment(enrolmentLocalId, 'L1', 'A1', '2026-02-16', { studyTypeCode: 'NZA', ...more })
  return members
}
const complex = { learnerLocalId: 'L1', trainingAgreementLocalId: 'A1', enrolment: part('C0'), subEnrolments: [part('C1'), part('C2', { participationStartDate: '2026-03-03' })] }
const createComplex = (body: unknown): Request => ['POST', '/complex-enrolments', body]
const withSub = (changes: object): Request => createComplex({ ...complex, subEnrolments: [{ ...part('C1'), ...changes }] })
const inSub = (rule: string, member: string, i = 0) => refusedBy(rule, `subEnrolments[${i}].${member}`)

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
    ['active active', accepted, 'the id in another case']
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
    [23, modeOfDelivery], [24, accepted], [25, accepted], [26, assessmentMode], [27, modeOfDelivery], [-24, modeOfDelivery]
  ])
})

t.test('An enrolment for Assessment and Verification is in a programme for it', async t => {
  const client = await openWithHalfYear(t)
  await apprentice(client)
  const halfYear = { programmeLocalId: 'HALF-YEAR', programmeVersionNumber: 2, participationStartDate: '2025-12-31', enrolmentDate: '2025-12-31' }
  await judge(t, client, modeOfDeliveryCode => createWith({ ...halfYear, modeOfDeliveryCode }), [[26, accepted], [25, accepted], [24, accepted], [27, modeOfDelivery]])
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
  await judge(t, client, start => create(valid.enrolment('E2', 'L1', 'A1', start, { programmeLocalId: 'HALF-YEAR', programmeVersionNumber: 2 })), [
    ['2025-06-30', programmeActive, 'the day before it starts'], ['2025-07-01', accepted, 'the day it starts'], ['2025-07-02', accepted, 'the day after'],
    ['2025-12-30', accepted, 'the day before it expires'], ['2025-12-31', accepted, 'the day it expires'], ['2026-01-01', programmeActive, 'the day after']
  ])
  await judge(t, client, programmeLocalId => createWith({ programmeLocalId }), [['DEMO-OLD', programmeActive], ['DEMO-NZA', accepted]])
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

t.test('An update changes the enrolment date and nothing else', async t => {
  const client = await open(t)
  await apprentice(client)
  const before = (await client.get('/enrolments/E1')).body
  const updated = await client.put('/enrolments/E1', { enrolmentDate: '2025-06-08' })
  t.strictSame([updated.status, updated.body], [200, { ...before, enrolmentDate: '2025-06-08' }])
  t.strictSame((await client.get('/enrolments/E1')).body, updated.body)
  const ignored = await client.put('/enrolments/E1', { participationStartDate: '2026-03-02', enrolmentStatus: 'Completed' })
  t.strictSame([ignored.status, ignored.body], [200, updated.body])
  t.equal(ignored.headers['sandbox-warnings'], 'ignored-member:participationStartDate, ignored-member:enrolmentStatus')
})

t.test('An enrolment date that is updated is on or before the participation start date', async t => {
  const client = await open(t)
  await client.post('/learners', valid.learner('L1'))
  await client.post('/training-agreements', valid.agreement('A1', 'L1'))
  await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1', '2026-02-16'))
  await judge(t, client, enrolmentDate => change('', { enrolmentDate }), [
    ['2026-02-15', accepted, 'the day before'], ['2026-02-16', accepted, 'the day'],
    ['2026-02-17', refusedBy('enrolment.date-on-or-before-start', 'enrolmentDate'), 'the day after'], [undefined, accepted, 'not given']
  ])
})

t.test('A withdrawal of an enrolment with a reason of the table; one by its start or after today is only warned of', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  const afterStart = warnedBy('enrolment.withdrawal-after-start')
  await judge(t, client, withdrawalDate => change('/withdraw', { ...withdrawal, withdrawalDate }), [
    ['2025-06-08', afterStart, 'the day before the start'], ['2025-06-09', afterStart, 'the day'], ['2025-06-10', accepted, 'the day after'],
    ['2026-03-01', accepted, 'yesterday'], ['2026-03-02', accepted, 'today'], ['2026-03-03', warnedBy('enrolment.withdrawal-by-today'), 'tomorrow']
  ])
  await judge(t, client, withdrawalReasonCode => change('/withdraw', { ...withdrawal, withdrawalReasonCode }), [
    ['CC', accepted], ['GE', accepted], ['DF', withdrawalReason], ['cc', withdrawalReason], ['RD', withdrawalReason]
  ])
})

t.test('A withdrawn enrolment says when and why; with the last open one its agreement is Finished and its plans end', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/enrolments', whole)
  const withdrawn = await isTriedAndMade(t, client, change('/withdraw', withdrawal))
  t.strictSame(withdrawn.body, withdrawal)
  t.strictSame((await client.get('/enrolments/E1')).body, { ...valid.enrolment('E1', 'L1', 'A1'), participationStartDate: '2025-06-16', studyTypeCode: 'NZA', enrolmentStatus: 'Withdrawn', ...withdrawal })
  t.strictSame([await enrolmentStatus(client, 'E2'), await agreementStatus(client, 'A1')], ['Active', 'Active'])
  await client.put('/enrolments/E2/withdraw', { ...withdrawal, withdrawalDate: '2026-02-17' })
  t.strictSame([await enrolmentStatus(client, 'E2'), await agreementStatus(client, 'A1')], ['Withdrawn', 'Finished'])
  t.equal((await client.get('/training-plans/P1')).body.trainingPlan.trainingPlanEndDate, '2026-02-17')
})

t.test('A transfer to another version, its day in a time when that is active, else with a warning', async t => {
  const client = await openWithHalfYear(t)
  await apprentice(client)
  await client.post('/programmes/DEMO-NZA/versions', { ...programme, modeOfDeliveryCode: 24, eids: undefined, about: undefined, programmeLocalName: 'The next' })
  const toAnother = warnedBy('enrolment.transfer-to-another-version')
  const toActive = warnedBy('enrolment.transfer-to-active-version')
  await judge(t, client, programmeVersionNumber => transfer({ programmeVersionNumber, transferDate: '2025-12-31' }), [[0, programmeVersionExists], [1, toAnother], [2, accepted], [3, programmeVersionExists]])
  await judge(t, client, transferDate => transfer({ programmeVersionNumber: 2, transferDate }), [
    ['2025-06-30', toActive, 'the day before it starts'], ['2025-07-01', accepted, 'the day it starts'], ['2025-07-02', accepted, 'the day after'],
    ['2025-12-30', accepted, 'the day before it expires'], ['2025-12-31', accepted, 'the day it expires'], ['2026-01-01', toActive, 'the day after'],
    [undefined, toActive, 'today']
  ])
  const before = (await client.get('/enrolments/E1')).body
  const transferred = await isTriedAndMade(t, client, transfer({ programmeVersionNumber: 2, transferDate: '2025-12-31' }))
  t.strictSame(transferred.body, { ...before, programmeVersionNumber: 2 })
  t.strictSame((await client.get('/enrolments/E1')).body, transferred.body)
})

t.test('A deleted enrolment is answered as it was, is gone, and frees its id', async t => {
  const client = await open(t)
  await apprentice(client)
  const before = (await client.get('/enrolments/E1')).body
  await judge(t, client, deletionReason => remove({ ...deletion, deletionReason }), [
    ...['ID', 'IE', 'IS', 'OT'].map(code => [code, accepted] as const),
    ...['CC', 'ie', 'XX', 'I'].map(code => [code, refusedBy('enrolment.deletion-reason-code', 'deletionReason')] as const)
  ])
  await judge(t, client, deletionDate => remove({ ...deletion, deletionDate }), [['2020-01-01', accepted], ['2030-01-01', accepted, 'no page bounds it']])
  const deleted = await isTriedAndMade(t, client, remove(deletion))
  t.strictSame(deleted.body, { ...before, enrolmentStatus: 'Deleted' })
  await judge(t, client, path => ['GET', path], [['/enrolments/E1', exists]])
  await isTriedAndMade(t, client, create(valid.enrolment('E1', 'L1', 'A1', '2026-02-16')))

  const silent = await open(t, { 'deletion-reply': 'nothing' })
  await apprentice(silent)
  const { status, text } = await silent.call('DELETE', '/enrolments/E1', deletion)
  t.strictSame([status, text], [200, ''], 'or with nothing, as the sandbox is told')
})

t.test('An enrolment that is Withdrawn or Completed is not changed, but can be deleted', async t => {
  const client = await openWithVersions(t)
  const open = openStatuses.map(status => [`Active%20${status}`, accepted] as const)
  const frozen = (verdict: Verdict) => frozenStatuses.map(status => [`Active%20${status}`, verdict] as const)
  const gone = (verdict: Verdict) => [['Active%20Deleted', verdict], ['E9', verdict]] as const
  await judge(t, client, id => change('', { enrolmentDate: '2025-06-01' }, id), [...open, ...frozen(notEnded), ...gone(exists)])
  await judge(t, client, id => change('/withdraw', withdrawal, id), [...open, ...frozen(notEnded), ...gone(exists)])
  await judge(t, client, id => transfer({ programmeVersionNumber: 2 }, id), [...open, ...frozen(notEnded), ...gone(all(exists, programmeVersionExists))])
  await judge(t, client, id => remove(deletion, id), [...open, ...frozen(accepted), ...gone(exists)])
  for (const status of openStatuses) {
    await client.admin('POST', '/reset')
    await client.put(`/enrolments/Active%20${status}/withdraw`, withdrawal)
    t.strictSame(await standing(client, 'Active'), {
      agreement: 'Active', Pending: 'Pending', Active: 'Active', Hold: 'Hold', Grace: 'Grace', Withdrawn: 'Withdrawn', Completed: 'Completed', [status]: 'Withdrawn'
    }, `a withdrawal of one that is ${status} is its own alone`)
  }
})

t.test('A complex enrolment is created with its parts, answered whole, and each part is read back', async t => {
  const client = await open(t)
  await apprentice(client)
  const created = await isTriedAndMade(t, client, createComplex(complex))
  const whose = { learnerLocalId: 'L1', trainingAgreementLocalId: 'A1' }
  t.strictSame(created.body, {
    enrolment: { ...whose, ...complex.enrolment, enrolmentStatus: 'Active' },
    subEnrolments: [
      { ...whose, ...complex.subEnrolments[0], enrolmentStatus: 'Active', overarchingEnrolmentLocalId: 'C0' },
      { ...whose, ...complex.subEnrolments[1], enrolmentStatus: 'Pending', overarchingEnrolmentLocalId: 'C0' }
    ]
  })
  for (const enrolment of [created.body.enrolment, ...created.body.subEnrolments]) {
    t.strictSame((await client.get(`/enrolments/${enrolment.enrolmentLocalId}`)).body, enrolment)
  }
})

t.test('A sub-enrolment has the funding source, the mode and the agreement of its over-arching enrolment, and an id of its own', async t => {
  const client = await openWithHalfYear(t)
  await apprentice(client)
  await judge(t, client, withSub, [
    [{}, accepted],
    [{ fundingSourceTypeCode: '38' }, all(inSub('complex-enrolment.same-funding', 'fundingSourceTypeCode'), inSub('enrolment.funding-source-type-code', 'fundingSourceTypeCode'))],
    [{ modeOfDeliveryCode: 25 }, inSub('complex-enrolment.same-mode', 'modeOfDeliveryCode')],
    [{ modeOfDeliveryCode: 26, programmeLocalId: 'HALF-YEAR', programmeVersionNumber: 2 }, all(inSub('complex-enrolment.same-mode', 'modeOfDeliveryCode'), programmeActive)],
    [{ trainingAgreementLocalId: 'A1' }, accepted],
    [{ trainingAgreementLocalId: 'A2' }, inSub('complex-enrolment.one-agreement', 'trainingAgreementLocalId')],
    [{ enrolmentLocalId: 'C0' }, inSub('complex-enrolment.local-ids-differ', 'enrolmentLocalId')],
    [{ enrolmentLocalId: 'c0' }, accepted, 'the id in another case']
  ])
  await judge(t, client, createComplex, [
    [{ ...complex, enrolment: part('C0', { modeOfDeliveryCode: 25 }), subEnrolments: [part('C1', { modeOfDeliveryCode: 25 })] }, accepted, 'both 25'],
    [{ ...complex, subEnrolments: [part('C1'), part('C1')] }, all(inSub('complex-enrolment.local-ids-differ', 'enrolmentLocalId'), inSub('complex-enrolment.local-ids-differ', 'enrolmentLocalId', 1))]
  ])
})

t.test('Each part of a complex enrolment is held to the rules of an enrolment, and all that are broken are reported at once', async t => {
  const client = await open(t)
  await apprentice(client)
  const before = '2026-02-15'
  await judge(t, client, createComplex, [
    [{ ...complex, enrolment: part('E1'), subEnrolments: [part('C1', { programmeVersionNumber: 2 }), part('C2', { participationStartDate: before }), part('C3', { studyTypeCode: 'IT' })] }, all(
      refusedBy('enrolment.local-id-unused', 'enrolment.enrolmentLocalId'),
      inSub('programme-version.exists', 'programmeLocalId'),
      inSub('enrolment.starts-on-or-after-enrolment-date', 'participationStartDate', 1),
      inSub('enrolment.study-type-matches-programme', 'studyTypeCode', 2)
    )]
  ])
})

t.test('A refusal of a complex enrolment says which of its parts is meant', async t => {
  const client = await open(t)
  await apprentice(client)
  const { body } = await client.post('/complex-enrolments', {
    ...complex, enrolment: part('C0', { fundingSourceTypeCode: '38' }), subEnrolments: [part('C1'), part('C2', { participationStartDate: '2026-02-15' })]
  })
  const onlyCode = 'Use 37 (Non-degree delivery at levels 3 to 7 on the NZQCF (DQ3-7)).'
  const ofTheOther = 'fundingSourceTypeCode "37" is not the funding source of the over-arching enrolment ("38"). Use fundingSourceTypeCode "38".'
  t.strictSame(body.errors, {
    'enrolment.fundingSourceTypeCode': [`enrolment.fundingSourceTypeCode "38" is not a known code. ${onlyCode}`],
    'subEnrolments[0].fundingSourceTypeCode': [`subEnrolments[0].${ofTheOther}`],
    'subEnrolments[1].fundingSourceTypeCode': [`subEnrolments[1].${ofTheOther}`],
    'subEnrolments[1].participationStartDate': ['subEnrolments[1].participationStartDate 2026-02-15 is before the enrolment date (2026-02-16). ' +
      'A participationStartDate from 2026-02-16 on passes.']
  })
})

t.test('Sub-enrolments follow the over-arching enrolment, and a plan moves them all', async t => {
  const ids = ['C0', 'C1', 'C2']
  const statuses = async (client: Client) => Promise.all(ids.map(id => enrolmentStatus(client, id)))
  for (const [what, request, expected] of [
    ['withdrawn', change('/withdraw', { ...withdrawal, withdrawalDate: '2026-03-02' }, 'C0'), ['Withdrawn', 'Withdrawn', 'Withdrawn']],
    ['withdrawn in part', change('/withdraw', { ...withdrawal, withdrawalDate: '2026-03-02' }, 'C1'), ['Active', 'Withdrawn', 'Pending']],
    ['completed', ['POST', '/__admin/nzqa/completions', { eid: 9001, enrolmentLocalId: 'C0', completionDate: '2026-03-02' }], ['Completed', 'Completed', 'Completed']],
    ['completed in part', ['POST', '/__admin/nzqa/completions', { eid: 9001, enrolmentLocalId: 'C2', completionDate: '2026-03-02' }], ['Active', 'Active', 'Completed']],
    ['deleted', remove(deletion, 'C0'), [undefined, undefined, undefined]],
    ['deleted in part', remove(deletion, 'C2'), ['Active', 'Active', undefined]],
    ['held', ['PUT', '/training-agreements/A1/hold', { pauseDate: '2026-02-16', onHoldReasonCode: 'PL' }], ['Hold', 'Hold', 'Hold']]
  ] as const) {
    const client = await open(t)
    await apprentice(client)
    await client.post('/complex-enrolments', complex)
    await isTriedAndMade(t, client, request)
    t.strictSame(await statuses(client), expected, what)
  }
  const client = await open(t)
  await apprentice(client, { plan: false })
  await client.post('/complex-enrolments', complex)
  await client.post('/training-plans', valid.plan('P1', 'A1', '2026-02-23'))
  const starts = await Promise.all(ids.map(async id => (await client.get(`/enrolments/${id}`)).body.participationStartDate))
  t.strictSame(starts, ['2026-02-23', '2026-02-23', '2026-03-03'])
  t.strictSame(await statuses(client), ['Active', 'Active', 'Pending'])
})

t.test('Every broken rule is reported at once', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/learners', valid.learner('L2'))
  await judge(t, client, createWith, [
    [{ enrolmentLocalId: 'E1', fundingSourceTypeCode: '38', participationStartDate: '2025-06-15', studyTypeCode: 'IT', modeOfDeliveryCode: 26 },
      all(localIdUnused, fundingSource, assessmentMode, studyType, onOrAfterEnrolment, onOrAfterPlan)],
    [{ learnerLocalId: 'L9', trainingAgreementLocalId: 'A9', programmeLocalId: 'P9', modeOfDeliveryCode: 1 },
      all(learnerExists, agreementExists, programmeVersionExists, modeOfDelivery)]
  ])
  await client.put('/training-agreements/A1/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' })
  await judge(t, client, createWith, [[{ learnerLocalId: 'L2', programmeVersionNumber: 0 }, all(ofTheLearner, agreementNotFinished, programmeVersionExists)]])
})

t.test('What does not exist is "no such record" only where nothing else is wrong', async t => {
  const client = await open(t)
  await apprentice(client)
  t.equal((await client.post('/enrolments', { ...whole, trainingAgreementLocalId: 'A9', programmeVersionNumber: 2 })).body.title, 'There is no such record')
  t.equal((await client.post('/enrolments', { ...whole, trainingAgreementLocalId: 'A9', fundingSourceTypeCode: '38' })).body.title, 'A business rule refuses the request')
  await judge(t, client, path => ['GET', path], [['/enrolments/E9', exists]])
})

t.test('An enrolment has the documented shape', async t => {
  const client = await open(t)
  await apprentice(client)
  const members = {
    enrolmentLocalId: { text: [1, 20] },
    programmeLocalId: { text: [1, 20] },
    programmeVersionNumber: { int32: true },
    fundingSourceTypeCode: { text: [1, 2] },
    modeOfDeliveryCode: { int32: true },
    enrolmentDate: { date: true },
    participationStartDate: { date: true },
    studyTypeCode: { text: [1, 4], optional: true }
  } as const
  const whose = { learnerLocalId: { text: [1, 20] }, trainingAgreementLocalId: { text: [1, 20] } } as const
  await takesShape(t, client, create, whole, { ...whose, ...members })
  await takesShape(t, client, createComplex, complex, {
    ...whose,
    enrolment: { object: true },
    ...Object.fromEntries(Object.entries(members).map(([member, shape]) => [`enrolment.${member}`, shape])),
    subEnrolments: { list: [50, part('C1')], min: 1 }
  })
  await takesShape(t, client, body => change('', body), {}, { enrolmentDate: { date: true, optional: true } })
  await takesShape(t, client, body => change('/withdraw', body), withdrawal, { withdrawalDate: { date: true }, withdrawalReasonCode: { text: [1, 3] } })
  await takesShape(t, client, body => transfer(body), { programmeVersionNumber: 2 }, { programmeVersionNumber: { int32: true }, transferDate: { date: true, optional: true } })
  await takesShape(t, client, body => remove(body), deletion, { deletionReason: { text: [1, 2] }, deletionDate: { date: true } })
})

t.test('Members are known in any case; unknown members are passed over', async t => {
  const client = await open(t)
  await apprentice(client)
  const body = Object.fromEntries(Object.entries(whole).map(([member, value]) => [member.toUpperCase(), value]))
  const created = await client.post('/enrolments', { ...body, enrolmentStatus: 'Completed', credits: 12 })
  t.strictSame(created.body, { ...whole, enrolmentStatus: 'Active' })
  t.equal(created.headers['sandbox-warnings'], 'ignored-member:enrolmentStatus, ignored-member:credits')
})

t.test('A dry run of an enrolment gives the real answer and keeps nothing', async t => {
  const client = await open(t)
  await client.post('/learners', valid.learner('L1'))
  await client.post('/training-agreements', valid.agreement('A1', 'L1'))
  await isTriedAndMade(t, client, create(valid.enrolment('E1', 'L1', 'A1', '2026-02-16', { programmeLocalId: 'DEMO-IT' })))
})

t.test('One TEO never sees or changes another\'s enrolments', async t => {
  const client = await open(t, { fixture: 'demo' })
  t.equal((await client.get('/enrolments/DEMO-E04')).body.participationStartDate, '2025-11-12')
  t.equal((await client.call('GET', '/enrolments/DEMO-E04', undefined, asSecondTeo)).body.participationStartDate, '2025-11-27')
  await keepsToItsTeo(t, [
    [['GET', '/enrolments/DEMO-E05'], 400, 'enrolment.exists'],
    [create(valid.enrolment('DEMO-E02', 'DEMO-L02', 'DEMO-TA02', '2026-02-23')), 400, 'learner.exists, agreement.exists'],
    [create(valid.enrolment('DEMO-E04', 'DEMO-L04', 'DEMO-TA04', '2026-02-23')), 400, 'enrolment.local-id-unused'],
    [change('', {}, 'DEMO-E05'), 400, 'enrolment.exists'],
    [change('/withdraw', withdrawal, 'DEMO-E05'), 400, 'enrolment.exists'],
    [transfer({ programmeVersionNumber: 1 }, 'DEMO-E05'), 400, 'enrolment.exists, programme-version.exists'],
    [remove(deletion, 'DEMO-E05'), 400, 'enrolment.exists'],
    [create(valid.enrolment('DEMO-E05', 'DEMO-L04', 'DEMO-TA04', '2026-02-23')), 201],
    [createComplex({ learnerLocalId: 'DEMO-L04', trainingAgreementLocalId: 'DEMO-TA04', enrolment: part('DEMO-E06'), subEnrolments: [part('DEMO-E07')] }), 201],
    [change('', { enrolmentDate: '2025-11-01' }, 'DEMO-E04'), 200],
    [transfer({ programmeVersionNumber: 1 }, 'DEMO-E04'), 200],
    [remove(deletion, 'DEMO-E06'), 200],
    [change('/withdraw', withdrawal, 'DEMO-E04'), 200]
  ])
})
