import { inferred } from '../../core/basis.ts'
import { reading, type Reading } from '../../core/reading.ts'
import { workBasedPage } from '../sources.ts'

/** The sentences of TEC's pages about work-based learning that can be understood in more than one way. */

export const unknownId = reading({
  id: 'unknown-id',
  sentence: 'What is asked for must exist; the replies of the operations that read were not seen',
  source: inferred('The pages of the operations that write list 400, and no page that lists the replies of one that reads was seen'),
  choices: { 400: 'a GET of an id that does not exist answers 400', 404: 'it answers 404' },
  usual: '400',
  why: 'No page that was seen lists a 404',
  rules: []
})

export const deletionReply = reading({
  id: 'deletion-reply',
  sentence: 'Deleting an enrolment answers 200',
  source: workBasedPage('delete-enrolment'),
  choices: { enrolment: 'with the enrolment as it was deleted', nothing: 'with an empty body' },
  usual: 'enrolment',
  why: 'TEC has published both, and the enrolment is what its sibling operations answer',
  rules: []
})

export const workBasedReadings: readonly Reading[] = [unknownId, deletionReply]
