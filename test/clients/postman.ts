import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'
import t, { type Test } from 'tap'
import { clock, postmanOf, printPostman } from '../../src/cli/postman.ts'
import { readDemos } from '../../src/demos/folder.ts'
import { startSandbox } from '../../src/index.ts'
import { forPostman, type ForPostman } from '../../src/postman/collection.ts'
import { collectionSchema, type Item } from '../../src/postman/format.ts'
import { openPlace } from '../../src/postman/place.ts'
import { isThorough } from '../effort.ts'
import { documented } from '../harness.ts'
import { itemsOf, run } from './postman-runner.ts'

/** Collections for Postman: they have the form that it imports, and go through twice against a sandbox. */

/** A part of a service is quicker, and has every kind of folder. */
async function partOf (name: string, operations: readonly string[], demos: readonly string[]): Promise<ForPostman> {
  const service = documented().find(it => it.name === name)!
  return forPostman({ ...service, operations: service.operations.filter(it => operations.includes(it.operationId)) }, {
    services: documented(), demos: readDemos(undefined).demos.filter(({ id }) => demos.includes(id)), clock, open: openPlace
  })
}

const threeMonths = partOf('tec-work-based', ['CreateLearner', 'GetTrainingPlan'], ['three-months'])

const collections: Record<string, () => Promise<ForPostman>> = isThorough
  ? Object.fromEntries(documented().map(({ name }) => [name, () => postmanOf(name)]))
  : {
      'tec-work-based': () => threeMonths,
      'tec-provider-based': () => partOf('tec-provider-based', ['ListReturns', 'GetSignedSubmissionContents'], ['two-passes'])
    }

for (const [name, make] of Object.entries(collections)) {
  t.test(`The collection of ${name}`, async t => {
    const { collection, environment } = await make()
    hasForm(t, { collection, environment })
    const { url, close } = await startSandbox({ fixture: 'demo', port: 0 })
    t.teardown(close)
    for (const time of ['once', 'and again']) {
      const { requests, tests, failures } = await run(collection, environment, url)
      t.same(failures, [], time)
      t.ok(requests === itemsOf(collection).length && tests >= requests)
    }
  })
}

/** What Postman's schema of collections asks for, and what a person does. */
function hasForm (t: Test, { collection, environment }: ForPostman): void {
  t.match(collection.info, { name: /\w/, schema: collectionSchema, _postman_id: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/ })
  t.equal(environment._postman_variable_scope, 'environment')
  const items = itemsOf(collection)
  t.ok(items.length > 0)
  for (const item of items) hasFormOfRequest(t, item)
  for (const { name, item } of collection.item) {
    t.same(itemsOf({ item }).map(it => Number.parseInt(it.name)), itemsOf({ item }).map((_, n) => n + 1), `${name} is numbered`)
  }
  for (const { listen, script } of [...collection.event, ...items.flatMap(({ event }) => event)]) {
    t.match(listen, /^(?:prerequest|test)$/)
    t.doesNotThrow(() => new Script(script.exec.join('\n')))
  }
  const known = new Set(collection.variable.map(({ key }) => key))
  t.same(environment.values.filter(({ key }) => !known.has(key)), [], 'the collection has a value of its own for each variable')
  t.same([...JSON.stringify(items).matchAll(/\{\{(\w+)\}\}/g)].map(([, key]) => key!).filter(key => !known.has(key)), [])
  t.notMatch(JSON.stringify(items.map(({ request }) => request)), /demo-(?:token|secret|api-key)|localhost/, 'the environment says such things')
  t.ok(collection.variable.some(({ key, value }) => key === 'baseUrl' && value === 'http://localhost:4010'))
}

function hasFormOfRequest (t: Test, { name, request, response }: Item): void {
  const { method, url, auth } = request
  t.match(method, /^[A-Z]+$/)
  t.match(url.raw, /^\{\{baseUrl\}\}\//)
  t.equal(url.raw, `{{baseUrl}}/${url.path.join('/')}${url.query ? '?' : ''}${(url.query ?? []).map(pairOf).join('&')}`)
  if (auth.type !== 'noauth') t.ok(auth.type in auth)
  t.ok(response.length > 0, `${name} has an answer to look at`)
  for (const { code, status, originalRequest } of response) t.ok(code >= 200 && status !== '' && originalRequest.url.raw !== '')
}

const pairOf = ({ key, value }: { key: string, value: string | null }): string => value === null ? key : `${key}=${value}`

t.test('What was refused in a demo is saved as a refusal, held to its words, and so is a call without credentials', async t => {
  const { collection } = await threeMonths
  t.same(collection.item.map(({ name }) => name), ['The three months', 'Every operation'])
  t.same(collection.item[0]!.item.slice(0, 3).map(({ name }) => name), ['The day', 'An apprentice at work', 'One day too far'])
  const [demo, every] = collection.item.map(itemsOf)
  const refused = demo!.find(({ response }) => response[0]!.code === 400)!
  t.match(refused.response[0]!, { name: 'It is refused', status: 'Bad Request', body: /three months ago \(2025-12-02\)/ })
  t.match(refused.event[0]!.script.exec.join('\n'), /to\.have\.status\(400\)[^]*expect\(answer\.detail\)\.to\.eql\('pauseDate 2025-12-01 is before/)
  t.same(every!.map(({ response }) => response.map(({ code }) => code)), [[201, 401], [200, 401]])
})

t.test('The collection and its environment are written beside each other, and a service that there is not is told of', async t => {
  const folder = t.testdir()
  const out = join(folder, 'esl.postman_collection.json')
  const { log } = console
  console.log = () => {}
  await printPostman('esl', { out }).finally(() => { console.log = log })
  t.match(JSON.parse(readFileSync(out, 'utf8')), { info: { name: /^Education Sector Logon/ } })
  t.ok(existsSync(join(folder, 'esl.postman_environment.json')))
  t.throws(() => postmanOf('nzqa'), /no service "nzqa".*tec-work-based/)
})
