import { Type, type Static } from '@sinclair/typebox'
import type { Database } from '../../sandbox/database.ts'
import type { FixtureFile } from '../../sandbox/fixtures.ts'
import { findCourseTemplate } from './courses/store.ts'
import { customFieldFixtureFiles } from './custom-fields/fixtures.ts'
import { courseDateStatuses, courseTypes, delegateStatuses, durationTypes, waitingLists } from './enumerations.ts'
import { taxOn } from './money.ts'
import { insertRecord, type Columns } from './store.ts'

const Id = Type.String({ minLength: 1, maxLength: 36 })
const About = Type.String({ minLength: 1 })
const Day = Type.String({ format: 'date' })
const Name = Type.String({ minLength: 1 })
const Ids = Type.Array(Id)
const oneOf = <const Value extends string>(values: readonly Value[]) => Type.Union(values.map(value => Type.Literal(value)))
const row = <const Shape extends Record<string, ReturnType<typeof Type.Optional> | ReturnType<typeof Type.String> | any>>(shape: Shape) =>
  Type.Object({ about: About, ...shape }, { additionalProperties: false })

/** When everything of a fixture was made, as nobody says. */
const long = '2020-01-01T09:00:00'
const made = { dateCreated: long, dateUpdated: long }

const GroupRow = row({ id: Id, name: Name })
const CompanyRow = row({
  id: Id,
  name: Name,
  isTrainingProvider: Type.Optional(Type.Boolean()),
  emailAddress: Type.Optional(Name),
  town: Type.Optional(Name),
  groupIds: Type.Optional(Ids)
})
const UserRow = row({
  id: Id,
  forenames: Name,
  surname: Name,
  email: Name,
  mainCompanyId: Id,
  password: Type.Optional(Name),
  apiKey: Type.Optional(Name),
  isService: Type.Optional(Type.Boolean()),
  status: Type.Optional(Name)
})
const CategoryRow = row({ id: Id, label: Name })
const VenueRow = row({ id: Id, label: Name, alias: Type.Optional(Name), town: Name, companyId: Id })
const TrainerRow = row({ id: Id, userId: Id, companyId: Id })
const TemplateRow = row({
  id: Id,
  label: Name,
  companyId: Id,
  type: oneOf(courseTypes),
  categoryIds: Ids,
  cost: Type.Integer({ minimum: 0 }),
  duration: Type.Number(),
  durationType: oneOf(durationTypes),
  summary: Type.Optional(Name),
  customFields: Type.Optional(Type.Record(Type.String(), Type.Unknown()))
})
const CourseDateRow = row({
  id: Id,
  courseId: Id,
  /** The first day, from nine in the morning, and the last, to half past four. */
  starts: Day,
  ends: Day,
  status: oneOf(courseDateStatuses),
  maxPlaces: Type.Integer({ minimum: 1 }),
  minPlaces: Type.Optional(Type.Integer({ minimum: 1 })),
  alias: Type.Optional(Name),
  aims: Type.Optional(Name),
  venueId: Type.Optional(Id),
  trainerIds: Type.Optional(Ids),
  waitingListType: Type.Optional(oneOf(waitingLists)),
  externalId: Type.Optional(Name),
  sessions: Type.Optional(Type.Array(Type.Object({ name: Name, day: Day }, { additionalProperties: false })))
})
const DelegatesRow = row({ courseDateId: Id, userIds: Ids, status: oneOf(delegateStatuses), registered: Day })
const DiscountRow = row({ code: Id, name: Name, percent: Type.Number({ minimum: 0, maximum: 100 }) })

const insertInto = (table: string, more: Columns = {}) => (db: Database, { about, ...columns }: Record<string, unknown>): void => {
  insertRecord(db, table, { ...more, ...toColumns(columns) })
}

const toColumns = (record: Record<string, unknown>): Columns =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, toColumn(value)]))

function toColumn (value: unknown): string | number | null {
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value as string | number | null
}

export const platformFixtureFiles: FixtureFile[] = [
  { file: 'accessplanit-company-groups.json', row: GroupRow, insert: insertInto('companyGroup') },
  { file: 'accessplanit-companies.json', row: CompanyRow, insert: insertInto('company', made) },
  { file: 'accessplanit-users.json', row: UserRow, insert: insertInto('user', made) },
  { file: 'accessplanit-categories.json', row: CategoryRow, insert: insertInto('category') },
  { file: 'accessplanit-venues.json', row: VenueRow, insert: insertInto('venue') },
  { file: 'accessplanit-trainers.json', row: TrainerRow, insert: insertInto('trainer') },
  { file: 'accessplanit-course-templates.json', row: TemplateRow, insert: insertInto('courseTemplate', made) },
  {
    file: 'accessplanit-course-dates.json',
    row: CourseDateRow,
    insert (db, { about, starts, ends, trainerIds = [], sessions = [], ...course }: Static<typeof CourseDateRow>) {
      const { companyId, cost, duration, durationType } = findCourseTemplate(db, course.courseId)!
      insertRecord(db, 'courseDate', {
        ...made,
        companyId,
        netCost: cost,
        tax: taxOn(cost),
        duration,
        durationType,
        startDate: `${starts}T09:00:00`,
        endDate: `${ends}T16:30:00`,
        isSessional: sessions.length > 0 ? 1 : 0,
        ...(sessions.length > 0 && { minimumSessions: 1, maximumSessions: sessions.length }),
        ...toColumns(course)
      })
      for (const trainerId of trainerIds) insertRecord(db, 'courseDateTrainer', { courseDateId: course.id, trainerId })
      sessions.forEach(({ name, day }: { name: string, day: string }, n: number) => insertRecord(db, 'session', {
        id: `${course.id}-${n + 1}`, courseDateId: course.id, name, startDate: `${day}T09:00:00`, endDate: `${day}T12:00:00`
      }))
    }
  },
  {
    file: 'accessplanit-delegates.json',
    row: DelegatesRow,
    insert (db, { courseDateId, userIds, status, registered }: Static<typeof DelegatesRow>) {
      for (const [n, userId] of userIds.entries()) {
        const moment = `${registered}T10:00:00`
        insertRecord(db, 'delegate', {
          userId,
          courseDateId,
          status,
          dateRegistered: moment,
          dateUpdated: moment,
          attended: status === 'Attended' || status === 'Completed' ? 1 : 0,
          turn: status === 'WaitingList' ? n + 1 : null
        })
      }
    }
  },
  { file: 'accessplanit-discounts.json', row: DiscountRow, insert: insertInto('discount') },
  ...customFieldFixtureFiles
]
