import type { UtcDateTime } from '../../../core/date-time.ts'
import { all, allValues, oneValue } from '../../../sandbox/database.ts'

/** What is read of a return to make a picture of it. */

export const listEids = allValues<number>('SELECT eid FROM organisation ORDER BY eid')

export const listEidsWithRuns = allValues<number>(`
  SELECT DISTINCT submission.eid FROM validationRun JOIN submission ON submission.id = validationRun.submission
  WHERE validationRun.status = 'Queued'`)

export interface TokenRow { readonly submissionToken: string, readonly tokenExpiry: UtcDateTime }

export const listTokens = all<TokenRow>(
  'SELECT submissionToken, tokenExpiry FROM submissionToken WHERE submission = ? ORDER BY tokenExpiry, submissionToken')

export interface Found { readonly rule: string, readonly count: number }

export const countFound = all<Found>('SELECT rule, count(*) AS count FROM finding WHERE run = ? GROUP BY rule ORDER BY count(*) DESC, rule')

export const findReturnOf = oneValue<string>("SELECT eid || ':' || returnId FROM submission WHERE id = ?")

export const findSubmissionOfRun = oneValue<number>('SELECT submission FROM validationRun WHERE id = ?')
