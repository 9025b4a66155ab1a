import { ours } from '../core/basis.ts'
import { inNewZealand } from '../core/civil-date.ts'
import { describeClock } from '../core/clock.ts'
import { Failure } from '../core/errors.ts'
import { didYouMean } from '../core/meant.ts'
import { quoted } from '../core/words.ts'
import { answer } from '../http/answer.ts'
import { operation, type Operation } from '../http/operation.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { bytesOf, mostSnapshotBytes, type Snapshot as Saved } from '../sandbox/snapshots.ts'
import type { State } from '../sandbox/states.ts'
import { ChangesSince, Nothing, Snapshot, SnapshotBody, SnapshotList, SnapshotPath, StateRestored } from './snapshots-schemas.ts'

const tag = 'Snapshots'

const describe = ({ id, about: { at, fixture }, bytes }: Saved) => ({ id, at: inNewZealand(at), fixture, bytes })

/** What a sandbox is like once another state is in the place of its own. */
export const restored = ({ fixture, clock }: Sandbox) => ({ fixture: fixture.name, clock: describeClock(clock) })

export function noSnapshot (id: string, { snapshots }: Pick<Sandbox, 'snapshots'>): Failure {
  const ids = snapshots.list().map(it => it.id)
  if (id === 'last' && ids.length === 0) {
    return new Failure('not-found', 'This sandbox has no snapshot, so none is the last. POST /__admin/snapshots saves one.')
  }
  const meant = didYouMean(ids, id)
  return new Failure('not-found',
    `No snapshot ${quoted(id)} exists in this sandbox.${meant} GET /__admin/snapshots lists them, POST /__admin/snapshots saves one.`)
}

/** What was read of a snapshot before it is restored: a large one takes long. */
const read = new WeakMap<object, { readonly id: string, readonly state: State | undefined }>()

/** So many records are shown that are not as they were. */
const mostDifferences = 200

const getChanges = operation({
  operationId: 'GetChangesSinceSnapshot',
  summary: 'Get what has changed since a snapshot',
  description: 'Compares the data as they are with those of a saved state: each record that was added, changed or removed since, with ' +
    'the members that are not as they were, and how many there are; of many, the first 200. Of a contract it says ' +
    'that it was adopted, replaced or left, and not its text. Save one before a call, and ask this after it.',
  basis: ours,
  method: 'GET',
  path: '/__admin/snapshots/:id/changes',
  tag,
  wire: { params: SnapshotPath, response: { 200: ChangesSince } },
  status: 200,
  rules: [],
  perform: ({ sandbox }, { params: { id } }) => answer({
    async body () {
      const found = await sandbox.differencesFrom(id, mostDifferences)
      if (!found) throw noSnapshot(id, sandbox)
      return { total: found.total, changes: found.differences }
    }
  })
})

export const snapshotOperations: Operation[] = [
  operation({
    operationId: 'ListSnapshots',
    summary: 'List the snapshots',
    description: 'Lists the saved states of the sandbox.',
    basis: ours,
    method: 'GET',
    path: '/__admin/snapshots',
    tag,
    wire: { response: { 200: SnapshotList } },
    status: 200,
    rules: [],
    perform ({ sandbox: { snapshots } }) {
      const [all, unusable] = [snapshots.list(), snapshots.unusable()]
      return {
        total: all.length,
        bytes: bytesOf(snapshots),
        mostBytes: mostSnapshotBytes,
        snapshots: all.map(describe),
        ...unusable.length > 0 && { unusable }
      }
    }
  }),

  operation({
    operationId: 'SaveSnapshot',
    summary: 'Save a snapshot',
    description: 'Saves the state of the sandbox under a name: data, clock, settings and the count of ids. It stays through resets and ' +
      'restores; with --data, over restarts.',
    basis: ours,
    method: 'POST',
    path: '/__admin/snapshots',
    tag,
    wire: { body: SnapshotBody, response: { 201: Snapshot } },
    status: 201,
    rules: [],
    perform: async ({ sandbox }, { body: { id } }) => describe(await sandbox.save(id))
  }),

  operation({
    operationId: 'RestoreSnapshot',
    summary: 'Restore a snapshot',
    description: 'Goes back to a saved state: data, clock, settings and the count of ids. The journal stays as it is.',
    basis: ours,
    method: 'POST',
    path: '/__admin/snapshots/:id/restore',
    tag,
    wire: { params: SnapshotPath, response: { 200: StateRestored } },
    status: 200,
    rules: [],
    async before (sandbox, _caller, call) {
      const { params: { id: wanted } } = call
      const id = wanted === 'last' ? sandbox.snapshots.list().at(-1)?.id ?? wanted : wanted
      read.set(call, { id, state: await sandbox.readSnapshot(id) })
    },
    async perform ({ sandbox }, call) {
      const { id, state } = read.get(call)!
      if (!state) throw noSnapshot(id, sandbox)
      await sandbox.takeUp(state)
      return { id, ...restored(sandbox) }
    }
  }),

  getChanges
]

/** Listed after all that looks at snapshots. */
export const deleteSnapshot: Operation = operation({
  operationId: 'DeleteSnapshot',
  summary: 'Delete a snapshot',
  description: 'Deletes a saved state; the sandbox stays as it is.',
  basis: ours,
  method: 'DELETE',
  path: '/__admin/snapshots/:id',
  tag,
  wire: { params: SnapshotPath, response: { 204: Nothing } },
  status: 204,
  rules: [],
  perform ({ sandbox, sandbox: { snapshots } }, { params: { id } }) {
    if (!snapshots.delete(id)) throw noSnapshot(id, sandbox)
  }
})
