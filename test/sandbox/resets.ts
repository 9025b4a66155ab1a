import t from 'tap'
import { demand, open, type Client } from '../harness.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded' }

async function bearerOf (client: Client): Promise<string> {
  return demand(await client.inject({
    method: 'POST',
    url: '/oauth2/access_token',
    headers: { ...form, authorization: `Basic ${btoa('demo-tms:demo-secret')}` },
    payload: 'grant_type=client_credentials&scope=https%3A%2F%2Fweb.prd.dxs.pub.tec.govt.nz&org_id=9001'
  })).body.access_token
}

const loginOf = async (client: Client, fields: Record<string, string> = { grant_type: 'password', username: 'demo', password: 'demo' }) =>
  await client.inject({ method: 'POST', url: '/accessplan/api/v2/token', headers: form, payload: new URLSearchParams(fields).toString() })

interface Issued { bearer: string, access: string, refresh: string, submission: string, basket: string }

/** One of each kind of what a sandbox issues. */
async function issue (client: Client): Promise<Issued> {
  const { access_token: access, refresh_token: refresh } = demand(await loginOf(client)).body
  return {
    bearer: await bearerOf(client),
    access,
    refresh,
    submission: demand(await client.sdr('POST', '/token/202602')).body.submissionToken,
    basket: demand(await client.basket('GET', '2001')).body.UniqueBasketID
  }
}

/** What each is answered with. */
async function use (client: Client, { bearer, access, refresh, submission, basket }: Issued) {
  const as = (token: string) => ({ authorization: `Bearer ${token}` })
  const [tec, sdr, v1, v2, contents, items] = [
    await client.call('GET', '/learners/DEMO-L01', undefined, as(bearer)),
    await client.sdr('GET', '/returns', undefined, as(bearer)),
    await client.v1('GET', '/venues', undefined, as(access)),
    await client.v2('GET', 'Venue', undefined, as(access)),
    await client.sdr('GET', `/contents/${submission}`),
    await client.basket('POST', `${basket}/complete`)
  ]
  const again = await loginOf(client, { grant_type: 'refresh_token', refresh_token: refresh })
  return [tec, sdr, v1, v2, contents, items, again].map(({ status }) => status)
}

t.test('What was issued before a reset of the data is unknown after it, and nothing of it is issued again', async t => {
  const client = await open(t, { fixture: 'demo' })
  const first = await issue(client)
  for (const scope of ['clock', 'journal'] as const) await client.reset(scope)
  t.same((await use(client, await issue(client))).slice(0, 4), [200, 200, 200, 200])
  t.same((await use(client, first)).slice(0, 4), [200, 200, 200, 200], 'a reset of the clock or of the journal takes nothing')

  let before = await issue(client)
  for (const scope of [['data'], []] as Array<Array<'data'>>) {
    await client.reset(...scope)
    const after = await issue(client)
    t.same(await use(client, before), [401, 401, 401, 401, 400, 404, 400], 'what was issued before is unknown')
    for (const name of Object.keys(first) as Array<keyof Issued>) {
      t.notOk([first[name], before[name]].includes(after[name]), `${name}: another`)
    }
    t.same(await use(client, after), [200, 200, 200, 200, 200, 400, 200], 'what was issued after it is good; a basket is empty')
    before = await issue(client)
  }
  t.equal((await client.get('/learners/DEMO-L01')).status, 200, 'the tokens of the fixture are good as ever')
  t.equal((await client.v2('GET', 'Venue')).status, 200)
  const { headers } = await client.call('GET', '/learners/DEMO-L01', undefined, { authorization: `Bearer ${first.bearer}` })
  t.equal(headers['sandbox-rules'], 'token.known')
})

t.test('A submission token of before a reset does not name another submission', async t => {
  const client = await open(t)
  const token = async (year: string) => demand(await client.sdr('POST', `/token/${year}`)).body.submissionToken
  const before = await token('202602')
  await client.reset('data')
  await token('202601')
  const { status, body } = await client.sdr('PUT', '/learners', { submissionToken: before, content: [] })
  t.match([status, body.errorCode], [400, 'SC1'])
})

t.test('Runs that do the same get the same, resets and restarts and all', async t => {
  const run = async (data: string) => {
    const client = await open(t, { fixture: 'demo', data })
    const issued = [await issue(client)]
    await client.reset()
    issued.push(await issue(client))
    await client.reset('data')
    client.close()
    const again = await open(t, { fixture: 'demo', data })
    issued.push(await issue(again))
    t.same((await use(again, issued[2]!)).slice(0, 5), [200, 200, 200, 200, 200])
    return issued
  }
  const [one, two] = [await run(t.testdir({ one: {}, two: {} }) + '/one'), await run(`${t.testdirName}/two`)]
  t.same(one, two)
  t.equal(new Set(one.flatMap(it => Object.values(it))).size, 15)
})

t.test('A sandbox that has slept goes on in its own beginning', async t => {
  const client = await open(t, { fixture: 'demo' })
  const one = client.sandboxes.create('one')
  await one.reset(['data'])
  const [next, secret] = [one.ids.next(), one.secret()]
  client.sandboxes.sleep('one')
  const awake = client.sandboxes.find('one')!
  t.same(awake.secret(), secret)
  t.not(awake.ids.next(), next)

  const image = awake.store.image()
  const after = awake.ids.next()
  await awake.reset()
  const reset = awake.ids.next()
  awake.restore(image)
  t.equal(awake.ids.next(), after, 'an image has its own beginning')
  await awake.reset()
  t.not(awake.ids.next(), reset, 'and a beginning that was left is not gone back to')
})

t.test('An id of a request is no other request\'s, whatever is reset', async t => {
  const client = await open(t)
  const { headers: { 'sandbox-request-id': kept } } = await client.get('/learners/nobody')
  for (const scope of [['journal'], []] as Array<Array<'journal'>>) {
    await client.reset(...scope)
    for (let i = 0; i < 4; i++) t.not((await client.get('/learners/nobody')).headers['sandbox-request-id'], kept)
    t.equal((await client.admin('GET', `/requests/${kept as string}/explain`)).status, 404)
    t.equal((await client.admin('GET', '/requests')).body.total, 4)
  }
})

t.test('The id of a record that was deleted is given to no other', async t => {
  const client = await open(t, { fixture: 'demo' })
  const bodies: Record<string, object> = {
    User: { Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201' },
    Company: { Name: 'Weka' },
    Category: { Label: 'Boats' },
    Webhook: { Module: 'User', Url: 'http://127.0.0.1:9/' },
    Venue: { Label: 'Hall' }
  }
  for (const [module, body] of Object.entries(bodies)) {
    const make = async (more = {}) => demand(await client.v2('POST', module, { ...body, ...more })).body.ID as string
    const remove = async (id: string) => { demand(await client.v2('DELETE', `${module}/${id}`)) }
    const first = await make()
    await remove(first)
    const second = await make()
    t.equal(Number(second), Number(first) + 1, module)
    const chosen = String(Number(second) + 10)
    t.equal(await make({ ID: chosen }), chosen)
    await remove(chosen)
    await remove(second)
    t.equal(await make(), String(Number(chosen) + 1), `${module}: nor is one that a client had chosen`)
  }
})

t.test('The ids of baskets and of their items are given once', async t => {
  const client = await open(t, { fixture: 'demo' })
  const add = async () => demand(await client.basket('POST', '2001/5014/12')).body
  const { UniqueBasketID: basket, Items: [{ BasketItemID: first }] } = await add()
  t.match((await add()).Items, [{ BasketItemID: first }], 'what is in it already takes none')
  demand(await client.basket('DELETE', `${basket as string}/${first as string}`))
  const { Items: [{ BasketItemID: second }] } = await add()
  t.equal(Number(second), Number(first) + 1)

  const user = demand(await client.v2('POST', 'User', { Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201' })).body.ID as string
  const { BasketID: gone } = demand(await client.basket('GET', user)).body
  demand(await client.v2('DELETE', `User/${user}`))
  t.equal(demand(await client.basket('GET', '2002')).body.BasketID, gone + 1)
})
