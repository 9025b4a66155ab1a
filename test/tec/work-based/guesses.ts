import t from 'tap'
import { demand, open } from '../../harness.ts'
import { apprentice, valid } from './bodies.ts'

/** What no page shows is taken in more than one way. */

t.test('What changes something is taken with PUT, POST or PATCH', async t => {
  const client = await open(t)
  await apprentice(client)
  demand(await client.post('/programmes/DEMO-NZA/versions', {
    ...(await client.get('/programmes/DEMO-NZA/versions/1')).body, programmeVersionNumber: undefined
  }))
  demand(await client.post('/off-job-deliveries', {
    offJobDeliveryLocalId: 'D1', enrolmentLocalId: 'E1', offJobProviderCode: 9001, courseCode: 'B1', fundingCategory: 'P1'
  }))
  const { learnerLocalId, identity, ...details } = valid.learner('L1')
  const requests: Record<string, object> = {
    '/learners/L1': details,
    '/training-agreements/A1': { trainingAgreementEndDate: '2029-01-01' },
    '/training-agreements/A1/transfer': {
      newTrainingAgreementLocalId: 'A2', newTrainingAgreement: valid.agreement('A2', 'L1').trainingAgreement
    },
    '/training-agreements/A1/hold': { pauseDate: '2026-02-16', onHoldReasonCode: 'PL' },
    '/training-plans/P1': { trainingPlanSignedDate: '2025-06-17' },
    '/enrolments/E1': { enrolmentDate: '2025-06-10' },
    '/enrolments/E1/withdraw': { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' },
    '/enrolments/E1/transfer': { programmeVersionNumber: 2 },
    '/programmes/DEMO-NZA/versions/1': { maximumProgrammeFee: 100 },
    '/off-job-deliveries/D1': { enrolmentLocalId: 'E1', offJobProviderCode: 9001, courseCode: 'B2', fundingCategory: 'P1' }
  }
  for (const [path, body] of Object.entries(requests)) {
    for (const method of ['PUT', 'POST', 'PATCH']) {
      const { status, text } = await client.call(method, path, body, { 'sandbox-dry-run': '1' })
      t.ok(status === 200 || status === 201, `${method} ${path}: ${text}`)
    }
  }
})

t.test('The first of the headers Authorization and Authentication that is a bearer counts', async t => {
  const client = await open(t, { fixture: 'demo' })
  const [bearer, basic] = ['Bearer demo-token-9001', 'Basic cHJveHk6cHJveHk=']
  for (const [authorization, authentication, status] of [
    [bearer, undefined, 200], [undefined, bearer, 200], [basic, bearer, 200], [bearer, basic, 200], ['', bearer, 200],
    [basic, basic, 401], [basic, undefined, 401], ['Bearer nobody', bearer, 401]
  ] as const) {
    const reply = await client.inject({
      method: 'GET',
      url: '/work-submission-api/v1.0/learners/DEMO-L01',
      headers: {
        eid: '9001', ...(authorization !== undefined && { authorization }), ...(authentication !== undefined && { authentication })
      }
    })
    t.equal(reply.status, status, `Authorization: ${authorization}, Authentication: ${authentication}`)
  }
})

t.test('A learner who came over from the older register is read and updated, and not created again', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { body } = demand(await client.get('/learners/DEMO-L15'))
  t.equal((await client.post('/learners', body)).headers['sandbox-rules'], 'learner.local-id-unused')
  const again = await client.post('/learners', { ...body, learnerLocalId: 'NEW-L15' })
  t.strictSame([again.status, again.headers['sandbox-rules']], [400, 'learner.local-id-constant'])
  t.equal((await client.put('/learners/DEMO-L15', { demographics: body.demographics, educationHistory: {} })).status, 200)
})

t.test('The contract says of each operation where it comes from, and of its route where that does', async t => {
  const client = await open(t)
  const contract = ((await client.admin('GET', '/contract')).body as any[]).filter(it => it.service === 'tec-work-based')
  const seen = contract.filter(({ routeBasis }) => 'documented' in routeBasis).map(({ operationId }) => operationId)
  t.same(seen, ['CreateComplexEnrolment'], 'one route was seen')
  t.ok(contract.filter(({ basis }) => 'documented' in basis).length === 18, 'eighteen operations were')
  const completion = contract.find(({ operationId }) => operationId === 'ReportCompletion')
  t.ok('inferred' in completion.basis)
})

t.test('What is only guessed to be a member is asked for by a rule, or has a default that is told of', async t => {
  const client = await open(t)
  await apprentice(client)
  const { enrolmentDate, ...enrolment } = valid.enrolment('E2', 'L1', 'A1', '2025-06-16')
  const undated = demand(await client.post('/enrolments', enrolment))
  t.strictSame([undated.body.enrolmentDate, undated.headers['sandbox-warnings']], [enrolmentDate, 'enrolment.date-given'])
  for (const [path, body, rule, member] of [
    ['/enrolments', { ...enrolment, programmeLocalId: undefined }, 'enrolment.programme-given', 'programmeLocalId'],
    ['/enrolments', { ...enrolment, programmeVersionNumber: undefined }, 'enrolment.programme-version-given', 'programmeVersionNumber'],
    ['/enrolments/E1/transfer', {}, 'enrolment.transfer-version-given', 'programmeVersionNumber'],
    ['/off-job-deliveries', {
      enrolmentLocalId: 'E1', offJobProviderCode: 9001, courseCode: 'B1', fundingCategory: 'P1'
    }, 'off-job.local-id-given', 'offJobDeliveryLocalId']
  ] as const) {
    const refused = await client.post(path, { ...body, enrolmentLocalId: path === '/off-job-deliveries' ? 'E1' : 'E3' })
    t.strictSame([refused.status, refused.headers['sandbox-rules'], Object.keys(refused.body.errors)], [400, rule, [member]])
    t.notMatch(refused.text, /undefined/)
  }

  // Of an agreement whose day of signing is not known, nothing is compared with it.
  demand(await client.post('/learners', valid.learner('L2')))
  const { trainingAgreementSignedDate, ...details } = valid.agreement('A2', 'L2').trainingAgreement
  const unsigned = demand(await client.post('/training-agreements', {
    trainingAgreementLocalId: 'A2', learnerLocalId: 'L2', trainingAgreement: details
  }))
  t.strictSame(unsigned.headers['sandbox-warnings'], 'agreement.signed-date-given')
  t.strictSame(unsigned.body.trainingAgreement, details)
  demand(await client.post('/enrolments', valid.enrolment('E4', 'L2', 'A2')))
  demand(await client.put('/enrolments/E4', { enrolmentDate: '1999-01-01' }))
  const late = await client.put('/enrolments/E4', { enrolmentDate: '2099-01-01' })
  t.match(late.body.detail, 'An enrolmentDate up to 2025-06-09 passes.')
  demand(await client.post('/training-plans', valid.plan('P2', 'A2')))
  const moved = await client.post('/training-agreements/A2/transfer', { newTrainingAgreementLocalId: 'A3', newTrainingAgreement: details })
  t.strictSame([moved.status, moved.body.newTrainingAgreement], [201, details])
  demand(await client.put('/training-agreements/A3/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' }))
})

t.test('Members and rules that no source states are said to be inferred', async t => {
  const client = await open(t)
  const rules = new Map(((await client.admin('GET', '/rules')).body as any[]).map(it => [it.id, it]))
  for (const id of [
    'visit.local-id-unused', 'enrolment.withdrawal-reason-code', 'agreement.employer-nzbn-form', 'off-job.funding-category-code',
    'token.of-the-organisation'
  ]) t.ok('inferred' in rules.get(id).basis, id)
  t.ok('documented' in rules.get('off-job.provider-registered').basis)
})
