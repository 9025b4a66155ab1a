import type { OfficialOperation } from './official.ts'
import { likenessOfOperations, operationEvidence, type OperationEvidence } from './operation-evidence.ts'

export interface OperationPair {
  readonly ours: OfficialOperation
  readonly official: OfficialOperation
  readonly confidence: number
  readonly reason: string
  readonly isUsed: boolean
}

/** Pairs that somebody decided; null for an operation that is not there. */
export type DecidedPairs = ReadonlyArray<readonly [OfficialOperation, OfficialOperation | null]>

/** Each operation with one at most of the other document. */
export function matchOperations (
  ours: readonly OfficialOperation[], official: readonly OfficialOperation[], decided: DecidedPairs = []
): OperationPair[] {
  const [left, right] = [new Set(ours), new Set(official)]
  const pairs: OperationPair[] = []
  const take = (a: OfficialOperation, b: OfficialOperation, confidence: number, reason: string): void => {
    left.delete(a)
    right.delete(b)
    pairs.push({ ours: a, official: b, confidence, reason, isUsed: true })
  }
  for (const [a, b] of decided) {
    if (b === null) left.delete(a)
    else take(a, b, 1, 'somebody decided so')
  }
  for (const evidence of operationEvidence) {
    for (const [a, b] of unrivalled(left, right, evidence)) take(a, b, evidence.confidence, evidence.reason)
  }
  return [...pairs, ...proposed(left, right)]
}

function unrivalled (
  left: ReadonlySet<OfficialOperation>, right: ReadonlySet<OfficialOperation>, { speaks }: OperationEvidence
): Array<[OfficialOperation, OfficialOperation]> {
  const pairs = [...left].flatMap(a => [...right].filter(b => speaks(a, b)).map((b): [OfficialOperation, OfficialOperation] => [a, b]))
  const times = new Map<OfficialOperation, number>()
  for (const operation of pairs.flat()) times.set(operation, (times.get(operation) ?? 0) + 1)
  return pairs.filter(pair => pair.every(operation => times.get(operation) === 1))
}

/** What is left, the likeliest first. */
function proposed (left: ReadonlySet<OfficialOperation>, right: ReadonlySet<OfficialOperation>): OperationPair[] {
  const pairs = [...left].flatMap(ours => [...right].map(official => ({ ours, official, likeness: likenessOfOperations(ours, official) })))
    .filter(({ likeness }) => likeness >= 0.45).sort((a, b) => b.likeness - a.likeness)
  const gone = new Set<OfficialOperation>()
  return pairs.flatMap(({ ours, official, likeness }) => {
    if (gone.has(ours) || gone.has(official)) return []
    gone.add(ours).add(official)
    const confidence = Math.round(Math.min(likeness, 0.75) * 100) / 100
    return [{ ours, official, confidence, reason: 'it is the likest of what is left', isUsed: false }]
  })
}
