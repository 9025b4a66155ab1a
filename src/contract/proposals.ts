import { placeOf } from './official.ts'
import type { ContractMatch, MemberMatch } from './match.ts'
import type { Overlay } from './overlay.ts'
import type { Question } from './questions.ts'

/** A match that is doubtful, in the words of an overlay. */
export interface Proposal {
  /** `RecordVisit`, or `RecordVisit.body.visitDate`. */
  readonly key: string
  readonly official: string
  readonly confidence: number
  readonly reason: string
}

/** What a person is to decide. The members of an operation are told of once it is certain. */
export function proposalsIn ({ operations }: ContractMatch): Proposal[] {
  return operations.flatMap(({ operationId, official, confidence, reason, isUsed, parameters, body, reply }) => isUsed
    ? [...membersOf(operationId, parameters), ...membersOf(`${operationId}.body`, body), ...membersOf(`${operationId}.reply`, reply)]
    : [{ key: operationId, official: placeOf(official), confidence, reason }])
}

const membersOf = (start: string, matches: readonly MemberMatch[]): Proposal[] => matches.filter(({ isUsed }) => !isUsed)
  .map(({ ours, official, confidence, reason }) => ({ key: `${start}.${ours}`, official, confidence, reason }))

/**
 * An overlay for a person to go on with: what was decided stays, and what is proposed stands beside it until it is moved, or set to null.
 */
export function overlayText (match: ContractMatch, { matches, news = [] }: Overlay, questions: readonly Question[] = []): string {
  const { title, version, hash } = match.document
  const proposals = proposalsIn(match)
  return `${JSON.stringify({
    document: { title, version, hash },
    matches,
    ...news.length > 0 && { new: news },
    proposals: Object.fromEntries(proposals.map(({ key, official }) => [key, official])),
    reasons: Object.fromEntries(proposals.map(({ key, confidence, reason }) => [key, `${confidence}: ${reason}`])),
    ...questions.length > 0 && { undecided: Object.fromEntries(questions.map(it => [`${it.start}.${it.ours[0]!}`, it.theirs[0]!])) }
  }, null, 2)}\n`
}
