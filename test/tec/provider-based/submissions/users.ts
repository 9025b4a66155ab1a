import t from 'tap'
import { asSecondTeo } from '../../../harness.ts'
import { codeOf, openReturns, tokenOperations } from '../returns.ts'

t.test('A machine account is registered once, and each time again is noted', async t => {
  const client = await openReturns(t)
  const register = () => client.sdr('POST', '/user/register')
  const warnings = async () => (await client.requestToken('open')).headers['sandbox-warnings']
  t.equal(await warnings(), 'user.registered-first')
  t.equal(codeOf(await client.sdr('GET', '/user')), '400 AU1', 'not registered')

  const registered = await register()
  const user = {
    identityId: 1,
    externalId: 'demo-tms',
    displayName: 'demo-tms',
    edumis: '9001',
    organisationId: 9001,
    providerName: 'Pōhutukawa Trades Training',
    role: 'MachineUser',
    insertedDateTime: '2026-03-01T20:00:00.000Z',
    updatedDateTime: '2026-03-01T20:00:00.000Z'
  }
  t.strictSame([registered.status, registered.body], [200, user])
  t.strictSame((await client.sdr('GET', '/user')).body, user)
  t.equal(await warnings(), undefined)
  await client.advance('2026-03-02T09:00:01')
  const again = { ...user, updatedDateTime: '2026-03-01T20:00:01.000Z' }
  t.strictSame((await register()).body, again)
  await client.advance('2026-03-02T09:00:02')
  t.strictSame((await client.sdr('GET', '/user')).body, again, 'reading notes nothing')
  t.equal(codeOf(await client.sdr('GET', '/user', undefined, asSecondTeo)), '400 AU1', 'it is registered for one organisation')
})

t.test('Calls about users answer 403 to a bad token where others answer 401', async t => {
  const client = await openReturns(t)
  const calls: Array<[method: string, path: string, status: number]> = [
    ['GET', '/user', 403], ['POST', '/user/register', 403], ['GET', '/returns', 401], ['POST', '/token/202602', 401],
    ...tokenOperations.map(([, , request]): [string, string, number] => [request('user')[0], request('user')[1], 401])
  ]
  for (const [method, path, status] of calls) {
    for (const [headers, code] of [
      [{ authorization: 'Bearer nonsense' }, 'AU2'], [{ authorization: 'Bearer demo-token-9002' }, 'AU2'],
      [{ authorization: 'Bearer demo-token-not-enabled' }, 'AU1']
    ] as const) {
      const reply = await client.sdr(method, path, undefined, headers)
      t.equal(codeOf(reply), `${status} ${code}`, `${method} ${path}, ${headers.authorization}`)
      t.equal(reply.body.title, status === 403 ? 'Forbidden' : 'Unauthorized')
    }
    t.equal((await client.sdr(method, path, undefined, { authorization: '' })).status, status, `${method} ${path} without a token`)
    t.equal(codeOf(await client.sdr(method, path, undefined, { eid: '' })), '400 AM2', `${method} ${path} without an EID`)
  }
})
