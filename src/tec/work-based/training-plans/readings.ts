import { reading, type Reading } from '../../../core/reading.ts'
import { workBasedPage } from '../../sources.ts'

const updatePage = workBasedPage('update-training-plan')

export const plannedEnrolments = reading({
  id: 'plan-enrolments',
  sentence: 'The enrolments of a training plan\'s agreement must be New Zealand Apprenticeships',
  source: updatePage,
  choices: { open: 'those that are open', all: 'all of them, those that have ended too' },
  usual: 'open',
  why: 'A trainee who becomes an apprentice is withdrawn with reason AP; that enrolment must not bar the apprentice\'s plan',
  rules: ['plan.enrolments-are-apprenticeships']
})

export const futurePlan = reading({
  id: 'future-plan',
  sentence: 'A plan is signed on or after the day on which its agreement was signed',
  source: updatePage,
  choices: { taken: 'even in the future', refused: 'and by today' },
  usual: 'taken',
  why: 'Every other page with a date says that it is not after today, and this one does not',
  rules: ['plan.signed-by-today'],
  refusing: 'refused'
})

export const planUpdateStatus = reading({
  id: 'plan-update-status',
  sentence: 'A training plan is made for a training agreement that is Pending, in Hold or in Grace',
  source: updatePage,
  choices: { any: 'its signed date can be put right whatever the agreement is', 'as-created': 'only while the agreement is one of these' },
  usual: 'any',
  why: 'The page says it of the id of the agreement, which an update does not send',
  rules: ['plan.agreement-pending-hold-or-grace']
})

export const planReadings: readonly Reading[] = [plannedEnrolments, futurePlan, planUpdateStatus]
