import t from 'tap'
import { open, type Client } from '../harness.ts'

const send = (client: Client, at: string, { method, path, headers, body }: any) => client.inject({
  method, url: `${at}${path}`, headers, ...body !== undefined && { payload: body }
})

t.test('Each API is told of with its base URL, its credentials, and how much of it is known', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { status, body } = await client.admin('GET', '/apis')
  t.equal(status, 200)
  t.same(body.apis.map(({ name }: any) => name), [
    'esl', 'tec-work-based', 'tec-provider-based', 'accessplanit-v1', 'accessplanit-v2', 'accessplanit-legacy'
  ])
  const { body: contract } = await client.admin('GET', '/contract')
  const { body: rules } = await client.admin('GET', '/rules')
  const documented = (entries: any[]) => entries.filter(({ basis }) => basis.documented).length
  t.same(body.operations, { documented: documented(contract), inferred: contract.length - documented(contract) })
  t.match(body.rules, { documented: documented(rules), inferred: rules.length - documented(rules) })
  t.equal(body.rules.refusing + body.rules.warning, rules.length)
  const sum = body.apis.reduce((all: number, { operations }: any) => all + operations.documented + operations.inferred, 0)
  t.equal(sum, contract.length, 'each operation is of one API')
  const { body: sandbox } = await client.admin('GET', '/sandboxes/default')
  const forPeople = sandbox.credentials.map(({ service, kind, value, whose }: any) => ({ service, kind, value, whose }))
  t.same(body.apis.flatMap(({ name, credentials }: any) => credentials.map((it: any) => ({ service: name, ...it }))), forPeople)
  t.equal(body.apis[1].url, 'http://localhost:80/work-submission-api/v1.0')
})

t.test('A rule that is set to only warn is counted so', async t => {
  const client = await open(t)
  const { body: before } = await client.admin('GET', '/apis')
  await client.admin('PATCH', '/rules/visit.date-by-today', { mode: 'warn' })
  const { body: after } = await client.admin('GET', '/apis')
  t.same([after.rules.refusing, after.rules.warning], [before.rules.refusing - 1, before.rules.warning + 1])
})

for (const at of ['', '/sandboxes/class-a']) {
  t.test(`Every first call goes as it says${at === '' ? '' : ', in a sandbox that was made, too'}`, async t => {
    const client = await open(t, { fixture: 'demo' })
    await client.admin('POST', '/sandboxes', { id: 'class-a' })
    const { body } = await client.inject({ method: 'GET', url: `${at}/__admin/apis` })
    for (const { name, firstCalls } of body.apis) {
      t.ok(firstCalls.length > 0, name)
      for (const { shows, isRefused, request } of firstCalls) {
        const { status } = await send(client, at, request)
        t.ok(isRefused ? status >= 400 && status < 500 : status === 200, `${name}: ${shows}: ${status}`)
      }
    }
  })
}

t.test('Where the data have nothing for a first call, there is none', async t => {
  const client = await open(t, { fixture: 'empty' })
  const { body } = await client.admin('GET', '/apis')
  for (const { firstCalls } of body.apis) {
    for (const { isRefused, request } of firstCalls) {
      const { status } = await send(client, '', request)
      t.ok(isRefused ? status < 500 : status === 200, `${request.method} ${request.path}: ${status}`)
    }
  }
})

t.test('An explanation has what passes as values, too, and one to put in place of what was sent', async t => {
  const client = await open(t, { fixture: 'demo' })
  await client.post('/training-plans/DEMO-TP04/visits', { visitLocalId: 'V-1', visitDate: '2025-11-11' })
  const { body: { refusedBy: [verdict] } } = await client.admin('GET', '/requests/last/explain')
  t.same(verdict.passing, { from: '2025-11-12', to: '2026-03-02', except: ['2025-12-02', '2026-01-16', '2026-02-23'] })
  t.equal(verdict.proposal, '2025-11-12')
  const { body: { held } } = await client.admin('GET', '/requests/last/explain')
  t.ok(held.every((it: any) => !('passing' in it) && !('proposal' in it)), 'of what holds there is nothing to mend')
})

t.test('The line for a shell leaves out what a browser says of itself', async t => {
  const client = await open(t, { fixture: 'demo' })
  await client.call('GET', '/training-plans/DEMO-TP04', undefined, {
    origin: 'http://localhost:80', referer: 'http://localhost/', 'user-agent': 'Mozilla/5.0', 'sec-fetch-site': 'same-origin', 'sec-ch-ua': '"Chromium"'
  })
  const { body: { curl } } = await client.admin('GET', '/requests/last')
  t.notMatch(curl, /origin|referer|Mozilla|sec-/)
  t.match(curl, /-H 'eid: 9001'/)
})
