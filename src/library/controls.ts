import type { Ask } from './ask.ts'
import type {
  Advance, Calendar, Clock, ClockSetting, Coverage, Explanation, Fault, FaultSpec, Index, IssuedToken, JournalEntry, Match, MovedClock, Readings,
  ResetSpec, Rule, RuleExample, RuleMode, SandboxMade, SandboxSpec, Snapshot, TokenOrder, Verification, Verified
} from './types.ts'

/** Everything that a test can do with a sandbox, wherever it runs. Each call asks the sandbox's own API, and throws SandboxError if refused. */
export interface Controls {
  /** Where its services are mounted: `http://127.0.0.1:40123/sandboxes/s2`. */
  readonly url: string
  /** What runs there. */
  health (): Promise<Index>
  /** Back to the fixture and to the clock of the start, in whole or in part. */
  reset (what?: ResetSpec): Promise<ResetDone>
  readonly clock: ClockControls
  /** Keeps state and clock as they are now, under an id of its own if none is given. */
  snapshot (id?: string): Promise<KeptSnapshot>
  readonly snapshots: SnapshotControls
  /** The whole state as one file, from which another sandbox can be filled. */
  exportState (): Promise<Uint8Array>
  /** Puts the state of such a file in the place of what is there. A damaged one changes nothing. */
  importState (file: Uint8Array): Promise<void>
  readonly faults: FaultControls
  readonly tokens: TokenControls
  readonly requests: RequestControls
  readonly rules: RuleControls
  readonly readings: ReadingControls
  readonly coverage: CoverageControls
  /** A fresh sandbox beside it, which shares nothing with it; gone when it is closed, or when an `await using` ends. */
  sandbox (spec?: SandboxSpec): Promise<IsolatedSandbox>
  readonly sandboxes: SandboxControls
}

export interface ClockControls {
  get (): Promise<Clock>
  /** Freezes it, shifts it, or sets it free; answers what fell due. */
  set (setting: ClockSetting): Promise<MovedClock>
  /** `{ by: 'P43D' }`, `{ to: '2026-06-01' }` or `{ toEvent: 'return.202608.close', offset: '-PT1M' }`; answers what fell due. */
  advance (how: Advance): Promise<MovedClock>
  /** The moments to come. */
  calendar (): Promise<Calendar>
}

export interface FaultControls {
  list (): Promise<Fault[]>
  add (fault: FaultSpec): Promise<Fault>
  remove (id: string): Promise<void>
  clear (): Promise<void>
}

export interface TokenControls {
  issue (order: TokenOrder): Promise<IssuedToken>
}

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
  fork (id: string): Promise<IsolatedSandbox>
  clear (): Promise<void>
}

export interface SnapshotControls {
  list (): Promise<Snapshot[]>
  save (id?: string): Promise<Snapshot>
  restore (id: string): Promise<void>
  delete (id: string): Promise<void>
}

export interface SandboxControls {
  list (): Promise<SandboxListed[]>
  create (spec?: SandboxSpec): Promise<SandboxMade>
  delete (id: string): Promise<void>
}

export interface RuleControls {
  list (): Promise<Rule[]>
  setMode (id: string, mode: RuleMode): Promise<void>
  examples (id: string): Promise<RuleExample>
}

export interface ReadingControls {
  list (): Promise<Readings>
  choose (choices: Readonly<Record<string, string>>): Promise<Readings>
}

export interface CoverageControls {
  get (): Promise<Coverage>
  /** As a page for people. */
  html (): Promise<string>
  junit (): Promise<string>
  clear (): Promise<void>
}

export interface KeptSnapshot extends Snapshot {
  restore (): Promise<void>
  delete (): Promise<void>
}

export interface IsolatedSandbox extends Controls, SandboxMade {
  readonly url: string
  close (): Promise<void>
  [Symbol.asyncDispose] (): Promise<void>
}

/** A server, and how a sandbox of it is asked: the one under a path such as `/sandboxes/s2`, or, under none, the default one. */
export interface Server {
  readonly url: string
  askUnder (prefix: string): Ask
}

/** The controls of the sandbox that a server has under a prefix. */
export function controlsOf (server: Server, prefix: string): Controls {
  const ask = server.askUnder(prefix)
  return {
    url: server.url + prefix,
    health: () => ask('GET', ''),
    async reset (what) { await ask('POST', '/reset', what) },
    clock: {
      get: () => ask('GET', '/clock'),
      set: (setting) => ask('PUT', '/clock', setting),
      advance: (how) => ask('POST', '/clock/advance', how),
      calendar: () => ask('GET', '/calendar')
    },
    async snapshot (id) { return keptSnapshot(ask, await ask('POST', '/snapshots', { ...(id !== undefined && { id }) })) },
    faults: {
      list: () => ask('GET', '/faults'),
      add: (fault) => ask('POST', '/faults', fault),
      async remove (id) { await ask('DELETE', `/faults/${encodeURIComponent(id)}`) },
      async clear () { await ask('DELETE', '/faults') }
    },
    tokens: { issue: (order) => ask('POST', '/tokens', order) },
    requests: requestControls(server, ask),
    rules: {
      list: () => ask('GET', '/rules'),
      async setMode (id, mode) { await ask('PATCH', `/rules/${encodeURIComponent(id)}`, { mode }) },
      examples: (id) => ask('GET', `/rules/${encodeURIComponent(id)}/examples`)
    },
    readings: {
      list: () => ask('GET', '/readings'),
      choose: (choices) => ask('PUT', '/readings', choices)
    },
    coverage: {
      get: () => ask('GET', '/rules/coverage'),
      async clear () { await ask('DELETE', '/rules/coverage') }
    },
    sandbox: async (spec = {}) => isolated(server, ask, await ask('POST', '/sandboxes', spec))
  }
}

function requestControls (server: Server, ask: Ask): RequestControls {
  const list = async (path: string, match?: unknown): Promise<JournalEntry[]> =>
    (await ask<{ requests: JournalEntry[] }>(match === undefined ? 'GET' : 'POST', path, match)).requests
  return {
    list: (limit = 100) => list(`/requests?limit=${limit}`),
    get: (id) => ask('GET', `/requests/${encodeURIComponent(id)}`),
    explain: (id) => ask('GET', `/requests/${encodeURIComponent(id)}/explain`),
    find: (match) => list('/requests/find', match),
    count: async (match) => (await ask<{ count: number }>('POST', '/requests/count', match)).count,
    verify: (verification) => ask('POST', '/requests/verify', verification),
    fork: async (id) => isolated(server, ask, await ask('POST', `/requests/${encodeURIComponent(id)}/fork`)),
    async clear () { await ask('DELETE', '/requests') }
  }
}

const keptSnapshot = (ask: Ask, snapshot: Snapshot): KeptSnapshot => ({
  ...snapshot,
  async restore () { await ask('POST', `/snapshots/${encodeURIComponent(snapshot.id)}/restore`) },
  async delete () { await ask('DELETE', `/snapshots/${encodeURIComponent(snapshot.id)}`) }
})

/** `ask` asks the sandbox beside which it was made. */
function isolated (server: Server, ask: Ask, made: SandboxMade): IsolatedSandbox {
  let closing: Promise<void> | undefined
  const close = () => (closing ??= ask<undefined>('DELETE', `/sandboxes/${encodeURIComponent(made.id)}`).then(() => {}))
  return { ...made, ...controlsOf(server, `/sandboxes/${made.id}`), close, [Symbol.asyncDispose]: close }
}
