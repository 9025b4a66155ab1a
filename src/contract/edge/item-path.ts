import { decoded } from '../../core/percent.ts'
import type { Operation } from '../../http/operation.ts'
import type { Service } from '../../http/service.ts'

/** The record that a path of an operation is about, whatever is to be done to it; of a collection, that. `path` has the mount. */
export function itemPathOf (operation: Operation, path: string): string {
  const own = operation.path.split('/')
  const last = own.findLastIndex(part => part.startsWith(':'))
  if (last < 0) return canonical(path)
  const parts = path.split('/')
  return canonical(parts.slice(0, parts.length - (own.length - 1 - last)).join('/'))
}

/** Written in one way, whatever a client encodes. */
export const canonical = (path: string): string => path.split('/').map(part => encodeURIComponent(decoded(part))).join('/')

/** What a collection calls the id of its records: `learnerLocalId` of `/learners`. */
export function idNameIn ({ operations }: Service, collection: Operation): string | undefined {
  const below = `${collection.path}/:`
  const item = operations.find(({ path }) => path.startsWith(below) && !path.slice(below.length).includes('/'))
  return item?.path.slice(below.length)
}
