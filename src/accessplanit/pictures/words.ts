import type { PicturedCourse } from './store.ts'

/** Moments are kept as local ones: `2026-03-02T09:00:00`. */
export const dayOf = (moment: string): string => moment.slice(0, 10)

export const inDollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`

export const placesInWords = ({ taken, maxPlaces, waiting }: PicturedCourse): string =>
  `${taken} of ${maxPlaces} places taken${waiting > 0 ? `, ${waiting} waiting` : ''}`
