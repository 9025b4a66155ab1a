import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { workBasedPage } from '../../sources.ts'
import type { LearnerUpdate } from './schemas.ts'

export interface DetailsFacts {
  details: LearnerUpdate
  /** Undefined where there is no such learner. */
  dateOfBirth: CivilDate | undefined
  today: CivilDate
}

const updatePage = workBasedPage('update-a-learner')

/** A year of the learner's education is one that the learner has lived in. */
const inLife = (id: string, member: 'firstYearOfTertiaryEducation' | 'lastYearAtSecondarySchool'): Rule => {
  const yearOf = ({ details }: DetailsFacts) => details.educationHistory[member]
  const yearsOf = ({ dateOfBirth, today }: DetailsFacts) => [Number(dateOfBirth?.slice(0, 4)), Number(today.slice(0, 4))] as const
  return ruleOver<DetailsFacts>()({
    id,
    statement: `${member} must be after the year of birth, and no year to come`,
    field: `educationHistory.${member}`,
    basis: inferred('Nobody is at school, or in tertiary education, before being born; what is to come is not reported'),
    // Of 0, and of what is no year, other rules tell.
    holds: facts => yearOf(facts) === undefined || facts.dateOfBirth === undefined || yearOf(facts)! <= 1900 ||
      (yearOf(facts)! > yearsOf(facts)[0] && yearOf(facts)! <= yearsOf(facts)[1]),
    compares: facts => ({ [member]: yearOf(facts), 'date of birth': facts.dateOfBirth, today: facts.today }),
    refusal: facts => `educationHistory.${member} ${yearOf(facts)} is not between the year of birth (${yearsOf(facts)[0]}) ` +
      `and this year (${yearsOf(facts)[1]}).`,
    wouldPass: facts => `Send a year from ${yearsOf(facts)[0] + 1} to ${yearsOf(facts)[1]}, or leave ${member} out.`
  })
}

/** What a learner's details are held to by each other, and by the learner's life. It is told of and never refused. */
export const togetherRules: readonly Rule[] = [
  ruleOver<DetailsFacts>()({
    id: 'learner.citizenship-form',
    statement: 'countryOfCitizenship must be three capitals or digits',
    field: 'demographics.countryOfCitizenship',
    basis: updatePage,
    warnsBecause: 'the text of the page says three characters, and its schema takes up to four',
    holds: ({ details: { demographics } }) => /^(?:[A-Z]{3}|\d{3})$/.test(demographics.countryOfCitizenship),
    compares: ({ details: { demographics } }) => ({ countryOfCitizenship: demographics.countryOfCitizenship }),
    refusal: ({ details: { demographics } }) =>
      `demographics.countryOfCitizenship ${quoted(demographics.countryOfCitizenship)} is not three capitals or digits.`,
    wouldPass: () => 'Use a code such as "NZL" or "AUS".'
  }),

  ruleOver<DetailsFacts>()({
    id: 'learner.support-needs-of-disabled',
    statement: 'disabilitySupportNeeds must be those of a learner whose disabilityStatus is not 2, no',
    field: 'demographics.disabilitySupportNeeds',
    basis: inferred('Who has no disability has no needs that come of it'),
    holds: ({ details: { demographics } }) => demographics.disabilityStatus !== 2 || !demographics.disabilitySupportNeeds?.length,
    compares: ({ details: { demographics: { disabilityStatus, disabilitySupportNeeds } } }) => ({
      disabilitySupportNeeds: disabilitySupportNeeds?.map(String), disabilityStatus
    }),
    refusal: ({ details: { demographics } }) =>
      `demographics.disabilitySupportNeeds ${JSON.stringify(demographics.disabilitySupportNeeds)} is given, ` +
      'but demographics.disabilityStatus 2 says that the learner has no disability.',
    wouldPass: () => 'Leave disabilitySupportNeeds out, or send disabilityStatus 1.'
  }),

  ruleOver<DetailsFacts>()({
    id: 'learner.support-needs-form',
    statement: 'Each of disabilitySupportNeeds must be a code, and not 0',
    field: 'demographics.disabilitySupportNeeds',
    basis: inferred('The table is not public; 0 is what programs send for none'),
    holds: ({ details: { demographics } }) => (demographics.disabilitySupportNeeds ?? []).every(code => code !== 0),
    compares: ({ details: { demographics } }) => ({ disabilitySupportNeeds: demographics.disabilitySupportNeeds?.map(String) }),
    refusal: ({ details: { demographics } }) =>
      `demographics.disabilitySupportNeeds ${JSON.stringify(demographics.disabilitySupportNeeds)} contains 0, which is not a code.`,
    wouldPass: () => 'Send codes from 1 on, or leave disabilitySupportNeeds out.'
  }),

  ruleOver<DetailsFacts>()({
    id: 'learner.residential-status-code',
    statement: 'residentialStatus must be Y or N',
    field: 'demographics.residentialStatus',
    basis: inferred('The table of this API was not seen; that of the return has Y for a permanent resident and N for all others'),
    holds: ({ details: { demographics: { residentialStatus: it } } }) => it === undefined || it === 'Y' || it === 'N',
    compares: ({ details: { demographics } }) => ({ residentialStatus: demographics.residentialStatus, allowed: ['Y', 'N'] }),
    refusal: ({ details: { demographics } }) =>
      `demographics.residentialStatus ${quoted(demographics.residentialStatus!)} is not a code of the return's table.`,
    wouldPass: () => 'Use Y (permanent resident of New Zealand) or N (all others, citizens included).'
  }),

  inLife('learner.first-tertiary-year-in-life', 'firstYearOfTertiaryEducation'),
  inLife('learner.last-school-year-in-life', 'lastYearAtSecondarySchool')
]
