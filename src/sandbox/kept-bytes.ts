/** The last texts that were put somewhere: none of them is the collector's, which would move them time and again. */
export interface KeptBytes {
  /** Answers where it is now. */
  put (text: string | Buffer): { place: number, length: number }
  /** The text that was put there; undefined once others have its place. */
  textAt (place: number, length: number): string | undefined
}

const firstBytes = 64 * 1024

/** Copies what lies between two places, which may go on from one round of a room into the next. */
function copyPlaces (room: Buffer, larger: Buffer, from: number, until: number): void {
  for (let place = from; place < until;) {
    const at = place % room.length
    const end = Math.min(until, place - at + room.length)
    room.copy(larger, place % larger.length, at, at + end - place)
    place = end
  }
}

/**
 * Keeps the last `most` texts, in as much room as they need and no more than `limit` bytes. Takes none before something is put; it doubles,
 * so that what lies within one part of a smaller room lies within one of the larger.
 */
export function createKeptBytes (limit: number, most: number): KeptBytes {
  let room = Buffer.alloc(0)
  // A place is counted from the first byte that ever was; it lies there, less the rounds that were made.
  let next = 0
  /** Nothing before it is there any more. */
  let from = 0
  // Where each of the last texts begins, and how many there have been.
  const begins: number[] = []
  let count = 0

  function grow (): void {
    const larger = Buffer.allocUnsafeSlow(Math.min(limit, Math.max(firstBytes, 2 * room.length)))
    from = Math.max(from, next - room.length)
    copyPlaces(room, larger, from, next)
    room = larger
  }

  /** What does not fit at the end begins a new round. */
  const placeFor = (length: number): number => {
    const left = room.length - next % room.length
    return length > left ? next + left : next
  }

  const canGrow = (): boolean => room.length === 0 || 2 * room.length <= limit

  return {
    put (text) {
      const length = Buffer.byteLength(text)
      const oldest = count < most ? 0 : begins[(count + 1) % most]!
      while ((room.length === 0 || length > room.length || placeFor(length) + length - oldest > room.length) && canGrow()) grow()
      // What is larger than all that is kept has no place.
      if (length > room.length) return { place: -1, length }
      const place = placeFor(length)
      const at = place % room.length
      if (typeof text === 'string') room.write(text, at)
      else text.copy(room, at)
      begins[count++ % most] = place
      next = place + length
      return { place, length }
    },
    textAt (place, length) {
      if (place < from || next - place > room.length) return undefined
      const at = place % room.length
      return room.toString('utf8', at, at + length)
    }
  }
}
