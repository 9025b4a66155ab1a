import { ruleOver, type Rule } from '../../../core/rule.ts'
import { coursePage } from '../../sources.ts'
import { mustExist } from '../must-exist.ts'
import type { NameOf } from '../names.ts'

/** `name` is what the request calls its id. */
export const templateExists = (name: string): Rule =>
  mustExist('course-template.exists', 'A course template', 'CourseTemplateID', 'A course is a date of a template', name)
export const courseDateExists = mustExist('course-date.exists', 'A course', 'CourseDateID', 'The path names it')
export const venueExists = mustExist('venue.exists', 'A venue', 'VenueID', 'The path names it')
export const trainerExists = mustExist('trainer.exists', 'A trainer', 'TrainerID', 'The path names it')

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
}

const courseRule = ruleOver<CourseDateFacts>()

/** What a course is held to, whoever writes it. */
export const courseDateRules = (nameOf: NameOf): readonly Rule[] => [...dateRules(nameOf), ...placesRules(nameOf), providerExists(nameOf)]

const dateRules = (nameOf: NameOf): readonly Rule[] => [
  courseRule({
    id: 'course-date.start-before-end',
    statement: 'A course starts before it ends',
    field: 'StartDate',
    basis: coursePage,
    holds: ({ course }) => course.startDate < course.endDate,
    compares: ({ course }) => ({ [nameOf('startDate')]: course.startDate, [nameOf('endDate')]: course.endDate }),
    wouldPass: ({ course }) => `a ${nameOf('startDate')} before ${course.endDate}`
  }),
  courseRule({
    id: 'course-date.end-after-advertised-start',
    statement: 'A course ends after it begins to be advertised',
    field: 'EndDate',
    basis: coursePage,
    holds: ({ course }) => course.advertisedStartDate === null || course.endDate > course.advertisedStartDate,
    compares: ({ course }) => ({ [nameOf('endDate')]: course.endDate, [nameOf('advertisedStartDate')]: course.advertisedStartDate }),
    wouldPass: ({ course }) => `an ${nameOf('endDate')} after ${course.advertisedStartDate}`
  }),
  courseRule({
    id: 'course-date.advertised-start-before-end',
    statement: 'A course begins to be advertised before that ends',
    field: 'AdvertisedStartDate',
    basis: coursePage,
    holds: ({ course: { advertisedStartDate: start, advertisedEndDate: end } }) => start === null || end === null || start < end,
    compares: ({ course }) =>
      ({ [nameOf('advertisedStartDate')]: course.advertisedStartDate, [nameOf('advertisedEndDate')]: course.advertisedEndDate }),
    wouldPass: ({ course }) => `an ${nameOf('advertisedStartDate')} before ${course.advertisedEndDate}`
  })
]

const placesRules = (nameOf: NameOf): readonly Rule[] => [
  courseRule({
    id: 'course-date.max-places-positive',
    statement: 'The most places are more than none',
    field: 'MaxPlaces',
    basis: coursePage,
    holds: ({ course }) => course.maxPlaces > 0,
    compares: ({ course }) => ({ [nameOf('maxPlaces')]: course.maxPlaces }),
    wouldPass: () => `${nameOf('maxPlaces')} from 1 on`
  }),
  courseRule({
    id: 'course-date.min-places-positive',
    statement: 'The fewest places are more than none',
    field: 'MinPlaces',
    basis: coursePage,
    holds: ({ course }) => course.minPlaces > 0,
    compares: ({ course }) => ({ [nameOf('minPlaces')]: course.minPlaces }),
    wouldPass: () => `${nameOf('minPlaces')} from 1 on`
  }),
  courseRule({
    id: 'course-date.min-within-max-places',
    statement: 'The fewest places are no more than the most',
    field: 'MinPlaces',
    basis: coursePage,
    holds: ({ course }) => course.minPlaces <= course.maxPlaces || course.maxPlaces <= 0,
    compares: ({ course }) => ({ [nameOf('minPlaces')]: course.minPlaces, [nameOf('maxPlaces')]: course.maxPlaces }),
    wouldPass: ({ course }) => `${nameOf('minPlaces')} up to ${course.maxPlaces}`
  })
]

const providerExists = (nameOf: NameOf): Rule => courseRule({
  id: 'course-date.company-is-training-provider',
  statement: 'The company of a course is an account that is a training provider',
  field: 'CompanyID',
  basis: coursePage,
  holds: ({ company }) => company?.isTrainingProvider === 1,
  compares: ({ course, company }) => ({
    [nameOf('companyId')]: course.companyId,
    'is a training provider': company === undefined ? 'no such account' : company.isTrainingProvider === 1
  }),
  wouldPass: () => 'the id of a training provider, such as 100 of the fixture'
})
