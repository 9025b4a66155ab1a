import { BadInput } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import type { Advance, Clock, ClockSetting, MovedClock } from '../library/types.ts'
import { controlsOf, print, type RemoteFlags } from './remote.ts'

export async function printClock (flags: RemoteFlags): Promise<void> {
  const clock = await (await controlsOf(flags)).clock.get()
  print(flags, clock, lineOf(clock))
}

/** `setting` is as the flag --clock takes it: `real`, `frozen:2026-03-02T09:00`, `offset:…`. */
export async function setClock (setting: string, flags: RemoteFlags): Promise<void> {
  printMoved(flags, await (await controlsOf(flags)).clock.set(settingOf(setting)))
}

const modes: ReadonlyArray<ClockSetting['mode']> = ['real', 'frozen', 'offset']

/** As the flag --clock has it; a mode alone goes on from where the clock is. Throws BadInput. */
export function settingOf (text: string): ClockSetting {
  const [mode, ...now] = text.split(':') as [ClockSetting['mode'], ...string[]]
  if (!modes.includes(mode)) {
    throw new BadInput(`${quoted(text)} is not a valid clock. Use real, frozen:2026-03-02T09:00 or offset:2026-03-02T09:00.`)
  }
  return { mode, ...(now.length > 0 && { now: now.join(':') }) }
}

/** `far` is an ISO 8601 duration, a moment, or the name of one that is to come. */
export async function advanceClock (far: string, flags: RemoteFlags & { offset?: string }): Promise<void> {
  printMoved(flags, await (await controlsOf(flags)).clock.advance(howFar(far, flags.offset)))
}

/** A duration begins with a number after its P, as names of moments may begin with one, too. */
const howFar = (far: string, offset: string | undefined): Advance => ({
  ...(/^[-+]?PT?[\d.,]/i.test(far) ? { by: far } : /^\d{4}-/.test(far) ? { to: far } : { toEvent: far }),
  ...(offset !== undefined && { offset })
})

export async function printCalendar (flags: RemoteFlags): Promise<void> {
  const { moments } = await (await controlsOf(flags)).clock.calendar()
  print(flags, moments, moments.length === 0 ? 'Nothing is to come.' : moments.map(({ at, name, event }) => `${at}  ${name}  ${event}`))
}

const lineOf = ({ mode, now }: Clock): string => `${now} (${mode})`

const printMoved = (flags: RemoteFlags, moved: MovedClock): void =>
  print(flags, moved, [lineOf(moved), ...moved.fired.map(({ on, event }) => `${on}  ${event}`)])
