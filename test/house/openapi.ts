import { readdirSync, readFileSync } from 'node:fs'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import t, { type Test } from 'tap'
import { services } from '../../src/services.ts'
import { finish } from '../../src/core/in-turns.ts'
import { namingSchemas } from '../../src/http/openapi-names.ts'
import { documented, open } from '../harness.ts'
import { undocumented } from '../undocumented.ts'
import './clicks.ts'
import './media-types.ts'
import './trouble.ts'

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

const committed = readdirSync(new URL('../../openapi', import.meta.url))

t.test('The OpenAPI documents are what the code generates', async t => {
  const client = await open(t, { fixture: 'demo' })
  t.same(committed.sort(), documented().map(({ name }) => `${name}.json`).sort())
  for (const { name } of documented()) {
    const { body } = await client.inject({ method: 'GET', url: `/openapi/${name}.json`, headers: { host: 'localhost:4010' } })
    t.equal(file(`openapi/${name}.json`), `${JSON.stringify(body, null, 2)}\n`, `run "npm run openapi" if ${name} has changed`)
  }
})

const lint = async (source: string) => {
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source, absoluteRef: '/document.json', config })
  return problems.filter(({ severity }) => severity === 'error')
}

t.test('A linter finds no error in them, though it finds those that are there', async t => {
  for (const name of committed) t.same((await lint(file(`openapi/${name}`))).map(problem => problem.message), [], name)
  const broken = file('openapi/tec-work-based.json').replace('"operationId": "CreateLearner"', '"operationId": "UpdateLearner"')
  t.ok((await lint(broken)).length > 0)
})

/** A linter holds that an object has no members but those that are named, unless it is told. */
const openAgain = (source: string): string => JSON.stringify(JSON.parse(source, (_name, node) =>
  node?.['x-additional-names'] ? { ...node, additionalProperties: true } : node))

t.test('Every example of a request and of an answer has the form that its schema asks for', async t => {
  const rules = {
    'no-invalid-media-type-examples': 'error', 'no-invalid-parameter-examples': 'error', 'no-invalid-schema-examples': 'error'
  } as const
  const config = await createConfig({ rules })
  for (const name of committed) {
    const problems = await lintFromString({ source: openAgain(file(`openapi/${name}`)), absoluteRef: '/document.json', config })
    const found = problems.map(({ message, location }) => `${location[0]!.pointer}: ${message}`)
    // An example in XML is a text, whatever it is a text of.
    t.same(found.filter(it => !/~1xml\/examples/.test(it)), [], name)
  }
})

t.test('A reply that is not as its document says is found out', t => {
  const url = '/accessplan/api/v2/Category/1'
  const category = { ID: '1', Label: 'Safety' }
  const reply = { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: { results: [category] }, text: '{…}' }
  t.same(undocumented({ url }, reply), [])
  const differences: Array<[Partial<typeof reply> | { headers: object }, RegExp]> = [
    [{ status: 418 }, /^GetCategoryRecord answers 418$/],
    [{ status: 401 }, /no header www-authenticate/],
    [{ headers: { 'content-type': 'text/html' } }, /a body of the type text\/html/],
    [{ headers: { ...reply.headers, 'x-powered-by': 'PHP' } }, /the header x-powered-by/],
    [{ text: '' }, /no body/],
    [{ body: { results: [{ ...category, ID: null }] } as never }, /\$\.results\[0\]\.ID is no string/],
    [{ body: { results: [{ ...category, Colour: 'red' }] } as never }, /Colour is not in the document/],
    [{ body: { results: {} } as never }, /\$\.results is no array/]
  ]
  for (const [other, difference] of differences) {
    t.match(undocumented({ url }, { ...reply, ...other } as typeof reply).join('; '), difference)
  }
  t.end()
})

t.test('No two schemas have one title', t => {
  const user = { type: 'object', title: 'User', properties: { Name: { type: 'string' } } }
  const naming = (paths: object) => finish(namingSchemas({ paths }))
  const { named: { paths }, schemas } = naming({ once: user, again: { ...user }, mayBeNull: { ...user, nullable: true } })
  const reference = { $ref: '#/components/schemas/User' }
  t.same(paths, { once: reference, again: reference, mayBeNull: { type: 'object', nullable: true, allOf: [reference] } })
  t.same(Object.keys(schemas), ['User'])
  t.throws(() => naming({ once: user, other: { ...user, required: ['Name'] } }), /title User/)
  t.end()
})

t.test('No two operations of all documents have one id, so that a program can be a client of several', t => {
  const ids = documented().flatMap(({ operations }) => operations.map(({ operationId }) => operationId))
  t.same(ids.filter((id, n) => ids.indexOf(id) < n), [])
  t.end()
})

/** The documents of a vendor, and what all their operations say. */
const documentsOf = (prefix: string): any[] =>
  committed.filter(name => name.startsWith(prefix)).map(name => JSON.parse(file(`openapi/${name}`)))
const operationsIn = (document: any): any[] => Object.values<any>(document.paths).flatMap(item => Object.values<any>(item))
const schemesIn = (documents: any[]): Set<string> => new Set(documents.flatMap(it => Object.keys(it.components.securitySchemes ?? {})))

t.test('A page that keeps a credential for one vendor does not offer it to another', t => {
  const schemes = ['tec-', 'accessplanit-', 'esl'].map(prefix => [...schemesIn(documentsOf(prefix))])
  t.same(schemes.map(({ length }) => length), [1, 1, 1])
  t.equal(new Set(schemes.flat()).size, 3)
  t.end()
})

t.test('What a typed client of accessplanit needs is said: a form for a token, the query of a list, moments as they are written', t => {
  const documents = documentsOf('accessplanit-v')
  const tokens = documents.flatMap(operationsIn).filter(({ operationId }) => /^Request\w*Token|^Login$/.test(operationId))
  t.ok(tokens.length > 2)
  for (const { operationId, requestBody, security } of tokens) {
    t.ok(requestBody.content['application/x-www-form-urlencoded'], operationId)
    // Who logs in does so through a program, which has a key.
    if (operationId !== 'Login') t.same(security, [], `${operationId} asks for no token`)
  }
  for (const document of documents) {
    const parameters = operationsIn(document).flatMap(({ parameters = [] }) => parameters)
    t.ok(parameters.filter(({ name }) => name === '$filter').length > 9, `$filter of ${document.info.title}`)
    for (const { name, schema } of parameters) if (/^\$(?:top|skip)$/.test(name)) t.equal(schema.type, 'integer', name)
    t.notMatch(JSON.stringify(document), /"format":"date-time"/, 'no offset is sent')
  }
  t.end()
})

t.test('What a request may leave out may be null, as .NET would send the zero of its type for it', t => {
  let found = 0
  for (const { components: { schemas }, ...document } of documentsOf('')) {
    const whole = ({ $ref, ...schema }: any): any => $ref === undefined ? schema : schemas[$ref.split('/').at(-1)]
    const hasAZero = (schema: any): boolean => /integer|number|boolean/.test(schema.type) || schema.format !== undefined || schema.enum !== undefined
    const walk = (schema: any, path: string): void => {
      const { required = [], properties = {}, items } = whole(schema)
      for (const [name, member] of Object.entries<any>(properties)) {
        const plain = whole(member.allOf?.[0] ?? member)
        if (!required.includes(name) && hasAZero(plain)) {
          found += 1
          t.ok(member.nullable ?? plain.nullable, `${path}.${name}`)
        }
        walk(plain, `${path}.${name}`)
      }
      if (items) walk(items, `${path}[]`)
    }
    for (const { operationId, requestBody } of operationsIn(document)) {
      const { schema } = requestBody?.content['application/json'] ?? {}
      if (schema) walk(schema, operationId)
    }
  }
  t.ok(found > 100, `${found} members`)
  t.end()
})

t.test('No answer is described by a word that a program put there', t => {
  for (const document of documentsOf('')) {
    for (const { operationId, responses } of operationsIn(document)) {
      for (const { description } of Object.values<any>(responses)) t.not(description, 'Default Response', operationId)
    }
  }
  t.end()
})

for (const name of committed) {
  t.test(`What ${name} says can be read by people and programs`, async t => readsWell(t, JSON.parse(file(`openapi/${name}`))))
}

/** Bounds that are those of a format alone, a moment that has no offset, and lists of anything. */
const isOfFormatAlone = (bound: unknown): boolean => typeof bound === 'number' && Math.abs(bound) > 1e9

/** What Windows, macOS and some languages take for one name. */
const alike = (names: readonly string[]): string[] =>
  names.filter((name, i) => names.slice(0, i).some(it => it.toLowerCase() === name.toLowerCase()))

/** A type that is a map in some languages and a class without members in others, though it has members. */
const isHollow = ({ properties, additionalProperties }: any): boolean =>
  Object.keys(properties ?? {}).length === 0 ? typeof additionalProperties !== 'object' : additionalProperties === true

/** Enumerations that are one, though they have several names. */
function namedTwice (schemas: Record<string, any>): string[] {
  const valuesOf = (name: string) => JSON.stringify(schemas[name].enum?.toSorted())
  const enumerations = Object.keys(schemas).filter(name => schemas[name].enum?.length > 1)
  return enumerations.filter((name, i) => enumerations.slice(0, i).some(it => valuesOf(it) === valuesOf(name)))
}

function readsWell (t: Test, document: any): void {
  t.match(document.servers[0].url, /^http:\/\/localhost:4010/)
  for (const [name, schema] of Object.entries<any>(document.components.schemas)) {
    t.ok(schema.description?.length > 8 && !/^(?:Done|Created|It is )/.test(schema.description), `${name}: ${schema.description}`)
    t.not(name, 'Error')
    if (schema.type === 'object') t.notOk(isHollow(schema), `${name} has members that nobody can fill`)
    if (schema.properties) t.same(alike(Object.keys(schema.properties)), [], `members of ${name}`)
    if (schema.enum) t.same(alike(schema['x-enum-varnames'] ?? schema.enum), [], `values of ${name}`)
  }
  t.same(alike(Object.keys(document.components.schemas)), [], 'names of types')
  t.same(namedTwice(document.components.schemas), [], 'enumerations of the same values, under two names')
  const walk = (node: any, path: string): void => {
    if (typeof node !== 'object' || node === null) return
    if (isOfFormatAlone(node.minimum) || isOfFormatAlone(node.maximum)) t.fail(`${path} has bounds of its format`)
    if (node.schema?.format === 'binary' && node.examples) t.fail(`${path} shows a file`)
    if (node.anyOf) t.fail(`${path} is of several types`)
    if (node.type === 'array' && Object.keys(node.items).length === 0) t.fail(`${path} is a list of anything`)
    if (node.enum?.length > 1 && !/^\/components\/schemas\/\w+$/.test(path)) t.fail(`${path} is an enumeration without a name`)
    // Generators derive a class from the other one, with a number for a name.
    if (node.type === 'object' && node.allOf) t.fail(`${path} is an object that is another`)
    if (node.properties && !/^\/components\/schemas\/\w+$/.test(path)) t.fail(`${path} is an object without a name`)
    for (const [name, member] of Object.entries(node)) if (!name.startsWith('x-') && !/^examples?$/.test(name)) walk(member, `${path}/${name}`)
  }
  walk(document, '')
}

for (const { name } of services) {
  t.test(`Every operation, rule and member of ${name} has its basis`, async t =>
    everythingHasItsBasis(t, JSON.parse(file(`openapi/${name}.json`))))
}

function everythingHasItsBasis (t: Test, document: any): void {
  const isBasis = (basis: any) => /^https:/.test(basis?.documented ?? '') || /\w/.test(basis?.inferred ?? '')
  for (const [path, methods] of Object.entries<any>(document.paths)) {
    for (const [method, operation] of Object.entries<any>(methods)) {
      t.ok(isBasis(operation['x-basis']), `${method} ${path}`)
      t.ok(operation['x-rules'].every((rule: any) => isBasis(rule['x-basis'])), `rules of ${method} ${path}`)
      t.ok(operation.description.length > 20)
      for (const parameter of operation.parameters ?? []) {
        t.ok(isBasis(parameter.schema['x-basis']), `${parameter.name} of ${method} ${path}`)
      }
    }
  }
  for (const [name, schema] of Object.entries<any>(document.components.schemas)) {
    for (const [member, property] of Object.entries<any>(schema.properties ?? {})) {
      t.ok(isBasis(property['x-basis']) || property.$ref !== undefined || property.allOf?.[0].$ref !== undefined, `${name}.${member}`)
    }
  }
}
