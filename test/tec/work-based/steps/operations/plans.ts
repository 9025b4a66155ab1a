import { createPlan, deleteVisit, recordVisit, updatePlan } from '../../model/plans.ts'
import { agreement, knownPlan, mostly, plan, visit } from '../arguments.ts'
import { some } from '../ids.ts'
import { dayNear } from '../relative.ts'
import { operation } from '../step.ts'

export const planOperations = {
  createPlan: operation('createPlan', {
    plan: mostly(some.newPlan, plan),
    agreement: mostly(some.agreementForAPlan, agreement),
    signed: dayNear('signed', 'start', 'today', 'planSigned')
  }, ({ teo, world: { today } }, { plan, agreement, signed }) => {
    const body = { trainingPlanLocalId: plan, trainingAgreementLocalId: agreement, trainingPlanSignedDate: signed }
    return { method: 'POST', path: '/training-plans', body, faults: createPlan(teo, today, body) }
  }),

  updatePlan: operation('updatePlan', { plan: knownPlan, signed: dayNear('planSigned', 'signed', 'start', 'today') },
    ({ teo, world: { today } }, { plan, signed }) => ({
      method: 'PUT', path: `/training-plans/${plan}`, body: { trainingPlanSignedDate: signed }, faults: updatePlan(teo, today, plan, signed)
    })),

  recordVisit: operation('recordVisit', {
    plan: knownPlan, visit: mostly(some.newVisit, visit), visited: dayNear('planSigned', 'today', 'planEnd')
  }, ({ teo, world: { today } }, { plan, visit, visited }) => {
    const body = { visitLocalId: visit, visitDate: visited }
    return {
      method: 'POST',
      path: `/training-plans/${plan}/visits`,
      body,
      faults: recordVisit(teo, today, { ...body, trainingPlanLocalId: plan })
    }
  }),

  deleteVisit: operation('deleteVisit', { plan: knownPlan, visit: mostly(some.visit, visit) }, ({ teo }, { plan, visit }) => ({
    method: 'DELETE', path: `/training-plans/${plan}/visits/${visit}`, faults: deleteVisit(teo, plan, visit)
  }))
}
