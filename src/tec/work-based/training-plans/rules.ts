import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { exists, onOrBefore, statusIn, unused } from '../../../core/rule-kinds.ts'
import type { Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { workBasedPage } from '../../sources.ts'
import { unlikeOthers, type AlikeFacts } from '../alike.ts'
import { fitsAPath } from '../plausible.ts'
import { apprenticeship, openForAPlan } from '../statuses.ts'
import { ofTheTeo } from '../teo.ts'
import { agreementExists, hasAnEnrolment } from '../training-agreements/rules.ts'
import { signedDate, signingRule, signingRules, type SigningFacts } from './signing-rules.ts'

const createPage = workBasedPage('create-training-plan')
const updatePage = workBasedPage('update-training-plan')

/** What the rules need to know of a plan that is there. */
export interface Plan {
  learnerLocalId: string
  trainingPlanSignedDate: CivilDate
  trainingPlanEndDate: CivilDate | null
}

export const planExists = exists<{ eid: number, trainingPlanLocalId: string, plan: object | undefined }>({
  id: 'plan.exists',
  field: 'trainingPlanLocalId',
  basis: inferred('The operation names the plan'),
  enforcedBecause: 'there is nothing to work on otherwise',
  noun: 'training plan',
  key: ({ trainingPlanLocalId }) => trainingPlanLocalId,
  found: ({ plan }) => plan,
  where: ofTheTeo
})

export const getPlanRules: readonly Rule[] = [planExists]

/** Asked of the agreement when a plan is made and, where the sandbox is told to, when it is updated. */
const agreementIsOpenForAPlan = statusIn<SigningFacts>({
  id: 'plan.agreement-pending-hold-or-grace',
  statement: 'A training plan must be made for a training agreement that is Pending, in Hold or in Grace',
  field: 'trainingAgreementLocalId',
  basis: updatePage,
  noun: 'training agreement',
  key: ({ trainingAgreementLocalId }) => trainingAgreementLocalId,
  status: ({ agreementStatus }) => agreementStatus,
  allowed: openForAPlan,
  remedy: ({ agreementStatus }) => agreementStatus === 'Active'
    ? 'Sign the plan before participation starts, or place the agreement on hold, make the plan, and restart it.'
    : 'Use another training agreement; nothing can be done with one that is over.'
})

export interface NewPlanFacts extends SigningFacts, AlikeFacts {
  localIdIsUsed: boolean
}

const notApprenticeships = ({ planned }: SigningFacts): string[] =>
  planned.filter(it => it.studyTypeCode !== apprenticeship).map(it => `${it.enrolmentLocalId} (${it.studyTypeCode})`)

export const createPlanRules: readonly Rule[] = [
  agreementExists,

  unused<NewPlanFacts>({
    id: 'plan.local-id-unused',
    field: 'trainingPlanLocalId',
    basis: createPage,
    noun: 'training plan',
    within: 'within the TEO',
    value: ({ trainingPlanLocalId }) => trainingPlanLocalId,
    usedBy: ({ localIdIsUsed }) => localIdIsUsed
  }),

  agreementIsOpenForAPlan,

  signingRule({
    id: 'plan.enrolments-are-apprenticeships',
    statement: 'The enrolments of a training plan\'s agreement must be New Zealand Apprenticeships',
    field: 'trainingAgreementLocalId',
    basis: updatePage,
    holds: (facts) => notApprenticeships(facts).length === 0,
    compares: (facts) => ({ 'enrolments that are not': notApprenticeships(facts) }),
    refusal: (facts) => `Training agreement ${quoted(facts.trainingAgreementLocalId)} has enrolments ` +
      `that are not New Zealand Apprenticeships: ${notApprenticeships(facts).join(', ')}.`,
    wouldPass: () => 'Use a training agreement whose enrolments all have studyTypeCode NZA.'
  }),

  hasAnEnrolment,

  unlikeOthers<NewPlanFacts>({ id: 'plan.local-id-unlike-others', field: 'trainingPlanLocalId', value: it => it.trainingPlanLocalId }),

  fitsAPath<NewPlanFacts>({ id: 'plan.local-id-fits-a-path', field: 'trainingPlanLocalId', value: it => it.trainingPlanLocalId }),

  ...signingRules
]

export const updatePlanRules: readonly Rule[] = [
  planExists,

  agreementIsOpenForAPlan,

  ...signingRules,

  onOrBefore({
    id: 'plan.signed-on-or-before-visits',
    basis: inferred('A visit is on or after the signed date when it is recorded; that it stays so is not said'),
    ...signedDate,
    limit: ({ firstVisitDate }) => firstVisitDate ?? undefined,
    called: 'the day of its first visit'
  }),

  onOrBefore({
    id: 'plan.signed-on-or-before-end',
    basis: inferred('What is signed after it ended never was'),
    ...signedDate,
    limit: ({ planEndDate }) => planEndDate ?? undefined,
    called: 'the day the training plan ended'
  })
]
