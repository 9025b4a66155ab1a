import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { documentOf } from '../../src/http/openapi.ts'
import { services } from '../../src/services.ts'
import { demand, documented, open, type Client } from '../harness.ts'

/** What a sandbox in trouble answers; that it is as its document says is held by the harness. */

t.test('Every operation says what it answers in a sandbox in trouble, and nearly all of a document in one place', t => {
  for (const service of documented()) {
    const { paths, components } = documentOf(service)
    const described = Object.values(paths).flatMap(item => Object.values<any>(item!))
    for (const { operationId, writes, method } of service.operations) {
      const { responses } = described.find(it => it.operationId === operationId)
      t.ok(responses[503], operationId)
      t.equal(responses[507] !== undefined, writes ?? method !== 'GET', `${operationId} has room for what it writes, or does not need it`)
    }
    for (const [status, name] of [[503, 'SandboxUnavailable'], [507, 'SandboxFull']] as const) {
      const replies = described.flatMap(({ responses }) => responses[status] ?? [])
      t.equal(components?.responses?.[name] !== undefined, replies.length > 0, `${name} of ${service.name}`)
      // Who asks for a token may be refused in another form.
      t.ok(replies.filter(it => it.$ref === undefined).length <= 1, `${status} of ${service.name}`)
    }
  }
  t.end()
})

/** Every operation of every API, at a path of which nothing is there; XML is asked for where there is any. */
const requests = services.flatMap(({ mount, operations }) => operations.map(({ method, path }) =>
  ({ method, url: `/sandboxes/one${mount}${path.replace(/:\w+/g, '1')}`, headers: { accept: 'application/xml' } })))

async function allAnswer (t: Test, client: Client, said: RegExp, retryAfter?: string): Promise<void> {
  for (const request of requests) {
    const { status, text, headers } = await client.inject(request)
    t.match({ status, text }, { status: 503, text: said }, request.url)
    t.equal(headers['retry-after'], retryAfter, request.url)
  }
}

t.test('Each API tells in its own way of a sandbox whose file is damaged', async t => {
  const data = t.testdir({})
  const before = await open(t, { data, fixture: 'demo' })
  demand(await before.admin('POST', '/sandboxes', { id: 'one' }))
  before.close()
  writeFileSync(join(data, 'one.sqlite'), 'nonsense'.repeat(600))
  await allAnswer(t, await open(t, { data, fixture: 'demo' }), /one\.sqlite cannot be opened/)
})

t.test('and of one that another server has, with how long to wait', async t => {
  const data = t.testdir({})
  const there = await open(t, { data, shared: 'yes' })
  demand(await there.admin('POST', '/sandboxes', { id: 'one' }))
  const leave = there.sandboxes.enter(there.sandboxes.find('one')!)
  await allAnswer(t, await open(t, { data, shared: 'yes' }), /Another server of the shared data folder has the sandbox/, '1')
  leave()
})
