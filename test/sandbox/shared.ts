import { execFileSync } from 'node:child_process'
import { existsSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mock } from 'node:test'
import { setImmediate, setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { readConfig } from '../../src/config.ts'
import { findFixture } from '../../src/sandbox/fixtures.ts'
import { openSandboxes } from '../../src/sandbox/sandboxes.ts'
import { contents } from '../../src/services.ts'
import { fillUsers, many } from '../accessplanit/many-users.ts'
import { frozen, startServer } from '../harness.ts'
import { onlyWith } from '../systems.ts'

/** Servers that share a folder, as several processes do. */

const headers = { authorization: 'Bearer demo-api-key', 'content-type': 'application/json' }
const adminHeaders = { 'content-type': 'application/json' }
const categories = "/accessplan/api/v2/Category?$filter=startswith(Label,'Kind')"

async function serverOn (t: Test, data: string) {
  const server = await startServer(readConfig({ port: '0', 'log-level': 'silent', clock: frozen, data, shared: 'yes' }))
  t.teardown(async () => {
    const ended = server.stop()
    server.http.closeAllConnections()
    await ended
  })
  /** Over a socket, it waits for a sandbox that is elsewhere. */
  async function ask (method: string, path: string, body?: object) {
    const reply = await fetch(`${server.url}${path}`, {
      method, headers: path.includes('__admin') ? adminHeaders : headers, ...body && { body: JSON.stringify(body) }
    })
    const text = await reply.text()
    return { status: reply.status, headers: reply.headers, body: text === '' ? undefined : JSON.parse(text) }
  }
  /** Does not wait. */
  const askAtOnce = (method: 'GET' | 'POST', url: string, payload?: object) =>
    server.inject({ method, url, headers, ...payload && { payload } })
  return { ...server, ask, askAtOnce }
}

type SharingServer = Awaited<ReturnType<typeof serverOn>>

async function labelsAt ({ ask }: SharingServer, id: string): Promise<string[]> {
  const { body } = await ask('GET', `/sandboxes/${id}${categories}`)
  return body.results.map((it: { Label: string }) => it.Label)
}

t.test('A sandbox is at one server at a time, and comes to the one that is asked for it', async t => {
  const data = t.testdir({})
  const [a, b] = [await serverOn(t, data), await serverOn(t, data)]
  t.equal((await a.ask('POST', '/__admin/sandboxes', { id: 'one' })).status, 201)
  const make = (server: SharingServer, Label: string) => server.ask('POST', '/sandboxes/one/accessplan/api/v2/Category', { Label })
  const first = await make(b, 'Kind 1')
  t.equal(first.status, 201)

  const refused = await a.askAtOnce('POST', '/sandboxes/one/accessplan/api/v2/Category', { Label: 'Kind 0' })
  t.equal(refused.statusCode, 503)
  t.equal(refused.headers['retry-after'], '1')
  t.match(refused.body, 'Another server of the shared data folder has the sandbox \\"one\\"')

  const second = await make(a, 'Kind 2')
  t.equal(second.status, 201)
  t.not(second.headers.get('sandbox-request-id'), first.headers.get('sandbox-request-id'), 'no request has the id of another')
  t.equal((await b.askAtOnce('GET', `/sandboxes/one${categories}`)).statusCode, 503)
  t.same(await labelsAt(b, 'one'), ['Kind 1', 'Kind 2'], 'nothing of what was refused')
})

t.test('No client has a sandbox for itself, however it asks: each server that wants it has it in its turn', async t => {
  const data = t.testdir({})
  const [a, b, c] = [await serverOn(t, data), await serverOn(t, data), await serverOn(t, data)]
  await a.ask('POST', '/__admin/sandboxes', { id: 'one' })
  const [statuses, written]: [number[], string[]] = [[], []]
  const over = new AbortController()
  const askOn = async (server: SharingServer, pause: number) => {
    for (let n = 0; !over.signal.aborted; n++) {
      const Label = `Kind ${server.url} ${pause} ${n}`
      const { status } = await server.ask('POST', '/sandboxes/one/accessplan/api/v2/Category', { Label })
      statuses.push(status)
      if (status === 201) written.push(Label)
      await setTimeout(pause)
    }
  }
  // One with pauses, and several between which there is none.
  const clients = [askOn(a, 5), askOn(a, 1), askOn(a, 2), askOn(b, 5)]
  for (let n = 0; n < 3; n++) t.equal((await c.ask('GET', '/sandboxes/one/__admin/clock')).status, 200)
  over.abort()
  await Promise.all(clients)
  t.same([...new Set(statuses)], [201])
  const { body } = await c.ask('GET', "/sandboxes/one/accessplan/api/v2/Category?$filter=startswith(Label,'Kind')&$top=1000")
  t.same(body.results.map((it: { Label: string }) => it.Label).sort(), written.sort(), 'what was acknowledged is there')
})

t.test('Who wanted a sandbox and was killed is waited for only for a moment', async t => {
  const data = t.testdir({})
  const { ask } = await serverOn(t, data)
  await ask('POST', '/__admin/sandboxes', { id: 'one' })
  writeFileSync(join(data, 'wanted', 'one'), 'somebody who is gone')
  t.equal((await ask('GET', '/sandboxes/one/__admin/clock')).status, 200)
  t.notOk(existsSync(join(data, 'wanted', 'one')))
})

t.test('A pipe among the files that servers tell each other by is refused, or nobody\'s wish, and holds up nothing', {
  skip: onlyWith('links')
}, async t => {
  const data = t.testdir({})
  const server = await serverOn(t, data)
  for (const [id, file] of [['one', 'locks/one'], ['two', 'locks/two.holder']] as const) {
    execFileSync('mkfifo', [join(data, file)])
    const { status, body } = await server.ask('POST', '/__admin/sandboxes', { id })
    t.equal(status, 503)
    t.match(body.detail, `${join(data, file)} cannot be used: it is a pipe, and no file. Remove it, then send the request again.`)
  }
  execFileSync('mkfifo', [join(data, 'wanted', 'three')])
  t.equal((await server.ask('POST', '/__admin/sandboxes', { id: 'three' })).status, 201)
  t.equal((await server.ask('GET', '/sandboxes/three/__admin/clock')).status, 200)
})

t.test('Servers of a folder make no two sandboxes with one id or number, list all of them, and know what is gone', async t => {
  const data = t.testdir({})
  const [a, b] = [await serverOn(t, data), await serverOn(t, data)]
  const made = await Promise.all([a, b, a, b].map(({ ask }) => ask('POST', '/__admin/sandboxes', { organisations: 'own' })))
  t.same(made.map(({ body }) => body.id).sort(), ['sandbox-1', 'sandbox-2', 'sandbox-3', 'sandbox-4'])
  const taken = await b.ask('POST', '/__admin/sandboxes', { id: made[0]!.body.id })
  t.match(taken, { status: 400, body: { detail: `There is a sandbox "${made[0]!.body.id}" already.` } })
  const list = async ({ ask }: SharingServer) => (await ask('GET', '/__admin/sandboxes')).body.sandboxes.map(({ id }: { id: string }) => id)
  t.same(await list(a), ['default', 'sandbox-1', 'sandbox-2', 'sandbox-3', 'sandbox-4'])
  t.same(await list(b), await list(a))
  t.same(await labelsAt(a, 'sandbox-1'), [])
  t.equal((await b.ask('DELETE', '/__admin/sandboxes/sandbox-1')).status, 204)
  for (const { ask } of [a, b]) {
    t.match(await ask('GET', `/sandboxes/sandbox-1${categories}`), { status: 404, body: { detail: /exists any more: it was deleted at/ } })
  }
  t.match(await a.ask('GET', '/sandboxes/nobodys/__admin/clock'), { status: 404 })
  t.notOk(existsSync(join(data, 'locks', 'nobodys')), 'a lock for what is there alone')
})

t.test('What names no sandbox is told so by servers that share a folder, unless it is about the server', async t => {
  const { ask } = await serverOn(t, t.testdir({}))
  for (const path of ['/accessplan/api/v2/Category', '/sandboxes/default/accessplan/api/v2/Category', '/__admin/reset']) {
    t.match(await ask('POST', path, {}), { status: 404, body: { detail: /names no sandbox.*Send it to \/sandboxes\/\{id\}/ } })
  }
  for (const path of ['/readyz', '/__admin', '/__admin/sandboxes']) t.equal((await ask('GET', path)).status, 200)
  const { status, body } = await ask('POST', '/__admin/classes', { name: 'Monday', seats: 2 })
  t.match({ status, body }, { status: 400, body: { detail: /A class needs a server of its own/ } })
})

t.test('A sandbox with a time to live goes whichever server had it, and not before its time', async t => {
  const data = t.testdir({})
  const [a, b] = [await serverOn(t, data), await serverOn(t, data)]
  for (const id of ['short', 'long']) await a.ask('POST', '/__admin/sandboxes', { id, ttlSeconds: 600 })
  for (const id of ['short', 'long']) await a.ask('GET', `/sandboxes/${id}${categories}`)
  for (const id of ['short', 'long']) a.sandboxes.sleep(id)
  const [minute, at] = [60, statSync(join(data, 'short.json')).mtimeMs / 1000]
  utimesSync(join(data, 'short.json'), at - 12 * minute, at - 12 * minute)
  utimesSync(join(data, 'long.json'), at - 9 * minute, at - 9 * minute)
  t.equal((await b.ask('GET', `/sandboxes/long${categories}`)).status, 200)
  t.match(await b.ask('GET', `/sandboxes/short${categories}`), { status: 404, body: { detail: /it expired/ } })
  t.match(await a.ask('GET', `/sandboxes/short${categories}`), { status: 404, body: { detail: /it expired/ } })
})

t.test('One that nobody uses is let go of, with its journal as it was for the server that had it', async t => {
  mock.timers.enable({ apis: ['setInterval'] })
  t.teardown(() => mock.timers.reset())
  const data = t.testdir({})
  const [a, b] = [await serverOn(t, data), await serverOn(t, data)]
  await a.ask('POST', '/__admin/sandboxes', { id: 'one' })
  await labelsAt(a, 'one')
  t.equal((await b.askAtOnce('GET', `/sandboxes/one${categories}`)).statusCode, 503)
  mock.timers.tick(60_000)
  t.equal((await b.askAtOnce('GET', `/sandboxes/one${categories}`)).statusCode, 503, 'not at the first look')
  mock.timers.tick(60_000)
  const { body } = await a.ask('GET', '/sandboxes/one/__admin/requests')
  t.equal(body.requests.length, 1, 'its journal')
  a.sandboxes.sleep('one')
  t.equal((await b.askAtOnce('GET', `/sandboxes/one${categories}`)).statusCode, 200)
})

t.test('A folder is shared by those alone that share it', async t => {
  const open = (data: string, shared: boolean) => openSandboxes({ fixture: findFixture('empty'), data, shared }, contents)
  const data = t.testdir({})
  const sharing = open(data, true)
  t.throws(() => open(data, false), { message: /is in use by another tms-sandbox, or is shared by several\. Stop it first/ })
  open(data, true).close()
  sharing.close()
  const alone = open(data, false)
  t.throws(() => open(data, true), { message: /is in use by another tms-sandbox \(process \d+\), that does not share it\. Stop it first/ })
  alone.close()
  t.throws(() => readConfig({ shared: 'yes' }), { message: '--shared: there is no folder to share. Name it with --data.' })
})

t.test('Who finds nothing is told of sandboxes, and not of what was asked without one', async t => {
  const { ask } = await serverOn(t, t.testdir({}))
  for (const id of ['one', 'two']) await ask('POST', '/__admin/sandboxes', { id })
  await ask('POST', '/oauth2/access_token')
  const told = async (id: string) => (await ask('POST', `/sandboxes/${id}/__admin/requests/count`, {})).body
  t.same(await told('two'), { count: 0 })
  await ask('POST', '/sandboxes/one/oauth2/access_token')
  t.match(await told('two'), { count: 0, message: /^Another sandbox of this server has requests in its journal: one\. / })
})

t.test('A long list is whole at the server that reads it where another one wants its sandbox meanwhile', async t => {
  const data = t.testdir({})
  const [a, b] = [await serverOn(t, data), await serverOn(t, data)]
  t.equal((await a.ask('POST', '/__admin/sandboxes', { id: 'many' })).status, 201)
  const list = '/sandboxes/many/accessplan/api/v2/User?$top=-1'
  await a.ask('GET', list)
  fillUsers(a.sandboxes.find('many')!.db)
  const [here, there] = await Promise.all([a.ask('GET', list), setImmediate().then(() => b.ask('GET', list))])
  t.strictSame([here.status, there.status], [200, 200])
  t.ok(here.body.results.length > many)
  t.equal(JSON.stringify(there.body), JSON.stringify(here.body))
  t.ok(b.sandboxes.places.get('many')?.awake, 'it has gone there')
})
