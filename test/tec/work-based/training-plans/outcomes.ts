import t from 'tap'
import { contentsOf } from '../../../data.ts'
import { demand, open } from '../../../harness.ts'
import { apprentice, valid } from '../bodies.ts'
import { agreementStatus, everyStatus, frozenStatuses, openStatuses, standing } from '../every-status.ts'
import { accepted, judge, send, warnedBy } from '../verdicts.ts'
import { create, update, beforeVisits, hold } from './requests.ts'

t.test('What a plan makes of enrolments in each status: it moves the start of those that are Pending, in Hold or in Grace', async t => {
  const client = await open(t, { fixture: everyStatus(t) })
  const requests = {
    'a new plan': (agreement: string) => create(valid.plan('P9', agreement, '2026-02-16')),
    'a moved plan': (agreement: string) => update('2026-02-16', `P-${agreement}`)
  }
  for (const [what, request] of Object.entries(requests)) {
    for (const agreement of ['Pending', 'Active', 'Hold', 'Grace', 'Finished']) {
      if (what === 'a new plan' && (agreement === 'Active' || agreement === 'Finished')) continue
      await client.admin('POST', '/reset')
      t.ok((await send(client, request(agreement))).status < 300)
      t.strictSame(await standing(client, agreement), {
        // A Pending apprenticeship goes live with its plan, and with it an agreement that was waiting.
        agreement: agreement === 'Pending' ? 'Active' : agreement,
        Pending: 'Active',
        Active: 'Active',
        Hold: 'Hold',
        Grace: 'Grace',
        Withdrawn: 'Withdrawn',
        Completed: 'Completed'
      }, `${what} for an agreement that is ${agreement}`)
      const starts = Object.fromEntries((contentsOf(client.sandbox).enrolment as Array<Record<string, string>>)
        .map(row => [row.enrolmentLocalId!, row.participationStartDate]))
      const expected = (status: string) => ['Pending', 'Hold', 'Grace'].includes(status) ? '2026-02-16' : '2025-06-09'
      for (const status of [...openStatuses, ...frozenStatuses, 'Deleted']) {
        t.equal(starts[`${agreement} ${status}`], expected(status), `${status} starts on ${expected(status)}`)
      }
      t.equal(Object.values(starts).filter(start => start === '2026-02-16').length, 3, 'and no other agreement\'s')
    }
  }
})

t.test('A start that is on or after the day of signing stays; the enrolment is Active once it has come', async t => {
  for (const [start, signed, startAfter, expected] of [
    ['2026-02-15', '2026-02-16', '2026-02-16', 'Active'],
    ['2026-02-16', '2026-02-16', '2026-02-16', 'Active'],
    ['2026-02-17', '2026-02-16', '2026-02-17', 'Active'],
    ['2026-03-02', '2026-02-16', '2026-03-02', 'Active'],
    ['2026-03-03', '2026-02-16', '2026-03-03', 'Pending'],
    ['2026-02-16', '2026-03-01', '2026-03-01', 'Active'],
    ['2026-02-16', '2026-03-02', '2026-03-02', 'Active'],
    ['2026-02-16', '2026-03-03', '2026-03-03', 'Pending']
  ] as const) {
    const client = await open(t)
    await client.post('/learners', valid.learner('L1'))
    await client.post('/training-agreements', valid.agreement('A1', 'L1'))
    await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1', start))
    await client.post('/training-plans', valid.plan('P1', 'A1', signed))
    const { body } = await client.get('/enrolments/E1')
    t.strictSame(
      body,
      { ...valid.enrolment('E1', 'L1', 'A1', start), participationStartDate: startAfter, studyTypeCode: 'NZA', enrolmentStatus: expected },
      `from ${start}, signed on ${signed}: ${expected} from ${startAfter}`
    )
    t.equal(await agreementStatus(client, 'A1'), expected, 'and the agreement with it')
  }
})

t.test('A plan that is moved back leaves the start where it was', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  await client.put('/training-agreements/A1/hold', hold)
  await client.post('/training-plans', valid.plan('P1', 'A1', '2025-07-07'))
  await client.put('/training-plans/P1', { trainingPlanSignedDate: '2025-06-16' })
  t.match((await client.get('/enrolments/E1')).body, { participationStartDate: '2025-07-07', enrolmentStatus: 'Hold' })
})

t.test('An agreement can have many plans', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  await client.put('/training-agreements/A1/hold', hold)
  for (const day of [10, 11, 12, 13, 14]) {
    t.equal((await client.post('/training-plans', valid.plan(`P${day}`, 'A1', `2025-06-${day}`))).status, 201)
  }
  t.equal((await client.get('/enrolments/E1')).body.participationStartDate, '2025-06-14')
})

t.test('A plan that is moved past a visit is only warned of', async t => {
  const client = await open(t)
  await apprentice(client)
  for (const visitDate of ['2026-02-18', '2026-02-16', '2026-02-17']) {
    await client.post('/training-plans/P1/visits', { visitLocalId: visitDate, visitDate })
  }
  await judge(t, client, date => update(date), [
    ['2026-02-15', accepted, 'the day before the first visit'], ['2026-02-16', accepted, 'the day'],
    ['2026-02-17', beforeVisits, 'the day after']
  ])
})

t.test('A plan that is moved past its end is only warned of', async t => {
  const client = await open(t)
  await apprentice(client)
  demand(await client.put('/training-agreements/A1/withdraw', { withdrawalDate: '2026-02-16', withdrawalReasonCode: 'CC' }))
  await judge(t, client, date => update(date), [
    ['2026-02-15', accepted, 'the day before it ended'], ['2026-02-16', accepted, 'the day'],
    ['2026-02-17', warnedBy('plan.signed-on-or-before-end'), 'the day after']
  ])
})
