import t from 'tap'
import { asSecondTeo, open } from '../../harness.ts'
import { apprentice, valid } from './bodies.ts'
import { agreementStatus, enrolmentStatus } from './every-status.ts'
import { accepted, all, isTriedAndMade, judge, keepsToItsTeo, takesShape, warnedBy } from './verdicts.ts'
import {
  hold, grace, restart, withdraw, bodies, operations, change, exists, fits, pauseByToday, pauseAfterSigned, pauseWithinThreeMonths,
  restartByToday, restartAfterSigned, restartOnOrAfterHold, withdrawalByToday, withdrawalOnOrAfterSigned, withdrawalOnOrAfterStart,
  holdReason, graceReason, withdrawalReason
} from './status-changes/requests.ts'
import './status-changes/dates.ts'
import './status-changes/outcomes.ts'

t.test('Each status change answers what it was sent, and is read back with the agreement', async t => {
  const client = await open(t)
  await apprentice(client)
  const agreement = valid.agreement('A1', 'L1')
  for (const [operation, body, readBack] of [
    ['hold', hold, { trainingAgreementStatus: 'Hold', ...hold }],
    ['grace', grace, { trainingAgreementStatus: 'Grace', ...grace }],
    ['hold', hold, { trainingAgreementStatus: 'Hold', ...hold }],
    ['restart', restart, { trainingAgreementStatus: 'Active', ...restart }],
    ['grace', grace, { trainingAgreementStatus: 'Grace', ...restart, ...grace }],
    ['restart', { restartDate: '2026-03-02' }, { trainingAgreementStatus: 'Active', restartDate: '2026-03-02' }],
    ['withdraw', withdraw, { trainingAgreementStatus: 'Finished', restartDate: '2026-03-02', ...withdraw }]
  ] as const) {
    const reply = await client.put(`/training-agreements/A1/${operation}`, body)
    t.strictSame([reply.status, reply.body], [200, body], operation)
    t.strictSame(
      (await client.get('/training-agreements/A1')).body,
      { ...agreement, ...readBack, trainingAgreementStatusDate: Object.values(body)[0] },
      `and the agreement is ${readBack.trainingAgreementStatus}`
    )
  }
})

t.test('A reason is a code of its table', async t => {
  const client = await open(t)
  await apprentice(client)
  await judge(t, client, onHoldReasonCode => change('hold', { ...hold, onHoldReasonCode }), [
    ...['SW', 'PL', 'OV', 'MD', 'CI', 'OT', 'ST', 'WE'].map(code => [code, accepted] as const),
    ...['LE', 'CC', 'pl', 'P', ' P', 'XX'].map(code => [code, holdReason] as const)
  ])
  await judge(t, client, graceReasonCode => change('grace', { ...grace, graceReasonCode }), [
    ...['LE', 'DM', 'RD'].map(code => [code, accepted] as const),
    ...['PL', 'OT', 'rd', 'R', 'XX'].map(code => [code, graceReason] as const)
  ])
  await judge(t, client, withdrawalReasonCode => change('withdraw', { ...withdraw, withdrawalReasonCode }), [
    ...[
      'BC', 'BD', 'CC', 'AP', 'PT', 'CP', 'DC', 'DS', 'EW', 'LS', 'LA', 'LI', 'NF', 'OT', 'OD', 'PC', 'ST', 'TI', 'LE'
    ].map(code => [code, accepted] as const),
    ['GE', warnedBy('agreement.withdrawal-of-a-grace'), 'of a grace that is none'],
    ...['DF', 'NA'].map(code => [code, withdrawalReason, 'of the older register'] as const),
    ...['RD', 'PL', 'cc', 'C', 'CC ', 'XXX'].map(code => [code, withdrawalReason] as const)
  ])
})

t.test('Every broken rule is reported at once', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.put('/training-agreements/A1/hold', hold)
  const again = warnedBy('agreement.not-on-hold-already')
  const beforeAll = warnedBy('agreement.pause-on-or-after-pause', 'agreement.pause-on-or-after-participation-start')
  const request = ([operation, body]: readonly [string, object]) => change(operation, body)
  const [past, future] = ['2025-06-01', '2026-03-03']
  await judge(t, client, request, [
    [['hold', { pauseDate: past, onHoldReasonCode: 'XX' }], all(pauseAfterSigned, pauseWithinThreeMonths, holdReason, again, beforeAll)],
    [['hold', { pauseDate: future, onHoldReasonCode: 'XX' }], all(pauseByToday, holdReason, again)],
    [['grace', { pauseDate: past, graceReasonCode: 'XX' }], all(pauseAfterSigned, pauseWithinThreeMonths, graceReason, beforeAll)],
    [['restart', { restartDate: past }], all(restartAfterSigned, restartOnOrAfterHold)],
    [['withdraw', { withdrawalDate: past, withdrawalReasonCode: 'XX' }],
      all(withdrawalOnOrAfterSigned, withdrawalOnOrAfterStart, withdrawalReason, warnedBy('agreement.withdrawal-on-or-after-pause'))]
  ])
  await client.put('/training-agreements/A1/withdraw', withdraw)
  await judge(t, client, request, [
    [['hold', { pauseDate: past, onHoldReasonCode: 'XX' }], all(pauseAfterSigned, pauseWithinThreeMonths, fits.hold, holdReason)],
    [['grace', { pauseDate: future, graceReasonCode: 'XX' }], all(pauseByToday, fits.grace, graceReason)],
    [['restart', { restartDate: future }], all(restartByToday, fits.restart)],
    [['withdraw', { withdrawalDate: future, withdrawalReasonCode: 'XX' }], all(withdrawalByToday, fits.withdraw, withdrawalReason)]
  ])
  await judge(t, client, ([operation, body]: readonly [string, object]) => change(operation, body, 'A9'), [
    [['hold', hold], exists], [['grace', grace], exists], [['restart', restart], exists], [['withdraw', withdraw], exists],
    [['grace', { pauseDate: past, graceReasonCode: 'XX' }], all(exists, pauseWithinThreeMonths, graceReason)]
  ])
})

t.test('Each status change has the documented shape', async t => {
  const client = await open(t)
  await apprentice(client)
  for (const [operation, members] of [
    ['hold', { pauseDate: { date: true }, onHoldReasonCode: { text: [1, 2] } }],
    ['grace', { pauseDate: { date: true }, graceReasonCode: { text: [1, 2] } }],
    ['restart', { restartDate: { date: true } }],
    ['withdraw', { withdrawalDate: { date: true }, withdrawalReasonCode: { text: [1, 3] } }]
  ] as const) await takesShape(t, client, body => change(operation, body), bodies[operation], members)
})

t.test('Members are known in any case; unknown members are passed over', async t => {
  const client = await open(t)
  await apprentice(client)
  const reply = await client.put('/training-agreements/A1/hold', {
    PauseDate: hold.pauseDate, ONHOLDREASONCODE: 'PL', graceReasonCode: 'RD'
  })
  t.strictSame([reply.status, reply.body, reply.headers['sandbox-warnings']], [200, hold, 'ignored-member:graceReasonCode'])
  t.equal((await client.get('/training-agreements/A1')).body.graceReasonCode, undefined)
})

t.test('A dry run of a status change gives the real answer and keeps nothing', async t => {
  const client = await open(t)
  await apprentice(client)
  for (const operation of operations) await isTriedAndMade(t, client, change(operation, bodies[operation]))
})

t.test('One TEO never changes the status of another\'s agreements', async t => {
  const client = await open(t, { fixture: 'demo' })
  await client.call('PUT', '/training-agreements/DEMO-TA04/hold', hold, asSecondTeo)
  t.strictSame([await agreementStatus(client, 'DEMO-TA04'), await enrolmentStatus(client, 'DEMO-E04')], ['Active', 'Active'])
  await keepsToItsTeo(t, [
    ...operations.map(operation => [change(operation, bodies[operation], 'DEMO-TA06'), 400, 'agreement.exists'] as const),
    ...operations.map(operation => [change(operation, bodies[operation], 'DEMO-TA04'), 200] as const)
  ])
})

t.test('A status change is taken with PUT, POST or PATCH, as no page shows the method', async t => {
  const client = await open(t)
  await apprentice(client)
  const path = '/training-agreements/A1'
  t.equal((await client.call('POST', `${path}/hold`, { pauseDate: '2026-03-01', onHoldReasonCode: 'PL' })).status, 200)
  t.equal((await client.call('PATCH', `${path}/restart`, { restartDate: '2026-03-02' })).status, 200)
  t.equal((await client.call('PUT', `${path}/grace`, { pauseDate: '2026-03-02', graceReasonCode: 'RD' })).status, 200)
  t.same((await client.admin('GET', '/requests')).body.requests.slice(0, 3).map((it: any) => it.operation),
    ['PlaceTrainingAgreementInGrace', 'RestartTrainingAgreement', 'PlaceTrainingAgreementOnHold'])
})
