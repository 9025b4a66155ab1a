import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { runs } from '../../effort.ts'
import { contentsOf } from '../../data.ts'
import { open, type Client, type Reply } from '../../harness.ts'
import { ofWorkBased } from './bodies.ts'
import { waiting, wayOn } from './model/way-on.ts'
import type { World } from './model/world.ts'
import { headersOf, readAgreement, readAll } from './steps/reading.ts'
import { beginning, eids, operationNames, sequence } from './steps/sequences.ts'
import type { Call, Step } from './steps/step.ts'

/** Made-up sequences of requests, held against the model in `model/`. */

t.setTimeout(30 * 60 * 1000)

const steps = 30

t.test('Whatever two TEOs do, the sandbox stands where the model does', async t => {
  const client = await open(t)
  const tried = new Set<string>()
  await fc.assert(fc.asyncProperty(sequence(steps), steps => followsModel(client, steps, tried)), { numRuns: runs(200) })
  if (runs(200) < 200) return
  const missing = operationNames.flatMap(name => [`${name} accepted`, `${name} refused`]).filter(it => !tried.has(it))
  t.same(missing, ['advanceTo refused', 'advanceMonths refused'], 'every operation was accepted and refused')
})

async function followsModel (client: Client, steps: readonly Step[], tried: Set<string>): Promise<void> {
  await client.reset()
  const [world, names] = [beginning(), [] as string[]]
  const agree = (differences: string[]) => {
    if (differences.length > 0) throw new Error(`After\n  ${names.join('\n  ')}\n${differences.join('\n')}`)
  }
  for (const step of steps) {
    const call = step.take(world)
    names.push(call.name)
    agree(differences(call, await send(client, call)))
    const verdict = call.faults.length === 0 ? 'accepted' : 'refused'
    // What a refusal has changed all the same is found at the end.
    if (verdict === 'accepted') for (const id of call.agreements) agree(await readAgreement(client, world.teos[call.eid]!, id))
    tried.add(`${call.operation} ${verdict}`)
  }
  for (const eid of eids) agree(await readAll(client, world.teos[eid]!))
  for (const eid of eids) agree(await findsAWayOn(client, world, eid))
}

/** In which way an enrolment that waits is at a dead end: nobody should have to pause an agreement to bring it on. */
async function findsAWayOn (client: Client, { teos, today }: World, eid: number): Promise<string[]> {
  const teo = teos[eid]!
  for (const { enrolmentLocalId } of waiting(teo, today)) {
    const { enrolmentStatus } = teo.enrolments.get(enrolmentLocalId) ?? {}
    if (enrolmentStatus !== 'Pending' && enrolmentStatus !== 'Hold' && enrolmentStatus !== 'Grace') continue
    const way = wayOn(teo, today, enrolmentLocalId)
    if (!way) return [`Enrolment ${enrolmentLocalId} of ${eid} is ${enrolmentStatus} for ever`]
    for (const { method, path, body, make } of way) {
      make(teo)
      const { status, text } = await client.call(method, path, body, headersOf(eid))
      if (status >= 300) return [`${method} ${path} ${JSON.stringify(body)}: ${status} ${text}`]
    }
    const reply = await client.call('GET', `/enrolments/${enrolmentLocalId}`, undefined, headersOf(eid))
    if (reply.body.enrolmentStatus !== 'Active') return [`Enrolment ${enrolmentLocalId} is ${reply.body.enrolmentStatus} all the same`]
  }
  return readAll(client, teo)
}

const send = (client: Client, { method, url, body, eid }: Call): Promise<Reply> =>
  client.inject({ method: method as 'GET', url, headers: headersOf(eid), ...(body !== undefined && { payload: body }) })

/** In what a reply is not what the model says. */
function differences ({ faults, fired }: Call, { status, body, text }: Reply): string[] {
  if (status !== 200 && status !== 201 && status !== 400) return [`the sandbox answers ${status}: ${text}`]
  const refusedFor = status === 400 ? Object.keys(body.errors).sort() : []
  if (String(refusedFor) !== String([...faults].sort())) return [`the sandbox ${said(refusedFor)}, the model ${said(faults)}: ${text}`]
  return fired === undefined ? [] : inOneOnly(ofWorkBased(body.fired), fired).map(it => `one of the two has fired ${it}`)
}

const said = (refusedFor: string[]): string => refusedFor.length === 0 ? 'accepts it' : `refuses it for ${refusedFor.join(', ')}`

function inOneOnly (list: object[], other: object[]): string[] {
  const [here, there] = [list, other].map(it => new Set(it.map(item => JSON.stringify(item)))) as [Set<string>, Set<string>]
  return [...here, ...there].filter(it => !here.has(it) || !there.has(it))
}

t.test('Time passes the same in one leap and day by day', async t => {
  const [leaper, walker] = [await open(t), await open(t)]
  await fc.assert(fc.asyncProperty(sequence(steps), fc.integer({ min: 1, max: 120 }), async (steps, days) => {
    for (const client of [leaper, walker]) await begin(client, steps)
    const leapt = await advance(leaper, days)
    const walked: object[] = []
    for (let day = 0; day < days; day++) walked.push(...await advance(walker, 1))
    deepStrictEqual(walked, leapt)
    deepStrictEqual(contentOf(walker), contentOf(leaper))
  }), { numRuns: runs(40) })
})

t.test('A clock that is set back and then forward again makes nothing happen twice', async t => {
  const client = await open(t)
  const days = fc.integer({ min: 1, max: 120 })
  await fc.assert(fc.asyncProperty(sequence(steps), days, days, async (steps, forward, back) => {
    await begin(client, steps)
    await advance(client, forward)
    const [there, content] = [client.now(), contentOf(client)]
    deepStrictEqual(await setClock(client, there - back * 24 * 60 * 60 * 1000), [])
    deepStrictEqual(await setClock(client, there), [])
    deepStrictEqual(contentOf(client), content)
  }), { numRuns: runs(40) })
})

/** Takes the steps, for the state that they lead to. */
async function begin (client: Client, steps: readonly Step[]): Promise<void> {
  await client.reset()
  const world = beginning()
  for (const step of steps) await send(client, step.take(world))
}

/** Both answer what fired. */
const advance = async (client: Client, days: number): Promise<object[]> =>
  ofWorkBased((await client.admin('POST', '/clock/advance', { by: `P${days}D` })).body.fired)

const setClock = async (client: Client, at: number): Promise<object[]> =>
  ofWorkBased((await client.admin('PUT', '/clock', { mode: 'frozen', now: new Date(at).toISOString() })).body.fired)

/** Every row but the sandbox's own notes of its clock. */
function contentOf ({ sandbox }: Client): Record<string, unknown[]> {
  const { setting, ...records } = contentsOf(sandbox)
  return records
}
