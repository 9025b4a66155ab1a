import type { RequestCounts } from '../http/request-counts.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'

/** What of the server is told to those who ask one of its sandboxes. */
export interface Server {
  readonly sandboxes: Pick<Sandboxes, 'places'>
  readonly counts: RequestCounts
}
