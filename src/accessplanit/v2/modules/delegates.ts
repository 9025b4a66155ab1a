import { delegateStatuses } from '../../platform/enumerations.ts'
import { field, seenAre, type ModuleField } from '../field.ts'

/** What the modules of delegates have in common: users on courses, of whichever type. */

export const delegateFrom = `delegate JOIN user ON user.id = delegate.userId JOIN courseDate ON courseDate.id = delegate.courseDateId
    JOIN courseTemplate ON courseTemplate.id = courseDate.courseId LEFT JOIN company ON company.id = user.mainCompanyId`

export const delegateId = "delegate.userId || '~' || delegate.courseDateId"
export const delegateKey = { key: delegateId, keyColumns: ['delegate.userId', 'delegate.courseDateId'] } as const

const seen = 'UserID CourseDateID UserFullName CompanyName CourseOrAliasName StartDate EndDate DateStamp Status CourseDateBookingID'

export const delegateFields: readonly ModuleField[] = seenAre(seen, [
  field('ID', 'text', delegateId),
  field('UserID', 'text', 'delegate.userId', { column: 'userId', required: true }),
  field('CourseDateID', 'text', 'delegate.courseDateId', { column: 'courseDateId', required: true }),
  field('UserFullName', 'text', "user.forenames || ' ' || user.surname"),
  field('CompanyName', 'text', 'company.name'),
  field('CourseOrAliasName', 'text', "coalesce(nullif(courseDate.alias, ''), courseTemplate.label)"),
  field('StartDate', 'dateTime', 'courseDate.startDate'),
  field('EndDate', 'dateTime', 'courseDate.endDate'),
  field('DateStamp', 'dateTime', 'delegate.dateRegistered'),
  field('Status', 'text', 'delegate.status', { column: 'status', values: delegateStatuses }),
  field('StatusReason', 'text', 'delegate.statusReason', { column: 'statusReason' }),
  field('CourseDateBookingID', 'integer', 'CAST(coalesce(delegate.bookingId, 0) AS INTEGER)'),
  field('PONumber', 'text', 'delegate.poNumber', { column: 'poNumber', max: 50 })
])

/** The same delegates, those of one type of course. */
export const ofType = (type: string): string =>
  delegateFrom.replace('JOIN courseTemplate ON', `JOIN courseTemplate ON courseTemplate.type = '${type}' AND`)
