import { inferred } from '../../../../core/basis.ts'
import { december2025Page, knowledgeBase, providerBasedPage, residencyGuide, vendorChangesGuide } from '../../../sources.ts'
import { givenFor } from '../given.ts'
import { firstPassGuard, ruleFor, type RecordRule } from '../record-rule.ts'
import { agreementRules } from './agreement-rules.ts'
import { completionOf } from './completion.ts'
import { agreesWithCourse, courseOf } from './course.ts'
import { courseEnrolments } from './fields.ts'
import { enrolmentFormRules } from './form-rules.ts'
import { loadsAreSpread } from './loads.ts'
import { notOffJob } from './off-job-rules.ts'
import { alikeInBothYears } from './other-years.ts'
import { periodRules } from './period-rules.ts'
import { withdrawalRules } from './withdrawals.ts'

const enrolmentRule = ruleFor(courseEnrolments)
const enrolmentHas = givenFor(courseEnrolments)

export const courseEnrolmentRules: readonly RecordRule[] = [
  enrolmentHas({
    id: 'enrolment-start-given',
    ...firstPassGuard('005'),
    called: 'a start date',
    field: 'courseStartDate',
    wouldPass: 'Send the first day of the course.'
  }),
  enrolmentHas({
    id: 'enrolment-end-given',
    ...firstPassGuard('006'),
    called: 'an end date',
    field: 'courseEndDate',
    wouldPass: 'Send the last day of the course.'
  }),
  enrolmentHas({
    id: 'enrolment-nsn-given',
    ...firstPassGuard('712'),
    called: 'a National Student Number',
    field: 'nationalStudentNumber',
    wouldPass: 'Send the number of the learner.'
  }),
  enrolmentHas({
    id: 'enrolment-funding-given',
    ...firstPassGuard('762'),
    called: 'a source of funding',
    field: 'sourceOfFunding',
    wouldPass: 'Send a source of funding, such as 01 or 37.'
  }),
  enrolmentRule({
    id: 'student-among-learners',
    code: '001',
    statement: 'The student of a course enrolment must be among the learners',
    field: 'studentIdentificationCode',
    basis: knowledgeBase('KA-02412'),
    holds: `EXISTS (SELECT 1 FROM sdrLearner AS learner
      WHERE learner.submission = :submission AND learner.studentIdentificationCode = record.studentIdentificationCode)`,
    refusal: say => `${say('studentIdentificationCode')} is not among the learners.`,
    wouldPass: 'Upload the learner, or check studentIdentificationCode.'
  }),
  enrolmentRule({
    id: 'course-among-courses',
    code: 'S01',
    statement: 'The course of a course enrolment must be among the courses',
    field: 'courseCode',
    basis: providerBasedPage('upload-course-data-to-the-submission'),
    holds: `EXISTS (SELECT 1 FROM ${courseOf})`,
    refusal: say => `${say('courseCode')} is not among the courses.`,
    wouldPass: 'Upload the course, or check courseCode.'
  }),
  enrolmentRule({
    id: 'past-enrolment-completed',
    code: 'S04',
    statement: 'A course enrolment that is over must have a course completion of the same NSN, course and start',
    field: 'courseEndDate',
    basis: inferred('TEC reports on enrolments without a completion, but for kinds of funding that a vendor leaves out'),
    holds: `NOT :isFull OR newZealandDay(record.courseEndDate) >= :today OR record.sourceOfFunding IN ('06', '07', '08', '11', '21')
      OR EXISTS (SELECT 1 FROM ${completionOf})`,
    refusal: say => `The enrolment is over (${say('courseEndDate')}) and no course completion has its NSN, ` +
      `${say('courseCode')} and ${say('courseStartDate')}.`,
    wouldPass: 'Upload the course completion.'
  }),
  enrolmentRule({
    id: 'end-on-or-after-start',
    code: 'S05',
    statement: 'A course enrolment must end on or after the day on which it starts',
    field: 'courseEndDate',
    basis: inferred('An end before a start is no period'),
    errorBecause: 'nothing can be reckoned from a period that ends before it begins',
    holds: 'newZealandDay(record.courseEndDate) >= newZealandDay(record.courseStartDate)',
    refusal: say => `${say('courseEndDate')} is before ${say('courseStartDate')}.`,
    wouldPass: 'Send a courseEndDate from courseStartDate on.'
  }),
  enrolmentRule({
    id: 'withdrawal-on-or-after-start',
    code: 'S06',
    statement: 'A student must withdraw on or after the day on which the course enrolment starts, but with source of funding 31',
    field: 'studentsCourseWithdrawalDate',
    basis: inferred('Nobody withdraws from what has not begun'),
    // Of a programme that was enrolled up front, the courses that had not begun are of source 31, too, withdrawn before they start.
    holds: "record.sourceOfFunding = '31' OR newZealandDay(record.studentsCourseWithdrawalDate) >= newZealandDay(record.courseStartDate)",
    refusal: say => `${say('studentsCourseWithdrawalDate')} is before ${say('courseStartDate')}.`,
    wouldPass: 'Send a studentsCourseWithdrawalDate from courseStartDate on.'
  }),
  ...withdrawalRules,
  enrolmentRule({
    id: 'citizen-is-no-resident',
    code: 'S10',
    statement: 'A citizen of New Zealand must not be reported as a permanent resident',
    field: 'residentialStatus',
    basis: residencyGuide,
    holds: `record.residentialStatus <> 'Y' OR NOT EXISTS (SELECT 1 FROM sdrLearner AS learner
      WHERE learner.submission = :submission AND learner.studentIdentificationCode = record.studentIdentificationCode
        AND learner.countryOfCitizenship = 'NZL')`,
    refusal: say => `${say('residentialStatus')} is for permanent residents, and the learner with ` +
      `${say('studentIdentificationCode')} is a citizen (NZL).`,
    wouldPass: 'Use residentialStatus N for a learner with countryOfCitizenship NZL.'
  }),
  loadsAreSpread,
  agreesWithCourse,
  enrolmentRule({
    id: 'qualification-approved',
    code: 'S16',
    statement: 'The qualification of a course enrolment must be on the SDR qualifications register, and approved',
    field: 'qualificationCode',
    // The register is not public: any code of its form is taken, but those that the fixture says are not approved.
    basis: providerBasedPage('upload-course-enrolment-data-to-the-submission'),
    holds: `upper(record.qualificationCode) NOT IN (SELECT qualificationCode FROM unapprovedQualification)
      AND (upper(record.qualificationCode) GLOB '[0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z]'
        OR upper(record.qualificationCode) = 'G9999')`,
    refusal: say => `${say('qualificationCode')} is not on the SDR qualifications register, or not approved.`,
    wouldPass: 'Use six capitals and digits, such as NZ2738, of a qualification that is approved, or G9999.'
  }),
  enrolmentRule({
    id: 'secondary-teacher-education-has-subject',
    code: 'S17',
    statement: 'A course enrolment in initial teacher education of the secondary sector must have subjects',
    field: 'iteSubject',
    basis: vendorChangesGuide,
    holds: "coalesce(record.iteSector, '') <> '3' OR (record.iteSubject IS NOT NULL AND record.iteSubject <> '[]')",
    refusal: say => `iteSubject is missing, and ${say('iteSector')} is the secondary sector.`,
    wouldPass: 'Send at least one iteSubject.'
  }),
  enrolmentRule({
    id: 'secondary-school-programme-given',
    code: 'S19',
    since: 202508,
    statement: 'A course enrolment must say whether it is part of a school or secondary-tertiary programme',
    field: 'secondarySchoolProgrammeIndicator',
    basis: december2025Page,
    holds: "trim(coalesce(record.secondarySchoolProgrammeIndicator, '')) <> ''",
    refusal: 'secondarySchoolProgrammeIndicator is missing.',
    wouldPass: 'Send true or false.'
  }),
  enrolmentRule({
    id: 'trades-training-has-consortium',
    code: 'S21',
    since: 202504,
    statement: 'A course enrolment in Māori and Pasifika Trades Training must have its consortium',
    field: 'consortium',
    basis: vendorChangesGuide,
    holds: "record.sourceOfFunding <> '29' OR trim(coalesce(record.consortium, '')) <> ''",
    refusal: say => `consortium is missing, and ${say('sourceOfFunding')} is Māori and Pasifika Trades Training.`,
    wouldPass: 'Send the code of the consortium.'
  }),
  ...periodRules,
  ...agreementRules,
  notOffJob,
  alikeInBothYears,
  ...enrolmentFormRules
]
