import { runningFrom } from '../core/clock.ts'
import { BadInput } from '../core/errors.ts'
import { inTurns, nextTurn } from '../core/in-turns.ts'
import { quoted } from '../core/words.ts'
import { createCoverage, type Coverage } from './coverage.ts'
import type { Folder } from './folder.ts'
import type { Fixture } from './fixtures.ts'
import type { Limits } from './limits.ts'
import { everySandbox, idForm, idPattern, named, type Wanted } from './making.ts'
import { isOver, placeOf, withFixture } from './place.ts'
import type { Place, Places, SandboxSpec } from './places.ts'
import { openRegister, type Gone, type Register } from './register.ts'
import { bytesOf, createSnapshots } from './snapshots.ts'
import type { Kept, Sandbox } from './sandbox.ts'
import { openSharedRegister } from './shared-register.ts'
import type { Sharing } from './sharing.ts'

/** How sandboxes come and go. */
export interface Comings {
  /** The fixture of those that are told none. */
  readonly usual: Fixture
  readonly register: Register
  /** What the rules of those have met that are gone: a suite that has a sandbox for each test asks for it at its end. */
  readonly coverageOfGone: Coverage
  begin (id: string, spec: SandboxSpec, more?: Partial<Place>): Sandbox
  make (wanted?: Wanted): Sandbox
  fork (origin: Sandbox, kept: Kept, at: number, wanted?: Pick<Wanted, 'id' | 'ttlSeconds'>): Sandbox
  remove (id: string, how: Gone['how']): boolean
  /** The place of one that is there; one whose time is over goes. */
  find (id: string): Place | undefined
  /** One that there was; its time may be over only now, as nobody has asked for it since. */
  goneOf (id: string): Gone | undefined
  /** Those that are there; those whose time is over go, while others have their turn. */
  ids (): string[]
}

export interface ComingsOptions {
  readonly places: Places
  readonly folder: Folder | undefined
  /** What other servers have of the folder, if they share it. */
  readonly sharing?: Sharing | undefined
  readonly machine: () => number
  readonly usual: Fixture
  /** The default sandbox counts among those that there are. */
  readonly limits: Limits
  /** Hears of one whose time is over and that cannot go. */
  readonly report: (error: unknown) => void
}

export function createComings (options: ComingsOptions): Comings {
  const { places, places: { known }, folder, sharing, machine, usual, limits, report } = options
  const [register, coverageOfGone] = [registerFor(options), createCoverage()]
  const there = (id: string) => sharing ? sharing.find(id) : known.get(id)
  const ids = () => sharing ? ['default', ...sharing.ids()] : stillThere(known, machine(), find, report)
  const inMemory = () => folder ? 0 : bytesIn(known)

  function begin (id: string, spec: SandboxSpec, more: Partial<Place> = {}): Sandbox {
    refuseId(id, known)
    const files = sharing && id === 'default' ? undefined : folder?.snapshotsOf(id)
    const place = placeOf(spec, createSnapshots(files, inMemory, limits.maxSnapshots), { usedAt: machine(), ...more })
    return places.tryFirst(id, place, () => register.note(id, spec))
  }

  function remove (id: string, how: Gone['how']): boolean {
    const place = there(id)
    if (!place || id === 'default') return !place && !sharing && removeData(id, folder)
    empty(id, place, folder)
    coverageOfGone.addAll(place.journal.coverage)
    register.noteGone({ id, how, at: machine() }, place.spec.mark)
    places.forget(id)
    sharing?.letGo(id)
    return true
  }

  const find = (id: string): Place | undefined =>
    isOver(there(id), machine()) && remove(id, 'expired') ? undefined : known.get(id)

  function make (wanted: Wanted = {}, more?: Partial<Place>): Sandbox {
    if (wanted.id !== undefined && !sharing) find(wanted.id)
    if (ids().length >= limits.maxSandboxes) throw tooMany(limits.maxSandboxes)
    const isTaken = (id: string) => known.has(id) || register.goneOf(id) !== undefined || folder?.has(id) === true
    const { id, spec } = named(wanted, register, usual, isTaken)
    if (sharing) return sharing.make(id, () => register.note(id, spec), () => begin(id, spec, more))
    if (!known.has(id) && folder?.has(id)) throw madeOtherwise(id)
    return begin(id, spec, more)
  }

  return {
    ...{ usual, register, coverageOfGone, begin, make: wanted => make(wanted), remove, find, ids },
    goneOf: id => sharing || !find(id) ? register.goneOf(id) : undefined,
    fork: ({ id }, kept, at, wanted) => goOnFrom(make({ ...madeLike(known.get(id)!.spec), ...wanted }, { kept, hasBegun: true }), at)
  }
}

/** What one is told that begins as another did, but for its id. */
const madeLike = ({ fixture, clock, seed, defaults, settings, startedWith, ownNumber }: SandboxSpec): Wanted =>
  ({ fixture, clock, seed, defaults, settings, startedWith, ownNumber })

/** Those whose time is not over; the others go in the turns that come, as there may be many, and files to delete of each. */
function stillThere (known: Places['known'], now: number, find: Comings['find'], report: ComingsOptions['report']): string[] {
  const ids = [...known.keys()]
  const over = new Set(ids.filter(id => isOver(known.get(id), now)))
  if (over.size > 0) letGo(over, find, report).catch(report)
  return ids.filter(id => !over.has(id))
}

async function letGo (over: Iterable<string>, find: Comings['find'], report: ComingsOptions['report']): Promise<void> {
  await nextTurn()
  for await (const id of inTurns(over)) {
    try {
      find(id)
    } catch (error) {
      report(error)
    }
  }
}

/** Of one of which nothing is noted any more. */
function removeData (id: string, folder: Folder | undefined): boolean {
  if (!idPattern.test(id) || !folder?.has(id)) return false
  folder.remove(id)
  return true
}

/** It sleeps, where its files then cannot be deleted; of one of which that is known before, nothing is changed. */
function empty (id: string, place: Place, folder: Folder | undefined): void {
  folder?.refuseRemoval(id)
  place.awake?.close()
  place.awake = undefined
  folder?.remove(id)
}

function goOnFrom (sandbox: Sandbox, at: number): Sandbox {
  if (sandbox.clock.setting().mode !== 'frozen') sandbox.setClock(runningFrom(sandbox.clock, at))
  return sandbox
}

/** What the snapshots of all take; those in files take none of the memory that all share. */
const bytesIn = (known: Places['known']): number => [...known.values()].reduce((sum, { snapshots }) => sum + bytesOf(snapshots), 0)

/** With places for those that the folder has from before; where it is shared, they get one when they are asked for. */
function registerFor ({ places, folder, sharing, machine, limits }: Omit<ComingsOptions, 'usual'>): Register {
  const register = sharing ? openSharedRegister(folder!) : openRegister(folder)
  for (const [id, spec] of register.found) {
    const snapshots = createSnapshots(folder!.snapshotsOf(id), undefined, limits.maxSnapshots)
    places.add(id, placeOf(withFixture(spec), snapshots, { usedAt: machine(), hasBegun: true }))
  }
  return register
}

const tooMany = (most: number): BadInput =>
  new BadInput(`There are already ${most} sandboxes, the maximum. ` +
    'Delete some, give them "ttlSeconds", or start with a larger --max-sandboxes.')

const madeOtherwise = (id: string): BadInput =>
  new BadInput(`The data folder has data of a sandbox "${id}", and no ${id}.json that says how it was made. Choose another id, delete ` +
    `that sandbox first, or put ${id}.json back and start the server again.`)

function refuseId (id: string, known: ReadonlyMap<string, Place>): void {
  if (!idPattern.test(id)) throw new BadInput(`${quoted(id)} cannot name a sandbox. Use ${idForm}.`)
  if (id === everySandbox) {
    throw new BadInput(`"${id}" cannot name a sandbox, as it stands for all of them where a request lists sandboxes. Choose another id.`)
  }
  if (known.has(id)) throw new BadInput(`There is a sandbox "${id}" already. Choose another id, or delete that one first.`)
}
