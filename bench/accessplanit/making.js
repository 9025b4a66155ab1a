import BetterSqlite from 'better-sqlite3'
import { loadSource } from './source.js'

const times = 200

/**
 * Makes the bytes of a list of 50 course dates in this process, by turns: as the sandbox does; of the same rows, read as objects by the
 * same query, by JSON.stringify; and by JSON.stringify of rows that are in memory already. Answers the µs that each took.
 */
export async function measureMaking (file, rounds) {
  const { contents, findFixture, openSandbox, fieldsOf, courseDate, addInTime, listAsBytes } = await loadSource()
  const sandbox = openSandbox({ id: 'making', fixture: findFixture('demo'), clock: { mode: 'real' } }, contents)
  const db = new BetterSqlite(file, { readonly: true })
  addInTime(db)
  const fields = fieldsOf({ sandbox, db }, courseDate)
  const columns = fields.map(({ name, type, sql }) => `${type === 'money' ? `${sql} / 100.0` : sql} AS "${name}"`)
  const query = db.prepare(`SELECT ${columns.join(', ')} FROM ${courseDate.from} ORDER BY ${courseDate.key} LIMIT ? OFFSET ?`)
  const flags = fields.filter(({ type }) => type === 'boolean').map(({ name }) => name)
  const readRows = () => query.all(50, 0).map(row => {
    for (const flag of flags) row[flag] = row[flag] === null ? null : row[flag] === 1
    return row
  })
  const inMemory = readRows()
  const ways = {
    sandbox: () => listAsBytes(db, courseDate, fieldsOf({ sandbox, db }, courseDate), { limit: 50 }, '[', ']').bytes,
    'rows and JSON.stringify': () => Buffer.from(JSON.stringify(readRows())),
    'JSON.stringify alone': () => Buffer.from(JSON.stringify(inMemory))
  }
  const [made, ...others] = Object.values(ways).map(work => JSON.stringify(JSON.parse(work())))
  if (others.some(it => it !== made)) throw new Error('Not all make the same list')
  const round = () => Object.fromEntries(Object.entries(ways).map(([name, work]) => [name, { wallTime: timeOf(work) }]))
  round()
  const measured = Array.from({ length: rounds }, round)
  db.close()
  return measured
}

function timeOf (work) {
  const before = performance.now()
  for (let n = 0; n < times; n++) work()
  return (performance.now() - before) * 1000 / times
}
