import { inferred } from '../../../core/basis.ts'
import { earliest, type CivilDate } from '../../../core/civil-date.ts'
import { exists, notInFuture, onOrAfter, onOrBefore, passes, proposed, unused, type Range } from '../../../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { workBasedPage } from '../../sources.ts'
import { unlikeOthers, type AlikeFacts } from '../alike.ts'
import { fitsAPath } from '../plausible.ts'
import { planExists, type Plan } from '../training-plans/rules.ts'
import type { Visit } from './schemas.ts'

const page = workBasedPage('record-a-visit-against-a-training-plan')

export interface VisitFacts extends AlikeFacts {
  visit: Visit
  plan: Plan | undefined
  /** The plan under which the visit id was used. */
  planOfVisitId: string | undefined
  /** The visit that the learner had on the same day. */
  visitOfThatDay: string | undefined
  /** The days on which the learner was visited, under whatever plan; read where a proposal needs them. */
  daysVisited?: readonly CivilDate[]
  today: CivilDate
}

/** The days on which a plan can have another visit. */
const window = ({ plan, today, daysVisited }: VisitFacts): Range<CivilDate> =>
  ({ from: plan?.trainingPlanSignedDate, to: earliest(today, plan?.trainingPlanEndDate), except: daysVisited })

const visitDate = { field: 'visitDate', basis: page, value: ({ visit }: VisitFacts) => visit.visitDate, window }

export const visitRules: readonly Rule[] = [
  planExists,

  onOrAfter({
    id: 'visit.date-on-or-after-plan-signed',
    ...visitDate,
    limit: ({ plan }) => plan?.trainingPlanSignedDate,
    called: 'the day the training plan was signed'
  }),

  notInFuture({ id: 'visit.date-by-today', ...visitDate }),

  onOrBefore({
    id: 'visit.date-on-or-before-plan-end',
    ...visitDate,
    limit: ({ plan }) => plan?.trainingPlanEndDate,
    called: 'the day the training plan ended'
  }),

  ruleOver<VisitFacts>()({
    id: 'visit.one-per-learner-and-day',
    statement: 'A learner must be visited no more than once a day, under whatever training plan',
    field: 'visitDate',
    basis: page,
    holds: ({ visitOfThatDay }) => visitOfThatDay === undefined,
    compares: ({ visit, plan, visitOfThatDay }) => ({
      visitDate: visit.visitDate, learnerLocalId: plan?.learnerLocalId, 'visit of that day': visitOfThatDay
    }),
    refusal: ({ visit, visitOfThatDay }) =>
      `The learner was already visited on ${visit.visitDate} (visitLocalId ${quoted(visitOfThatDay!)}).`,
    wouldPass: (facts) => passes('visitDate', window(facts), 'to'),
    proposal: (facts) => proposed(window(facts), 'to')
  }),

  unused<VisitFacts>({
    id: 'visit.local-id-unused',
    statement: 'visitLocalId must be unique within the TEO, or within the training plan where a sandbox is told so',
    field: 'visitLocalId',
    basis: inferred('The page says that it is unique, not within what; the other local ids are unique within the TEO'),
    enforcedBecause: 'that it is unique is documented, and so is that it identifies a visit against a training plan',
    noun: 'visit',
    value: ({ visit }) => visit.visitLocalId,
    usedBy: ({ planOfVisitId }) => planOfVisitId !== undefined,
    where: ({ planOfVisitId }) => `under training plan ${quoted(planOfVisitId!)}`,
    also: ({ planOfVisitId }) => ({ 'under training plan': planOfVisitId })
  }),

  unlikeOthers<VisitFacts>({ id: 'visit.local-id-unlike-others', field: 'visitLocalId', value: ({ visit }) => visit.visitLocalId }),

  fitsAPath<VisitFacts>({ id: 'visit.local-id-fits-a-path', field: 'visitLocalId', value: ({ visit }) => visit.visitLocalId })
]

export const deleteVisitRules: readonly Rule[] = [
  planExists,
  exists<{ visitLocalId: string, trainingPlanLocalId: string, found: object | undefined }>({
    id: 'visit.exists',
    statement: 'visitLocalId must name a visit that was recorded against the training plan',
    field: 'visitLocalId',
    basis: inferred('The operation names the visit'),
    enforcedBecause: 'there is nothing to delete otherwise',
    noun: 'visit',
    key: ({ visitLocalId }) => visitLocalId,
    found: ({ found }) => found,
    where: ({ trainingPlanLocalId }) => `under training plan ${quoted(trainingPlanLocalId)}`,
    also: ({ trainingPlanLocalId }) => ({ trainingPlanLocalId }),
    remedy: 'Check visitLocalId and trainingPlanLocalId.'
  })
]
