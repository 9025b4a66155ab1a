import { createHash } from 'node:crypto'
import { createClock, type Clock, type ClockSetting } from '../core/clock.ts'
import { BadInput } from '../core/errors.ts'
import { fixtureDay } from './before-fixture.ts'
import { carriedFrom, carryInto, contracts, goByServer, type Adopted } from './contracts.ts'
import { oneValue, type Database } from './database.ts'
import { digestOf, type Fixture } from './fixtures.ts'
import { imageOf } from './images.ts'
import type { Contents, Kept, SandboxOptions } from './sandbox.ts'
import { choices, type Choices } from './readings.ts'
import { bringForward } from './schema.ts'
import { createSettings, type Settings } from './settings.ts'
import { connect, openStore, sizeOf, type Store, type Writing } from './store.ts'
import { refuseDamaged } from './store-file.ts'
import { refuseUnremembered } from './remembered.ts'
import { setFirstClock } from './time.ts'

/** What a sandbox keeps: its records, its clock, and what it remembers of itself. */
export interface World {
  readonly fixture: Fixture
  readonly contents: Contents
  /** What is remembered as the sandbox's own secret, in hexadecimal. */
  readonly secret: string
  readonly store: Store
  readonly clock: Clock
  readonly settings: Settings
  readonly kept: Kept | undefined
  /** The file that keeps it; none where it lives in memory. */
  readonly file: string | undefined
  /** The image that it began with, unless that is a file. */
  begun: Buffer | undefined
  /** How many changes SQLite had counted when it was as it began. */
  changes: number
  /** What is done to an image of its fixture before anything begins with it. */
  readonly adapt: ((db: Database) => void) | undefined
}

/** Opens a world: over its file where there is one, else over what was kept or the image of its fixture. Throws BadInput. */
export function openWorld (options: SandboxOptions, contents: Contents, secret: string): World {
  const { fixture, file, hold, kept, defaults = {}, machine, adapt, writing, noteReading, tell } = options
  const clock = createClock(options.clock ?? { mode: 'real' }, machine)
  let begun = kept?.image
  const firstImage = () => (begun ??= freshImage({ fixture, contents, clock, adapt }))
  const check = (db: Database) => {
    bringForward(db, contents.schema, file!)
    refuseDamaged(db, file!)
  }
  const store = openStore(firstImage, file === undefined ? undefined : { path: file, check, hold }, writing, options.mostBytes)
  try {
    const settings = createSettings(() => store.db, defaults, file === undefined ? writing : unlessGone(store, writing), noteReading)
    if (file !== undefined) refuseUnremembered(settings, file, contents.schema.settings)
    refuseOtherFixture(settings.recall('fixture'), fixture, file)
    const world: World = { fixture, contents, secret, store, clock, settings, kept, begun, changes: 0, adapt, file }
    if (file !== undefined) tellOfEdited(settings, fixture, file, tell)
    settleIn(world, clock.setting())
    if (options.clock) setFirstClock(world, options.clock)
    setGiven(store.db, settings, options.given ?? {})
    world.changes = countChanges(store.db)!
    return world
  } catch (error) {
    store.close()
    throw error
  }
}

/** What is set by itself goes into the file, too. */
const unlessGone = (store: Store, writing: Writing | undefined): Writing => ({
  beforeWriting () {
    store.refuseGone()
    writing?.beforeWriting()
  },
  afterWriting: () => writing?.afterWriting()
})

/** What a start gives wins over what was set before, as the clock does; each reading by itself, as each is a setting of its own. */
function setGiven (db: Database, settings: Settings, given: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(given)) {
    if (name === contracts.name) {
      goByServer(db, settings, (value as readonly Adopted[]).map(({ service }) => service))
      continue
    }
    const held = settings.recall<object>(name)
    if (held !== undefined) settings.remember(name, name === choices.name ? { ...held, ...value as Choices } : value)
  }
}

function refuseOtherFixture (held: string | undefined, { name }: Fixture, file: string | undefined): void {
  if (held === undefined || held === name) return
  throw new BadInput(`The data in ${file} are of fixture "${held}", not "${name}". ` +
    `Start with --fixture ${held}, or choose another folder with --data.`)
}

/** Data that are there already are not those of a fixture that was edited since. */
function tellOfEdited (settings: Settings, fixture: Fixture, file: string, tell: ((line: string) => void) | undefined): void {
  const held = settings.recall<string>(digestName)
  if (held === undefined || held === digestOf(fixture)) return
  tell?.(`The files of fixture ${fixture.name} were changed since the data in ${file} were made of them. ` +
    'POST /__admin/reset loads them as they are now.')
}

const digestName = 'fixture digest'

/**
 * What is this sandbox's own, whatever image it is over; and the clock, of which an image of a fixture has none. `resets` is how often its
 * data have been reset by then, and the epoch of a new beginning; an image that was taken later goes on in its own.
 */
function settleIn ({ fixture, contents, file, secret, store, clock, settings, kept, begun }: World, first: ClockSetting, resets = 0): void {
  settings.reread()
  store.transact(() => {
    for (const [name, value] of Object.entries(begun === kept?.image ? kept?.memory ?? {} : {})) settings.remember(name, value)
    for (const endLeft of contents.endLeft ?? []) endLeft(store.db)
    const saved = settings.recall<ClockSetting>('clock')
    if (settings.recall('secret') !== secret) settings.remember('secret', secret)
    if (resets > resetsOf(settings)) settings.remember('resets', resets)
    // An image may be of a sandbox of another fixture; a reset goes back to this one's.
    if (saved && settings.recall('fixture') !== fixture.name) settings.remember('fixture', fixture.name)
    if (saved) return clock.set(saved)
    if (resets > 0) settings.remember('epoch', resets)
    settings.remember('fixture', fixture.name)
    const digest = file === undefined ? undefined : digestOf(fixture)
    if (digest !== undefined) settings.remember(digestName, digest)
    settings.remember('clock', clock.setting())
    settings.remember('firstClock', first)
    settings.remember('passedUpTo', clock.today())
    settings.remember(fixtureDay, clock.today())
  })
}

const resetsOf = (settings: Settings): number => settings.recall<number>('resets') ?? 0

/** Which beginning of its data a sandbox goes on from: 0 for the first. Ids and tokens of one are none of another. */
export const epochOf = (settings: Settings): number => settings.recall<number>('epoch') ?? 0

/** What signed the tokens of other epochs, the last ones first: to tell that a token is one of theirs. */
export const formerSecretsOf = (settings: Settings): Buffer[] =>
  Array.from({ length: Math.min(resetsOf(settings) + 1, mostFormer) }, (_, n) => resetsOf(settings) - n)
    .filter(epoch => epoch !== epochOf(settings))
    .map(epoch => secretOf(settings, epoch))

const mostFormer = 20

/** What signs the tokens of an epoch. */
export function secretOf (settings: Settings, epoch = epochOf(settings)): Buffer {
  const own = Buffer.from(settings.recall<string>('secret')!, 'hex')
  return epoch === 0 ? own : createHash('sha256').update(own).update(`/${epoch}`).digest()
}

/**
 * Puts another image in the place of all that there is, or leaves all as it was; `first` is the clock of its start, if it has none itself.
 */
export function become (world: World, image: Buffer, { first = world.clock.setting(), isReset = false } = {}): void {
  const { store, settings, clock, file, begun } = world
  const [resets, before] = [resetsOf(settings) + (isReset ? 1 : 0), clock.setting()]
  const carried = isReset ? carriedFrom(store.db, settings) : undefined
  try {
    world.begun = image
    store.become(image, () => {
      settleIn(world, first, resets)
      if (carried) store.transact(() => carryInto(store.db, settings, carried))
    })
  } catch (error) {
    world.begun = begun
    clock.set(before)
    settings.reread()
    throw error
  }
  world.changes = file === undefined ? countChanges(store.db)! : 0
}

/** The image of its fixture as it is now. */
const freshImage = ({ fixture, contents, clock, adapt }: Pick<World, 'fixture' | 'contents' | 'clock' | 'adapt'>): Buffer =>
  adapted(imageOf(fixture, contents, clock.now(), clock.today()), { adapt })

/** An image of its fixture with what is a sandbox's own in it. */
export function adapted (image: Buffer, { adapt }: Pick<World, 'adapt'>): Buffer {
  if (!adapt) return image
  const db = connect(image)
  try {
    db.transaction(adapt)(db)
    return db.serialize()
  } finally {
    db.close()
  }
}

const isAsBegun = ({ begun, store, changes }: World): boolean => begun !== undefined && countChanges(store.db) === changes

/** What it can be opened from again. */
export const keep = (world: World): Kept => isAsBegun(world)
  ? { image: world.begun!, memory: world.settings.all() }
  : { image: world.store.image(), memory: {} }

/** The bytes of that which are its own: what it began with, others may have, too. */
export const ownBytes = (world: World): number => isAsBegun(world) ? 0 : sizeOf(world.store)

const countChanges = oneValue<number>('SELECT total_changes()')
