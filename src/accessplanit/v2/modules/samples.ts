import type { ExampleScene, OperationExample } from '../../../http/operation-example.ts'
import { prepareCached, type Database } from '../../../sandbox/database.ts'
import { findRemovable } from '../../platform/removable.ts'
import {
  findBooked, findCategory, findCustomer, findOpenCourse, findUnpaidInvoice, findUserToBook, findVenue, freeAddress
} from '../../platform/sample-records.ts'
import type { Module, ModuleField } from '../field.ts'

/** A request of each call of a module that the platform accepts as it is; what a module does not say of itself is made of its fields. */

type Sample = (scene: ExampleScene) => Record<string, unknown>

const courseIn = ({ db, sandbox }: ExampleScene) => findOpenCourse(db, sandbox.clock.now())

/** New records, by module. */
const created: Readonly<Record<string, Sample>> = {
  Category: () => ({ Label: 'Machinery' }),
  Communication: scene => ({
    MappedIDType: 'User',
    MappedID: findBooked(scene.db, courseIn(scene)?.id),
    Subject: 'Your course',
    Body: 'We look forward to seeing you.'
  }),
  Company: () => ({ Name: 'Tasman Bay Builders Ltd', Email: 'office@tasmanbay.example', Town: 'Nelson' }),
  CompanyGroup: () => ({ Name: 'Hospitality' }),
  Course: ({ db }) => ({
    Label: 'Rigging', CourseType: 'Class', Cost: 320, Duration: 1, DurationType: 'Day', CategoryIDs: [findCategory(db)]
  }),
  CourseDate: scene => ({
    CourseID: courseIn(scene)?.courseId,
    StartDate: `${scene.day(30)}T09:00:00`,
    EndDate: `${scene.day(30)}T16:30:00`,
    Places: 12,
    VenueID: findVenue(scene.db)
  }),
  Transaction ({ db, day }) {
    const { id, outstanding = 0 } = findUnpaidInvoice(db) ?? {}
    return { InvoiceID: id, Amount: Math.min(outstanding / 100, 50), Date: `${day(0)}T00:00:00`, Method: 'Card', Reference: 'Deposit' }
  },
  User: ({ db }) => ({ Forenames: 'Aroha', Surname: 'Ngata', Email: freeAddress(db), MainCompanyID: findCustomer(db)?.id }),
  UserCourseDate (scene) {
    const { id } = courseIn(scene) ?? {}
    return { UserID: findUserToBook(scene.db, id)?.id, CourseDateID: id, Status: 'Booked' }
  },
  Venue: () => ({ Label: 'Westport Workshop', Town: 'Westport', Country: 'New Zealand' }),
  Webhook: () => ({ Module: 'User', Url: 'https://tms.example/hooks/users', Events: ['Create', 'Update'], Enabled: false })
}

/** Changes, by module. */
const changed: Readonly<Record<string, Sample>> = {
  Category: () => ({ Label: 'Health and safety' }),
  Communication: () => ({ Subject: 'Your course next week' }),
  Company: () => ({ Address: '12 Trafalgar Street', Town: 'Nelson' }),
  CompanyGroup: () => ({ Name: 'Building trades' }),
  Course: () => ({ Summary: 'What to know before the first day', Advertise: true }),
  CourseDate: () => ({ Aims: 'Know what to do first' }),
  CourseDateBooking: () => ({ PONumber: 'PO-1001' }),
  Invoice: ({ day }) => ({ DateDue: `${day(30)}T00:00:00`, PONumber: 'PO-1001' }),
  Transaction: () => ({ Reference: 'Deposit' }),
  User: () => ({ JobTitle: 'Site manager', Town: 'Nelson' }),
  UserCourseDate: () => ({ PONumber: 'PO-1001' }),
  Venue: () => ({ Alias: 'Upstairs', Country: 'New Zealand' }),
  Webhook: () => ({ Events: ['Create'] })
}

/** A record of the module: the one that examples elsewhere are about, if it has such, else its first. */
function idIn (scene: ExampleScene, module: Module): string | undefined {
  const course = courseIn(scene)
  if (module.name === 'CourseDate' && course) return course.id
  if (module.name === 'User' && course) return findBooked(scene.db, course.id)
  if (module.name === 'UserCourseDate' && course) return `${findBooked(scene.db, course.id)}~${course.id}`
  return valueOfFirst(scene.db, module, module.key)
}

function valueOfFirst (db: Database, { from, key, keyColumns = [key] }: Module, sql: string, where = 'true'): string | undefined {
  const first = prepareCached(db, `SELECT ${sql} FROM ${from} WHERE ${where} ORDER BY ${keyColumns.join(', ')} LIMIT 1`)
  return first.pluck().get() as string | undefined
}

/** So many members are enough to see how they are chosen. */
const shown = 4

export function listSample ({ db, day }: ExampleScene, module: Module): OperationExample {
  const names = module.fields.slice(0, shown).map(it => it.name)
  const [first = 'ID'] = names.filter(name => name !== 'ID')
  return {
    query: {
      $select: names.join(','),
      $filter: module.name === 'CourseDate' ? `StartDate ge ${day(0)} and Status eq 'Available'` : filterOf(db, module),
      $orderby: module.name === 'CourseDate' ? 'StartDate asc' : `${first} asc`,
      $top: '10',
      $skip: '0',
      $count: 'true'
    }
  }
}

/** A filter that finds the first record that has something to be found by, and those like it. */
function filterOf (db: Database, module: Module): string {
  for (const field of module.fields.filter(isNamed)) {
    const value = valueOfFirst(db, module, field.sql, `length(${field.sql}) > 0`)
    if (value !== undefined) return `startswith(${field.name}, '${value.slice(0, 3).replaceAll("'", "''").trim()}')`
  }
  return "ID ne ''"
}

const isNamed = ({ name, type, sql }: ModuleField): boolean => type === 'text' && !/ID$/.test(name) && !sql.startsWith("'") && sql !== 'NULL'

export const getSample = (scene: ExampleScene, module: Module): OperationExample => ({ params: { id: idIn(scene, module) } })

export const createSample = (scene: ExampleScene, module: Module): OperationExample => ({
  body: created[module.name]?.(scene) ??
    Object.fromEntries(module.fields.filter(field => field.required === true).map(field => [field.name, valueFor(scene, field)]))
})

export function updateSample (scene: ExampleScene, module: Module): OperationExample {
  const written = module.fields.find(field => field.column !== undefined && isNamed(field))
  const change = written ? { [written.name]: valueFor(scene, written) } : {}
  return { ...getSample(scene, module), body: changed[module.name]?.(scene) ?? change }
}

export const deleteSample = ({ db }: ExampleScene, module: Module): OperationExample =>
  ({ params: { id: module.kind && findRemovable(db, module.kind) } })

function valueFor ({ day }: ExampleScene, { type, values, isSingle }: ModuleField): unknown {
  if (values) return values[0]
  switch (type) {
    case 'text': return 'Example'
    case 'dateTime': return `${day(0)}T09:00:00`
    case 'boolean': return true
    case 'list': return isSingle ? 'Example' : ['Example']
    case 'object': return {}
    default: return 1
  }
}
