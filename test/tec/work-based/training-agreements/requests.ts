import type { Client } from '../../../harness.ts'
import { valid } from '../bodies.ts'
import { refusedBy, warnedBy, type Request } from '../verdicts.ts'

export const trainingAgreement = {
  employerNzbn: '9429000000017',
  employerName: 'Kererū Joinery Ltd',
  employerSubdivisionName: 'Petone',
  employmentRegionCode: 9,
  industryCode: 'E3242',
  occupationCode: '331212',
  employmentTypeCode: 'FT',
  trainingAgreementSignedDate: '2026-02-02',
  trainingAgreementEndDate: '2029-02-01'
}
export const whole = { learnerLocalId: 'L1', trainingAgreementLocalId: 'A1', trainingAgreement }
export const elsewhere = {
  ...trainingAgreement,
  employerName: 'Tasman Bay Builders Ltd',
  employmentRegionCode: 16,
  trainingAgreementSignedDate: '2026-03-02'
}

export const create = (body: unknown): Request => ['POST', '/training-agreements', body]
export const update = (body: unknown, agreement = 'A1'): Request => ['PUT', `/training-agreements/${agreement}`, body]
export const transferTo = (newTrainingAgreementLocalId: string, newTrainingAgreement: object = elsewhere) => ({
  newTrainingAgreementLocalId, newTrainingAgreement
})
export const transfer = (body: unknown): Request => ['POST', '/training-agreements/A1/transfer', body]

export const exists = refusedBy('agreement.exists', 'trainingAgreementLocalId')
export const learnerExists = refusedBy('learner.exists', 'learnerLocalId')
export const localIdUnused = refusedBy('agreement.local-id-unused', 'trainingAgreementLocalId')
export const detailsGiven = refusedBy('agreement.details-given', 'trainingAgreement')
export const signedByToday = (details: string) => refusedBy('agreement.signed-not-in-future', `${details}.trainingAgreementSignedDate`)
export const notFinished = refusedBy('agreement.not-finished', 'trainingAgreementLocalId')
export const canBeTransferred = refusedBy('agreement.can-be-transferred', 'trainingAgreementLocalId')
export const toAnother = refusedBy('transfer.to-another-agreement', 'newTrainingAgreementLocalId')
export const successorNotFinished = refusedBy('transfer.new-agreement-not-finished', 'newTrainingAgreementLocalId')
export const successorOfTheLearner = refusedBy('transfer.new-agreement-of-the-learner', 'newTrainingAgreementLocalId')
export const region = warnedBy('agreement.employment-region-code')
export const endsAfterSigned = warnedBy('agreement.ends-on-or-after-signed')
export const beforePlans = warnedBy('agreement.signed-on-or-before-plans')
export const employmentType = warnedBy('agreement.employment-type-given')

export async function learnerWithAgreement (client: Client): Promise<void> {
  await client.post('/learners', valid.learner('L1'))
  await client.post('/training-agreements', valid.agreement('A1', 'L1'))
}
