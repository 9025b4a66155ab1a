import type { Journal } from './journal.ts'
import type { Settings } from './settings.ts'

/** Request ids of a sandbox that a file keeps: they go on counting over restarts, so that none is given twice. */

const name = 'requests'

/** Goes on from what the file has. Where it takes no row, ids are given all the same. */
export function goOnNumbering (settings: Settings, journal: Journal): void {
  journal.goOnAfter(settings.recall<number>(name) ?? 0, upTo => {
    try {
      settings.remember(name, upTo)
    } catch {
      // The disk is full, which the request itself will say if it has anything to store.
    }
  })
}

/** Leaves none out over a restart that was meant. */
export function endNumbering (settings: Settings, journal: Journal): void {
  try {
    settings.remember(name, journal.latest())
  } catch {
    // Some numbers are left out then.
  }
}
