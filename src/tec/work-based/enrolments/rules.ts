import { inferred } from '../../../core/basis.ts'
import { dayAfter, type CivilDate } from '../../../core/civil-date.ts'
import { after, exists, notInFuture, onOrBefore, statusIn, type Range } from '../../../core/rule-kinds.ts'
import type { Rule } from '../../../core/rule.ts'
import { workBasedPage } from '../../sources.ts'
import { codeOfMember } from '../codes.ts'
import { openStatuses, type EnrolmentStatus } from '../statuses.ts'
import type { Withdrawal } from '../status-changes/schemas.ts'
import { ofTheTeo } from '../teo.ts'
import type { Deletion, EnrolmentUpdate } from './schemas.ts'

const getPage = workBasedPage('get-enrolment')

/** What the rules need to know of an enrolment that is there. */
export interface EnrolmentFacts {
  status: EnrolmentStatus
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

/** No member of a Withdrawn or Completed enrolment may be updated. */
export const enrolmentIsOpen = statusIn<NamedEnrolment>({
  id: 'enrolment.not-withdrawn-or-completed',
  statement: 'An enrolment that is Withdrawn or Completed must not be changed',
  field: 'enrolmentLocalId',
  basis: getPage,
  noun: 'enrolment',
  key: ({ enrolmentLocalId }) => enrolmentLocalId,
  status: ({ enrolment }) => enrolment?.status,
  allowed: openStatuses
})

export const getEnrolmentRules: readonly Rule[] = [enrolmentExists]

export interface EnrolmentUpdateFacts extends NamedEnrolment {
  update: EnrolmentUpdate
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
    called: 'the day participation starts'
  })
]

export interface EnrolmentWithdrawalFacts extends NamedEnrolment {
  withdrawal: Withdrawal
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
  codeOfMember<{ withdrawal: Withdrawal }>('withdrawalReasonCode', {
    id: 'enrolment.withdrawal-reason-code', value: ({ withdrawal }) => withdrawal.withdrawalReasonCode
  })
]

export const deleteEnrolmentRules: readonly Rule[] = [
  enrolmentExists,
  codeOfMember<{ deletion: Deletion }>('deletionReason', {
    id: 'enrolment.deletion-reason-code', value: ({ deletion }) => deletion.deletionReason
  })
]
