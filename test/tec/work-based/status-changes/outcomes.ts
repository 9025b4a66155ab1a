import t from 'tap'
import { contentsOf } from '../../../data.ts'
import { open, type Client } from '../../../harness.ts'
import { apprentice, valid } from '../bodies.ts'
import { agreementStatus, agreementStatuses, enrolmentStatus, everyStatus, openStatuses, standing } from '../every-status.ts'
import { accepted, isTriedAndMade, judge, refusedBy, send, type Request } from '../verdicts.ts'
import { hold, grace, restart, withdraw, bodies, operations, change, fits, pauseWithinThreeMonths, agreementSigned } from './requests.ts'

const complete = (enrolmentLocalId: string, completionDate = '2026-03-02', eid = 9001): Request =>
  ['POST', '/__admin/nzqa/completions', { eid, enrolmentLocalId, completionDate }]

t.test('What each status change makes of an agreement in each status, and of enrolments in each status', async t => {
  const client = await open(t, { fixture: everyStatus(t) })
  const moves = {
    hold: { from: openStatuses, agreement: 'Hold', Pending: 'Hold', Active: 'Hold', Hold: 'Hold', Grace: 'Hold' },
    grace: { from: openStatuses, agreement: 'Grace', Pending: 'Grace', Active: 'Grace', Hold: 'Grace', Grace: 'Grace' },
    restart: { from: ['Hold', 'Grace'], agreement: 'Active', Pending: 'Pending', Active: 'Active', Hold: 'Active', Grace: 'Active' },
    withdraw: {
      from: openStatuses,
      agreement: 'Finished',
      Pending: 'Withdrawn',
      Active: 'Withdrawn',
      Hold: 'Withdrawn',
      Grace: 'Withdrawn'
    }
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
    ['hold', hold, { pauseDate: '2026-02-20', onHoldReasonCode: 'OT' }],
    ['grace', grace, { pauseDate: '2026-02-21', graceReasonCode: 'LE' }]
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
      t.strictSame([await agreementStatus(client, 'A1'), await enrolmentStatus(client, 'E1')], [expected, expected], name)
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
    ...valid.enrolment('E1', 'L1', 'A1', '2025-07-07', { enrolmentDate: '2025-06-09' }),
    studyTypeCode: 'NZA',
    enrolmentStatus: 'Withdrawn',
    ...withdraw
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
    agreement: 'Finished',
    Pending: 'Withdrawn',
    Active: 'Withdrawn',
    Hold: 'Withdrawn',
    Grace: 'Withdrawn',
    Withdrawn: 'Withdrawn',
    Completed: 'Completed'
  })
  t.strictSame(othersThanOpen(client, 'Grace'), before)
})

t.test('A completion that NZQA reports completes an open enrolment, however long ago it was', async t => {
  const client = await open(t, { fixture: everyStatus(t) })
  await judge(t, client, date => complete('Active Active', date), [
    ['2026-03-01', accepted, 'yesterday'], ['2026-03-02', accepted, 'today'],
    ['2026-03-03', refusedBy('completion.by-today', 'completionDate'), 'tomorrow'],
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
    t.equal(
      await agreementStatus(client, 'Active'), status === 'Grace' ? 'Finished' : status === 'Pending' ? 'Active' : 'Pending',
      'the agreement is Finished with the last of them, and Pending once none is Active'
    )
  }
  t.equal((await client.get('/training-plans/P-Active')).body.trainingPlan.trainingPlanEndDate, '2026-02-27', 'and its plan ends')
})

t.test('Once NZQA has reported a completion, a pause may be backdated beyond three months, as the sandbox is told', async t => {
  const client = await open(t, { reading: 'pause-exemption=any-completion' })
  await apprentice(client)
  await client.post('/enrolments', valid.enrolment('E2', 'L1', 'A1', '2025-06-16'))
  const pauses = [[hold, 'hold'], [grace, 'grace']] as const
  for (const verdict of [pauseWithinThreeMonths, accepted]) {
    for (const [body, operation] of pauses) {
      await judge(t, client, pauseDate => change(operation, { ...body, pauseDate }), [['2025-12-01', verdict], ['2025-12-02', accepted]])
    }
    await send(client, complete('E2'))
  }
})
