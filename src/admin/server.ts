import type { Classroom } from '../classroom/classroom.ts'
import type { LoopDelay } from '../http/loop-delay.ts'
import type { RequestCounts } from '../http/request-counts.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import type { Worlds } from './worlds.ts'

/** What of the server is told to those who ask one of its sandboxes. */
export interface Server {
  readonly sandboxes: Sandboxes
  readonly counts: RequestCounts
  readonly loopDelay: LoopDelay
  /** The folder of demos of a trainer's own. */
  readonly demos: string | undefined
  readonly classroom: Classroom
  readonly readSettings: Worlds['readSettings']
}
