import { readFileSync } from 'node:fs'
import { inferred, type Basis } from '../../core/basis.ts'
import { shipped } from '../../core/shipped.ts'
import type { Compared, Rule, ruleOver } from '../../core/rule.ts'
import { workBasedPage } from '../sources.ts'

/** The codes that a member may have, each with its meaning. */
export interface CodeTable {
  readonly member: string
  readonly basis: Basis
  readonly codes: Readonly<Record<string, string>>
}

type Written = Record<string, { documented?: string, inferred?: string, codes: Record<string, string> }>

const file = shipped('fixtures/reference/work-based.json')

/** Every code table of the work-based API, by the member that it is for. */
export const codeTables: Readonly<Record<string, CodeTable>> = Object.fromEntries(
  Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Written).map(([member, table]) => [member, {
    member,
    basis: table.documented === undefined ? inferred(table.inferred!) : workBasedPage(table.documented),
    codes: table.codes
  }]))

/** The rule that a member, where it is given, has a code of its table. */
export function codeRule<Facts extends object> (rule: ReturnType<typeof ruleOver<Facts>>, { id, member, field = member, code }: {
  id: string
  member: string
  field?: string
  code: (facts: Facts) => string | number | undefined
}): Rule {
  const { basis, codes } = codeTables[member]!
  return rule({
    id,
    statement: `${member} is a code of its table`,
    field,
    basis,
    holds: (facts) => code(facts) === undefined || Object.hasOwn(codes, String(code(facts))),
    compares: (facts): Compared => ({ [field]: code(facts), allowed: Object.keys(codes) }),
    wouldPass: () => Object.entries(codes).map(([code, meaning]) => `${code} (${meaning})`).join(', ')
  })
}
