import { inferred } from '../../../../core/basis.ts'
import { knowledgeBase } from '../../../sources.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { courses } from './fields.ts'

const courseRule = ruleFor(courses)

export const courseRules: readonly RecordRule[] = [
  courseRule({
    id: 'course-unique',
    code: 'S02',
    statement: 'A course is among the courses once',
    field: 'courseCode',
    basis: inferred('Every course of an enrolment is to appear exactly once; the number of the rule is not public'),
    holds: `NOT EXISTS (SELECT 1 FROM sdrCourse AS other
      WHERE other.submission = :submission AND other.courseCode = record.courseCode AND other.id < record.id)`,
    compares: ['courseCode'],
    wouldPass: 'one record for each courseCode; delete the others by their localId'
  }),
  courseRule({
    id: 'course-as-registered',
    code: 'S13',
    severity: 'Warning',
    statement: 'A course has the title, qualification, factor and credits of TEC\'s course register',
    field: 'courseCode',
    basis: knowledgeBase('KA-02623'),
    holds: `(record.courseTitle, record.qualificationCode, record.courseEftsFactor, record.credit) = (
      SELECT registered.courseTitle, registered.qualificationCode, registered.courseEftsFactor, registered.credit
      FROM registeredCourse AS registered WHERE registered.eid = :eid AND registered.courseCode = record.courseCode)`,
    compares: ['courseCode', 'courseTitle', 'qualificationCode', 'courseEftsFactor', 'credit'],
    wouldPass: 'the course as it is registered, or a change of the register'
  }),
  courseRule({
    id: 'learning-hours-given',
    code: 'S20',
    since: 202512,
    statement: 'A course has its learning hours',
    field: 'learningHours',
    basis: inferred('They are mandatory from the December 2025 return on; the number of the rule is not public'),
    holds: 'record.learningHours IS NOT NULL',
    compares: ['learningHours'],
    wouldPass: 'the learning hours, such as 10 for each credit'
  })
]
