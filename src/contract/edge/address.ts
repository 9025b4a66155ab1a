import { decodedOfQuery } from '../../core/percent.ts'
import type { PathValues } from './paths.ts'

/** What stands in the address of a request, as the contract has it. */
export interface Address {
  readonly params: PathValues
  /** Without its question mark. */
  readonly query: string
  readonly headers: Readonly<Record<string, unknown>>
}

/** The last of that name counts. */
export function valueIn (query: string, name: string): string | undefined {
  const part = query.split('&').findLast(it => decodedOfQuery(it.split('=', 1)[0]!).toLowerCase() === name.toLowerCase())
  return part === undefined ? undefined : decodedOfQuery(part.slice(part.indexOf('=') + 1))
}
