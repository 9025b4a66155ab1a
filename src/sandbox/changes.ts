import { createClock, describeClock, type ClockSetting } from '../core/clock.ts'
import { aloneInTurns, aloneUnlessClosed, untilFree } from './alone.ts'
import { imageInSteps, prepareImage } from './images.ts'
import type { Journal } from './journal.ts'
import type { Fired } from './moments.ts'
import type { Sandbox } from './sandbox.ts'
import { catchingUp, isBehind, setClock, settingClock } from './time.ts'
import { adapted, type World } from './world.ts'

export const resetScopes = ['data', 'clock', 'journal'] as const
export type ResetScope = typeof resetScopes[number]

type Changes = Pick<Sandbox, 'setClock' | 'moveClock' | 'catchUp' | 'prepareReset' | 'reset' | 'restore'>

/** What changes a whole sandbox; those who listen to it hear of it. */
export function changesOf (sandbox: () => Sandbox, world: World, resettable: Resettable): Changes {
  const { clock } = world
  const { events } = resettable.journal
  const told = (fired: Fired[]): Fired[] => {
    for (const moment of fired) events.tell('moment-fired', () => moment)
    return fired
  }
  const moved = (fired: Fired[]): Fired[] => {
    events.tell('clock-moved', () => describeClock(clock))
    return told(fired)
  }
  return {
    setClock: (setting) => moved(setClock(world, setting)),
    moveClock: async (setting) => moved(await aloneInTurns(sandbox(), settingClock(world, setting))),
    catchUp () {
      const busy = untilFree(sandbox())
      if (busy) return busy.then(() => sandbox().catchUp())
      return isBehind(world) ? aloneInTurns(sandbox(), catchingUp(world)).then(fired => { told(fired) }) : undefined
    },
    prepareReset: (scope) => prepareReset(world, scope),
    async reset (scope) {
      await aloneUnlessClosed(sandbox(), resetting(world, resettable, scope))
      events.tell('reset', () => ({ scope: scope ?? resetScopes, clock: describeClock(clock) }))
    },
    restore (image) {
      resettable.restore(image)
      events.tell('restored', () => ({ clock: describeClock(clock) }))
    }
  }
}

interface Resettable { readonly journal: Journal, restore (image: Buffer, how?: { first: ClockSetting, isReset: true }): void }

const firstClockOf = ({ settings }: World): ClockSetting => settings.recall<ClockSetting>('firstClock')!

/** Where the clock stands after a reset. */
const clockAfter = (world: World, scope: readonly ResetScope[]): ClockSetting =>
  scope.includes('clock') ? firstClockOf(world) : world.clock.setting()

async function prepareReset (world: World, scope: readonly ResetScope[] = resetScopes): Promise<void> {
  const { fixture, contents, clock: { machine } } = world
  if (scope.includes('data')) await prepareImage(fixture, contents, createClock(clockAfter(world, scope), machine))
}

function * resetting (
  world: World, { restore, journal }: Resettable, scope: readonly ResetScope[] = resetScopes
): Generator<void, void> {
  const first = firstClockOf(world)
  if (scope.includes('data')) {
    const { fixture, contents, clock: { machine } } = world
    const setting = clockAfter(world, scope)
    // What was prepared is for another day where the clock was moved meanwhile; now nobody moves it.
    const { now, today } = createClock(setting, machine)
    const image = yield * imageInSteps(fixture, contents, now(), today())
    startAgain(world, setting, () => restore(adapted(image, world), { first, isReset: true }))
  } else if (scope.includes('clock')) yield * settingClock(world, first)
  if (scope.includes('journal')) journal.clear()
}

/** All or nothing: where there is no room for the data of the fixture, the clock stays as it is, too. */
function startAgain (world: World, setting: ClockSetting, restore: () => void): void {
  const before = world.clock.setting()
  world.clock.set(setting)
  try {
    restore()
  } catch (error) {
    world.clock.set(before)
    throw error
  }
}
