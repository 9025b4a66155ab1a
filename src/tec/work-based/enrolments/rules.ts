import { inferred } from '../../../core/basis.ts'
import { dayAfter, monthsBefore, type CivilDate } from '../../../core/civil-date.ts'
import { after, exists, notInFuture, onOrAfter, onOrBefore, statusIn, type Range } from '../../../core/rule-kinds.ts'
import type { Rule } from '../../../core/rule.ts'
import { workBasedPage } from '../../sources.ts'
import { codeOfMember } from '../codes.ts'
import { notFarOff } from '../plausible.ts'
import { openStatuses, type EnrolmentStatus } from '../statuses.ts'
import type { Withdrawal } from '../status-changes/schemas.ts'
import { graceWithReason } from '../status-changes/rules.ts'
import { ofTheTeo } from '../teo.ts'
import type { Deletion, EnrolmentUpdate } from './schemas.ts'

const getPage = workBasedPage('get-enrolment')

/** What the rules need to know of an enrolment that is there. */
export interface EnrolmentFacts {
  status: EnrolmentStatus
  enrolmentDate: CivilDate
  participationStartDate: CivilDate
  programmeLocalId: string
  programmeVersionNumber: number
}

export interface NamedEnrolment {
  eid: number
  enrolmentLocalId: string
  enrolment: EnrolmentFacts | undefined
}

export const enrolmentExists = exists<NamedEnrolment>({
  id: 'enrolment.exists',
  field: 'enrolmentLocalId',
  basis: inferred('The operation names the enrolment'),
  enforcedBecause: 'there is nothing to work on otherwise',
  noun: 'enrolment',
  key: ({ enrolmentLocalId }) => enrolmentLocalId,
  found: ({ enrolment }) => enrolment,
  where: ofTheTeo
})

const notEnded = (status: (facts: NamedEnrolment) => EnrolmentStatus | undefined): Rule => statusIn<NamedEnrolment>({
  id: 'enrolment.not-withdrawn-or-completed',
  statement: 'An enrolment that is Withdrawn or Completed must not be changed',
  field: 'enrolmentLocalId',
  basis: getPage,
  noun: 'enrolment',
  key: ({ enrolmentLocalId }) => enrolmentLocalId,
  status,
  allowed: openStatuses
})

/** No member of a Withdrawn or Completed enrolment may be updated. */
export const enrolmentIsOpen = notEnded(({ enrolment }) => enrolment?.status)

/** The same where only a reading asks for it: `statusHeldTo` is undefined where the one in force does not. */
export const enrolmentIsOpenIfAsked = notEnded(facts => (facts as { statusHeldTo?: EnrolmentStatus }).statusHeldTo)

export const getEnrolmentRules: readonly Rule[] = [enrolmentExists]

export interface EnrolmentUpdateFacts extends NamedEnrolment {
  update: EnrolmentUpdate
  agreement: { trainingAgreementSignedDate: CivilDate } | undefined
}

export const updateEnrolmentRules: readonly Rule[] = [
  enrolmentExists,
  enrolmentIsOpen,
  onOrBefore<EnrolmentUpdateFacts>({
    id: 'enrolment.date-on-or-before-start',
    field: 'enrolmentDate',
    basis: getPage,
    value: ({ update }) => update.enrolmentDate ?? null,
    limit: ({ enrolment }) => enrolment?.participationStartDate,
    called: 'the day participation starts',
    window: ({ agreement }) => ({ from: agreement?.trainingAgreementSignedDate || undefined })
  }),
  onOrAfter<EnrolmentUpdateFacts>({
    id: 'enrolment.date-on-or-after-agreement-signed',
    field: 'enrolmentDate',
    basis: inferred('An enrolment is made under an agreement that is there'),
    value: ({ update }) => update.enrolmentDate ?? null,
    limit: ({ agreement }) => agreement?.trainingAgreementSignedDate,
    called: 'the day the training agreement was signed'
  })
]

export interface EnrolmentWithdrawalFacts extends NamedEnrolment {
  withdrawal: Withdrawal
  /** That of the enrolment. */
  agreement: { pauseDate: CivilDate | null, status: string } | undefined
  today: CivilDate
}

const withdrawalDate = {
  field: 'withdrawalDate',
  value: ({ withdrawal }: EnrolmentWithdrawalFacts) => withdrawal.withdrawalDate,
  window: ({ enrolment, today }: EnrolmentWithdrawalFacts): Range<CivilDate> =>
    ({ from: enrolment && dayAfter(enrolment.participationStartDate), to: today })
}

export const withdrawEnrolmentRules: readonly Rule[] = [
  enrolmentExists,
  enrolmentIsOpen,
  notInFuture({
    id: 'enrolment.withdrawal-by-today',
    basis: inferred('The older register, and the page that withdraws an agreement, say so'),
    ...withdrawalDate
  }),
  after({
    id: 'enrolment.withdrawal-after-start',
    basis: inferred('The older register said so'),
    ...withdrawalDate,
    limit: ({ enrolment }) => enrolment?.participationStartDate,
    called: 'the day participation started'
  }),
  onOrAfter({
    id: 'enrolment.withdrawal-on-or-after-pause',
    ...withdrawalDate,
    basis: inferred('What was withdrawn cannot have been paused later'),
    limit: ({ agreement }) => agreement && agreement.pauseDate,
    called: 'the day its training agreement was paused'
  }),
  graceWithReason('enrolment.withdrawal-of-a-grace'),
  codeOfMember<{ withdrawal: Withdrawal }>('withdrawalReasonCode', {
    id: 'enrolment.withdrawal-reason-code',
    basis: inferred('The table is that of the agreement; the page of this operation was not seen'),
    enforcedBecause: 'the older register had one table for both',
    value: ({ withdrawal }) => withdrawal.withdrawalReasonCode
  })
]

interface DeletionFacts extends NamedEnrolment {
  deletion: Deletion
  today: CivilDate
}

export const deleteEnrolmentRules: readonly Rule[] = [
  enrolmentExists,
  enrolmentIsOpenIfAsked,
  notInFuture<DeletionFacts>({
    id: 'enrolment.deletion-by-today',
    field: 'deletionDate',
    basis: inferred('The page gives the date no bounds; what is deleted now was not deleted tomorrow'),
    value: ({ deletion }) => deletion.deletionDate
  }),
  onOrAfter<DeletionFacts>({
    id: 'enrolment.deletion-on-or-after-enrolment',
    field: 'deletionDate',
    basis: inferred('What was not there yet cannot be deleted; the enrolment date may be what was wrong'),
    // Of a day that is far off, another rule tells.
    value: ({ deletion, today }) => deletion.deletionDate <= monthsBefore(today, 360) ? null : deletion.deletionDate,
    limit: ({ enrolment }) => enrolment?.enrolmentDate,
    called: 'the enrolment date',
    window: ({ today }) => ({ to: today })
  }),
  notFarOff<DeletionFacts>({
    id: 'enrolment.deletion-plausible', field: 'deletionDate', value: ({ deletion }) => deletion.deletionDate
  }),
  codeOfMember<{ deletion: Deletion }>('deletionReason', {
    id: 'enrolment.deletion-reason-code', value: ({ deletion }) => deletion.deletionReason
  })
]
