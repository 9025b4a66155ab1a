import { ours } from '../core/basis.ts'
import { BadInput, Failure, isRefusal } from '../core/errors.ts'
import { operation, type Operation } from '../http/operation.ts'
import { mostBytesBefore, roomForStates } from '../sandbox/before.ts'
import type { Entry } from '../sandbox/journal.ts'
import { inBytes } from '../sandbox/limits.ts'
import type { Kept, Sandbox } from '../sandbox/sandbox.ts'
import { entryOf } from './journal.ts'
import { ForkBody, SandboxDescription } from './sandboxes-schemas.ts'
import { RequestPath } from './schemas.ts'
import { describeSandbox, serverAt, type Worlds } from './worlds.ts'

export const forkOperations = (worlds: () => Worlds): Operation[] => [
  operation({
    operationId: 'ForkRequest',
    isOfServer: true,
    summary: 'Fork from a refused request',
    description: 'Makes a new sandbox as this one was just before a request that was refused, on its clock, so that the request can be ' +
      'tried again, changed, with the data that refused it. Data are kept for the last refused requests; last is the last of them.',
    basis: ours,
    method: 'POST',
    path: '/__admin/requests/:id/fork',
    tag: 'Sandboxes',
    wire: { params: RequestPath, body: ForkBody, response: { 201: SandboxDescription } },
    status: 201,
    rules: [],
    perform (context, call) {
      const { sandbox, url } = context
      const { id } = call.params
      const all = worlds()
      const entry = id === 'last' ? lastRefused(sandbox) : entryOf(context, id, all.sandboxes)
      const made = all.sandboxes.fork(sandbox, stateBefore(sandbox, entry), entry.at, call.body)
      return describeSandbox(all, made, serverAt(url(''), call))
    }
  })
]

function lastRefused ({ journal }: Sandbox): Entry {
  const found = journal.entries().findLast(({ failure }) => failure && isRefusal(failure))
  if (!found) {
    throw new Failure('not-found', 'No request that was refused is in the journal. Send the one that it is about, and then fork from it.')
  }
  return found
}

/** Throws BadInput where nothing is kept. */
function stateBefore ({ statesBefore }: Sandbox, { id, before }: Entry): Kept {
  if (!before) {
    throw new BadInput(`Request ${id} was not refused, so nothing is kept of the time before it. Save a snapshot before such a request.`)
  }
  const kept = statesBefore.recall(before)
  if (kept === 'too large') {
    throw new BadInput(`The sandbox took ${inBytes(before.tooLarge!)} before request ${id}; a state before a refused request is kept ` +
      `only up to ${inBytes(mostBytesBefore)}. Save a snapshot before the request: a snapshot may be larger.`)
  }
  if (kept === 'let go of') {
    throw new BadInput(`The state before request ${id} is no longer kept: all sandboxes together keep the latest ` +
      `${inBytes(roomForStates)} of such states. Send the request again, and fork from that one.`)
  }
  return kept
}
