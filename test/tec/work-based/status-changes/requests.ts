import type { Client } from '../../../harness.ts'
import { valid } from '../bodies.ts'
import { refusedBy, warnedBy, type Request } from '../verdicts.ts'

export const hold = { pauseDate: '2026-02-16', onHoldReasonCode: 'PL' }
export const grace = { pauseDate: '2026-02-16', graceReasonCode: 'RD' }
export const restart = { restartDate: '2026-02-23' }
export const withdraw = { withdrawalDate: '2026-02-16', withdrawalReasonCode: 'CC' }
export const bodies = { hold, grace, restart, withdraw }
export const operations = ['hold', 'grace', 'restart', 'withdraw'] as const

export const change = (operation: string, body: unknown, agreement = 'A1'): Request => [
  'PUT', `/training-agreements/${agreement}/${operation}`, body
]

export const exists = refusedBy('agreement.exists', 'trainingAgreementLocalId')
export const fits = {
  hold: refusedBy('agreement.can-be-held', 'trainingAgreementLocalId'),
  grace: refusedBy('agreement.can-be-in-grace', 'trainingAgreementLocalId'),
  restart: refusedBy('agreement.can-be-restarted', 'trainingAgreementLocalId'),
  withdraw: refusedBy('agreement.can-be-withdrawn', 'trainingAgreementLocalId')
}
export const pauseByToday = refusedBy('agreement.pause-by-today', 'pauseDate')
export const pauseAfterSigned = refusedBy('agreement.pause-after-signed', 'pauseDate')
export const pauseWithinThreeMonths = refusedBy('agreement.pause-within-three-months', 'pauseDate')
export const restartByToday = refusedBy('agreement.restart-by-today', 'restartDate')
export const restartAfterSigned = refusedBy('agreement.restart-after-signed', 'restartDate')
export const restartOnOrAfterHold = refusedBy('agreement.restart-on-or-after-hold', 'restartDate')
export const restartOnOrAfterGrace = refusedBy('agreement.restart-on-or-after-grace', 'restartDate')
export const pauseOnOrAfterStart = warnedBy('agreement.pause-on-or-after-participation-start')
export const withdrawalByToday = refusedBy('agreement.withdrawal-by-today', 'withdrawalDate')
export const withdrawalOnOrAfterSigned = refusedBy('agreement.withdrawal-on-or-after-signed', 'withdrawalDate')
export const withdrawalOnOrAfterStart = refusedBy('agreement.withdrawal-on-or-after-participation-start', 'withdrawalDate')
export const holdReason = refusedBy('agreement.on-hold-reason-code', 'onHoldReasonCode')
export const graceReason = refusedBy('agreement.grace-reason-code', 'graceReasonCode')
export const withdrawalReason = refusedBy('agreement.withdrawal-reason-code', 'withdrawalReasonCode')

/** An agreement A1 that was signed on a day, with no enrolment. */
export async function agreementSigned (client: Client, signed: string): Promise<void> {
  await client.post('/learners', valid.learner('L1'))
  await client.post('/training-agreements', valid.agreement('A1', 'L1', signed))
}
