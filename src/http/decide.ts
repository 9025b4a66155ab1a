import type { FastifyRequest } from 'fastify'
import { Failure, type FieldErrors } from '../core/errors.ts'
import { brokenBy, message, type Known, type Rule } from '../core/rule.ts'
import type { CivilDate } from '../core/civil-date.ts'
import type { Ids } from '../core/ids.ts'
import type { Database } from '../sandbox/database.ts'
import type { Entry } from '../sandbox/journal.ts'

/** What an operation works with: the rows of one organisation, on one day. */
export interface World {
  readonly db: Database
  readonly eid: number
  readonly today: CivilDate
  /** Milliseconds since 1970. */
  readonly now: number
  readonly ids: Ids
  /** Judges all rules; throws if one that is enforced is broken; answers the facts, those named by `needed` known. */
  enforce<Facts extends object, Needed extends keyof Facts = never>(rules: readonly Rule[], facts: Facts, ...needed: Needed[]): Known<Facts, Needed>
  /** The same for several sets of facts at once, each about the member `at` of the request. */
  enforceAll(judged: ReadonlyArray<{ at: string, rules: readonly Rule[], facts: object }>): void
}

/**
 * Runs an operation's gather, enforce and change in one transaction: a broken rule, or `Sandbox-Dry-Run: 1`,
 * leaves nothing behind. A GET has to say so if it `writes`.
 */
export function decide<Result> (request: FastifyRequest, work: (world: World) => Result, { writes = request.method !== 'GET' } = {}): Result {
  const { sandbox: { store, db, clock, ids }, entry } = request
  const world: World = {
    db,
    eid: entry.eid!,
    today: clock.today(),
    now: clock.now(),
    ids,
    enforce: (rules, facts, ...needed) => enforce(entry, rules, facts, needed),
    enforceAll: (judged) => enforceAll(entry, judged)
  }
  // Nothing can come between the queries of one turn, so what only reads takes no lock.
  if (!writes) return work(world)
  return store.transact(() => work(world), !entry.dryRun)
}

/** See World.enforce. The verdicts go into the journal's entry. */
export function enforce<Facts extends object, Needed extends keyof Facts> (entry: Entry, rules: readonly Rule[], facts: Facts, needed: readonly Needed[] = []): Known<Facts, Needed> {
  enforceAll(entry, [{ at: '', rules, facts }])
  for (const name of needed) {
    if (facts[name] == null) throw new Error(`No enforced rule makes sure of "${String(name)}"`)
  }
  return facts as Known<Facts, Needed>
}

function enforceAll (entry: Entry, judged: ReadonlyArray<{ at: string, rules: readonly Rule[], facts: object }>): void {
  const broken: Broken[] = []
  for (const { at, rules, facts } of judged) {
    const found = brokenBy(facts, rules)
    const judgement = { rules, facts, broken: found, refusing: found.filter(rule => rule.mode === 'enforce') }
    entry.judgements.push(judgement)
    for (const rule of judgement.broken) {
      if (rule.mode === 'enforce') broken.push({ rule, facts, field: at === '' ? rule.field : `${at}.${rule.field}` })
    }
  }
  if (broken.length > 0) throw refusal(broken)
}

interface Broken { rule: Rule, facts: object, field: string }

function refusal (broken: readonly Broken[]): Failure {
  const errors: FieldErrors = {}
  for (const { rule, facts, field } of broken) (errors[field] ??= []).push(message(rule, facts))
  const kinds = broken.map(({ rule }) => rule.failure)
  const kind = kinds.includes('unauthenticated') ? 'unauthenticated' : kinds.every(it => it === 'missing') ? 'missing' : 'unacceptable'
  return new Failure(kind, Object.values(errors).flat().join(' '), { errors, code: broken[0]!.rule.code })
}
