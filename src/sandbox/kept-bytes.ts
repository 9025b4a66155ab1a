/** The last texts that were put somewhere, up to so many bytes: none of them is the collector's, which would move them time and again. */
export interface KeptBytes {
  /** Answers where it is now. */
  put (text: string | Buffer): { place: number, length: number }
  /** The text that was put there; undefined once others have its place. */
  textAt (place: number, length: number): string | undefined
}

const firstBytes = 64 * 1024

/** Takes no room before something is put, and then as much as there is to keep. */
export function createKeptBytes (limit: number): KeptBytes {
  let room = Buffer.alloc(0)
  // A place is counted from the first byte that ever was; it lies there, less the rounds that were made.
  let next = 0

  function grow (least: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.min(limit, Math.max(firstBytes, 2 * room.length, least)))
    room.copy(larger)
    room = larger
  }

  return {
    put (text) {
      const length = Buffer.byteLength(text)
      if (next + length > room.length && room.length < limit) grow(next + length)
      let at = next % room.length
      // What does not fit at the end begins a new round.
      if (at + length > room.length) {
        next += room.length - at
        at = 0
      }
      if (typeof text === 'string') room.write(text, at)
      else text.copy(room, at)
      const place = next
      next += length
      return { place, length }
    },
    textAt (place, length) {
      if (next - place > room.length) return undefined
      const at = place % room.length
      return room.toString('utf8', at, at + length)
    }
  }
}
