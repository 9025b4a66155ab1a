import { documented } from '../../../../core/basis.ts'
import { knowledgeBase, vendorErrorGuide, vendorFeeGuide } from '../../../sources.ts'
import { givenFor } from '../given.ts'
import { firstPassGuard, ruleFor, type RecordRule } from '../record-rule.ts'
import { dayOfBirth } from './day-of-birth.ts'
import { learners } from './fields.ts'
import { learnerFormRules } from './form-rules.ts'
import { identityRules } from './identity-rules.ts'

const learnerRule = ruleFor(learners)
const learnerHas = givenFor(learners)

const paysInternationalFees = `
  EXISTS (SELECT 1 FROM sdrCourseEnrolment AS enrolment
    WHERE enrolment.submission = :submission AND enrolment.studentIdentificationCode = record.studentIdentificationCode
      AND (enrolment.sourceOfFunding = '02' OR (:fundingAs02 AND enrolment.sourceOfFunding IN ('12', '20'))))`

export const learnerRules: readonly RecordRule[] = [
  learnerHas({
    id: 'learner-nsn-given',
    ...firstPassGuard('364'),
    called: 'a National Student Number',
    field: 'nationalStudentNumber',
    wouldPass: 'Send the number that the National Student Index issued.'
  }),
  learnerRule({
    id: 'learner-unique',
    code: '002',
    statement: 'A student must be among the learners only once',
    field: 'studentIdentificationCode',
    basis: knowledgeBase('KA-02412'),
    holds: `NOT EXISTS (SELECT 1 FROM sdrLearner AS other
      WHERE other.submission = :submission AND other.studentIdentificationCode = record.studentIdentificationCode
        AND (other.id < record.id OR (:eachDuplicate AND other.id <> record.id)))`,
    refusal: say => `${say('studentIdentificationCode')} is in more than one record of the learners.`,
    wouldPass: 'Keep one record for each studentIdentificationCode, and delete the others by their localId.'
  }),
  learnerRule({
    id: 'gender-code',
    code: '101',
    statement: 'gender must be M, F or D',
    field: 'gender',
    basis: vendorErrorGuide,
    holds: "record.gender IN ('M', 'F', 'D')",
    refusal: say => `${say('gender')} is not a known code.`,
    wouldPass: 'Use M (male), F (female) or D (another gender).'
  }),
  learnerRule({
    id: 'age-plausible',
    code: '102',
    statement: 'A learner must be 5 to 100 years old, going by the date of birth',
    field: 'dateOfBirth',
    basis: vendorErrorGuide,
    holds: `substr(:today, 1, 4) - substr(${dayOfBirth}, 1, 4) - (substr(:today, 6) < substr(${dayOfBirth}, 6)) BETWEEN 5 AND 100`,
    refusal: say => `${say('dateOfBirth')} does not make the learner 5 to 100 years old.`,
    wouldPass: 'Send a dateOfBirth of somebody who is 5 to 100 years old on the day of the validation.'
  }),
  learnerRule({
    id: 'ethnicity-in-classification',
    code: '105',
    statement: 'A learner must have ethnic groups, each of the classification',
    field: 'ethnicity',
    basis: vendorErrorGuide,
    holds: `record.ethnicity IS NOT NULL AND record.ethnicity <> '[]' AND NOT EXISTS (SELECT 1 FROM json_each(record.ethnicity) AS given
      WHERE given.value NOT GLOB '[1-6][0-9][0-9]' AND given.value NOT IN ('944', '955', '966', '977', '988'))`,
    refusal: (say, { record: { ethnicity } }) => ethnicity == null || ethnicity === '[]'
      ? 'ethnicity is missing.'
      : `${say('ethnicity')} has a code that is not of the classification.`,
    // The list itself is not public, so no more is asked.
    wouldPass: 'Use codes from 100 to 699, or 944, 955, 966, 977 or 988.'
  }),
  learnerRule({
    id: 'prior-activity-of-new-learner',
    code: '108',
    statement: 'A learner whose first tertiary year is the return\'s must have been at school, at work, at home or overseas before',
    field: 'mainActivityAt1OctoberInYearPriorToFormalEnrolment',
    basis: vendorErrorGuide,
    holds: `record.firstYearOfTertiaryEducation IS NULL OR record.firstYearOfTertiaryEducation <> :returnYear
      OR coalesce(record.mainActivityAt1OctoberInYearPriorToFormalEnrolment, '') IN ('01', '02', '03', '04', '08', '09')`,
    refusal: say => `${say('firstYearOfTertiaryEducation')} is the year of the return, but the learner has ` +
      `${say('mainActivityAt1OctoberInYearPriorToFormalEnrolment')}.`,
    wouldPass: 'Use 01 (school), 02 (not employed), 03 (wage or salary), 04 (self-employed), 08 (at home, retired) or 09 (overseas).'
  }),
  learnerRule({
    id: 'international-fee-given',
    code: '362',
    statement: 'An international fee-paying learner must have an international tuition fee',
    field: 'tuitionFeePaidByInternationalFeePayingStudent',
    basis: vendorFeeGuide,
    holds: `record.tuitionFeePaidByInternationalFeePayingStudent IS NOT NULL OR NOT ${paysInternationalFees}`,
    refusal: 'tuitionFeePaidByInternationalFeePayingStudent is missing, and the learner has an enrolment with sourceOfFunding "02".',
    wouldPass: 'Send the tuition received from the learner, above 0.'
  }),
  learnerRule({
    id: 'international-fee-above-zero',
    code: '363',
    statement: 'The international tuition fee of an international fee-paying learner must be above 0',
    field: 'tuitionFeePaidByInternationalFeePayingStudent',
    basis: documented('https://wiki.selma.co.nz/?p=1051&post_type=post'),
    holds: `record.tuitionFeePaidByInternationalFeePayingStudent > 0
      OR (record.tuitionFeePaidByInternationalFeePayingStudent <= 0 AND NOT ${paysInternationalFees})`,
    refusal: say => `${say('tuitionFeePaidByInternationalFeePayingStudent')} is not above 0, ` +
      'and the learner has an enrolment with sourceOfFunding "02".',
    wouldPass: 'Send a fee above 0.'
  }),
  ...identityRules,
  ...learnerFormRules
]
