import { BadInput } from '../core/errors.ts'
import { finish } from '../core/in-turns.ts'
import type { Service } from '../http/service.ts'
import { namesOf, noNames, type KnownNames } from './known-names.ts'
import { matchingMembers, type MemberMatch } from './match-members.ts'
import { matchingOperations, type DecidedPairs, type OperationPair } from './match-operations.ts'
import { matchingParameters } from './match-parameters.ts'
import { membersIn } from './members.ts'
import { placeOf, successOf, type OfficialDocument, type OfficialOperation } from './official.ts'
import { makingOurs } from './our-documents.ts'
import { decisionsOf, noOverlay, type Overlay } from './overlay.ts'
import { findingService } from './service-of.ts'

export type { MemberMatch } from './match-members.ts'

export interface OperationMatch {
  /** Ours. */
  readonly operationId: string
  readonly official: OfficialOperation
  readonly confidence: number
  readonly reason: string
  readonly isUsed: boolean
  /** `path.trainingPlanLocalId`, `query.top`, `header.EID`. */
  readonly parameters: readonly MemberMatch[]
  readonly body: readonly MemberMatch[]
  /** Those of the reply of a success. */
  readonly reply: readonly MemberMatch[]
}

export interface ContractMatch {
  readonly service: string
  readonly document: OfficialDocument
  readonly operations: readonly OperationMatch[]
  readonly officialOnly: readonly OfficialOperation[]
  readonly oursOnly: readonly string[]
}

/** Which of our operations, and which of their members, an official document means. Throws BadInput where it is of no service. */
export const matchContract = (...document: Parameters<typeof matchingContract>): ContractMatch => finish(matchingContract(...document))

/** The same in steps. */
export function * matchingContract (
  document: OfficialDocument, services: readonly Service[], overlay: Overlay = noOverlay
): Generator<void, ContractMatch> {
  const service = yield * findingService(document, services)
  const ours = yield * makingOurs(service)
  yield
  return yield * matchingDocuments(ours, document, overlay, service.name)
}

/** The same of any two documents, the older one in the place of ours. */
export const matchDocuments = (...documents: Parameters<typeof matchingDocuments>): ContractMatch => finish(matchingDocuments(...documents))

function * matchingDocuments (
  ours: OfficialDocument, official: OfficialDocument, overlay: Overlay = noOverlay, service = ours.title
): Generator<void, ContractMatch> {
  const pairs = yield * matchingOperations(ours.operations, official.operations, decidedPairs(ours, official, overlay))
  const first = yield * matchPairs(pairs, noNames, overlay)
  const known = namesOf(first.filter(({ isUsed }) => isUsed).flatMap(({ parameters, body, reply }) => [...parameters, ...body, ...reply]))
  const operations = yield * matchPairs(pairs, known, overlay)
  const isMet = (side: 'ours' | 'official', operation: OfficialOperation) => pairs.some(pair => pair[side] === operation && pair.isUsed)
  return {
    service,
    document: official,
    operations,
    officialOnly: official.operations.filter(operation => !isMet('official', operation)),
    oursOnly: ours.operations.filter(operation => !isMet('ours', operation)).map(nameOf)
  }
}

/** Ours has an id each; another document may have none. */
export const nameOf = (operation: OfficialOperation): string => operation.operationId ?? placeOf(operation)

function * matchPairs (pairs: readonly OperationPair[], known: KnownNames, overlay: Overlay): Generator<void, OperationMatch[]> {
  const matches: OperationMatch[] = []
  for (const pair of pairs) {
    matches.push(yield * matchPair(pair, known, overlay))
    yield
  }
  return matches
}

function * matchPair (pair: OperationPair, known: KnownNames, overlay: Overlay): Generator<void, OperationMatch> {
  const { ours, official, confidence, reason, isUsed } = pair
  const operationId = nameOf(ours)
  const decided = (place?: 'body' | 'reply') => decisionsOf(overlay, operationId, place)
  return {
    operationId,
    official,
    confidence,
    reason,
    isUsed,
    parameters: yield * matchingParameters(ours, official, known, decided()),
    body: yield * matchingMembers(membersIn(ours.body?.schema), membersIn(official.body?.schema), known, decided('body')),
    reply: yield * matchingMembers(membersIn(successOf(ours)?.schema), membersIn(successOf(official)?.schema), known, decided('reply'))
  }
}

function decidedPairs (ours: OfficialDocument, official: OfficialDocument, { matches }: Overlay): DecidedPairs {
  return ours.operations.flatMap((operation): DecidedPairs => {
    const decided = Object.hasOwn(matches, nameOf(operation)) ? matches[nameOf(operation)] : undefined
    if (decided === undefined) return []
    if (decided === null) return [[operation, null]]
    const other = official.operations.find(it => placeOf(it) === decided || it.operationId === decided)
    if (!other) {
      throw new BadInput(
        `The overlay has "${decided}" for ${nameOf(operation)}; the document has no such operation. Use its method and path.`)
    }
    return [[operation, other]]
  })
}
