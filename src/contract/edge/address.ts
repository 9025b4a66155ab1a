import type { PathValues } from './paths.ts'

/** What stands in the address of a request, as the contract has it. */
export interface Address {
  readonly params: PathValues
  /** Without its question mark. */
  readonly query: string
  readonly headers: Readonly<Record<string, unknown>>
}

export function decoded (text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** The last of that name counts. */
export function valueIn (query: string, name: string): string | undefined {
  const part = query.split('&').findLast(it => decoded(it.split('=', 1)[0]!).toLowerCase() === name.toLowerCase())
  return part === undefined ? undefined : decoded(part.slice(part.indexOf('=') + 1))
}
