import { Type } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import { durationTypes } from '../platform/enumerations.ts'
import type { FeedCourse, FeedDate } from './feed.ts'
import { amountOf, listShape, memberOf, type Member, type Writing } from './member.ts'
import { feedFraction, feedPrivate, feedWaitingLink } from './readings.ts'
import { collegeClient, ourText } from './sources.ts'
import { element, type Element } from './xml.ts'

/** The records of the web service, their members in the order in which they are written. */

const costOf = ({ price }: { price: number }, { reading }: Writing): string => amountOf(price, reading(feedFraction) === 'shortest')

const symbols: Readonly<Record<string, string>> = { NZD: '$', AUD: '$', USD: '$', CAD: '$', GBP: '£', EUR: '€' }
const symbolOf = ({ currency }: { currency: string }): string => symbols[currency] ?? ''

const notKept = inferred('It is in what a client has captured; what it says the platform of the sandbox does not keep')

const categoriesOf = ({ categoryIds }: FeedCourse): string[] => JSON.parse(categoryIds) as string[]

export const WICategory = Type.Object({
  CategoryID: Type.String({ description: 'Id of the category', 'x-basis': collegeClient })
}, { title: 'WICategory', description: 'A category of courses', xml: { name: 'WICategory' } })

/** The categories of courses, each once. */
export const categoryElements = (courses: readonly FeedCourse[]): Element[] =>
  [...new Set(courses.flatMap(categoriesOf))].map(id => element('WICategory', [element('CategoryID', id)]))

const [inHouseMethod, publicMethod] = [1, 2]

const ofCourse = memberOf<FeedCourse>()

const courseStart = [
  ofCourse('CourseID', 'text', 'Id of the course', course => course.id),
  ofCourse('Label', 'text', 'Its label', course => course.label)
]

const courseRest = [
  ofCourse('Cost', 'number', 'Cost in currency units', costOf),
  ofCourse('CostType', 'text', 'What the cost is for', course => course.costType),
  ofCourse('Type', 'text', 'How it is taught', course => course.type),
  ofCourse('Duration', 'number', 'How long it is, with two decimals', course => course.duration.toFixed(2)),
  ofCourse('DurationType', 'integer', 'The unit of Duration: 0 days, 1 hours, 2 minutes', course => durationNumber(course.durationType)),
  ofCourse('Currency', 'text', 'Code of the currency', course => course.currency),
  ofCourse('CurrencySymbol', 'text', 'Its sign', symbolOf),
  ofCourse('CategoryIDs', 'text', 'Ids of its categories, with commas between', course => categoriesOf(course).join(',')),
  ofCourse('PublishDate', 'text', 'Empty', () => null, { basis: notKept }),
  ofCourse('TrainingPoints', 'text', 'Training points, if it has any', course => course.trainingPoints || null),
  ofCourse('ExternalID', 'text', 'Id in another system, or empty', course => course.externalId),
  ofCourse('DeliveryMethodID', 'integer', '1 in house, 2 public', () => publicMethod, { basis: notKept })
]

const durationNumber = (type: string): number => Math.max(0, (durationTypes as readonly string[]).indexOf(type))

/** A course within a package. */
export const packageCourse: ReadonlyArray<Member<FeedCourse>> = [...courseStart, ...courseRest]

/** A course by itself, of which more is told. */
export const wholeCourse: ReadonlyArray<Member<FeedCourse>> = [
  ...courseStart,
  ofCourse('Text2', 'text', 'What is said of it, in HTML', course => course.about, { basis: ourText }),
  ...courseRest,
  ofCourse('ImageURL', 'text', 'Address of an image, or empty', course => course.imageUrl),
  ofCourse('Categories', 'text', 'Its categories', () => null, {
    parts: {
      schema: listShape(WICategory, 'WICategory', collegeClient, 'Its categories'), elements: course => categoryElements([course])
    }
  })
]

const ofDate = memberOf<FeedDate>()

/** `27/03/2020` */
export const dayOf = (moment: string): string => `${moment.slice(8, 10)}/${moment.slice(5, 7)}/${moment.slice(0, 4)}`

/** `09:00:00 AM` */
function timeOf (moment: string): string {
  const hour = Number(moment.slice(11, 13))
  return `${String(hour % 12 || 12).padStart(2, '0')}${moment.slice(13, 19)} ${hour < 12 ? 'AM' : 'PM'}`
}

function bookingAddress ({ id, spaces, status, hasWaitingList }: FeedDate, { reading, url, platform }: Writing): string {
  const waits = hasWaitingList && (reading(feedWaitingLink) === 'any' || (status === 'Available' && spaces === 0))
  const address = `/${platform}/clientinput/course/coursebooker.aspx?coursedateid=${encodeURIComponent(id)}`
  return url(waits ? `${address}&waitinglist=1` : address)
}

const enquiryAddress = ({ id }: FeedDate, { url, platform }: Writing): string =>
  url(`/${platform}/clientinput/company/contactcompany.aspx?contacttype=8&coursecalid=${encodeURIComponent(id)}`)

export const courseDate: ReadonlyArray<Member<FeedDate>> = [
  ofDate('CourseDateID', 'text', 'Id of the date', date => date.id),
  ofDate('CourseID', 'text', 'Id of its course', date => date.courseId),
  ofDate('StartDate', 'text', 'When it starts, in local time: 2020-03-27T09:00:00', date => date.startDate),
  ofDate('EndDate', 'text', 'When it ends, likewise', date => date.endDate),
  ofDate('StartDateString', 'text', 'The day: 27/03/2020', date => dayOf(date.startDate)),
  ofDate('EndDateString', 'text', 'The last day, likewise', date => dayOf(date.endDate)),
  ofDate('StartTimeString', 'text', 'The time: 09:00:00 AM', date => timeOf(date.startDate)),
  ofDate('EndTimeString', 'text', 'The time of its end, likewise', date => timeOf(date.endDate)),
  ofDate('SpacesAvailable', 'integer', 'Places that nobody has taken', date => date.spaces),
  ofDate('Status', 'text', 'Its status, as it is shown', date => date.shownStatus),
  ofDate('OriginalStatus', 'text', 'Its status, as it is stored', date => date.status),
  ofDate('BookNowURL', 'text', 'Page where it is booked', bookingAddress),
  ofDate('EnquireURL', 'text', 'Page where the provider is asked about it', enquiryAddress),
  ofDate('Cost', 'number', 'Cost in currency units; it goes before that of the course', costOf),
  ofDate('CostType', 'text', 'What the cost is for', date => date.costType),
  ofDate('Private', 'boolean', 'Whether it is not for everybody', (date, { reading }) =>
    reading(feedPrivate) === 'exclusive' ? date.isExclusive === 1 : date.isAdvertised === 0),
  ofDate('Currency', 'text', 'Code of the currency', date => date.currency),
  ofDate('CurrencySymbol', 'text', 'Its sign', symbolOf),
  ofDate('Alias', 'text', 'Name of the date, or empty', date => date.alias),
  ofDate('MaxPlaces', 'integer', 'Most delegates', date => date.maxPlaces),
  ofDate('Sessional', 'boolean', 'Whether it consists of sessions', date => date.isSessional === 1),
  ofDate('ExternalID', 'text', 'Id in another system, or empty', date => date.externalId),
  ofDate('DeliveryMethodID', 'integer', '1 in house, 2 public', date => date.isExclusive === 1 ? inHouseMethod : publicMethod, {
    basis: notKept
  })
]

export const deliveryMethods: readonly Element[] = [[inHouseMethod, 'In House'] as const, [publicMethod, 'Public'] as const]
  .map(([id, label]) => element('WIDeliveryMethod', [element('DeliveryMethodID', id), element('Label', label)]))
