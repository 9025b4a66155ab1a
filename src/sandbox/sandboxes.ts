import type { ClockSetting } from '../core/clock.ts'
import { BadInput } from '../core/errors.ts'
import { takeFolder } from './folder.ts'
import type { Fixture } from './fixtures.ts'
import { createJournal, type Journal } from './journal.ts'
import { openSandbox, type Contents, type Kept, type Sandbox } from './sandbox.ts'

/** What a new sandbox is told; what is left out is as for the server's default one. */
export interface SandboxSpec {
  readonly fixture?: Fixture | undefined
  readonly clock?: ClockSetting | undefined
  readonly seed?: string | undefined
}

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
  /** Marks a request to a sandbox as under way, so that it does not sleep meanwhile; answers what ends it. */
  enter (sandbox: Sandbox): () => void
  close (): void
}

export interface SandboxesOptions {
  readonly fixture: Fixture
  readonly clock?: ClockSetting | undefined
  readonly data?: string | undefined
  readonly defaults?: Readonly<Record<string, unknown>>
  readonly machine?: (() => number) | undefined
  /** Where errors go that come while nobody waits for an answer. */
  readonly report?: (error: unknown) => void
  /** So many are awake at once, more only while they are all busy. */
  readonly mostAwake?: number
}

interface Place {
  readonly spec: SandboxSpec
  readonly journal: Journal
  awake: Sandbox | undefined
  /** What it wakes up with, if it is not in a file. */
  kept: Kept | undefined
  /** Whether it has been awake: then the clock is as it was left. */
  hasBegun: boolean
  requestsUnderWay: number
}

const idPattern = /^[a-z0-9][a-z0-9_-]{0,63}$/i

/** Opens the default sandbox; the others as they are asked for. Throws BadInput. */
export function openSandboxes (options: SandboxesOptions, contents: Contents): Sandboxes {
  const { data, defaults, machine, report, mostAwake = 64 } = options
  const folder = data === undefined ? undefined : takeFolder(data)
  // In the order in which they were used last, the latest at the end.
  const places = new Map<string, Place>()
  let latest = ''

  function wake (id: string, place: Place): Sandbox {
    if (place.awake && id === latest) return place.awake
    places.delete(id)
    places.set(latest = id, place)
    if (!place.awake) {
      const { spec: { fixture = options.fixture, clock = options.clock, seed }, journal, kept, hasBegun } = place
      const first = hasBegun ? undefined : clock
      place.awake =
        openSandbox({ id, fixture, seed, clock: first, file: folder?.fileOf(id), defaults, machine, report, journal, kept }, contents)
      place.hasBegun = true
      makeRoom()
    }
    return place.awake
  }

  function makeRoom (): void {
    const awake = [...places].filter(([, place]) => place.awake)
    const idle = awake.slice(0, -1).filter(([id, { requestsUnderWay, awake }]) =>
      requestsUnderWay === 0 && !awake!.isBusy() && id !== 'default')
    for (const [id] of idle.slice(0, Math.max(0, awake.length - mostAwake))) sleep(id)
  }

  function sleep (id: string): void {
    const place = places.get(id)
    if (!place?.awake) return
    if (!folder) place.kept = place.awake.keep()
    place.awake.close()
    place.awake = undefined
  }

  function create (id: string, spec: SandboxSpec = {}): Sandbox {
    if (!idPattern.test(id)) throw new BadInput(`"${id}" cannot name a sandbox. Use 1 to 64 letters, digits, "-" and "_".`)
    if (places.has(id)) throw new BadInput(`There is a sandbox "${id}" already. Choose another id, or delete that one first.`)
    return wake(id, { spec, journal: createJournal(), awake: undefined, kept: undefined, hasBegun: false, requestsUnderWay: 0 })
  }

  function close (): void {
    for (const { awake } of places.values()) awake?.close()
    places.clear()
    folder?.release()
  }

  try {
    create('default')
  } catch (error) {
    folder?.release()
    throw error
  }

  return {
    get default () { return wake('default', places.get('default')!) },
    find: (id) => places.has(id) ? wake(id, places.get(id)!) : undefined,
    create,
    delete (id) {
      const place = places.get(id)
      if (!place || id === 'default') return false
      place.awake?.close()
      folder?.remove(id)
      return places.delete(id)
    },
    sleep,
    list: () => [...places.keys()].sort(),
    enter ({ id }) {
      const place = places.get(id)
      if (place) place.requestsUnderWay++
      let isUnderWay = true
      return () => {
        if (place && isUnderWay) place.requestsUnderWay--
        isUnderWay = false
      }
    },
    close
  }
}
