import t, { type Test } from 'tap'
import { open, type Client } from '../../harness.ts'
import { apprentice, valid } from './bodies.ts'
import { agreementStatus, enrolmentStatus } from './every-status.ts'
import { accepted, judge, refusedBy, type Request } from './verdicts.ts'

const pauseWithinThreeMonths = refusedBy('agreement.pause-within-three-months', 'pauseDate')
const pauseByToday = refusedBy('agreement.pause-by-today', 'pauseDate')
const visitByToday = refusedBy('visit.date-by-today', 'visitDate')

const holdOn = (pauseDate: string): Request => ['PUT', '/training-agreements/A1/hold', { pauseDate, onHoldReasonCode: 'PL' }]
const graceOn = (pauseDate: string): Request => ['PUT', '/training-agreements/A1/grace', { pauseDate, graceReasonCode: 'RD' }]
const visitOn = (visitDate: string): Request => ['POST', '/training-plans/P1/visits', { visitLocalId: 'V1', visitDate }]

/** An apprentice whose agreement and plan were signed in 2019, seen on a later day. */
async function openLongAgo (t: Test): Promise<Client> {
  const client = await open(t, { at: '2019-06-03T09:00' })
  await client.post('/learners', valid.learner('L1'))
  await client.post('/training-agreements', valid.agreement('A1', 'L1', '2019-06-03'))
  await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1', '2019-06-03'))
  await client.post('/training-plans', valid.plan('P1', 'A1', '2019-06-03'))
  return client
}

t.test('Three months back is the same day of the month, or the last of a month that has no such day', async t => {
  const client = await openLongAgo(t)
  for (const [today, earliest, dayBefore] of [
    // February of a common year
    ['2026-05-27', '2026-02-27', '2026-02-26'],
    ['2026-05-28', '2026-02-28', '2026-02-27'],
    ['2026-05-29', '2026-02-28', '2026-02-27'],
    ['2026-05-30', '2026-02-28', '2026-02-27'],
    ['2026-05-31', '2026-02-28', '2026-02-27'],
    ['2026-06-01', '2026-03-01', '2026-02-28'],
    // February of a leap year
    ['2028-05-28', '2028-02-28', '2028-02-27'],
    ['2028-05-29', '2028-02-29', '2028-02-28'],
    ['2028-05-30', '2028-02-29', '2028-02-28'],
    ['2028-05-31', '2028-02-29', '2028-02-28'],
    ['2028-06-01', '2028-03-01', '2028-02-29'],
    ['2024-05-31', '2024-02-29', '2024-02-28'],
    // A year of a hundred is none, unless of four hundred
    ['2100-05-31', '2100-02-28', '2100-02-27'],
    ['2400-05-31', '2400-02-29', '2400-02-28'],
    // From February
    ['2027-02-28', '2026-11-28', '2026-11-27'],
    ['2028-02-28', '2027-11-28', '2027-11-27'],
    ['2028-02-29', '2027-11-29', '2027-11-28'],
    ['2028-03-01', '2027-12-01', '2027-11-30'],
    // Months of 30 days
    ['2026-07-30', '2026-04-30', '2026-04-29'],
    ['2026-07-31', '2026-04-30', '2026-04-29'],
    ['2026-08-01', '2026-05-01', '2026-04-30'],
    ['2026-09-30', '2026-06-30', '2026-06-29'],
    ['2026-11-30', '2026-08-30', '2026-08-29'],
    ['2026-12-30', '2026-09-30', '2026-09-29'],
    ['2026-12-31', '2026-09-30', '2026-09-29'],
    // Months of 31 days, and the turn of the year
    ['2026-08-31', '2026-05-31', '2026-05-30'],
    ['2026-10-31', '2026-07-31', '2026-07-30'],
    ['2026-01-31', '2025-10-31', '2025-10-30'],
    ['2026-02-28', '2025-11-28', '2025-11-27'],
    ['2026-03-01', '2025-12-01', '2025-11-30'],
    ['2026-03-31', '2025-12-31', '2025-12-30'],
    ['2026-04-01', '2026-01-01', '2025-12-31'],
    ['2026-04-30', '2026-01-30', '2026-01-29']
  ] as const) {
    client.freeze(`${today}T12:00`)
    for (const request of [holdOn, graceOn]) {
      await judge(t, client, request, [[dayBefore, pauseWithinThreeMonths, `on ${today}`], [earliest, accepted, `on ${today}`]])
    }
  }
})

t.test('The leap day is a day like any other, in the years that have it', async t => {
  const client = await openLongAgo(t)
  for (const [now, cases] of Object.entries({
    '2028-02-28T23:59': [['2028-02-28', accepted, 'today'], ['2028-02-29', visitByToday, 'tomorrow'], ['2028-03-01', visitByToday]],
    '2028-02-29T00:00': [
      ['2028-02-28', accepted, 'yesterday'], ['2028-02-29', accepted, 'today'], ['2028-03-01', visitByToday, 'tomorrow']
    ],
    '2028-02-29T23:59': [['2028-02-29', accepted, 'today'], ['2028-03-01', visitByToday, 'tomorrow']],
    '2028-03-01T00:00': [
      ['2028-02-29', accepted, 'yesterday'], ['2028-03-01', accepted, 'today'], ['2028-03-02', visitByToday, 'tomorrow']
    ],
    '2027-02-28T23:59': [['2027-02-28', accepted, 'today'], ['2027-03-01', visitByToday, 'tomorrow']]
  } as const)) {
    client.freeze(now)
    await judge<string>(t, client, visitOn, cases)
  }
  t.strictSame((await client.post('/training-plans/P1/visits', { visitLocalId: 'V1', visitDate: '2027-02-29' })).body.errors, {
    visitDate: ['visitDate "2027-02-29" is not a date that exists (expected YYYY-MM-DD).']
  })
})

t.test('An agreement signed on a leap day is paused from the day after', async t => {
  const client = await open(t, { at: '2028-03-02T09:00' })
  await apprentice(client, { plan: false, signed: '2028-02-29' })
  await judge(t, client, holdOn, [
    ['2028-02-29', refusedBy('agreement.pause-after-signed', 'pauseDate'), 'the day'], ['2028-03-01', accepted, 'the day after']
  ])
})

t.test('Today is the day in New Zealand, whatever the day in UTC', async t => {
  const client = await openLongAgo(t)
  // The clock in UTC, the wall clock in Auckland, and the last day on which a visit can have been.
  for (const [instant, wallClock, today, tomorrow] of [
    // Summer: UTC is thirteen hours behind
    ['2026-03-02T10:59:00Z', '23:59 NZDT', '2026-03-02', '2026-03-03'],
    ['2026-03-02T10:59:59.999Z', '23:59:59.999 NZDT', '2026-03-02', '2026-03-03'],
    ['2026-03-02T11:00:00Z', '00:00 NZDT', '2026-03-03', '2026-03-04'],
    ['2026-03-02T11:01:00Z', '00:01 NZDT', '2026-03-03', '2026-03-04'],
    ['2026-03-02T23:59:59Z', '12:59:59 NZDT', '2026-03-03', '2026-03-04'],
    // Winter: twelve
    ['2026-07-01T11:59:00Z', '23:59 NZST', '2026-07-01', '2026-07-02'],
    ['2026-07-01T12:00:00Z', '00:00 NZST', '2026-07-02', '2026-07-03'],
    ['2026-07-01T12:01:00Z', '00:01 NZST', '2026-07-02', '2026-07-03'],
    // The turn of the year
    ['2026-12-31T10:59:59Z', '23:59:59 NZDT', '2026-12-31', '2027-01-01'],
    ['2026-12-31T11:00:00Z', '00:00 NZDT', '2027-01-01', '2027-01-02'],
    // 5 April 2026 has 25 hours: at 03:00 NZDT it is 02:00 NZST
    ['2026-04-04T10:59:59Z', '23:59:59 NZDT', '2026-04-04', '2026-04-05'],
    ['2026-04-04T11:00:00Z', '00:00 NZDT', '2026-04-05', '2026-04-06'],
    ['2026-04-04T13:59:59Z', '02:59:59 NZDT', '2026-04-05', '2026-04-06'],
    ['2026-04-04T14:00:00Z', '02:00 NZST', '2026-04-05', '2026-04-06'],
    ['2026-04-05T11:00:00Z', '23:00 NZST', '2026-04-05', '2026-04-06'],
    ['2026-04-05T11:59:59Z', '23:59:59 NZST', '2026-04-05', '2026-04-06'],
    ['2026-04-05T12:00:00Z', '00:00 NZST', '2026-04-06', '2026-04-07'],
    // 27 September 2026 has 23: at 02:00 NZST it is 03:00 NZDT
    ['2026-09-26T11:59:59Z', '23:59:59 NZST', '2026-09-26', '2026-09-27'],
    ['2026-09-26T12:00:00Z', '00:00 NZST', '2026-09-27', '2026-09-28'],
    ['2026-09-26T13:59:59Z', '01:59:59 NZST', '2026-09-27', '2026-09-28'],
    ['2026-09-26T14:00:00Z', '03:00 NZDT', '2026-09-27', '2026-09-28'],
    ['2026-09-27T10:59:59Z', '23:59:59 NZDT', '2026-09-27', '2026-09-28'],
    ['2026-09-27T11:00:00Z', '00:00 NZDT', '2026-09-28', '2026-09-29'],
    // Back again, so that no day is remembered for longer than it lasts
    ['2026-03-02T10:59:00Z', '23:59 NZDT', '2026-03-02', '2026-03-03']
  ] as const) {
    client.freeze(instant)
    await judge(t, client, visitOn, [[today, accepted, `at ${wallClock}`], [tomorrow, visitByToday, `at ${wallClock}`]])
    await judge(t, client, holdOn, [[today, accepted, `at ${wallClock}`], [tomorrow, pauseByToday, `at ${wallClock}`]])
  }
})

t.test('Participation starts with its day in New Zealand, for an apprenticeship that has a plan and for a trainee', async t => {
  for (const [programmeLocalId, plan, lastMoment, start, after] of [
    ['DEMO-IT', false, '2026-03-15T10:59:59Z', '2026-03-16', 'Active'],
    ['DEMO-NZA', true, '2026-03-15T10:59:59Z', '2026-03-16', 'Active'],
    ['DEMO-NZA', false, '2026-03-15T10:59:59Z', '2026-03-16', 'Pending'],
    ['DEMO-IT', false, '2026-04-05T11:59:59Z', '2026-04-06', 'Active'], // a day of 25 hours before it
    ['DEMO-IT', false, '2026-09-27T10:59:59Z', '2026-09-28', 'Active'], // one of 23
    ['DEMO-IT', false, '2028-02-28T10:59:59Z', '2028-02-29', 'Active']
  ] as const) {
    const client = await open(t)
    await client.post('/learners', valid.learner('L1'))
    await client.post('/training-agreements', valid.agreement('A1', 'L1'))
    await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1', start, { programmeLocalId }))
    if (plan) await client.post('/training-plans', valid.plan('P1', 'A1'))
    const statuses = async () => [await enrolmentStatus(client, 'E1'), await agreementStatus(client, 'A1')]
    client.freeze(lastMoment)
    t.strictSame(await statuses(), ['Pending', 'Pending'], `${programmeLocalId} from ${start}`)
    client.freeze(start)
    t.strictSame(await statuses(), [after, after])
  }
})

t.test('A paused enrolment does not start, and one that is passed over by a leap of the clock does', async t => {
  const client = await open(t)
  await client.post('/learners', valid.learner('L1'))
  for (const [agreement, enrolment] of [['A1', 'E1'], ['A2', 'E2']] as const) {
    await client.post('/training-agreements', valid.agreement(agreement, 'L1'))
    await client.post('/enrolments', valid.enrolment(enrolment, 'L1', agreement, '2026-03-16', { programmeLocalId: 'DEMO-IT' }))
  }
  await client.put('/training-agreements/A1/hold', { pauseDate: '2026-03-02', onHoldReasonCode: 'PL' })
  client.freeze('2030-01-01')
  t.strictSame([await enrolmentStatus(client, 'E1'), await enrolmentStatus(client, 'E2')], ['Hold', 'Active'])
})

t.test('Three months back is counted from the day in New Zealand', async t => {
  const client = await openLongAgo(t)
  client.freeze('2026-03-02T11:00:00Z')
  await judge(t, client, holdOn, [['2025-12-02', pauseWithinThreeMonths, 'in UTC it would do'], ['2025-12-03', accepted]])
  client.freeze('2026-07-05T09:00')
  await judge(t, client, holdOn, [
    ['2026-04-04', pauseWithinThreeMonths, 'over the change of April'], ['2026-04-05', accepted, 'over the change of April']
  ])
  client.freeze('2026-12-27T00:30')
  await judge(t, client, holdOn, [
    ['2026-09-26', pauseWithinThreeMonths, 'over the change of September'], ['2026-09-27', accepted, 'over the change of September']
  ])
})

t.test('A token lasts twenty minutes of real time, also over a change of the clocks', async t => {
  for (const [issued, lastSecond, expiry] of [
    ['2026-03-02T09:00:00+13:00', '2026-03-02T09:19:59+13:00', '2026-03-02T09:20:00+13:00'],
    ['2026-03-02T23:50:00+13:00', '2026-03-03T00:09:59+13:00', '2026-03-03T00:10:00+13:00'],
    // The wall clock shows 02:09:59 for the second time that night
    ['2026-04-05T02:50:00+13:00', '2026-04-05T02:09:59+12:00', '2026-04-05T02:10:00+12:00'],
    // It goes on at 03:00
    ['2026-09-27T01:50:00+12:00', '2026-09-27T03:09:59+13:00', '2026-09-27T03:10:00+13:00']
  ] as const) {
    const client = await open(t, { at: issued })
    const { status, body } = await client.inject({
      method: 'POST',
      url: '/oauth2/access_token',
      headers: {
        authorization: `Basic ${Buffer.from('demo-tms:demo-secret').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded'
      },
      payload: 'grant_type=client_credentials&scope=https://web.prd.dxs.pub.tec.govt.nz&org_id=9001'
    })
    t.strictSame([status, body.token_type, body.expires_in], [200, 'Bearer', 1200], `a token issued at ${issued}`)
    const use = () => client.call('GET', '/programmes/DEMO-NZA/versions/1', undefined, { authorization: `Bearer ${body.access_token}` })
    t.equal((await use()).status, 200)
    client.freeze(lastSecond)
    t.equal((await use()).status, 200, `serves until ${lastSecond}`)
    client.freeze(expiry)
    const late = await use()
    t.strictSame([late.status, late.headers['sandbox-rules']], [401, 'token.not-expired'], `and not at ${expiry}`)
    const moment = `${expiry.slice(11, 16)} on ${expiry.slice(0, 10)}`
    t.strictSame(late.body.errors, {
      Authorization: [
        `AU2: The token expired at ${moment} (it is now ${moment} in the sandbox). Request a new one from POST /oauth2/access_token.`
      ]
    })
    t.match((await client.admin('GET', '/requests/last/explain')).body.refusedBy, [{ compared: { expiry, now: expiry } }])
  }
})

t.test('A clock that is advanced keeps to the wall for days, and to real time for hours and minutes', async t => {
  const client = await open(t)
  for (const [from, by, until, today] of [
    ['2026-04-05T02:50:00+13:00', 'PT20M', '2026-04-05T02:10:00+12:00', '2026-04-05'],
    ['2026-04-04T23:30:00+13:00', 'PT24H', '2026-04-05T22:30:00+12:00', '2026-04-05'],
    ['2026-04-04T23:30:00+13:00', 'P1D', '2026-04-05T23:30:00+12:00', '2026-04-05'],
    ['2026-09-27T01:50:00+12:00', 'PT20M', '2026-09-27T03:10:00+13:00', '2026-09-27'],
    ['2026-09-26T23:30:00+12:00', 'PT24H', '2026-09-28T00:30:00+13:00', '2026-09-28'],
    ['2026-09-26T23:30:00+12:00', 'P1D', '2026-09-27T23:30:00+13:00', '2026-09-27'],
    ['2026-02-28T09:00:00+13:00', 'P3M', '2026-05-28T09:00:00+12:00', '2026-05-28'],
    ['2026-11-30T09:00:00+13:00', 'P3M', '2027-02-28T09:00:00+13:00', '2027-02-28'],
    ['2028-02-29T09:00:00+13:00', 'P1Y', '2029-02-28T09:00:00+13:00', '2029-02-28']
  ] as const) {
    client.freeze(from)
    const { status, body } = await client.admin('POST', '/clock/advance', { by })
    t.strictSame([status, body.now, body.today], [200, until, today], `${from} and ${by}`)
  }
})

t.test('Of a moment that the wall clock shows twice the offset says which; a day on which it changes begins at midnight', async t => {
  const client = await open(t)
  for (const [written, meant] of [
    ['2026-04-05T02:30+13:00', '2026-04-05T02:30:00+13:00'], ['2026-04-05T02:30:00+12:00', '2026-04-05T02:30:00+12:00'],
    ['2026-04-05', '2026-04-05T00:00:00+13:00'], ['2026-09-27', '2026-09-27T00:00:00+12:00'], ['2026-09-28', '2026-09-28T00:00:00+13:00']
  ] as const) {
    const { body } = await client.admin('PUT', '/clock', { mode: 'frozen', now: written })
    t.equal(body.now, meant, written)
  }
})

/** A fixture in which so many agreements have been in grace since the same day. */
const gracesIn = (t: Test, count: number): string => t.testdir({
  'fixture.json': '{"about": "many in grace", "extends": "empty"}',
  'learners.json': JSON.stringify(Array.from({ length: count }, (_, n) => ({ eid: 9001, name: 'Of one test', ...valid.learner(`L${n}`) }))),
  'training-agreements.json': JSON.stringify(Array.from({ length: count }, (_, n) => ({
    eid: 9001,
    name: 'Of one test',
    ...valid.agreement(`A${n}`, `L${n}`, '2025-06-03'),
    trainingAgreementStatus: 'Grace',
    pauseDate: '2026-03-01',
    graceReasonCode: 'RD'
  })))
})

t.test('Of much that falls due at once nobody sees half, however time comes to pass', async t => {
  const count = 2000
  let passed = 0
  const client = await open(t, { fixture: gracesIn(t, count), clock: 'real' }, () => Date.parse('2026-03-01T20:00:00Z') + passed)
  // By its id the last one, as texts are sorted.
  const [first, last] = ['A0', 'A999']
  const seen = new Set<string>()
  async function look (): Promise<void> {
    const statuses = [await agreementStatus(client, first), await agreementStatus(client, last)]
    seen.add(statuses.join(', '))
  }
  const move = { isOver: false }
  const moving = client.admin('POST', '/clock/advance', { by: 'P50Y' }).finally(() => { move.isOver = true })
  while (!move.isOver) await look()
  const { status, body } = await moving
  t.equal(status, 200)
  t.equal(body.fired.filter(({ event }: { event: string }) => event === 'grace runs out').length, count)
  await look()
  t.ok(seen.has('Finished, Finished'))
  t.notOk(seen.has('Finished, Grace'))

  await client.reset()
  t.equal(await agreementStatus(client, last), 'Grace')
  passed = 60 * 24 * 60 * 60 * 1000
  t.same(await Promise.all([first, last, first].map(it => agreementStatus(client, it))), ['Finished', 'Finished', 'Finished'])
})
