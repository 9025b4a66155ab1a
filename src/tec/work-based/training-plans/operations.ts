import { jsonText } from '../../../http/answer.ts'
import type { Context } from '../../../http/context.ts'
import { tecOperation, type TecCaller } from '../../caller.ts'
import { workBasedPage } from '../../sources.ts'
import { findAlike } from '../alike.ts'
import { alsoBy } from '../also-by.ts'
import { applySignedPlan, movedBySigning } from '../cascade.ts'
import { listEnrolmentsOf } from '../enrolments/store.ts'
import { isOpen, openForAPlan } from '../statuses.ts'
import { findTrainingAgreement } from '../training-agreements/store.ts'
import { findFirstVisitDate } from '../visits/store.ts'
import { futurePlan, plannedEnrolments, planUpdateStatus } from './readings.ts'
import { createPlanRules, getPlanRules, updatePlanRules } from './rules.ts'
import { CreateTrainingPlanRequest, TrainingPlan, TrainingPlanPath, TrainingPlanWithVisits, UpdateTrainingPlanRequest } from './schemas.ts'
import {
  findPlanSignedOn, findTrainingPlan, insertTrainingPlan, listDaysSigned, readTrainingPlanWithVisits, toTrainingPlan, updateSignedDate
} from './store.ts'

const tag = 'TrainingPlans'

interface SignedPlan {
  trainingPlanLocalId: string
  trainingPlanSignedDate: string
  trainingAgreementLocalId: string
}

/** What the rules of a signed date read. */
function gather ({ db, caller: { eid }, today, reading }: Context<TecCaller>, plan: SignedPlan) {
  const agreement = findTrainingAgreement(db, eid, plan.trainingAgreementLocalId)
  const enrolments = listEnrolmentsOf(db, eid, plan.trainingAgreementLocalId)
  const open = enrolments.filter(it => isOpen(it.status))
  return {
    eid,
    ...plan,
    agreement,
    enrolments,
    planned: open.length === enrolments.length || reading(plannedEnrolments) === 'all' ? enrolments : open,
    agreementStatus: agreement?.status,
    refusesFuture: plan.trainingPlanSignedDate > today && reading(futurePlan) === 'refused',
    today,
    moved: movedBySigning(enrolments, plan.trainingPlanSignedDate),
    planOfThatDay: agreement && findPlanSignedOn(db, eid, agreement.learnerLocalId, plan.trainingPlanSignedDate, plan.trainingPlanLocalId),
    daysSigned: undefined as string[] | undefined
  }
}

/** What only a proposal reads. */
const daysSigned = ({ db, caller: { eid } }: Context<TecCaller>, { agreement, trainingPlanLocalId }: ReturnType<typeof gather>) =>
  ({ daysSigned: agreement && listDaysSigned(db, eid, agreement.learnerLocalId, trainingPlanLocalId) })

export const trainingPlanOperations = [
  tecOperation({
    operationId: 'CreateTrainingPlan',
    summary: 'Create Training Plan',
    description: 'Creates a plan for an apprentice. Enrolments of its agreement that would start earlier start on the signed date, ' +
      'and those that waited for a plan become Active.',
    basis: workBasedPage('create-training-plan'),
    method: 'POST',
    path: '/v1.0/training-plans',
    tag,
    wire: { body: CreateTrainingPlanRequest, response: { 201: TrainingPlan } },
    status: 201,
    rules: createPlanRules,
    perform (context, { body }) {
      const { db, caller: { eid }, enforceProposing } = context
      const { trainingPlanLocalId, trainingPlanSignedDate } = body
      const facts = {
        ...gather(context, body),
        localIdIsUsed: findTrainingPlan(db, eid, trainingPlanLocalId) !== undefined,
        alikeId: findAlike.trainingPlan(db, { eid, id: trainingPlanLocalId })
      }
      const { agreement } = enforceProposing(createPlanRules, facts, () => daysSigned(context, facts), 'agreement')
      insertTrainingPlan(db, { eid, ...body, learnerLocalId: agreement.learnerLocalId, trainingPlanEndDate: null })
      applySignedPlan(context, agreement, trainingPlanSignedDate)
      return toTrainingPlan(findTrainingPlan(db, eid, trainingPlanLocalId)!)
    }
  }),

  tecOperation({
    operationId: 'UpdateTrainingPlan',
    summary: 'Update Training Plan',
    description: 'Moves the day on which a plan was signed. Enrolments of its agreement that would start earlier start on that day.',
    basis: workBasedPage('update-training-plan'),
    method: 'PUT',
    alsoBy: alsoBy('PUT'),
    path: '/v1.0/training-plans/:trainingPlanLocalId',
    tag,
    wire: { params: TrainingPlanPath, body: UpdateTrainingPlanRequest, response: { 200: TrainingPlan } },
    status: 200,
    rules: updatePlanRules,
    perform (context, { params, body }) {
      const { db, caller: { eid }, enforceProposing, reading } = context
      const { trainingPlanLocalId } = params
      const { trainingPlanSignedDate } = body
      const found = findTrainingPlan(db, eid, trainingPlanLocalId)
      const gathered = gather(context, {
        trainingPlanLocalId, trainingPlanSignedDate, trainingAgreementLocalId: found?.trainingAgreementLocalId ?? ''
      })
      const isOpenForAPlan = (openForAPlan as readonly string[]).includes(gathered.agreementStatus ?? 'Pending')
      const facts = {
        ...gathered,
        agreementStatus: isOpenForAPlan || reading(planUpdateStatus) === 'any' ? undefined : gathered.agreementStatus,
        plan: found,
        firstVisitDate: findFirstVisitDate(db, eid, trainingPlanLocalId) ?? null,
        planEndDate: found?.trainingPlanEndDate ?? null
      }
      const { agreement } = enforceProposing(updatePlanRules, facts, () => daysSigned(context, facts), 'plan', 'agreement')
      updateSignedDate(db, trainingPlanSignedDate, eid, trainingPlanLocalId)
      applySignedPlan(context, agreement, trainingPlanSignedDate)
      return toTrainingPlan(findTrainingPlan(db, eid, trainingPlanLocalId)!)
    }
  }),

  tecOperation({
    operationId: 'GetTrainingPlan',
    summary: 'Get Training Plan including Visits',
    description: 'Answers a plan with the visits that were recorded against it, by date.',
    basis: workBasedPage('get-training-plan-including-visits'),
    method: 'GET',
    path: '/v1.0/training-plans/:trainingPlanLocalId',
    tag,
    wire: { params: TrainingPlanPath, response: { 200: TrainingPlanWithVisits } },
    status: 200,
    rules: getPlanRules,
    perform ({ db, caller: { eid }, enforce }, { params }) {
      const { trainingPlanLocalId } = params
      const text = readTrainingPlanWithVisits(db, eid, trainingPlanLocalId)
      // The journal keeps what was judged: that it is there, and not all of it.
      enforce(getPlanRules, { eid, trainingPlanLocalId, plan: text && params }, 'plan')
      return jsonText(text!)
    }
  })
]
