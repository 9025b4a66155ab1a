import { inferred } from '../../../core/basis.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { coursePage, delegatePage, waitingListPage } from '../../sources.ts'

/** A course (date) as it would be after the request. */
export interface CourseFacts {
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

const courseRule = ruleOver<CourseFacts>()

export const startsBeforeItEnds = courseRule({
  id: 'course-date.start-before-end',
  statement: 'A course starts before it ends',
  field: 'StartDate',
  basis: coursePage,
  holds: ({ course }) => course.startDate < course.endDate,
  compares: ({ course }) => ({ StartDate: course.startDate, EndDate: course.endDate }),
  wouldPass: ({ course }) => `a StartDate before ${course.endDate}`
})

export const endsAfterAdvertisedStart = courseRule({
  id: 'course-date.end-after-advertised-start',
  statement: 'A course ends after it begins to be advertised',
  field: 'EndDate',
  basis: coursePage,
  holds: ({ course }) => course.advertisedStartDate === null || course.endDate > course.advertisedStartDate,
  compares: ({ course }) => ({ EndDate: course.endDate, AdvertisedStartDate: course.advertisedStartDate }),
  wouldPass: ({ course }) => `an EndDate after ${course.advertisedStartDate}`
})

export const advertisedInOrder = courseRule({
  id: 'course-date.advertised-start-before-end',
  statement: 'A course begins to be advertised before that ends',
  field: 'AdvertisedStartDate',
  basis: coursePage,
  holds: ({ course }) => course.advertisedStartDate === null || course.advertisedEndDate === null || course.advertisedStartDate < course.advertisedEndDate,
  compares: ({ course }) => ({ AdvertisedStartDate: course.advertisedStartDate, AdvertisedEndDate: course.advertisedEndDate }),
  wouldPass: ({ course }) => `an AdvertisedStartDate before ${course.advertisedEndDate}`
})

export const maxPlacesPositive = courseRule({
  id: 'course-date.max-places-positive',
  statement: 'The most places are more than none',
  field: 'MaxPlaces',
  basis: coursePage,
  holds: ({ course }) => course.maxPlaces > 0,
  compares: ({ course }) => ({ MaxPlaces: course.maxPlaces }),
  wouldPass: () => 'MaxPlaces from 1 on'
})

export const minPlacesPositive = courseRule({
  id: 'course-date.min-places-positive',
  statement: 'The fewest places are more than none',
  field: 'MinPlaces',
  basis: coursePage,
  holds: ({ course }) => course.minPlaces > 0,
  compares: ({ course }) => ({ MinPlaces: course.minPlaces }),
  wouldPass: () => 'MinPlaces from 1 on'
})

export const minPlacesWithinMax = courseRule({
  id: 'course-date.min-within-max-places',
  statement: 'The fewest places are no more than the most',
  field: 'MinPlaces',
  basis: coursePage,
  holds: ({ course }) => course.minPlaces <= course.maxPlaces || course.maxPlaces <= 0,
  compares: ({ course }) => ({ MinPlaces: course.minPlaces, MaxPlaces: course.maxPlaces }),
  wouldPass: ({ course }) => `MinPlaces up to ${course.maxPlaces}`
})

export const providerExists = courseRule({
  id: 'course-date.company-is-training-provider',
  statement: 'The company of a course is an account that is a training provider',
  field: 'CompanyID',
  basis: coursePage,
  holds: ({ company }) => company?.isTrainingProvider === 1,
  compares: ({ course, company }) => ({ CompanyID: course.companyId, 'is a training provider': company === undefined ? 'no such account' : company.isTrainingProvider === 1 }),
  wouldPass: () => 'the id of a training provider, such as 100 of the fixture'
})

/** What a course is held to, whoever writes it. */
export const courseRules: readonly Rule[] = [
  startsBeforeItEnds, endsAfterAdvertisedStart, advertisedInOrder, maxPlacesPositive, minPlacesPositive, minPlacesWithinMax, providerExists
]

const existence = ruleOver<{ id: string, found: unknown }>()

/** The rule that what a path or a member names is there. */
export const isThere = (id: string, what: string, field: string, reason: string): Rule => existence({
  id,
  statement: `${what} that is named exists`,
  field,
  basis: inferred(reason),
  enforcedBecause: 'the operation makes no sense without it',
  failure: 'missing',
  holds: ({ found }) => found !== undefined,
  compares: ({ id }) => ({ [field]: id }),
  wouldPass: () => `the id of ${what.toLowerCase()} of the platform`
})

export const templateExists = isThere('course-template.exists', 'A course template', 'CourseTemplateID', 'A course is a date of a template')
export const courseExists = isThere('course-date.exists', 'A course', 'CourseDateID', 'The path names it')
export const venueExists = isThere('venue.exists', 'A venue', 'VenueID', 'The path names it')
export const trainerExists = isThere('trainer.exists', 'A trainer', 'TrainerID', 'The path names it')
export const delegateExists = isThere('delegate.exists', 'A delegate', 'DelegateID', 'The path names it')

/** A user who is to become a delegate of a course, or to change as one. */
export interface DelegateFacts {
  userId: string
  user: object | undefined
  /** The status that the user has on the course already. */
  present: string | undefined
  status: string
  course: { status: string, maxPlaces: number, taken: number } | undefined
  /** Whether the delegate has a place after the request, and whether before. */
  takesPlace: boolean
  hadPlace: boolean
}

const delegateRule = ruleOver<DelegateFacts>()

export const delegateUserExists = delegateRule({
  id: 'delegate.user-exists',
  statement: 'A delegate is a user of the platform',
  field: 'UserID',
  basis: inferred('A delegate is a user on a course'),
  enforcedBecause: 'there is nobody to register otherwise',
  holds: ({ user }) => user !== undefined,
  compares: ({ userId }) => ({ UserID: userId }),
  wouldPass: () => 'the id of a user of the platform'
})

export const oneRecordEach = delegateRule({
  id: 'delegate.one-per-user-and-course',
  statement: 'A user has one delegate record for a course',
  field: 'UserID',
  basis: delegatePage,
  holds: ({ present }) => present === undefined,
  compares: ({ userId, present }) => ({ UserID: userId, 'status of the record': present }),
  wouldPass: () => 'a user who is not on the course, or a change of the record that there is'
})

export const waitingListNeedsAvailable = delegateRule({
  id: 'delegate.waiting-list-while-available',
  statement: 'A waiting list works while the course is Available',
  field: 'Status',
  basis: waitingListPage,
  needs: ['course'],
  holds: ({ status, present, course }) => status !== 'WaitingList' || present === 'WaitingList' || course.status === 'Available',
  compares: ({ status, course }) => ({ Status: status, 'status of the course': course.status }),
  wouldPass: () => 'a course that is Available'
})

export const placeIsFree = delegateRule({
  id: 'delegate.place-free',
  statement: 'A delegate who takes a place finds one free',
  field: 'Status',
  basis: inferred('Places remaining are what delegates leave of the most places'),
  needs: ['course'],
  holds: ({ course, takesPlace, hadPlace }) => !takesPlace || hadPlace || course.taken < course.maxPlaces,
  compares: ({ status, course }) => ({ Status: status, MaxPlaces: course.maxPlaces, taken: course.taken }),
  wouldPass: () => 'Status WaitingList, or a course with places'
})

export const registrationRules: readonly Rule[] = [courseExists, delegateUserExists, oneRecordEach, waitingListNeedsAvailable, placeIsFree]
export const delegateChangeRules: readonly Rule[] = [delegateExists, waitingListNeedsAvailable, placeIsFree]
