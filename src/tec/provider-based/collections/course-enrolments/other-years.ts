import { accuracyReport } from '../../../sources.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { courseEnrolments } from './fields.ts'

const day = (of: string, name: string) => `newZealandDay(${of}.${name})`

const differences = [
  `CASE WHEN ${day('reported', 'courseEndDate')} <> ${day('record', 'courseEndDate')}
      THEN 'courseEndDate ' || ${day('reported', 'courseEndDate')} END`,
  "CASE WHEN reported.courseEftsFactor <> record.courseEftsFactor THEN 'courseEftsFactor ' || reported.courseEftsFactor END",
  `CASE WHEN upper(reported.qualificationCode) <> upper(record.qualificationCode)
      THEN 'qualificationCode "' || reported.qualificationCode || '"' END`
]

/** SQL of what the last return of another year has otherwise of the same enrolment, in words; nothing where it agrees. */
const reportedOtherwise = `(SELECT nullif(concat_ws(' and ', ${differences.join(', ')}), '') || ' in return ' || sdrReturn.returnId
    FROM sdrReturn JOIN submission USING (eid, returnId) JOIN sdrCourseEnrolment AS reported ON reported.submission = submission.id
    WHERE sdrReturn.eid = :eid AND sdrReturn.returnYear <> :returnYear AND submission.status <> 'Cancelled'
      AND reported.nationalStudentNumber = record.nationalStudentNumber AND reported.courseCode = record.courseCode
      AND ${day('reported', 'courseStartDate')} = ${day('record', 'courseStartDate')}
    ORDER BY sdrReturn.returnId DESC LIMIT 1)`

/** What a course enrolment is held to by what was reported of it for another year. */
export const alikeInBothYears: RecordRule = ruleFor(courseEnrolments)({
  id: 'enrolment-alike-in-both-years',
  code: 'straddle_2years',
  statement: 'A course enrolment over the end of a year must be reported alike in the returns of both years',
  field: 'courseEndDate',
  basis: accuracyReport,
  warningBecause: 'a report after the submission tells of it, and it may be right',
  other: reportedOtherwise,
  // Its year of start and of end; the last return of another year that has it counts.
  holds: `substr(${day('record', 'courseStartDate')}, 1, 4) >= substr(${day('record', 'courseEndDate')}, 1, 4)
    OR coalesce(record.nationalStudentNumber, 0) <= 0 OR ${reportedOtherwise} IS NULL`,
  refusal: (say, { other }) =>
    `The course enrolment with ${say('courseCode')}, ${say('courseStartDate')} and ${say('courseEndDate')} was reported with ${other}.`,
  wouldPass: 'Report it alike in both years, or check which of the two is right; delivery that moved has another end with reason.'
})

/** The course enrolments of the record's learner in returns of earlier years, as `earlier`. */
const reportedEarlier = `FROM sdrReturn JOIN submission USING (eid, returnId)
      JOIN sdrCourseEnrolment AS earlier ON earlier.submission = submission.id
        AND earlier.nationalStudentNumber = record.nationalStudentNumber
    WHERE sdrReturn.eid = :eid AND sdrReturn.returnYear < :returnYear AND submission.status <> 'Cancelled'`

/** SQL of the qualifications in the learner's last return of an earlier year; nothing where one of them goes on, or one is not known. */
export const qualificationsLeft = `(SELECT codes
    FROM (SELECT group_concat(DISTINCT '"' || upper(earlier.qualificationCode) || '"') AS codes,
        count(earlier.qualificationCode) = count(*) AS areKnown ${reportedEarlier}
      AND sdrReturn.returnId = (SELECT max(sdrReturn.returnId) ${reportedEarlier}))
    WHERE areKnown AND NOT EXISTS (SELECT 1 FROM sdrCourseEnrolment AS goesOn
      WHERE goesOn.submission = :submission AND goesOn.nationalStudentNumber = record.nationalStudentNumber
        AND instr(codes, '"' || upper(goesOn.qualificationCode) || '"') > 0))`
