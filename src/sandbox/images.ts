import { LRUCache } from 'lru-cache'
import type { CivilDate } from '../core/civil-date.ts'
import type { Clock } from '../core/clock.ts'
import { finish, finishInTurns } from '../core/in-turns.ts'
import { createTables } from './schema.ts'
import { loadingFixture } from './fixture-loading.ts'
import { digestingFixture, stampOf, type Fixture } from './fixtures.ts'
import { keepImage, readImage } from './image-files.ts'
import { connect } from './store.ts'
import type { Contents } from './sandbox.ts'

interface Made {
  readonly image: Buffer
  /** The instant that it counts from, where that is not only the day. */
  readonly from: number | undefined
  /** Milliseconds that it took. */
  readonly took: number
}

// Replaying a fixture takes some fifty times as long as opening the image of one.
const images = new LRUCache<string, Made>({ max: 16 })

/**
 * So long, in milliseconds, once it is made an image is good for what counts from the very moment: who has it made in turns opens it right
 * after.
 */
const moment = 1000

/** A fixture as it is on a day: what a new sandbox begins with, and a reset goes back to. Nobody changes it. Throws BadInput. */
export const imageOf = (fixture: Fixture, contents: Contents, now: number, day: CivilDate): Buffer =>
  finish(imageInSteps(fixture, contents, now, day))

/** The same in steps, for who is between others anyway. Throws BadInput. */
export function * imageInSteps (fixture: Fixture, contents: Contents, now: number, day: CivilDate): Generator<void, Buffer> {
  return knownImage(fixture, now, day) ?? (yield * makingImage(fixture, contents, now, day))
}

/** Has it made while others have their turn, so that it is there for who asks next. Throws BadInput. */
export async function prepareImage (fixture: Fixture, contents: Contents, { now, today }: Moment): Promise<void> {
  const key = keyOf(fixture, today())
  // Many may want the same at once, as a suite does whose tests begin together.
  while (beingMade.has(key)) await beingMade.get(key)
  if (knownImage(fixture, now(), today())) return
  const made = finishInTurns(makingImage(fixture, contents, now(), today()))
  beingMade.set(key, made.then(() => {}, () => {}).finally(() => beingMade.delete(key)))
  await made
}

type Moment = Pick<Clock, 'now' | 'today'>

const beingMade = new Map<string, Promise<void>>()

const keyOf = (fixture: Fixture, day: CivilDate): string => `${fixture.name} ${stampOf(fixture)} ${day}`

/** Made once for a day; each time, where the fixture counts from the very moment. */
function knownImage (fixture: Fixture, now: number, day: CivilDate): Buffer | undefined {
  const key = keyOf(fixture, day)
  const known = images.get(key)
  if (known) return Math.abs(now - (known.from ?? now)) < moment + known.took ? known.image : undefined
  const image = readImage(fixture, day)
  if (image) images.set(key, { image, from: undefined, took: 0 })
  return image
}

function * makingImage (fixture: Fixture, contents: Contents, now: number, day: CivilDate): Generator<void, Buffer> {
  // Somebody may edit its files meanwhile.
  const key = keyOf(fixture, day)
  const made = yield * layingOut(fixture, contents, now)
  // Who opens a sandbox of it in a file asks for that at once.
  yield * digestingFixture(fixture)
  images.set(key, made)
  if (made.from === undefined) keepImage(fixture, day, made.image)
  return made.image
}

function * layingOut (fixture: Fixture, { schema, fixtureFiles }: Contents, now: number): Generator<void, Made> {
  const [db, began] = [connect(), performance.now()]
  try {
    createTables(db, schema)
    yield
    // What fails goes with the connection.
    db.exec('BEGIN')
    const { usesNow } = yield * loadingFixture(db, fixture, fixtureFiles, now)
    db.exec('COMMIT')
    yield
    return { image: db.serialize(), from: usesNow ? now : undefined, took: performance.now() - began }
  } finally {
    db.close()
  }
}
