import BetterSqlite from 'better-sqlite3'
import type { Field } from '../../../src/accessplanit/query/field.ts'

/** A made-up course date. A moment is New Zealand's time: `2026-03-02T09:00:00`. */
export interface Course {
  ID: string
  Name: string | null
  CourseType: string | null
  Cost: number | null
  Places: number | null
  Advertise: boolean | null
  StartDate: string | null
  Tags: string[] | null
  CF_Tūranga: string | null
}

export const fields: readonly Field[] = [
  { name: 'ID', type: 'text', sql: 'course.id' },
  { name: 'Name', type: 'text', sql: 'course.name' },
  { name: 'CourseType', type: 'text', sql: 'course.courseType' },
  { name: 'Cost', type: 'number', sql: 'course.cost' },
  { name: 'Places', type: 'number', sql: 'course.places' },
  { name: 'Advertise', type: 'boolean', sql: 'course.advertise' },
  { name: 'StartDate', type: 'dateTime', sql: 'course.startDate' },
  { name: 'Tags', type: 'list', sql: 'course.tags' },
  { name: 'CF_Tūranga', type: 'text', sql: 'course.turanga' }
]

const table = `
  CREATE TABLE course (id TEXT, name TEXT, courseType TEXT, cost REAL, places INTEGER, advertise INTEGER, startDate TEXT,
    tags TEXT, turanga TEXT);
  CREATE INDEX courseByStart ON course (startDate);
  CREATE INDEX courseByName ON course (name COLLATE NOCASE)`

/** A database that holds the courses in a table `course`. */
export function storeCourses (courses: readonly Course[]): BetterSqlite.Database {
  const db = new BetterSqlite(':memory:')
  db.exec(table)
  const insert = db.prepare('INSERT INTO course VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  for (const { ID, Name, CourseType, Cost, Places, Advertise, StartDate, Tags, CF_Tūranga: turanga } of courses) {
    insert.run(
      ID, Name, CourseType, Cost, Places, Advertise === null ? null : Number(Advertise), StartDate, Tags && JSON.stringify(Tags), turanga
    )
  }
  return db
}
