import type { TSchema } from '@sinclair/typebox'
import { Failure } from '../core/errors.ts'
import { didYouMean } from '../core/meant.ts'
import { either, quoted } from '../core/words.ts'
import type { Remark } from '../sandbox/journal.ts'
import { remarksOf } from './remarks.ts'
import type { Step } from './step.ts'

/** What is made of the options of a query that are not as an operation knows them: nobody has to guess that they did nothing. */

/** For a name that the operation does not have. */
export const unknownOption = (name: string): Remark =>
  ({ kind: 'ignored-option', member: name, message: `${name} is not an option of this operation; it was ignored` })

/** For one of which only the last counts. */
export const repeatedOption = (name: string): Remark =>
  ({ kind: 'ignored-option', member: name, message: `${name} is given more than once; the last one counts` })

/** For one that says nothing. */
export const emptyOption = (name: string): Remark =>
  ({ kind: 'ignored-option', member: name, message: `${name} is empty; it was ignored` })

/**
 * For a name that an operation of the sandbox's own API does not have: without it, a list would be of everything, and a test of that
 * true by mistake.
 */
function noSuchOption (name: string, names: readonly string[]): Failure {
  const remedy = names.length === 0 ? 'It takes none; leave it out.' : `Use ${either(names)}, or leave it out.`
  return new Failure('malformed', `${quoted(name)} is not an option in the query of this operation.${didYouMean(names, name)} ${remedy}`)
}

/**
 * Tells of the options that are passed over; those of the sandbox's own API are refused, but for probes, which any program may send in its
 * own way. An operation whose options nobody can list tells of them itself.
 */
export const noteOptions: Step = (request) => {
  const { serving: { operation, service } } = request
  const given = Object.entries(request.query as Record<string, unknown>)
  const { properties = {}, additionalProperties } = (operation?.wire.querystring ?? {}) as TSchema
  if (given.length === 0 || !operation || additionalProperties === true) return
  const names = new Map(Object.entries<TSchema>(properties).map(([name, schema]) => [name.toLowerCase(), { name, schema }]))
  for (const [written, value] of given) {
    const known = names.get(written.toLowerCase())
    if (!known && service!.isOwn && !operation.isOpen) throw noSuchOption(written, Object.keys(properties))
    if (!known) remarksOf(request).push(unknownOption(written))
    else if (Array.isArray(value) && known.schema['x-repeated'] === 'last') remarksOf(request).push(repeatedOption(known.name))
  }
}

/**
 * Leaves out options that the query names without a sign of equality, where an operation says that such a one is not there: to the web
 * services of .NET, `?companyID` is a value without a name.
 */
export const leaveOutValueless: Step = ({ query, raw, serving: { operation } }) => {
  if (!(operation?.wire.querystring as TSchema | undefined)?.['x-valueless-is-missing']) return
  const bare = (raw.url ?? '').replace(/^[^?]*\??/, '').split('&').filter(part => part !== '' && !part.includes('='))
  for (const name of Object.keys(query as object)) {
    if (bare.includes(name) && (query as Record<string, unknown>)[name] === '') delete (query as Record<string, unknown>)[name]
  }
}

/**
 * Names in a query match in any case, as ASP.NET Core has it. Of an option that says so the last one counts where it is repeated, or all
 * together.
 */
export function optionsOf ({ properties = {} }: TSchema): (query: object) => object {
  const names = new Map(Object.keys(properties).map(name => [name.toLowerCase(), name]))
  return (query) => {
    const read: Record<string, unknown> = {}
    for (const [written, value] of Object.entries(query)) {
      const name = names.get(written.toLowerCase()) ?? written
      read[name] = together(properties[name]?.['x-repeated'], read[name], value)
    }
    return read
  }
}

function together (repeated: 'last' | 'join' | undefined, before: unknown, value: unknown): unknown {
  if (repeated === undefined) return value
  const all = [before ?? [], value].flat()
  return repeated === 'last' ? all.at(-1) : all.join(',')
}
