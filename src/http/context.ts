import type { CivilDate } from '../core/civil-date.ts'
import type { Clock } from '../core/clock.ts'
import type { Ids } from '../core/ids.ts'
import type { Ask } from '../core/reading.ts'
import type { Known, Rule } from '../core/rule.ts'
import { aloneUnlessClosed } from '../sandbox/alone.ts'
import type { Database } from '../sandbox/database.ts'
import type { Caller, Entry, Remark } from '../sandbox/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { askOf } from '../sandbox/readings.ts'
import type { Setting } from '../sandbox/settings.ts'
import { enforce, enforceAll, type JudgedAt } from './enforce.ts'

/** What happened to a record of a table. */
export interface Change {
  readonly table: string
  readonly id: string
  readonly event: 'Create' | 'Update' | 'Delete'
}

/** What an operation works with: one sandbox, at one moment, for one caller. */
export interface Context<Whose extends Caller = Caller> {
  readonly sandbox: Sandbox
  readonly db: Database
  readonly clock: Clock
  readonly caller: Whose
  readonly ids: Ids
  readonly today: CivilDate
  /** Milliseconds since 1970. */
  readonly now: number
  /** Judges all rules; throws if one that is enforced is broken; answers the facts, those named by `needed` known. */
  enforce<Facts extends object, Needed extends keyof Facts = never>(
    rules: readonly Rule[], facts: Facts, ...needed: Needed[]
  ): Known<Facts, Needed>
  /** The same, with what is read for proposals once a rule is broken. */
  enforceProposing<Facts extends object, Needed extends keyof Facts = never>(
    rules: readonly Rule[], facts: Facts, forProposals: () => Partial<Facts>, ...needed: Needed[]
  ): Known<Facts, Needed>
  /** The same for several sets of facts at once, each about the member `at` of the request. */
  enforceAll (judged: readonly JudgedAt[]): void
  /** What is in force in the sandbox. */
  setting<Value> (setting: Setting<Value>): Value
  /** How the sandbox understands a sentence; an explanation names it. */
  readonly reading: Ask
  /** Does work in turns, with nothing else happening in the sandbox until it is done or nobody waits for it; for what only reads. */
  alone<Result> (work: Generator<void, Result>): Promise<Result>
  /** Notes in the journal whom the request is about, where that is not who makes it. */
  concerns (whom: Caller): void
  /** Where names go that the request has and that are passed over. */
  readonly ignored: string[]
  /** Where what is told of goes that no rule is about. */
  readonly remarks: Remark[]
  /** Tells the services that want to hear of it, as part of the change. What is to be deleted is still there. */
  changed (change: Change): void
  /** Has something done once the change is kept and answered; not if nothing is kept. */
  afterwards (work: (sandbox: Sandbox) => void): void
  /** The address of a path of this sandbox, as the caller reaches it. */
  url (path: string): string
}

/** What a request brings along, for its context. */
export interface Arrived {
  readonly sandbox: Sandbox
  readonly entry: Entry
  readonly caller: Caller | undefined
  readonly origin: string
  /** Where a path is to be asked for, if that is another than its own. */
  readonly linkTo?: ((path: string) => string) | undefined
  readonly afterwards: Array<(sandbox: Sandbox) => void>
  /** Throws Failure where nobody waits for it any more. */
  readonly goOn: () => void
  readonly hearers: ReadonlyArray<(context: Context, change: Change) => void>
}

/** The same, with what was asked and answered noted in the journal's entry, if there is one. */
export const noting = (entry: Entry | undefined, ask: Ask): Ask => (reading) => {
  const choice = ask(reading)
  if (entry) (entry.readings ??= new Map()).set(reading, choice)
  return choice
}

export function contextOf ({ sandbox, entry, caller, origin, linkTo, afterwards, hearers, goOn }: Arrived): Context {
  const context: Context = {
    sandbox,
    db: sandbox.db,
    clock: sandbox.clock,
    caller: caller!,
    ids: sandbox.ids,
    today: sandbox.clock.today(),
    now: sandbox.clock.now(),
    enforce: (rules, facts, ...needed) => enforce(sandbox, entry, rules, facts, needed),
    enforceProposing: (rules, facts, forProposals, ...needed) => enforce(sandbox, entry, rules, facts, needed, forProposals),
    enforceAll: (judged) => enforceAll(sandbox, entry, judged),
    setting: (setting) => sandbox.settings.get(setting),
    reading: noting(entry, askOf(sandbox.settings)),
    alone: (work) => aloneUnlessClosed(sandbox, work, goOn),
    concerns: (whom) => { entry.caller = whom },
    ignored: entry?.ignored ?? [],
    remarks: entry?.remarks ?? [],
    changed: (change) => { for (const hear of hearers) hear(context, change) },
    afterwards: (work) => { afterwards.push(work) },
    url: (path) => `${origin}${linkTo?.(path) ?? path}`
  }
  return context
}
