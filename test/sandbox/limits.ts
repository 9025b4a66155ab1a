import t from 'tap'
import { findFixture } from '../../src/sandbox/fixtures.ts'
import { openSandboxes } from '../../src/sandbox/sandboxes.ts'
import { createSnapshots, mostBytesInMemory, mostSnapshotBytes, mostSnapshots } from '../../src/sandbox/snapshots.ts'
import { contents } from '../../src/services.ts'
import { open } from '../harness.ts'

/** How many and how much there can be of what is kept, each at its boundary. */

const stateOf = (bytes: number) => ({
  about: { sandbox: 'default', fixture: 'empty', at: 0, tables: 1, schema: '' },
  // Its length is what is looked at.
  image: { length: bytes } as Buffer
})

t.test('There are as many sandboxes as there may be, and one that is gone makes room', t => {
  const sandboxes = openSandboxes({ fixture: findFixture('empty'), mostSandboxes: 3 }, contents)
  t.teardown(sandboxes.close)
  sandboxes.make({ id: 'second' })
  sandboxes.make({ id: 'third' })
  const tooMany = { message: 'There are 3 sandboxes, which are the most. Delete some, or give them "ttlSeconds".' }
  t.throws(() => sandboxes.make({ id: 'fourth' }), tooMany)
  t.throws(() => sandboxes.fork(sandboxes.default, sandboxes.default.keep(), 0), tooMany)
  t.same(sandboxes.list(), ['default', 'second', 'third'])
  sandboxes.delete('second')
  t.equal(sandboxes.make({ id: 'fourth' }).id, 'fourth')
  t.end()
})

t.test('A sandbox has as many snapshots as it may have', t => {
  const snapshots = createSnapshots()
  for (let n = 0; n < mostSnapshots; n++) snapshots.save(undefined, stateOf(1))
  t.throws(() => snapshots.save(undefined, stateOf(1)), { message: /^There are 200 snapshots of this sandbox, which are the most\. Delete one/ })
  snapshots.delete('snapshot-1')
  t.equal(snapshots.save('again', stateOf(1)).id, 'again')
  t.end()
})

t.test('The snapshots of a sandbox take as many bytes as they may, and so do those of all that are in memory', t => {
  const one = createSnapshots()
  one.save('half', stateOf(mostSnapshotBytes / 2))
  t.throws(() => one.save('more', stateOf(mostSnapshotBytes / 2 + 1)), { message: /would take 268435457 bytes with this one, and 268435456 are/ })
  t.equal(one.save('rest', stateOf(mostSnapshotBytes / 2)).bytes, mostSnapshotBytes / 2)

  const others = (bytes: number) => createSnapshots(undefined, () => bytes)
  t.throws(() => others(mostBytesInMemory).save('a', stateOf(1)), { message: /^The snapshots of all sandboxes would take 1073741825 bytes .* --data/ })
  t.equal(others(mostBytesInMemory - 1).save('a', stateOf(1)).id, 'a')
  t.end()
})

t.test('What one sandbox saves in memory counts for all, until it is gone', t => {
  const sandboxes = openSandboxes({ fixture: findFixture('empty') }, contents)
  t.teardown(sandboxes.close)
  for (const id of ['a', 'b', 'c', 'd']) sandboxes.make({ id }).snapshots.save('most', stateOf(mostSnapshotBytes))
  t.throws(() => sandboxes.default.save(), { message: /^The snapshots of all sandboxes would take/ })
  t.same(sandboxes.default.snapshots.list(), [])
  sandboxes.delete('a')
  t.equal(sandboxes.default.save().id, 'snapshot-1')
  t.end()
})

t.test('A sandbox has a hundred faults, a class sixty seats, and a body what its operation takes', async t => {
  const client = await open(t, { fixture: 'empty' })
  const fault = { effect: { status: 500 }, times: 1 }
  for (let n = 0; n < 100; n++) t.equal((await client.admin('PUT', `/faults/f${n}`, fault)).status, 200)
  const tooMany = { status: 400, body: { detail: 'A sandbox has 100 faults at most, and not 101.' } }
  t.match(await client.admin('PUT', '/faults/one-more', fault), tooMany)
  t.equal((await client.admin('PUT', '/faults/f0', fault)).status, 200, 'one that is there is changed all the same')
  await client.admin('DELETE', '/faults')

  t.equal((await client.admin('POST', '/classes', { name: 'Full', seats: 60, tasks: ['missing-visit'] })).status, 201)
  t.match(await client.admin('POST', '/classes', { name: 'Too full', seats: 61 }), { status: 400, text: /seats/ })

  const bodyOf = (bytes: number) => `{"learnerLocalId":"${'x'.repeat(bytes - 21)}"}`
  for (const [bytes, status] of [[1_048_576, 400], [1_048_577, 413]] as const) {
    const headers = { authorization: 'Bearer demo-token-9001', eid: '9001', 'content-type': 'application/json' }
    const payload = bodyOf(bytes)
    t.equal(Buffer.byteLength(payload), bytes)
    const reply = await client.inject({ method: 'POST', url: '/work-submission-api/v1.0/learners', headers, payload })
    t.equal(reply.status, status, String(bytes))
  }
})
