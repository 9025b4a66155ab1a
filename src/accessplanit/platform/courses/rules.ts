import { earliest, latest } from '../../../core/civil-date.ts'
import { after, atLeast, atMost, before } from '../../../core/rule-kinds.ts'
import { refusingWhere, ruleOver, type Rule } from '../../../core/rule.ts'
import { quote } from '../../query/reader.ts'
import { coursePage } from '../../sources.ts'
import { whereBound } from '../binding.ts'
import { mustExist } from '../must-exist.ts'
import type { NameOf } from '../names.ts'

export const templateExists = (field: string): Rule =>
  mustExist('course-template.exists', 'course template', field, 'A course is a date of a template')
export const courseDateExists = mustExist('course-date.exists', 'course', 'CourseDateID', 'The path names it')
export const venueExists = mustExist('venue.exists', 'venue', 'VenueID', 'The path names it')
export const trainerExists = mustExist('trainer.exists', 'trainer', 'TrainerID', 'The path names it')

/** A course (date) as it would be after the request. */
export interface CourseDateFacts {
  course: {
    startDate: string
    endDate: string
    advertisedStartDate: string | null
    advertisedEndDate: string | null
    maxPlaces: number
    minPlaces: number
    companyId: string
  }
  /** The company of that id. */
  company: { isTrainingProvider: 0 | 1 } | undefined
  /** The id of one that is a training provider, where that of the course is none. */
  provider: string | undefined
  /** Whether two equal dates are taken for one day. */
  isOneDay: boolean
  /** Whether an end before the advertised start is refused. */
  isLiteral: boolean
}

/** What a course is held to, whoever writes it. */
export const courseDateRules = (nameOf: NameOf): readonly Rule[] =>
  [...[...dateRules(nameOf), ...placesRules(nameOf)].map(whereBound), providerExists(nameOf)]

const dateRules = (nameOf: NameOf): readonly Rule[] => [
  refusingWhere<CourseDateFacts>(before<CourseDateFacts>({
    id: 'course-date.start-before-end',
    field: nameOf('startDate'),
    basis: coursePage,
    value: ({ course }) => course.startDate,
    limit: ({ course }) => course.endDate,
    called: nameOf('endDate'),
    remedy: ({ course }) => `Choose a ${nameOf('startDate')} before ${course.endDate}, or a later ${nameOf('endDate')}.`
  }), ({ isOneDay }) => !isOneDay),
  refusingWhere<CourseDateFacts>(after<CourseDateFacts>({
    id: 'course-date.end-after-advertised-start',
    field: nameOf('endDate'),
    basis: coursePage,
    value: ({ course }) => course.endDate,
    limit: ({ course }) => course.advertisedStartDate,
    called: nameOf('advertisedStartDate'),
    // An end before the start is the next that would be refused.
    remedy: ({ course: { startDate, advertisedStartDate } }) =>
      `Choose an ${nameOf('endDate')} after ${latest(startDate, advertisedStartDate)}, or an earlier ${nameOf('advertisedStartDate')}.`
  }), ({ isLiteral }) => isLiteral),
  before<CourseDateFacts>({
    id: 'course-date.advertised-start-before-end',
    field: nameOf('advertisedStartDate'),
    basis: coursePage,
    value: ({ course }) => course.advertisedStartDate,
    limit: ({ course }) => course.advertisedEndDate,
    called: nameOf('advertisedEndDate'),
    remedy: ({ course: { endDate, advertisedEndDate } }) => `Choose an ${nameOf('advertisedStartDate')} ` +
      `before ${earliest(endDate, advertisedEndDate)}, or a later ${nameOf('advertisedEndDate')}.`
  })
]

/** What minimum there can be. A maximum that is wrong itself limits nothing. */
const placesFor = ({ course: { maxPlaces } }: CourseDateFacts): string =>
  maxPlaces === 1 ? 'Use 1.' : maxPlaces > 1 ? `Use 1 to ${maxPlaces}.` : 'Use 1 or more.'

const placesRules = (nameOf: NameOf): readonly Rule[] => [
  atLeast<CourseDateFacts>({
    id: 'course-date.max-places-positive',
    statement: `${nameOf('maxPlaces')} must be at least 1`,
    field: nameOf('maxPlaces'),
    basis: coursePage,
    value: ({ course }) => course.maxPlaces,
    limit: () => 1,
    called: 'the minimum',
    // A maximum below the minimum is the next that would be refused.
    window: ({ course: { minPlaces } }) => ({ from: minPlaces }),
    remedy: ({ course: { minPlaces } }) => `Use ${Math.max(1, minPlaces ?? 1)} or more.`
  }),
  atLeast<CourseDateFacts>({
    id: 'course-date.min-places-positive',
    statement: `${nameOf('minPlaces')} must be at least 1`,
    field: nameOf('minPlaces'),
    basis: coursePage,
    value: ({ course }) => course.minPlaces,
    limit: () => 1,
    called: 'the minimum',
    remedy: placesFor
  }),
  atMost<CourseDateFacts>({
    id: 'course-date.min-within-max-places',
    field: nameOf('minPlaces'),
    basis: coursePage,
    value: ({ course }) => course.minPlaces,
    // A maximum that is wrong itself limits nothing.
    limit: ({ course }) => course.maxPlaces > 0 ? course.maxPlaces : null,
    called: nameOf('maxPlaces'),
    window: () => ({ from: 1 }),
    remedy: placesFor
  })
]

const courseRule = ruleOver<CourseDateFacts>()

const providerExists = (nameOf: NameOf): Rule => refusingWhere<CourseDateFacts & { isBound: boolean }>(courseRule({
  id: 'course-date.company-is-training-provider',
  statement: `${nameOf('companyId')} must name an account that is a training provider`,
  field: nameOf('companyId'),
  basis: coursePage,
  holds: ({ company }) => company?.isTrainingProvider === 1,
  compares: ({ course, company }) => ({
    [nameOf('companyId')]: course.companyId,
    'is a training provider': company === undefined ? 'no such account' : company.isTrainingProvider === 1
  }),
  refusal: ({ course, company }) => company === undefined
    ? `${nameOf('companyId')} ${quote(String(course.companyId))} does not exist; it must be a training provider.`
    : `${nameOf('companyId')} ${quote(course.companyId)} is not a training provider.`,
  wouldPass: ({ provider }) => provider === undefined
    ? 'Create an account that is a training provider first.'
    : `Use the ${nameOf('companyId')} of a training provider, such as ${quote(provider)}.`
  // No course can be kept of an account that there is not.
}), ({ company, isBound }) => company === undefined || isBound)
