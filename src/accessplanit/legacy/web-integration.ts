import type { Static } from '@sinclair/typebox'
import { answer, type Answer } from '../../http/answer.ts'
import type { Context } from '../../http/context.ts'
import { made } from '../../http/list-in-turns.ts'
import { operation, type Operation } from '../../http/operation.ts'
import { factsOf, platformIn, readFeed, type Asked, type Feed } from './feed.ts'
import { recordOf, type Writing } from './member.ts'
import { feedVenues } from './readings.ts'
import { feedRules } from './rules.ts'
import { Courses, Missing, namespace, Package, Parameters } from './schemas.ts'
import { collegeClient } from './sources.ts'
import { listTrainers, listVenues } from './store.ts'
import { categoryElements, courseDate, deliveryMethods, packageCourse, wholeCourse } from './web-records.ts'
import { documentInTurns, element, xmlType, type Element } from './xml.ts'

const namespaces = {
  'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  xmlns: namespace
}

type Parameters = Static<typeof Parameters>

const askedOf = ({ companyID, courseIDs, venueIDs, categoryIDs }: Parameters): Asked =>
  ({ companyId: companyID.trim(), courseIds: courseIDs, venueIds: venueIDs, categoryIds: categoryIDs })

const common = {
  method: 'GET',
  tag: 'WebIntegration',
  isOpen: true,
  status: 200,
  gives: ['text/xml'],
  rules: feedRules
} as const

/** What the web service answers about a feed, once it has told of what there is not: of what there is now, in turns. */
function answered (context: Context, path: string, query: Parameters, root: (feed: Feed, writing: Writing) => Element): Answer {
  const asked = askedOf(query)
  context.enforce(feedRules, factsOf(context, asked))
  const writing = { reading: context.reading, url: context.url, platform: platformIn(path) }
  const feed = readFeed(context, asked)
  return answer({
    headers: { 'content-type': xmlType },
    body: () => documentInTurns(root(feed, writing))
  })
}

function packageOf ({ db, reading }: Context, { courses, dates }: Feed, writing: Writing): Element {
  const isFilled = reading(feedVenues) === 'filled'
  const named = (name: string, id: string, label: string, records: ReadonlyArray<{ id: string, name: string }>) =>
    records.map(it => element(name, [element(id, it.id), element(label, it.name)]))
  const venues = isFilled ? listVenues(db, JSON.stringify(dates.map(it => it.venueId))) : []
  const trainers = isFilled ? listTrainers(db, JSON.stringify(dates.map(it => it.id))) : []
  return element('WICoursesPackage', [
    element('Courses', made(courses, it => recordOf('WICourse', packageCourse, it, writing))),
    element('Dates', made(dates, it => recordOf('WICourseDate', courseDate, it, writing))),
    element('Venues', named('WIVenue', 'VenueID', 'Label', venues)),
    element('Trainers', named('WITrainer', 'TrainerID', 'Name', trainers)),
    element('Categories', categoryElements(courses)),
    element('DeliveryMethods', deliveryMethods)
  ], namespaces)
}

export const webServicePath = '/services/WebIntegration.asmx'

export const feedOperations: readonly Operation[] = [
  operation({
    ...common,
    operationId: 'GetCoursesPackage',
    summary: 'Get courses and their dates',
    description: 'The courses of a training provider with their dates to come, for a website. All four parameters have to be there; ' +
      'each may be empty. What does not exist is answered with nothing.',
    basis: collegeClient,
    path: `${webServicePath}/GetCoursesPackage`,
    wire: { querystring: Parameters, response: { 200: Package, 500: Missing } },
    perform: (context, { path, query }) => answered(context, path, query, (feed, writing) => packageOf(context, feed, writing))
  }),

  operation({
    ...common,
    operationId: 'GetCourses',
    summary: 'Get courses',
    description: 'The courses of a training provider without their dates, with what is said of each. All four parameters have to ' +
      'be there; each may be empty. What does not exist is answered with nothing.',
    basis: collegeClient,
    path: `${webServicePath}/GetCourses`,
    wire: { querystring: Parameters, response: { 200: Courses, 500: Missing } },
    perform: (context, { path, query }) => answered(context, path, query, ({ courses }, writing) =>
      element('ArrayOfWICourse', made(courses, it => recordOf('WICourse', wholeCourse, it, writing)), namespaces))
  })
]
