/** What the sandbox's own API answers about demos. */

export interface DemoSummary {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly steps: number
  readonly isOwn: boolean
}

export interface DemoList {
  readonly demos: readonly DemoSummary[]
  readonly problems: ReadonlyArray<{ readonly file: string, readonly line: number, readonly message: string }>
}

export interface DemoRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly keeps?: { readonly name: string, readonly member: string }
  readonly isShown: boolean
  readonly shown?: unknown
}

export interface DemoStep {
  readonly title: string | null
  readonly story: readonly string[]
  readonly question: string | null
  readonly requests: readonly DemoRequest[]
  readonly remark: string | null
  readonly marks: readonly string[]
  readonly isGround: boolean
}

export interface Demo extends Omit<DemoSummary, 'steps'> {
  readonly fixture: string
  readonly clock: string | null
  readonly steps: readonly DemoStep[]
}

/** A record that is not as it was before a step. */
export interface ChangedRecord {
  readonly kind: string
  readonly name: string
  readonly what: 'added' | 'changed' | 'removed'
  readonly members: ReadonlyArray<{ readonly member: string, readonly before?: unknown, readonly after?: unknown }>
}

export interface ChangesSince { readonly total: number, readonly changes: readonly ChangedRecord[] }
