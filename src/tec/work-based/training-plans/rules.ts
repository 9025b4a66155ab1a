import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { exists, onOrAfter, onOrBefore, passes, proposed, statusIn, unused } from '../../../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { workBasedPage } from '../../sources.ts'
import { activeDays, isActiveOn } from '../programmes/rules.ts'
import { apprenticeship, openForAPlan } from '../statuses.ts'
import { ofTheTeo } from '../teo.ts'
import { agreementExists, hasAnEnrolment, type NamedAgreement } from '../training-agreements/rules.ts'
import { signable, type PlannedEnrolment } from './signable.ts'

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

export interface SigningFacts extends NamedAgreement {
  trainingPlanLocalId: string
  trainingPlanSignedDate: CivilDate
  /** All enrolments of the agreement. */
  enrolments: readonly PlannedEnrolment[]
  /** Those that are Pending, in Hold or in Grace and whose participation starts before the signed date. */
  moved: readonly PlannedEnrolment[]
  /** Another plan of the learner that was signed on the day. */
  planOfThatDay: string | undefined
  /** The days on which other plans of the learner were signed; read where a proposal needs them. */
  daysSigned?: readonly CivilDate[] | undefined
  /** The day of the plan's first visit, where the plan is there already. */
  firstVisitDate?: CivilDate | null
}

const signingRule = ruleOver<SigningFacts>()

const daysOf = (it: PlannedEnrolment) => ({ startDate: it.programmeStartDate, expiryDate: it.programmeExpiryDate })

const notActiveThen = ({ moved, trainingPlanSignedDate }: SigningFacts): string[] => moved
  .filter(it => !isActiveOn(daysOf(it), trainingPlanSignedDate))
  .map(it => `${it.enrolmentLocalId} in ${it.programmeLocalId} (active ${activeDays(daysOf(it))})`)

const signedDate = {
  field: 'trainingPlanSignedDate',
  value: ({ trainingPlanSignedDate }: SigningFacts) => trainingPlanSignedDate,
  window: signable
}

const anotherDay = {
  wouldPass: (facts: SigningFacts) => passes('trainingPlanSignedDate', signable(facts), 'to'),
  proposal: (facts: SigningFacts) => proposed(signable(facts), 'to') ?? proposed(signable(facts), 'from')
}

/** What holds of a signed date, whether a plan is made or moved. */
const signingRules: readonly Rule[] = [
  onOrAfter({
    id: 'plan.signed-on-or-after-agreement-signed',
    basis: updatePage,
    ...signedDate,
    limit: ({ agreement }) => agreement?.trainingAgreementSignedDate,
    called: 'the day the training agreement was signed'
  }),

  signingRule({
    id: 'plan.programmes-active-on-signed-date',
    statement: 'The programme of every Pending, Hold or Grace enrolment, over-arching and sub-enrolments alike, ' +
      'that starts before the plan is signed must be active on that day',
    field: 'trainingPlanSignedDate',
    basis: updatePage,
    holds: (facts) => notActiveThen(facts).length === 0,
    compares: (facts) => ({ trainingPlanSignedDate: facts.trainingPlanSignedDate, 'not active then': notActiveThen(facts) }),
    refusal: (facts) => `On trainingPlanSignedDate ${facts.trainingPlanSignedDate} the programmes of these enrolments are not active: ` +
      `${notActiveThen(facts).join(', ')}.`,
    ...anotherDay
  }),

  signingRule({
    id: 'plan.unique-by-learner-and-signed-date',
    statement: 'A learner must have no more than one training plan signed on a day',
    field: 'trainingPlanSignedDate',
    basis: updatePage,
    holds: ({ planOfThatDay }) => planOfThatDay === undefined,
    compares: ({ planOfThatDay, trainingPlanSignedDate }) => ({ trainingPlanSignedDate, 'plan of that day': planOfThatDay }),
    refusal: ({ planOfThatDay, trainingPlanSignedDate }) => 'The learner already has a training plan ' +
      `that was signed on ${trainingPlanSignedDate} (trainingPlanLocalId ${quoted(planOfThatDay!)}).`,
    ...anotherDay
  })
]

export interface NewPlanFacts extends SigningFacts {
  localIdIsUsed: boolean
}

const notApprenticeships = ({ enrolments }: SigningFacts): string[] =>
  enrolments.filter(it => it.studyTypeCode !== apprenticeship).map(it => `${it.enrolmentLocalId} (${it.studyTypeCode})`)

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

  statusIn<NewPlanFacts>({
    id: 'plan.agreement-pending-hold-or-grace',
    statement: 'A training plan must be made for a training agreement that is Pending, in Hold or in Grace',
    field: 'trainingAgreementLocalId',
    basis: updatePage,
    noun: 'training agreement',
    key: ({ trainingAgreementLocalId }) => trainingAgreementLocalId,
    status: ({ agreement }) => agreement?.status,
    allowed: openForAPlan
  }),

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

  ...signingRules
]

export const updatePlanRules: readonly Rule[] = [
  planExists,

  ...signingRules,

  onOrBefore({
    id: 'plan.signed-on-or-before-visits',
    basis: inferred('A visit is on or after the signed date when it is recorded; that it stays so is not said'),
    ...signedDate,
    limit: ({ firstVisitDate }) => firstVisitDate ?? undefined,
    called: 'the day of its first visit'
  })
]
