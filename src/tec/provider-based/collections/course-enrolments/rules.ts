import { inferred } from '../../../../core/basis.ts'
import { knowledgeBase } from '../../../sources.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { courseEnrolments } from './fields.ts'

const enrolmentRule = ruleFor(courseEnrolments)

const guard = (code: string) => inferred(`${code} is published as a first-pass rule, without its text; those rules guard what later ones go by`)

const courseOf = 'sdrCourse AS course WHERE course.submission = :submission AND course.courseCode = record.courseCode'

/** A completion is an enrolment's if NSN, course and start are the same. */
const completionOf = `sdrCourseCompletion AS completion WHERE completion.submission = :submission
  AND completion.nationalStudentNumber = record.nationalStudentNumber AND completion.courseCode = record.courseCode
  AND completion.courseStartDate = record.courseStartDate`

const monthOf = (date: string) => `12 * substr(newZealandDay(${date}), 1, 4) + substr(newZealandDay(${date}), 6, 2) - 1`

/** The months that an enrolment touches, counted from year 0. Worked out once for each record, and not for each of its twelve months. */
const period = `WITH period AS MATERIALIZED (
  SELECT ${monthOf('record.courseStartDate')} AS firstMonth, ${monthOf('record.courseEndDate')} AS lastMonth)`

/** Ten-thousandths of an EFTS that fall on each month, rounded down, as whole numbers divide. */
const shareOfAMonth = 'CAST(round(record.courseEftsFactor * 10000) AS INTEGER) / (lastMonth - firstMonth + 1)'

export const courseEnrolmentRules: readonly RecordRule[] = [
  enrolmentRule({
    id: 'enrolment-start-given',
    code: '005',
    pass: 1,
    statement: 'A course enrolment has a start date',
    field: 'courseStartDate',
    basis: guard('005'),
    holds: 'record.courseStartDate IS NOT NULL',
    compares: ['courseStartDate'],
    wouldPass: 'the first day of the course'
  }),
  enrolmentRule({
    id: 'enrolment-end-given',
    code: '006',
    pass: 1,
    statement: 'A course enrolment has an end date',
    field: 'courseEndDate',
    basis: guard('006'),
    holds: 'record.courseEndDate IS NOT NULL',
    compares: ['courseEndDate'],
    wouldPass: 'the last day of the course'
  }),
  enrolmentRule({
    id: 'enrolment-nsn-given',
    code: '712',
    pass: 1,
    statement: 'A course enrolment has a National Student Number',
    field: 'nationalStudentNumber',
    basis: guard('712'),
    holds: 'record.nationalStudentNumber IS NOT NULL',
    compares: ['nationalStudentNumber'],
    wouldPass: 'the number of the learner'
  }),
  enrolmentRule({
    id: 'enrolment-funding-given',
    code: '762',
    pass: 1,
    statement: 'A course enrolment has a source of funding',
    field: 'sourceOfFunding',
    basis: guard('762'),
    holds: 'record.sourceOfFunding IS NOT NULL',
    compares: ['sourceOfFunding'],
    wouldPass: 'a source of funding, such as 01 or 37'
  }),
  enrolmentRule({
    id: 'student-among-learners',
    code: '001',
    statement: 'The student of a course enrolment is among the learners',
    field: 'studentIdentificationCode',
    basis: knowledgeBase('KA-02412'),
    holds: `EXISTS (SELECT 1 FROM sdrLearner AS learner
      WHERE learner.submission = :submission AND learner.studentIdentificationCode = record.studentIdentificationCode)`,
    compares: ['studentIdentificationCode'],
    wouldPass: 'a studentIdentificationCode of the learners, or the learner uploaded'
  }),
  enrolmentRule({
    id: 'course-among-courses',
    code: 'S01',
    statement: 'The course of a course enrolment is among the courses',
    field: 'courseCode',
    basis: inferred('Every course of an enrolment is to appear among the courses; the number of the rule is not public'),
    holds: `EXISTS (SELECT 1 FROM ${courseOf})`,
    compares: ['courseCode'],
    wouldPass: 'a courseCode of the courses, or the course uploaded'
  }),
  enrolmentRule({
    id: 'past-enrolment-completed',
    code: 'S04',
    severity: 'Warning',
    statement: 'A course enrolment that is over has a course completion of the same NSN, course and start',
    field: 'courseEndDate',
    basis: inferred('TEC reports on enrolments without a completion, but for kinds of funding that a vendor leaves out; the number of the rule is not public'),
    holds: `NOT :isFull OR newZealandDay(record.courseEndDate) >= :today OR record.sourceOfFunding IN ('06', '07', '08', '11', '21')
      OR EXISTS (SELECT 1 FROM ${completionOf})`,
    compares: ['courseCode', 'courseStartDate', 'courseEndDate'],
    wouldPass: 'the course completion uploaded'
  }),
  enrolmentRule({
    id: 'end-on-or-after-start',
    code: 'S05',
    statement: 'A course enrolment ends on or after the day on which it starts',
    field: 'courseEndDate',
    basis: inferred('An end before a start is no period; the number of the rule is not public'),
    holds: 'newZealandDay(record.courseEndDate) >= newZealandDay(record.courseStartDate)',
    compares: ['courseStartDate', 'courseEndDate'],
    wouldPass: 'a courseEndDate from courseStartDate on'
  }),
  enrolmentRule({
    id: 'withdrawal-on-or-after-start',
    code: 'S06',
    statement: 'A student withdraws on or after the day on which the course enrolment starts',
    field: 'studentsCourseWithdrawalDate',
    basis: inferred('Nobody withdraws from what has not begun; the number of the rule is not public'),
    holds: 'newZealandDay(record.studentsCourseWithdrawalDate) >= newZealandDay(record.courseStartDate)',
    compares: ['courseStartDate', 'studentsCourseWithdrawalDate'],
    wouldPass: 'a studentsCourseWithdrawalDate from courseStartDate on'
  }),
  enrolmentRule({
    id: 'withdrawn-funding-has-withdrawal',
    code: 'S07',
    statement: 'A course enrolment with source of funding 31 has a withdrawal date',
    field: 'studentsCourseWithdrawalDate',
    basis: inferred('31 is a confirmed enrolment that was withdrawn before the cut-off; the number of the rule is not public'),
    holds: "record.sourceOfFunding <> '31' OR record.studentsCourseWithdrawalDate IS NOT NULL",
    compares: ['sourceOfFunding', 'studentsCourseWithdrawalDate'],
    wouldPass: 'the day of the withdrawal, or another source of funding'
  }),
  enrolmentRule({
    id: 'withdrawn-funding-not-completed',
    code: 'S08',
    statement: 'The completion of a course enrolment with source of funding 31 is 4, did not complete',
    field: 'sourceOfFunding',
    basis: inferred('A withdrawn enrolment is not completed; the number of the rule is not public'),
    holds: `record.sourceOfFunding <> '31' OR NOT EXISTS (SELECT 1 FROM ${completionOf} AND completion.studentCourseCompletionIndicator <> '4')`,
    compares: ['sourceOfFunding', 'courseCode'],
    wouldPass: 'studentCourseCompletionIndicator 4 in the course completion, or another source of funding'
  }),
  enrolmentRule({
    id: 'withdrawn-funding-fee-category',
    code: 'S09',
    statement: 'A course enrolment with source of funding 31 has a category of fees assessment that goes with it',
    field: 'categoryOfFeesAssessmentForInternationalStudents',
    basis: inferred('TEC names the categories that can be used with 31; the number of the rule is not public'),
    holds: `record.sourceOfFunding <> '31'
      OR coalesce(record.categoryOfFeesAssessmentForInternationalStudents, '') IN ('00', '01', '03', '04', '06', '08', '09', '12', '13')`,
    compares: ['sourceOfFunding', 'categoryOfFeesAssessmentForInternationalStudents'],
    wouldPass: '00, 01, 03, 04, 06, 08, 09, 12 or 13'
  }),
  enrolmentRule({
    id: 'citizen-is-no-resident',
    code: 'S10',
    statement: 'A citizen of New Zealand is not reported as a permanent resident',
    field: 'residentialStatus',
    basis: inferred('Y is for permanent residents, N for all others, citizens included; the number of the rule is not public'),
    holds: `record.residentialStatus <> 'Y' OR NOT EXISTS (SELECT 1 FROM sdrLearner AS learner
      WHERE learner.submission = :submission AND learner.studentIdentificationCode = record.studentIdentificationCode AND learner.countryOfCitizenship = 'NZL')`,
    compares: ['studentIdentificationCode', 'residentialStatus'],
    wouldPass: 'residentialStatus N for a learner with citizenship NZL'
  }),
  enrolmentRule({
    id: 'efts-by-month',
    code: 'S11',
    severity: 'Warning',
    statement: 'The EFTS of each month are the course\'s factor spread over the months of the enrolment, rounded down to four decimals',
    field: 'eftsByMonth',
    basis: knowledgeBase('KA-01968'),
    holds: `json_array_length(record.eftsByMonth) = 12 AND NOT EXISTS (${period} SELECT 1 FROM period CROSS JOIN json_each(record.eftsByMonth) AS month WHERE CAST(round(month.value * 10000) AS INTEGER) <>
      CASE WHEN 12 * :returnYear + month.key BETWEEN firstMonth AND lastMonth THEN ${shareOfAMonth} ELSE 0 END)`,
    compares: ['courseEftsFactor', 'courseStartDate', 'courseEndDate', 'eftsByMonth'],
    wouldPass: 'courseEftsFactor divided by the number of calendar months that the enrolment touches, in those that lie in the return\'s year, and 0 in the others'
  }),
  enrolmentRule({
    id: 'enrolment-agrees-with-course',
    code: 'S12',
    severity: 'Warning',
    statement: 'A course enrolment has the funding category, classification, field of study and factor of its course',
    field: 'courseCode',
    basis: inferred('Both files ask for them of the same course; the number of the rule is not public'),
    holds: `NOT EXISTS (SELECT 1 FROM ${courseOf} AND (course.fundingCategory <> record.fundingCategory
      OR course.courseClassification <> record.courseClassification OR course.nzscedFieldOfStudy <> record.nzscedFieldOfStudy
      OR course.courseEftsFactor <> record.courseEftsFactor))`,
    compares: ['courseCode', 'fundingCategory', 'courseClassification', 'nzscedFieldOfStudy', 'courseEftsFactor'],
    wouldPass: 'what the course has'
  }),
  enrolmentRule({
    id: 'qualification-approved',
    code: 'S16',
    statement: 'The qualification of a course enrolment is on the SDR qualifications register, and approved',
    field: 'qualificationCode',
    basis: inferred('The register is not public: any code of its form is taken, but those that the fixture says are not approved; the number of the rule is not public either'),
    holds: `(record.qualificationCode GLOB '[0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z]' OR record.qualificationCode = 'G9999')
      AND record.qualificationCode NOT IN (SELECT qualificationCode FROM unapprovedQualification)`,
    compares: ['qualificationCode'],
    wouldPass: 'six letters and digits, such as NZ2738, of a qualification that is approved; or G9999'
  }),
  enrolmentRule({
    id: 'secondary-teacher-education-has-subject',
    code: 'S17',
    statement: 'A course enrolment in initial teacher education of the secondary sector has subjects',
    field: 'iteSubject',
    basis: inferred('Sector 3 triggers checks of the subject; the number of the rule is not public'),
    holds: "coalesce(record.iteSector, '') <> '3' OR (record.iteSubject IS NOT NULL AND record.iteSubject <> '[]')",
    compares: ['iteSector', 'iteSubject'],
    wouldPass: 'at least one iteSubject'
  }),
  enrolmentRule({
    id: 'secondary-school-programme-given',
    code: 'S19',
    since: 202508,
    statement: 'A course enrolment says whether it is part of a school or secondary-tertiary programme',
    field: 'secondarySchoolProgrammeIndicator',
    basis: inferred('It is mandatory from the August 2025 return on; the number of the rule is not public'),
    holds: "coalesce(record.secondarySchoolProgrammeIndicator, '') <> ''",
    compares: ['secondarySchoolProgrammeIndicator'],
    wouldPass: 'true or false'
  }),
  enrolmentRule({
    id: 'trades-training-has-consortium',
    code: 'S21',
    since: 202504,
    statement: 'A course enrolment in Māori and Pasifika Trades Training has its consortium',
    field: 'consortium',
    basis: inferred('It is mandatory from the April 2025 return on, with source of funding 29; the number of the rule is not public'),
    holds: "record.sourceOfFunding <> '29' OR coalesce(record.consortium, '') <> ''",
    compares: ['sourceOfFunding', 'consortium'],
    wouldPass: 'the code of the consortium'
  })
]
