import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { utcOf } from '../../../core/date-time.ts'
import type { Context } from '../../../http/context.ts'
import { operation } from '../../../http/operation.ts'
import { callerOf, tecOperation } from '../../caller.ts'
import { providerBasedPage, knowledgeBase } from '../../sources.ts'
import { recordStores } from '../records/store.ts'
import { tokenRequestRules } from '../returns/rules.ts'
import { findReturn } from '../returns/store.ts'
import { TokenPath } from '../schemas.ts'
import { maxRecordsPerBatch, submissionTokenLifetime } from '../settings.ts'
import { isPossible, statusAt } from '../statuses.ts'
import { findUser } from '../users/store.ts'
import { describeRun } from '../validation/run-reply.ts'
import { finishDueRuns } from '../validation/runs.ts'
import { deleteFindings, findLastRun, findUnfinishedRun, listRuns, markRun } from '../validation/store.ts'
import { resetRules, submitRules } from './rules.ts'
import { ReturnPath, SubmissionDetails } from './schemas.ts'
import {
  applyToSubmission, deleteTokens, findByToken, findByTokenOfAnyEid, findCurrent, findToken, insertSubmission, insertToken,
  type SubmissionByToken
} from './store.ts'

export const submissionOperations = [
  tecOperation({
    operationId: 'RequestSubmissionToken',
    summary: 'Request a Single Data Return (SDR) submission token.',
    description: 'Gives a token to the submission of a return. Asked again, it gives the same until it has expired, ' +
      'and then a new one to the same submission.',
    basis: providerBasedPage('request-a-single-data-return-sdr-submission-token'),
    method: 'POST',
    path: '/v1.0/token/:returnId',
    tag: 'Token',
    wire: { params: ReturnPath, response: { 200: SubmissionDetails } },
    status: 200,
    rules: tokenRequestRules,
    perform (context, { params: { returnId } }) {
      const { db, caller: { eid, account }, now, ids, enforce, setting } = context
      const found = findReturn(db, eid, returnId)
      const current = found && findCurrent(db, eid, returnId)
      enforce(tokenRequestRules, {
        eid,
        returnId,
        found,
        status: current && statusAt(utcOf(now), { ...found, ...current }),
        tokenExpiry: current && findToken(db, current.id)?.tokenExpiry,
        now: utcOf(now),
        isRegistered: findUser(db, account, eid) !== undefined
      }, 'found')
      const submission = current?.id ?? insertSubmission(db, { eid, returnId, status: 'Pending' })[0]!.id
      const token = findToken(db, submission)
      if (!token || token.tokenExpiry <= utcOf(now)) {
        insertToken(db, ids.next(), submission, utcOf(now + setting(submissionTokenLifetime) * 1000))
      }
      const { submissionToken } = findToken(db, submission)!
      return toDetails(context, findByToken(db, submissionToken, eid)!)
    }
  }),

  tecOperation({
    operationId: 'ResetSubmission',
    summary: 'Reset a submission upload.',
    description: 'Cancels a submission: its tokens, its records and its validation run go, and the next token is to an empty one.',
    basis: providerBasedPage('reset-a-submission-upload'),
    method: 'DELETE',
    path: '/v1.0/token/:submissionToken',
    tag: 'Token',
    wire: { params: TokenPath, response: { 204: Type.Null({ description: 'Submission cancelled' }) } },
    status: 204,
    rules: resetRules,
    perform ({ db, caller: { eid }, now, enforce }, { params: { submissionToken } }) {
      const found = findByToken(db, submissionToken, eid)
      const { submission } = enforce(resetRules, { submissionToken, eid, submission: found, now: utcOf(now) }, 'submission')
      const { id } = found!
      const run = findLastRun(db, id)
      if (run && findUnfinishedRun(db, run.id)) markRun(db, 'Cancelled', run.id)
      deleteFindings(db, id)
      deleteTokens(db, id)
      for (const records of recordStores.values()) records.removeAll(db, id)
      if (isPossible('reset', submission.status)) applyToSubmission(db, id, 'reset')
      return null
    }
  })
]

function toDetails ({ db, now, setting, url }: Context, submission: SubmissionByToken): SubmissionDetails {
  const { id, submissionToken, tokenExpiry, eid, returnId, returnYear, returnMonth, returnType } = submission
  return {
    submissionToken,
    tokenExpiry,
    maxRecordPerBatch: setting(maxRecordsPerBatch),
    returnId,
    edumis: eid,
    returnYear,
    returnMonth,
    submissionStatus: statusAt(utcOf(now), submission),
    submissionType: returnType,
    submissionContentsUrl: url(`/submissions/v1.0/contents/${submissionToken}`),
    validationRunResults: listRuns(db, id).map(run => describeRun(run, submissionToken, now))
  }
}

const ours = inferred('The sandbox\'s own: no public operation submits a return')

const Submitted = Type.Object({
  submissionToken: Type.String({ 'x-basis': ours }),
  edumis: Type.Integer({ 'x-basis': ours }),
  returnId: Type.Integer({ 'x-basis': ours }),
  submissionStatus: Type.Literal('Submitted', { 'x-basis': ours })
}, { title: 'Submitted', 'x-basis': ours })

/** What a person does in DXP Ngā Kete, as no call of the API does. */
export const submitOperations = [
  operation({
    operationId: 'SubmitSubmission',
    summary: 'Submit a submission, as a person would in DXP Ngā Kete',
    description: 'Submits a return whose validation found no errors. It cannot be changed from then on.',
    basis: knowledgeBase('KA-01090'),
    method: 'POST',
    path: '/submissions/:submissionToken/submit',
    tag: 'Submissions',
    wire: { params: TokenPath, response: { 200: Submitted } },
    status: 200,
    rules: submitRules,
    // A run that is over counts, though nobody has looked at it.
    async before (sandbox, _caller, { params: { submissionToken } }) {
      const submission = findByTokenOfAnyEid(sandbox.db, submissionToken)
      if (submission) await finishDueRuns(sandbox, submission.eid)
    },
    perform ({ db, now, enforce, concerns }, { params: { submissionToken } }) {
      const submission = findByTokenOfAnyEid(db, submissionToken)
      enforce(submitRules, { submissionToken, submission, now: utcOf(now) }, 'submission')
      const { id, eid, returnId } = submission!
      concerns(callerOf(eid))
      applyToSubmission(db, id, 'submit')
      const run = findLastRun(db, id)
      if (run) markRun(db, 'Submitted', run.id)
      return { submissionToken, edumis: eid, returnId, submissionStatus: 'Submitted' as const }
    }
  })
]
