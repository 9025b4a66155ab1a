import type { Static } from '@sinclair/typebox'
import type { schemas } from '../schemas.ts'

/** A caller, by the word that its service has for it. */
export interface Callers {
  /** The EID of a TEO, for TEC's services. */
  eid?: number | string
  /** A user of accessplanit. */
  user?: string
}

/** A request, and what came of it. */
export type JournalEntry = Static<typeof schemas.JournalEntry>

/** What a request is to be like; what is left out does not matter. In texts `*` stands for any characters. */
export type Match = Static<typeof schemas.Match> & Callers

/** One of several requests in order. */
export type Step = Match & {
  /** Whether its body is all that of the request before it in the list, as a retry's is. */
  sameBody?: boolean
}

/** What is to be true of the journal: so many requests match; or, in `inOrder`, came one after another. */
export type Verification = Omit<Static<typeof schemas.Verification>, 'match' | 'inOrder'> & {
  /** What requests are to be like. */
  match?: Match
  /** Instead of match: requests that came one after another, others in between or not. */
  inOrder?: Step[]
}

/** Whether it is so; where it is not, the requests that come nearest, and in what they differ. */
export type Verified = Static<typeof schemas.Verified>

/** What came of one rule: the values that it compared, what is wrong, and what would pass. */
export type Verdict = Static<typeof schemas.Verdict>

/** Why a request was answered as it was: each rule's verdict, and where it is known from. */
export type Explanation = Static<typeof schemas.Explanation>
