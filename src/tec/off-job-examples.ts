import type { ExampleRequest, Scene } from '../core/example.ts'
import type { ExampleCaller } from './scene.ts'

/** How to show a course that both APIs of TEC have: each service's examples need records of the other. */

const sending = ({ eid, token }: ExampleCaller) => (method: string, path: string, body?: object): ExampleRequest =>
  ({ method, path, headers: { Authorization: `Bearer ${token}`, EID: String(eid) }, ...(body && { body }) })

/** An earlier return, which no other example opens. */
const earlierReturn = 202404

/** Puts a course enrolment of a student into a return. */
export function reportInAReturn (caller: ExampleCaller, nationalStudentNumber: number, courseCode: string): ExampleRequest[] {
  const send = sending(caller)
  const enrolment = {
    localId: 'ENROLMENT-1',
    studentIdentificationCode: 'S100001',
    qualificationCode: 'NZ2738',
    courseCode,
    nationalStudentNumber,
    courseStartDate: '2024-02-12T00:00:00+13:00',
    courseEndDate: '2024-06-28T00:00:00+12:00'
  }
  return [
    send('POST', `/__admin/returns/${earlierReturn}/open`, { eid: caller.eid }),
    send('POST', `/submissions/v1.0/token/${earlierReturn}`),
    send('PUT', '/submissions/v1.0/course-enrolments', { submissionToken: '{submissionToken}', content: [enrolment] })
  ]
}

const programme = {
  studyTypeCode: 'NZA',
  modeOfDeliveryCode: 24,
  startDate: '2015-01-01',
  nzscedFieldOfStudy: '040311',
  creditValue: 260,
  industryCodes: ['E3242'],
  occupationCode: '331212'
}

/** Makes a work-based learner of a student, and reports an off-job course. */
export function reportAsOffJob (
  caller: ExampleCaller, { id, day }: Scene, nationalStudentNumber: number, courseCode: string
): ExampleRequest[] {
  const post = (path: string, body: object) => sending(caller)('POST', `/work-submission-api/v1.0${path}`, body)
  const of = { learnerLocalId: id('L'), trainingAgreementLocalId: id('A') }
  return [
    post('/programmes', {
      programmeLocalId: id('P'), programmeLocalName: `New Zealand Certificate in Examples / ${id('P')}`, ...programme
    }),
    post('/learners', {
      learnerLocalId: id('L'),
      identity: { nationalStudentNumber, dateOfBirth: '2005-03-14', nameIdCode: 'WALKA' },
      demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 },
      educationHistory: {}
    }),
    post('/training-agreements', {
      ...of,
      trainingAgreement: {
        employerName: 'Kererū Joinery Ltd', employmentRegionCode: 9, employmentTypeCode: 'FT', trainingAgreementSignedDate: day(-200)
      }
    }),
    post('/enrolments', {
      ...of,
      enrolmentLocalId: id('E'),
      programmeLocalId: id('P'),
      programmeVersionNumber: 1,
      fundingSourceTypeCode: '37',
      modeOfDeliveryCode: 24,
      enrolmentDate: day(-190),
      participationStartDate: day(-190)
    }),
    post('/off-job-deliveries', {
      offJobDeliveryLocalId: id('O'), enrolmentLocalId: id('E'), offJobProviderCode: caller.eid, courseCode, fundingCategory: 'P1'
    })
  ]
}
