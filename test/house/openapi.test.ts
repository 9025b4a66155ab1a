import { readdirSync, readFileSync } from 'node:fs'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import t, { type Test } from 'tap'
import { services } from '../../src/services.ts'
import { documented, open } from '../harness.ts'
import './clicks.ts'

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

t.test('Every example of a request and of an answer has the form that its schema asks for', async t => {
  const rules = {
    'no-invalid-media-type-examples': 'error', 'no-invalid-parameter-examples': 'error', 'no-invalid-schema-examples': 'error'
  } as const
  const config = await createConfig({ rules })
  // The others do not say yet which members may be null, nor that their moments have no offset.
  for (const name of committed.filter(it => !it.startsWith('accessplanit'))) {
    const problems = await lintFromString({ source: file(`openapi/${name}`), absoluteRef: '/document.json', config })
    t.same(problems.map(({ message, location }) => `${location[0]!.pointer}: ${message}`), [], name)
  }
})

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
