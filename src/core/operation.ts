import type { Basis } from './basis.ts'
import type { Rule } from './rule.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What can be said of an endpoint of a service without performing it. */
export interface OperationText {
  readonly operationId: string
  /** The published one, where there is one. */
  readonly summary: string
  readonly basis: Basis
  /** Where its method, path and id come from, if not from where the operation does. */
  readonly routeBasis?: Basis
  readonly method: Method
  /** After the service's mount, with parameters as `:learnerLocalId`. */
  readonly path: string
  /** Every rule that it enforces, beside those that the service holds every request to. */
  readonly rules: readonly Rule[]
}

/** An operation and the place where its service serves it. */
export interface ServedOperation extends OperationText {
  readonly service: string
}
