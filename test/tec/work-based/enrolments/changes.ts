import t, { type Test } from 'tap'
import { open, type Client } from '../../../harness.ts'
import { apprentice, valid } from '../bodies.ts'
import { agreementStatus, enrolmentStatus, everyStatus, frozenStatuses, openStatuses, standing } from '../every-status.ts'
import { accepted, all, isTriedAndMade, judge, refusedBy, warnedBy, type Verdict } from '../verdicts.ts'
import {
  whole, create, change, transfer, remove, withdrawal, deletion, exists, programmeVersionExists, withdrawalReason, notEnded, programme,
  openWithHalfYear
} from './requests.ts'

/** Every status, and a version 2 of the apprenticeship. */
const openWithVersions = (t: Test): Promise<Client> => open(t, {
  fixture: everyStatus(t, {
    'programme-versions.json': [
      { ...programme, programmeLocalId: 'DEMO-NZA', programmeLocalName: 'The next', modeOfDeliveryCode: 24, expiryDate: '2030-12-31' }
    ]
  })
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
  t.equal(ignored.headers['sandbox-warnings'],
    'ignored-member:participationStartDate, ignored-member:enrolmentStatus, nothing-to-change:body')
})

t.test('An enrolment date that is updated is on or before the participation start date', async t => {
  const client = await open(t)
  await client.post('/learners', valid.learner('L1'))
  await client.post('/training-agreements', valid.agreement('A1', 'L1'))
  await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1', '2026-02-16'))
  await judge(t, client, enrolmentDate => change('', { enrolmentDate }), [
    ['2026-02-15', accepted, 'the day before'], ['2026-02-16', accepted, 'the day'],
    ['2026-02-17', refusedBy('enrolment.date-on-or-before-start', 'enrolmentDate'), 'the day after'],
    [undefined, warnedBy('nothing-to-change:body'), 'not given']
  ])
})

t.test('A withdrawal of an enrolment with a reason of the table; one by its start or after today is only warned of', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  const afterStart = warnedBy('enrolment.withdrawal-after-start')
  await judge(t, client, withdrawalDate => change('/withdraw', { ...withdrawal, withdrawalDate }), [
    ['2025-06-08', afterStart, 'the day before the start'], ['2025-06-09', afterStart, 'the day'],
    ['2025-06-10', accepted, 'the day after'],
    ['2026-03-01', accepted, 'yesterday'], ['2026-03-02', accepted, 'today'],
    ['2026-03-03', warnedBy('enrolment.withdrawal-by-today'), 'tomorrow']
  ])
  await judge(t, client, withdrawalReasonCode => change('/withdraw', { ...withdrawal, withdrawalReasonCode }), [
    ['CC', accepted], ['GE', warnedBy('enrolment.withdrawal-of-a-grace')],
    ['DF', withdrawalReason], ['cc', withdrawalReason], ['RD', withdrawalReason]
  ])
})

t.test('A withdrawn enrolment says when and why; with the last open one its agreement is Finished and its plans end', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/enrolments', whole)
  const withdrawn = await isTriedAndMade(t, client, change('/withdraw', withdrawal))
  t.strictSame(withdrawn.body, withdrawal)
  t.strictSame((await client.get('/enrolments/E1')).body, {
    ...valid.enrolment('E1', 'L1', 'A1'),
    participationStartDate: '2025-06-16',
    studyTypeCode: 'NZA',
    enrolmentStatus: 'Withdrawn',
    ...withdrawal
  })
  t.strictSame([await enrolmentStatus(client, 'E2'), await agreementStatus(client, 'A1')], ['Active', 'Active'])
  await client.put('/enrolments/E2/withdraw', { ...withdrawal, withdrawalDate: '2026-02-17' })
  t.strictSame([await enrolmentStatus(client, 'E2'), await agreementStatus(client, 'A1')], ['Withdrawn', 'Finished'])
  t.equal((await client.get('/training-plans/P1')).body.trainingPlan.trainingPlanEndDate, '2026-02-17')
})

t.test('A transfer to another version, its day in a time when that is active, else with a warning', async t => {
  const client = await openWithHalfYear(t)
  await apprentice(client)
  await client.post('/programmes/DEMO-NZA/versions', {
    ...programme, modeOfDeliveryCode: 24, eids: undefined, about: undefined, programmeLocalName: 'The next'
  })
  const toAnother = warnedBy('enrolment.transfer-to-another-version')
  const toActive = warnedBy('enrolment.transfer-to-active-version')
  await judge(t, client, programmeVersionNumber => transfer({ programmeVersionNumber, transferDate: '2025-12-31' }), [
    [0, all(programmeVersionExists, warnedBy('value.means-something'))], [1, toAnother], [2, accepted], [3, programmeVersionExists]
  ])
  await judge(t, client, transferDate => transfer({ programmeVersionNumber: 2, transferDate }), [
    ['2025-06-30', toActive, 'the day before it starts'], ['2025-07-01', accepted, 'the day it starts'],
    ['2025-07-02', accepted, 'the day after'],
    ['2025-12-30', accepted, 'the day before it expires'], ['2025-12-31', accepted, 'the day it expires'],
    ['2026-01-01', toActive, 'the day after'],
    [undefined, toActive, 'today']
  ])
  const before = (await client.get('/enrolments/E1')).body
  const transferred = await isTriedAndMade(t, client, transfer({ programmeVersionNumber: 2, transferDate: '2025-12-31' }))
  t.strictSame(transferred.body, { ...before, programmeVersionNumber: 2, transferDate: '2025-12-31' })
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
  await judge(t, client, deletionDate => remove({ ...deletion, deletionDate }), [
    ['2025-06-08', warnedBy('enrolment.deletion-on-or-after-enrolment'), 'the day before it was made'], ['2025-06-09', accepted],
    ['2026-03-02', accepted, 'today'],
    ['2026-03-03', warnedBy('enrolment.deletion-by-today'), 'tomorrow, which no page forbids']
  ])
  const deleted = await isTriedAndMade(t, client, remove(deletion))
  t.strictSame(deleted.body, { ...before, enrolmentStatus: 'Deleted' })
  await judge(t, client, path => ['GET', path], [['/enrolments/E1', exists]])
  await isTriedAndMade(t, client, create(valid.enrolment('E1', 'L1', 'A1', '2026-02-16')))

  const silent = await open(t, { reading: 'deletion-reply=nothing' })
  await apprentice(silent)
  const { status, text } = await silent.call('DELETE', '/enrolments/E1', deletion)
  t.strictSame([status, text], [200, ''], 'or with nothing, as the sandbox is told')
})

t.test('An enrolment that is Withdrawn or Completed is not changed, but can be deleted', async t => {
  const client = await openWithVersions(t)
  const open = openStatuses.map(status => [`Active%20${status}`, accepted] as const)
  const frozen = (verdict: Verdict) => frozenStatuses.map(status => [`Active%20${status}`, verdict] as const)
  const gone = (verdict: Verdict) => [['Active%20Deleted', verdict], ['E9', verdict]] as const
  await judge(t, client, id => change('', { enrolmentDate: '2025-06-02' }, id), [...open, ...frozen(notEnded), ...gone(exists)])
  await judge(t, client, id => change('/withdraw', withdrawal, id), [...open, ...frozen(notEnded), ...gone(exists)])
  await judge(t, client, id => transfer({ programmeVersionNumber: 2 }, id), [
    ...open, ...frozen(notEnded), ...gone(all(exists, programmeVersionExists))
  ])
  await judge(t, client, id => remove(deletion, id), [...open, ...frozen(accepted), ...gone(exists)])
  for (const status of openStatuses) {
    await client.admin('POST', '/reset')
    await client.put(`/enrolments/Active%20${status}/withdraw`, withdrawal)
    t.strictSame(await standing(client, 'Active'), {
      agreement: status === 'Active' ? 'Pending' : 'Active',
      Pending: 'Pending',
      Active: 'Active',
      Hold: 'Hold',
      Grace: 'Grace',
      Withdrawn: 'Withdrawn',
      Completed: 'Completed',
      [status]: 'Withdrawn'
    }, `a withdrawal of one that is ${status} is its own alone; the agreement is Pending once none is Active`)
  }
})
