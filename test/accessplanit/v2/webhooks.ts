import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { listen } from '../../harness.ts'
import { openPlatform, type Platform, fill } from './v2.ts'

interface Heard { method: string, type: string | undefined, body: any }

/** A server that is told of changes; `answer` says how it takes it. */
async function listenToHooks (t: Test, answer = (response: ServerResponse): void => { response.end() }) {
  const heard: Heard[] = []
  const waiting: Array<() => void> = []
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      heard.push({ method: request.method!, type: request.headers['content-type'], body: JSON.parse(Buffer.concat(chunks).toString()) })
      answer(response)
      for (const tell of waiting.splice(0)) tell()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => new Promise(resolve => {
    server.close(resolve)
    server.closeAllConnections()
  }))
  /** The next so many that are told of, in order. */
  const next = async (count = 1): Promise<Heard[]> => {
    while (heard.length < count) await new Promise<void>(resolve => { waiting.push(resolve) })
    return heard.splice(0, count)
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, heard, next, server }
}

/** The fixture has a webhook of its own, and what was sent to it before. */
const ofThisTest = "Url ne 'https://tms.example/hooks/users'"

/**
 * What was noted of deliveries, once all are over, the first first. What a reply has come for is noted soon after, in a turn of its own.
 */
async function noted (platform: Platform): Promise<any[]> {
  for (;;) {
    const instances = await platform.find('WebhookInstance', { $orderby: 'DateCreated', $filter: ofThisTest })
    if (instances.every(({ Status }) => Status !== 'Pending')) return instances
    await new Promise(resolve => setImmediate(resolve))
  }
}

const hook = (platform: Platform, Module: string, Url: string, more: object = {}) =>
  platform.v2('POST', 'Webhook', { Module, Url, ...more })

t.test('A webhook is told of what is created, updated and deleted, by the method of each and with the record', async t => {
  const platform = await openPlatform(t)
  const { url, next, heard } = await listenToHooks(t)
  const { body: { ID: webhook } } = await hook(platform, 'user', url)
  const calls: Array<[string, string, object | undefined, Heard['method'], string]> = [
    ['POST', 'User', { ID: 'ANA', Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201' }, 'POST', 'Create'],
    ['PUT', 'User/ana', { JobTitle: 'Joiner' }, 'PUT', 'Update'],
    ['POST', 'User', { ID: 'ANA', JobTitle: 'Painter' }, 'PUT', 'Update'],
    ['DELETE', 'User/ANA', undefined, 'DELETE', 'Delete']
  ]
  for (const [n, [method, path, body, told, event]] of calls.entries()) {
    platform.freeze(`2026-03-02T09:0${n}`)
    const reply = await platform.v2(method, path, body)
    t.strictSame(await next(), [{ method: told, type: 'application/json', body: reply.body }], `${method} ${path} is told of by ${told}`)
    t.match((await noted(platform)).at(-1), {
      WebhookID: webhook,
      Event: event,
      Method: told,
      Url: url,
      Body: reply.text,
      Status: 'Delivered',
      ResponseStatus: 200,
      Error: null,
      DateCreated: `2026-03-02T09:0${n}:00`
    })
  }
  t.equal((await noted(platform)).length, 4)

  for (const [method, path, body, headers] of [
    ['POST', 'User', { Forenames: 'Ana' }], ['PUT', 'User/2001', { Email: 'user2002@rata.example' }], ['DELETE', 'User/2001'],
    ['PUT', 'User/9999', {}],
    ['PUT', 'User/2001', { JobTitle: 'Joiner' }, { 'sandbox-dry-run': '1' }], ['PUT', 'Company/201', { Town: 'Picton' }],
    ['GET', 'User/2001']
  ] as Array<[string, string, object?, Record<string, string>?]>) await platform.v2(method, path, body, headers)
  await platform.v2('PUT', 'User/2002', { JobTitle: 'The next' })
  t.equal((await next())[0]!.body.JobTitle, 'The next', 'a refusal, a dry run, another module and reading are not told of')
  t.same([heard.length, (await noted(platform)).length], [0, 5])
})

t.test('A webhook is told of the events that it is for, while it is enabled', async t => {
  const platform = await openPlatform(t)
  const { url, next, heard } = await listenToHooks(t)
  await hook(platform, 'Category', url, { Events: ['update'] })
  const { body: { ID: disabled } } = await hook(platform, 'Category', url, { Enabled: false })
  await platform.v2('POST', 'Category', { ID: '9', Label: 'Boats' })
  await platform.v2('PUT', 'Category/9', { Label: 'Ships' })
  t.match(await next(), [{ method: 'PUT', body: { ID: '9', Label: 'Ships' } }])
  await platform.v2('PUT', `Webhook/${disabled}`, { Enabled: true })
  await platform.v2('DELETE', 'Category/9')
  t.match(await next(), [{ method: 'DELETE', body: { Label: 'Ships' } }])
  await platform.v2('DELETE', `Webhook/${disabled}`)
  await platform.v2('POST', 'Category', { ID: '9', Label: 'Boats' })
  await platform.v2('PUT', 'Category/9', { Label: 'Rafts' })
  t.match(await next(), [{ method: 'PUT', body: { Label: 'Rafts' } }])
  t.same([heard.length, (await noted(platform)).length], [0, 2], 'what a webhook sent is gone with it')
})

t.test('A booking tells of itself, its delegates and its invoice', async t => {
  const platform = await openPlatform(t)
  const { url, next } = await listenToHooks(t)
  for (const module of ['CourseDateBooking', 'UserCourseDate', 'Invoice']) await hook(platform, module, url)
  const { UniqueBasketID } = await fill(platform, '2001', '5014', ['2001', '2004'])
  await platform.basket('POST', `${UniqueBasketID}/complete`, undefined, { 'sandbox-dry-run': '1' })
  await platform.basket('POST', `${UniqueBasketID}/complete`)
  const told = await next(4)
  t.ok(told.every(({ method }) => method === 'POST'))
  t.same(told.map(({ body }) => body.ID).sort(), ['1001', '1001', '2001~5014', '2004~5014'])
  t.equal((await noted(platform)).length, 4)
})

t.test('An address that nothing can be sent to is told of', async t => {
  const platform = await openPlatform(t)
  for (const [Url, warning] of [
    ['http://127.0.0.1:9/', undefined], ['https://tms.example.com', undefined], ['HTTP://x/?a=b#c', undefined],
    ['tms.example.com/hook', 'webhook.url-absolute'], ['/hook', 'webhook.url-absolute'], ['ftp://tms.example.com/', 'webhook.url-absolute'],
    ['xhttp://tms.example.com/', 'webhook.url-absolute'], ['http://?a', 'webhook.url-absolute'], ['http://#a', 'webhook.url-absolute'],
    ['http:///hook', 'webhook.url-absolute'], ['file:///etc/passwd', 'webhook.url-absolute'], ['javascript:1', 'webhook.url-absolute'],
    ['http://', 'webhook.url-absolute'], ['gopher://x/', 'webhook.url-absolute'], ['http://a b/', 'webhook.url-absolute'], ['mailto:a@b.example', 'webhook.url-absolute']
  ] as const) {
    const made = await platform.v2('POST', 'Webhook', { Module: 'User', Url, Enabled: false })
    t.strictSame([made.status, made.headers['sandbox-warnings']], [201, warning], Url)
    const changed = await platform.v2('PUT', 'Webhook/1001', { Url })
    t.strictSame([changed.status, changed.headers['sandbox-warnings']], [200, warning], Url)
  }
  t.equal((await platform.v2('PUT', 'Webhook/1001', { Enabled: false })).headers['sandbox-warnings'], undefined)
})

t.test('A record that is not there cannot be changed, whatever the body says of its ID', async t => {
  const platform = await openPlatform(t)
  for (const path of ['Webhook/77', 'Company/77', 'CourseDate/77', 'Venue/77']) {
    for (const body of [{}, { ID: '77' }, { ID: '78' }]) {
      t.equal((await platform.v2('PUT', path, body)).status, 404, `${path} ${JSON.stringify(body)}`)
    }
  }
})

t.test('A delivery that is refused, or that nobody takes, is noted as such', async t => {
  const platform = await openPlatform(t)
  const refusing = await listenToHooks(t, response => { response.writeHead(503).end('Later') })
  const gone = await listenToHooks(t)
  gone.server.close()
  await once(gone.server, 'close')
  const breaking = await listenToHooks(t, response => { response.destroy() })
  for (const url of [refusing.url, gone.url, breaking.url, 'no address']) await hook(platform, 'Category', url)
  t.equal((await platform.v2('POST', 'Category', { Label: 'Boats' })).status, 201, 'nobody waits for it')
  const outcomes = (await noted(platform)).map(({ Url, Status, ResponseStatus, Error }) => [Url, Status, ResponseStatus, typeof Error])
  t.same(outcomes.sort(), [
    [refusing.url, 'Refused', 503, 'object'], [gone.url, 'Failed', null, 'string'], [breaking.url, 'Failed', null, 'string'],
    ['no address', 'Failed', null, 'string']
  ].sort())
})

t.test('A server that stops while a delivery is under way ends, and notes that it failed', async t => {
  const { url, next } = await listenToHooks(t, () => {})
  const config = { fixture: 'demo', data: t.testdir() }
  const ask = (root: string, method: string, path: string, body?: object) => fetch(`${root}/accessplan/api/v2/${path}`, {
    method,
    headers: { authorization: 'Bearer demo-api-key', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) })
  }).then(reply => reply.json() as Promise<any>)
  const first = await listen(t, config)
  await ask(first.url, 'POST', 'Webhook', { Module: 'Category', Url: url })
  await ask(first.url, 'POST', 'Category', { Label: 'Boats' })
  await next()
  await first.stop()
  const second = await listen(t, config)
  t.match((await ask(second.url, 'GET', `WebhookInstance?$filter=${encodeURIComponent(ofThisTest)}`)).results, [
    { Status: 'Failed', ResponseStatus: null, Error: 'The sandbox stopped' }
  ])
  await second.stop()
})

t.test('A webhook is told of what is written through version 1, as version 2 shows it, ' +
  'and in the order in which it was written', async t => {
  const platform = await openPlatform(t)
  const { url, next } = await listenToHooks(t)
  for (const module of ['User', 'CourseDate', 'UserCourseDate']) await hook(platform, module, url)
  const calls: Array<[string, string, object | undefined, Heard['method'], string]> = [
    ['POST', 'users', { UserID: 'ANA', Forenames: 'Ana', Surname: 'Ruru', MainAccountID: '201' }, 'POST', 'User/ANA'],
    ['PUT', 'users/ANA', { Forenames: 'Ana', Surname: 'Weka' }, 'PUT', 'User/ANA'],
    ['POST', 'coursedates/5014/venue/501', undefined, 'PUT', 'CourseDate/5014'],
    ['POST', 'coursedates/5014/delegates', { UserID: 'ANA' }, 'POST', 'UserCourseDate/ANA~5014'],
    ['PUT', 'coursedates/5014/delegates/ANA~5014', { Status: 'Cancelled' }, 'PUT', 'UserCourseDate/ANA~5014']
  ]
  for (const [method, path, body, told, record] of calls) {
    const reply = await platform.v1(method, path, body)
    t.ok(reply.status < 300, reply.text)
    const { results: [shown] } = (await platform.v2('GET', record)).body
    t.strictSame(await next(), [{ method: told, type: 'application/json', body: shown }], `${method} ${path}`)
  }
  await platform.v1('PUT', 'users/ANA', { Forenames: '' })
  for (let n = 0; n < 20; n++) await platform.v1('PUT', 'users/ANA', { Forenames: `Ana ${n}`, Surname: 'Weka' })
  t.strictSame((await next(20)).map(it => it.body.Forenames), Array.from({ length: 20 }, (_, n) => `Ana ${n}`))
})
