import { all, one, oneValue } from '../../sandbox/database.ts'
import { amountPaid, grossOf, invoiceStatus } from '../platform/finance/amounts.ts'
import { takesPlace } from '../platform/places.ts'

/** What is read of a course to make a picture of it. */

export interface PicturedCourse {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly startDate: string
  readonly endDate: string
  readonly maxPlaces: number
  readonly minPlaces: number
  readonly waitingListType: string
  readonly venue: string | null
  readonly netCost: number
  readonly tax: number
  readonly taken: number
  readonly waiting: number
}

const course = `
  SELECT courseDate.id, coalesce(nullif(courseDate.alias, ''), courseTemplate.label) AS name, courseDate.status, startDate, endDate,
    maxPlaces, minPlaces, waitingListType, venue.label AS venue, netCost, tax,
    (SELECT count(*) FROM delegate WHERE courseDateId = courseDate.id AND ${takesPlace('delegate.status')}) AS taken,
    (SELECT count(*) FROM delegate WHERE courseDateId = courseDate.id AND delegate.status = 'WaitingList') AS waiting
  FROM courseDate JOIN courseTemplate ON courseTemplate.id = courseId LEFT JOIN venue ON venue.id = venueId`

const sought = `(:search = '' OR instr(lower(courseTemplate.label), :search) > 0
  OR instr(lower(coalesce(courseDate.alias, '')), :search) > 0
  OR lower(courseDate.id) = :search OR lower(courseDate.status) = :search OR substr(startDate, 1, 10) = :search
  OR EXISTS (SELECT 1 FROM delegate JOIN user ON user.id = delegate.userId WHERE delegate.courseDateId = courseDate.id
    AND (instr(lower(coalesce(user.forenames, '') || ' ' || coalesce(user.surname, '')), :search) > 0 OR lower(user.id) = :search)))`

/** Those to come first, the next of them before all. */
export const listCourses = all<PicturedCourse>(`${course} WHERE ${sought}
  ORDER BY substr(endDate, 1, 10) < :today, CASE WHEN substr(endDate, 1, 10) < :today THEN NULL ELSE startDate END, startDate DESC,
    courseDate.id
  LIMIT :limit`)

export const countCourses = oneValue<number>(`
  SELECT count(*) FROM courseDate JOIN courseTemplate ON courseTemplate.id = courseId WHERE ${sought}`)

export const listCoursesBetween = all<PicturedCourse>(
  `${course} WHERE substr(endDate, 1, 10) >= ? AND substr(startDate, 1, 10) <= ? ORDER BY startDate, courseDate.id LIMIT ?`)

export const findCourse = one<PicturedCourse>(`${course} WHERE courseDate.id = ?`)

export const listTrainersOf = all<{ name: string }>(`
  SELECT trim(coalesce(forenames, '') || ' ' || coalesce(surname, '')) AS name
  FROM courseDateTrainer JOIN trainer ON trainer.id = trainerId JOIN user ON user.id = trainer.userId
  WHERE courseDateId = ? ORDER BY trainer.id`)

export const listSessionsOf = all<{ id: string, name: string, startDate: string, endDate: string }>(
  'SELECT id, name, startDate, endDate FROM session WHERE courseDateId = ? ORDER BY startDate, id')

export interface PicturedDelegate {
  readonly userId: string
  readonly name: string
  readonly company: string | null
  readonly status: string
  readonly dateRegistered: string
  readonly bookingId: string | null
  readonly turn: number | null
  readonly attended: 0 | 1
}

export const listDelegatesOf = all<PicturedDelegate>(`
  SELECT userId, trim(coalesce(forenames, '') || ' ' || coalesce(surname, '')) AS name, company.name AS company, delegate.status,
    dateRegistered, bookingId, turn, attended
  FROM delegate JOIN user ON user.id = userId LEFT JOIN company ON company.id = mainCompanyId
  WHERE courseDateId = ? ORDER BY turn IS NOT NULL, turn, dateRegistered, userId`)

export interface PicturedBasket {
  readonly uniqueId: string
  readonly userId: string
  readonly isComplete: 0 | 1
  readonly discountCode: string | null
  /** The ids of those who are to be booked. */
  readonly assigned: string | null
}

export const listBasketsWith = all<PicturedBasket>(`
  SELECT uniqueId, basket.userId, isComplete, discountCode,
    (SELECT group_concat(coalesce(nullif(trim(coalesce(forenames, '') || ' ' || coalesce(surname, '')), ''), user.id), ', ')
      FROM basketItemUser JOIN user ON user.id = basketItemUser.userId WHERE item = basketItem.id) AS assigned
  FROM basketItem JOIN basket ON basket.id = basketItem.basket WHERE courseDateId = ? ORDER BY basket.id`)

export interface PicturedInvoice {
  readonly id: string
  readonly reference: string
  readonly bookingId: string
  readonly to: string | null
  readonly gross: number
  readonly paid: number
  readonly status: string
  readonly dateGenerated: string
  readonly dateDue: string
}

/** Of bookings that are of this course among others. */
export const listInvoicesFor = all<PicturedInvoice>(`
  SELECT invoice.id, reference, bookingId, coalesce(company.name, userId) AS "to", ${grossOf} AS gross, ${amountPaid} AS paid,
    ${invoiceStatus} AS status, dateGenerated, dateDue
  FROM invoice LEFT JOIN company ON company.id = invoice.companyId
  WHERE bookingId IN (SELECT bookingId FROM delegate WHERE courseDateId = ? AND bookingId IS NOT NULL) ORDER BY dateGenerated, invoice.id`)

/** A course that something is about which knows it at second hand. */
export const findCourseOfItem = oneValue<string>('SELECT courseDateId FROM basketItem WHERE id = ?')
export const findCourseOfInvoice = oneValue<string>(`
  SELECT courseDateId FROM invoice JOIN delegate ON delegate.bookingId = invoice.bookingId WHERE invoice.id = ?
  ORDER BY courseDateId LIMIT 1`)
export const findCourseOfBasket = oneValue<string>('SELECT courseDateId FROM basketItem WHERE basket = ? ORDER BY id LIMIT 1')
