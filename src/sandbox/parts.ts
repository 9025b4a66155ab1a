/** So many bytes are gone through at once: more would hold up whoever waits. */
const mostAtOnce = 4 * 1024 * 1024

/** Bytes in parts, each a view of them. */
export function * partsOf (bytes: Buffer): Generator<Buffer, void> {
  for (let at = 0; at < bytes.length; at += mostAtOnce) yield bytes.subarray(at, at + mostAtOnce)
}

/** Copies bytes into others, in steps. */
export function * copyingInto (room: Buffer, pieces: readonly Buffer[]): Generator<void, Buffer> {
  let at = 0
  for (const piece of pieces) {
    for (const part of partsOf(piece)) {
      at += part.copy(room, at)
      yield
    }
  }
  return room
}
