import { Unusable } from '../core/errors.ts'
import type { Settings } from './settings.ts'

/** What a sandbox that has begun remembers of itself, without which it cannot go on, and what is held against each. */
const remembered: Readonly<Record<string, (value: unknown) => boolean>> = {
  fixture: isText,
  clock: isClock,
  firstClock: isClock,
  passedUpTo: value => isText(value) && /^\d{4}-\d\d-\d\d$/.test(value)
}

/** Throws Unusable where a file that has begun has lost any of that, which would come out with some request, and as something else. */
export function refuseUnremembered (settings: Settings, file: string): void {
  const all = read(settings, file)
  if (Object.keys(remembered).every(name => all[name] === undefined)) return
  const lost = Object.entries(remembered).find(([name, isSound]) => !isSound(all[name]))
  if (!lost) return
  const [name] = lost
  throw new Unusable(`${file} is damaged: its setting "${name}" is ${JSON.stringify(all[name])?.slice(0, 60) ?? 'missing'}.`)
}

function read (settings: Settings, file: string): Record<string, unknown> {
  try {
    return settings.all()
  } catch (error) {
    throw new Unusable(`${file} is damaged: a setting of it is not JSON (${(error as Error).message}).`)
  }
}

function isText (value: unknown): value is string {
  return typeof value === 'string'
}

function isClock (value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { mode, at, by } = value as { mode?: unknown, at?: unknown, by?: unknown }
  if (mode === 'frozen') return isInstant(at)
  return mode === 'real' || (mode === 'offset' && isInstant(by))
}

/** Within the four digits of a year; a shift may be as large. */
const isInstant = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) < Date.UTC(9999)
