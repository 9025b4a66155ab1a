import t from 'tap'
import type { Example, ExampleRequest } from '../../src/core/example.ts'
import { open, type Client, type Reply } from '../server.ts'

/** Sends a request of an example; with `dry`, nothing of it is kept. */
function send (client: Client, { method, path, headers, body }: ExampleRequest, dry = false): Promise<Reply> {
  return client.inject({
    method: method as 'GET',
    url: path,
    headers: { ...headers, ...(dry && { 'sandbox-dry-run': '1' }) },
    ...(body !== undefined && { payload: body as object })
  })
}

const idsOf = (header: unknown): string[] => header === undefined ? [] : String(header).split(', ')

// There is one funding source, so another than that of the over-arching enrolment is also none.
const alsoBroken: Record<string, string[]> = { 'complex-enrolment.same-funding': ['enrolment.funding-source-type-code'] }

for (const [fixture, at] of [['empty', '2026-03-02T09:00'], ['demo', '2028-02-29T23:59'], ['empty', '2026-05-31T00:01']] as const) {
  t.test(`Each rule accepts its one example and is broken, alone, by the other (${fixture}, ${at})`, async t => {
    const client = await open(t, { fixture, at })
    const rules = (await client.admin('GET', '/rules')).body as Array<{ id: string, mode: string }>
    for (const { id, mode } of rules) {
      const { status, body } = await client.admin('GET', `/rules/${id}/examples`)
      t.equal(status, 200, `${id} has examples`)
      const { given, accepted, broken } = body as Example
      for (const request of given) {
        const reply = await send(client, request)
        t.match(reply.status, /^20[01]$/, `${id}: ${request.method} ${request.path} ${reply.text}`)
      }
      const good = await send(client, accepted, true)
      t.match(good.status, /^20[01]$/, `${id} accepts: ${good.text}`)
      t.notOk(idsOf(good.headers['sandbox-warnings']).includes(id), `${id} does not warn`)

      const before = client.sandbox.db.serialize()
      const bad = await send(client, broken, mode === 'warn')
      const [refused, warned] = [idsOf(bad.headers['sandbox-rules']), idsOf(bad.headers['sandbox-warnings'])]
      if (mode === 'enforce') {
        t.ok(bad.status >= 400, `${id} refuses`)
        t.same([refused, warned], [[...(alsoBroken[id] ?? []), id], []], `${id} is broken alone`)
      } else {
        t.match(bad.status, /^20[01]$/, `${id} refuses nothing: ${bad.text}`)
        t.same([refused, warned], [[], [id]], `${id} warns alone`)
      }
      t.ok(before.equals(client.sandbox.db.serialize()), `${id}: nothing is written`)
    }
  })
}

t.test('An example of a rule that there is not', async t => {
  const client = await open(t)
  t.equal((await client.admin('GET', '/rules/visit.no-such/examples')).status, 404)
})
