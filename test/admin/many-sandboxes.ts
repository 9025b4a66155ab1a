import t from 'tap'
import { runs } from '../effort.ts'
import { demand, open } from '../harness.ts'
import { valid } from '../tec/work-based/bodies.ts'
import { make, valueOf } from './sandboxes.ts'

/** A thousand of them and two hundred used, where time is given for it; as a rule, a fifth. */
const [all, used] = [Math.min(1000, runs(200)), Math.min(200, runs(40))]

/** What one of them is to have: learners, under ids that every other has, too, each with its own day of birth. */
interface Model { readonly id: string, readonly bearer: string, readonly learners: Map<string, string>, now: string }

const day = (n: number): string => `19${70 + n % 30}-0${1 + n % 9}-${10 + n % 19}`

t.test(`Of ${all} sandboxes, ${used} are written to side by side, and each has what it was told and nothing else`, async t => {
  const client = await open(t)
  const models: Model[] = []
  for (let n = 0; n < all; n++) {
    const made = await make(client, { clock: { mode: 'frozen', now: `2026-03-02T09:00:${10 + n % 50}` } })
    if (n % (all / used) < 1) {
      const bearer = valueOf(made, 'bearer token', '9001')
      models.push({ id: made.id, bearer, learners: new Map(), now: `2026-03-02T09:00:${10 + n % 50}+13:00` })
    }
  }
  t.equal((await client.admin('GET', '/sandboxes')).body.total, all + 1)

  // By turns in all of them, by prefix, by header and by credentials alone.
  const call = ({ id, bearer }: Model, n: number, method: string, path: string, body?: object) => n % 3 === 0
    ? client.inject({
      method: method as 'GET',
      url: `/sandboxes/${id}/work-submission-api/v1.0${path}`,
      headers: { authorization: 'Bearer demo-token-9001', eid: '9001' },
      ...body && { payload: body }
    })
    : client.call(method, path, body, n % 3 === 1 ? { 'sandbox-id': id } : { authorization: `Bearer ${bearer}` })

  const write = async (model: Model, n: number, round: number): Promise<void> => {
    const [id, dateOfBirth] = [`L${(n + round) % 5}`, day(n * 7 + round)]
    const learner = { ...valid.learner(id), identity: { ...valid.learner(id).identity, dateOfBirth } }
    const isNew = !model.learners.has(id)
    const { status } = await call(model, n + round, isNew ? 'POST' : 'PUT', isNew ? '/learners' : `/learners/${id}`, learner)
    if (status < 300) model.learners.set(id, dateOfBirth)
    if (isNew && status !== 201) t.fail(`${model.id} ${id}: ${status}`)
  }
  for (let round = 0; round < 3; round++) await Promise.all(models.map((model, n) => write(model, n, round)))

  const differences: string[] = []
  const compare = async (model: Model, n: number): Promise<void> => {
    for (let i = 0; i < 5; i++) {
      const { status, body } = await call(model, n + i, 'GET', `/learners/L${i}`)
      const found = status === 200 ? body.identity.dateOfBirth.slice(0, 10) : undefined
      if (found !== model.learners.get(`L${i}`)) differences.push(`${model.id} L${i}: ${found}, not ${model.learners.get(`L${i}`)}`)
    }
    const at = `/sandboxes/${model.id}/__admin`
    const { body: { now } } = await client.inject({ url: `${at}/clock` })
    if (now !== model.now) differences.push(`${model.id}: ${now}, not ${model.now}`)
    const { body: { total } } = await client.inject({ url: `${at}/requests` })
    if (total !== 8) differences.push(`${model.id}: ${total} requests in the journal`)
  }
  await Promise.all(models.map(compare))
  t.same(differences, [])
  t.ok(models.every(({ learners }) => learners.size === 3))

  const unused = client.sandboxes.list().filter(id => models.every(it => it.id !== id))
  t.equal(unused.length, all + 1 - used)
  const some = unused.slice(0, 5)
  for (const id of some) t.equal((await client.call('GET', '/learners/L1', undefined, { 'sandbox-id': id })).status, 400, id)
  demand(await client.admin('DELETE', `/sandboxes/${models[0]!.id}`))
  t.equal((await client.call('GET', '/learners/L1', undefined, { authorization: `Bearer ${models[0]!.bearer}` })).status, 404)
  t.equal((await call(models[1]!, 2, 'GET', '/learners/L1')).status, models[1]!.learners.has('L1') ? 200 : 400)
})
