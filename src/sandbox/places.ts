import type { ClockSetting } from '../core/clock.ts'
import type { Fixture } from './fixtures.ts'
import type { Journal } from './journal.ts'
import type { Kept, Sandbox } from './sandbox.ts'
import type { Snapshots } from './snapshots.ts'

/** What a program has started a sandbox with, which has those made beside it begin so, too. */
export interface StartedWith {
  readonly fixture: Fixture
  readonly clock: ClockSetting | undefined
  /** All of what they can be set to. */
  readonly defaults: Readonly<Record<string, unknown>>
}

/** What a new sandbox is told; what is left out is as for the server's default one. */
export interface SandboxSpec {
  readonly fixture?: Fixture | undefined
  readonly clock?: ClockSetting | undefined
  readonly seed?: string | undefined
  /** What it can be set to, by the names of the settings. */
  readonly defaults?: Readonly<Record<string, unknown>> | undefined
  /** Only those that are not as the server's. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined
  /** What those begin with that are made beside it and are told nothing else, where that is not as the server's. */
  readonly startedWith?: StartedWith | undefined
  /** Seconds without a request, after which it is gone; it stays, if they are left out. */
  readonly ttlSeconds?: number | undefined
  /** What the credentials that lead to it end with. */
  readonly mark?: string | undefined
  /** The how manieth that was made while servers ran. */
  readonly number?: number | undefined
  /** What the numbers of its own are made of. */
  readonly ownNumber?: number | undefined
}

/** What is known of a sandbox whether it is awake or sleeps. */
export interface Place {
  readonly spec: SandboxSpec
  readonly journal: Journal
  readonly snapshots: Snapshots
  awake: Sandbox | undefined
  /** What it wakes up with, if it is not in a file. */
  kept: Kept | undefined
  /** Whether it has been awake: then the clock is as it was left. */
  hasBegun: boolean
  requestsUnderWay: number
  /** When it was asked something last, by the machine's clock, where it matters. */
  usedAt: number
}

/** The places of all sandboxes. */
export interface Places {
  /** In the order in which they were used last, the latest at the end. */
  readonly known: ReadonlyMap<string, Place>
  /** The sandbox of a place, new or not, opened if it is not awake; others that are idle may have to sleep for it. */
  wake (id: string, place: Place): Sandbox
  /** Wakes one that is new and does what is left to do, or leaves no place behind, and throws. */
  tryFirst (id: string, place: Place, work: () => void): Sandbox
  /** One that sleeps. */
  add (id: string, place: Place): void
  sleep (id: string): void
  /** Answers whether there was one. */
  forget (id: string): boolean
  close (): void
}

export interface PlacesOptions {
  open (id: string, place: Place): Sandbox
  /** Whether an image has to be kept of what falls asleep, as no file keeps it. */
  readonly keepsImages: boolean
  readonly mostAwake: number
  /** Hears of one that fell asleep. */
  slept? (id: string): void
}

export function createPlaces ({ open, keepsImages, mostAwake, slept }: PlacesOptions): Places {
  const places = new Map<string, Place>()
  let latest = ''

  function wake (id: string, place: Place): Sandbox {
    if (place.awake && id === latest) return place.awake
    places.delete(id)
    places.set(latest = id, place)
    if (!place.awake) {
      place.awake = open(id, place)
      place.hasBegun = true
      // From now on its file has it.
      if (!keepsImages) place.kept = undefined
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
    if (keepsImages) place.kept = place.awake.keep()
    place.awake.close()
    place.awake = undefined
    slept?.(id)
  }

  function close (): void {
    closeAll(places, slept)
    places.clear()
  }

  return {
    ...{ known: places, wake, sleep, close },
    tryFirst: (id, place, work) => trying(() => wake(id, place), work, () => { places.delete(id) }),
    add: (id, place) => { places.set(id, place) },
    forget: (id) => places.delete(id)
  }
}

/** Other servers need not wait for the last of them. */
function closeAll (places: ReadonlyMap<string, Place>, slept: PlacesOptions['slept']): void {
  for (const [id, { awake }] of places) {
    awake?.close()
    slept?.(id)
  }
}

function trying (wake: () => Sandbox, work: () => void, leave: () => void): Sandbox {
  let sandbox: Sandbox | undefined
  try {
    sandbox = wake()
    work()
    return sandbox
  } catch (error) {
    sandbox?.close()
    leave()
    throw error
  }
}
