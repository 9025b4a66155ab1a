import type { Basis } from './basis.ts'
import type { Rule } from './rule.ts'

/** One endpoint of a service, with the published summary as its name. */
export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly basis: Basis
  /** Every rule that the handler enforces. */
  readonly rules: readonly Rule[]
}

/** An operation and the place where its service serves it. */
export interface ServedOperation extends Operation {
  readonly service: string
  readonly method: string
  /** With Fastify's parameters: `/work-submission-api/v1.0/learners/:learnerLocalId`. */
  readonly path: string
}
