import type { Static } from '@sinclair/typebox'
import type { schemas } from '../schemas.ts'

/** An API that is stood in for, by its name. */
export type ServiceName = 'esl' | 'tec-work-based' | 'tec-provider-based' | 'accessplanit-v1' | 'accessplanit-v2' | 'accessplanit-legacy'

/** What runs somewhere, and what can be done there. */
export type Index = Static<typeof schemas.Index>

/** An operation, where it is served, and how it is known. */
export type ServedPlace = Static<typeof schemas.ServedPlace>

/** What is to be reset; all, if nothing is said. */
export type ResetSpec = Static<typeof schemas.ResetSpec>

/** What was reset, and to what. */
export type ResetDone = Static<typeof schemas.ResetDone>

/** A saved state of a sandbox. */
export type Snapshot = Static<typeof schemas.Snapshot>

/** What a sandbox begins with. */
export type SandboxSpec = Static<typeof schemas.SandboxSpec>

/** A sandbox of a server. */
export type SandboxSummary = Static<typeof schemas.SandboxSummary> & { state: 'awake' | 'asleep' }

/** A sandbox, and how to reach it: the base URL of each API, and what gets a caller in. */
export type SandboxMade = Omit<Static<typeof schemas.SandboxMade>, 'urls'> & {
  /** The base URL of each API, by its name. */
  urls: Record<ServiceName, string>
}
