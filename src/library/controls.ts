import type {
  Advance, Calendar, ClockOfSandbox, ClockSetting, Coverage, Explanation, Fault, FaultSpec, Index, JournalEntry, Match, MovedClock,
  OrderedToken, Reading, ResetDone, ResetSpec, Rule, RuleExample, RuleMode, SandboxMade, SandboxSpec, SandboxSummary, ServedPlace, Snapshot,
  TokenOrder, Verification, Verified
} from './types.ts'

/** All that a test can do with a sandbox, wherever it runs. Each call asks the sandbox's own API, and throws SandboxError if refused. */
export interface Controls {
  /** Where its services are mounted: `http://127.0.0.1:40123/sandboxes/s2`. */
  readonly url: string
  /** What runs there. */
  health (): Promise<Index>
  /** Every operation and where it is served, under an official contract as that has it. */
  contract (): Promise<ServedPlace[]>
  /** Back to the fixture and to the clock of the start, in whole or in part. */
  reset (what?: ResetSpec): Promise<ResetDone>
  readonly clock: ClockControls
  /** Keeps state and clock as they are now, under an id of its own if none is given. */
  snapshot (id?: string): Promise<KeptSnapshot>
  readonly snapshots: SnapshotControls
  /** The whole state as one file, from which another sandbox can be filled. */
  exportState (): Promise<Uint8Array>
  /** Puts the state of such a file in the place of what is there. A damaged one changes nothing. */
  importState (file: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>
  readonly faults: FaultControls
  readonly tokens: TokenControls
  readonly requests: RequestControls
  readonly rules: RuleControls
  readonly readings: ReadingControls
  readonly coverage: CoverageControls
  /**
   * A fresh sandbox beside it, which shares nothing with it and begins as it was started, but for what `spec` says; gone when it is
   * closed, or when an `await using` ends.
   */
  sandbox (spec?: SandboxSpec): Promise<IsolatedSandbox>
  readonly sandboxes: SandboxControls
}

/** The clock of a sandbox. */
export interface ClockControls {
  get (): Promise<ClockOfSandbox>
  /** Freezes it, shifts it, or sets it free; answers what fell due. */
  set (setting: ClockSetting): Promise<MovedClock>
  /** `{ by: 'P43D' }`, `{ to: '2026-06-01' }` or `{ toEvent: 'return.202608.close', offset: '-PT1M' }`; answers what fell due. */
  advance (how: Advance): Promise<MovedClock>
  /** The moments to come. */
  calendar (): Promise<Calendar>
}

/** What is to go wrong in a sandbox. */
export interface FaultControls {
  list (): Promise<Fault[]>
  add (fault: FaultSpec): Promise<Fault>
  remove (id: string): Promise<void>
  clear (): Promise<void>
}

/** Bearer tokens to order, good ones and such with which something is the matter. */
export interface TokenControls {
  /** A token to order: for whom, how long it is good, and what is to be the matter with it. */
  order (order: TokenOrder): Promise<OrderedToken>
}

/** The journal of a sandbox: the last requests, and what came of each. */
export interface RequestControls {
  /** The newest first. */
  list (limit?: number): Promise<JournalEntry[]>
  /** An id as the header `Sandbox-Request-Id` says it, or `last`. */
  get (id: string): Promise<JournalEntry>
  explain (id: string): Promise<Explanation>
  find (match: Match): Promise<JournalEntry[]>
  count (match: Match): Promise<number>
  verify (verification: Verification): Promise<Verified>
  /** A new sandbox as it was just before a request that was refused. */
  fork (id: string, how?: Pick<SandboxSpec, 'id' | 'ttlSeconds'>): Promise<IsolatedSandbox>
  clear (): Promise<void>
}

/** The saved states of a sandbox. */
export interface SnapshotControls {
  list (): Promise<Snapshot[]>
  /** Under an id of its own, if none is given. */
  save (id?: string): Promise<Snapshot>
  restore (id: string): Promise<void>
  delete (id: string): Promise<void>
}

/** The sandboxes of a server. */
export interface SandboxControls {
  list (): Promise<SandboxSummary[]>
  /** What `spec` leaves out is as the one was started that is asked, or the server where that was started by itself. */
  create (spec?: SandboxSpec): Promise<SandboxMade>
  delete (id: string): Promise<void>
}

/** The rules that requests are held to. */
export interface RuleControls {
  list (): Promise<Rule[]>
  /** `usual` takes back what was set. */
  setMode (id: string, mode: RuleMode | 'usual'): Promise<void>
  examples (id: string): Promise<RuleExample>
}

/** The sentences that can be understood in more than one way, and how the sandbox understands them. */
export interface ReadingControls {
  list (): Promise<Reading[]>
  choose (choices: Readonly<Record<string, string>>): Promise<Reading[]>
}

/** Which rules a test run has met. */
export interface CoverageControls {
  /** `sandboxes` are ids with commas, or `all`; this one, if left out. */
  get (sandboxes?: string): Promise<Coverage>
  /** As a page for people. */
  html (sandboxes?: string): Promise<string>
  junit (sandboxes?: string): Promise<string>
  clear (sandboxes?: string): Promise<void>
}

/** A saved state, and what can be done with it. */
export interface KeptSnapshot extends Snapshot {
  restore (): Promise<void>
  delete (): Promise<void>
}

/** How a sandbox is reached; its clock is asked by its controls. */
export type Reached = Omit<SandboxMade, 'clock'>

/** A sandbox of one's own beside another. */
export interface IsolatedSandbox extends Controls, Reached {
  readonly url: string
  /** Deletes it, with all that is in it. It is closed before the sandbox beside which it was made. */
  close (): Promise<void>
  [Symbol.asyncDispose] (): Promise<void>
}
