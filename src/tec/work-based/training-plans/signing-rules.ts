import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { notInFuture, onOrAfter, passes, proposed } from '../../../core/rule-kinds.ts'
import { refusingWhere, ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { workBasedPage } from '../../sources.ts'
import { notFarOff } from '../plausible.ts'
import { activeDays, isActiveOn } from '../programmes/rules.ts'
import type { AgreementStatus } from '../statuses.ts'
import type { NamedAgreement } from '../training-agreements/rules.ts'
import { signable, type PlannedEnrolment } from './signable.ts'

const updatePage = workBasedPage('update-training-plan')

export interface SigningFacts extends NamedAgreement {
  trainingPlanLocalId: string
  trainingPlanSignedDate: CivilDate
  /** All enrolments of the agreement. */
  enrolments: readonly PlannedEnrolment[]
  /** Those that have to be apprenticeships, as the reading in force says. */
  planned: readonly PlannedEnrolment[]
  /** The status that the agreement is to be held to; undefined where the reading in force asks for none. */
  agreementStatus: AgreementStatus | undefined
  /** Whether a day to come is refused, by the reading in force. */
  refusesFuture: boolean
  today: CivilDate
  /** Those that are Pending, in Hold or in Grace and whose participation starts before the signed date. */
  moved: readonly PlannedEnrolment[]
  /** Another plan of the learner that was signed on the day. */
  planOfThatDay: string | undefined
  /** The days on which other plans of the learner were signed; read where a proposal needs them. */
  daysSigned?: readonly CivilDate[] | undefined
  /** The day of the plan's first visit, where the plan is there already. */
  firstVisitDate?: CivilDate | null
  /** The day on which it ended, if it has. */
  planEndDate?: CivilDate | null
}

export const signingRule = ruleOver<SigningFacts>()

const daysOf = (it: PlannedEnrolment) => ({ startDate: it.programmeStartDate, expiryDate: it.programmeExpiryDate })

const notActiveThen = ({ moved, trainingPlanSignedDate }: SigningFacts): string[] => moved
  .filter(it => !isActiveOn(daysOf(it), trainingPlanSignedDate))
  .map(it => `${it.enrolmentLocalId} in ${it.programmeLocalId} (active ${activeDays(daysOf(it))})`)

export const signedDate = {
  field: 'trainingPlanSignedDate',
  value: ({ trainingPlanSignedDate }: SigningFacts) => trainingPlanSignedDate,
  window: signable
}

const anotherDay = {
  wouldPass: (facts: SigningFacts) => passes('trainingPlanSignedDate', signable(facts), 'to'),
  proposal: (facts: SigningFacts) => proposed(signable(facts), 'to') ?? proposed(signable(facts), 'from')
}

/** What holds of a signed date, whether a plan is made or moved. */
export const signingRules: readonly Rule[] = [
  refusingWhere<SigningFacts>(notInFuture({
    id: 'plan.signed-by-today',
    basis: inferred('Every other page with a date says so; those of the plan do not'),
    ...signedDate
  }), ({ refusesFuture }) => refusesFuture),

  notFarOff<SigningFacts>({ id: 'plan.signed-plausible', field: 'trainingPlanSignedDate', value: it => it.trainingPlanSignedDate }),

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
