import assert from 'node:assert/strict'
import createClient from 'openapi-fetch'
import { done } from './answers.js'
import type { paths as Admin } from './openapi-typescript/admin.js'
import type { paths as Returns } from './openapi-typescript/tec-provider-based.js'
import { course, enrolment, learner } from './records.js'

const header = { EID: '9001' }

/** A return whose first errors hide others, up to its submission. */
export async function twoPasses (base: string): Promise<void> {
  const tec = createClient<Returns>({ baseUrl: `${base}/submissions`, headers: { authorization: 'Bearer demo-token-9001' } })
  const admin = createClient<Admin>({ baseUrl: base })
  done(await tec.POST('/v1.0/user/register', { params: { header } }))
  const { submissionToken, submissionStatus, maxRecordPerBatch } = done(await tec.POST('/v1.0/token/{returnIdOrSubmissionToken}', {
    params: { header, path: { returnIdOrSubmissionToken: 202602 } }
  }))
  assert.deepEqual([submissionStatus, maxRecordPerBatch], ['Pending', 500])
  assert.ok(submissionToken)
  const asked = { params: { header, path: { submissionToken } } }
  const codes = async (): Promise<Array<string | null | undefined>> => {
    done(await tec.POST('/v1.0/validation/{submissionToken}', asked))
    return done(await tec.GET('/v1.0/validation/{submissionToken}/results', asked)).results?.map(it => it.errorCode) ?? []
  }
  const run = async () => {
    const { status, errorCount, warningCount } = done(await tec.GET('/v1.0/validation/{submissionToken}', asked))
    return [status, errorCount, warningCount]
  }

  const uploaded = done(await tec.PUT('/v1.0/learners', { params: { header }, body: { submissionToken, content: [learner] } }))
  assert.deepEqual(uploaded.content, [{ localId: 'L1', errors: [] }], 'contents are not looked at while they come in')
  done(await tec.PUT('/v1.0/course-enrolments', { params: { header }, body: { submissionToken, content: [enrolment] } }))
  assert.deepEqual(await codes(), ['364'])
  assert.deepEqual(await run(), ['Rejected', 1, 0])

  const mended = { ...learner, nationalStudentNumber: 150000001 }
  done(await tec.PUT('/v1.0/learners', { params: { header }, body: { submissionToken, content: [mended] } }))
  assert.deepEqual(await codes(), ['S01', 'S70'])
  assert.deepEqual(await run(), ['Rejected', 1, 1])

  done(await tec.PUT('/v1.0/courses', { params: { header }, body: { submissionToken, content: [course] } }))
  assert.equal((await codes()).length, 2)
  assert.deepEqual(await run(), ['Processed', 0, 2])
  const submitted = done(await admin.POST('/__admin/submissions/{submissionToken}/submit', { params: { path: { submissionToken } } }))
  assert.equal(submitted.submissionStatus, 'Submitted')
}
