import { inNewZealand } from '../../../core/civil-date.ts'
import { one } from '../../../sandbox/database.ts'
import type { SubmissionStatus } from '../statuses.ts'

/** `2026-03-02 17:00`, in New Zealand. */
export const momentInWords = (instant: string): string => inNewZealand(Date.parse(instant)).slice(0, 16).replace('T', ' ')

/** A token is a secret, but people tell two of them apart by their ends. */
export const tokenInWords = (token: string): string => `…${token.slice(-6)}`

/** The newest submission of a return, whatever became of it. */
export const newestOf = one<{ id: number, status: SubmissionStatus }>(
  'SELECT id, status FROM submission WHERE eid = ? AND returnId = ? ORDER BY id DESC LIMIT 1')
