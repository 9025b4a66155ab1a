import { join } from 'node:path'
import { mkdirSync } from 'node:fs'
import type { CivilDate } from '../core/civil-date.ts'
import { createClock, type Clock, type ClockSetting } from '../core/clock.ts'
import { createIds, type Ids } from '../core/ids.ts'
import { BadInput } from '../core/errors.ts'
import { empty, immediately, openDatabase, type Database } from './database.ts'
import { loadFixture, type Fixture, type FixtureFile } from './fixtures.ts'
import { createJournal, type Journal } from './journal.ts'
import { readSetting, writeSetting } from './settings.ts'
import { passDays, type Fired, type Timetable } from './time.ts'

/** One isolated world: its own database, clock, ids and journal. */
export interface Sandbox {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly journal: Journal
  readonly fixture: Fixture
  /** Sets the clock, remembers it beside the data, and answers what fell due. */
  setClock (setting: ClockSetting): Fired[]
  /** Makes happen what has fallen due since it was last asked; nothing where it is still the same day. */
  settle (): Fired[]
  /** Back to the fixture and to the clock of the start. */
  reset (scope?: readonly ResetScope[]): void
  close (): void
}

export const resetScopes = ['data', 'clock', 'journal'] as const
export type ResetScope = typeof resetScopes[number]

/** What the emulated services keep in a sandbox. */
export interface Contents {
  /** SQL, each run once and in order; only ever added to. */
  readonly migrations: readonly string[]
  /** In the order in which records may refer to each other. */
  readonly fixtureFiles: readonly FixtureFile[]
  readonly timetables: readonly Timetable[]
}

export interface SandboxOptions {
  fixture: Fixture
  /** A folder to keep the data in; without one they are gone at the end. */
  data?: string | undefined
  /** Without one: as it was left in `data`, else real. */
  clock?: ClockSetting | undefined
  /** The milliseconds of the machine's clock, for those who have another. */
  machine?: (() => number) | undefined
}

/** Opens a sandbox, loading the fixture where there are no data yet. Throws BadInput. */
export function openSandbox (options: SandboxOptions, contents: Contents): Sandbox {
  const { fixture } = options
  const { db, isNew } = openDatabase(databaseFile(options.data), contents.migrations)
  const initial = options.clock ?? (isNew ? undefined : savedClock(db)) ?? { mode: 'real' }
  const clock = createClock(initial, options.machine)
  const ids = createIds(fixture.name)
  const journal = createJournal()

  // The last day whose events have happened.
  let settled = readSetting(db, 'settled') ?? clock.today()

  function setClock (setting: ClockSetting): Fired[] {
    const from = clock.now()
    clock.set(setting)
    writeSetting(db, 'clock', JSON.stringify(setting))
    return [...settle(), ...contents.timetables.flatMap(it => it.passed?.(db, from, clock.now()) ?? [])]
      .sort((a, b) => a.on < b.on ? -1 : a.on > b.on ? 1 : 0)
  }

  function settle (): Fired[] {
    const today = clock.today()
    if (today === settled) return []
    // A clock that was set back undoes nothing; what comes after it is still to come.
    const fired = passDays(db, contents.timetables, settled, today)
    settledUpTo(today)
    return fired
  }

  function settledUpTo (day: CivilDate): void {
    settled = day
    writeSetting(db, 'settled', day)
  }

  function reset (scope: readonly ResetScope[] = resetScopes): void {
    if (scope.includes('clock') && !scope.includes('data')) setClock(initial)
    if (scope.includes('data')) {
      if (scope.includes('clock')) clock.set(initial)
      immediately(db, () => {
        empty(db)
        fill()
      })
      ids.rewind(0)
    }
    if (scope.includes('journal')) journal.clear()
  }

  function fill (): void {
    loadFixture(db, fixture, contents.fixtureFiles, clock.now())
    writeSetting(db, 'clock', JSON.stringify(clock.setting()))
    writeSetting(db, 'fixture', fixture.name)
    settledUpTo(clock.today())
  }

  try {
    const held = readSetting(db, 'fixture')
    if (held !== undefined && held !== fixture.name) {
      throw new BadInput(`The data in ${options.data} are of fixture "${held}"; start with --fixture ${held}, or with another folder`)
    }
    if (held === undefined) immediately(db, fill)
  } catch (error) {
    db.close()
    throw error
  }
  return { db, clock, ids, journal, fixture, setClock, settle, reset, close: () => db.close() }
}

function databaseFile (data: string | undefined): string {
  if (data === undefined) return ':memory:'
  try {
    mkdirSync(data, { recursive: true })
  } catch (error) {
    throw new BadInput(`The data folder ${data} cannot be made: ${(error as Error).message}`)
  }
  return join(data, 'default.sqlite')
}

function savedClock (db: Database): ClockSetting | undefined {
  const saved = readSetting(db, 'clock')
  return saved === undefined ? undefined : JSON.parse(saved) as ClockSetting
}
