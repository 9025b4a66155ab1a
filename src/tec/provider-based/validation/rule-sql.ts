import { one, run, type Database } from '../../../sandbox/database.ts'
import type { Collection } from '../collections/collection.ts'
import type { RecordRule } from '../collections/record-rule.ts'
import { recordRules } from '../collections/rules.ts'

/** How the rules of records become SQL: one statement a rule, which notes the records that break it. */

/** Where a finding keeps what another record is called; no member of a record has this name. */
export const otherMember = 'other record'

/** How sentences are read, for the rules whose SQL asks. */
export interface ReadingsInSql {
  /** Whether each of several learners with one id is at fault, or each but the first. */
  readonly eachDuplicate: 0 | 1
  /** Whether sources of funding 12 and 20 pay international fees as 02 does. */
  readonly fundingAs02: 0 | 1
  /** Whether a learner with source of funding 05 is a STAR learner. */
  readonly starIs05: 0 | 1
  /** Whether a date of birth is the day as it was written. */
  readonly birthAsWritten: 0 | 1
}

/** What the rules' SQL may ask for, and the records to judge: those after one id, up to another. */
export interface Range extends ReadingsInSql {
  readonly run: number
  readonly submission: number
  readonly eid: number
  readonly returnId: number
  readonly returnYear: number
  readonly isFull: 0 | 1
  /** The day as at which learners are held against the National Student Index. */
  readonly extractDate: string
  /** The year of the list of iwi that the validation goes by. */
  readonly iwiListYear: number
  readonly today: string
  readonly after: number
  readonly until: number
}

/** Notes the records of a range that break a rule. */
export const noteFindings: ReadonlyMap<RecordRule, (db: Database, range: Range) => number> =
  new Map(recordRules.map(rule => [rule, run(findingsOf(rule))]))

function findingsOf ({ code, collection: { table, fields }, holds, other }: RecordRule): string {
  const column = (name: string) => fields.some(field => field.name === name) ? `record.${name}` : 'NULL'
  const members = ['localId', ...fields.map(({ name }) => name)].map(name => `'${name}', record.${name}`)
  if (other !== undefined) members.push(`'${otherMember}', ${other}`)
  return `
    INSERT INTO finding (run, rule, localId, courseCode, studentId, record)
    SELECT :run, '${code}', record.localId, ${column('courseCode')}, ${column('studentIdentificationCode')},
      json_object(${members.join(', ')})
    FROM ${table} AS record NOT INDEXED
    WHERE record.id > :after AND record.id <= :until AND record.submission = :submission AND NOT (${holds})`
}

/** Where a range begins and ends. */
export type Ids = Pick<Range, 'after' | 'until'>

/** The same, and how many records it has. */
type Found = Ids & { readonly count: number }

const ranges = new Map<Collection, (db: Database, ...values: number[]) => Found | undefined>()

/**
 * The range of the next so many records of a collection after an id. It starts at the first of them, as those before may be many, and
 * another submission's.
 */
export function findRange (db: Database, collection: Collection, submission: number, after: number, count: number): Found | undefined {
  let range = ranges.get(collection)
  if (!range) {
    ranges.set(collection, range = one<Found>(`
      SELECT min(id) - 1 AS after, max(id) AS until, count(*) AS count
      FROM (SELECT id FROM ${collection.table} NOT INDEXED WHERE id > ? AND submission = ? ORDER BY id LIMIT ?) HAVING count(*) > 0`))
  }
  return range(db, after, submission, count)
}
