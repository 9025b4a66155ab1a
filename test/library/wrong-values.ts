import { readFileSync } from 'node:fs'
import t from 'tap'
import { connect, startSandbox, type ServiceName, type StartedSandbox } from '../../src/index.ts'
import { services } from '../../src/services.ts'

const path = '"/work-submission-api/v1.0/learners/L-1"'
const notJson = 'which JSON does not have. Use a text, a number, true, false, a list or an object.'
const loop: { within?: object } = {}
loop.within = loop

/** A call, what it is given, and what it says after its own name. */
const wrong: ReadonlyArray<[string, unknown[], string]> = [
  ['requests.verify', [{ match: { operation: 'RecordVisit', body: { visitLocalId: undefined } } }],
    'match.body.visitLocalId is undefined. Leave it out, or give a value, or {"exists": true}.'],
  ['requests.verify', [{ inOrder: [{ status: 400 }, { status: Symbol('4xx') }] }], `inOrder[1].status is Symbol(4xx), ${notJson}`],
  ['requests.count', [{ operation: undefined }], 'operation is undefined. Leave it out, or give a value.'],
  ['requests.count', [{ body: { visitLocalId: 1n } }], `body.visitLocalId is 1n, ${notJson}`],
  ['requests.count', [{ body: { age: NaN } }], `body.age is NaN, ${notJson}`],
  ['requests.count', [{ body: loop }], 'body.within contains itself. Give an object that does not.'],
  ['requests.find', [{ path: /visits/ }], `path is /visits/, ${notJson}`],
  ['requests.find', [{ body: { ids: new Set([1]) } }], `body.ids is Set(1) { 1 }, ${notJson}`],
  ['requests.explain', [], 'give an id, such as "last", but not undefined.'],
  ['requests.fork', [7], 'give an id, such as "last", but not 7.'],
  ['faults.add', [{ match: { operation: () => 1 }, effect: { status: 503 } }], `match.operation is [Function: operation], ${notJson}`],
  ['faults.add', [{ match: undefined, effect: { status: 503 } }], 'match is undefined. Leave it out, or give a value.'],
  ['faults.add', [], 'give an object, such as { match: { operation: "GetLearner" }, effect: { status: 503 } }.'],
  ['faults.remove', [''], 'give an id, such as "outage", but not the text "".'],
  ['sandboxes.create', [{ settings: { cors: undefined } }], 'settings.cors is undefined. Leave it out, or give a value.'],
  ['clock.advance', [], 'give an object, such as { by: "P14D" }.'],
  ['rules.setMode', ['visit.date-by-today'], 'give a mode as well: "enforce", "warn", "off" or "usual".'],
  ['importState', ['x'], 'give bytes, as exportState() answers them and readFile() reads them, but not the text "x".'],
  ['inject', [], `give a path, such as ${path}, or an object, such as { url: ${path} }, but not undefined.`],
  ['inject', [5], `give a path, such as ${path}, or an object, such as { url: ${path} }, but not 5.`],
  ['inject', [['/livez']], `give a path, such as ${path}, or an object, such as { url: ${path} }, but not [ '/livez' ].`],
  ['inject', [{}], `url must be a path, such as ${path}, but is undefined.`],
  ...[
    ['path', 'url'], ['uri', 'url'], ['json', 'payload'], ['data', 'payload'], ['payloads', 'payload'], ['header', 'headers'],
    ['Headers', 'headers'], ['params', 'query'], ['qs', 'query'], ['verb', 'method']
  ].flatMap(([name, meant]): Array<[string, unknown[], string]> => [{ url: '/livez' }, {}].map(beside =>
    ['inject', [{ ...beside, [name!]: {} }], `"${name}" is not known here. Did you mean "${meant}"?`])),
  ['inject', [{ url: '/livez', zzz: 1 }], '"zzz" is not known here. Use url, method, query, headers or payload.'],
  ['inject', [{ url: '/livez', headers: new Map([['EID', '9001']]) }],
    'headers must be an object, such as { EID: "9001" }, but is Map(1) { \'EID\' => \'9001\' }.'],
  ['inject', [{ url: '/livez', query: ['a'] }], 'query must be an object, such as { returnId: "1" }, or a text, but is [ \'a\' ].'],
  ['inject', ['livez'], `url must be a path that begins with "/", such as ${path}, but is the text "livez". Did you mean "/livez"?`],
  ['inject', ['http://localhost:1/livez'],
    `url must be a path that begins with "/", such as ${path}, but is the text "http://localhost:1/livez".`],
  ['inject', [{ url: '/livez', method: 'PSOT' }],
    'method must be one of HTTP, such as "POST", but is the text "PSOT". Did you mean "POST"?']
]

/** Every call that can be given something that it has no use for, and with what its refusal goes on. */
const unused: ReadonlyArray<readonly [calls: readonly string[], given: readonly unknown[], says: RegExp]> = [
  [['health', 'contract', 'clock.get', 'clock.calendar', 'exportState', 'faults.list', 'rules.list', 'readings.list', 'snapshots.list',
    'sandboxes.list', 'faults.clear', 'requests.clear'], [{ limit: 5 }, null, 5, 'x', ['f-1'], { match: { operation: 'GetLearner' } }], /^\w+(?:\.\w+)?\(\) takes nothing, but was given .*\. Leave it out\.$/],
  [['requests.list'], [{ limit: 5 }, null, '5', 0, 1.5, 1001], /^requests\.list\(\): give how many at most, a whole number from 1 to 1000, or nothing, but/],
  [['snapshot', 'snapshots.save'], [{ id: 'x' }, null, 5, ['x']], /^snapshots?(?:\.save)?\(\): give an id, such as "before", or nothing, but not/],
  [['coverage.get', 'coverage.html', 'coverage.junit', 'coverage.clear'], [{ sandboxes: 'all' }, null, 5, ['s1', 's2']],
    /^coverage\.\w+\(\): give ids with commas, such as "suite-7,suite-8", or "all", or nothing, but not /],
  [['reset', 'sandbox', 'sandboxes.create'], [null, '', 0, 'data', 5, []], /^[\w.]+\(\): give an object, or nothing, but not |must be an object, but is /],
  [['clock.set', 'clock.advance', 'faults.add', 'tokens.order', 'requests.find', 'requests.count', 'requests.verify', 'readings.choose'],
    [undefined, null, '', 'x', 5, []], /^[\w.]+\(\): give an object, such as \{ |must be an object, but is /],
  [['reset', 'clock.set', 'clock.advance', 'faults.add', 'tokens.order', 'requests.find', 'requests.verify', 'sandbox', 'sandboxes.create'],
    [{ colour: 'red' }], /\bcolour is not known here\./],
  [['snapshots.restore', 'snapshots.delete', 'faults.remove', 'requests.get', 'requests.explain', 'requests.fork', 'rules.setMode',
    'rules.examples', 'sandboxes.delete'], [undefined, null, 5, {}, ''], /^[\w.]+\(\): give (?:an id, such as|a mode as well)/],
  [['importState'], [undefined, null, {}], /^importState\(\): give bytes, as exportState\(\) answers them/]
]

/** Calls that are given the most of what they want, and not the whole of it, and what they say to give. */
const partly: ReadonlyArray<readonly [calls: readonly string[], given: unknown, give: string]> = [
  [['sandbox', 'sandboxes.create'], 'nope', '{ "id": "nope" }'],
  [['sandbox', 'sandboxes.create'], 'x y', '{ "id": "suite-7" }'],
  [['sandbox', 'sandboxes.create'], 'empty', '{ "fixture": "empty" }'],
  [['sandbox', 'sandboxes.create'], './mine', '{ "fixture": "./mine" }'],
  [['tokens.order'], '9001', '{ "eid": 9001 }'],
  [['tokens.order'], 9001, '{ "eid": 9001 }'],
  [['tokens.order'], 'demo', '{ "user": "demo" }'],
  [['requests.find', 'requests.count'], 'RecordVisit', '{ "operation": "RecordVisit" }'],
  [['requests.find', 'requests.count'], '/oauth2/*', '{ "path": "/oauth2/*" }'],
  [['requests.verify'], 'RecordVisit', '{ "match": { "operation": "RecordVisit" }, "atLeast": 1 }'],
  [['faults.add'], 500, '{ "effect": { "status": 500 } }'],
  [['faults.add'], 'EMPTY_RESPONSE', '{ "effect": { "wire": "EMPTY_RESPONSE" } }'],
  [['readings.choose'], 'unknown-id=404', '{ "unknown-id": "404" }'],
  [['readings.choose'], ['unknown-id=404', 'visit-id-scope=plan'], '{ "unknown-id": "404", "visit-id-scope": "plan" }'],
  [['clock.set'], '2026-03-02', '{ "mode": "frozen", "now": "2026-03-02" }'],
  [['clock.advance'], 'P1D', '{ "by": "P1D" }'],
  [['reset'], 'data', '{ "scope": [ "data" ] }']
]

const callOf = (sandbox: StartedSandbox, name: string): ((...given: unknown[]) => Promise<unknown>) =>
  name.split('.').reduce<any>((it, part) => it[part], sandbox)

t.test('What a call cannot send is refused by its name, where JSON would leave it out, and asks for nothing', async t => {
  const sandbox = await startSandbox({ fixture: 'demo' })
  t.teardown(() => sandbox.close())
  for (const [name, given, says] of wrong) {
    await t.rejects(callOf(sandbox, name)(...given), { message: `${name}(): ${says}` }, `${name} ${says}`)
  }
  t.same(await sandbox.faults.list(), [])
  t.same(await sandbox.requests.list(), [])
  await (await sandbox.sandbox({ ttlSeconds: undefined as never })).close()
  t.match(await sandbox.tokens.order({ eid: 9001, defect: undefined as never }), { token: /./ }, 'an option that is undefined is left out')
  t.equal(await sandbox.requests.count({ body: { on: new Date(0) } }), 0, 'a date has a text in JSON')
})

t.test('Whatever a call has no use for is refused, and neither passed over nor sent as something else', async t => {
  const sandbox = await startSandbox({ fixture: 'demo' })
  t.teardown(() => sandbox.close())
  for (const [calls, values, message] of unused) {
    for (const name of calls) {
      for (const value of values) await t.rejects(callOf(sandbox, name)(value), { message }, `${name} ${JSON.stringify(value)}`)
    }
  }
  // Hooks of test runners are called with a context.
  for (const context of [t, () => {}, { task: {}, skip () {} }]) {
    for (const name of ['faults.clear', 'requests.clear']) await t.resolves(callOf(sandbox, name)(context), name)
  }
  const tried = [...unused.flatMap(([calls]) => calls), 'inject', 'close']
  const all = Object.entries(sandbox).flatMap(([name, it]: [string, unknown]) => typeof it === 'function'
    ? [name]
    : Object.entries(Object(it) as object).flatMap(([below, call]) => typeof call === 'function' ? [`${name}.${below}`] : []))
  t.same(all.filter(name => !tried.includes(name)), [], 'every call')
})

t.test('A call that is given a part of what it wants is told how to write the whole', async t => {
  const sandbox = await startSandbox({ fixture: 'demo' })
  t.teardown(() => sandbox.close())
  for (const [calls, given, give] of partly) {
    for (const name of calls) {
      const { message } = await callOf(sandbox, name)(given).then(() => new Error('it was done'), (error: Error) => error)
      t.ok(/ must be an object, but is /.test(message) && message.endsWith(`. Give ${give}.`), `${name}: ${message}`)
    }
    const proposed = JSON.parse(give)
    if (!('fixture' in proposed && proposed.fixture.startsWith('.'))) await t.resolves(callOf(sandbox, calls[0]!)(proposed), give)
  }
})

t.test('inject() takes the whole address of its sandbox, and connect() says whose address one of an API is', async t => {
  const sandbox = await startSandbox({ fixture: 'demo' })
  t.teardown(() => sandbox.close())
  const learner = `${sandbox.urls['tec-work-based']}/learners/L-1`
  t.equal((await sandbox.inject(learner)).statusCode, 401)
  t.equal((await sandbox.inject({ url: learner, method: 'get', headers: { EID: undefined } })).statusCode, 401, 'a header that is left out')
  const server = new URL(sandbox.url).origin
  const says = (address: string, another: string) => ({
    name: 'SandboxError',
    status: 404,
    message: `${address} is not the address of a server or a sandbox: it lies below one, as that of an API does. ` +
      `Give the server's, ${server}, or a sandbox's, ${another}.`
  })
  const api = sandbox.urls['tec-work-based']
  await t.rejects(connect(api), says(api, sandbox.url))
  await t.rejects(connect(`${server}/submissions/v1.0`), says(`${server}/submissions/v1.0`, `${server}/sandboxes/{id}`))
})

t.test('What a server says in the words of the command line, startSandbox() says in those of its options', async t => {
  const first = await startSandbox({ fixture: 'empty', port: 0 })
  t.teardown(() => first.close())
  const port = Number(new URL(first.url).port)
  await t.rejects(startSandbox({ port }), {
    message: new RegExp(`^Port ${port} on \\S+ is in use already; choose another with port ` +
      `\\(port: ${port + 1}\\), or port: 0 for any free one$`)
  })
  await t.rejects(startSandbox({ contract: 'none.yaml' }), { message: /Name one that is there with contract\.$/ })
})

t.test('The types name the services that there are, and the guide each call', async t => {
  const named: Record<ServiceName, true> = {
    esl: true,
    'tec-work-based': true,
    'tec-provider-based': true,
    'accessplanit-v1': true,
    'accessplanit-v2': true,
    'accessplanit-legacy': true
  }
  t.same(Object.keys(named), services.map(({ name }) => name))
  const sandbox = await startSandbox({ fixture: 'empty' })
  t.teardown(() => sandbox.close())
  const table = readFileSync('docs/testing.md', 'utf8').split('| call | answers |')[1]!.split('\n\n')[0]!
  const calls = [...table.matchAll(/^\| (.*) \|.*\|$/gm)].map(([, calls]) => calls!).join()
  t.same([...calls.matchAll(/`([\w.]+)\(/g)].map(([, name]) => name!).sort(), callsOf(sandbox).sort())
})

/** `clock.get`, and all others. */
const callsOf = (it: object): string[] => Object.entries(it).flatMap(([name, member]) => {
  if (typeof member === 'function') return [name]
  const isPart = !Array.isArray(member) && Object.values(Object(member)).some(it => typeof it === 'function')
  return isPart ? callsOf(member).map(within => `${name}.${within}`) : []
})
