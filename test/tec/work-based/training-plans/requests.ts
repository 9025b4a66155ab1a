import { refusedBy, warnedBy, type Request } from '../verdicts.ts'

export const create = (body: unknown): Request => ['POST', '/training-plans', body]
export const update = (trainingPlanSignedDate: string, plan = 'P1'): Request => [
  'PUT', `/training-plans/${plan}`, { trainingPlanSignedDate }
]

export const exists = refusedBy('plan.exists', 'trainingPlanLocalId')
export const agreementExists = refusedBy('agreement.exists', 'trainingAgreementLocalId')
export const localIdUnused = refusedBy('plan.local-id-unused', 'trainingPlanLocalId')
export const agreementOpen = refusedBy('plan.agreement-pending-hold-or-grace', 'trainingAgreementLocalId')
export const apprenticeships = refusedBy('plan.enrolments-are-apprenticeships', 'trainingAgreementLocalId')
export const onOrAfterAgreement = refusedBy('plan.signed-on-or-after-agreement-signed', 'trainingPlanSignedDate')
export const programmesActive = refusedBy('plan.programmes-active-on-signed-date', 'trainingPlanSignedDate')
export const oneADay = refusedBy('plan.unique-by-learner-and-signed-date', 'trainingPlanSignedDate')
export const hasAnEnrolment = warnedBy('agreement.has-an-enrolment')
export const beforeVisits = warnedBy('plan.signed-on-or-before-visits')

export const hold = { pauseDate: '2026-02-16', onHoldReasonCode: 'PL' }
export const whole = {
  trainingPlanSignedDate: '2025-06-16',
  learnerLocalId: 'L1',
  trainingPlanLocalId: 'P1',
  trainingAgreementLocalId: 'A1'
}
