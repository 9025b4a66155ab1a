import t from 'tap'
import { open } from '../../harness.ts'
import { apprentice, valid } from './bodies.ts'
import { accepted, all, judge, refusedBy, warnedBy } from './verdicts.ts'

/** Histories that cannot be, and values that are hardly meant: they are told of, and taken. */

t.test('An agreement is signed on or after the learner\'s birth, whether it is created, changed or taken over', async t => {
  const client = await open(t)
  await client.post('/learners', valid.learner('L1'))
  await client.post('/training-agreements', valid.agreement('A1', 'L1', '2005-05-05'))
  const birth = warnedBy('agreement.signed-on-or-after-birth')
  const young = warnedBy('agreement.signed-old-enough')
  for (const [request, before] of [
    [(day: string) => ['POST', '/training-agreements', valid.agreement('A2', 'L1', day)], birth],
    [(day: string) => ['PUT', '/training-agreements/A1', { trainingAgreementSignedDate: day }], birth],
    [(day: string) => ['POST', '/training-agreements/A1/transfer', {
      newTrainingAgreementLocalId: 'A2', newTrainingAgreement: valid.agreement('A2', 'L1', day).trainingAgreement
    }], all(birth, warnedBy('transfer.signed-on-or-after-the-old-agreement'))]
  ] as const) {
    await judge(t, client, day => request(day) as any, [
      ['2005-05-04', before, 'the day before'], ['2005-05-05', young, 'the day'], ['2005-05-06', young, 'the day after'],
      ['2010-05-04', young, 'the day before the fifth birthday'], ['2010-05-05', accepted, 'the fifth birthday']
    ])
  }
})

t.test('A new employer does not sign before the old one', async t => {
  const client = await open(t)
  await apprentice(client)
  await judge(t, client, day => ['POST', '/training-agreements/A1/transfer', {
    newTrainingAgreementLocalId: 'A2', newTrainingAgreement: valid.agreement('A2', 'L1', day).trainingAgreement
  }], [
    ['2025-06-01', warnedBy('transfer.signed-on-or-after-the-old-agreement'), 'the day before'], ['2025-06-02', accepted, 'the day'],
    ['2025-06-03', accepted, 'the day after']
  ])
})

t.test('A business number is thirteen digits from 94 on', async t => {
  const client = await open(t)
  await client.post('/learners', valid.learner('L1'))
  const form = warnedBy('agreement.employer-nzbn-form')
  await judge(t, client, employerNzbn => ['POST', '/training-agreements', valid.agreement('A1', 'L1', '2025-06-02', { employerNzbn })], [
    ['9429000000017', accepted], ['942900000001', form, 'twelve digits'], ['94290000000170', form, 'fourteen'],
    ['9329000000017', form, 'not from 94'], ['not-a-nzbn', form], [undefined, accepted, 'not given']
  ])
})

t.test('A pause lies neither before the one that it follows, nor before the last restart, nor before participation begins', async t => {
  const client = await open(t)
  await apprentice(client)
  const hold = (pauseDate: string): any => ['PUT', '/training-agreements/A1/hold', { pauseDate, onHoldReasonCode: 'PL' }]
  const grace = (pauseDate: string): any => ['PUT', '/training-agreements/A1/grace', { pauseDate, graceReasonCode: 'RD' }]
  await client.put('/training-agreements/A1/hold', { pauseDate: '2026-02-10', onHoldReasonCode: 'PL' })
  await judge(t, client, grace, [
    ['2026-02-09', warnedBy('agreement.pause-on-or-after-pause'), 'the day before'], ['2026-02-10', accepted, 'the day'],
    ['2026-02-11', accepted, 'the day after']
  ])
  await client.put('/training-agreements/A1/restart', { restartDate: '2026-02-20' })
  for (const pause of [hold, grace]) {
    await judge(t, client, pause, [
      ['2026-02-15', warnedBy('agreement.pause-on-or-after-restart'), 'inside the pause that is over'],
      ['2026-02-19', warnedBy('agreement.pause-on-or-after-restart')], ['2026-02-20', accepted, 'the day of the restart']
    ])
  }
  const other = await open(t)
  await other.post('/learners', valid.learner('L1'))
  await other.post('/training-agreements', valid.agreement('A1', 'L1', '2026-02-02'))
  await other.post('/enrolments', valid.enrolment('E1', 'L1', 'A1', '2026-02-16', { enrolmentDate: '2026-02-02' }))
  await judge(t, other, hold, [
    ['2026-02-15', warnedBy('agreement.pause-on-or-after-participation-start'), 'the day before'], ['2026-02-16', accepted, 'the day']
  ])
})

t.test('A withdrawal lies on or after the pause that it ends, for an agreement and for an enrolment', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.put('/training-agreements/A1/hold', { pauseDate: '2026-02-10', onHoldReasonCode: 'PL' })
  for (const [path, rule] of [
    ['/training-agreements/A1/withdraw', 'agreement.withdrawal-on-or-after-pause'],
    ['/enrolments/E1/withdraw', 'enrolment.withdrawal-on-or-after-pause']
  ] as const) {
    await judge(t, client, withdrawalDate => ['PUT', path, { withdrawalDate, withdrawalReasonCode: 'CC' }], [
      ['2026-01-25', warnedBy(rule)], ['2026-02-09', warnedBy(rule), 'the day before'], ['2026-02-10', accepted, 'the day']
    ])
  }
})

t.test('An enrolment is dated on or after the day on which its agreement was signed, and starts within five years', async t => {
  const client = await open(t)
  await apprentice(client)
  const early = warnedBy('enrolment.date-on-or-after-agreement-signed')
  await judge(t, client, enrolmentDate =>
    ['POST', '/enrolments', valid.enrolment('E2', 'L1', 'A1', '2025-06-16', { enrolmentDate })], [
    ['2025-06-01', early, 'the day before'], ['2025-06-02', accepted, 'the day'], ['2025-06-03', accepted, 'the day after']
  ])
  await judge(t, client, enrolmentDate => ['PUT', '/enrolments/E1', { enrolmentDate }], [['2025-06-01', early], ['2025-06-02', accepted]])
  await judge(t, client, day => ['POST', '/enrolments', valid.enrolment('E2', 'L1', 'A1', day)], [
    ['2031-03-02', accepted, 'five years ahead'], ['2031-03-03', warnedBy('enrolment.start-plausible'), 'the day after'],
    ['2126-03-02', warnedBy('enrolment.start-plausible')]
  ])
})

t.test('Other dates that are far off are told of too', async t => {
  const client = await open(t)
  await apprentice(client)
  const born = (dateOfBirth: string): any => ['POST', '/learners', {
    ...valid.learner('L2'), identity: { ...valid.learner('L2').identity, dateOfBirth }
  }]
  await judge(t, client, born, [
    ['1916-03-02', accepted, 'a hundred and ten years'], ['1916-03-01', warnedBy('learner.born-plausible'), 'the day before'],
    ['0001-01-01', warnedBy('learner.born-plausible', 'value.means-something'), 'what a program sends for none']
  ])
  await judge(t, client, trainingAgreementEndDate => ['PUT', '/training-agreements/A1', { trainingAgreementEndDate }], [
    ['2056-03-02', accepted], ['2056-03-03', warnedBy('agreement.end-plausible')]
  ])
  await judge(t, client, day => ['PUT', '/training-plans/P1', { trainingPlanSignedDate: day }], [
    ['2031-03-03', warnedBy('plan.signed-by-today', 'plan.signed-plausible')]
  ])
  const delivery = {
    offJobDeliveryLocalId: 'D1', enrolmentLocalId: 'E1', offJobProviderCode: 9001, courseCode: 'B1', fundingCategory: 'P1'
  }
  await judge(t, client, days => ['POST', '/off-job-deliveries', { ...delivery, ...days }], [
    [{ offJobStartDate: '2031-03-02' }, accepted], [{ offJobStartDate: '2031-03-03' }, warnedBy('off-job.start-plausible')],
    [{ offJobEndDate: '2126-01-01' }, warnedBy('off-job.end-plausible')]
  ])
  await judge(t, client, completionDate =>
    ['POST', '/__admin/nzqa/completions', { eid: 9001, enrolmentLocalId: 'E1', completionDate }, 201], [
    ['2025-06-15', warnedBy('completion.on-or-after-start'), 'the day before the start'], ['2025-06-16', accepted, 'the day']
  ])
})

t.test('The same enrolment or delivery under a second id, as a retry makes it, is told of', async t => {
  const client = await open(t)
  await apprentice(client)
  const twice = warnedBy('enrolment.not-there-already')
  const part = (more: object): any => ['POST', '/enrolments', { ...valid.enrolment('E2', 'L1', 'A1', '2025-06-16'), ...more }]
  await judge(t, client, part, [
    [{ enrolmentDate: '2025-06-09' }, twice, 'the same, whose start its plan has moved'],
    [{ enrolmentDate: '2025-06-10' }, accepted, 'another day'],
    [{ enrolmentDate: '2025-06-09', programmeLocalId: 'DEMO-IT' }, accepted, 'another programme'],
    [{ enrolmentDate: '2025-06-09', enrolmentLocalId: 'E1' }, refusedBy('enrolment.local-id-unused', 'enrolmentLocalId'), 'the same id']
  ])
  await client.put('/enrolments/E1/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'OT' })
  await client.post('/training-agreements', valid.agreement('A2', 'L1'))
  await judge(t, client, part, [
    [{ enrolmentDate: '2025-06-09', trainingAgreementLocalId: 'A2' }, accepted, 'once the first has ended']
  ])
})

t.test('An id of one or two dots cannot be asked for', async t => {
  const client = await open(t)
  await apprentice(client)
  const delivery = { enrolmentLocalId: 'E1', offJobProviderCode: 9001, courseCode: 'B1', fundingCategory: 'P1' }
  const { programmeLocalId, programmeVersionNumber, ...version } = (await client.get('/programmes/DEMO-NZA/versions/1')).body
  for (const [rule, request] of [
    ['learner', (id: string) => ['POST', '/learners', { ...valid.learner('L2'), learnerLocalId: id }]],
    ['agreement', (id: string) => ['POST', '/training-agreements', { ...valid.agreement('A2', 'L1'), trainingAgreementLocalId: id }]],
    ['enrolment', (id: string) => ['POST', '/enrolments', valid.enrolment(id, 'L1', 'A1', '2025-06-16')]],
    ['visit', (id: string) => ['POST', '/training-plans/P1/visits', { visitLocalId: id, visitDate: '2026-03-02' }]],
    ['off-job', (id: string) => ['POST', '/off-job-deliveries', { ...delivery, offJobDeliveryLocalId: id }]],
    ['programme', (id: string) => ['POST', '/programmes', { ...version, programmeLocalId: id, programmeLocalName: 'Another' }]]
  ] as const) {
    const dots = warnedBy(`${rule}.local-id-fits-a-path`)
    await judge(t, client, id => request(id) as any, [['.', dots], ['..', dots], ['...', accepted], ['.x', accepted]])
  }
  await client.put('/training-agreements/A1/hold', { pauseDate: '2026-02-16', onHoldReasonCode: 'PL' })
  await judge(t, client, id => ['POST', '/training-plans', valid.plan(id, 'A1', '2025-06-17')], [
    ['..', warnedBy('plan.local-id-fits-a-path')]
  ])
  await judge(t, client, id => ['POST', '/training-agreements/A1/transfer', {
    newTrainingAgreementLocalId: id, newTrainingAgreement: valid.agreement('A2', 'L1').trainingAgreement
  }], [['.', warnedBy('transfer.new-local-id-fits-a-path', 'transfer.signed-on-or-after-pause')]])
})
