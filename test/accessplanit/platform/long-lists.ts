import t from 'tap'
import { listRecords, type Feed, type Query } from '../../../src/accessplanit/platform/feed.ts'
import { readLongList } from '../../../src/accessplanit/platform/long-list.ts'
import { queryField, type Field } from '../../../src/accessplanit/platform/field.ts'
import { compileOrder } from '../../../src/accessplanit/query/ordering.ts'
import * as v1Courses from '../../../src/accessplanit/v1/courses/feeds.ts'
import * as v1Finance from '../../../src/accessplanit/v1/finance/feeds.ts'
import * as v1Users from '../../../src/accessplanit/v1/users/feeds.ts'
import { modules } from '../../../src/accessplanit/v2/modules/modules.ts'
import { finish } from '../../../src/core/in-turns.ts'
import { toldBy, openPlatform, book } from '../v2/v2.ts'
import type { Database } from '../../harness.ts'

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

/** More users than one statement lists within the time that it has. */
const many = 8000

const asUser = { authorization: 'Bearer demo-api-key' }

function fillUsers (db: Database): void {
  const columns = (db.pragma('table_info(user)') as Array<{ name: string }>).map(({ name }) => name)
  const own: Record<string, string> = { id: '300000 + n', email: "'kiri' || n || '@example.org'", externalId: 'NULL', apiKey: 'NULL' }
  db.exec(`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${many})
    INSERT INTO user (${columns.join(', ')})
    SELECT ${columns.map(name => own[name] ?? `user.${name}`).join(', ')} FROM n, user WHERE user.id = '2001'`)
}

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

t.test('A long list of a sandbox that is deleted meanwhile comes to its end', async t => {
  const { inject, admin, sandboxes } = await openPlatform(t)
  await admin('POST', '/sandboxes', { id: 'other' })
  fillUsers(sandboxes.find('other')!.db)
  const list = { method: 'GET', url: '/sandboxes/other/accessplan/api/v2/User?$top=-1', headers: asUser } as const
  const [{ status, body }, deleted] = await Promise.all([inject(list), admin('DELETE', '/sandboxes/other')])
  t.strictSame([status, body.results.length > many, deleted.status], [200, true, 204])
  t.equal((await inject(list)).status, 404)
})
