import type { FastifyRequest } from 'fastify'
import type { TSchema } from '@sinclair/typebox'
import { Failure } from '../core/errors.ts'
import { both, either } from '../core/words.ts'

const mostNamed = 5

/** For a request without the body that its operation needs: in which type to send one, and what it must have. */
export function noBody ({ headers, query, serving: { operation, service } }: FastifyRequest, schema: TSchema): Failure {
  const taken = operation?.takes ?? service!.takes
  const { listed: [type] } = taken.find(({ pattern }) => pattern.test(headers['content-type'] ?? '')) ?? taken[0]!
  return new Failure('unreadable', `The request has no body, and this operation needs one. Send ${type} with ${membersOf(schema)}.` +
    inTheQuery(Object.keys(query as object), schema))
}

/** A sentence for members that came where options go. */
function inTheQuery (written: readonly string[], { properties = {} }: TSchema): string {
  const known = Object.keys(properties).map(it => it.toLowerCase())
  const found = written.filter(it => known.includes(it.toLowerCase()))
  return found.length === 0 ? '' : ` The sandbox got ${both(found.slice(0, mostNamed))} in the query, and looks for that in the body.`
}

/** Of a list, of what it is of. */
function membersOf ({ items, properties = {}, required = [] }: TSchema): string {
  if (items) return `a list, each of it with ${membersOf(items as TSchema)}`
  const names = required.length > 0 ? required as string[] : Object.keys(properties)
  const [few, more] = [names.slice(0, mostNamed), names.length - mostNamed]
  if (names.length === 0) return 'an object, such as {}'
  if (more > 0) return `${few.join(', ')} and ${more} more`
  return required.length > 0 ? both(few) : either(few)
}
