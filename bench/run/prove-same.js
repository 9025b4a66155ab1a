import { deepStrictEqual } from 'node:assert/strict'
import { ask } from '../harness/servers.js'
import { inTurn } from '../harness/turns.js'

/** Throws unless all servers answer the same status, content type and bytes, and the status that is expected. */
export async function proveSame (scenario, servers) {
  const replies = await inTurn(servers, async ({ url }, name) => {
    const { path, ...request } = scenario.of(name).request()
    const reply = await ask(`${url}${path}`, request)
    return { status: reply.status, type: reply.headers.get('content-type'), body: await reply.text() }
  })
  for (const reply of Object.values(replies)) deepStrictEqual(reply, replies.sandbox)
  deepStrictEqual(replies.sandbox.status, scenario.of('sandbox').status)
}
