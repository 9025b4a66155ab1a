import type { CivilDate } from '../../../core/civil-date.ts'
import { ruleOver } from '../../../core/rule.ts'
import type { AlikeFacts } from '../alike.ts'
import type { Agreement } from '../training-agreements/rules.ts'
import type { NewEnrolment } from './schemas.ts'

type ProgrammeName = 'programmeLocalId' | 'programmeVersionNumber'

/** What the rules of a new enrolment compare. */
export interface NewEnrolmentFacts extends AlikeFacts {
  /** What names the programme version may not have been sent; a rule says so. */
  enrolment: Omit<NewEnrolment, 'trainingAgreementLocalId' | ProgrammeName> & Partial<Pick<NewEnrolment, ProgrammeName>>
  /** Whether the enrolment date was sent; it is the start of participation otherwise. */
  enrolmentDateIsGiven: boolean
  trainingAgreementLocalId: string
  /** Whether an enrolment that is not deleted has the local id. */
  localIdIsUsed: boolean
  agreement: Agreement | undefined
  programmeVersion: { studyTypeCode: string, modeOfDeliveryCode: number, startDate: CivilDate, expiryDate: CivilDate | null } | undefined
  /** The enrolment above a sub-enrolment. */
  overarching?: { modeOfDeliveryCode: number }
  /** When the latest training plan of the agreement was signed. */
  trainingPlanSignedDate: CivilDate | null
  /** An open enrolment in the same version under the same agreement, with the same enrolment date. */
  sameEnrolment: string | undefined
  /** Whether mode 25 from 2026 on is refused, by the reading in force. */
  refusesPathway: boolean
  today: CivilDate
}

export const enrolmentRule = ruleOver<NewEnrolmentFacts>()
