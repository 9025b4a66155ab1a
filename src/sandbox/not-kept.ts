/** What the journal has in the place of a body. */
export const notKept = (what: string): string => `(${what}, not kept)`

/** How many bytes a body has of which the journal has this; -1 where it was not kept, and nobody counted. */
export function bytesOf (kept: string): number {
  const instead = /^\((?:(\d+) bytes|.*), not kept\)$/.exec(kept)
  return instead ? Number(instead[1] ?? -1) : Buffer.byteLength(kept)
}
