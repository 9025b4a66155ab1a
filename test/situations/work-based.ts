import t, { type Test } from 'tap'
import { asSecondTeo, demand, open, type Client, type Flags } from '../harness.ts'
import { valid } from '../tec/work-based/bodies.ts'

/** What happens to real integrations with TEC's work-based API, replayed on the fixture demo. */

const demo = (test: Test, flags: Flags = {}): Promise<Client> => open(test, { fixture: 'demo', ...flags })

/** The statuses of requests, one after another. */
async function statuses (client: Client, ...requests: Array<[method: string, path: string, body?: unknown]>): Promise<number[]> {
  const answered = []
  for (const [method, path, body] of requests) answered.push((await client.call(method, path, body)).status)
  return answered
}

const status = async (client: Client, path: string) => {
  const { body } = await client.get(path)
  return body.enrolmentStatus ?? body.trainingAgreementStatus
}

t.test('T1: the EDUMIS was never configured', async t => {
  const client = await demo(t)
  for (const eid of ['', undefined]) {
    const headers = { authorization: 'Bearer demo-token-9001', ...(eid !== undefined && { eid }) }
    const { status, body } = await client.inject({
      method: 'POST', url: '/work-submission-api/v1.0/learners', headers, payload: valid.learner('T1')
    })
    t.equal(status, 400)
    t.match(body.detail, /AM2: The EID header is missing/)
  }
  t.same(await statuses(client, ['GET', '/learners/T1'], ['POST', '/learners', valid.learner('T1')]), [400, 201])
})

t.test('T2: errors come at once, and nothing waits in a queue', async t => {
  const client = await demo(t)
  const reply = await client.post('/training-plans/DEMO-TP06/visits', { visitLocalId: 'V-T2', visitDate: '2025-08-23' })
  t.equal(reply.status, 400)
  t.ok(reply.body.errors.visitDate.length > 0)
  demand(await client.admin('POST', '/clock/advance', { by: 'PT15M' }))
  t.notMatch((await client.get('/training-plans/DEMO-TP06')).text, /V-T2/)
})

t.test('T3: no list of warnings comes in a body', async t => {
  const client = await demo(t)
  const { status, text, headers } = await client.post('/learners', { ...valid.learner('T3'), colour: 'red' })
  t.equal(status, 201)
  t.notMatch(text, /warning|colour/i)
  t.equal(headers['sandbox-warnings'], 'ignored-member:colour')
})

t.test('W1: a learner who came over from the older register is not made again', async t => {
  const client = await demo(t)
  const identity = { nationalStudentNumber: 190000007, dateOfBirth: '2005-03-14', nameIdCode: 'WALKA' }
  const { demographics, educationHistory } = valid.learner('x')
  t.same(await statuses(client,
    ['POST', '/learners', { ...valid.learner('DEMO-L01'), identity }], ['POST', '/learners', { ...valid.learner('NEW-L01'), identity }],
    ['GET', '/learners/DEMO-L01'], ['PUT', '/learners/DEMO-L01', { demographics, educationHistory }]), [400, 400, 200, 200])
})

t.test('W2: a grace runs out overnight', async t => {
  const client = await demo(t)
  t.equal(await status(client, '/enrolments/DEMO-E08'), 'Grace')
  demand(await client.admin('POST', '/clock/advance', { to: '2026-03-03' }))
  t.same([await status(client, '/enrolments/DEMO-E08'), await status(client, '/training-agreements/DEMO-TA08')], ['Withdrawn', 'Finished'])
  for (const path of ['/enrolments/DEMO-E08', '/training-agreements/DEMO-TA08']) t.match((await client.get(path)).text, /"GE"/)
})

t.test('W3: a completion shows once NZQA has told of it', async t => {
  const client = await demo(t)
  t.equal(await status(client, '/enrolments/DEMO-E04'), 'Active')
  client.freeze('2026-03-02T23:00')
  t.equal(await status(client, '/enrolments/DEMO-E04'), 'Active')
  client.freeze('2026-03-03T05:00')
  demand(await client.admin('POST', '/nzqa/completions', { eid: 9001, enrolmentLocalId: 'DEMO-E04', completionDate: '2026-03-02' }))
  t.match((await client.get('/enrolments/DEMO-E04')).body, { enrolmentStatus: 'Completed', completionDate: '2026-03-02' })
})

t.test('W4: a programme without occupation or mode, and what may change later', async t => {
  const client = await demo(t)
  const programme = {
    programmeLocalId: 'P-W4',
    programmeLocalName: 'NZ Certificate in Electrical Trades / Electrician',
    studyTypeCode: 'NZA',
    startDate: '2026-01-01',
    nzscedFieldOfStudy: '031313',
    creditValue: 240,
    industryCodes: ['E3232'],
    occupationCode: '341111',
    qualificationNumber: '2387',
    level: 4,
    modeOfDeliveryCode: 24,
    maximumProgrammeFee: 4800
  }
  const { occupationCode, ...withoutOccupation } = programme
  const { modeOfDeliveryCode, ...withoutMode } = programme
  t.same(await statuses(client, ['POST', '/programmes', withoutOccupation], ['POST', '/programmes', withoutMode],
    ['POST', '/programmes', programme]), [400, 400, 201])
  t.same(await statuses(client, ['PUT', '/programmes/P-W4/versions/1', { programmeLocalName: 'Another' }],
    ['PUT', '/programmes/P-W4/versions/1', { maximumProgrammeFee: 5200 }],
    ['PUT', '/programmes/P-W4/versions/1', { expiryDate: '2030-12-31' }]), [400, 200, 200])
  t.equal((await client.get('/programmes/P-W4/versions/1')).body.programmeLocalName, programme.programmeLocalName)
})

const forLiam = (more: object) => valid.enrolment('W-E', 'DEMO-L02', 'DEMO-TA02', '2026-02-16', more)

t.test('W5: the study type is the programme\'s', async t => {
  const client = await demo(t)
  t.same(await statuses(client, ['POST', '/enrolments', forLiam({ programmeLocalId: 'DEMO-IT', studyTypeCode: 'NZA' })],
    ['POST', '/enrolments', forLiam({ programmeLocalId: 'DEMO-IT', studyTypeCode: 'IT' })]), [400, 201])
})

t.test('W6: a training plan where none can be', async t => {
  const client = await demo(t)
  t.same(await statuses(client, ['POST', '/training-plans', valid.plan('W6', 'DEMO-TA12', '2026-02-20')],
    ['POST', '/training-plans', valid.plan('W6', 'DEMO-TA03', '2026-01-30')],
    ['POST', '/training-plans', valid.plan('W6', 'DEMO-TA03', '2026-01-31')]), [400, 400, 201])
})

t.test('W7: an enrolment without mode of delivery', async t => {
  const client = await demo(t)
  const { modeOfDeliveryCode, ...without } = forLiam({})
  t.same(await statuses(client, ['POST', '/enrolments', without], ['POST', '/enrolments', forLiam({})]), [400, 201])
})

t.test('W8: off-job training by whoever is not registered', async t => {
  const client = await demo(t)
  const delivery = (offJobProviderCode?: number) => ({
    offJobDeliveryLocalId: 'W8', enrolmentLocalId: 'DEMO-E05', courseCode: 'BlockCourse1', fundingCategory: 'P1', offJobProviderCode
  })
  t.same(await statuses(client, ['POST', '/off-job-deliveries', delivery(4321)], ['POST', '/off-job-deliveries', delivery()],
    ['POST', '/off-job-deliveries', delivery(9001)]), [400, 400, 201])
})

t.test('W10: pathway to work after 2025 passes with a warning, or not, by a reading', async t => {
  for (const [choice, answered] of [['warned', 201], ['refused', 400]] as const) {
    const client = await demo(t, { reading: `pathway-mode=${choice}` })
    demand(await client.post('/training-agreements', valid.agreement('TA-W10', 'DEMO-L01', '2025-12-01')))
    const from = (id: string, start: string) =>
      valid.enrolment(id, 'DEMO-L01', 'TA-W10', start, { programmeLocalId: 'DEMO-IT', modeOfDeliveryCode: 25 })
    t.same(await statuses(client, ['POST', '/enrolments', from('a', '2025-12-15')], ['POST', '/enrolments', from('b', '2026-01-15')]),
      [201, answered], choice)
  }
})

t.test('W11: a division is handed over to another TEO', async t => {
  const client = await demo(t)
  const withdrawal = { withdrawalDate: '2025-12-31', withdrawalReasonCode: 'TI' }
  t.same(await statuses(client, ['PUT', '/training-agreements/DEMO-TA04/withdraw', withdrawal]), [200])
  const finns = (await client.call('GET', '/training-agreements/DEMO-TA04', undefined, asSecondTeo)).text
  const identity = { nationalStudentNumber: 190000028, dateOfBirth: '2002-01-21', nameIdCode: 'PAKIW' }
  t.equal((await client.call('POST', '/learners', { ...valid.learner('H-L04'), identity }, asSecondTeo)).status, 201)
  const agreement = valid.agreement('H-TA04', 'H-L04', '2026-01-01')
  t.equal((await client.call('POST', '/training-agreements', agreement, asSecondTeo)).status, 201)
  t.equal((await client.call('GET', '/training-agreements/DEMO-TA04', undefined, asSecondTeo)).text, finns)
  const held = await client.put('/training-agreements/DEMO-TA04/hold', { pauseDate: '2026-02-16', onHoldReasonCode: 'PL' })
  t.equal(held.status, 400)
})
