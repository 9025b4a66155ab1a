import { createHash } from 'node:crypto'
import { startOfDay, type CivilDate } from '../core/civil-date.ts'
import { createClock, type Clock, type ClockSetting } from '../core/clock.ts'
import { BadInput } from '../core/errors.ts'
import type { Ids } from '../core/ids.ts'
import { oneValue, type Database } from './database.ts'
import type { Fixture, FixtureFile } from './fixtures.ts'
import { createIds } from './ids.ts'
import { imageOf } from './images.ts'
import { createJournal, type Journal } from './journal.ts'
import { createLive, type Holder } from './live.ts'
import { listMoments, passTime, toFired, type Fired, type MomentSource } from './moments.ts'
import { bringForward, type Schema } from './schema.ts'
import { createSettings, type Settings } from './settings.ts'
import { openStore, type Store } from './store.ts'

/** One isolated world: its own store, clock, ids, settings and journal. */
export interface Sandbox {
  readonly id: string
  readonly store: Store
  /** The store's connection as it is now; another one after a reset. */
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly settings: Settings
  readonly journal: Journal
  readonly fixture: Fixture
  /** What signs the tokens that it issues: they are good in no other sandbox. */
  secret (): Buffer
  /** Where errors go that come while nobody waits for an answer. */
  readonly report: (error: unknown) => void
  /** State of a kind that need not survive; see `perSandbox`. */
  live<Value> (holder: Holder<Value>): Value
  /** Whether something is under way in it that sleep would end. */
  isBusy (): boolean
  /** Sets the clock, remembers it beside the data, and answers what fell due. */
  setClock (setting: ClockSetting): Fired[]
  /** Makes happen what has fallen due since it was last asked; nothing where it is still the same day. */
  catchUp (): Fired[]
  /** Back to the fixture and to the clock of the start. */
  reset (scope?: readonly ResetScope[]): void
  /** State, clock and count of ids as an image has them; what was under way is broken off. */
  restore (image: Buffer): void
  /** What it can be opened from again. */
  keep (): Kept
  close (): void
}

export const resetScopes = ['data', 'clock', 'journal'] as const
export type ResetScope = typeof resetScopes[number]

/** What the emulated services keep in a sandbox. */
export interface Contents {
  readonly schema: Schema
  /** In the order in which records may refer to each other. */
  readonly fixtureFiles: readonly FixtureFile[]
  readonly moments: readonly MomentSource[]
}

/** What is left of a sandbox that sleeps: an image, which those to which nothing was written share, and what it remembers of itself. */
export interface Kept {
  readonly image: Buffer
  readonly memory: Readonly<Record<string, unknown>>
}

export interface SandboxOptions {
  readonly id: string
  readonly fixture: Fixture
  /** Where its ids and its secret come from: the same seed, the same bytes. The fixture's name, if it is left out. */
  readonly seed?: string | undefined
  /** Without one: as it was left in the file, else real. */
  readonly clock?: ClockSetting | undefined
  /** The file that keeps it; without one it lives in memory. */
  readonly file?: string | undefined
  /** The server's values of what can be set, by the names of the settings. */
  readonly defaults?: Readonly<Record<string, unknown>> | undefined
  /** The milliseconds of the machine's clock, for those who have another. */
  readonly machine?: (() => number) | undefined
  readonly journal?: Journal | undefined
  readonly report?: ((error: unknown) => void) | undefined
  /** What it wakes up with. */
  readonly kept?: Kept | undefined
}

/** Opens a sandbox: over its file where there is one, else over the image of its fixture. Throws BadInput. */
export function openSandbox (options: SandboxOptions, contents: Contents): Sandbox {
  const { id, fixture, seed = fixture.name, defaults = {}, machine, file, kept, journal = createJournal() } = options
  const clock = createClock(options.clock ?? { mode: 'real' }, machine)
  const freshImage = () => imageOf(fixture, contents, clock.now(), clock.today())
  let begun = kept?.image
  const store = openStore(() => (begun ??= freshImage()), file === undefined ? undefined : { path: file, check: db => bringForward(db, contents.schema, file) })
  // How many changes SQLite had counted when it was as it began.
  let changes = 0
  const db = () => store.db
  const settings = createSettings(db, defaults)
  const live = createLive()
  const world = `${seed}/${id}`
  const secret = createHash('sha256').update(`tms-sandbox/${world}`).digest('hex')

  const sandbox: Sandbox = {
    id,
    store,
    get db () { return store.db },
    clock,
    ids: createIds(world, db),
    settings,
    journal,
    fixture,
    report: options.report ?? (() => {}),
    secret: () => Buffer.from(settings.recall<string>('secret')!, 'hex'),
    live: (holder) => live.get(holder, sandbox),
    isBusy: live.isBusy,
    setClock,
    catchUp,
    reset,
    restore: (image) => become(image),
    keep,
    close () {
      live.drop()
      store.close()
    }
  }

  /** What is this sandbox's own, whatever image it is over; and the clock, of which an image of a fixture has none. */
  function settleIn (first: ClockSetting): void {
    settings.reread()
    store.transact(() => {
      for (const [name, value] of Object.entries(begun === kept?.image ? kept?.memory ?? {} : {})) settings.remember(name, value)
      const saved = settings.recall<ClockSetting>('clock')
      if (settings.recall('secret') !== secret) settings.remember('secret', secret)
      if (saved) return clock.set(saved)
      settings.remember('fixture', fixture.name)
      settings.remember('clock', clock.setting())
      settings.remember('firstClock', first)
      settings.remember('passedUpTo', clock.today())
    })
  }

  function setFirstClock (setting: ClockSetting): void {
    settings.remember('clock', setting)
    settings.remember('firstClock', setting)
    clock.set(setting)
  }

  function become (image: Buffer, first = clock.setting()): void {
    live.drop()
    store.become(image)
    begun = image
    settleIn(first)
    changes = countChanges(store.db)!
  }

  function keep (): Kept {
    return begun && countChanges(store.db) === changes
      ? { image: begun, memory: settings.all() }
      : { image: store.image(), memory: {} }
  }

  function setClock (setting: ClockSetting): Fired[] {
    const from = clock.now()
    // A disk that is full refuses the row, and then the clock stays as it is.
    settings.remember('clock', setting)
    clock.set(setting)
    const happened = catchUp()
    const passed = listMoments(store.db, contents.moments, from, clock.now()).filter(({ happen }) => !happen).map(moment => toFired(moment))
    return [...happened, ...passed].sort((a, b) => a.on < b.on ? -1 : a.on > b.on ? 1 : 0)
  }

  function catchUp (): Fired[] {
    const today = clock.today()
    const passedUpTo = settings.recall<CivilDate>('passedUpTo')!
    if (today === passedUpTo) return []
    // A clock that was set back undoes nothing; what comes after it is still to come.
    const fired = passTime(store, contents.moments, startOfDay(passedUpTo), startOfDay(today))
    settings.remember('passedUpTo', today)
    return fired
  }

  function reset (scope: readonly ResetScope[] = resetScopes): void {
    const first = settings.recall<ClockSetting>('firstClock')!
    if (scope.includes('data')) startAgain(scope.includes('clock') ? first : clock.setting(), first)
    else if (scope.includes('clock')) setClock(first)
    if (scope.includes('journal')) journal.clear()
  }

  /** All or nothing: where there is no room for the data of the fixture, the clock stays as it is, too. */
  function startAgain (setting: ClockSetting, first: ClockSetting): void {
    const before = clock.setting()
    clock.set(setting)
    try {
      become(freshImage(), first)
    } catch (error) {
      clock.set(before)
      throw error
    }
  }

  try {
    refuseOtherFixture(settings.recall('fixture'), fixture, file)
    settleIn(clock.setting())
    if (options.clock) setFirstClock(options.clock)
    changes = countChanges(store.db)!
  } catch (error) {
    store.close()
    throw error
  }
  return sandbox
}

const countChanges = oneValue<number>('SELECT total_changes()')

function refuseOtherFixture (held: string | undefined, { name }: Fixture, file: string | undefined): void {
  if (held === undefined || held === name) return
  throw new BadInput(`The data in ${file} are of fixture "${held}", not "${name}". Start with --fixture ${held}, or choose another folder with --data.`)
}
