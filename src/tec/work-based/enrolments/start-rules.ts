import { inferred } from '../../../core/basis.ts'
import { latest, type CivilDate } from '../../../core/civil-date.ts'
import { onOrAfter, type Range } from '../../../core/rule-kinds.ts'
import { refusingWhere, type Rule } from '../../../core/rule.ts'
import { workBasedPage } from '../../sources.ts'
import { notFarOff } from '../plausible.ts'
import { activeDays, isActiveOn } from '../programmes/rules.ts'
import { apprenticeship } from '../statuses.ts'
import { enrolmentRule, type NewEnrolmentFacts } from './new-enrolment.ts'

const lastPathwayDay = '2025-12-31'

/** Pathway to work lived from 2023 to 2025. */
export const pathwayRule = (place: string): Rule => refusingWhere<NewEnrolmentFacts>(enrolmentRule({
  id: 'enrolment.pathway-while-it-lasted',
  statement: 'Participation with mode of delivery 25 must start by the end of 2025',
  field: `${place}modeOfDeliveryCode`,
  basis: inferred('TEC\'s page about funding says that the mode ended with 2025; the page of the API lists it all the same'),
  holds: ({ enrolment }) => enrolment.modeOfDeliveryCode !== 25 || enrolment.participationStartDate <= lastPathwayDay,
  compares: ({ enrolment }) => ({
    modeOfDeliveryCode: enrolment.modeOfDeliveryCode, participationStartDate: enrolment.participationStartDate, 'last day': lastPathwayDay
  }),
  refusal: ({ enrolment }) => `${place}modeOfDeliveryCode 25 (pathway to work) ended with ${lastPathwayDay}, ` +
    `and participation starts on ${enrolment.participationStartDate}.`,
  wouldPass: () => 'Use modeOfDeliveryCode 24.',
  atBoundary: ({ enrolment }) => enrolment.modeOfDeliveryCode === 25 && enrolment.participationStartDate === lastPathwayDay,
  proposal: () => 24
}), ({ refusesPathway }) => refusesPathway)

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
export const startRules = (place: string): readonly Rule[] => {
  const participationStartDate = {
    field: `${place}participationStartDate`,
    value: ({ enrolment }: NewEnrolmentFacts) => enrolment.participationStartDate,
    window: startWindow
  }
  return [
    onOrAfter({
      id: 'enrolment.starts-on-or-after-enrolment-date',
      basis: workBasedPage('get-enrolment'),
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
    }),

    onOrAfter<NewEnrolmentFacts>({
      id: 'enrolment.date-on-or-after-agreement-signed',
      field: `${place}enrolmentDate`,
      basis: inferred('An enrolment is made under an agreement that is there'),
      value: ({ enrolment }) => enrolment.enrolmentDate,
      limit: ({ agreement }) => agreement?.trainingAgreementSignedDate,
      called: 'the day the training agreement was signed'
    }),

    notFarOff<NewEnrolmentFacts>({
      id: 'enrolment.start-plausible',
      field: `${place}participationStartDate`,
      value: ({ enrolment }) => enrolment.participationStartDate
    })
  ]
}

export const programmeIsActive = (place: string): Rule => enrolmentRule({
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
