import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { vendorWebinar, workBasedPage } from '../../sources.ts'
import { codeRule } from '../codes.ts'
import { learnerExists } from '../learners/rules.ts'
import { agreementsFit, type AgreementEvent, type AgreementStatus } from '../statuses.ts'
import type { AgreementDetails } from './schemas.ts'

const createPage = workBasedPage('create-training-agreement')
const transferPage = workBasedPage('transfer-training-agreement')

/** What the rules need to know of an agreement that is there. */
export interface Agreement {
  status: AgreementStatus
  trainingAgreementSignedDate: CivilDate
  learnerLocalId: string
  /** Since when it is in Hold or Grace. */
  pauseDate: CivilDate | null
}

export interface NamedAgreement {
  trainingAgreementLocalId: string
  agreement: Agreement | undefined
}

const namedAgreementRule = ruleOver<NamedAgreement>()

export const agreementExists = namedAgreementRule({
  id: 'agreement.exists',
  statement: 'A training agreement is one that this TEO has created',
  field: 'trainingAgreementLocalId',
  basis: workBasedPage('update-training-plan'),
  failure: 'missing',
  holds: ({ agreement }) => agreement !== undefined,
  compares: ({ trainingAgreementLocalId }) => ({ trainingAgreementLocalId }),
  wouldPass: () => 'a trainingAgreementLocalId that was created under this EID'
})

/** The rule that the event can befall the agreement as it stands. */
export const statusFits = (event: AgreementEvent, id: string, statement: string, basis = inferred('A Finished agreement stays so'), enforcedBecause = 'nothing that is over can be changed'): Rule =>
  namedAgreementRule({
    id,
    statement,
    field: 'trainingAgreementLocalId',
    basis,
    enforcedBecause,
    needs: ['agreement'],
    holds: ({ agreement }) => agreementsFit(event).includes(agreement.status),
    compares: ({ agreement }) => ({ status: agreement.status, allowed: agreementsFit(event) }),
    wouldPass: () => `an agreement that is ${agreementsFit(event).join(', ')}`
  })

// What is agreed: on creating and on transfer.

interface DetailsFacts {
  details: AgreementDetails | undefined
  today: CivilDate
}

const detailsRule = ruleOver<DetailsFacts>()

const signedNotInFuture = detailsRule({
  id: 'agreement.signed-not-in-future',
  statement: 'A training agreement is signed by today',
  field: 'trainingAgreement.trainingAgreementSignedDate',
  basis: vendorWebinar,
  needs: ['details'],
  holds: ({ details, today }) => details.trainingAgreementSignedDate <= today,
  compares: ({ details, today }) => ({ trainingAgreementSignedDate: details.trainingAgreementSignedDate, today }),
  wouldPass: ({ today }) => `a trainingAgreementSignedDate up to ${today}`
})

const endsAfterSigning = detailsRule({
  id: 'agreement.ends-on-or-after-signed',
  statement: 'A training agreement ends on or after the day on which it was signed',
  field: 'trainingAgreement.trainingAgreementEndDate',
  basis: inferred('What ends before it begins is a slip of the pen'),
  needs: ['details'],
  holds: ({ details }) => details.trainingAgreementEndDate === undefined || details.trainingAgreementEndDate >= details.trainingAgreementSignedDate,
  compares: ({ details }) => ({
    trainingAgreementEndDate: details.trainingAgreementEndDate, trainingAgreementSignedDate: details.trainingAgreementSignedDate
  }),
  wouldPass: ({ details }) => `a trainingAgreementEndDate from ${details.trainingAgreementSignedDate} on, or none`
})

const regionIsKnown = codeRule(detailsRule, {
  id: 'agreement.employment-region-code',
  member: 'employmentRegionCode',
  field: 'trainingAgreement.employmentRegionCode',
  code: ({ details }) => details?.employmentRegionCode
})

const employmentTypeIsGiven = detailsRule({
  id: 'agreement.employment-type-given',
  statement: 'The employment type is given by the time of enrolment',
  field: 'trainingAgreement.employmentTypeCode',
  basis: vendorWebinar,
  warnsBecause: 'the vendor does not say with which request, and the member\'s name is not public',
  needs: ['details'],
  holds: ({ details }) => details.employmentTypeCode !== undefined,
  compares: ({ details }) => ({ employmentTypeCode: details.employmentTypeCode }),
  wouldPass: () => 'any employmentTypeCode'
})

const detailsRules: readonly Rule[] = [signedNotInFuture, endsAfterSigning, regionIsKnown, employmentTypeIsGiven]

export interface NewAgreementFacts extends DetailsFacts {
  trainingAgreementLocalId: string
  /** Whether the TEO has used the local id. */
  localIdIsUsed: boolean
  /** The id of an agreement with the same learner, employer and signed date. */
  sameAgreement: string | undefined
}

const newAgreementRule = ruleOver<NewAgreementFacts>()

const localIdIsUnused = newAgreementRule({
  id: 'agreement.local-id-unused',
  statement: 'A training agreement local id is unique within the TEO',
  field: 'trainingAgreementLocalId',
  basis: createPage,
  holds: ({ localIdIsUsed }) => !localIdIsUsed,
  compares: ({ trainingAgreementLocalId }) => ({ trainingAgreementLocalId }),
  wouldPass: () => 'a trainingAgreementLocalId that this TEO has not used'
})

const detailsAreGiven = newAgreementRule({
  id: 'agreement.details-given',
  statement: 'A new training agreement says what is agreed',
  field: 'trainingAgreement',
  basis: inferred('The page does not mark trainingAgreement as required; its own members are'),
  enforcedBecause: 'an agreement without a signed date cannot be held to any of the rules about it',
  holds: ({ details }) => details !== undefined,
  compares: () => ({}),
  wouldPass: () => 'a trainingAgreement with employerName, employmentRegionCode and trainingAgreementSignedDate'
})

const isNoOtherAgreement = newAgreementRule({
  id: 'agreement.unique-by-learner-employer-signed-date',
  statement: 'A learner has one training agreement with an employer, signed on a day',
  field: 'trainingAgreementLocalId',
  basis: createPage,
  warnsBecause: 'the page says what the id identifies, not that a second one is refused',
  holds: ({ sameAgreement }) => sameAgreement === undefined,
  compares: ({ sameAgreement, details }) => ({
    'the same agreement': sameAgreement, employerName: details?.employerName, trainingAgreementSignedDate: details?.trainingAgreementSignedDate
  }),
  wouldPass: () => 'another employer or signed date'
})

export const createAgreementRules: readonly Rule[] = [
  learnerExists, localIdIsUnused, detailsAreGiven, isNoOtherAgreement, ...detailsRules
]

export const getAgreementRules: readonly Rule[] = [agreementExists]

// What may be put right.

export interface AgreementUpdateFacts extends NamedAgreement, DetailsFacts {
  /** The day on which the first training plan of the agreement was signed. */
  firstPlanSigned: CivilDate | null
}

const inTheUpdate = (rules: readonly Rule[]): Rule[] => rules.map(rule => ({ ...rule, field: rule.field.replace(/^trainingAgreement\./, '') }))

export const updateAgreementRules: readonly Rule[] = [
  agreementExists,
  namedAgreementRule({
    id: 'agreement.not-finished',
    statement: 'A training agreement that is changed is not Finished',
    field: 'trainingAgreementLocalId',
    basis: inferred('The older register said so'),
    enforcedBecause: 'nothing that is over can be changed',
    needs: ['agreement'],
    holds: ({ agreement }) => agreement.status !== 'Finished',
    compares: ({ agreement }) => ({ status: agreement.status }),
    wouldPass: () => 'an agreement that is Pending, Active, in Hold or in Grace'
  }),
  ruleOver<AgreementUpdateFacts>()({
    id: 'agreement.signed-on-or-before-plans',
    statement: 'A training agreement is signed on or before the day on which its first training plan was signed',
    field: 'trainingAgreementSignedDate',
    basis: inferred('A plan is on or after the agreement when it is signed; that it stays so is not said'),
    needs: ['details', 'firstPlanSigned'],
    holds: ({ details, firstPlanSigned }) => details.trainingAgreementSignedDate <= firstPlanSigned,
    compares: ({ details, firstPlanSigned }) => ({ trainingAgreementSignedDate: details.trainingAgreementSignedDate, 'first plan': firstPlanSigned }),
    wouldPass: ({ firstPlanSigned }) => `a trainingAgreementSignedDate up to ${firstPlanSigned}`
  }),
  ...inTheUpdate([signedNotInFuture, endsAfterSigning])
]

// A change of employer.

export interface TransferFacts extends NamedAgreement, DetailsFacts {
  newTrainingAgreementLocalId: string
  /** The agreement that has the new id already, if any. */
  successor: Agreement | undefined
}

const transferRule = ruleOver<TransferFacts>()
const inTheNewAgreement = (rules: readonly Rule[]): Rule[] =>
  rules.map(rule => ({ ...rule, field: rule.field.replace(/^trainingAgreement\./, 'newTrainingAgreement.') }))

export const transferRules: readonly Rule[] = [
  agreementExists,
  statusFits('transfer', 'agreement.can-be-transferred', 'An agreement that is transferred is not Finished', transferPage),
  transferRule({
    id: 'transfer.to-another-agreement',
    statement: 'A transfer is to another agreement',
    field: 'newTrainingAgreementLocalId',
    basis: inferred('The request names a new id beside the old one'),
    enforcedBecause: 'an agreement cannot take over from itself',
    holds: ({ trainingAgreementLocalId, newTrainingAgreementLocalId }) => newTrainingAgreementLocalId !== trainingAgreementLocalId,
    compares: ({ trainingAgreementLocalId, newTrainingAgreementLocalId }) => ({ newTrainingAgreementLocalId, trainingAgreementLocalId }),
    wouldPass: () => 'an id that this TEO has not used'
  }),
  transferRule({
    id: 'transfer.new-agreement-not-finished',
    statement: 'The agreement that takes over is not Finished',
    field: 'newTrainingAgreementLocalId',
    basis: transferPage,
    needs: ['successor'],
    holds: ({ successor }) => successor.status !== 'Finished',
    compares: ({ newTrainingAgreementLocalId, successor }) => ({ newTrainingAgreementLocalId, status: successor.status }),
    wouldPass: () => 'an id that this TEO has not used'
  }),
  transferRule({
    id: 'transfer.new-agreement-of-the-learner',
    statement: 'The agreement that takes over is this learner\'s',
    field: 'newTrainingAgreementLocalId',
    basis: transferPage,
    needs: ['agreement', 'successor'],
    holds: ({ agreement, successor }) => successor.learnerLocalId === agreement.learnerLocalId,
    compares: ({ agreement, successor }) => ({
      'its learner': successor.learnerLocalId, 'learner of the old one': agreement.learnerLocalId
    }),
    wouldPass: () => 'an id that this TEO has not used'
  }),
  ...inTheNewAgreement(detailsRules)
]
