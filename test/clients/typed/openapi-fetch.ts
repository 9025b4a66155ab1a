import assert from 'node:assert/strict'
import createClient from 'openapi-fetch'
import { asForm, done, form, refused } from './answers.js'
import type { paths as V1 } from './openapi-typescript/accessplanit-v1.js'
import type { paths as V2 } from './openapi-typescript/accessplanit-v2.js'
import type { paths as Admin } from './openapi-typescript/admin.js'
import type { paths as Esl } from './openapi-typescript/esl.js'
import type { paths as Returns } from './openapi-typescript/tec-provider-based.js'
import type { paths as WorkBased } from './openapi-typescript/tec-work-based.js'
import { course, learner } from './records.js'

/** The journeys of the walks, as a TMS in TypeScript takes them whose types were made of the documents by openapi-typescript. */

export { endings, fortyTwoDays, redundancy, threeMonths } from './agreements.js'
export { delegates, invoices } from './bookings.js'
export { twoPasses } from './two-passes.js'

export async function apprenticeship (base: string): Promise<void> {
  const esl = createClient<Esl>({ baseUrl: base, headers: { authorization: `Basic ${btoa('demo-tms:demo-secret')}` } })
  const token = done(await esl.POST('/oauth2/access_token', {
    body: { grant_type: 'client_credentials', scope: 'https://web.prd.dxs.pub.tec.govt.nz', org_id: '9001' },
    bodySerializer: asForm,
    headers: form
  }))
  const tec = createClient<WorkBased>({
    baseUrl: `${base}/work-submission-api`, headers: { authorization: `Bearer ${token.access_token}` }
  })
  const header = { EID: '9001' }
  const learner = done(await tec.POST('/v1.0/learners', {
    params: { header },
    body: {
      learnerLocalId: 'L-1001',
      identity: { nationalStudentNumber: 130001001, dateOfBirth: '2006-07-19', nameIdCode: 'FRASM' },
      demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 },
      educationHistory: {}
    }
  }))
  const { learnerLocalId } = learner
  const agreement = done(await tec.POST('/v1.0/training-agreements', {
    params: { header },
    body: {
      learnerLocalId,
      trainingAgreementLocalId: 'TA-1001',
      trainingAgreement: { employerName: 'Kererū Joinery Ltd', employmentRegionCode: 9, trainingAgreementSignedDate: '2025-09-01' }
    }
  }))
  const { trainingAgreementLocalId } = agreement
  assert.equal(agreement.trainingAgreementStatus, 'Pending')
  const { enrolmentLocalId } = done(await tec.POST('/v1.0/enrolments', {
    params: { header },
    body: {
      enrolmentLocalId: 'E-1001',
      learnerLocalId,
      trainingAgreementLocalId,
      programmeLocalId: 'DEMO-NZA',
      programmeVersionNumber: 1,
      fundingSourceTypeCode: '37',
      modeOfDeliveryCode: 24,
      enrolmentDate: '2025-09-08',
      participationStartDate: '2025-09-08'
    }
  }))
  const plan = { trainingPlanLocalId: 'TP-1001', trainingAgreementLocalId }
  const tooEarly = refused(await tec.POST('/v1.0/training-plans', {
    params: { header }, body: { ...plan, trainingPlanSignedDate: '2025-08-25' }
  }))
  assert.ok('errors' in tooEarly && tooEarly.errors?.trainingPlanSignedDate, 'the member that is refused can be looked up')
  done(await tec.POST('/v1.0/training-plans', { params: { header }, body: { ...plan, trainingPlanSignedDate: '2025-09-22' } }))
  done(await tec.POST('/v1.0/training-plans/{trainingPlanLocalId}/visits', {
    params: { header, path: plan }, body: { visitLocalId: 'V-1', visitDate: '2025-10-14' }
  }))
  const { visits } = done(await tec.GET('/v1.0/training-plans/{trainingPlanLocalId}', { params: { header, path: plan } }))
  assert.equal(visits[0]?.visitLocalId, 'V-1')
  const path = { trainingAgreementLocalId }
  done(await tec.PUT('/v1.0/training-agreements/{trainingAgreementLocalId}/hold', {
    params: { header, path }, body: { pauseDate: '2026-02-20', onHoldReasonCode: 'SW' }
  }))
  done(await tec.PUT('/v1.0/training-agreements/{trainingAgreementLocalId}/restart', {
    params: { header, path }, body: { restartDate: '2026-02-27' }
  }))
  const enrolment = done(await tec.GET('/v1.0/enrolments/{enrolmentLocalId}', { params: { header, path: { enrolmentLocalId } } }))
  assert.equal(enrolment.enrolmentStatus, 'Active')
}

export async function singleDataReturn (base: string): Promise<void> {
  const tec = createClient<Returns>({ baseUrl: `${base}/submissions`, headers: { authorization: 'Bearer demo-token-9001' } })
  const header = { EID: '9001' }
  done(await tec.POST('/v1.0/user/register', { params: { header } }))
  const { results: returns } = done(await tec.GET('/v1.0/returns', { params: { header, query: { pageSize: 10 } } }))
  assert.ok(returns?.some(it => it.returnId === 202602))
  const { submissionToken } = done(await tec.POST('/v1.0/token/{returnIdOrSubmissionToken}', {
    params: { header, path: { returnIdOrSubmissionToken: 202602 } }
  }))
  assert.ok(submissionToken)
  done(await tec.PUT('/v1.0/courses', {
    params: { header },
    body: {
      submissionToken,
      content: [{ ...course, courseCode: 'CARP101', courseTitle: 'Carpentry in Practice' }]
    }
  }))
  const { content } = done(await tec.PUT('/v1.0/learners', {
    params: { header },
    body: {
      submissionToken,
      content: [{ ...learner, nationalStudentNumber: 150000001, ethnicity: ['111', '211'], disabilityStatus: '2' }]
    }
  }))
  assert.deepEqual(content?.map(it => it.localId), ['L1'])
  const path = { submissionToken }
  done(await tec.POST('/v1.0/validation/{submissionToken}', { params: { header, path } }))
  const run = done(await tec.GET('/v1.0/validation/{submissionToken}', { params: { header, path } }))
  assert.equal(run.status, 'Processed')
  const results = done(await tec.GET('/v1.0/validation/{submissionToken}/results', { params: { header, path } }))
  assert.equal(typeof results.totalCount, 'number')
  const contents = done(await tec.GET('/v1.0/contents/{submissionToken}', { params: { header, path }, parseAs: 'text' }))
  assert.match(contents, /WALKA/)
}

export async function courseFeeds (base: string): Promise<void> {
  const baseUrl = `${base}/accessplan/api/v1`
  const token = done(await createClient<V1>({ baseUrl }).POST('/token', {
    body: { grant_type: 'password', username: 'demo', password: 'demo' }, bodySerializer: asForm, headers: form
  }))
  const v1 = createClient<V1>({ baseUrl, headers: { authorization: `Bearer ${token.access_token}` } })
  const [course] = done(await v1.GET('/coursedates', { params: { query: { $filter: "CourseDateID eq '5014'" } } }))
  assert.equal(course?.CourseDateID, '5014')
  const made = done(await v1.POST('/coursedates', {
    body: {
      CourseTemplateID: '4001',
      CompanyID: '100',
      StartDate: '2026-06-08T09:00:00',
      EndDate: '2026-06-10T16:30:00',
      Status: 'Available',
      MaxPlaces: 12
    }
  }))
  assert.ok(made.CourseDateID)
  const users = done(await v1.GET('/users', { params: { query: { $filter: "UserID eq '2001'" } } }))
  assert.equal(users[0]?.UserID, '2001')
}

export async function basket (base: string): Promise<void> {
  const baseUrl = `${base}/accessplan`
  const token = done(await createClient<V2>({ baseUrl }).POST('/api/v2/token', {
    body: { grant_type: 'password', username: 'demo', password: 'demo' }, bodySerializer: asForm, headers: form
  }))
  const v2 = createClient<V2>({ baseUrl, headers: { authorization: `Bearer ${token.access_token}` } })
  const login = done(await v2.POST('/api/v2/Login', {
    body: { UserName: 'demo', Password: 'demo' }, bodySerializer: asForm, headers: form
  }))
  assert.equal(login.Success, true)
  const courses = done(await v2.GET('/api/v2/CourseDate', {
    params: { query: { $filter: "Status eq 'Available'", $select: 'ID,StartDate,Cost', $top: 5 } }
  }))
  assert.equal(courses.results?.length, 5)
  const add = '/apibasket/v2/basket/{userIDOrUniqueBasketID}/{itemIDOrBasketItemID}/{idTypeOrUserID}'
  const { UniqueBasketID: uniqueBasketID, Items: [item] } = done(await v2.POST(add, {
    params: { path: { userIDOrUniqueBasketID: '2001', itemIDOrBasketItemID: '5019', idTypeOrUserID: '12' } }
  }))
  assert.ok(item)
  const assigned = done(await v2.PUT('/apibasket/v2/basket/{uniqueBasketID}/{basketItemID}/users', {
    params: { path: { uniqueBasketID, basketItemID: String(item.BasketItemID) } }, body: ['2001', '2004']
  }))
  assert.equal(assigned.LatestErrorMessage, '')
  const { BookingID } = done(await v2.POST('/apibasket/v2/basket/{uniqueBasketID}/complete', { params: { path: { uniqueBasketID } } }))
  assert.ok(BookingID)
}

/** What a suite does between its tests: a sandbox of its own, a clock that is moved, a failure on purpose, and why a call was refused. */
export async function controlRoom (base: string): Promise<void> {
  const server = createClient<Admin>({ baseUrl: base })
  const own = done(await server.POST('/__admin/sandboxes', {
    body: { fixture: 'demo', clock: { mode: 'frozen', now: '2026-03-02T09:00' }, ttlSeconds: 600 }
  }))
  const admin = createClient<Admin>({ baseUrl: own.url })
  const moved = done(await admin.POST('/__admin/clock/advance', { body: { by: 'P43D' } }))
  assert.equal(moved.today, '2026-04-14')
  done(await admin.POST('/__admin/faults', {
    body: { match: { operation: 'GetTrainingPlan' }, times: 1, effect: { status: 429, retryAfter: 2 } }
  }))

  const tec = createClient<WorkBased>({
    baseUrl: `${own.url}/work-submission-api`, headers: { authorization: 'Bearer demo-token-9001' }
  })
  const header = { EID: '9001' }
  const plan = { params: { header, path: { trainingPlanLocalId: 'DEMO-TP04' } } }
  const { response } = await tec.GET('/v1.0/training-plans/{trainingPlanLocalId}', plan)
  assert.equal(response.status, 429)
  done(await tec.GET('/v1.0/training-plans/{trainingPlanLocalId}', plan))
  refused(await tec.POST('/v1.0/training-plans', {
    params: { header },
    body: { trainingPlanLocalId: 'TP-1002', trainingAgreementLocalId: 'NONE', trainingPlanSignedDate: '2026-03-02' }
  }))
  const why = done(await admin.GET('/__admin/requests/{id}/explain', { params: { path: { id: 'last' } } }))
  assert.equal(why.operation?.operationId, 'CreateTrainingPlan')
  assert.ok(why.refusedBy[0]?.rule, why.reason?.detail)
  const { requests } = done(await admin.GET('/__admin/requests', { params: { query: { status: '429' } } }))
  assert.equal(requests.length, 1)
  const { status } = (await server.DELETE('/__admin/sandboxes/{id}', { params: { path: { id: own.id } } })).response
  assert.equal(status, 204)
}
