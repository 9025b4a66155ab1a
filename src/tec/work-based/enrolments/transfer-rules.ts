import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { required } from '../../../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { notFarOff } from '../plausible.ts'
import { activeDays, isActiveOn, programmeVersionExists } from '../programmes/rules.ts'
import { enrolmentExists, enrolmentIsOpen, type NamedEnrolment } from './rules.ts'
import type { EnrolmentTransfer } from './schemas.ts'

export interface EnrolmentTransferFacts extends NamedEnrolment {
  transfer: EnrolmentTransfer
  transferDate: CivilDate
  today: CivilDate
  programmeVersion: { startDate: CivilDate, expiryDate: CivilDate | null } | undefined
}

const transferRule = ruleOver<EnrolmentTransferFacts>()

/** What holds of a transfer to another version of the programme. */
export const transferEnrolmentRules: readonly Rule[] = [
  enrolmentExists,
  enrolmentIsOpen,
  required<EnrolmentTransferFacts>({
    id: 'enrolment.transfer-version-given',
    field: 'programmeVersionNumber',
    basis: inferred('A transfer must say to which version'),
    enforcedBecause: 'there is nowhere to go otherwise',
    value: ({ transfer }) => transfer.programmeVersionNumber
  }),
  programmeVersionExists,

  transferRule({
    id: 'enrolment.transfer-to-another-version',
    statement: 'An enrolment must be transferred to another version of its programme',
    field: 'programmeVersionNumber',
    basis: inferred('A transfer goes somewhere'),
    needs: ['enrolment'],
    holds: ({ transfer, enrolment }) => transfer.programmeVersionNumber !== enrolment.programmeVersionNumber,
    compares: ({ transfer, enrolment }) =>
      ({ programmeVersionNumber: transfer.programmeVersionNumber, 'of the enrolment': enrolment.programmeVersionNumber }),
    refusal: ({ transfer }) => `The enrolment is in version ${transfer.programmeVersionNumber} already.`,
    wouldPass: () => 'Use another programmeVersionNumber of the programme.'
  }),

  transferRule({
    id: 'enrolment.transfer-to-active-version',
    statement: 'The version that an enrolment is transferred to must be active on the day of the transfer',
    field: 'programmeVersionNumber',
    basis: inferred('The pages ask this of the day to which a training plan moves the start'),
    needs: ['programmeVersion'],
    holds: ({ transferDate, programmeVersion }) => isActiveOn(programmeVersion, transferDate),
    compares: ({ transferDate, programmeVersion }) => ({
      transferDate, 'programme starts': programmeVersion.startDate, 'programme expires': programmeVersion.expiryDate
    }),
    refusal: ({ transfer, transferDate, programmeVersion }) =>
      `Version ${transfer.programmeVersionNumber} is active ${activeDays(programmeVersion)}, and the transfer is on ${transferDate}.`,
    wouldPass: ({ programmeVersion }) => `A transferDate ${activeDays(programmeVersion)} passes.`
  }),

  notFarOff<EnrolmentTransferFacts>({
    id: 'enrolment.transfer-plausible', field: 'transferDate', value: ({ transferDate }) => transferDate
  })
]
