import { setTimeout } from 'node:timers/promises'
import type { ClockSetting } from '../core/clock.ts'
import { BadInput } from '../core/errors.ts'
import { takeFolder, type Folder } from './folder.ts'
import type { Fixture } from './fixtures.ts'
import { createJournal } from './journal.ts'
import { createPlaces, type Place, type SandboxSpec } from './places.ts'
import { openSandbox, type Contents, type Sandbox } from './sandbox.ts'

/** All sandboxes of a server. `default` always exists. */
export interface Sandboxes {
  readonly default: Sandbox
  /** The sandbox of an id, woken up if it sleeps. */
  find (id: string): Sandbox | undefined
  /** Throws BadInput for an id that is taken or is none. */
  create (id: string, spec?: SandboxSpec): Sandbox
  /** Its state and its file are gone; answers whether there was one. The default one stays. */
  delete (id: string): boolean
  /** Keeps a sandbox as an image alone, until it is looked for again. */
  sleep (id: string): void
  list (): string[]
  /** Those of all, awake or not: nothing wakes up for a look at its journal. */
  readonly places: ReadonlyMap<string, Pick<Place, 'journal' | 'awake'>>
  /** Marks a request to a sandbox as under way, so that it does not sleep meanwhile; answers what ends it. */
  enter (sandbox: Sandbox): () => void
  /** When nothing is under way in a sandbox, or after two seconds. */
  whenIdle (id: string): Promise<void>
  close (): void
}

export interface SandboxesOptions {
  readonly fixture: Fixture
  readonly clock?: ClockSetting | undefined
  readonly data?: string | undefined
  readonly defaults?: Readonly<Record<string, unknown>>
  /** Those of `defaults` that win over what the sandboxes of the folder were set to. */
  readonly given?: Readonly<Record<string, unknown>>
  readonly machine?: (() => number) | undefined
  /** Where errors go that come while nobody waits for an answer. */
  readonly report?: (error: unknown) => void
  /** Who wants to know, by their ids, which readings mattered in any of them. */
  readonly noteReading?: ((id: string) => void) | undefined
  /** So many are awake at once, more only while they are all busy. */
  readonly mostAwake?: number
}

/** So long, in milliseconds, what is under way has to come to its end; it is looked at in steps. */
const patience = 2000
const step = 20

const idPattern = /^[a-z0-9][a-z0-9_-]{0,63}$/i

/** Opens the default sandbox; the others as they are asked for. Throws BadInput. */
export function openSandboxes (options: SandboxesOptions, contents: Contents): Sandboxes {
  const { data, mostAwake = 64 } = options
  const folder = data === undefined ? undefined : takeFolder(data)
  const places = createPlaces({ open: openPlace(options, contents, folder), keepsImages: !folder, mostAwake })
  const { known, wake, sleep } = places

  function create (id: string, spec: SandboxSpec = {}): Sandbox {
    if (!idPattern.test(id)) throw new BadInput(`"${id}" cannot name a sandbox. Use 1 to 64 letters, digits, "-" and "_".`)
    if (known.has(id)) throw new BadInput(`There is a sandbox "${id}" already. Choose another id, or delete that one first.`)
    return wake(id, { spec, journal: createJournal(), awake: undefined, kept: undefined, hasBegun: false, requestsUnderWay: 0 })
  }

  try {
    create('default')
  } catch (error) {
    folder?.release()
    throw error
  }

  return {
    get default () { return wake('default', known.get('default')!) },
    find: (id) => known.has(id) ? wake(id, known.get(id)!) : undefined,
    create,
    delete (id) {
      const place = known.get(id)
      if (!place || id === 'default') return false
      place.awake?.close()
      folder?.remove(id)
      return places.forget(id)
    },
    sleep,
    list: () => [...known.keys()].sort(),
    places: known,
    enter: ({ id }) => enter(known.get(id)),
    async whenIdle (id) {
      for (let waited = 0; waited < patience && known.get(id)?.requestsUnderWay; waited += step) await setTimeout(step)
    },
    close () {
      places.close()
      folder?.release()
    }
  }
}

/** How the sandbox of a place is opened: the first time with the clock of its spec, and then as it was left. */
const openPlace = (options: SandboxesOptions, contents: Contents, folder: Folder | undefined) => (id: string, place: Place): Sandbox => {
  const { machine, report, noteReading } = options
  const { spec: { fixture = options.fixture, clock = options.clock, defaults = options.defaults, seed }, journal, kept, hasBegun } = place
  // What a start gives; later, the sandbox is as it was left.
  const first = hasBegun ? {} : { clock, given: place.spec.defaults ? undefined : options.given }
  return openSandbox({ id, fixture, seed, ...first, file: folder?.fileOf(id), defaults, machine, report, journal, kept, noteReading }, contents)
}

function enter (place: Place | undefined): () => void {
  if (place) place.requestsUnderWay++
  let isUnderWay = true
  return () => {
    if (place && isUnderWay) place.requestsUnderWay--
    isUnderWay = false
  }
}
