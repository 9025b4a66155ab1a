import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { watch, type Written } from '../data.ts'
import { isThorough, runs } from '../effort.ts'
import { open, type Reply } from '../harness.ts'
import { byAndBy, goingOn, writingReads } from './differences.ts'
import type { Operation } from './operations.ts'
import './own-api.ts'
import './parsers.ts'
import { checkReply, isRefusal } from './replies.ts'
import { requestsTo, show, type Request } from './requests.ts'
import { aimAt, seek, startOver, type Target } from './target.ts'
import './tokens.ts'

/** How many requests an operation gets, each meeting what those before it have left. */
const count = Math.max(2, runs(isThorough ? 30 : 12))

t.setTimeout(30 * 60 * 1000)

t.test('However odd a request, it is taken or refused as documented, and a refusal writes nothing', async t => {
  const target = await aimAt(await open(t, { fixture: 'demo' }))
  t.teardown(() => { if (underWay) console.error(`Something went wrong beside the answer to\n${show(underWay)}`) })
  for (const operation of target.operations) {
    const { operationId, service } = operation
    const { found, sent, accepted, before } = await fuzz(target, operation)
    const name = `${service} ${operationId}: ${accepted} of ${sent} requests accepted`
    if (found.failed) t.fail(`${service} ${operationId}: ${messageOf(found).split('\n')[0]}`, describe(found, before))
    else t.ok(accepted > 0 && accepted < sent, name)
  }
})

/** For failures that no reply tells of. */
let underWay: Request | undefined

/**
 * Sends requests to an operation, first one that is known to be accepted and one to be refused. Once one has gone wrong, simpler ones are
 * tried on the same data.
 */
async function fuzz (target: Target, operation: Operation) {
  const requests = requestsTo(operation, target.callers.get(operation.service)!)
  let [sent, accepted, isFound] = [0, 0, false]
  let before: Request[] = target.beginning
  let written = watch(target.client.sandbox)

  async function begin (past: Request[]): Promise<void> {
    before = past
    await startOver(target, before)
    written = watch(target.client.sandbox)
  }

  await begin(target.beginning)
  const examples = (await seek(target, requests)).map((request): [Request] => [request])
  const found = await fc.check(fc.asyncProperty(requests, async request => {
    if (isFound) await begin(before)
    sent++
    try {
      if (!await isTaken(request, target, written) || isFound) return
    } catch (error) {
      isFound = true
      throw error
    }
    accepted++
    written = watch(target.client.sandbox)
    before = [...before, request]
  }), { numRuns: count, timeout: 60_000, examples })
  return { found, sent, accepted, before }
}

/** Sends a request, and throws unless all is as it has to be. */
async function isTaken (request: Request, target: Target, written: () => Written): Promise<boolean> {
  underWay = request
  const reply = await target.client.inject(request as object)
  checkReply(request, reply, target.operations, target.rules)
  if (!mayWrite(request, reply)) {
    const now = Object.entries(written()).filter(([table]) => !byAndBy.has(table))
    assert.deepEqual(now, [], `something was written, and the reply is ${reply.status} ${reply.text}`)
  }
  assert.equal(({} as { polluted?: true }).polluted, undefined, 'every object has a new member')
  await checkJournal(reply, target)
  if (mayWrite(request, reply) && goingOn.test(request.url)) await target.client.inject({ ...request, method: 'GET' } as object)
  underWay = undefined
  return !isRefusal(reply)
}

const mayWrite = ({ method, url }: Request, reply: Reply): boolean =>
  !isRefusal(reply) && (method !== 'GET' || writingReads.test(url)) && reply.headers['sandbox-dry-run'] === undefined

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
