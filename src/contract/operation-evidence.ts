import { doOtherwise, sameWords, shareOf } from './names.ts'
import type { OfficialOperation } from './official.ts'
import { wordsIn } from './operation-words.ts'

/** The operations of either document that are still to be matched. */
export interface OperationSides {
  readonly ours: ReadonlySet<OfficialOperation>
  readonly official: ReadonlySet<OfficialOperation>
}

/** What can speak for two operations being the same. It is gone by where it speaks for this pair alone. */
export interface OperationEvidence {
  readonly confidence: number
  readonly reason: string
  speaks (ours: OfficialOperation, official: OfficialOperation, sides: OperationSides): boolean
}

const isSame = (a: string | undefined, b: string | undefined): boolean => a !== undefined && a === b

const haveSameSummary = (a: OfficialOperation, b: OfficialOperation): boolean => isSame(wordsIn(a).summary, wordsIn(b).summary)

const haveSameId = (a: OfficialOperation, b: OfficialOperation): boolean => isSame(wordsIn(a).id, wordsIn(b).id)

const haveSameRoute = (a: OfficialOperation, b: OfficialOperation): boolean =>
  a.method === b.method && wordsIn(a).shape === wordsIn(b).shape

/** Whether anything at all that it is called by is the same. */
export const areCalledAlike = (a: OfficialOperation, b: OfficialOperation): boolean =>
  haveSameId(a, b) || haveSameSummary(a, b) || haveSameRoute(a, b)

/** What is compared of what is said of the two: the summaries where both have one, as an id is not for people. */
function saidOf (a: OfficialOperation, b: OfficialOperation): Array<readonly [readonly string[], readonly string[]]> {
  const [one, other] = [wordsIn(a).deeds, wordsIn(b).deeds]
  return one.summary && other.summary ? [[one.summary, other.summary]] : everythingSaidOf(a, b)
}

function everythingSaidOf (a: OfficialOperation, b: OfficialOperation): Array<readonly [readonly string[], readonly string[]]> {
  const others = Object.values<readonly string[]>(wordsIn(b).deeds)
  return Object.values<readonly string[]>(wordsIn(a).deeds).flatMap(one => others.map(other => [one, other] as const))
}

const haveSameDeed = (a: OfficialOperation, b: OfficialOperation): boolean => saidOf(a, b).some(([one, other]) => sameWords(one, other))

/** Whether anything that is said of the official one says that it does something else than ours. */
const saysOtherwise = (a: OfficialOperation, b: OfficialOperation): boolean => {
  const ours = Object.values<readonly string[]>(wordsIn(a).deeds).flat()
  return ours.length > 0 && Object.values<readonly string[]>(wordsIn(b).deeds).some(words => doOtherwise(ours, words))
}

/** From 0 to 1, how much of what is said of the two is the same; undefined where nothing is said of one of them. */
function likenessOfDeeds (a: OfficialOperation, b: OfficialOperation): number | undefined {
  const shares = everythingSaidOf(a, b).map(([one, other]) => shareOf(one, other))
  return shares.length === 0 ? undefined : Math.max(...shares)
}

/** From 0 to 1, how many names of their members they share; undefined where neither has any. */
function likenessOfShapes (a: OfficialOperation, b: OfficialOperation): number | undefined {
  const [one, other] = [wordsIn(a).names, wordsIn(b).names]
  return one.length === 0 && other.length === 0 ? undefined : shareOf(one, other)
}

const isLike = (likeness: number | undefined, atLeast: number): boolean => likeness === undefined || likeness >= atLeast

const bothSend = (a: OfficialOperation, b: OfficialOperation): boolean => (a.body === undefined) === (b.body === undefined)

/** What an id is not believed against: the summary first, then the route. */
function claimOf (a: OfficialOperation, b: OfficialOperation): number {
  const [one, other] = [wordsIn(a).deeds.summary, wordsIn(b).deeds.summary]
  return (one && other ? shareOf(one, other) : 0) + (haveSameRoute(a, b) ? 0.25 : 0)
}

/** Whether another operation has by its summary or its route a better claim to one of the two. */
function isClaimed (a: OfficialOperation, b: OfficialOperation, { ours, official }: OperationSides): boolean {
  const own = claimOf(a, b)
  return [...ours].some(it => it !== a && claimOf(it, b) > own) || [...official].some(it => it !== b && claimOf(a, it) > own)
}

/** From the strongest to the weakest; each is asked of what those before it have left. */
export const operationEvidence: readonly OperationEvidence[] = [
  { confidence: 0.99, reason: 'it has the same operationId and summary', speaks: (a, b) => haveSameId(a, b) && haveSameSummary(a, b) },
  { confidence: 0.98, reason: 'it has the same summary, method and path', speaks: (a, b) => haveSameSummary(a, b) && haveSameRoute(a, b) },
  { confidence: 0.97, reason: 'it has the same summary', speaks: haveSameSummary },
  {
    confidence: 0.95,
    reason: 'it has the same operationId',
    speaks: (a, b, sides) => haveSameId(a, b) && !saysOtherwise(a, b) &&
      (haveSameRoute(a, b) || isLike(likenessOfShapes(a, b), 0.3)) && !isClaimed(a, b, sides)
  },
  {
    confidence: 0.88,
    reason: 'what it does is called by the same words',
    speaks: (a, b, sides) => a.method === b.method && haveSameDeed(a, b) &&
      isLike(likenessOfShapes(a, b), 0.3) && !isClaimed(a, b, sides)
  },
  {
    confidence: 0.85,
    reason: 'it has the same method and shape of the path, and like members',
    speaks: (a, b) => haveSameRoute(a, b) && bothSend(a, b) && !saysOtherwise(a, b) &&
      isLike(likenessOfDeeds(a, b), 0.5) && isLike(likenessOfShapes(a, b), 0.5)
  }
]

/** From 0 to 1, for what is only proposed. */
export function likenessOfOperations (a: OfficialOperation, b: OfficialOperation): number {
  const deeds = likenessOfDeeds(a, b) ?? 0.4
  const shapes = likenessOfShapes(a, b) ?? 0.4
  const routes = shareOf(wordsIn(a).shape.split(/[/ ]/), wordsIn(b).shape.split(/[/ ]/)) * (a.method === b.method ? 1 : 0.6)
  return 0.4 * deeds + 0.3 * shapes + 0.3 * routes
}
