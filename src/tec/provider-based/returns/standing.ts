import { documented } from '../../../core/basis.ts'
import { toUtc, type UtcDateTime } from '../../../core/date-time.ts'
import type { Return } from './store.ts'

/** Where the dates of the rounds of a year are published. */
export const submissionDates = documented('https://www.tec.govt.nz/funding/managing-your-funding/reporting-and-recordkeeping/' +
  'reporting-tools/sdr/submission-dates')

/** A round of the Single Data Return: days as `MM-DD`, those of the next year where `later` is set. */
interface Round {
  readonly month: number
  readonly returnType: Return['returnType']
  /** The first year that has it. */
  readonly since: number
  /** The day as at which the National Student Index is looked into. */
  readonly extract: string
  readonly opens: string
  readonly closes: string
  readonly later?: true
}

/** The rounds of any year. A window opens at midnight and closes at 17:00 in New Zealand. */
const rounds: readonly Round[] = [
  { month: 3, returnType: 'Indicative', since: 2025, extract: '03-01', opens: '03-01', closes: '03-06' },
  { month: 4, returnType: 'Full', since: 2000, extract: '04-15', opens: '04-17', closes: '04-29' },
  { month: 8, returnType: 'Full', since: 2000, extract: '08-07', opens: '08-08', closes: '08-21' },
  { month: 12, returnType: 'Full', since: 2000, extract: '12-31', opens: '01-01', closes: '01-31', later: true }
]

/** The months of which every year has a return. */
export const standingMonths: readonly number[] = rounds.map(({ month }) => month)

const returnOf = ({ month, returnType, extract, opens, closes, later }: Round, eid: number, year: number): Return => ({
  eid,
  returnId: year * 100 + month,
  returnYear: year,
  returnMonth: month,
  returnType,
  openWindowDate: toUtc(`${later ? year + 1 : year}-${opens}`),
  closeWindowDate: toUtc(`${later ? year + 1 : year}-${closes}T17:00`),
  extractDate: `${year}-${extract}`,
  csvUploadInProgress: 0,
  courseChangesPending: 0,
  workforceQuestionnaireMissing: 0
})

/** The return of a round that every organisation has to make, whatever its fixture says. */
export function standingReturn (eid: number, returnId: number): Return | undefined {
  const [year, month] = [Math.floor(returnId / 100), returnId % 100]
  const round = rounds.find(it => it.month === month)
  return round && year >= round.since && year <= 2099 ? returnOf(round, eid, year) : undefined
}

/** Those of some organisations whose windows are open at any moment from one to another, in order of time. */
export function * standingReturnsBetween (eids: readonly number[], from: UtcDateTime, until: UtcDateTime): Generator<Return> {
  const last = Math.min(2099, yearOf(until) + 1)
  for (let year = Math.max(2000, yearOf(from) - 1); year <= last; year++) {
    for (const round of rounds.filter(({ since }) => year >= since)) {
      for (const eid of eids) {
        const it = returnOf(round, eid, year)
        if (it.closeWindowDate > from && it.openWindowDate <= until) yield it
      }
    }
  }
}

/** That of an instant in UTC, which may be written with a sign and six digits. */
const yearOf = (instant: UtcDateTime): number => Number(instant.slice(0, instant.indexOf('-', 1)))
