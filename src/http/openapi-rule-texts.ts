import type { Rule } from '../core/rule.ts'
import type { Operation } from './operation.ts'

/** The rules of an operation as a list in Markdown, those that refuse before those that warn. */
export function rulesInWords ({ rules }: Operation): string[] {
  const list = (mode: Rule['mode'], heading: string) => {
    const lines = rules.filter(rule => rule.mode === mode).map(rule => `- ${rule.statement} (\`${rule.id}\`)`)
    return lines.length > 0 ? [`${heading}\n${lines.join('\n')}`] : []
  }
  return [...list('enforce', '**Refused unless**'), ...list('warn', '**Warned of unless**')]
}

export const describeRule = ({ id, statement, field, basis, mode }: Rule) => ({ id, statement, field, mode, 'x-basis': basis })
