import type { Test } from 'tap'
import { watch } from '../../data.ts'
import { openV1, query, verdictOf, warningsOf, type V1 } from './v1.ts'

type Mark = 'yes' | 'no' | 'mandatory'

/** A row of the vendor's table: the field, its marks, what it is of the record that is looked at, and a value to write. */
export type Row = readonly [label: string, name: string, filter: 'yes' | 'no', put: Mark, post: Mark, is: unknown, other: unknown]

export interface Feed {
  rows: readonly Row[]
  /** The list, and the id of the record that is looked at. */
  path: string
  id: string
  /** Where a POST goes, and what it needs beside the mandatory members. */
  post?: [path: string, more: object]
  /** Members that change with another, or with any. */
  follow?: Record<string, string[]>
  /** What makes the record, if the fixture has it not. */
  before?: (client: V1) => Promise<void>
}

const withHeader = { 'sandbox-dry-run': '1' }

/** What a table says of the members of a feed: as they are, and as they are written. */
function membersOf ({ rows, path, id, post }: Feed) {
  const withName = (chosen: readonly Row[], pick: (row: Row) => unknown) => Object.fromEntries(chosen.map(row => [row[1], pick(row)]))
  const is = (row: Row) => row[5]
  const other = (row: Row) => row[6]
  return {
    one: `${path}/${id}`,
    whole: withName(rows, is),
    written: withName(rows.filter(([, , , put]) => put !== 'no'), other),
    leastPut: withName(rows.filter(([, , , put]) => put === 'mandatory'), is),
    leastPost: { ...withName(rows.filter(([, , , , mark]) => mark === 'mandatory'), is), ...post?.[1] },
    allPosted: withName(rows.filter(([, , , , mark]) => mark !== 'no'), other)
  }
}

const isWritten = ({ rows }: Feed): boolean => rows.some(([, , , put]) => put !== 'no')

/** Every row and every column: what is marked works, and what is not is refused or passed over. */
export function holdsToItsTable (t: Test, about: string, feed: Feed): void {
  const prepared = async (t: Test): Promise<V1> => {
    const client = await openV1(t)
    await feed.before?.(client)
    return client
  }
  t.test(`${about}, GET (Read)`, async t => isRead(t, await prepared(t), feed))
  t.test(`${about}, GET (Filter)`, async t => isFiltered(t, await prepared(t), feed))
  if (isWritten(feed)) t.test(`${about}, PUT (Update)`, async t => isUpdated(t, await prepared(t), feed))
  if (feed.post) t.test(`${about}, POST (Create new)`, async t => isCreated(t, await prepared(t), feed))
}

const idOf = (record: object): unknown => Object.values(record)[0]

async function isRead (t: Test, { read }: V1, feed: Feed): Promise<void> {
  const { one, whole } = membersOf(feed)
  t.strictSame(await read(one), whole)
  t.strictSame((await read(`${feed.path}?$top=-1`)).find((it: any) => idOf(it) === feed.id), whole, 'in the list, too')
}

async function isFiltered (t: Test, { v1 }: V1, feed: Feed): Promise<void> {
  const { path, id, rows } = feed
  const { one, written } = membersOf(feed)
  if (isWritten(feed)) t.equal((await v1('PUT', one, written)).status, 200, 'a PUT of all')
  const now: Record<string, unknown> = (await v1('GET', one)).body
  for (const [label, name, filter] of rows) {
    for (const search of searchesFor(name, now[name])) {
      const { status, body, headers } = await v1('GET', `${path}${search}`)
      if (filter === 'yes') {
        t.ok(status === 200 && body.some((record: any) => idOf(record) === id), `${label} is found by ${search}`)
        t.ok(body.every((record: any) => isAlike(record[name], now[name])), `${label}: only what has the value`)
      } else {
        const told = search.includes('ilter=') ? search.includes(name) ? name : name.toLowerCase() : name
        t.strictSame([status, body, headers['sandbox-warnings']], [200, [], `ignored-member:${told}`], `${label} is no filter: ${search}`)
      }
    }
    if (filter !== 'yes') continue
    const { body: others } = await v1('GET', `${path}?$top=-1&${query(`${name} ne ${literalOf(now[name])}`)}`)
    t.notOk(others.some((it: any) => idOf(it) === id), `${label} ne`)
  }
}

const isAlike = (one: unknown, other: unknown): boolean => String(one).toLowerCase() === String(other).toLowerCase()

const literalOf = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : Array.isArray(value) ? "'any'" : String(value)

/** A value is looked for with `$filter`, in other letters, and as a parameter of its own, which can be no null. */
function searchesFor (name: string, value: unknown): string[] {
  const literal = literalOf(value)
  return [
    `?$top=-1&${query(`${name} eq ${literal}`)}`,
    `?top=-1&filter=${encodeURIComponent(`${name.toLowerCase()} EQ ${literal}`)}`,
    ...(value === null ? [] : [`?$top=-1&${name.toUpperCase()}=${encodeURIComponent(String(value))}`])
  ]
}

async function isUpdated (t: Test, { v1, sandbox }: V1, { follow = {}, ...feed }: Feed): Promise<void> {
  const { one, whole, written, leastPut } = membersOf(feed)
  const isPlain = (name: string): boolean => !(follow['*'] ?? []).includes(name)
  const sameBut = (body: any, names: string[]) =>
    Object.fromEntries(Object.entries(body).filter(([name]) => isPlain(name) && !names.includes(name)))
  const kept = watch(sandbox)
  for (const [label, name, , put, , is, other] of feed.rows) {
    const reply = await v1('PUT', one, { ...leastPut, [name]: other }, withHeader)
    t.equal(reply.status, 200, `${label}: ${reply.text}`)
    const changing = [name, ...follow[name] ?? []]
    t.strictSame(sameBut(reply.body, changing), sameBut(whole, changing), `${label}: nothing else changes`)
    if (isPlain(name)) t.strictSame(reply.body[name], put === 'no' ? is : other, `${label}: ${put}`)
    // Custom fields are a member that the body may have, and a reading says whether it writes them.
    const changesNothing = put === 'no' && Object.keys(leastPut).length === 0 && name !== 'CustomFields'
    t.strictSame(warningsOf(reply), [
      ...put === 'no' ? [`ignored-member:${name}`] : [], ...changesNothing ? ['nothing-to-change:body'] : []
    ], `${label}: what is passed over is told of`)
    const { [name]: _, ...without } = leastPut
    t.equal(verdictOf(await v1('PUT', one, without, withHeader)), put === 'mandatory' ? `400 ${name}` : 'accepted', `${label}: left out`)
  }
  t.strictSame(kept(), {}, 'nothing is kept of a dry run')
  t.match((await v1('PUT', one, written)).body, written)
  t.match((await v1('GET', one)).body, written, 'and is read again')
}

async function isCreated (t: Test, { v1, sandbox }: V1, feed: Feed): Promise<void> {
  const { leastPost, allPosted } = membersOf(feed)
  const create = feed.post![0]
  const kept = watch(sandbox)
  for (const [label, name, , , mark, , other] of feed.rows) {
    const reply = await v1('POST', create, { ...leastPost, [name]: other }, withHeader)
    t.equal(reply.status, 201, `${label}: ${reply.text}`)
    if (mark === 'no') t.notSame(reply.body[name], other, `${label}: no`)
    else t.strictSame(reply.body[name], other, `${label}: ${mark}`)
    t.strictSame(warningsOf(reply), mark === 'no' ? [`ignored-member:${name}`] : [], `${label}: what is passed over is told of`)
    const { [name]: _, ...without } = leastPost as Record<string, unknown>
    t.equal(
      verdictOf(await v1('POST', create, without, withHeader)), mark === 'mandatory' ? `400 ${name}` : 'accepted', `${label}: left out`
    )
  }
  t.strictSame(kept(), {}, 'nothing is kept of a dry run')
  const all = { ...leastPost, ...allPosted }
  const made = await v1('POST', create, all)
  const { CourseTemplateID, ...shown } = all as Record<string, unknown>
  t.match(made.body, shown)
  t.strictSame((await v1('GET', `${feed.path}/${String(idOf(made.body))}`)).body, made.body, 'and is read again')
}
