import { inferred } from '../../core/basis.ts'
import { reading, type Reading } from '../../core/reading.ts'
import { artsClient, collegeClient, sailingClient } from './sources.ts'

/** What is known of the feeds for websites, and can be understood in more than one way. */

const ofWebService = ['GetCoursesPackage', 'GetCourses']
const ofDates = ['GetCoursesPackage', 'GetCourses', 'CourseDatesHandler']

export const feedDates = reading({
  id: 'feed-dates',
  sentence: 'A feed has the dates of a course in order of their start',
  source: collegeClient,
  choices: { 'to-come': 'those that start today or later', all: 'those that are over as well' },
  usual: 'to-come',
  why: 'No answer that was seen has a date before its own day, and the client takes the first that is Available for the next',
  rules: [],
  bearsOn: ofDates
})

export const feedUnadvertised = reading({
  id: 'feed-unadvertised',
  sentence: 'A feed is for a website, and courses and their dates are advertised or not',
  source: inferred('Whether the feeds go by that is not seen'),
  choices: { 'left-out': 'what is not advertised, or not at this time, is left out', in: 'it is in the feeds like any other' },
  usual: 'left-out',
  why: 'To advertise is to show to everybody, and nobody has to say who he is to read a feed',
  rules: ['feed.courses-advertised'],
  bearsOn: ofDates
})

export const feedPrivate = reading({
  id: 'feed-private',
  sentence: 'A date says of itself whether it is Private',
  source: collegeClient,
  choices: { exclusive: 'one that is for one company is', unadvertised: 'one that is not advertised is' },
  usual: 'exclusive',
  why: 'The platform calls a course that not everybody can book exclusive',
  rules: [],
  bearsOn: ['GetCoursesPackage']
})

export const feedStatus = reading({
  id: 'feed-status',
  sentence: 'A date has a Status and an OriginalStatus, alike in the answers that were seen',
  source: collegeClient,
  choices: {
    shown: 'Status is FullyBooked where an Available date has no place left and no waiting list; OriginalStatus is what is stored',
    stored: 'both are what is stored'
  },
  usual: 'shown',
  why: 'Two members of one value would be of no use, and a website wants to know what can be booked',
  rules: [],
  bearsOn: ['GetCoursesPackage', 'CourseDatesHandler']
})

export const feedCost = reading({
  id: 'feed-cost',
  sentence: 'Courses and dates have a cost in currency units',
  source: sailingClient,
  choices: { net: 'without tax', gross: 'with tax' },
  usual: 'net',
  why: 'The cost of the versions of the API is without it',
  rules: [],
  bearsOn: ofDates
})

export const feedFraction = reading({
  id: 'feed-fraction',
  sentence: 'A cost is a whole number, 1250',
  source: collegeClient,
  choices: { shortest: 'one with a fraction has as many decimals as it needs: 180.5', two: 'it has two: 180.50' },
  usual: 'shortest',
  why: 'A cost with two decimals always would have been 1250.00',
  rules: [],
  bearsOn: ofWebService
})

export const feedVenueFilter = reading({
  id: 'feed-venue-filter',
  sentence: 'venueIDs narrows what a feed has; it was only seen empty',
  source: collegeClient,
  choices: { courses: 'dates elsewhere are left out, and courses with no date there', dates: 'only dates elsewhere are left out' },
  usual: 'courses',
  why: 'GetCourses takes it as well, and has no dates',
  rules: [],
  bearsOn: ofWebService
})

export const feedVenues = reading({
  id: 'feed-venues',
  sentence: 'A package has Venues and Trainers, both empty though its dates are held at venues',
  source: collegeClient,
  choices: { empty: 'they are always empty', filled: 'they have those of the dates, each with its id and name' },
  usual: 'empty',
  why: 'That is what was seen; what they would look like was not',
  rules: [],
  bearsOn: ['GetCoursesPackage']
})

export const feedNoCompany = reading({
  id: 'feed-no-company',
  sentence: 'companyID names one training provider',
  source: collegeClient,
  choices: { nothing: 'if it is empty there is nothing in the answer', all: 'if it is empty the courses of all are' },
  usual: 'nothing',
  why: 'No client sends it empty, and a feed is of one provider',
  rules: ['feed.company-is-training-provider'],
  bearsOn: ofDates
})

export const feedWaitingLink = reading({
  id: 'feed-waiting-link',
  sentence: 'Some addresses for booking end in waitinglist=1',
  source: sailingClient,
  choices: { full: 'those of dates that are full and have a waiting list', any: 'those of all dates that have a waiting list' },
  usual: 'full',
  why: 'Nobody needs to wait while there are places',
  rules: [],
  bearsOn: ['GetCoursesPackage']
})

export const handlerNothing = reading({
  id: 'handler-nothing',
  sentence: 'coursedates.ashx answers courses by their ids and the company\'s',
  source: artsClient,
  choices: {
    'no-course': 'where there is no such course, or an id is not given, there is no course in the answer',
    'empty-course': 'there is one without a label and without dates'
  },
  usual: 'no-course',
  why: 'The web service beside it answers so; but the client\'s own stand-in for an error has a course without dates',
  rules: [],
  bearsOn: ['CourseDatesHandler']
})

export const handlerEmptyIds = reading({
  id: 'handler-empty-ids',
  sentence: 'courseids names the courses that coursedates.ashx answers',
  source: artsClient,
  choices: { all: 'if it is empty, all of the company\'s', none: 'if it is empty, none' },
  usual: 'all',
  why: 'The web service beside it answers so',
  rules: [],
  bearsOn: ['CourseDatesHandler']
})

export const handlerDateElement = reading({
  id: 'handler-date-element',
  sentence: 'Within dates there is an element for each date; clients take whatever it is called',
  source: artsClient,
  choices: { date: 'it is called date', coursedate: 'it is called coursedate' },
  usual: 'date',
  why: 'Each of the other lists has elements of its own name in the singular',
  rules: [],
  bearsOn: ['CourseDatesHandler']
})

export const legacyReadings: readonly Reading[] = [
  feedDates, feedUnadvertised, feedPrivate, feedStatus, feedCost, feedFraction, feedVenueFilter, feedVenues, feedNoCompany, feedWaitingLink,
  handlerNothing, handlerEmptyIds, handlerDateElement
]
