import t from 'tap'
import { asSecondTeo, fixture, open } from '../../harness.ts'
import { apprentice, valid } from './bodies.ts'
import { everyStatus, frozenStatuses, openStatuses } from './every-status.ts'
import { accepted, all, isTriedAndMade, judge, keepsToItsTeo, refusedBy, takesShape, warnedBy, type Request } from './verdicts.ts'

const delivery = {
  enrolmentLocalId: 'E1',
  offJobProviderCode: 9002,
  courseCode: 'BlockCourse1',
  fundingCategory: 'P1',
  deliveryClassification: '22.1',
  offJobStartDate: '2026-02-16',
  offJobEndDate: '2026-02-20',
  hours: 37.5
}
const whole = { offJobDeliveryLocalId: 'D1', ...delivery }

const create = (body: unknown): Request => ['POST', '/off-job-deliveries', body]
const update = (body: unknown, id = 'D1'): Request => ['PUT', `/off-job-deliveries/${id}`, body]
const at = (method: string) => (id: string): Request => [method, `/off-job-deliveries/${id}`]

/** Creating D2 and updating D1: both are held to the same about what was delivered. */
const saying = [
  (changes: object) => create({ ...whole, offJobDeliveryLocalId: 'D2', offJobProviderCode: 9003, ...changes }),
  (changes: object) => update({ ...delivery, ...changes })
]

const exists = refusedBy('off-job.exists', 'offJobDeliveryLocalId')
const localIdUnused = refusedBy('off-job.local-id-unused', 'offJobDeliveryLocalId')
const enrolmentExists = refusedBy('enrolment.exists', 'enrolmentLocalId')
const enrolmentOpen = refusedBy('enrolment.not-withdrawn-or-completed', 'enrolmentLocalId')
const providerCode = refusedBy('off-job.provider-registered', 'offJobProviderCode')
const notThere = warnedBy('off-job.not-there-already')
const courseCode = warnedBy('off-job.course-code-without-year')
const fundingCategory = warnedBy('off-job.funding-category-code')
const endsAfterStart = warnedBy('off-job.ends-on-or-after-start')

t.test('A delivery is created, read, updated and deleted, each time answered whole', async t => {
  const client = await open(t)
  await apprentice(client)
  t.strictSame((await isTriedAndMade(t, client, create(whole))).body, whole)
  t.strictSame((await client.get('/off-job-deliveries/D1')).body, whole)
  const less = { enrolmentLocalId: 'E1', offJobProviderCode: 9001, courseCode: 'BlockCourse2', fundingCategory: 'B2' }
  const updated = { offJobDeliveryLocalId: 'D1', ...less }
  t.strictSame((await isTriedAndMade(t, client, update(less))).body, updated, 'what is left out is gone')
  t.strictSame((await client.get('/off-job-deliveries/D1')).body, updated)
  t.strictSame((await isTriedAndMade(t, client, at('DELETE')('D1'))).body, updated)
  await judge(t, client, at('GET'), [['D1', exists, 'once deleted']])
  await isTriedAndMade(t, client, create(whole))
})

t.test('A delivery is one that the TEO has created, under an id that it used once', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/off-job-deliveries', whole)
  for (const request of [at('GET'), at('DELETE'), (id: string) => update({ ...delivery, courseCode: 'BlockCourse2' }, id)]) {
    await judge(t, client, request, [['D1', accepted], ['D9', exists], ['d1', exists]])
  }
  await judge(t, client, offJobDeliveryLocalId => create({ ...whole, offJobDeliveryLocalId }), [
    ['D1', localIdUnused], ['D2', notThere],
    ['d1', all(notThere, warnedBy('off-job.local-id-unlike-others')), 'the same under another id, which differs in case alone']
  ])
})

t.test('A delivery is reported even after its enrolment has ended, unless the sandbox is told otherwise', async t => {
  for (const [reading, onceEnded] of [['taken', accepted], ['refused', enrolmentOpen]] as const) {
    const client = await open(t, { fixture: everyStatus(t), reading: `delivery-after-end=${reading}` })
    await client.post('/off-job-deliveries', { ...whole, enrolmentLocalId: 'Active Active' })
    for (const request of saying) {
      await judge(t, client, enrolmentLocalId => request({ enrolmentLocalId }), [
        ...openStatuses.map(status => [`Active ${status}`, accepted] as const),
        ...frozenStatuses.map(status => [`Active ${status}`, onceEnded] as const),
        ['Active Deleted', enrolmentExists], ['E9', enrolmentExists]
      ])
    }
  }
})

t.test('A delivery under a sub-enrolment is only warned of', async t => {
  const client = await open(t)
  await apprentice(client)
  const { learnerLocalId, trainingAgreementLocalId, ...part } = valid.enrolment('C0', 'L1', 'A1', '2026-02-16')
  await client.post('/complex-enrolments', {
    learnerLocalId,
    trainingAgreementLocalId,
    enrolment: part,
    subEnrolments: [{ ...part, enrolmentLocalId: 'C1', programmeLocalId: 'DEMO-CORE' }]
  })
  await client.post('/off-job-deliveries', whole)
  for (const request of saying) {
    await judge(t, client, enrolmentLocalId => request({ enrolmentLocalId }), [
      ['E1', accepted], ['C0', accepted], ['C1', warnedBy('off-job.main-enrolment')]
    ])
  }
})

t.test('An over-arching enrolment that is over is not proposed', async t => {
  const client = await open(t)
  await apprentice(client)
  const { learnerLocalId, trainingAgreementLocalId, ...part } = valid.enrolment('C0', 'L1', 'A1', '2026-02-16')
  await client.post('/complex-enrolments', {
    learnerLocalId,
    trainingAgreementLocalId,
    enrolment: part,
    subEnrolments: [{ ...part, enrolmentLocalId: 'C1', programmeLocalId: 'DEMO-CORE' }]
  })
  const proposed = async () => {
    await client.call('POST', '/off-job-deliveries', { ...whole, enrolmentLocalId: 'C1' }, { 'sandbox-dry-run': '1' })
    const { broken, facts } = client.sandbox.journal.entries().at(-1)!.judgements.at(-1)!
    const rule = broken.find(it => it.id === 'off-job.main-enrolment')
    return [rule!.wouldPass(facts), rule!.proposal!(facts)]
  }
  t.strictSame(await proposed(), ['Use its over-arching enrolment, enrolmentLocalId "C0".', 'C0'])
  t.equal((await client.put('/enrolments/C0/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' })).status, 200)
  t.strictSame(await proposed(), ['Nothing passes: its over-arching enrolment, enrolmentLocalId "C0", is Withdrawn.', undefined])
})

t.test('A provider is in the register, unless the sandbox is told that this only warns', async t => {
  for (const [reading, unknown] of [['refused', providerCode], ['warned', warnedBy('off-job.provider-registered')]] as const) {
    const client = await open(t, { reading: `provider-register=${reading}` })
    await apprentice(client)
    await client.post('/off-job-deliveries', whole)
    for (const request of saying) {
      await judge(t, client, offJobProviderCode => request({ offJobProviderCode }), [
        [-1, unknown], [0, unknown], [1, unknown], [4321, unknown], [9000, unknown], [9001, accepted, 'the TEO itself'],
        [9003, accepted, 'of the register'], [9006, unknown], [10000, unknown]
      ])
    }
  }
})

t.test('A register that a fixture adds to has the codes of both', async t => {
  const client = await open(t, { fixture: fixture(t, { 'providers.json': [{ providerCode: 6006, name: 'Of one test' }] }) })
  await apprentice(client)
  await judge(t, client, offJobProviderCode => create({ ...whole, offJobProviderCode }), [[6006, accepted], [6007, providerCode]])
})

t.test('A course code with a year, an unknown funding category and an end before the start are only warned of', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/off-job-deliveries', whole)
  for (const request of saying) {
    await judge(t, client, code => request({ courseCode: code }), [
      ['BlockCourse1', accepted], ['Block1899', accepted], ['Block1900', courseCode], ['2026-A', courseCode], ['Block2099', courseCode],
      ['Block2100', accepted]
    ])
    await judge(t, client, fundingCategory => request({ fundingCategory }), [
      ['P1', accepted], ['B2', accepted], ['J5', accepted], ['P0', fundingCategory], ['P6', fundingCategory], ['F7', fundingCategory]
    ])
    await judge(t, client, category => request({ fundingCategory: category }), [
      ['F1', fundingCategory], ['F2', fundingCategory], ['F6', fundingCategory], ['p1', fundingCategory], ['1P', fundingCategory],
      ['P', fundingCategory]
    ])
    await judge(t, client, offJobEndDate => request({ offJobEndDate }), [
      ['2026-02-15', endsAfterStart, 'the day before'], ['2026-02-16', accepted, 'the day'], ['2026-02-17', accepted, 'the day after'],
      [undefined, accepted, 'not given']
    ])
    const early = warnedBy('off-job.starts-on-or-after-participation')
    const over = warnedBy('off-job.ends-on-or-after-participation')
    await judge(t, client, day => request({ offJobStartDate: day, offJobEndDate: day }), [['2025-06-15', early], ['2025-06-16', accepted]])
    await judge(t, client, day => request({ offJobStartDate: undefined, offJobEndDate: day }), [
      ['2025-06-15', over, 'the day before participation starts'], ['2025-06-16', accepted]
    ])
    await judge(t, client, offJobStartDate => request({ offJobStartDate }), [[undefined, accepted, 'not given']])
  }
})

t.test('Every broken rule is reported at once', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/off-job-deliveries', whole)
  const slips = {
    enrolmentLocalId: 'E9',
    offJobProviderCode: 0,
    courseCode: 'Block2026',
    fundingCategory: 'X',
    offJobEndDate: '2026-02-15'
  }
  const broken = all(enrolmentExists, providerCode, courseCode, fundingCategory, endsAfterStart)
  await judge(t, client, create, [[{ ...whole, ...slips }, all(localIdUnused, broken)]])
  await judge(t, client, id => update({ ...delivery, ...slips }, id), [['D9', all(exists, broken)]])
})

t.test('A delivery has the documented shape', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/off-job-deliveries', whole)
  const shapes = {
    enrolmentLocalId: { text: [1, 20] },
    offJobProviderCode: { int32: true },
    courseCode: { text: [1, 20] },
    fundingCategory: { text: [1, 2] },
    offJobStartDate: { date: true, optional: true },
    offJobEndDate: { date: true, optional: true }
  } as const
  await takesShape(t, client, create, { ...whole, offJobDeliveryLocalId: 'D2' }, {
    offJobDeliveryLocalId: { text: [1, 20], optional: true }, ...shapes
  })
  await takesShape(t, client, body => update(body), delivery, shapes)
})

t.test('One TEO never sees or changes another\'s deliveries', async t => {
  await keepsToItsTeo(t, [
    [create({ ...whole, enrolmentLocalId: 'DEMO-E05' }), 400, 'enrolment.exists'],
    [create({ ...whole, enrolmentLocalId: 'DEMO-E04' }), 201]
  ])
  const client = await open(t)
  await apprentice(client)
  await client.post('/off-job-deliveries', whole)
  for (const [method, path, body] of [at('GET')('D1'), at('DELETE')('D1'), update(delivery)]) {
    const { status, headers } = await client.call(method, path, body, asSecondTeo)
    t.equal(status, 400, method)
    t.match(headers['sandbox-rules'], /^off-job\.exists/)
  }
  t.strictSame((await client.get('/off-job-deliveries/D1')).body, whole)
})

const deliveryUnder = (enrolmentLocalId: string) => ({
  enrolmentLocalId, offJobProviderCode: 9002, courseCode: 'BlockCourse1', fundingCategory: 'P1'
})

t.test('An off-job delivery moves to another enrolment; as the sandbox is told, until its own is Withdrawn or Completed', async t => {
  const client = await open(t, { reading: 'delivery-after-end=refused' })
  await apprentice(client)
  for (const id of ['E2', 'E3', 'E4']) await client.post('/enrolments', valid.enrolment(id, 'L1', 'A1'))
  for (const id of ['E1', 'E2', 'E3', 'E4']) {
    await client.post('/off-job-deliveries', { offJobDeliveryLocalId: `D-${id}`, ...deliveryUnder(id) })
  }
  await client.put('/enrolments/E2/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' })
  await client.admin('POST', '/nzqa/completions', { eid: 9001, enrolmentLocalId: 'E3', completionDate: '2026-03-02' })
  await client.call('DELETE', '/enrolments/E4', { deletionDate: '2026-03-02', deletionReason: 'IE' })

  for (const [from, status] of [['E2', 'Withdrawn'], ['E3', 'Completed']] as const) {
    const refused = await client.put(`/off-job-deliveries/D-${from}`, deliveryUnder('E1'))
    t.equal(refused.status, 400)
    t.equal(refused.headers['sandbox-rules'], 'off-job.enrolment-so-far-not-over')
    t.match(refused.body.errors.enrolmentLocalId, [new RegExp(`enrolment "${from}", which is ${status}`)])
    t.equal((await client.get(`/off-job-deliveries/D-${from}`)).body.enrolmentLocalId, from)
  }
  t.equal((await client.put('/off-job-deliveries/D-E4', deliveryUnder('E1'))).status, 200, 'a deleted enrolment keeps nothing')
  await client.post('/enrolments', valid.enrolment('E5', 'L1', 'A1'))
  t.equal((await client.put('/off-job-deliveries/D-E1', deliveryUnder('E5'))).status, 200)
})
