import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import t, { type Test } from 'tap'
import { databaseOf, open, openUnserved, type Client } from '../harness.ts'
import { apprentice } from '../tec/work-based/bodies.ts'

/** What opening a folder is refused with: one line that names it. */
function refusal (t: Test, data: string): string {
  try {
    openUnserved({ data }).close()
  } catch (error) {
    const { message } = error as Error
    t.equal(message.split('\n').length, 1)
    t.match(message, data)
    return message
  }
  return ''
}

const bearer = async (client: Client): Promise<string> => (await client.inject({
  method: 'POST',
  url: '/oauth2/access_token',
  headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: `Basic ${btoa('demo-tms:demo-secret')}` },
  payload: 'grant_type=client_credentials&scope=https%3A%2F%2Fweb.prd.dxs.pub.tec.govt.nz&org_id=9001'
})).body.access_token

t.test('The same calls with a restart between them give what they give without', async t => {
  const calls = async (client: Client) => [
    await bearer(client),
    (await client.v2('POST', 'Webhook', { Module: 'Venue', Url: 'http://127.0.0.1:9/' })).body.ID,
    (await client.inject({
      method: 'POST',
      url: '/accessplan/api/v2/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'grant_type=password&username=demo&password=demo'
    })).body.access_token,
    (await client.sdr('POST', '/token/202602')).body.submissionToken,
    (await client.basket('GET', 'demo')).body.UniqueBasketID,
    (await client.v2('POST', 'Venue', { Label: 'A place' })).status
  ]
  const without = await open(t)
  const expected = [await calls(without), await calls(without)]
  const data = t.testdir({})
  const first = await open(t, { data })
  const before = await calls(first)
  first.close()
  t.strictSame([before, await calls(await open(t, { data }))], expected)
  t.ok(expected.flat().every(it => it !== undefined))
})

t.test('One server at a time has a folder', async t => {
  const data = t.testdir({})
  const sandbox = openUnserved({ data })
  t.match(refusal(t, data), /is in use by another tms-sandbox \(process \d+\)\. Stop it first/)
  sandbox.close()
  openUnserved({ data }).close()
  t.same(readdirSync(data).sort(), ['default.sqlite', 'lock'])
})

t.test('A folder that is none of ours, is damaged or cannot be written is refused in one line and left as it is', async t => {
  const cases: Array<[string, (file: string) => void, RegExp]> = [
    ['text', file => writeFileSync(file, 'no database, and longer than the header of one would be, which has a hundred bytes'.repeat(3)),
      /cannot be opened/],
    ['a folder in its place', file => mkdirSync(file), /cannot be opened/],
    ['another program\'s', file => { new BetterSqlite(file).exec('CREATE TABLE t (x)').close() }, /is not a database of tms-sandbox/],
    ['another program\'s, with a version', file => { new BetterSqlite(file).exec('CREATE TABLE t (x); PRAGMA user_version = 1').close() },
      /was written by another build/],
    ['cut off', file => { writeFileSync(file, databaseOf(openUnserved()).serialize().subarray(0, 9000)) }, /cannot be opened/]
  ]
  for (const [name, make, line] of cases) {
    const data = t.testdir({ [name.replace(/\W/g, '-')]: {} })
    make(join(data, 'default.sqlite'))
    t.match(refusal(t, data), line, name)
  }
})

t.test('A folder of another build is brought forward, or refused and left as it is', async t => {
  const data = t.testdir({})
  const client = await open(t, { data })
  await apprentice(client)
  client.close()
  const file = join(data, 'default.sqlite')
  const change = (sql: string) => new BetterSqlite(file).exec(sql).close()

  change("UPDATE setting SET value = '\"another\"' WHERE name = 'schema'")
  const same = openUnserved({ data })
  t.equal(databaseOf(same).prepare('SELECT count(*) FROM learner').pluck().get(), 1, 'the same tables, however they were written')
  same.close()

  change('ALTER TABLE visit ADD COLUMN mood TEXT; UPDATE setting SET value = \'"another"\' WHERE name = \'schema\'')
  t.match(refusal(t, data), /was written by another build of tms-sandbox, and its tables cannot be brought to those of this one/)
  const left = new BetterSqlite(file, { readonly: true })
  t.equal(left.prepare('SELECT count(*) FROM learner').pluck().get(), 1)
  t.ok(left.prepare('SELECT mood FROM visit'))
  left.close()
})

t.test('A clock that cannot be saved has not moved', async t => {
  const client = await open(t, { data: t.testdir({}) })
  client.db().exec("CREATE TRIGGER full BEFORE INSERT ON setting WHEN NEW.name = 'clock' BEGIN SELECT RAISE(ABORT, 'no room'); END")
  t.equal((await client.admin('PUT', '/clock', { mode: 'frozen', now: '2030-01-01' })).status, 500)
  t.equal((await client.admin('GET', '/clock')).body.today, '2026-03-02')
  t.equal((await client.get('/programmes/DEMO-NZA/versions/1')).status, 200)
})
