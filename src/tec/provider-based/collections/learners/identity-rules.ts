import { inferred } from '../../../../core/basis.ts'
import { indexGuide, knowledgeBase } from '../../../sources.ts'
import { mergedInto, studentOn } from '../../students/as-at.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { dayOfBirth } from './day-of-birth.ts'
import { learners } from './fields.ts'

const learnerRule = ruleFor(learners)

/** The load above which a learner in formal study is of type D. */
const loadOfTypeD = 0.03

/** Loads are added up as whole numbers of hundred-millionths, as 0.001 and 0.029 make more than 0.03 otherwise. */
const loadInUnits = (load: string) => `CAST(round(${load} * 100000000) AS INTEGER)`

const enrolmentsOfLearner = `sdrCourseEnrolment AS enrolment
      WHERE enrolment.submission = :submission AND enrolment.studentIdentificationCode = record.studentIdentificationCode`

const totalLoad = `(SELECT coalesce(sum(${loadInUnits('enrolment.courseEftsFactor')}), 0) FROM ${enrolmentsOfLearner})`

/** Non-formal qualifications are G9999, and G with a field of study. */
const isNonFormal = `EXISTS (SELECT 1 FROM ${enrolmentsOfLearner} AND enrolment.qualificationCode GLOB 'G[0-9][0-9][0-9][0-9]*')`

const isStar = `(:starIs05 AND EXISTS (SELECT 1 FROM ${enrolmentsOfLearner} AND enrolment.sourceOfFunding = '05'))`

/** As the index held them on the day of the return's extract, whatever has changed since then. */
const ofTheIndex = (columns: string) => studentOn(columns, 'record.nationalStudentNumber', ':extractDate')

/** Who a learner is, by the National Student Index. */
export const identityRules: readonly RecordRule[] = [
  learnerRule({
    id: 'identity-matches-index',
    code: 'S14',
    statement: 'A learner must have a name id and the date of birth that the National Student Index holds under the number',
    field: 'nationalStudentNumber',
    // The sandbox's index has those of the fixture; other numbers are taken.
    basis: indexGuide,
    holds: `${ofTheIndex(`student.dateOfBirth = ${dayOfBirth} AND (student.nameIdCode = record.nameIdCode
      OR record.nameIdCode IN (SELECT value FROM json_each(student.alternativeNameIdCodes)))`)}`,
    refusal: say => `By the National Student Index, ${say('nationalStudentNumber')} is not of a learner with ` +
      `${say('nameIdCode')} and ${say('dateOfBirth')}.`,
    wouldPass: 'Send the learner\'s own nationalStudentNumber, nameIdCode and dateOfBirth.'
  }),
  learnerRule({
    id: 'nsn-not-merged',
    code: 'S68',
    statement: 'The National Student Number of a learner must not be one that the index has merged into another',
    field: 'nationalStudentNumber',
    // Unlike other changes of the index, a merge counts at once: the return's extract date is no shield.
    basis: indexGuide,
    other: mergedInto('record.nationalStudentNumber'),
    holds: `${mergedInto('record.nationalStudentNumber')} IS NULL`,
    refusal: (say, { other }) => `${say('nationalStudentNumber')} was merged into ${other} in the National Student Index.`,
    wouldPass: 'Send the number that the learner has now, in every collection.'
  }),
  learnerRule({
    id: 'nsn-verified',
    code: 'S15',
    statement: 'A learner in more than 0.03 EFTS of study, or in a non-formal programme, must have a verified National Student Number',
    field: 'nationalStudentNumber',
    basis: knowledgeBase('KA-02621'),
    holds: `${ofTheIndex('student.isVerified')} = 1 OR ${isStar}
      OR (${totalLoad} <= ${loadInUnits(String(loadOfTypeD))} AND NOT ${isNonFormal})`,
    refusal: say => `${say('nationalStudentNumber')} is not verified, and the learner has more than ${loadOfTypeD} EFTS of study, ` +
      'or is in a non-formal programme.',
    wouldPass: 'Send a number that the National Student Index has verified.'
  }),
  learnerRule({
    id: 'nsn-of-one-learner',
    code: 'S22',
    statement: 'A National Student Number must be that of one learner only',
    field: 'nationalStudentNumber',
    basis: inferred('A number is one person\'s'),
    holds: `record.nationalStudentNumber <= 0 OR NOT EXISTS (SELECT 1 FROM sdrLearner AS other
      WHERE other.submission = :submission AND other.nationalStudentNumber = record.nationalStudentNumber
        AND other.studentIdentificationCode <> record.studentIdentificationCode AND other.id < record.id)`,
    refusal: say => `${say('nationalStudentNumber')} is that of another learner as well, who has another studentIdentificationCode.`,
    wouldPass: 'Send each learner\'s own number, and one record for each learner.'
  })
]
