import { one, oneValue, type Database } from '../../sandbox/database.ts'
import { localDateTime } from './local-time.ts'
import { takesPlace } from './places.ts'

/** Records that examples of calls are about, found by what can be done with them. */

export interface SampleCourse {
  readonly id: string
  readonly courseId: string
  readonly companyId: string
  readonly startDate: string
  readonly endDate: string
  readonly maxPlaces: number
}

const openCourse = one<SampleCourse>(`
  SELECT id, courseId, companyId, startDate, endDate, maxPlaces FROM courseDate
  WHERE status = 'Available' AND startDate > ? AND NOT isSessional
    AND (SELECT count(*) FROM delegate WHERE courseDateId = courseDate.id AND ${takesPlace('delegate.status')}) < maxPlaces
    AND EXISTS (SELECT 1 FROM delegate WHERE courseDateId = courseDate.id AND ${takesPlace('delegate.status')})
  ORDER BY startDate LIMIT 1`)

/** A course to come that people have booked and others still can. */
export const findOpenCourse = (db: Database, now: number): SampleCourse | undefined => openCourse(db, localDateTime(now))

export interface SampleUser { readonly id: string, readonly mainCompanyId: string, readonly forenames: string, readonly surname: string }

/** Somebody who is not on a course yet. */
export const findUserToBook = one<SampleUser>(`
  SELECT id, mainCompanyId, forenames, surname FROM user
  WHERE status = 'Active' AND NOT isService AND mainCompanyId IS NOT NULL AND email IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM delegate WHERE userId = user.id AND courseDateId = ?)
    AND NOT EXISTS (SELECT 1 FROM trainer WHERE userId = user.id)
    AND NOT EXISTS (SELECT 1 FROM basket WHERE userId = user.id)
  ORDER BY id LIMIT 1`)

export const findBooked = oneValue<string>(`
  SELECT userId FROM delegate WHERE courseDateId = ? AND ${takesPlace('status')} ORDER BY userId LIMIT 1`)

/** Who teaches nothing of a course yet. */
export const findOtherTrainer = oneValue<string>(`
  SELECT id FROM trainer WHERE id NOT IN (SELECT trainerId FROM courseDateTrainer WHERE courseDateId = ?) ORDER BY id LIMIT 1`)

export const findVenue = oneValue<string>('SELECT id FROM venue ORDER BY id LIMIT 1')

export const findCategory = oneValue<string>('SELECT id FROM category ORDER BY id LIMIT 1')

export const findGroup = oneValue<string>('SELECT id FROM companyGroup ORDER BY id LIMIT 1')

/** A customer, as the training provider is none. */
export const findCustomer = one<{ id: string, name: string }>(
  'SELECT id, name FROM company WHERE NOT isTrainingProvider ORDER BY id LIMIT 1')

/** An invoice of which so many cents are still to be paid. */
export const findUnpaidInvoice = one<{ id: string, outstanding: number }>(`
  SELECT id, outstanding FROM (
    SELECT id, (SELECT sum(net + tax) FROM invoiceItem WHERE invoiceId = invoice.id)
      - coalesce((SELECT sum(amount) FROM payment WHERE invoiceId = invoice.id), 0) AS outstanding FROM invoice)
  WHERE outstanding > 0 ORDER BY id LIMIT 1`)

export const findInvoice = oneValue<string>('SELECT id FROM invoice ORDER BY id LIMIT 1')

/** Somebody who can log in and is no program. */
export const findWithPassword = one<{ id: string, email: string | null, password: string }>(`
  SELECT id, email, password FROM user WHERE password IS NOT NULL AND NOT isService AND status = 'Active' ORDER BY id LIMIT 1`)

export const findServiceUser = one<{ id: string, password: string }>(
  'SELECT id, password FROM user WHERE password IS NOT NULL AND isService ORDER BY id LIMIT 1')

export interface SampleBasket {
  readonly uniqueId: string
  readonly userId: string
  readonly item: number
  readonly courseDateId: string
  readonly assigned: string
}

/** A basket that can be checked out, with an item and somebody who is assigned to it. */
export const findFilledBasket = one<SampleBasket>(`
  SELECT uniqueId, basket.userId, item, courseDateId, basketItemUser.userId AS assigned
  FROM basket JOIN basketItem ON basketItem.basket = basket.id JOIN basketItemUser ON item = basketItem.id
  WHERE NOT isComplete ORDER BY basket.id LIMIT 1`)

/** An address that no user has. */
export const freeAddress = (db: Database): string => {
  let number = 1
  while (findUserOf(db, `aroha.ngata${number}@example.nz`) !== undefined) number++
  return `aroha.ngata${number}@example.nz`
}

const findUserOf = oneValue<1>('SELECT 1 FROM user WHERE email = ?')
