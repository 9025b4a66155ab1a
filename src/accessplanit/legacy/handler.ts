import { Type, type Static } from '@sinclair/typebox'
import { temporal } from '../../core/temporal.ts'
import { text } from '../../core/schema.ts'
import { answer } from '../../http/answer.ts'
import type { Context } from '../../http/context.ts'
import { made } from '../../http/list-in-turns.ts'
import { operation, type Operation } from '../../http/operation.ts'
import { obstacleOfStatus } from '../platform/baskets/obstacles.ts'
import { factsOf, readFeed, type Asked, type Feed, type FeedCourse, type FeedDate } from './feed.ts'
import { handlerDateElement, handlerEmptyIds, handlerNothing } from './readings.ts'
import { handlerRules } from './rules.ts'
import { artsClient } from './sources.ts'
import { HandlerCourses, HandlerQuery } from './schemas.ts'
import { listTrainers, listVenues } from './store.ts'
import { dayOf } from './web-records.ts'
import { documentInTurns, element, xmlType, type Element } from './xml.ts'

/** `coursedates.ashx`, which answers attributes where the web service answers elements. */

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const weekday = (moment: string): string => days[temporal().PlainDate.from(moment.slice(0, 10)).dayOfWeek - 1]!

const span = (from: string, to: string): string => from === to ? from : `${from} - ${to}`

const lengthOf = ({ duration, durationType }: FeedDate): string => `${duration} ${durationType.toLowerCase()}${duration === 1 ? '' : 's'}`

/** The client looks up the venue of each date, so one that is held nowhere has a venue without a name. */
const nowhere = { id: '0', name: '' }

function canBeBooked (context: Context, { id, status, spaces, hasWaitingList }: FeedDate): boolean {
  return (spaces > 0 || hasWaitingList) && obstacleOfStatus(context, { name: id, status }) === undefined
}

const dateOf = (context: Context, date: FeedDate): Element => element(context.reading(handlerDateElement), null, {
  coursedateid: date.id,
  startdate: dayOf(date.startDate),
  enddate: dayOf(date.endDate),
  dayofweek: span(weekday(date.startDate), weekday(date.endDate)),
  starttime: date.startDate.slice(11, 16),
  endtime: date.endDate.slice(11, 16),
  duration: lengthOf(date),
  cost: (date.price / 100).toFixed(2),
  status: date.shownStatus,
  venueid: date.venueId ?? nowhere.id,
  bookable: canBeBooked(context, date)
})

type Said = Pick<FeedCourse, 'id' | 'label' | 'toBring' | 'about'>

/** A date is in the dates of a course. */
const depthOfDates = 4

const courseOf = ({ id, label, toBring, about }: Said, dates: Iterable<Element>): Element =>
  element('course', [element('materials', toBring), element('description', about), element('dates', dates)], { courseid: id, label })

/** The courses, or what stands for them where there are none. */
function coursesOf (context: Context, asked: Asked, { courses, dates }: Feed): Element[] {
  if (courses.length === 0 && context.reading(handlerNothing) === 'empty-course') {
    return [courseOf({ id: asked.courseIds, label: '', toBring: null, about: null }, [])]
  }
  return courses.map(course => courseOf(course, made(dates.filter(it => it.courseId === course.id), it => dateOf(context, it))))
}

function rootOf (context: Context, asked: Asked, feed: Feed): Element {
  const { db } = context
  const { dates } = feed
  const venues = listVenues(db, JSON.stringify(dates.map(it => it.venueId)))
  const all = dates.some(({ venueId }) => venueId === null) ? [...venues, nowhere] : venues
  return element('courses', [
    ...coursesOf(context, asked, feed),
    element('tutors', listTrainers(db, JSON.stringify(dates.map(it => it.id)))
      .map(({ name }) => element('tutor', [element('description', null)], { name }))),
    element('venues', all.map(({ id, name }) => element('venue', null, { venueid: id, name, lat: 0, long: 0 })))
  ])
}

const nothing: Feed = { courses: [], dates: [] }

function courseDates (context: Context, query: Static<typeof HandlerQuery>): Element {
  const { courseids, companyid } = query
  const missing = Object.keys(HandlerQuery.properties).filter(name => query[name as keyof typeof query] === undefined)
  const asked = { companyId: companyid?.trim() ?? '', courseIds: courseids ?? '', venueIds: '', categoryIds: '' }
  // Of an id that is missing it is said that it is, and no more.
  const facts = factsOf(context, asked)
  context.enforce(handlerRules, { ...facts, isProvider: facts.isProvider || companyid === undefined, missing })
  const isNothing = missing.length > 0 || (asked.courseIds.trim() === '' && context.reading(handlerEmptyIds) === 'none')
  return rootOf(context, asked, isNothing ? nothing : readFeed(context, asked))
}

export const handlerOperations: readonly Operation[] = [
  operation({
    operationId: 'CourseDatesHandler',
    summary: 'Get courses with their dates, for a page about a course',
    description: 'What a page about a course shows: what is said of it, its dates to come, who teaches and where. ' +
      'What does not exist is answered with nothing.',
    basis: artsClient,
    method: 'GET',
    path: '/config/:config/handlers/coursedates.ashx',
    tag: 'Handlers',
    isOpen: true,
    wire: {
      params: Type.Object({ config: text({ basis: artsClient, description: 'Code of a configuration of the platform', example: 'demo' }) }),
      querystring: HandlerQuery,
      response: { 200: HandlerCourses }
    },
    status: 200,
    gives: ['text/xml'],
    rules: handlerRules,
    perform (context, { query }) {
      const root = courseDates(context, query)
      return answer({ headers: { 'content-type': xmlType }, body: () => documentInTurns(root, depthOfDates) })
    }
  })
]
