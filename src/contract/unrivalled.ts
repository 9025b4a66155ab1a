/** The pairs for which something speaks, and for no other pair with one of the two. */
export function unrivalled<Thing> (
  left: ReadonlySet<Thing>, right: ReadonlySet<Thing>, speaks: (a: Thing, b: Thing) => boolean
): Array<readonly [Thing, Thing]> {
  const pairs = [...left].flatMap(a => [...right].filter(b => speaks(a, b)).map(b => [a, b] as const))
  const [ofLeft, ofRight] = [new Map<Thing, number>(), new Map<Thing, number>()]
  for (const [a, b] of pairs) {
    ofLeft.set(a, (ofLeft.get(a) ?? 0) + 1)
    ofRight.set(b, (ofRight.get(b) ?? 0) + 1)
  }
  return pairs.filter(([a, b]) => ofLeft.get(a) === 1 && ofRight.get(b) === 1)
}

/** Of pairs that are rivals, the likeliest first: each of both sides is in one at most. */
export function likeliestPairs<Thing> (
  left: ReadonlySet<Thing>, right: ReadonlySet<Thing>, likeness: (a: Thing, b: Thing) => number, atLeast: number
): Array<{ readonly a: Thing, readonly b: Thing, readonly confidence: number }> {
  const pairs = [...left].flatMap(a => [...right].map(b => ({ a, b, likeness: likeness(a, b) })))
    .filter(pair => pair.likeness >= atLeast).sort((x, y) => y.likeness - x.likeness)
  const [gone, taken] = [new Set<Thing>(), new Set<Thing>()]
  return pairs.flatMap(({ a, b, likeness }) => {
    if (gone.has(a) || taken.has(b)) return []
    gone.add(a)
    taken.add(b)
    return [{ a, b, confidence: Math.round(Math.min(likeness, 0.75) * 100) / 100 }]
  })
}
