/** Choices that are the same for the same seed. */
export interface Chance {
  /** True so often, from 0 to 1. */
  is (often: number): boolean
  below (limit: number): number
  of<T> (values: readonly T[]): T
  shuffled<T> (values: readonly T[]): T[]
}

export function chanceOf (seed: number): Chance {
  let state = (seed * 2654435761) >>> 0
  const next = (): number => {
    state = (state + 0x6D2B79F5) >>> 0
    let it = Math.imul(state ^ (state >>> 15), state | 1)
    it ^= it + Math.imul(it ^ (it >>> 7), it | 61)
    return ((it ^ (it >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    is: often => next() < often,
    of: values => values[below(values.length)]!,
    shuffled: values => values.map(value => ({ value, key: next() })).sort((a, b) => a.key - b.key).map(({ value }) => value)
  }
}
