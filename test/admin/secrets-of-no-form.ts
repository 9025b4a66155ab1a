import t from 'tap'
import { open, type Client, type Reply } from '../harness.ts'

/** What is sent as a form by those who forget to say that it is none, and in a query. */

const asForm = { 'content-type': 'application/x-www-form-urlencoded' }

const tokens = ['/oauth2/access_token', '/accessplan/api/v1/token', '/accessplan/api/v2/token']

const bodies: ReadonlyArray<readonly [body: string, language: string | undefined]> = [
  ['{"grant_type":"client_credentials","client_secret":"HUSH"}', 'JSON'],
  ['{"password":"HUSH', 'JSON'],
  ['{"username":"demo","password":"a=b&c=HUSH&HUSH=d"}', 'JSON'],
  ['\uFEFF\n{ "value": "HUSH", "name": "password" }', 'JSON'],
  ["{'password': 'HUSH'}", 'JSON'],
  ['[{"password":"HUSH"}]', 'JSON'],
  [encodeURIComponent('{"password":"HUSH"}'), 'JSON'],
  ['<Token><password>HUSH</password></Token>', 'XML'],
  ['<?xml version="1.0"?><Token a="b&amp;c"><password>HUSH=', 'XML'],
  ['"password":"HUSH"', undefined],
  ['password: HUSH', undefined],
  ['grant_type=password;username=demo;password=HUSH', undefined],
  ['grant_type=password, username=demo, password=HUSH', undefined],
  ['grant_type=password\nusername=demo\npassword=HUSH', undefined]
]

const queries = ['{"password":"HUSH"}', '{"password":"HUSH', '<password>HUSH</password>', 'a=b&{"password":"x=HUSH&y=HUSH"}']
  .flatMap(text => [text, encodeURI(text), encodeURIComponent(text)])

/** Where a request is told of, the reply itself included. */
async function toldOf (client: Client, reply: Reply): Promise<string[]> {
  const paths = ['/requests', '/requests/last', '/requests/last/explain', '/requests/export', '/requests/last/curl']
  const told = [`${JSON.stringify(reply.headers)} ${reply.text}`]
  for (const path of paths) told.push((await client.send({ method: 'GET', url: `/__admin${path}` })).text)
  return told
}

t.test('What is sent as a form and is none is nowhere told of, and the reply says what it is', async t => {
  const client = await open(t, { fixture: 'demo' })
  const events = client.send({ method: 'GET', url: '/__admin/events?limit=1500' })
  for (const url of tokens) {
    for (const [payload, language] of bodies) {
      for (const authorization of [undefined, `Basic ${btoa('demo-tms:demo-secret')}`]) {
        const headers = { ...asForm, ...authorization !== undefined && { authorization } }
        const reply = await client.send({ method: 'POST', url, headers, payload })
        t.ok(reply.status === 400 || reply.status === 401, `${url} ${payload}: ${reply.status}`)
        for (const text of await toldOf(client, reply)) t.notMatch(text, /hush/i, `${url} ${payload}`)
        const is = `The body is ${language}, though its Content-Type is that of a form, application/x-www-form-urlencoded: ` +
          'keep that, and send name=value, joined by &.'
        t.equal(reply.text.includes(is), language !== undefined, `${url} ${payload}: ${reply.text}`)
      }
    }
  }
  client.sandbox.journal.events.close()
  t.notMatch((await events).text, /hush/i)
})

t.test('The kind of what was sent shows, and other names of a form do', async t => {
  const client = await open(t, { fixture: 'demo' })
  const bodyOf = async (payload: string) => {
    await client.send({ method: 'POST', url: '/accessplan/api/v2/token', headers: asForm, payload })
    return (await client.admin('GET', '/requests/last')).body
  }
  t.match(await bodyOf('{"password":"x"}'), { warnings: ['ignored-member:{***'], request: { body: { '{***': '' } } })
  t.match(await bodyOf('grant_type=password&username=demo&password=demo&a b=c&Colour[0]=blue'),
    { status: 200, warnings: ['ignored-member:***', 'ignored-member:Colour[0]'], request: { body: { 'Colour[0]': 'blue', '***': '' } } })
})

t.test('The value of grant_type is told of where it is a word', async t => {
  const client = await open(t, { fixture: 'demo' })
  const authorization = `Basic ${btoa('demo-tms:demo-secret')}`
  for (const url of tokens) {
    const detail = async (payload: string) =>
      (await client.send({ method: 'POST', url, headers: { ...asForm, authorization }, payload })).text.replace(/\\"|'/g, '"')
    t.match(await detail('grant_type=urn:none'), /grant_type "urn:none" is not supported/)
    t.match(await detail('grant_type=password;password=x'), /grant_type is no word of .*The members of a form are joined by &\./)
  }
})

t.test('A login says that what it was sent is no form', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { body } = await client.v2('POST', 'Login', '{"UserName":"2001","Password":"HUSH"}', asForm)
  t.match(body, { Success: false, Message: /^The body is JSON, though its Content-Type is that of a form/ })
})

t.test('What is sent in a query as though it were a body is nowhere told of', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const path of ['/accessplan/api/v2/User', '/accessplan/api/v1/users', '/work-submission-api/v1.0/learners/L1', '/none', ...tokens]) {
    for (const query of queries) {
      const headers = { authorization: 'Bearer demo-api-key', ...asForm }
      const method = tokens.includes(path) ? 'POST' : 'GET'
      const reply = await client.send({ method, url: `${path}?${query}`, headers, ...method === 'POST' && { payload: 'a=b' } })
      for (const text of await toldOf(client, reply)) {
        t.notMatch(text, /hush/i, `${path} ${query}: ${/.{0,100}hush/si.exec(text)?.[0]}`)
      }
    }
  }
})

t.test('What a rule demands is told whole, though it names what may be a secret', async t => {
  const client = await open(t, { fixture: 'demo' })
  await client.v2('GET', 'User/2001')
  const { body } = await client.admin('GET', '/requests/last/explain')
  const statements = body.held.map(({ statement }: { statement: string }) => statement)
  t.ok(statements.includes('A request must carry a bearer token in the Authorization header'), String(statements))
  t.notMatch(String(statements), '***')
})
