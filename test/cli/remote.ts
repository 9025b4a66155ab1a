import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import t from 'tap'
import { inVerbs, verbs } from '../../src/cli/in-verbs.ts'
import { program } from '../../src/cli/program.ts'
import { requestIn } from '../../src/core/advised.ts'
import { advisedRequests } from '../advised.ts'
import { documented, now, silent } from '../harness.ts'
import { onlyWith } from '../systems.ts'
import { launch, run, runHere, start } from './program.ts'

const plan = '/work-submission-api/v1.0/training-plans/DEMO-TP04'
const asTeo = { authorization: 'Bearer demo-token-9001', eid: '9001' }

t.test('Verbs ask a server that runs, print for people or programs, and tell scripts how it went', async t => {
  const { url } = await start(t, ['--fixture', 'demo', '--clock', `frozen:${now}`])
  const folder = t.testdir({})
  const verb = async (...words: string[]) => await runHere(words, { TMS_SANDBOX_URL: url })
  const visit = async (visitDate: string, called = 'visitDate') => (await fetch(`${url}${plan}/visits`, {
    method: 'POST',
    headers: { ...asTeo, 'content-type': 'application/json' },
    body: JSON.stringify({ visitLocalId: 'V-1', [called]: visitDate })
  })).status
  const ask = async (headers: Record<string, string> = asTeo) => (await fetch(`${url}${plan}`, { headers })).status
  const prints = async (words: string, out: RegExp, code = 0) =>
    t.match(await verb(...words.split(' ')), { code, out, err: '' }, words)

  await prints('wait', /^ready: fixture demo, clock at 2026-03-02T09:00:00\+13:00\n$/)
  await prints('clock', /^2026-03-02T09:00:00\+13:00 \(frozen\)\n$/)
  await prints('clock advance participation.DEMO-E14.start', /^2026-03-16T00:00:00\+13:00 \(frozen\)\n/)
  await prints('clock set frozen:2026-03-02T09:00', /^2026-03-02T09:00:00/)
  await prints('reset', /^reset to fixture demo/)
  await prints('clock advance P14D', /^2026-03-16T09:00:00\+13:00 \(frozen\)\n2026-03-03 {2}grace runs out {2}eid 9001, trainingAgreementLocalId DEMO-TA08, /)
  await prints('clock calendar', /^\S+ {2}return\.\d{6}\.\w+ {2}return window \w+ {2}eid \d+, returnId \d{6}$/m)
  await prints('clock set frozen:2026-03-02T09:00', /^2026-03-02T09:00:00/)
  await prints('reset', /^reset to fixture demo: data, clock, journal; the clock is at 2026-03-02T09:00/)
  t.match(JSON.parse((await verb('clock', '--json')).out), { mode: 'frozen', today: '2026-03-02' })

  await prints('snapshot save before', /^before {2}2026-03-02T09:00:00\+13:00 {2}\d+ bytes\n$/)
  t.equal(await visit('2026-03-02'), 201)
  t.equal(await visit('2026-03-01'), 400)
  await prints('requests --status 4xx', /^r-2 {2}2026-03-02T09:00:00\+13:00 {2}POST {2}\S+ {2}400 {2}visit\.local-id-unused\n$/)
  await prints('requests --rule visit.* --exactly 1', /^yes: exactly 1 request, and there are 1\n$/)
  await prints('requests --rule visit.* --at-least 2', /^no: at least 2 requests, and there are 1\n {2}1 request with rule "visit\.\*" is .*\n$/, 1)
  await prints('explain', /: 400, refused .*\nrefused by visit\.local-id-unused: .* must .*\n {2}visitLocalId "V-1" is already used.*\nIt went to the sandbox default, where it was 09:00 on 2026-03-02\.\n$/)
  t.equal(await visit('2026-03-02', 'visitDay'), 400)
  await prints('explain', /: 400, refused .*\n {2}visitDate is required\. The sandbox got visitDay; did you mean visitDate\?\n {2}visitDay is not a member of/)
  t.equal(await ask({ ...asTeo, 'sandbox-scenario': 'rate-limited', 'sandbox-colour': 'red' }), 429)
  await prints('explain', /: 429, .*\n[^]* {2}A fault struck it: rate-limited, \{.*\n[^]* {2}The header sandbox-colour is none of the sandbox's\n/i)
  await prints('coverage --min 50', /^never broken .*\n[^]*1 of \d+ rules were made to fail \(0\.\d %\), which is less than 50 %\n$/, 1)
  await prints('coverage', /\n1 rule refused, 0 only warned, 0 found broken by a validation\n/)
  await prints(`coverage --junit ${join(folder, 'junit.xml')} --html ${join(folder, 'page.html')} --clear`, /1 of \d+ rules were made to fail/)
  t.match(readFileSync(join(folder, 'junit.xml'), 'utf8'), /<testsuites/)
  t.match(readFileSync(join(folder, 'page.html'), 'utf8'), /<html/)
  await prints('coverage', /0 of \d+ rules were made to fail \(0 %\)\n$/)
  await prints('snapshot list', /^before /)
  await prints('snapshot restore before', /^restored before\n$/)
  await prints(`snapshot export ${join(folder, 'state')}`, /state: \d+ bytes\n$/)
  t.equal(await visit('2026-03-02'), 201, 'the snapshot has no such visit')
  await prints(`snapshot import ${join(folder, 'state')}`, /^the state is that of /)
  t.equal(await visit('2026-03-02'), 201, 'nor has the file')
  await prints('snapshot delete before', /^deleted before\n$/)
  t.match(await verb('requests', '--status', '5xx'), { code: 0, out: '', err: /^No request with status "5xx" is in the journal\. The nearest is r-/ })
  await prints('requests clear', /^The journal is empty\.\n$/)
  t.match(await verb('requests'), { code: 0, out: '', err: /^The journal is empty\.\n$/ })
  t.match(await verb('requests', '--path', '/nosuch/v1.0 A*'), { code: 2, out: '', err: /fits no path that is served, .* add "status": 404\./ })

  await prints('fault add --operation GetTrainingPlan --status 503 --times 1', /^f-1 {2}\{"operation":"GetTrainingPlan"\} {2}\{"status":503\}\n$/)
  t.equal(await ask(), 503)
  await prints('fault list', /^f-1 /)
  const rewriting = '{"rename":{"trainingPlanLocalId":"id"},"remove":["visits"]}'
  await prints(`fault add --operation GetTrainingPlan --body ${rewriting}`, /^f-2 {2}\{"operation":"GetTrainingPlan"\} {2}\{"body":\{/)
  t.match(await (await fetch(`${url}${plan}`, { headers: asTeo })).text(), /"id":"DEMO-TP04"/, 'its JSON is rewritten')
  await prints('fault remove f-2', /^removed f-2\n$/)
  await prints('fault remove f-1', /^removed f-1\n$/)
  await prints('fault clear', /^No fault is left\.\n$/)
  const token = (await verb('token', '9001', '--defect', 'expired')).out.trim()
  t.equal(await ask({ ...asTeo, authorization: `Bearer ${token}` }), 401)
  await prints('rules set visit.date-by-today warn', /^visit\.date-by-today: warn\n$/)
  t.match((await verb('rules', '--url', url)).out, /^warn {4}visit\.date-by-today /m)
  await prints('readings set unknown-id=404', /^unknown-id=404 {2}/m)
  t.match((await verb('readings', '--url', url)).out, /^unknown-id=404 /m)

  await prints('sandbox create mine --ttl 60', new RegExp(`^mine\\n {2}esl +${url}/sandboxes/mine/[^]* machine account +demo-tms`))
  await prints('sandbox list', /^default {2}fixture demo {2}awake\nmine {2}fixture demo {2}awake {2}until /)
  t.equal((await run(['clock', '--url', `${url}/sandboxes/mine`])).code, 0)
  await prints('sandbox delete mine', /^deleted mine\n$/)

  for (const [words, code, line] of [
    ['clock advance soon', 2, /No moment/], ['fault add', 2, /Give exactly one effect: --status 503/],
    ['fault add --body {}', 2, /effect\.body is empty\. Give rename/],
    ['fault add --body {remove', 2, /--body: "\{remove" is not JSON: .*Use '\{"remove":\["gender"\]\}'\./],
    ['fault add --status 503 --body {}', 2, /Give exactly one effect/], ['coverage --min all', 2, /--min: "all"/],
    ['requests --limit 0', 2, /--limit: "0" is not a whole number from 1 to 1000/],
    ['requests --limit many', 2, /--limit: "many" is not a whole number/], ['explain r-99', 2, /No request "r-99" is in the journal/],
    ['readings set unknown-id', 2, /"unknown-id" chooses nothing/], ['rules set none warn', 2, /none/], ['clock set foo', 2, /"foo" is not a valid clock/],
    ['clock set 2026-02-28T09:00', 2, /"2026-02-28T09:00" is not a valid clock\. Use real, frozen:2026-02-28T09:00 or offset:2026-02-28T09:00\./],
    ['clock set {"mode":"frozen","now":"2027-01-31"}', 2, /Write it here as frozen:2027-01-31\.$/m],
    ['clock advance 14days', 2, /"14days" is not a valid ISO 8601 duration\. Use P14D, which is 14 days\.$/m],
    ['clock advance P1D --offset -PT1M', 2, /"offset" counts from "toEvent"/], ['clock advance P1X', 2, /"P1X" is not a valid ISO 8601 duration/],
    ['fault add --status 500 --probability x', 2, /--probability: "x" is not a number/], ['fault add --status x', 2, /--status: "x" is not a number/],
    ['fault add --status 500 --times x', 2, /--times: "x" is not a number/], ['fault add --delay x', 2, /--delay: "x" is not a number/],
    ['sandbox create --ttl x', 2, /--ttl: "x" is not a number/], ['token 9001 --ttl x', 2, /--ttl: "x" is not a number/],
    ['requests list', 2, /"list" is not a command of requests\. Use requests or requests clear\. See/],
    ['reset data', 2, /"data" is too much\. reset takes flags alone\. See tms-sandbox reset --help\.$/m],
    ['clock advance P1D P2D', 2, /"P2D" is too much\. Write clock advance <how-far>\. See/],
    ['requests clear all', 2, /"all" is too much\. requests clear takes flags alone\. See/],
    ['completion --shell bash', 2, /unknown option '--shell'\. Write completion bash\. See/],
    ['try-readings', 2, /missing required argument 'command'\. try-readings <command\.\.\.>: after --/],
    ['openapi work-based', 2, /There is no service "work-based"\. Did you mean tec-work-based\? Use one of esl, /],
    ['postman TEC-work-based', 2, /There is no service "TEC-work-based"\. Did you mean tec-work-based\? Use one of esl, /],
    ['openapi esl --out x', 2, /--out writes the documents of all services, and takes no "esl"\. Leave one of them out\.$/m],
    ['start demo', 2, /start takes flags alone, and no "demo"\. Write start --fixture demo; after npm/],
    ['requests --operation Nope', 2, /GET http:\/\/127\.0\.0\.1:\d+\/__admin\/contract lists/],
    ['snapshot restore none', 2, /No snapshot "none" exists/], ['snapshot import /none', 2, /The file "\/none" cannot be read/],
    ['snapshot import package.json', 2, /is not a state of tms-sandbox/], ['snapshot export /none/x', 2, /The file "\/none\/x" cannot be written/],
    ['coverage --html /none/x', 2, /The file "\/none\/x" cannot be written/], ['sandbox delete none', 2, /No sandbox "none" exists/],
    ['snapshot import src', 2, /The file "src" cannot be read: it is a folder, and no file\. Name/],
    ['generate sdr --learners 1 --seed 1 --return 202613', 2, /--return: "202613" is not a year and a month\. Write both, such as 202604\./],
    ['generate foo', 2, /"foo" cannot be generated\. Use sdr: /], ['generate sdr', 2, /generate sdr needs --learners and --seed, too: tms-sandbox/],
    ['generate sdr --seed 1', 2, /generate sdr needs --learners, too: tms-sandbox generate sdr --learners 200 --seed 1$/m],
    ...['rules', 'readings'].flatMap(it => ['--json', '--url http://127.0.0.1:1'].map(other =>
      [`${it} ${other} --markdown`, 2, /option '--markdown' cannot be used with option '--(?:json|url <URL>)'/] as const)),
    ['options --markdown --schema', 2, /option '--schema' cannot be used with option '--markdown'/],
    ...['evidence --out=', 'generate sdr --learners 1 --seed 1 --out=', 'openapi --out=', 'postman esl --out=', 'check-fixture --schemas=',
      'coverage --html=', 'explain --url='].map(it =>
      [it, 2, new RegExp(`: ${/--\w+(?==$)/.exec(it)![0]} is empty, as where a shell variable`)] as const),
    ['sandbox nothing', 2, /"nothing" is not a command of sandbox\. Use sandbox list, sandbox create \[id\] or sandbox delete <id>\. See/],
    ...['snapshot', 'sandbox', 'fault'].map(it =>
      [it, 2, new RegExp(`No command of ${it} given\\. Use ${it} list, .*\\. See .* ${it} --help`)] as const),
    ['contract', 2, /No command of contract given\. Use contract match <file>, /], ['help advence', 2, /"advence" is not a command\. See/],
    ['clock advance', 2, /missing required argument 'how-far'\. clock advance <how-far>: by P43D, to /],
    ['clock set', 2, /clock set <clock>: real, frozen:/], ['token', 2, /token <whom>: an EID such as 9001, or a user of accessplanit such as demo\./],
    ['contract diff nope', 2, /"nope" cannot be read: there is no such file or folder \(ENOENT\)\. Name a file that is there, an address, or - for/],
    ['evidence --schema --out x', 2, /cannot be used with option '--out <FOLDER>'/],
    ['clock advence P14D', 2, /"advence" is not a command of clock\. Did you mean clock advance\? See tms-sandbox clock --help\.$/m],
    ['clock frozen:2026-03-02T09:00', 2, /Use clock, clock set <clock>, clock advance <how-far> or clock calendar\. See/],
    ['clock advance --by P14D', 2, /unknown option '--by'\. Write clock advance P14D\. See/],
    ['fault --operation GetLearner', 2, /unknown option '--operation'\. Write fault add --operation … See/],
    ['explain --sandbox jm', 2, /A sandbox is named by its address: --url http:\/\/localhost:4010\/sandboxes\/jm\. See/],
    ['explain --sandbox=jm', 2, /sandboxes\/jm\. See/], ['fault add --status 200', 2, /from 400 to 599/],
    ['clock --url nonsense', 2, /--url: "nonsense" is not the address of a server\. Use one such as "http:\/\/localhost:4010"/],
    ['clock --url http://a:b@x', 2, /--url: The address has a user or a password, .* Give it without: http:\/\/x\. /],
    ['--url http://x clock', 2, /unknown option '--url'\. Write clock --url … See/],
    ['evidence --out', 2, /argument missing.*See tms-sandbox evidence --help\.$/m],
    ['wait --url ftp://x', 2, /--url: "ftp:\/\/x" is not the address/], ['clock --json --url localhost:4010', 2, /is not the address/],
    ['clock set real --url http://127.0.0.1:1', 3, /Nothing answers at http:\/\/127\.0\.0\.1:1 /],
    ['clock --url http://127.0.0.1:1 set real', 3, /Nothing answers at http:\/\/127\.0\.0\.1:1 /], ['sandbox delete default', 2, /default/],
    ['reset --url http://127.0.0.1:1', 3, /Nothing answers at http:\/\/127\.0\.0\.1:1 /],
    ['wait --timeout 0 --url http://127.0.0.1:1', 3, /nothing has answered at http:\/\/127\.0\.0\.1:1 within 0 seconds/],
    ['wait --timeout 1 --url http://127.0.0.1:1', 3, /within 1 second$/m],
    [`wait --timeout 1 --url ${await silent(t)}`, 3, /nothing has answered at \S+ within 1 second$/m]
  ] as const) {
    const ended = await verb(...words.split(' '))
    t.match(ended, { code, out: '', err: line }, words)
    t.equal(ended.err.trim().split('\n').length, 1, `${words}: one line`)
  }
  for (const words of [['clock'], ['clock', 'set', 'real']]) {
    t.match(await runHere(words, { TMS_SANDBOX_URL: 'nope' }), { code: 2, err: /: TMS_SANDBOX_URL: "nope" is not the address of a server\./ })
  }
  const overruled = ['clock', 'set', 'real', '--url', 'http://127.0.0.1:1']
  t.match(await runHere(overruled, { TMS_SANDBOX_URL: 'nope' }), { code: 3, err: /Nothing answers/ }, 'a flag counts')
  for (const [words, how] of [[['mcp'], run], [['evidence', '--out', join(folder, 'none')], runHere], [['clock'], runHere]] as const) {
    t.match(await how([...words, '--url', `${url}/oauth2`]), { code: 2, err: /\/oauth2 is not the address of a server or a sandbox: it/ })
  }
  t.notMatch((await runHere(['clock'], { TMS_SANDBOX_URL: '' })).err, /is not the address/, 'an empty variable is none')
})

t.test('Whatever request a sentence of the sandbox advises, the command line names the verb that is it', async t => {
  const command = (verb: string) => verb.split(' ').reduce((at, word) => at.commands.find(it => it.name() === word)!, program)
  for (const [method, path, verb, ...more] of verbs) {
    const found = command(verb)
    t.ok(found?.options.some(({ long }) => long === '--url'), verb)
    t.ok(found.registeredArguments.length >= more.length + (path.match(/:/g) ?? []).length, `${method} ${path}: ${verb} has its arguments`)
  }
  const leaves = (at: Command, above = ''): string[] => at.commands.flatMap(it => {
    const isVerb = it.options.some(({ long }) => long === '--url') && it.name() !== 'help'
    return [...isVerb ? [`${above}${it.name()}`] : [], ...leaves(it, `${above}${it.name()} `)]
  })
  // These ask several things, or what nobody is advised to do.
  const others = ['wait', 'evidence', 'mcp', 'divergence']
  t.same(leaves(program).filter(it => !others.includes(it) && !verbs.some(([, , verb]) => verb === it)), [], 'each verb')

  const operations = documented().at(-1)!.operations
  t.same(verbs.filter(([method, path]) => !operations.some(it => it.method === method && it.path === `/__admin${path}`)), [])
  for (const advised of advisedRequests()) {
    const operation = operations.find(it => new RegExp(`^${requestIn(it.method, it.path)}$`).test(advised))
    const hasVerb = verbs.some(([method, path]) => method === operation?.method && `/__admin${path}` === operation.path)
    t.equal(inVerbs(advised, 'http://localhost:4010').startsWith('tms-sandbox '), hasVerb, advised)
  }
  for (const [url, sentence, said] of [
    ['http://x', 'POST /__admin/sandboxes with {"id":"one"} makes it.', 'tms-sandbox sandbox create one makes it.'],
    ['http://x/sandboxes/one', 'POST /__admin/sandboxes makes it.', 'tms-sandbox sandbox create --url http://x makes it.'],
    ['http://x/sandboxes/one/', 'POST /sandboxes/one/__admin/reset with {"scope": ["data", "clock"]}.', 'tms-sandbox reset --scope data,clock.'],
    ['http://x', 'GET /sandboxes/one/__admin/requests?limit=5 lists.', 'tms-sandbox requests --limit 5 --url http://x/sandboxes/one lists.'],
    ['http://x', 'POST /sandboxes/default/__admin/snapshots/{id}/restore.', 'tms-sandbox snapshot restore <id>.'],
    ['http://x', 'DELETE /__admin/faults/f-1.', 'tms-sandbox fault remove f-1.'],
    ['http://x', 'GET /__admin/requests/last/explain, GET /__admin/requests/r-1.', 'tms-sandbox explain last, GET http://x/__admin/requests/r-1.'],
    ['http://x/sandboxes/a', 'GET /sandboxes/a/__admin/contract lists.', 'GET http://x/sandboxes/a/__admin/contract lists.']
  ] as const) t.equal(inVerbs(sentence, url), said)
})

t.test('explain says where the default sandbox has a newer request than the one that it explains', async t => {
  const { url } = await start(t, ['--fixture', 'demo'])
  await runHere(['sandbox', 'create', 'mine', '--url', url])
  const explained = async (): Promise<string> => (await runHere(['explain', '--url', `${url}/sandboxes/mine`])).out
  for (const under of ['/sandboxes/mine', '']) {
    await (await fetch(`${url}${under}${plan}`)).text()
    if (under !== '') t.notMatch(await explained(), 'newer request')
  }
  t.match(await explained(), `The default sandbox has a newer request, GET ${plan}: perhaps the base URL of your program ` +
    `lacks /sandboxes/mine. tms-sandbox explain last --url ${url}/sandboxes/default says why`)
})

t.test('A divergence has the shape of a request and of its answer, and no value of the request', async t => {
  const { url } = await start(t, ['--fixture', 'demo', '--clock', `frozen:${now}`])
  const headers = { ...asTeo, 'x-tms': 'Kereru 7', 'content-type': 'application/json' }
  const send = (path: string, body: string) => fetch(`${url}${path}`, { method: 'POST', headers, body })
  const write = async (...words: string[]) => JSON.parse((await runHere(['divergence', ...words, '--url', url])).out)
  const seenBy = { name: 'Ada', years: 41.5, at: '2025-11-11T08:30:00+13:00' }
  await send(`${plan}/visits?page=317&who=Hinemoa`, JSON.stringify({ visitLocalId: 'Zoë-417', visitDate: '2025-11-11', seenBy }))
  const refused = await write('r-1')
  t.match(refused, {
    sandbox: /^\d/,
    contract: null,
    operation: 'RecordVisit',
    request: {
      method: 'POST',
      path: '/work-submission-api/v1.0/training-plans/{trainingPlanLocalId}/visits',
      parameters: { trainingPlanLocalId: 'XXXX-XX99' },
      query: [{ name: 'page', value: '999' }, { name: 'who', value: 'Xxxxxxx' }],
      mediaType: 'application/json',
      body: {
        visitLocalId: 'Xxx-999', visitDate: '2001-02-03', seenBy: { name: 'Xxx', years: 99.9, at: '2001-02-03T00:00:00+00:00' }
      }
    },
    ours: {
      status: 400,
      outcome: 'refused',
      shape: { title: 'string', status: 'number', errors: { visitDate: ['string'] } },
      refusedBy: [{ rule: 'visit.date-on-or-after-plan-signed', basis: { documented: /^https/ } }]
    },
    real: null
  })
  const sent = ['Zoë', '417', '2025-11-11', 'Ada', '41.5', '08:30', 'DEMO', 'TP04', '317', 'Hinemoa', 'Kereru', 'demo-token', '9001']
  for (const value of sent) t.notOk(JSON.stringify(refused).includes(value), value)

  await send('/work-submission-api/v1.0/learners/Hinemoa-9/secrets', '{}')
  const unserved = '/work-submission-api/v1.0/learners/Xxxxxxx-9/xxxxxxx'
  t.match(await write(), { operation: null, request: { path: unserved }, ours: { status: 404 } })
  await send(`${plan}/visits`, '{"visitLocalId": "Hinemoa')
  t.notMatch(JSON.stringify(await write('last')), /Hinemoa/)
  const file = join(t.testdir({}), 'divergence.json')
  const written = /divergence\.json: "r-1" without its values\. Put/
  t.match(await runHere(['divergence', 'r-1', '--out', file, '--url', url]), { code: 0, out: written })
  t.same(JSON.parse(readFileSync(file, 'utf8')), refused)
  t.match(await runHere(['divergence', 'r-99', '--url', url]), { code: 2, err: /No request "r-99" is in the journal/ })
})

t.test('try-readings names the choices that break a command', async t => {
  const folder = t.testdir({
    // It takes for granted that an unknown learner is a 400, and nothing else.
    'suite.mjs': `
      const reply = await fetch(process.env.TMS_SANDBOX_URL + '/work-submission-api/v1.0/learners/NONE', {
        headers: { authorization: 'Bearer demo-token-9001', eid: '9001' }
      })
      process.exit(reply.status === 400 ? 0 : 5)`,
    'broken.mjs': 'process.exit(7)'
  })
  const tried = await run(['try-readings', '--', process.execPath, join(folder, 'suite.mjs')])
  t.equal(tried.code, 1)
  t.match(tried.out, /^BREAKS {2}unknown-id=404 \(exit code 5\): /m)
  t.match(tried.out, /^The command takes something for granted: 1 of \d+ other choices break it\.\n/m)
  const { mattered, broken } = JSON.parse((await run(['try-readings', '--json', '--', process.execPath, join(folder, 'suite.mjs')])).out)
  t.ok(mattered.includes('unknown-id'))
  t.equal(broken, 1)
  const chosen = await run(['try-readings', '--reading', 'unknown-id=404', '--', process.execPath, join(folder, 'broken.mjs')])
  t.match(chosen, { code: 2, err: /The command already fails under the readings in force \(exit code 7\)/ })
  t.match(await run(['try-readings', '--', join(folder, 'none')]), { code: 2, err: /cannot be run: .*Write the command after --\./ })
})

t.test('Flags after a verb below another reach it, a token that is wrong is told of, and nobody has to read to the end', async t => {
  const { url } = await start(t, ['--clock', `frozen:${now}`, '--admin-token', 'ours'])
  t.match(await run(['clock', '--url', url]), { code: 2, out: '', err: /^tms-sandbox: The admin API needs its token\. Give --admin-token <TOKEN>, the one that [^\n]+\n$/ })
  for (const words of [
    ['clock', 'set', 'frozen:2026-05-05', '--url', url, '--admin-token', 'ours', '--json'],
    ['clock', '--url', url, '--admin-token', 'ours', '--json', 'set', 'frozen:2026-05-05']
  ]) t.match(JSON.parse((await run(words)).out), { today: '2026-05-05' }, words.join(' '))
  const reader = launch(['rules', '--json'])
  reader.child.stdout.once('data', () => reader.child.stdout.destroy())
  t.match(await reader.ended, { code: 0, err: '' })
})

t.test('try-readings that is interrupted ends its command', { skip: onlyWith('signals') }, async t => {
  const folder = t.testdir({ 'slow.mjs': 'process.stderr.write("pid " + process.pid + "."); setTimeout(() => {}, 60_000)' })
  const program = launch(['try-readings', '--', process.execPath, join(folder, 'slow.mjs')])
  const pid = await new Promise<number>(resolve => program.child.stderr.on('data', text => {
    const [, found] = /pid (\d+)\./.exec(String(text)) ?? []
    if (found) resolve(Number(found))
  }))
  program.child.kill('SIGINT')
  t.match(await program.ended, { code: 2, err: /Interrupted by SIGINT: the command was ended/ })
  t.throws(() => process.kill(pid, 0), { code: 'ESRCH' })
})
