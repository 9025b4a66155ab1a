import type { Demo } from '../demos/demo.ts'

/** The place of one trainee: a sandbox, and how far they have come. */
export interface Seat {
  readonly number: number
  readonly code: string
  /** Its id. */
  readonly sandbox: string
  /** Who sits there, if they said so. */
  who: string | null
  /** By the ids of the tasks. */
  readonly tasks: Record<string, TaskState>
  last: LastRequest | null
  lastRefusal: LastRefusal | null
}

export interface TaskState {
  /** Milliseconds since 1970, by the machine's clock. */
  doneAt: number | null
  /** Requests that would change something, made while it was the task at hand. */
  tries: number
  /** How often each rule refused one then; what no rule refused is counted by its status. */
  readonly refusals: Record<string, number>
}

export interface LastRequest {
  readonly at: number
  readonly request: string
  readonly status: number
}

export interface LastRefusal extends LastRequest {
  readonly id: string
  readonly reason: string
  readonly rules: readonly string[]
}

/** What is told of a request as it is answered. */
export interface Answered {
  readonly id: string
  readonly method: string
  readonly url: string
  readonly dryRun: boolean
  readonly status: number
  readonly reason: string | null
  readonly brokenRules: readonly string[]
}

export const newSeat = (number: number, code: string, sandbox: string, tasks: readonly Demo[]): Seat => ({
  ...{ number, code, sandbox },
  who: null,
  tasks: Object.fromEntries(tasks.map(({ id }) => [id, { doneAt: null, tries: 0, refusals: {} }])),
  last: null,
  lastRefusal: null
})

/** The first task that is not done; undefined where all are. */
export const atHand = ({ tasks }: Seat): string | undefined => Object.keys(tasks).find(id => tasks[id]!.doneAt === null)

/** Notes what a seat has asked, and what came of it. */
export function noteAnswer (seat: Seat, { id, method, url, dryRun, status, reason, brokenRules }: Answered, at: number): void {
  const request = `${method} ${url.split('?', 1)[0]!.replace(/^\/sandboxes\/[^/]+/i, '')}`
  seat.last = { at, request, status }
  const task = seat.tasks[atHand(seat) ?? '']
  if (task && !/^(?:GET|HEAD|OPTIONS)$/.test(method) && !dryRun) task.tries++
  if (status < 400) return
  seat.lastRefusal = { at, request, status, id, reason: reason ?? `status ${status}`, rules: brokenRules }
  if (!task) return
  for (const rule of brokenRules.length > 0 ? brokenRules : [`status ${status}`]) task.refusals[rule] = (task.refusals[rule] ?? 0) + 1
}
