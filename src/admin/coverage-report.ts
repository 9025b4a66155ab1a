import type { Speech } from '../contract/edge/speech.ts'
import type { Mode } from '../core/rule.ts'
import { withBraces } from '../http/not-found.ts'
import type { Service } from '../http/service.ts'
import { failedOf, newCount, type Counts, type RuleCount, type RuleCounts } from '../sandbox/coverage.ts'
import { describeRules, listAll } from './catalogue.ts'

/** What a rule has met: in one operation, or in all. */
export interface CoveredRule extends Omit<RuleCount, 'boundary'> {
  readonly id: string
  readonly statement: string
  /** As it usually is: a sandbox may have been told another. */
  readonly mode: Mode | 'off'
  /** How often it was broken, whatever became of it. */
  readonly failed: number
  /** How often it held exactly at its limit; null for a rule that has none, or of which it is not counted. */
  readonly boundary: number | null
}

/** The rules of an operation, and what it answered. */
export interface CoveredOperation {
  readonly service: string
  readonly operation: string
  readonly summary: string
  readonly method: string
  /** As it is served, with parameters in braces. */
  readonly path: string
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>
  readonly rules: readonly CoveredRule[]
}

export interface Summary {
  readonly rules: number
  /** Rules that were broken at least once. */
  readonly failed: number
  /** Of those, rules that refused at least once, that warned, and that a validation found broken: a rule may have done more than one. */
  readonly refused: number
  readonly warned: number
  readonly found: number
  readonly neverFailed: number
  /** Of those, rules that were not even judged. */
  readonly neverMet: number
  /** Rules that were broken at least once, of a hundred; to one place. */
  readonly percent: number
}

/** What a run has met of the rules. */
export interface CoverageReport {
  readonly sandboxes: readonly string[]
  readonly summary: Summary
  readonly rules: readonly CoveredRule[]
  readonly operations: readonly CoveredOperation[]
}

/**
 * Of the services that are asked for, over the counts of some sandboxes, by their ids. Of an operation that a contract leaves out nothing
 * is said, unless it was called all the same.
 */
export function reportOn (services: readonly Service[], counted: ReadonlyMap<string, Counts>, speech?: Speech): CoverageReport {
  const withBoundary = boundaryRules(services)
  const sums = sumOf([...counted.values()])
  const isAsked = ({ service, operationId }: { service: string, operationId: string }) =>
    !speech?.isLeftOut(service, operationId) || sums.has(operationId)
  const operations = listAll(services).filter(isAsked)
  const ids = new Set(operations.map(({ operationId }) => operationId))
  const described = spokenRules(services, speech)
    .map(rule => ({ ...rule, operations: rule.operations.filter(id => ids.has(id)) })).filter(rule => rule.operations.length > 0)
  const sum = (operation: string, rule: string): RuleCount => sums.get(operation)?.get(rule) ?? newCount()
  const toRule = ({ id, statement, mode }: typeof described[number], count: RuleCount): CoveredRule =>
    ({ id, statement, mode, ...count, failed: failedOf(count), boundary: withBoundary.has(id) ? count.boundary : null })
  const rules = described.map(rule => toRule(rule, add(rule.operations.map(operation => sum(operation, rule.id)))))
  return {
    sandboxes: [...counted.keys()],
    summary: summaryOf(rules),
    rules,
    operations: operations.map(({ service, operationId, summary, method, path }) => ({
      service,
      ...calledBy(speech, { operationId, summary, method, path: withBraces(path) }),
      statuses: statusesOf(operationId, [...counted.values()]),
      rules: described.filter(it => it.operations.includes(operationId)).map(rule => toRule(rule, sum(operationId, rule.id)))
    })).filter(it => it.rules.length > 0)
  }
}

/** The rules as they are spoken of, each with our own ids of its operations. */
function spokenRules (services: readonly Service[], speech: Speech | undefined) {
  const ours = describeRules(services)
  const spoken = speech?.isOfficial ? new Map(describeRules(services, undefined, speech).map(it => [it.id, it.statement])) : undefined
  return spoken ? ours.map(rule => ({ ...rule, statement: spoken.get(rule.id) ?? rule.statement })) : ours
}

function calledBy (speech: Speech | undefined, ours: { operationId: string, summary: string, method: string, path: string }) {
  const { operationId: operation, summary, method, path } = speech?.operation(ours.operationId) ?? ours
  return { operation, summary, method, path }
}

function statusesOf (operation: string, counted: readonly Counts[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const { statuses } of counted) {
    for (const [status, times] of statuses.get(operation) ?? []) sum[status] = (sum[status] ?? 0) + times
  }
  return sum
}

/** What was counted of each rule in all of them. Most sandboxes have met few of the rules. */
function sumOf (all: readonly Counts[]): RuleCounts {
  const found = new Map<string, Map<string, RuleCount[]>>()
  for (const [operation, rules] of all.flatMap(({ counts }) => [...counts])) {
    const ofOperation = found.get(operation) ?? new Map<string, RuleCount[]>()
    found.set(operation, ofOperation)
    for (const [rule, count] of rules) {
      const ofRule = ofOperation.get(rule)
      if (ofRule) ofRule.push(count)
      else ofOperation.set(rule, [count])
    }
  }
  return new Map([...found].map(([operation, rules]) => [operation, new Map([...rules].map(([rule, counts]) => [rule, add(counts)]))]))
}

function add (counts: readonly RuleCount[]): RuleCount {
  const sum = newCount()
  for (const { passed, boundary, refused, warned, found } of counts) {
    sum.passed += passed
    sum.boundary += boundary
    sum.refused += refused
    sum.warned += warned
    sum.found += found
  }
  return sum
}

/** Ids of the rules that have a limit. */
const boundaryRules = (services: readonly Service[]): ReadonlySet<string> => new Set([
  ...services.flatMap(service => service.rules), ...listAll(services).flatMap(({ rules }) => rules)
].filter(({ atBoundary }) => atBoundary !== undefined).map(({ id }) => id))

export function summaryOf (rules: readonly CoveredRule[]): Summary {
  const having = (count: 'failed' | 'refused' | 'warned' | 'found') => rules.filter(rule => rule[count] > 0).length
  const failed = having('failed')
  return {
    rules: rules.length,
    failed,
    refused: having('refused'),
    warned: having('warned'),
    found: having('found'),
    neverFailed: rules.length - failed,
    neverMet: rules.filter(rule => rule.failed + rule.passed === 0).length,
    percent: rules.length === 0 ? 100 : Math.round(failed / rules.length * 1000) / 10
  }
}
