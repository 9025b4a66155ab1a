import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { runs } from '../effort.ts'
import type { Operation } from './operations.ts'
import { checkReply, isRefusal } from './replies.ts'
import { requestsTo, show, type Request } from './requests.ts'
import { aimAt, startOver, type Target } from './target.ts'
import { watch } from '../data.ts'
import { open, type Reply } from '../harness.ts'

/** How many requests meet what those before them have left; then all begins anew. */
const together = 25
const usual = 200
const count = runs(usual)

t.setTimeout(60_000 + 1000 * count)

t.test('However odd a request, it is taken or refused as documented, and a refusal writes nothing', async t => {
  const target = await aimAt(await open(t, { fixture: 'demo' }))
  t.teardown(() => { if (underWay) console.error(`Something went wrong beside the answer to\n${show(underWay)}`) })
  for (const operation of target.operations) {
    const { found, accepted, before } = await fuzz(target, operation)
    const name = `${operation.operationId}: ${accepted} of ${found.numRuns} requests accepted`
    if (found.failed) t.fail(`${operation.operationId}: ${messageOf(found).split('\n')[0]}`, describe(found, before))
    else t.ok(count < usual || (accepted > 0 && accepted < count), name)
  }
})

/** For failures that no reply tells of. */
let underWay: Request | undefined

/** Sends requests to an operation. Once one has gone wrong, simpler ones are tried on the same data. */
async function fuzz (target: Target, operation: Operation) {
  let [sent, accepted, isFound] = [0, 0, false]
  let before: Request[] = []

  const found = await fc.check(fc.asyncProperty(requestsTo(operation, target.people), async request => {
    if (isFound) await startOver(target, before)
    else if (sent++ % together === 0) await startOver(target, before = target.beginning)
    try {
      if (!await isTaken(request, target) || isFound) return
    } catch (error) {
      isFound = true
      throw error
    }
    accepted++
    before = [...before, request]
  }), { numRuns: count, timeout: 10_000 })
  return { found, accepted, before }
}

/** Sends a request, and throws unless all is as it has to be. */
async function isTaken (request: Request, target: Target): Promise<boolean> {
  underWay = request
  const written = watch(target.client.sandbox)
  const reply = await target.client.inject(request as object)
  checkReply(request, reply, target.operations, target.rules)
  if (!mayWrite(request, reply)) assert.deepEqual(written(), {}, `something was written, and the reply is ${reply.status} ${reply.text}`)
  assert.equal(({} as { polluted?: true }).polluted, undefined, 'every object has a new member')
  await checkJournal(reply, target)
  underWay = undefined
  return !isRefusal(reply)
}

const mayWrite = ({ method }: Request, reply: Reply): boolean =>
  !isRefusal(reply) && method !== 'GET' && reply.headers['sandbox-dry-run'] === undefined

async function checkJournal ({ status, headers }: Reply, { client }: Target): Promise<void> {
  const id = headers['sandbox-request-id']
  if (id === undefined) return
  const explained = await client.admin('GET', `/requests/${String(id)}/explain`)
  assert.equal(explained.body.outcome, status < 400 ? 'accepted' : 'refused', `the explanation is ${explained.text}`)
  const listed = await client.admin('GET', '/requests?limit=1')
  assert.equal(listed.body.requests?.[0].id, id, `the journal is ${listed.text}`)
}

const messageOf = ({ errorInstance }: fc.RunDetails<[Request]>): string =>
  errorInstance instanceof Error ? errorInstance.message : String(errorInstance)

/** What a person needs to see what went wrong, and to have it again. */
const describe = (found: fc.RunDetails<[Request]>, before: readonly Request[]) => ({
  problem: messageOf(found),
  request: found.counterexample && show(found.counterexample[0]),
  'accepted before it': before.length,
  'to have it again': `TMS_SANDBOX_SEED=${found.seed}`
})
