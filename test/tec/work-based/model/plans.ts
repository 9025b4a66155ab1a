import { settle } from './agreements.ts'
import type { Day } from './days.ts'
import { mayStart } from './enrolments.ts'
import { isActiveOn } from './programmes.ts'
import {
  enrolmentsUnder, faultsIn, openUnder, type Agreement, type Enrolment, type Faults, type Plan, type Teo, type Visit
} from './world.ts'

/** Training plans, and the visits that are recorded against them. */

export interface NewPlan {
  trainingPlanLocalId: string
  trainingAgreementLocalId: string
  trainingPlanSignedDate: Day
}

export function createPlan (teo: Teo, today: Day, plan: NewPlan): Faults {
  const agreement = teo.agreements.get(plan.trainingAgreementLocalId)
  const faults = faultsIn({
    trainingPlanLocalId: teo.plans.has(plan.trainingPlanLocalId),
    trainingAgreementLocalId: !agreement || !['Pending', 'Hold', 'Grace'].includes(agreement.trainingAgreementStatus) ||
      openUnder(teo, plan.trainingAgreementLocalId).some(it => it.studyTypeCode !== 'NZA'),
    trainingPlanSignedDate: agreement && isNoDayToSign(teo, agreement, plan)
  })
  if (faults.length > 0) return faults
  teo.plans.set(plan.trainingPlanLocalId, { ...plan, learnerLocalId: agreement!.learnerLocalId })
  sign(teo, today, plan)
  return []
}

export function updatePlan (teo: Teo, today: Day, id: string, trainingPlanSignedDate: Day): Faults {
  const plan = teo.plans.get(id)
  const faults = faultsIn({
    trainingPlanLocalId: !plan,
    trainingPlanSignedDate: plan &&
      isNoDayToSign(teo, teo.agreements.get(plan.trainingAgreementLocalId)!, { ...plan, trainingPlanSignedDate })
  })
  if (faults.length > 0) return faults
  plan!.trainingPlanSignedDate = trainingPlanSignedDate
  sign(teo, today, plan!)
  return []
}

/** Before the agreement, while the programme of an enrolment that it moves is not active, or on the day of another plan. */
function isNoDayToSign (teo: Teo, { learnerLocalId, trainingAgreement }: Agreement, plan: NewPlan): boolean {
  const { trainingPlanLocalId, trainingPlanSignedDate: signed } = plan
  return signed < trainingAgreement.trainingAgreementSignedDate ||
    movedBy(teo, plan).some(it => !isActiveOn(teo.versions.get(`${it.programmeLocalId}/${it.programmeVersionNumber}`)!, signed)) ||
    [...teo.plans.values()].some(it =>
      it.learnerLocalId === learnerLocalId && it.trainingPlanSignedDate === signed && it.trainingPlanLocalId !== trainingPlanLocalId)
}

const movedBy = (teo: Teo, { trainingAgreementLocalId, trainingPlanSignedDate }: NewPlan): Enrolment[] =>
  enrolmentsUnder(teo, trainingAgreementLocalId).filter(it =>
    ['Pending', 'Hold', 'Grace'].includes(it.enrolmentStatus) && it.participationStartDate < trainingPlanSignedDate)

function sign (teo: Teo, today: Day, plan: NewPlan): void {
  for (const enrolment of movedBy(teo, plan)) enrolment.participationStartDate = plan.trainingPlanSignedDate
  for (const enrolment of enrolmentsUnder(teo, plan.trainingAgreementLocalId)) {
    if (enrolment.enrolmentStatus === 'Pending' && mayStart(teo, today, enrolment)) enrolment.enrolmentStatus = 'Active'
  }
  settle(teo, plan.trainingAgreementLocalId)
}

export function recordVisit (teo: Teo, today: Day, visit: Visit): Faults {
  const { visitLocalId, visitDate, trainingPlanLocalId } = visit
  const plan = teo.plans.get(trainingPlanLocalId)
  const faults = faultsIn({
    trainingPlanLocalId: !plan,
    visitLocalId: teo.visits.has(visitLocalId),
    visitDate: visitDate > today || (plan && isNoDayToVisit(teo, plan, visitDate))
  })
  if (faults.length === 0) teo.visits.set(visitLocalId, visit)
  return faults
}

function isNoDayToVisit (teo: Teo, { learnerLocalId, trainingPlanSignedDate, trainingPlanEndDate }: Plan, day: Day): boolean {
  const isVisited = [...teo.visits.values()].some(it =>
    it.visitDate === day && teo.plans.get(it.trainingPlanLocalId)!.learnerLocalId === learnerLocalId)
  return isVisited || day < trainingPlanSignedDate || (trainingPlanEndDate !== undefined && day > trainingPlanEndDate)
}

export function deleteVisit ({ plans, visits }: Teo, trainingPlanLocalId: string, visitLocalId: string): Faults {
  const faults = faultsIn({
    trainingPlanLocalId: !plans.has(trainingPlanLocalId),
    visitLocalId: visits.get(visitLocalId)?.trainingPlanLocalId !== trainingPlanLocalId
  })
  if (faults.length === 0) visits.delete(visitLocalId)
  return faults
}
