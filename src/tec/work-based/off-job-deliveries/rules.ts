import { inferred } from '../../../core/basis.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { workBasedPage } from '../../sources.ts'
import { codeRule } from '../codes.ts'
import { enrolmentExists, enrolmentIsOpen } from '../enrolments/rules.ts'
import type { EnrolmentStatus } from '../statuses.ts'
import type { OffJobDeliveryUpdate } from './schemas.ts'

const page = workBasedPage('create-off-job-delivery')

export const deliveryExists = ruleOver<{ offJobDeliveryLocalId: string, found: object | undefined }>()({
  id: 'off-job.exists',
  statement: 'An off-job delivery is one that this TEO has created',
  field: 'offJobDeliveryLocalId',
  basis: inferred('The operation names the delivery'),
  enforcedBecause: 'there is nothing to work on otherwise',
  failure: 'missing',
  holds: ({ found }) => found !== undefined,
  compares: ({ offJobDeliveryLocalId }) => ({ offJobDeliveryLocalId }),
  wouldPass: () => 'an offJobDeliveryLocalId that was created under this EID'
})

const deliveryRule = ruleOver<{ delivery: OffJobDeliveryUpdate }>()

/** Ministry of Education numbers have up to four digits. The register of them is not part of the sandbox. */
const isProviderCode = (code: number): boolean => code >= 1 && code <= 9999

const deliveryRules: readonly Rule[] = [
  enrolmentExists,
  enrolmentIsOpen,

  ruleOver<{ enrolment: { overarchingEnrolmentLocalId: string | null } | undefined }>()({
    id: 'off-job.main-enrolment',
    statement: 'An off-job delivery is under the main programme enrolment',
    field: 'enrolmentLocalId',
    basis: page,
    warnsBecause: 'the page says which enrolment is meant, not that another is refused',
    needs: ['enrolment'],
    holds: ({ enrolment }) => enrolment.overarchingEnrolmentLocalId === null,
    compares: ({ enrolment }) => ({ 'over-arching enrolment': enrolment.overarchingEnrolmentLocalId }),
    wouldPass: ({ enrolment }) => `enrolmentLocalId ${enrolment.overarchingEnrolmentLocalId}`
  }),

  deliveryRule({
    id: 'off-job.provider-code-form',
    statement: 'An off-job provider code is a Ministry of Education number, of up to four digits',
    field: 'offJobProviderCode',
    basis: page,
    holds: ({ delivery }) => isProviderCode(delivery.offJobProviderCode),
    compares: ({ delivery }) => ({ offJobProviderCode: delivery.offJobProviderCode }),
    wouldPass: () => 'a number from 1 to 9999'
  }),

  deliveryRule({
    id: 'off-job.course-code-without-year',
    statement: 'A course code has no year in it',
    field: 'courseCode',
    basis: page,
    warnsBecause: 'four digits that look like a year need not be one',
    holds: ({ delivery }) => !/(?:19|20)\d\d/.test(delivery.courseCode),
    compares: ({ delivery }) => ({ courseCode: delivery.courseCode }),
    wouldPass: () => 'a courseCode such as BlockCourse1'
  }),

  codeRule(deliveryRule, {
    id: 'off-job.funding-category-code', member: 'fundingCategory', code: ({ delivery }) => delivery.fundingCategory
  }),

  deliveryRule({
    id: 'off-job.ends-on-or-after-start',
    statement: 'An off-job delivery ends on or after the day on which it starts',
    field: 'offJobEndDate',
    basis: inferred('What ends before it begins is a slip of the pen'),
    holds: ({ delivery: { offJobStartDate, offJobEndDate } }) =>
      offJobStartDate === undefined || offJobEndDate === undefined || offJobEndDate >= offJobStartDate,
    compares: ({ delivery: { offJobStartDate, offJobEndDate } }) => ({ offJobEndDate, offJobStartDate }),
    wouldPass: ({ delivery }) => `an offJobEndDate from ${delivery.offJobStartDate} on`
  })
]

export const createDeliveryRules: readonly Rule[] = [
  ruleOver<{ offJobDeliveryLocalId: string, localIdIsUsed: boolean }>()({
    id: 'off-job.local-id-unused',
    statement: 'An off-job delivery local id is unique within the TEO',
    field: 'offJobDeliveryLocalId',
    basis: inferred('It is the key by which a delivery is named'),
    enforcedBecause: 'the one that is there would be lost',
    holds: ({ localIdIsUsed }) => !localIdIsUsed,
    compares: ({ offJobDeliveryLocalId }) => ({ offJobDeliveryLocalId }),
    wouldPass: () => 'an offJobDeliveryLocalId that this TEO has not used'
  }),
  ...deliveryRules
]

export const updateDeliveryRules: readonly Rule[] = [
  deliveryExists,
  ruleOver<{ enrolmentSoFar: { enrolmentLocalId: string, status: EnrolmentStatus } | undefined }>()({
    id: 'off-job.enrolment-so-far-not-over',
    statement: 'An off-job delivery stays with its enrolment once that is Withdrawn or Completed',
    field: 'enrolmentLocalId',
    basis: page,
    needs: ['enrolmentSoFar'],
    holds: ({ enrolmentSoFar: { status } }) => status !== 'Withdrawn' && status !== 'Completed',
    compares: ({ enrolmentSoFar: { enrolmentLocalId, status } }) => ({ 'enrolment so far': enrolmentLocalId, status }),
    wouldPass: () => 'a delivery whose enrolment is open'
  }),
  ...deliveryRules
]
export const getDeliveryRules: readonly Rule[] = [deliveryExists]
