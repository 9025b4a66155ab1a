import t from 'tap'
import { Temporal } from 'temporal-polyfill'
import { daysAfter, isCivilDate, monthsAfter, monthsBefore } from '../../src/core/civil-date.ts'
import { createClock, readClock, readMoment } from '../../src/core/clock.ts'
import { aheadOfUtc, instantOf, zone } from '../../src/core/zone.ts'

t.test('A day is one that is on the calendar', async t => {
  for (const day of ['2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01']) t.ok(isCivilDate(day), day)
  for (const day of [
    '2023-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '26-01-01', '2026-1-1', '2026-01-01T00:00',
    '0000-01-01', ''
  ]) {
    t.notOk(isCivilDate(day), day)
  }
})

t.test('Three months before the end of a month is the end of a month', async t => {
  const cases = {
    '2026-05-31': '2026-02-28',
    '2028-05-31': '2028-02-29',
    '2026-05-28': '2026-02-28',
    '2026-03-31': '2025-12-31',
    '2026-02-28': '2025-11-28',
    '2028-02-29': '2027-11-29',
    '2026-12-31': '2026-09-30',
    '2026-01-15': '2025-10-15'
  }
  for (const [day, before] of Object.entries(cases)) t.equal(monthsBefore(day, 3), before, day)
})

t.test('Today is New Zealand\'s, whatever the day is elsewhere', async t => {
  const clock = createClock({ mode: 'real' }, () => instant)
  let instant = 0
  const cases: Array<[string, string]> = [
    ['2026-03-01T10:59:59Z', '2026-03-01'], ['2026-03-01T11:00:00Z', '2026-03-02'],
    ['2026-07-01T11:59:59Z', '2026-07-01'], ['2026-07-01T12:00:00Z', '2026-07-02'],
    ['2026-04-04T13:59:59Z', '2026-04-05'], ['2026-04-05T11:59:59Z', '2026-04-05'], ['2026-04-05T12:00:00Z', '2026-04-06'],
    ['2026-09-26T11:59:59Z', '2026-09-26'], ['2026-09-26T12:00:00Z', '2026-09-27'], ['2026-09-27T11:00:00Z', '2026-09-28'],
    ['2026-03-01T10:59:59Z', '2026-03-01']
  ]
  for (const [utc, today] of cases) {
    instant = Date.parse(utc)
    t.equal(clock.today(), today, utc)
  }
})

t.test('A clock that is offset runs; a frozen one stands', async t => {
  let machine = Date.parse('2026-01-01T00:00:00Z')
  const clock = createClock(readClock('offset:2030-06-01T00:00', () => machine), () => machine)
  t.equal(clock.now(), readMoment('2030-06-01T00:00'))
  machine += 5000
  t.equal(clock.now(), readMoment('2030-06-01T00:00:05'))
  clock.set({ mode: 'frozen', at: 7 })
  machine += 5000
  t.equal(clock.now(), 7)
})

const hour = 3_600_000

t.test('New Zealand\'s clocks are as the time zone database has them, at every hour of every change since 1946', async t => {
  const asTheDatabaseHas = (epoch: number): number =>
    Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000
  const wrong: string[] = []
  let changes = 0
  const check = (epoch: number): number => {
    const ahead = asTheDatabaseHas(epoch)
    if (aheadOfUtc(epoch) !== ahead) wrong.push(new Date(epoch).toISOString())
    return ahead
  }
  for (let day = Date.UTC(1930, 0, 1); day < Date.UTC(2100, 0, 1); day += 24 * hour) {
    if (check(day) === check(day + 24 * hour)) continue
    changes++
    for (let epoch = day; epoch <= day + 24 * hour; epoch += hour / 2) check(epoch)
  }
  t.same(wrong, [])
  t.ok(changes > 250, `${changes} changes`)
})

t.test('A time that clocks skip is an hour later, one that comes twice is the first of the two', async t => {
  for (const text of [
    '2026-09-27T01:59', '2026-09-27T02:00', '2026-09-27T02:30', '2026-09-27T03:00', '2026-04-05T01:59', '2026-04-05T02:00',
    '2026-04-05T02:59', '2026-04-05T03:00', '1974-11-03T02:30', '1989-10-08T02:30', '1930-06-01T12:00',
    '9999-12-31T23:59', '0001-01-01T00:00'
  ]) {
    t.equal(instantOf(Date.parse(`${text}Z`)), Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds, text)
  }
})

t.test('Days and months are added as the calendar has them', async t => {
  const odd: string[] = []
  for (const date of ['2024-02-29', '2023-12-31', '2026-01-31', '1900-03-01', '2000-02-29', '0001-02-03', '9998-12-31']) {
    const day = Temporal.PlainDate.from(date)
    for (let count = -30; count <= 430; count++) {
      if (daysAfter(date, count) !== day.add({ days: count }).toString()) odd.push(`${date} + ${count} days`)
      if (count > -13 && monthsAfter(date, count) !== day.add({ months: count }).toString()) odd.push(`${date} + ${count} months`)
    }
  }
  t.same(odd, [])
})
