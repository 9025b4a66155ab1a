/** So many pairs are looked at before others may have their turn. */
const aStep = 100

/** The pairs for which something speaks, and for no other pair with one of the two. */
export function * unrivalled<Thing> (
  left: ReadonlySet<Thing>, right: ReadonlySet<Thing>, speaks: (a: Thing, b: Thing) => boolean
): Generator<void, Array<readonly [Thing, Thing]>> {
  const pairs: Array<readonly [Thing, Thing]> = []
  // Nearly none of the pairs is one: a list for each of the left is most of what this takes.
  let looked = 0
  for (const a of left) {
    for (const b of right) {
      if (++looked % aStep === 0) yield
      if (speaks(a, b)) pairs.push([a, b])
    }
  }
  const [ofLeft, ofRight] = [new Map<Thing, number>(), new Map<Thing, number>()]
  for (const [a, b] of pairs) {
    ofLeft.set(a, (ofLeft.get(a) ?? 0) + 1)
    ofRight.set(b, (ofRight.get(b) ?? 0) + 1)
  }
  return pairs.filter(([a, b]) => ofLeft.get(a) === 1 && ofRight.get(b) === 1)
}

/** Of pairs that are rivals, the likeliest first: each of both sides is in one at most. */
export function * likeliestPairs<Thing> (
  left: ReadonlySet<Thing>, right: ReadonlySet<Thing>, likeness: (a: Thing, b: Thing) => number, atLeast: number
): Generator<void, Array<{ readonly a: Thing, readonly b: Thing, readonly confidence: number }>> {
  const pairs: Array<{ readonly a: Thing, readonly b: Thing, readonly likeness: number }> = []
  let looked = 0
  for (const a of left) {
    for (const b of right) {
      if (++looked % aStep === 0) yield
      const found = likeness(a, b)
      if (found >= atLeast) pairs.push({ a, b, likeness: found })
    }
  }
  pairs.sort((x, y) => y.likeness - x.likeness)
  const [gone, taken] = [new Set<Thing>(), new Set<Thing>()]
  return pairs.flatMap(({ a, b, likeness }) => {
    if (gone.has(a) || taken.has(b)) return []
    gone.add(a)
    taken.add(b)
    return [{ a, b, confidence: Math.round(Math.min(likeness, 0.75) * 100) / 100 }]
  })
}
