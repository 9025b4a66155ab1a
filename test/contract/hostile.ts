import t from 'tap'
import { isThorough } from '../effort.ts'
import { demand, open } from '../harness.ts'
import { anotherContract } from './another-contract.ts'
import { readHar } from '../../src/contract/check/har.ts'
import { matchContract } from '../../src/contract/match.ts'
import { readOverlay } from '../../src/contract/overlay.ts'
import { readOfficial } from '../../src/contract/read.ts'
import { services } from '../../src/services.ts'

const operation = (schema: unknown = { type: 'string' }) =>
  ({ get: { summary: 'Get a thing', responses: { 200: { description: 'it', content: { 'application/json': { schema } } } } } })

const document = (more: Record<string, unknown>) =>
  JSON.stringify({ openapi: '3.0.3', info: { title: 'Things', version: '1' }, paths: { '/things': operation() }, ...more })

const withSchemas = (schemas: Record<string, unknown>) =>
  document({ paths: { '/things': operation({ $ref: '#/components/schemas/A' }) }, components: { schemas } })

const refers = (to: string) => ({ $ref: `#/components/schemas/${to}` })

/** Ten members that are each of the next shape, ten times over. */
const growing = Object.fromEntries(Array.from({ length: 10 }, (_, level) => [String.fromCharCode(65 + level), {
  type: 'object',
  properties: Object.fromEntries(Array.from({ length: 10 }, (_, index) =>
    [`m${index}`, level === 9 ? { type: 'string' } : refers(String.fromCharCode(66 + level))]))
}]))

/** An object of so many texts. */
const flat = (count: number) => ({
  type: 'object', properties: Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { type: 'string' }]))
})

const aliases = ['a: &a [x, x, x, x, x, x, x, x, x, x]', ...'bcdefghi'.split('').map((it, index) => {
  const before = String.fromCharCode(97 + index)
  return `${it}: &${it} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`
})].join('\n')

const hostile: Record<string, [text: string, complaint: RegExp]> = {
  'no document': ['', /is not an OpenAPI document of version 3.0 or 3.1/],
  'a text': ['Not found', /is not an OpenAPI document/],
  'neither JSON nor YAML': ['{ "openapi": "3.0.3", ]', /is neither JSON nor YAML/],
  'of version 2': ['{"swagger":"2.0"}', /is not an OpenAPI document of version 3.0 or 3.1/],
  'no operations': [document({ paths: {} }), /has no operations/],
  'a reference that leads to itself': [withSchemas({ A: refers('B'), B: refers('A') }), /refer|resolved/],
  'a reference that leads nowhere': [withSchemas({ B: {} }), /refer|resolved/],
  'an external file': [withSchemas({ A: { $ref: '/etc/passwd#/a' } }), /refers to "\/etc\/passwd#\/a", which is outside of it/],
  'an external address': [withSchemas({ A: { $ref: 'http://localhost:1/a.yaml' } }), /which is outside of it/],
  'an external example': [document({ components: { examples: { a: { externalValue: 'file:///etc/passwd' } } } }), /which is outside of it/],
  '5 MB': [document({ 'x-text': 'x'.repeat(5_000_000) }), /has more than 4 MiB/],
  'a hundred thousand choices':
    [withSchemas({ A: { enum: Array.from({ length: 100_000 }, (_, index) => index) } }), /an enumeration of 100000 values/],
  'a member __proto__': [withSchemas({ A: { type: 'object', properties: JSON.parse('{"__proto__":{"type":"string"}}') as object } }), /__proto__/],
  '__proto__ in YAML': ['openapi: 3.0.3\n__proto__: { paths: {} }', /__proto__/],
  'paths that collide': [document({ paths: { '/things/{a}': operation(), '/things/{b}': operation() } }),
    /two operations for the same requests: GET \/things\/\{a\} and GET \/things\/\{b\}/],
  'a path that refers to itself': [document({ paths: { '/things': { $ref: '#/paths/~1things' } } }), /a reference that leads to itself/],
  'parameters that refer to each other': [document({
    paths: { '/things': { get: { parameters: [{ $ref: '#/components/parameters/A' }], responses: {} } } },
    components: { parameters: { A: { $ref: '#/components/parameters/B' }, B: { $ref: '#/components/parameters/A' } } }
  }), /a reference that leads to itself/],
  'ten thousand operations': [document({
    paths: Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`/things${index}`, operation()]))
  }), /has 10000 operations; the maximum is 2000/],
  'a path without a slash': [document({ paths: { things: operation() } }), /does not start with a slash/],
  'shapes that grow past any': [withSchemas(growing), /a shape of more than 2000 members/],
  'one object of 2,001 members': [withSchemas({ A: flat(2001) }), /a shape of more than 2000 members/],
  'YAML that grows past any': [`openapi: 3.0.3\n${aliases}`, /more than 1000000 values|neither JSON nor YAML/],
  ...Object.fromEntries([
    [{ enum: 'x' }, 'enum, which must be a list'], [{ required: 5 }, 'required, which must be a list of texts'],
    [{ type: 5 }, 'type, which must be a text or a list of texts'], [{ type: { toString: 1 } }, 'type, which must be a text'],
    [{ pattern: [] }, 'pattern, which must be a text'], [{ minimum: 'a' }, 'minimum, which must be a number']
  ].map(([schema, said]) => [`a shape ${JSON.stringify(schema)}`,
    [withSchemas({ A: schema }), new RegExp(` has .+ at #/components/schemas/A/${String(said)}`)]] as const)),
  'a title that is no text': [document({ info: { title: { toString: 1 } } }), /has \{"toString":1\} at #\/info\/title, which must be a text/],
  'a version that is no text': [document({ openapi: { toString: 1 } }), /is not an OpenAPI document of version 3.0 or 3.1/],
  'a thousand levels': [withSchemas({ A: JSON.parse(`${'{"items":'.repeat(1000)}{}${'}'.repeat(1000)}`) as object }), /deeper than 200 levels/]
}

t.test('What is hostile is refused where it is to be adopted, too, and changes nothing of what is in force', async t => {
  const { admin, inject } = await open(t, { fixture: 'demo' })
  demand(await admin('PUT', '/contract', anotherContract({})))
  const before = (await admin('GET', '/contract')).text
  // The large ones take their time where much else goes on.
  const sent = Object.entries(hostile).filter(([, [text]]) => text !== '' && (isThorough || text.length < 100_000))
  for (const [what, [text, complaint]] of sent) {
    const began = process.hrtime.bigint()
    const type = text.startsWith('{') ? 'json' : 'yaml'
    const { status, body } = await inject({
      method: 'PUT', url: '/__admin/contract', payload: text, headers: { 'content-type': `application/${type}` }
    })
    t.equal(status, 400, what)
    t.match(body.detail, complaint, what)
    t.notMatch(body.detail, '\n', what)
    t.ok(process.hrtime.bigint() - began < 5_000_000_000n, `${what}: within five seconds`)
  }
  t.equal((await admin('GET', '/contract')).text, before)
})

for (const [what, [text, complaint]] of Object.entries(hostile)) {
  t.test(`Refused in one line: ${what}`, async t => {
    const before = process.hrtime.bigint()
    const error = await readOfficial(text, 'it.json').then(() => undefined, (error: Error) => error)
    t.match(error?.constructor.name, 'BadInput')
    t.match(error?.message, complaint)
    t.match(error?.message, /^The contract "it.json" .+\.$/)
    t.notMatch(error?.message, '\n')
    t.ok((error?.message.length ?? 0) < 500)
    t.ok(process.hrtime.bigint() - before < 5_000_000_000n, 'within five seconds')
    t.equal(({} as Record<string, unknown>).paths, undefined)
  })
}

t.test('A document or a recording that is not UTF-8 is told of in one line', async t => {
  const bytes = Buffer.from(document({ 'x-of': 'M\u00e4ra' }), 'latin1')
  await t.rejects(readOfficial(bytes, 'it.json'), { message: /^The contract "it.json" is not UTF-8 at byte \d+; save it as UTF-8\.$/ })
  const latin = Buffer.from('{"a": "\u00e9"}', 'latin1')
  t.throws(() => readHar(latin, 'it.har'), { message: 'The recording "it.har" is not UTF-8 at byte 7; save it as UTF-8.' })
})

t.test('A document of no service that we know is told of in one line', async t => {
  const paths = { '/pets': operation(), '/pets/{id}': operation(), '/store': operation() }
  const petstore = await readOfficial(document({ paths }), 'pets')
  t.throws(() => matchContract(petstore, services),
    { message: /"Things 1" describes none of the emulated APIs.*esl, tec-work-based/ })
})

t.test('An overlay that cannot be read is told of in one line', async t => {
  for (const [text, complaint] of Object.entries({ '{': /not JSON/, '[]': /no "matches"/, '{"matches":{"A":1}}': /a value for "A" that is neither/ })) {
    t.throws(() => readOverlay(text, 'o.json'), { message: complaint })
  }
})
