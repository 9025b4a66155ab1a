import { finish } from '../core/in-turns.ts'
import type { OfficialOperation } from './official.ts'
import { likenessOfOperations, operationEvidence } from './operation-evidence.ts'
import { likeliestPairs, unrivalled } from './unrivalled.ts'

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
export const matchOperations = (...documents: Parameters<typeof matchingOperations>): OperationPair[] =>
  finish(matchingOperations(...documents))

/** The same in steps. */
export function * matchingOperations (
  ours: readonly OfficialOperation[], official: readonly OfficialOperation[], decided: DecidedPairs = []
): Generator<void, OperationPair[]> {
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
  for (const { confidence, reason, speaks } of operationEvidence) {
    const found = yield * unrivalled(left, right, (a, b) => speaks(a, b, { ours: left, official: right }))
    for (const [a, b] of found) take(a, b, confidence, reason)
  }
  const proposed = yield * likeliestPairs(left, right, likenessOfOperations, 0.1)
  return [...pairs, ...proposed.map(({ a, b, confidence }) =>
    ({ ours: a, official: b, confidence, reason: 'it is the closest of what is left', isUsed: false }))]
}
