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

/** Every row and every column: what is marked works, and what is not is refused or passed over. */
export function holdsToItsTable (t: Test, about: string, { rows, path, id, post, follow = {}, before: prepare = async () => {} }: Feed): void {
  const one = `${path}/${id}`
  const whole = Object.fromEntries(rows.map(([, name, , , , is]) => [name, is]))
  const written = Object.fromEntries(rows.filter(([, , , put]) => put !== 'no').map(([, name, , , , , other]) => [name, other]))
  const leastPut = Object.fromEntries(rows.filter(([, , , put]) => put === 'mandatory').map(([, name, , , , is]) => [name, is]))
  const leastPost = { ...Object.fromEntries(rows.filter(([, , , , post]) => post === 'mandatory').map(([, name, , , , is]) => [name, is])), ...post?.[1] }
  const isPlain = (name: string): boolean => !(follow['*'] ?? []).includes(name)
  const sameBut = (body: any, ...names: string[]) => Object.fromEntries(Object.entries(body).filter(([name]) => isPlain(name) && !names.includes(name)))
  const prepared = async (t: Test): Promise<V1> => {
    const client = await openV1(t)
    await prepare(client)
    return client
  }
  const withHeader = { 'sandbox-dry-run': '1' }

  t.test(`${about}, GET (Read)`, async t => {
    const { read } = await prepared(t)
    t.strictSame(await read(one), whole)
    t.strictSame((await read(`${path}?$top=-1`)).find((it: any) => Object.values(it)[0] === id), whole, 'in the list, too')
  })

  t.test(`${about}, GET (Filter)`, async t => {
    const { v1 } = await prepared(t)
    if (rows.some(([, , , put]) => put !== 'no')) t.equal((await v1('PUT', one, written)).status, 200, 'a PUT of all')
    const now: Record<string, unknown> = (await v1('GET', one)).body
    for (const [label, name, filter] of rows) {
      const value = now[name]
      const literal = typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : Array.isArray(value) ? "'any'" : String(value)
      const asked = [`?$top=-1&${query(`${name} eq ${literal}`)}`, `?top=-1&filter=${encodeURIComponent(`${name.toLowerCase()} EQ ${literal}`)}`, `?$top=-1&${name.toUpperCase()}=${encodeURIComponent(String(value))}`]
      for (const it of asked.slice(0, value === null ? 2 : 3)) {
        const reply = await v1('GET', `${path}${it}`)
        if (filter === 'yes') {
          t.ok(reply.status === 200 && reply.body.some((record: any) => Object.values(record)[0] === id), `${label} is found by ${it}`)
          t.ok(reply.body.every((record: any) => String(record[name]).toLowerCase() === String(value).toLowerCase()), `${label}: only what has the value`)
        } else {
          t.strictSame([reply.status, reply.body.Errors?.map((it: any) => it.Field)], [400, [name]], `${label} is no filter: ${it}`)
        }
      }
      if (filter === 'yes') t.notOk((await v1('GET', `${path}?$top=-1&${query(`${name} ne ${literal}`)}`)).body.some((it: any) => Object.values(it)[0] === id), `${label} ne`)
    }
  })

  if (rows.some(([, , , put]) => put !== 'no')) {
    t.test(`${about}, PUT (Update)`, async t => {
      const { v1, sandbox } = await prepared(t)
      const kept = watch(sandbox)
      for (const [label, name, , put, , is, other] of rows) {
        const reply = await v1('PUT', one, { ...leastPut, [name]: other }, withHeader)
        t.equal(reply.status, 200, `${label}: ${reply.text}`)
        const followers = follow[name] ?? []
        t.strictSame(sameBut(reply.body, name, ...followers), sameBut(whole, name, ...followers), `${label}: nothing else changes`)
        if (isPlain(name)) t.strictSame(reply.body[name], put === 'no' ? is : other, `${label}: ${put}`)
        t.strictSame(warningsOf(reply), put === 'no' ? [`ignored-member:${name}`] : [], `${label}: what is passed over is told of`)
        const { [name]: _, ...without } = leastPut
        t.equal(verdictOf(await v1('PUT', one, without, withHeader)), put === 'mandatory' ? `400 ${name}` : 'accepted', `${label}: left out`)
      }
      t.strictSame(kept(), {}, 'nothing is kept of a dry run')
      t.match((await v1('PUT', one, written)).body, written)
      t.match((await v1('GET', one)).body, written, 'and is read again')
    })
  }

  if (post) {
    t.test(`${about}, POST (Create new)`, async t => {
      const { v1, sandbox } = await prepared(t)
      const kept = watch(sandbox)
      for (const [label, name, , , mark, , other] of rows) {
        const reply = await v1('POST', post[0], { ...leastPost, [name]: other }, withHeader)
        t.equal(reply.status, 201, `${label}: ${reply.text}`)
        if (mark === 'no') t.notSame(reply.body[name], other, `${label}: no`)
        else t.strictSame(reply.body[name], other, `${label}: ${mark}`)
        t.strictSame(warningsOf(reply), mark === 'no' ? [`ignored-member:${name}`] : [], `${label}: what is passed over is told of`)
        const { [name]: _, ...without } = leastPost as Record<string, unknown>
        t.equal(verdictOf(await v1('POST', post[0], without, withHeader)), mark === 'mandatory' ? `400 ${name}` : 'accepted', `${label}: left out`)
      }
      t.strictSame(kept(), {}, 'nothing is kept of a dry run')
      const all = { ...leastPost, ...Object.fromEntries(rows.filter(([, , , , mark]) => mark !== 'no').map(([, name, , , , , other]) => [name, other])) }
      const made = await v1('POST', post[0], all)
      const { CourseTemplateID, ...shown } = all as Record<string, unknown>
      t.match(made.body, shown)
      t.strictSame((await v1('GET', `${path}/${String(Object.values(made.body)[0])}`)).body, made.body, 'and is read again')
    })
  }
}
