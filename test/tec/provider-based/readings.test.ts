import t from 'tap'
import { demand } from '../../harness.ts'
import { codeOf, faultless, openReturns, record } from './returns.ts'

t.test('returns-listed: all returns, or those for which a token is given', async t => {
  const listed = async (reading: string, at: string) => {
    const client = await openReturns(t, { at, reading: `returns-listed=${reading}` })
    const returns = demand(await client.sdr('GET', '/returns?includeIndicative=true')).body.results.map((it: any) => it.returnId)
    const statuses = await Promise.all(returns.map(async (id: number) => (await client.sdr('POST', `/token/${id}`)).status))
    return { returns, statuses: [...new Set(statuses)].sort() }
  }
  t.same((await listed('open', '2026-03-02T09:00')).returns, [202604, 202603, 202602, 202601])
  t.same((await listed('open', '2026-03-02T09:00')).statuses, [200])
  t.same((await listed('all', '2026-03-02T09:00')).statuses, [200, 400])
})

t.test('closed-return-token: a closed return is refused, or told of', async t => {
  for (const [reading, code, status] of [['refused', '400 SC7', undefined], ['told', '200', 'Closed']] as const) {
    const client = await openReturns(t, { reading: `closed-return-token=${reading}` })
    const reply = await client.requestToken('closed')
    t.same([codeOf(reply), reply.body.submissionStatus], [code, status])
  }
})

t.test('token-after-reset: the next submission is Pending, or Cancelled until something is uploaded', async t => {
  for (const [reading, status] of [['pending', 'Pending'], ['cancelled', 'Cancelled']] as const) {
    const client = await openReturns(t, { reading: `token-after-reset=${reading}` })
    const statusNow = async () => (await client.requestToken('open')).body.submissionStatus
    t.equal(await statusNow(), 'Pending')
    t.equal((await client.sdr('DELETE', `/token/${await client.token()}`)).status, 204)
    t.equal(await statusNow(), status, reading)
    demand(await client.upload('courses', await client.token(), [faultless]))
    t.equal(await statusNow(), 'Pending')
  }
})

t.test('token-expires: at the moment of its expiry a token is no good, or still is', async t => {
  for (const [reading, code] of [['before', '400 SC4'], ['at', '200']] as const) {
    const client = await openReturns(t, { reading: `token-expires=${reading}` })
    const token = await client.token()
    const use = () => client.upload('learners', token, [])
    client.freeze('2026-03-03T08:59:59.999')
    t.equal(codeOf(await use()), '200')
    client.freeze('2026-03-03T09:00')
    t.equal(codeOf(await use()), code)
    t.equal((await client.requestToken('open')).body.submissionToken === token, reading === 'at')
    client.freeze('2026-03-03T09:00:00.001')
    t.equal(codeOf(await use()), '400 SC4')
  }
})

t.test('error-code-of-unauthorised: five members, or errorCode beside them', async t => {
  const five = ['type', 'title', 'status', 'detail', 'instance']
  for (const [reading, members] of [['none', five], ['member', [...five, 'errorCode']]] as const) {
    const client = await openReturns(t, { reading: `error-code-of-unauthorised=${reading}` })
    for (const [method, path] of [['GET', '/returns'], ['POST', '/token/202602'], ['PUT', '/learners']] as const) {
      const { status, body } = await client.sdr(method, path, method === 'PUT' ? {} : undefined, { authorization: 'Bearer nonsense' })
      t.same([status, Object.keys(body)], [401, members])
      t.match(body.detail, /^AU2: /)
    }
    t.match((await client.sdr('GET', '/user', undefined, { authorization: 'Bearer nonsense' })).body, { status: 403, errorCode: 'AU2' })
  }
})

t.test('error-code-of-too-many: on concurrent requests alone, or always', async t => {
  for (const [reading, code] of [['concurrent', undefined], ['always', 'DS1']] as const) {
    const client = await openReturns(t, { 'rate-limit': 'tec-provider-based=1/1m', reading: `error-code-of-too-many=${reading}` })
    await client.sdr('GET', '/returns')
    const { status, body } = await client.sdr('GET', '/returns')
    t.same([status, body.errorCode], [429, code])
  }
})

t.test('shared-error-codes: each kind of call has its own, or all have the first', async t => {
  const codes = async (flags: Record<string, string>) => {
    const client = await openReturns(t, flags)
    const replies = [
      await client.upload('learners', 'none', []), await client.remove('learners', 'none', []),
      await client.sdr('POST', '/validation/none'), await client.sdr('GET', '/validation/none')
    ]
    return replies.map(({ body }) => body.errorCode)
  }
  t.same(await codes({}), ['SC1', 'SC2', 'SC3', 'SC10'])
  t.same(await codes({ reading: 'shared-error-codes=first' }), ['SC1', 'SC1', 'SC1', 'SC1'])
  t.same(await codes({ reading: 'shared-error-codes=first', 'error-codes': 'SC3=X3' }), ['SC1', 'SC1', 'X3', 'SC1'])
})

t.test('contents: the address asks for the usual headers, or has a signature', async t => {
  for (const reading of ['authorised', 'signed']) {
    const client = await openReturns(t, { reading: `contents=${reading}` })
    const { submissionToken, submissionContentsUrl } = (await client.requestToken('open')).body
    demand(await client.upload('learners', submissionToken, [record('learners', 'L1')]))
    const path = new URL(submissionContentsUrl).pathname
    const bare = await client.inject({ method: 'GET', url: path })
    t.equal(bare.status, reading === 'signed' ? 200 : 401, reading)
    if (reading === 'authorised') t.equal((await client.inject({ method: 'GET', url: `${path}/nonsense` })).status, 400)
    else {
      t.match(bare.text, /\r\nL1,S1,/)
      t.match((await client.inject({ method: 'GET', url: `${path}?collection=courses` })).text, /^Local Id,Course Code/)
      t.equal(codeOf(await client.inject({ method: 'GET', url: `${path}x` })), '400 SC10')
      t.equal((await client.sdr('GET', `/contents/${submissionToken}`)).status, 200, 'the usual way is there, too')
      client.freeze('2026-03-03T09:00')
      t.equal(codeOf(await client.inject({ method: 'GET', url: path })), '400 SC4', 'no longer than the token')
    }
  }
})
