import { inferred } from '../../../core/basis.ts'
import { earliest, type CivilDate } from '../../../core/civil-date.ts'
import { notInFuture, onOrAfter, required, type Range } from '../../../core/rule-kinds.ts'
import type { Rule } from '../../../core/rule.ts'
import { vendorWebinar } from '../../sources.ts'
import { codeOfMember } from '../codes.ts'
import type { AgreementDetails } from './schemas.ts'

/**
 * What holds of what is agreed, whether an agreement is created, changed or taken over. `place` is the member that has it:
 * `trainingAgreement.`, or none where the request is nothing else.
 */

export interface DetailsFacts {
  details: AgreementDetails | undefined
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

export const detailsRules = (place: string): readonly Rule[] =>
  [signedNotInFuture(place), endsOnOrAfterSigned(place), regionIsKnown(place), employmentTypeIsGiven(place)]
