import { Type } from '@sinclair/typebox'
import { utcOf, type UtcDateTime } from '../../../core/date-time.ts'
import type { Context } from '../../../http/context.ts'
import { tecOperation } from '../../caller.ts'
import { findUser } from '../../registered-users.ts'
import { registrationFirst } from '../../registration.ts'
import { providerBasedPage } from '../../sources.ts'
import { recordStores } from '../records/store.ts'
import { tokenRequestRules } from '../returns/rules.ts'
import { findReturn, keepReturn, type Return } from '../returns/store.ts'
import { contentsFiles } from '../records/readings.ts'
import { closedReturnToken, tokenAfterReset } from '../readings.ts'
import { routeIsOurs } from '../routes.ts'
import { TokenPath } from '../schemas.ts'
import { maxRecordsPerBatch, submissionTokenLifetime } from '../settings.ts'
import { isPossible, statusAt, type SubmissionStatus } from '../statuses.ts'
import { cancelRun } from '../validation/cancel-run.ts'
import { describeRun } from '../validation/run-reply.ts'
import { listRuns } from '../validation/store.ts'
import { hasExpired, resetRules, tokenFacts } from './rules.ts'
import { signatureOf } from './signature.ts'
import { ReturnPath, SubmissionDetails } from './schemas.ts'
import {
  applyToSubmission, deleteTokens, findByToken, findCurrent, findRevision, findToken, insertSubmission, insertToken, wasCancelled,
  type SubmissionByToken
} from './store.ts'

export const submissionOperations = [
  tecOperation({
    operationId: 'RequestSubmissionToken',
    summary: 'Request a Single Data Return (SDR) submission token.',
    description: 'Gives a token to the submission of a return. Asked again, it gives the same until it has expired, ' +
      'and then a new one to the same submission; whatever becomes of that meanwhile, its status is told.',
    basis: providerBasedPage('request-a-single-data-return-sdr-submission-token'),
    method: 'POST',
    path: '/v1.0/token/:returnId',
    tag: 'Token',
    wire: { params: ReturnPath, response: { 200: SubmissionDetails } },
    status: 200,
    rules: tokenRequestRules,
    perform (context, { params: { returnId } }) {
      const { db, caller: { eid, account }, now, ids, enforce, reading, setting } = context
      const closedIsTold = reading(closedReturnToken) === 'told'
      const isRegistered = findUser(db, account, eid) !== undefined
      const { found } = enforce(tokenRequestRules, {
        eid,
        account,
        returnId,
        found: findReturn(db, eid, returnId),
        now: utcOf(now),
        closedIsTold,
        isRegistered,
        refusesUnregistered: !isRegistered && reading(registrationFirst) === 'refused'
      }, 'found')
      keepReturn(db, found)
      const submission = findCurrent(db, eid, returnId)?.id ?? insertSubmission(db, { eid, returnId, status: 'Pending' })[0]!.id
      const token = findToken(db, submission)
      if (!token || hasExpired(token.tokenExpiry, utcOf(now), reading)) {
        insertToken(db, ids.next(), submission, expiryOf(found, now, setting(submissionTokenLifetime)))
      }
      const { submissionToken } = findToken(db, submission)!
      return toDetails(context, findByToken(db, submissionToken, eid)!)
    }
  }),

  tecOperation({
    operationId: 'ResetSubmission',
    summary: 'Reset a submission upload.',
    description: 'Cancels a submission: its tokens, its records and its validation run go, and the next token is to an empty one.',
    basis: routeIsOurs('reset-a-submission-upload'),
    method: 'DELETE',
    path: '/v1.0/token/:submissionToken',
    tag: 'Token',
    wire: { params: TokenPath, response: { 204: Type.Null({ description: 'Submission cancelled' }) } },
    status: 204,
    rules: resetRules,
    perform ({ db, caller: { eid }, now, enforce, reading }, { params: { submissionToken } }) {
      const found = findByToken(db, submissionToken, eid)
      const { submission } = enforce(resetRules, { ...tokenFacts(submissionToken, found, now, reading), eid }, 'submission')
      const { id } = found!
      cancelRun(db, id)
      deleteTokens(db, id)
      for (const records of recordStores.values()) records.removeAll(db, id)
      if (isPossible('reset', submission.status)) applyToSubmission(db, id, 'reset')
      return null
    }
  })
]

/** When a token expires that is given now: no later than the window closes, as it would be good for nothing after that. */
function expiryOf ({ closeWindowDate }: Return, now: number, lifetime: number): UtcDateTime {
  const expiry = utcOf(now + lifetime * 1000)
  return utcOf(now) < closeWindowDate && closeWindowDate < expiry ? closeWindowDate : expiry
}

function contentsPath ({ sandbox, reading }: Context, submissionToken: string): string {
  const path = `/submissions/v1.0/contents/${submissionToken}`
  return reading(contentsFiles) === 'signed' ? `${path}/${signatureOf(sandbox, submissionToken)}` : path
}

/** The status that the reply names. */
function statusToTell ({ db, now, reading }: Context, submission: SubmissionByToken): SubmissionStatus {
  const status = statusAt(utcOf(now), submission)
  const isUntouched = status === 'Pending' && findRevision(db, submission.id) === 0
  return isUntouched && reading(tokenAfterReset) === 'cancelled' && wasCancelled(db, submission) ? 'Cancelled' : status
}

function toDetails (context: Context, submission: SubmissionByToken): SubmissionDetails {
  const { db, now, setting, url } = context
  const { id, submissionToken, tokenExpiry, eid, returnId, returnYear, returnMonth, returnType } = submission
  return {
    submissionToken,
    tokenExpiry,
    maxRecordPerBatch: setting(maxRecordsPerBatch),
    returnId,
    edumis: eid,
    returnYear,
    returnMonth,
    submissionStatus: statusToTell(context, submission),
    submissionType: returnType,
    submissionContentsUrl: url(contentsPath(context, submissionToken)),
    validationRunResults: listRuns(db, id).map(run => describeRun(run, submissionToken, now))
  }
}
