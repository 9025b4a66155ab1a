import { quoted } from '../../../core/rule-kinds.ts'
import { both } from '../../../core/words.ts'
import type { FoundRecord } from './record-rule.ts'

/** What another record says otherwise than `record` does, member by member. */

interface Member {
  readonly name: string
  /** SQL: whether it differs. */
  readonly differs: string
}

/** SQL of the members in which one of several other records differs, as JSON with what it has. `from` has its table and conditions. */
export const differing = (other: string, from: string, members: readonly Member[]): string => `(SELECT json_object(${
  members.map(({ name, differs }) => `'${name}', CASE WHEN ${differs} THEN ${other}.${name} END`).join(', ')
}) || '' FROM ${from} AND (${members.map(({ differs }) => differs).join(' OR ')}) LIMIT 1)`

/** Those members in words: `fundingCategory "P1" instead of "J1"`. Of findings of an earlier build it is not known which they are. */
export function apart ({ other, record }: FoundRecord): string {
  if (other === undefined) return 'other values'
  const values = Object.entries(JSON.parse(other) as Record<string, string | number | null>)
  return both(values.flatMap(([name, value]) =>
    value === null ? [] : [`${name} ${quoted(value)} instead of ${quoted(record[name]!)}`]))
}
