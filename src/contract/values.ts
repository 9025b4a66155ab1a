import { compact, wordsOf } from './names.ts'
import type { JsonSchema } from './official.ts'

/** What the values of a table are called in another. */
export interface ValuesMatch {
  /** Ours, each with the official one; those that are spelled the same as well. */
  readonly pairs: ReadonlyArray<readonly [ours: string, official: string]>
  /** Ours that the other has nothing for. */
  readonly oursOnly: readonly string[]
  readonly officialOnly: readonly string[]
}

/** Undefined where one of the two has no table of texts, or both have the same. */
export function matchValues (ours: JsonSchema, official: JsonSchema): ValuesMatch | undefined {
  const [mine, theirs] = [textsIn(ours), textsIn(official)]
  if (!mine || !theirs || mine.every(it => theirs.includes(it))) return undefined
  const pairs = new Map<string, string>()
  for (const it of mine) {
    const same = theirs.includes(it) ? it : theirs.find(other => compact(other) !== '' && compact(other) === compact(it))
    if (same !== undefined) pairs.set(it, same)
  }
  const left = () => [mine.filter(it => !pairs.has(it)), theirs.filter(it => ![...pairs.values()].includes(it))] as const
  const [mineLeft, theirsLeft] = left()
  // `Hold` is `ON_HOLD` where no other has that word.
  for (const it of mineLeft) {
    const [other, ...rivals] = theirsLeft.filter(there => shareWords(it, there))
    const isSure = other !== undefined && rivals.length === 0 && mineLeft.filter(here => shareWords(here, other)).length === 1
    if (isSure) pairs.set(it, other)
  }
  const [oursOnly, officialOnly] = left()
  const inOrder = mine.flatMap((it): ValuesMatch['pairs'] => pairs.has(it) ? [[it, pairs.get(it)!]] : [])
  return { pairs: inOrder, oursOnly, officialOnly }
}

function textsIn ({ enum: table }: JsonSchema): readonly string[] | undefined {
  const values = table?.filter(it => it !== null)
  return values && values.length > 0 && values.every(it => typeof it === 'string') ? values : undefined
}

/** Whether all words of the one are among those of the other. */
function shareWords (one: string, other: string): boolean {
  const [fewer, more] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length)
  return fewer!.length > 0 && fewer!.every(word => more!.includes(word))
}

/** For a person: `Hold is ON_HOLD; Grace is not there; PAUSED is not one of the sandbox's`. */
export const saidOfValues = ({ pairs, oursOnly, officialOnly }: ValuesMatch): string => [
  ...pairs.filter(([ours, official]) => ours !== official).map(([ours, official]) => `${ours} is ${official}`),
  ...oursOnly.map(it => `${it} is not there`),
  ...officialOnly.map(it => `${it} is not one of the sandbox's`)
].join('; ')
