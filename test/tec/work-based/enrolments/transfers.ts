import t from 'tap'
import { open, type Client } from '../../../harness.ts'
import { valid } from '../bodies.ts'

const elsewhere = {
  employerName: 'Tūī Builders Ltd',
  employmentRegionCode: 9,
  employmentTypeCode: 'FT',
  trainingAgreementSignedDate: '2026-02-02'
}
const transfer = (client: Client) =>
  client.post('/training-agreements/A1/transfer', { newTrainingAgreementLocalId: 'A2', newTrainingAgreement: elsewhere })

/** The statuses of enrolment E1 and of the agreement that it is under. */
async function standing (client: Client): Promise<string[]> {
  const { enrolmentStatus, trainingAgreementLocalId } = (await client.get('/enrolments/E1')).body
  const { body } = await client.get(`/training-agreements/${trainingAgreementLocalId}`)
  return [enrolmentStatus, trainingAgreementLocalId, body.trainingAgreementStatus]
}

/** A learner with agreement A2 beside A1, which apprenticeship E1 is under. */
async function twoAgreements (client: Client): Promise<void> {
  await client.post('/learners', valid.learner('L1'))
  await client.post('/training-agreements', valid.agreement('A1', 'L1'))
  await client.post('/training-agreements', valid.agreement('A2', 'L1', '2025-06-02', { employerName: 'Tūī Builders Ltd' }))
  await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1'))
}

t.test('An apprenticeship that waits for a plan goes on when it is transferred to an agreement that has one', async t => {
  const client = await open(t)
  await twoAgreements(client)
  t.same(await standing(client), ['Pending', 'A1', 'Pending'])
  await client.post('/training-plans', valid.plan('P1', 'A2'))
  t.equal((await transfer(client)).status, 201)
  t.same(await standing(client), ['Active', 'A2', 'Active'])
})

t.test('An enrolment that is transferred to a paused agreement shares its pause, and its restart', async t => {
  for (const [pause, status] of [['hold', 'Hold'], ['grace', 'Grace']] as const) {
    const client = await open(t)
    await twoAgreements(client)
    for (const id of ['A1', 'A2']) {
      await client.post('/training-plans', valid.plan(`P-${id}`, id, id === 'A1' ? '2025-06-16' : '2025-06-17'))
    }
    t.same(await standing(client), ['Active', 'A1', 'Active'])
    await client.put(`/training-agreements/A2/${pause}`, { pauseDate: '2026-02-23', onHoldReasonCode: 'PL', graceReasonCode: 'RD' })
    await transfer(client)
    t.same(await standing(client), [status, 'A2', status])
    await client.put('/training-agreements/A2/restart', { restartDate: '2026-03-02' })
    t.same(await standing(client), ['Active', 'A2', 'Active'])
  }
})

t.test('An apprenticeship that waits for a plan goes on when it is transferred to a version that needs none', async t => {
  const client = await open(t)
  await twoAgreements(client)
  const { programmeLocalId, programmeVersionNumber, ...version } = (await client.get('/programmes/DEMO-NZA/versions/1')).body
  await client.post('/programmes/DEMO-NZA/versions', { ...version, studyTypeCode: 'IT' })
  const transferred = await client.post('/enrolments/E1/transfer', { programmeVersionNumber: 2 })
  t.match(transferred.body, { studyTypeCode: 'IT', enrolmentStatus: 'Active' })
  t.same(await standing(client), ['Active', 'A1', 'Active'])
})
