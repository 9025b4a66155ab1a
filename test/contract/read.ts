import t from 'tap'
import { readOfficial } from '../../src/contract/read.ts'

const operations = `
paths:
  /visits/{id}/:
    parameters:
      - $ref: '#/components/parameters/Id'
    post:
      operationId: record
      summary: Record a Visit
      requestBody: { $ref: '#/components/requestBodies/Visit' }
      responses:
        '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Visit' } } } }
`

const of30 = `openapi: 3.0.3
info: { title: Visits, version: 2026.1 }
servers: [{ url: 'https://{host}/api/v1/', variables: { host: { default: api.example.govt.nz } } }]
${operations}
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: string, maxLength: 20 } }
  requestBodies:
    Visit: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Visit' } } } }
  schemas:
    Base: { type: object, required: [key], properties: { key: { type: string } } }
    Day: { type: string, format: date }
    Visit:
      allOf:
        - $ref: '#/components/schemas/Base'
        - type: object
          required: [day]
          properties:
            day: { nullable: true, allOf: [{ $ref: '#/components/schemas/Day' }] }
            parent: { $ref: '#/components/schemas/Visit' }
`

const of31 = of30.replace('3.0.3', '3.1.0').replace("{ nullable: true, allOf: [{ $ref: '#/components/schemas/Day' }] }",
  "{ anyOf: [{ $ref: '#/components/schemas/Day' }, { type: 'null' }] }")

for (const [version, text] of Object.entries({ '3.0': of30, 3.1: of31 })) {
  t.test(`A document of ${version} is read without its references, with allOf merged and null as a type`, async t => {
    const { title, version, hash, basePath, operations: [operation] } = await readOfficial(text, 'visits.yaml')
    t.match({ title, version, hash, basePath }, { title: 'Visits', version: '2026.1', hash: /^[0-9a-f]{64}$/, basePath: '/api/v1' })
    t.match(operation, { operationId: 'record', summary: 'Record a Visit', method: 'POST', path: '/visits/{id}' })
    t.match(operation!.parameters, [{ name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 20 } }])
    const visit = operation!.body!.schema!
    t.same(visit.required, ['key', 'day'])
    t.match(visit.properties, { key: { type: 'string' }, day: { type: ['string', 'null'], format: 'date' } })
    t.same(visit.properties!.parent, { type: 'object' }, 'a shape that has itself in it is open there')
    t.same(operation!.replies['201'], { mediaTypes: ['application/json'], schema: visit })
  })
}

t.test('What is not there is read as nothing', async t => {
  const text = JSON.stringify({ openapi: '3.0.1', info: {}, paths: { '/a': { get: { responses: {} } } } })
  const { operations } = await readOfficial(text, 'a')
  t.match(operations, [{ method: 'GET', path: '/a', parameters: [], replies: {} }])
})

t.test('A large document in YAML says what a small one does, and what is wrong with it is told of in one line', async t => {
  const read = (text: string) => readOfficial(`# ${'x'.repeat(60_000)}\n${text}`, 'it.yaml')
  t.same((await read(of30)).operations, (await readOfficial(of30, 'it.yaml')).operations)
  const tenOf = (it: string, of: string) => `${it}: &${it} [${`${of}, `.repeat(10)}]`
  const growing = [tenOf('a', 'x'), ...[...'bcdefg'].map((it, n) => tenOf(it, `*${'abcdef'[n]!}`))]
  for (const [text, complaint] of [
    ['{ openapi: [', /^The contract "it\.yaml" is neither JSON nor YAML: [^\n]+\.$/],
    [growing.join('\n'), /^The contract "it\.yaml" cannot be read: it has more than 1000000 values, where it repeats what it refers to\.$/],
    ['', /is not an OpenAPI document/]
  ] as const) await t.rejects(read(text), { message: complaint })
})
