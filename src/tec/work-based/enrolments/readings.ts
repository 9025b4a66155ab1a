import { reading, type Reading } from '../../../core/reading.ts'
import { workBasedPage } from '../../sources.ts'

const getPage = workBasedPage('get-enrolment')
const deletePage = workBasedPage('delete-enrolment')

export const deletionReply = reading({
  id: 'deletion-reply',
  sentence: 'Deleting an enrolment answers 200',
  source: deletePage,
  choices: { enrolment: 'with the enrolment as it was deleted', nothing: 'with an empty body' },
  usual: 'enrolment',
  why: 'TEC has published both, and the enrolment is what its sibling operations answer',
  rules: [],
  bearsOn: ['DeleteEnrolment']
})

export const deletedStatus = reading({
  id: 'deleted-status',
  sentence: 'The ids of enrolments that are DELETED may be used again',
  source: getPage,
  choices: { Deleted: 'the status is written Deleted', DELETED: 'it is written DELETED' },
  usual: 'Deleted',
  why: 'The names of all other statuses have one capital; the page may only stress the word',
  rules: [],
  bearsOn: ['DeleteEnrolment']
})

export const deletionOfEnded = reading({
  id: 'deletion-of-ended',
  sentence: 'No member of an enrolment may be updated once it is Withdrawn or Completed',
  source: getPage,
  choices: { taken: 'it can be deleted all the same', refused: 'nor can it be deleted' },
  usual: 'taken',
  why: 'One reason of deletion is that the enrolment has the wrong status, and a deletion updates no member',
  rules: ['enrolment.not-withdrawn-or-completed']
})

export const pathwayMode = reading({
  id: 'pathway-mode',
  sentence: 'Mode of delivery 25, pathway to work, is listed; TEC\'s funding page says that it ended with 2025',
  source: getPage,
  choices: {
    warned: 'participation that starts in 2026 or later with mode 25 is only warned of',
    refused: 'it is refused'
  },
  usual: 'warned',
  why: 'The page of the API lists the mode without an end, and only that page is about what the API takes',
  rules: ['enrolment.pathway-while-it-lasted'],
  refusing: 'refused'
})

export const codeCase = reading({
  id: 'code-case',
  sentence: 'A code is one of its table, where all are in capitals',
  source: workBasedPage('withdraw-training-agreement'),
  choices: { exact: 'one in small letters is no code', any: 'it is taken, and kept in capitals' },
  usual: 'exact',
  why: 'The pages print capitals and say nothing else',
  rules: [],
  bearsOn: [
    'PlaceTrainingAgreementOnHold', 'PlaceTrainingAgreementInGrace', 'WithdrawTrainingAgreement', 'WithdrawEnrolment', 'DeleteEnrolment',
    'CreateEnrolment', 'CreateComplexEnrolment', 'TransferEnrolment'
  ]
})

export const enrolmentReadings: readonly Reading[] = [deletionReply, deletedStatus, deletionOfEnded, pathwayMode, codeCase]
