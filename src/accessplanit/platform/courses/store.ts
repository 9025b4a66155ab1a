import { one, oneValue, run } from '../../../sandbox/database.ts'
import { takesPlace } from '../places.ts'

export interface CourseTemplate { id: string, label: string, companyId: string, cost: number, duration: number, durationType: string }
export const findCourseTemplate = one<CourseTemplate>(
  'SELECT id, label, companyId, cost, duration, durationType FROM courseTemplate WHERE id = ?')
/** A template in the category, as such lists are no foreign keys. */
export const findTemplateOfCategory = oneValue<string>(`
  SELECT courseTemplate.id FROM courseTemplate, json_each(categoryIds) AS chosen WHERE chosen.value = ? COLLATE NOCASE LIMIT 1`)

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
    (SELECT count(*) FROM delegate WHERE courseDateId = courseDate.id AND ${takesPlace('delegate.status')}) AS taken
  FROM courseDate JOIN courseTemplate ON courseTemplate.id = courseId WHERE courseDate.id = ?`)

export const findVenue = oneValue<string>('SELECT id FROM venue WHERE id = ?')
/** The venue that a location names: by its alias, or by its label where it has none. */
export const findVenueOf = oneValue<string>(
  "SELECT id FROM venue WHERE coalesce(nullif(alias, ''), label) = :location COLLATE NOCASE ORDER BY id LIMIT 1")
export const assignVenue = run('UPDATE courseDate SET venueId = ?, dateUpdated = ? WHERE id = ?')

export const findTrainer = oneValue<string>('SELECT id FROM trainer WHERE id = ?')
export const assignTrainer = run('INSERT OR IGNORE INTO courseDateTrainer (courseDateId, trainerId) VALUES (?, ?)')
