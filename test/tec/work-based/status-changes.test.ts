import t from 'tap'
import { contentsOf } from '../../data.ts'
import { asSecondTeo, open, type Client } from '../../harness.ts'
import { apprentice, valid } from './bodies.ts'
import { agreementStatus, agreementStatuses, enrolmentStatus, everyStatus, openStatuses, standing } from './every-status.ts'
import { accepted, all, isTriedAndMade, judge, keepsToItsTeo, refusedBy, send, takesShape, warnedBy, type Request } from './verdicts.ts'

const hold = { pauseDate: '2026-02-16', onHoldReasonCode: 'PL' }
const grace = { pauseDate: '2026-02-16', graceReasonCode: 'RD' }
const restart = { restartDate: '2026-02-23' }
const withdraw = { withdrawalDate: '2026-02-16', withdrawalReasonCode: 'CC' }
const bodies = { hold, grace, restart, withdraw }
const operations = ['hold', 'grace', 'restart', 'withdraw'] as const

const change = (operation: string, body: unknown, agreement = 'A1'): Request => ['PUT', `/training-agreements/${agreement}/${operation}`, body]

const complete = (enrolmentLocalId: string, completionDate = '2026-03-02', eid = 9001): Request =>
  ['POST', '/__admin/nzqa/completions', { eid, enrolmentLocalId, completionDate }]

const exists = refusedBy('agreement.exists', 'trainingAgreementLocalId')
const fits = {
  hold: refusedBy('agreement.can-be-held', 'trainingAgreementLocalId'),
  grace: refusedBy('agreement.can-be-in-grace', 'trainingAgreementLocalId'),
  restart: refusedBy('agreement.can-be-restarted', 'trainingAgreementLocalId'),
  withdraw: refusedBy('agreement.can-be-withdrawn', 'trainingAgreementLocalId')
}
const pauseByToday = refusedBy('agreement.pause-by-today', 'pauseDate')
const pauseAfterSigned = refusedBy('agreement.pause-after-signed', 'pauseDate')
const pauseWithinThreeMonths = refusedBy('agreement.pause-within-three-months', 'pauseDate')
const restartByToday = refusedBy('agreement.restart-by-today', 'restartDate')
const restartAfterSigned = refusedBy('agreement.restart-after-signed', 'restartDate')
const restartOnOrAfterHold = refusedBy('agreement.restart-on-or-after-hold', 'restartDate')
const restartOnOrAfterGrace = warnedBy('agreement.restart-on-or-after-grace')
const withdrawalByToday = refusedBy('agreement.withdrawal-by-today', 'withdrawalDate')
const withdrawalOnOrAfterSigned = refusedBy('agreement.withdrawal-on-or-after-signed', 'withdrawalDate')
const withdrawalOnOrAfterStart = refusedBy('agreement.withdrawal-on-or-after-participation-start', 'withdrawalDate')
const holdReason = refusedBy('agreement.on-hold-reason-code', 'onHoldReasonCode')
const graceReason = refusedBy('agreement.grace-reason-code', 'graceReasonCode')
const withdrawalReason = refusedBy('agreement.withdrawal-reason-code', 'withdrawalReasonCode')

/** An agreement A1 that was signed on a day, with no enrolment. */
async function agreementSigned (client: Client, signed: string): Promise<void> {
  await client.post('/learners', valid.learner('L1'))
  await client.post('/training-agreements', valid.agreement('A1', 'L1', signed))
}

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
    t.strictSame((await client.get('/training-agreements/A1')).body, { ...agreement, ...readBack }, `and the agreement is ${readBack.trainingAgreementStatus}`)
  }
})

t.test('A hold or a grace begins by today', async t => {
  const client = await open(t)
  await apprentice(client)
  for (const [operation, body] of [['hold', hold], ['grace', grace]] as const) {
    await judge(t, client, pauseDate => change(operation, { ...body, pauseDate }), [
      ['2026-03-01', accepted, 'yesterday'], ['2026-03-02', accepted, 'today'], ['2026-03-03', pauseByToday, 'tomorrow']
    ])
  }
})

t.test('A hold or a grace begins strictly after the day on which the agreement was signed', async t => {
  const client = await open(t)
  await agreementSigned(client, '2026-02-02')
  for (const [operation, body] of [['hold', hold], ['grace', grace]] as const) {
    await judge(t, client, pauseDate => change(operation, { ...body, pauseDate }), [
      ['2026-02-01', pauseAfterSigned, 'the day before'], ['2026-02-02', pauseAfterSigned, 'the day'], ['2026-02-03', accepted, 'the day after']
    ])
  }
})

t.test('A hold or a grace is backdated by three months at most', async t => {
  const client = await open(t)
  await apprentice(client)
  for (const [operation, body] of [['hold', hold], ['grace', grace]] as const) {
    await judge(t, client, pauseDate => change(operation, { ...body, pauseDate }), [
      ['2025-12-01', pauseWithinThreeMonths, 'the day before'], ['2025-12-02', accepted, 'the day'], ['2025-12-03', accepted, 'the day after'],
      ['2025-06-02', all(pauseAfterSigned, pauseWithinThreeMonths), 'the day of signing']
    ])
  }
})

t.test('A completion that NZQA has reported under the agreement lifts the limit of three months, and no other', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const [operation, body] of [['hold', hold], ['grace', grace]] as const) {
    await judge(t, client, pauseDate => change(operation, { ...body, pauseDate }, 'DEMO-TA10'), [
      ['2025-12-02', accepted, 'three months back'], ['2025-12-01', accepted, 'the day before that'], ['2025-01-27', accepted, 'the day after signing'],
      ['2025-01-26', pauseAfterSigned, 'the day of signing'], ['2026-03-03', pauseByToday, 'tomorrow']
    ])
    await judge(t, client, pauseDate => change(operation, { ...body, pauseDate }, 'DEMO-TA04'), [
      ['2025-12-02', accepted], ['2025-12-01', pauseWithinThreeMonths, 'without a completion']
    ])
  }
})

t.test('A restart is by today, however long ago', async t => {
  const client = await open(t, { at: '2025-09-01T09:00' })
  await apprentice(client)
  await client.put('/training-agreements/A1/hold', { ...hold, pauseDate: '2025-09-01' })
  client.freeze('2026-03-02T09:00')
  await judge(t, client, restartDate => change('restart', { restartDate }), [
    ['2026-03-01', accepted, 'yesterday'], ['2026-03-02', accepted, 'today'], ['2026-03-03', restartByToday, 'tomorrow'],
    ['2025-12-01', accepted, 'more than three months back']
  ])
})

t.test('A restart is on or after the day on which the hold began', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.put('/training-agreements/A1/hold', hold)
  await judge(t, client, restartDate => change('restart', { restartDate }), [
    ['2026-02-15', restartOnOrAfterHold, 'the day before'], ['2026-02-16', accepted, 'the day'], ['2026-02-17', accepted, 'the day after'],
    ['2025-06-02', all(restartAfterSigned, restartOnOrAfterHold), 'the day of signing']
  ])
  await client.put('/training-agreements/A1/hold', { ...hold, pauseDate: '2026-02-20' })
  await judge(t, client, restartDate => change('restart', { restartDate }), [
    ['2026-02-19', restartOnOrAfterHold, 'the day before the later hold'], ['2026-02-20', accepted]
  ])
})

t.test('A restart is strictly after the day of signing; one from before the grace is only warned of', async t => {
  const client = await open(t)
  await agreementSigned(client, '2026-02-02')
  await client.put('/training-agreements/A1/grace', grace)
  await judge(t, client, restartDate => change('restart', { restartDate }), [
    ['2026-02-01', all(restartAfterSigned, restartOnOrAfterGrace), 'the day before signing'], ['2026-02-02', all(restartAfterSigned, restartOnOrAfterGrace), 'the day of signing'],
    ['2026-02-03', restartOnOrAfterGrace, 'the day after signing'],
    ['2026-02-15', restartOnOrAfterGrace, 'the day before the grace'], ['2026-02-16', accepted, 'the day of the grace'], ['2026-02-17', accepted, 'the day after']
  ])
})

t.test('A withdrawal is on or after the day on which the agreement was signed, and by today', async t => {
  const client = await open(t)
  await agreementSigned(client, '2026-02-02')
  await judge(t, client, withdrawalDate => change('withdraw', { ...withdraw, withdrawalDate }), [
    ['2026-02-01', withdrawalOnOrAfterSigned, 'the day before'], ['2026-02-02', accepted, 'the day'], ['2026-02-03', accepted, 'the day after'],
    ['2026-03-01', accepted, 'yesterday'], ['2026-03-02', accepted, 'today'], ['2026-03-03', withdrawalByToday, 'tomorrow']
  ])
})

t.test('A withdrawal is on or after the latest participation start date, however long ago', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  await client.post('/enrolments', valid.enrolment('E2', 'L1', 'A1', '2025-07-07'))
  await client.post('/enrolments', valid.enrolment('E3', 'L1', 'A1', '2025-06-30'))
  await judge(t, client, withdrawalDate => change('withdraw', { ...withdraw, withdrawalDate }), [
    ['2025-07-06', withdrawalOnOrAfterStart, 'the day before'], ['2025-07-07', accepted, 'the day'], ['2025-07-08', accepted, 'the day after'],
    ['2025-06-01', all(withdrawalOnOrAfterSigned, withdrawalOnOrAfterStart), 'before signing']
  ])
})

t.test('An agreement whose participation is still to start can be withdrawn from that day on', async t => {
  const client = await open(t)
  await agreementSigned(client, '2026-02-02')
  await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1', '2026-03-03'))
  const request = (withdrawalDate: string) => change('withdraw', { ...withdraw, withdrawalDate })
  await judge(t, client, request, [['2026-03-02', withdrawalOnOrAfterStart, 'today'], ['2026-03-03', withdrawalByToday, 'the day']])
  client.freeze('2026-03-03')
  await judge(t, client, request, [['2026-03-02', withdrawalOnOrAfterStart, 'the day before'], ['2026-03-03', accepted, 'the day']])
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
    ...['BC', 'BD', 'CC', 'AP', 'PT', 'CP', 'DC', 'DS', 'EW', 'LS', 'LA', 'LI', 'NF', 'OT', 'OD', 'PC', 'ST', 'TI', 'LE', 'GE'].map(code => [code, accepted] as const),
    ...['DF', 'NA'].map(code => [code, withdrawalReason, 'of the older register'] as const),
    ...['RD', 'PL', 'cc', 'C', 'CC ', 'XXX'].map(code => [code, withdrawalReason] as const)
  ])
})

t.test('What each status change makes of an agreement in each status, and of enrolments in each status', async t => {
  const client = await open(t, { fixture: everyStatus(t) })
  const moves = {
    hold: { from: openStatuses, agreement: 'Hold', Pending: 'Hold', Active: 'Hold', Hold: 'Hold', Grace: 'Hold' },
    grace: { from: openStatuses, agreement: 'Grace', Pending: 'Grace', Active: 'Grace', Hold: 'Grace', Grace: 'Grace' },
    restart: { from: ['Hold', 'Grace'], agreement: 'Active', Pending: 'Pending', Active: 'Active', Hold: 'Active', Grace: 'Active' },
    withdraw: { from: openStatuses, agreement: 'Finished', Pending: 'Withdrawn', Active: 'Withdrawn', Hold: 'Withdrawn', Grace: 'Withdrawn' }
  }
  const again: Record<string, string> = { 'hold Hold': 'agreement.not-on-hold-already', 'grace Grace': 'agreement.not-in-grace-already' }
  for (const operation of operations) {
    const { from, ...to } = moves[operation]
    for (const status of agreementStatuses) {
      await client.admin('POST', '/reset')
      const request = () => change(operation, bodies[operation], status)
      if ((from as readonly string[]).includes(status)) {
        const before = othersThanOpen(client, status)
        const { headers } = await client.put(`/training-agreements/${status}/${operation}`, bodies[operation])
        t.equal(headers['sandbox-warnings'], again[`${operation} ${status}`])
        t.strictSame(await standing(client, status), { ...to, Withdrawn: 'Withdrawn', Completed: 'Completed' }, `${operation} of ${status}`)
        t.strictSame(othersThanOpen(client, status), before, 'what has ended is frozen, and so is every other agreement')
      } else {
        await judge(t, client, request, [[status, fits[operation]]])
      }
    }
  }
})

/** The rows of everything but one agreement, its open enrolments and its plan. */
function othersThanOpen (client: Client, agreement: string) {
  const { enrolment, trainingAgreement, trainingPlan } = contentsOf(client.sandbox) as Record<string, Array<Record<string, string>>>
  return {
    enrolments: enrolment!.filter(row => !openStatuses.some(status => row.enrolmentLocalId === `${agreement} ${status}`)),
    agreements: trainingAgreement!.filter(row => row.trainingAgreementLocalId !== agreement),
    plans: trainingPlan!.filter(row => row.trainingAgreementLocalId !== agreement)
  }
}

t.test('A second hold or grace takes its date and reason', async t => {
  const client = await open(t)
  await apprentice(client)
  for (const [operation, first, second] of [
    ['hold', hold, { pauseDate: '2026-02-20', onHoldReasonCode: 'OT' }], ['grace', grace, { pauseDate: '2026-02-21', graceReasonCode: 'LE' }]
  ] as const) {
    await client.put(`/training-agreements/A1/${operation}`, first)
    await client.put(`/training-agreements/A1/${operation}`, second)
    t.match((await client.get('/training-agreements/A1')).body, second)
  }
})

t.test('A restarted enrolment is Active once it has started and, for an apprenticeship, has a plan; else Pending', async t => {
  for (const [programmeLocalId, plan, start, expected] of [
    ['DEMO-NZA', 'with a plan', '2025-06-09', 'Active'],
    ['DEMO-NZA', 'without a plan', '2025-06-09', 'Pending'],
    ['DEMO-NZA', 'with a plan', '2026-03-01', 'Active'],
    ['DEMO-NZA', 'with a plan', '2026-03-02', 'Active'],
    ['DEMO-NZA', 'with a plan', '2026-03-03', 'Pending'],
    ['DEMO-IT', 'without a plan', '2026-03-01', 'Active'],
    ['DEMO-IT', 'without a plan', '2026-03-02', 'Active'],
    ['DEMO-IT', 'without a plan', '2026-03-03', 'Pending']
  ] as const) {
    for (const operation of ['hold', 'grace'] as const) {
      const client = await open(t)
      await agreementSigned(client, '2025-06-02')
      await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1', start, { programmeLocalId }))
      if (plan === 'with a plan') await client.post('/training-plans', valid.plan('P1', 'A1'))
      await client.put(`/training-agreements/A1/${operation}`, bodies[operation])
      await client.put('/training-agreements/A1/restart', restart)
      const name = `${programmeLocalId} ${plan} from ${start}, restarted on 2 March: ${expected}`
      t.strictSame([await agreementStatus(client, 'A1'), await enrolmentStatus(client, 'E1')], ['Active', expected], name)
    }
  }
})

t.test('A withdrawal is told of each enrolment that it withdraws, and ends the plans of the agreement', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  await client.post('/training-plans', valid.plan('P1', 'A1', '2025-06-16'))
  await client.put('/training-agreements/A1/hold', hold)
  await client.post('/training-plans', valid.plan('P2', 'A1', '2025-07-07'))
  await client.post('/training-agreements', valid.agreement('A2', 'L1', '2026-02-02'))
  await client.post('/enrolments', valid.enrolment('E2', 'L1', 'A2', '2026-02-02'))
  await client.post('/training-plans', valid.plan('P3', 'A2', '2026-02-02'))
  await client.put('/training-agreements/A1/withdraw', withdraw)
  t.strictSame((await client.get('/enrolments/E1')).body, {
    ...valid.enrolment('E1', 'L1', 'A1', '2025-07-07', { enrolmentDate: '2025-06-09' }), studyTypeCode: 'NZA', enrolmentStatus: 'Withdrawn', ...withdraw
  })
  for (const [plan, ended] of [['P1', '2026-02-16'], ['P2', '2026-02-16'], ['P3', undefined]] as const) {
    t.equal((await client.get(`/training-plans/${plan}`)).body.trainingPlan.trainingPlanEndDate, ended, `${plan} ended ${ended}`)
  }
  t.match((await client.get('/enrolments/E2')).body, { enrolmentStatus: 'Active' }, 'another agreement of the learner goes on')
})

t.test('An agreement in grace can be restarted for 42 days', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.put('/training-agreements/A1/grace', grace)
  for (const [today, verdict] of [['2026-03-30T23:59:59', accepted], ['2026-03-31T00:00', fits.restart]] as const) {
    client.freeze(today)
    await judge(t, client, () => change('restart', restart), [[today, verdict]])
  }
})

t.test('Only a grace runs out, and withdraws what is open', async t => {
  const client = await open(t, { fixture: everyStatus(t) })
  const before = othersThanOpen(client, 'Grace')
  client.freeze('2026-12-31')
  t.strictSame(await standing(client, 'Grace'), {
    agreement: 'Finished', Pending: 'Withdrawn', Active: 'Withdrawn', Hold: 'Withdrawn', Grace: 'Withdrawn', Withdrawn: 'Withdrawn', Completed: 'Completed'
  })
  t.strictSame(othersThanOpen(client, 'Grace'), before)
})

t.test('A completion that NZQA reports completes an open enrolment, however long ago it was', async t => {
  const client = await open(t, { fixture: everyStatus(t) })
  await judge(t, client, date => complete('Active Active', date), [
    ['2026-03-01', accepted, 'yesterday'], ['2026-03-02', accepted, 'today'], ['2026-03-03', refusedBy('completion.by-today', 'completionDate'), 'tomorrow'],
    ['2025-12-01', accepted, 'more than three months back']
  ])
  const ended = refusedBy('enrolment.not-withdrawn-or-completed', 'enrolmentLocalId')
  const enrolmentExists = refusedBy('enrolment.exists', 'enrolmentLocalId')
  await judge(t, client, complete, [
    ...openStatuses.map(status => [`Active ${status}`, accepted] as const),
    ['Active Withdrawn', ended], ['Active Completed', ended], ['Active Deleted', enrolmentExists], ['E9', enrolmentExists]
  ])
  await judge(t, client, eid => complete('Active Active', '2026-03-02', eid), [[9002, enrolmentExists, 'of another TEO']])
  for (const status of openStatuses) {
    const before = (await client.get(`/enrolments/Active%20${status}`)).body
    const { body } = await isTriedAndMade(t, client, complete(`Active ${status}`, '2026-02-27'))
    t.strictSame(body, { ...before, enrolmentStatus: 'Completed', completionDate: '2026-02-27' })
    t.equal(await agreementStatus(client, 'Active'), status === 'Grace' ? 'Finished' : 'Active', 'the agreement is Finished with the last of them')
  }
  t.equal((await client.get('/training-plans/P-Active')).body.trainingPlan.trainingPlanEndDate, '2026-02-27', 'and its plan ends')
})

t.test('Once NZQA has reported a completion, a pause may be backdated beyond three months', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/enrolments', valid.enrolment('E2', 'L1', 'A1', '2025-06-16'))
  const pauses = [[hold, 'hold'], [grace, 'grace']] as const
  for (const verdict of [pauseWithinThreeMonths, accepted]) {
    for (const [body, operation] of pauses) await judge(t, client, pauseDate => change(operation, { ...body, pauseDate }), [['2025-12-01', verdict], ['2025-12-02', accepted]])
    await send(client, complete('E2'))
  }
})

t.test('Every broken rule is reported at once', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.put('/training-agreements/A1/hold', hold)
  const again = warnedBy('agreement.not-on-hold-already')
  const request = ([operation, body]: readonly [string, object]) => change(operation, body)
  const [past, future] = ['2025-06-01', '2026-03-03']
  await judge(t, client, request, [
    [['hold', { pauseDate: past, onHoldReasonCode: 'XX' }], all(pauseAfterSigned, pauseWithinThreeMonths, holdReason, again)],
    [['hold', { pauseDate: future, onHoldReasonCode: 'XX' }], all(pauseByToday, holdReason, again)],
    [['grace', { pauseDate: past, graceReasonCode: 'XX' }], all(pauseAfterSigned, pauseWithinThreeMonths, graceReason)],
    [['restart', { restartDate: past }], all(restartAfterSigned, restartOnOrAfterHold)],
    [['withdraw', { withdrawalDate: past, withdrawalReasonCode: 'XX' }], all(withdrawalOnOrAfterSigned, withdrawalOnOrAfterStart, withdrawalReason)]
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
  const reply = await client.put('/training-agreements/A1/hold', { PauseDate: hold.pauseDate, ONHOLDREASONCODE: 'PL', graceReasonCode: 'RD' })
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
  t.equal((await client.call('PATCH', '/training-plans/P1', { trainingPlanSignedDate: '2026-03-02' })).status, 404, 'other operations have the one method')
  t.same((await client.admin('GET', '/requests')).body.requests.slice(1, 4).map((it: any) => it.operation),
    ['PlaceTrainingAgreementInGrace', 'RestartTrainingAgreement', 'PlaceTrainingAgreementOnHold'])
})
