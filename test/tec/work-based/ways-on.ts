import t from 'tap'
import { demand, open, type Client } from '../../harness.ts'
import { apprentice, valid } from './bodies.ts'
import { agreementStatus, enrolmentStatus } from './every-status.ts'

/** No order of what can happen leaves an apprentice waiting for something that nobody can bring about. */

const standing = async (client: Client, agreement = 'A1', enrolment = 'E1') =>
  [await agreementStatus(client, agreement), await enrolmentStatus(client, enrolment)]

const transfer = (client: Client, to = 'A2') => client.post('/training-agreements/A1/transfer', {
  newTrainingAgreementLocalId: to,
  newTrainingAgreement: valid.agreement(to, 'L1', '2026-02-02').trainingAgreement
})
const pause = (client: Client, agreement: string) =>
  client.put(`/training-agreements/${agreement}/hold`, { pauseDate: '2026-02-16', onHoldReasonCode: 'PL' })
const restart = (client: Client, agreement: string) =>
  client.put(`/training-agreements/${agreement}/restart`, { restartDate: '2026-03-02' })
const remove = async (client: Client, enrolment: string) =>
  demand(await client.call('DELETE', `/enrolments/${enrolment}`, { deletionReason: 'IE', deletionDate: '2026-03-02' }))

t.test('An apprentice with a plan is Active again after a transfer, a hold and a restart', async t => {
  const client = await open(t)
  await apprentice(client)
  demand(await transfer(client))
  t.same(await standing(client, 'A2'), ['Pending', 'Active'], 'the new employer has yet to sign')
  demand(await pause(client, 'A2'))
  demand(await restart(client, 'A2'))
  t.same(await standing(client, 'A2'), ['Active', 'Active'])
})

t.test('After a transfer a plan is signed with the new employer, and the agreement is Active', async t => {
  const client = await open(t)
  await apprentice(client)
  demand(await transfer(client))
  demand(await client.post('/training-plans', valid.plan('P2', 'A2', '2026-02-16')))
  t.same(await standing(client, 'A2'), ['Active', 'Active'])
  await client.put('/training-agreements/A2/withdraw', { withdrawalDate: '2026-03-01', withdrawalReasonCode: 'CC' })
  for (const plan of ['P1', 'P2']) {
    t.equal((await client.get(`/training-plans/${plan}`)).body.trainingPlan.trainingPlanEndDate, '2026-03-01', `${plan} ends with it`)
  }
})

t.test('A plan outlives several transfers', async t => {
  const client = await open(t)
  await apprentice(client)
  demand(await transfer(client))
  demand(await client.post('/training-agreements/A2/transfer', {
    newTrainingAgreementLocalId: 'A3', newTrainingAgreement: valid.agreement('A3', 'L1', '2026-02-16').trainingAgreement
  }))
  t.same(await standing(client, 'A3'), ['Pending', 'Active'])
  demand(await client.post('/enrolments', valid.enrolment('E2', 'L1', 'A3', '2026-02-16')))
  t.equal(await enrolmentStatus(client, 'E2'), 'Active', 'for a new apprenticeship too')
})

t.test('A restart leaves an agreement Pending where none of its enrolments is Active, so that a plan can be made', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  demand(await pause(client, 'A1'))
  demand(await restart(client, 'A1'))
  t.same(await standing(client), ['Pending', 'Pending'])
  demand(await client.post('/training-plans', valid.plan('P1', 'A1')))
  t.same(await standing(client), ['Active', 'Active'])
})

/** Agreement A1 with a trainee's enrolment, E0. */
async function trainee (client: Client): Promise<void> {
  demand(await client.post('/learners', valid.learner('L1')))
  demand(await client.post('/training-agreements', valid.agreement('A1', 'L1')))
  demand(await client.post('/enrolments', valid.enrolment('E0', 'L1', 'A1', '2025-06-09', { programmeLocalId: 'DEMO-IT' })))
}

t.test('An enrolment that was made by mistake and deleted leaves the agreement fit for the right one', async t => {
  const client = await open(t)
  await trainee(client)
  t.equal(await agreementStatus(client, 'A1'), 'Active')
  await remove(client, 'E0')
  t.equal(await agreementStatus(client, 'A1'), 'Pending')
  demand(await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1')))
  demand(await client.post('/training-plans', valid.plan('P1', 'A1')))
  t.same(await standing(client), ['Active', 'Active'])
})

t.test('So does one that was withdrawn first, or that is deleted once the right one is there', async t => {
  const client = await open(t)
  await trainee(client)
  demand(await client.put('/enrolments/E0/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'AP' }))
  t.equal(await agreementStatus(client, 'A1'), 'Finished')
  await remove(client, 'E0')
  t.equal(await agreementStatus(client, 'A1'), 'Pending')
  const other = await open(t)
  await trainee(other)
  demand(await other.post('/enrolments', valid.enrolment('E1', 'L1', 'A1')))
  await remove(other, 'E0')
  demand(await other.post('/training-plans', valid.plan('P1', 'A1')))
  t.same(await standing(other), ['Active', 'Active'])
})

t.test('A plan that ended with a mistaken withdrawal goes on once the enrolment is deleted', async t => {
  const client = await open(t)
  await apprentice(client)
  demand(await client.put('/enrolments/E1/withdraw', { withdrawalDate: '2026-02-02', withdrawalReasonCode: 'OT' }))
  t.equal((await client.get('/training-plans/P1')).body.trainingPlan.trainingPlanEndDate, '2026-02-02')
  await remove(client, 'E1')
  demand(await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1', '2025-06-16')))
  t.same(await standing(client), ['Active', 'Active'])
  demand(await client.post('/training-plans/P1/visits', { visitLocalId: 'V1', visitDate: '2026-03-02' }))
})

t.test('What was withdrawn or transferred as a whole stays Finished, whatever is deleted', async t => {
  const client = await open(t)
  await trainee(client)
  demand(await client.put('/training-agreements/A1/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' }))
  await remove(client, 'E0')
  t.equal(await agreementStatus(client, 'A1'), 'Finished')
  const other = await open(t)
  await trainee(other)
  demand(await transfer(other))
  await remove(other, 'E0')
  t.same([await agreementStatus(other, 'A1'), await agreementStatus(other, 'A2')], ['Finished', 'Pending'])
})

t.test('A trainee who becomes an apprentice under the same agreement gets a plan', async t => {
  const client = await open(t)
  await trainee(client)
  demand(await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1')))
  t.same(await standing(client), ['Active', 'Pending'])
  demand(await client.put('/enrolments/E0/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'AP' }))
  t.same(await standing(client), ['Pending', 'Pending'])
  demand(await client.post('/training-plans', valid.plan('P1', 'A1')))
  t.same(await standing(client), ['Active', 'Active'])
})

t.test('As the sandbox is told, an agreement that was Active is not Pending again', async t => {
  const client = await open(t, { reading: 'pending-again=once' })
  await trainee(client)
  await remove(client, 'E0')
  t.equal(await agreementStatus(client, 'A1'), 'Active')
  demand(await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1')))
  t.equal((await client.post('/training-plans', valid.plan('P1', 'A1'))).headers['sandbox-rules'], 'plan.agreement-pending-hold-or-grace')
  demand(await pause(client, 'A1'))
  demand(await restart(client, 'A1'))
  t.same(await standing(client), ['Active', 'Pending'])
})

t.test('As the sandbox is told, a plan moves with a transfer', async t => {
  const client = await open(t, { reading: 'transfer-plan=moves' })
  await apprentice(client)
  demand(await transfer(client))
  t.same(await standing(client, 'A2'), ['Active', 'Active'])
  t.equal((await client.get('/training-plans/P1')).body.trainingPlan.trainingAgreementLocalId, 'A2')
  demand(await pause(client, 'A2'))
  demand(await restart(client, 'A2'))
  t.same(await standing(client, 'A2'), ['Active', 'Active'])
})

t.test('As the sandbox is told, a plan ends with a transfer, and apprenticeships wait for the next', async t => {
  const client = await open(t, { reading: 'transfer-plan=waits' })
  await apprentice(client)
  demand(await client.post('/enrolments', valid.enrolment('E2', 'L1', 'A1', '2025-06-16', { programmeLocalId: 'DEMO-IT' })))
  demand(await client.put('/enrolments/E2/withdraw', { withdrawalDate: '2026-02-02', withdrawalReasonCode: 'OT' }))
  demand(await transfer(client))
  t.same(await standing(client, 'A2'), ['Pending', 'Pending'])
  t.equal((await client.get('/training-plans/P1')).body.trainingPlan.trainingPlanEndDate, '2026-02-02')
  demand(await client.post('/training-plans', valid.plan('P2', 'A2', '2026-02-16')))
  t.same(await standing(client, 'A2'), ['Active', 'Active'])
})
