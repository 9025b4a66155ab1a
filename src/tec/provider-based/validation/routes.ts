import { utcOf } from '../../../core/date-time.ts'
import { decide } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { providerBasedPage } from '../../sources.ts'
import { readPage } from '../paging.ts'
import { refuseWhileLocked } from '../collections/lock.ts'
import { recordStores } from '../records/store.ts'
import { PageQuery, TokenPath } from '../schemas.ts'
import { isPossible, statusAt } from '../statuses.ts'
import { readingTokenRules } from '../submissions/rules.ts'
import { applyToSubmission, findByToken } from '../submissions/store.ts'
import { resultRules, validationRules } from './rules.ts'
import { readProgression } from './progression-setting.ts'
import { describeFinding } from './results.ts'
import { describeRun } from './run-reply.ts'
import { startRun } from './runs.ts'
import { ValidationResults, ValidationRun } from './schemas.ts'
import { countFindings, countRead, deleteFindings, findLastRun, findUnfinishedRun, insertRun, listFindings, type Run } from './store.ts'

export async function validationRoutes (app: App): Promise<void> {
  refuseWhileLocked(app)

  app.post('/v1.0/validation/:submissionToken', operation({
    operationId: 'RequestValidation',
    summary: 'Request validation',
    description: 'Puts a submission in the queue to be validated; asked again while it is there, it answers the same run. ' +
      'Until it is over, the submission cannot be changed.',
    basis: providerBasedPage('request-validation'),
    rules: validationRules,
    tag: 'Validation',
    wire: { params: TokenPath, response: { 200: ValidationRun } }
  }), (request) => {
    const { sandbox, entry } = request
    const { submissionToken } = request.params
    const { run, submission } = decide(request, ({ db, eid, now, enforce }) => {
      const found = findByToken(db, submissionToken, eid)
      const isToBeValidated = found && isPossible('validation is requested', statusAt(utcOf(now), found))
      const records = isToBeValidated ? [...recordStores.values()].reduce((sum, store) => sum + store.count(db, found.id), 0) : undefined
      enforce(validationRules, { submissionToken, eid, submission: found, now: utcOf(now), records })
      const submission = found!
      const last = findLastRun(db, submission.id)
      if (last && findUnfinishedRun(db, last.id)) return { run: last, submission }
      deleteFindings(db, submission.id)
      applyToSubmission(db, submission.id, 'validation is requested')
      return { run: insertRun(db, submission.id, utcOf(now), JSON.stringify(readProgression(db)))[0]!, submission }
    })
    if (!entry.dryRun) startRun(sandbox, run, submission, error => request.log.error(error))
    return describeRun(run, submissionToken, sandbox.clock.now())
  })

  app.get('/v1.0/validation/:submissionToken', operation({
    operationId: 'GetValidationStatus',
    summary: 'Get validation status',
    description: 'Answers how far the last validation of a submission has come.',
    basis: providerBasedPage('get-validation-status'),
    rules: readingTokenRules,
    tag: 'Validation',
    wire: { params: TokenPath, response: { 200: ValidationRun } }
  }), (request) => decide(request, ({ db, eid, now, enforce }) => {
    const { submissionToken } = request.params
    const found = findByToken(db, submissionToken, eid)
    enforce(readingTokenRules, { submissionToken, eid, submission: found, now: utcOf(now) })
    const run = findLastRun(db, found!.id)
    if (!run) return { submissionToken, status: 'Accumulate' as const, errorCount: 0, warningCount: 0 }
    if (!request.entry.dryRun) countRead(db, run.id)
    return describeRun(run, submissionToken, now)
  }))

  app.get('/v1.0/validation/:submissionToken/results', operation({
    operationId: 'GetValidationResults',
    summary: 'Get validation results',
    description: 'Lists the records that break a rule, each with the rule, as the last validation found them.',
    basis: providerBasedPage('get-validation-results'),
    rules: resultRules,
    tag: 'Validation',
    wire: { params: TokenPath, querystring: PageQuery, response: { 200: ValidationResults } }
  }), (request) => decide(request, ({ db, eid, now, enforce }) => {
    const { submissionToken } = request.params
    const submission = findByToken(db, submissionToken, eid)
    const run = submission && findLastRun(db, submission.id)
    const totalCount = run && isOver(run) ? countFindings(db, run.id)! : 0
    const { page, pageSize } = enforce(resultRules, { submissionToken, eid, submission, now: utcOf(now), ...readPage(request.query, totalCount) })
    const results = totalCount > 0 ? listFindings(db, run!.id, pageSize, page * pageSize).map(it => describeFinding(it, submission!)) : []
    return { page, pageSize, results, totalCount }
  }))
}

const isOver = (run: Run): boolean => run.dateCompleted !== null && run.status !== 'Cancelled'
