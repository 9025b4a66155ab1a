import { inferred } from '../../../../core/basis.ts'
import { december2025Page } from '../../../sources.ts'
import { dayOfBirthOf } from '../learners/day-of-birth.ts'
import { nsnOfLearner } from '../nsn-of-learner.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { isSameStudy } from './completion.ts'
import { courseEnrolments } from './fields.ts'
import { qualificationsLeft } from './other-years.ts'

const enrolmentRule = ruleFor(courseEnrolments)

const learnerWhere = (condition: string) => `EXISTS (SELECT 1 FROM sdrLearner AS learner
      WHERE learner.submission = :submission AND learner.studentIdentificationCode = record.studentIdentificationCode AND ${condition})`

const contradiction = inferred('TEC names the pair as one that contradicts itself, without a number')

/** What a course enrolment is held to by other records, and its fields by each other. */
export const agreementRules: readonly RecordRule[] = [
  nsnOfLearner(courseEnrolments, 'S44'),
  enrolmentRule({
    id: 'enrolment-unique',
    code: 'S45',
    statement: 'A course enrolment must be there once for its NSN, course and start',
    field: 'courseCode',
    basis: inferred('Completions are matched by these, so two of them cannot be told apart'),
    holds: `NOT EXISTS (SELECT 1 FROM sdrCourseEnrolment AS other WHERE other.submission = :submission AND other.id < record.id
      AND ${isSameStudy('other', 'record')})`,
    refusal: say => `Another enrolment has ${say('nationalStudentNumber')}, ${say('courseCode')} and ${say('courseStartDate')}, too.`,
    wouldPass: 'Keep one, and delete the others by their localId.'
  }),
  enrolmentRule({
    id: 'actual-course-fee-given',
    code: 'S46',
    since: 202508,
    statement: 'A domestic course enrolment of a new learner, or of one who changes qualification, must have its actual course fee',
    field: 'actualCourseFee',
    basis: december2025Page,
    // Nobody leaves what was never reported: without a number, or an earlier return, only the new are known.
    other: qualificationsLeft,
    holds: `record.actualCourseFee IS NOT NULL OR record.sourceOfFunding IN ('02', '12', '20')
      OR (NOT ${learnerWhere('learner.firstYearOfTertiaryEducation = :returnYear')}
        AND (coalesce(record.nationalStudentNumber, 0) <= 0 OR ${qualificationsLeft} IS NULL))`,
    refusal: (say, { other }) => `actualCourseFee is missing, and the learner with ${say('studentIdentificationCode')} ` +
      (other == null ? 'is new.' : `has changed from qualification ${other} to ${say('qualificationCode')} since an earlier year.`),
    wouldPass: 'Send what the learner is charged for tuition and compulsory course costs; with source of funding 02, 12 or 20 it is ' +
      'optional.'
  }),
  enrolmentRule({
    id: 'enrolment-starts-after-birth',
    code: 'S84',
    statement: 'A course enrolment must start after its learner was born',
    field: 'courseStartDate',
    basis: inferred('Nobody studies before being born'),
    holds: `NOT ${learnerWhere(`${dayOfBirthOf('learner')} >= newZealandDay(record.courseStartDate)`)}`,
    refusal: say => `${say('courseStartDate')} is not after the day on which the learner with ` +
      `${say('studentIdentificationCode')} was born.`,
    wouldPass: 'Check dateOfBirth of the learner and courseStartDate of the enrolment.'
  }),
  enrolmentRule({
    id: 'subject-of-secondary-sector',
    code: 'S92',
    statement: 'Only a course enrolment with iteSector 3, secondary, must have an iteSubject',
    field: 'iteSubject',
    basis: inferred('A vendor says that subjects are only for the secondary sector'),
    holds: "coalesce(record.iteSubject, '[]') = '[]' OR coalesce(record.iteSector, '') = '3'",
    refusal: say => `${say('iteSubject')} is only for the secondary sector, but iteSector is not 3.`,
    wouldPass: 'Leave iteSubject out, or send iteSector 3.'
  }),
  enrolmentRule({
    id: 'citizen-pays-no-international-fees',
    code: 'S53',
    statement: 'A citizen of New Zealand must not be international fee-paying',
    field: 'sourceOfFunding',
    basis: contradiction,
    holds: `record.sourceOfFunding <> '02' OR NOT ${learnerWhere("learner.countryOfCitizenship = 'NZL'")}`,
    refusal: say => `${say('sourceOfFunding')} is international fee-paying, and the learner with ` +
      `${say('studentIdentificationCode')} is a citizen (NZL).`,
    wouldPass: 'Check countryOfCitizenship of the learner and sourceOfFunding of the enrolment.'
  }),
  enrolmentRule({
    id: 'resident-not-overseas',
    code: 'S54',
    statement: 'A permanent resident of New Zealand must not attend from overseas',
    field: 'intramuralExtramuralAttendance',
    basis: contradiction,
    holds: "record.residentialStatus <> 'Y' OR ltrim(record.intramuralExtramuralAttendance, '0') NOT IN ('8', '9', '10')",
    refusal: say => `${say('intramuralExtramuralAttendance')} is overseas, and ${say('residentialStatus')} is a permanent resident.`,
    wouldPass: 'Use 5, 6 or 7 for one who studies in New Zealand.'
  }),
  enrolmentRule({
    id: 'domestic-without-assistance',
    code: 'S55',
    statement: 'The category of fees assessment of a domestic enrolment must be 00, not applicable',
    field: 'categoryOfFeesAssessmentForInternationalStudents',
    basis: contradiction,
    holds: `coalesce(record.categoryOfFeesAssessmentForInternationalStudents, '') IN ('', '00')
      OR record.sourceOfFunding NOT IN ('01', '03', '22', '24', '29', '37')`,
    refusal: say => `${say('categoryOfFeesAssessmentForInternationalStudents')} is for international learners, and ` +
      `${say('sourceOfFunding')} is domestic.`,
    wouldPass: 'Use 00, or another sourceOfFunding.'
  })
]
