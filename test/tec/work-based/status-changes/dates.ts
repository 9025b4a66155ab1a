import t from 'tap'
import { open } from '../../../harness.ts'
import { apprentice, valid } from '../bodies.ts'
import { accepted, all, judge } from '../verdicts.ts'
import {
  hold, grace, withdraw, change, pauseByToday, pauseAfterSigned, pauseWithinThreeMonths, restartByToday, restartAfterSigned,
  restartOnOrAfterHold, restartOnOrAfterGrace, withdrawalByToday, withdrawalOnOrAfterSigned, withdrawalOnOrAfterStart, agreementSigned,
  pauseOnOrAfterStart
} from './requests.ts'

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
      ['2026-02-01', pauseAfterSigned, 'the day before'], ['2026-02-02', pauseAfterSigned, 'the day'],
      ['2026-02-03', accepted, 'the day after']
    ])
  }
})

t.test('A hold or a grace is backdated by three months at most', async t => {
  const client = await open(t)
  await apprentice(client)
  for (const [operation, body] of [['hold', hold], ['grace', grace]] as const) {
    await judge(t, client, pauseDate => change(operation, { ...body, pauseDate }), [
      ['2025-12-01', pauseWithinThreeMonths, 'the day before'], ['2025-12-02', accepted, 'the day'],
      ['2025-12-03', accepted, 'the day after'],
      ['2025-06-02', all(pauseAfterSigned, pauseWithinThreeMonths, pauseOnOrAfterStart), 'the day of signing']
    ])
  }
})

t.test('A completion that NZQA has reported lifts the limit of no pause that a TMS reports', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const [operation, body] of [['hold', hold], ['grace', grace]] as const) {
    await judge(t, client, pauseDate => change(operation, { ...body, pauseDate }, 'DEMO-TA10'), [
      ['2025-12-02', accepted, 'three months back'], ['2025-12-01', pauseWithinThreeMonths, 'the day before that']
    ])
  }
})

t.test('As the sandbox is told, a completion lifts it for pauses from its day on', async t => {
  const client = await open(t, { fixture: 'demo', reading: 'pause-exemption=after-completion' })
  await judge(t, client, pauseDate => change('hold', { ...hold, pauseDate }, 'DEMO-TA10'), [
    ['2025-10-03', pauseOnOrAfterStart, 'the day of the completion'],
    ['2025-10-02', all(pauseOnOrAfterStart, pauseWithinThreeMonths), 'the day before']
  ])
})

t.test('As the sandbox is told, any completion under the agreement lifts the limit of three months, and no other', async t => {
  const client = await open(t, { fixture: 'demo', reading: 'pause-exemption=any-completion' })
  for (const [operation, body] of [['hold', hold], ['grace', grace]] as const) {
    await judge(t, client, pauseDate => change(operation, { ...body, pauseDate }, 'DEMO-TA10'), [
      ['2025-12-02', accepted, 'three months back'], ['2025-12-01', accepted, 'the day before that'],
      ['2025-01-27', pauseOnOrAfterStart, 'the day after signing'],
      ['2025-01-26', all(pauseAfterSigned, pauseOnOrAfterStart), 'the day of signing'], ['2026-03-03', pauseByToday, 'tomorrow']
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

t.test('A restart is strictly after the day of signing, and on or after the day on which the grace began', async t => {
  const client = await open(t)
  await agreementSigned(client, '2026-02-02')
  await client.put('/training-agreements/A1/grace', grace)
  await judge(t, client, restartDate => change('restart', { restartDate }), [
    ['2026-02-01', all(restartAfterSigned, restartOnOrAfterGrace), 'the day before signing'],
    ['2026-02-02', all(restartAfterSigned, restartOnOrAfterGrace), 'the day of signing'],
    ['2026-02-03', restartOnOrAfterGrace, 'the day after signing'],
    ['2026-02-15', restartOnOrAfterGrace, 'the day before the grace'], ['2026-02-16', accepted, 'the day of the grace'],
    ['2026-02-17', accepted, 'the day after']
  ])
})

t.test('A withdrawal is on or after the day on which the agreement was signed, and by today', async t => {
  const client = await open(t)
  await agreementSigned(client, '2026-02-02')
  await judge(t, client, withdrawalDate => change('withdraw', { ...withdraw, withdrawalDate }), [
    ['2026-02-01', withdrawalOnOrAfterSigned, 'the day before'], ['2026-02-02', accepted, 'the day'],
    ['2026-02-03', accepted, 'the day after'],
    ['2026-03-01', accepted, 'yesterday'], ['2026-03-02', accepted, 'today'], ['2026-03-03', withdrawalByToday, 'tomorrow']
  ])
})

t.test('A withdrawal is on or after the latest participation start date, however long ago', async t => {
  const client = await open(t)
  await apprentice(client, { plan: false })
  await client.post('/enrolments', valid.enrolment('E2', 'L1', 'A1', '2025-07-07'))
  await client.post('/enrolments', valid.enrolment('E3', 'L1', 'A1', '2025-06-30'))
  await judge(t, client, withdrawalDate => change('withdraw', { ...withdraw, withdrawalDate }), [
    ['2025-07-06', withdrawalOnOrAfterStart, 'the day before'], ['2025-07-07', accepted, 'the day'],
    ['2025-07-08', accepted, 'the day after'],
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
