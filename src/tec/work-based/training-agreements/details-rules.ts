import { inferred } from '../../../core/basis.ts'
import { earliest, monthsBefore, type CivilDate } from '../../../core/civil-date.ts'
import { notInFuture, onOrAfter, required, type Range } from '../../../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { vendorWebinar } from '../../sources.ts'
import { codeOfMember } from '../codes.ts'
import { notFarOff } from '../plausible.ts'
import type { AgreementDetails } from './schemas.ts'

/**
 * What holds of what is agreed, whether an agreement is created, changed or taken over. `place` is the member that has it:
 * `trainingAgreement.`, or none where the request is nothing else.
 */

export interface DetailsFacts {
  details: AgreementDetails | undefined
  /** Whose the agreement is. */
  learner?: { dateOfBirth: CivilDate } | undefined
  today: CivilDate
}

type Window<Facts> = (facts: Facts) => Range<CivilDate>

export const signedNotInFuture = <Facts extends DetailsFacts>(place: string, window?: Window<Facts>): Rule => notInFuture<Facts>({
  id: 'agreement.signed-not-in-future',
  field: `${place}trainingAgreementSignedDate`,
  basis: vendorWebinar,
  value: ({ details }) => details?.trainingAgreementSignedDate,
  // An end before the day of signing is the next that would be complained of.
  window: facts => {
    const { from, to } = window?.(facts) ?? {}
    return { from, to: earliest(to, facts.details?.trainingAgreementEndDate) }
  }
})

export const endsOnOrAfterSigned = (place: string): Rule => onOrAfter<DetailsFacts>({
  id: 'agreement.ends-on-or-after-signed',
  field: `${place}trainingAgreementEndDate`,
  basis: inferred('What ends before it begins is a slip of the pen'),
  value: ({ details }) => details === undefined ? undefined : details.trainingAgreementEndDate ?? null,
  limit: ({ details }) => details?.trainingAgreementSignedDate,
  called: 'the day the training agreement was signed'
})

const regionIsKnown = (place: string): Rule => codeOfMember<DetailsFacts>('employmentRegionCode', {
  id: 'agreement.employment-region-code', place, value: ({ details }) => details?.employmentRegionCode
})

const employmentTypeIsGiven = (place: string): Rule => required<DetailsFacts>({
  id: 'agreement.employment-type-given',
  field: `${place}employmentTypeCode`,
  basis: vendorWebinar,
  warnsBecause: 'the vendor does not say with which request, and the member\'s name is not public',
  value: ({ details }) => details?.employmentTypeCode,
  partOf: ({ details }) => details,
  when: 'by the time of enrolment'
})

const signedDateIsGiven = (place: string): Rule => required<DetailsFacts>({
  id: 'agreement.signed-date-given',
  field: `${place}trainingAgreementSignedDate`,
  basis: inferred('The rules of other pages compare the day; the page of this one is cut off before the member, so its name is a guess'),
  value: ({ details }) => details?.trainingAgreementSignedDate,
  partOf: ({ details }) => details,
  remedy: `Send ${place}trainingAgreementSignedDate; without it, nothing is compared with the day.`
})

const businessNumberForm = (place: string): Rule => ruleOver<DetailsFacts>()({
  id: 'agreement.employer-nzbn-form',
  statement: 'employerNzbn must be thirteen digits from 94 on, where it is given',
  field: `${place}employerNzbn`,
  basis: inferred('The page says that it is a New Zealand Business Number, which is a GS1 number of that form, and gives no length'),
  holds: ({ details }) => details?.employerNzbn === undefined || /^94\d{11}$/.test(details.employerNzbn),
  compares: ({ details }) => ({ [`${place}employerNzbn`]: details?.employerNzbn }),
  refusal: ({ details }) => `${place}employerNzbn ${quoted(details!.employerNzbn!)} is not thirteen digits that begin with 94.`,
  wouldPass: () => 'Use the number of the employer in the register of businesses, such as "9429000000017".'
})

/** Years. */
const youngest = 5
const oldEnough = ({ dateOfBirth }: { dateOfBirth: CivilDate }): CivilDate => monthsBefore(dateOfBirth, youngest * -12)

/** What is hardly meant of the days on which an agreement is signed and ends. */
export const plausibleDays = (place: string): readonly Rule[] => [
  onOrAfter<DetailsFacts>({
    id: 'agreement.signed-on-or-after-birth',
    field: `${place}trainingAgreementSignedDate`,
    basis: inferred('Nobody signs before being born'),
    value: ({ details }) => details?.trainingAgreementSignedDate,
    limit: ({ learner }) => learner?.dateOfBirth,
    called: 'the learner\'s date of birth',
    window: ({ today }) => ({ to: today })
  }),
  ruleOver<DetailsFacts>()({
    id: 'agreement.signed-old-enough',
    statement: `A learner must be at least ${youngest} years old when the training agreement is signed`,
    field: `${place}trainingAgreementSignedDate`,
    basis: inferred('A vendor of the return holds learners to that age; nobody works earlier'),
    // Of a day before birth, another rule tells.
    holds: ({ details, learner }) => !details?.trainingAgreementSignedDate || !learner ||
      details.trainingAgreementSignedDate < learner.dateOfBirth || details.trainingAgreementSignedDate >= oldEnough(learner),
    compares: ({ details, learner }) =>
      ({ trainingAgreementSignedDate: details?.trainingAgreementSignedDate, 'date of birth': learner?.dateOfBirth }),
    refusal: ({ details, learner }) => `On ${place}trainingAgreementSignedDate ${details!.trainingAgreementSignedDate} the learner, ` +
      `born on ${learner!.dateOfBirth}, was younger than ${youngest}.`,
    wouldPass: ({ learner }) => `A ${place}trainingAgreementSignedDate from ${oldEnough(learner!)} on passes; or check the date of birth.`,
    atBoundary: ({ details, learner }) => learner !== undefined && details?.trainingAgreementSignedDate === oldEnough(learner)
  }),
  notFarOff<DetailsFacts>({
    id: 'agreement.signed-plausible',
    field: `${place}trainingAgreementSignedDate`,
    value: ({ details }) => details?.trainingAgreementSignedDate
  }),
  notFarOff<DetailsFacts>({
    id: 'agreement.end-plausible',
    field: `${place}trainingAgreementEndDate`,
    value: ({ details }) => details?.trainingAgreementEndDate,
    ahead: 30
  })
]

export const detailsRules = (place: string): readonly Rule[] => [
  signedDateIsGiven(place),
  signedNotInFuture(place),
  endsOnOrAfterSigned(place),
  regionIsKnown(place),
  employmentTypeIsGiven(place),
  businessNumberForm(place),
  ...plausibleDays(place)
]
