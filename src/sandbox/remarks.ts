import type { Basis } from '../core/basis.ts'

const remarkKinds = [
  'number-in-quotes', 'inferred-shape', 'ignored-option', 'loosely-read', 'unknown-fields', 'repeated-member', 'nothing-to-change',
  'cut-short', 'unknown-value', 'ignored-body', 'new-member', 'filled-in', 'not-in-contract', 'from-document', 'replaced', 'time-stands',
  'ignored-header'
] as const

/** What a warning that is no rule's begins with, before a colon and the name of a member or header. */
export const warningKinds: readonly string[] = ['ignored-member', 'unknown-header', ...remarkKinds]

/** What was made of a member that is not as it should be, though no rule says so: `{ kind: 'number-in-quotes', member: 'creditValue' }`. */
export interface Remark {
  readonly kind: typeof remarkKinds[number]
  readonly member: string
  readonly message: string
  /** Whether it has the names of the contract already. */
  readonly isOfficial?: true
}

/** A remark as a header has it. */
export const written = ({ kind, member }: Remark): string => `${kind}:${member}`

/** What a request is called by the contract that it was made under. */
export interface OfficialNames {
  readonly operationId: string
  readonly summary: string
  readonly basis: Basis
  /** A path of members, such as `identity.dateOfBirth`. */
  member (path: string): string
  /** A sentence that names members. */
  text (text: string): string
  /** The sandbox's own names, by those of the contract, where they differ. */
  members (): Readonly<Record<string, string>>
}
