import { isOfTrouble } from '../http/openapi-trouble.ts'
import { driftOfShapes, type Side } from './drift-shapes.ts'
import { basisOf, type DriftBasis } from './drift-basis.ts'
import { nameOf, type ContractMatch, type OperationMatch } from './match.ts'
import { parametersIn } from './match-parameters.ts'
import { membersIn } from './members.ts'
import { placeOf, successOf, type OfficialDocument, type OfficialOperation } from './official.ts'

export type DriftKind = 'moved' | 'new' | 'gone' | 'renamed' | 'type' | 'format' | 'length' | 'enumeration' | 'required' | 'nullable' |
  'status' | 'media-type'

/** One thing in which an official document is otherwise than ours, or than an older one. */
export interface Drift {
  /** Ours, or the official method and path where we have no such operation. */
  readonly operation: string
  /** `route`, `body`, `body.visitDate`, `path.trainingPlanLocalId`, `reply.visits[].visitDate`, `replies`. */
  readonly place: string
  readonly kind: DriftKind
  /** Undefined for what is not there. */
  readonly ours?: unknown
  readonly official?: unknown
  /** Whether a page of the real API states what ours has, so that the difference is a mistake, or it was a guess. */
  readonly basis: DriftBasis
  /** Of what is gone: what it may be called there. It is for a person to decide. */
  readonly proposed?: string
  /** The ids of our rules that are about it. */
  readonly rules?: readonly string[]
}

/** The ids of our rules about a place of an operation, or about all of the operation. */
export type RulesAbout = (operation: string, place?: string) => readonly string[]

/** In what an official document is otherwise than the one that it was matched with. */
export function driftOf (ours: OfficialDocument, { operations, officialOnly, document }: ContractMatch, rulesAbout: RulesAbout): Drift[] {
  const met = new Map(operations.filter(({ isUsed }) => isUsed).map(match => [match.operationId, match]))
  const differences = [
    ...ours.operations.flatMap((operation): Drift[] => {
      const match = met.get(nameOf(operation))
      if (match) return ofOperation({ ours, operation, document, match })
      const about = { operation: nameOf(operation), place: 'route', basis: basisOf(operation, isOurs(ours)) }
      return [{ ...about, kind: 'gone', ours: placeOf(operation) }]
    }),
    ...officialOnly.map((operation): Drift => {
      const place = placeOf(operation)
      return { operation: place, place: 'route', kind: 'new', official: operation.summary ?? place, basis: 'inferred' }
    })
  ]
  return differences.map(drift => {
    const isOnlyMoved = drift.kind === 'new' || drift.kind === 'moved'
    const rules = isOnlyMoved ? [] : rulesAbout(drift.operation, drift.place === 'route' ? undefined : drift.place)
    return rules.length > 0 ? { ...drift, rules } : drift
  })
}

/** Ours is of no file. */
const isOurs = ({ hash }: OfficialDocument): boolean => hash === ''

interface Pair {
  readonly ours: OfficialDocument
  readonly operation: OfficialOperation
  readonly document: OfficialDocument
  readonly match: OperationMatch
}

function ofOperation ({ ours, operation, document, match }: Pair): Drift[] {
  const { official, operationId, parameters, body, reply } = match
  const success = [successOf(operation), successOf(official)]
  const side = (place: string, matches: Side['matches'], isReply = false): Side =>
    ({ operation: operationId, place, matches, isReply, isOurs: isOurs(ours) })
  return [
    ...ofRoute({ ours, operation, document, match }),
    ...driftOfShapes(side('', parameters), parametersIn(operation), parametersIn(official)),
    ...driftOfShapes(side('body.', body), membersIn(operation.body?.schema), membersIn(official.body?.schema)),
    ...driftOfShapes(side('reply.', reply, true), membersIn(success[0]?.schema), membersIn(success[1]?.schema)),
    ...ofSets(operationId, 'body', 'media-type', operation.body?.mediaTypes, official.body?.mediaTypes),
    ...ofSets(operationId, 'reply', 'media-type', success[0]?.mediaTypes, success[1]?.mediaTypes),
    ...ofSets(operationId, 'replies', 'status', statusesOf(operation), statusesOf(official))
  ]
}

function ofRoute ({ ours: { basePath, hash }, operation: a, document, match: { operationId, official: b } }: Pair): Drift[] {
  const about = { operation: operationId, basis: basisOf(a, hash === '', 'x-route-basis') }
  const [ours, official] = [`${a.method} ${basePath}${a.path}`, `${b.method} ${document.basePath}${b.path}`]
  const [bare, officialBare] = [ours, official].map(it => it.replace(/\{[^}]*\}/g, '{}'))
  const drift: Drift[] = []
  if (bare !== officialBare) drift.push({ ...about, place: 'route', kind: 'moved', ours, official })
  if (a.operationId !== undefined && b.operationId !== undefined && a.operationId !== b.operationId) {
    drift.push({ ...about, place: 'operationId', kind: 'renamed', ours: a.operationId, official: b.operationId })
  }
  return drift
}

/** A sandbox can be in trouble, too, whatever a document says of it. */
const statusesOf = ({ replies }: OfficialOperation): string[] => Object.keys(replies).filter(status => !isOfTrouble(status))

/** No page lists what a framework adds of itself. */
function ofSets (
  operation: string, place: string, kind: 'status' | 'media-type', ours: readonly string[] = [], official: readonly string[] = []
): Drift[] {
  const isSame = ours.length === official.length && ours.every(it => official.includes(it))
  return isSame || official.length === 0 ? [] : [{ operation, place, kind, ours, official, basis: 'inferred' }]
}
