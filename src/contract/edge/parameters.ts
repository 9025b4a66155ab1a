import { decoded, decodedOfQuery } from '../../core/percent.ts'
import type { SchemaFault } from '../../core/schema.ts'
import type { Operation } from '../../http/operation.ts'
import type { MemberMatch } from '../match.ts'
import type { OfficialOperation, OfficialParameter } from '../official.ts'
import { valueIn, type Address } from './address.ts'
import { faultsIn } from './parameter-checks.ts'
import type { PathValues } from './paths.ts'

/** Where the values of an operation's address go. */
export interface ParameterPlaces {
  /** Whether every part of our own path has a value. */
  readonly isComplete: boolean
  /** Our own path with the values of another; after the mount. */
  pathOf (address: Address): string
  /** What stands in the official path, by its names: the values of ours. */
  officialValues (params: PathValues): Record<string, string>
  /** Our own query, and the names that nothing is known of. */
  queryOf (address: Address): { readonly query: string, readonly unknown: readonly string[], readonly passedOver: readonly string[] }
  /** Our own headers that are called otherwise, or stand elsewhere. */
  headersOf (address: Address): ReadonlyArray<readonly [name: string, value: string]>
  /** What is wrong with an address. */
  faultsOf (address: Address): readonly SchemaFault[]
}

type Place = OfficialParameter['in']

/** Where a contract has what ours has somewhere. */
interface Found { readonly place: Place, readonly name: string }

interface Moved { readonly ours: string, readonly from: Found }

export function placesOfParameters (
  official: OfficialOperation, operation: Operation | undefined, matches: readonly MemberMatch[]
): ParameterPlaces {
  const used = matches.filter(({ isUsed }) => isUsed).map(({ ours, official }) => ({ ours: foundAt(ours), from: foundAt(official) }))
  const at = (place: Place): Moved[] => used.filter(({ ours }) => ours.place === place).map(({ ours, from }) => ({ ours: ours.name, from }))
  const wanted = [...(operation?.path ?? '').matchAll(/:(\w+)/g)].map(([, name]) => name!)
  const known = pathValues(wanted, at('path'), namesInPath(official.path))
  const parts = (operation?.path ?? '').split(/:(\w+)/).map((part, n) => n % 2 === 0 ? part : known.get(part))
  const headers = at('header').filter(({ ours, from }) => from.place !== 'header' || ours.toLowerCase() !== from.name.toLowerCase())
  return {
    isComplete: wanted.every(name => known.has(name)),
    pathOf (address) {
      let path = ''
      for (const part of parts) path += typeof part === 'string' ? part : encodedAt(part, address) ?? ''
      return path
    },
    officialValues: (params) => Object.fromEntries([...known].flatMap(([ours, { place, name }]) =>
      place !== 'path' || params[ours] === undefined ? [] : [[name, params[ours]]])),
    queryOf: queriesOf(official, at('query'), used.filter(({ from }) => from.place === 'query').map(({ from }) => from.name)),
    headersOf: (address) => headers.flatMap(({ ours, from }) => {
      const value = encodedAt(from, address)
      return value === undefined ? [] : [[ours, decoded(value)] as const]
    }),
    faultsOf: faultsIn(official)
  }
}

/** What stands for each part of our own path. */
function pathValues (wanted: readonly string[], matches: readonly Moved[], given: readonly string[]): Map<string, Found> {
  const known = new Map(matches.map(({ ours, from }) => [ours, from]))
  // Our document may have another name for what several operations have in one place.
  const elsewhere = [...known].filter(([name]) => !wanted.includes(name))
  const unnamed = wanted.filter(name => !known.has(name))
  if (elsewhere.length === unnamed.length) unnamed.forEach((name, at) => known.set(name, elsewhere[at]![1]))
  // Where there are as many on both sides, what is left over belongs together in its order only if it is one.
  const left = given.filter(name => ![...known.values()].some(it => it.place === 'path' && it.name === name))
  const lacking = wanted.filter(name => !known.has(name))
  for (const name of lacking) {
    const only = lacking.length === 1 && left.length === 1 ? left[0] : undefined
    const same = left.find(it => it.toLowerCase() === name.toLowerCase()) ?? only
    if (same !== undefined) known.set(name, { place: 'path', name: same })
  }
  return known
}

const foundAt = (path: string): Found => {
  const end = path.indexOf('.')
  return { place: path.slice(0, end) as Place, name: path.slice(end + 1) }
}

/** As it is written in a path or in a query. */
function encodedAt (found: Found | undefined, { params, query, headers }: Address): string | undefined {
  if (found?.place === 'path') return params[found.name]
  const value = found && (found.place === 'query' ? valueIn(query, found.name) : headers[found.name.toLowerCase()])
  return value === undefined ? undefined : encodeURIComponent(value as string)
}

const namesInPath = (path: string): string[] => [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!)

const emptyQuery = { query: '', unknown: [], passedOver: [] }

function queriesOf (official: OfficialOperation, matches: readonly Moved[], taken: readonly string[]): ParameterPlaces['queryOf'] {
  const ours = new Map(matches.filter(({ from }) => from.place === 'query').map(it => [it.from.name.toLowerCase(), it.ours]))
  const moved = matches.filter(({ from }) => from.place !== 'query')
  const elsewhere = new Set(taken.map(name => name.toLowerCase()).filter(name => !ours.has(name)))
  const renamed = new Set(matches.map(it => it.ours.toLowerCase()).filter(name => !ours.has(name)))
  const known = new Set(official.parameters.filter(it => it.in === 'query').map(({ name }) => name.toLowerCase()))
  return (address) => {
    const { query } = address
    if (query === '' && moved.length === 0) return emptyQuery
    const [unknown, passedOver]: [string[], string[]] = [[], []]
    const kept = (query === '' ? [] : query.split('&')).flatMap(part => {
      const [written = '', ...value] = part.split('=')
      const name = decodedOfQuery(written)
      const mine = ours.get(name.toLowerCase())
      if (mine !== undefined) return [[encodeURIComponent(mine), ...value].join('=')]
      if (elsewhere.has(name.toLowerCase())) return []
      if (known.has(name.toLowerCase())) unknown.push(name)
      else if (renamed.has(name.toLowerCase())) passedOver.push(name)
      else return [part]
      return []
    })
    const others = moved.flatMap(({ ours, from }) => {
      const value = encodedAt(from, address)
      return value === undefined ? [] : [`${encodeURIComponent(ours)}=${value}`]
    })
    return { query: [...kept, ...others].join('&'), unknown, passedOver }
  }
}
