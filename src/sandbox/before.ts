import type { Kept } from './sandbox.ts'

/** A sandbox as it was before one or more requests that were refused: nothing was written between them, so they share it. */
export interface StateBefore {
  /** As long as nothing was written since, the sandbox itself has it; and later this, unless there was no room. */
  kept: Kept | undefined
  /** Bytes, where that was more than is kept. */
  tooLarge: number | undefined
}

/** The states before refused requests that one sandbox keeps. A refusal costs nothing until something is written. */
export interface StatesBefore {
  /** That of a request that has just been refused. */
  now (): StateBefore
  /** What of it can be opened, or why there is nothing. */
  recall (state: StateBefore): Kept | 'too large' | 'let go of'
  /** Comes before anything is written. */
  beforeWriting (): void
  /** Comes once it is. */
  afterWriting (): void
}

/** What the states of all sandboxes of a server take together, in bytes; the oldest are let go of. */
export interface Room {
  take (state: StateBefore, bytes: number): void
}

/** A larger one is not kept: making it would take longer than the request that writes. */
export const mostBytesBefore = 16 * 1024 * 1024
export const roomForStates = 128 * 1024 * 1024

export function createRoom (limit = roomForStates): Room {
  let taken: Array<{ state: StateBefore, bytes: number }> = []
  let total = 0
  return {
    take (state, bytes) {
      taken.push({ state, bytes })
      total += bytes
      const room = limit * 3 / 4
      if (total <= limit) return
      // Some at once, so that not each one has the list made anew.
      const until = taken.findIndex(it => (total -= it.bytes) <= room) + 1
      for (const old of taken.slice(0, until)) old.state.kept = undefined
      taken = taken.slice(until)
    }
  }
}

export interface StatesBeforeOptions {
  /** The sandbox as it is; `own` are the bytes that nobody else has already. */
  keep (): { kept: Kept, own: number }
  /** Its bytes as it is, without looking at them. */
  size (): number
  readonly room: Room
}

export function createStatesBefore ({ keep, size, room }: StatesBeforeOptions): StatesBefore {
  let present: StateBefore | undefined

  function keepPresent (): void {
    if (!present || present.kept || present.tooLarge !== undefined) return
    const bytes = size()
    if (bytes > mostBytesBefore) {
      present.tooLarge = bytes
      return
    }
    const { kept, own } = keep()
    present.kept = kept
    room.take(present, own)
  }

  return {
    now: () => (present ??= { kept: undefined, tooLarge: undefined }),
    recall (state) {
      if (state === present) keepPresent()
      return state.kept ?? (state.tooLarge === undefined ? 'let go of' : 'too large')
    },
    beforeWriting: keepPresent,
    afterWriting: () => { present = undefined }
  }
}
