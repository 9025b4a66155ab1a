import { all, allValues } from '../../sandbox/database.ts'
import { placesRemaining } from '../platform/places.ts'

/** Lists of ids come as JSON; null for no restriction. */

export interface Course {
  id: string
  label: string
  cost: number
  costType: string
  type: string
  duration: number
  durationType: string
  /** JSON. */
  categoryIds: string
  externalId: string | null
  about: string | null
  toBring: string | null
  currency: string
  trainingPoints: number | null
  imageUrl: string | null
}

/** SQL that is true where a list is not given or has the value. */
const isIn = (list: string, value: string): string =>
  `(:${list} IS NULL OR EXISTS (SELECT 1 FROM json_each(:${list}) AS asked WHERE asked.value = ${value} COLLATE NOCASE))`

const currency = (table: string): string => `coalesce(nullif(${table}.more ->> 'CurrencyCode', ''), 'NZD') AS currency`

/** The courses of a company, or of all if it is null; those that are not advertised only if `hidden` is 1. */
export const listCourses = all<Course>(`
  SELECT id, label, cost, costType, type, duration, durationType, categoryIds, externalId,
    coalesce(nullif(description, ''), nullif(overview, ''), summary) AS about, more ->> 'JoiningInstructionsText' AS toBring,
    ${currency('courseTemplate')}, more ->> 'TrainingPoints' AS trainingPoints, more ->> 'ImageURL' AS imageUrl
  FROM courseTemplate
  WHERE (:company IS NULL OR companyId = :company) AND (isAdvertised = 1 OR :hidden = 1) AND ${isIn('courses', 'courseTemplate.id')}
    AND (:categories IS NULL OR EXISTS (SELECT 1 FROM json_each(categoryIds) AS its WHERE ${isIn('categories', 'its.value')}))
  ORDER BY label, id`)

export interface CourseDate {
  id: string
  courseId: string
  companyId: string
  alias: string | null
  startDate: string
  endDate: string
  duration: number
  durationType: string
  spaces: number
  maxPlaces: number
  status: string
  waitingListType: string
  netCost: number
  tax: number
  costType: string
  currency: string
  isExclusive: 0 | 1
  isAdvertised: 0 | 1
  isSessional: 0 | 1
  externalId: string | null
  venueId: string | null
}

/** The dates of courses from a day on, or of all days if it is null; what is not advertised at the time `now` only if `hidden` is 1. */
export const listCourseDates = all<CourseDate>(`
  SELECT courseDate.id, courseId, courseDate.companyId, alias, startDate, endDate, courseDate.duration, courseDate.durationType,
    ${placesRemaining} AS spaces, maxPlaces, status, waitingListType, netCost, tax, costType, ${currency('courseTemplate')}, isExclusive,
    courseDate.isAdvertised, isSessional, courseDate.externalId, venueId
  FROM json_each(:courses) AS chosen JOIN courseDate ON courseDate.courseId = chosen.value
    JOIN courseTemplate ON courseTemplate.id = courseDate.courseId
  WHERE (:from IS NULL OR startDate >= :from) AND ${isIn('venues', 'courseDate.venueId')}
    AND (:hidden = 1 OR courseDate.isAdvertised = 1 AND coalesce(advertisedStartDate, '') <= :now
      AND coalesce(nullif(advertisedEndDate, ''), '9999') > :now)
  ORDER BY startDate, courseDate.id`)

export interface Venue { id: string, name: string }
export const listVenues = all<Venue>(`
  SELECT id, coalesce(nullif(alias, ''), label) AS name FROM venue WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`)

export interface Trainer { id: string, name: string }
/** Those of some dates, each once. */
export const listTrainers = all<Trainer>(`
  SELECT DISTINCT trainer.id, trim(coalesce(forenames, '') || ' ' || coalesce(surname, '')) AS name
  FROM json_each(?) AS chosen JOIN courseDateTrainer ON courseDateId = chosen.value JOIN trainer ON trainer.id = trainerId
    JOIN user ON user.id = trainer.userId
  ORDER BY trainer.id`)

/** Of the ids asked for, those that nothing has; courses are looked for with the company, or with any if it is null. */
const unknownIn = (table: string, condition = '1 = 1', not = 'NOT') => allValues<string>(`
  SELECT value FROM json_each(:asked)
  WHERE ${not} EXISTS (SELECT 1 FROM ${table} WHERE ${table}.id = value COLLATE NOCASE AND ${condition})`)

export const listUnknownCourses = unknownIn('courseTemplate', '(:company IS NULL OR companyId = :company)')
/** Those of the company that are not advertised. */
export const listHiddenCourses = unknownIn('courseTemplate', '(:company IS NULL OR companyId = :company) AND isAdvertised = 0', '')
export const listUnknownVenues = unknownIn('venue')
export const listUnknownCategories = unknownIn('category')
