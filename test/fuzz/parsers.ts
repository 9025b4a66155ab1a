import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TSchema } from '@sinclair/typebox'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { parseFilter } from '../../src/accessplanit/query/filter.ts'
import { compileOrder } from '../../src/accessplanit/query/ordering.ts'
import { FilterFault } from '../../src/accessplanit/query/reader.ts'
import { readSelect } from '../../src/accessplanit/query/select.ts'
import { compileFilter } from '../../src/accessplanit/query/sql.ts'
import { xml } from '../../src/accessplanit/v1/xml-bodies.ts'
import { readHar } from '../../src/contract/check/har.ts'
import { preparedOf } from '../../src/contract/given.ts'
import { BadInput, Failure } from '../../src/core/errors.ts'
import { BadDemo } from '../../src/demos/demo.ts'
import { readWalk } from '../../src/demos/walk.ts'
import { readJson } from '../../src/http/json.ts'
import { readState } from '../../src/sandbox/states.ts'
import { contents, services } from '../../src/services.ts'
import { fields } from '../accessplanit/query/courses.ts'
import { isThorough, runs } from '../effort.ts'
import { open, openUnserved } from '../harness.ts'

/**
 * Whatever is read from outside comes to something, or to the one refusal that its reader has. `corpus/` keeps a text for each kind of
 * trouble; one that is found is put there.
 */

interface Parser {
  /** Throws what it refuses with. */
  read (bytes: Buffer, name: string): unknown
  readonly refuses: (error: unknown) => boolean
  /** How many changes are made to each entry. */
  readonly changes: number
}

const isOf = (kind: typeof BadInput | typeof BadDemo | typeof FilterFault) => (error: unknown): boolean => error instanceof kind
const isFailure = (error: unknown): boolean => error instanceof Failure && error.status >= 400 && error.status < 500

const shape = { type: 'object', properties: { AccountGroupIDs: { type: 'array' }, Phone: { type: 'string' } } } as unknown as TSchema

const parsers: Readonly<Record<string, Parser>> = {
  filter: {
    read (bytes) {
      const text = bytes.toString()
      attempt(() => compileOrder(text, fields), FilterFault)
      attempt(() => readSelect(text, fields), FilterFault)
      attempt(() => compileFilter(parseFilter(text, true), fields, true), FilterFault)
      compileFilter(parseFilter(text), fields)
    },
    refuses: isOf(FilterFault),
    changes: 25
  },
  xml: { read: bytes => xml.read(bytes, 'application/xml', shape, undefined as never), refuses: isFailure, changes: 12 },
  json: { read: bytes => { readJson(bytes.toString()).checked() }, refuses: isFailure, changes: 25 },
  image: { read: bytes => readState(bytes, contents.schema, 'The file'), refuses: isOf(BadInput), changes: 10 },
  demo: { read: bytes => readWalk('mine', bytes.toString(), true), refuses: isOf(BadDemo), changes: 15 },
  har: { read: bytes => readHar(bytes, 'mine.har'), refuses: isOf(BadInput), changes: 30 },
  contract: { read: bytes => preparedOf(bytes, services, 'mine'), refuses: isOf(BadInput), changes: isThorough ? 10 : 2 }
}

function attempt (read: () => unknown, refusal: new (...given: any[]) => Error): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof refusal)) throw error
  }
}

const corpus = new URL('corpus/', import.meta.url)

export const entriesOf = (kind: string): Array<[name: string, bytes: Buffer]> => readdirSync(new URL(`${kind}/`, corpus)).sort()
  .map(name => [name, readFileSync(new URL(`${kind}/${name}`, corpus))])

const pieces = ['__proto__', 'constructor', '"', "'", '<', '>', '&', '{', '}', '[', ']', '(', ')', '\\', '\0', '\n', '%', '\ufeff',
  '\ud83d', '&a;', '<!DOCTYPE a [<!ENTITY a "b">]>', 'null', '-1', '1e999', '$ref', '../', '*a', '```', ' ', '=', ',', ':', '.', '\u202e',
  '9'.repeat(400)]

/** One change of a text: part of it gone, twice, many times, somewhere else, or something put in, byte by byte. */
export const change = fc.record({
  at: fc.nat(),
  length: fc.nat({ max: 60 }),
  how: fc.constantFrom('cut', 'end', 'twice', 'many', 'put', 'flip', 'move'),
  piece: fc.constantFrom(...pieces),
  times: fc.integer({ min: 2, max: 2000 })
})

type Change = typeof change extends fc.Arbitrary<infer It> ? It : never

export function changed (bytes: Buffer, { at, length, how, piece, times }: Change): Buffer {
  const from = bytes.length === 0 ? 0 : at % bytes.length
  const [before, part, after] = [bytes.subarray(0, from), bytes.subarray(from, from + length), bytes.subarray(from + length)]
  const rest = bytes.subarray(from)
  switch (how) {
    case 'cut': return Buffer.concat([before, after])
    case 'end': return before
    case 'twice': return Buffer.concat([before, part, rest])
    case 'many': return Buffer.concat([before, ...Array.from({ length: times }, () => part), rest])
    case 'put': return Buffer.concat([before, Buffer.from(piece), rest])
    case 'flip': return Buffer.concat([before, part.map(byte => byte ^ (1 << (times % 8))), after])
    default: return Buffer.concat([after, part, before])
  }
}

/** So long, in milliseconds of the processor, nothing of this size may take; what ran away took minutes. */
const patience = 2000

async function isRead ({ read, refuses }: Parser, bytes: Buffer, name: string): Promise<void> {
  const before = process.cpuUsage()
  try {
    await read(bytes, name)
  } catch (error) {
    assert.ok(refuses(error), `${String((error as Error).stack)}`)
    assert.ok((error as Error).message.length < 3000, 'it is said in few words')
  }
  const { user, system } = process.cpuUsage(before)
  assert.ok(user + system < patience * 1000, `it took ${Math.round((user + system) / 1000)} ms`)
}

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype]
const namesOf = (): string[][] => prototypes.map(it => Reflect.ownKeys(it).map(String))

/** Reads each entry of a corpus and what comes of changing it; nothing of it is to be found on every object afterwards. */
export async function readAll (t: Test, kind: string, parser: Parser): Promise<void> {
  const before = namesOf()
  const entries = entriesOf(kind)
  t.ok(entries.length >= 8, `the corpus of ${kind} is there`)
  for (const [name, bytes] of entries) {
    await isRead(parser, bytes, name).catch(error => t.fail(`${kind}/${name}: ${error.message}`))
    const found = await fc.check(fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async changes => {
      await isRead(parser, changes.reduce(changed, bytes).subarray(0, 300_000), name)
    }), { numRuns: runs(parser.changes) })
    if (!found.failed) continue
    const shown = found.counterexample![0].reduce(changed, bytes).toString().slice(0, 2000)
    t.fail(`${kind}/${name}, changed`, { problem: String(found.errorInstance), shown, 'to have it again': found.seed })
  }
  t.same(namesOf(), before)
  t.equal(({} as { polluted?: unknown }).polluted, undefined)
}

for (const [kind, parser] of Object.entries(parsers)) {
  t.test(`What is read as ${kind} comes to something, or to the refusal of its reader`, async t => { await readAll(t, kind, parser) })
}

/** What no keyword of a document means. */
const oddValues: readonly unknown[] = [
  null, true, 5, -1.5, '', 'x', '(', '__proto__', [], {}, [null], [5], [[]], { toString: 1 }, { length: 5 }, { $ref: 5 }
]

function * placesIn (value: unknown): Generator<(put: unknown) => void> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    yield put => { (value as Record<string, unknown>)[name] = put }
    yield * placesIn(inner)
    ;(value as Record<string, unknown>)[name] = inner
  }
}

t.test('A contract with something odd in the place of anything comes to something, or is refused', async t => {
  // Bytes that are changed by chance seldom remain JSON, and others than this one describe no service, so that little is made of them.
  const bytes = entriesOf('contract').find(([name]) => name === 'every-keyword.json')![1]
  t.equal((await preparedOf(bytes, services, 'mine')).adopted.service, 'tec-work-based')
  const document = JSON.parse(bytes.toString()) as unknown
  for (const put of placesIn(document)) {
    for (const odd of oddValues) {
      put(odd)
      const text = JSON.stringify(document)
      await isRead(parsers.contract!, Buffer.from(text), 'odd').catch(error => t.fail(`${error.message}: ${text}`))
    }
  }
})

t.test('A state that was exported comes back, and with any byte of it changed is refused', async t => {
  const sandbox = openUnserved({ fixture: 'demo' })
  const whole = await sandbox.exportState()
  t.ok(readState(whole, contents.schema, 'It').image.length > 0)
  await fc.assert(fc.asyncProperty(change, async it => {
    const bytes = changed(whole, it)
    if (bytes.equals(whole)) return
    await isRead(parsers.image!, bytes, 'whole')
    assert.throws(() => readState(bytes, contents.schema, 'It'), BadInput)
  }), { numRuns: runs(10) })
  // With a digest that is right, what is in it is looked at.
  const { about, image } = readState(whole, contents.schema, 'It')
  const { writeState } = await import('../../src/sandbox/states.ts')
  await fc.assert(fc.asyncProperty(change, async it => {
    await isRead(parsers.image!, writeState({ about, image: changed(image, it) }), 'signed')
  }), { numRuns: runs(8) })
  sandbox.close()
})

t.test('What is read as a fixture comes to a sandbox, or is refused', async t => {
  const folder = t.testdir({ one: {} })
  const fixture = join(folder, 'one')
  await readAll(t, 'fixture', {
    read (bytes, name) {
      rmSync(fixture, { recursive: true, force: true })
      mkdirSync(fixture)
      const file = `${name.split('.')[0]}.json`
      writeFileSync(join(fixture, 'fixture.json'), '{"about": "Of one test", "extends": "empty"}')
      writeFileSync(join(fixture, file), bytes)
      openUnserved({ fixture }).close()
    },
    refuses: isOf(BadInput),
    changes: isThorough ? 5 : 1
  })
})

/** What can stand in a header. */
export const header = (bytes: Buffer): string => bytes.toString('latin1').replace(/[^\x20-\x7e\x80-\xff]/g, '').slice(0, 12_000)

t.test('Whatever is asked in a query is answered, and never as a fault of the server', async t => {
  const client = await open(t, { fixture: 'demo' })
  const paths = ['/work-submission-api/v1.0/learners/DEMO-L01', '/accessplan/api/v2/Category', '/accessplan/api/v1/users', '/__admin/rules']
  await readAll(t, 'query', {
    async read (bytes) {
      const query = header(bytes).replace(/[\s#]/g, '')
      const headers = { authorization: 'Bearer demo-api-key', __proto__2: 'x', constructor: 'x', ['__proto__' as string]: 'x' }
      for (const path of paths) {
        const { status } = await client.send({ method: 'GET', url: `${path}?${query}`, headers })
        assert.ok(status >= 200 && status < 500, `${path}?${query} is answered ${status}`)
      }
    },
    refuses: () => false,
    changes: isThorough ? 4 : 1
  })
})

t.test('Of a document with entities nothing is expanded and nothing is fetched: it is refused for having a type', t => {
  const entries = entriesOf('xml').filter(([, bytes]) => /^\s*(?:<\?[^>]*>)?<!DOCTYPE/i.test(bytes.toString()))
  t.ok(entries.length >= 6)
  for (const [name, bytes] of entries) {
    t.throws(() => xml.read(bytes, 'application/xml', shape, undefined as never), { kind: 'unreadable', message: /document type|not XML/ }, name)
  }
  const plain = Buffer.from('<User><Forenames>&amp;lt;&#65;</Forenames></User>')
  const { Forenames } = xml.read(plain, 'application/xml', shape, undefined as never) as any
  t.equal(Forenames, '&lt;A', 'what is written for a sign is read once')
  t.end()
})
