import { BadInput } from '../core/errors.ts'
import { finish } from '../core/in-turns.ts'
import type { Service } from '../http/service.ts'
import type { OfficialDocument, OfficialOperation } from './official.ts'
import { areCalledAlike } from './operation-evidence.ts'
import { wordsIn } from './operation-words.ts'

/** The service that a document is of, seen by what its operations are called. Throws BadInput where it is of none. */
export const serviceOf = (document: OfficialDocument, services: readonly Service[]): Service => finish(findingService(document, services))

/** The same in steps. */
export function * findingService (document: OfficialDocument, services: readonly Service[]): Generator<void, Service> {
  // What each is called is found out once.
  for (const operation of document.operations) {
    wordsIn(operation)
    yield
  }
  const [first] = services.map(service => {
    const ours = called(service)
    const met = document.operations.filter(operation => ours.some(it => areCalledAlike(it, operation))).length
    return { service, met, share: met / Math.min(ours.length, document.operations.length) }
  }).sort((a, b) => b.met - a.met)
  if (first && first.share >= 1 / 3) return first.service
  throw new BadInput(`The contract "${document.title} ${document.version}" describes none of the emulated APIs: fewer than a third of ` +
    `its operations match one of ${services.map(({ name }) => name).join(', ')}. Check that it is the right document.`)
}

const known = new WeakMap<Service, readonly OfficialOperation[]>()

/** What a service's operations are called, without their shapes, which take longer to make. */
function called (service: Service): readonly OfficialOperation[] {
  let operations = known.get(service)
  if (!operations) {
    known.set(service, operations = service.operations.map(({ operationId, summary, method, path }) =>
      ({ operationId, summary, method, path: path.replace(/:(\w+)/g, '{$1}'), parameters: [], replies: {} })))
  }
  return operations
}
