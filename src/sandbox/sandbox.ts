import { createHash } from 'node:crypto'
import { describeClock, type Clock, type ClockSetting } from '../core/clock.ts'
import type { Ids } from '../core/ids.ts'
import type { Database } from './database.ts'
import type { Fixture, FixtureFile } from './fixtures.ts'
import { createIds } from './ids.ts'
import { createJournal, type Journal } from './journal.ts'
import { createLive, type Holder } from './live.ts'
import type { Fired, MomentSource } from './moments.ts'
import type { Schema } from './schema.ts'
import type { Settings } from './settings.ts'
import type { Store } from './store.ts'
import { endNumbering, goOnNumbering } from './request-numbers.ts'
import { catchUp, setClock } from './time.ts'
import { become, epochOf, freshImage, keep, openWorld, secretOf, type World } from './world.ts'

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
  /** What signs the tokens that it issues: they are good in no other sandbox, and not after a reset of its data. */
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
  /** Those of `defaults` that win over what the file has, by a start that gave them. */
  readonly given?: Readonly<Record<string, unknown>> | undefined
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
  /** Who wants to know, by their ids, which readings mattered. */
  readonly noteReading?: ((id: string) => void) | undefined
}

/** Opens a sandbox: over its file where there is one, else over the image of its fixture. Throws BadInput. */
export function openSandbox (options: SandboxOptions, contents: Contents): Sandbox {
  const { id, fixture, seed = fixture.name, journal = createJournal(), report = () => {} } = options
  const path = `${seed}/${id}`
  const world = openWorld(options, contents, createHash('sha256').update(`tms-sandbox/${path}`).digest('hex'))
  const { store, clock, settings } = world
  const live = createLive()
  const isInFile = options.file !== undefined
  if (isInFile) goOnNumbering(settings, journal)

  function restore (image: Buffer, how?: Parameters<typeof become>[2]): void {
    live.drop()
    become(world, image, how)
    if (isInFile) goOnNumbering(settings, journal)
  }

  const sandbox: Sandbox = {
    id,
    store,
    get db () { return store.db },
    clock,
    ids: createIds(path, () => store.db, () => epochOf(settings)),
    settings,
    journal,
    fixture,
    report,
    secret: () => secretOf(settings),
    live: (holder) => live.get(holder, sandbox),
    isBusy: live.isBusy,
    ...toldOf(world, { restore, journal }),
    keep: () => keep(world),
    close () {
      journal.events.close()
      live.drop()
      if (isInFile && store.db.open) endNumbering(settings, journal)
      store.close()
    }
  }
  return sandbox
}

/** What those hear of who listen to the sandbox. */
function toldOf (world: World, resettable: Resettable): Pick<Sandbox, 'setClock' | 'catchUp' | 'reset' | 'restore'> {
  const { clock } = world
  const { events } = resettable.journal
  const told = (fired: Fired[]): Fired[] => {
    for (const moment of fired) events.tell('moment-fired', () => moment)
    return fired
  }
  return {
    setClock (setting) {
      const fired = setClock(world, setting)
      events.tell('clock-moved', () => describeClock(clock))
      return told(fired)
    },
    catchUp: () => told(catchUp(world)),
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
