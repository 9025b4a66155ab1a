/** One of the two. */
export interface Basis {
  documented?: string
  inferred?: string
}

export type RuleMode = 'enforce' | 'warn' | 'off'

export interface Rule {
  id: string
  statement: string
  field: string
  code: string | null
  basis: Basis
  mode: RuleMode
  operations: string[]
  readings: string[]
  [besides: string]: unknown
}

interface RequestShown {
  method: string
  path: string
  headers: Record<string, string>
  body?: unknown
}

/** Requests that come first, one that the rule accepts, and one that breaks it alone. */
export interface RuleExample {
  given: RequestShown[]
  accepted: RequestShown
  broken: RequestShown
}

export interface Reading {
  service: string
  id: string
  sentence: string
  /** What each does. */
  choices: Record<string, string>
  usual: string
  inForce: string
  [besides: string]: unknown
}

export interface Coverage {
  /** How many rules, of which some may have refused and warned. */
  summary: {
    rules: number, failed: number, refused: number, warned: number, found: number, neverFailed: number, neverMet: number, percent: number
  }
  /** `failed` is what refused, warned and was found by a validation together. */
  rules: Array<{
    id: string
    passed: number
    failed: number
    refused: number
    warned: number
    found: number
    boundary?: number
    [besides: string]: unknown
  }>
  operations: unknown[]
}
