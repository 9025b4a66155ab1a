/** What the sandbox's own API answers, as far as evidence is made of it. */

export interface AskedApi {
  readonly name: string
  readonly title: string
}

export interface AskedOperation {
  readonly service: string
  readonly operationId: string
  readonly summary: string
  readonly method: string
  readonly path: string
  readonly rules: readonly string[]
}

export interface AskedRule {
  readonly id: string
  readonly statement: string
  readonly basis: { readonly documented?: string, readonly inferred?: string }
  readonly mode: string
  readonly usualMode: string
  readonly operations: readonly string[]
}

export interface AskedReading {
  readonly service: string
  readonly id: string
  readonly sentence: string
  readonly choices: Readonly<Record<string, string>>
  readonly usual: string
  readonly inForce: string
}

export interface AskedCounts {
  readonly passed: number
  readonly refused: number
  readonly warned: number
  readonly found: number
  readonly boundary: number | null
}

export interface AskedCoverage {
  readonly rules: ReadonlyArray<AskedCounts & { readonly id: string }>
  readonly operations: ReadonlyArray<{ readonly operation: string, readonly statuses: Record<string, number> }>
}

/** An official document by which a service goes. */
export interface AskedDrift {
  readonly service: string
  readonly title: string
  readonly version: string
  readonly hash: string
}
