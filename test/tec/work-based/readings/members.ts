import t from 'tap'
import { demand, open } from '../../../harness.ts'
import { apprentice, valid } from '../bodies.ts'

/** What replies have, and what becomes of members that are left out. */

const update = { demographics: { countryOfCitizenship: 'AUS', disabilityStatus: 3 }, educationHistory: {} }

t.test('An IRD number that an update leaves out stays, or is erased', async t => {
  for (const [choice, irdNumber] of [['stays', '012-345-678'], ['erased', undefined]] as const) {
    const client = await open(t, { reading: `ird-number-left-out=${choice}` })
    demand(await client.post('/learners', valid.learner('L1', { irdNumber: '012-345-678' })))
    demand(await client.put('/learners/L1', update))
    t.equal((await client.get('/learners/L1')).body.irdNumber, irdNumber, choice)
  }
})

t.test('The reply to an update is the two objects, or these and the IRD number', async t => {
  for (const [choice, body] of [['no', update], ['yes', { ...update, irdNumber: '012-345-678' }]] as const) {
    const client = await open(t, { reading: `ird-number-echo=${choice}` })
    demand(await client.post('/learners', valid.learner('L1', { irdNumber: '012-345-678' })))
    t.strictSame((await client.put('/learners/L1', update)).body, body)
    t.strictSame((await client.put('/learners/L1', { ...update, irdNumber: '012-345-678' })).body, body, choice)
  }
})

t.test('An IRD number of eight digits gets its zero from TEC, where the sandbox is told so', async t => {
  const client = await open(t, { reading: 'short-ird-number=taken' })
  t.equal(demand(await client.post('/learners', valid.learner('L1', { irdNumber: '12-345-678' }))).body.irdNumber, '012-345-678')
  t.equal((await client.get('/learners/L1')).body.irdNumber, '012-345-678')
  t.equal((await client.post('/learners', valid.learner('L2', { irdNumber: '1-345-678' }))).status, 400, 'seven are too few')
})

t.test('A deleted enrolment is Deleted or DELETED', async t => {
  for (const status of ['Deleted', 'DELETED']) {
    const client = await open(t, { reading: `deleted-status=${status}` })
    await apprentice(client)
    const deletion = { deletionReason: 'IE', deletionDate: '2026-03-02' }
    t.equal((await client.call('DELETE', '/enrolments/E1', deletion)).body.enrolmentStatus, status)
  }
})
