import type { Rule } from '../core/rule.ts'

/**
 * How often a rule was judged in an operation, and what became of it where it did not hold: that is counted as it happens, as a rule may
 * refuse now and only warn later.
 */
export interface RuleCount {
  passed: number
  /** Of those that passed, how many exactly at its limit. */
  boundary: number
  refused: number
  warned: number
  /** In how many records a validation found it broken, which refuses no request. */
  found: number
}

/** How often it did not hold, whatever became of it. */
export const failedOf = ({ refused, warned, found }: RuleCount): number => refused + warned + found

/** By operation, then by rule. */
export type RuleCounts = ReadonlyMap<string, ReadonlyMap<string, RuleCount>>

/** By operation, how often each status was answered. */
export type StatusCounts = ReadonlyMap<string, ReadonlyMap<number, number>>

export interface Counts {
  readonly counts: RuleCounts
  readonly statuses: StatusCounts
}

/** What counts the rules of one operation. */
export interface Counter {
  /** Of a rule that was judged. What does not hold is counted once it is known what becomes of it. */
  readonly judged: (rule: Rule, facts: object, holds: boolean) => void
  readonly broken: (rule: Rule, refuses: boolean) => void
  /** Of a rule that refuses after all: one that had only warned, or was not judged. */
  readonly refusesAfterAll: (rule: Rule, hadWarned: boolean) => void
}

/**
 * What a sandbox's rules have met, and what was answered, since it was last cleared. It is told of requests as the journal is, and
 * survives resets, as a suite resets between its tests. Ids of operations and rules are few, so it does not grow.
 */
export interface Coverage extends Counts {
  /** What counts the rules of an operation as they are judged; to be asked for anew with each request. */
  counterOf (operation: string): Counter
  /** Adds what was counted elsewhere: records that a validation judged. */
  add (operation: string, rule: string, counted: Partial<RuleCount>): void
  /** Counts an answer of an operation. */
  answered (operation: string, status: number, times?: number): void
  /** Adds all that another has counted. */
  addAll (others: Counts): void
  clear (): void
}

export function createCoverage (): Coverage {
  const counts = new Map<string, Map<string, RuleCount>>()
  const statuses = new Map<string, Map<number, number>>()

  const counters = new Map<string, Counter>()

  const countsOf = (operation: string): Map<string, RuleCount> => given(counts, operation, () => new Map())

  const add: Coverage['add'] = (operation, rule, { passed = 0, boundary = 0, refused = 0, warned = 0, found = 0 }) => {
    const count = countIn(countsOf(operation), rule)
    count.passed += passed
    count.boundary += boundary
    count.refused += refused
    count.warned += warned
    count.found += found
  }

  const answered: Coverage['answered'] = (operation, status, times = 1) => {
    const byStatus = given(statuses, operation, () => new Map())
    byStatus.set(status, (byStatus.get(status) ?? 0) + times)
  }

  return {
    counterOf: (operation) => given(counters, operation, () => counterIn(countsOf(operation))),
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
      counters.clear()
      statuses.clear()
    }
  }
}

const countIn = (rules: Map<string, RuleCount>, rule: string): RuleCount => given(rules, rule, newCount)

export const newCount = (): RuleCount => ({ passed: 0, boundary: 0, refused: 0, warned: 0, found: 0 })

const counterIn = (rules: Map<string, RuleCount>): Counter => ({
  judged (rule, facts, holds) {
    if (!holds) return
    const count = rules.get(rule.id) ?? countIn(rules, rule.id)
    count.passed++
    if (rule.atBoundary !== undefined && isAtBoundary(rule, facts)) count.boundary++
  },
  broken ({ id }, refuses) {
    const count = countIn(rules, id)
    if (refuses) count.refused++
    else count.warned++
  },
  refusesAfterAll ({ id }, hadWarned) {
    const count = countIn(rules, id)
    count.refused++
    if (hadWarned) count.warned--
  }
})

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
