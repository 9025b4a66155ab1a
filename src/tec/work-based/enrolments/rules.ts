import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { vendorEnrolmentGuide, workBasedPage } from '../../sources.ts'
import { codeRule } from '../codes.ts'
import { learnerExists } from '../learners/rules.ts'
import { isActiveOn, programmeVersionExists } from '../programmes/rules.ts'
import { apprenticeship } from '../statuses.ts'
import { agreementExists, type Agreement } from '../training-agreements/rules.ts'
import type { CreateEnrolmentRequest } from './schemas.ts'

const getPage = workBasedPage('get-enrolment')
const assessmentAndVerification = 26

export const enrolmentExists = ruleOver<{ enrolmentLocalId: string, enrolment: object | undefined }>()({
  id: 'enrolment.exists',
  statement: 'An enrolment is one that this TEO has created',
  field: 'enrolmentLocalId',
  basis: inferred('The operation names the enrolment'),
  enforcedBecause: 'there is nothing to answer otherwise',
  failure: 'missing',
  holds: ({ enrolment }) => enrolment !== undefined,
  compares: ({ enrolmentLocalId }) => ({ enrolmentLocalId }),
  wouldPass: () => 'an enrolmentLocalId that was created under this EID'
})

export const getEnrolmentRules: readonly Rule[] = [enrolmentExists]

export interface NewEnrolmentFacts {
  enrolment: CreateEnrolmentRequest
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
