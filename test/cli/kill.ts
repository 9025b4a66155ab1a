import t, { type Test } from 'tap'
import { randomOf } from '../../src/tec/provider-based/generator/random.ts'
import { isThorough } from '../effort.ts'
import { ask, ofOneRecord, platform, type Answer, type Client } from './kill-clients.ts'
import { ofSeveralRecords } from './kill-several-records.ts'
import { start } from './program.ts'

const kills = isThorough ? 20 : 1
const clients: readonly Client[] = [...ofOneRecord, ...ofSeveralRecords]

interface Written { readonly client: Client, readonly number: number, readonly answer: Answer }

interface Begun { readonly client: Client, readonly number: number }

/** All clients write as fast as they are answered, until the server is gone; answers what was acknowledged, and what was under way then. */
async function writeUntilKilled (
  t: Test, url: string, from: number, after: number, kill: () => void
): Promise<{ written: Written[], underWay: Begun[] }> {
  const [written, underWay]: [Written[], Begun[]] = [[], []]
  let isKilled = false
  await Promise.all(clients.map(async client => {
    for (let number = from; ; number++) {
      let answer: Answer
      try {
        answer = await client.write(url, number)
      } catch (error) {
        if (!isKilled) throw error
        underWay.push({ client, number })
        return
      }
      if (answer.status >= 300) t.fail(`${client.name}: ${answer.status} ${JSON.stringify(answer.body)}`)
      if (written.push({ client, number, answer }) < after || isKilled) continue
      isKilled = true
      kill()
    }
  }))
  return { written, underWay }
}

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

t.test(`After each kill (${kills}) under load of all services at once, what was acknowledged is there, and nothing in part`, async t => {
  const words = ['--data', t.testdir({}), '--fixture', 'demo', '--clock', 'frozen:2026-03-02T09:00', '--rate-limit', 'off']
  const random = randomOf(20260302)
  let server = await start(t, words)
  await ask(server.url, 'POST', '/__admin/sandboxes', {}, { id: 'one' })
  await ask(server.url, 'POST', '/sandboxes/one/accessplan/api/v2/Webhook', platform, { Module: 'Category', Url: 'http://127.0.0.1:9/' })
  for (const { prepare } of clients) await prepare?.(server.url)
  let number = 1
  for (let round = 1; round <= kills; round++) {
    const kill = () => { server.child.kill('SIGKILL') }
    const { written, underWay } = await writeUntilKilled(t, server.url, number, 60 + random.below(60), kill)
    await server.ended
    number = Math.max(number, ...written.map(it => it.number)) + 2
    server = await start(t, words)
    const lost: string[] = []
    await Promise.all(written.map(async ({ client, number, answer }) => {
      if (!await client.isThere(server.url, number, answer)) lost.push(`${client.name} ${number}`)
    }))
    t.same(lost, [], `kill ${round}: all of ${written.length} are there`)
    t.same(new Set(written.map(({ client }) => client.name)).size > 4, true, 'most of the clients had been answered')
    const inPart: string[] = []
    for (const { client, number } of underWay) {
      if (await client.isWhole?.(server.url, number) === false) inPart.push(`${client.name} ${number}`)
    }
    t.same(inPart, [], 'of what was under way all is there, or nothing')
    await isNothingInPart(t, server.url)
  }
  server.child.kill('SIGTERM')
  t.match(await server.ended, { code: 0, err: '' })
})
