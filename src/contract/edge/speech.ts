import type { ExampleRequest } from '../../core/example.ts'
import type { Service } from '../../http/service.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { translatorsOf } from '../in-force.ts'
import { requestUnder } from './to-official.ts'
import type { Adaptation, Translator } from './translator.ts'

/** An operation of a contract, as it is spoken of. */
export interface SpokenOperation {
  readonly service: string
  /** The id of ours that does it; undefined where the contract alone has it. */
  readonly ours: string | undefined
  readonly operationId: string
  readonly summary: string
  readonly method: string
  readonly path: string
}

/**
 * How a sandbox is spoken of to people: by the names of the contracts that it goes by, and by its own where there are none. Whatever is
 * read of operations and members is put into words here, and what is asked by such a name is found by it.
 */
export interface Speech {
  /** Whether there is any contract. */
  readonly isOfficial: boolean
  /** The id of an operation, by ours. */
  name (operationId: string): string
  /** Our id of an operation, by its official one; an id that the contract alone has, or ours, is itself. */
  ours (operationId: string): string
  /** Where an operation is, by our id; undefined where no contract is of its service, or that does not have it. */
  operation (operationId: string): SpokenOperation | undefined
  /** Operations of the contracts of a service, or of all. */
  operations (service?: string): readonly SpokenOperation[]
  /** Where a service is by its contract; undefined where none says it. */
  basePath (service: string): string | undefined
  /** Whether a service is served by a contract, and that does not have an operation of ours. */
  isLeftOut (service: string, operationId: string): boolean
  /** A sentence of a service in which members are named; of one operation, if that is said. */
  text (service: string, text: string, operationId?: string): string
  /** A path of members. */
  member (service: string, path: string, operationId?: string): string
  /** A request that is shown, as it is to be sent. */
  request (request: ExampleRequest): ExampleRequest
}

const plain: Speech = {
  isOfficial: false,
  name: (id) => id,
  ours: (id) => id,
  operation: () => undefined,
  operations: () => [],
  basePath: () => undefined,
  isLeftOut: () => false,
  text: (_service, text) => text,
  member: (_service, path) => path,
  request: (request) => request
}

/** Its contracts may be others at the next request, so nobody keeps it. */
export function speechIn (sandbox: Sandbox, services: readonly Service[]): Speech {
  const translators = translatorsOf(sandbox, services)
  return translators.length === 0 ? plain : speechOf(translators, sandbox.clock.today())
}

function speechOf (translators: readonly Translator[], today: string): Speech {
  const all = translators.flatMap(({ service, operations }) => operations.map(it => spoken(service.name, it)))
  const byOurs = new Map(all.flatMap(it => it.ours === undefined ? [] : [[it.ours, it] as const]))
  const byOfficial = new Map(all.map(it => [it.operationId.toLowerCase(), it]))
  const of = (service: string) => translators.find(it => it.service.name === service)
  const wordingOf = (service: string, operationId: string | undefined) => {
    const translator = of(service)
    return translator?.operations.find(it => operationId !== undefined && it.operation?.operationId === operationId)?.wording ??
      translator?.wording
  }
  return {
    isOfficial: true,
    name: (id) => byOurs.get(id)?.operationId ?? id,
    ours: (id) => byOfficial.get(id.toLowerCase())?.ours ?? id,
    operation: (id) => byOurs.get(id),
    operations: (service) => service === undefined ? all : all.filter(it => it.service === service),
    basePath: (service) => of(service)?.document.basePath || undefined,
    isLeftOut: (service, id) => of(service)?.match.oursOnly.includes(id) ?? false,
    text: (service, text, id) => wordingOf(service, id)?.text(text) ?? text,
    member: (service, path, id) => wordingOf(service, id)?.member(path) ?? path,
    request (request) {
      const path = request.path.split('?', 1)[0]!
      const translator = translators.find(({ ours }) => ours.find(request.method, path)?.value.now)
      return translator ? requestUnder(translator, request, today) : request
    }
  }
}

const spoken = (service: string, { operation, names, official, path }: Adaptation): SpokenOperation => ({
  service, ours: operation?.operationId, operationId: names.operationId, summary: names.summary, method: official.method, path
})
