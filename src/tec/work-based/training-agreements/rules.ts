import { inferred, type Basis } from '../../../core/basis.ts'
import { earliest, type CivilDate } from '../../../core/civil-date.ts'
import { exists, onOrBefore, required, statusIn, unused } from '../../../core/rule-kinds.ts'
import { refusingWhere, ruleOver, type Rule } from '../../../core/rule.ts'
import { either, quoted } from '../../../core/words.ts'
import { workBasedPage } from '../../sources.ts'
import { unlikeOthers, type AlikeFacts } from '../alike.ts'
import { learnerExists } from '../learners/rules.ts'
import { fitsAPath } from '../plausible.ts'
import { openStatuses, type AgreementStatus } from '../statuses.ts'
import { ofTheTeo } from '../teo.ts'
import { agreementMachine, type AgreementEvent } from '../transitions.ts'
import { employerIsUnlikeOthers, type AlikeEmployer } from './employer-rules.ts'
import { detailsRules, endsOnOrAfterSigned, plausibleDays, signedNotInFuture, type DetailsFacts } from './details-rules.ts'

const createPage = workBasedPage('create-training-agreement')

/** What the rules need to know of an agreement that is there. */
export interface Agreement {
  status: AgreementStatus
  trainingAgreementSignedDate: CivilDate
  learnerLocalId: string
  /** Since when it is in Hold or Grace. */
  pauseDate: CivilDate | null
}

export interface NamedAgreement {
  eid: number
  trainingAgreementLocalId: string
  agreement: Agreement | undefined
}

/** `place` is where the request has what names the agreement: `subEnrolments[0].`. */
export const agreementExistsIn = (place: string): Rule => exists<NamedAgreement>({
  id: 'agreement.exists',
  field: `${place}trainingAgreementLocalId`,
  basis: workBasedPage('update-training-plan'),
  noun: 'training agreement',
  key: ({ trainingAgreementLocalId }) => trainingAgreementLocalId,
  found: ({ agreement }) => agreement,
  where: ofTheTeo
})

export const agreementExists = agreementExistsIn('')

interface StatusDemand {
  id: string
  /** What the agreement could not be otherwise: `put on hold`. */
  toBe: string
  allowed: readonly AgreementStatus[]
  basis?: Basis
  enforcedBecause?: string
}

/** The rule that the agreement has one of the statuses in which something can be done with it. */
export const agreementIs = ({ toBe, ...demand }: StatusDemand): Rule =>
  statusIn<NamedAgreement>({
    basis: inferred('A Finished agreement stays so'),
    enforcedBecause: 'nothing that is over can be changed',
    ...demand,
    statement: `A training agreement must be ${either(demand.allowed)} to be ${toBe}`,
    field: 'trainingAgreementLocalId',
    noun: 'training agreement',
    key: ({ trainingAgreementLocalId }) => trainingAgreementLocalId,
    status: ({ agreement }) => agreement?.status
  })

/** The rule that the event can happen to the agreement as it stands. */
export const agreementCan = (event: AgreementEvent, demand: Omit<StatusDemand, 'allowed'>): Rule =>
  agreementIs({ ...demand, allowed: agreementMachine.from(event) })

export interface NewAgreementFacts extends DetailsFacts, AlikeFacts {
  trainingAgreementLocalId: string
  /** Whether the TEO has used the local id. */
  localIdIsUsed: boolean
  /** Whether they are missing though they have to be sent. */
  detailsAreRequired: boolean
}

export interface SameAgreementFacts extends AlikeEmployer {
  /** Another agreement with the same learner, employer and signed date. */
  sameAgreement: { trainingAgreementLocalId: string, status: AgreementStatus } | undefined
  /** Whether a second one is refused, by the reading in force. */
  refusesSame: boolean
}

/** The rule that there is one agreement for a learner, an employer and a signed date. `field` is the id of the new one. */
export const noSecondAgreement = (id: string, field: string, basis: Basis): Rule => refusingWhere<SameAgreementFacts>(
  ruleOver<SameAgreementFacts>()({
    id,
    statement: 'A learner must have no more than one training agreement with an employer, signed on a day',
    field,
    basis,
    holds: ({ sameAgreement }) => sameAgreement === undefined,
    compares: ({ sameAgreement, details }) => ({
      'the same agreement': sameAgreement?.trainingAgreementLocalId,
      'its status': sameAgreement?.status,
      employerName: details?.employerName,
      trainingAgreementSignedDate: details?.trainingAgreementSignedDate
    }),
    refusal: ({ sameAgreement, details }) => 'The learner already has a training agreement ' +
      `with ${quoted(details!.employerName)}, signed on ${details!.trainingAgreementSignedDate} ` +
      `(trainingAgreementLocalId ${quoted(sameAgreement!.trainingAgreementLocalId)}).`,
    wouldPass: () => 'Use that one, or another employer or signed date.'
  }),
  // The right agreement must not be barred for good by one that was ended by mistake.
  ({ refusesSame, sameAgreement }) => refusesSame && sameAgreement?.status !== 'Finished'
)

export const createAgreementRules: readonly Rule[] = [
  learnerExists,

  employerIsUnlikeOthers('agreement.employer-unlike-others', 'trainingAgreement.employerName'),

  unused<NewAgreementFacts>({
    id: 'agreement.local-id-unused',
    field: 'trainingAgreementLocalId',
    basis: createPage,
    noun: 'training agreement',
    within: 'within the TEO',
    value: ({ trainingAgreementLocalId }) => trainingAgreementLocalId,
    usedBy: ({ localIdIsUsed }) => localIdIsUsed
  }),

  refusingWhere<NewAgreementFacts>(required<NewAgreementFacts>({
    id: 'agreement.details-given',
    field: 'trainingAgreement',
    basis: inferred('The page does not mark trainingAgreement as required; its own members are'),
    enforcedBecause: 'an agreement without a signed date cannot be held to any of the rules about it',
    value: ({ details }) => details,
    when: 'when a training agreement is created',
    remedy: 'Send trainingAgreement with employerName, employmentRegionCode and trainingAgreementSignedDate.'
  }), ({ detailsAreRequired }) => detailsAreRequired),

  noSecondAgreement('agreement.unique-by-learner-employer-signed-date', 'trainingAgreementLocalId', createPage),

  unlikeOthers<NewAgreementFacts>({
    id: 'agreement.local-id-unlike-others', field: 'trainingAgreementLocalId', value: it => it.trainingAgreementLocalId
  }),

  fitsAPath<NewAgreementFacts>({
    id: 'agreement.local-id-fits-a-path', field: 'trainingAgreementLocalId', value: it => it.trainingAgreementLocalId
  }),

  ...detailsRules('trainingAgreement.')
]

export const getAgreementRules: readonly Rule[] = [agreementExists]

export interface AgreementUpdateFacts extends NamedAgreement, DetailsFacts {
  /** The day on which the first training plan of the agreement was signed. */
  firstPlanSigned: CivilDate | null
}

export const updateAgreementRules: readonly Rule[] = [
  agreementExists,
  agreementIs({ id: 'agreement.not-finished', toBe: 'changed', allowed: openStatuses, basis: inferred('The older register said so') }),
  onOrBefore<AgreementUpdateFacts>({
    id: 'agreement.signed-on-or-before-plans',
    field: 'trainingAgreementSignedDate',
    basis: inferred('A plan is on or after the agreement when it is signed; that it stays so is not said'),
    value: ({ details }) => details?.trainingAgreementSignedDate,
    limit: ({ firstPlanSigned }) => firstPlanSigned ?? undefined,
    called: 'the day its first training plan was signed',
    window: ({ today, details }) => ({ to: earliest(today, details?.trainingAgreementEndDate) })
  }),
  signedNotInFuture<AgreementUpdateFacts>('', ({ today, firstPlanSigned }) => ({ to: earliest(today, firstPlanSigned) })),
  endsOnOrAfterSigned(''),
  ...plausibleDays('')
]

export interface AgreementWithEnrolments extends NamedAgreement {
  enrolments: ReadonlyArray<{ enrolmentLocalId: string }>
}

export const hasAnEnrolment = ruleOver<AgreementWithEnrolments>()({
  id: 'agreement.has-an-enrolment',
  statement: 'A training agreement must have a programme enrolment',
  field: 'trainingAgreementLocalId',
  basis: createPage,
  warnsBecause: 'an enrolment names its agreement and so comes after it; how soon is not said',
  needs: ['agreement'],
  holds: ({ enrolments }) => enrolments.length > 0,
  compares: ({ enrolments }) => ({ enrolments: enrolments.map(it => it.enrolmentLocalId) }),
  refusal: ({ trainingAgreementLocalId }) => `Training agreement ${quoted(trainingAgreementLocalId)} has no enrolment.`,
  wouldPass: () => 'Create an enrolment under it first.'
})
