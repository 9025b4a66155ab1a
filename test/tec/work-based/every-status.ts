import type { Test } from 'tap'
import { fixture, type Client } from '../../harness.ts'
import { valid } from './bodies.ts'

export const agreementStatuses = ['Pending', 'Active', 'Hold', 'Grace', 'Finished'] as const
export const openStatuses = ['Pending', 'Active', 'Hold', 'Grace'] as const
export const frozenStatuses = ['Withdrawn', 'Completed'] as const

const heading = { eid: 9001, name: 'Of one test', about: 'Of one test' }
const pause = { pauseDate: '2026-02-02' }
const withdrawal = { withdrawalDate: '2026-01-30', withdrawalReasonCode: 'CC' }

const agreementEvents: Record<string, object> = {
  Hold: { ...pause, onHoldReasonCode: 'PL' }, Grace: { ...pause, graceReasonCode: 'RD' }, Finished: withdrawal
}
const enrolmentEvents: Record<string, object> = { Withdrawn: withdrawal, Completed: { completionDate: '2026-01-30' } }

/**
 * A fixture with one learner and, for each status, an agreement that is named after it (signed 2 June 2025, if paused
 * then on 2 February 2026) with an apprenticeship in every status, named after both, and a plan, P-Active.
 */
export const everyStatus = (t: Test, more: Record<string, object[]> = {}): string => fixture(t, {
  ...more,
  'learners.json': [{ ...heading, ...valid.learner('L1') }],
  'training-agreements.json': agreementStatuses.map(status => ({
    ...heading, ...valid.agreement(status, 'L1'), trainingAgreementStatus: status, ...agreementEvents[status]
  })),
  'enrolments.json': agreementStatuses.flatMap(agreement => [...openStatuses, ...frozenStatuses, 'Deleted'].map(status => ({
    ...heading, ...valid.enrolment(`${agreement} ${status}`, 'L1', agreement), enrolmentStatus: status, ...enrolmentEvents[status]
  }))),
  'training-plans.json': agreementStatuses.map((agreement, i) => ({
    ...heading, ...valid.plan(`P-${agreement}`, agreement, `2025-06-1${i}`), learnerLocalId: 'L1'
  }))
})

/** Where an agreement and its enrolments in `everyStatus` now stand, the enrolments by the status that they started in. */
export async function standing (client: Client, agreement: string): Promise<Record<string, string>> {
  const statuses: Record<string, string> = { agreement: await agreementStatus(client, agreement) }
  for (const status of [...openStatuses, ...frozenStatuses]) {
    const { body } = await client.get(`/enrolments/${agreement}%20${status}`)
    statuses[status] =
      body.trainingAgreementLocalId === agreement ? body.enrolmentStatus : `${body.enrolmentStatus} under ${body.trainingAgreementLocalId}`
  }
  return statuses
}

export const agreementStatus = async (client: Client, id: string): Promise<string> =>
  (await client.get(`/training-agreements/${id}`)).body.trainingAgreementStatus

export const enrolmentStatus = async (client: Client, id: string): Promise<string> =>
  (await client.get(`/enrolments/${id}`)).body.enrolmentStatus
