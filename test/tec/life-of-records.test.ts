import t from 'tap'
import { apprentice, open, valid, type Client } from '../server.ts'

const version = {
  programmeLocalName: 'New Zealand Certificate in Testing / Tester',
  studyTypeCode: 'NZA',
  modeOfDeliveryCode: 24,
  startDate: '2020-01-01',
  nzscedFieldOfStudy: '020101',
  creditValue: 120,
  industryCodes: ['M7000'],
  occupationCode: '261314'
}

const create = (client: Client, more: object = {}) => client.post('/programmes', { programmeLocalId: 'PR', ...version, ...more })

t.test('A programme is created with its version 1, and goes on in versions', async t => {
  const client = await open(t)
  const first = await create(client)
  t.equal(first.status, 201)
  t.same(first.body, { programmeLocalId: 'PR', programmeVersionNumber: 1, ...version })
  const second = await client.post('/programmes/PR/versions', { ...version, creditValue: 130 })
  t.same(second.body, { programmeLocalId: 'PR', programmeVersionNumber: 2, ...version, creditValue: 130 })
  t.same((await client.get('/programmes/PR/versions/2')).body, second.body)
  t.equal((await client.get('/programmes/PR/versions/3')).status, 400)
  t.match((await client.get('/programmes/PR/versions/two')).body.errors, { programmeVersionNumber: [/is an integer, got "two"/] })
  t.equal((await client.call('POST', '/programmes', { programmeLocalId: 'PR', ...version }, { authorization: 'Bearer demo-token-9002', eid: '9002' })).status, 201, 'the other TEO has its own')
})

t.test('Of a version the maximum fee and the expiry date change, and nothing else', async t => {
  const client = await open(t)
  await create(client)
  const reply = await client.put('/programmes/PR/versions/1', { maximumProgrammeFee: 1500.5, expiryDate: '2030-12-31', creditValue: 1, studyTypeCode: 'IT' })
  t.same(reply.body, { programmeLocalId: 'PR', programmeVersionNumber: 1, ...version, maximumProgrammeFee: 1500.5, expiryDate: '2030-12-31' })
  t.equal(reply.headers['sandbox-warnings'], 'ignored-member:creditValue, ignored-member:studyTypeCode')
  t.same((await client.put('/programmes/PR/versions/1', {})).body, reply.body)
})

const delivery = { offJobDeliveryLocalId: 'O1', enrolmentLocalId: 'E1', offJobProviderCode: 9002, courseCode: 'BlockCourse1', fundingCategory: 'F2' }

t.test('An off-job delivery is created, read, put right and taken back', async t => {
  const client = await open(t)
  await apprentice(client)
  t.same([(await client.post('/off-job-deliveries', delivery)).status, (await client.get('/off-job-deliveries/O1')).body], [201, delivery])
  const { offJobDeliveryLocalId, ...rest } = delivery
  const changed = { ...rest, courseCode: 'BlockCourse2', offJobStartDate: '2026-02-02', offJobEndDate: '2026-02-06', hours: 37.5 }
  t.same((await client.put('/off-job-deliveries/O1', changed)).body, { offJobDeliveryLocalId, ...changed })
  t.same((await client.call('DELETE', '/off-job-deliveries/O1')).body, { offJobDeliveryLocalId, ...changed })
  t.equal((await client.get('/off-job-deliveries/O1')).headers['sandbox-rules'], 'off-job.exists')
  t.equal((await client.post('/off-job-deliveries', delivery)).status, 201, 'the id is free again')
})

t.test('An off-job delivery is not changed once its enrolment has ended', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/off-job-deliveries', delivery)
  await client.put('/enrolments/E1/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' })
  const { offJobDeliveryLocalId, ...rest } = delivery
  t.equal((await client.put('/off-job-deliveries/O1', rest)).headers['sandbox-rules'], 'off-job.enrolment-so-far-not-over, enrolment.not-withdrawn-or-completed')
  t.equal((await client.post('/off-job-deliveries', { ...delivery, offJobDeliveryLocalId: 'O2' })).headers['sandbox-rules'], 'enrolment.not-withdrawn-or-completed')
})

// Enrolments over their life.

const shown = (enrolmentLocalId: string, more: object = {}) => ({ ...valid.enrolment(enrolmentLocalId, 'L1', 'A1'), studyTypeCode: 'NZA', ...more })

const part = (enrolmentLocalId: string, more: object = {}) => {
  const { learnerLocalId, trainingAgreementLocalId, ...rest } = valid.enrolment(enrolmentLocalId, 'L1', 'A1', '2025-06-09', more)
  return rest
}

const complex = (subs: object[], more: object = {}) => ({ learnerLocalId: 'L1', trainingAgreementLocalId: 'A1', enrolment: part('C0', more), subEnrolments: subs })

t.test('A complex enrolment is an over-arching one with sub-enrolments, which go together', async t => {
  const client = await open(t)
  await client.post('/learners', valid.learner('L1'))
  await client.post('/training-agreements', valid.agreement('A1', 'L1'))
  const reply = await client.post('/complex-enrolments', complex([part('C1'), part('C2')]))
  t.equal(reply.status, 201)
  const sub = { enrolmentStatus: 'Pending', overarchingEnrolmentLocalId: 'C0' }
  t.same(reply.body, { enrolment: shown('C0', { enrolmentStatus: 'Pending' }), subEnrolments: [shown('C1', sub), shown('C2', sub)] })

  await client.post('/training-plans', valid.plan('P1', 'A1'))
  for (const id of ['C0', 'C1', 'C2']) t.match((await client.get(`/enrolments/${id}`)).body, { enrolmentStatus: 'Active', participationStartDate: '2025-06-16' }, 'a plan moves all of them')
  await client.put('/enrolments/C1/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CP' })
  t.same(await statuses(client, ['C0', 'C1', 'C2']), ['Active', 'Withdrawn', 'Active'])
  await client.put('/enrolments/C0/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CP' })
  t.same(await statuses(client, ['C0', 'C1', 'C2']), ['Withdrawn', 'Withdrawn', 'Withdrawn'])
  t.equal((await client.get('/training-agreements/A1')).body.trainingAgreementStatus, 'Finished')
})

const statuses = async (client: Client, ids: string[]) => await Promise.all(ids.map(async id => (await client.get(`/enrolments/${id}`)).body.enrolmentStatus))

t.test('A complex enrolment is refused whole, with each part\'s faults under its own name', async t => {
  const client = await open(t)
  await client.post('/learners', valid.learner('L1'))
  await client.post('/training-agreements', valid.agreement('A1', 'L1'))
  const before = client.sandbox.db.serialize()
  const reply = await client.post('/complex-enrolments', complex([part('C1', { modeOfDeliveryCode: 25 }), part('C0'), part('C3', { participationStartDate: '2025-06-08' })]))
  t.equal(reply.status, 400)
  t.same(Object.keys(reply.body.errors).sort(), ['subEnrolments[0].modeOfDeliveryCode', 'subEnrolments[1].enrolmentLocalId', 'subEnrolments[2].participationStartDate'])
  t.equal((await client.post('/complex-enrolments', complex([]))).status, 400)
  t.ok(before.equals(client.sandbox.db.serialize()))
})

t.test('A deleted enrolment is gone, and its id may be used again', async t => {
  const client = await open(t)
  await apprentice(client)
  const deletion = { deletionReason: 'IE', deletionDate: '2026-03-02' }
  const reply = await client.call('DELETE', '/enrolments/E1', deletion)
  t.equal(reply.status, 200)
  t.match(reply.body, { enrolmentLocalId: 'E1', enrolmentStatus: 'Deleted' })
  t.equal((await client.get('/enrolments/E1')).headers['sandbox-rules'], 'enrolment.exists')
  t.equal((await client.call('DELETE', '/enrolments/E1', deletion)).headers['sandbox-rules'], 'enrolment.exists')
  t.equal((await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1'))).status, 201)

  const terse = await open(t, { 'deletion-reply': 'nothing' })
  await apprentice(terse)
  const nothing = await terse.call('DELETE', '/enrolments/E1', deletion)
  t.same([nothing.status, nothing.text], [200, ''])
})

t.test('An enrolment changes its date, goes on in another version, and ends', async t => {
  const client = await open(t)
  await apprentice(client)
  t.match((await client.put('/enrolments/E1', { enrolmentDate: '2025-06-16' })).body, { enrolmentDate: '2025-06-16' })
  t.match((await client.put('/enrolments/E1', {})).body, { enrolmentDate: '2025-06-16' })
  t.equal((await client.post('/enrolments/E1/transfer', { programmeVersionNumber: 2 })).headers['sandbox-rules'], 'programme-version.exists')
  await client.post('/programmes/DEMO-NZA/versions', { ...version, programmeLocalName: 'New Zealand Certificate in Carpentry / Carpentry Apprenticeship' })
  t.match((await client.post('/enrolments/E1/transfer', { programmeVersionNumber: 2 })).body, { enrolmentLocalId: 'E1', programmeVersionNumber: 2 })
  t.same((await client.put('/enrolments/E1/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' })).body, { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' })
  for (const [method, path, body] of [['PUT', '', {}], ['POST', '/transfer', { programmeVersionNumber: 1 }], ['PUT', '/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' }]] as const) {
    t.equal((await client.call(method, `/enrolments/E1${path}`, body)).headers['sandbox-rules'], 'enrolment.not-withdrawn-or-completed', path)
  }
})

t.test('An agreement\'s dates are put right, and its employer is not', async t => {
  const client = await open(t)
  await apprentice(client)
  const reply = await client.put('/training-agreements/A1', { trainingAgreementEndDate: '2028-06-01', employerName: 'Another' })
  t.match(reply.body.trainingAgreement, { employerName: 'Kererū Joinery Ltd', trainingAgreementSignedDate: '2025-06-02', trainingAgreementEndDate: '2028-06-01' })
  t.equal(reply.headers['sandbox-warnings'], 'ignored-member:employerName')
  t.match((await client.get('/training-agreements/A1')).body, { trainingAgreementStatus: 'Active', trainingAgreement: { trainingAgreementEndDate: '2028-06-01' } })
})

t.test('A visit is taken back, and its id and its day are free again', async t => {
  const client = await open(t)
  await apprentice(client)
  const visit = { visitLocalId: 'V1', visitDate: '2026-03-02' }
  await client.post('/training-plans/P1/visits', visit)
  t.same((await client.call('DELETE', '/training-plans/P1/visits/V1')).body, visit)
  t.equal((await client.call('DELETE', '/training-plans/P1/visits/V1')).headers['sandbox-rules'], 'visit.exists')
  t.equal((await client.post('/training-plans/P1/visits', visit)).status, 201)
})
