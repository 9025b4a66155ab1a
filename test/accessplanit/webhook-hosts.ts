import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { deliveriesOf } from '../../src/accessplanit/deliveries.ts'
import { lookingUp, post, type Resolve } from '../../src/accessplanit/posting.ts'
import { readConfig } from '../../src/config.ts'
import { webhookHosts } from '../../src/sandbox/webhook-hosts.ts'
import { isThorough } from '../effort.ts'
import { watch } from '../data.ts'
import { openPlatform, type Platform } from './v2/v2.ts'

async function serve (t: Test, answer: RequestListener): Promise<{ port: number, heard: string[] }> {
  const heard: string[] = []
  const server = createServer((request, response) => {
    heard.push(request.url!)
    request.resume()
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => new Promise(resolve => {
    server.close(resolve)
    server.closeAllConnections()
  }))
  return { port: (server.address() as AddressInfo).port, heard }
}

const beyond = { host: '0.0.0.0', 'admin-token': 'a-token-of-ours' }

const hook = (platform: Platform, Url: string) => platform.v2('POST', 'Webhook', { Module: 'Category', Url })

/** What came of what was sent of one change, by address. */
async function outcomes (platform: Platform): Promise<any[]> {
  await platform.v2('PUT', 'Category/1', { Label: `Boats ${Math.random()}` })
  while (deliveriesOf(platform.sandbox).sendings.size > 0) await new Promise(resolve => setImmediate(resolve))
  return await platform.find('WebhookInstance', { $filter: "Url ne 'https://tms.example/hooks/users'", $orderby: 'ID' })
}

const refused = /is this machine, or in a private network, and this server does not call there\. Use a public address, .* --webhook-hosts\.$/

t.test('Where the server listens beyond loopback, no webhook is set up for its own machine or network', async t => {
  const platform = await openPlatform(t, beyond)
  const { body: { ID } } = await platform.v2('POST', 'Webhook', { Module: 'Category', Url: 'https://tms.example/', Enabled: false })
  const written = watch(platform.sandbox)
  for (const Url of [
    'http://127.0.0.1/', 'http://127.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://localhost:8080/',
    'http://LOCALHOST./', 'http://a.localhost/', 'http://0.0.0.0/', 'http://[::1]/', 'http://[::]/', 'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/', 'http://[64:ff9b::7f00:1]/', 'http://10.0.0.1/', 'http://172.16.0.1/', 'https://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/', 'http://[fd00:ec2::254]/', 'http://[fe80::1]/', 'http://100.100.100.200/', 'http://168.63.129.16/',
    'http://192.0.0.192/', 'http://[fd20:ce::254]/',
    'http://user:word@127.0.0.1/', 'http://\uFF11\uFF12\uFF17.0.0.1/'
  ]) {
    for (const reply of [await hook(platform, Url), await platform.v2('PUT', `Webhook/${ID}`, { Url })]) {
      t.match(reply, { status: 403, body: { error: 'forbidden', errors: { Url: [refused] } } }, Url)
      t.notMatch(reply.text, 'word@')
    }
  }
  t.strictSame(written(), {})
  for (const Url of ['https://tms.example.com/', 'http://8.8.8.8/', 'http://[2606:4700::1111]/', 'http://localhost.example/', 'nothing', '/a']) {
    const { status } = await platform.v2('POST', 'Webhook', { Module: 'Category', Url, Enabled: false })
    t.equal(status, 201, Url)
  }
})

t.test('An address that was there before, and a name that leads home, are not called, and the delivery says why', async t => {
  const { port, heard } = await serve(t, (_request, response) => response.end())
  const platform = await openPlatform(t, beyond)
  const urls = [`http://127.0.0.1:${port}/`, `http://localhost:${port}/`, `http://[::ffff:127.0.0.1]:${port}/`, 'http://169.254.169.254/']
  for (const [n, url] of urls.entries()) {
    platform.db().prepare("INSERT INTO webhook (id, module, url) VALUES (?, 'Category', ?)").run(`H${n}`, url)
  }
  const found = await outcomes(platform)
  t.same(found.map(({ Url }) => Url).sort(), [...urls].sort())
  for (const one of found) t.match(one, { Status: 'Failed', ResponseStatus: null, Error: refused }, one.Url)
  t.same(heard, [])
})

t.test('--webhook-hosts lets some be called: by name, by address, by network, any, none', async t => {
  const { port, heard } = await serve(t, (_request, response) => response.end())
  const url = (host: string) => `http://${host}:${port}/`
  const cases: Array<[flags: Record<string, string>, host: string, status: number]> = [
    [{ ...beyond, 'webhook-hosts': '127.0.0.1' }, '127.0.0.1', 201], [{ ...beyond, 'webhook-hosts': '127.0.0.2' }, '127.0.0.1', 403],
    [{ ...beyond, 'webhook-hosts': 'a.example, 127.0.0.0/8' }, '127.0.0.1', 201],
    [{ ...beyond, 'webhook-hosts': 'LocalHost' }, 'localhost', 201], [{ ...beyond, 'webhook-hosts': 'localhost' }, '127.0.0.1', 403],
    [{ ...beyond, 'webhook-hosts': 'any' }, '127.0.0.1', 201], [{ ...beyond, 'webhook-hosts': 'none' }, '127.0.0.1', 403],
    [{}, '127.0.0.1', 201], [{ 'webhook-hosts': 'none' }, '127.0.0.1', 403], [{ host: '127.0.0.1' }, '127.0.0.1', 201],
    [{ 'public-url': 'https://tms.example.org' }, '127.0.0.1', 403], [{ 'public-url': 'https://localhost:4443' }, '127.0.0.1', 201]
  ]
  for (const [flags, host, status] of cases) {
    const platform = await openPlatform(t, flags)
    t.equal((await hook(platform, url(host))).status, status, `${JSON.stringify(flags)} ${host}`)
    t.same((await outcomes(platform)).map(({ Status }) => Status), status === 201 ? ['Delivered'] : [])
  }
  t.equal(heard.length, cases.filter(([, , status]) => status === 201).length)
})

t.test('It is the operator of the server who says so, and nobody who makes a sandbox there', async t => {
  const platform = await openPlatform(t, beyond)
  const headers = { authorization: 'Bearer a-token-of-ours' }
  const payload = { settings: { 'webhook-hosts': 'any' } }
  const made = await platform.inject({ method: 'POST', url: '/__admin/sandboxes', headers, payload })
  t.match(made, { status: 400, body: { detail: /"webhook-hosts" is nothing that a sandbox can be set to/ } })
  platform.sandbox.settings.remember(webhookHosts.name, 'any')
  t.equal((await hook(platform, 'http://127.0.0.1/')).status, 403, 'nor does a state that somebody brings along')
  const other = platform.sandboxes.make({})
  const reply = await platform.v2('POST', 'Webhook', { Module: 'Category', Url: 'http://127.0.0.1/' }, { 'sandbox-id': other.id })
  t.equal(reply.status, 403)
})

t.test('What is no host is told how to write one', t => {
  for (const text of [
    '10.0.0.0/99', '1.2.3', 'http://a.example', 'a.example:80', 'any,none', 'any, 10.0.0.1', 'a b', '-', '*', '*.example'
  ]) {
    t.throws(() => readConfig({ 'webhook-hosts': text }), /--webhook-hosts: ".*" is not a host\. Use names, addresses and networks/, text)
  }
  const config = readConfig({ 'webhook-hosts': 'Host.docker.internal, [::1], fd00::/8,' })
  t.same(config.webhookHosts, ['host.docker.internal', '::1', 'fd00::/8'])
  t.end()
})

const leadingTo = (...addresses: string[]): Resolve => (_name, _options, tell) => {
  tell(null, addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })))
}

t.test('Of what a name leads to, when it is called, only what may be called is', async t => {
  const cases: Array<[addresses: string[], called: string[]]> = [
    [['10.0.0.1'], []], [['8.8.8.8'], ['8.8.8.8']], [['8.8.8.8', '127.0.0.1'], ['8.8.8.8']], [['127.0.0.1', '::1', '169.254.169.254'], []],
    [['::ffff:10.0.0.1', '2606:4700::1111'], ['2606:4700::1111']], [[], []]
  ]
  for (const [addresses, called] of cases) {
    for (const all of [true, false]) {
      lookingUp([], leadingTo(...addresses))('tms.example', { all }, (error, found) => {
        if (called.length === 0) t.match(error, { message: refused })
        else t.strictSame(all ? (found as Array<{ address: string }>).map(it => it.address) : [found], all ? called : called.slice(0, 1))
      })
    }
  }
  const gone = new Error('ENOTFOUND')
  lookingUp([], (_name, _options, tell) => tell(gone, []))('tms.example', { all: true }, error => t.equal(error, gone))
  // A name that changes what it leads to between one call and the next is looked at each time.
  const { port, heard } = await serve(t, (_request, response) => response.end())
  const rebound = { method: 'POST', url: `http://tms.example:${port}/`, body: '{}', signal: new AbortController().signal }
  await t.rejects(post({ ...rebound, hosts: [], resolve: leadingTo('127.0.0.1') }), refused)
  t.same(heard, [])
  t.equal(await post({ ...rebound, hosts: ['tms.example'], resolve: leadingTo('127.0.0.1') }), 200)
})

t.test('No redirect is followed, and of a reply no more is read than a little', async t => {
  const away = await serve(t, (_request, response) => response.end())
  const { port } = await serve(t, (request, response) => {
    if (request.url === '/away') return response.writeHead(307, { location: `http://127.0.0.1:${away.port}/` }).end()
    if (request.url === '/headers') return response.writeHead(200, { long: 'x'.repeat(20_000) }).end()
    // Without end, as fast as it is read.
    const more = (): void => { while (!response.destroyed && response.write('x'.repeat(16_384))); }
    response.writeHead(200).on('drain', more)
    more()
  })
  const platform = await openPlatform(t)
  for (const path of ['away', 'endless', 'headers']) await hook(platform, `http://127.0.0.1:${port}/${path}`)
  const found = Object.fromEntries((await outcomes(platform)).map(
    ({ Url, Status, ResponseStatus }) => [Url.split('/').at(-1), [Status, ResponseStatus]]))
  t.same(found, { away: ['Refused', 307], endless: ['Delivered', 200], headers: ['Failed', null] })
  t.same(away.heard, [])
})

t.test('Whoever does not answer is not waited for', { skip: !isThorough }, async t => {
  const { port } = await serve(t, () => {})
  const platform = await openPlatform(t)
  await hook(platform, `http://127.0.0.1:${port}/`)
  t.match(await outcomes(platform), [{ Status: 'Failed', Error: 'No answer within 5000 ms' }])
})

t.test('A sandbox has a thousand deliveries under way, and what is more is not sent', async t => {
  const { port, heard } = await serve(t, () => {})
  const platform = await openPlatform(t)
  const url = `http://127.0.0.1:${port}/`
  const insert = platform.db().prepare("INSERT INTO webhook (id, module, url) VALUES (?, 'Category', ?)")
  platform.db().transaction(() => { for (let n = 0; n < 1001; n++) insert.run(`H${n}`, url) })()
  await platform.v2('PUT', 'Category/1', { Label: 'Boats' })
  t.equal(deliveriesOf(platform.sandbox).sendings.size, 1000)
  const failed = await platform.find('WebhookInstance', { $filter: "Status eq 'Failed'" })
  t.match(failed, [{ Error: '1000 deliveries are already waiting, the maximum' }])
  t.ok(heard.length <= 1)
  await platform.sandbox.reset()
})

t.test('What documents ask of a copy is told to nobody', async t => {
  const { port, heard } = await serve(t, (_request, response) => response.end())
  const platform = await openPlatform(t)
  for (const Module of ['Category', 'User', 'Company', 'CourseDate', 'UserCourseDate']) {
    await platform.v2('POST', 'Webhook', { Module, Url: `http://127.0.0.1:${port}/of-copies` })
  }
  t.equal((await platform.inject({ method: 'GET', url: '/openapi/accessplanit-v2.json' })).status, 200)
  // What had been sent would have come before this.
  await outcomes(platform)
  t.equal(heard.length, 1)
})
