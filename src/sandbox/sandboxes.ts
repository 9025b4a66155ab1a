import { setTimeout } from 'node:timers/promises'
import { createClock, type ClockSetting } from '../core/clock.ts'
import { BadInput, Unusable } from '../core/errors.ts'
import { createRoom, type Room } from './before.ts'
import { createComings, type Comings } from './comings.ts'
import type { Database } from './database.ts'
import { takeFolder, type Folder } from './folder.ts'
import type { Coverage } from './coverage.ts'
import type { Fixture } from './fixtures.ts'
import { prepareImage } from './images.ts'
import { limitsOf, type Limits } from './limits.ts'
import type { Wanted } from './making.ts'
import { describePlace, enter, underWay, type Known } from './place.ts'
import { createPlaces, type Place, type Places, type SandboxSpec } from './places.ts'
import type { Gone } from './register.ts'
import { createSharing, type Sharing } from './sharing.ts'
import { openSandbox, type Contents, type Kept, type Sandbox } from './sandbox.ts'
import { tellOfLost } from './write-ahead.ts'

/** All sandboxes of a server. `default` always exists. */
export interface Sandboxes {
  readonly default: Sandbox
  /** The folder that keeps them for this server alone, if one does. */
  readonly folder: Pick<Folder, 'path' | 'hold'> | undefined
  /** Whether other servers have their part of the sandboxes; then each keeps the default one in memory, for itself. */
  readonly isShared: boolean
  readonly limits: Limits
  /** Brings one here that another server of the folder may hold; nothing to wait for, where it is here or comes at once. */
  comeHere (id: string): Promise<void> | undefined
  /** The sandbox of an id, woken up if it sleeps. Throws Failure where another server has it. */
  find (id: string): Sandbox | undefined
  /** Throws BadInput for an id that is taken or is none. */
  create (id: string, spec?: SandboxSpec): Sandbox
  /** Has what such a one begins with made while others have their turn, so that making it is not long. Throws BadInput. */
  prepare (wanted?: Pick<Wanted, 'fixture' | 'clock'>): Promise<void>
  /** Makes one with credentials of its own, which is there again after a restart. Throws BadInput. */
  make (wanted?: Wanted): Sandbox
  /** Makes one as another was at a moment, on its clock. Throws BadInput. */
  fork (origin: Sandbox, kept: Kept, at: number, wanted?: Pick<Wanted, 'id' | 'ttlSeconds'>): Sandbox
  /** Its state and its file are gone; answers whether there was one. The default one stays. */
  delete (id: string): boolean
  /** Keeps a sandbox as an image alone, until it is looked for again. */
  sleep (id: string): void
  list (): string[]
  /** Those of all, awake or not: nothing wakes up for a look at its journal. */
  readonly places: ReadonlyMap<string, Pick<Place, 'journal' | 'awake' | 'spec'>>
  /** What is known of one without waking it. */
  describe (id: string): Known | undefined
  /** What the rules of those have met that are gone. */
  readonly coverageOfGone: Coverage
  /** One that there was. */
  goneOf (id: string): Gone | undefined
  /** The sandbox to which credentials with this mark lead, or led. */
  idOf (mark: string): string | undefined
  /** Whether credentials lead to any. */
  hasMarks (): boolean
  /** Marks a request to a sandbox as under way, so that it does not sleep meanwhile; answers what ends it. */
  enter (sandbox: Sandbox): () => void
  /** When nothing is under way in a sandbox, or after two seconds. */
  whenIdle (id: string): Promise<void>
  close (): void
}

export interface SandboxesOptions extends Partial<Limits> {
  readonly fixture: Fixture
  readonly clock?: ClockSetting | undefined
  /** What the default one begins with, in the place of its fixture. */
  readonly image?: Buffer
  readonly data?: string | undefined
  /** Whether other servers keep theirs there, too. */
  readonly shared?: boolean | undefined
  readonly defaults?: Readonly<Record<string, unknown>>
  /** Those of `defaults` that win over what the sandboxes of the folder were set to. */
  readonly given?: Readonly<Record<string, unknown>>
  readonly machine?: (() => number) | undefined
  /** Where errors go that come while nobody waits for an answer. */
  readonly report?: (error: unknown) => void
  /** Where lines go about files that were found and are not quite as they were left, though they will do. */
  readonly tell?: ((line: string) => void) | undefined
  /** Who wants to know, by their ids, which readings mattered in any of them. */
  readonly noteReading?: ((id: string) => void) | undefined
  /** So many are awake at once, more only while they are all busy. */
  readonly mostAwake?: number
}

/** So long, in milliseconds, what is under way has to come to its end; it is looked at in steps. */
const patience = 2000
const step = 20

/** Opens the default sandbox; the others as they are asked for. Throws BadInput. */
export function openSandboxes (options: SandboxesOptions, contents: Contents): Sandboxes {
  const { data, shared = false, mostAwake = 256, report = () => {} } = options
  const machine = createClock({ mode: 'real' }, options.machine).machine
  const limits = limitsOf(options)
  const folder = data === undefined ? undefined : takeFolder(data, shared)
  let sharing: Sharing | undefined
  const release = () => {
    sharing?.close()
    folder?.release()
  }
  try {
    const open = openPlace(options, contents, folder, createRoom())
    const places = createPlaces({ open, keepsImages: !folder, mostAwake, slept: id => sharing?.letGo(id) })
    if (folder && shared) sharing = createSharing({ folder, places, machine, limits, report })
    const comings = createComings({ places, folder, sharing, machine, usual: options.fixture, limits, report })
    sharing?.begin(comings.find)
    const { image } = options
    comings.begin('default', {}, image && { kept: { image, memory: {} }, hasBegun: true })
    const prepare: Sandboxes['prepare'] = ({ fixture = options.fixture, clock = options.clock } = {}) =>
      prepareImage(fixture, contents, createClock(clock ?? { mode: 'real' }, machine))
    return over(places, comings, { machine, folder: shared ? undefined : folder, limits, sharing, release, prepare })
  } catch (error) {
    release()
    throw error
  }
}

interface Means {
  readonly machine: () => number
  readonly folder: Folder | undefined
  readonly limits: Limits
  readonly sharing: Sharing | undefined
  readonly release: () => void
  readonly prepare: Sandboxes['prepare']
}

function over ({ known, wake, sleep, close }: Places, comings: Comings, means: Means): Sandboxes {
  const { machine, folder, limits, sharing, release, prepare } = means
  const { find, begin, make, fork, remove, register } = comings
  return {
    get default () { return wake('default', known.get('default')!) },
    folder,
    isShared: sharing !== undefined,
    limits,
    comeHere: (id) => sharing?.comeHere(id),
    find (id) {
      const place = find(id)
      return place && wake(id, place)
    },
    create: (id, spec = {}) => begin(id, spec),
    prepare,
    make,
    fork,
    delete: (id) => remove(id, 'deleted'),
    sleep,
    list: () => comings.ids().sort(),
    places: known,
    describe (id) {
      const place = sharing ? sharing.look(id) : find(id)
      return place && describePlace(place, comings.usual)
    },
    coverageOfGone: comings.coverageOfGone,
    goneOf: comings.goneOf,
    idOf: register.idOf,
    hasMarks: register.hasMarks,
    enter: ({ id }) => enter(known.get(id), machine),
    async whenIdle (id) {
      for (let waited = 0; waited < patience && underWay(known.get(id)) > 0; waited += step) await setTimeout(step)
    },
    close () {
      close()
      release()
    }
  }
}

/** How the sandbox of a place is opened: the first time with the clock of its spec, and then as it was left. */
function openPlace (options: SandboxesOptions, contents: Contents, folder: Folder | undefined, room: Room) {
  // Those whose files are as this process has left them.
  const opened = new Set<string>()
  return (id: string, { spec, journal, snapshots, kept, hasBegun }: Place): Sandbox => {
    const { machine, report, noteReading, tell = () => {} } = options
    const { fixture = options.fixture, clock = options.clock, seed, mark, ownNumber, settings } = spec
    const isAsServer = spec.defaults === undefined && spec.number === undefined
    const adapt = ownNumber === undefined ? undefined : (db: Database) => contents.renumber?.forEach(renumber => renumber(db, ownNumber))
    const file = options.shared && id === 'default' ? undefined : folder?.fileOf(id)
    if (file !== undefined) folder!.ready(id)
    if (hasBegun && file !== undefined && !kept && !folder!.has(id)) throw new Unusable(`${file} is not there any more.`)
    if (file !== undefined && !opened.has(id)) tellOfLost(file, { isDue: folder!.wasLeft && id === 'default', tell })
    opened.add(id)
    const open = () => openSandbox({
      ...{ id, fixture, seed, mark, adapt, machine, report, journal, snapshots, kept, room, noteReading, tell, file, hold: folder?.hold },
      mostBytes: options.maxSandboxBytes,
      // What a start gives; later, the sandbox is as it was left.
      ...hasBegun ? {} : { clock, given: isAsServer ? options.given : undefined },
      defaults: spec.defaults ?? (settings ? { ...options.defaults, ...settings } : options.defaults)
    }, contents)
    return hasBegun ? woken(open) : open()
  }
}

/** Whoever sends a request to a sandbox that was there before is not to blame for what has become of its file. */
function woken (open: () => Sandbox): Sandbox {
  try {
    return open()
  } catch (error) {
    throw error instanceof BadInput && !(error instanceof Unusable) ? new Unusable(error.message, '') : error
  }
}
