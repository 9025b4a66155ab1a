import type { Ids } from '../../core/ids.ts'
import type { Ask } from '../../core/reading.ts'
import type { Known, Rule } from '../../core/rule.ts'
import type { Database } from '../../sandbox/database.ts'
import type { Remark } from '../../sandbox/journal.ts'
import type { Settings } from '../../sandbox/settings.ts'

/** What happens to a record of a table, as webhooks call it. */
export interface Change {
  readonly table: string
  readonly id: string
  readonly event: 'Create' | 'Update' | 'Delete'
}

/** What the platform works with, whichever version asks. */
export interface PlatformContext {
  /** The user who makes the request. */
  readonly caller: { readonly id: string }
  readonly sandbox: { readonly settings: Settings, readonly mark: string | undefined }
  readonly db: Database
  /** Milliseconds since 1970. */
  readonly now: number
  readonly ids: Ids
  /** Where names go that the request has and that are passed over. */
  readonly ignored: string[]
  /** Where what is told of goes that no rule is about. */
  readonly remarks: Remark[]
  /** How the sandbox understands a sentence. */
  readonly reading: Ask
  /** Judges all rules; throws if one that is enforced is broken; answers the facts, those named by `needed` known. */
  enforce<Facts extends object, Needed extends keyof Facts = never>(
    rules: readonly Rule[], facts: Facts, ...needed: Needed[]
  ): Known<Facts, Needed>
  /** Does work in turns of the server, with nothing else happening in the sandbox until it is done. */
  alone<Result> (work: Generator<void, Result>): Promise<Result>
  /** Tells of what happens to a record, as part of the change. What is to be deleted is still there. */
  changed (change: Change): void
}
