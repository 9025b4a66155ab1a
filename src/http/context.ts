import type { CivilDate } from '../core/civil-date.ts'
import type { Clock } from '../core/clock.ts'
import type { Ids } from '../core/ids.ts'
import type { Known, Rule } from '../core/rule.ts'
import type { Database } from '../sandbox/database.ts'
import type { Caller, Entry } from '../sandbox/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Setting } from '../sandbox/settings.ts'
import { enforce, enforceAll, type JudgedAt } from './enforce.ts'

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
  enforce<Facts extends object, Needed extends keyof Facts = never>(rules: readonly Rule[], facts: Facts, ...needed: Needed[]): Known<Facts, Needed>
  /** The same for several sets of facts at once, each about the member `at` of the request. */
  enforceAll (judged: readonly JudgedAt[]): void
  /** What is in force in the sandbox. */
  setting<Value> (setting: Setting<Value>): Value
  /** Notes in the journal whom the request is about, where that is not who makes it. */
  concerns (whom: Caller): void
  /** Tells that names of the request were passed over. */
  ignore (...names: string[]): void
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
  readonly afterwards: Array<(sandbox: Sandbox) => void>
}

export function contextOf ({ sandbox, entry, caller, origin, afterwards }: Arrived): Context {
  return {
    sandbox,
    db: sandbox.db,
    clock: sandbox.clock,
    caller: caller!,
    ids: sandbox.ids,
    today: sandbox.clock.today(),
    now: sandbox.clock.now(),
    enforce: (rules, facts, ...needed) => enforce(sandbox, entry, rules, facts, needed),
    enforceAll: (judged) => enforceAll(sandbox, entry, judged),
    setting: (setting) => sandbox.settings.get(setting),
    concerns: (whom) => { entry.caller = whom },
    ignore: (...names) => { entry.ignored.push(...names) },
    afterwards: (work) => { afterwards.push(work) },
    url: (path) => `${origin}${path}`
  }
}
