import t from 'tap'
import { asSecondTeo, open } from '../../harness.ts'
import { apprentice, valid } from './bodies.ts'
import { everyStatus } from './every-status.ts'
import { accepted, all, changed, isTriedAndMade, judge, keepsToItsTeo, refusedBy, takesShape, warnedBy } from './verdicts.ts'
import {
  trainingAgreement, whole, create, update, transferTo, transfer, exists, learnerExists, localIdUnused, detailsGiven, signedByToday,
  notFinished, toAnother, region, endsAfterSigned, beforePlans, employmentType, learnerWithAgreement
} from './training-agreements/requests.ts'
import './training-agreements/transfers.ts'

/** Creating A2, and transferring A1 to it: both are held to the same about what is agreed. */
const agreeing = [
  {
    member: 'trainingAgreement',
    request: (details: object) => create({ ...whole, trainingAgreementLocalId: 'A2', trainingAgreement: details })
  },
  { member: 'newTrainingAgreement', request: (details: object) => transfer(transferTo('A2', withAnother(details))) }
]

/** A transfer is to another employer. */
const withAnother = (details: object): object =>
  'employerName' in details && details.employerName === trainingAgreement.employerName
    ? { ...details, employerName: 'Harbourside Homes Ltd' }
    : details

t.test('An agreement is created as Pending, answered whole and read back whole', async t => {
  const client = await open(t)
  await client.post('/learners', valid.learner('L1'))
  const created = await client.post('/training-agreements', whole)
  t.equal(created.status, 201)
  t.strictSame(created.body, { ...whole, trainingAgreementStatus: 'Pending' })
  const read = await client.get('/training-agreements/A1')
  t.equal(read.status, 200)
  t.strictSame(read.body, created.body)
})

t.test('A new agreement has a learner of the TEO, an unused id, and says what is agreed', async t => {
  const client = await open(t)
  await learnerWithAgreement(client)
  await judge(t, client, (body: object) => create({ ...whole, trainingAgreementLocalId: 'A2', ...body }), [
    [{}, accepted],
    [{ learnerLocalId: 'L9' }, learnerExists],
    [{ trainingAgreementLocalId: 'A1' }, localIdUnused],
    [{ trainingAgreementLocalId: 'a1' }, warnedBy('agreement.local-id-unlike-others'), 'the id in another case'],
    [{ trainingAgreement: undefined }, detailsGiven, 'without trainingAgreement'],
    [{ trainingAgreement: null }, detailsGiven]
  ])
})

t.test('An agreement is signed by today', async t => {
  const client = await open(t)
  await learnerWithAgreement(client)
  for (const { member, request } of agreeing) {
    await judge(t, client, trainingAgreementSignedDate => request({ ...trainingAgreement, trainingAgreementSignedDate }), [
      ['2026-03-01', accepted, 'yesterday'], ['2026-03-02', accepted, 'today'], ['2026-03-03', signedByToday(member), 'tomorrow']
    ])
  }
})

t.test('An agreement that ends before it is signed, of an unknown region or without an employment type is only warned of', async t => {
  const client = await open(t)
  await learnerWithAgreement(client)
  for (const { request } of agreeing) {
    await judge(t, client, trainingAgreementEndDate => request({ ...trainingAgreement, trainingAgreementEndDate }), [
      ['2026-02-01', endsAfterSigned, 'the day before'], ['2026-02-02', accepted, 'the day'], ['2026-02-03', accepted, 'the day after'],
      [undefined, accepted, 'not given']
    ])
    await judge(t, client, employmentRegionCode => request({ ...trainingAgreement, employmentRegionCode }), [
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 17, 18, 99].map(code => [code, accepted] as const),
      ...[-1, 0, 10, 11, 19, 98, 100].map(code => [code, region] as const)
    ])
    await judge(t, client, employmentTypeCode => request({ ...trainingAgreement, employmentTypeCode }), [
      ['FT', accepted], [undefined, employmentType, 'not given'], [null, employmentType]
    ])
  }
})

t.test('An agreement that is signed before the learner is born, or is five, is told of', async t => {
  const client = await open(t)
  await apprentice(client)
  const [birth, young] = [warnedBy('agreement.signed-on-or-after-birth'), warnedBy('agreement.signed-old-enough')]
  await judge(t, client, signed => ['POST', '/training-agreements', valid.agreement('A2', 'L1', signed)], [
    ['2005-05-04', birth, 'the day before the birth'], ['2005-05-05', young, 'the day'], ['2010-05-04', young, 'a day before being five'],
    ['2010-05-05', accepted, 'five']
  ])
})

t.test('A second agreement with the same learner, employer and signed date is refused', async t => {
  const client = await open(t)
  await client.post('/learners', valid.learner('L1'))
  await client.post('/training-agreements', whole)
  await client.post('/learners', valid.learner('L2'))
  const unique = refusedBy('agreement.unique-by-learner-employer-signed-date', 'trainingAgreementLocalId')
  await judge(t, client, (details: { learnerLocalId?: string }) =>
    create({ ...whole, trainingAgreementLocalId: 'A3', learnerLocalId: 'L1', ...details }), [
    [{}, unique],
    [{ learnerLocalId: 'L2' }, accepted, 'another learner']
  ])
  await judge(t, client, (details: object) =>
    create({ ...whole, trainingAgreementLocalId: 'A3', trainingAgreement: { ...trainingAgreement, ...details } }), [
    [{ trainingAgreementSignedDate: '2026-02-01' }, accepted, 'the day before'],
    [{ trainingAgreementSignedDate: '2026-02-03' }, accepted, 'the day after'],
    [{ employerName: 'Tasman Bay Builders Ltd' }, accepted, 'another employer'],
    [{ employerNzbn: undefined, employmentRegionCode: 2 }, unique, 'the same one elsewhere']
  ])
  const warned = await client.post('/training-agreements', { ...whole, trainingAgreementLocalId: 'A3' })
  const explained = await client.admin('GET', `/requests/${warned.headers['sandbox-request-id']}/explain`)
  t.match(explained.body.refusedBy[0].message, /agreement with "Kererū Joinery Ltd", signed on 2026-02-02 \(trainingAgreementLocalId "A1"\)\./)
})

t.test('An update puts the signed date and the end date right, and nothing else', async t => {
  const client = await open(t)
  await client.post('/learners', valid.learner('L1'))
  await client.post('/training-agreements', whole)
  const dates = { trainingAgreementSignedDate: '2026-02-03', trainingAgreementEndDate: '2029-02-02' }
  for (const [change, ignored] of [
    [{ trainingAgreementSignedDate: '2026-02-03' }], [{ trainingAgreementEndDate: '2029-02-02' }], [{}, 'nothing-to-change:body'],
    [{ employerName: 'Tasman Bay Builders Ltd', learnerLocalId: 'L2' },
      'ignored-member:employerName, ignored-member:learnerLocalId, nothing-to-change:body']
  ] as const) {
    const before = (await client.get('/training-agreements/A1')).body
    const updated = await client.put('/training-agreements/A1', change)
    t.strictSame([updated.status, updated.headers['sandbox-warnings']], [200, ignored])
    const expected = ignored ? before : { ...before, trainingAgreement: { ...before.trainingAgreement, ...change } }
    t.strictSame(updated.body, expected)
    t.strictSame((await client.get('/training-agreements/A1')).body, expected)
  }
  t.strictSame((await client.get('/training-agreements/A1')).body, {
    ...whole, trainingAgreement: { ...trainingAgreement, ...dates }, trainingAgreementStatus: 'Pending'
  })
  await client.put('/training-agreements/A1', { trainingAgreementSignedDate: '2026-02-10' })
  await judge(t, client, pauseDate => ['PUT', '/training-agreements/A1/hold', { pauseDate, onHoldReasonCode: 'PL' }], [
    ['2026-02-10', refusedBy('agreement.pause-after-signed', 'pauseDate'), 'the day of the new signing'], ['2026-02-11', accepted]
  ])
})

t.test('An agreement that is updated is not Finished, and is signed by today', async t => {
  const client = await open(t, { fixture: everyStatus(t) })
  await judge(t, client, agreement => update({ trainingAgreementSignedDate: '2025-06-02' }, agreement), [
    ['Pending', accepted], ['Active', accepted], ['Hold', accepted], ['Grace', accepted], ['Finished', notFinished], ['A9', exists]
  ])
  const other = await open(t)
  await learnerWithAgreement(other)
  await judge(t, other, trainingAgreementSignedDate => update({ trainingAgreementSignedDate }), [
    ['2026-03-01', accepted, 'yesterday'], ['2026-03-02', accepted, 'today'],
    ['2026-03-03', refusedBy('agreement.signed-not-in-future', 'trainingAgreementSignedDate'), 'tomorrow']
  ])
})

t.test('An agreement that is updated to be signed after its plans, or to end before it is signed, is only warned of', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  await client.put('/training-agreements/A1/hold', { pauseDate: '2026-02-16', onHoldReasonCode: 'PL' })
  await client.post('/training-plans', valid.plan('P1', 'A1', '2025-07-07'))
  await client.post('/training-plans', valid.plan('P2', 'A1', '2025-06-16'))
  await judge(t, client, trainingAgreementSignedDate => update({ trainingAgreementSignedDate }), [
    ['2025-06-15', accepted, 'the day before the first plan'], ['2025-06-16', accepted, 'the day'],
    ['2025-06-17', beforePlans, 'the day after']
  ])
  await judge(t, client, trainingAgreementEndDate => update({ trainingAgreementEndDate }), [
    ['2025-06-01', endsAfterSigned, 'the day before signing'], ['2025-06-02', accepted, 'the day'],
    ['2025-06-03', accepted, 'the day after']
  ])
})

t.test('Every broken rule is reported at once', async t => {
  const client = await open(t)
  await learnerWithAgreement(client)
  const slips = {
    employerName: 'Kererū Joinery Ltd',
    employmentRegionCode: 10,
    trainingAgreementSignedDate: '2026-03-03',
    trainingAgreementEndDate: '2026-03-02'
  }
  const warnings = all(endsAfterSigned, region, employmentType)
  await judge(t, client, create, [
    [{ ...whole, learnerLocalId: 'L9', trainingAgreement: slips },
      all(learnerExists, localIdUnused, signedByToday('trainingAgreement'), warnings)]
  ])
  await judge(t, client, transfer, [
    [transferTo('A1', slips),
      all(toAnother, signedByToday('newTrainingAgreement'), warnings, warnedBy('transfer.to-another-employer'))]
  ])
  await judge(t, client, body => ['POST', '/training-agreements/A9/transfer', body], [
    [transferTo('A9', slips), all(exists, toAnother, signedByToday('newTrainingAgreement'), warnings)]
  ])
})

t.test('An agreement that the TEO has not created can be neither read nor transferred', async t => {
  const client = await open(t)
  await judge(t, client, path => ['GET', path], [['/training-agreements/A9', exists]])
  await judge(t, client, path => ['POST', path, transferTo('A2')], [['/training-agreements/A9/transfer', exists]])
  t.equal((await client.get('/training-agreements/A9')).body.title, 'There is no such record')
  const other = await open(t, { reading: 'unknown-id=404' })
  t.equal((await other.get('/training-agreements/A9')).status, 404, 'a read answers 404 where the sandbox is told so')
})

t.test('An agreement has the documented shape, on creating and on transfer', async t => {
  const client = await open(t)
  await learnerWithAgreement(client)
  const shapes = (details: string) => ({
    [`${details}.employerNzbn`]: { optional: true },
    [`${details}.employerName`]: { text: [1, 255] },
    [`${details}.employerSubdivisionName`]: { text: [0, 255], optional: true },
    [`${details}.employmentRegionCode`]: { int32: true },
    [`${details}.trainingAgreementSignedDate`]: { date: true, optional: true },
    [`${details}.trainingAgreementEndDate`]: { date: true, optional: true }
  } as const)
  await takesShape(t, client, create, { ...whole, trainingAgreementLocalId: 'A2' }, {
    learnerLocalId: { text: [1, 20] },
    trainingAgreementLocalId: { text: [1, 20] },
    trainingAgreement: { object: true, optional: true },
    ...shapes('trainingAgreement')
  })
  await takesShape(t, client, transfer, transferTo('A2'), {
    newTrainingAgreementLocalId: { text: [1, 20] },
    newTrainingAgreement: { object: true },
    ...shapes('newTrainingAgreement')
  })
  await takesShape(t, client, update, {}, {
    trainingAgreementSignedDate: { date: true, optional: true }, trainingAgreementEndDate: { date: true, optional: true }
  })
})

t.test('Members are known in any case; unknown members are passed over', async t => {
  const client = await open(t)
  await learnerWithAgreement(client)
  const created = await client.post('/training-agreements', {
    LearnerLocalId: 'L1',
    TRAININGAGREEMENTLOCALID: 'A2',
    TrainingAgreement: {
      ...changed(trainingAgreement, 'employerNzbn', undefined),
      EmployerNZBN: '9429000000017',
      employerPhone: '04 123 4567'
    },
    trainingAgreementStatus: 'Active'
  })
  t.strictSame(created.body, { ...whole, trainingAgreementLocalId: 'A2', trainingAgreementStatus: 'Pending' })
  t.equal(created.headers['sandbox-warnings'], 'ignored-member:trainingAgreement.employerPhone, ignored-member:trainingAgreementStatus')
})

t.test('A dry run of an update or a transfer gives the real answer and keeps nothing', async t => {
  const client = await open(t)
  await apprentice(client)
  await isTriedAndMade(t, client, update({ trainingAgreementEndDate: '2029-02-01' }))
  await isTriedAndMade(t, client, transfer(transferTo('A2')))
})

t.test('One TEO never sees or changes another\'s agreements', async t => {
  const client = await open(t, { fixture: 'demo' })
  t.equal((await client.get('/training-agreements/DEMO-TA04')).body.trainingAgreement.employerName, 'Tasman Bay Builders Ltd')
  t.equal(
    (await client.call('GET', '/training-agreements/DEMO-TA04', undefined, asSecondTeo)).body.trainingAgreement.employerName,
    'Clutha Timber Ltd'
  )
  await keepsToItsTeo(t, [
    [['GET', '/training-agreements/DEMO-TA05'], 400, 'agreement.exists'],
    [['POST', '/training-agreements', valid.agreement('DEMO-TA01', 'DEMO-L02')], 400, 'learner.exists'],
    [['POST', '/training-agreements', valid.agreement('DEMO-TA04', 'DEMO-L04')], 400, 'agreement.local-id-unused'],
    [update({}, 'DEMO-TA05'), 400, 'agreement.exists'],
    [['POST', '/training-agreements', valid.agreement('DEMO-TA05', 'DEMO-L04')], 201],
    [update({ trainingAgreementEndDate: '2029-02-01' }, 'DEMO-TA04'), 200],
    [['POST', '/training-agreements/DEMO-TA06/transfer', transferTo('DEMO-TA07')], 400, 'agreement.exists'],
    [['POST', '/training-agreements/DEMO-TA04/transfer', transferTo('DEMO-TA09')], 201]
  ])
})
