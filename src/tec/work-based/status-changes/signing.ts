import { dayAfter, type CivilDate } from '../../../core/civil-date.ts'
import type { Agreement } from '../training-agreements/rules.ts'

/** What pauses and restarts come after. */

export const dayOfSigning = 'the day the training agreement was signed'
export const dayAfterSigning = (agreement: Agreement | undefined): CivilDate | undefined =>
  agreement?.trainingAgreementSignedDate ? dayAfter(agreement.trainingAgreementSignedDate) : undefined
