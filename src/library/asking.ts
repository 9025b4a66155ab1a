import { accepted, askBy, type Ask, type Send } from './ask.ts'
import { closable } from './closable.ts'
import type {
  Controls, CoverageControls, IsolatedSandbox, KeptSnapshot, RequestControls, SandboxControls, SnapshotControls
} from './controls.ts'
import { reachedAt } from './reached.ts'
import type { Fault, JournalEntry, SandboxMade, SandboxSummary, Snapshot } from './types.ts'

/** A server, and how a sandbox of it is asked: the one under a path such as `/sandboxes/s2`, or, under none, the default one. */
export interface Server {
  readonly url: string
  sendUnder (prefix: string): Send
  /** Whether the sandbox was closed that asks it. */
  isClosed (): boolean
}

const encoded = encodeURIComponent

/** The controls of the sandbox that a server has under a prefix: each asks one operation of the sandbox's own API. */
export function controlsOf (server: Server, prefix: string): Controls {
  const send = server.sendUnder(prefix)
  const ask = askBy(send)
  return {
    url: server.url + prefix,
    health: () => ask('GET', ''),
    contract: () => ask('GET', '/contract'),
    reset: (what) => ask('POST', '/reset', what),
    clock: {
      get: () => ask('GET', '/clock'),
      set: (setting) => ask('PUT', '/clock', setting),
      advance: (how) => ask('POST', '/clock/advance', how),
      calendar: () => ask('GET', '/calendar')
    },
    async snapshot (id) { return keptSnapshot(ask, await ask('POST', '/snapshots', { ...(id !== undefined && { id }) })) },
    snapshots: snapshotControls(ask),
    exportState: async () => accepted('GET /__admin/state/export', await send('GET', '/state/export')),
    async importState (file) { accepted('POST /__admin/state/import', await send('POST', '/state/import', file)) },
    faults: {
      list: async () => (await ask<{ faults: Fault[] }>('GET', '/faults')).faults,
      add: (fault) => ask('POST', '/faults', fault),
      async remove (id) { await ask('DELETE', `/faults/${encoded(id)}`) },
      async clear () { await ask('DELETE', '/faults') }
    },
    tokens: { order: (order) => ask('POST', '/tokens', order) },
    requests: requestControls(server, ask),
    rules: {
      list: () => ask('GET', '/rules'),
      async setMode (id, mode) { await ask('PATCH', `/rules/${encoded(id)}`, { mode }) },
      examples: (id) => ask('GET', `/rules/${encoded(id)}/examples`)
    },
    readings: {
      list: () => ask('GET', '/readings'),
      choose: (choices) => ask('PUT', '/readings', choices)
    },
    coverage: coverageControls(send),
    sandbox: async (spec = {}) => isolated(server, ask, await ask('POST', '/sandboxes', spec)),
    sandboxes: sandboxControls(ask)
  }
}

const snapshotControls = (ask: Ask): SnapshotControls => ({
  list: async () => (await ask<{ snapshots: Snapshot[] }>('GET', '/snapshots')).snapshots,
  save: (id) => ask('POST', '/snapshots', { ...(id !== undefined && { id }) }),
  async restore (id) { await ask('POST', `/snapshots/${encoded(id)}/restore`) },
  async delete (id) { await ask('DELETE', `/snapshots/${encoded(id)}`) }
})

const sandboxControls = (ask: Ask): SandboxControls => ({
  list: async () => (await ask<{ sandboxes: SandboxSummary[] }>('GET', '/sandboxes')).sandboxes,
  create: (spec = {}) => ask('POST', '/sandboxes', spec),
  async delete (id) { await ask('DELETE', `/sandboxes/${encoded(id)}`) }
})

function coverageControls (send: Send): CoverageControls {
  const path = (sandboxes?: string, format?: string) => {
    const query = { ...(sandboxes !== undefined && { sandboxes }), ...(format !== undefined && { format }) }
    return `/rules/coverage?${new URLSearchParams(query).toString()}`
  }
  const text = async (url: string) => new TextDecoder().decode(accepted(`GET /__admin${url}`, await send('GET', url)))
  return {
    get: (sandboxes) => askBy(send)('GET', path(sandboxes, 'json')),
    html: (sandboxes) => text(path(sandboxes, 'html')),
    junit: (sandboxes) => text(path(sandboxes, 'junit')),
    async clear (sandboxes) { await askBy(send)('DELETE', path(sandboxes)) }
  }
}

function requestControls (server: Server, ask: Ask): RequestControls {
  const list = async (asked: Promise<{ requests: JournalEntry[] }>): Promise<JournalEntry[]> => (await asked).requests
  return {
    list: (limit = 100) => list(ask('GET', `/requests?limit=${limit}`)),
    get: (id) => ask('GET', `/requests/${encoded(id)}`),
    explain: (id) => ask('GET', `/requests/${encoded(id)}/explain`),
    find: (match) => list(ask('POST', '/requests/find', match)),
    count: async (match) => (await ask<{ count: number }>('POST', '/requests/count', match)).count,
    verify: (verification) => ask('POST', '/requests/verify', verification),
    fork: async (id, how) => isolated(server, ask, await ask('POST', `/requests/${encoded(id)}/fork`, how)),
    async clear () { await ask('DELETE', '/requests') }
  }
}

const keptSnapshot = (ask: Ask, snapshot: Snapshot): KeptSnapshot => ({
  ...snapshot,
  restore: () => snapshotControls(ask).restore(snapshot.id),
  delete: () => snapshotControls(ask).delete(snapshot.id)
})

/** `ask` asks the sandbox beside which it was made. */
function isolated (server: Server, ask: Ask, made: SandboxMade): IsolatedSandbox {
  const prefix = `/sandboxes/${encoded(made.id)}`
  const { own, close } = closable(server, made.id, () => sandboxControls(ask).delete(made.id))
  return { ...reachedAt(made, server.url + prefix), ...controlsOf(own, prefix), close, [Symbol.asyncDispose]: close }
}
