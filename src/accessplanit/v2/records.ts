import { Failure } from '../../core/errors.ts'
import type { Rule } from '../../core/rule.ts'
import type { World } from '../../http/decide.ts'
import { hasPlace, settleCourse } from '../platform/delegates.ts'
import { findRecord } from '../platform/feed.ts'
import { localDateTime } from '../platform/local-time.ts'
import { taxOn } from '../platform/money.ts'
import {
  findCompany, findCourseDate, findCourseTemplate, findDelegate, findInvoice, findPayment, findUser, findVenue, insertRecord, nextId, updateRecord, type Columns
} from '../platform/store.ts'
import { courseRules, delegateChangeRules, isThere, registrationRules, templateExists, venueExists, type CourseFacts } from '../v1/courses/rules.ts'
import { paymentRules } from '../v1/finance/rules.ts'
import { companyExists, companyRules, userRules } from '../v1/users/rules.ts'
import { companyFacts, userFacts } from '../v1/users/routes.ts'
import { fieldsOf } from './custom-fields.ts'
import type { Module } from './field.ts'
import { columnsOf, refuseWithout, type Body } from './writing.ts'

/** What the records of version 2 are held to when they are written: what version 1 holds them to. */

export const recordExists = isThere('record.exists', 'A record', 'ID', 'The path names it')

const rulesOf: Readonly<Record<string, readonly Rule[]>> = {
  CourseDate: [templateExists, venueExists, ...courseRules],
  User: userRules,
  Company: companyRules,
  Venue: [companyExists],
  UserCourseDate: [...registrationRules, ...delegateChangeRules],
  Transaction: paymentRules
}

export const writeRulesOf = ({ name }: Module): readonly Rule[] => rulesOf[name] ?? []

/** The id of the record that a POST is about, if it is there already: then the POST updates it. */
export function findForUpsert ({ db }: World, module: Module, body: Body): string | undefined {
  const [id, externalId] = ['ID', 'ExternalID'].map(name => body[name])
  if (typeof id === 'string' && id !== '' && findRecord(db, module, id)) return id
  const external = module.fields.find(field => field.name === 'ExternalID')
  if (!external || typeof externalId !== 'string' || externalId === '') return undefined
  return db.prepare(`SELECT ${module.key} FROM ${module.from} WHERE ${external.sql} = ?`).pluck().get(externalId) as string | undefined
}

/** Stores a new record, and answers its id. */
export function createRecord (world: World, module: Module, body: Body): string {
  const { db, now } = world
  refuseWithout(module, body)
  const columns = columnsOf(db, module, fieldsOf(db, module), body, undefined)
  if (module.name === 'UserCourseDate') return register(world, columns)
  const id = String(columns.id ?? nextId(db, module.table!))
  const moment = localDateTime(now)
  const completed = complete(world, module, { ...columns, id })
  judge(world, module, completed, undefined)
  insertRecord(db, module.table!, { ...completed, ...(isDated(module) && { dateCreated: moment, dateUpdated: moment }), ...(module.name === 'Communication' && { dateCreated: moment }) })
  return id
}

/** Changes the members of a record that are given, and answers its id. */
export function updateRecordOf (world: World, module: Module, id: string, body: Body): string {
  const { db, now, enforce } = world
  enforce([recordExists], { id, found: findRecord(db, module, id) })
  const { id: _, ...columns } = columnsOf(db, module, fieldsOf(db, module), body, id)
  if (module.name === 'UserCourseDate') return changeDelegate(world, id, columns)
  judge(world, module, columns, id)
  if (columns.netCost !== undefined) columns.tax = taxOn(Number(columns.netCost))
  updateRecord(db, module.table!, { ...columns, ...(isDated(module) && { dateUpdated: localDateTime(now) }) }, 'id = ?', id)
  // Who says what the status is to be is taken at the word.
  if (module.name === 'CourseDate' && columns.maxPlaces !== undefined && columns.status === undefined) settleCourse(db, id, localDateTime(now))
  return id
}

export function deleteRecord (world: World, module: Module, id: string): void {
  const { db, now } = world
  const [keys, values] = module.keyColumns ? [module.keyColumns, id.split('~')] : [['id'], [id]]
  const message = `${module.name} ${id} is used by other records; delete those first.`
  const isUsed = () => new Failure('unacceptable', message, { errors: { ID: [message] } })
  if (module.usedBy && db.prepare(`SELECT ${module.usedBy}`).pluck().get(id) === 1) throw isUsed()
  try {
    db.prepare(`DELETE FROM ${module.table} WHERE ${keys.map(key => `${key} = ?`).join(' AND ')}`).run(...values)
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_CONSTRAINT_FOREIGNKEY') throw error
    throw isUsed()
  }
  if (module.name === 'UserCourseDate') settleCourse(db, values[1]!, localDateTime(now))
}

const isDated = ({ table }: Module): boolean => ['user', 'company', 'courseTemplate', 'courseDate', 'invoice'].includes(table!)

/** What is left out comes from elsewhere. */
function complete ({ db, now }: World, { name }: Module, columns: Columns): Columns {
  switch (name) {
    case 'CourseDate': {
      const template = findCourseTemplate(db, String(columns.courseId))
      const netCost = columns.netCost ?? template?.cost ?? 0
      return {
        companyId: template?.companyId ?? '',
        duration: template?.duration ?? 1,
        durationType: template?.durationType ?? 'Day',
        minPlaces: 1,
        ...columns,
        netCost,
        tax: taxOn(Number(netCost))
      }
    }
    case 'Course': return { companyId: firstProvider(db), ...columns }
    case 'Transaction': return { date: localDateTime(now), ...columns }
    default: return columns
  }
}

const firstProvider = (db: World['db']): string => db.prepare('SELECT id FROM company WHERE isTrainingProvider ORDER BY id').pluck().get() as string

function judge (world: World, { name }: Module, columns: Columns, id: string | undefined): void {
  const { db, enforce } = world
  switch (name) {
    case 'CourseDate': {
      const present = id === undefined ? undefined : findCourseDate(db, id)
      const course = { advertisedStartDate: null, advertisedEndDate: null, ...present, ...columns } as unknown as CourseFacts['course'] & { courseId: string }
      enforce([templateExists], { id: course.courseId, found: findCourseTemplate(db, course.courseId) })
      if (columns.venueId) enforce([venueExists], { id: columns.venueId, found: findVenue(db, columns.venueId) })
      enforce(courseRules, { course, company: findCompany(db, course.companyId) })
      return
    }
    case 'User': {
      enforce(userRules, userFacts(world, columns, id, id === undefined ? findUser(db, String(columns.id))?.id : undefined))
      return
    }
    case 'Company': {
      enforce(companyRules, companyFacts(world, columns, id === undefined ? findCompany(db, String(columns.id))?.id : undefined))
      return
    }
    case 'Venue': {
      if (columns.companyId) enforce([companyExists], { id: columns.companyId, found: findCompany(db, columns.companyId) })
      return
    }
    case 'Transaction': {
      const { invoiceId, amount } = { ...(id !== undefined && findPayment(db, id)), ...columns }
      enforce(paymentRules, { id: invoiceId, found: findInvoice(db, invoiceId), amount })
    }
  }
}

/** A new delegate record. */
function register ({ db, now, enforce }: World, columns: Columns): string {
  const [userId, courseDateId, status] = [String(columns.userId), String(columns.courseDateId), String(columns.status ?? 'Booked')]
  const course = findCourseDate(db, courseDateId)
  const user = findUser(db, userId)
  enforce(registrationRules, {
    id: courseDateId, found: course, userId, user, present: findDelegate(db, userId, courseDateId)?.status, status, course, takesPlace: hasPlace(status), hadPlace: false
  })
  const moment = localDateTime(now)
  insertRecord(db, 'delegate', { ...columns, userId: user!.id, courseDateId: course!.id, status, dateRegistered: moment, dateUpdated: moment })
  settleCourse(db, course!.id, moment)
  return `${user!.id}~${course!.id}`
}

function changeDelegate ({ db, now, enforce }: World, id: string, { userId: _user, courseDateId: _course, ...columns }: Columns): string {
  const [userId = '', courseDateId = ''] = id.split('~')
  const present = findDelegate(db, userId, courseDateId)!
  const status = String(columns.status ?? present.status)
  enforce(delegateChangeRules, {
    id, found: present, userId, user: {}, present: present.status, status, course: findCourseDate(db, courseDateId), takesPlace: hasPlace(status), hadPlace: hasPlace(present.status)
  })
  updateRecord(db, 'delegate', { ...columns, dateUpdated: localDateTime(now) }, 'userId = ? AND courseDateId = ?', userId, courseDateId)
  settleCourse(db, courseDateId, localDateTime(now))
  return id
}
