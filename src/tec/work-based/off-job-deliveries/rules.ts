import { inferred } from '../../../core/basis.ts'
import { exists, onOrAfter, unused } from '../../../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { workBasedPage } from '../../sources.ts'
import { codeOfMember } from '../codes.ts'
import { enrolmentExists, enrolmentIsOpen } from '../enrolments/rules.ts'
import { hasEnded, isOpen, type EnrolmentStatus } from '../statuses.ts'
import { ofTheTeo } from '../teo.ts'
import type { OffJobDeliveryUpdate } from './schemas.ts'

const page = workBasedPage('create-off-job-delivery')

export const deliveryExists = exists<{ eid: number, offJobDeliveryLocalId: string, found: object | undefined }>({
  id: 'off-job.exists',
  field: 'offJobDeliveryLocalId',
  basis: inferred('The operation names the delivery'),
  enforcedBecause: 'there is nothing to work on otherwise',
  noun: 'off-job delivery',
  key: ({ offJobDeliveryLocalId }) => offJobDeliveryLocalId,
  found: ({ found }) => found,
  where: ofTheTeo
})

interface DeliveryFacts {
  delivery: OffJobDeliveryUpdate
  enrolmentLocalId: string
  enrolment: { overarchingEnrolmentLocalId: string | null } | undefined
  /** The over-arching enrolment, where it is a sub-enrolment. */
  overarching: { status: EnrolmentStatus } | undefined
}

const deliveryRule = ruleOver<DeliveryFacts>()

/** Ministry of Education numbers have up to four digits. The register of them is not part of the sandbox. */
const isProviderCode = (code: number): boolean => code >= 1 && code <= 9999

/** What holds of a delivery, whether it is new or changed. */
const deliveryRules: readonly Rule[] = [
  enrolmentExists,
  enrolmentIsOpen,

  deliveryRule({
    id: 'off-job.main-enrolment',
    statement: 'An off-job delivery must be under the main programme enrolment',
    field: 'enrolmentLocalId',
    basis: page,
    warnsBecause: 'the page says which enrolment is meant, not that another is refused',
    needs: ['enrolment'],
    holds: ({ enrolment }) => enrolment.overarchingEnrolmentLocalId === null,
    compares: ({ enrolment }) => ({ 'over-arching enrolment': enrolment.overarchingEnrolmentLocalId }),
    refusal: ({ enrolmentLocalId }) => `Enrolment ${quoted(enrolmentLocalId)} is a sub-enrolment.`,
    wouldPass: ({ enrolment: { overarchingEnrolmentLocalId: id }, overarching }) => overarching && isOpen(overarching.status)
      ? `Use its over-arching enrolment, enrolmentLocalId ${quoted(id!)}.`
      : `Nothing passes: its over-arching enrolment, enrolmentLocalId ${quoted(id!)}, is ${overarching?.status ?? 'not there'}.`,
    proposal: ({ enrolment, overarching }) =>
      overarching && isOpen(overarching.status) ? enrolment.overarchingEnrolmentLocalId ?? undefined : undefined
  }),

  deliveryRule({
    id: 'off-job.provider-code-form',
    statement: 'offJobProviderCode must be a Ministry of Education number, of up to four digits',
    field: 'offJobProviderCode',
    basis: page,
    holds: ({ delivery }) => isProviderCode(delivery.offJobProviderCode),
    compares: ({ delivery }) => ({ offJobProviderCode: delivery.offJobProviderCode }),
    refusal: ({ delivery }) => `offJobProviderCode ${delivery.offJobProviderCode} is not a number of up to four digits.`,
    wouldPass: () => 'Use the provider\'s Ministry of Education number, from 1 to 9999.',
    atBoundary: ({ delivery }) => delivery.offJobProviderCode === 1 || delivery.offJobProviderCode === 9999
  }),

  deliveryRule({
    id: 'off-job.course-code-without-year',
    statement: 'courseCode must have no year in it',
    field: 'courseCode',
    basis: page,
    warnsBecause: 'four digits that look like a year need not be one',
    holds: ({ delivery }) => !/(?:19|20)\d\d/.test(delivery.courseCode),
    compares: ({ delivery }) => ({ courseCode: delivery.courseCode }),
    refusal: ({ delivery }) => `courseCode ${quoted(delivery.courseCode)} seems to have a year in it.`,
    wouldPass: () => 'Use a courseCode that serves every year, such as "BlockCourse1".'
  }),

  codeOfMember<DeliveryFacts>('fundingCategory', {
    id: 'off-job.funding-category-code', value: ({ delivery }) => delivery.fundingCategory
  }),

  onOrAfter<DeliveryFacts>({
    id: 'off-job.ends-on-or-after-start',
    field: 'offJobEndDate',
    basis: inferred('What ends before it begins is a slip of the pen'),
    value: ({ delivery }) => delivery.offJobEndDate ?? null,
    limit: ({ delivery }) => delivery.offJobStartDate ?? null,
    called: 'the day the off-job delivery starts'
  })
]

export const createDeliveryRules: readonly Rule[] = [
  unused<{ offJobDeliveryLocalId: string, localIdIsUsed: boolean }>({
    id: 'off-job.local-id-unused',
    field: 'offJobDeliveryLocalId',
    basis: inferred('It is the key by which a delivery is named'),
    enforcedBecause: 'the one that is there would be lost',
    noun: 'off-job delivery',
    within: 'within the TEO',
    value: ({ offJobDeliveryLocalId }) => offJobDeliveryLocalId,
    usedBy: ({ localIdIsUsed }) => localIdIsUsed
  }),
  ...deliveryRules
]

export const updateDeliveryRules: readonly Rule[] = [
  deliveryExists,
  ruleOver<{ enrolmentSoFar: { enrolmentLocalId: string, status: EnrolmentStatus } | undefined }>()({
    id: 'off-job.enrolment-so-far-not-over',
    statement: 'An off-job delivery must stay with its enrolment once that is Withdrawn or Completed',
    field: 'enrolmentLocalId',
    basis: page,
    needs: ['enrolmentSoFar'],
    holds: ({ enrolmentSoFar: { status } }) => !hasEnded(status),
    compares: ({ enrolmentSoFar: { enrolmentLocalId, status } }) => ({ 'enrolment so far': enrolmentLocalId, status }),
    refusal: ({ enrolmentSoFar: { enrolmentLocalId, status } }) =>
      `The delivery is under enrolment ${quoted(enrolmentLocalId)}, which is ${status}.`,
    wouldPass: () => 'Change only a delivery whose enrolment is not Withdrawn or Completed.'
  }),
  ...deliveryRules
]
export const getDeliveryRules: readonly Rule[] = [deliveryExists]
