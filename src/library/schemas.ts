import { AdvanceBody, Calendar } from '../admin/calendar-schemas.ts'
import { Contract } from '../admin/contract-schemas.ts'
import { Coverage } from '../admin/coverage-schemas.ts'
import { Fault, faultBodyOf } from '../admin/faults-schemas.ts'
import { Explanation, JournalEntry, Verdict } from '../admin/journal-schemas.ts'
import { BasisShown, Readings, RuleExample, RuleOfCatalogue } from '../admin/knowledge-schemas.ts'
import { SandboxBody, SandboxDescription, SandboxSummary } from '../admin/sandboxes-schemas.ts'
import { Clock, ClockBody, ClockOfSandbox, Index, MovedClock, ResetBody, ResetReply } from '../admin/schemas.ts'
import { Snapshot } from '../admin/snapshots-schemas.ts'
import { OrderedToken, tokenBodyOf } from '../admin/tokens-schemas.ts'
import { journalBodies, Verification as Verified } from '../admin/verification-schemas.ts'

/** The words of services for their callers are theirs; the types that have them name them. */
const wordless = new Map<string, boolean>()

const { RequestMatch, VerifyBody } = journalBodies(wordless)
const FaultSpec = faultBodyOf(wordless)

/** What the services can have be the matter with a token. */
const defects = ['expired', 'not-yet-valid', 'wrong-signature', 'wrong-organisation', 'malformed', 'account-not-enabled',
  'unknown', 'refresh-token'] as const

/** The shapes of the sandbox's own API, by the names that the library has for their types; build-types.js writes those out of them. */
export const schemas = {
  Clock,
  ClockOfSandbox,
  ClockSetting: ClockBody,
  Advance: AdvanceBody,
  Fired: MovedClock.properties.fired.items,
  Moment: Calendar.properties.moments.items,
  Calendar,
  Index,
  ServedPlace: Contract.items,
  ResetSpec: ResetBody,
  ResetDone: ResetReply,
  Snapshot,
  SandboxSpec: SandboxBody,
  SandboxSummary,
  SandboxMade: SandboxDescription,
  FaultSpec,
  FaultEffect: FaultSpec.properties.effect,
  Fault,
  TokenOrder: tokenBodyOf(wordless, defects),
  OrderedToken,
  JournalEntry,
  Match: RequestMatch,
  Verification: VerifyBody,
  Verified,
  Verdict,
  Explanation,
  Basis: BasisShown,
  Rule: RuleOfCatalogue,
  RuleExample,
  Reading: Readings.items,
  Coverage
}
