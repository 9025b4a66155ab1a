import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { workBasedPage } from '../../sources.ts'
import { isActiveOn } from '../programmes/rules.ts'
import { apprenticeship, openForAPlan } from '../statuses.ts'
import { agreementExists, type NamedAgreement } from '../training-agreements/rules.ts'

const createPage = workBasedPage('create-training-plan')
const updatePage = workBasedPage('update-training-plan')

/** What the rules need to know of a plan that is there. */
export interface Plan {
  learnerLocalId: string
  trainingPlanSignedDate: CivilDate
  trainingPlanEndDate: CivilDate | null
}

export const planExists = ruleOver<{ trainingPlanLocalId: string, plan: object | undefined }>()({
  id: 'plan.exists',
  statement: 'A training plan is one that this TEO has created',
  field: 'trainingPlanLocalId',
  basis: inferred('The operation names the plan'),
  enforcedBecause: 'there is nothing to work on otherwise',
  failure: 'missing',
  holds: ({ plan }) => plan !== undefined,
  compares: ({ trainingPlanLocalId }) => ({ trainingPlanLocalId }),
  wouldPass: () => 'a trainingPlanLocalId that was created under this EID'
})

export const getPlanRules: readonly Rule[] = [planExists]

/** An enrolment of the plan's agreement, with the days on which its programme is active. */
export interface PlannedEnrolment {
  enrolmentLocalId: string
  studyTypeCode: string
  programmeLocalId: string
  programmeStartDate: CivilDate
  programmeExpiryDate: CivilDate | null
}

export interface SigningFacts extends NamedAgreement {
  trainingPlanLocalId: string
  trainingPlanSignedDate: CivilDate
  /** All enrolments of the agreement. */
  enrolments: readonly PlannedEnrolment[]
  /** Those that are Pending, in Hold or in Grace and whose participation starts before the signed date. */
  moved: readonly PlannedEnrolment[]
  /** Another plan of the learner that was signed on the day. */
  planOfThatDay: string | undefined
}

const signingRule = ruleOver<SigningFacts>()

const notActiveOn = ({ moved, trainingPlanSignedDate }: SigningFacts): string[] => moved
  .filter(it => !isActiveOn({ startDate: it.programmeStartDate, expiryDate: it.programmeExpiryDate }, trainingPlanSignedDate))
  .map(it => `${it.enrolmentLocalId} in ${it.programmeLocalId} (${it.programmeStartDate} to ${it.programmeExpiryDate ?? 'open'})`)

/** What holds of a signed date, whether a plan is made or moved. */
const signingRules: readonly Rule[] = [
  signingRule({
    id: 'plan.signed-on-or-after-agreement-signed',
    statement: 'A training plan is signed on or after the day on which its training agreement was signed',
    field: 'trainingPlanSignedDate',
    basis: updatePage,
    needs: ['agreement'],
    holds: ({ trainingPlanSignedDate, agreement }) => trainingPlanSignedDate >= agreement.trainingAgreementSignedDate,
    compares: ({ trainingPlanSignedDate, agreement }) => ({
      trainingPlanSignedDate, trainingAgreementSignedDate: agreement.trainingAgreementSignedDate
    }),
    wouldPass: ({ agreement }) => `a trainingPlanSignedDate from ${agreement.trainingAgreementSignedDate} on`
  }),

  signingRule({
    id: 'plan.programmes-active-on-signed-date',
    statement: 'The programme of every Pending, Hold or Grace enrolment, over-arching and sub-enrolments alike, that starts before the plan is signed is active on that day',
    field: 'trainingPlanSignedDate',
    basis: updatePage,
    holds: (facts) => notActiveOn(facts).length === 0,
    compares: (facts) => ({ trainingPlanSignedDate: facts.trainingPlanSignedDate, 'not active then': notActiveOn(facts) }),
    wouldPass: ({ moved }) => `a trainingPlanSignedDate up to ${moved.map(it => it.programmeExpiryDate).filter(it => it !== null).sort()[0] ?? 'any day'}`
  }),

  signingRule({
    id: 'plan.unique-by-learner-and-signed-date',
    statement: 'A learner has one training plan signed on a day',
    field: 'trainingPlanSignedDate',
    basis: updatePage,
    holds: ({ planOfThatDay }) => planOfThatDay === undefined,
    compares: ({ planOfThatDay, trainingPlanSignedDate }) => ({ trainingPlanSignedDate, 'plan of that day': planOfThatDay }),
    wouldPass: () => 'another trainingPlanSignedDate'
  })
]

export interface NewPlanFacts extends SigningFacts {
  localIdIsUsed: boolean
}

const newPlanRule = ruleOver<NewPlanFacts>()

export const createPlanRules: readonly Rule[] = [
  agreementExists,

  newPlanRule({
    id: 'plan.local-id-unused',
    statement: 'A training plan local id is unique within the TEO',
    field: 'trainingPlanLocalId',
    basis: createPage,
    holds: ({ localIdIsUsed }) => !localIdIsUsed,
    compares: ({ trainingPlanLocalId }) => ({ trainingPlanLocalId }),
    wouldPass: () => 'a trainingPlanLocalId that this TEO has not used'
  }),

  newPlanRule({
    id: 'plan.agreement-pending-hold-or-grace',
    statement: 'A training plan is made for an agreement that is Pending, in Hold or in Grace',
    field: 'trainingAgreementLocalId',
    basis: updatePage,
    needs: ['agreement'],
    holds: ({ agreement }) => (openForAPlan as readonly string[]).includes(agreement.status),
    compares: ({ agreement }) => ({ status: agreement.status, allowed: openForAPlan }),
    wouldPass: () => `an agreement that is ${openForAPlan.join(', ')}`
  }),

  newPlanRule({
    id: 'plan.enrolments-are-apprenticeships',
    statement: 'The enrolments of a training plan\'s agreement are New Zealand Apprenticeships',
    field: 'trainingAgreementLocalId',
    basis: updatePage,
    holds: ({ enrolments }) => enrolments.every(it => it.studyTypeCode === apprenticeship),
    compares: ({ enrolments }) => ({
      'enrolments that are not': enrolments.filter(it => it.studyTypeCode !== apprenticeship).map(it => `${it.enrolmentLocalId} (${it.studyTypeCode})`)
    }),
    wouldPass: () => 'an agreement whose enrolments all have study type NZA'
  }),

  newPlanRule({
    id: 'agreement.has-an-enrolment',
    statement: 'A training agreement has a programme enrolment',
    field: 'trainingAgreementLocalId',
    basis: workBasedPage('create-training-agreement'),
    warnsBecause: 'an enrolment names its agreement and so comes after it; how soon is not said',
    needs: ['agreement'],
    holds: ({ enrolments }) => enrolments.length > 0,
    compares: ({ enrolments }) => ({ enrolments: enrolments.map(it => it.enrolmentLocalId) }),
    wouldPass: () => 'an enrolment under the agreement first'
  }),

  ...signingRules
]

export interface MovedPlanFacts extends SigningFacts {
  plan: Plan | undefined
  /** The day of the plan's first visit. */
  firstVisitDate: CivilDate | null
}

export const updatePlanRules: readonly Rule[] = [
  planExists,

  ...signingRules,

  ruleOver<MovedPlanFacts>()({
    id: 'plan.signed-on-or-before-visits',
    statement: 'A training plan is not moved past a visit that was recorded against it',
    field: 'trainingPlanSignedDate',
    basis: inferred('A visit is on or after the signed date when it is recorded; that it stays so is not said'),
    needs: ['firstVisitDate'],
    holds: ({ trainingPlanSignedDate, firstVisitDate }) => trainingPlanSignedDate <= firstVisitDate,
    compares: ({ trainingPlanSignedDate, firstVisitDate }) => ({ trainingPlanSignedDate, 'first visit': firstVisitDate }),
    wouldPass: ({ firstVisitDate }) => `a trainingPlanSignedDate up to ${firstVisitDate}`
  })
]
