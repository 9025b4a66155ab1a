import { inferred, type Basis } from '../../core/basis.ts'
import type { Ask } from '../../core/reading.ts'
import { codeOf } from '../../core/rule-kinds.ts'
import type { Rule } from '../../core/rule.ts'
import { workBasedPage } from '../sources.ts'
import { codeCase } from './enrolments/readings.ts'
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

/** A body whose codes are in capitals, where the sandbox takes codes in any case. */
export function inCapitals<Body extends object> ({ reading }: { reading: Ask }, body: Body, ...members: Array<keyof Body>): Body {
  const codes = members.map(member => [member, body[member]] as const)
    .filter(([, code]) => typeof code === 'string' && code !== code.toUpperCase())
  if (codes.length === 0 || reading(codeCase) === 'exact') return body
  return { ...body, ...Object.fromEntries(codes.map(([member, code]) => [member, String(code).toUpperCase()])) }
}

/** The rule that a member, where it is sent, has a code of its table. `place` is what it is a part of: `demographics.`. */
export function codeOfMember<Facts extends object> (member: string, { place = '', value, ...draft }: {
  id: string
  /** Where it is not that of the table. */
  basis?: Basis
  enforcedBecause?: string
  place?: string
  value: (facts: Facts) => string | number | null | undefined
  fits?: (facts: Facts, code: string) => boolean
}): Rule {
  const { basis, codes } = codeTables[member]!
  return codeOf<Facts>({ basis, ...draft, field: `${place}${member}`, codes, value: facts => value(facts) ?? null })
}
