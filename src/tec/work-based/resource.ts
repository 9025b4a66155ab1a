import type { Examples } from '../../core/example.ts'
import type { Operation } from '../../http/operation.ts'

/** What one kind of record brings to the service. */
export interface Resource {
  readonly operations?: readonly Operation[]
  /** What a tester does on behalf of others. */
  readonly adminOperations?: readonly Operation[]
  /** How to show each of its rules, and what the first part of their ids stands for. */
  readonly examples: Examples
  readonly areas: Readonly<Record<string, string>>
  /** SQL that makes its tables. */
  readonly tables?: string
}
