import { sameWords, shareOf } from './names.ts'
import type { OfficialOperation } from './official.ts'
import { wordsIn } from './operation-words.ts'

/** What can speak for two operations being the same. It is gone by where it speaks for this pair alone. */
export interface OperationEvidence {
  readonly confidence: number
  readonly reason: string
  speaks (ours: OfficialOperation, official: OfficialOperation): boolean
}

const isSame = (a: string | undefined, b: string | undefined): boolean => a !== undefined && a === b

const haveSameSummary = (a: OfficialOperation, b: OfficialOperation): boolean => isSame(wordsIn(a).summary, wordsIn(b).summary)

const haveSameId = (a: OfficialOperation, b: OfficialOperation): boolean => isSame(wordsIn(a).id, wordsIn(b).id)

const haveSameRoute = (a: OfficialOperation, b: OfficialOperation): boolean =>
  a.method === b.method && wordsIn(a).shape === wordsIn(b).shape

/** Whether anything at all that it is called by is the same. */
export const areCalledAlike = (a: OfficialOperation, b: OfficialOperation): boolean =>
  haveSameId(a, b) || haveSameSummary(a, b) || haveSameRoute(a, b)

const haveSameDeed = (a: OfficialOperation, b: OfficialOperation): boolean =>
  wordsIn(a).deeds.some(one => wordsIn(b).deeds.some(other => sameWords(one, other)))

/** From 0 to 1, how much of what is said of the two is the same; undefined where nothing is said of one of them. */
function likenessOfDeeds (a: OfficialOperation, b: OfficialOperation): number | undefined {
  const shares = wordsIn(a).deeds.flatMap(one => wordsIn(b).deeds.map(other => shareOf(one, other)))
  return shares.length === 0 ? undefined : Math.max(...shares)
}

/** From 0 to 1, how many names of their members they share; undefined where neither has any. */
function likenessOfShapes (a: OfficialOperation, b: OfficialOperation): number | undefined {
  const [one, other] = [wordsIn(a).names, wordsIn(b).names]
  return one.length === 0 && other.length === 0 ? undefined : shareOf(one, other)
}

const isLike = (likeness: number | undefined, atLeast: number): boolean => likeness === undefined || likeness >= atLeast

/** From the strongest to the weakest; each is asked of what those before it have left. */
export const operationEvidence: readonly OperationEvidence[] = [
  { confidence: 0.99, reason: 'it has the same operationId and summary', speaks: (a, b) => haveSameId(a, b) && haveSameSummary(a, b) },
  { confidence: 0.98, reason: 'it has the same summary, method and path', speaks: (a, b) => haveSameSummary(a, b) && haveSameRoute(a, b) },
  { confidence: 0.97, reason: 'it has the same summary', speaks: haveSameSummary },
  {
    confidence: 0.95,
    reason: 'it has the same operationId',
    speaks: (a, b) => haveSameId(a, b) && (haveSameRoute(a, b) || isLike(likenessOfShapes(a, b), 0.3))
  },
  {
    confidence: 0.88,
    reason: 'what it does is called by the same words',
    speaks: (a, b) => a.method === b.method && haveSameDeed(a, b) && isLike(likenessOfShapes(a, b), 0.3)
  },
  {
    confidence: 0.85,
    reason: 'it has the same method and shape of the path, and like members',
    speaks: (a, b) => haveSameRoute(a, b) && isLike(likenessOfDeeds(a, b), 0.5) && isLike(likenessOfShapes(a, b), 0.5)
  }
]

/** From 0 to 1, for what is only proposed. */
export function likenessOfOperations (a: OfficialOperation, b: OfficialOperation): number {
  const deeds = likenessOfDeeds(a, b) ?? 0.4
  const shapes = likenessOfShapes(a, b) ?? 0.4
  const routes = shareOf(wordsIn(a).shape.split(/[/ ]/), wordsIn(b).shape.split(/[/ ]/)) * (a.method === b.method ? 1 : 0.6)
  return 0.4 * deeds + 0.3 * shapes + 0.3 * routes
}
