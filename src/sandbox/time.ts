import { startOfDay, type CivilDate } from '../core/civil-date.ts'
import type { ClockSetting } from '../core/clock.ts'
import { finish } from '../core/in-turns.ts'
import { listMoments, passTime, toFired, type Fired, type Moment } from './moments.ts'
import { askOf } from './readings.ts'
import type { Settings } from './settings.ts'
import type { World } from './world.ts'

/** Sets the clock, remembers it beside the data, and answers what fell due, in steps. */
export function * settingClock (world: World, setting: ClockSetting): Generator<void, Fired[]> {
  const { clock, settings } = world
  const from = clock.now()
  // A disk that is full refuses the row, and then the clock stays as it is.
  settings.remember('clock', setting)
  clock.set(setting)
  const happened = isBehind(world) ? yield * catchingUp(world) : []
  yield
  const passed = momentsAfter(world, from, clock.now(), 1000)
    .filter(({ happen }) => !happen)
    .map(moment => toFired(moment))
  yield
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

/** The same at one go. */
export const setClock = (world: World, setting: ClockSetting): Fired[] => finish(settingClock(world, setting))

/** Whether anything may have fallen due since it was last asked: with each day, and at instants within one that were announced. */
export const isBehind = ({ clock, settings }: World): boolean =>
  clock.today() !== settings.recall<CivilDate>('passedUpTo') || announced(settings).some(at => at <= clock.now())

/** Makes that happen, in steps. */
export function * catchingUp ({ clock, settings, store, contents }: World): Generator<void, Fired[]> {
  const [today, now] = [clock.today(), clock.now()]
  // A clock that was set back undoes nothing; what comes after it is still to come.
  const from = startOfDay(settings.recall<CivilDate>('passedUpTo')!)
  const fired = yield * passTime(store, askOf(settings), contents.moments, from, now)
  settings.remember('passedUpTo', today)
  const due = announced(settings)
  if (due.some(at => at <= now)) settings.remember('due', due.filter(at => at > now))
  return fired
}

const announced = (settings: Settings): number[] => settings.recall<number[]>('due') ?? []

/** Announces that something falls due at an instant that need not be the beginning of a day. */
export function announce (settings: Settings, at: number): void {
  const due = announced(settings)
  if (!due.includes(at)) settings.remember('due', [...due, at])
}
