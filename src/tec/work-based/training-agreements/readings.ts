import { inferred } from '../../../core/basis.ts'
import { reading, type Reading } from '../../../core/reading.ts'
import { workBasedPage } from '../../sources.ts'

const createPage = workBasedPage('create-training-agreement')
const transferPage = workBasedPage('transfer-training-agreement')

export const sameAgreement = reading({
  id: 'same-agreement',
  sentence: 'The id of a training agreement identifies TEO, employer, learner and signed date',
  source: createPage,
  choices: {
    refused: 'a second agreement of the same learner, employer and signed date is refused, unless the first one is Finished',
    warned: 'it is only warned of'
  },
  usual: 'refused',
  why: 'The page of the training plan uses the same form of words for what is refused there; ' +
    'one that is Finished by mistake must not bar the right one for good',
  rules: ['agreement.unique-by-learner-employer-signed-date', 'transfer.unique-by-learner-employer-signed-date'],
  refusing: 'refused'
})

export const agreementDetails = reading({
  id: 'agreement-details',
  sentence: 'trainingAgreement is not marked as required, though members of it are',
  source: createPage,
  choices: {
    required: 'an agreement without it is refused',
    optional: 'an agreement can be created without it; what was not said is compared with nothing'
  },
  usual: 'required',
  why: 'Employer and region are required, and the rules of other pages compare with the signed date',
  rules: ['agreement.details-given'],
  refusing: 'required'
})

export const pendingAgain = reading({
  id: 'pending-again',
  sentence: 'A training agreement is Pending until an enrolment makes it live',
  source: inferred('The statuses are documented; what leads from one to the other is not'),
  choices: {
    always: 'it is Pending whenever none of its enrolments is Active: after a deletion, a restart, or the end of the only Active one',
    once: 'once it was Active it is not Pending again'
  },
  usual: 'always',
  why: 'A training plan is made for an agreement that is Pending. Otherwise an apprenticeship that waits for one could wait for ever, ' +
    'such as one that was made after a mistaken enrolment was deleted as invalid',
  rules: ['plan.agreement-pending-hold-or-grace']
})

export const planOfATransfer = reading({
  id: 'transfer-plan',
  sentence: 'A transfer is a change of employer, and a training plan is signed by apprentice, employer and adviser',
  source: transferPage,
  choices: {
    continues: 'apprentices go on under the plan that they have; the new agreement is Pending until one is signed with the new employer',
    moves: 'the plan moves to the new agreement, which is Active as soon as one of its enrolments is',
    waits: 'the plan ends with the old agreement; apprenticeships are Pending until one is signed with the new employer'
  },
  usual: 'continues',
  why: 'A new employer needs a new plan, which is made for an agreement that is Pending; no page says that training stops meanwhile',
  rules: ['plan.agreement-pending-hold-or-grace'],
  bearsOn: ['TransferTrainingAgreement', 'GetTrainingAgreement', 'GetEnrolment']
})

export const transferTarget = reading({
  id: 'transfer-target',
  sentence: 'The new training agreement must match this learner and TEO in DXP',
  source: transferPage,
  choices: { any: 'its id is new, or that of an agreement of the learner', existing: 'it is that of an agreement of the learner' },
  usual: 'any',
  why: 'The request has all that makes a new agreement, and its reply is 201',
  rules: ['transfer.new-agreement-of-the-learner']
})

export const detailsOfTheTarget = reading({
  id: 'transfer-to-existing',
  sentence: 'A transfer says what is agreed, even where the new training agreement is there already',
  source: transferPage,
  choices: { keeps: 'the agreement keeps its employer and dates', takes: 'it takes those of the request' },
  usual: 'keeps',
  why: 'Employer and dates of an agreement are not changed by the way; an update is for that',
  rules: ['transfer.details-of-the-existing-agreement']
})

export const agreementReadings: readonly Reading[] =
  [sameAgreement, agreementDetails, pendingAgain, planOfATransfer, transferTarget, detailsOfTheTarget]
