import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CivilDate } from '../core/civil-date.ts'
import type { Fixture } from './fixtures.ts'
import type { Sandbox } from './sandbox.ts'

/** What remembers the day for which the fixture was loaded. */
export const fixtureDay = 'fixtureDay'

/** What to do where the clock was set back before the day from which the dates of the fixture count; undefined where it was not. */
export function beforeItsFixture ({ settings, fixture, ownClock }: Sandbox): string | undefined {
  const [day, today] = [settings.recall<CivilDate>(fixtureDay), ownClock.today()]
  if (day === undefined || today >= day || !countsFromItsDay(fixture)) return undefined
  return `The dates of the fixture count from ${day}, when it was loaded, and the clock says ${today}. ` +
    'POST /__admin/reset with {"scope": ["data"]} loads it for the day of the clock; a reset without a scope takes the clock back as well.'
}

/** Whether a fixture has dates that are relative; its files are looked into once. */
function countsFromItsDay (fixture: Fixture): boolean {
  const known = relative.get(fixture)
  if (known !== undefined) return known
  const isRelative = fixture.folders.filter(it => existsSync(it)).some(folder =>
    readdirSync(folder).some(file => file.endsWith('.json') && /"(?:today|now)["+-]/.test(readFileSync(join(folder, file), 'utf8'))))
  relative.set(fixture, isRelative)
  return isRelative
}

const relative = new WeakMap<Fixture, boolean>()
