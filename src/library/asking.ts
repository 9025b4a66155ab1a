import { BadInput } from '../core/errors.ts'
import { shown } from '../option-values.ts'
import { accepted, askBy, type Ask, type Send } from './ask.ts'
import { closable } from './closable.ts'
import type {
  Controls, CoverageControls, FaultControls, IsolatedSandbox, KeptSnapshot, RequestControls, RuleControls, SandboxControls, SnapshotControls
} from './controls.ts'
import { given, givenBytes, givenId, givenNoData, givenNothing, givenOptions, givenText } from './given.ts'
import { reachedAt } from './reached.ts'
import type { Fault, JournalEntry, SandboxMade, SandboxSummary, Snapshot } from './types.ts'

/** A server, and how a sandbox of it is asked: the one under a path such as `/sandboxes/s2`, or, under none, the default one. */
export interface Server {
  readonly url: string
  sendUnder (prefix: string): Send
  /** Whether the sandbox was closed that asks it. */
  isClosed (): boolean
}

/** The controls of the sandbox that a server has under a prefix: each asks one operation of the sandbox's own API. */
export function controlsOf (server: Server, prefix: string): Controls {
  const send = server.sendUnder(prefix)
  const ask = askBy(send)
  return {
    url: server.url + prefix,
    health: reader(ask, 'health', ''),
    contract: reader(ask, 'contract', '/contract'),
    reset: async (what) => await ask('POST', '/reset', given('reset', what)),
    clock: {
      get: reader(ask, 'clock.get', '/clock'),
      set: async (setting) => await ask('PUT', '/clock', given('clock.set', setting)),
      advance: async (how) => await ask('POST', '/clock/advance', given('clock.advance', how)),
      calendar: reader(ask, 'clock.calendar', '/calendar')
    },
    snapshot: async (id) => keptSnapshot(ask, await saveSnapshot(ask, 'snapshot', id)),
    snapshots: snapshotControls(ask),
    async exportState (...more: unknown[]) {
      givenNothing('exportState', more)
      return accepted('GET /__admin/state/export', await send('GET', '/state/export'))
    },
    async importState (file) {
      accepted('POST /__admin/state/import', await send('POST', '/state/import', givenBytes('importState', file)))
    },
    faults: faultControls(ask),
    tokens: { order: async (order) => await ask('POST', '/tokens', givenOptions('tokens.order', order)) },
    requests: requestControls(server, ask),
    rules: ruleControls(ask),
    readings: {
      list: reader(ask, 'readings.list', '/readings'),
      choose: async (choices) => await ask('PUT', '/readings', given('readings.choose', choices))
    },
    coverage: coverageControls(send),
    sandbox: async (spec = {}) => isolated(server, ask, await ask('POST', '/sandboxes', givenOptions('sandbox', spec))),
    sandboxes: sandboxControls(server, ask)
  }
}

/** A call that takes nothing, and answers what the sandbox does. */
const reader = <Reply>(ask: Ask, call: string, path: string) => async (...more: unknown[]): Promise<Reply> => {
  givenNothing(call, more)
  return await ask<Reply>('GET', path)
}

const faultControls = (ask: Ask): FaultControls => ({
  list: async (...more: unknown[]) => (await reader<{ faults: Fault[] }>(ask, 'faults.list', '/faults')(...more)).faults,
  add: async (fault) => await ask('POST', '/faults', given('faults.add', fault)),
  async remove (id) { await ask('DELETE', `/faults/${givenId('faults.remove', id, 'outage')}`) },
  async clear (...more: unknown[]) {
    givenNoData('faults.clear', more)
    await ask('DELETE', '/faults')
  }
})

const ruleControls = (ask: Ask): RuleControls => ({
  list: reader(ask, 'rules.list', '/rules'),
  async setMode (id, mode) {
    if (mode === undefined) throw new BadInput('rules.setMode(): give a mode as well: "enforce", "warn", "off" or "usual".')
    await ask('PATCH', `/rules/${givenId('rules.setMode', id, 'visit.date-by-today')}`, given('rules.setMode', { mode }))
  },
  examples: async (id) => await ask('GET', `/rules/${givenId('rules.examples', id, 'visit.date-by-today')}/examples`)
})

async function saveSnapshot (ask: Ask, call: string, given?: string): Promise<Snapshot> {
  const id = givenText(call, 'an id, such as "before"', given)
  return await ask('POST', '/snapshots', { ...id !== undefined && { id } })
}

const snapshotControls = (ask: Ask): SnapshotControls => ({
  list: async (...more: unknown[]) => (await reader<{ snapshots: Snapshot[] }>(ask, 'snapshots.list', '/snapshots')(...more)).snapshots,
  save: async (id) => await saveSnapshot(ask, 'snapshots.save', id),
  async restore (id) { await ask('POST', `/snapshots/${givenId('snapshots.restore', id, 'before')}/restore`) },
  async delete (id) { await ask('DELETE', `/snapshots/${givenId('snapshots.delete', id, 'before')}`) }
})

const prefixOf = (id: string): string => `/sandboxes/${encodeURIComponent(id)}`

const sandboxControls = (server: Server, ask: Ask): SandboxControls => ({
  async list (...more: unknown[]) {
    const { sandboxes } = await reader<{ sandboxes: SandboxSummary[] }>(ask, 'sandboxes.list', '/sandboxes')(...more)
    return sandboxes.map(it => ({ ...it, url: server.url + prefixOf(it.id) }))
  },
  async create (spec = {}) {
    const made = await ask<SandboxMade>('POST', '/sandboxes', givenOptions('sandboxes.create', spec))
    return { ...reachedAt(made, server.url + prefixOf(made.id)), clock: made.clock }
  },
  async delete (id) { await ask('DELETE', `/sandboxes/${givenId('sandboxes.delete', id, 'suite-7')}`) }
})

function coverageControls (send: Send): CoverageControls {
  const path = (call: string, given?: string, format?: string) => {
    const sandboxes = givenText(`coverage.${call}`, 'ids with commas, such as "suite-7,suite-8", or "all"', given)
    const query = { ...(sandboxes !== undefined && { sandboxes }), ...(format !== undefined && { format }) }
    return `/rules/coverage?${new URLSearchParams(query).toString()}`
  }
  const text = async (url: string) => new TextDecoder().decode(accepted(`GET /__admin${url}`, await send('GET', url)))
  return {
    get: async (sandboxes) => await askBy(send)('GET', path('get', sandboxes, 'json')),
    html: async (sandboxes) => await text(path('html', sandboxes, 'html')),
    junit: async (sandboxes) => await text(path('junit', sandboxes, 'junit')),
    async clear (sandboxes) { await askBy(send)('DELETE', path('clear', sandboxes)) }
  }
}

function requestControls (server: Server, ask: Ask): RequestControls {
  const list = async (asked: Promise<{ requests: JournalEntry[] }>): Promise<JournalEntry[]> => (await asked).requests
  return {
    list: async (limit = 100) => await list(ask('GET', `/requests?limit=${givenLimit(limit)}`)),
    get: async (id) => await ask('GET', `/requests/${givenId('requests.get', id, 'last')}`),
    explain: async (id) => await ask('GET', `/requests/${givenId('requests.explain', id, 'last')}/explain`),
    find: async (match) => await list(ask('POST', '/requests/find', given('requests.find', match))),
    count: async (match) => (await ask<{ count: number }>('POST', '/requests/count', given('requests.count', match))).count,
    verify: async (verification) => await ask('POST', '/requests/verify', given('requests.verify', verification)),
    async fork (id, how = {}) {
      const path = `/requests/${givenId('requests.fork', id, 'last')}/fork`
      return isolated(server, ask, await ask('POST', path, givenOptions('requests.fork', how)))
    },
    async clear (...more: unknown[]) {
      givenNoData('requests.clear', more)
      await ask('DELETE', '/requests')
    }
  }
}

function givenLimit (limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1000) return limit
  throw new BadInput(`requests.list(): give how many at most, a whole number from 1 to 1000, or nothing, but not ${shown(limit)}. ` +
    'To ask for some, use requests.find().')
}

const keptSnapshot = (ask: Ask, snapshot: Snapshot): KeptSnapshot => ({
  ...snapshot,
  restore: () => snapshotControls(ask).restore(snapshot.id),
  delete: () => snapshotControls(ask).delete(snapshot.id)
})

/** `ask` asks the sandbox beside which it was made. */
function isolated (server: Server, ask: Ask, made: SandboxMade): IsolatedSandbox {
  const prefix = prefixOf(made.id)
  const { own, close } = closable(server, made.id, () => sandboxControls(server, ask).delete(made.id))
  return { ...reachedAt(made, server.url + prefix), ...controlsOf(own, prefix), close, [Symbol.asyncDispose]: close }
}
