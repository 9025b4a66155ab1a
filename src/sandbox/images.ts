import { LRUCache } from 'lru-cache'
import type { CivilDate } from '../core/civil-date.ts'
import { createTables } from './schema.ts'
import { loadFixture } from './fixture-loading.ts'
import { stampOf, type Fixture } from './fixtures.ts'
import { keepImage, readImage } from './image-files.ts'
import { connect } from './store.ts'
import type { Contents } from './sandbox.ts'

// Replaying a fixture takes some fifty times as long as opening the image of one.
const images = new LRUCache<string, Buffer>({ max: 16 })

/**
 * The image of a fixture as it is on a day: what a new sandbox begins with, and a reset goes back to. Built once for a day; each time,
 * where the fixture counts from the very moment. Nobody changes what is answered. Throws BadInput.
 */
export function imageOf (fixture: Fixture, contents: Contents, now: number, day: CivilDate): Buffer {
  const key = `${fixture.name} ${stampOf(fixture)} ${day}`
  const known = images.get(key) ?? readImage(fixture, day)
  if (known) {
    images.set(key, known)
    return known
  }
  const db = connect()
  try {
    createTables(db, contents.schema)
    const { usesNow } = db.transaction(() => loadFixture(db, fixture, contents.fixtureFiles, now))()
    const image = db.serialize()
    if (!usesNow) {
      images.set(key, image)
      keepImage(fixture, day, image)
    }
    return image
  } finally {
    db.close()
  }
}
