/** The last texts that were put somewhere: none of them is the collector's, which would move them time and again. */
export interface KeptBytes {
  /** Answers where it is now. */
  put (text: string | Buffer): { place: number, length: number }
  /** The text that was put there; undefined once others have its place. */
  textAt (place: number, length: number): string | undefined
}

/** Keeps the last `most` texts, in as many blocks as they need and no more than `limit` bytes. Takes none before something is put. */
export function createKeptBytes (limit: number, most: number): KeptBytes {
  const room = createRoom(Math.floor(limit / blockBytes))
  let next = 0
  // Where each of the last texts begins, and how many there have been.
  const begins: number[] = []
  let count = 0

  return {
    put (text) {
      const length = Buffer.byteLength(text)
      // What is larger than all that is kept has no place.
      if (length > room.bytes) return { place: -1, length }
      // What would need a block too many begins with one.
      const place = next % blockBytes + length > room.bytes ? Math.ceil(next / blockBytes) * blockBytes : next
      room.move(count < most ? 0 : begins[(count + 1) % most]!, place + length)
      room.write(text, place, length)
      begins[count++ % most] = place
      next = place + length
      return { place, length }
    },
    textAt: (place, length) => place < room.begin() ? undefined : room.read(place, length)
  }
}

// One piece that doubles is too small once in a long while, by the way the texts happen to lie in it, and twice what is needed ever after.
const blockBytes = 32 * 1024

/** Bytes without end, of which the last are there, in so many blocks at most. A place is counted from the first byte that ever was. */
function createRoom (mostBlocks: number) {
  const blocks: Buffer[] = []
  /** How many blocks there were before. */
  let gone = 0

  const blockAt = (place: number): Buffer => blocks[Math.floor(place / blockBytes) - gone]!

  /** The bytes from a place on, block by block. */
  function piecesOf (place: number, length: number): Buffer[] {
    const pieces = []
    for (let at = place; at < place + length;) {
      const within = at % blockBytes
      const piece = blockAt(at).subarray(within, within + place + length - at)
      pieces.push(piece)
      at += piece.length
    }
    return pieces
  }

  return {
    bytes: mostBlocks * blockBytes,
    begin: () => gone * blockBytes,
    /** Has blocks up to a place. Those that lie before the oldest that counts, or are too many, are filled anew. */
    move (oldest: number, until: number): void {
      const end = Math.ceil(until / blockBytes)
      if (end <= gone + blocks.length) return
      const begin = Math.max(gone, Math.floor(oldest / blockBytes), end - mostBlocks)
      const free = blocks.splice(0, begin - gone)
      gone = begin
      while (gone + blocks.length < end) blocks.push(free.pop() ?? Buffer.allocUnsafeSlow(blockBytes))
    },
    write (text: string | Buffer, place: number, length: number): void {
      const within = place % blockBytes
      if (typeof text === 'string' && within + length <= blockBytes) {
        blockAt(place).write(text, within)
        return
      }
      const bytes = typeof text === 'string' ? Buffer.from(text) : text
      let copied = 0
      for (const piece of piecesOf(place, length)) copied += bytes.copy(piece, 0, copied)
    },
    read: (place: number, length: number): string => Buffer.concat(piecesOf(place, length)).toString()
  }
}
