import { Type, type Static } from '@sinclair/typebox'
import type { FixtureFile } from '../../sandbox/fixtures.ts'
import { basketFixtureFiles } from './baskets/fixtures.ts'
import { bookingFixtureFiles } from './bookings/fixtures.ts'
import { findCourseTemplate } from './courses/store.ts'
import { courseDateStatuses, courseTypes, durationTypes, waitingLists } from './enumerations.ts'
import { customFieldFixtureFiles } from './custom-fields/fixtures.ts'
import { financeFixtureFiles } from './finance/fixtures.ts'
import { Day, Id, Ids, insertInto, made, Name, oneOf, onDay, row, toColumns, Values } from './fixture-rows.ts'
import { taxOn } from './money.ts'
import { roleIds } from './roles/role.ts'
import { giveRole } from './roles/store.ts'
import { insertRecord } from './store.ts'
import { webhookFixtureFiles } from './webhooks/fixtures.ts'

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
  email: Type.Optional(Name),
  mainCompanyId: Type.Optional(Id),
  password: Type.Optional(Name),
  apiKey: Type.Optional(Name),
  isService: Type.Optional(Type.Boolean()),
  status: Type.Optional(Name)
})
/** What a user of the fixture is, and the password to log in with as that. */
const RoleRow = row({ userId: Id, role: oneOf(Object.values(roleIds)), password: Type.Optional(Name) })
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
  customFields: Type.Optional(Values)
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
  customFields: Type.Optional(Values),
  sessions: Type.Optional(Type.Array(Type.Object({ name: Name, day: Day }, { additionalProperties: false })))
})
const CommunicationRow = row({
  id: Id,
  mappedType: oneOf(['User', 'Company']),
  mappedId: Id,
  communicationTypeId: Id,
  subject: Name,
  body: Name,
  logged: Day
})
const DiscountRow = row({ code: Id, name: Name, percent: Type.Number({ minimum: 0, maximum: 100 }) })

export const platformFixtureFiles: FixtureFile[] = [
  { file: 'accessplanit-company-groups.json', row: GroupRow, insert: insertInto('companyGroup') },
  { file: 'accessplanit-companies.json', row: CompanyRow, insert: insertInto('company', made) },
  { file: 'accessplanit-users.json', row: UserRow, insert: insertInto('user', made) },
  {
    file: 'accessplanit-roles.json',
    row: RoleRow,
    insert: (db, { userId, role, password }: Static<typeof RoleRow>) => { giveRole(db, { userId, role, password: password ?? null }) }
  },
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
  ...bookingFixtureFiles,
  ...financeFixtureFiles,
  {
    file: 'accessplanit-communications.json',
    row: CommunicationRow,
    insert (db, { about, logged, ...communication }: Static<typeof CommunicationRow>) {
      insertRecord(db, 'communication', { ...communication, dateCreated: onDay(logged) })
    }
  },
  { file: 'accessplanit-discounts.json', row: DiscountRow, insert: insertInto('discount') },
  ...basketFixtureFiles,
  ...webhookFixtureFiles,
  ...customFieldFixtureFiles
]
