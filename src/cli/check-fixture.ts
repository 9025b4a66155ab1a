import { dayAt } from '../core/civil-date.ts'
import { createClock } from '../core/clock.ts'
import { findFixture } from '../sandbox/fixtures.ts'
import { imageOf } from '../sandbox/images.ts'
import { contents } from '../services.ts'

/** Loads a fixture as a start would, and says that it can be. Throws BadInput with all that is wrong. */
export function checkFixture (name: string): void {
  const fixture = findFixture(name)
  const now = createClock({ mode: 'real' }).now()
  imageOf(fixture, contents, now, dayAt(now))
  console.log(`${fixture.name}: every record can be loaded`)
}
