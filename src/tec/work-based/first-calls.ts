import { daysAfter } from '../../core/civil-date.ts'
import type { FirstCall } from '../../http/service.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { headersOfFirst } from '../credentials.ts'
import { listStaticTokens } from '../esl/store.ts'
import { findMostVisitedPlan, findTrainingPlan } from './training-plans/store.ts'

/** A training plan, and a visit that was too early for it. */
export function firstCalls (sandbox: Sandbox): FirstCall[] {
  const { db } = sandbox
  const [token] = listStaticTokens(db)
  const id = token && findMostVisitedPlan(db, token.eid)
  const plan = id && findTrainingPlan(db, token.eid, id)
  if (!plan) return []
  const [path, headers] = [`/work-submission-api/v1.0/training-plans/${id}`, headersOfFirst(sandbox)]
  return [
    { shows: 'Read a training plan and its visits', isRefused: false, request: { method: 'GET', path, headers } },
    {
      shows: 'Record a visit on the day before the plan was signed',
      isRefused: true,
      request: {
        method: 'POST',
        path: `${path}/visits`,
        headers,
        body: { visitLocalId: 'FIRST-VISIT', visitDate: daysAfter(plan.trainingPlanSignedDate, -1) }
      }
    }
  ]
}
