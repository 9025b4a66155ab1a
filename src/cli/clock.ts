import { inBody, notAClock } from '../core/clock-forms.ts'
import { howFar } from '../core/how-far.ts'
import type { Clock, ClockSetting, MovedClock } from '../library/types.ts'
import { controlsOf, print, type RemoteFlags } from './remote.ts'

export async function printClock (flags: RemoteFlags): Promise<void> {
  const clock = await (await controlsOf(flags)).clock.get()
  print(flags, clock, lineOf(clock))
}

/** `setting` is as the flag --clock takes it: `real`, `frozen:2026-03-02T09:00`, `offset:…`. */
export async function setClock (setting: string, flags: RemoteFlags): Promise<void> {
  printMoved(flags, await (await controlsOf(flags)).clock.set(settingOf(setting)))
}

/** As the flag --clock has it; a mode alone goes on from where the clock is. Throws BadInput. */
export function settingOf (text: string): ClockSetting {
  const setting = inBody(text)
  if (!setting) throw notAClock(text)
  return setting
}

/** `far` is an ISO 8601 duration, a moment, or the name of one that is to come. */
export async function advanceClock (far: string, flags: RemoteFlags & { offset?: string }): Promise<void> {
  const { offset } = flags
  printMoved(flags, await (await controlsOf(flags)).clock.advance({ ...howFar(far), ...(offset !== undefined && { offset }) }))
}

export async function printCalendar (flags: RemoteFlags): Promise<void> {
  const { moments } = await (await controlsOf(flags)).clock.calendar()
  print(flags, moments, moments.length === 0
    ? 'Nothing is to come.'
    : moments.map(({ at, name, event, concerns }) => `${at}  ${name}  ${event}${concernsOf(concerns)}`))
}

const lineOf = ({ mode, now }: Clock): string => `${now} (${mode})`

const printMoved = (flags: RemoteFlags, moved: MovedClock): void =>
  print(flags, moved, [lineOf(moved), ...moved.fired.map(({ on, event, at: _, ...concerns }) => `${on}  ${event}${concernsOf(concerns)}`)])

/** Several that fall due together may differ in nothing else. */
function concernsOf (concerns: Readonly<Record<string, unknown>>): string {
  const told = Object.entries(concerns).map(([name, it]) => `${name} ${typeof it === 'object' ? JSON.stringify(it) : String(it)}`)
  return told.length === 0 ? '' : `  ${told.join(', ')}`
}
