import { createHash } from 'node:crypto'
import { createClock, type Clock, type ClockSetting } from '../core/clock.ts'
import type { Ids } from '../core/ids.ts'
import { createRoom, createStatesBefore, type Room, type StatesBefore } from './before.ts'
import { changesOf, type ResetScope } from './changes.ts'
import type { Database } from './database.ts'
import type { Differences } from './differences.ts'
import type { Fixture, FixtureFile } from './fixtures.ts'
import { createIds } from './ids.ts'
import { createJournal, type Journal } from './journal.ts'
import { createLive, type Holder } from './live.ts'
import type { Fired, Moment, MomentSource } from './moments.ts'
import type { Schema } from './schema.ts'
import type { Settings } from './settings.ts'
import { createSnapshots, type Snapshot, type Snapshots } from './snapshots.ts'
import type { State } from './states.ts'
import { sizeOf, type Store, type Writing } from './store.ts'
import { endNumbering, goOnNumbering } from './request-numbers.ts'
import { statesOf, type Look } from './states-of.ts'
import { momentsAfter } from './time.ts'
import { become, epochOf, formerSecretsOf, keep, openWorld, ownBytes, secretOf, type World } from './world.ts'

/** One isolated world: its own store, clock, ids, settings and journal. */
export interface Sandbox {
  readonly id: string
  readonly store: Store
  /** The store's connection as it is now; another one after a reset. */
  readonly db: Database
  readonly clock: Clock
  /** Its own clock, whatever time one request may have been given. */
  readonly ownClock: Clock
  readonly ids: Ids
  readonly settings: Settings
  readonly journal: Journal
  readonly fixture: Fixture
  /** What its own credentials end with. */
  readonly mark: string | undefined
  readonly snapshots: Snapshots
  /** As it was before requests that were refused. */
  readonly statesBefore: StatesBefore
  /** What signs the tokens that it issues: they are good in no other sandbox, and not after a reset of its data. */
  secret (): Buffer
  /** What signed those before its data were reset. */
  formerSecrets (): Buffer[]
  /** Where errors go that come while nobody waits for an answer. */
  readonly report: (error: unknown) => void
  /** State of a kind that need not survive; see `perSandbox`. */
  live<Value> (holder: Holder<Value>): Value
  /** Whether something is under way in it that sleep would end. */
  isBusy (): boolean
  /** Sets the clock, remembers it beside the data, and answers what fell due. */
  setClock (setting: ClockSetting): Fired[]
  /** The same while other sandboxes have their turn; requests to this one wait. */
  moveClock (setting: ClockSetting): Promise<Fired[]>
  /** What is to fall due after one instant and up to another, in order of time. */
  momentsAfter (after: number, until: number, most: number): Moment[]
  /**
   * Makes happen what has fallen due since it was last asked, in turns; undefined where that is nothing, as it is still the same day, and
   * nothing happens just now.
   */
  catchUp (): Promise<void> | undefined
  /** The same sandbox as one request sees it that is given a time of its own. Nothing falls due by it. */
  at (instant: number): Sandbox
  /** Has what a reset goes back to made while others have their turn, so that the reset itself is not long. Throws BadInput. */
  prepareReset (scope?: readonly ResetScope[]): Promise<void>
  /** Back to the fixture and to the clock of the start, while other sandboxes have their turn; requests to this one wait. */
  reset (scope?: readonly ResetScope[]): Promise<void>
  /** State, clock and count of ids as an image has them; what was under way is broken off. */
  restore (image: Buffer): void
  /** Saves its state under a name that is free, while other sandboxes have their turn; requests to this one wait. Throws BadInput. */
  save (id?: string): Promise<Snapshot>
  /** A saved state, looked through while others have their turn; undefined where there is none of that name. Throws BadInput. */
  readSnapshot (id: string): Promise<State | undefined>
  /** What is not as it was in a saved state: the first of what differs; undefined where there is none of that name. Throws BadInput. */
  differencesFrom (id: string, most: number): Promise<Differences | undefined>
  /** The number of the last request before its data were put in the place of others: later ones alone can have made what is there. */
  dataFrom (): number
  /** Has something look at a saved state beside its own, in turns; undefined where there is none of that name. Throws BadInput. */
  besideState<Result> (id: string, look: Look<Result>): Promise<Result | undefined>
  /** Its whole state as it is now, as a file, while others have their turn. Throws BadInput where that is too large to be read again. */
  exportState (): Promise<Buffer>
  /** Such a file, looked through while others have their turn; nothing is changed. Throws BadInput where anything is wrong with it. */
  readState (file: Buffer): Promise<State>
  /** Puts one that was read in the place of its own state, in the same way, all of it or nothing. Throws BadInput. */
  takeUp (state: State): Promise<void>
  /** What it can be opened from again. */
  keep (): Kept
  close (): void
}

/** What the emulated services keep in a sandbox. */
export interface Contents {
  readonly schema: Schema
  /** In the order in which records may refer to each other. */
  readonly fixtureFiles: readonly FixtureFile[]
  readonly moments: readonly MomentSource[]
  /** Give what a fixture has under numbers that others have, too, numbers of its own, made of one that no other sandbox has. */
  readonly renumber?: ReadonlyArray<(db: Database, own: number) => void>
  /** End what was under way when its server was killed, or when an image of it was taken, and what nobody goes on with. */
  readonly endLeft?: ReadonlyArray<(db: Database) => void>
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
  /** Throws Unusable where the folder of that file may be another server's by now. */
  readonly hold?: (() => void) | undefined
  /** The server's values of what can be set, by the names of the settings. */
  readonly defaults?: Readonly<Record<string, unknown>> | undefined
  /** The milliseconds of the machine's clock, for those who have another. */
  readonly machine?: (() => number) | undefined
  readonly journal?: Journal | undefined
  readonly report?: ((error: unknown) => void) | undefined
  /** What it wakes up with. */
  readonly kept?: Kept | undefined
  readonly mark?: string | undefined
  /** What is done to an image of its fixture before anything begins with it. */
  readonly adapt?: ((db: Database) => void) | undefined
  readonly writing?: Writing | undefined
  /** The bytes that it may have. */
  readonly mostBytes?: number | undefined
  readonly snapshots?: Snapshots | undefined
  /** For states before refused requests. */
  readonly room?: Room | undefined
  /** Who wants to know, by their ids, which readings mattered. */
  readonly noteReading?: ((id: string) => void) | undefined
  /** Where a line goes about data that are of a fixture as it was. */
  readonly tell?: ((line: string) => void) | undefined
}

/** Opens a sandbox: over its file where there is one, else over the image of its fixture. Throws BadInput. */
export function openSandbox (options: SandboxOptions, contents: Contents): Sandbox {
  const { id, fixture, seed = fixture.name, journal = createJournal(), snapshots = createSnapshots(), report = () => {}, mark } = options
  const path = `${seed}/${id}`
  const keepNow = () => ({ kept: keep(world), own: ownBytes(world) })
  const statesBefore = createStatesBefore({ keep: keepNow, size: () => sizeOf(world.store), room: options.room ?? createRoom() })
  const world: World = openWorld({ ...options, writing: statesBefore }, contents,
    createHash('sha256').update(`tms-sandbox/${path}`).digest('hex'))
  const { store, clock, settings } = world
  const [live, isInFile, data] = [createLive(), options.file !== undefined, { from: 0 }]
  if (isInFile) goOnNumbering(settings, journal)

  function restore (image: Buffer, how?: Parameters<typeof become>[2]): void {
    statesBefore.beforeWriting()
    live.drop()
    become(world, image, how)
    data.from = journal.latest()
    statesBefore.afterWriting()
    if (isInFile) goOnNumbering(settings, journal)
  }

  const sandbox: Sandbox = {
    ...{ id, store, clock, ownClock: clock, settings, journal, snapshots, statesBefore, fixture, mark, report, dataFrom: () => data.from },
    get db () { return store.db },
    ids: createIds(path, () => store.db, () => epochOf(settings)),
    ...{ secret: () => secretOf(settings), formerSecrets: () => formerSecretsOf(settings) },
    live: (holder) => live.get(holder, sandbox),
    isBusy: live.isBusy,
    ...changesOf(() => sandbox, world, { restore, journal }),
    ...statesOf(() => sandbox, contents.schema),
    momentsAfter: (after, until, most) => momentsAfter(world, after, until, most),
    at: (instant) => Object.create(sandbox, { clock: { value: createClock({ mode: 'frozen', at: instant }, clock.machine) } }) as Sandbox,
    keep: () => keep(world),
    close () {
      journal.events.close()
      if (store.db.open) statesBefore.beforeWriting()
      live.drop()
      if (isInFile && store.db.open) endNumbering(settings, journal)
      store.close()
    }
  }
  return sandbox
}
