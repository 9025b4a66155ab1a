/** The last values that came, by their numbers from 1 on: as many as it has places for and as weigh no more than its limit. */
export interface Ring<Value> {
  /** The number that the next one has. */
  next (): number
  /** Goes on after a number that an earlier ring gave; nothing if it has given one itself. */
  goOnAfter (number: number): void
  add (value: Value): void
  /** Puts another in the place of one that is still there, says what it weighs, and forgets the oldest where all weigh too much. */
  put (number: number, value: Value, weight: number): void
  find (number: number): Value | undefined
  size (): number
  /** All of them, or the last `most`; oldest first. */
  latest (most?: number): Value[]
  clear (): void
}

export function createRing<Value> (capacity: number, limit: number): Ring<Value> {
  // The nth value lies at n modulo capacity, until the one that comes a round later.
  const places: Array<Value | undefined> = []
  const weights: number[] = []
  let latest = 0
  let oldest = 1
  let total = 0

  function forgetOldest (): void {
    const place = oldest++ % capacity
    total -= weights[place] ?? 0
    weights[place] = 0
    places[place] = undefined
  }

  const size = (): number => latest - oldest + 1

  return {
    next: () => latest + 1,
    goOnAfter (number) {
      if (latest === 0) oldest = (latest = number) + 1
    },
    add (value) {
      if (size() >= capacity) forgetOldest()
      places[++latest % capacity] = value
    },
    put (number, value, weight) {
      const place = number % capacity
      places[place] = value
      total -= weights[place] ?? 0
      total += weights[place] = weight
      while (total > limit && oldest < number) forgetOldest()
    },
    find: (number) => places[number % capacity],
    size,
    latest (most = Infinity) {
      const before = latest - Math.min(most, size())
      return Array.from({ length: latest - before }, (_, i) => places[(before + 1 + i) % capacity]!)
    },
    // A number that was given out is never another's.
    clear: () => { while (size() > 0) forgetOldest() }
  }
}
