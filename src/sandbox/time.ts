import { startOfDay, type CivilDate } from '../core/civil-date.ts'
import type { ClockSetting } from '../core/clock.ts'
import { listMoments, passTime, toFired, type Fired, type Moment } from './moments.ts'
import { askOf } from './readings.ts'
import type { Settings } from './settings.ts'
import type { World } from './world.ts'

/** Sets the clock, remembers it beside the data, and answers what fell due. */
export function setClock (world: World, setting: ClockSetting): Fired[] {
  const { clock, settings } = world
  const from = clock.now()
  // A disk that is full refuses the row, and then the clock stays as it is.
  settings.remember('clock', setting)
  clock.set(setting)
  const happened = catchUp(world)
  const passed = momentsAfter(world, from, clock.now(), 1000)
    .filter(({ happen }) => !happen)
    .map(moment => toFired(moment))
  return [...happened, ...passed].sort((a, b) => a.on < b.on ? -1 : a.on > b.on ? 1 : 0)
}

/** What is to fall due after one instant and up to another, in order of time. */
export const momentsAfter = ({ settings, store, contents }: World, after: number, until: number, most: number): Moment[] =>
  listMoments({ db: store.db, reading: askOf(settings) }, contents.moments, after, until, most)

/** Sets the clock as at a start, to which a reset then goes back. Nothing falls due by it. */
export function setFirstClock ({ clock, settings }: World, setting: ClockSetting): void {
  settings.remember('clock', setting)
  settings.remember('firstClock', setting)
  clock.set(setting)
}

/** Makes happen what has fallen due since it was last asked: with each day, and at instants within one that were announced. */
export function catchUp ({ clock, settings, store, contents }: World): Fired[] {
  const today = clock.today()
  const now = clock.now()
  const passedUpTo = settings.recall<CivilDate>('passedUpTo')!
  const due = announced(settings)
  const isDue = due.some(at => at <= now)
  if (today === passedUpTo && !isDue) return []
  // A clock that was set back undoes nothing; what comes after it is still to come.
  const fired = passTime(store, askOf(settings), contents.moments, startOfDay(passedUpTo), now)
  settings.remember('passedUpTo', today)
  if (isDue) settings.remember('due', due.filter(at => at > now))
  return fired
}

const announced = (settings: Settings): number[] => settings.recall<number[]>('due') ?? []

/** Announces that something falls due at an instant that need not be the beginning of a day. */
export function announce (settings: Settings, at: number): void {
  const due = announced(settings)
  if (!due.includes(at)) settings.remember('due', [...due, at])
}
