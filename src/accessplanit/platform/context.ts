import type { Ids } from '../../core/ids.ts'
import type { Known, Rule } from '../../core/rule.ts'
import type { Database } from '../../sandbox/database.ts'

/** What happens to a record, as webhooks call it. */
export type ChangeEvent = 'Create' | 'Update' | 'Delete'

/** What the platform works with, whichever version asks. */
export interface PlatformContext {
  readonly db: Database
  /** Milliseconds since 1970. */
  readonly now: number
  readonly ids: Ids
  /** Judges all rules; throws if one that is enforced is broken; answers the facts, those named by `needed` known. */
  enforce<Facts extends object, Needed extends keyof Facts = never>(
    rules: readonly Rule[], facts: Facts, ...needed: Needed[]
  ): Known<Facts, Needed>
  /** Tells of what happens to a record, as part of the change; `kind` is its table. What is to be deleted is still there. */
  changed (kind: string, id: string, event: ChangeEvent): void
}
