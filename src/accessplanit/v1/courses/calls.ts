import { findDelegate } from '../../platform/bookings/store.ts'
import type { Body } from '../../platform/columns.ts'
import type { Columns } from '../../platform/store.ts'
import type { PlatformContext } from '../../platform/context.ts'
import { addTrainer, putAtVenue } from '../../platform/courses/assigning.ts'
import { courseDateExists, venueExists } from '../../platform/courses/rules.ts'
import { findCourseDate, findCourseTemplate, findVenueOf, type CourseTemplate } from '../../platform/courses/store.ts'
import { findRecord } from '../../platform/feed.ts'
import { partsOf } from '../../platform/key.ts'
import { inBody } from '../../platform/must-exist.ts'
import { companyExists } from '../../platform/people/rules.ts'
import { findCompany } from '../../platform/people/store.ts'
import { refusalOf, type QueryString } from '../../query/options.ts'
import { change, create, listAllOf, listAmong, type Listed } from '../records.ts'
import { courseDates, courseTemplates, delegates } from './feeds.ts'
import { courseDate, delegate, templateExists } from './kinds.ts'
import { location, minPlaces } from '../readings.ts'

/** The templates of a training provider. */
export function listTemplates (context: PlatformContext, companyId: string): Listed {
  context.enforce([companyExists], { id: companyId, found: findCompany(context.db, companyId) })
  return listAllOf(context, courseTemplates, 'courseTemplate.companyId', companyId)
}

export function getTemplate ({ db, enforce }: PlatformContext, companyId: string, id: string): string {
  enforce([templateExists], { id, found: findTemplateOf(db, companyId, id) })
  return findRecord(db, courseTemplates, id)!
}

/** The template, if it is the company's. */
function findTemplateOf (db: PlatformContext['db'], companyId: string, id: string): CourseTemplate | undefined {
  const template = findCourseTemplate(db, id)
  return template?.companyId.toLowerCase() === companyId.toLowerCase() ? template : undefined
}

/** A date of the template that the body names. */
export function createCourseDate (context: PlatformContext, body: Body): string {
  demandMinPlaces(context, body)
  const id = String(body.CourseTemplateID ?? '')
  const template = findCourseTemplate(context.db, id)
  context.enforce([inBody(templateExists)], { id, found: template })
  return create(context, courseDates, courseDate, body, { courseId: template!.id, ...placeOf(context, body) })
}

/** A date of the template that the path names. */
export function createCourseDateOf (context: PlatformContext, companyId: string, id: string, body: Body): string {
  demandMinPlaces(context, body)
  const template = findTemplateOf(context.db, companyId, id)
  context.enforce([templateExists], { id, found: template })
  const { CourseTemplateID: named } = body
  if (named !== undefined && String(named).toLowerCase() !== id.toLowerCase()) context.ignored.push('CourseTemplateID')
  return create(context, courseDates, courseDate, body, { courseId: template!.id, ...placeOf(context, body) })
}

export function updateCourseDate (context: PlatformContext, id: string, body: Body): string {
  context.enforce([courseDateExists], { id, found: findCourseDate(context.db, id) })
  demandMinPlaces(context, body)
  return change(context, courseDates, courseDate, id, body, placeOf(context, body))
}

function demandMinPlaces ({ reading }: PlatformContext, { MinPlaces }: Body): void {
  if (MinPlaces === undefined && reading(minPlaces) === 'mandatory') throw refusalOf('MinPlaces', 'MinPlaces is required.')
}

/** The venue of a location, which is its alias or its label; only by one reading can it be written. */
function placeOf (context: PlatformContext, { Location }: Body): Columns {
  if (Location === undefined) return {}
  if (context.reading(location) === 'read') {
    context.ignored.push('Location')
    return {}
  }
  const found = Location === '' ? null : findVenueOf(context.db, { location: String(Location) })
  if (Location !== '') context.enforce([inBody(venueExists)], { id: Location, found })
  return { venueId: found ?? null }
}

export function assignVenue (context: PlatformContext, id: string, venueId: string): string {
  putAtVenue(context, id, venueId)
  return findRecord(context.db, courseDates, id)!
}

export function assignTrainer (context: PlatformContext, id: string, trainerId: string): string {
  addTrainer(context, id, trainerId)
  return findRecord(context.db, courseDates, id)!
}

/** The delegates of a course. */
export function listDelegatesOf (context: PlatformContext, courseDateId: string, query: QueryString): Listed {
  context.enforce([courseDateExists], { id: courseDateId, found: findCourseDate(context.db, courseDateId) })
  return listAmong(context, delegates, query, 'delegate.courseDateId', courseDateId)
}

export const registerDelegate = (context: PlatformContext, courseDateId: string, body: Body): string =>
  create(context, delegates, delegate, body, { courseDateId })

/** A delegate is changed on its own course only. */
export function updateDelegate (context: PlatformContext, courseDateId: string, id: string, body: Body): string {
  const [userId = '', ofCourse = ''] = partsOf(id, 2)
  const isOfCourse = ofCourse.toLowerCase() === courseDateId.toLowerCase() && findDelegate(context.db, userId, ofCourse) !== undefined
  if (!isOfCourse) context.enforce(delegate.rules.update, { id, found: undefined })
  return change(context, delegates, delegate, id, body)
}
