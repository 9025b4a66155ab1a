import { distance } from 'fastest-levenshtein'

/** Those of some names that are most like one that is none of them, whatever its case. */
export const likeliest = (names: readonly string[], name: string, count = 3): string[] => names
  .map(it => ({ it, off: distance(it.toLowerCase().slice(0, 500), name.toLowerCase().slice(0, 500)) }))
  .sort((a, b) => a.off - b.off)
  .slice(0, count)
  .map(({ it }) => it)
