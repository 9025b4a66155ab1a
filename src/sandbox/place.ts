import type { Fixture } from './fixtures.ts'
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
  place?.requestsUnderWay === 0 && now >= (expiryOf(place) ?? Infinity)

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
