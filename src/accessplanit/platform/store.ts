import { all, one, oneValue, prepare, run, type Database } from '../../sandbox/database.ts'
import type { Ids } from '../../core/ids.ts'

/** What rules and bookings ask of the platform. */

export interface Company { id: string, name: string, isTrainingProvider: 0 | 1 }
export const findCompany = one<Company>('SELECT id, name, isTrainingProvider FROM company WHERE id = ?')

export interface User { id: string, forenames: string | null, surname: string | null, email: string | null, status: string, mainCompanyId: string | null, isService: 0 | 1, password: string | null }
export const findUser = one<User>('SELECT id, forenames, surname, email, status, mainCompanyId, isService, password FROM user WHERE id = ?')
/** By id or by email, as people log in. */
export const findUserByName = one<User>(`
  SELECT id, forenames, surname, email, status, mainCompanyId, isService, password FROM user WHERE id = :name OR (email = :name AND email <> '')`)
export const findUserByEmail = oneValue<string>("SELECT id FROM user WHERE email = ? AND email <> ''")
export const findUserByApiKey = oneValue<string>('SELECT id FROM user WHERE apiKey = ?')

export interface CourseTemplate {
  id: string
  label: string
  companyId: string
  cost: number
  duration: number
  durationType: string
}
export const findCourseTemplate = one<CourseTemplate>('SELECT id, label, companyId, cost, duration, durationType FROM courseTemplate WHERE id = ?')

export interface CourseDate {
  id: string
  courseId: string
  companyId: string
  status: string
  waitingListType: string
  startDate: string
  endDate: string
  advertisedStartDate: string | null
  advertisedEndDate: string | null
  maxPlaces: number
  minPlaces: number
  netCost: number
  tax: number
  chargePerDelegate: 0 | 1
  name: string
  /** Delegates who have a place. */
  taken: number
}
export const findCourseDate = one<CourseDate>(`
  SELECT courseDate.id, courseId, courseDate.companyId, status, waitingListType, startDate, endDate, advertisedStartDate, advertisedEndDate,
    maxPlaces, minPlaces, netCost, tax, chargePerDelegate, coalesce(nullif(alias, ''), label) AS name,
    (SELECT count(*) FROM delegate WHERE courseDateId = courseDate.id
      AND delegate.status NOT IN ('Cancelled', 'WaitingList', 'Transferred', 'Deferred', 'Unknown')) AS taken
  FROM courseDate JOIN courseTemplate ON courseTemplate.id = courseId WHERE courseDate.id = ?`)

export const findVenue = oneValue<string>('SELECT id FROM venue WHERE id = ?')
export const findTrainer = oneValue<string>('SELECT id FROM trainer WHERE id = ?')
export const findInvoice = oneValue<string>('SELECT id FROM invoice WHERE id = ?')
export const findPayment = one<{ invoiceId: string, amount: number }>('SELECT invoiceId, amount FROM payment WHERE id = ?')
export const findCompanyGroup = oneValue<string>('SELECT id FROM companyGroup WHERE id = ?')

export interface Delegate { userId: string, courseDateId: string, status: string }
export const findDelegate = one<Delegate>('SELECT userId, courseDateId, status FROM delegate WHERE userId = ? AND courseDateId = ?')

export const assignVenue = run('UPDATE courseDate SET venueId = ?, dateUpdated = ? WHERE id = ?')
export const assignTrainer = run('INSERT OR IGNORE INTO courseDateTrainer (courseDateId, trainerId) VALUES (?, ?)')
export const listTrainersOf = all<{ trainerId: string }>('SELECT trainerId FROM courseDateTrainer WHERE courseDateId = ?')

/** Columns that are written, by their names. */
export type Columns = Record<string, string | number | null>

/** Stores a new record. Column names come from field tables, never from requests. */
export function insertRecord (db: Database, table: string, columns: Columns): void {
  const names = Object.keys(columns)
  prepare(db, `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(...Object.values(columns))
}

/** Changes the columns of the records that `where`, an SQL condition with `?`, is true of. */
export function updateRecord (db: Database, table: string, columns: Columns, where: string, ...values: string[]): void {
  const names = Object.keys(columns)
  if (names.length === 0) return
  prepare(db, `UPDATE ${table} SET ${names.map(name => `${name} = ?`).join(', ')} WHERE ${where}`).run(...Object.values(columns), ...values)
}

const lastNumber = (table: string) => oneValue<number | null>(`SELECT max(CAST(id AS INTEGER)) FROM ${table} WHERE id NOT GLOB '*[^0-9]*' AND length(id) < 12`)
const lastNumbers = new Map<string, ReturnType<typeof lastNumber>>()

/** An id that no record of the table has: the number after the greatest. */
export function nextId (db: Database, table: string): string {
  let last = lastNumbers.get(table)
  if (!last) lastNumbers.set(table, last = lastNumber(table))
  return String((last(db) ?? 1000) + 1)
}

/** Bearer tokens, and those that refresh them. */
export const tokenTables = `
  CREATE TABLE accessToken (
    token TEXT PRIMARY KEY,
    userId TEXT COLLATE NOCASE NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    expiresAt INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`

export interface AccessToken { token: string, userId: string, kind: 'access' | 'refresh', expiresAt: number }
export const findAccessToken = one<AccessToken>('SELECT * FROM accessToken WHERE token = ?')
export const insertAccessToken = run('INSERT INTO accessToken (token, userId, kind, expiresAt) VALUES (:token, :userId, :kind, :expiresAt)')
const expiredToken = 'expired-token-of-an-example'
const insertExpiredToken = run(`
  INSERT OR REPLACE INTO accessToken (token, userId, kind, expiresAt)
  SELECT :token, id, 'access', :expiresAt FROM user WHERE isService = 1 ORDER BY id LIMIT 1`)

/** A token that expired a minute before `now`, to show what comes of that. */
export function noteExpiredToken (db: Database, now: number): string {
  insertExpiredToken(db, { token: expiredToken, expiresAt: now - 60_000 })
  return expiredToken
}

export const deleteAccessToken = run('DELETE FROM accessToken WHERE token = ?')
export const deleteExpiredTokens = run('DELETE FROM accessToken WHERE expiresAt < ?')

/** Gives a user a token of a kind, good for so many seconds from `now`, in milliseconds. */
export function issue (db: Database, ids: Ids, userId: string, kind: AccessToken['kind'], now: number, seconds: number): string {
  deleteExpiredTokens(db, now)
  const token = `${ids.next()}${ids.next()}`.replaceAll('-', '')
  insertAccessToken(db, { token, userId, kind, expiresAt: now + seconds * 1000 })
  return token
}
