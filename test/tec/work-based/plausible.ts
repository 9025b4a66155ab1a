import t from 'tap'
import { demand, open } from '../../harness.ts'
import { apprentice, valid } from './bodies.ts'
import { accepted, all, changed, judge, send, warnedBy, type Request } from './verdicts.ts'

/** What breaks no published rule and is hardly meant, each at its boundary: it is told of, and taken. */

t.test('An employer under another spelling is the same employer, of an agreement and of a transfer', async t => {
  const client = await open(t)
  await apprentice(client)
  const signed = '2025-06-02'
  const details = (employerName: string, day = signed) => valid.agreement('A2', 'L1', day, { employerName }).trainingAgreement
  const alike = warnedBy('agreement.employer-unlike-others')
  await judge(t, client, ([employerName, day]): Request => ['POST', '/training-agreements', {
    trainingAgreementLocalId: 'A2', learnerLocalId: 'L1', trainingAgreement: details(employerName!, day)
  }], [
    [['kererū joinery ltd'], alike, 'in another case'], [['Kererū Joinery Ltd '], alike, 'with a blank'],
    [['Kererū  Joinery Ltd'], alike, 'with two'], [['Kererū Joinery Limited'], accepted], [['kererū joinery ltd', '2025-06-03'], accepted]
  ] as Array<[string[], ReturnType<typeof warnedBy>, string?]>)
  demand(await client.post('/training-agreements', valid.agreement('A3', 'L1', '2025-06-10')))
  const same = warnedBy('transfer.to-another-employer')
  await judge(t, client, ([employerName, day]): Request => ['POST', '/training-agreements/A1/transfer', {
    newTrainingAgreementLocalId: 'A2', newTrainingAgreement: details(employerName!, day)
  }], [
    [['Kererū Joinery Ltd', '2025-06-03'], same, 'the same employer'],
    [['KERERŪ JOINERY LTD', '2025-06-03'], same, 'in another case'],
    [['Kererū Joinery Limited', '2025-06-03'], accepted],
    [['KERERŪ A3 LTD', '2025-06-10'], warnedBy('transfer.employer-unlike-others'), 'that of another agreement of the day'],
    [['KERERŪ A3 LTD', '2025-06-11'], accepted, 'of another day']
  ] as Array<[string[], ReturnType<typeof warnedBy>, string?]>)
})

t.test('A withdrawal lies on or after the last visit, and GE is the reason of a grace that ran out', async t => {
  const client = await open(t)
  await apprentice(client)
  for (const [visitLocalId, visitDate] of [['V1', '2026-02-02'], ['V2', '2026-02-10']]) {
    demand(await client.post('/training-plans/P1/visits', { visitLocalId, visitDate }))
  }
  const withdraw = (path: string) => ([withdrawalDate, withdrawalReasonCode = 'CC']: readonly [string, string?]): Request =>
    ['PUT', `${path}/withdraw`, { withdrawalDate, withdrawalReasonCode }]
  const visited = warnedBy('agreement.withdrawal-on-or-after-visits')
  await judge(t, client, withdraw('/training-agreements/A1'), [
    [['2026-02-09'], visited, 'the day before'], [['2026-02-10'], accepted, 'the day'], [['2026-02-11'], accepted, 'the day after'],
    [['2026-02-10', 'GE'], warnedBy('agreement.withdrawal-of-a-grace'), 'no grace']
  ])
  await judge(t, client, withdraw('/enrolments/E1'), [
    [['2026-02-10', 'GE'], warnedBy('enrolment.withdrawal-of-a-grace'), 'no grace'], [['2026-02-10'], accepted]
  ])
  demand(await client.put('/training-agreements/A1/hold', { pauseDate: '2026-02-16', onHoldReasonCode: 'PL' }))
  await judge(t, client, withdraw('/training-agreements/A1'), [
    [['2026-03-02', 'GE'], warnedBy('agreement.withdrawal-of-a-grace'), 'a hold is no grace']
  ])
  demand(await client.put('/training-agreements/A1/grace', { pauseDate: '2026-02-16', graceReasonCode: 'RD' }))
  await judge(t, client, withdraw('/training-agreements/A1'), [[['2026-03-02', 'GE'], accepted, 'in a grace']])
  await judge(t, client, withdraw('/enrolments/E1'), [[['2026-03-02', 'GE'], accepted, 'in a grace']])
})

t.test('Hours and classes of a delivery are of a size and a form', async t => {
  const client = await open(t)
  await apprentice(client)
  const delivery = { enrolmentLocalId: 'E1', offJobProviderCode: 9001, courseCode: 'Block1', fundingCategory: 'P1' }
  demand(await client.post('/off-job-deliveries', { ...delivery, offJobDeliveryLocalId: 'D1' }))
  const [hours, form] = [warnedBy('off-job.hours-plausible'), warnedBy('off-job.classification-form')]
  for (const request of [
    (more: object): Request => ['POST', '/off-job-deliveries', { ...delivery, courseCode: 'Block2', offJobDeliveryLocalId: 'D2', ...more }],
    (more: object): Request => ['PUT', '/off-job-deliveries/D1', { ...delivery, ...more }]
  ]) {
    await judge(t, client, request, [
      [{ hours: 0.25 }, accepted], [{ hours: 6000 }, accepted, 'the most'], [{ hours: 6000.5 }, hours, 'more'], [{ hours: 0 }, hours],
      [{ hours: -1 }, all(hours, warnedBy('value.not-below-zero', 'inferred-shape:hours'))],
      [{ deliveryClassification: '1' }, accepted], [{ deliveryClassification: '01' }, accepted],
      [{ deliveryClassification: '39.9' }, accepted],
      [{ deliveryClassification: '0' }, form], [{ deliveryClassification: '40' }, form], [{ deliveryClassification: '22,1' }, form],
      [{ deliveryClassification: '22.' }, form]
    ])
  }
})

t.test('What of a learner is a code is one', async t => {
  const client = await open(t)
  const learner = valid.learner('L1')
  const [needs, status] = [warnedBy('learner.support-needs-form'), warnedBy('learner.residential-status-code')]
  const disabled = changed<object>(learner, 'demographics.disabilityStatus', 1)
  const request = ([member, value]: unknown[]): Request => ['POST', '/learners', changed(disabled, `demographics.${String(member)}`, value)]
  await judge(t, client, request, [
    [['disabilitySupportNeeds', [1]], accepted], [['disabilitySupportNeeds', [1, 0]], needs],
    [['residentialStatus', 'Y'], accepted], [['residentialStatus', 'N'], accepted], [['residentialStatus', 'y'], status],
    [['residentialStatus', '1'], status]
  ] as Array<[unknown[], ReturnType<typeof warnedBy>]>)
})

t.test('Days of agreements and programmes that are far off are told of, and names that differ in case alone', async t => {
  const client = await open(t)
  await apprentice(client)
  const { body: { programmeVersionNumber, ...version } } = demand(await client.get('/programmes/DEMO-NZA/versions/1'))
  const whole = { ...version, programmeLocalId: 'NEW', programmeLocalName: 'New' }
  const program = (more: object): Request => ['POST', '/programmes', { ...whole, ...more }]
  const name = version.programmeLocalName as string
  await judge(t, client, program, [
    [{}, accepted],
    [{ programmeLocalName: name.toUpperCase() }, warnedBy('programme.name-unlike-others'), 'the name of another in capitals'],
    [{ programmeLocalId: 'demo-nza' }, warnedBy('programme.local-id-unlike-others'), 'the id of another in small letters'],
    [{ startDate: '2031-03-02' }, accepted, 'five years ahead'],
    [{ startDate: '2031-03-03' }, warnedBy('programme.start-plausible'), 'the day after'],
    [{ creditValue: undefined }, warnedBy('programme.credit-value-given')],
    [{ industryCodes: undefined }, warnedBy('programme.industry-codes-given')]
  ])
  demand(await client.post('/learners', changed<object>(valid.learner('L2'), 'identity.dateOfBirth', '1970-01-01')))
  await judge(t, client, (day): Request => ['POST', '/training-agreements', valid.agreement('A2', 'L2', day)], [
    ['1996-03-02', accepted, 'thirty years ago'], ['1996-03-01', warnedBy('agreement.signed-plausible'), 'the day before']
  ])
  await judge(t, client, ([reason, day]): Request => ['DELETE', '/enrolments/E1', { deletionReason: reason, deletionDate: day }], [
    [['IE', '2025-06-16'], accepted, 'the day on which participation starts']
  ] as Array<[string[], typeof accepted, string]>)
})

t.test('A day is far off from a number of years on, back and ahead', async t => {
  const client = await open(t)
  await apprentice(client)
  const { body: { programmeVersionNumber, ...version } } = demand(await client.get('/programmes/DEMO-NZA/versions/1'))
  const course = { offJobProviderCode: 9001, courseCode: 'Block1', fundingCategory: 'P1' }
  const delivery = { offJobDeliveryLocalId: 'D1', enrolmentLocalId: 'E1', ...course }
  const programme = (member: string) => (day: string): Request =>
    ['POST', '/programmes', { ...version, programmeLocalId: 'NEW', programmeLocalName: 'New', [member]: day }]
  const days: ReadonlyArray<[rule: string, request: (day: string) => Request, back: number, ahead: number]> = [
    ['learner.born-plausible', day => ['POST', '/learners', changed(valid.learner('L2'), 'identity.dateOfBirth', day)], 110, 5],
    ['agreement.signed-plausible', day => ['POST', '/training-agreements', valid.agreement('A2', 'L1', day)], 30, 5],
    ['agreement.end-plausible', day =>
      ['POST', '/training-agreements', valid.agreement('A2', 'L1', undefined, { trainingAgreementEndDate: day })], 30, 30],
    ['enrolment.start-plausible', day => ['POST', '/enrolments', valid.enrolment('E2', 'L1', 'A1', day)], 30, 5],
    ['enrolment.transfer-plausible', transferDate =>
      ['POST', '/enrolments/E1/transfer', { programmeVersionNumber: 2, transferDate }], 30, 5],
    ['enrolment.deletion-plausible', deletionDate => ['DELETE', '/enrolments/E1', { deletionReason: 'IE', deletionDate }], 30, 5],
    ['plan.signed-plausible', trainingPlanSignedDate => ['PUT', '/training-plans/P1', { trainingPlanSignedDate }], 30, 5],
    ['off-job.start-plausible', day => ['POST', '/off-job-deliveries', { ...delivery, offJobStartDate: day }], 30, 5],
    ['off-job.end-plausible', day => ['POST', '/off-job-deliveries', { ...delivery, offJobEndDate: day }], 30, 5],
    ['programme.start-plausible', programme('startDate'), 60, 5],
    ['programme.expiry-plausible', programme('expiryDate'), 60, 60],
    ['programme.expiry-plausible', expiryDate => ['PUT', '/programmes/DEMO-NZA/versions/1', { expiryDate }], 60, 60]
  ]
  for (const [rule, request, back, ahead] of days) {
    const [first, last] = [`${2026 - back}-03-02`, `${2026 + ahead}-03-02`]
    for (const [day, told] of [
      [first, undefined], [last, undefined],
      [`${2026 - back}-03-01`, `is more than ${back} years ago (before ${first}).`],
      [`${2026 + ahead}-03-03`, `is more than ${ahead} years ahead (after ${last}).`]
    ] as const) {
      const { headers } = await send(client, request(day), { 'sandbox-dry-run': '1' })
      t.equal(String(headers['sandbox-warnings']).split(', ').includes(rule), told !== undefined, `${rule}: ${day}`)
      if (told === undefined) continue
      const { body } = await client.admin('GET', `/requests/${headers['sandbox-request-id'] as string}/explain`)
      const { message, compared } = body.warnedBy.find((it: any) => it.rule === rule)
      t.match(message, `${day} ${told}`)
      t.match(compared, { 'years ago': first, 'years ahead': last })
    }
  }
  const { rules } = (await client.admin('GET', '/rules/coverage')).body
  for (const [id] of days) {
    const met = 2 * days.filter(([rule]) => rule === id).length
    t.equal(rules.find((it: any) => it.id === id).boundary, met, `${id} has met both ends`)
  }
})

t.test('An id of a transfer is unlike those of other agreements', async t => {
  const client = await open(t)
  await apprentice(client)
  await judge(t, client, (id): Request => ['POST', '/training-agreements/A1/transfer', {
    newTrainingAgreementLocalId: id, newTrainingAgreement: valid.agreement('A2', 'L1', '2025-06-03').trainingAgreement
  }], [['A2', accepted], ['a1', warnedBy('transfer.new-local-id-unlike-others'), 'that of the old one in another case']])
})
