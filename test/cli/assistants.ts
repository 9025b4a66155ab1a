import { readFileSync } from 'node:fs'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js'
import t, { type Test } from 'tap'
import { placeAt } from '../../src/cli/mcp.ts'
import { callTool } from '../../src/mcp/call.ts'
import { notOffered } from '../../src/mcp/not-offered.ts'
import { toolName } from '../../src/mcp/operation-tool.ts'
import { toolsOf } from '../../src/mcp/tools.ts'
import { advisedRequests, textOfServer } from '../advised.ts'
import { isThorough } from '../effort.ts'
import { documented, frozen, listen, now } from '../harness.ts'
import { SandboxError } from '../../src/library/ask.ts'
import { cli, launch } from './program.ts'

const plan = '/work-submission-api/v1.0/training-plans/DEMO-TP04'
const asTeo = { Authorization: 'Bearer demo-token-9001', EID: '9001' }
const visit = (visitDate: string) => ({ method: 'POST', path: `${plan}/visits`, headers: asTeo, body: { visitLocalId: 'V-1', visitDate } })

/** An assistant that has started the program with some words, as its configuration has them; what it calls is noted. */
async function assistant (t: Test, ...words: string[]) {
  const client = new Client({ name: 'test', version: '1' })
  const transport = new StdioClientTransport({ command: process.execPath, args: [cli, 'mcp', ...words], env: { PATH: process.env.PATH! } })
  const faults: Error[] = []
  client.onerror = error => faults.push(error)
  await client.connect(transport)
  t.teardown(async () => {
    await client.close()
    if (faults.length > 0) throw new Error(`The standard output has more than the protocol: ${faults.join('; ')}`)
  })
  const called = new Set<string>()
  const call = async (name: string, given: object = {}): Promise<{ isError: boolean, text: string, value: any, beside?: string }> => {
    called.add(name)
    const { content, isError } = await client.callTool({ name, arguments: { ...given } }) as any
    let value: unknown
    try { value = JSON.parse(content[0].text) } catch {}
    return { isError, text: content[0].text, value, beside: content[1]?.text }
  }
  const does = async (name: string, given: object, value: object | string) =>
    t.match(await call(name, given), { isError: false, value }, name)
  const refuses = async (name: string, given: object, text: RegExp) => t.match(await call(name, given), { isError: true, text }, name)
  return { client, call, does, refuses, called, tools: (await client.listTools()).tools }
}

/** The same without a process of its own. */
function inProcess (t: Test, url: string) {
  const tools = toolsOf(documented().at(-1)!.operations, false)
  const call = async (name: string, given: object) => {
    const { text, isError } = await callTool(tools, name, { ...given }, placeAt(url, undefined), new AbortController().signal)
    return { isError, text, value: isError ? undefined : JSON.parse(text) }
  }
  return {
    does: async (name: string, given: object, value: object) => t.match(await call(name, given), { isError: false, value }, name),
    refuses: async (name: string, given: object, text: RegExp) => t.match(await call(name, given), { isError: true, text }, name)
  }
}

t.test('An assistant does with tools what the sandbox\'s own API does, within what the server lets it', async t => {
  const { url } = await listen(t, { fixture: 'demo', clock: frozen, 'admin-token': 'ours' })
  const token = ['--admin-token', 'ours']
  const free = await assistant(t, '--url', url, ...token)
  await free.does('create_sandbox', { id: 'mine', clock: { mode: 'frozen', now } }, { id: 'mine' })
  const kept = await assistant(t, '--url', `${url}/sandboxes/mine`, ...token)

  await t.test('each tool is an operation, with its words and its shapes', async t => {
    const advance = free.tools.find(({ name }) => name === 'advance_clock')!
    t.match(advance, { title: 'Advance the clock', description: /^Advance the clock\. ./, annotations: { readOnlyHint: false } })
    t.match(advance.inputSchema, {
      type: 'object', additionalProperties: false, properties: { by: { type: 'string' }, toEvent: {}, sandbox: { type: 'string' } }
    })
    t.notMatch(JSON.stringify(free.tools), /x-basis|\$ref|nullable/)
    t.match(JSON.stringify(free.tools.find(({ name }) => name === 'order_token')!.inputSchema), /"enum":\["expired",/)
    for (const { name, description, inputSchema } of free.tools) {
      t.match(name, /^[a-z]+(?:_[a-z]+)*$/)
      const members = Object.entries(inputSchema.properties as Record<string, { description: string }>)
      t.same(members.filter(([, { description }]) => !description), [], `${name}: each argument is described`)
      t.ok(description)
    }
  })

  await t.test('and does it', async t => {
    const { does, refuses, call, called } = free
    await does('list_apis', {}, { apis: [{ name: 'esl' }, { name: 'tec-work-based' }] })
    await does('get_contract', { search: 'record visit', limit: 1 }, { entries: [{ operationId: 'RecordVisit' }] })
    await does('get_contract_drift', {}, { contracts: [] })
    await does('send_request', visit('2026-03-02'), { status: 201, requestId: 'r-1', headers: {}, body: { visitLocalId: 'V-1' } })
    await does('save_snapshot', { id: 'before' }, { id: 'before' })
    const refused = await call('send_request', visit('2026-03-03'))
    t.match(refused, { isError: false, value: { status: 400, requestId: 'r-2', why: 'explain_request with the id r-2' } })
    t.notOk(refused.beside)
    const astray = await call('send_request', { method: 'GET', path: plan, headers: { ...asTeo, 'Sandbox-Id': 'none' } })
    t.match(astray, { value: { status: 404, body: { detail: /POST \/__admin\/sandboxes with/ } } }, 'a body stays as it came')
    t.equal(astray.beside, 'Of the requests that are named above, these are tools here: POST /__admin/sandboxes is create_sandbox.')
    const explained = await call('explain_request', { id: 'r-2' })
    t.match(explained.value.refusedBy, [{ rule: /^visit\./, wouldPass: String }, { rule: /^visit\./ }])
    await does('explain_request', { id: 'last' }, { id: 'r-2' })
    await does('explain_request', {}, { id: 'r-2' })
    await does('explain_request', { id: null, sandbox: null }, { id: 'r-2' })
    await does('list_requests', { limit: 1 }, { total: 2, requests: [{ id: 'r-2' }] })
    await does('get_request', { id: 'r-1' }, { status: 201, curl: /curl/ })
    await does('find_requests', { status: '4xx' }, { requests: [{ id: 'r-2' }] })
    await does('count_requests', { status: '4xx' }, { count: 1 })
    await does('verify_requests', { match: { rule: 'visit.*' }, exactly: 1 }, { verified: true, requests: ['r-2'] })
    await does('get_changes_since_snapshot', {}, { total: 0, changes: [] })
    await does('fork_request', { id: 'r-2', body: { id: 'forked' } }, { id: 'forked' })
    await does('send_request', { ...visit('2026-03-03'), sandbox: 'mine' }, { status: 400, requestId: 'r-1' })
    await does('fork_request', { id: 'r-1', sandbox: 'mine', body: { id: 'forked-of-mine' } }, { id: 'forked-of-mine' })
    await does('delete_sandbox', { id: 'forked-of-mine' }, 'done')
    await does('get_clock', {}, { today: '2026-03-02' })
    await does('advance_clock', { by: 'P14D' }, { today: '2026-03-16', fired: [{ event: 'grace runs out' }] })
    await does('set_clock', { mode: 'frozen', now: '2026-03-20T09:00', sandbox: 'mine' }, { today: '2026-03-20' })
    await does('get_clock', { sandbox: 'mine' }, { today: '2026-03-20' })
    await does('get_calendar', { limit: 2 }, {})
    await does('list_sandboxes', {}, { total: 3 })
    await does('get_sandbox', { id: 'forked' }, { id: 'forked' })
    await does('delete_sandbox', { id: 'forked' }, 'done')
    await does('get_changes_since_snapshot', { id: 'before', limit: 1 }, { changes: [{ what: String }] })
    await does('list_snapshots', {}, { snapshots: [{ id: 'before' }] })
    await does('restore_snapshot', { id: 'before' }, {})
    await does('delete_snapshot', { id: 'before' }, 'done')
    await does('list_picture_kinds', {}, { kinds: [{ kind: 'learners' }] })
    await does('list_pictures', { kind: 'learners', search: 'DEMO-L07' }, { subjects: [{ id: /DEMO-L07/ }] })
    const [learner] = (await call('list_pictures', { kind: 'learners', limit: 1 })).value.subjects
    await does('get_picture', { kind: 'learners', id: learner.id, limit: 2 }, { figures: [{ kind: 'time line' }] })
    await does('list_rules', { search: 'visit today' }, { found: Number, entries: [{ id: 'visit.date-by-today' }] })
    await does('get_rule_example', { id: 'visit.date-by-today' }, { broken: {} })
    await does('set_rule_mode', { id: 'visit.date-by-today', mode: 'warn' }, {})
    await does('get_rule_coverage', { search: 'RecordVisit', limit: 3 }, { summary: { failed: 2 }, operations: [{ leftOut: {} }] })
    await does('list_readings', { search: 'unknown-id' }, { entries: [{ id: 'unknown-id' }] })
    await does('choose_readings', { body: { 'unknown-id': '404' } }, {})
    await does('add_fault', { effect: { status: 503 }, times: 1 }, { id: 'f-1' })
    await does('list_faults', {}, { faults: [{ id: 'f-1' }] })
    await does('send_request', { method: 'GET', path: plan, headers: asTeo }, { status: 503 })
    await does('add_fault', { effect: { wire: 'EMPTY_RESPONSE' }, times: 1 }, { id: 'f-2' })
    await refuses('send_request', { method: 'GET', path: plan }, /^No whole answer came from http:\S+ \(\w+\)\. Where a fault breaks/)
    await does('set_fault', { id: 'f-2', body: { effect: { status: 500 } } }, { id: 'f-2' })
    await does('delete_fault', { id: 'f-1' }, {})
    await does('delete_faults', {}, {})
    await does('order_token', { user: 'demo', defect: 'expired' }, { token: String })
    await does('reset', { scope: ['data'] }, { fixture: 'demo' })
    const completed = { eid: 9001, enrolmentLocalId: 'DEMO-E05', completionDate: '2026-03-02' }
    await does('report_completion', completed, { enrolmentStatus: 'Completed' })
    for (const name of ['submit_submission', 'submit_course_differences']) {
      await refuses(name, { submissionToken: 'none' }, new RegExp(`^${name}: .*token`))
    }
    await does('open_return', { returnId: '202602', eid: 9001, closes: '2026-03-30' }, { edumis: 9001 })
    await does('settle_return', { returnId: '202602', eid: 9001 }, { coursesChanged: Number })
    const progression = { progression: 'manual', times: 2 }
    await does('set_validation_progression', { body: progression }, progression)
    await does('get_validation_progression', {}, progression)
    await does('set_validator', { rulesOff: ['143'] }, { rulesOff: ['143'] })
    await does('get_validator', {}, { rulesOff: ['143'] })
    await does('change_student', { nationalStudentNumber: '160000002', isVerified: true }, { isVerified: true })
    await does('merge_student', { nationalStudentNumber: '160000001', into: 160000002 }, { mergedInto: 160000002 })
    await does('get_student', { nationalStudentNumber: '160000001' }, { mergedInto: 160000002 })
    await does('add_custom_field', { module: 'CourseDate', label: 'Bring lunch' }, { label: 'Bring lunch' })
    await does('list_custom_fields', {}, [])
    await does('clear_rule_coverage', {}, { sandboxes: ['default'] })
    await does('get_rule_coverage', { limit: 1 }, { summary: { failed: 0 } })
    await does('clear_requests', {}, { cleared: Number })
    t.same(free.tools.map(({ name }) => name).filter(name => !called.has(name)), [], 'every tool was called')
  })

  await t.test('what is wrong is told in a line that says what to do', async () => {
    const { refuses } = free
    for (const [name, given, line] of [
      ['advance_clok', {}, /^There is no tool "advance_clok"\. Did you mean advance_clock\?$/],
      ['export_state', {}, /^There is no tool "export_state": what it answers or takes is a file: save_snapshot .*[a-z]\.$/],
      ['advance_clock', { by: 'P1X' }, /^advance_clock: .*"P1X" is not a valid ISO 8601 duration/],
      ['advance_clock', { bye: 'P1D' }, /^advance_clock has no argument "bye"\. Did you mean by\? It takes by, .* and sandbox\.$/],
      ['get_clock', { bogus: 1 }, /^get_clock has no argument "bogus"\. It takes sandbox\.$/],
      ['nothing_like_it', {}, /^There is no tool "nothing_like_it"\. Use one of the list of tools\.$/],
      ['set_clock', {}, /^set_clock needs mode\. It takes mode, now and sandbox\.$/],
      ['explain_request', { id: 'r-99' }, /No request is in the journal/],
      ['delete_sandbox', { id: 'none' }, /No sandbox "none" exists/], ['get_clock', { sandbox: 'none' }, /No sandbox "none" exists.* create_sandbox with \{"id":"none"\} makes it/],
      ['choose_readings', { body: 'unknown-id=404' }, /^body is "unknown-id=404"\. Give an object\.$/],
      ['send_request', { method: 'GET', path: 'learners' }, /^path is "learners"\. Begin it with \//],
      ['send_request', { method: 'G T', path: '/' }, /^method is "G T"\. Give one of GET, POST, .* OPTIONS\.$/],
      ['send_request', { method: 'TRACE', path: '/' }, /^method is "TRACE"\. Give one of GET,/],
      ['send_request', { method: 'get', path: '/', body: {} }, /^body is given, and a GET has none here\. Leave it out/],
      ['send_request', { method: 'GET', path: '/', headers: { A: 'ā' } }, /^headers has "A": "ā", .* characters up to ÿ: encode others\.$/],
      ...[0, -1, 1.5, 501, 'x'].map(limit => ['list_rules', { limit }, /^limit is .*\. Give a whole number from 1 to 500\.$/] as const),
      ['get_clock', { sandbox: '' }, /^sandbox is "", which names none\. Give an id that list_sandboxes has, or leave it out for/],
      ['explain_request', { id: '' }, /^id is "", which names nothing\. Give one, such as/],
      ['delete_fault', { id: '' }, /^id is "", which names nothing\. Give one, such as/], ['delete_fault', { id: null }, /^delete_fault needs id\./],
      ['list_requests', { limit: 5000 }, /^list_requests: limit must be from 1 to 1000/],
      ['add_fault', { status: 503 }, /^add_fault has no argument "status"\. It belongs in effect: \{"effect": \{"status": …\}\}\. It takes/],
      ['choose_readings', {}, /^choose_readings needs body\. It takes body/],
      ['add_fault', { effect: { status: 500 }, match: { operation: 'nope' } }, /match\.operation "nope" is not an operation\./],
      ['order_token', { eid: 9001, defect: 'exp' }, /can be "exp"\. Did you mean expired\?/],
      ['choose_readings', { 'unknown-id': '404' }, /no argument "unknown-id"\. It belongs in body: \{"body": \{"unknown-id": …\}\}\. It takes/],
      ['set_validation_progression', { progression: 'manual' }, /It belongs in body: \{"body": \{"progression": …\}\}/],
      ['list_rules', { search: 5 }, /^search is 5\. Give a text/],
      ['add_fault', { effect: { status: 42 } }, /^(?!.*\n)add_fault: effect\.status must be from 400 to 599, but is 42\.$/],
      ['send_request', { method: 'GET', path: '/', headers: ['a'] }, /^headers is .*Give an object/],
      ['send_request', { method: 'GET', path: '/__admin/clock' }, /the sandbox's own API\. Use the tool/],
      ['send_request', { method: 'GET', path: '/%5f_ADMIN/clock' }, /the sandbox's own API\. Use the tool/]
    ] as const) await refuses(name, given, line)
  })

  await t.test('a header that no request can be sent with is refused, and not taken for a server that is gone', async () => {
    const get = { method: 'GET', path: '/livez' }
    for (const [headers, line] of [
      [{ 'a b': 'c' }, /^headers has "a b": "c", which no request can have/], [{ '': 'c' }, /^headers has "": "c", which no/],
      [{ A: 'b\nc' }, /^headers has "A": ".*", which no request can have/], [{ A: 'b\u0001' }, /^headers has "A": ".*", which no request can/],
      [{ A: { b: 1 } }, /^headers has "A": .*\. Give a text as its value, or leave it out\.$/], [{ A: null }, /Give a text as its value/],
      ...['Connection', 'content-length', 'Expect', 'Host', 'Keep-Alive', 'Transfer-Encoding', 'Upgrade'].map(name =>
        [{ [name]: '5' }, new RegExp(`^headers has "${name}": "5", which this tool writes by itself .*\\. Leave it out\\.$`)] as const)
    ] as const) await free.refuses('send_request', { ...get, headers }, line)
    await free.does('send_request', { ...get, headers: { EID: 9001, 'X-Ok': 'caf\u00e9\t' } }, { status: 200 })
  })

  await t.test('a line that is no message is answered, by its id where it has one', async t => {
    const { child, ended } = launch(['mcp', '--url', url])
    t.teardown(() => { child.kill('SIGKILL') })
    const cases = [
      ['{', null, -32700, /^The line is no JSON: .*\. Send one message a line, as JSON\.$/],
      ['[{"jsonrpc":"2.0","id":1,"method":"ping"}]', null, -32600, /^The line is a list\. Send one message a line, each an object\.$/],
      ['"ping"', null, -32600, /^The line is "ping"\. Send an object, such as \{"jsonrpc"/],
      ['{"id":5,"method":"ping"}', 5, -32600, /^jsonrpc is missing\. It must be "2\.0"/],
      ['{"jsonrpc":2,"id":"a","method":"ping"}', 'a', -32600, /^jsonrpc is 2\. It must be "2\.0"/],
      ['{"jsonrpc":"2.0","id":6}', 6, -32600, /^method is missing\. It must be a text/],
      ['{"jsonrpc":"2.0","id":1.5,"method":"ping"}', null, -32600, /^id is 1\.5\. It must be a text or a whole number/],
      ['{"jsonrpc":"2.0","id":7,"method":"ping","params":"x"}', 7, -32600, /^params is "x"\. It must be an object/],
      ['{"jsonrpc":"2.0","id":8,"method":"ping","parms":{}}', 8, -32600, /^A message has no member "parms"\. It has jsonrpc, id, method and/]
    ] as const
    // To an empty line, and to an answer, there is nothing to say; a message may come in parts.
    child.stdin.write([...cases.map(([line]) => line), '', '{"result":{},"id":1}', '{"jsonrpc":"2.0","id":9,"method":"pi'].join('\n'))
    child.stdin.end('ng"}\r\n')
    const { out, err } = await ended
    const answers = out.trim().split('\n').map(line => JSON.parse(line))
    t.match(answers, [
      ...cases.map(([, id, code, message]) => ({ jsonrpc: '2.0', id, error: { code, message } })), { id: 9, result: {} }
    ])
    t.match({ count: answers.length, err }, { count: cases.length + 1, err: '' })
  })

  await t.test('what is asked before the input ends is answered', async t => {
    const { child, ended } = launch(['mcp', '--url', url, ...token])
    const calls = ['get_clock', 'list_apis'].map((name, id) => ({ jsonrpc: '2.0', id, method: 'tools/call', params: { name } }))
    child.stdin.end(calls.map(it => `${JSON.stringify(it)}\n`).join(''))
    const { out, code } = await ended
    const answers = out.trim().split('\n').map(line => JSON.parse(line))
    t.match({ code, answers: answers.map(({ id, result }) => [id, result.isError]).sort() }, { code: 0, answers: [[0, false], [1, false]] })
  })

  await t.test('a call that is none is told of in a sentence', async t => {
    for (const [params, message] of [
      [{}, /tools\/call needs a name, that of a tool: tools\/list has them\.$/],
      [{ name: 'get_clock', arguments: [] }, /arguments must be an object of the tool's arguments, such as \{\}\.$/]
    ] as const) {
      await t.rejects(free.client.request({ method: 'tools/call', params } as any, CallToolResultSchema), { code: -32602, message })
    }
  })

  await t.test('without the token it is refused, and the tool says why', async t => {
    const stranger = isThorough ? await assistant(t, '--url', url) : inProcess(t, url)
    await stranger.refuses('get_clock', {}, /^get_clock: The admin API needs its token\. Send "Authorization: Bearer <token>"/)
    await stranger.refuses('delete_sandbox', { id: 'mine' }, /needs its token/)
    await stranger.does('send_request', { method: 'GET', path: plan, headers: asTeo }, { status: 200 })
  })

  await t.test('who is given one sandbox reaches no other', async t => {
    const names = kept.tools.map(({ name }) => name)
    t.same(free.tools.map(({ name }) => name).filter(name => !names.includes(name)),
      ['fork_request', 'list_sandboxes', 'create_sandbox', 'get_sandbox', 'delete_sandbox'])
    t.match(kept.client.getInstructions(), `${url}/sandboxes/mine, and no other`)
    await kept.does('get_clock', {}, { today: '2026-03-20' })
    await kept.does('get_rule_coverage', {}, { sandboxes: ['mine'] })
    await kept.does('clear_rule_coverage', {}, { sandboxes: ['mine'] })
    const there = { path: plan, method: 'GET', headers: asTeo }
    await kept.does('send_request', there, { status: 200 })
    await kept.does('list_requests', {}, { total: 2 })
    await kept.refuses('list_sandboxes', {}, /^There is no tool "list_sandboxes": it is for all of a server, and only \/sandboxes\/mine can/)
    await kept.refuses('get_clock', { sandbox: 'default' }, /has no argument "sandbox"\. It takes none\./)
    await kept.refuses('get_rule_coverage', { sandboxes: 'all' }, /has no argument "sandboxes"/)
    for (const path of [`/../default${plan}`, `/%2e%2e/default${plan}`, `/../..${plan}`, `/sandboxes/default${plan}`, `\\..${plan}`]) {
      await kept.refuses('send_request', { ...there, path }, /leads to another sandbox|Begin it with/)
    }
    for (const path of ['/__admin/sandboxes', '/x/../__admin/sandboxes']) await kept.refuses('send_request', { ...there, path }, /own API/)
    await kept.refuses('send_request', { ...there, headers: { 'sandbox-id': 'default' } }, /Leave it out: only \/sandboxes\/mine/)
  })
})

t.test('Each operation of the sandbox\'s own API is a tool, or it is said why not; and the documentation has each tool', async t => {
  const operations = documented().at(-1)!.operations
  const offered = toolsOf(operations, false).map(({ name }) => name)
  for (const { operationId } of operations) t.not(offered.includes(toolName(operationId)), notOffered.has(operationId), operationId)
  const known = new Set(operations.map(({ operationId }) => operationId))
  t.same([...notOffered.keys()].filter(id => !known.has(id)), [], 'none that is gone')
  // Where the reason names another way, it is one.
  const named = [...notOffered.values()].flatMap(why => why.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? [])
  t.same(named.filter(name => !offered.includes(name)), [])
  const page = readFileSync('docs/assistants.md', 'utf8')
  t.same(offered.filter(name => !page.includes(`\`${name}\``)), [], 'docs/assistants.md')
})

t.test('Whatever request a sentence of the sandbox advises, an assistant is told the tool', async t => {
  const operations = documented().at(-1)!.operations
  const tools = toolsOf(operations, false)
  const [text, advised] = [textOfServer(), advisedRequests()]
  t.ok(advised.length > 20, String(advised.length))
  const told = async (sentence: string, given: object = {}) => {
    const place = { ...placeAt('http://127.0.0.1:1', undefined), ask: async () => { throw new SandboxError(sentence, 404) } }
    return (await callTool(tools, 'get_clock', { ...given }, place, new AbortController().signal)).text
  }
  const left = (await Promise.all(advised.map(it => told(it)))).filter(it => it.includes('__admin'))
  const paths = operations.filter(it => notOffered.has(it.operationId)).map(it => `${it.method} ${it.path.replace(/:\w+/g, '{id}')}`)
  t.same(left.filter(it => !paths.includes(it.replace(/\{\w+\}|\bx\b/g, '{id}'))), [], 'but for what assistants are not offered')
  // A method alone would have to be read with the path before it, which is gone then.
  t.same(text.match(/\/__admin[^'`]*(?:,| and|:|;) (?:GET|POST|PUT|PATCH|DELETE) (?!\/|x)\w+/g) ?? [], [])
  t.notMatch(JSON.stringify(tools.map(it => [it.description, it.arguments])), /\b(?:GET|POST|PUT|PATCH) \/__admin/)
  const answered = async (name: string, given: object) => {
    const place = { ...placeAt('http://127.0.0.1:1', undefined), ask: async () => ({ message: 'PUT /__admin/clock sets it.' }) }
    const { text, beside } = await callTool(tools, name, { ...given }, place, new AbortController().signal)
    return [JSON.parse(text).message, beside]
  }
  t.same(await answered('verify_requests', { match: {} }), ['set_clock sets it.', undefined])
  t.same(await answered('get_request', {}),
    ['PUT /__admin/clock sets it.', 'Of the requests that are named above, these are tools here: PUT /__admin/clock is set_clock.'])
  for (const [given, sentence, said] of [
    [{}, 'POST /sandboxes/default/__admin/reset takes it back.', 'reset takes it back.'],
    [{}, 'GET /sandboxes/one/__admin/requests lists them.', 'list_requests with the sandbox "one" lists them.'],
    [{ sandbox: 'one' }, 'GET /sandboxes/one/__admin/requests?limit=5 lists them.', 'list_requests?limit=5 lists them.'],
    [{ sandbox: 'one' }, 'PUT /__admin/faults/f1 changes it.', 'set_fault changes it.']
  ] as const) t.equal(await told(sentence, given), said)
})

t.test('Where nothing answers, a tool says so; and with no server named, there is one', {
  skip: !isThorough && 'each is a process, tried in CI'
}, async t => {
  const [nowhere, alone] = await Promise.all([assistant(t, '--url', 'http://127.0.0.1:1'), assistant(t)])
  await nowhere.refuses('get_clock', {}, /^Nothing answers at http:\/\/127\.0\.0\.1:1 .*Start it there with tms-sandbox start/)
  t.match(alone.client.getInstructions(), /(?:was started for this conversation, listens at http:|runs at http:\/\/localhost:4010)/)
  await alone.does('send_request', { method: 'GET', path: '/livez' }, { status: 200 })
})
