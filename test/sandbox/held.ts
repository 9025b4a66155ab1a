import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import BetterSqlite from 'better-sqlite3'
import t from 'tap'
import { watch } from '../data.ts'
import { isThorough } from '../effort.ts'
import { demand, open } from '../harness.ts'
import { asked, isUnavailable, isWellAgain, send } from './refused-writes.ts'

// Each waits for a quarter of a second, and nobody needs all of them each time.
const ofApis = asked.filter(({ api }, n) => api !== 'admin' && (isThorough || n % 2 === 0))

/** Milliseconds for each that waits: less than the five seconds that SQLite would wait by itself. */
const most = 4000

t.test('While another program holds the database each API says so in its own shape before long, and reads go on', async t => {
  const data = t.testdir({})
  const client = await open(t, { data, fixture: 'demo' })
  demand(await client.admin('POST', '/sandboxes', { id: 'one' }))
  client.sandboxes.sleep('one')
  const others = ['default', 'one'].map(id => new BetterSqlite(join(data, `${id}.sqlite`)).exec('BEGIN IMMEDIATE'))
  t.teardown(() => { for (const it of others) it.close() })
  const written = watch(client.sandbox)
  const held = /Another program holds the database file of this sandbox\. Close it, then send the request again\./

  let before = performance.now()
  await isUnavailable(t, client, held, { among: ofApis })
  t.match((await client.admin('PUT', '/clock', { mode: 'frozen', now: '2027-01-01' })).body, { status: 503, detail: held })
  t.ok(performance.now() - before < most * (ofApis.length + 1), 'each is answered before SQLite would have given up by itself')
  t.equal((await client.admin('GET', '/clock')).body.today, '2026-03-02')
  t.equal((await client.inject({ method: 'GET', url: '/livez' })).status, 200)
  t.strictSame(written(), {}, 'nothing is stored')

  const woken = ofApis.slice(0, isThorough ? undefined : 1)
  before = performance.now()
  await isUnavailable(t, client, held, { under: '/sandboxes/one', readsGoOn: false, among: woken })
  t.ok(performance.now() - before < most * 2 * woken.length, 'also where the sandbox has to wake for it')
  t.equal((await client.inject({ method: 'GET', url: '/livez' })).status, 200)
  t.equal((await send(client, 'GET', asked[0]!.read!)).status, 200, 'others go on')

  for (const it of others) it.close()
  await isWellAgain(t, client)
  await isWellAgain(t, client, '/sandboxes/one')
})
