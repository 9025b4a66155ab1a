import { Type, type TSchema } from '@sinclair/typebox'
import { inferred, type Basis } from '../../core/basis.ts'
import { text } from '../../core/schema.ts'
import { listShape, recordShape } from './member.ts'
import { artsClient, collegeClient, ourText } from './sources.ts'
import { courseDate, packageCourse, wholeCourse, WICategory } from './web-records.ts'

/** What the feeds are asked with, and what they answer. */

export const namespace = 'AccessPlanIT.Accessplan.Web.Services'

/** One that is sent twice is read as both with a comma between. */
const parameter = (description: string, example: string, basis = collegeClient) =>
  ({ ...text({ basis, description, example }), 'x-repeated': 'join' }) as ReturnType<typeof text>

const seenEmpty = inferred('Clients send it empty; that it is a list of ids follows from its name')

/** In the order in which a missing one is named. */
export const Parameters = Type.Object({
  companyID: parameter('Id of the training provider', '100'),
  courseIDs: parameter('Ids of courses, with commas between; empty for all', '4001'),
  venueIDs: parameter('Ids of venues, with commas between; empty for all', '501', seenEmpty),
  categoryIDs: parameter('Ids of categories, with commas between; empty for all', '1', seenEmpty)
}, { 'x-valueless-is-missing': true })
export const Missing = Type.String({
  description: 'A parameter is missing: its name, and nothing else', example: 'Missing parameter: venueIDs.\r\n'
})

export const NoSoap = Type.String({ description: 'That there is no WSDL, and what is served instead' })

export const WrongMethod = Type.String({ description: 'That the method will not do, and which would' })
export const Unavailable = Type.String({ description: 'Why the sandbox cannot be used for now, and what to do' })
export const NotUnderstood = Type.String({ description: 'What cannot be read of the request, or of its Sandbox headers' })

const Course = recordShape('WICourse', 'A course, as a package has it', packageCourse)
const WholeCourse = {
  ...recordShape('WICourse', 'A course with what is said of it', wholeCourse), title: 'WICourseWithText'
} as ReturnType<typeof recordShape>

const onlyEmpty = inferred('It was only seen empty')
const Named = (name: string, description: string, id: string, label: string) => Type.Object({
  [id]: Type.String({ description: 'Its id', 'x-basis': onlyEmpty }),
  [label]: Type.String({ description: 'Its name', 'x-basis': onlyEmpty })
}, { title: name, description })

const Venue = Named('WIVenue', 'A place where courses are held', 'VenueID', 'Label')
const Trainer = Named('WITrainer', 'Who teaches courses', 'TrainerID', 'Name')

const DeliveryMethod = Type.Object({
  DeliveryMethodID: Type.Integer({ description: 'Its number', 'x-basis': collegeClient }),
  Label: Type.String({ description: 'In House or Public', 'x-basis': collegeClient })
}, { title: 'WIDeliveryMethod', description: 'A way in which courses are held' })

const dateShape = recordShape('WICourseDate', 'A date of a course', courseDate)

export const Package = Type.Object({
  Courses: listShape(Course, 'WICourse', collegeClient, 'The courses'),
  Dates: listShape(dateShape, 'WICourseDate', collegeClient, 'Their dates, in order of their start'),
  Venues: listShape(Venue, 'WIVenue', collegeClient, 'Empty, unless a reading says otherwise'),
  Trainers: listShape(Trainer, 'WITrainer', collegeClient, 'Empty, unless a reading says otherwise'),
  Categories: listShape(WICategory, 'WICategory', collegeClient, 'The categories of the courses'),
  DeliveryMethods: listShape(DeliveryMethod, 'WIDeliveryMethod', collegeClient, 'All that the platform has')
}, { title: 'WICoursesPackage', description: 'Courses with their dates', xml: { name: 'WICoursesPackage', 'x-namespace': namespace } })

export const Courses = Type.Array(WholeCourse, { xml: { name: 'ArrayOfWICourse', 'x-namespace': namespace, wrapped: true } })

export const HandlerQuery = Type.Object({
  courseids: Type.Optional(parameter('Ids of courses, with commas between', '4004', artsClient)),
  companyid: Type.Optional(parameter('Id of the training provider', '100', artsClient))
})

const attribute = (description: string) => Type.String({ description, 'x-basis': artsClient, xml: { attribute: true } })
const content = (description: string, basis: Basis = artsClient) => Type.String({ description, 'x-basis': basis })
const items = (name: string, item: TSchema, description: string) =>
  Type.Array({ ...item, xml: { name } } as TSchema, { description, 'x-basis': artsClient, xml: { wrapped: true } })

const HandlerDate = Type.Object({
  coursedateid: attribute('Id of the date'),
  startdate: attribute('The day: 04/03/2026'),
  enddate: attribute('The last day, likewise'),
  dayofweek: attribute('Its days of the week, for people: Wed - Fri'),
  starttime: attribute('The time: 09:00'),
  endtime: attribute('The time of its end, likewise'),
  duration: attribute('How long it is, for people: 3 days'),
  cost: attribute('Cost in currency units, with two decimals'),
  status: attribute('Its status'),
  venueid: attribute('Its venue, which is one of venues'),
  bookable: attribute('true or false: whether it can be booked')
}, {
  title: 'HandlerDate',
  description: 'A date of a course, for a page about it',
  'x-by-reading': { 'handler-date-element=coursedate': ['coursedate'] }
})

const HandlerCourse = Type.Object({
  courseid: attribute('Id of the course'),
  label: attribute('Its label'),
  materials: content('What to bring, in HTML', ourText),
  description: content('What is said of it, in HTML', ourText),
  dates: items('date', HandlerDate, 'Its dates, in order of their start')
}, { title: 'HandlerCourse', description: 'A course, for a page about it' })

export const HandlerCourses = Type.Object({
  course: Type.Array(HandlerCourse, { description: 'The courses', 'x-basis': artsClient }),
  tutors: items('tutor', Type.Object({
    name: attribute('Name'), description: content('What is said of the tutor, in HTML')
  }, { title: 'HandlerTutor', description: 'Who teaches, for a page about a course' }), 'Who teaches on the dates'),
  venues: items('venue', Type.Object({
    venueid: attribute('Id of the venue'), name: attribute('Its name'), lat: attribute('Latitude, or 0'), long: attribute('Longitude, or 0')
  }, { title: 'HandlerVenue', description: 'A place where a course is held, for a page about it' }), 'Where the dates are held')
}, { title: 'HandlerCourses', description: 'What a page about courses shows', xml: { name: 'courses' } })
