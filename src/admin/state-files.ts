import { ours } from '../core/basis.ts'
import { answer } from '../http/answer.ts'
import type { MediaType } from '../http/bodies.ts'
import { operation, type Operation } from '../http/operation.ts'
import { mostStateFileBytes, type State } from '../sandbox/states.ts'
import { restored } from './snapshots.ts'
import { StateFile, StateRestored } from './snapshots-schemas.ts'

const tag = 'Snapshots'

const type = 'application/octet-stream'

/** What is read as the bytes that it is. */
const bytes: MediaType =
  { name: 'bytes', pattern: /^application\/octet-stream\b/i, listed: [type], read: (body) => body, isLarge: true }

/** What was read of the file of a request, and what was written for one: a large one takes long. */
const read = new WeakMap<object, State>()
const written = new WeakMap<object, Buffer>()

/** A whole state as one file, to keep it elsewhere or to give it to somebody. */
export const stateFileOperations: Operation[] = [
  operation({
    operationId: 'ExportState',
    summary: 'Export the state',
    description: 'Answers the whole state of the sandbox as one file, which another tms-sandbox can import.',
    basis: ours,
    method: 'GET',
    path: '/__admin/state/export',
    tag,
    wire: { response: { 200: StateFile } },
    gives: [type],
    status: 200,
    rules: [],
    async before (sandbox, _caller, call) {
      written.set(call, await sandbox.exportState())
    },
    perform: (_context, call) => answer({ headers: { 'content-type': type }, body: written.get(call)! })
  }),

  operation({
    operationId: 'ImportState',
    summary: 'Import a state',
    description: 'Puts the state of a file in the place of the sandbox\'s own, once it is sure that the file is whole and that this ' +
      'program can open it; otherwise nothing changes. One of an earlier build is brought forward. The credentials stay those of ' +
      'the sandbox.',
    basis: ours,
    method: 'POST',
    path: '/__admin/state/import',
    tag,
    wire: { body: StateFile, response: { 200: StateRestored } },
    takes: [bytes],
    bodyLimit: mostStateFileBytes,
    status: 200,
    rules: [],
    async before (sandbox, _caller, call) {
      read.set(call, await sandbox.readState(Buffer.isBuffer(call.body) ? call.body : Buffer.alloc(0)))
    },
    async perform ({ sandbox }, call) {
      await sandbox.takeUp(read.get(call)!)
      return restored(sandbox)
    }
  })
]
