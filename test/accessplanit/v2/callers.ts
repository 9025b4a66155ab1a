import './roles.ts'
import type { InjectOptions } from 'light-my-request'
import t from 'tap'
import { watch } from '../../data.ts'
import { form, openPlatform } from './v2.ts'

t.test('A token is given for a password or a refresh token, which is good once', async t => {
  const platform = await openPlatform(t)
  const ask = (fields: Record<string, string>) => platform.v2('POST', 'token', ...form(fields))
  const use = async (token: string) => (await platform.v2('GET', 'User?$top=1', undefined, { authorization: `Bearer ${token}` })).status
  const isToken = (body: unknown, userID = 'demo') =>
    t.match(body, {
      access_token: /^\w{20,}$/, token_type: 'bearer', expires_in: 3600, refresh_token: /^\w{20,}$/, refresh_token_expires_in: 86400, userID
    })
  for (const fields of [
    { grant_type: 'password', username: 'demo', password: 'demo' }, { grant_type: 'password', UserName: 'demo', Password: 'demo' },
    { Grant_Type: 'PASSWORD', USERNAME: 'DEMO', PASSWORD: 'demo' },
    { grant_type: 'password', username: 'service@tui-training.example', password: 'demo' },
    { grant_type: 'password', username: 'nobody', UserName: 'demo', password: 'demo' }
  ] as Array<Record<string, string>>) {
    const { status, body } = await ask(fields)
    t.equal(status, 200)
    isToken(body)
    t.equal(await use(body.access_token), 200)
    t.equal(await use(body.refresh_token), 401, 'what refreshes is no token')
  }
  const { body: first } = await ask({ grant_type: 'password', username: 'demo', password: 'demo' })
  const { status, body: second } = await ask({ grant_type: 'refresh_token', Refresh_Token: first.refresh_token })
  t.equal(status, 200)
  isToken(second)
  t.not(second.access_token, first.access_token)
  t.same([await use(first.access_token), await use(second.access_token)], [200, 200])
  for (const [fields, error] of [
    [{ grant_type: 'refresh_token', refresh_token: first.refresh_token }, 'invalid_grant'],
    [{ grant_type: 'refresh_token', refresh_token: second.access_token }, 'invalid_grant'],
    [{ grant_type: 'refresh_token' }, 'invalid_grant'], [{ grant_type: 'password', username: 'demo', password: 'Demo' }, 'invalid_grant'],
    [{ grant_type: 'password', username: 'nobody', password: 'demo' }, 'invalid_grant'],
    [{ grant_type: 'password', username: '2004', password: '' }, 'invalid_grant'], [{ grant_type: 'password' }, 'invalid_grant'],
    [{ grant_type: 'client_credentials' }, 'unsupported_grant_type'], [{}, 'unsupported_grant_type']
  ] as Array<[Record<string, string>, string]>) {
    const written = watch(platform.sandbox)
    const { status, body } = await ask(fields)
    t.same([status, body.error, typeof body.error_description], [400, error, 'string'], JSON.stringify(fields))
    t.strictSame(written(), {}, 'nothing is written')
  }
  platform.freeze('2026-03-02T09:59:59')
  t.equal(await use(second.access_token), 200, 'the last second')
  platform.freeze('2026-03-02T10:00')
  t.equal(await use(second.access_token), 401, 'after 60 minutes')
  platform.freeze('2026-03-03T08:59:59')
  const { body: third } = await ask({ grant_type: 'refresh_token', refresh_token: second.refresh_token })
  t.equal(await use(third.access_token), 200)
  platform.freeze('2026-03-04T09:00')
  t.equal((await ask({ grant_type: 'refresh_token', refresh_token: third.refresh_token })).body.error, 'invalid_grant', 'after a day')
  await platform.v2('PUT', 'User/2001', { Status: 'Inactive' })
  t.equal(
    (await ask({ grant_type: 'password', username: '2001', password: 'demo' })).body.error, 'invalid_grant', 'a user who is not Active'
  )
})

t.test('Every call but for a token needs a token or a key, with the word Bearer or without', async t => {
  const platform = await openPlatform(t)
  for (const [authorization, status, rules] of [
    ['Bearer demo-api-key', 200, undefined], ['bearer demo-api-key', 200, undefined], ['demo-api-key', 200, undefined],
    ['Bearer  demo-api-key', 200, undefined], ['', 401, 'bearer.given'],
    ['Bearer', 401, 'bearer.known'], ['Bearer nobody', 401, 'bearer.known'], ['Basic demo-api-key', 401, 'bearer.given'],
    ['demo', 401, 'bearer.known']
  ] as const) {
    const { status: answered, headers } = await platform.v2('GET', 'User?$top=1', undefined, { authorization })
    t.same(
      [answered, headers['sandbox-rules'], headers['www-authenticate']], [status, rules, status === 401 ? 'Bearer' : undefined],
      authorization
    )
  }
  for (const [method, url] of [
    ['GET', 'api/v2/CourseDate'], ['GET', 'api/v2/User/2001'], ['POST', 'api/v2/User'], ['PUT', 'api/v2/User/2001'],
    ['DELETE', 'api/v2/User/2001'], ['POST', 'api/v2/Login'],
    ['GET', 'apihelp/v2/modules/User'], ['GET', 'apibasket/v2/basket/2001'], ['POST', 'apibasket/v2/basket/2001/5014/12']
  ] as const) {
    const written = watch(platform.sandbox)
    const { status, body } = await platform.inject({ method, url: `/accessplan/${url}` })
    t.same([status, body.error], [401, 'unauthorized'], `${method} ${url}`)
    t.strictSame(written(), {}, 'nothing is written')
  }
})

t.test('A login says whether the password of a user is good, and a refusal is an answer like another', async t => {
  const platform = await openPlatform(t)
  await platform.v2('PUT', 'User/2003', { Status: 'Inactive' })
  for (const [fields, message, id] of [
    [{ UserName: '2001', Password: 'demo' }, '', '2001'], [{ username: 'USER2002@rata.example', PASSWORD: 'demo' }, '', '2002'],
    [{ UserName: '2001', Password: 'wrong' }, 'The user name or the password is wrong.'],
    [{ UserName: '2004', Password: '' }, 'The user name or the password is wrong.'],
    [{ UserName: 'nobody', Password: 'demo' }, 'The user name or the password is wrong.'], [{}, 'The user name or the password is wrong.'],
    [{ UserName: '2003', Password: 'demo' }, 'The user is Inactive; only an Active user can log in.'],
    [{ UserName: '2003', Password: 'wrong' }, 'The user name or the password is wrong.']
  ] as Array<[Record<string, string>, string, string?]>) {
    const { status, body } = await platform.v2('POST', 'Login', ...form(fields))
    t.strictSame(
      [status, Object.keys(body), body.Success, body.Message], [200, ['Success', 'Message', 'User'], id !== undefined, message],
      JSON.stringify(fields)
    )
    if (id === undefined) t.equal(body.User, null)
    else {
      const whole = Object.entries<unknown>(await platform.read('User', id))
      const valued = whole.filter(([, value]) => value !== null && value !== '')
      t.strictSame(body.User, Object.fromEntries(valued), 'what has no value is left out')
      t.ok(whole.length > Object.keys(body.User).length)
    }
  }
  const [, twice] = form({})
  t.equal(
    (await platform.v2('POST', 'Login', 'UserName=nobody&UserName=2001&Password=demo', twice)).body.User.ID, '2001',
    'the last of two counts'
  )
  const { body } = await platform.admin('GET', '/requests')
  t.notMatch(JSON.stringify(body), 'wrong"', 'the journal shows no password')
})

t.test('Nobody of an account that is New logs in, nor gets a token', async t => {
  const platform = await openPlatform(t)
  const login = async () => (await platform.v2('POST', 'Login', ...form({ UserName: '2003', Password: 'demo' }))).body
  const ask = () => platform.v2('POST', 'token', ...form({ grant_type: 'password', username: '2003', password: 'demo' }))
  const MainCompanyID = (await platform.read('User', '2003')).MainCompanyID
  t.equal((await login()).Success, true)
  await platform.v2('PUT', `Company/${MainCompanyID}`, { Status: 'New' })
  const Message = `The account "${MainCompanyID}" is New; its users can log in once it is Enabled.`
  t.strictSame(await login(), { Success: false, Message, User: null })
  t.match(await ask(), { status: 400, body: { error: 'invalid_grant', error_description: new RegExp(Message) } })
  await platform.v2('PUT', `Company/${MainCompanyID}`, { Status: 'Enabled' })
  t.same([(await login()).Success, (await ask()).status], [true, 200])
})

t.test('Paths are read in any case, and the platform of the sandbox serves what the live one does', async t => {
  const platform = await openPlatform(t)
  for (const url of [
    '/accessplan/api/v2/CourseDate?$top=1', '/accessplan/api/v2/coursedate?$top=1', '/AccessPlan/API/V2/COURSEDATE?$TOP=1',
    '/accessplansandbox/api/v2/CourseDate?$top=1'
  ]) {
    const { status, body } = await platform.inject({ url, headers: { authorization: 'Bearer demo-api-key' } })
    t.same([status, body.results[0].ID], [200, '5001'], url)
  }
  for (const root of ['accessplan', 'accessplansandbox']) {
    t.equal((await platform.inject({
      method: 'POST',
      url: `/${root}/api/v2/Token`,
      payload: form({ grant_type: 'password', username: 'demo', password: 'demo' })[0],
      headers: { 'content-type': 'application/x-www-form-urlencoded' }
    })).status, 200)
    for (const path of [
      'apihelp/v2/modules/courseDate', 'apiHelp/v2/Modules/COURSEDATE', 'apibasket/v2/basket/2001', 'apiBasket/v2/Basket/2001',
      'api/v2/USER/2001'
    ]) {
      t.equal(
        (await platform.inject({ url: `/${root}/${path}`, headers: { authorization: 'Bearer demo-api-key' } })).status, 200,
        `${root}/${path}`
      )
    }
  }
  await platform.inject({
    method: 'PUT', url: '/accessplansandbox/api/v2/user/2001', payload: { Tags: 'vip' }, headers: { authorization: 'Bearer demo-api-key' }
  })
  t.equal((await platform.read('User', '2001')).Tags, 'vip', 'it is one platform')
  t.equal(
    (await platform.inject({ url: '/accessplansandbox/api/v2/Awards', headers: { authorization: 'Bearer demo-api-key' } })).status, 404
  )
})

t.test('A reply to a path that nothing serves has nothing of the sandbox\'s own under wire-exact', async t => {
  for (const exact of ['yes', 'no']) {
    const { inject } = await openPlatform(t, { 'wire-exact': exact })
    for (const url of ['/work-submission-api/v1.0/nope', '/submissions/v1.0/nope', '/oauth2/nope', '/nope']) {
      const { status, body, headers } = await inject({ url })
      t.equal(status, 404, url)
      t.strictSame(['nearest' in body, /nearest|like it/.test(body.detail)], exact === 'yes' ? [false, false] : [true, true], `${url} ${exact}`)
      if (exact === 'yes') t.notOk(Object.keys(headers).some(name => name.startsWith('sandbox-')))
    }
  }
})

t.test('A refusal speaks of the sandbox, or under wire-exact of what the real API could know alone', async t => {
  const authorization = 'Bearer demo-api-key'
  const refusals: Array<[options: InjectOptions, status: number, own: RegExp, exact: string]> = [
    [{ url: '/accessplan/api/v2/Awards', headers: { authorization } }, 404, /The sandbox has no module/, 'There is no such record.'],
    [{ url: '/accessplan/api/v2/Award/1', headers: { authorization } }, 404, /the sandbox knows nothing/, 'There is no such record.'],
    [{ url: '/accessplan/api/v2/User', headers: { authorization: 'Bearer x' } }, 401, /This sandbox did not issue/, 'Unauthorized.'],
    [{ url: '/accessplan/api/v1/users', headers: {} }, 401, /API key of the fixture/, 'The Authorization header is missing.'],
    [{ url: '/work-submission-api/v1.0/learners/L1', headers: { authorization: 'Bearer x', eid: '9001' } }, 401, /This sandbox did not/, 'Unauthorized.'],
    [
      { url: '/submissions/v1.0/token/200001', method: 'POST', headers: { authorization: 'Bearer demo-token-9001', eid: '9001' } },
      400, /./, 'returnId'
    ],
    [{ url: '/accessplan/services/WebIntegration.asmx/GetCourses', method: 'PATCH' }, 405, /./, 'PATCH'],
    // What the caller has written comes back as it is.
    [{ url: '/accessplan/api/v2/User/sandbox', headers: { authorization } }, 404, /sandbox/, 'Create it first, or check ID.']
  ]
  const usual = await openPlatform(t)
  const wire = await openPlatform(t, { 'wire-exact': 'yes' })
  for (const [options, status, own, exact] of refusals) {
    const [one, other] = [await usual.inject(options), await wire.inject(options)]
    t.strictSame([one.status, other.status], [status, status], one.text)
    t.match(one.text, own)
    t.match(other.text, exact)
    t.notMatch(other.text.replaceAll('\\"sandbox\\"', ''), /sandbox|fixture|__admin/i)
    t.ok(other.text.length > 20)
  }
  t.match((await wire.admin('POST', '/reset', { fixture: 'none' })).text, /fixture/, 'its own API goes on speaking of it')
})
