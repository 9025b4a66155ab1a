import { findFixture, type Fixture } from './fixtures.ts'
import { createJournal } from './journal.ts'
import type { Place, SandboxSpec } from './places.ts'
import type { Snapshots } from './snapshots.ts'

/** The place of a sandbox that is to be opened. */
export const placeOf = (spec: SandboxSpec, snapshots: Snapshots, more: Pick<Place, 'usedAt'> & Partial<Place>): Place => ({
  spec,
  journal: createJournal(),
  snapshots,
  awake: undefined,
  kept: undefined,
  hasBegun: false,
  requestsUnderWay: 0,
  ...more
})

const expiryOf = ({ spec: { ttlSeconds }, usedAt }: Place): number | undefined =>
  ttlSeconds === undefined ? undefined : usedAt + ttlSeconds * 1000

/** What is under way in it may go on for longer than it lives. */
export const isOver = (place: Place | undefined, now: number): boolean =>
  place?.requestsUnderWay === 0 && now >= (expiryOf(place) ?? Infinity) && !place.awake?.isBusy()

/** The requests that come to an end by themselves: who listens to a sandbox does so until it is closed. */
export const underWay = (place: Place | undefined): number => place ? place.requestsUnderWay - place.journal.events.listeners : 0

/** What is known of a sandbox whether it is awake or not. */
export interface Known {
  readonly fixture: string
  readonly isAwake: boolean
  readonly ttlSeconds: number | undefined
  /** When it is gone if nobody asks it anything, in milliseconds since 1970 by the machine's clock. */
  readonly expiresAt: number | undefined
}

export const describePlace = (place: Place, usual: Fixture): Known => ({
  fixture: (place.spec.fixture ?? usual).name,
  isAwake: place.awake !== undefined,
  ttlSeconds: place.spec.ttlSeconds,
  expiresAt: expiryOf(place)
})

/** Marks a request to the sandbox of a place as under way; answers what ends it. */
export function enter (place: Place | undefined, machine: () => number): () => void {
  const use = () => { if (place?.spec.ttlSeconds !== undefined) place.usedAt = machine() }
  use()
  if (place) place.requestsUnderWay++
  let isUnderWay = true
  return () => {
    if (!place || !isUnderWay) return
    place.requestsUnderWay--
    isUnderWay = false
    use()
  }
}

/** A shipped fixture may lie elsewhere by now; one that is nowhere matters only to who resets. */
export function withFixture (spec: SandboxSpec): SandboxSpec {
  try {
    return { ...spec, fixture: spec.fixture && findFixture(spec.fixture.name) }
  } catch {
    return spec
  }
}
