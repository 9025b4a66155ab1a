import { inferred } from '../../../core/basis.ts'
import { reading, type Reading } from '../../../core/reading.ts'
import { providerBasedPage } from '../../sources.ts'

export const contentsFiles = reading({
  id: 'contents',
  sentence: 'The reply to a token request has an address at which the contents can be had as CSV',
  source: inferred('The address is documented, what it asks for and answers is not'),
  choices: {
    authorised: 'it asks for the same headers as any other call',
    signed: 'it has a signature, and needs none'
  },
  usual: 'authorised',
  why: 'No operation is said to do without a token',
  rules: [],
  bearsOn: ['RequestSubmissionToken', 'GetSignedSubmissionContents']
})

export const contentsForm = reading({
  id: 'contents-form',
  sentence: 'The contents of a submission, which has five files, are to be had as CSV at one address',
  source: inferred('The address is documented, what it asks for and answers is not'),
  choices: {
    together: 'one CSV, in which an empty line parts the collections',
    apart: 'a ZIP archive with a CSV for each collection'
  },
  usual: 'together',
  why: 'An archive is no CSV',
  rules: [],
  bearsOn: ['GetSubmissionContents', 'GetSignedSubmissionContents']
})

const uploads = ['UploadLearners', 'UploadCourses', 'UploadCourseEnrolments', 'UploadCourseCompletions', 'UploadQualificationCompletions']

export const faultyRecords = reading({
  id: 'faulty-records',
  sentence: 'An upload answers 400 to a bad request, and 200 with errors for each record',
  source: providerBasedPage('upload-learner-data-to-the-submission'),
  choices: {
    refused: 'a record that is not so shaped has the whole batch refused, CV1',
    told: 'it is reported in content[].errors of a 200, and the others are stored'
  },
  usual: 'refused',
  why: 'A batch of August 2025 with one member too many was refused as a whole',
  rules: [],
  bearsOn: uploads
})

export const changeWhileValidating = reading({
  id: 'change-while-validating',
  sentence: 'A submission is changed by uploads and deletions; what becomes of one while it is validated is not said',
  source: inferred('The statuses are documented, what each allows is not'),
  choices: { refused: 'the change is refused with SC5 until the run is over', cancels: 'it is taken, and the run is Cancelled' },
  usual: 'refused',
  why: 'What is judged should not change underneath',
  rules: ['submission.accepts-changes'],
  bearsOn: [...uploads, ...uploads.map(name => name.replace('Upload', 'Delete'))]
})

export const recordReadings: readonly Reading[] = [contentsFiles, contentsForm, faultyRecords, changeWhileValidating]
