/** Numbers that look random and are the same for the same seed: mulberry32, by Tommy Ettinger, in the public domain. */
export interface Random {
  /** A whole number from 0 to below `limit`. */
  below (limit: number): number
  oneOf<Item>(items: readonly Item[]): Item
}

/** `parts` are whole numbers: a seed, and what the numbers are for. */
export function randomOf (...parts: number[]): Random {
  let state = parts.reduce((mixed, part) => Math.imul(mixed ^ part, 0x9E3779B1) ^ (part >>> 7), 0x2545F491)

  function next (): number {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  const below = (limit: number) => Math.floor(next() * limit)
  return { below, oneOf: (items) => items[below(items.length)]! }
}
