import type { Test } from 'tap'
import { fixture, open, type Client } from '../../../harness.ts'
import { valid } from '../bodies.ts'
import { refusedBy, warnedBy, type Request } from '../verdicts.ts'

export const whole = valid.enrolment('E2', 'L1', 'A1', '2026-02-16', { studyTypeCode: 'NZA' })

export const create = (body: unknown): Request => ['POST', '/enrolments', body]
export const createWith = (changes: object): Request => create({ ...whole, ...changes })

export const change = (operation: string, body: unknown, enrolment = 'E1'): Request => ['PUT', `/enrolments/${enrolment}${operation}`, body]
export const transfer = (body: unknown, enrolment = 'E1'): Request => ['POST', `/enrolments/${enrolment}/transfer`, body, 200]
export const remove = (body: unknown, enrolment = 'E1'): Request => ['DELETE', `/enrolments/${enrolment}`, body]
export const withdrawal = { withdrawalDate: '2026-02-16', withdrawalReasonCode: 'CC' }
export const deletion = { deletionReason: 'IE', deletionDate: '2026-03-02' }

export const exists = refusedBy('enrolment.exists', 'enrolmentLocalId')
export const learnerExists = refusedBy('learner.exists', 'learnerLocalId')
export const agreementExists = refusedBy('agreement.exists', 'trainingAgreementLocalId')
export const programmeVersionExists = refusedBy('programme-version.exists', 'programmeLocalId')
export const localIdUnused = refusedBy('enrolment.local-id-unused', 'enrolmentLocalId')
export const ofTheLearner = refusedBy('enrolment.agreement-of-the-learner', 'trainingAgreementLocalId')
export const agreementNotFinished = refusedBy('enrolment.agreement-not-finished', 'trainingAgreementLocalId')
export const withdrawalReason = refusedBy('enrolment.withdrawal-reason-code', 'withdrawalReasonCode')
export const fundingSource = refusedBy('enrolment.funding-source-type-code', 'fundingSourceTypeCode')
export const modeOfDelivery = refusedBy('enrolment.mode-of-delivery-code', 'modeOfDeliveryCode')
export const assessmentMode = refusedBy('enrolment.assessment-mode-matches-programme', 'modeOfDeliveryCode')
export const studyType = refusedBy('enrolment.study-type-matches-programme', 'studyTypeCode')
export const onOrAfterEnrolment = refusedBy('enrolment.starts-on-or-after-enrolment-date', 'participationStartDate')
export const notEnded = refusedBy('enrolment.not-withdrawn-or-completed', 'enrolmentLocalId')
export const onOrAfterPlan = warnedBy('enrolment.starts-on-or-after-plan-signed')
export const programmeActive = warnedBy('enrolment.programme-active-at-start')

export const programme = {
  eids: [9001],
  about: 'Of one test',
  programmeLocalId: 'HALF-YEAR',
  programmeVersionNumber: 2,
  programmeLocalName: 'New Zealand Certificate in Carpentry / Half a Year',
  studyTypeCode: 'NZA',
  modeOfDeliveryCode: 26,
  startDate: '2025-07-01',
  expiryDate: '2025-12-31',
  nzscedFieldOfStudy: '040311',
  creditValue: 60,
  industryCodes: ['E3242'],
  occupationCode: '331212'
}

/** The sandbox has HALF-YEAR, for Assessment and Verification, active from 1 July to 31 December 2025, of EID 9001. */
export const openWithHalfYear = (t: Test): Promise<Client> => open(t, { fixture: fixture(t, { 'programme-versions.json': [programme] }) })
