import { once } from 'node:events'
import { mkdirSync, readdirSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { bodyLimit as contractBody } from '../../src/admin/contract.ts'
import { readConfig } from '../../src/config.ts'
import { finish, nextTurn } from '../../src/core/in-turns.ts'
import { findFixture } from '../../src/sandbox/fixtures.ts'
import { mib, usualLimits } from '../../src/sandbox/limits.ts'
import { openSandboxes } from '../../src/sandbox/sandboxes.ts'
import { createSnapshots, mostBytesInMemory, mostSnapshotBytes } from '../../src/sandbox/snapshots.ts'
import { mostStateBytes } from '../../src/sandbox/states.ts'
import { sizeOf } from '../../src/sandbox/store.ts'
import { contents } from '../../src/services.ts'
import { watch } from '../data.ts'
import { demand, listen, open, type Flags, type Reply } from '../harness.ts'
import { record } from '../tec/provider-based/returns.ts'
import { valid } from '../tec/work-based/bodies.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** How many and how much there can be of what is kept, each at its boundary. */

const stateOf = (bytes: number) => ({
  about: { sandbox: 'default', fixture: 'empty', at: 0, tables: 1, schema: '' },
  // Its length is what is looked at.
  image: { length: bytes } as Buffer
})

t.test('There are as many sandboxes as there may be, and one that is gone makes room', t => {
  const sandboxes = openSandboxes({ fixture: findFixture('empty'), maxSandboxes: 3 }, contents)
  t.teardown(sandboxes.close)
  sandboxes.make({ id: 'second' })
  sandboxes.make({ id: 'third' })
  const tooMany = {
    message: 'There are already 3 sandboxes, the maximum. Delete some, give them "ttlSeconds", or start with a larger --max-sandboxes.'
  }
  t.throws(() => sandboxes.make({ id: 'fourth' }), tooMany)
  t.throws(() => sandboxes.fork(sandboxes.default, sandboxes.default.keep(), 0), tooMany)
  t.same(sandboxes.list(), ['default', 'second', 'third'])
  sandboxes.delete('second')
  t.equal(sandboxes.make({ id: 'fourth' }).id, 'fourth')
  t.end()
})

t.test('Those whose time is over are gone at once for whoever asks, and their files while others have their turn', async t => {
  let now = Date.parse('2026-03-02T09:00:00Z')
  const [data, reported] = [t.testdir({}), [] as unknown[]]
  const sandboxes = openSandboxes({
    fixture: findFixture('empty'), maxSandboxes: 5, data, machine: () => now, report: error => { reported.push(error) }
  }, contents)
  t.teardown(sandboxes.close)
  const files = () => readdirSync(data).filter(name => name.endsWith('.sqlite')).sort()
  for (const id of ['a', 'b', 'c']) sandboxes.make({ id, ttlSeconds: 60 })
  sandboxes.make({ id: 'stays' })
  mkdirSync(join(data, 'b.sqlite.next'))
  now += 60_000
  t.same(sandboxes.list(), ['default', 'stays'])
  t.same(files(), ['a.sqlite', 'b.sqlite', 'c.sqlite', 'default.sqlite', 'stays.sqlite'], 'nobody waits until they are deleted')
  t.equal(sandboxes.make({ id: 'a' }).id, 'a', 'its name and its room are free')
  for (let n = 0; n < 1000 && files().includes('c.sqlite'); n++) await nextTurn()
  t.same(files(), ['a.sqlite', 'b.sqlite', 'default.sqlite', 'stays.sqlite'])
  t.match(sandboxes.goneOf('c'), { how: 'expired' })
  t.match(reported, [{ message: /b\.sqlite\.next is a folder, and no file/ }], 'one that cannot go is told of, and the others go')
  t.same(sandboxes.list(), ['a', 'default', 'stays'])
})

t.test('A sandbox has as many snapshots as it may have', t => {
  const snapshots = createSnapshots()
  for (let n = 0; n < usualLimits.maxSnapshots; n++) finish(snapshots.saving(undefined, stateOf(1)))
  t.throws(() => finish(snapshots.saving(undefined, stateOf(1))),
    { message: /^This sandbox already has 200 snapshots, .+ a larger --max-snapshots\.$/ })
  snapshots.delete('snapshot-1')
  t.equal(finish(snapshots.saving('again', stateOf(1))).id, 'again')
  t.end()
})

t.test('The snapshots of a sandbox take as many bytes as they may, and so do those of all that are in memory', t => {
  const one = createSnapshots()
  finish(one.saving('half', stateOf(mostSnapshotBytes / 2)))
  t.throws(() => finish(one.saving('more', stateOf(mostSnapshotBytes / 2 + 1))),
    { message: /would take 268435457 bytes; the maximum is 268435456 bytes \(256 MiB\)/ })
  t.equal(finish(one.saving('rest', stateOf(mostSnapshotBytes / 2))).bytes, mostSnapshotBytes / 2)

  const others = (bytes: number) => createSnapshots(undefined, () => bytes)
  t.throws(() => finish(others(mostBytesInMemory).saving('a', stateOf(1))),
    { message: /^With this one the snapshots of all sandboxes would take 1073741825 bytes; .* --data/ })
  t.equal(finish(others(mostBytesInMemory - 1).saving('a', stateOf(1))).id, 'a')
  t.end()
})

t.test('What one sandbox saves in memory counts for all, until it is gone', async t => {
  const sandboxes = openSandboxes({ fixture: findFixture('empty') }, contents)
  t.teardown(sandboxes.close)
  for (const id of ['a', 'b', 'c', 'd']) finish(sandboxes.make({ id }).snapshots.saving('most', stateOf(mostSnapshotBytes)))
  await t.rejects(sandboxes.default.save(), { message: /^With this one the snapshots of all sandboxes would take/ })
  t.same(sandboxes.default.snapshots.list(), [])
  sandboxes.delete('a')
  t.equal((await sandboxes.default.save()).id, 'snapshot-1')
})

t.test('A sandbox has a hundred faults, a class sixty seats, and a body what its operation takes', async t => {
  const client = await open(t, { fixture: 'empty' })
  const fault = { effect: { status: 500 }, times: 1 }
  for (let n = 0; n < 100; n++) t.equal((await client.admin('PUT', `/faults/f${n}`, fault)).status, 200)
  const tooMany = { status: 400, body: { detail: 'A sandbox has at most 100 faults, and these would be 101. Remove some first.' } }
  t.match(await client.admin('PUT', '/faults/one-more', fault), tooMany)
  t.equal((await client.admin('PUT', '/faults/f0', fault)).status, 200, 'one that is there is changed all the same')
  await client.admin('DELETE', '/faults')

  t.equal((await client.admin('POST', '/classes', { name: 'Full', seats: 60, tasks: ['missing-visit'] })).status, 201)
  t.match(await client.admin('POST', '/classes', { name: 'Too full', seats: 61 }), {
    status: 400, body: { detail: 'seats is 61, and a class has at most 60. Open two, or start with a larger --max-seats.' }
  })

  const bodyOf = (bytes: number) => '{"learnerLocalId":"x"}'.padEnd(bytes)
  for (const [bytes, status] of [[1_048_576, 400], [1_048_577, 413]] as const) {
    const headers = { authorization: 'Bearer demo-token-9001', eid: '9001', 'content-type': 'application/json' }
    const payload = bodyOf(bytes)
    t.equal(Buffer.byteLength(payload), bytes)
    const reply = await client.inject({ method: 'POST', url: '/work-submission-api/v1.0/learners', headers, payload })
    t.equal(reply.status, status, String(bytes))
  }
})

t.test('A contract comes in a body that may be larger than others, and what is in it is looked at up to that', async t => {
  const client = await open(t, { fixture: 'empty' })
  const put = (bytes: number) => client.send({
    method: 'PUT', url: '/__admin/contract', headers: { 'content-type': 'application/json' }, payload: Buffer.alloc(bytes, ' ')
  })
  const taken = await put(contractBody)
  t.equal(taken.status, 400, taken.text)
  t.match(await put(contractBody + 1), {
    status: 413, body: { detail: `The body must be no larger than ${contractBody / mib} MiB for this operation.` }
  })
  t.equal((await client.admin('GET', '/contract')).status, 200)
})

t.test('A sandbox takes no more bytes than it may: each API says so in its own way, nothing is half-written, reads go on', async t => {
  for (const flags of [{}, { data: t.testdir({}) }] as Flags[]) {
    const client = await open(t, { fixture: 'demo', 'max-sandbox-bytes': '2MiB', ...flags })
    const { submissionToken } = demand(await client.sdr('POST', '/token/202602')).body
    const db = client.db()
    db.exec('CREATE TABLE filling (text)')
    t.throws(() => { for (;;) db.prepare("INSERT INTO filling VALUES (printf('%.*c', 400, 'x'))").run() }, { code: 'SQLITE_FULL' })
    t.equal(sizeOf(client.sandbox.store), 2 * mib, 'to the last page')

    const full = new RegExp('This sandbox would grow beyond its limit of 2097152 bytes \\(2 MiB\\); ' +
      'nothing of the request was stored\\. ' +
      'Delete records, reset it with POST /__admin/reset, or start with a larger --max-sandbox-bytes\\.')
    const writes: Array<[api: string, body: object, send: (n: number) => Promise<Reply>]> = [
      ['work-based', { status: 507, title: 'The sandbox is full', detail: full, errors: {} },
        n => client.post('/learners', valid.learner(`N${n}`))],
      ['v2', { error: 'server_error', message: full },
        n => client.v2('POST', 'Venue', { Label: `Place ${n} ${'x'.repeat(60)}` })],
      ['provider-based', { status: 507, title: 'The sandbox is full', detail: full },
        n => client.sdr('PUT', '/learners', { submissionToken, content: [record('learners', `N${n}`)] })],
      ['v1', { Errors: [{ Message: full }] },
        n => client.v1('POST', '/companies', { Name: `Weka ${n} ${'x'.repeat(60)}`, AccountGroupIDs: [] })],
      ['v1 token', { Errors: [{ Message: full }] },
        () => client.v1('POST', '/token', 'grant_type=password&username=demo&password=demo', form)],
      ['admin', { status: 507, detail: full }, n => client.admin('PUT', `/faults/f${n}`, { effect: { status: 500 } })]
    ]
    for (const [api, body, send] of writes) {
      let reply = await send(0)
      let written = watch(client.sandbox)
      for (let n = 1; n < 99 && reply.status < 300; n++) {
        written = watch(client.sandbox)
        reply = await send(n)
      }
      t.match(reply, { status: 507, body }, api)
      t.strictSame(written(), {}, `${api}: nothing of it`)
    }
    t.equal((await client.admin('DELETE', '/faults')).status, 200, 'what takes less room is stored')
    const esl = await client.inject({
      method: 'POST',
      url: '/oauth2/access_token',
      headers: { ...form, authorization: `Basic ${btoa('demo-tms:demo-secret')}` },
      payload: 'grant_type=client_credentials&scope=https%3A%2F%2Fweb.prd.dxs.pub.tec.govt.nz&org_id=9001'
    })
    t.equal(esl.status, 200, 'a token of ESL is no row')
    const read = await client.get('/learners/DEMO-L04')
    t.equal(read.status, 200, read.text)
    t.match((await client.inject({ method: 'GET', url: '/readyz' })).status, 200)
    t.equal((await client.admin('POST', '/reset')).status, 200)
    t.equal((await client.post('/learners', valid.learner('N1'))).status, 201)
  }
})

t.test('A state that is larger than a sandbox may be is not taken up, and one that is as large is', async t => {
  const large = await open(t, { fixture: 'empty', 'max-sandbox-bytes': '4MiB' })
  const fill = (bytes: number) => {
    const page = "INSERT INTO setting (name, value) VALUES ('filling', json_quote(printf('%.*c', ?, 'x')))"
    large.db().prepare(page).run(bytes - sizeOf(large.sandbox.store) - 5000)
    large.sandbox.settings.reread()
  }
  fill(2 * mib)
  const state = async () => Buffer.from((await large.sandbox.exportState()))
  const small = await open(t, { fixture: 'empty', 'max-sandbox-bytes': '2MiB' })
  const take = async (payload: Buffer) => await small.inject({
    method: 'POST', url: '/__admin/state/import', headers: { 'content-type': 'application/octet-stream' }, payload
  })
  t.ok(sizeOf(large.sandbox.store) <= 2 * mib)
  t.equal((await take(await state())).status, 200)
  large.db().exec("INSERT INTO setting (name, value) VALUES ('more', json_quote(printf('%.*c', 9000, 'x')))")
  t.ok(sizeOf(large.sandbox.store) > 2 * mib)
  const refused = await take(await state())
  t.match(refused, {
    status: 400,
    body: { detail: /^The state takes \d+ bytes, and a sandbox has at most 2097152 bytes \(2 MiB\)\. .+ --max-sandbox-bytes\.$/ }
  })
  t.equal((await small.admin('GET', '/clock')).status, 200)
})

t.test('A file of a state has as many bytes as it may have: of one with more not even the body is read', async t => {
  const server = await listen(t, { fixture: 'empty' })
  const most = mostStateBytes + 64 * 1024
  const ask = (length: number): Socket => connect(Number(new URL(server.url).port), '127.0.0.1').on('error', () => {})
    .on('connect', function (this: Socket) {
      this.write('POST /__admin/state/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n' +
        `Content-Length: ${length}\r\n\r\n`)
    })
  const refused = ask(most + 1)
  const [said] = await once(refused, 'data') as [Buffer]
  t.match(String(said), /^HTTP\/1\.1 413 [^]*The body must be no larger than 256\.0625 MiB for this operation\./)
  refused.destroy()
  const arrived = once(server.http, 'request') as Promise<[IncomingMessage]>
  const taken = ask(most)
  const [request] = await arrived
  await new Promise(resolve => setTimeout(resolve, 50))
  t.equal(taken.bytesRead, 0, 'it waits for the body')
  t.notOk(request.destroyed)
  taken.destroy()
})

t.test('What there may be at most is a flag each', async t => {
  const client = await open(t, { fixture: 'empty', 'max-sandboxes': '2', 'max-snapshots': '1', 'max-seats': '2' })
  t.equal((await client.admin('POST', '/snapshots', {})).status, 201)
  t.match((await client.admin('POST', '/snapshots', {})).body, { status: 400, detail: /^This sandbox already has 1 snapshot, .+ a larger --max-snapshots\.$/ })
  t.match((await client.admin('POST', '/classes', { name: 'C', seats: 3, fixture: 'empty' })).body, {
    status: 400, detail: 'seats is 3, and a class has at most 2. Open two, or start with a larger --max-seats.'
  })
  t.equal((await client.admin('POST', '/sandboxes', {})).status, 201)
  t.match((await client.admin('POST', '/sandboxes', {})).body, { status: 400, detail: /^There are already 2 sandboxes, .+ a larger --max-sandboxes\.$/ })
  for (const [flag, text, said] of [
    ['max-sandbox-bytes', '1', /^--max-sandbox-bytes: "1" is not a size from 1MiB to .+; write 256MiB, 1GiB or a number of bytes$/],
    ['max-sandbox-bytes', '5 miles', /is not a size/], ['max-seats', '1001', /^--max-seats: "1001" is not a whole number from 1 to 1000$/],
    ['max-sandboxes', '0', /is not a whole number from 1/], ['max-snapshots', 'all', /is not a whole number from 1/]
  ] as const) t.throws(() => readConfig({ [flag]: text }), { message: said }, `${flag} ${text}`)
  t.match(readConfig({ 'max-sandbox-bytes': '1 GiB' }), { maxSandboxBytes: 1024 * mib })
  t.match(readConfig({}), usualLimits)
})
