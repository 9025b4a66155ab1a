import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { text } from '../../../core/schema.ts'
import { operation, type App } from '../../../http/operation.ts'
import { perform } from '../../perform.ts'
import type { Body } from '../../platform/columns.ts'
import { courseDateExists, trainerExists, venueExists } from '../../platform/courses/rules.ts'
import { companyExists } from '../../platform/people/rules.ts'
import { coursePage } from '../../sources.ts'
import { bodyOf, replyOf } from '../field.ts'
import { anyQuery } from '../listing.ts'
import { get, list, update } from '../records.ts'
import { send } from '../sending.ts'
import { assignTrainer, assignVenue, createCourseDate, createCourseDateOf, getTemplate, listTemplates } from './calls.ts'
import { courseDates, courseTemplates, delegates, trainers, venues } from './feeds.ts'
import { courseDate, templateExists } from './kinds.ts'

const ofOurs = inferred('The operation is documented, the path is not')
const idOf = (description: string) => text({ basis: coursePage, description })

const CoursePath = Type.Object({ courseDateId: idOf('The course') })
const TemplatesPath = Type.Object({ companyId: idOf('The training provider') })
const TemplatePath = Type.Object({ companyId: idOf('The training provider'), courseTemplateId: idOf('The template') })

const CourseCreation = Type.Object({
  ...bodyOf(courseDates, 'create').properties,
  CourseTemplateID: Type.Optional(text({
    basis: inferred('A course is a date of a template; how the call names it is not public, so it is taken from the path, too'),
    description: 'The template'
  }))
}, { title: 'CourseDateCreation' })

export async function courseRoutes (app: App): Promise<void> {
  app.get('/companies/:companyId/courses', operation({
    operationId: 'ListCourseTemplates',
    summary: 'List the Course Templates of a Training Provider',
    description: 'Templates are made in the platform, and only read here.',
    basis: ofOurs,
    rules: [companyExists],
    tag: 'Courses',
    wire: { params: TemplatesPath, response: { 200: Type.Array(replyOf(courseTemplates)) } }
  }), (request, reply) => send(reply, 'CourseTemplate', perform(request, context => listTemplates(context, request.params.companyId))))

  app.get('/companies/:companyId/courses/:courseTemplateId', operation({
    operationId: 'GetCourseTemplate',
    summary: 'Get one Course Template of a Training Provider',
    description: 'The only way to choose among templates is the path.',
    basis: coursePage,
    rules: [templateExists],
    tag: 'Courses',
    wire: { params: TemplatePath, response: { 200: replyOf(courseTemplates) } }
  }), (request, reply) => send(reply, 'CourseTemplate', perform(request, context =>
    getTemplate(context, request.params.companyId, request.params.courseTemplateId))))

  app.get('/coursedates', operation({
    operationId: 'ListCourseDates',
    summary: 'List Courses',
    description: 'The dates of courses, filtered by any field that can be filtered.',
    basis: ofOurs,
    rules: [],
    tag: 'Courses',
    wire: { querystring: anyQuery, response: { 200: Type.Array(replyOf(courseDates)) } }
  }), (request, reply) => send(reply, 'CourseDate', perform(request, context =>
    list(context, courseDates, request.query, request.entry.ignored))))

  app.get('/coursedates/:courseDateId', operation({
    operationId: 'GetCourseDate',
    summary: 'Get one Course',
    description: 'The date of a course.',
    basis: ofOurs,
    rules: [courseDateExists],
    tag: 'Courses',
    wire: { params: CoursePath, response: { 200: replyOf(courseDates) } }
  }), (request, reply) => send(reply, 'CourseDate', perform(request, context =>
    get(context, courseDates, courseDateExists, request.params.courseDateId))))

  const creation = {
    summary: 'Create a Course',
    description: 'Makes a date of a template. What is left out comes from the template.',
    basis: ofOurs,
    rules: [templateExists, ...courseDate.rules.create],
    tag: 'Courses'
  }
  app.post('/coursedates', operation({
    ...creation, operationId: 'CreateCourseDate', wire: { body: CourseCreation, response: { 201: replyOf(courseDates) } }
  }), (request, reply) => send(reply.code(201), 'CourseDate', perform(request, context => createCourseDate(context, request.body as Body))))

  app.post('/companies/:companyId/courses/:courseTemplateId/coursedates', operation({
    ...creation,
    operationId: 'CreateCourseDateOfTemplate',
    wire: { params: TemplatePath, body: CourseCreation, response: { 201: replyOf(courseDates) } }
  }), (request, reply) => send(reply.code(201), 'CourseDate', perform(request, context =>
    createCourseDateOf(context, request.params.companyId, request.params.courseTemplateId, request.body as Body))))

  app.put('/coursedates/:courseDateId', operation({
    operationId: 'UpdateCourseDate',
    summary: 'Update a Course',
    description: 'Writes the members that are given. Start Date, End Date, Status and Max places have to be.',
    basis: ofOurs,
    rules: [courseDateExists, ...courseDate.rules.update],
    tag: 'Courses',
    wire: { params: CoursePath, body: bodyOf(courseDates, 'update'), response: { 200: replyOf(courseDates) } }
  }), (request, reply) => send(reply, 'CourseDate', perform(request, context =>
    update(context, courseDates, courseDate, courseDateExists, request.params.courseDateId, request.body as Body))))

  app.post('/coursedates/:courseDateId/venue/:venueId', operation({
    operationId: 'AssignVenue',
    summary: 'Assign a Venue to a Course',
    description: 'Puts a course at a venue.',
    basis: coursePage,
    rules: [courseDateExists, venueExists],
    tag: 'Courses',
    wire: { params: Type.Object({ ...CoursePath.properties, venueId: idOf('The venue') }), response: { 200: replyOf(courseDates) } }
  }), (request, reply) => send(reply, 'CourseDate', perform(request, context =>
    assignVenue(context, request.params.courseDateId, request.params.venueId))))

  app.post('/coursedates/:courseDateId/trainers/:trainerId', operation({
    operationId: 'AssignTrainer',
    summary: 'Add a Trainer to a Course',
    description: 'Adds a trainer to those of a course.',
    basis: coursePage,
    rules: [courseDateExists, trainerExists],
    tag: 'Courses',
    wire: { params: Type.Object({ ...CoursePath.properties, trainerId: idOf('The trainer') }), response: { 200: replyOf(courseDates) } }
  }), (request, reply) => send(reply, 'CourseDate', perform(request, context =>
    assignTrainer(context, request.params.courseDateId, request.params.trainerId))))

  for (const [path, feed, summary] of [
    ['/trainers', trainers, 'List Trainers'], ['/venues', venues, 'List Venues'], ['/delegates', delegates, 'List Delegates']
  ] as const) {
    app.get(path, operation({
      operationId: summary.replace(' ', ''),
      summary,
      description: `${summary.replace('List', 'All')}, filtered by any field.`,
      basis: ofOurs,
      rules: [],
      tag: 'Courses',
      wire: { querystring: anyQuery, response: { 200: Type.Array(replyOf(feed)) } }
    }), (request, reply) => send(reply, feed.name, perform(request, context => list(context, feed, request.query, request.entry.ignored))))
  }
}
