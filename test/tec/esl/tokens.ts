import { SignJWT } from 'jose'
import t from 'tap'
import { lifetimeSeconds } from '../../../src/tec/esl/tokens.ts'
import { fixture, open, type Client } from '../../harness.ts'

const scope = 'https://web.prd.dxs.pub.tec.govt.nz'
const good = { grant_type: 'client_credentials', scope, org_id: '9001' }
const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`

const ask = (client: Client, form: Record<string, string> | string, authorization?: string) => client.inject({
  method: 'POST',
  url: '/oauth2/access_token',
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...(authorization !== undefined && { authorization }) },
  payload: typeof form === 'string' ? form : new URLSearchParams(form).toString()
})

const demo = basic('demo-tms', 'demo-secret')

t.test('A machine account gets a token for an organisation, good for 20 minutes', async t => {
  const client = await open(t)
  const reply = await ask(client, good, demo)
  t.equal(reply.status, 200)
  t.match(reply.body, { access_token: /^ey[\w-]+\.[\w-]+\.[\w-]+$/, token_type: 'Bearer', expires_in: 1200 })
  t.equal(reply.headers['cache-control'], 'no-store')
  const claims = JSON.parse(Buffer.from(reply.body.access_token.split('.')[1], 'base64url').toString())
  t.match(claims, { sub: 'demo-tms', org_id: '9001', aud: scope })
  t.equal(claims.exp - claims.iat, lifetimeSeconds)

  const get = () => client.call('GET', '/programmes/DEMO-NZA/versions/1', undefined, { authorization: `Bearer ${reply.body.access_token}` })
  t.equal((await get()).status, 200)
  client.freeze('2026-03-02T09:19:59')
  t.equal((await get()).status, 200, 'a second before it expires')
  client.freeze('2026-03-02T09:20:00')
  const expired = await get()
  t.equal(expired.status, 401, 'at the second at which it expires')
  t.equal(expired.headers['sandbox-rules'], 'token.not-expired')
  client.freeze('2026-03-02T09:00:00')
  t.equal((await get()).status, 200, 'and when the clock is set back, it is good again')
})

t.test('What a token request must be', async t => {
  const client = await open(t)
  const cases: Array<[string, Record<string, string> | string, string | undefined, number, string]> = [
    ['no credentials', good, undefined, 401, 'invalid_client'],
    ['credentials that are not Basic', good, 'Bearer x', 401, 'invalid_client'],
    ['an unknown account', good, basic('nobody', 'demo-secret'), 401, 'invalid_client'],
    ['a wrong secret', good, basic('demo-tms', 'wrong'), 401, 'invalid_client'],
    ['no grant type', { scope, org_id: '9001' }, demo, 400, 'invalid_request'],
    ['another grant type', { ...good, grant_type: 'password' }, demo, 400, 'unsupported_grant_type'],
    ['no scope', { grant_type: 'client_credentials', org_id: '9001' }, demo, 400, 'invalid_scope'],
    ['an unknown scope', { ...good, scope: 'https://example.org' }, demo, 400, 'invalid_scope'],
    ['no organisation', { grant_type: 'client_credentials', scope }, demo, 400, 'invalid_request'],
    ['an organisation that is no number', { ...good, org_id: 'abc' }, demo, 400, 'invalid_request'],
    ['an organisation of somebody else', { ...good, org_id: '9003' }, demo, 400, 'unauthorized_client'],
    ['a parameter twice', `${new URLSearchParams(good)}&org_id=9002`, demo, 400, 'invalid_request'],
    ['an empty body', '', demo, 400, 'invalid_request']
  ]
  for (const [name, form, authorization, status, error] of cases) {
    const reply = await ask(client, form, authorization)
    t.equal(reply.status, status, name)
    t.equal(reply.body.error, error, name)
    t.match(
      reply.body.error_description, /^[A-Za-z](?:(?!["\\])[ -~]){3,}\.$/, `${name}: a sentence in the characters that RFC 6749 allows`
    )
    t.equal(reply.headers['www-authenticate'], status === 401 ? 'Basic realm="ESL"' : undefined, name)
  }
})

t.test('Of several errors, a reply tells of the first, and Sandbox-Rules of all', async t => {
  const client = await open(t)
  const cases: Array<[Record<string, string>, string | undefined, string, string, string]> = [
    [{ grant_type: 'password', scope: 'x' }, basic('demo-tms', 'wr"ng\\ā'), 'invalid_client',
      'There is no machine account \'demo-tms\' with that secret. Send a machine account of the fixture and its secret, ' +
        'such as demo-tms:demo-secret.',
      'esl.client-known, esl.grant-type-client-credentials, esl.scope-of-an-environment, esl.org-id-given'],
    [{}, undefined, 'invalid_client',
      'The Authorization header has no HTTP Basic credentials. Send a machine account of the fixture and its secret, ' +
        'such as demo-tms:demo-secret.',
      'esl.client-known, esl.grant-type-given, esl.scope-of-an-environment, esl.org-id-given'],
    [{}, demo, 'invalid_request', 'grant_type is missing. Send grant_type=client_credentials.',
      'esl.grant-type-given, esl.scope-of-an-environment, esl.org-id-given'],
    [{ ...good, grant_type: 'pass"w\\rd ā', scope: '' }, demo, 'unsupported_grant_type',
      'grant_type is no word of letters, digits, \'_\', \'-\' and \':\'. The members of a form are joined by &. Use client_credentials.',
      'esl.grant-type-client-credentials, esl.scope-of-an-environment'],
    [{ ...good, org_id: 'pass"w\\rd ā' }, demo, 'invalid_request',
      'org_id \'pass\'wrd a\' is not a number of up to 8 digits. Send org_id=9001.', 'esl.org-id-given, esl.org-id-of-the-account'],
    [{ ...good, org_id: '9003' }, demo, 'unauthorized_client',
      'Machine account \'demo-tms\' may not act for organisation 9003. Send org_id=9001 or org_id=9002.',
      'esl.org-id-of-the-account']
  ]
  for (const [form, authorization, error, description, rules] of cases) {
    const { body, headers } = await ask(client, form, authorization)
    t.strictSame(body, { error, error_description: description })
    t.equal(headers['sandbox-rules'], rules)
  }
})

t.test('An org_id may be padded with zeros, as in the documented example', async t => {
  const client = await open(t)
  const { body } = await ask(client, { ...good, org_id: '09001' }, demo)
  t.equal(
    (await client.call('GET', '/programmes/DEMO-NZA/versions/1', undefined, { authorization: `Bearer ${body.access_token}` })).status, 200
  )
})

t.test('JSON is no form', async t => {
  const client = await open(t)
  const reply = await client.inject({ method: 'POST', url: '/oauth2/access_token', headers: { authorization: demo }, payload: good })
  t.equal(reply.status, 415)
  t.match(reply.body, { error: 'invalid_request', error_description: /application\/json/ })
})

t.test('Who may call', async t => {
  const client = await open(t)
  const { body: { access_token: issued } } = await ask(client, good, demo)
  const forged = issued.replace(/.$/, (last: string) => last === 'A' ? 'B' : 'A').replace(/\.[^.]{4}/, '.AAAA')
  const path = '/programmes/DEMO-NZA/versions/1'
  const cases: Array<[string, Record<string, string>, number, string | undefined]> = [
    ['an issued token', { authorization: `Bearer ${issued}`, eid: '9001' }, 200, undefined],
    ['a static token', { authorization: 'Bearer demo-token-9001', eid: '9001' }, 200, undefined],
    ['the scheme in small letters', { authorization: 'bearer demo-token-9001', eid: '9001' }, 200, undefined],
    ['an EID with leading zeros', { authorization: 'Bearer demo-token-9001', eid: '009001' }, 200, undefined],
    ['no token', { eid: '9001' }, 401, 'token.given'],
    ['another scheme', { authorization: demo, eid: '9001' }, 401, 'token.given'],
    ['an unknown token', { authorization: 'Bearer nonsense', eid: '9001' }, 401, 'token.known'],
    ['a forged token', { authorization: `Bearer ${forged}`, eid: '9001' }, 401, 'token.known'],
    ['a token of another organisation', { authorization: 'Bearer demo-token-9001', eid: '9002' }, 401, 'token.of-the-organisation'],
    ['no EID', { authorization: 'Bearer demo-token-9001' }, 400, 'eid.given'],
    ['an EID that is no number', { authorization: 'Bearer demo-token-9001', eid: '90x1' }, 400, 'eid.numeric'],
    ['an EID that is empty', { authorization: 'Bearer demo-token-9001', eid: '' }, 400, 'eid.given'],
    ['an EID far too long', { authorization: 'Bearer demo-token-9001', eid: '9'.repeat(5000) }, 400, 'eid.numeric'],
    ['neither', {}, 401, 'token.given, eid.given']
  ]
  for (const [name, headers, status, rules] of cases) {
    const reply = await client.inject({ method: 'GET', url: `/work-submission-api/v1.0${path}`, headers })
    t.equal(reply.status, status, name)
    t.equal(reply.headers['sandbox-rules'], rules, name)
  }
  const alias = await client.inject({
    method: 'GET', url: `/work-submission-api/v1.0${path}`, headers: { authentication: 'Bearer demo-token-9001', eid: '9001' }
  })
  t.equal(alias.status, 200, 'the header is taken under the name that TEC\'s text once gives it')
})

t.test('A token that somebody else signed with the key of the fixture is unknown where it says what none of ESL does', async t => {
  const client = await open(t)
  const seconds = client.now() / 1000
  const claims = { sub: 'demo-tms', aud: scope, org_id: '9001', iat: seconds, exp: seconds + 60, jti: 'x', iss: 'tms-sandbox' }
  const statusOf = async (change: object) => {
    const token = await new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(client.sandbox.secret())
    const authorization = `Bearer ${token}`
    const { status, headers, text } = await client.call('GET', '/programmes/DEMO-NZA/versions/1', undefined, { authorization })
    if (status === 401) t.match(text, /^.*"detail":"AU2: (?:This sandbox did not issue|The token (?:expired|is not valid before))/)
    return [status, headers['sandbox-rules']]
  }
  const unknown = [401, 'token.known']
  t.strictSame(await statusOf({}), [200, undefined])
  t.strictSame(await statusOf({ nbf: seconds }), [200, undefined])
  t.strictSame(await statusOf({ exp: seconds }), [401, 'token.not-expired'])
  t.strictSame(await statusOf({ exp: 0 }), [401, 'token.not-expired'])
  t.strictSame(await statusOf({ nbf: seconds + 1 }), [401, 'token.already-valid'])
  for (const [name, odd] of Object.entries({
    exp: [undefined, null, 'soon', String(seconds + 60), -1, -1e300, 1e300, Date.UTC(9999, 0, 1) / 1000, [seconds + 60], {}, true],
    nbf: [null, 'now', -1e300, 1e300, [seconds]],
    org_id: [undefined, ['9001'], 9001, '', '9001 ', '9.001e3', '0x2329', '900100000', {}],
    sub: [undefined, ['demo-tms'], 7, null]
  })) for (const value of odd) t.strictSame(await statusOf({ [name]: value }), unknown, `${name}: ${JSON.stringify(value)}`)
})

t.test('A token that came from elsewhere is told whence, and where to get one', async t => {
  const client = await open(t)
  const made = (await client.admin('POST', '/sandboxes', { id: 'x1' })).body
  await client.admin('POST', '/sandboxes', { id: 'x2' })
  const form = 'grant_type=client_credentials&scope=https%3A%2F%2Fweb.prd.dxs.pub.tec.govt.nz&org_id=9001'
  const tokenAt = async (prefix: string): Promise<string> => (await client.inject({
    method: 'POST',
    url: `${prefix}/oauth2/access_token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: demo },
    payload: form
  })).body.access_token
  const ask = (prefix: string, token: string, path = '/work-submission-api/v1.0/learners/L1') =>
    client.inject({ method: 'GET', url: `${prefix}${path}`, headers: { eid: '9001', authorization: `Bearer ${token}` } })
  const refusal = async (prefix: string, token: string): Promise<string> => (await ask(prefix, token)).body.detail
  const get = (prefix: string) =>
    `Get one from POST ${prefix}/oauth2/access_token, or use a static one, such as demo-token-9001 for EID 9001.`
  const ofX1: string = made.credentials.find(({ kind }: any) => kind === 'bearer token').value
  const usual = await tokenAt('')
  for (const [prefix, token, why] of [
    ['/sandboxes/x1', usual, 'That bearer token was issued by the default sandbox, not by "x1".'],
    ['/sandboxes/x2', await tokenAt('/sandboxes/x1'), 'That bearer token was issued by another sandbox, not by "x2".'],
    ['/sandboxes/x2', ofX1, 'That bearer token was issued by another sandbox, not by "x2".'],
    ['/sandboxes/default', ofX1, 'That bearer token was issued by another sandbox, not by the default one.'],
    ['', 'demo-api-key', 'In this sandbox, that is the API key of user demo in another API, accessplanit API Feeds.']
  ] as const) t.equal(await refusal(prefix, token), `AU2: ${why} ${get(prefix)}`)
  t.match((await client.inject({ method: 'GET', url: '/sandboxes/x2/__admin/requests/last/explain' })).body, {
    reason: { detail: get('/sandboxes/x2') }, refusedBy: [{ wouldPass: get('/sandboxes/x2') }]
  }, 'an explanation says the same')
  t.match((await ask('', 'demo-token-9001', '/accessplan/api/v2/User')).body.message,
    /^In this sandbox, that is the bearer token of EID 9001 in another API, \w.+\. Get a token from POST token/)
  const forged = (await client.admin('POST', '/tokens', { eid: 9001, defect: 'wrong-signature' })).body.token
  await client.admin('POST', '/reset')
  t.equal(await refusal('', usual),
    `AU2: This sandbox issued that bearer token before its data were reset, which ends the tokens of before. ${get('')}`)
  t.match(await refusal('', forged), /^AU2: This sandbox did not issue that bearer token, or has been reset since: it is signed with an/)
  const eid = (value: string, token = 'demo-token-9001') =>
    client.inject({ method: 'GET', url: '/work-submission-api/v1.0/learners/L', headers: { eid: value, authorization: `Bearer ${token}` } })
  t.match((await eid('9001, 9001')).body.detail, /^AM1: EID "9001, 9001" is not a number of up to 8 digits: the header is there more than/)
  t.match((await eid('9001', 'Bearer demo-token-9001')).body.detail, /^AU2: The Authorization header has the word Bearer twice\. Send "Auth/)
  t.match((await client.inject({
    method: 'POST',
    url: '/oauth2/access_token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: `${form}&client_id=demo-tms&client_secret=demo-secret`
  })).body.error_description, /^The Authorization header has no HTTP Basic credentials, and client_id and client_secret of a form are not taken\. S/)
})

t.test('Who may not call is told why, and what to do', async t => {
  const client = await open(t)
  const get = (headers: Record<string, string>) =>
    client.inject({ method: 'GET', url: '/work-submission-api/v1.0/programmes/DEMO-NZA/versions/1', headers })
  const cases: Array<[Record<string, string>, string]> = [
    [{ eid: '9001' },
      'AU2: The Authorization header is missing. Send "Authorization: Bearer <token>", with a token from POST /oauth2/access_token.'],
    [{ eid: '9001', authorization: demo },
      'AU2: The Authorization header has Basic credentials, and no bearer token. Send "Authorization: ' +
        'Bearer <token>", with a token from POST /oauth2/access_token.'],
    [{ eid: '9001', authorization: 'Bearer nonsense' }, 'AU2: This sandbox did not issue that bearer token, or has been reset since. ' +
      'Get one from POST /oauth2/access_token, or use a static one, such as demo-token-9001 for EID 9001.'],
    [{ eid: '9002', authorization: 'Bearer demo-token-9001' },
      'AU2: The token is for EID 9001, but the EID header says 9002. Send "EID: 9001", or a token that was requested with org_id=9002.'],
    [{ eid: '9999', authorization: 'Bearer demo-token-9001' },
      'AU2: The token is for EID 9001, but the EID header says 9999. Send "EID: 9001". ' +
        'The sandbox has no organisation 9999, but 9001 and 9002. ' +
      'For another, start with a fixture whose organisations.json and machine-accounts.json have it.'],
    [{ eid: '9001', authorization: 'Bearer demo-token-not-enabled' },
      'AU1: Machine account "demo-new" has no permission for this API (granted in DXP Ngā Kete). ' +
      'Use a token of a machine account that is enabled, such as demo-tms of the fixtures.'],
    [{ authorization: 'Bearer demo-token-9001' },
      'AM2: The EID header is missing. Send the EDUMIS number of the organisation, "EID: 9001".'],
    [{ eid: '90x1', authorization: 'Bearer demo-token-9001' },
      'AM1: EID "90x1" is not a number of up to 8 digits. Send the EDUMIS number of the organisation, "EID: 9001".']
  ]
  for (const [headers, detail] of cases) t.equal((await get(headers)).body.detail, detail)
  const send = ' Send "Authorization: Bearer <token>", with a token from POST /oauth2/access_token.'
  const jwt = (await ask(client, good, demo)).body.access_token as string
  for (const [authorization, said] of [
    [`Bearer "${jwt}"`, 'The bearer token stands in quotes; send it without them.'],
    ["Bearer 'demo-token-9001'", 'The bearer token stands in quotes; send it without them.'],
    ...[`{"access_token":"${jwt}","token_type":"Bearer"}`, `{"access_token": "${jwt}"}`].map(reply =>
      [`Bearer ${reply}`, 'The bearer token is the whole reply with the token; send its access_token alone.'] as const),
    ...['null', 'undefined', 'None', '{{token}}', '<token>'].map(word =>
      [`Bearer ${word}`, `The bearer token is "${word}", which stands for one that was never filled in.`] as const)
  ]) t.equal((await get({ eid: '9001', authorization })).body.detail, `AU2: ${said}${send}`, authorization)
  for (const length of [5, jwt.indexOf('.') + 9, jwt.length - 1]) {
    t.match((await get({ eid: '9001', authorization: `Bearer ${jwt.slice(0, length)}` })).body.detail,
      /^AU2: The bearer token is cut off: a JWT has three parts, each of them whole\. Get one from POST /, String(length))
  }
  t.not((await get({ eid: '9001', authorization: `Bearer ${jwt}` })).status, 401, 'as it was given, it is good')
  for (const [name, shown] of [['x-eid', 'X-EID'], ['EID-Number', 'EID-Number'], ['edumis', 'Edumis']]) {
    t.equal((await get({ [name!]: '9001', authorization: 'Bearer demo-token-9001' })).body.detail,
      `AM2: The EID header is missing. The sandbox got ${shown}; did you mean EID? ` +
        'Send the EDUMIS number of the organisation, "EID: 9001".')
  }
  const comparedOf = async (headers: Record<string, string>) => {
    await get(headers)
    const { refusedBy, held } = (await client.admin('GET', '/requests/last/explain')).body
    return [...refusedBy, ...held].find(({ rule }) => rule === 'token.known').compared['bearer token']
  }
  t.equal(await comparedOf({ eid: '9001' }), null, 'of a token that is not there nothing is said')
  t.equal(await comparedOf({ eid: '9001', authorization: 'Bearer nonsense' }), 'malformed: neither a JWT nor a static token')
  t.equal(await comparedOf({ eid: '9001', authorization: 'Bearer demo-token-9001' }), 'known')
})

t.test('The same calls give the same token; another sandbox in the process is another world', async t => {
  const [one, two] = [await open(t), await open(t)]
  const [first, again] = [await ask(one, good, demo), await ask(two, good, demo)]
  t.equal(first.body.access_token, again.body.access_token)
  t.not((await ask(one, good, demo)).body.access_token, first.body.access_token, 'the next one differs')
  one.freeze('2026-03-03')
  const headers = { authorization: `Bearer ${first.body.access_token}` }
  t.equal((await one.call('GET', '/programmes/DEMO-NZA/versions/1', undefined, headers)).status, 401)
  t.equal((await two.call('GET', '/programmes/DEMO-NZA/versions/1', undefined, headers)).status, 200)
})

t.test('What a token is asked for with is told of where it stands in the query, or has the name of the header', async t => {
  const client = await open(t)
  const inQuery = (payload?: string) => client.inject({
    method: 'POST',
    url: `/oauth2/access_token?${new URLSearchParams(good)}`,
    headers: { authorization: demo, ...payload !== undefined && { 'content-type': 'application/x-www-form-urlencoded' } },
    ...payload !== undefined && { payload }
  })
  for (const payload of [undefined, '', 'x=1']) {
    t.equal((await inQuery(payload)).body.error_description, 'grant_type is missing. Send grant_type=client_credentials. ' +
      'The sandbox got grant_type, scope and org_id in the query, and looks for that in the body.', String(payload))
  }
  const { org_id: number, ...rest } = good
  for (const name of ['eid', 'orgId', 'organisationId', 'edumis']) {
    t.equal((await ask(client, { ...rest, [name]: number }, demo)).body.error_description,
      `org_id is missing. Send org_id=9001. The sandbox got ${name}; did you mean org_id?`)
  }
})

t.test('A dry run of a token request takes no id', async t => {
  const [one, two] = [await open(t), await open(t)]
  await one.inject({
    method: 'POST',
    url: '/oauth2/access_token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: demo, 'sandbox-dry-run': '1' },
    payload: new URLSearchParams(good).toString()
  })
  t.equal((await ask(one, good, demo)).body.access_token, (await ask(two, good, demo)).body.access_token)
})

t.test('Credentials are taken as they were sent, or form-encoded first, as RFC 6749 has it', async t => {
  const accounts = [
    { name: 'a tms@school', secret: 's%:+é &=', eids: [9001], about: 'odd' },
    { name: 'half', secret: '%41+', eids: [9001], about: 'looks encoded' }
  ]
  const client = await open(t, { fixture: fixture(t, { 'machine-accounts.json': accounts }) })
  const formEncoded = (text: string) => new URLSearchParams({ x: text }).toString().slice(2)
  for (const [id, secret, status] of [
    ['demo-tms', 'demo-secret', 200], ['demo%2Dtms', 'demo%2dsecret', 200], ['a tms@school', 's%:+é &=', 200],
    [formEncoded('a tms@school'), formEncoded('s%:+é &='), 200], ['a%20tms%40school', 's%25%3A%2B%C3%A9%20%26%3D', 200],
    ['half', '%41+', 200], ['half', '%2541%2B', 200], ['half', 'A ', 401], ['demo-tms', 'demo-secret%', 401], ['demo-tms', '%zz', 401],
    ['demo-tms', 'demo-secret:', 401]
  ] as const) t.equal((await ask(client, good, basic(id, secret))).status, status, `${id}:${secret}`)
})

t.test('What a form has besides is passed over, and told of', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { status, headers } = await ask(client, { ...good, foo: 'bar', client_id: 'demo-tms' }, demo)
  t.strictSame([status, headers['sandbox-warnings']], [200, 'ignored-member:foo, ignored-member:client_id'])
  t.equal((await ask(client, good, demo)).headers['sandbox-warnings'], undefined)
  const login = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } } as const
  for (const url of ['/accessplan/api/v1/token', '/accessplan/api/v2/token']) {
    const payload = 'grant_type=password&UserName=demo&Password=demo&remember=1'
    const reply = await client.inject({ ...login, url, payload })
    t.strictSame([reply.status, reply.headers['sandbox-warnings']], [200, 'ignored-member:remember'])
  }
})

t.test('A byte order mark before a form is passed over', async t => {
  const client = await open(t, { fixture: 'demo' })
  t.equal((await ask(client, `\uFEFF${new URLSearchParams(good)}`, demo)).status, 200)
  const login = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } } as const
  for (const version of ['v1', 'v2']) {
    const payload = '\uFEFFgrant_type=password&username=demo&password=demo'
    t.equal((await client.inject({ ...login, url: `/accessplan/api/${version}/token`, payload })).status, 200)
  }
})

t.test('A number of three digits is written with its leading zero, and taken with as many as are sent', async t => {
  const files = {
    'organisations.json': [{ eid: 123, name: 'Small School', about: 'A number of three digits' }],
    'machine-accounts.json': [{ name: 'small', secret: 'secret', eids: [123], about: 'Its account' }]
  }
  const client = await open(t, { fixture: fixture(t, files) })
  for (const orgId of ['0123', '123', '00123']) {
    const { body } = await ask(client, { ...good, org_id: orgId }, basic('small', 'secret'))
    t.equal(JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString()).org_id, '0123')
    for (const eid of ['0123', '123', '00000123']) {
      const headers = { authorization: `Bearer ${body.access_token as string}`, eid }
      t.match((await client.sdr('POST', '/user/register', undefined, headers)).body, { edumis: '0123', organisationId: 123 })
      t.equal((await client.sdr('GET', '/returns', undefined, headers)).status, 200)
    }
    const asOther = { authorization: `Bearer ${body.access_token as string}`, eid: '0124' }
    const other = await client.call('GET', '/learners/L1', undefined, asOther)
    t.equal(other.body.detail, 'AU2: The token is for EID 0123, but the EID header says 0124. ' +
      'Send "EID: 0123". The sandbox has no organisation 0124, but 0123, 9001 and 9002. ' +
      'For another, start with a fixture whose organisations.json and machine-accounts.json have it.')
  }
  const { body } = await ask(client, { ...good, org_id: '00124' }, basic('small', 'secret'))
  t.equal(body.error_description, "Machine account 'small' may not act for organisation 00124. Send org_id=0123.")
})

t.test('token-scopes: the hosts of all environments are taken, or that of production alone', async t => {
  for (const [choice, status] of [['all', 200], ['prd', 400]] as const) {
    const client = await open(t, { reading: `token-scopes=${choice}` })
    for (const environment of ['dev', 'tst', 'pre', 'prd']) {
      const reply = await client.inject({
        method: 'POST',
        url: '/oauth2/access_token',
        headers: {
          authorization: `Basic ${Buffer.from('demo-tms:demo-secret').toString('base64')}`,
          'content-type': 'application/x-www-form-urlencoded'
        },
        payload: new URLSearchParams({ ...good, scope: `https://web.${environment}.dxs.pub.tec.govt.nz` }).toString()
      })
      t.equal(reply.status, environment === 'prd' ? 200 : status, `${choice}: ${environment}`)
      if (reply.status === 400) t.match(reply.body, { error: 'invalid_scope' })
    }
  }
})

t.test('The document shows a token request, and some that are refused, each with the answer to it', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { body: document } = await client.inject({ method: 'GET', url: '/openapi/esl.json' })
  const { requestBody, responses } = document.paths['/oauth2/access_token'].post
  const requests = Object.entries<any>(requestBody.content['application/x-www-form-urlencoded'].examples)
  t.same(requests.map(([name]) => name), [
    'demo', 'another-grant-type', 'unknown-scope', 'organisation-that-is-no-number', 'another-organisation'
  ])
  for (const [name, { value }] of requests) {
    const reply = await ask(client, value, demo)
    const { value: shown } = responses[reply.status].content['application/json'].examples[name]
    if (reply.status !== 200) t.same(reply.body, shown, name)
    else t.same([Object.keys(reply.body), reply.body.expires_in], [Object.keys(shown), shown.expires_in], name)
  }
  const { value: wrong } = responses[401].content['application/json'].examples['wrong-secret']
  t.same((await ask(client, good, basic('demo-tms', 'wrong'))).body, wrong)
  const { access_token: shown } = responses[200].content['application/json'].examples.demo.value
  const asShown = { authorization: `Bearer ${shown}` }
  t.equal((await client.call('GET', '/learners/L-1', undefined, asShown)).status, 401, 'the token that is shown is of no use')
})
