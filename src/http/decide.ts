import type { FastifyRequest } from 'fastify'
import { Failure, type FieldErrors } from '../core/errors.ts'
import { judge, message, type Known, type Rule } from '../core/rule.ts'
import type { CivilDate } from '../core/civil-date.ts'
import type { Ids } from '../core/ids.ts'
import { immediately, type Database } from '../sandbox/database.ts'
import type { Entry } from '../sandbox/journal.ts'

/** What an operation works with: the rows of one organisation, on one day. */
export interface World {
  readonly db: Database
  readonly eid: number
  readonly today: CivilDate
  readonly ids: Ids
  /** Judges all rules; throws if one that is enforced is broken; answers the facts, those named by `needed` known. */
  enforce<Facts extends object, Needed extends keyof Facts = never>(rules: readonly Rule[], facts: Facts, ...needed: Needed[]): Known<Facts, Needed>
}

/**
 * Runs an operation's gather, enforce and change in one transaction: a broken rule, or `Sandbox-Dry-Run: 1`,
 * leaves nothing behind.
 */
export function decide<Result> (request: FastifyRequest, work: (world: World) => Result): Result {
  const { sandbox: { db, clock, ids }, entry } = request
  const given = ids.count()
  const world: World = {
    db,
    eid: entry.eid!,
    today: clock.today(),
    ids,
    enforce: (rules, facts, ...needed) => enforce(entry, rules, facts, needed)
  }
  const result = immediately(db, () => work(world), !entry.dryRun)
  if (entry.dryRun) ids.rewind(given)
  return result
}

/** See World.enforce. The verdicts go into the journal's entry. */
export function enforce<Facts extends object, Needed extends keyof Facts> (entry: Entry, rules: readonly Rule[], facts: Facts, needed: readonly Needed[] = []): Known<Facts, Needed> {
  const verdicts = judge(rules, facts)
  entry.judgements.push({ rules, facts, verdicts })
  const broken = rules.filter((rule, i) => verdicts[i] === 'broken' && rule.mode === 'enforce')
  if (broken.length > 0) throw refusal(broken, facts)
  for (const name of needed) {
    if (facts[name] == null) throw new Error(`No enforced rule makes sure of "${String(name)}"`)
  }
  return facts as Known<Facts, Needed>
}

function refusal (broken: readonly Rule[], facts: object): Failure {
  const errors: FieldErrors = {}
  for (const rule of broken) (errors[rule.field] ??= []).push(message(rule, facts))
  const kind = broken.some(rule => rule.failure === 'unauthenticated')
    ? 'unauthenticated'
    : broken.every(rule => rule.failure === 'missing') ? 'missing' : 'unacceptable'
  return new Failure(kind, Object.values(errors).flat().join(' '), { errors, code: broken[0]!.code })
}
