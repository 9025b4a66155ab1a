import type { FastifyRequest } from 'fastify'
import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { utcOf } from '../../../core/date-time.ts'
import { decide } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import type { Database } from '../../../sandbox/database.ts'
import { providerBasedPage, knowledgeBase } from '../../sources.ts'
import { recordStores } from '../records/store.ts'
import { tokenRequestRules } from '../returns/rules.ts'
import { findReturn } from '../returns/store.ts'
import { TokenPath } from '../schemas.ts'
import { isPossible, statusAt } from '../statuses.ts'
import { findUser } from '../users/store.ts'
import type { ValidationSettings } from '../validation/end-run.ts'
import { describeRun } from '../validation/run-reply.ts'
import { finishDueRuns } from '../validation/runs.ts'
import { deleteFindings, findLastRun, findUnfinishedRun, listRuns, markRun } from '../validation/store.ts'
import { resetRules, submitRules } from './rules.ts'
import { ReturnPath, SubmissionDetails } from './schemas.ts'
import {
  applyToSubmission, deleteTokens, findByToken, findByTokenOfAnyEid, findCurrent, findToken, insertSubmission, insertToken, type SubmissionByToken
} from './store.ts'

export interface SubmissionSettings {
  readonly maxRecordsPerBatch: number
  readonly tokenLifetimeSeconds: number
}

export async function submissionRoutes (app: App, settings: SubmissionSettings): Promise<void> {
  app.post('/v1.0/token/:returnId', operation({
    operationId: 'RequestSubmissionToken',
    summary: 'Request a Single Data Return (SDR) submission token.',
    description: 'Gives a token to the submission of a return. Asked again, it gives the same until it has expired, and then a new one to the same submission.',
    basis: providerBasedPage('request-a-single-data-return-sdr-submission-token'),
    rules: tokenRequestRules,
    tag: 'Token',
    wire: { params: ReturnPath, response: { 200: SubmissionDetails } }
  }), (request) => decide(request, ({ db, eid, now, ids, enforce }) => {
    const { returnId } = request.params
    const found = findReturn(db, eid, returnId)
    const current = found && findCurrent(db, eid, returnId)
    enforce(tokenRequestRules, {
      eid,
      returnId,
      found,
      status: current && statusAt(utcOf(now), { ...found, ...current }),
      tokenExpiry: current && findToken(db, current.id)?.tokenExpiry,
      now: utcOf(now),
      isRegistered: findUser(db, request.entry.account ?? '', eid) !== undefined
    }, 'found')
    const submission = current?.id ?? insertSubmission(db, { eid, returnId, status: 'Pending' })[0]!.id
    const token = findToken(db, submission)
    if (!token || token.tokenExpiry <= utcOf(now)) insertToken(db, ids.next(), submission, utcOf(now + settings.tokenLifetimeSeconds * 1000))
    const { submissionToken } = findToken(db, submission)!
    return describe(request, db, findByToken(db, submissionToken, eid)!, now)
  }))

  app.delete('/v1.0/token/:submissionToken', operation({
    operationId: 'ResetSubmission',
    summary: 'Reset a submission upload.',
    description: 'Cancels a submission: its tokens, its records and its validation run go, and the next token is to an empty one.',
    basis: providerBasedPage('reset-a-submission-upload'),
    rules: resetRules,
    tag: 'Token',
    wire: { params: TokenPath, response: { 204: Type.Null({ description: 'Submission cancelled' }) } }
  }), (request, reply) => {
    decide(request, ({ db, eid, now, enforce }) => {
      const { submissionToken } = request.params
      const found = findByToken(db, submissionToken, eid)
      const { submission } = enforce(resetRules, { submissionToken, eid, submission: found, now: utcOf(now) }, 'submission')
      const { id } = found!
      const run = findLastRun(db, id)
      if (run && findUnfinishedRun(db, run.id)) markRun(db, 'Cancelled', run.id)
      deleteFindings(db, id)
      deleteTokens(db, id)
      for (const records of recordStores.values()) records.removeAll(db, id)
      if (isPossible('reset', submission.status)) applyToSubmission(db, id, 'reset')
    })
    reply.code(204)
    return null
  })

  function describe (request: FastifyRequest, db: Database, submission: SubmissionByToken, now: number): SubmissionDetails {
    const { id, submissionToken, tokenExpiry, eid, returnId, returnYear, returnMonth, returnType } = submission
    return {
      submissionToken,
      tokenExpiry,
      maxRecordPerBatch: settings.maxRecordsPerBatch,
      returnId,
      edumis: eid,
      returnYear,
      returnMonth,
      submissionStatus: statusAt(utcOf(now), submission),
      submissionType: returnType,
      submissionContentsUrl: `${request.protocol}://${request.host}/submissions/v1.0/contents/${submissionToken}`,
      validationRunResults: listRuns(db, id).map(run => describeRun(run, submissionToken, now))
    }
  }
}

/** Under `/__admin`: what a person does in DXP Ngā Kete, as no call of the API does. */
export async function submitRoutes (app: App, settings: ValidationSettings): Promise<void> {
  // A run that is over counts, though nobody has looked at it.
  app.addHook('preHandler', async ({ sandbox, params, log }) => {
    const submission = findByTokenOfAnyEid(sandbox.db, (params as { submissionToken: string }).submissionToken)
    if (submission) await finishDueRuns(sandbox, submission.eid, settings, error => log.error(error))
  })

  app.post('/submissions/:submissionToken/submit', operation({
    operationId: 'SubmitSubmission',
    summary: 'Submit a submission, as a person would in DXP Ngā Kete',
    description: 'Submits a return whose validation found no errors. It cannot be changed from then on.',
    basis: knowledgeBase('KA-01090'),
    rules: submitRules,
    tag: 'Submissions',
    wire: { params: TokenPath, response: { 200: Submitted } }
  }), (request) => decide(request, ({ db, now, enforce }) => {
    const { submissionToken } = request.params
    const submission = findByTokenOfAnyEid(db, submissionToken)
    enforce(submitRules, { submissionToken, submission, now: utcOf(now) }, 'submission')
    const { id, eid, returnId } = submission!
    request.entry.eid = eid
    applyToSubmission(db, id, 'submit')
    const run = findLastRun(db, id)
    if (run) markRun(db, 'Submitted', run.id)
    return { submissionToken, edumis: eid, returnId, submissionStatus: 'Submitted' as const }
  }))
}

const ours = inferred('The sandbox\'s own: no public operation submits a return')

const Submitted = Type.Object({
  submissionToken: Type.String({ 'x-basis': ours }),
  edumis: Type.Integer({ 'x-basis': ours }),
  returnId: Type.Integer({ 'x-basis': ours }),
  submissionStatus: Type.Literal('Submitted', { 'x-basis': ours })
}, { title: 'Submitted', 'x-basis': ours })
