import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { exists, onOrAfter, required, unused } from '../../../core/rule-kinds.ts'
import { refusingWhere, ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { workBasedPage } from '../../sources.ts'
import { unlikeOthers, type AlikeFacts } from '../alike.ts'
import { enrolmentExists, enrolmentIsOpenIfAsked } from '../enrolments/rules.ts'
import { fitsAPath, notFarOff } from '../plausible.ts'
import { hasEnded, isOpen, type EnrolmentStatus } from '../statuses.ts'
import { ofTheTeo } from '../teo.ts'
import { plausibleSizes } from './plausible-rules.ts'
import { notInAReturn, type ReturnedFacts } from './returned-rules.ts'
import { sinceParticipation } from './since-participation.ts'

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

interface DeliveryFacts extends ReturnedFacts {
  enrolmentLocalId: string
  enrolment: { overarchingEnrolmentLocalId: string | null, participationStartDate: CivilDate } | undefined
  /** The over-arching enrolment, where it is a sub-enrolment. */
  overarching: { status: EnrolmentStatus } | undefined
  /** Whether the register has the provider; undefined where the fixture has no register. */
  isRegistered: boolean | undefined
  /** Whether one that it has not is refused, by the reading in force. */
  refusesUnregistered: boolean
  /** Another delivery under the enrolment that says the same. */
  sameDelivery: string | undefined
  today: CivilDate
}

const deliveryRule = ruleOver<DeliveryFacts>()

const subjectGroups = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6']

/** What holds of a delivery, whether it is new or changed. */
const deliveryRules: readonly Rule[] = [
  enrolmentExists,
  enrolmentIsOpenIfAsked,

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

  refusingWhere<DeliveryFacts>(deliveryRule({
    id: 'off-job.provider-registered',
    statement: 'offJobProviderCode must be the Ministry of Education number of a provider in the register',
    field: 'offJobProviderCode',
    basis: page,
    needs: ['isRegistered'],
    holds: ({ isRegistered }) => isRegistered,
    compares: ({ delivery }) => ({ offJobProviderCode: delivery.offJobProviderCode }),
    refusal: ({ delivery }) => `offJobProviderCode ${delivery.offJobProviderCode} is not in the register of providers.`,
    wouldPass: () => 'Use the number of a provider that is, or your own for a body that has none. ' +
      'The register is the fixture\'s, in providers.json; the reading provider-register makes this a warning.'
  }), ({ refusesUnregistered }) => refusesUnregistered),

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

  deliveryRule({
    id: 'off-job.funding-category-code',
    statement: 'fundingCategory must be the letter and the level digit that the Delivery Classification Guide gives the course',
    field: 'fundingCategory',
    basis: inferred('The page says that the guide gives it, where it is a letter and a digit from 1 to 5; F1 to F6 are groups of those'),
    holds: ({ delivery: { fundingCategory } }) => /^[A-Z][1-5]$/.test(fundingCategory) && !subjectGroups.includes(fundingCategory),
    compares: ({ delivery }) => ({ fundingCategory: delivery.fundingCategory, 'groups of subjects': subjectGroups }),
    refusal: ({ delivery: { fundingCategory } }) => subjectGroups.includes(fundingCategory)
      ? `fundingCategory ${quoted(fundingCategory)} is a group of subjects, which is not reported.`
      : `fundingCategory ${quoted(fundingCategory)} is not a letter and a digit from 1 to 5.`,
    wouldPass: () => 'Use the letter and the level digit of the course, such as "P1" or "B2".'
  }),

  deliveryRule({
    id: 'off-job.not-there-already',
    statement: 'An off-job delivery must differ from the others under its enrolment in its course, its provider or its days',
    field: 'courseCode',
    basis: inferred('No page says so; a second one under another id is what a retry makes'),
    holds: ({ sameDelivery }) => sameDelivery === undefined,
    compares: ({ delivery, sameDelivery }) => ({ 'the same delivery': sameDelivery, courseCode: delivery.courseCode }),
    refusal: ({ delivery, sameDelivery }) =>
      `Course ${quoted(delivery.courseCode)} is already reported under this enrolment (offJobDeliveryLocalId ${quoted(sameDelivery!)}).`,
    wouldPass: () => 'Delete one of the two, if they are the same.'
  }),

  ...plausibleSizes,

  notInAReturn,

  notFarOff<DeliveryFacts>({ id: 'off-job.start-plausible', field: 'offJobStartDate', value: ({ delivery }) => delivery.offJobStartDate }),

  notFarOff<DeliveryFacts>({ id: 'off-job.end-plausible', field: 'offJobEndDate', value: ({ delivery }) => delivery.offJobEndDate }),

  onOrAfter<DeliveryFacts>({
    id: 'off-job.ends-on-or-after-start',
    field: 'offJobEndDate',
    basis: inferred('What ends before it begins is a slip of the pen'),
    value: ({ delivery }) => delivery.offJobEndDate ?? null,
    limit: ({ delivery }) => delivery.offJobStartDate ?? null,
    called: 'the day the off-job delivery starts'
  }),

  ...sinceParticipation
]

interface NewDeliveryFacts extends AlikeFacts {
  offJobDeliveryLocalId: string | undefined
  localIdIsUsed: boolean
}

export const createDeliveryRules: readonly Rule[] = [
  required<NewDeliveryFacts>({
    id: 'off-job.local-id-given',
    field: 'offJobDeliveryLocalId',
    basis: inferred('The page is cut off before the key by which the other pages name a delivery'),
    enforcedBecause: 'it could not be asked for otherwise',
    value: ({ offJobDeliveryLocalId }) => offJobDeliveryLocalId
  }),
  unused<NewDeliveryFacts>({
    id: 'off-job.local-id-unused',
    field: 'offJobDeliveryLocalId',
    basis: inferred('It is the key by which a delivery is named'),
    enforcedBecause: 'the one that is there would be lost',
    noun: 'off-job delivery',
    within: 'within the TEO',
    value: ({ offJobDeliveryLocalId }) => offJobDeliveryLocalId,
    usedBy: ({ localIdIsUsed }) => localIdIsUsed
  }),
  unlikeOthers<NewDeliveryFacts>({
    id: 'off-job.local-id-unlike-others', field: 'offJobDeliveryLocalId', value: it => it.offJobDeliveryLocalId
  }),
  fitsAPath<NewDeliveryFacts>({
    id: 'off-job.local-id-fits-a-path', field: 'offJobDeliveryLocalId', value: it => it.offJobDeliveryLocalId
  }),
  ...deliveryRules
]

interface DeliveryUpdateFacts {
  enrolmentSoFar: { enrolmentLocalId: string, status: EnrolmentStatus } | undefined
  /** Whether an enrolment that is over keeps its deliveries, by the reading in force. */
  refusesEnded: boolean
}

export const updateDeliveryRules: readonly Rule[] = [
  deliveryExists,
  refusingWhere<DeliveryUpdateFacts>(ruleOver<DeliveryUpdateFacts>()({
    id: 'off-job.enrolment-so-far-not-over',
    statement: 'An off-job delivery must stay with its enrolment once that is Withdrawn or Completed',
    field: 'enrolmentLocalId',
    basis: inferred('The page says that no member of such an enrolment is updated, which may not be about its deliveries'),
    needs: ['enrolmentSoFar'],
    holds: ({ enrolmentSoFar: { status } }) => !hasEnded(status),
    compares: ({ enrolmentSoFar: { enrolmentLocalId, status } }) => ({ 'enrolment so far': enrolmentLocalId, status }),
    refusal: ({ enrolmentSoFar: { enrolmentLocalId, status } }) =>
      `The delivery is under enrolment ${quoted(enrolmentLocalId)}, which is ${status}.`,
    wouldPass: () => 'Change only a delivery whose enrolment is not Withdrawn or Completed.'
  }), ({ refusesEnded }) => refusesEnded),
  ...deliveryRules
]
export const getDeliveryRules: readonly Rule[] = [deliveryExists]
