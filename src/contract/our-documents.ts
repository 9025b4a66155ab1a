import { finish } from '../core/in-turns.ts'
import { makingDocument } from '../http/openapi.ts'
import { isOfTrouble } from '../http/openapi-trouble.ts'
import type { Service } from '../http/service.ts'
import { describing } from './describe.ts'
import type { OfficialDocument } from './official.ts'

const known = new WeakMap<Service, OfficialDocument>()

/** Our own document of a service, read as an official one is. It has no hash: it is of no file. */
export const ourDocument = (service: Service): OfficialDocument => finish(makingOurs(service))

/** The same in steps. */
export function * makingOurs (service: Service): Generator<void, OfficialDocument> {
  let document = known.get(service)
  if (!document) known.set(service, document = withoutTrouble(yield * describing(yield * makingDocument(service), '')))
  return document
}

/** What a sandbox in trouble answers is no part of the API that it stands for. */
const withoutTrouble = ({ operations, ...document }: OfficialDocument): OfficialDocument => ({
  ...document,
  operations: operations.map(({ replies, ...operation }) =>
    ({ ...operation, replies: Object.fromEntries(Object.entries(replies).filter(([status]) => !isOfTrouble(status))) }))
})
