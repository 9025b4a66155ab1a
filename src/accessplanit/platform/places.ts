import { statusesWithoutPlace } from './enumerations.ts'

/** Whether a delegate in a status has a place on the course. */
export const hasPlace = (status: string): boolean => !(statusesWithoutPlace as readonly string[]).includes(status)

const withoutPlace = statusesWithoutPlace.map(status => `'${status}'`).join(', ')

/** SQL that is true of a delegate who has a place; `status` is the column. */
export const takesPlace = (status: string): string => `${status} NOT IN (${withoutPlace})`

/** SQL of the places of a course that are free: each is taken by a delegate who has not given it up and does not wait for one. */
export const placesRemaining = `max(0, courseDate.maxPlaces - (SELECT count(*) FROM delegate AS taken
  WHERE taken.courseDateId = courseDate.id AND ${takesPlace('taken.status')}))`
