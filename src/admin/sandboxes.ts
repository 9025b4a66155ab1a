import { ours } from '../core/basis.ts'
import { readClock, type ClockSetting } from '../core/clock.ts'
import { realWithMoment } from '../core/clock-forms.ts'
import { BadInput } from '../core/errors.ts'
import { nothingThere } from '../http/no-sandbox.ts'
import { operation, type Operation } from '../http/operation.ts'
import { findFixture } from '../sandbox/fixtures.ts'
import type { Wanted } from '../sandbox/making.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { DeletedPath, SandboxBody, SandboxDescription, SandboxList, SandboxPath } from './sandboxes-schemas.ts'
import { Nothing } from './snapshots-schemas.ts'
import { describeSandbox, serverAt, summaryOf, type Worlds } from './worlds.ts'

const common = { basis: ours, tag: 'Sandboxes', rules: [], isOfServer: true } as const

export const sandboxOperations = (worlds: () => Worlds): Operation[] => [
  operation({
    ...common,
    operationId: 'ListSandboxes',
    summary: 'List the sandboxes',
    description: 'Lists the isolated sandboxes of this server. None is woken by it.',
    method: 'GET',
    path: '/__admin/sandboxes',
    wire: { response: { 200: SandboxList } },
    status: 200,
    perform ({ url }, call) {
      const { sandboxes } = worlds()
      const server = serverAt(url(''), call)
      const all = sandboxes.list()
      return { total: all.length, sandboxes: all.map(id => summaryOf(sandboxes, id, server)) }
    }
  }),

  operation({
    ...common,
    operationId: 'CreateSandbox',
    summary: 'Make a sandbox',
    description: 'Makes an isolated sandbox: its own data, clock, settings, journal and credentials. It is reached below ' +
      '/sandboxes/{id}, with the header Sandbox-Id, or, by a program that can change neither, with the credentials that are answered.',
    method: 'POST',
    path: '/__admin/sandboxes',
    wire: { body: SandboxBody, response: { 201: SandboxDescription } },
    status: 201,
    async before (sandbox, _caller, { body }) {
      const all = worlds()
      await all.sandboxes.prepare(wantedBy(body, all, sandbox))
    },
    perform ({ url, sandbox }, call) {
      const all = worlds()
      return describeSandbox(all, all.sandboxes.make(wantedBy(call.body, all, sandbox)), serverAt(url(''), call))
    }
  }),

  ...operationsOfOne(worlds)
]

const defaultStays = 'The default sandbox cannot be deleted. POST /sandboxes/default/__admin/reset takes it back to its fixture.'

const operationsOfOne = (worlds: () => Worlds): Operation[] => [
  operation({
    ...common,
    operationId: 'GetSandbox',
    summary: 'Get a sandbox',
    description: 'Answers the address and the credentials of a sandbox.',
    method: 'GET',
    path: '/__admin/sandboxes/:id',
    wire: { params: SandboxPath, response: { 200: SandboxDescription } },
    status: 200,
    perform ({ url }, call) {
      const { id } = call.params
      const { sandboxes } = worlds()
      const sandbox = sandboxes.find(id)
      if (!sandbox) throw nothingThere(sandboxes, id, true)
      return describeSandbox(worlds(), sandbox, serverAt(url(''), call))
    }
  }),

  operation({
    ...common,
    operationId: 'DeleteSandbox',
    summary: 'Delete a sandbox',
    description: 'Deletes a sandbox with its data and its snapshots. Who asks for it from then on is told so. The default one stays.',
    method: 'DELETE',
    path: '/__admin/sandboxes/:id',
    wire: { params: DeletedPath, response: { 204: Nothing } },
    status: 204,
    // What is under way in it comes to its end.
    before: async (sandbox, _caller, { params: { id } }) => { if (id !== sandbox.id) await worlds().sandboxes.whenIdle(id) },
    perform ({ sandbox }, { params: { id } }) {
      const { sandboxes } = worlds()
      if (id === 'default') throw new BadInput(defaultStays)
      if (id === sandbox.id) {
        throw new BadInput(`A sandbox cannot delete itself, and this request was sent to "${id}". ` +
          `Send it without /sandboxes/${id} in the path and without the Sandbox-Id header.`)
      }
      if (!sandboxes.delete(id)) throw nothingThere(sandboxes, id, true, 'delete')
    }
  })
]

/** What is left out is as the one was started beside which it is made, or as the server was. */
function wantedBy (
  { fixture, clock, settings, organisations, ...body }: SandboxBody, { sandboxes, readSettings }: Worlds, beside: Sandbox
): Wanted {
  const startedWith = sandboxes.places.get(beside.id)?.spec.startedWith
  const set = settings && readSettings(settings)
  return {
    ...body,
    fixture: fixture === undefined ? startedWith?.fixture : findFixture(fixture),
    clock: clock ? clockOf(clock, beside.clock.machine) : startedWith?.clock,
    settings: set,
    ...startedWith && { startedWith, defaults: { ...startedWith.defaults, ...set } },
    hasOwnNumbers: organisations === 'own'
  }
}

/** Where a new sandbox's clock is to stand. Throws BadInput. */
export function clockOf ({ mode, now }: NonNullable<SandboxBody['clock']>, machine: () => number): ClockSetting {
  if (mode === 'real') {
    if (now !== undefined) throw realWithMoment(now)
    return { mode }
  }
  if (now === undefined) {
    throw new BadInput(`A clock that is ${mode} from the start needs "now", the moment at which it begins: ` +
      `{ "mode": "${mode}", "now": "2026-03-02T09:00" }.`)
  }
  return readClock(`${mode}:${now}`, machine)
}
