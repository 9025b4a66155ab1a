import { inferred, type Basis } from '../../core/basis.ts'
import { codeOf } from '../../core/rule-kinds.ts'
import type { Rule } from '../../core/rule.ts'
import { workBasedPage } from '../sources.ts'
import tables from './codes.json' with { type: 'json' }

/** The codes that a member may have, each with its meaning. */
export interface CodeTable {
  readonly member: string
  readonly basis: Basis
  readonly codes: Readonly<Record<string, string>>
}

type Written = Record<string, { documented?: string, inferred?: string, codes: Record<string, string> }>

/** Every code table of the work-based API, by the member that it is for. */
export const codeTables: Readonly<Record<string, CodeTable>> = Object.fromEntries(
  Object.entries(tables as Written).map(([member, table]) => [member, {
    member,
    basis: table.documented === undefined ? inferred(table.inferred!) : workBasedPage(table.documented),
    codes: table.codes
  }]))

/** The rule that a member, where it is sent, has a code of its table. `place` is what it is a part of: `demographics.`. */
export function codeOfMember<Facts extends object> (member: string, { id, place = '', value, fits }: {
  id: string
  place?: string
  value: (facts: Facts) => string | number | null | undefined
  fits?: (facts: Facts, code: string) => boolean
}): Rule {
  const { basis, codes } = codeTables[member]!
  return codeOf<Facts>({ id, field: `${place}${member}`, basis, codes, value: facts => value(facts) ?? null, ...(fits && { fits }) })
}
