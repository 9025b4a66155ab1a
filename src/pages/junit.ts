import type { CoverageReport, CoveredOperation, CoveredRule } from '../admin/coverage-report.ts'
import { escapeMarkup } from './markup.ts'

/**
 * The coverage as JUnit's XML: a suite for each operation, and in it a test for each rule, failed if nothing broke the rule. What became of
 * it where it was broken is its output.
 */
export function coverageAsJunit ({ operations }: CoverageReport): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="rule coverage">\n${operations.map(suiteOf).join('')}</testsuites>\n`
}

const wasMet = ({ passed, failed }: CoveredRule): boolean => passed + failed > 0

function suiteOf ({ service, operation, rules }: CoveredOperation): string {
  const missed = rules.filter(rule => wasMet(rule) && rule.failed === 0).length
  const skipped = rules.filter(rule => !wasMet(rule)).length
  return `  <testsuite name="${service}.${operation}" tests="${rules.length}" failures="${missed}" skipped="${skipped}">
${rules.map(rule => caseOf(`${service}.${operation}`, rule)).join('')}  </testsuite>\n`
}

function caseOf (suite: string, rule: CoveredRule): string {
  const { id, statement, passed, refused, warned, found } = rule
  const outcome = rule.failed > 0
    ? `<system-out>Passed ${passed}, refused ${refused}, warned ${warned}, found ${found}</system-out>`
    : wasMet(rule)
      ? `<failure message="${escapeMarkup(`Passed ${passed} times, and nothing broke it: ${statement}`)}"/>`
      : '<skipped message="Never judged"/>'
  return `    <testcase classname="${suite}" name="${escapeMarkup(id)}">${outcome}</testcase>\n`
}
