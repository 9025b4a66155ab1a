import t from 'tap'
import { Temporal } from 'temporal-polyfill'
import {
  daysAfter, earliest, inNewZealand, isCivilDate, isSkipped, later, latest, momentInWords, monthsAfter, monthsBefore
} from '../../src/core/civil-date.ts'
import { addDuration, createClock, describeClock, movedTo, readClock, readMoment, runningFrom } from '../../src/core/clock.ts'
import { hasFormOfDateTime, inMilliseconds, isDateTime, newZealandDay, toUtc, utcOf } from '../../src/core/date-time.ts'
import { aheadOfUtc, instantOf, zone } from '../../src/core/zone.ts'

t.test('A day is one that is on the calendar', async t => {
  for (const day of ['2024-02-29', '2000-02-29', '2023-02-28', '2026-12-31', '0001-01-01']) t.ok(isCivilDate(day), day)
  for (const day of [
    '2023-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '26-01-01', '2026-1-1', '2026-01-01T00:00',
    '0000-01-01', '', '2024-02-30', '2024-01-32', '+2026-01-01'
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
  const last = readMoment('9998-12-31T23:59:59') + 999
  clock.set({ mode: 'offset', by: last - machine })
  t.equal(clock.now(), last)
  machine += 5000
  t.equal(clock.now(), last, 'at the end of its calendar it stands')
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

t.test('A date-time is a day, with a time of that day and a zone that there can be', t => {
  for (const text of [
    '2026-03-02', '0001-01-01', '2026-03-02T00:00', '2026-03-02T23:59:59', '2026-03-02T09:00:00.5', '2026-03-02T09:00:00.123456789',
    '2026-03-02T09:00Z', '2026-03-02T09:00:00.25Z', '2026-03-02T09:00+13:00', '2026-03-02T09:00:00.5-11:59', '2026-03-02T09:00+14:00'
  ]) {
    t.ok(isDateTime(text), text)
  }
  const onNoCalendar = [
    '2026-02-30', '2026-03-02T24:00', '2026-03-02T09:60', '2026-03-02T09:00:60', '2026-03-02T09:00+14:01', '2026-03-02T09:00-12:60'
  ]
  for (const text of onNoCalendar) t.ok(hasFormOfDateTime(text) && !isDateTime(text), text)
  for (const text of [
    '', '+2026-03-02', '2026-03-02x', '26-03-02', '2026-3-02', '2026-03-2', '2026-03-02T09', '2026-03-02T9:00', '2026-03-02T09:0',
    '2026-03-02 09:00', '2026-03-02T09:00:5', '2026-03-02T09:00:00.', '2026-03-02T09:00+13', '2026-03-02T09:00+1:00',
    '2026-03-02T09:00 +13:00', '2026-03-02T09:00+1300',
    '2026-03-02Z', 'aaaa-bb-cc', '2026-03-02Taa:bb', '2026-03-02T09:00:aa', '2026-03-02T09:00:00.a'
  ]) {
    t.notOk(hasFormOfDateTime(text) || isDateTime(text), text)
  }
  t.end()
})

t.test('A date-time without a zone is New Zealand\'s, and one that stands for no end stays within the calendar', t => {
  const cases = {
    '2026-03-02': '2026-03-01T11:00:00.000Z',
    '2026-03-02T09:00': '2026-03-01T20:00:00.000Z',
    '2026-07-01T09:00:30': '2026-06-30T21:00:30.000Z',
    '2026-07-01T09:00:30.5': '2026-06-30T21:00:30.500Z',
    '2026-07-01T09:00:30.123456789': '2026-06-30T21:00:30.123Z',
    '2026-07-01T09:00Z': '2026-07-01T09:00:00.000Z',
    '2026-07-01T09:00:00.9876543+05:30': '2026-07-01T03:30:00.987Z',
    '9999-12-31T23:59:59-12:00': '9999-12-31T23:59:59.999Z'
  }
  for (const [text, utc] of Object.entries(cases)) t.equal(toUtc(text), utc, text)
  t.equal(utcOf(0), '1970-01-01T00:00:00.000Z')
  t.same(['0.1234', '0.123', '0.12', '0.1234567+13:00'].map(inMilliseconds), ['0.123', '0.123', '0.12', '0.123+13:00'])
  const days = {
    '2026-03-01T10:59:59.999Z': '2026-03-01',
    '2026-03-01T11:00:00.000Z': '2026-03-02',
    '9999-12-30T10:59:59.999Z': '9999-12-30',
    '9999-12-31T00:00:00.000Z': '9999-12-31',
    '9999-12-31T23:59:59.999Z': '9999-12-31'
  }
  for (const [instant, day] of Object.entries(days)) t.equal(newZealandDay(instant), day, instant)
  t.end()
})

t.test('Of several days, those that are not known are passed over', t => {
  const [first, second, third] = ['2026-01-09', '2026-01-10', '2026-02-01']
  t.same([later(first, second), later(second, first), later(first, first)], [second, second, first])
  t.strictSame([earliest(second, null, first, undefined, third), earliest(null, third), earliest(null)], [first, third, undefined])
  t.strictSame([latest(second, null, third, undefined, first), latest(null, first), latest(null)], [third, first, undefined])
  t.end()
})

t.test('An instant is told of in New Zealand\'s time', t => {
  const cases = {
    '2026-03-01T20:00:00Z': ['2026-03-02T09:00:00+13:00', '09:00 on 2026-03-02'],
    '2026-03-01T20:00:00.005Z': ['2026-03-02T09:00:00.005+13:00', '09:00 on 2026-03-02'],
    '2026-06-30T21:07:09Z': ['2026-07-01T09:07:09+12:00', '09:07 on 2026-07-01'],
    '1930-06-01T00:00:00Z': ['1930-06-01T11:30:00+11:30', '11:30 on 1930-06-01']
  }
  for (const [instant, told] of Object.entries(cases)) {
    t.same([inNewZealand(Date.parse(instant)), momentInWords(Date.parse(instant))], told, instant)
  }
  t.end()
})

t.test('A time is skipped where clocks go forward, and nowhere else', t => {
  for (const local of [
    '2026-09-27T02:00', '2026-09-27T02:30', '2026-09-27T02:59:59', '2026-09-27T02:30:15.5', '2026-09-27T02:30:15.123456789012',
    '1989-10-08T02:30', '1974-11-03T02:30'
  ]) {
    t.ok(isSkipped(local), local)
  }
  for (const local of [
    '2026-09-27T01:59:59', '2026-09-27T03:00', '2026-09-26T02:30', '2026-04-05T02:30', '2026-09-27T02:30Z', '2026-09-27T02:30+13:00',
    '2026-09-99T02:30', '2026-09-27'
  ]) {
    t.notOk(isSkipped(local), local)
  }
  t.end()
})

t.test('A moment is a day, a time of New Zealand, or an instant in any zone, of the years 1900 to 9998', t => {
  const cases = {
    '2026-03-02': '2026-03-01T11:00:00Z',
    '2026-03-02T09:00': '2026-03-01T20:00:00Z',
    '2026-03-02T09:00:00.1234567899': '2026-03-01T20:00:00.123Z',
    '2026-03-02T09:00Z': '2026-03-02T09:00:00Z',
    '2026-03-02T09:00z': '2026-03-02T09:00:00Z',
    '2026-03-02T09:00+05:30': '2026-03-02T03:30:00Z',
    '2026-03-02T09:00+0530': '2026-03-02T03:30:00Z',
    '2026-03-02T09:00-05:00': '2026-03-02T14:00:00Z',
    '1900-01-01': '1899-12-31T12:30:00Z',
    '1900-01-01T00:00Z': '1900-01-01T00:00:00Z',
    '9998-12-31T23:59:59': '9998-12-31T10:59:59Z'
  }
  for (const [text, instant] of Object.entries(cases)) t.equal(readMoment(text), Date.parse(instant), text)
  for (const text of ['1899-12-31T12:29:59Z', '1899-12-31', '9999-01-01', '9998-12-31T11:00Z']) {
    t.throws(() => readMoment(text), /^[^"]+ is out of range\. The clock must be within the years 1900 to 9998\.$/, text)
  }
  t.throws(() => readMoment('9999-01-01'), /^9999-01-01T00:00:00\+13:00 is out/)
  t.throws(() => addDuration(0, 'P8030Y'), /^10000-01-01T12:00:00\+13:00 is out/, 'a year of five digits has no sign')
  for (const [text, said] of [
    ['2026-09-27T02:30', '"2026-09-27T02:30" is never in New Zealand, as clocks skip it when daylight saving begins. ' +
      'Use 2026-09-27T01:30:00+12:00 or 2026-09-27T03:30:00+13:00.'],
    ['2026-04-05T02:30', '"2026-04-05T02:30" comes twice in New Zealand, as daylight saving ends. ' +
      'Use 2026-04-05T02:30:00+13:00 for the first time, or 2026-04-05T02:30:00+12:00 for the second.']
  ] as const) t.throws(() => readMoment(text), { message: said })
  t.throws(() => readMoment('yesterday'), /^"yesterday" is not a valid date or time\. Use 2026-03-02, /)
  t.equal(addDuration(readMoment('2026-01-31'), 'P1M'), readMoment('2026-02-28'))
  t.equal(addDuration(readMoment('2026-01-31'), 'PT20M'), readMoment('2026-01-31T00:20'))
  t.throws(() => addDuration(0, 'tomorrow'), /^"tomorrow" is not a valid ISO 8601 duration\. Use one such as P14D, which is 14 days, /)
  for (const [text, use] of [
    ['14 days', 'P14D, which is 14 days'], ['1 day', 'P1D, which is 1 day'], ['14', 'P14D, which is 14 days'],
    ['2weeks', 'P2W, which is 2 weeks'], ['3 months', 'P3M, which is 3 months'], ['3 mo', 'P3M, which is 3 months'],
    ['1 Year', 'P1Y, which is 1 year'], ['P14', 'P14D, which is 14 days'], ['P3H', 'PT3H, which is 3 hours'],
    ['90 s', 'PT90S, which is 90 seconds'], ['20m', 'PT20M, which is 20 minutes'], ['20 mins', 'PT20M, which is 20 minutes'],
    ['6 hrs', 'PT6H, which is 6 hours'], ['PT3D', 'P3D, which is 3 days'], ['-2 days', '-P2D, which is 2 days back'],
    ['14.00:00:00', 'P14D, which is 14 days'], ['1.02:30:00', 'P1DT2H30M, which is 1 day, 2 hours and 30 minutes'],
    ['-00:20:00', '-PT20M, which is 20 minutes back']
  ] as const) {
    t.throws(() => addDuration(0, text), { message: `"${text}" is not a valid ISO 8601 duration. Use ${use}.` })
    t.doesNotThrow(() => addDuration(0, use.split(',')[0]!), use)
  }
  for (const text of ['3 fortnights', 'days', 'P1.5D', '']) t.throws(() => addDuration(0, text), /is not a valid .* Use one such as P14D, which/)
  t.throws(() => addDuration(0, 'P9999999Y'), /^"P9999999Y" from 1970-01-01T12:00:00\+12:00 leads beyond the calendar\. The clock must be within/)
  t.throws(() => addDuration(0, 'P8030Y'), /is out of range/)
  t.end()
})

t.test('A clock is set as it says, and goes on in the way that it went', t => {
  const at = readMoment('2026-03-02T09:00')
  t.same(readClock('real'), { mode: 'real' })
  t.same(readClock('frozen:2026-03-02T09:00'), { mode: 'frozen', at })
  t.same(readClock('offset:2026-03-02T09:00', () => 1000), { mode: 'offset', by: at - 1000 })
  for (const [text, said] of [
    ['stopped:2026-03-02', /^"stopped:2026-03-02" is not a valid clock\. Use real, frozen:2026-03-02T09:00 or offset:/],
    ['2027-01-31', /^2027-01-31 is not a valid clock\. Use real, frozen:2027-01-31 or offset:2027-01-31\.$/],
    ['frozen', /^"frozen" is not a valid clock/], ['{}', /^"\{\}" is not a valid clock/], ['null', /^"null" is not a valid clock/],
    ['{"mode":"frozen","now":"2027-01-31"}', /is how a request to \/__admin has a clock\. Write it here as frozen:2027-01-31\.$/],
    ['{"mode":"real"}', /Write it here as real\.$/]
  ] as const) t.throws(() => readClock(text), said)
  const frozen = createClock({ mode: 'frozen', at })
  t.same(frozen.setting(), { mode: 'frozen', at })
  t.same(describeClock(frozen), { mode: 'frozen', now: '2026-03-02T09:00:00+13:00', today: '2026-03-02', zone: 'Pacific/Auckland' })
  t.same(movedTo(frozen, 5), { mode: 'frozen', at: 5 })
  const running = createClock({ mode: 'real' }, () => 100)
  t.equal(running.now(), 100)
  t.same([movedTo(running, 500), runningFrom(frozen, frozen.machine()).mode], [{ mode: 'offset', by: 400 }, 'offset'])
  t.end()
})
