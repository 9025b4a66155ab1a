import t from 'tap'
import { openUnserved, databaseOf, type Database } from '../harness.ts'

interface Key { readonly child: string, readonly columns: string[] }

function keysOf (db: Database): Key[] {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").pluck().all()
  return (tables as string[]).flatMap(child => {
    const rows = db.pragma(`foreign_key_list("${child}")`) as Array<{ id: number, seq: number, from: string }>
    return [...new Set(rows.map(({ id }) => id))].map(id => ({
      child, columns: rows.filter(row => row.id === id).sort((a, b) => a.seq - b.seq).map(({ from }) => from)
    }))
  })
}

/** What SQLite looks through to find the records that refer to one that is deleted. */
const isScanned = (db: Database, { child, columns }: Key): boolean => {
  const condition = columns.map(column => `"${column}" = ?`).join(' AND ')
  const plan = db.prepare(`EXPLAIN QUERY PLAN SELECT 1 FROM "${child}" WHERE ${condition}`).all(...columns.map(() => 1))
  return (plan as Array<{ detail: string }>).some(({ detail }) => detail.startsWith('SCAN'))
}

const neverDeleted = 'organisations and their accounts come with the fixture, and nothing deletes one'
const oneAtATime = 'of those that it refers to one is deleted at a time; an index would cost each write of it more than that costs'
/** Those that are looked through, and why they may be. */
const scanned: Readonly<Record<string, string>> = {
  ...Object.fromEntries([
    'machineAccountOrganisation.eid', 'registeredUser.eid', 'staticToken.account', 'staticToken.eid'
  ].map(key => [key, neverDeleted])),
  ...Object.fromEntries([
    'accessToken.userId', 'basketItem.courseDateId', 'basketItemUser.userId', 'booking.userId', 'courseDate.companyId',
    'courseDate.venueId', 'courseDateTrainer.trainerId', 'invoice.companyId', 'invoice.issuerId', 'invoice.userId', 'session.venueId',
    'trainer.companyId', 'trainer.userId', 'venue.companyId', 'webhookInstance.webhookId'
  ].map(key => [key, oneAtATime]))
}

t.test('What refers to a record is found by an index, but where a look through is known and cheap', t => {
  const sandbox = openUnserved()
  t.teardown(() => sandbox.close())
  const db = databaseOf(sandbox)
  const keys = keysOf(db)
  t.ok(keys.length > 30, `${keys.length} keys`)
  const found = keys.filter(key => isScanned(db, key)).map(({ child, columns }) => `${child}.${columns.join()}`)
  t.same(found.sort(), Object.keys(scanned).sort())
  t.end()
})
