import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { text } from '../../../core/schema.ts'
import { decide, type World } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { hasPlace, insertDelegate, promoteAll, settleCourse } from '../../platform/delegates.ts'
import { findRecord, listRecords } from '../../platform/feed.ts'
import { localDateTime } from '../../platform/local-time.ts'
import { taxOn } from '../../platform/money.ts'
import {
  assignTrainer, assignVenue, findCompany, findCourseDate, findCourseTemplate, findDelegate, findTrainer, findUser, findVenue, insertRecord, nextId,
  updateRecord, type Columns, type CourseTemplate
} from '../../platform/store.ts'
import { coursePage } from '../../sources.ts'
import { bodyOf, replyOf } from '../field.ts'
import { anyQuery, readQuery } from '../listing.ts'
import { companyExists } from '../users/rules.ts'
import { columnsOf, type Body } from '../writing.ts'
import { send } from '../sending.ts'
import { courseDates, courseTemplates, delegates, trainers, venues } from './feeds.ts'
import { courseExists, courseRules, delegateChangeRules, registrationRules, templateExists, trainerExists, venueExists, type CourseFacts } from './rules.ts'

const ofOurs = inferred('The operation is documented, the path is not')
const idOf = (about: string) => text({ basis: coursePage, description: about })

const CoursePath = Type.Object({ courseDateId: idOf('The course') })
const DelegatePath = Type.Object({ courseDateId: idOf('The course'), delegateId: idOf('The delegate') })
const TemplatesPath = Type.Object({ companyId: idOf('The training provider') })
const TemplatePath = Type.Object({ companyId: idOf('The training provider'), courseTemplateId: idOf('The template') })

const CourseCreation = Type.Object({
  ...bodyOf(courseDates, 'create').properties,
  CourseTemplateID: Type.Optional(text({ basis: inferred('A course is a date of a template; how the call names it is not public, so it is taken from the path, too'), description: 'The template' }))
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
  }), (request, reply) => send(reply, 'CourseTemplate', decide(request, ({ db, enforce }) => {
    const { companyId: id } = request.params
    enforce([companyExists], { id, found: findCompany(db, id) })
    return listRecords(db, courseTemplates, courseTemplates.fields, { where: 'courseTemplate.companyId = ?', values: [id], limit: -1 })
  })))

  app.get('/companies/:companyId/courses/:courseTemplateId', operation({
    operationId: 'GetCourseTemplate',
    summary: 'Get one Course Template of a Training Provider',
    description: 'The only way to choose among templates is the path.',
    basis: coursePage,
    rules: [templateExists],
    tag: 'Courses',
    wire: { params: TemplatePath, response: { 200: replyOf(courseTemplates) } }
  }), (request, reply) => send(reply, 'CourseTemplate', decide(request, ({ db, enforce }) => {
    const { companyId, courseTemplateId: id } = request.params
    enforce([templateExists], { id, found: findTemplateOf(db, companyId, id) })
    return findRecord(db, courseTemplates, id)!
  })))

  app.get('/coursedates', operation({
    operationId: 'ListCourseDates',
    summary: 'List Courses',
    description: 'The dates of courses, filtered by any field that can be filtered.',
    basis: ofOurs,
    rules: [],
    tag: 'Courses',
    wire: { querystring: anyQuery, response: { 200: Type.Array(replyOf(courseDates)) } }
  }), (request, reply) => send(reply, 'CourseDate', decide(request, ({ db }) =>
    listRecords(db, courseDates, courseDates.fields, readQuery(courseDates, request.query, request.entry.ignored)))))

  app.get('/coursedates/:courseDateId', operation({
    operationId: 'GetCourseDate',
    summary: 'Get one Course',
    description: 'The date of a course.',
    basis: ofOurs,
    rules: [courseExists],
    tag: 'Courses',
    wire: { params: CoursePath, response: { 200: replyOf(courseDates) } }
  }), (request, reply) => send(reply, 'CourseDate', decide(request, world => readCourse(world, request.params.courseDateId))))

  const creation = {
    summary: 'Create a Course',
    description: 'Makes a date of a template. What is left out comes from the template.',
    basis: ofOurs,
    rules: [templateExists, ...courseRules],
    tag: 'Courses'
  }
  const create = (request: FastifyRequest, reply: FastifyReply, template: { id: string, companyId?: string }): void => {
    const course = decide(request, world => createCourse(world, template, request.body as Body))
    send(reply.code(201), 'CourseDate', course)
  }

  app.post('/coursedates', operation({
    ...creation, operationId: 'CreateCourseDate', wire: { body: CourseCreation, response: { 201: replyOf(courseDates) } }
  }), (request, reply) => create(request, reply as FastifyReply, { id: String((request.body as Body).CourseTemplateID ?? '') }))

  app.post('/companies/:companyId/courses/:courseTemplateId/coursedates', operation({
    ...creation, operationId: 'CreateCourseDateOfTemplate', wire: { params: TemplatePath, body: CourseCreation, response: { 201: replyOf(courseDates) } }
  }), (request, reply) => create(request, reply as FastifyReply, { id: request.params.courseTemplateId, companyId: request.params.companyId }))

  app.put('/coursedates/:courseDateId', operation({
    operationId: 'UpdateCourseDate',
    summary: 'Update a Course',
    description: 'Writes the members that are given. Start Date, End Date, Status and Max places have to be.',
    basis: ofOurs,
    rules: [courseExists, ...courseRules],
    tag: 'Courses',
    wire: { params: CoursePath, body: bodyOf(courseDates, 'update'), response: { 200: replyOf(courseDates) } }
  }), (request, reply) => send(reply, 'CourseDate', decide(request, world => {
    const { db, now, enforce } = world
    const { courseDateId: id } = request.params
    const present = findCourseDate(db, id)
    enforce([courseExists], { id, found: present })
    const columns = columnsOf(courseDates, request.body as Body, 'update')
    enforce(courseRules, factsOf(world, { ...present!, ...columns }))
    if (columns.netCost !== undefined) columns.tax = taxOn(Number(columns.netCost))
    updateRecord(db, 'courseDate', { ...columns, dateUpdated: localDateTime(now) }, 'id = ?', id)
    promoteAll(db, id, localDateTime(now))
    return findRecord(db, courseDates, id)!
  })))

  app.post('/coursedates/:courseDateId/venue/:venueId', operation({
    operationId: 'AssignVenue',
    summary: 'Assign a Venue to a Course',
    description: 'Puts a course at a venue.',
    basis: coursePage,
    rules: [courseExists, venueExists],
    tag: 'Courses',
    wire: { params: Type.Object({ ...CoursePath.properties, venueId: idOf('The venue') }), response: { 200: replyOf(courseDates) } }
  }), (request, reply) => send(reply, 'CourseDate', decide(request, ({ db, now, enforce }) => {
    const { courseDateId: id, venueId } = request.params
    enforce([courseExists], { id, found: findCourseDate(db, id) })
    enforce([venueExists], { id: venueId, found: findVenue(db, venueId) })
    assignVenue(db, venueId, localDateTime(now), id)
    return findRecord(db, courseDates, id)!
  })))

  app.post('/coursedates/:courseDateId/trainers/:trainerId', operation({
    operationId: 'AssignTrainer',
    summary: 'Add a Trainer to a Course',
    description: 'Adds a trainer to those of a course.',
    basis: coursePage,
    rules: [courseExists, trainerExists],
    tag: 'Courses',
    wire: { params: Type.Object({ ...CoursePath.properties, trainerId: idOf('The trainer') }), response: { 200: replyOf(courseDates) } }
  }), (request, reply) => send(reply, 'CourseDate', decide(request, ({ db, enforce }) => {
    const { courseDateId: id, trainerId } = request.params
    enforce([courseExists], { id, found: findCourseDate(db, id) })
    enforce([trainerExists], { id: trainerId, found: findTrainer(db, trainerId) })
    assignTrainer(db, id, trainerId)
    return findRecord(db, courseDates, id)!
  })))

  for (const [path, feed, summary] of [['/trainers', trainers, 'List Trainers'], ['/venues', venues, 'List Venues'], ['/delegates', delegates, 'List Delegates']] as const) {
    app.get(path, operation({
      operationId: summary.replace(' ', ''),
      summary,
      description: `${summary.replace('List', 'All')}, filtered by any field.`,
      basis: ofOurs,
      rules: [],
      tag: 'Courses',
      wire: { querystring: anyQuery, response: { 200: Type.Array(replyOf(feed)) } }
    }), (request, reply) => send(reply, feed.name, decide(request, ({ db }) =>
      listRecords(db, feed, feed.fields, readQuery(feed, request.query, request.entry.ignored)))))
  }

  app.get('/coursedates/:courseDateId/delegates', operation({
    operationId: 'ListDelegatesOfCourse',
    summary: 'List the Delegates of a Course',
    description: 'Everybody who is or was on a course, or waits for a place.',
    basis: ofOurs,
    rules: [courseExists],
    tag: 'Courses',
    wire: { params: CoursePath, querystring: anyQuery, response: { 200: Type.Array(replyOf(delegates)) } }
  }), (request, reply) => send(reply, 'Delegate', decide(request, ({ db, enforce }) => {
    const { courseDateId: id } = request.params
    enforce([courseExists], { id, found: findCourseDate(db, id) })
    const { where, values = [], ...page } = readQuery(delegates, request.query, request.entry.ignored)
    const whose = `delegate.courseDateId = ?${where ? ` AND (${where})` : ''}`
    return listRecords(db, delegates, delegates.fields, { where: whose, values: [id, ...values], ...page })
  })))

  app.post('/coursedates/:courseDateId/delegates', operation({
    operationId: 'RegisterDelegate',
    summary: 'Register a Delegate on a Course',
    description: 'Books a user on a course, or puts the user on its waiting list. A user has one delegate record for a course.',
    basis: ofOurs,
    rules: registrationRules,
    tag: 'Courses',
    wire: { params: CoursePath, body: bodyOf(delegates, 'create'), response: { 201: replyOf(delegates) } }
  }), (request, reply) => {
    reply.code(201)
    return send(reply, 'Delegate', decide(request, ({ db, now, enforce }) => {
      const { courseDateId } = request.params
      const body = request.body as Body
      const columns = columnsOf(delegates, body, 'create')
      const userId = String(columns.userId)
      const status = String(columns.status ?? 'Booked')
      const course = findCourseDate(db, courseDateId)
      const user = findUser(db, userId)
      enforce(registrationRules, {
        id: courseDateId,
        found: course,
        userId,
        user,
        present: findDelegate(db, userId, courseDateId)?.status,
        status,
        course,
        takesPlace: hasPlace(status),
        hadPlace: false
      })
      insertDelegate(db, { statusReason: null, bookingId: null, poNumber: null, attended: 0, grade: null, ...columns, userId: user!.id, courseDateId: course!.id, status, now: localDateTime(now) })
      settleCourse(db, courseDateId, localDateTime(now))
      return findRecord(db, delegates, `${user!.id}~${course!.id}`)!
    }))
  })

  app.put('/coursedates/:courseDateId/delegates/:delegateId', operation({
    operationId: 'UpdateDelegate',
    summary: 'Update a Delegate',
    description: 'Changes a delegate; the status Cancelled cancels, and the first on the waiting list moves up.',
    basis: ofOurs,
    rules: delegateChangeRules,
    tag: 'Courses',
    wire: { params: DelegatePath, body: bodyOf(delegates, 'update'), response: { 200: replyOf(delegates) } }
  }), (request, reply) => send(reply, 'Delegate', decide(request, ({ db, now, enforce }) => {
    const { courseDateId, delegateId } = request.params
    const [, userId = '', of = ''] = /^(.*)~([^~]*)$/.exec(delegateId) ?? []
    const present = of.toLowerCase() === courseDateId.toLowerCase() ? findDelegate(db, userId, courseDateId) : undefined
    const columns = columnsOf(delegates, request.body as Body, 'update')
    const status = String(columns.status ?? present?.status)
    enforce(delegateChangeRules, {
      id: delegateId,
      found: present,
      userId,
      user: {},
      present: present?.status,
      status,
      course: present && findCourseDate(db, courseDateId),
      takesPlace: hasPlace(status),
      hadPlace: present !== undefined && hasPlace(present.status)
    })
    updateRecord(db, 'delegate', { ...columns, dateUpdated: localDateTime(now) }, 'userId = ? AND courseDateId = ?', userId, courseDateId)
    settleCourse(db, courseDateId, localDateTime(now))
    return findRecord(db, delegates, `${present!.userId}~${present!.courseDateId}`)!
  })))
}

function readCourse ({ db, enforce }: World, id: string): string {
  const found = findRecord(db, courseDates, id)
  enforce([courseExists], { id, found })
  return found!
}

/** The template, if it is the company's. */
function findTemplateOf (db: World['db'], companyId: string, id: string): CourseTemplate | undefined {
  const template = findCourseTemplate(db, id)
  return template?.companyId.toLowerCase() === companyId.toLowerCase() ? template : undefined
}

function createCourse (world: World, named: { id: string, companyId?: string | undefined }, body: Body): string {
  const { db, now, enforce } = world
  const template = named.companyId === undefined ? findCourseTemplate(db, named.id) : findTemplateOf(db, named.companyId, named.id)
  enforce([templateExists], { id: named.id, found: template })
  const { id: courseId, companyId, cost, duration, durationType } = template!
  const columns: Columns = { companyId, netCost: cost, duration, durationType, minPlaces: 1, ...columnsOf(courseDates, body, 'create') }
  enforce(courseRules, factsOf(world, columns))
  const id = nextId(db, 'courseDate')
  const moment = localDateTime(now)
  insertRecord(db, 'courseDate', { ...columns, id, courseId, tax: taxOn(Number(columns.netCost)), dateCreated: moment, dateUpdated: moment })
  return findRecord(db, courseDates, id)!
}

function factsOf ({ db }: World, columns: object): CourseFacts {
  const course = { advertisedStartDate: null, advertisedEndDate: null, ...columns } as CourseFacts['course']
  return { course, company: findCompany(db, course.companyId) }
}
