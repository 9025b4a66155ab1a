import t from 'tap'
import { filesOf } from '../../src/evidence/files.ts'
import { gather } from '../../src/evidence/gather.ts'
import { askBy, type Ask } from '../../src/library/ask.ts'
import { callTool } from '../../src/mcp/call.ts'
import { toolsOf } from '../../src/mcp/tools.ts'
import { isThorough } from '../effort.ts'
import { documented, open, type Client, type Headers } from '../harness.ts'

/** Every secret that a client can show, wherever it can stand, and all that the server says afterwards. */

const adminToken = 'HUSH-the-admin-token'

/** What is hidden by its number. */
const isMade = /^HUSH\d+Q$/

/** What was hidden, by where. */
const createSecrets = () => {
  const places = new Map<string, string>()
  const hide = (where: string): string => {
    const secret = `HUSH${places.size}Q`
    places.set(secret, where)
    return secret
  }
  const foundIn = (text: string): string[] => [...text.matchAll(/HUSH\d+Q/g)].map(([secret]) => places.get(secret) ?? secret)
  return { hide, foundIn, note: (secret: string, where: string) => places.set(secret, where), all: () => [...places] }
}
type Hide = (where: string) => string

const json = { 'content-type': 'application/json' }

const base64 = (text: string, encoding: 'base64' | 'base64url' = 'base64'): string => Buffer.from(text).toString(encoding)

/** A JWT that nobody issued; only its parts could be recognised, so its signature has the secret. */
const jwt = (secret: string): string =>
  [...[{ alg: 'HS256' }, { sub: 'x', exp: 1 }].map(it => base64(JSON.stringify(it), 'base64url')), secret].join('.')

const authorizations: ReadonlyArray<(hide: Hide) => string> = [
  hide => `Bearer ${hide('bearer')}`, hide => `bearer  ${hide('bearer with blanks')}`, hide => hide('no scheme'),
  hide => `Basic ${hide('basic')}`,
  hide => `Digest username="a", response="${hide('digest')}"`, hide => `ApiKey ${hide('scheme of its own')}`,
  hide => `Bearer ${jwt(hide('JWT'))}`,
  hide => `AWS4-HMAC-SHA256 Credential=a, Signature=${hide('AWS')}`, hide => `Negotiate ${hide('negotiate')}`,
  hide => `Token token="${hide('token')}"`, hide => `Bearer a, Bearer ${hide('second of two')}`
]

const secretHeaders = ['authentication', 'proxy-authorization', 'cookie', 'x-api-key', 'api-key', 'apikey', 'x-auth-token',
  'x-access-token', 'x-csrf-token', 'x-amz-security-token',
  'ocp-apim-subscription-key', 'x-client-secret', 'x-password', 'x-session-id', 'x-signature',
  'x-jwt', 'x-passphrase', 'sandbox-token', 'x-passwd', 'x-pwd', 'x-pass', 'x-client-cert', 'x-arr-clientcert', 'ssl-certificate']

const headersWith = (hide: Hide, n: number): Headers => ({
  ...Object.fromEntries(secretHeaders.map(name => [name, name === 'cookie' ? `a=1; session=${hide(name)}` : hide(name)])),
  authentication: authorizations[n % authorizations.length]!(it => hide(`authentication: ${it}`)),
  referer: `https://a:${hide('referer: userinfo')}@tms.example/?access_token=${hide('referer: query')}`,
  'x-forwarded-uri': `/a?api_key=${hide('forwarded: query')}`,
  'x-note': `for ${jwt(hide('JWT in a header'))}`
})

const names = ['token', 'Access_Token', 'REFRESH_TOKEN', 'id_token', 'apiKey', 'api-key', 'API_KEY', 'x-api-key', 'key', 'client_secret',
  'clientSecret', 'client_assertion', 'password', 'Password', 'userPassword', 'pwd', 'passwd', 'passphrase', 'pin', 'authorization',
  'credentials', 'private_key',
  'jwt', 'signature', 'sig', 'adminToken', 'webhookSecret', 'sas', 'code_verifier', 'assertion', 'otp', 'bearer_token', 'newPassword',
  'cookie', 'set-cookie', 'pass', 'passcode', 'x-functions-key', 'SharedAccessKey', 'authorisation']

/** What a filter compares with a secret. */
const filtersWith = (hide: Hide): string[] => [
  ['eq, encoded', "Password%20eq%20'", "'"], ['eq, with plus', "password+EQ+'", "'+and+Surname+eq+'x'"],
  ['brackets', "(Surname%20eq%20'x')%20or%20not%20(Password%20ne'", "%20''x')"], ['wholly encoded', '%50assword%20%65q%20%27', '%27'],
  ['a call', "contains(Password,'", "')"], ['a call with blanks', 'startswith%20(%20Password%20,%20%27', '%27)'],
  ['no end', "Password%20eq%20'x;=?", ''], ['no quotation marks', 'Password%20gt%20', ''], ['other marks', 'Password%20eq%20%22', '%22'],
  ['a mark in the text', "Password%20eq%20'O'", "'%20and%20Surname%20eq%20'y'"],
  ['an operator that is none', "Password%20like%20'", "'"], ['a sign that is none', "Password%20=%20'", "'"]
].flatMap(([name, before, after], n) => [`${n % 2 === 0 ? '$filter' : '%24filter'}=${before}${hide(`filter: ${name}`)}${after}`])

const queryWith = (hide: Hide): string => [
  ...names.map(name => `${name}=${hide(`query: ${name}`)}`), `%74oken=${hide('query: encoded name')}`,
  `a%5Bpassword%5D=${hide('query: nested')}`,
  `next=https://u:${hide('query: userinfo')}@tms.example/`,
  `next=${encodeURIComponent(`https://u:${hide('query: encoded userinfo')}@tms.example/`)}`,
  `back=${encodeURIComponent(`/a?token=${hide('query: within a query')}`)}`,
  `a=${jwt(hide('query: JWT'))}`, `;token=${hide('query: after ;')}`, ...filtersWith(hide)
].join('&')

const membersWith = (hide: Hide, what: string): object => Object.fromEntries(names.map(name => [name, hide(`${what}: ${name}`)]))

const bodyWith = (hide: Hide): object => ({
  ...membersWith(hide, 'member'),
  nested: { deep: [membersWith(hide, 'nested')], password: { value: hide('member of a secret') }, apiKey: [hide('item of a secret')] },
  note: `{"password": "${hide('JSON in a text')}"}`,
  Url: `https://u:${hide('userinfo')}@tms.example/?token=${hide('query of an address')}`,
  function: `https://tms.example/api/notes?a=1&code=${hide('code of an address')}&b=2`,
  database: `Server=tms.example;Database=tms;User Id=sa;Password=${hide('part of a connection string')};Encrypt=true`,
  store: `Password="${hide('quoted part of a connection string')};x"`,
  libpq: `host=tms.example password=${hide('word of a connection string')} dbname=tms`,
  headers: [{ name: 'Authorization', value: `Bearer ${hide('list of headers')}` }],
  text: `Authorization: Bearer ${hide('header in a text')}`,
  other: jwt(hide('JWT in a member'))
})

const xmlWith = (hide: Hide): string => `<?xml version="1.0"?><User xmlns:i="http://www.w3.org/2001/XMLSchema-instance">${
  names.filter(name => /^[a-z_]+$/i.test(name)).map(name => `<${name}>${hide(`element: ${name}`)}</${name}>`).join('')
}<a:Password kind="x">${hide('element with attributes')}</a:Password><Password><![CDATA[${hide('CDATA')}]]></Password></User>`

/** What a body can be, each in its turn. */
const bodies: ReadonlyArray<(hide: Hide) => [type: string, payload: string]> = [
  hide => ['application/json', JSON.stringify(bodyWith(hide))],
  hide => ['application/json', JSON.stringify([bodyWith(hide)])],
  hide => ['application/json', JSON.stringify(bodyWith(hide)).slice(0, -1)],
  hide => ['application/json', `{"password": "${hide('cut off')}`],
  hide => ['application/json', `{"password": '${hide('in other quotes')}'}`],
  hide => ['application/json', `password=${hide('no JSON')}`],
  hide => ['application/x-www-form-urlencoded', `${queryWith(it => hide(`form, ${it}`))}&grant_type=password`],
  hide => ['application/xml', xmlWith(hide)],
  hide => ['text/plain', `password: ${hide('text')}`]
]

/** A request to each operation of each document, whatever comes of it, and some that are known to be taken. */
async function seed (client: Client, hide: Hide): Promise<void> {
  let n = 0
  for (const { name, mount, operations } of documented()) {
    for (const { method, path } of operations) {
      if (path.endsWith('/events')) continue
      const where = `${mount}${path.replace(/:\w+\??/g, it => /platform/.test(it) ? 'accessplan' : 'x')}`
      for (const isKnown of isThorough ? [true, false] : [n % 2 === 0]) {
        n++
        const from = (what: string) => `${name} ${method} ${path}: ${what}`
        const key = name === 'admin' ? adminToken : name.startsWith('accessplanit') ? 'demo-api-key' : 'demo-token-9001'
        const headers = headersWith(it => hide(from(it)), n)
        const shown = { authorization: isKnown ? `Bearer ${key}` : authorizations[n % authorizations.length]!(it => hide(from(it))) }
        const [type, payload] = bodies[n % bodies.length]!(it => hide(from(`${it} (body ${n % bodies.length})`)))
        // What its own API does, it does to a sandbox beside this one.
        if (name === 'admin' && method !== 'GET' && isKnown) continue
        await client.send({
          method: method as 'GET',
          url: `${where}?${queryWith(it => hide(from(it)))}`,
          headers: { eid: '9001', ...headers, ...shown, ...method !== 'GET' && { 'content-type': type } },
          ...method !== 'GET' && { payload }
        })
      }
    }
  }
}

/** What is given to clients, and what they show when all is well. */
async function useCredentials (client: Client, note: (secret: string, where: string) => void): Promise<void> {
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const esl = (secret: string) => client.send({
    method: 'POST',
    url: '/oauth2/access_token',
    headers: { ...form, authorization: `Basic ${base64(`demo-tms:${secret}`)}` },
    payload: 'grant_type=client_credentials&org_id=9001&scope=https://web.prd.dxs.pub.tec.govt.nz'
  })
  await esl('HUSH-wrong-secret')
  note(base64('demo-tms:HUSH-wrong-secret'), 'the wrong secret of an account')
  const token = (await esl('demo-secret')).body.access_token
  note(token, 'a token of ESL')
  await client.call('POST', '/learners', { learnerLocalId: 'L1' }, { authorization: `Bearer ${token}` })
  await client.call('GET', `/learners/${token}`, undefined, { authorization: `Bearer ${token}x` })
  for (const url of ['/accessplan/api/v1/token', '/accessplan/api/v2/token']) {
    const given = await client.send({ method: 'POST', url, headers: form, payload: 'grant_type=password&username=demo&password=demo' })
    note(given.body.access_token, `a token of ${url}`)
    note(given.body.refresh_token, `what refreshes one of ${url}`)
    const payload = `grant_type=refresh_token&refresh_token=${given.body.refresh_token}`
    await client.send({ method: 'POST', url, headers: form, payload })
    await client.v1('GET', 'users', undefined, { authorization: `Bearer ${given.body.access_token}` })
  }
  const v2Login = '/accessplan/api/v2/login'
  await client.send({ method: 'POST', url: v2Login, payload: { Username: 'demo', Password: 'HUSH-wrong-password' } })
  await client.v2('POST', 'Webhook', { Module: 'User', Url: 'http://u:HUSH-userinfo@127.0.0.1:9/?token=HUSH-in-query' })
  await client.v2('PUT', 'User/2001', { JobTitle: 'Joiner', Password: 'HUSH-new-password' })
  for (const it of ['wrong-secret', 'wrong-password', 'userinfo', 'in-query', 'new-password']) note(`HUSH-${it}`, it)
}

t.test('A code that is exchanged for a token, and a parameter of a path, are masked', async t => {
  const client = await open(t, { fixture: 'demo' })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const payload = 'grant_type=authorization_code&code=HUSH-code'
  for (const url of ['/oauth2/access_token', '/accessplan/api/v1/token', '/accessplan/api/v2/token;password=HUSH-path/x']) {
    await client.send({ method: 'POST', url, headers, payload })
    for (const path of ['/last', '/last/explain', '/export']) {
      t.notMatch((await client.admin('GET', `/requests${path}`)).text, 'HUSH', `${url} in ${path}`)
    }
  }
})

t.test('What a filter compares with a secret is masked, and the rest of it is not; nothing is kept of a fragment', async t => {
  const client = await open(t, { fixture: 'demo' })
  const found: string[] = []
  const ask = async (url: string) => {
    await client.send({ method: 'GET', url, headers: { authorization: 'Bearer demo-api-key' } })
    for (const path of ['/last', '/last/explain', '/export']) {
      const { text } = await client.admin('GET', `/requests${path}`)
      if (text.includes('HUSH')) found.push(`${path} has ${url}: ${/.{0,300}HUSH.{0,20}/s.exec(text)![0]}`)
    }
  }
  for (const filter of filtersWith(() => 'HUSH')) {
    for (const list of ['v2/User', 'v1/users']) await ask(`/accessplan/api/${list}?${list === 'v2/User' ? filter : filter.replace(/^.+?filter/, 'filter')}`)
  }
  await ask('/accessplan/api/v2/User#token=HUSH')
  await ask('/accessplan/api/v2/User?a=b#HUSH')
  t.same(found, [])
  await ask("/accessplan/api/v2/User?$filter=Surname%20eq%20'Kept'%20and%20Password%20eq%20'HUSH'%20and%20Forenames%20eq%20'AlsoKept'")
  t.match((await client.admin('GET', '/requests/last')).body.url, /Kept.*\*\*\*.*AlsoKept/)
})

/** What the documents have that is called like a secret, and why it is right to mask it. */
const maskedMembers = new Map([
  ['passwords', ['password', 'Password']],
  ['tokens, and what refreshes one', ['access_token', 'refresh_token', 'token']],
  ['of the sandbox\'s own API: what lets a client in, and a key of such', ['credentials', 'key', 'secret']],
  ['the signature of an address, which is good for whoever has it', ['signature']]
])

t.test('No other member that a document has is masked', async t => {
  const client = await open(t, { fixture: 'demo' })
  const names = new Set<string>()
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { properties, name, in: place } = value as { properties?: object, name?: unknown, in?: unknown }
    for (const it of Object.keys(properties ?? {})) names.add(it)
    if (typeof name === 'string' && place !== undefined) names.add(name)
    for (const it of Object.values(value)) look(it)
  }
  for (const { name } of documented()) look((await client.send({ method: 'GET', url: `/openapi/${name}.json` })).body)
  t.ok(names.size > 800)
  const all = [...names]
  const masked: string[] = []
  while (all.length > 0) {
    await client.call('POST', '/learners', { seen: all.splice(0, 100).map(name => ({ [name]: 'kept' })) })
    const { body } = await client.admin('GET', '/requests/last')
    const seen: Array<[name: string, value: string]> = body.request.body.seen.flatMap((it: object) => Object.entries(it))
    masked.push(...seen.filter(([, value]) => value !== 'kept').map(([name]) => name))
  }
  t.same(masked.sort(), [...maskedMembers.values()].flat().sort())
})

const ownOperations = () => documented().at(-1)!.operations

const asAdmin = { authorization: `Bearer ${adminToken}` }

/** A sandbox to which whoever has the token of the server sends what has secrets in it. */
const forked = '/sandboxes/forked'

/** Each writing operation of the sandbox's own API, with what it cannot take; and some with secrets in what they take. */
async function useOwnApi (client: Client, hide: Hide, note: (secret: string, where: string) => void): Promise<void> {
  const send = (method: string, path: string, payload: object | string) =>
    client.send({ method: method as 'POST', url: `${forked}/__admin${path}`, headers: { ...asAdmin, ...json }, payload })
  const made = await client.send({ method: 'POST', url: '/__admin/requests/last/fork', headers: asAdmin, payload: { id: 'forked' } })
  if (made.status !== 201) throw new Error(made.text)
  for (const { method, path } of ownOperations()) {
    if (method === 'GET' || method === 'DELETE' || !path.startsWith('/__admin')) continue
    const at = path.replace('/__admin', '').replace(/:\w+/g, 'x')
    const from = (what: string) => `own API ${method} ${path}: ${what}`
    const [, payload] = bodies[0]!(it => hide(from(it)))
    await send(method, `${at}?${queryWith(it => hide(from(it)))}`, payload)
    const members = ['id', 'name', 'match', 'effect', 'fixture', 'clock', 'settings', 'document', 'scope']
    for (const member of isThorough ? members : members.slice(0, 3)) {
      await send(method, at, { [member]: `Bearer ${hide(from(member))}`, token: hide(from('token')) })
    }
  }
  const servers = [{ url: `https://u:${hide('contract: userinfo')}@tms.example/?token=${hide('contract: query')}` }]
  const get = { summary: 'Get a learner', responses: { 200: { description: `Bearer ${hide('contract: text')}` } } }
  await send('PUT', '/contract', { openapi: '3.0.3', info: { title: 'x', version: '1' }, servers, paths: { '/learners/{id}': { get } } })
  await send('POST', '/faults', { match: { path: `/none?token=${hide('match of a fault')}` }, effect: { status: 500 } })
  const ordered = await send('POST', '/tokens', { eid: 9001 })
  note(ordered.body.token, 'a token to order')
  const authorization = `Bearer ${ordered.body.token}`
  await client.call('GET', `/learners/${ordered.body.token}`, undefined, { authorization, 'sandbox-id': 'forked' })
}

/** The sandbox's own API under a path, as programs of this house ask it. */
const asking = (client: Client, prefix: string): Ask => askBy(async (method, path, body) => {
  const { status, text } = await client.send({
    method, url: `${prefix}/__admin${path}`, headers: { ...asAdmin, ...body && json }, ...body && { payload: body }
  })
  return { status, bytes: Buffer.from(text) }
})

/** What is handed on: the files of evidence, and what assistants are told. */
async function handedOn (client: Client, under: string): Promise<Array<[name: string, text: string]>> {
  const { files } = filesOf(await gather(asking(client, under), 'http://localhost', '2026-03-02T09:00Z'))
  const place = {
    server: 'http://localhost',
    confinedTo: undefined,
    ask: (prefix: string, ...asked: Parameters<Ask>) => asking(client, prefix || under)(...asked)
  }
  const tools = toolsOf(ownOperations(), false)
  const told = await Promise.all((['list_requests', 'get_request', 'explain_request', 'list_faults', 'get_contract', 'find_requests'])
    .map(async (name): Promise<[string, string]> =>
      [`the tool ${name}`, (await callTool(tools, name, {}, place, new AbortController().signal)).text]))
  return [...Object.entries(files), ...told]
}

/** All that can be read of the sandbox by who has its token, but for the credentials that it hands out. */
async function everything (
  client: Client, ids: readonly string[], pages: readonly string[], under = ''
): Promise<Array<[url: string, text: string]>> {
  const { body: { operations } } = await client.send({ method: 'GET', url: '/__admin', headers: asAdmin })
  const said: Array<[string, string]> = []
  const read = async (path: string, more: { method?: string, payload?: object } = {}) => {
    const url = path.startsWith('/__admin') ? `${under}${path}` : path
    const reply = await client.send({ method: 'GET', url, headers: asAdmin, ...more } as object)
    said.push([`${more.method ?? 'GET'} ${url}`, `${JSON.stringify(reply.headers)} ${reply.text}`])
    return reply
  }
  const values: Record<string, string[]> = {
    'requests/{id}': [...ids, 'last'],
    'snapshots/{id}': ['before'],
    'rules/{id}': ['webhook.url-absolute', 'esl.client-known', 'bearer.known'],
    'sandboxes/{id}': ['default', 'forked']
  }
  for (const { method, path } of operations as Array<{ method: string, path: string }>) {
    if (method !== 'GET' || path.includes('{kind}') || path.endsWith('/events')) continue
    const [whole, id] = /([a-z]+\/\{id\})/.exec(path) ?? []
    for (const value of id === undefined ? ['-'] : values[id] ?? ['x']) {
      const url = (whole ? path.replace('{id}', value) : path).replace(/\{\w+\}/g, 'x')
      await read(url)
    }
  }
  for (const { kind } of (await read('/__admin/pictures')).body.kinds) {
    const { body } = await read(`/__admin/pictures/${kind}`)
    for (const { id } of body.subjects.slice(0, 5)) await read(`/__admin/pictures/${kind}/${encodeURIComponent(id)}`)
  }
  const match = { path: '*', status: 1 }
  for (const [path, payload] of [
    ['find', {}], ['count', {}], ['verify', { match, exactly: 3 }],
    ['verify', { match: { body: { password: { exists: false } }, status: 1 } }],
    ['verify', { match: { body: { note: 'x', Url: 'x', nested: { exists: false } }, method: 'POST', status: 1 } }]
  ] as const) await read(`/__admin/requests/${path}`, { method: 'POST', payload })
  for (const page of pages) await read(page)
  return [...said, ...await handedOn(client, under)]
}

t.test('No secret that a client shows, or is given, is in anything that the server says of it afterwards', async t => {
  const { hide, foundIn, note, all } = createSecrets()
  const logged: string[] = []
  const { write } = process.stdout
  process.stdout.write = ((text: string, ...more: []) =>
    String(text).startsWith('{') ? logged.push(String(text)) > 0 : write.call(process.stdout, text, ...more)) as typeof write
  const found: string[] = []
  try {
    const client = await open(t, { fixture: 'demo', 'admin-token': adminToken, 'log-level': 'trace' })
    await client.send({ method: 'POST', url: '/__admin/snapshots', headers: asAdmin, payload: { id: 'before' } })
    note(adminToken, 'the admin token')
    const told = client.send({ method: 'GET', url: '/__admin/events?limit=1500', headers: asAdmin })
    await useCredentials(client, note)
    const searched = (text: string): string[] =>
      [...foundIn(text), ...all().filter(([secret]) => !isMade.test(secret) && text.includes(secret)).map(([, where]) => where)]
    const look = async (ids: readonly string[], pages: readonly string[] = [], under = '') => {
      for (const [url, text] of await everything(client, ids, pages, under)) {
        // A file of the whole state has what is stored, as a contract is whole, and nothing else of what was shown.
        const isState = url.endsWith('/__admin/state/export')
        const wheres = isState ? foundIn(text).filter(where => !where.startsWith('contract: ')) : searched(text)
        for (const where of wheres) found.push(`${url} has ${where}`)
      }
    }
    const documents = isThorough ? documented().map(({ name }) => name) : ['esl', 'accessplanit-v2']
    const pages = ['/', '/docs/', ...documents.map(name => `/openapi/${name}.json`)]
    await look(client.sandbox.journal.entries().map(({ id }) => id))
    await useOwnApi(client, hide, note)
    await look(client.sandboxes.find('forked')!.journal.entries().map(({ id }) => id), [], forked)
    await seed(client, hide)
    await look(client.sandbox.journal.entries().filter((_, n) => isThorough || n % 7 === 0).map(({ id }) => id), pages)
    client.sandbox.journal.events.close()
    for (const where of searched((await told).text)) found.push(`the stream of events has ${where}`)
    t.ok(all().length > 5000 && client.sandbox.journal.size() > 150)
  } finally {
    process.stdout.write = write
  }
  for (const where of foundIn(logged.join(''))) found.push(`the log has ${where}`)
  t.ok(logged.length > 200, 'the log was looked at')
  t.same([...new Set(found)].slice(0, 40), [])
})
