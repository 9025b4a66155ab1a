import { findDelegate } from '../../platform/bookings/store.ts'
import type { Body } from '../../platform/columns.ts'
import type { PlatformContext } from '../../platform/context.ts'
import { addTrainer, putAtVenue } from '../../platform/courses/assigning.ts'
import { courseDateExists } from '../../platform/courses/rules.ts'
import { findCourseDate, findCourseTemplate, type CourseTemplate } from '../../platform/courses/store.ts'
import { findRecord } from '../../platform/feed.ts'
import { partsOf } from '../../platform/key.ts'
import { inBody } from '../../platform/must-exist.ts'
import { companyExists } from '../../platform/people/rules.ts'
import { findCompany } from '../../platform/people/store.ts'
import type { QueryString } from '../../query/options.ts'
import { change, create, listAllOf, listAmong } from '../records.ts'
import { courseDates, courseTemplates, delegates } from './feeds.ts'
import { courseDate, delegate, templateExists } from './kinds.ts'

/** The templates of a training provider. */
export function listTemplates (context: PlatformContext, companyId: string): string[] {
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
  const id = String(body.CourseTemplateID ?? '')
  const template = findCourseTemplate(context.db, id)
  context.enforce([inBody(templateExists)], { id, found: template })
  return create(context, courseDates, courseDate, body, { courseId: template!.id })
}

/** A date of the template that the path names. */
export function createCourseDateOf (context: PlatformContext, companyId: string, id: string, body: Body): string {
  const template = findTemplateOf(context.db, companyId, id)
  context.enforce([templateExists], { id, found: template })
  return create(context, courseDates, courseDate, body, { courseId: template!.id })
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
export function listDelegatesOf (context: PlatformContext, courseDateId: string, query: QueryString): string[] {
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
