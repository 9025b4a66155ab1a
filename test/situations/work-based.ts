import t, { type Test } from 'tap'
import { asSecondTeo, demand, open, type Client, type Flags, type Reply } from '../harness.ts'
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
    t.match(body, { title: 'One or more validation errors occurred', detail: /AM2: The EID header is missing/ })
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

t.test('W3: a completion will not show yet, by the feed, and shows at once by the usual call', async t => {
  const client = await demo(t)
  const report = (enrolmentLocalId: string, more: object = {}) =>
    client.admin('POST', '/nzqa/completions', { eid: 9001, enrolmentLocalId, completionDate: '2026-03-02', ...more })
  t.equal(demand(await report('DEMO-E04', { arrives: 'next-feed' })).body.enrolmentStatus, 'Active')
  for (const [moment, wanted] of [
    ['2026-03-02T09:00', 'Active'], ['2026-03-02T23:00', 'Active'], ['2026-03-03T04:59', 'Active'], ['2026-03-03T05:00', 'Completed']
  ] as const) {
    client.freeze(moment)
    t.equal(await status(client, '/enrolments/DEMO-E04'), wanted, moment)
  }
  t.equal((await client.get('/enrolments/DEMO-E04')).body.completionDate, '2026-03-02')
  t.equal(demand(await report('DEMO-E05')).body.enrolmentStatus, 'Completed')
})

t.test('W3: a completion on its way comes to nothing where the enrolment is over by then; one leap is like many steps', async t => {
  for (const moments of [['2026-03-02T23:00', '2026-03-03T04:00', '2026-03-03T05:00'], []]) {
    const client = await demo(t)
    for (const enrolmentLocalId of ['DEMO-E04', 'DEMO-E05']) {
      demand(await client.admin('POST', '/nzqa/completions', {
        eid: 9001, enrolmentLocalId, completionDate: '2026-03-01', arrives: 'next-feed'
      }))
    }
    demand(await client.put('/enrolments/DEMO-E04/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' }))
    for (const moment of moments) {
      client.freeze(moment)
      await client.get('/enrolments/DEMO-E05')
    }
    const { text } = demand(await client.admin('POST', '/clock/advance', { to: '2026-03-05T09:00' }))
    t.equal(/completion arrives[^{}]*DEMO-E05/.test(text), moments.length === 0, 'who moves the clock is told')
    t.notMatch(text, /DEMO-E04/)
    t.same([await status(client, '/enrolments/DEMO-E04'), await status(client, '/enrolments/DEMO-E05')], ['Withdrawn', 'Completed'])
  }
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

t.test('W9: the same off-job course in both APIs is told of in both, and refused in neither', async t => {
  const client = await demo(t)
  const report = (offJobDeliveryLocalId: string, more: object = {}) => client.post('/off-job-deliveries', {
    offJobDeliveryLocalId,
    enrolmentLocalId: 'DEMO-E05',
    courseCode: 'BlockCourse1',
    fundingCategory: 'P1',
    offJobProviderCode: 9001,
    ...more
  })
  const submissionToken = demand(await client.sdr('POST', '/token/202602')).body.submissionToken
  const upload = async (localId: string, change: object = {}) => demand(await client.sdr('PUT', '/course-enrolments', {
    submissionToken,
    content: [{
      localId,
      studentIdentificationCode: 'S5',
      qualificationCode: 'NZ2738',
      courseCode: 'BlockCourse1',
      courseStartDate: '2026-02-16T00:00:00+13:00',
      courseEndDate: '2026-02-20T00:00:00+13:00',
      sourceOfFunding: '37',
      nationalStudentNumber: 190000035,
      ...change
    }]
  }))
  const told = async () => {
    demand(await client.sdr('POST', `/validation/${submissionToken}`))
    demand(await client.sdr('GET', `/validation/${submissionToken}`))
    const { results } = demand(await client.sdr('GET', `/validation/${submissionToken}/results?pageSize=1000`)).body
    return results.filter((it: any) => it.errorCode === 'S67')
  }
  const warns = ({ status, headers }: Reply) => [status, /off-job\.not-in-a-return/.test(String(headers['sandbox-warnings'] ?? ''))]

  t.same(warns(demand(await report('W9'))), [201, false], 'no return has it')
  await upload('ENR-W9')
  const [found, ...others] = await told()
  t.same(others, [])
  t.match(found, { localId: 'ENR-W9', errorType: 'Warning', fileType: 'Enrolment', courseCode: 'BlockCourse1' })
  t.match(found.errorDescription, /^Enrolment "ENR-W9", .* is the course of off-job delivery "W9" of learner "DEMO-L05" \(EID 9001\)\./)

  t.same(warns(await report('W9-2', { offJobStartDate: '2026-02-20' })), [201, true])
  const { body } = await client.admin('GET', '/requests/last/explain')
  t.match(JSON.stringify(body), /return 202602 of EID 9001, too \(course enrolment \\"ENR-W9\\"\)/)
  t.same(warns(await report('W9-3', { offJobStartDate: '2026-02-21' })), [201, false], 'of other days')
  t.same(warns(await report('W9-4', { courseCode: 'BlockCourse2' })), [201, false])

  await client.call('DELETE', '/off-job-deliveries/W9-2')
  await client.call('DELETE', '/off-job-deliveries/W9')
  t.same(await told(), [], 'nothing reports it any more; that of other days is another')
})

t.test('W9: whoever delivers it for another has it in a return, and is told of the other\'s record', async t => {
  const client = await demo(t)
  demand(await client.post('/off-job-deliveries', {
    offJobDeliveryLocalId: 'W9', enrolmentLocalId: 'DEMO-E05', courseCode: 'blockcourse1', fundingCategory: 'P1', offJobProviderCode: 9002
  }))
  const sdr = (method: string, path: string, body?: object) => client.sdr(method, path, body, asSecondTeo)
  const submissionToken = demand(await sdr('POST', '/token/202603')).body.submissionToken
  const enrolment = {
    localId: 'ENR-W9',
    studentIdentificationCode: 'S5',
    qualificationCode: 'NZ2738',
    courseCode: 'BlockCourse1',
    courseStartDate: '2026-02-16',
    courseEndDate: '2026-02-20',
    sourceOfFunding: '37',
    nationalStudentNumber: 190000035
  }
  demand(await sdr('PUT', '/course-enrolments', { submissionToken, content: [enrolment] }))
  demand(await sdr('POST', `/validation/${submissionToken}`))
  demand(await sdr('GET', `/validation/${submissionToken}`))
  const { text } = demand(await sdr('GET', `/validation/${submissionToken}/results?pageSize=1000`))
  t.match(text, /off-job delivery \\"W9\\" of learner \\"DEMO-L05\\" \(EID 9001\)/)
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
