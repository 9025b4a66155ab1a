import { isDocumented, ours, type Basis } from '../core/basis.ts'
import type { Rule } from '../core/rule.ts'

/** Rules as a list in Markdown, those that refuse before those that warn. */
export function rulesInWords (rules: readonly Rule[]): string[] {
  const list = (mode: Rule['mode'], heading: string) => {
    const lines = rules.filter(rule => rule.mode === mode).map(rule => `- ${rule.statement} (\`${rule.id}\`, ${whereFrom(rule.basis)})`)
    return lines.length > 0 ? [`${heading}\n${lines.join('\n')}`] : []
  }
  return [...list('enforce', '**Refused unless**'), ...list('warn', '**Warned of unless**')]
}

function whereFrom (basis: Basis): string {
  if (isDocumented(basis)) return `[documented](${(basis as { documented: string }).documented})`
  return basis === ours ? 'the sandbox\'s own' : 'inferred'
}

export const describeRule = ({ id, statement, field, basis, mode }: Rule) => ({ id, statement, field, mode, 'x-basis': basis })
