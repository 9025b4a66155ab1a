import type { Rule } from '../core/rule.ts'

/** How often a rule was judged in an operation: it held or it did not, and of the former how often exactly at its limit. */
export interface RuleCount {
  passed: number
  failed: number
  boundary: number
}

/** By operation, then by rule. */
export type RuleCounts = ReadonlyMap<string, ReadonlyMap<string, RuleCount>>

/** By operation, how often each status was answered. */
export type StatusCounts = ReadonlyMap<string, ReadonlyMap<number, number>>

export interface Counts {
  readonly counts: RuleCounts
  readonly statuses: StatusCounts
}

type Note = (rule: Rule, facts: object, holds: boolean) => void

/**
 * What a sandbox's rules have met, and what was answered, since it was last cleared. It is told of requests as the journal is, and
 * survives resets, as a suite resets between its tests. Ids of operations and rules are few, so it does not grow.
 */
export interface Coverage extends Counts {
  /** What counts the rules of an operation as they are judged; to be asked for anew with each request. */
  noteOf (operation: string): Note
  /** Adds what was counted elsewhere: records that a validation judged. */
  add (operation: string, rule: string, counted: Omit<RuleCount, 'boundary'> & Partial<RuleCount>): void
  /** Counts an answer of an operation. */
  answered (operation: string, status: number, times?: number): void
  /** Adds all that another has counted. */
  addAll (others: Counts): void
  clear (): void
}

export function createCoverage (): Coverage {
  const counts = new Map<string, Map<string, RuleCount>>()
  const statuses = new Map<string, Map<number, number>>()

  const notes = new Map<string, Note>()

  const countsOf = (operation: string): Map<string, RuleCount> => given(counts, operation, () => new Map())

  const add: Coverage['add'] = (operation, rule, { passed, failed, boundary = 0 }) => {
    const count = countIn(countsOf(operation), rule)
    count.passed += passed
    count.failed += failed
    count.boundary += boundary
  }

  const answered: Coverage['answered'] = (operation, status, times = 1) => {
    const byStatus = given(statuses, operation, () => new Map())
    byStatus.set(status, (byStatus.get(status) ?? 0) + times)
  }

  return {
    noteOf: (operation) => given(notes, operation, () => noteIn(countsOf(operation))),
    add,
    answered,
    addAll (others) {
      for (const [operation, rules] of others.counts) for (const [rule, count] of rules) add(operation, rule, count)
      for (const [operation, byStatus] of others.statuses) for (const [status, times] of byStatus) answered(operation, status, times)
    },
    counts,
    statuses,
    clear () {
      counts.clear()
      notes.clear()
      statuses.clear()
    }
  }
}

const countIn = (rules: Map<string, RuleCount>, rule: string): RuleCount => given(rules, rule, newCount)

const newCount = (): RuleCount => ({ passed: 0, failed: 0, boundary: 0 })

const noteIn = (rules: Map<string, RuleCount>): Note => (rule, facts, holds) => {
  const count = rules.get(rule.id) ?? countIn(rules, rule.id)
  if (!holds) count.failed++
  else {
    count.passed++
    if (rule.atBoundary !== undefined && isAtBoundary(rule, facts)) count.boundary++
  }
}

/** What a map has by a key, which it is given where it has nothing. */
function given<Key, Value> (map: Map<Key, Value>, key: Key, create: () => Value): Value {
  let value = map.get(key)
  if (value === undefined) map.set(key, value = create())
  return value
}

/** Next to a limit at the end of the calendar there is no day. */
function isAtBoundary (rule: Rule, facts: object): boolean {
  try {
    return rule.atBoundary!(facts)
  } catch {
    return false
  }
}
