import { inferred } from '../../../core/basis.ts'
import { reading, type Reading } from '../../../core/reading.ts'
import { workBasedPage } from '../../sources.ts'

const gracePage = workBasedPage('place-training-agreement-in-grace')

export const pauseExemption = reading({
  id: 'pause-exemption',
  sentence: 'A pause is at most three months ago; completions, and backdated events that stem from one, are exempt',
  source: gracePage,
  choices: {
    system: 'what the system does after a completion is exempt; a pause that a TMS reports never is',
    'after-completion': 'a pause on or after the day of the latest completion under the agreement is exempt',
    'any-completion': 'every pause is, once there is a completion under the agreement'
  },
  usual: 'system',
  why: 'A TMS\'s pause does not stem from a completion, which NZQA reports',
  rules: ['agreement.pause-within-three-months']
})

export const withdrawalStart = reading({
  id: 'withdrawal-start',
  sentence: 'A withdrawal is on or after the latest participation start date',
  source: workBasedPage('withdraw-training-agreement'),
  choices: { open: 'of the enrolments that are open', all: 'of all enrolments of the agreement, those that have ended too' },
  usual: 'open',
  why: 'Only those that are open are withdrawn',
  rules: ['agreement.withdrawal-on-or-after-participation-start']
})

export const secondPause = reading({
  id: 'second-pause',
  sentence: 'A training agreement is placed on hold, or in grace; from which statuses is not said',
  source: inferred('The operations and what they lead to are documented; the statuses that they start from are not'),
  choices: {
    taken: 'one that is Pending or paused already can be; the second pause counts',
    refused: 'only one that is Active can be'
  },
  usual: 'taken',
  why: 'No page lists a status from which it is refused, and a learner on hold can lose the job',
  rules: ['agreement.can-be-held', 'agreement.can-be-in-grace']
})

export const restartOfUnpaused = reading({
  id: 'restart-of-unpaused',
  sentence: 'A restart of a training agreement that is on hold is on or after the day on which the hold began',
  source: workBasedPage('restart-training-agreement'),
  choices: {
    refused: 'one that is Pending or Active cannot be restarted',
    taken: 'it can, and goes on as it is'
  },
  usual: 'refused',
  why: 'Only what was stopped can be started again',
  rules: ['agreement.can-be-restarted'],
  refusing: 'refused'
})

export const restartFromGrace = reading({
  id: 'restart-from-grace',
  sentence: 'A restart is on or after the day on which the hold began; of a grace the page does not speak',
  source: workBasedPage('restart-training-agreement'),
  choices: { refused: 'a restart before the day on which the grace began is refused', warned: 'it is only warned of' },
  usual: 'refused',
  why: 'What goes for a hold makes the same sense for a grace',
  rules: ['agreement.restart-on-or-after-grace'],
  refusing: 'refused'
})

export const graceCount = reading({
  id: 'grace-count',
  sentence: 'A grace ends by itself after more than 42 days',
  source: inferred('A vendor says so, not from which day they are counted'),
  choices: { 'pause-date': 'counted from its pauseDate', 'report-date': 'counted from the day on which it was reported' },
  usual: 'pause-date',
  why: 'pauseDate is the day on which the grace began',
  rules: [],
  bearsOn: ['PlaceTrainingAgreementInGrace']
})

export const backdatedGrace = reading({
  id: 'backdated-grace',
  sentence: 'A grace that is reported when its 42 days are over already ends by itself',
  source: inferred('A pause can be three months ago, a grace lasts for 42 days'),
  choices: { 'next-midnight': 'at the next midnight', 'at-once': 'with the request that reports it' },
  usual: 'next-midnight',
  why: 'Something that looks at all agreements every night is the likeliest way of ending them',
  rules: [],
  bearsOn: ['PlaceTrainingAgreementInGrace']
})

export const graceWithdrawalDate = reading({
  id: 'grace-withdrawal-date',
  sentence: 'When a grace has run out, its enrolments are withdrawn; as of which day is not said',
  source: inferred('A vendor says that they are withdrawn with reason GE, not with which date'),
  choices: {
    'day-43': 'the day after the last one of the grace',
    'day-42': 'the last day of the grace',
    'pause-date': 'the day on which it began'
  },
  usual: 'day-43',
  why: 'On the last day of the grace the learner is still in it',
  rules: [],
  bearsOn: ['PlaceTrainingAgreementInGrace', 'GetTrainingAgreement', 'GetEnrolment']
})

export const statusChangeReadings: readonly Reading[] = [
  pauseExemption, withdrawalStart, secondPause, restartOfUnpaused, restartFromGrace, graceCount, backdatedGrace, graceWithdrawalDate
]
