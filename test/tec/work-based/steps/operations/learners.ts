import { createLearner, updateLearner } from '../../model/learners.ts'
import { learner, oneOf, rightOr } from '../arguments.ts'
import { operation } from '../step.ts'

const details = (citizenship: string, disabilityStatus: number, irdNumber: string | undefined) =>
  ({ irdNumber, demographics: { countryOfCitizenship: citizenship, disabilityStatus }, educationHistory: {} })

const learnerDetails = {
  citizenship: oneOf('NZL', 'AUS'),
  disabilityStatus: rightOr(4, 1, 2, 3),
  irdNumber: rightOr<string | undefined>('12-345-678', undefined, '012-345-678')
}

export const learnerOperations = {
  createLearner: operation('createLearner', { learner, nameIdCode: rightOr('walkA', 'WALKA'), ...learnerDetails },
    ({ teo }, { learner: learnerLocalId, nameIdCode, citizenship, disabilityStatus, irdNumber }) => {
      const identity = { nationalStudentNumber: learnerLocalId === 'L1' ? 150000001 : 150000002, dateOfBirth: '2005-05-05', nameIdCode }
      const body = { learnerLocalId, identity, ...details(citizenship, disabilityStatus, irdNumber) }
      return { method: 'POST', path: '/learners', body, faults: createLearner(teo, body) }
    }),

  updateLearner: operation('updateLearner', {
    learner, ...learnerDetails
  }, ({ teo }, { learner, citizenship, disabilityStatus, irdNumber }) => {
    const body = details(citizenship, disabilityStatus, irdNumber)
    return { method: 'PUT', path: `/learners/${learner}`, body, faults: updateLearner(teo, learner, body) }
  })
}
