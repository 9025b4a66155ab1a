import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { text } from '../../../core/schema.ts'
import { operation, type Operation } from '../../../http/operation.ts'
import { courseDateExists, trainerExists, venueExists } from '../../platform/courses/rules.ts'
import { companyExists } from '../../platform/people/rules.ts'
import { coursePage } from '../../sources.ts'
import { bodyOf, bodyTitle, listOf, replyOf } from '../field.ts'
import { listQuery } from '../listing.ts'
import { withName } from '../named-json.ts'
import { get, list } from '../records.ts'
import { assigned } from './assigned.ts'
import { assignTrainer, assignVenue, createCourseDate, createCourseDateOf, getTemplate, listTemplates, updateCourseDate } from './calls.ts'
import { courseDates, courseTemplates, delegates, trainers, venues } from './feeds.ts'
import { courseDate, templateExists } from './kinds.ts'

const ofOurs = inferred('The operation is documented, the path is not')
const idOf = (description: string) => text({ basis: coursePage, description })

const CoursePath = Type.Object({ courseDateId: idOf('The course') })
const TemplatesPath = Type.Object({ companyId: idOf('The training provider') })
const TemplatePath = Type.Object({ companyId: idOf('The training provider'), courseTemplateId: idOf('The template') })

const Location = Type.Optional(text({
  basis: inferred('The cell of its validation is empty'),
  description: 'Alias of the venue, or its label; ignored, unless the reading "location" says that it is written'
}))

const CourseUpdate = Type.Object({ ...bodyOf(courseDates, 'update').properties, Location }, bodyTitle(courseDates, 'update'))

const CourseCreation = Type.Object({
  ...bodyOf(courseDates, 'create').properties,
  Location,
  CourseTemplateID: Type.Optional(text({
    basis: inferred('A course is a date of a template; how the call names it is not public, so it is taken from the path, too'),
    description: 'The template'
  }))
}, bodyTitle(courseDates, 'create'))

const creation = {
  summary: 'Create a Course',
  description: 'Makes a date of a template. What is left out comes from the template.',
  basis: ofOurs,
  method: 'POST',
  tag: 'Courses',
  status: 201,
  rules: [templateExists, ...courseDate.rules.create]
} as const

const lists = ([
  ['/trainers', trainers, 'List Trainers'],
  ['/venues', venues, 'List Venues'],
  ['/delegates', delegates, 'List Delegates']
] as const)
  .map(([path, feed, summary]) => operation({
    operationId: summary.replace(' ', ''),
    summary,
    description: `${summary.replace('List', 'All')}, filtered by any field but CustomFields.`,
    basis: ofOurs,
    method: 'GET',
    path,
    tag: 'Courses',
    wire: { querystring: listQuery(feed), response: { 200: listOf(feed) } },
    status: 200,
    rules: [],
    perform: (context, { query }) => withName(feed.name, list(context, feed, query))
  }))

/** Which it is, a reading says. */
const assignedReplies = { 200: replyOf(courseDates), 201: replyOf(courseDates), 204: Type.Null() }

export const courseOperations: readonly Operation[] = [
  operation({
    operationId: 'ListCourseTemplates',
    summary: 'List the Course Templates of a Training Provider',
    description: 'Templates are made in the platform, and only read here.',
    basis: ofOurs,
    rules: [companyExists],
    method: 'GET',
    path: '/companies/:companyId/courses',
    tag: 'Courses',
    wire: { params: TemplatesPath, response: { 200: listOf(courseTemplates) } },
    status: 200,
    perform: (context, { params }) => withName('CourseTemplate', listTemplates(context, params.companyId))
  }),

  operation({
    operationId: 'GetCourseTemplate',
    summary: 'Get one Course Template of a Training Provider',
    description: 'The only way to choose among templates is the path.',
    basis: coursePage,
    rules: [templateExists],
    method: 'GET',
    path: '/companies/:companyId/courses/:courseTemplateId',
    tag: 'Courses',
    wire: { params: TemplatePath, response: { 200: replyOf(courseTemplates) } },
    status: 200,
    perform: (context, { params }) => withName('CourseTemplate', getTemplate(context, params.companyId, params.courseTemplateId))
  }),

  operation({
    operationId: 'ListCourseDates',
    summary: 'List Courses',
    description: 'The dates of courses, filtered by any field that can be filtered.',
    basis: ofOurs,
    rules: [],
    method: 'GET',
    path: '/coursedates',
    tag: 'Courses',
    wire: { querystring: listQuery(courseDates), response: { 200: listOf(courseDates) } },
    status: 200,
    perform: (context, { query }) => withName('CourseDate', list(context, courseDates, query))
  }),

  operation({
    operationId: 'GetCourseDate',
    summary: 'Get one Course',
    description: 'The date of a course.',
    basis: ofOurs,
    rules: [courseDateExists],
    method: 'GET',
    path: '/coursedates/:courseDateId',
    tag: 'Courses',
    wire: { params: CoursePath, response: { 200: replyOf(courseDates) } },
    status: 200,
    perform: (context, { params }) => withName('CourseDate', get(context, courseDates, courseDateExists, params.courseDateId))
  }),

  operation({
    ...creation,
    operationId: 'CreateCourseDate',
    path: '/coursedates',
    wire: { body: CourseCreation, response: { 201: replyOf(courseDates) } },
    perform: (context, { body }) => withName('CourseDate', createCourseDate(context, body))
  }),

  operation({
    ...creation,
    operationId: 'CreateCourseDateOfTemplate',
    path: '/companies/:companyId/courses/:courseTemplateId/coursedates',
    wire: { params: TemplatePath, body: CourseCreation, response: { 201: replyOf(courseDates) } },
    perform: (context, { params, body }) =>
      withName('CourseDate', createCourseDateOf(context, params.companyId, params.courseTemplateId, body))
  }),

  operation({
    operationId: 'UpdateCourseDate',
    summary: 'Update a Course',
    description: 'Writes the members that are given. Start Date, End Date, Status and Max places have to be.',
    basis: ofOurs,
    rules: [courseDateExists, ...courseDate.rules.update],
    method: 'PUT',
    path: '/coursedates/:courseDateId',
    tag: 'Courses',
    wire: { params: CoursePath, body: CourseUpdate, response: { 200: replyOf(courseDates) } },
    status: 200,
    perform: (context, { params, body }) => withName('CourseDate', updateCourseDate(context, params.courseDateId, body))
  }),

  operation({
    operationId: 'AssignVenue',
    summary: 'Assign a Venue to a Course',
    description: 'Puts a course at a venue.',
    basis: coursePage,
    rules: [courseDateExists, venueExists],
    method: 'POST',
    path: '/coursedates/:courseDateId/venue/:venueId',
    tag: 'Courses',
    wire: { params: Type.Object({ ...CoursePath.properties, venueId: idOf('The venue') }), response: assignedReplies },
    status: 200,
    perform: (context, { params }) => assigned(context, assignVenue(context, params.courseDateId, params.venueId))
  }),

  operation({
    operationId: 'AssignTrainer',
    summary: 'Add a Trainer to a Course',
    description: 'Adds a trainer to those of a course.',
    basis: coursePage,
    rules: [courseDateExists, trainerExists],
    method: 'POST',
    path: '/coursedates/:courseDateId/trainers/:trainerId',
    tag: 'Courses',
    wire: { params: Type.Object({ ...CoursePath.properties, trainerId: idOf('The trainer') }), response: assignedReplies },
    status: 200,
    perform: (context, { params }) => assigned(context, assignTrainer(context, params.courseDateId, params.trainerId))
  }),

  ...lists
]
