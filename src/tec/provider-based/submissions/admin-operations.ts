import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import type { Ask } from '../../../core/reading.ts'
import { operation } from '../../../http/operation.ts'
import type { Database } from '../../../sandbox/database.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { callerOf } from '../../caller.ts'
import { knowledgeBase } from '../../sources.ts'
import { insertRegisterChanges, listCourseDifferences } from '../collections/courses/register.ts'
import { notePending } from '../returns/store.ts'
import { validatedWithErrors } from '../readings.ts'
import { TokenPath } from '../schemas.ts'
import { finishDueRuns } from '../validation/runs.ts'
import { findLastRun, markRun } from '../validation/store.ts'
import { courseDifferenceRules, submitRules, tokenFacts } from './rules.ts'
import { applyToSubmission, findByTokenOfAnyEid, type SubmissionByToken } from './store.ts'

const ours = inferred('The sandbox\'s own: no public operation submits a return')

const Submitted = Type.Object({
  submissionToken: Type.String({ 'x-basis': ours }),
  edumis: Type.Integer({ 'x-basis': ours }),
  returnId: Type.Integer({ 'x-basis': ours }),
  submissionStatus: Type.Literal('Submitted', { 'x-basis': ours })
}, { title: 'Submitted', description: 'A submission that TEC has taken', 'x-basis': ours })

const CourseDifferences = Type.Object({
  submissionToken: Type.String({ 'x-basis': ours }),
  edumis: Type.Integer({ 'x-basis': ours }),
  returnId: Type.Integer({ 'x-basis': ours }),
  coursesToChange: Type.Integer({ description: 'Courses for which TEC is asked to change its register', 'x-basis': ours })
}, { title: 'CourseDifferences', description: 'In what courses differ from the register', 'x-basis': ours })

/** A run that is over counts, though nobody has looked at it. */
async function finishRunsOf (sandbox: Sandbox, submissionToken: string): Promise<void> {
  const submission = findByTokenOfAnyEid(sandbox.db, submissionToken)
  if (submission) await finishDueRuns(sandbox, submission.eid)
}

/** How many errors the last validation found. With some, what the submission is called is a reading. */
function errorsOf (db: Database, submission: SubmissionByToken | undefined, ask: Ask): number {
  const { errorCount = 0 } = (submission && findLastRun(db, submission.id)) ?? {}
  if (errorCount > 0) ask(validatedWithErrors)
  return errorCount
}

const tag = 'Submissions'

/** What a person does in DXP Ngā Kete, as no call of the API does. */
export const submitOperations = [
  operation({
    operationId: 'SubmitSubmission',
    summary: 'Submit a submission, as a person would in DXP Ngā Kete',
    description: 'Submits a return whose validation found no errors. It cannot be changed from then on.',
    basis: knowledgeBase('KA-01090'),
    method: 'POST',
    path: '/submissions/:submissionToken/submit',
    tag,
    wire: { params: TokenPath, response: { 200: Submitted } },
    status: 200,
    rules: submitRules,
    before: (sandbox, _caller, { params }) => finishRunsOf(sandbox, params.submissionToken),
    perform ({ db, now, enforce, concerns, reading }, { params: { submissionToken } }) {
      const submission = findByTokenOfAnyEid(db, submissionToken)
      const differences = submission && listCourseDifferences(db, { submission: submission.id, eid: submission.eid })
      enforce(submitRules, {
        ...tokenFacts(submissionToken, submission, now),
        errorCount: errorsOf(db, submission, reading),
        courseDifferences: differences?.map(({ courseCode }) => courseCode)
      }, 'submission')
      const { id, eid, returnId } = submission!
      concerns(callerOf(eid))
      applyToSubmission(db, id, 'submit')
      const run = findLastRun(db, id)
      if (run) markRun(db, 'Submitted', run.id)
      return { submissionToken, edumis: eid, returnId, submissionStatus: 'Submitted' as const }
    }
  }),

  operation({
    operationId: 'SubmitCourseDifferences',
    summary: 'Submit the course differences of a submission, as a person would in DXP Ngā Kete',
    description: 'Asks TEC to change its course register to what the submission has. Until that is approved ' +
      '(POST /__admin/returns/{returnId}/settle), no other register can be sent.',
    basis: knowledgeBase('KA-01090'),
    method: 'POST',
    path: '/submissions/:submissionToken/course-differences',
    tag,
    wire: { params: TokenPath, response: { 200: CourseDifferences } },
    status: 200,
    rules: courseDifferenceRules,
    before: (sandbox, _caller, { params }) => finishRunsOf(sandbox, params.submissionToken),
    perform ({ db, now, enforce, concerns, reading }, { params: { submissionToken } }) {
      const submission = findByTokenOfAnyEid(db, submissionToken)
      enforce(courseDifferenceRules, {
        ...tokenFacts(submissionToken, submission, now), errorCount: errorsOf(db, submission, reading)
      }, 'submission')
      const { id, eid, returnId } = submission!
      concerns(callerOf(eid))
      const coursesToChange = insertRegisterChanges(db, { submission: id, eid })
      if (coursesToChange > 0) notePending(db, eid, returnId)
      return { submissionToken, edumis: eid, returnId, coursesToChange }
    }
  })
]
