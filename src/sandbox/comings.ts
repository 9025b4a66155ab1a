import { runningFrom } from '../core/clock.ts'
import { BadInput } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import { createCoverage, type Coverage } from './coverage.ts'
import type { Folder } from './folder.ts'
import { findFixture, type Fixture } from './fixtures.ts'
import type { Limits } from './limits.ts'
import { idPattern, named, type Wanted } from './making.ts'
import { isOver, placeOf } from './place.ts'
import type { Place, Places, SandboxSpec } from './places.ts'
import { openRegister, type Gone, type Register } from './register.ts'
import { bytesOf, createSnapshots } from './snapshots.ts'
import type { Kept, Sandbox } from './sandbox.ts'

/** How sandboxes come and go. */
export interface Comings {
  /** The fixture of those that are told none. */
  readonly usual: Fixture
  readonly register: Register
  /** What the rules of those have met that are gone: a suite that has a sandbox for each test asks for it at its end. */
  readonly coverageOfGone: Coverage
  begin (id: string, spec: SandboxSpec): Sandbox
  make (wanted?: Wanted): Sandbox
  fork (origin: Sandbox, kept: Kept, at: number, wanted?: Pick<Wanted, 'id' | 'ttlSeconds'>): Sandbox
  remove (id: string, how: Gone['how']): boolean
  /** The place of one that is there; one whose time is over goes. */
  find (id: string): Place | undefined
}

export interface ComingsOptions {
  readonly places: Places
  readonly folder: Folder | undefined
  readonly machine: () => number
  readonly usual: Fixture
  /** The default sandbox counts among those that there are. */
  readonly limits: Limits
}

export function createComings ({ places, folder, machine, usual, limits }: ComingsOptions): Comings {
  const { known } = places
  const register = openRegister(folder)
  const coverageOfGone = createCoverage()
  const inMemory = () => folder ? 0 : bytesIn(known)
  addFound(register, { places, folder, machine, limits })

  function begin (id: string, spec: SandboxSpec, more: Partial<Place> = {}): Sandbox {
    refuseId(id, known)
    const place = placeOf(spec, createSnapshots(folder?.snapshotsOf(id), inMemory, limits.maxSnapshots), { usedAt: machine(), ...more })
    return places.tryFirst(id, place, () => register.note(id, spec))
  }

  function remove (id: string, how: Gone['how']): boolean {
    const place = known.get(id)
    if (!place || id === 'default') return false
    place.awake?.close()
    coverageOfGone.addAll(place.journal.coverage)
    folder?.remove(id)
    register.noteGone({ id, how, at: machine() }, place.spec.mark)
    return places.forget(id)
  }

  function find (id: string): Place | undefined {
    if (isOver(known.get(id), machine())) remove(id, 'expired')
    return known.get(id)
  }

  function make (wanted: Wanted = {}, more?: Partial<Place>): Sandbox {
    // Those whose time is over make room.
    for (const id of [...known.keys()]) find(id)
    if (known.size >= limits.maxSandboxes) throw tooMany(limits.maxSandboxes)
    const isTaken = (id: string) => known.has(id) || register.goneOf(id) !== undefined || folder?.has(id) === true
    const { id, spec } = named(wanted, register, usual, isTaken)
    if (!known.has(id) && folder?.has(id)) throw madeOtherwise(id)
    return begin(id, spec, more)
  }

  function fork ({ id }: Sandbox, kept: Kept, at: number, wanted: Pick<Wanted, 'id' | 'ttlSeconds'> = {}): Sandbox {
    const { fixture, clock, seed, defaults, settings, ownNumber } = known.get(id)!.spec
    const sandbox = make({ fixture, clock, seed, defaults, settings, ownNumber, ...wanted }, { kept, hasBegun: true })
    if (sandbox.clock.setting().mode !== 'frozen') sandbox.setClock(runningFrom(sandbox.clock, at))
    return sandbox
  }

  return { usual, register, coverageOfGone, begin, make: wanted => make(wanted), fork, remove, find }
}

/** What the snapshots of all take; those in files take none of the memory that all share. */
const bytesIn = (known: Places['known']): number => [...known.values()].reduce((sum, { snapshots }) => sum + bytesOf(snapshots), 0)

/** Those that the folder has from before. */
function addFound ({ found }: Register, { places, folder, machine, limits }: Omit<ComingsOptions, 'usual'>): void {
  for (const [id, spec] of found) {
    const snapshots = createSnapshots(folder!.snapshotsOf(id), undefined, limits.maxSnapshots)
    places.add(id, placeOf(withFixture(spec), snapshots, { usedAt: machine(), hasBegun: true }))
  }
}

const tooMany = (most: number): BadInput =>
  new BadInput(`There are ${most} sandboxes, which are the most. ` +
    'Delete some, give them "ttlSeconds", or start with a larger --max-sandboxes.')

const madeOtherwise = (id: string): BadInput =>
  new BadInput(`The data folder has data of a sandbox "${id}" that was made in another way. Choose another id.`)

function refuseId (id: string, known: ReadonlyMap<string, Place>): void {
  if (!idPattern.test(id)) throw new BadInput(`${quoted(id)} cannot name a sandbox. Use 1 to 64 letters, digits, "-" and "_".`)
  if (known.has(id)) throw new BadInput(`There is a sandbox "${id}" already. Choose another id, or delete that one first.`)
}

/** A shipped fixture may lie elsewhere by now; one that is nowhere matters only to who resets. */
function withFixture (spec: SandboxSpec): SandboxSpec {
  try {
    return { ...spec, fixture: spec.fixture && findFixture(spec.fixture.name) }
  } catch {
    return spec
  }
}
