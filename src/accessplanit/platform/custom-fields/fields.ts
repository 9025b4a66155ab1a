import { inferred } from '../../../core/basis.ts'
import type { Database } from '../../../sandbox/database.ts'
import type { Field } from '../field.ts'
import { listCustomFields, type CustomField } from './store.ts'

/** The tables of records to which a platform can add fields, and what either version calls those; what they are kept under comes first. */
const extensible: Readonly<Record<string, readonly [string, ...string[]]>> = {
  courseTemplate: ['Course', 'CourseTemplate'],
  courseDate: ['CourseDate'],
  delegate: ['UserCourseDate', 'UserCourseDateClass', 'UserCourseDateELearning', 'UserCourseDateWeb', 'Delegate'],
  trainer: ['Trainer'],
  venue: ['Venue'],
  company: ['Company', 'Account'],
  user: ['User'],
  invoice: ['Invoice'],
  payment: ['Transaction']
}

export const extensibleNames: readonly string[] = Object.values(extensible).flat()

/** The table of the records of a name in any case; undefined where nothing can be added to them. */
export const tableCalled = (name: string): string | undefined =>
  Object.keys(extensible).find(table => extensible[table]!.some(it => it.toLowerCase() === name.toLowerCase()))

/** What the records of a table are called. */
export const namesOf = (table: string): readonly string[] => extensible[table] ?? []

/** A label as the name of a member: with underscores for all that is no letter and no digit. */
export const memberOf = (label: string): string => label.replace(/[^\p{L}\p{M}\p{N}_]/gu, '_')

/** The fields that the platform has added to the records of a table. */
export const addedTo = (db: Database, table: string): CustomField[] =>
  table in extensible ? listCustomFields(db, extensible[table]![0]) : []

const basis = inferred('The name is CF_ and the label with underscores, as a client of a real platform uses it')

/** One of them as a field of a feed: what goes before its name is a version's own. */
export function addedField (table: string, { label, type }: CustomField, before = ''): Field & { column: string } {
  const member = memberOf(label)
  const sql = `json_extract(${table}.customFields, '$."${member}"')`
  return { name: `${before}${member}`, type, sql, column: `customFields.${member}`, description: label, basis }
}
