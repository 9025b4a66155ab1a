import type { Basis } from '../frame/replies.ts'

/** What the sandbox's own API answers about what it knows. */

export type Mode = 'enforce' | 'warn' | 'off'

export interface Rule {
  readonly id: string
  readonly statement: string
  readonly field: string
  readonly code: string | null
  readonly basis: Basis
  readonly mode: Mode
  readonly usualMode: Mode
  readonly modeReason: string | null
  readonly operations: readonly string[]
  readonly readings: readonly string[]
}

/** An operation, where it is served, and how it is known. */
export interface Served {
  readonly service: string
  readonly operationId: string
  readonly summary: string
  readonly method: string
  readonly path: string
  readonly basis: Basis
  readonly standing?: 'matched' | 'doubtful' | 'from-document' | 'not-in-contract'
  readonly ours?: string
}

export interface Reading {
  readonly service: string
  readonly id: string
  readonly sentence: string
  readonly source: Basis
  readonly choices: Readonly<Record<string, string>>
  readonly usual: string
  readonly why: string
  readonly rules: readonly string[]
  readonly bearsOn?: readonly string[]
  readonly inForce: string
}

export interface ExampleRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface Example {
  readonly given: readonly ExampleRequest[]
  readonly accepted: ExampleRequest
  readonly broken: ExampleRequest
}

export interface CoveredRule {
  readonly id: string
  readonly statement: string
  readonly passed: number
  readonly failed: number
  readonly refused: number
  readonly warned: number
  readonly found: number
  readonly boundary: number | null
}

export interface CoveredOperation {
  readonly service: string
  readonly operation: string
  readonly summary: string
  readonly statuses: Readonly<Record<string, number>>
  readonly rules: readonly CoveredRule[]
}

export interface Coverage {
  readonly summary: Readonly<Record<'rules' | 'failed' | 'refused' | 'warned' | 'found' | 'neverMet' | 'percent', number>>
  readonly rules: readonly CoveredRule[]
  readonly operations: readonly CoveredOperation[]
}

export interface Difference {
  readonly operation: string
  readonly place: string
  readonly kind: string
  readonly ours?: unknown
  readonly official?: unknown
  readonly basis: 'documented' | 'inferred'
  readonly proposed?: string
  readonly rules?: readonly string[]
}

export interface Drift {
  readonly service: string
  readonly title: string
  readonly version: string
  readonly documented: number
  readonly differences: readonly Difference[]
}
