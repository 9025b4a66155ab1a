import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import type { Test } from 'tap'
import { parseFilter } from '../../../src/accessplanit/query/filter.ts'
import { FilterFault } from '../../../src/accessplanit/query/reader.ts'
import { compileFilter } from '../../../src/accessplanit/query/sql.ts'
import { fields, storeCourses, type Course } from './courses.ts'

export const scaffolding: Course = {
  ID: 'S',
  Name: 'Scaffolding',
  CourseType: 'Class',
  Cost: 10,
  Places: 12,
  Advertise: true,
  StartDate: '2026-03-02T09:00:00',
  Tags: ['Trades', 'Height'],
  CF_Tūranga: 'Kaiako'
}
export const forklift: Course = {
  ID: 'F',
  Name: "O'Brien's forklift",
  CourseType: 'eLearning',
  Cost: 9.5,
  Places: 0,
  Advertise: false,
  StartDate: '2026-03-02T00:00:00',
  Tags: [],
  CF_Tūranga: ''
}
/** Of a course of which nothing is known but its name. */
export const painting: Course = {
  ID: 'P',
  Name: '100% pain_ting',
  CourseType: null,
  Cost: null,
  Places: null,
  Advertise: null,
  StartDate: null,
  Tags: null,
  CF_Tūranga: null
}

export type Store = ReturnType<typeof storeCourses>

/** The courses for which a filter is true, by id. */
export function find (db: Store, text: string): string[] {
  const { sql, values } = compileFilter(parseFilter(text), fields)
  return db.prepare(`SELECT id FROM course WHERE ${sql} ORDER BY rowid`).pluck().all(...values) as string[]
}

/** Asserts which fault a text has, if it is read so. */
export function faults (t: Test, read: (text: string) => unknown, cases: Array<[text: string, position: number, complaint: string]>): void {
  for (const [text, position, complaint] of cases) {
    t.throws(() => read(text), { constructor: FilterFault, position, message: `At position ${position}: ${complaint}.` }, text.slice(0, 60))
  }
}

export const anyCharacter = fc.oneof(
  fc.constantFrom("'", '(', ')', ',', ' ', '-', '.', ':', '0', 'e', '\\', '"', '%', '\0', '\n', '\u00A0', '\uD83C', '\uDF89', 'İ'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })
)

/** A text with one character lost, added or another. */
export const damaged = (text: string) => fc.tuple(fc.nat(text.length), fc.constantFrom(0, 1), fc.oneof(fc.constant(''), anyCharacter))
  .map(([at, lost, added]) => text.slice(0, at) + added + text.slice(at + lost))

export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.constantFrom(
      'Cost', 'eq', 'and', 'or', 'not', 'null', 'contains', '(', ')', ',', "'", "'x'", '10', '2026-03-02', ' ', 'asc', 'desc'
    ), { maxLength: 12 })
    .map(parts => parts.join(' '))
)

/** What is done with a text is done, or is a fault somewhere in it. */
export function readsOrFaults (text: string, read: (text: string) => unknown): 'read' | 'fault' {
  try {
    read(text)
    return 'read'
  } catch (error) {
    if (!(error instanceof FilterFault)) throw error
    const { position, message } = error
    const isIn = position !== undefined && Number.isInteger(position) && position >= 0 && position <= text.length
    deepStrictEqual(isIn, true, `${position} is in the text`)
    deepStrictEqual(message.startsWith(`At position ${position}: `), true, message)
    return 'fault'
  }
}
