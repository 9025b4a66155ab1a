import type { Rule } from '../core/rule.ts'

/** How often a rule was judged in an operation: it held or it did not, and of the former how often exactly at its limit. */
export interface RuleCount {
  passed: number
  failed: number
  boundary: number
}

/** By operation, then by rule. */
export type RuleCounts = ReadonlyMap<string, ReadonlyMap<string, RuleCount>>

/**
 * What a sandbox's rules have met since it was last cleared. It is told of requests as the journal is, and survives resets, as a suite
 * resets between its tests. Ids of operations and rules are few, so it does not grow.
 */
export interface Coverage {
  note (operation: string, rule: Rule, facts: object, holds: boolean): void
  /** Adds what was counted elsewhere: records that a validation judged. */
  add (operation: string, rule: string, counted: Omit<RuleCount, 'boundary'> & Partial<RuleCount>): void
  /** Adds all that another has counted. */
  addAll (others: RuleCounts): void
  readonly counts: RuleCounts
  clear (): void
}

export function createCoverage (): Coverage {
  const counts = new Map<string, Map<string, RuleCount>>()

  function countOf (operation: string, rule: string): RuleCount {
    let rules = counts.get(operation)
    if (!rules) counts.set(operation, rules = new Map())
    let count = rules.get(rule)
    if (!count) rules.set(rule, count = { passed: 0, failed: 0, boundary: 0 })
    return count
  }

  const add: Coverage['add'] = (operation, rule, { passed, failed, boundary = 0 }) => {
    const count = countOf(operation, rule)
    count.passed += passed
    count.failed += failed
    count.boundary += boundary
  }

  return {
    note (operation, rule, facts, holds) {
      const count = countOf(operation, rule.id)
      if (!holds) count.failed++
      else {
        count.passed++
        if (rule.atBoundary !== undefined && isAtBoundary(rule, facts)) count.boundary++
      }
    },
    add,
    addAll (others) {
      for (const [operation, rules] of others) for (const [rule, count] of rules) add(operation, rule, count)
    },
    counts,
    clear: () => counts.clear()
  }
}

/** Next to a limit at the end of the calendar there is no day. */
function isAtBoundary (rule: Rule, facts: object): boolean {
  try {
    return rule.atBoundary!(facts)
  } catch {
    return false
  }
}
