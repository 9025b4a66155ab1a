import t, { type Test } from 'tap'
import { randomOf } from '../../src/tec/provider-based/generator/random.ts'
import { isThorough } from '../effort.ts'
import { onlyWith } from '../systems.ts'
import { record } from '../tec/provider-based/returns.ts'
import { valid } from '../tec/work-based/bodies.ts'
import { start } from './program.ts'

const kills = isThorough ? 20 : 1
const recordsABatch = 40

interface Answer { readonly status: number, readonly body: any }

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const tec = { authorization: 'Bearer demo-token-9001', eid: '9001' }
const platform = { authorization: 'Bearer demo-api-key' }

async function ask (url: string, method: string, path: string, headers: object = {}, body?: unknown): Promise<Answer> {
  const isText = typeof body === 'string'
  const reply = await fetch(`${url}${path}`, {
    method,
    headers: { ...body !== undefined && !isText && { 'content-type': 'application/json' }, ...headers } as Record<string, string>,
    ...body !== undefined && { body: isText ? body : JSON.stringify(body) }
  })
  const text = await reply.text()
  return { status: reply.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
}

/** One client: how it writes for the how manieth time, and how it sees that what it was told is stored is there, and whole. */
interface Client {
  readonly name: string
  write (url: string, number: number): Promise<Answer>
  isThere (url: string, number: number, answer: Answer): Promise<boolean>
}

const isRead = async (url: string, path: string, headers: object): Promise<boolean> => (await ask(url, 'GET', path, headers)).status === 200

const hasLabel = ({ body }: Answer, label: string): boolean => JSON.stringify(body).includes(`"Label":"${label}"`)

const submissions = new Map<string, string>()

const clients: Client[] = [
  {
    name: 'work-based',
    write: (url, n) => ask(url, 'POST', '/work-submission-api/v1.0/learners', tec, valid.learner(`K${n}`)),
    isThere: (url, n) => isRead(url, `/work-submission-api/v1.0/learners/K${n}`, tec)
  },
  {
    name: 'provider-based',
    async write (url, n) {
      const tokenOf = async () => (await ask(url, 'POST', '/submissions/v1.0/token/202602', tec)).body.submissionToken as string
      const submissionToken = submissions.get('token') ?? await tokenOf()
      submissions.set('token', submissionToken)
      const content = Array.from({ length: recordsABatch }, (_, i) => record('learners', `${n}-${i}`))
      return await ask(url, 'PUT', '/submissions/v1.0/learners', tec, { submissionToken, content })
    },
    async isThere (url, n) {
      const { body } = await ask(url, 'GET', `/submissions/v1.0/contents/${submissions.get('token')}?collection=learners`, tec)
      return (body as string).split('\r\n').filter(line => line.startsWith(`${n}-`)).length === recordsABatch
    }
  },
  {
    name: 'esl',
    write: (url) => ask(url, 'POST', '/oauth2/access_token', { ...form, authorization: `Basic ${btoa('demo-tms:demo-secret')}` },
      'grant_type=client_credentials&scope=https%3A%2F%2Fweb.prd.dxs.pub.tec.govt.nz&org_id=9001'),
    isThere: (url, _, { body }) => isRead(url, '/work-submission-api/v1.0/programmes/DEMO-NZA/versions/1',
      { authorization: `Bearer ${body.access_token}`, eid: '9001' })
  },
  {
    name: 'accessplanit 1',
    write: (url) => ask(url, 'POST', '/accessplan/api/v1/token', form, 'grant_type=password&username=demo&password=demo'),
    isThere: (url, _, { body }) => isRead(url, '/accessplan/api/v1/coursedates/5014', { authorization: `Bearer ${body.access_token}` })
  },
  {
    name: 'accessplanit 2',
    write: (url, n) => ask(url, 'POST', '/accessplan/api/v2/Venue', platform, { Label: `Place ${n}` }),
    async isThere (url, n, { body }) {
      return hasLabel(await ask(url, 'GET', `/accessplan/api/v2/Venue/${body.ID}`, platform), `Place ${n}`)
    }
  },
  {
    name: 'another sandbox',
    write: (url, n) => ask(url, 'POST', '/sandboxes/one/accessplan/api/v2/Category', platform, { Label: `Kind ${n}` }),
    async isThere (url, n, { body }) {
      return hasLabel(await ask(url, 'GET', `/sandboxes/one/accessplan/api/v2/Category/${body.ID}`, platform), `Kind ${n}`)
    }
  },
  {
    name: 'new sandboxes',
    write: (url) => ask(url, 'POST', '/__admin/sandboxes'),
    isThere: (url, _, { body }) => isRead(url, `/sandboxes/${body.id}/work-submission-api/v1.0/programmes/DEMO-NZA/versions/1`, {
      authorization: 'Bearer demo-token-9001', eid: '9001'
    })
  },
  {
    name: 'snapshots',
    write: (url, n) => n % 10 > 0 ? ask(url, 'GET', '/__admin/snapshots') : ask(url, 'POST', '/__admin/snapshots', {}, { id: `s${n}` }),
    isThere: async (url, n, { body }) => n % 10 > 0 ||
      (await ask(url, 'GET', '/__admin/snapshots')).body.snapshots.some(({ id }: { id: string }) => id === body.id)
  }
]

interface Written { readonly client: Client, readonly number: number, readonly answer: Answer }

/** All clients write as fast as they are answered, until the server is gone; answers what was acknowledged. */
async function writeUntilKilled (t: Test, url: string, from: number, after: number, kill: () => void): Promise<Written[]> {
  const written: Written[] = []
  await Promise.all(clients.map(async client => {
    for (let number = from; ; number++) {
      let answer: Answer
      try {
        answer = await client.write(url, number)
      } catch {
        return
      }
      if (answer.status >= 300) t.fail(`${client.name}: ${answer.status} ${JSON.stringify(answer.body)}`)
      if (written.push({ client, number, answer }) === after) kill()
    }
  }))
  return written
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

t.test(`After each kill (${kills}) under load of all services at once, what was acknowledged is there, and nothing in part`, {
  skip: onlyWith('signals')
}, async t => {
  const words = ['--data', t.testdir({}), '--fixture', 'demo', '--clock', 'frozen:2026-03-02T09:00', '--rate-limit', 'off']
  const random = randomOf(20260302)
  let server = await start(t, words)
  await ask(server.url, 'POST', '/__admin/sandboxes', {}, { id: 'one' })
  await ask(server.url, 'POST', '/sandboxes/one/accessplan/api/v2/Webhook', platform, { Module: 'Category', Url: 'http://127.0.0.1:9/' })
  let number = 1
  for (let round = 1; round <= kills; round++) {
    const written = await writeUntilKilled(t, server.url, number, 40 + random.below(60), () => { server.child.kill('SIGKILL') })
    await server.ended
    number = Math.max(number, ...written.map(it => it.number)) + 2
    server = await start(t, words)
    const lost: string[] = []
    await Promise.all(written.map(async ({ client, number, answer }) => {
      if (!await client.isThere(server.url, number, answer)) lost.push(`${client.name} ${number}`)
    }))
    t.same(lost, [], `kill ${round}: all of ${written.length} are there`)
    t.same(new Set(written.map(({ client }) => client.name)).size > 4, true, 'most of the clients had been answered')
    await isNothingInPart(t, server.url)
  }
  server.child.kill('SIGTERM')
  t.match(await server.ended, { code: 0, err: '' })
})
