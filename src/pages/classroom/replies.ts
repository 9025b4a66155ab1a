import type { DemoStep } from '../demos/replies.ts'

/** What the sandbox's own API answers about classes. */

export interface TaskList {
  readonly tasks: ReadonlyArray<{ readonly id: string, readonly title: string, readonly about: string, readonly isOwn: boolean }>
  readonly problems: ReadonlyArray<{ readonly file: string, readonly line: number, readonly message: string }>
}

export interface ClassSummary {
  readonly id: string
  readonly name: string
  readonly openedAt: string
  readonly fixture: string
  readonly seats: number
}

export interface TaskState {
  readonly id: string
  readonly doneAt: string | null
  readonly tries: number
  readonly refusals: Readonly<Record<string, number>>
}

export interface LastRequest { readonly at: string, readonly request: string, readonly status: number }

export interface Seat {
  readonly number: number
  readonly code: string
  readonly sandbox: string
  readonly who: string | null
  readonly atHand: string | null
  readonly tasks: readonly TaskState[]
  readonly last: LastRequest | null
  readonly lastRefusal: LastRequest & { readonly id: string, readonly reason: string, readonly rules: readonly string[] } | null
  readonly today: string | null
  readonly faults: readonly string[]
  readonly isThere: boolean
}

export interface Class extends Omit<ClassSummary, 'seats'> {
  readonly tasks: ReadonlyArray<{ readonly id: string, readonly title: string }>
  readonly seats: readonly Seat[]
}

export interface OwnSeat {
  readonly class: string
  readonly number: number
  readonly who: string | null
  readonly sandbox: string
  readonly atHand: string | null
  readonly tasks: ReadonlyArray<TaskState & { readonly title: string, readonly about: string, readonly steps: readonly DemoStep[] }>
}
