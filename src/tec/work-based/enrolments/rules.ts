import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { vendorEnrolmentGuide, workBasedPage } from '../../sources.ts'
import { codeRule } from '../codes.ts'
import { learnerExists } from '../learners/rules.ts'
import { isActiveOn, programmeVersionExists } from '../programmes/rules.ts'
import { apprenticeship, enrolmentsFit, type EnrolmentStatus } from '../statuses.ts'
import { agreementExists, type Agreement } from '../training-agreements/rules.ts'
import type { Withdrawal } from '../status-changes/schemas.ts'
import type { CreateComplexEnrolmentRequest, CreateEnrolmentRequest, Deletion, EnrolmentTransfer, EnrolmentUpdate, PartOfComplexEnrolment } from './schemas.ts'

const getPage = workBasedPage('get-enrolment')
const assessmentAndVerification = 26

/** What the rules need to know of an enrolment that is there. */
export interface EnrolmentFacts {
  status: EnrolmentStatus
  participationStartDate: CivilDate
  programmeLocalId: string
  programmeVersionNumber: number
}

interface NamedEnrolment {
  enrolmentLocalId: string
  enrolment: EnrolmentFacts | undefined
}

const namedEnrolmentRule = ruleOver<NamedEnrolment>()

export const enrolmentExists = namedEnrolmentRule({
  id: 'enrolment.exists',
  statement: 'An enrolment is one that this TEO has created and not deleted',
  field: 'enrolmentLocalId',
  basis: inferred('The operation names the enrolment'),
  enforcedBecause: 'there is nothing to work on otherwise',
  failure: 'missing',
  holds: ({ enrolment }) => enrolment !== undefined,
  compares: ({ enrolmentLocalId }) => ({ enrolmentLocalId }),
  wouldPass: () => 'an enrolmentLocalId that was created under this EID'
})

/** No member of a Withdrawn or Completed enrolment may be updated. */
export const enrolmentIsOpen = namedEnrolmentRule({
  id: 'enrolment.not-withdrawn-or-completed',
  statement: 'An enrolment that is Withdrawn or Completed is not changed',
  field: 'enrolmentLocalId',
  basis: getPage,
  needs: ['enrolment'],
  holds: ({ enrolment }) => enrolmentsFit('withdraw').includes(enrolment.status),
  compares: ({ enrolment }) => ({ status: enrolment.status, allowed: enrolmentsFit('withdraw') }),
  wouldPass: () => `an enrolment that is ${enrolmentsFit('withdraw').join(', ')}`
})

export const getEnrolmentRules: readonly Rule[] = [enrolmentExists]

export interface NewEnrolmentFacts {
  enrolment: Omit<CreateEnrolmentRequest, 'trainingAgreementLocalId'>
  /** Whether an enrolment that is not deleted has the local id. */
  localIdIsUsed: boolean
  agreement: Agreement | undefined
  programmeVersion: { studyTypeCode: string, modeOfDeliveryCode: number, startDate: CivilDate, expiryDate: CivilDate | null } | undefined
  /** When the latest training plan of the agreement was signed. */
  trainingPlanSignedDate: CivilDate | null
}

const enrolmentRule = ruleOver<NewEnrolmentFacts>()

export const createEnrolmentRules: readonly Rule[] = [
  learnerExists,
  agreementExists,
  programmeVersionExists,

  enrolmentRule({
    id: 'enrolment.local-id-unused',
    statement: 'An enrolment local id is never used again, unless its enrolment was deleted',
    field: 'enrolmentLocalId',
    basis: getPage,
    holds: ({ localIdIsUsed }) => !localIdIsUsed,
    compares: ({ enrolment }) => ({ enrolmentLocalId: enrolment.enrolmentLocalId }),
    wouldPass: () => 'an enrolmentLocalId that this TEO has not used'
  }),

  enrolmentRule({
    id: 'enrolment.agreement-of-the-learner',
    statement: 'An enrolment is under a training agreement of the same learner',
    field: 'trainingAgreementLocalId',
    basis: inferred('The pages of the training plan and the transfer say it of theirs'),
    enforcedBecause: 'one learner\'s agreement has no bearing on another\'s training',
    needs: ['agreement'],
    holds: ({ enrolment, agreement }) => agreement.learnerLocalId === enrolment.learnerLocalId,
    compares: ({ enrolment, agreement }) => ({ learnerLocalId: enrolment.learnerLocalId, 'learner of the agreement': agreement.learnerLocalId }),
    wouldPass: ({ agreement }) => `learnerLocalId ${agreement.learnerLocalId}`
  }),

  enrolmentRule({
    id: 'enrolment.agreement-not-finished',
    statement: 'An enrolment is under a training agreement that is not Finished',
    field: 'trainingAgreementLocalId',
    basis: inferred('The page of the transfer says it of the agreement that it names'),
    enforcedBecause: 'an open enrolment under an agreement that is over has no status that it could have',
    needs: ['agreement'],
    holds: ({ agreement }) => agreement.status !== 'Finished',
    compares: ({ agreement }) => ({ status: agreement.status }),
    wouldPass: () => 'an agreement that is Pending, Active, in Hold or in Grace'
  }),

  codeRule(enrolmentRule, {
    id: 'enrolment.funding-source-type-code', member: 'fundingSourceTypeCode', code: ({ enrolment }) => enrolment.fundingSourceTypeCode
  }),

  codeRule(enrolmentRule, {
    id: 'enrolment.mode-of-delivery-code', member: 'modeOfDeliveryCode', code: ({ enrolment }) => enrolment.modeOfDeliveryCode
  }),

  enrolmentRule({
    id: 'enrolment.assessment-mode-matches-programme',
    statement: 'An enrolment for Assessment and Verification is in a programme for it',
    field: 'modeOfDeliveryCode',
    basis: getPage,
    needs: ['programmeVersion'],
    holds: ({ enrolment, programmeVersion }) =>
      enrolment.modeOfDeliveryCode !== assessmentAndVerification || programmeVersion.modeOfDeliveryCode === assessmentAndVerification,
    compares: ({ enrolment, programmeVersion }) => ({
      modeOfDeliveryCode: enrolment.modeOfDeliveryCode, 'mode of the programme': programmeVersion.modeOfDeliveryCode
    }),
    wouldPass: ({ programmeVersion }) => `modeOfDeliveryCode ${programmeVersion.modeOfDeliveryCode}`
  }),

  enrolmentRule({
    id: 'enrolment.study-type-matches-programme',
    statement: 'An enrolment has the study type of its programme',
    field: 'studyTypeCode',
    basis: vendorEnrolmentGuide,
    needs: ['programmeVersion'],
    holds: ({ enrolment, programmeVersion }) => enrolment.studyTypeCode === undefined || enrolment.studyTypeCode === programmeVersion.studyTypeCode,
    compares: ({ enrolment, programmeVersion }) => ({ studyTypeCode: enrolment.studyTypeCode, 'study type of the programme': programmeVersion.studyTypeCode }),
    wouldPass: ({ programmeVersion }) => `studyTypeCode ${programmeVersion.studyTypeCode}, or none`
  }),

  enrolmentRule({
    id: 'enrolment.starts-on-or-after-enrolment-date',
    statement: 'Participation starts on or after the enrolment date',
    field: 'participationStartDate',
    basis: getPage,
    holds: ({ enrolment }) => enrolment.participationStartDate >= enrolment.enrolmentDate,
    compares: ({ enrolment }) => ({ participationStartDate: enrolment.participationStartDate, enrolmentDate: enrolment.enrolmentDate }),
    wouldPass: ({ enrolment }) => `a participationStartDate from ${enrolment.enrolmentDate} on`
  }),

  enrolmentRule({
    id: 'enrolment.starts-on-or-after-plan-signed',
    statement: 'Participation in an apprenticeship starts on or after the day the training plan was signed',
    field: 'participationStartDate',
    basis: inferred('The page names a further rule for apprenticeships and is cut off there; this is the likeliest'),
    needs: ['programmeVersion', 'trainingPlanSignedDate'],
    holds: ({ enrolment, programmeVersion, trainingPlanSignedDate }) =>
      programmeVersion.studyTypeCode !== apprenticeship || enrolment.participationStartDate >= trainingPlanSignedDate,
    compares: ({ enrolment, trainingPlanSignedDate }) => ({ participationStartDate: enrolment.participationStartDate, trainingPlanSignedDate }),
    wouldPass: ({ trainingPlanSignedDate }) => `a participationStartDate from ${trainingPlanSignedDate} on`
  }),

  enrolmentRule({
    id: 'enrolment.programme-active-at-start',
    statement: 'A programme is active on the day on which participation starts',
    field: 'programmeLocalId',
    basis: inferred('The pages ask this of the day to which a training plan moves the start'),
    needs: ['programmeVersion'],
    holds: ({ enrolment, programmeVersion }) => isActiveOn(programmeVersion, enrolment.participationStartDate),
    compares: ({ enrolment, programmeVersion }) => ({
      participationStartDate: enrolment.participationStartDate, 'programme starts': programmeVersion.startDate, 'programme expires': programmeVersion.expiryDate
    }),
    wouldPass: ({ programmeVersion }) => `a participationStartDate from ${programmeVersion.startDate} to ${programmeVersion.expiryDate ?? 'any day'}`
  })
]

// Complex enrolments: the rules of an enrolment hold for each part, and these besides.

export interface SubEnrolmentFacts {
  sub: PartOfComplexEnrolment
  overarching: PartOfComplexEnrolment
  trainingAgreementLocalId: string
  /** How many parts of the request have this local id. */
  partsWithLocalId: number
}

const subEnrolmentRule = ruleOver<SubEnrolmentFacts>()

export const subEnrolmentRules: readonly Rule[] = [
  subEnrolmentRule({
    id: 'complex-enrolment.same-funding',
    statement: 'A sub-enrolment has the funding source of its over-arching enrolment',
    field: 'fundingSourceTypeCode',
    basis: getPage,
    holds: ({ sub, overarching }) => sub.fundingSourceTypeCode === overarching.fundingSourceTypeCode,
    compares: ({ sub, overarching }) => ({ fundingSourceTypeCode: sub.fundingSourceTypeCode, 'of the over-arching enrolment': overarching.fundingSourceTypeCode }),
    wouldPass: ({ overarching }) => `fundingSourceTypeCode ${overarching.fundingSourceTypeCode}`
  }),

  subEnrolmentRule({
    id: 'complex-enrolment.same-mode',
    statement: 'A sub-enrolment has the mode of delivery of its over-arching enrolment',
    field: 'modeOfDeliveryCode',
    basis: getPage,
    holds: ({ sub, overarching }) => sub.modeOfDeliveryCode === overarching.modeOfDeliveryCode,
    compares: ({ sub, overarching }) => ({ modeOfDeliveryCode: sub.modeOfDeliveryCode, 'of the over-arching enrolment': overarching.modeOfDeliveryCode }),
    wouldPass: ({ overarching }) => `modeOfDeliveryCode ${overarching.modeOfDeliveryCode}`
  }),

  subEnrolmentRule({
    id: 'complex-enrolment.one-agreement',
    statement: 'The over-arching enrolment and its sub-enrolments are under one training agreement',
    field: 'trainingAgreementLocalId',
    basis: workBasedPage('transfer-training-agreement'),
    holds: ({ sub, trainingAgreementLocalId }) => sub.trainingAgreementLocalId === undefined || sub.trainingAgreementLocalId === trainingAgreementLocalId,
    compares: ({ sub, trainingAgreementLocalId }) => ({ trainingAgreementLocalId: sub.trainingAgreementLocalId, 'of the complex enrolment': trainingAgreementLocalId }),
    wouldPass: ({ trainingAgreementLocalId }) => `trainingAgreementLocalId ${trainingAgreementLocalId}, or none`
  }),

  subEnrolmentRule({
    id: 'complex-enrolment.local-ids-differ',
    statement: 'No two parts of a complex enrolment have the same local id',
    field: 'enrolmentLocalId',
    basis: getPage,
    holds: ({ partsWithLocalId }) => partsWithLocalId === 1,
    compares: ({ sub, partsWithLocalId }) => ({ enrolmentLocalId: sub.enrolmentLocalId, 'parts that have it': partsWithLocalId }),
    wouldPass: () => 'a local id for each part'
  })
]

export const createComplexEnrolmentRules: readonly Rule[] = [...createEnrolmentRules, ...subEnrolmentRules]

/** What the rules of one sub-enrolment compare. */
export const subEnrolmentFacts = ({ enrolment, subEnrolments, trainingAgreementLocalId }: CreateComplexEnrolmentRequest, sub: PartOfComplexEnrolment): SubEnrolmentFacts => ({
  sub,
  overarching: enrolment,
  trainingAgreementLocalId,
  partsWithLocalId: [enrolment, ...subEnrolments].filter(it => it.enrolmentLocalId === sub.enrolmentLocalId).length
})

// Changes to an enrolment that is there.

export interface EnrolmentUpdateFacts extends NamedEnrolment {
  update: EnrolmentUpdate
}

export const updateEnrolmentRules: readonly Rule[] = [
  enrolmentExists,
  enrolmentIsOpen,
  ruleOver<EnrolmentUpdateFacts>()({
    id: 'enrolment.date-on-or-before-start',
    statement: 'An enrolment date is on or before the day on which participation starts',
    field: 'enrolmentDate',
    basis: getPage,
    needs: ['enrolment'],
    holds: ({ update, enrolment }) => update.enrolmentDate === undefined || update.enrolmentDate <= enrolment.participationStartDate,
    compares: ({ update, enrolment }) => ({ enrolmentDate: update.enrolmentDate, participationStartDate: enrolment.participationStartDate }),
    wouldPass: ({ enrolment }) => `an enrolmentDate up to ${enrolment.participationStartDate}`
  })
]

export interface EnrolmentWithdrawalFacts extends NamedEnrolment {
  withdrawal: Withdrawal
  today: CivilDate
}

const withdrawalRule = ruleOver<EnrolmentWithdrawalFacts>()

export const withdrawEnrolmentRules: readonly Rule[] = [
  enrolmentExists,
  enrolmentIsOpen,
  withdrawalRule({
    id: 'enrolment.withdrawal-by-today',
    statement: 'An enrolment is withdrawn by today',
    field: 'withdrawalDate',
    basis: inferred('The older register, and the page that withdraws an agreement, say so'),
    holds: ({ withdrawal, today }) => withdrawal.withdrawalDate <= today,
    compares: ({ withdrawal, today }) => ({ withdrawalDate: withdrawal.withdrawalDate, today }),
    wouldPass: ({ today }) => `a withdrawalDate up to ${today}`
  }),
  withdrawalRule({
    id: 'enrolment.withdrawal-after-start',
    statement: 'An enrolment is withdrawn after participation has started',
    field: 'withdrawalDate',
    basis: inferred('The older register said so'),
    needs: ['enrolment'],
    holds: ({ withdrawal, enrolment }) => withdrawal.withdrawalDate > enrolment.participationStartDate,
    compares: ({ withdrawal, enrolment }) => ({ withdrawalDate: withdrawal.withdrawalDate, participationStartDate: enrolment.participationStartDate }),
    wouldPass: ({ enrolment }) => `a withdrawalDate after ${enrolment.participationStartDate}`
  }),
  codeRule(ruleOver<{ withdrawal: Withdrawal }>(), {
    id: 'enrolment.withdrawal-reason-code', member: 'withdrawalReasonCode', code: ({ withdrawal }) => withdrawal.withdrawalReasonCode
  })
]

export const deleteEnrolmentRules: readonly Rule[] = [
  enrolmentExists,
  codeRule(ruleOver<{ deletion: Deletion }>(), {
    id: 'enrolment.deletion-reason-code', member: 'deletionReason', code: ({ deletion }) => deletion.deletionReason
  })
]

export interface EnrolmentTransferFacts extends NamedEnrolment {
  transfer: EnrolmentTransfer
  transferDate: CivilDate
  programmeVersion: { startDate: CivilDate, expiryDate: CivilDate | null } | undefined
}

const transferRule = ruleOver<EnrolmentTransferFacts>()

export const transferEnrolmentRules: readonly Rule[] = [
  enrolmentExists,
  enrolmentIsOpen,
  programmeVersionExists,
  transferRule({
    id: 'enrolment.transfer-to-another-version',
    statement: 'An enrolment is transferred to another version of its programme',
    field: 'programmeVersionNumber',
    basis: inferred('A transfer goes somewhere'),
    needs: ['enrolment'],
    holds: ({ transfer, enrolment }) => transfer.programmeVersionNumber !== enrolment.programmeVersionNumber,
    compares: ({ transfer, enrolment }) => ({ programmeVersionNumber: transfer.programmeVersionNumber, 'of the enrolment': enrolment.programmeVersionNumber }),
    wouldPass: () => 'another programmeVersionNumber of the programme'
  }),
  transferRule({
    id: 'enrolment.transfer-to-active-version',
    statement: 'The version that an enrolment is transferred to is active on the day of the transfer',
    field: 'programmeVersionNumber',
    basis: inferred('The pages ask this of the day to which a training plan moves the start'),
    needs: ['programmeVersion'],
    holds: ({ transferDate, programmeVersion }) => isActiveOn(programmeVersion, transferDate),
    compares: ({ transferDate, programmeVersion }) => ({
      transferDate, 'programme starts': programmeVersion.startDate, 'programme expires': programmeVersion.expiryDate
    }),
    wouldPass: ({ programmeVersion }) => `a transferDate from ${programmeVersion.startDate} to ${programmeVersion.expiryDate ?? 'any day'}`
  })
]

// What NZQA reports.

export interface CompletionFacts extends NamedEnrolment {
  completionDate: CivilDate
  today: CivilDate
}

export const completionRules: readonly Rule[] = [
  enrolmentExists,
  enrolmentIsOpen,
  ruleOver<CompletionFacts>()({
    id: 'completion.by-today',
    statement: 'A completion is reported once it has happened',
    field: 'completionDate',
    basis: inferred('NZQA reports what a learner has achieved'),
    enforcedBecause: 'a completion that is yet to come is none',
    holds: ({ completionDate, today }) => completionDate <= today,
    compares: ({ completionDate, today }) => ({ completionDate, today }),
    wouldPass: ({ today }) => `a completionDate up to ${today}`
  })
]
