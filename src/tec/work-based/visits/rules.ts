import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { workBasedPage } from '../../sources.ts'
import { planExists, type Plan } from '../training-plans/rules.ts'
import type { Visit } from './schemas.ts'

const page = workBasedPage('record-a-visit-against-a-training-plan')

export interface VisitFacts {
  visit: Visit
  plan: Plan | undefined
  /** The plan under which the visit id was used. */
  planOfVisitId: string | undefined
  /** The visit that the learner had on the same day. */
  visitOfThatDay: string | undefined
  today: CivilDate
}

const visitRule = ruleOver<VisitFacts>()

export const visitOnOrAfterPlanSigned = visitRule({
  id: 'visit.date-on-or-after-plan-signed',
  statement: 'A visit is on or after the day the training plan was signed',
  field: 'visitDate',
  basis: page,
  needs: ['plan'],
  holds: ({ visit, plan }) => visit.visitDate >= plan.trainingPlanSignedDate,
  compares: ({ visit, plan }) => ({ visitDate: visit.visitDate, trainingPlanSignedDate: plan.trainingPlanSignedDate }),
  wouldPass: ({ plan, today }) => `a visitDate from ${plan.trainingPlanSignedDate} to ${today}`
})

export const visitByToday = visitRule({
  id: 'visit.date-by-today',
  statement: 'A visit is no later than today',
  field: 'visitDate',
  basis: page,
  holds: ({ visit, today }) => visit.visitDate <= today,
  compares: ({ visit, today }) => ({ visitDate: visit.visitDate, today }),
  wouldPass: ({ today }) => `a visitDate up to ${today}`
})

export const visitOnOrBeforePlanEnd = visitRule({
  id: 'visit.date-on-or-before-plan-end',
  statement: 'A visit is on or before the day the training plan ends',
  field: 'visitDate',
  basis: page,
  needs: ['plan'],
  holds: ({ visit, plan }) => plan.trainingPlanEndDate === null || visit.visitDate <= plan.trainingPlanEndDate,
  compares: ({ visit, plan }) => ({ visitDate: visit.visitDate, trainingPlanEndDate: plan.trainingPlanEndDate }),
  wouldPass: ({ plan }) => `a visitDate up to ${plan.trainingPlanEndDate}`
})

export const oneVisitADay = visitRule({
  id: 'visit.one-per-learner-and-day',
  statement: 'A learner is visited once a day, under whatever plan',
  field: 'visitDate',
  basis: page,
  holds: ({ visitOfThatDay }) => visitOfThatDay === undefined,
  compares: ({ visit, plan, visitOfThatDay }) => ({
    visitDate: visit.visitDate, learnerLocalId: plan?.learnerLocalId, 'visit of that day': visitOfThatDay
  }),
  wouldPass: () => 'a visitDate on which the learner has no visit'
})

export const visitIdIsUnique = visitRule({
  id: 'visit.local-id-unused',
  statement: 'A visit local id is unique within the TEO',
  field: 'visitLocalId',
  basis: page,
  holds: ({ planOfVisitId }) => planOfVisitId === undefined,
  compares: ({ visit, planOfVisitId }) => ({ visitLocalId: visit.visitLocalId, 'used under plan': planOfVisitId }),
  wouldPass: () => 'a visitLocalId that this TEO has not used'
})

export const visitRules: readonly Rule[] = [
  planExists, visitOnOrAfterPlanSigned, visitByToday, visitOnOrBeforePlanEnd, oneVisitADay, visitIdIsUnique
]

export const visitExists = ruleOver<{ visitLocalId: string, trainingPlanLocalId: string, found: object | undefined }>()({
  id: 'visit.exists',
  statement: 'A visit is one that was recorded against the training plan',
  field: 'visitLocalId',
  basis: inferred('The operation names the visit'),
  enforcedBecause: 'there is nothing to delete otherwise',
  failure: 'missing',
  holds: ({ found }) => found !== undefined,
  compares: ({ visitLocalId, trainingPlanLocalId }) => ({ visitLocalId, trainingPlanLocalId }),
  wouldPass: () => 'a visitLocalId of this training plan'
})

export const deleteVisitRules: readonly Rule[] = [planExists, visitExists]
