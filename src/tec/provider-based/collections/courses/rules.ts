import { december2025Page, knowledgeBase, providerBasedPage } from '../../../sources.ts'
import { givenFor } from '../given.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { courses } from './fields.ts'
import { courseFormRules } from './form-rules.ts'
import { unlikeOthers } from '../alike.ts'
import { apart } from '../apart.ts'
import { differsFromRegister, isAsRegistered } from './register.ts'

const courseRule = ruleFor(courses)
const courseHas = givenFor(courses)

export const courseRules: readonly RecordRule[] = [
  courseRule({
    id: 'course-unique',
    code: 'S02',
    statement: 'A course must be among the courses only once',
    field: 'courseCode',
    basis: providerBasedPage('upload-course-data-to-the-submission'),
    holds: `NOT EXISTS (SELECT 1 FROM sdrCourse AS other
      WHERE other.submission = :submission AND other.courseCode = record.courseCode AND other.id < record.id)`,
    refusal: say => `${say('courseCode')} is in more than one record of the courses.`,
    wouldPass: 'Keep one record for each courseCode, and delete the others by their localId.'
  }),
  courseRule({
    id: 'course-as-registered',
    code: 'S13',
    warningBecause: 'a person can have the register changed',
    statement: 'A course must have the title, qualification, factor and credits of TEC\'s course register',
    field: 'courseCode',
    basis: knowledgeBase('KA-02623'),
    holds: isAsRegistered,
    other: differsFromRegister,
    refusal: (say, found) => `${say('courseCode')} is on TEC's course register with ${apart(found)}.`,
    wouldPass: 'Send the course as it is registered, or have the register changed.'
  }),
  courseHas({
    id: 'learning-hours-given',
    code: 'S20',
    since: 202512,
    called: 'its learning hours',
    field: 'learningHours',
    basis: december2025Page,
    wouldPass: 'Send the learning hours, such as 10 for each credit.'
  }),
  unlikeOthers(courses, 'courseCode', 'S99'),
  ...courseFormRules
]
