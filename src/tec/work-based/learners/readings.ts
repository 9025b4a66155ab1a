import { reading, type Reading } from '../../../core/reading.ts'
import { workBasedPage } from '../../sources.ts'

const createPage = workBasedPage('create-a-learner')
const updatePage = workBasedPage('update-a-learner')

export const secondLocalId = reading({
  id: 'second-local-id',
  sentence: 'A learner has one local id for as long as the TEO knows the learner',
  source: createPage,
  choices: {
    refused: 'a second one for the same National Student Number is refused',
    warned: 'it is only warned of'
  },
  usual: 'refused',
  why: 'A learner whom DXP has, such as one that came over from the older register, must not become a second learner',
  rules: ['learner.local-id-constant'],
  refusing: 'refused'
})

export const irdNumberLeftOut = reading({
  id: 'ird-number-left-out',
  sentence: 'irdNumber is optional when a learner is updated',
  source: updatePage,
  choices: { stays: 'left out, it stays as it is', erased: 'left out, it is gone' },
  usual: 'stays',
  why: 'It is asked of some learners only, and a client that does not send it again does not mean to erase it',
  rules: [],
  bearsOn: ['UpdateLearner']
})

export const irdNumberEcho = reading({
  id: 'ird-number-echo',
  sentence: 'The reply to an updated learner has 16 members, nested ones included',
  source: updatePage,
  choices: { no: 'demographics and educationHistory, with seven members each', yes: 'irdNumber too, and six in one of the two' },
  usual: 'no',
  why: 'Seven and seven fit the sizes of the other bodies too',
  rules: [],
  bearsOn: ['UpdateLearner']
})

export const shortIrdNumber = reading({
  id: 'short-ird-number',
  sentence: 'An IRD number has eight or nine digits with dashes, and one of eight gets a leading zero',
  source: createPage,
  choices: { refused: 'the TEO adds the zero: 12-345-678 is refused', taken: 'TEC adds it: 12-345-678 is kept as 012-345-678' },
  usual: 'refused',
  why: 'The example has nine digits, and the sentence is about what is sent',
  rules: ['learner.ird-number-form'],
  bearsOn: ['CreateLearner', 'UpdateLearner']
})

export const learnerReadings: readonly Reading[] = [secondLocalId, irdNumberLeftOut, irdNumberEcho, shortIrdNumber]
