import type { TSchema } from '@sinclair/typebox'
import { documented, type Basis } from '../../core/basis.ts'
import { finish } from '../../core/in-turns.ts'
import type { Operation } from '../../http/operation.ts'
import type { Service } from '../../http/service.ts'
import type { OfficialNames } from '../../sandbox/journal.ts'
import type { ContractMatch, MemberMatch, OperationMatch } from '../match.ts'
import type { OfficialDocument, OfficialOperation } from '../official.ts'
import { createPaths, type Paths } from './paths.ts'
import { placesOfParameters, type ParameterPlaces } from './parameters.ts'
import { createShapes, type Shapes } from './shapes.ts'
import { createWording, namesFor, type Wording } from './wording.ts'

/** An operation of a contract, and the one of ours that does it; without, it is served from the document. */
export interface Adaptation {
  readonly official: OfficialOperation
  /** With the base path, as it is asked for. */
  readonly path: string
  readonly operation: Operation | undefined
  /** Ours that may be meant, which nobody has decided. */
  readonly doubtful: string | undefined
  readonly match: OperationMatch | undefined
  readonly places: ParameterPlaces
  readonly names: OfficialNames
  readonly wording: Wording
  readonly shapes: Shapes
}

/** What a contract makes of the requests to a service. */
export interface Translator {
  readonly service: Service
  readonly hash: string
  readonly document: OfficialDocument
  readonly match: ContractMatch
  readonly operations: readonly Adaptation[]
  readonly paths: Paths<Adaptation>
  /** Ours, by their own places: where each is now, or that the contract does not have it. */
  readonly ours: Paths<{ readonly operation: Operation, readonly now: Adaptation | undefined }>
  readonly wording: Wording
  /** Whether it deletes what we cannot. */
  readonly deletesMore: boolean
}

/** As a source: `Work Based Submissions API v1.0, SHA-256 0f3a…`. */
export const sourceOf = ({ title, version, hash }: OfficialDocument): Basis => documented(`${title} ${version}, SHA-256 ${hash}`)

/** Made once for a contract, of what was matched when it was adopted. */
export const createTranslator = (...contract: Parameters<typeof makingTranslator>): Translator => finish(makingTranslator(...contract))

/** The same in steps. */
export function * makingTranslator (match: ContractMatch, service: Service, hash: string): Generator<void, Translator> {
  const { document } = match
  const all = match.operations.flatMap(({ isUsed, body, reply, parameters }) => isUsed ? [...reply, ...body, ...parameters.map(bare)] : [])
    .filter(({ isUsed }) => isUsed)
  const adapt = adaptingTo({ document, service, all })
  const paths = createPaths<Adaptation>()
  const operations: Adaptation[] = []
  const used = match.operations.filter(it => it.isUsed).map(it => [it.official, it] as const)
  const others = match.officialOnly.map(official => [official, match.operations.find(it => it.official === official)] as const)
  for (const [official, its] of [...used, ...others]) {
    const it = adapt(official, its)
    operations.push(it)
    paths.put(official.method, it.path, it)
    yield
  }
  // Where a document says no server, it says nothing of what is before its paths.
  if (document.basePath === '') for (const it of operations) paths.put(it.official.method, service.mount + it.official.path, it)
  const ours: Translator['ours'] = createPaths()
  for (const operation of service.operations) {
    const now = operations.find(it => it.operation === operation)
    for (const method of [operation.method, ...operation.alsoBy ?? []]) ours.put(method, service.mount + operation.path, { operation, now })
  }
  yield
  const deletesMore = operations.some(it => !it.operation && it.official.method === 'DELETE')
  return { service, hash, document, match, operations, paths, ours, wording: createWording([], all), deletesMore }
}

/** A parameter by its name alone, as messages have it. */
const bare = (it: MemberMatch): MemberMatch => ({ ...it, ours: withoutPlace(it.ours), official: withoutPlace(it.official) })

const withoutPlace = (path: string): string => path.replace(/^(?:path|query|header)\./, '')

const adaptingTo = ({ document, service, all }: { document: OfficialDocument, service: Service, all: readonly MemberMatch[] }) =>
  (official: OfficialOperation, match?: OperationMatch): Adaptation => {
    const found = match && service.operations.find(({ operationId }) => operationId === match.operationId)
    const places = placesOfParameters(official, found, match?.parameters ?? [])
    const operation = match?.isUsed && places.isComplete ? found : undefined
    const used = operation ? match! : undefined
    // What a request has comes before what is answered under the same name.
    const own = used ? [...used.reply, ...used.parameters.map(bare), ...used.body].filter(({ isUsed }) => isUsed) : []
    const wording = createWording(own, all)
    const { operationId = `${official.method} ${official.path}`, summary = operationId } = official
    return {
      official,
      path: document.basePath + official.path,
      operation,
      doubtful: operation ? undefined : match?.operationId,
      match,
      places,
      wording,
      names: namesFor({ operationId, summary, basis: sourceOf(document), wording, members: own }),
      shapes: createShapes(official, used, operation?.wire.response[operation.status] as TSchema | undefined)
    }
  }
