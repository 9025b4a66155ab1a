import t from 'tap'
import { open } from '../../harness.ts'
import { apprentice, valid } from './bodies.ts'

const delivery = (enrolmentLocalId: string) => ({ enrolmentLocalId, offJobProviderCode: 9002, courseCode: 'BlockCourse1', fundingCategory: 'F2' })

t.test('An off-job delivery moves to another enrolment until its own is Withdrawn or Completed', async t => {
  const client = await open(t)
  await apprentice(client)
  for (const id of ['E2', 'E3', 'E4']) await client.post('/enrolments', valid.enrolment(id, 'L1', 'A1'))
  for (const id of ['E1', 'E2', 'E3', 'E4']) await client.post('/off-job-deliveries', { offJobDeliveryLocalId: `D-${id}`, ...delivery(id) })
  await client.put('/enrolments/E2/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' })
  await client.admin('POST', '/nzqa/completions', { eid: 9001, enrolmentLocalId: 'E3', completionDate: '2026-03-02' })
  await client.call('DELETE', '/enrolments/E4', { deletionDate: '2026-03-02', deletionReason: 'IE' })

  for (const [from, status] of [['E2', 'Withdrawn'], ['E3', 'Completed']] as const) {
    const refused = await client.put(`/off-job-deliveries/D-${from}`, delivery('E1'))
    t.equal(refused.status, 400)
    t.equal(refused.headers['sandbox-rules'], 'off-job.enrolment-so-far-not-over')
    t.match(refused.body.errors.enrolmentLocalId, [new RegExp(`enrolment "${from}", which is ${status}`)])
    t.equal((await client.get(`/off-job-deliveries/D-${from}`)).body.enrolmentLocalId, from)
  }
  t.equal((await client.put('/off-job-deliveries/D-E4', delivery('E1'))).status, 200, 'a deleted enrolment keeps nothing')
  await client.post('/enrolments', valid.enrolment('E5', 'L1', 'A1'))
  t.equal((await client.put('/off-job-deliveries/D-E1', delivery('E5'))).status, 200)
})
