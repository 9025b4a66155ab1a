import { inferred } from '../../../core/basis.ts'
import { statusIn, unused } from '../../../core/rule-kinds.ts'
import type { Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { workBasedPage } from '../../sources.ts'
import { unlikeOthers } from '../alike.ts'
import { fitsAPath } from '../plausible.ts'
import { openStatuses } from '../statuses.ts'
import { enrolmentRule, type NewEnrolmentFacts } from './new-enrolment.ts'

const agreementOfTheLearner = (place: string): Rule => enrolmentRule({
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
})

const notThereAlready = (place: string): Rule => enrolmentRule({
  id: 'enrolment.not-there-already',
  statement: 'An enrolment must differ from every open one under its agreement in its programme version or its enrolment date',
  field: `${place}enrolmentLocalId`,
  basis: inferred('No page says so; a second one under another id is what a retry makes'),
  holds: ({ sameEnrolment }) => sameEnrolment === undefined,
  compares: ({ enrolment, sameEnrolment }) => ({
    'the same enrolment': sameEnrolment,
    programmeLocalId: enrolment.programmeLocalId,
    programmeVersionNumber: enrolment.programmeVersionNumber,
    enrolmentDate: enrolment.enrolmentDate
  }),
  refusal: ({ enrolment, sameEnrolment }) => `The learner is already enrolled in ${enrolment.programmeLocalId} version ` +
    `${enrolment.programmeVersionNumber} since ${enrolment.enrolmentDate} (enrolmentLocalId ${quoted(sameEnrolment!)}).`,
  wouldPass: () => 'Delete one of the two, if they are the same.'
})

/** Its id, and the learner and the agreement that it is of. */
export const whoseRules = (place: string): readonly Rule[] => [
  unused<NewEnrolmentFacts>({
    id: 'enrolment.local-id-unused',
    statement: 'enrolmentLocalId must never be used again, unless its enrolment was deleted',
    field: `${place}enrolmentLocalId`,
    basis: workBasedPage('get-enrolment'),
    noun: 'enrolment',
    value: ({ enrolment }) => enrolment.enrolmentLocalId,
    usedBy: ({ localIdIsUsed }) => localIdIsUsed
  }),

  agreementOfTheLearner(place),

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
  }),

  notThereAlready(place),

  unlikeOthers<NewEnrolmentFacts>({
    id: 'enrolment.local-id-unlike-others', field: `${place}enrolmentLocalId`, value: ({ enrolment }) => enrolment.enrolmentLocalId
  }),

  fitsAPath<NewEnrolmentFacts>({
    id: 'enrolment.local-id-fits-a-path', field: `${place}enrolmentLocalId`, value: ({ enrolment }) => enrolment.enrolmentLocalId
  })
]
