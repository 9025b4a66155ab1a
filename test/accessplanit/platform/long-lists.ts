import type { InjectOptions } from 'light-my-request'
import t, { type Test } from 'tap'
import { listRecords, type Feed, type Query } from '../../../src/accessplanit/platform/feed.ts'
import { readLongList } from '../../../src/accessplanit/platform/long-list.ts'
import { queryField, type Field } from '../../../src/accessplanit/platform/field.ts'
import { compileOrder } from '../../../src/accessplanit/query/ordering.ts'
import * as v1Courses from '../../../src/accessplanit/v1/courses/feeds.ts'
import * as v1Finance from '../../../src/accessplanit/v1/finance/feeds.ts'
import * as v1Users from '../../../src/accessplanit/v1/users/feeds.ts'
import { modules } from '../../../src/accessplanit/v2/modules/modules.ts'
import { finish } from '../../../src/core/in-turns.ts'
import { fillUsers, idOfUser, many } from '../many-users.ts'
import { toldBy, openPlatform, book } from '../v2/v2.ts'
import { demand, listen, open, type Database } from '../../harness.ts'
import { onlyRenamed, withMore } from '../../load/adopted.ts'

const feeds: Feed[] = [...[v1Courses, v1Finance, v1Users].flatMap(it => Object.values(it) as Feed[]), ...modules]

const orderOf = (text: string, fields: readonly Field[]): Query['order'] => compileOrder(text, fields.map(queryField)).terms

/** Each field alone, both ways, and some after one another. */
const ordersOf = ({ fields }: Feed): string[] => [
  ...fields.flatMap(({ name }) => [name, `${name} desc`]),
  fields.slice(1, 4).map(({ name }, n) => `${name} ${n % 2 ? 'asc' : 'desc'}`).join()
]

const pages: Query[] = [{ limit: -1 }, { limit: 5, offset: 3 }, { limit: 0 }, { limit: 1000, offset: 9 }, { limit: 3, offset: 5000 }, {}]

const conditionOf = ({ key }: Feed): Query => ({ where: `${key} LIKE ? OR instr(${key}, ?)`, values: ['%1%', '3'] })

t.test('A list that is read in pieces is what it is at one go, of every kind, in every order', async t => {
  const platform = await openPlatform(t)
  await book(platform)
  const db = platform.db()
  for (const feed of feeds) {
    const { fields } = feed
    const orders = [undefined, ...ordersOf(feed).map(text => orderOf(text, fields))]
    const cases = orders.flatMap((order, n): Query[] => [{ order, ...pages[n % pages.length] }, { order, ...conditionOf(feed), limit: -1 }])
    const differing = cases.flatMap((query): object[] => {
      const all = listRecords(db, feed, fields, { ...query, limit: -1, offset: 0 })
      const { records, count, hasMore } = finish(readLongList(db, feed, fields, query, { isCounted: true, atOnce: 7 }))
      const uncounted = finish(readLongList(db, feed, fields, query, { atOnce: 7 }))
      const expected = listRecords(db, feed, fields, query)
      const { limit = 100, offset = 0 } = query
      const more = limit !== -1 && all.length > offset + limit
      const found = [records, count, hasMore, uncounted.records, uncounted.hasMore]
      const wanted = [expected, all.length, more, expected, more]
      return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [{ query, found, wanted }]
    })
    t.same(differing.slice(0, 2), [], feed.name)
  }
})

t.test('Each piece begins where the one before ended, by the ids, and sorts nothing', async t => {
  const db = (await openPlatform(t)).db()
  const statements: string[] = []
  const watched = { prepare: (sql: string) => { statements.push(sql); return db.prepare(sql) } } as unknown as Database
  for (const feed of feeds) {
    statements.length = 0
    finish(readLongList(watched, feed, feed.fields, { limit: -1 }, { atOnce: 2 }))
    for (const sql of statements) {
      const values = (sql.match(/\?/g) ?? []).map(() => '1')
      const plan = (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as Array<{ detail: string }>).map(({ detail }) => detail)
      t.notOk(plan.some(step => /TEMP B-TREE FOR ORDER|AUTOMATIC/.test(step)), `${feed.name}: ${plan.join('; ')}`)
    }
  }
})

const asUser = { authorization: 'Bearer demo-api-key' }

t.test('While a long list is read others are answered, and nothing changes in its sandbox', async t => {
  const platform = await openPlatform(t)
  const { inject, v1, v2, admin } = platform
  await admin('POST', '/sandboxes', { id: 'other' })
  const usual = (await v2('GET', 'User?$top=-1')).body.results.length as number
  fillUsers(platform.db())
  const order: string[] = []
  const note = async <Result>(name: string, asked: Promise<Result>): Promise<Result> => {
    const reply = await asked
    order.push(name)
    return reply
  }
  const list = note('list', v2('GET', 'User?$top=-1&$count=true&$orderby=Email desc'))
  await new Promise(resolve => { setImmediate(resolve) })
  const [{ body }, made, other, alive] = await Promise.all([
    list,
    note('made', v2('POST', 'User', { Forenames: 'Ana', Surname: 'Weka', Email: 'zz@example.org' })),
    note('other', inject({ method: 'GET', url: '/sandboxes/other/accessplan/api/v2/User', headers: asUser })),
    note('alive', inject({ method: 'GET', url: '/livez' }))
  ])
  t.strictSame([made.status, other.status, alive.status], [201, 200, 200])
  t.ok(order.indexOf('other') < order.indexOf('list') && order.indexOf('alive') < order.indexOf('list'), order.join())
  t.ok(order.indexOf('made') > order.indexOf('other'), 'what changes the sandbox waits')
  t.strictSame([body.count, body.results.length], [usual + many, usual + many])
  const emails = body.results.map((it: any) => it.Email ?? '')
  t.notOk(emails.includes('zz@example.org'))
  t.strictSame(emails, emails.toSorted((a: string, b: string) => a.toLowerCase() < b.toLowerCase() ? 1 : -1))

  for (const accept of ['application/json', 'application/xml']) {
    const { status, text, headers } = await v1('GET', '/users?$top=-1', undefined, { accept })
    t.equal(status, 200)
    t.equal(text.split(/"UserID":|<UserID>/).length - 1, usual + many + 1, accept)
    t.equal(Number(headers['content-length']), Buffer.byteLength(text))
  }
  const filter = Array.from({ length: 300 }, (_, n) => `Fullname ne 'x${n}'`).join(' and ')
  const slow = await v2('GET', `User?$filter=${encodeURIComponent(filter)}`)
  t.equal(slow.body.results.length, 100)
  t.match(toldBy(slow), [/^cut-short:\$top/], 'the page of a list that takes long says that there are more')
  const head = await inject({ method: 'HEAD', url: '/accessplan/api/v1/users?$top=-1', headers: asUser })
  t.match([head.status, head.text], [200, ''])
})

const contracts = { 'only renamed': onlyRenamed, 'with more members': withMore }

for (const [name, document] of Object.entries(contracts)) {
  t.test(`A long list under a contract, ${name}, has what its pages have, byte for byte`, async t => {
    const { admin, db, inject, v2 } = await openPlatform(t)
    fillUsers(db())
    const count = (await v2('GET', 'User?$top=1&$count=true')).body.count as number
    for (const version of ['v1', 'v2'] as const) demand(await admin('PUT', '/contract', document(version)))
    const asked = (path: string, more: object = {}) => inject({ method: 'GET', url: `/tenant/api/${path}`, headers: asUser, ...more })
    const put = await asked('v2/User/300007', { method: 'PUT', payload: { FamilyName: 'Rata', TenantRegion: 'North' } })
    t.equal(put.status, 200, put.text)
    const [before, after] = [`{"count":${count},"records":[`, ']}']
    const pages: string[] = []
    for (let from = 0; from < count; from += 100) {
      const { text } = await asked(`v2/User?$top=100&$skip=${from}&$count=true`)
      pages.push(text.slice(before.length, -after.length))
    }
    const list = await asked('v2/User?$top=-1&$count=true')
    t.ok(list.text === before + pages.join() + after, 'those of version 2')
    t.equal(Number(list.headers['content-length']), Buffer.byteLength(list.text))
    t.equal(list.text.split('"FamilyName":').length - 1, count)
    t.equal(list.text.includes('"TenantRegion":"North"'), document === withMore, 'what was kept of a record is in the list')
    t.notMatch(list.text, /"(?:Surname|Forenames|results)":/)

    for (const accept of ['application/json', 'application/xml']) {
      const headers = { ...asUser, accept }
      const { text } = await asked('v1/users?$top=-1', { headers })
      t.equal(text.split(/"FamilyName":|<FamilyName>/).length - 1, count, accept)
      for (const id of ['2001', '300001', '300007', idOfUser(many)]) {
        const alone = (await asked(`v1/users/${id}`, { headers })).text.replace(/^<\?.*?\?>/, '')
        t.ok(text.includes(alone), `${id} is in the list as it is alone: ${alone}`)
      }
    }
  })
}

/** What a fault makes of the members of a user, by the sandbox's own names and by the contract's; and the same of a text, written again. */
const broken = {
  rename: { Surname: 'Nachname', FamilyName: 'Nachname' }, remove: ['Email', 'EmailAddress'], texts: ['MarketingOptIn']
}
const brokenJson = (text: string): string => text.replaceAll(/"(?:Surname|FamilyName)":/g, '"Nachname":')
  .replaceAll(/"(?:Email|EmailAddress)":(?:"[^"]*"|null),/g, '').replaceAll(/"MarketingOptIn":(true|false)/g, '"MarketingOptIn":"$1"')
const brokenXml = (text: string): string => text.replaceAll(/(<\/?)(?:Surname|FamilyName)>/g, '$1Nachname>')
  .replaceAll(/<EmailAddress>[^<]*<\/EmailAddress>|<EmailAddress\/>/g, '')

for (const [name, document] of Object.entries({ 'no contract': undefined, ...contracts })) {
  t.test(`A fault changes each record of a list, however long it is, under ${name}`, async t => {
    const { admin, db, inject } = await openPlatform(t)
    if (document) for (const version of ['v1', 'v2'] as const) demand(await admin('PUT', '/contract', document(version)))
    const asked = (path: string, accept: string) =>
      inject({ method: 'GET', url: `/${document ? 'tenant' : 'accessplan'}/api/${path}`, headers: { ...asUser, accept } })
    const lastEntry = async () => (await admin('GET', '/requests?limit=1')).body.requests[0]
    const users = (await asked('v2/User?$top=-1', 'application/json')).text
    for (const isLong of [false, true]) {
      if (isLong) fillUsers(db(), 3000)
      for (const [path, accept, written] of [
        ['v2/User?$top=-1', 'application/json', brokenJson],
        ['v1/users?$top=-1', 'application/json', brokenJson],
        ['v1/users?$top=-1', 'application/xml', brokenXml],
        ['v1/users/2001', 'application/xml', brokenXml]
      ] as const) {
        const about = `${path} as ${accept}, ${isLong ? 'long' : 'short'}`
        demand(await admin('PUT', '/faults', { faults: [] }))
        const { text: whole } = await asked(path, accept)
        demand(await admin('PUT', '/faults/odd', { effect: { body: broken } }))
        const { text, headers } = await asked(path, accept)
        t.ok(text === written(whole) && text !== whole, about)
        const bytes = Buffer.byteLength(text)
        t.match(headers, { 'content-length': String(bytes), 'sandbox-fault': 'odd', 'sandbox-warnings': undefined }, about)
        const { fault, response } = await lastEntry()
        t.same([fault.id, fault.changed], ['odd', undefined], about)
        if (bytes > 16_384) t.equal(response.body, `(${bytes} bytes, not kept)`, about)
        t.equal((await admin('GET', '/faults/odd')).body.changedNothing, undefined, about)
      }
      const list = document ? 'records' : 'results'
      const all = isLong ? (demand(await admin('PUT', '/faults', { faults: [] })), (await asked('v2/User?$top=-1', '')).text) : users
      for (const [body, expected] of [
        [{ remove: [list] }, '{}'],
        [{ texts: [list] }, JSON.stringify({ [list]: JSON.stringify(JSON.parse(all)[list]) })],
        [{ rename: { [list]: 'Liste' } }, all.replace(list, 'Liste')]
      ] as const) {
        demand(await admin('PUT', '/faults/odd', { effect: { body } }))
        const { text } = await asked('v2/User?$top=-1', 'application/json')
        t.ok(text === expected, `${JSON.stringify(body)}, ${isLong ? 'long' : 'short'}: ${text.slice(0, 99)}`)
      }
      demand(await admin('PUT', '/faults/odd', { effect: { body: { remove: ['Forename'] } } }))
      t.match((await asked('v2/User?$top=-1', 'application/json')).headers, { 'sandbox-warnings': 'nothing-to-change:odd' })
      t.match((await admin('GET', '/requests/last/explain')).body.remarks.at(-1).message, document
        ? /^The fault "odd" changed nothing, as no member of the reply is called "Forename"/
        : /called "Forename"\. Did you mean Forenames\?$/)
    }
  })
}

/** A sandbox with many users, beside the default one, in a server whose machine has a clock that can be set. */
async function openOther (t: Test, { document, users = many }: { document?: typeof withMore | undefined, users?: number } = {}) {
  let at = Date.now()
  const client = await open(t, { fixture: 'demo' }, () => at)
  const { admin, inject, sandboxes } = client
  await admin('POST', '/sandboxes', { id: 'other', ttlSeconds: 60 })
  fillUsers(sandboxes.find('other')!.db, users)
  const inOther = (method: 'POST' | 'PUT', path: string, payload?: object) => inject({
    method,
    url: `/sandboxes/other/__admin/${path}`,
    ...payload && { payload, headers: { 'content-type': Buffer.isBuffer(payload) ? 'application/octet-stream' : 'application/json' } }
  })
  if (document) {
    demand(await inOther('PUT', 'contract', document('v2')))
    const url = `/sandboxes/other/tenant/api/v2/User/${idOfUser(enough)}`
    demand(await inject({ method: 'PUT', url, headers: asUser, payload: { FamilyName: 'Rata', TenantRegion: 'North' } }))
  }
  demand(await inOther('POST', 'snapshots', { id: 'full' }))
  const state = await sandboxes.find('other')!.exportState()
  const list: InjectOptions = {
    method: 'GET', url: `/sandboxes/other/${document ? 'tenant' : 'accessplan'}/api/v2/User?$top=-1`, headers: asUser
  }
  return { ...client, inOther, state, list, later: () => { at += 1_000_000 } }
}

/** The same, of which there are fewer, as there are many such tests. */
const enough = 3000

type Other = Awaited<ReturnType<typeof openOther>>

/** What ends the database of a sandbox, or puts another in its place, and what that is answered. */
const ends: ReadonlyArray<readonly [what: string, by: (other: Other) => Promise<{ status: number }>, status: number]> = [
  ['is deleted', ({ admin }) => admin('DELETE', '/sandboxes/other'), 204],
  ['is reset', ({ inOther }) => inOther('POST', 'reset'), 200],
  ['is restored', ({ inOther }) => inOther('POST', 'snapshots/full/restore'), 200],
  ['is imported into', ({ inOther, state }) => inOther('POST', 'state/import', state), 200],
  ['has its clock moved', ({ inOther }) => inOther('POST', 'clock/advance', { by: 'P1M' }), 200],
  ['has its contract taken away', ({ inject }) => inject({ method: 'DELETE', url: '/sandboxes/other/__admin/contract' }), 200],
  ['has lived for long enough', ({ admin, later }) => { later(); return admin('GET', '/sandboxes') }, 200],
  ['is one of too many that are awake', async ({ admin }) => {
    const made = await Promise.all(Array.from({ length: 257 }, (_, n) => admin('POST', '/sandboxes', { id: `crowd-${n}` })))
    return made.find(it => it.status !== 201) ?? made[0]!
  }, 201]
]

for (const document of [undefined, withMore]) {
  for (const [what, by, status] of ends) {
    t.test(`A long list${document ? ' under a contract' : ''} is whole where its sandbox ${what} meanwhile`, async t => {
      const other = await openOther(t, { document, users: enough })
      const { inject, list } = other
      const whole = (await inject(list)).text
      t.equal(whole.includes('"TenantRegion":"North"'), document !== undefined)
      const asked = inject(list)
      await new Promise(resolve => { setImmediate(resolve) })
      const [read, ended] = await Promise.all([asked, by(other)])
      t.strictSame([read.status, ended.status], [200, status])
      t.ok(read.text === whole, `${read.text.length} characters of ${whole.length}`)
    })
  }
}

for (const document of [undefined, withMore]) {
  t.test(`A long list${document ? ' under a contract' : ''} is read no further once its client has gone`, async t => {
    const server = await listen(t, { fixture: 'demo' })
    const ask = (path: string, more: RequestInit = {}) => fetch(server.url + path, more)
    const admin = async (path: string): Promise<any> => (await ask(`/__admin/${path}`)).json()
    fillUsers(server.db())
    if (document) {
      const put = { method: 'PUT', body: JSON.stringify(document('v2')), headers: { 'content-type': 'application/json' } }
      t.equal((await ask('/__admin/contract', put)).status, 200)
    }
    const users = `/${document ? 'tenant' : 'accessplan'}/api/v2/User`
    const clients = Array.from({ length: 3 }, () => new AbortController())
    const lists = clients.map(({ signal }) => ask(`${users}?$top=-1`, { headers: asUser, signal }))
    while (server.sandbox.journal.size() < clients.length) await new Promise(resolve => { setImmediate(resolve) })
    for (const client of clients) client.abort()
    for (const list of lists) await t.rejects(list, { name: 'AbortError' })
    const name = document ? { GivenNames: 'Ana', FamilyName: 'Weka' } : { Forenames: 'Ana', Surname: 'Weka' }
    const post = { method: 'POST', body: JSON.stringify(name), headers: { ...asUser, 'content-type': 'application/json' } }
    const made = await ask(users, post)
    t.equal(made.status, 201, await made.text())
    for (const { id } of (await admin('requests')).requests.slice(1)) {
      t.match(await admin(`requests/${id}/explain`), {
        status: 0, outcome: 'not answered', reason: { kind: 'gone', detail: /^The client closed the connection before it was answered, / }
      })
    }
  })
}

for (const document of [undefined, withMore]) {
  t.test(`A sandbox is free once a long list${document ? ' under a contract' : ''} is made, whenever its client reads it`, async t => {
    const server = await listen(t, { fixture: 'demo' })
    fillUsers(server.db())
    if (document) {
      const put = { method: 'PUT', body: JSON.stringify(document('v2')), headers: { 'content-type': 'application/json' } }
      t.equal((await fetch(`${server.url}/__admin/contract`, put)).status, 200)
    }
    const list = await fetch(`${server.url}/${document ? 'tenant' : 'accessplan'}/api/v2/User?$top=-1`, { headers: asUser })
    const headers = { 'content-type': 'application/json' }
    t.equal((await fetch(`${server.url}/__admin/clock/advance`, { method: 'POST', body: '{"by":"P1D"}', headers })).status, 200)
    const { byteLength } = await list.arrayBuffer()
    t.equal(String(byteLength), list.headers.get('content-length'))
  })
}

t.test('A sandbox whose time is over stays as long as a list is read that nobody waits for any more', async t => {
  const { inject, list, later, admin, sandboxes } = await openOther(t)
  const gone = new AbortController()
  const asked = inject({ ...list, signal: gone.signal }).catch(() => {})
  await new Promise(resolve => { setImmediate(resolve) })
  gone.abort()
  await asked
  later()
  const isThere = async () => (await admin('GET', '/sandboxes')).body.sandboxes.some((it: any) => it.id === 'other')
  t.ok(sandboxes.places.get('other')!.awake!.isBusy(), 'it is still read')
  t.ok(await isThere())
  while (sandboxes.places.get('other')?.awake?.isBusy()) await new Promise(resolve => { setImmediate(resolve) })
  t.notOk(await isThere())
})

for (const document of [undefined, withMore]) {
  const where = document ? ' under a contract' : ''
  t.test(`A list${where} that takes longer than whoever deletes its sandbox waits is refused, as its API refuses`, async t => {
    // As it is read, and as it is put together.
    for (const turns of [1, 20, 35]) {
      const { inject, list, sandboxes } = await openOther(t, { document, users: enough })
      const asked = inject(list)
      for (let n = 0; n < turns; n++) await new Promise(resolve => { setImmediate(resolve) })
      sandboxes.delete('other')
      const { status, body } = await asked
      const said = status === 200 ? '' : body.message
      t.ok(status === 200 ? turns > 1 : status === 503, `after ${turns} turns: ${status} ${said}`)
      if (status !== 200) t.match(body, { error: 'server_error', message: /^The sandbox was deleted or closed while / })
    }
  })
}

t.test('A record that goes by itself while a long list is read is left out', async t => {
  const { inject, list, sandboxes } = await openOther(t)
  const { db } = sandboxes.find('other')!
  const before = (await inject(list)).body.results.map((it: any) => it.ID) as string[]
  const asked = inject(list)
  await new Promise(resolve => { setImmediate(resolve) })
  const last = idOfUser(many)
  db.exec(`DELETE FROM user WHERE id = '${last}'`)
  const { status, body } = await asked
  t.equal(status, 200)
  t.strictSame(body.results.map((it: any) => it.ID), before.filter(it => it !== last))
})
