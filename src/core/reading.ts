import type { Basis } from './basis.ts'

/** A published sentence that can be understood in more than one way. A sandbox goes by one of them, and can be told to go by another. */
export interface Reading<Choice extends string = string> {
  /** Readable and stable: `visit-id-scope`. */
  readonly id: string
  /** What the source says, in our words. */
  readonly sentence: string
  readonly source: Basis
  /** What each choice does. */
  readonly choices: Readonly<Record<Choice, string>>
  /** The likelier one, by which a sandbox goes unless it is told otherwise. */
  readonly usual: NoInfer<Choice>
  /** Why that is the likelier one. */
  readonly why: string
  /** Ids of the rules that depend on it. */
  readonly rules: readonly string[]
  /** Ids of the operations whose replies it changes where no rule does. */
  readonly bearsOn?: readonly string[] | typeof everyOperation
  /** The choice with which its rules refuse; with any other they only warn. Left out where its rules do not differ in that. */
  readonly refusing?: NoInfer<Choice>
}

/** What bears on an operation of every kind, such as who may call. */
export const everyOperation = 'every operation'

/** Makes a reading whose choices the compiler knows. */
export const reading = <const Choice extends string>(draft: Reading<Choice>): Reading<Choice> => draft

/** Asks which choice is in force. */
export type Ask = <Choice extends string>(reading: Reading<Choice>) => Choice
