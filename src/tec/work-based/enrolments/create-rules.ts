import { inferred } from '../../../core/basis.ts'
import { latest, type CivilDate } from '../../../core/civil-date.ts'
import { onOrAfter, sameAs, statusIn, unused, type Range } from '../../../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { vendorEnrolmentGuide, workBasedPage } from '../../sources.ts'
import { codeOfMember } from '../codes.ts'
import { learnerExistsIn } from '../learners/rules.ts'
import { activeDays, isActiveOn, programmeVersionExistsIn } from '../programmes/rules.ts'
import { apprenticeship, openStatuses } from '../statuses.ts'
import { agreementExistsIn, type Agreement } from '../training-agreements/rules.ts'
import { assessmentAndVerification, fittingMode, modeFits } from './modes.ts'
import type { CreateEnrolmentRequest } from './schemas.ts'

/** What holds of a new enrolment. `place` is where the request has it: `subEnrolments[0].`, or none where it is the whole request. */

const getPage = workBasedPage('get-enrolment')

export interface NewEnrolmentFacts {
  enrolment: Omit<CreateEnrolmentRequest, 'trainingAgreementLocalId'>
  trainingAgreementLocalId: string
  /** Whether an enrolment that is not deleted has the local id. */
  localIdIsUsed: boolean
  agreement: Agreement | undefined
  programmeVersion: { studyTypeCode: string, modeOfDeliveryCode: number, startDate: CivilDate, expiryDate: CivilDate | null } | undefined
  /** The enrolment above a sub-enrolment. */
  overarching?: { modeOfDeliveryCode: number }
  /** When the latest training plan of the agreement was signed. */
  trainingPlanSignedDate: CivilDate | null
}

const enrolmentRule = ruleOver<NewEnrolmentFacts>()

/** Its id, and the learner and the agreement that it is of. */
const whoseRules = (place: string): readonly Rule[] => [
  unused<NewEnrolmentFacts>({
    id: 'enrolment.local-id-unused',
    statement: 'enrolmentLocalId must never be used again, unless its enrolment was deleted',
    field: `${place}enrolmentLocalId`,
    basis: getPage,
    noun: 'enrolment',
    value: ({ enrolment }) => enrolment.enrolmentLocalId,
    usedBy: ({ localIdIsUsed }) => localIdIsUsed
  }),

  enrolmentRule({
    id: 'enrolment.agreement-of-the-learner',
    statement: 'An enrolment must be under a training agreement of the same learner',
    field: `${place}trainingAgreementLocalId`,
    basis: inferred('The pages of the training plan and the transfer say it of theirs'),
    enforcedBecause: 'one learner\'s agreement has no bearing on another\'s training',
    needs: ['agreement'],
    holds: ({ enrolment, agreement }) => agreement.learnerLocalId === enrolment.learnerLocalId,
    compares: ({ enrolment, agreement }) =>
      ({ learnerLocalId: enrolment.learnerLocalId, 'learner of the agreement': agreement.learnerLocalId }),
    refusal: ({ enrolment, trainingAgreementLocalId, agreement }) => `Training agreement ${quoted(trainingAgreementLocalId)} is ` +
      `of learner ${quoted(agreement.learnerLocalId)}, not of learner ${quoted(enrolment.learnerLocalId)}.`,
    wouldPass: ({ enrolment, agreement }) =>
      `Use learnerLocalId ${quoted(agreement.learnerLocalId)}, or a training agreement of learner ${quoted(enrolment.learnerLocalId)}.`
  }),

  statusIn<NewEnrolmentFacts>({
    id: 'enrolment.agreement-not-finished',
    statement: 'An enrolment must be under a training agreement that is not Finished',
    field: `${place}trainingAgreementLocalId`,
    basis: inferred('The page of the transfer says it of the agreement that it names'),
    enforcedBecause: 'an open enrolment under an agreement that is over has no status that it could have',
    noun: 'training agreement',
    key: ({ trainingAgreementLocalId }) => trainingAgreementLocalId,
    status: ({ agreement }) => agreement?.status,
    allowed: openStatuses
  })
]

/** Its codes. */
const codeRules = (place: string): readonly Rule[] => [
  codeOfMember<NewEnrolmentFacts>('fundingSourceTypeCode', {
    id: 'enrolment.funding-source-type-code', place, value: ({ enrolment }) => enrolment.fundingSourceTypeCode
  }),

  codeOfMember<NewEnrolmentFacts>('modeOfDeliveryCode', {
    id: 'enrolment.mode-of-delivery-code',
    place,
    value: ({ enrolment }) => enrolment.modeOfDeliveryCode,
    fits: (facts, code) => modeFits(facts, Number(code))
  })
]

/** What its codes and those of its programme have to do with each other. */
const programmeRules = (place: string): readonly Rule[] => [
  enrolmentRule({
    id: 'enrolment.assessment-mode-matches-programme',
    statement: 'An enrolment for Assessment and Verification must be in a programme for it',
    field: `${place}modeOfDeliveryCode`,
    basis: getPage,
    needs: ['programmeVersion'],
    holds: ({ enrolment, programmeVersion }) =>
      enrolment.modeOfDeliveryCode !== assessmentAndVerification || programmeVersion.modeOfDeliveryCode === assessmentAndVerification,
    compares: ({ enrolment, programmeVersion }) => ({
      modeOfDeliveryCode: enrolment.modeOfDeliveryCode, 'mode of the programme': programmeVersion.modeOfDeliveryCode
    }),
    refusal: ({ enrolment, programmeVersion }) =>
      `${place}modeOfDeliveryCode 26 (Assessment and Verification) needs a programme with that mode; ` +
      `${enrolment.programmeLocalId} version ${enrolment.programmeVersionNumber} has ${programmeVersion.modeOfDeliveryCode}.`,
    wouldPass: (facts) => {
      const mode = fittingMode(facts)
      return mode === undefined
        ? 'Use a programme with mode 26, or one mode throughout that goes with each of the programmes.'
        : `Use modeOfDeliveryCode ${mode}${facts.overarching ? '' : ', or a programme with mode 26'}.`
    },
    proposal: fittingMode
  }),

  sameAs<NewEnrolmentFacts>({
    id: 'enrolment.study-type-matches-programme',
    field: `${place}studyTypeCode`,
    basis: vendorEnrolmentGuide,
    value: ({ enrolment }) => enrolment.studyTypeCode ?? null,
    other: ({ programmeVersion }) => programmeVersion?.studyTypeCode,
    called: 'the study type of the programme',
    remedy: ({ programmeVersion }) => `Use studyTypeCode ${quoted(programmeVersion!.studyTypeCode)}, or leave it out.`
  })
]

/** When the latest training plan was signed, if participation must wait for it; undefined while that is not known. */
function planToWaitFor ({ programmeVersion, trainingPlanSignedDate }: NewEnrolmentFacts): CivilDate | null | undefined {
  if (programmeVersion === undefined || trainingPlanSignedDate === null) return undefined
  return programmeVersion.studyTypeCode === apprenticeship ? trainingPlanSignedDate : null
}

/** The days on which participation can start. */
const startWindow = (facts: NewEnrolmentFacts): Range<CivilDate> => ({
  from: latest(facts.enrolment.enrolmentDate, planToWaitFor(facts), facts.programmeVersion?.startDate),
  to: facts.programmeVersion?.expiryDate
})

/** When participation starts. */
const startRules = (place: string): readonly Rule[] => {
  const participationStartDate = {
    field: `${place}participationStartDate`,
    value: ({ enrolment }: NewEnrolmentFacts) => enrolment.participationStartDate,
    window: startWindow
  }
  return [
    onOrAfter({
      id: 'enrolment.starts-on-or-after-enrolment-date',
      basis: getPage,
      ...participationStartDate,
      limit: ({ enrolment }) => enrolment.enrolmentDate,
      called: 'the enrolment date'
    }),

    onOrAfter({
      id: 'enrolment.starts-on-or-after-plan-signed',
      statement: 'participationStartDate of an apprenticeship must be on or after the day the training plan was signed',
      basis: inferred('The page names a further rule for apprenticeships and is cut off there; this is the likeliest'),
      ...participationStartDate,
      limit: planToWaitFor,
      called: 'the day the training plan was signed'
    })
  ]
}

const programmeIsActive = (place: string): Rule => enrolmentRule({
  id: 'enrolment.programme-active-at-start',
  statement: 'A programme must be active on the day on which participation starts',
  field: `${place}programmeLocalId`,
  basis: inferred('The pages ask this of the day to which a training plan moves the start'),
  needs: ['programmeVersion'],
  holds: ({ enrolment, programmeVersion }) => isActiveOn(programmeVersion, enrolment.participationStartDate),
  compares: ({ enrolment, programmeVersion }) => ({
    participationStartDate: enrolment.participationStartDate,
    'programme starts': programmeVersion.startDate,
    'programme expires': programmeVersion.expiryDate
  }),
  refusal: ({ enrolment, programmeVersion }) => `${enrolment.programmeLocalId} version ${enrolment.programmeVersionNumber} is active ` +
    `${activeDays(programmeVersion)}, and participation starts on ${enrolment.participationStartDate}.`,
  wouldPass: () => 'Use a programme that is active then, or another participationStartDate.'
})

export const newEnrolmentRules = (place: string): readonly Rule[] => [
  learnerExistsIn(place),
  agreementExistsIn(place),
  programmeVersionExistsIn(place),
  ...whoseRules(place),
  ...codeRules(place),
  ...programmeRules(place),
  ...startRules(place),
  programmeIsActive(place)
]

export const createEnrolmentRules: readonly Rule[] = newEnrolmentRules('')
