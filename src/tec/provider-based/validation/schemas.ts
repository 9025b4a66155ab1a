import { Type, type Static } from '@sinclair/typebox'
import { enumeration, int32, oneOf, text, withBasis } from '../../../core/schema.ts'
import { inferred } from '../../../core/basis.ts'
import { providerBasedPage } from '../../sources.ts'
import { instant, pageOf } from '../schemas.ts'
import { runStatuses } from '../statuses.ts'

const page = providerBasedPage('get-validation-status')
const results = providerBasedPage('get-validation-results')

export const ValidationRun = Type.Object({
  submissionToken: Type.Optional(text({ basis: page, description: 'The submission\'s token' })),
  dateReceived: Type.Optional(instant({ basis: page, description: 'When it was asked for' })),
  dateStarted: Type.Optional(instant({ basis: page, description: 'When it began' })),
  dateCompleted: Type.Optional(instant({ basis: page, description: 'When it was over' })),
  status: Type.Optional(oneOf(runStatuses, { basis: page, description: 'How far it has come; Accumulate before any was asked for' })),
  errorCount: Type.Optional(int32({ basis: page, description: 'How many errors it found' })),
  warningCount: Type.Optional(int32({ basis: page, description: 'How many warnings it found' }))
}, { title: 'ValidationRun', description: 'A validation of a submission', 'x-basis': page })
export type ValidationRun = Static<typeof ValidationRun>

const errorTypes = enumeration('ErrorType', 'Whether a finding keeps the return from being submitted', ['Error', 'Warning'])
const fileTypes = enumeration('FileType', 'A file of a return', [
  'Course', 'Enrolment', 'CourseCompletion', 'QualificationCompletion', 'Learner', 'Unknown'
])

export const ValidationResult = Type.Object({
  localId: Type.Optional(text({ basis: results, description: 'The caller\'s id of the record' })),
  errorCode: Type.Optional(text({
    basis: results, description: 'Number of the rule; S and two digits where it is not public', example: '001'
  })),
  errorDescription: Type.Optional(text({ basis: results, description: 'What is wrong with the record, and what to do' })),
  errorType: Type.Optional(oneOf(errorTypes, { basis: results, description: 'An error keeps the return from being submitted' })),
  fileType: Type.Optional(oneOf(fileTypes, { basis: results, description: 'The collection' })),
  courseCode: Type.Optional(text({ basis: results, description: 'The course, if the record has one' })),
  studentId: Type.Optional(text({ basis: results, description: 'The learner, if the record has one' })),
  recordText: Type.Optional(withBasis(
    text({ basis: results, description: 'The record as a line of a CSV file' }),
    inferred('The member is documented, what it looks like is not')
  ))
}, { title: 'ValidationResult', description: 'A record that breaks a rule', 'x-basis': results })
export type ValidationResult = Static<typeof ValidationResult>

export const ValidationResults = pageOf(ValidationResult, 'ValidationResults', results)
