import { readdirSync, readFileSync } from 'node:fs'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { cruise, type ICruiseOptions, type IReporterOutput, type ICruiseResult } from 'dependency-cruiser'
import { validate as checkDockerfile } from 'dockerfile-utils'
import t, { type Test } from 'tap'
// @ts-expect-error A settings file, in JavaScript.
import houseOrder from '../.dependency-cruiser.cjs'
import { buildApp } from '../src/app.ts'
import { options, readConfig, variableOf } from '../src/config.ts'
import { findFixture } from '../src/sandbox/fixtures.ts'
import { openSandbox } from '../src/sandbox/sandbox.ts'
import { rulesAsMarkdown } from '../src/pages/rules.ts'
import { contents, services } from '../src/services.ts'
import { open } from './server.ts'

const file = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

t.test('Imports run downwards', async t => {
  t.same(await violations(['src']), [])
})

t.test('and where they do not, it is seen', async t => {
  const folder = 'test/fixtures/wrong-way'
  t.same((await violations([folder], folder)).sort(), [
    'core-knows-nobody', 'platform-knows-no-version', 'platform-knows-no-wire', 'rules-see-plain-facts', 'services-know-no-host', 'services-know-no-host',
    'versions-know-no-other'
  ])
})

/** The names of the house's rules that the imports of some folders break; `root` stands for the folder above `src`. */
async function violations (folders: string[], root?: string): Promise<string[]> {
  const inRoot = JSON.parse(JSON.stringify(houseOrder).replaceAll('^src/', root === undefined ? '^src/' : `^${root}/src/`))
  const options: ICruiseOptions = { ...inRoot.options, ruleSet: { forbidden: inRoot.forbidden }, validate: true }
  const { output }: IReporterOutput = await cruise(folders, options)
  return (output as ICruiseResult).summary.violations.map(it => it.rule.name)
}

const committed = readdirSync(new URL('../openapi', import.meta.url))

t.test('The OpenAPI documents are what the code generates', async t => {
  const sandbox = openSandbox({ fixture: findFixture('empty') }, contents)
  const { app, catalogue } = await buildApp({ sandbox, config: readConfig({ 'log-level': 'silent' }) })
  t.teardown(async () => {
    await app.close()
    sandbox.close()
  })
  t.same(committed.sort(), services.map(({ name }) => `${name}.json`).sort())
  for (const { name } of services) {
    t.equal(file(`openapi/${name}.json`), `${JSON.stringify(catalogue.document(name), null, 2)}\n`, `run "npm run openapi" if ${name} has changed`)
  }
})

t.test('The page of rules is what the code generates', async t => {
  const client = await open(t)
  t.equal(file('docs/rules.md'), rulesAsMarkdown((await client.admin('GET', '/rules')).body), 'run "npm run openapi" if a rule has changed')
})

t.test('The rules that the documentation states are on that page, by the page that states them', async t => {
  const entries = file('docs/rules.md').split('\n- ')
  const stated: Record<string, string[]> = {
    'record-a-visit-against-a-training-plan': ['visit.date-on-or-after-plan-signed', 'visit.date-by-today', 'visit.date-on-or-before-plan-end', 'visit.one-per-learner-and-day', 'visit.local-id-unused'],
    'update-training-plan': ['plan.signed-on-or-after-agreement-signed', 'plan.programmes-active-on-signed-date', 'plan.unique-by-learner-and-signed-date', 'agreement.exists', 'plan.agreement-pending-hold-or-grace', 'plan.enrolments-are-apprenticeships', 'learner.local-id-constant'],
    'place-training-agreement-in-grace': ['agreement.pause-by-today', 'agreement.pause-after-signed', 'agreement.pause-within-three-months', 'agreement.grace-reason-code']
  }
  for (const [slug, ids] of Object.entries(stated)) {
    for (const id of ids) t.ok(entries.some(entry => entry.includes(`\`${id}\``) && entry.includes(`documented: [${slug}]`)), id)
  }
})

const lint = async (source: string) => {
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source, absoluteRef: '/document.json', config })
  return problems.filter(({ severity, message }) => severity === 'error' && !asTheApiHasIt.test(message))
}

// The real APIs tell these apart by their methods, and call the parameters by what they are.
const asTheApiHasIt = /`\/v1\.0\/token\/\{returnId\}` and `\/v1\.0\/token\/\{submissionToken\}`|`\/apibasket\/v2\/basket\/\{userID\}\/\{itemID\}\/\{idType\}` and /

t.test('A linter finds no error in them, though it finds those that are there', async t => {
  for (const name of committed) t.same((await lint(file(`openapi/${name}`))).map(problem => problem.message), [], name)
  const broken = file('openapi/tec-work-based.json').replace('"operationId": "CreateLearner"', '"operationId": "UpdateLearner"')
  t.ok((await lint(broken)).length > 0)
})

for (const name of ['tec-work-based', 'tec-provider-based', 'accessplanit-v1', 'accessplanit-v2']) {
  t.test(`Every operation, rule and member of ${name} has its basis`, async t => everythingHasItsBasis(t, JSON.parse(file(`openapi/${name}.json`))))
}

function everythingHasItsBasis (t: Test, document: any): void {
  const isBasis = (basis: any) => /^https:/.test(basis?.documented ?? '') || /\w/.test(basis?.inferred ?? '')
  for (const [path, methods] of Object.entries<any>(document.paths)) {
    for (const [method, operation] of Object.entries<any>(methods)) {
      t.ok(isBasis(operation['x-basis']), `${method} ${path}`)
      t.ok(operation['x-rules'].every((rule: any) => isBasis(rule['x-basis'])), `rules of ${method} ${path}`)
      t.ok(operation.description.length > 20)
      for (const parameter of operation.parameters ?? []) t.ok(isBasis(parameter.schema['x-basis']), `${parameter.name} of ${method} ${path}`)
    }
  }
  for (const [name, schema] of Object.entries<any>(document.components.schemas)) {
    for (const [member, property] of Object.entries<any>(schema.properties ?? {})) {
      t.ok(isBasis(property['x-basis']) || property.$ref !== undefined, `${name}.${member}`)
    }
  }
}

t.test('They are served, and shown on a page whose parts all load', async t => {
  const client = await open(t)
  for (const name of committed) t.match((await client.inject({ method: 'GET', url: `/openapi/${name}` })).body, { openapi: '3.0.3' })
  const page = await client.inject({ method: 'GET', url: '/docs' })
  t.equal(page.status, 200)
  const parts = [...page.text.matchAll(/(?:src|href)="\.?\/?([^"]+)"/g)].map(([, path]) => `/${path!.replace(/^(?:docs\/)?/, 'docs/')}`)
  t.ok(parts.length >= 4)
  for (const url of parts) t.equal((await client.inject({ method: 'GET', url })).status, 200, url)
  t.match((await client.inject({ method: 'GET', url: '/docs/static/swagger-initializer.js' })).text, '/openapi/tec-work-based.json')
})

t.test('The Dockerfile has no fault, and its last stage is the lean one', async t => {
  const dockerfile = file('Dockerfile')
  t.same(checkDockerfile(dockerfile).map(problem => problem.message), [])
  t.ok(checkDockerfile('FROM node\nRUNN npm ci\n').length > 0, 'a fault would be seen')
  const last = dockerfile.slice(dockerfile.lastIndexOf('FROM'))
  t.match(last, /^USER (?!root)/m)
  t.match(last, /^HEALTHCHECK .*\n? *CMD \["node", "dist\/cli\.js", "health"\]/m)
  t.notMatch(last, /apt-get|g\+\+|npm ci/)
})

t.test('Each dependency has its line, and each line its dependency', async t => {
  const { dependencies, devDependencies } = JSON.parse(file('package.json'))
  const listed = [...file('docs/dependencies.md').matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name)
  t.same(listed.sort(), Object.keys({ ...dependencies, ...devDependencies }).sort())
})

t.test('The README\'s table of options is that of the program', async t => {
  const rows = [...file('README.md').matchAll(/^\| `--([\w-]+)` \| `(\w+)` /gm)].map(([, flag, variable]) => [flag, variable])
  t.same(rows, Object.values(options).map(({ flag }) => [flag, variableOf(flag)]))
})
