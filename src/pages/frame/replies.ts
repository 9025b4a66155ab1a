/** What the sandbox's own API answers, as far as the pages look at it. */

export interface Clock { readonly mode: 'real' | 'frozen' | 'offset', readonly now: string, readonly today: string }

export interface Index { readonly version: string, readonly sandbox: string, readonly fixture: string, readonly clock: Clock }

export interface Fired { readonly on: string, readonly event: string, readonly [concerned: string]: unknown }

export interface Moment { readonly name: string, readonly at: string, readonly day: string, readonly event: string, readonly does: string }

export interface Credential { readonly kind: string, readonly value: string, readonly whose: string }

export interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface FirstCall { readonly shows: string, readonly isRefused: boolean, readonly request: Sent }

export interface HowKnown { readonly documented: number, readonly inferred: number }

export interface Api {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly path: string
  readonly operations: HowKnown
  readonly rules: HowKnown
  readonly credentials: readonly Credential[]
  readonly firstCalls: readonly FirstCall[]
}

export interface Apis {
  readonly operations: HowKnown
  readonly rules: HowKnown & { readonly refusing: number, readonly warning: number }
  readonly readings: number
  readonly apis: readonly Api[]
}

/** What is told of a request as it is answered. */
export interface Answered {
  readonly id: string
  readonly at: string
  readonly service: string | null
  readonly operation: string | null
  readonly method: string
  readonly url: string
  readonly dryRun: boolean
  readonly calledBy: string | null
  readonly status: number
  readonly reason: string | null
  readonly brokenRules: readonly string[]
  readonly warnings: readonly string[]
}

export interface Entry extends Omit<Answered, 'calledBy' | 'reason'> {
  readonly caller: { readonly id: string, readonly label: string } | null
  readonly request: { readonly headers: Readonly<Record<string, unknown>>, readonly body: unknown }
  readonly response: { readonly body: unknown }
  readonly curl: string
}

export interface Basis { readonly documented?: string, readonly inferred?: string }

export type Scalar = string | number | boolean | null

export interface Passing { readonly from?: Scalar, readonly to?: Scalar, readonly except?: readonly Scalar[] }

export interface Verdict {
  readonly rule: string
  readonly verdict: 'broken' | 'holds' | 'not judged'
  readonly mode: 'enforce' | 'warn'
  readonly code?: string
  readonly statement: string
  readonly field: string
  readonly basis: Basis
  readonly compared?: Readonly<Record<string, Scalar | readonly string[]>>
  readonly message?: string
  readonly wouldPass?: string
  readonly passing?: Passing
  readonly proposal?: string | number
  readonly nearest?: readonly string[]
  readonly unknown?: readonly string[]
}

export interface Explanation {
  readonly id: string
  readonly request: string
  readonly sandbox: string
  readonly at: string
  readonly operation: { readonly operationId: string, readonly summary: string, readonly basis: Basis } | null
  readonly status: number
  readonly outcome: 'accepted' | 'refused' | 'not answered'
  readonly fault?: { readonly id: string, readonly effect: object }
  readonly reason: {
    readonly title: string
    readonly detail: string
    readonly errors?: Readonly<Record<string, readonly string[]>>
    readonly source: Basis | null
  } | null
  readonly refusedBy: readonly Verdict[]
  readonly warnedBy: readonly Verdict[]
  readonly ignoredMembers: readonly string[]
  readonly nearestMembers?: ReadonlyArray<{ readonly member: string, readonly message: string }>
  readonly remarks?: ReadonlyArray<{ readonly kind: string, readonly member: string, readonly message: string }>
  readonly unknownHeaders?: readonly string[]
  readonly readings?: ReadonlyArray<{ readonly id: string, readonly sentence: string, readonly choice: string, readonly means: string }>
  readonly held: readonly Verdict[]
  readonly notJudged: readonly Verdict[]
}

export interface SandboxDescription { readonly id: string, readonly credentials: ReadonlyArray<Credential & { readonly service: string }> }
