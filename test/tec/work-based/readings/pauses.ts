import t from 'tap'
import { demand, open, type Client } from '../../../harness.ts'
import { apprentice } from '../bodies.ts'
import { agreementStatus, everyStatus } from '../every-status.ts'
import { accepted, all, judge, warnedBy } from '../verdicts.ts'
import { change, fits, grace as graceOf, hold } from '../status-changes/requests.ts'

/** How long a grace lasts, from which day it is counted, and as of which day its enrolments are withdrawn. */

const grace = async (client: Client, pauseDate: string) =>
  demand(await client.put('/training-agreements/A1/grace', { pauseDate, graceReasonCode: 'RD' }))

t.test('A grace is counted from its pauseDate, or from the day on which it was reported', async t => {
  for (const [choice, last, end] of [
    ['pause-date', '2026-03-30T23:59', '2026-03-31T00:01'], ['report-date', '2026-04-13T23:59', '2026-04-14T00:01']
  ] as const) {
    const client = await open(t, { reading: `grace-count=${choice}` })
    await apprentice(client)
    await grace(client, '2026-02-16')
    client.freeze(last)
    t.equal(await agreementStatus(client, 'A1'), 'Grace', `${choice}: still on ${last}`)
    client.freeze(end)
    t.equal(await agreementStatus(client, 'A1'), 'Finished', `${choice}: not on ${end}`)
    t.match((await client.get('/enrolments/E1')).body, { withdrawalDate: end.slice(0, 10) }, `${choice}: withdrawn as of that day`)
  }
})

t.test('A grace of which nobody knows when it was reported is counted from its pauseDate', async t => {
  const client = await open(t, { reading: 'grace-count=report-date', fixture: everyStatus(t) })
  client.freeze('2026-03-16T23:59')
  t.equal(await agreementStatus(client, 'Grace'), 'Grace', 'on day 42')
  client.freeze('2026-03-17T00:01')
  t.equal(await agreementStatus(client, 'Grace'), 'Finished', 'on day 43')
  t.match((await client.get('/training-agreements/Grace')).body, { withdrawalDate: '2026-03-17' })
})

t.test('Where only what is Active can be paused, an agreement in no other status can', async t => {
  const client = await open(t, { reading: 'second-pause=refused', fixture: everyStatus(t) })
  const again = { hold: warnedBy('agreement.not-on-hold-already'), grace: warnedBy('agreement.not-in-grace-already') }
  for (const [operation, body, own] of [['hold', hold, 'Hold'], ['grace', graceOf, 'Grace']] as const) {
    await judge(t, client, agreement => change(operation, body, agreement), [
      ['Active', accepted],
      ...['Pending', 'Hold', 'Grace', 'Finished'].map(status =>
        [status, status === own ? all(fits[operation], again[operation]) : fits[operation]] as const)
    ])
    const { body: { detail } } = await client.put(`/training-agreements/Pending/${operation}`, body)
    t.match(detail, 'Training agreement "Pending" is Pending. The training agreement must be Active.')
  }
})

t.test('A grace that was over when it was reported ends at the next midnight, or at once', async t => {
  for (const [choice, status] of [['next-midnight', 'Grace'], ['at-once', 'Finished']] as const) {
    const client = await open(t, { reading: `backdated-grace=${choice}` })
    await apprentice(client)
    await grace(client, '2026-01-18')
    t.equal(await agreementStatus(client, 'A1'), status, 'on day 43')
    client.freeze('2026-03-03T00:01')
    t.equal(await agreementStatus(client, 'A1'), 'Finished')
    t.match((await client.get('/enrolments/E1')).body, { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'GE' })
    const other = await open(t, { reading: `backdated-grace=${choice}` })
    await apprentice(other)
    await grace(other, '2026-01-19')
    t.equal(await agreementStatus(other, 'A1'), 'Grace', 'on day 42')
  }
})

t.test('A grace that has run out withdraws as of the day after it, its last day, or its first', async t => {
  for (const [choice, withdrawalDate] of [
    ['day-43', '2026-03-31'], ['day-42', '2026-03-30'], ['pause-date', '2026-02-16']
  ] as const) {
    const client = await open(t, { reading: `grace-withdrawal-date=${choice}` })
    await apprentice(client)
    await grace(client, '2026-02-16')
    client.freeze('2026-04-15')
    t.match((await client.get('/enrolments/E1')).body, { withdrawalDate, withdrawalReasonCode: 'GE' })
    t.match((await client.get('/training-agreements/A1')).body, { withdrawalDate, trainingAgreementStatus: 'Finished' })
  }
})
