import assert from 'node:assert/strict'
import { createClient, createConfig } from './hey-api/esl/client/index.js'
import { requestAccessToken } from './hey-api/esl/sdk.gen.js'
import * as returns from './hey-api/tec-provider-based/sdk.gen.js'
import * as workBased from './hey-api/tec-work-based/sdk.gen.js'
import * as v1 from './hey-api/accessplanit-v1/sdk.gen.js'
import * as v2 from './hey-api/accessplanit-v2/sdk.gen.js'
import { learner } from './records.js'

/** The journeys of the walks, as a TMS in TypeScript takes them whose functions and types were made of the documents by hey-api. */

interface Answer<Data, Refusal> { data?: Data, error?: Refusal, response?: Response }

/** What a call answers that goes well. */
function done<Data, Refusal> ({ data, error, response }: Answer<Data, Refusal>): NonNullable<Data> {
  assert.ok(response?.ok, `${response?.url} answers ${response?.status} ${JSON.stringify(error)}`)
  assert.ok(data !== undefined && data !== null, `${response.url} answers nothing`)
  return data
}

/** What a call answers that is refused. */
function refused<Data, Refusal> ({ error, response }: Answer<Data, Refusal>): NonNullable<Refusal> {
  assert.ok(response && !response.ok && error, `${response?.url} is not refused`)
  return error
}

const clientOf = (baseUrl: string, auth?: string) => createClient(createConfig({ baseUrl, ...(auth !== undefined && { auth }) }))

const headers = { EID: '9001' }

export async function apprenticeship (base: string): Promise<void> {
  const { access_token: token } = done(await requestAccessToken({
    client: clientOf(base, 'demo-tms:demo-secret'),
    body: { grant_type: 'client_credentials', scope: 'https://web.prd.dxs.pub.tec.govt.nz', org_id: '9001' }
  }))
  const tec = { client: clientOf(`${base}/work-submission-api`, token), headers }
  const { learnerLocalId } = done(await workBased.createLearner({
    ...tec,
    body: {
      learnerLocalId: 'L-1001',
      identity: { nationalStudentNumber: 130001001, dateOfBirth: '2006-07-19', nameIdCode: 'FRASM' },
      demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 },
      educationHistory: {}
    }
  }))
  const { trainingAgreementLocalId, trainingAgreementStatus } = done(await workBased.createTrainingAgreement({
    ...tec,
    body: {
      learnerLocalId,
      trainingAgreementLocalId: 'TA-1001',
      trainingAgreement: { employerName: 'Kererū Joinery Ltd', employmentRegionCode: 9, trainingAgreementSignedDate: '2025-09-01' }
    }
  }))
  assert.equal(trainingAgreementStatus, 'Pending')
  const { enrolmentLocalId } = done(await workBased.createEnrolment({
    ...tec,
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
  const tooEarly = refused(await workBased.createTrainingPlan({ ...tec, body: { ...plan, trainingPlanSignedDate: '2025-08-25' } }))
  assert.ok('errors' in tooEarly && tooEarly.errors?.trainingPlanSignedDate, 'the member that is refused can be looked up')
  done(await workBased.createTrainingPlan({ ...tec, body: { ...plan, trainingPlanSignedDate: '2025-09-22' } }))
  done(await workBased.recordVisit({ ...tec, path: plan, body: { visitLocalId: 'V-1', visitDate: '2025-10-14' } }))
  assert.equal(done(await workBased.getTrainingPlan({ ...tec, path: plan })).visits[0]?.visitLocalId, 'V-1')
  const path = { trainingAgreementLocalId }
  done(await workBased.placeTrainingAgreementOnHold({ ...tec, path, body: { pauseDate: '2026-02-20', onHoldReasonCode: 'SW' } }))
  done(await workBased.restartTrainingAgreement({ ...tec, path, body: { restartDate: '2026-02-27' } }))
  assert.equal(done(await workBased.getEnrolment({ ...tec, path: { enrolmentLocalId } })).enrolmentStatus, 'Active')
}

export async function singleDataReturn (base: string): Promise<void> {
  const tec = { client: clientOf(`${base}/submissions`, 'demo-token-9001'), headers }
  done(await returns.registerUser(tec))
  assert.ok(done(await returns.listReturns({ ...tec, query: { pageSize: 10 } })).results?.some(it => it.returnId === 202602))
  const { submissionToken } = done(await returns.requestSubmissionToken({ ...tec, path: { returnIdOrSubmissionToken: 202602 } }))
  assert.ok(submissionToken)
  const { content } = done(await returns.uploadLearners({
    ...tec,
    body: {
      submissionToken,
      content: [{ ...learner, nationalStudentNumber: 150000001, ethnicity: ['111', '211'], disabilityStatus: '2' }]
    }
  }))
  assert.deepEqual(content?.map(it => it.localId), ['L1'])
  const path = { submissionToken }
  done(await returns.requestValidation({ ...tec, path }))
  assert.equal(done(await returns.getValidationStatus({ ...tec, path })).status, 'Processed')
  assert.equal(typeof done(await returns.getValidationResults({ ...tec, path })).totalCount, 'number')
  assert.match(done(await returns.getSubmissionContents({ ...tec, path, parseAs: 'text' })), /WALKA/)
}

export async function courseFeeds (base: string): Promise<void> {
  const baseUrl = `${base}/accessplan/api/v1`
  const { access_token: token } = done(await v1.requestToken({
    client: clientOf(baseUrl), body: { grant_type: 'password', username: 'demo', password: 'demo' }
  }))
  const client = clientOf(baseUrl, token)
  const [course] = done(await v1.listCourseDates({ client, query: { $filter: "CourseDateID eq '5014'" } }))
  assert.equal(course?.CourseDateID, '5014')
  assert.ok(done(await v1.createCourseDate({
    client,
    body: {
      CourseTemplateID: '4001',
      CompanyID: '100',
      StartDate: '2026-06-08T09:00:00',
      EndDate: '2026-06-10T16:30:00',
      Status: 'Available',
      MaxPlaces: 12
    }
  })).CourseDateID)
}

export async function basket (base: string): Promise<void> {
  const baseUrl = `${base}/accessplan`
  const { access_token: token } = done(await v2.requestOrRefreshToken({
    client: clientOf(baseUrl), body: { grant_type: 'password', username: 'demo', password: 'demo' }
  }))
  const client = clientOf(baseUrl, token)
  assert.equal(done(await v2.login({ client, body: { UserName: 'demo', Password: 'demo' } })).Success, true)
  const { results } = done(await v2.listCourseDateRecords({
    client, query: { $filter: "Status eq 'Available'", $select: 'ID,StartDate,Cost', $top: 5 }
  }))
  assert.equal(results?.length, 5)
  const { UniqueBasketID: uniqueBasketID, Items: [item] } = done(await v2.addBasketItem({
    client, path: { userIDOrUniqueBasketID: '2001', itemIDOrBasketItemID: '5019', idTypeOrUserID: '12' }
  }))
  assert.ok(item)
  const { LatestErrorMessage } = done(await v2.assignUsers({
    client, path: { uniqueBasketID, basketItemID: String(item.BasketItemID) }, body: ['2001', '2004']
  }))
  assert.equal(LatestErrorMessage, '')
  assert.ok(done(await v2.completeBasket({ client, path: { uniqueBasketID } })).BookingID)
}
