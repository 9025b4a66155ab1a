import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { createJournal } from '../../src/sandbox/journal.ts'
import { redactHeaders, redactMembers, redactReply, redactText, redactUnread, redactUrl } from '../../src/sandbox/redaction.ts'
import { open } from '../harness.ts'
import { isQuick } from '../quick.ts'

const request = { at: 0, method: 'GET', url: '/', headers: {}, operation: undefined, dryRun: false, service: undefined }

t.test('The journal is bounded by entries and by bytes, and forgets the oldest', async t => {
  const few = createJournal({ entries: 3 })
  for (let i = 0; i < 5; i++) few.close(few.open(request))
  t.same(few.entries().map(it => it.id), ['r-3', 'r-4', 'r-5'])
  t.equal(few.find('r-2'), undefined)
  t.equal(few.find('r-5')?.id, 'r-5')

  const light = createJournal({ bytes: 100_000 })
  for (let i = 0; i < 100; i++) {
    const entry = light.open(request)
    entry.body = { text: 'x'.repeat(16_000) }
    light.close(entry)
    light.close(entry)
  }
  const { length } = light.entries()
  t.ok(length >= 3 && length <= 6, `${length} of 18 KB in 100 KB`)
  t.equal(light.entries().at(-1)!.id, 'r-100')
  t.equal(light.find('r-1'), undefined)
  light.clear()
  t.same(light.entries(), [])
  t.equal(light.find('r-100'), undefined)
  t.equal(light.open(request).id, 'r-101', 'an id that was given out is never another request\'s')
})

t.test('One entry larger than the bound is kept until the next comes', async t => {
  const journal = createJournal({ bytes: 1000 })
  const entry = journal.open(request)
  entry.body = 'x'.repeat(5000)
  journal.close(entry)
  t.equal(journal.entries().length, 1)
  journal.close(journal.open(request))
  t.same(journal.entries().map(it => it.id), ['r-2'])
})

t.test('Of what was passed over fifty names are kept', async t => {
  const client = await open(t)
  await client.post('/learners', Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`member${i}`, i])))
  const { ignored } = client.sandbox.journal.entries().at(-1)!
  t.equal(ignored.length, 51)
  t.equal(ignored.at(-1), 'and 250 more')
})

t.test('Secrets are masked, however they are spelled and wherever they are', async t => {
  const urls = {
    '/a?access_token=S&x=1': '/a?access_token=***&x=1',
    '/a?Access_Token=S': '/a?Access_Token=***',
    '/a?apiKey=S&api-key=S&API_KEY=S': '/a?apiKey=***&api-key=***&API_KEY=***',
    '/a?pass%77ord=S&refresh_token=S&token=S&client_secret=S': '/a?pass%77ord=***&refresh_token=***&token=***&client_secret=***',
    '/a?submissionToken=kept&monkey=kept': '/a?submissionToken=kept&monkey=kept',
    'http://user:S@host/p': 'http://***@host/p',
    '/a?next=https%3A%2F%2Fu%3AS%40host%2F%3Ftoken%3DS%26a%3D1': '/a?next=https%3A%2F%2F***%40host%2F%3Ftoken%3D***%26a%3D1',
    '/a?next=https%3A%2F%2Fhost%2F%3Fa%3D1': '/a?next=https%3A%2F%2Fhost%2F%3Fa%3D1',
    '/a?pin=S&sig=S&otp=S&jwt=S&passphrase=S': '/a?pin=***&sig=***&otp=***&jwt=***&passphrase=***',
    '/a?x-functions-key=S&SubscriptionKey=S&HOST_KEY=S': '/a?x-functions-key=***&SubscriptionKey=***&HOST_KEY=***',
    '/a?public_key=kept&planKey=kept&code=kept': '/a?public_key=kept&planKey=kept&code=kept',
    '/a;password=S/b?c=1': '/a;password=***?c=1',
    '/a;v=1?token=S': '/a;v=1?token=***',
    '/a?next=/b?token=S?S&c=1': '/a?next=/b?token=***&c=1',
    '/a?privateKey=S&code_verifier=S': '/a?privateKey=***&code_verifier=***',
    '/a?pinned=kept&design=kept&sessionID=kept&tokenExpiry=kept': '/a?pinned=kept&design=kept&sessionID=kept&tokenExpiry=kept',
    '/learners/eyJh.eyJz.S_-/visits': '/learners/***/visits',
    [`/contents/x/${'S'.repeat(43)}?a=1`]: '/contents/x/***?a=1',
    [`/contents/x/${'k'.repeat(42)}`]: `/contents/x/${'k'.repeat(42)}`,
    '/a?%=1&&=': '/a?%=1&&='
  }
  for (const [url, shown] of Object.entries(urls)) t.equal(redactUrl(url), shown)
  t.strictSame(
    redactHeaders({
      authorization: 'Basic c2VjcmV0', 'x-auth': 'S', 'x-api-key': 'S', cookie: 'a=b', eid: '9001', referer: 'http://h/?token=S'
    }),
    { authorization: 'Basic ***', 'x-auth': '***', 'x-api-key': '***', cookie: '***', eid: '9001', referer: 'http://h/?token=***' }
  )
  const nested = { client_secret: 'S', Url: 'http://user:S@host/' }
  t.strictSame(redactMembers({ a: [{ Password: 'S', apiKey: 'S', nested }], token: null, secret: { id: 1 }, key: [1] }), {
    a: [{ Password: '***', apiKey: '***', nested: { client_secret: '***', Url: 'http://***@host/' } }], token: null, secret: '***', key: '***'
  })
  const errors = { Authorization: ['The Authorization header is missing.'], access_token: 'S' }
  t.strictSame(redactReply({ errors }), { errors: { ...errors, access_token: '***' } })
  for (const [text, shown] of [
    ['is the array [{"refresh_token": "S"}]', 'is the array [{"refresh_token":"***"}]'],
    ['"{"password": S}" is not valid', '"{"password":"***"}" is not valid'],
    ['{"apiKey":"S, cut off', '{"apiKey":"***"'],
    ['<access_token>S</access_token><Name>A</Name>', '<access_token>***</access_token><Name>A</Name>'],
    ['send Authorization: Bearer S3cret-, then', 'send Authorization: Bearer ***, then'],
    ['a bearer token, Basic credentials, "Bearer <token>"', 'a bearer token, Basic credentials, "Bearer <token>"'],
    ['of eyJhbGciOi.eyJzdWIi.S, and', 'of ***, and'],
    ['The body is not JSON: at \'p\', "pin=S"... is not valid JSON', 'The body is not JSON: at \'p\', which is not valid JSON'],
    ['{"name": "kept", "key": 5}', '{"name": "kept", "key":"***"}']
  ] as const) t.equal(redactText(text), shown)
  for (const [text, shown] of [
    ['{"name": "Ana", "apiKey": ["S", {"a": "S"', '{"name": "Ana", "apiKey***'],
    ['<User><Name>Ana</Name><Password><![CDATA[S]]>', '<User><Name>Ana</Name><Password***'],
    ['a=1&pass%77ord=S', 'a=1&pass%77ord***'],
    ['{"\\u0070assword": S', '{"\\u0070assword***'],
    ['{"at": "http://u:S@host/", monkeys}', '{"at": "http://***@host/", monkeys}']
  ] as const) t.equal(redactUnread(text), shown)

  const client = await open(t)
  await client.call('POST', '/learners?access_token=SECRET1&Api_Key=SECRET1', {
    apiKey: 'SECRET2', deep: { password: 'SECRET3' }
  }, { 'x-auth': 'SECRET4' })
  for (const path of ['/requests', '/requests/last/explain']) t.notMatch((await client.admin('GET', path)).text, /SECRET/, path)
})

t.test('Secrets are masked in long texts as quickly as in short ones', async t => {
  for (const piece of ['?', '&', '//', '//a', '?a', '"', '"a', '"a"', '"a":', '"key":', '<a', '<a>', '<key>', ' ', '"key" ', '@', '//@',
    'eyJ', 'eyJ.', 'eyJa.', '-eyJ', 'bearer ', 'bearer', '/?a=%25', '%25', 'The body is not JSON: "']) {
    const text = piece.repeat(200_000)
    const headers = { authorization: text, referer: text }
    await isQuick(t, piece, () => [redactUrl(text), redactText(text), redactUnread(text), redactHeaders(headers)])
  }
})

t.test('No secret that a request can carry is shown of it, whatever its shape and whatever comes of it', async t => {
  const client = await open(t, { fixture: 'demo' })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const json = { 'content-type': 'application/json' }
  const xml = { 'content-type': 'application/xml' }
  const basic = (text: string) => `Basic ${btoa(text)}`
  const token = '/accessplan/api/v2/token'
  const login = 'grant_type=password&username=demo&password=demo'
  type Sent = [method: string, url: string, headers: Record<string, string>, payload?: string]
  const headers = (...lines: Array<Record<string, string>>): Sent[] => lines.flatMap((given): Sent[] => [
    ['GET', '/work-submission-api/v1.0/learners/L1', { ...given, eid: '9001' }],
    ['GET', '/accessplan/api/v2/User/2001', given],
    ['GET', '/accessplan/api/v1/users/2001', { ...given, accept: 'application/xml' }],
    ['GET', '/nowhere', given]
  ])
  const query = (...parameters: string[]): Sent[] => parameters.flatMap(parameter => [
    '/nowhere', '/work-submission-api/v1.0/learners/L1', '/accessplan/api/v2/User', '/accessplan/api/v1/users',
    '/sandboxes/default/nowhere', '/%zz'
  ].flatMap(path => ['demo-api-key', 'none']
    .map((key): Sent => ['GET', `${path}?a=b&${parameter}=SECRET`, { authorization: `Bearer ${key}` }])))
  const forms = (...bodies: string[]): Sent[] => bodies.flatMap(body =>
    [token, '/accessplan/api/v1/token', '/accessplan/api/v2/Login', '/oauth2/access_token']
      .map((url): Sent => ['POST', url, { ...form, authorization: 'Bearer demo-api-key' }, body]))
  const inJson = (...bodies: string[]): Sent[] => bodies.flatMap(body => [
    '/work-submission-api/v1.0/learners', '/submissions/v1.0/user/register', '/accessplan/api/v1/users', '/accessplan/api/v2/User',
    '/accessplan/api/v2/Webhook', token, '/nowhere'
  ].map((url): Sent => {
    const bearer = url.includes('accessplan') ? 'demo-api-key' : 'demo-token-9001'
    return ['POST', url, { ...json, authorization: `Bearer ${bearer}`, eid: '9001' }, body]
  }))
  const inXml = (...bodies: string[]): Sent[] => bodies.map(body =>
    ['POST', '/accessplan/api/v1/users', { ...xml, authorization: 'Bearer demo-api-key', accept: 'application/xml' }, body])
  const requests: Sent[] = [
    ['POST', '/oauth2/access_token', { ...form, authorization: basic('demo-tms:SECRET') }, 'grant_type=client_credentials'],
    ['POST', '/oauth2/access_token', { ...form, authorization: basic('nobody:SECRET') }, 'grant_type=client_credentials'],
    ...['Bearer SECRET', 'bearer SECRET', 'Bearer  SECRET', 'SECRET', 'SECRET again SECRET', 'Token SECRET', 'Basic SECRET SECRET',
      'ApiKey SECRET', 'Digest username="SECRET"'].flatMap(it => headers({ authorization: it }, { authentication: it })),
    ...['cookie', 'x-api-key', 'api-key', 'proxy-authorization', 'x-access-token', 'client-secret', 'x-password',
      'ocp-apim-subscription-key'].flatMap(name => headers({ [name]: 'a SECRET' })),
    ...headers({ referer: 'http://u:SECRET@h/?access_token=SECRET', 'x-forwarded-uri': '/?client_secret=SECRET' }),
    ...query('access_token', 'ACCESS_TOKEN', 'apiKey', 'api_key', 'client_secret', 'clientSecret', 'password', 'refresh_token', 'token',
      'pass%77ord', 'id_token', 'bearer', 'client_assertion', 'password=SECRET&password'),
    ...forms('client_id=x&client_secret=SECRET', 'client_secret=SECRET&client_secret=SECRET&Client_Secret=SECRET',
      'grant_type=password&username=demo&password=SECRET', 'grant_type=password&username=demo&password=SECRET&password=SECRET',
      'GRANT_TYPE=refresh_token&Refresh_Token=SECRET', 'grant_type=refresh_token&refresh_token=SECRET&refresh_token=SECRET',
      'grant_type=none&api%5Fkey=SECRET', '%70assword=SECRET'),
    ...inJson('{"password": "SECRET"}', '{"Password": ["SECRET", "SECRET"], "apiKeys": {"apiKey": "SECRET"}}',
      '{"client_secret": {"value": "SECRET"}}', '[{"refresh_token": "SECRET"}]', '{"password": SECRET}', '{"password": "SECRET" "a": 1}',
      '{"password": "SECRET', '{"password": 5, "token": true, "apiKey": "SECRET"}',
      '{"Url": "http://user:SECRET@host/?token=SECRET", "Module": "User"}'),
    ...inXml('<User><Password>SECRET</Password><ApiKey>SECRET</ApiKey></User>', '<User><Token><Value>SECRET</Value></Token></User>',
      '<User password="SECRET"/>', '<User><Password>SECRET</User>', '<User><Password><![CDATA[SECRET]]></Password></User>',
      '<Password>SECRET</Password>')
  ]
  const told = client.inject({ url: '/__admin/events' })
  await setTimeout(20)
  for (const [method, url, headers, payload] of requests) {
    await client.inject({ method: method as 'GET', url, headers, ...(payload !== undefined && { payload }) })
    for (const path of ['/requests?limit=1', '/requests/last', '/requests/last/explain']) {
      const { text } = await client.admin('GET', path)
      // The line for a shell has a variable of that name in the place of the header's value.
      t.notMatch(text.replaceAll('$CLIENT_SECRET', ''), /SECRET|U0VDUkVU/, `${path} of ${method} ${url} ${JSON.stringify(headers)} ${payload ?? ''}`)
    }
  }

  client.sandbox.journal.events.close()
  t.match((await told).text, /event: answered/)
  for (const { text } of [
    await told,
    await client.admin('GET', '/requests/export'),
    await client.admin('POST', '/requests/find', { limit: 1000 }),
    await client.admin('POST', '/requests/verify', {
      match: { path: '/nowhere/else', body: { password: 'none', apiKey: 'none', 'deep.client_secret': 'none' } }, exactly: 5
    }),
    await client.admin('GET', '/rules/coverage'),
    await client.inject({ url: '/metrics' })
  ]) t.notMatch(text, /SECRET|U0VDUkVU/)

  const account = 'grant_type=client_credentials&org_id=9001&scope=https%3A%2F%2Fweb.prd.dxs.pub.tec.govt.nz'
  const given = await Promise.all(([
    [token, form, login],
    ['/accessplan/api/v1/token', { ...form, accept: 'application/xml' }, login],
    ['/oauth2/access_token', { ...form, authorization: basic('demo-tms:demo-secret') }, account]
  ] as const).map(([url, headers, payload]) => client.inject({ method: 'POST', url, headers, payload })))
  const tokens = given.flatMap(({ status, text }) => {
    t.equal(status, 200)
    return [...text.matchAll(/(?:"|<)(?:access|refresh)_token(?:": ?"|>)([^"<]+)/g)].map(([, it]) => it!)
  })
  t.ok(tokens.length >= 5, 'two of two, and one')
  const shown = (await client.admin('GET', '/requests?limit=3')).text
  for (const it of tokens) t.notOk(shown.includes(it))
})
