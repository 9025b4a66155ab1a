import { utcOf, type UtcDateTime } from '../../../core/date-time.ts'
import type { Database } from '../../../sandbox/database.ts'
import { tecOperation } from '../../caller.ts'
import { providerBasedPage } from '../../sources.ts'
import { pageRules, readPage } from '../paging.ts'
import { returnsListed } from '../readings.ts'
import type { RunStatus } from '../statuses.ts'
import { statusOf } from '../validation/run-reply.ts'
import { findLastRun } from '../validation/store.ts'
import { takesRegisterAlone } from './register-alone.ts'
import { AvailableReturns, ReturnsQuery, type AvailableReturn } from './schemas.ts'
import { listReturns, type ListedReturn } from './store.ts'

export const returnOperations = [
  tecOperation({
    operationId: 'ListReturns',
    summary: 'List available returns',
    description: 'Lists the returns that the organisation has to make, the last first, whether their windows are open or not: the ' +
      'rounds within a year of now, and what else there is.',
    basis: providerBasedPage('list-available-returns'),
    method: 'GET',
    path: '/v1.0/returns',
    tag: 'Returns',
    wire: { querystring: ReturnsQuery, response: { 200: AvailableReturns } },
    status: 200,
    rules: pageRules,
    perform ({ db, caller: { eid }, now, enforce, reading }, { query }) {
      const all = listReturns(db, eid, utcOf(now - aYear), utcOf(now + aYear))
        .filter(it => it.returnType === 'Full' || query.includeIndicative)
      const returns = reading(returnsListed) === 'open' ? all.filter(it => givesToken(it, utcOf(now))) : all
      const { page, pageSize, totalCount } = enforce(pageRules, readPage(query, returns.length))
      const results = returns.slice(page * pageSize, (page + 1) * pageSize).map(it => describe(db, it, now))
      return { page, pageSize, results, totalCount }
    }
  })
]

/** Rounds are listed whose windows are no further from now than a year. */
const aYear = 366 * 86_400_000

/** Whether a token to it is given at a moment. */
const givesToken = (it: ListedReturn, now: UtcDateTime): boolean =>
  (now < it.openWindowDate ? takesRegisterAlone(it, now) : now < it.closeWindowDate) &&
  it.csvUploadInProgress + it.courseChangesPending + it.workforceQuestionnaireMissing === 0

function describe (db: Database, listed: ListedReturn, now: number): AvailableReturn {
  const { eid, returnId, returnYear, returnMonth, openWindowDate, closeWindowDate, returnType } = listed
  const returnStatus = statusOfReturn(db, listed, now)
  return {
    edumis: eid,
    returnId,
    returnYear,
    returnMonth,
    openWindowDate,
    closeWindowDate,
    ...(returnStatus && { returnStatus }),
    returnType,
    ...(utcOf(now) >= closeWindowDate && { closeDate: closeWindowDate })
  }
}

/** The last run's status; Accumulate where there is none, or where it says nothing of what has been uploaded since. */
function statusOfReturn (db: Database, { submission, submissionStatus }: ListedReturn, now: number): RunStatus | undefined {
  if (submission === null) return undefined
  if (submissionStatus === 'Cancelled' || submissionStatus === 'Submitted') return submissionStatus
  const run = findLastRun(db, submission)
  const isOutdated = run?.status === 'Processed' && submissionStatus === 'Pending'
  return run && !isOutdated ? statusOf(run, now) : 'Accumulate'
}
