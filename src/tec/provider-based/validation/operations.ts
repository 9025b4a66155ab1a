import { utcOf } from '../../../core/date-time.ts'
import type { Ask } from '../../../core/reading.ts'
import type { Database } from '../../../sandbox/database.ts'
import { ruleModesIn } from '../../../sandbox/rule-modes.ts'
import { tecOperation } from '../../caller.ts'
import { readPage } from '../paging.ts'
import { refuseWhileLocked } from '../collections/lock.ts'
import { recordRules } from '../collections/rules.ts'
import { validatedWithErrors } from '../readings.ts'
import { recordStores } from '../records/store.ts'
import { routeIsOurs } from '../routes.ts'
import { PageQuery, TokenPath } from '../schemas.ts'
import { isPossible, statusAt } from '../statuses.ts'
import { readingTokenRules, tokenFacts } from '../submissions/rules.ts'
import { applyToSubmission, findByToken } from '../submissions/store.ts'
import { resultRules, validationRules } from './rules.ts'
import type { Progression } from './progression.ts'
import { progressionOfRuns } from './progression-setting.ts'
import { describeFinding } from './results.ts'
import { describeRun } from './run-reply.ts'
import { judgingReadings } from './run-validation.ts'
import { startRun } from './runs.ts'
import { ValidationResults, ValidationRun } from './schemas.ts'
import { countFindings, countRead, deleteFindings, findLastRun, findUnfinishedRun, insertRun, listFindings, type Run } from './store.ts'

export const validationOperations = [
  tecOperation({
    operationId: 'RequestValidation',
    summary: 'Request validation',
    description: 'Puts a submission in the queue to be validated; asked again while it is there, it answers the same run. ' +
      'Until it is over, the submission cannot be changed.',
    basis: routeIsOurs('request-validation'),
    method: 'POST',
    path: '/v1.0/validation/:submissionToken',
    tag: 'Validation',
    wire: { params: TokenPath, response: { 200: ValidationRun } },
    status: 200,
    rules: validationRules,
    admit: refuseWhileLocked,
    perform ({ db, caller: { eid }, now, enforce, reading, setting, afterwards }, { params: { submissionToken } }) {
      const found = findByToken(db, submissionToken, eid)
      const isToBeValidated = found && isPossible('validation is requested', statusAt(utcOf(now), found))
      const records = isToBeValidated ? [...recordStores.values()].reduce((sum, store) => sum + store.count(db, found.id), 0) : undefined
      enforce(validationRules, { ...tokenFacts(submissionToken, found, now, reading), eid, records })
      const submission = found!
      if (isToBeValidated) noteJudging(db, submission.id, reading)
      const run = underWay(db, submission.id) ?? queue(db, submission.id, now, setting(progressionOfRuns))
      afterwards(sandbox => startRun(sandbox, run, submission))
      return describeRun(run, submissionToken, now)
    }
  }),

  tecOperation({
    operationId: 'GetValidationStatus',
    summary: 'Get validation status',
    description: 'Answers how far the last validation of a submission has come.',
    basis: routeIsOurs('get-validation-status'),
    method: 'GET',
    path: '/v1.0/validation/:submissionToken',
    tag: 'Validation',
    wire: { params: TokenPath, response: { 200: ValidationRun } },
    status: 200,
    // It counts how often it was asked, as some runs go on by that.
    writes: true,
    rules: readingTokenRules,
    perform ({ db, caller: { eid }, now, enforce, reading }, { params }) {
      const { submissionToken } = params
      const found = findByToken(db, submissionToken, eid)
      enforce(readingTokenRules, { ...tokenFacts(submissionToken, found, now, reading), eid })
      const run = findLastRun(db, found!.id)
      if (!run) return { submissionToken, status: 'Accumulate' as const, errorCount: 0, warningCount: 0 }
      countRead(db, run.id)
      if (run.errorCount > 0) reading(validatedWithErrors)
      return describeRun(run, submissionToken, now)
    }
  }),

  tecOperation({
    operationId: 'GetValidationResults',
    summary: 'Get validation results',
    description: 'Lists the records that break a rule, each with the rule, as the last validation found them.',
    basis: routeIsOurs('get-validation-results'),
    method: 'GET',
    path: '/v1.0/validation/:submissionToken/results',
    tag: 'Validation',
    wire: { params: TokenPath, querystring: PageQuery, response: { 200: ValidationResults } },
    status: 200,
    rules: resultRules,
    perform ({ sandbox, db, caller: { eid }, now, enforce, reading }, { params, query }) {
      const { submissionToken } = params
      const submission = findByToken(db, submissionToken, eid)
      const run = submission && findLastRun(db, submission.id)
      const totalCount = run && isOver(run) ? countFindings(db, run.id)! : 0
      const { page, pageSize } = enforce(resultRules, {
        ...tokenFacts(submissionToken, submission, now, reading), eid, ...readPage(query, totalCount)
      })
      const modes = ruleModesIn(sandbox.settings)
      const findings = totalCount > 0 ? listFindings(db, run!.id, pageSize, page * pageSize) : []
      const results = findings.map(it => describeFinding(it, submission!, reading, modes))
      return { page, pageSize, results, totalCount }
    }
  })
]

/** Notes how sentences are read by which a run will judge, where the submission has records that they are about. */
function noteJudging (db: Database, submission: number, ask: Ask): void {
  for (const [collection, store] of recordStores) {
    const about = judgingReadings.filter(({ rules }) => recordRules.some(it => it.collection === collection && rules.includes(it.id)))
    if (about.length > 0 && store.count(db, submission) > 0) about.forEach(reading => ask(reading))
  }
}

/** The run of a submission that is not over. */
function underWay (db: Database, submission: number): Run | undefined {
  const last = findLastRun(db, submission)
  return last && findUnfinishedRun(db, last.id)
}

function queue (db: Database, submission: number, now: number, progression: Progression): Run {
  deleteFindings(db, submission)
  applyToSubmission(db, submission, 'validation is requested')
  return insertRun(db, submission, utcOf(now), JSON.stringify(progression))[0]!
}

const isOver = (run: Run): boolean => run.dateCompleted !== null && run.status !== 'Cancelled'
