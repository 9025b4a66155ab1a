import t from 'tap'
import { isCivilDate, monthsBefore } from '../../src/core/civil-date.ts'
import { createClock, readClock, readMoment } from '../../src/core/clock.ts'

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
