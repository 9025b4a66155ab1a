import { distance } from 'fastest-levenshtein'

/** Two letters that changed places are two slips. */
const mostSlips = 2

/** Which of some words one that is none of them was probably meant to be. */
export function nearWord (words: readonly string[], written: string): string | undefined {
  const off = (word: string): number => distance(word, written)
  const [nearest] = words.filter(word => off(word) <= Math.min(mostSlips, written.length - 2)).sort((a, b) => off(a) - off(b))
  return nearest
}
