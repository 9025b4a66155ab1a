import { Agent } from 'node:http'
import t, { type Test } from 'tap'
import { randomOf } from '../../src/tec/provider-based/generator/random.ts'
import { isThorough } from '../effort.ts'
import { onlyWith } from '../systems.ts'
import { start } from './program.ts'
import { severalRecordsBy } from './several-records.ts'
import { inPartOf, lostOf, writeUntilGone } from './under-load.ts'
import { askOver, clientsBy, platform } from './writing-clients.ts'

const kills = isThorough ? 20 : 1

const ask = askOver(new Agent({ keepAlive: true }))
const clients = [...clientsBy(ask), ...severalRecordsBy(ask)]

/** Each record of the other sandbox has been noted for its webhook in the transaction that made it. */
async function isNothingInPart (t: Test, url: string): Promise<void> {
  const count = async (path: string): Promise<number> => {
    const { body } = await ask(url, 'GET', `/sandboxes/one/accessplan/api/v2/${path}&$top=-1`, platform)
    const rows = (Array.isArray(body) ? body : Object.values(body).find(Array.isArray)) as unknown[]
    return rows.length
  }
  const made = await count("Category?$filter=startswith(Label,'Kind')")
  t.ok(made > 0)
  t.equal(await count("WebhookInstance?$filter=contains(Url,'9')"), made, 'what was made and what was noted of it are there together')
}

t.test(`After each kill (${kills}) under load of all services at once, what was acknowledged is there, and nothing in part`, {
  skip: onlyWith('signals')
}, async t => {
  const words = ['--data', t.testdir({}), '--fixture', 'demo', '--clock', 'frozen:2026-03-02T09:00', '--rate-limit', 'off']
  const random = randomOf(20260302)
  let server = await start(t, words)
  await ask(server.url, 'POST', '/__admin/sandboxes', {}, { id: 'one' })
  await ask(server.url, 'POST', '/sandboxes/one/accessplan/api/v2/Webhook', platform, { Module: 'Category', Url: 'http://127.0.0.1:9/' })
  for (const { prepare } of clients) await prepare?.(server.url)
  let number = 1
  for (let round = 1; round <= kills; round++) {
    const kill = () => { server.child.kill('SIGKILL') }
    const after = 60 + random.below(60)
    const { written, underWay } = await writeUntilGone(t, clients, { url: server.url, from: number, after, end: kill })
    await server.ended
    number = Math.max(number, ...written.map(it => it.number)) + 2
    server = await start(t, words)
    t.same(await lostOf(written, server.url), [], `kill ${round}: all of ${written.length} are there`)
    t.same(new Set(written.map(({ client }) => client.name)).size > 4, true, 'most of the clients had been answered')
    t.same(await inPartOf(underWay, server.url), [], 'of what was under way all is there, or nothing')
    await isNothingInPart(t, server.url)
  }
  server.child.kill('SIGTERM')
  t.match(await server.ended, { code: 0, err: '' })
})
