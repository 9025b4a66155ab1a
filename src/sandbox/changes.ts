import { describeClock, type ClockSetting } from '../core/clock.ts'
import { aloneInTurns, untilFree } from './alone.ts'
import type { Journal } from './journal.ts'
import type { Fired } from './moments.ts'
import type { Sandbox } from './sandbox.ts'
import { catchingUp, isBehind, setClock, settingClock } from './time.ts'
import { freshImage, type World } from './world.ts'

export const resetScopes = ['data', 'clock', 'journal'] as const
export type ResetScope = typeof resetScopes[number]

type Changes = Pick<Sandbox, 'setClock' | 'moveClock' | 'catchUp' | 'reset' | 'restore'>

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
    reset (scope) {
      reset(world, resettable, scope)
      events.tell('reset', () => ({ scope: scope ?? resetScopes, clock: describeClock(clock) }))
    },
    restore (image) {
      resettable.restore(image)
      events.tell('restored', () => ({ clock: describeClock(clock) }))
    }
  }
}

interface Resettable { readonly journal: Journal, restore (image: Buffer, how?: { first: ClockSetting, isReset: true }): void }

function reset (world: World, { restore, journal }: Resettable, scope: readonly ResetScope[] = resetScopes): void {
  const first = world.settings.recall<ClockSetting>('firstClock')!
  const clock = scope.includes('clock') ? first : world.clock.setting()
  if (scope.includes('data')) startAgain(world, clock, image => restore(image, { first, isReset: true }))
  else if (scope.includes('clock')) setClock(world, first)
  if (scope.includes('journal')) journal.clear()
}

/** All or nothing: where there is no room for the data of the fixture, the clock stays as it is, too. */
function startAgain (world: World, setting: ClockSetting, restore: (image: Buffer) => void): void {
  const before = world.clock.setting()
  world.clock.set(setting)
  try {
    restore(freshImage(world))
  } catch (error) {
    world.clock.set(before)
    throw error
  }
}
