import t from 'tap'
import { asSecondTeo, demand, open } from '../harness.ts'
import { valid } from './work-based/bodies.ts'

t.test('registration-first: both APIs take calls of an account that is not registered, or refuse them with AU1', async t => {
  for (const [choice, status] of [['warned', 200], ['refused', 401]] as const) {
    const client = await open(t, { reading: `registration-first=${choice}` })
    const calls = {
      returns: () => client.sdr('GET', '/returns'),
      token: () => client.sdr('POST', '/token/202602'),
      learner: () => client.post('/learners', valid.learner('L1')),
      programme: () => client.get('/programmes/DEMO-IT/versions/1')
    }
    for (const [name, call] of Object.entries(calls)) {
      const { status: answered, headers, body } = await call()
      t.equal(answered, name === 'learner' && status === 200 ? 201 : status, `${choice}: ${name}`)
      const told = choice === 'refused' ? headers['sandbox-rules'] : headers['sandbox-warnings']
      t.equal(told, choice === 'refused' || name === 'token' ? 'user.registered-first' : undefined, name)
      const explained = (await client.admin('GET', '/requests/last/explain')).body
      t.equal(explained.readings?.some((it: any) => it.id === 'registration-first') ?? false, told !== undefined, 'the reading is named')
      if (choice === 'warned') continue
      t.match(body.detail, /^AU1: Machine account "demo-tms" is not registered for EID 9001\. Call POST \/submissions\/v1\.0\/user\/register first\./)
      t.ok(headers['www-authenticate'])
    }
    t.equal((await client.sdr('GET', '/user')).status, 400, 'which the calls about users are not held to')
    demand(await client.sdr('POST', '/user/register'))
    t.equal((await client.sdr('GET', '/user')).status, 200)
    for (const call of Object.values(calls).filter(it => it !== calls.learner || choice === 'refused')) demand(await call())
    t.equal((await client.sdr('GET', '/returns', undefined, asSecondTeo)).status, status, 'for each organisation by itself')
    t.match((await client.sdr('GET', '/returns', undefined, { eid: '' })).body.detail, /^AM2: /)
    t.match((await client.sdr('GET', '/returns', undefined, { authorization: 'Bearer demo-token-not-enabled' })).headers['sandbox-rules'],
      'token.account-enabled', 'what else is wrong is heard of alone')
  }
})
