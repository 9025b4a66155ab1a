import type { Drift } from '../contract/drift.ts'
import { escapeMarkup } from './markup.ts'

/** What differs, as JUnit's XML: a suite for each operation, and in it a failed test for each difference. */
export function driftAsJunit (title: string, drift: readonly Drift[]): string {
  const operations = [...new Set(drift.map(({ operation }) => operation))]
  const suites = operations.map(name => suiteOf(name, drift.filter(({ operation }) => operation === name)))
  const name = escapeMarkup(`drift of ${title}`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${name}">\n${suites.join('')}</testsuites>\n`
}

const suiteOf = (name: string, drift: readonly Drift[]): string =>
  `  <testsuite name="${escapeMarkup(name)}" tests="${drift.length}" failures="${drift.length}">
${drift.map(it => caseOf(name, it)).join('')}  </testsuite>\n`

const caseOf = (suite: string, { place, kind, ours, official, basis }: Drift): string =>
  `    <testcase classname="${escapeMarkup(suite)}" name="${escapeMarkup(`${place} ${kind}`)}">` +
  `<failure message="${escapeMarkup(`${basis}: ${valueText(ours)} is ${valueText(official)}`)}"/></testcase>\n`

/** A value of a difference, for people. */
export const valueText = (value: unknown): string =>
  value === undefined ? 'nothing' : Array.isArray(value) ? value.join(', ') : String(value)
