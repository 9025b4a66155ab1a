import { documented, inferred } from '../../../../core/basis.ts'
import { knowledgeBase, vendorErrorGuide, vendorFeeGuide } from '../../../sources.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { learners } from './fields.ts'

const learnerRule = ruleFor(learners)

/** The load above which a learner in formal study is of type D. */
export const loadOfTypeD = 0.03

const paysInternationalFees = `
  EXISTS (SELECT 1 FROM sdrCourseEnrolment AS enrolment
    WHERE enrolment.submission = :submission AND enrolment.studentIdentificationCode = record.studentIdentificationCode AND enrolment.sourceOfFunding = '02')`

const totalLoad = `
  (SELECT total(enrolment.courseEftsFactor) FROM sdrCourseEnrolment AS enrolment
    WHERE enrolment.submission = :submission AND enrolment.studentIdentificationCode = record.studentIdentificationCode)`

const ofTheIndex = '(SELECT {} FROM student WHERE student.nationalStudentNumber = record.nationalStudentNumber)'

export const learnerRules: readonly RecordRule[] = [
  learnerRule({
    id: 'learner-nsn-given',
    code: '364',
    pass: 1,
    statement: 'A learner has a National Student Number',
    field: 'nationalStudentNumber',
    basis: inferred('364 is published as a first-pass rule, without its text; those rules guard what later ones go by'),
    holds: 'record.nationalStudentNumber IS NOT NULL',
    compares: ['nationalStudentNumber'],
    wouldPass: 'the number that the National Student Index issued'
  }),
  learnerRule({
    id: 'learner-unique',
    code: '002',
    statement: 'A student is among the learners once',
    field: 'studentIdentificationCode',
    basis: knowledgeBase('KA-02412'),
    holds: `NOT EXISTS (SELECT 1 FROM sdrLearner AS other
      WHERE other.submission = :submission AND other.studentIdentificationCode = record.studentIdentificationCode AND other.id < record.id)`,
    compares: ['studentIdentificationCode'],
    wouldPass: 'one record for each studentIdentificationCode; delete the others by their localId'
  }),
  learnerRule({
    id: 'provider-is-owner',
    code: '100',
    statement: 'The provider of a learner is the one whose return it is',
    field: 'providerCode',
    basis: vendorErrorGuide,
    holds: 'record.providerCode IS NULL OR CAST(record.providerCode AS INTEGER) = :eid',
    compares: ['providerCode'],
    wouldPass: 'the EID, or no providerCode'
  }),
  learnerRule({
    id: 'gender-code',
    code: '101',
    statement: 'A gender is M, F or D',
    field: 'gender',
    basis: vendorErrorGuide,
    holds: "record.gender IN ('M', 'F', 'D')",
    compares: ['gender'],
    wouldPass: 'M (male), F (female), D (another gender)'
  }),
  learnerRule({
    id: 'age-plausible',
    code: '102',
    statement: 'A learner is 5 to 100 years old, going by the date of birth',
    field: 'dateOfBirth',
    basis: vendorErrorGuide,
    holds: "newZealandDay(record.dateOfBirth) BETWEEN date(:today, '-101 years', '+1 day') AND date(:today, '-5 years')",
    compares: ['dateOfBirth'],
    wouldPass: 'a dateOfBirth from 100 to 5 years ago'
  }),
  learnerRule({
    id: 'ethnicity-in-classification',
    code: '105',
    statement: 'A learner has ethnic groups, each of the classification',
    field: 'ethnicity',
    basis: vendorErrorGuide,
    holds: `record.ethnicity IS NOT NULL AND record.ethnicity <> '[]' AND NOT EXISTS (SELECT 1 FROM json_each(record.ethnicity) AS given
      WHERE given.value NOT GLOB '[1-6][0-9][0-9]' AND given.value NOT IN ('944', '955', '966', '977', '988'))`,
    compares: ['ethnicity'],
    wouldPass: 'three digits from 100 to 699, or 944, 955, 966, 977 or 988; the list itself is not public, so no more is asked'
  }),
  learnerRule({
    id: 'prior-activity-of-new-learner',
    code: '108',
    statement: 'A learner whose first tertiary year is the return\'s was at school, at work, at home or overseas before',
    field: 'mainActivityAt1OctoberInYearPriorToFormalEnrolment',
    basis: vendorErrorGuide,
    holds: `record.firstYearOfTertiaryEducation IS NULL OR record.firstYearOfTertiaryEducation <> :returnYear
      OR coalesce(record.mainActivityAt1OctoberInYearPriorToFormalEnrolment, '') IN ('01', '02', '03', '04', '08', '09')`,
    compares: ['firstYearOfTertiaryEducation', 'mainActivityAt1OctoberInYearPriorToFormalEnrolment'],
    wouldPass: '01 (school), 02 (not employed), 03 (wage or salary), 04 (self-employed), 08 (at home, retired), 09 (overseas)'
  }),
  learnerRule({
    id: 'international-fee-given',
    code: '362',
    statement: 'An international fee-paying learner has an international tuition fee',
    field: 'tuitionFeePaidByInternationalFeePayingStudent',
    basis: vendorFeeGuide,
    holds: `record.tuitionFeePaidByInternationalFeePayingStudent IS NOT NULL OR NOT ${paysInternationalFees}`,
    compares: ['tuitionFeePaidByInternationalFeePayingStudent'],
    wouldPass: 'the tuition received from a learner who has an enrolment with source of funding 02'
  }),
  learnerRule({
    id: 'international-fee-above-zero',
    code: '363',
    statement: 'The international tuition fee of an international fee-paying learner is more than nothing',
    field: 'tuitionFeePaidByInternationalFeePayingStudent',
    basis: documented('https://wiki.selma.co.nz/?p=1051&post_type=post'),
    holds: `record.tuitionFeePaidByInternationalFeePayingStudent > 0 OR (record.tuitionFeePaidByInternationalFeePayingStudent <= 0 AND NOT ${paysInternationalFees})`,
    compares: ['tuitionFeePaidByInternationalFeePayingStudent'],
    wouldPass: 'a fee above 0'
  }),
  learnerRule({
    id: 'identity-matches-index',
    code: 'S14',
    statement: 'A learner has the name id and the date of birth that the National Student Index holds under the number',
    field: 'nationalStudentNumber',
    basis: inferred('TEC matches learners with the National Student Index. The sandbox\'s index has those of the fixture; other numbers are taken'),
    holds: `(record.nameIdCode, newZealandDay(record.dateOfBirth)) = ${ofTheIndex.replace('{}', 'student.nameIdCode, student.dateOfBirth')}`,
    compares: ['nationalStudentNumber', 'nameIdCode', 'dateOfBirth'],
    wouldPass: 'the learner\'s own number, name id and date of birth'
  }),
  learnerRule({
    id: 'nsn-verified',
    code: 'S15',
    statement: 'A learner in more than 0.03 EFTS of study has a verified National Student Number',
    field: 'nationalStudentNumber',
    basis: knowledgeBase('KA-02621'),
    holds: `${ofTheIndex.replace('{}', 'student.isVerified')} = 1 OR ${totalLoad} <= ${loadOfTypeD}`,
    compares: ['nationalStudentNumber'],
    wouldPass: 'a number that the National Student Index has verified'
  })
]
