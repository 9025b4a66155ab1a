import type { TSchema } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { createCheck, fromText, type SchemaFault } from '../../core/schema.ts'
import type { Operation } from '../../http/operation.ts'
import type { MemberMatch } from '../match.ts'
import type { OfficialOperation, OfficialParameter } from '../official.ts'
import { lazily } from './lazily.ts'
import type { PathValues } from './paths.ts'
import { shapeOf } from './shape.ts'

/** Where the values of an operation's address go. */
export interface ParameterPlaces {
  /** Whether every part of our own path has a value. */
  readonly isComplete: boolean
  /** Our own path with the values of another; after the mount. */
  pathOf (params: PathValues): string
  /** What stands in the official path, by its names: the values of ours. */
  officialValues (params: PathValues): Record<string, string>
  /** Our own query, and the names that nothing is known of. */
  queryOf (query: string): { readonly query: string, readonly unknown: readonly string[], readonly passedOver: readonly string[] }
  /** Our own header, by the name of another. */
  readonly headers: ReadonlyArray<{ readonly ours: string, readonly official: string }>
  /** What is wrong with an address. */
  faultsOf (params: PathValues, query: string, headers: Readonly<Record<string, unknown>>): SchemaFault[]
}

type Place = OfficialParameter['in']

export function placesOfParameters (
  official: OfficialOperation, operation: Operation | undefined, matches: readonly MemberMatch[]
): ParameterPlaces {
  const used = matches.filter(({ isUsed }) => isUsed)
  const inPlace = (place: Place) => used.filter(({ ours, official }) => ours.startsWith(`${place}.`) && official.startsWith(`${place}.`))
    .map(({ ours, official }) => ({ ours: ours.slice(place.length + 1), official: official.slice(place.length + 1) }))
  const wanted = [...(operation?.path ?? '').matchAll(/:(\w+)/g)].map(([, name]) => name!)
  const given = namesInPath(official.path)
  const known = new Map(inPlace('path').map(({ ours, official }) => [ours, official]))
  // Our document may have another name for what several operations have in one place.
  const elsewhere = [...known].filter(([name]) => !wanted.includes(name))
  const unnamed = wanted.filter(name => !known.has(name))
  if (elsewhere.length === unnamed.length) unnamed.forEach((name, at) => known.set(name, elsewhere[at]![1]))
  // Where there are as many on both sides, what is left over belongs together in its order only if it is one.
  const left = given.filter(name => ![...known.values()].includes(name))
  const lacking = wanted.filter(name => !known.has(name))
  for (const name of lacking) {
    const only = lacking.length === 1 && left.length === 1 ? left[0] : undefined
    const same = left.find(it => it.toLowerCase() === name.toLowerCase()) ?? only
    if (same !== undefined) known.set(name, same)
  }
  return {
    isComplete: wanted.every(name => known.has(name)),
    pathOf: (params) => (operation?.path ?? '').replace(/:(\w+)/g, (_, name: string) => params[known.get(name)!] ?? ''),
    officialValues: (params) => Object.fromEntries(
      [...known].flatMap(([ours, theirs]) => params[ours] === undefined ? [] : [[theirs, params[ours]]])),
    queryOf: queriesOf(official, inPlace('query')),
    headers: inPlace('header').filter(({ ours, official }) => ours.toLowerCase() !== official.toLowerCase()),
    faultsOf: faultsIn(official)
  }
}

const namesInPath = (path: string): string[] => [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!)

interface Named { readonly ours: string, readonly official: string }

function queriesOf (official: OfficialOperation, pairs: readonly Named[]): ParameterPlaces['queryOf'] {
  const ours = new Map(pairs.map(pair => [pair.official.toLowerCase(), pair.ours]))
  const renamed = new Set(pairs.map(pair => pair.ours.toLowerCase()).filter(name => !ours.has(name)))
  const known = new Set(official.parameters.filter(it => it.in === 'query').map(({ name }) => name.toLowerCase()))
  return (query) => {
    if (query === '') return { query, unknown: [], passedOver: [] }
    const [unknown, passedOver]: [string[], string[]] = [[], []]
    const kept = query.split('&').flatMap(part => {
      const [written = '', ...value] = part.split('=')
      const name = decoded(written)
      const mine = ours.get(name.toLowerCase())
      if (mine !== undefined) return [[encodeURIComponent(mine), ...value].join('=')]
      if (known.has(name.toLowerCase())) unknown.push(name)
      else if (renamed.has(name.toLowerCase())) passedOver.push(name)
      else return [part]
      return []
    })
    return { query: kept.join('&'), unknown, passedOver }
  }
}

function decoded (text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** What can be a text in an address; lists are left to the operation. */
const isPlain = ({ schema }: OfficialParameter): boolean => ['string', 'integer', 'boolean'].includes([schema.type ?? ''].flat()[0]!)

function faultsIn ({ parameters }: OfficialOperation): ParameterPlaces['faultsOf'] {
  const checks = lazily(() => parameters.map(it => {
    const schema = Type.Object({ [it.name]: it.required ? shapeOf(it.schema) : Type.Optional(shapeOf(it.schema)) }) as TSchema
    return { ...it, schema, isPlain: isPlain(it), check: createCheck(schema) }
  }))
  return (params, query, headers) => checks().flatMap(({ name, in: place, required, isPlain, schema, check }) => {
    const value = place === 'path' ? decoded(params[name] ?? '') : place === 'query' ? valueIn(query, name) : headers[name.toLowerCase()]
    // A header that identifies the caller is the service's own to ask for, with its own words.
    if (value === undefined || value === '') {
      return required && place === 'query' ? [{ member: name, pointer: `/${name}`, message: `${name} is required` }] : []
    }
    return isPlain && place !== 'header' ? check(fromText(schema, { [name]: value })) : []
  })
}

function valueIn (query: string, name: string): string | undefined {
  const part = query.split('&').findLast(it => decoded(it.split('=', 1)[0]!).toLowerCase() === name.toLowerCase())
  return part === undefined ? undefined : decoded(part.slice(part.indexOf('=') + 1))
}
