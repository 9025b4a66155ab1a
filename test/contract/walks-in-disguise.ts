import type { InjectOptions } from 'light-my-request'
import t, { type Test } from 'tap'
import { ourDocument } from '../../src/contract/our-documents.ts'
import { services } from '../../src/services.ts'
import { demand, listen, open, type Client, type Reply } from '../harness.ts'
import { isReset, page, readSteps, runInShell } from '../house/walks.ts'
import { disguise, type Disguise } from './disguise.ts'

/** What a walk sent, step by step. */
interface Sent { readonly method: string, readonly url: string, readonly headers: Record<string, string>, readonly body: unknown }

/** Of each walk the service whose document is disguised, and the seeds. */
const walks: ReadonlyArray<readonly [path: string, service: string]> = [
  ['docs/walks/work-based.md', 'tec-work-based'],
  ['docs/walks/sdr.md', 'tec-provider-based']
]

const seeds = process.env.TMS_SANDBOX_SEEDS?.split(',').map(Number) ?? [3, 4]

/** The requests of a walk, as they come to a server. */
async function requestsOf (t: Test, path: string): Promise<Sent[]> {
  const server = await listen(t)
  const sent: Sent[] = []
  server.http.prependListener('request', (raw) => {
    const chunks: Buffer[] = []
    const one = { method: raw.method!, url: raw.url!, headers: { ...raw.headers } as Record<string, string>, body: undefined as unknown }
    sent.push(one)
    const push = raw.push.bind(raw)
    // A listener would take the body from the server.
    raw.push = (chunk: Buffer | null, ...more) => {
      if (chunk) chunks.push(chunk)
      else if (chunks.length > 0) one.body = read(Buffer.concat(chunks).toString())
      return push(chunk, ...more)
    }
  })
  const steps = readSteps(page(path))
  await runInShell(isReset(steps.at(-1)) ? steps.slice(0, -1) : steps, server.url)
  return sent
}

const read = (text: string): unknown => text.startsWith('{')
  // An object that has nothing would be lost where a disguise makes it flat.
  ? JSON.parse(text.replace('"educationHistory": {}', '"educationHistory": { "lastYearAtSecondarySchool": 2021 }')) as unknown
  : text

const send = ({ inject }: Client, { method, url, headers, body }: Sent): Promise<Reply> => {
  const { authorization, eid, 'content-type': type } = headers
  return inject({
    method: method as InjectOptions['method'] & string,
    url,
    headers: { ...authorization && { authorization }, ...eid && { eid }, ...typeof body === 'string' && { 'content-type': type! } },
    ...body !== undefined && { payload: body as object }
  })
}

/** Everything that is stored, but what tells of the contract itself. */
function stateOf ({ db }: Client): unknown {
  const names = db()
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'contract%' AND name <> 'setting'")
    .pluck()
    .all()
  return Object.fromEntries(names.map(name => [name, db().prepare(`SELECT * FROM "${String(name)}"`).all()]))
}

/** Sends a request as the disguise has it, and answers what came back as ours has it. */
async function sendDisguised (client: Client, it: Sent, { request, reply }: Disguise, mount: string): Promise<Reply> {
  if (!it.url.startsWith(`${mount}/`)) return send(client, it)
  const { authorization, eid } = it.headers
  const headers = { ...authorization && { authorization }, ...eid && { eid } }
  const other = request({ method: it.method, path: it.url.slice(mount.length), headers, body: it.body })
  if (!other) throw new Error(`The disguise has no ${it.method} ${it.url}`)
  const got = await send(client, { method: other.method, url: other.path, headers: { ...headers, ...other.headers }, body: other.body })
  return { ...got, body: got.status < 300 ? reply(other.operationId, got.body) : got.body }
}

/** What a person decides who knows the disguise: of the members that are told of, those that nothing but a name tells are doubtful. */
const decisionsOf = ({ truth }: Disguise): object => ({
  matches: Object.fromEntries([...truth].flatMap(([id, { body, reply }]) => [
    ...[...body].map(([ours, official]) => [`${id}.body.${ours}`, official ?? null]),
    ...[...reply].map(([ours, official]) => [`${id}.reply.${ours}`, official ?? null])
  ]))
})

/** An object that is flat in a disguise is not there where it has nothing. */
const withoutEmpty = (body: unknown): unknown => JSON.parse(JSON.stringify(body ?? null, (name, value: unknown) => {
  // What is said of members has the names of the disguise.
  if (name === 'errorDescription' || name === 'errors') return undefined
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0 && !Array.isArray(value) ? undefined : value
}))

for (const [path, name] of walks) {
  for (const seed of seeds) {
    t.test(`${path} under disguise ${seed} has the same rules refuse, and comes to the same state`, async t => {
      const service = services.find(it => it.name === name)!
      const sent = await requestsOf(t, path)
      const disguised = disguise(ourDocument(service), seed, { kept: 1, removed: 0 })
      const [plain, under] = [await open(t, { fixture: 'demo' }), await open(t, { fixture: 'demo' })]
      const adopted = await under.inject({
        method: 'PUT', url: '/__admin/contract', payload: { document: disguised.text, overlay: decisionsOf(disguised) }
      })
      t.same(demand(adopted).body.doubtful, [])
      for (const it of sent) {
        const [one, other] = [await send(plain, it), await sendDisguised(under, it, disguised, service.mount)]
        const what = `${it.method} ${it.url}`
        t.equal(other.status, one.status, other.status === one.status ? what : `${what} ${other.text}`)
        t.equal(other.headers['sandbox-rules'], one.headers['sandbox-rules'], what)
        if (one.status < 300 && it.url.startsWith(service.mount)) t.match(other.body, withoutEmpty(one.body), what)
      }
      t.same(stateOf(under), stateOf(plain))
    })
  }
}
