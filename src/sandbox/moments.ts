import type { CivilDate } from '../core/civil-date.ts'
import { newZealandDay, utcOf } from '../core/date-time.ts'
import type { Ask } from '../core/reading.ts'
import type { Database } from './database.ts'
import type { Store } from './store.ts'

/** Something that falls due at a time, in a service: a window closes, a token expires, a grace runs out. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly at: number
  /** By which a tester can go there: `return.202608.close`. */
  readonly name: string
  /** What happens, in words. */
  readonly event: string
  /** What comes of it, as a sentence. */
  readonly does: string
  /** Whose it is, and what it is about. */
  readonly concerns: Readonly<Record<string, unknown>>
  /**
   * Makes it happen, on its day; answers what else there is to tell, or undefined if nothing came of it. Without it nothing has to be done:
   * whether the moment has passed is asked of the clock whenever it matters.
   */
  happen? (day: CivilDate): object | undefined
}

/** What moments are looked for in: records, and how the sandbox understands what it is said of them. */
export interface Scene {
  readonly db: Database
  readonly reading: Ask
}

/** One kind of moment: those after one instant up to another, in order of time; no more than `most`. */
export type MomentSource = (scene: Scene, after: number, until: number, most: number) => readonly Moment[]

/** A moment that has come to pass. */
export interface Fired {
  readonly on: CivilDate
  readonly event: string
  readonly [concerned: string]: unknown
}

/** Everything that is to come after one instant up to another, in order of time. */
export const listMoments = (scene: Scene, sources: readonly MomentSource[], after: number, until: number, most = 1000): Moment[] =>
  sources.flatMap(source => source(scene, after, until, most)).sort((a, b) => a.at - b.at).slice(0, most)

/**
 * Lets time pass from one instant to another, in steps. What has something to do happens in order, instant by instant, so that one leap
 * gives the same as many steps. Nobody else may change the store meanwhile; what was left out when a server was killed happens once time
 * passes from the same instant again.
 */
export function * passTime (
  store: Store, reading: Ask, sources: readonly MomentSource[], from: number, to: number
): Generator<void, Fired[]> {
  const fired: Fired[] = []
  const scene = (): Scene => ({ db: store.db, reading })
  for (let after = from; after < to;) {
    const next = sources.flatMap(source => source(scene(), after, to, 1)).filter(({ happen }) => happen).sort((a, b) => a.at - b.at)[0]
    if (!next) break
    yield
    for (const source of sources) {
      const due = source(scene(), after, next.at, all).filter(({ happen }) => happen)
      yield
      for (const happened of happening(store, due, newZealandDay(utcOf(next.at)))) {
        fired.push(...happened)
        yield
      }
    }
    after = next.at
  }
  return fired
}

const all = 1_000_000_000

/** So many happen in one transaction. */
const together = 50

function * happening (store: Store, due: readonly Moment[], day: CivilDate): Generator<Fired[]> {
  for (let from = 0; from < due.length; from += together) {
    yield store.transact(() => due.slice(from, from + together).flatMap(moment => {
      const more = moment.happen!(day)
      return more ? [toFired(moment, more, day)] : []
    }))
  }
}

/** A moment as it is told of; one for which something was done is told of by its day. */
export const toFired = ({ at, event, concerns, happen }: Moment, more: object = {}, on = newZealandDay(utcOf(at))): Fired =>
  ({ on, ...(!happen && { at: utcOf(at) }), event, ...concerns, ...more })
