import { execFile, execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { promisify } from 'node:util'
import t from 'tap'
import { options, readConfig, variableOf } from '../../src/config.ts'
import { services } from '../../src/services.ts'
import { onlyWith } from '../systems.ts'
import { cli, run, runHere, start } from './program.ts'
import './assistants.ts'
import './colours.ts'
import './completion.ts'
import './config-file.ts'
import './evidence.ts'
import './exit-codes.ts'
import './first-starts.ts'
import './fixture-schemas.ts'
import './full-disk.ts'
import './images.ts'
import './open.ts'
import './progress.ts'
import './remote.ts'
import './kill.ts'
import './shared.ts'
import './stop.ts'
import './stop-lists.ts'
import '../load/short.ts'

t.test('--help is for people, and names every option with its environment variable', async t => {
  const [verbs, { code, out }] = await Promise.all([run(['--help']), run(['start', '--help'])])
  for (const verb of [
    'start', 'health', 'openapi', 'rules', 'readings', 'options', 'admin', 'generate', 'try-readings', 'wait', 'reset', 'clock', 'snapshot',
    'sandbox', 'fault', 'requests', 'explain', 'token', 'coverage', 'contract',
    'evidence', 'mcp', 'completion', 'check-fixture'
  ]) {
    t.match(verbs.out,
      new RegExp(`^  ${verb} `, 'm'))
  }
  t.equal(code, 0)
  const text = out.replace(/\s+/g, ' ')
  for (const { name, default: usual } of options) {
    t.match(out, `--${name} `)
    t.match(text, `env: ${variableOf(name)})`)
    if (usual !== '') t.match(text, `(default: ${usual}, env: ${variableOf(name)})`)
  }
  t.ok(out.split('\n').every(line => line.length <= 130))
  t.match((await run(['--version'])).out, /^\d+\.\d+\.\d+\n$/)
})

t.test('It is shipped compiled, and runs where that is of no use', async t => {
  const compiled = new URL('../../dist/compiled.cjs', import.meta.url).href
  const script = `const { default: { script } } = await import(${JSON.stringify(compiled)}); console.log(script.cachedDataRejected)`
  const node = (...words: string[]) => execFileSync(process.execPath, words, { env: {}, encoding: 'utf8' })
  t.equal(node('--input-type=module', '-e', script), 'false\n')
  t.equal(node('--no-opt', '--input-type=module', '-e', script), 'true\n', 'as another version of Node.js would')
  t.match(node('--no-opt', cli, '--version'), /^\d/)
})

t.test('Nothing that is used late is loaded by a start', async t => {
  const compiled = new URL('../../dist/compiled.cjs', import.meta.url).href
  const script = 'const { default: Module } = await import("node:module"); ' +
    `const { default: { program } } = await import(${JSON.stringify(compiled)}); ` +
    'await (await program.startSandbox({ fixture: "demo" })).close(); ' +
    'console.log(Object.keys(Module._cache).filter(file => /dist.parts/.test(file)).join() + "," + process.moduleLoadList.join())'
  const found = execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: {}, encoding: 'utf8' })
  t.notMatch(found, /[\\/](?:assistants|metrics|progress|swagger-ui|temporal|yaml)-\w+\.cjs/)
  t.notMatch(found, /NativeModule (?:http2|https|zlib)\b/)
  t.match(found, /NativeModule net\b/)
})

t.test('At start it says of each demo that is bad where, and starts', async t => {
  const demo = (line: string) => `# A demo\n\n\`\`\`sh\n${line}\n\`\`\`\n`
  const folder = t.testdir({ 'wrong.md': demo('curl -s $API'), 'good.md': demo('curl -s localhost:4010/livez') })
  const { url, child, ended } = await start(t, ['--demos', folder])
  const { demos } = await (await fetch(`${url}/__admin/demos`)).json() as { demos: Array<{ id: string }> }
  t.match(demos, [{ id: 'good' }, { id: 'work-based' }], 'those that are shipped, too')
  child.kill()
  t.equal((await ended).err, `${folder}/wrong.md:4: $API is nothing here. Give it a value in a line above: API=value\n`)
})

t.test('At start it prints where things are and what gets one in', async t => {
  const { url, printed } = await start(t, ['--fixture', 'demo', '--clock', 'frozen:2026-03-02T09:00'])
  for (const text of [
    `${url}/work-submission-api/v1.0`, `${url}/oauth2/access_token`, `${url}/docs`, `${url}/__admin`,
    'demo-tms / demo-secret', 'demo-token-9001', 'demo-token-9002',
    'demo / demo (an administrator)', '3001 / demo (a training provider\'s manager)', '2002 / demo (a customer\'s manager)',
    '2001 / demo (a delegate)',
    'clock frozen at 2026-03-02T09:00:00+13:00', 'Fixture demo',
    /^Version \d+\.\d+\.\d+, data in memory until it stops, rate limits: accessplanit-v1 5000 requests in 3600 s$/m
  ]) {
    t.match(printed(), text)
  }
  t.equal((await fetch(`${url}/readyz`)).status, 200)
  const addresses = [...new Set(printed().match(/http:\S+/g))].filter(address => !address.includes('/training-plans/'))
  t.ok(addresses.length >= 8)
  const headers = { accept: 'text/html,*/*;q=0.8' }
  for (const address of addresses) t.equal((await fetch(address, { headers })).status, 200, `${address} can be opened in a browser`)
})

t.test('A flag is stronger than the environment, and that than what is usual', async t => {
  t.match(readConfig(), {
    port: 4010, host: 'localhost', fixture: 'demo', defaults: { reading: {}, 'rate-limit': {}, 'wire-exact': false }
  })
  t.match(readConfig({ port: '5000', 'rate-limit': '20/1m', reading: 'unknown-id=404, deletion-reply=nothing' }),
    {
      port: 5000,
      defaults: { reading: { 'unknown-id': '404', 'deletion-reply': 'nothing' }, 'rate-limit': { '*': { max: 20, seconds: 60 } } }
    })
  const fixtureOf = async ({ url }: { url: string }) => await (await fetch(`${url}/readyz`)).json() as object
  t.match(await fixtureOf(await start(t, [], { TMS_SANDBOX_FIXTURE: 'empty' })), { fixture: 'empty' })
  t.match(await fixtureOf(await start(t, ['--fixture', 'demo'], { TMS_SANDBOX_FIXTURE: 'empty' })), { fixture: 'demo' })
})

t.test('What is likely a slip is told of at the start, and what will be missed', async t => {
  const fixture = t.testdir({ 'fixture.json': '{"about": "nobody"}' })
  const words = ['--fixture', fixture, '--rate-limit', 'off', '--data', `${fixture}/data`]
  const { child, ended, printed } = await start(t, words, { TMS_SANDBOX_PROT: '1', TMS_SANDBOX_ELSE: '1', npm_config_log_level: 'info' })
  t.match(printed(), `data in ${fixture}/data, no rate limits\n` +
    'Nobody can log in, as the fixture has no credentials; one that extends "empty" has some.')
  child.kill()
  t.equal((await ended).err, 'TMS_SANDBOX_PROT is not an option, and is ignored. Did you mean TMS_SANDBOX_PORT?\n' +
    'npm has kept --log-level for itself, and it is ignored. Write npm start -- --log-level …\n')
  t.match(await run(['check-fixture', fixture]), { code: 0, out: /: every record can be loaded\n$/ })
  const [help, of] = await Promise.all([run(['start', '--help']), run(['help', 'start'])])
  t.same(of, help)
})

t.test('Of a collection for Postman, what is asked for is written, and what to run next can be pasted', async t => {
  const folder = t.testdir()
  const file = `${folder}/mā te wā.json`
  const beside = `${folder}/mā te wā.postman_environment.json`
  t.match(await runHere(['postman', 'esl', '--environment', '--out', file]), { code: 0, out: `${file}: import it into Postman` })
  t.match(JSON.parse(readFileSync(file, 'utf8')), { _postman_variable_scope: 'environment' })
  t.same(readdirSync(folder), ['mā te wā.json'])
  t.match(await runHere(['postman', 'esl', '--out', file]), { out: `run: npx newman run "${file}" -e "${beside}"\n` })
  t.match(JSON.parse(readFileSync(file, 'utf8')), { info: {}, item: [] })
})

t.test('What cannot be is one clear line and exit code 2', async t => {
  const busy = createServer().listen(0, '127.0.0.1')
  t.teardown(() => { busy.close() })
  await new Promise(resolve => busy.once('listening', resolve))
  const { port } = busy.address() as { port: number }
  const broken = t.testdir({
    'fixture.json': '{"about": "broken"}',
    'organisations.json': '[{"eid": "x"}]',
    file: '',
    aside: { 'empty.json': '{"admin-token": ""}' }
  })
  writeFileSync(`${broken}/large.yaml`, '# '.repeat(3 * 1024 * 1024))
  const canLink = onlyWith('links') === false
  if (canLink) symlinkSync('/nowhere', `${broken}/aside/link`)
  const cases: Array<[string[], RegExp, Record<string, string>?]> = [
    [[], /No command given\. Run "tms-sandbox start"/],
    [['dance'], /"dance" is not a command\. Use start, health, openapi, postman, rules/],
    [['strat'], /"strat" is not a command\. Did you mean start\? See tms-sandbox --help\.$/m],
    [['strat', '--port', '4100'], /"strat" is not a command\. Did you mean start\?/],
    [['clock', 'advanse', '--by', 'P1D'], /"advanse" is not a command of clock\. Did you mean clock advance\?/],
    [['--port', '4100'], /unknown option '--port'\. Write start --port …/],
    [['start', '--colour', 'red'], /--colour/],
    [['start', '--port'], /--port/],
    [['start', '--port', '70000'], /--port: "70000" is not a whole number from 0 to 65535/],
    [['start'], /TMS_SANDBOX_PORT: "x" is not a whole number/, { TMS_SANDBOX_PORT: 'x' }],
    [['start', '--clock', 'tomorrow'], /--clock: "tomorrow" is not a valid clock/],
    [['start', '--rate-limit', 'fast'], /--rate-limit: "fast" is not a rate limit\. Use 100\/1s, 20\/1m or off\./],
    [['start', '--rate-limit', 'esl=1/1s'], /--rate-limit: "esl" is not one of \*, tec-work-based/],
    [['start', '--reading', 'unknown-id'], /--reading: "unknown-id" chooses nothing\. Use visit-id-scope=plan/],
    [['start', '--reading', 'unknown-id=404', '--reading', 'nothing=1'], /--reading: No reading "nothing" exists\. Did you mean handler-nothing\? tms-sandbox readings prints all\.$/m],
    [['start', '--reading', 'xyzzy=1'], /--reading: No reading "xyzzy" exists\. The readings are /],
    [['start', '--reading', 'unknown-id=410'], /--reading: "410" is not a choice of the reading unknown-id\. Use 400 or 404\./],
    [['start', '--demos', '/nowhere'], /The demos of "\/nowhere" cannot be read: .* Name a folder with --demos\./],
    ...['host', 'data', 'admin-token', 'clock', 'tls-key', 'port', 'fixture', 'config', 'reading'].map(flag =>
      [['start', `--${flag}`, ''],
        new RegExp(`: --${flag} is empty, as where a shell variable is not set\\. Give it a value, or leave it out\\.$`, 'm')
      ] as [string[], RegExp]),
    [['start', '--data', '  '], /--data is empty/],
    [['try-readings', '--data', '', '--', 'true'], /--data is empty/],
    [['clock', '--admin-token', ''], /--admin-token is empty/],
    [['start', '--config', `${broken}/aside/empty.json`], /empty\.json: admin-token is empty, as/],
    [['start', '--config', `${broken}/aside/empty.json`, '--admin-token', 'ours'], /empty\.json: admin-token is empty, as/],
    [['start'], /TMS_SANDBOX_HOST is empty/, { TMS_SANDBOX_HOST: ' ' }],
    [['start', '--admin-token', 'ā'], /--admin-token: the token has a space or a character outside ASCII\. Use only letters a to z/],
    [['start'], /TMS_SANDBOX_ADMIN_TOKEN: the token has a space/, { TMS_SANDBOX_ADMIN_TOKEN: 'ours\n' }],
    [['clock', '--admin-token', 'o u', '--url', 'http://127.0.0.1:1'], /The admin token cannot be the server's: the token has a space/],
    [['clock', '--url', 'http://127.0.0.1:1/?a=1'], /--url: .* has a query or a fragment\. Give it without: http:\/\/127\.0\.0\.1:1\/\./],
    [['evidence', '--now', '2026-02-30T09:00Z'], /--now: "2026-02-30T09:00Z" is not a valid date or time\. Use 2026-03-02,/],
    [['start', '4100'], /start takes flags alone, and no "4100"\. Write start --port 4100; after npm, .*: npm start -- --port 4100\. See/],
    [['start', 'empty'], /npm start -- --fixture empty\. See/, { npm_config_fixture: 'true' }],
    [['start', '4100', 'empty'], /no "4100" or "empty"\. Write start --port …; /, { npm_config_fixture: 'true', npm_config_port: 'true' }],
    [['start', 'now'], /start takes flags alone, and no "now"\. See tms-sandbox start --help\.$/m],
    [['start', '--clock', '{"mode":"frozen","now":"2027-01-31"}'], /--clock: .* Write it here as frozen:2027-01-31\.$/m],
    [['start', '--clock', 'frozen:2026-09-27T02:30'], /--clock: "2026-09-27T02:30" is never in New Zealand/],
    ...canLink
      ? [
          'start --contract /dev/zero', 'start --tls-cert /dev/zero --tls-key /dev/zero', 'start --config /dev/zero',
          'contract match /dev/zero', `contract match ${broken}/aside`, 'contract check /dev/zero',
          `contract match ${broken}/fixture.json --overlay /dev/zero`, 'snapshot import /dev/zero'
        ].map(words => [words.split(' '), / "\/.+" cannot be read: it is a (?:device|folder), and no file\. Name/] as [string[], RegExp])
      : [],
    ...['contract match', 'start --contract', 'start --config'].map(words =>
      [[...words.split(' '), `${broken}/large.yaml`], /large\.yaml" cannot be read: it has more than [14] MiB, and no more is read\. Name/
      ] as [string[], RegExp]),
    [['start', '--log-level', 'loud'], /--log-level: "loud" is not one of/],
    [['start', '--fixture', 'nowhere'], /Fixture "nowhere" does not exist/],
    [['start', '--fixture', broken], /organisations\.json: \/0\/.*/],
    [['check-fixture', broken], /organisations\.json: \/0\/.*/],
    [['start', '--port', String(port)], /Port \d+ on 127\.0\.0\.1 is in use already/],
    [['start', '--port', '0', '--host', '203.0.113.1'], /no address 203\.0\.113\.1/],
    [['start', '--data', `${broken}/file`], /data folder .* cannot be used: a file is there, or on the way to it\. Choose another/],
    ...canLink
      ? [[['start', '--data', `${broken}/aside/link`],
          /data folder .* cannot be used: it is a link to \/nowhere, and nothing is there\. Make that folder, or remove the link\. Choose another/
        ] as [string[], RegExp]]
      : [],
    [['openapi', '--out', `${broken}/file`], /Cannot write into the folder/],
    [['openapi'], new RegExp(`No service given\\. Use one of ${services.map(({ name }) => name).join('.*')}`)]
  ]
  for (const [words, line, environment] of cases) {
    // Those that come as far as a port or a folder are on their way to a server, which has its process.
    const { code, err } = await (/fixture|port 0|data/.test(words.join(' ')) || words.includes(String(port)) ? run : runHere)(words, environment)
    t.equal(code, 2, words.join(' '))
    t.match(err, line, words.join(' '))
    t.equal(err.trim().split('\n').length, 1, `${words.join(' ')}: one line`)
  }
})

t.test('Why a folder cannot be made is said in words', { skip: onlyWith('/proc') }, async t => {
  const { code, err } = await run(['start', '--data', '/proc/x'])
  t.equal(code, 2)
  t.match(err, /data folder \/proc\/x cannot be used: there is no such file or folder \(ENOENT\)\. Choose another with --data\.\n$/)
})

t.test('rules prints the catalogue as a table, as JSON or as a page', async t => {
  const [table, json, page] = [await runHere(['rules']), await runHere(['rules', '--json']), await runHere(['rules', '--markdown'])]
  const rules = JSON.parse(json.out) as Array<{ id: string, statement: string }>
  t.equal(table.out.trim().split('\n').length, rules.length)
  for (const { id, statement } of rules) {
    t.match(table.out, id)
    t.match(page.out, `**${statement}.**`)
  }
})

t.test('SIGINT and SIGTERM finish what is under way and close the database', { skip: onlyWith('signals') }, async t => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const data = t.testdir({})
    const { child, ended, url } = await start(t, ['--data', data])
    const under = fetch(`${url}/work-submission-api/v1.0/training-plans/DEMO-TP04`, {
      headers: { Authorization: 'Bearer demo-token-9001', EID: '9001' }
    })
    t.equal((await under).status, 200)
    child.kill(signal)
    t.match(await ended, { code: 0, err: '' }, signal)
    // A database that was closed has folded its write-ahead log in.
    t.same(readdirSync(data), ['default.sqlite', 'lock'], signal)
  }
})

t.test('A folder goes from one process to the next, however that ended', { skip: onlyWith('signals') }, async t => {
  const data = t.testdir({})
  const first = await start(t, ['--data', data])
  const second = await run(['start', '--port', '0', '--data', data])
  t.match(second, { code: 2, err: /The data folder .* is in use by another tms-sandbox \(process \d+\)\. Stop it first/ })
  t.match(second.err, String(first.child.pid))
  t.equal(second.err.trim().split('\n').length, 1)

  first.child.kill('SIGTERM')
  t.match(await first.ended, { code: 0, err: '' })

  const killed = await start(t, ['--data', data])
  const body = '{"mode":"frozen","now":"2030-01-01"}'
  await fetch(`${killed.url}/__admin/clock`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body })
  killed.child.kill('SIGKILL')
  await killed.ended
  const next = await start(t, ['--data', data])
  const clock = await (await fetch(`${next.url}/__admin/clock`)).json() as object
  t.match(clock, { today: '2030-01-01' }, 'what was acknowledged is there, and nobody else is in the way')
})

t.test('The log has no secret of a request, at whatever level', { skip: onlyWith('signals') }, async t => {
  const { child, ended, url } = await start(t, ['--log-level', 'trace', '--data', t.testdir({})])
  const ask = (method: string, path: string, headers: Record<string, string>, body?: string) =>
    fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body }) }).then(reply => reply.status)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const json = { 'content-type': 'application/json', authorization: 'Bearer demo-api-key' }
  const ofTeo = { ...json, authorization: 'Bearer demo-token-9001', eid: '9001' }
  const secret = { authorization: 'Bearer SECRET', eid: '9001', 'x-api-key': 'SECRET', cookie: 'a=SECRET' }
  const names = ['access_token', 'Api_Key', 'client_secret', 'password', 'refresh_token', 'token', 'pass%77ord']
  const learner = '/work-submission-api/v1.0/learners/'
  const paths = ['/livez', '/nowhere', '/%zz', `${learner}L1`, `/sandboxes/default${learner}L1`, '/sandboxes/none/livez',
    '/accessplansandbox/api/v2/User', '/accessplan/api/v1/users', '/docs', '/__admin/requests', `${learner}${'x'.repeat(20_001)}`]
  const statuses = await Promise.all([
    ...names.flatMap(name => paths.map(path => ask('GET', `${path}?a=b&${name}=SECRET`, secret))),
    ask('POST', '/oauth2/access_token', { ...form, authorization: 'Basic SECRET' }, 'client_secret=SECRET'),
    ask('POST', '/accessplan/api/v2/token', form, 'grant_type=password&username=demo&password=SECRET'),
    ask('POST', '/accessplan/api/v2/token', json, '{"password": SECRET}'),
    ask('POST', '/accessplan/api/v2/Webhook', json, '{"Module": "Category", "Url": "http://user:SECRET@127.0.0.1:1/?token=SECRET"}'),
    ask('PUT', '/submissions/v1.0/learners', ofTeo, '{"password": SECRET')
  ])
  t.ok(statuses.includes(404) && statuses.includes(401) && statuses.includes(400))
  t.equal(await ask('POST', '/accessplan/api/v2/Category', json, '{"Label": "Boats"}'), 201)
  child.kill('SIGTERM')
  const { out, err } = await ended
  t.match(out, /"url":"\/accessplan\/api\/v1\/users\?a=b&client_secret=\*\*\*"/, 'it is a log of these requests')
  t.same([...`${out}${err}`.matchAll(/.{0,200}SECRET.{0,40}/g)].map(([found]) => found), [])
})

t.test('health tells whether the server answers', async t => {
  const { url } = await start(t)
  const { port } = new URL(url)
  t.match(await run(['health', '--port', port]), { code: 0, out: 'ready\n' })
  t.match(await run(['health'], { TMS_SANDBOX_PORT: port, TMS_SANDBOX_HOST: '0.0.0.0' }), { code: 0 })
  t.match(await run(['health', '--port', '1']), { code: 1, out: /nothing answers/ })
})

t.test('Beyond loopback a token for the admin API is made and printed', async t => {
  const { url, printed } = await start(t, ['--host', '0.0.0.0'])
  const local = url.replace('0.0.0.0', '127.0.0.1')
  t.equal((await fetch(`${local}/__admin/clock`)).status, 401)
  const [, token] = /Authorization: Bearer (\S+)/.exec(printed())!
  t.equal((await fetch(`${local}/__admin/clock`, { headers: { Authorization: `Bearer ${token}` } })).status, 200)
})

t.test('An admin token that was given is not printed, as what is printed stays in logs', async t => {
  const folder = t.testdir({})
  for (const more of [[], ['--shared', '--data', folder]]) {
    const { printed } = await start(t, ['--admin-token', 'of-this-test', ...more])
    t.match(printed(), /\/__admin\S* with the admin token that was given/)
    t.notMatch(printed(), 'of-this-test')
  }
})

t.test('Whoever has seen enough of what is printed may close the pipe', async t => {
  const line = `set -o pipefail; '${process.execPath}' '${cli}' rules --json | head -c 1 > /dev/null`
  const { stderr } = await promisify(execFile)('bash', ['-c', line])
  t.equal(stderr, '')
})

t.test('contract says what an official document means, and ends with 1 where it is otherwise than ours', async t => {
  const folder = t.testdir({})
  const file = 'test/contract/official/record-a-visit.yaml'
  const [match, same, other, wrong] = [
    await runHere(['contract', 'match', file, '--write', `${folder}/overlay.json`]),
    await runHere(['contract', 'diff', 'openapi/tec-work-based.json']),
    await runHere(['contract', 'diff', file, '--json', '--junit', `${folder}/drift.xml`, '--html', `${folder}/drift.html`]),
    await runHere(['contract', 'diff', 'package.json'])
  ]
  t.match(match, { code: 0, out: /0\.97 {2}RecordVisit {2}POST \/plans\/\{trainingPlanLocalId\}\/visit {2}it has the same summary/, err: '' })
  t.match(same, { code: 0, out: 'No drift\n', err: '' })
  t.match(other, { code: 1, err: '' })
  t.ok((JSON.parse(other.out) as Array<{ kind: string }>).some(({ kind }) => kind === 'moved'))
  t.same(readdirSync(folder).sort(), ['drift.html', 'drift.xml', 'overlay.json'])
  t.match(wrong, { code: 2, err: /^tms-sandbox: The contract "package.json" is not an OpenAPI document of version 3.0 or 3.1.\n$/ })
})

t.test('Of two documents an overlay has the names of the older', async t => {
  const file = 'test/contract/official/record-a-visit.yaml'
  const overlay = t.testdir({
    'ours.json': '{"matches":{"CreateLearner":null}}', 'older.json': '{"matches":{"POST /plans/{trainingPlanLocalId}/visit":null}}'
  })
  const between = (name: string) => runHere(['contract', 'diff', file, file, '--overlay', `${overlay}/${name}.json`])
  const [ofOurs, ofOlder] = [await between('ours'), await between('older')]
  t.match(ofOurs, { code: 2, err: /^tms-sandbox: The overlay ".*" has "CreateLearner", which is not an operation of .*use the names of the older\.\n$/ })
  t.match(ofOlder, { code: 1, out: /gone/ })
  writeFileSync(`${overlay}/latin.json`, Buffer.from('{"matches":{"M\xe4ori":null}}', 'latin1'))
  t.match(await between('latin'), { code: 2, err: /^tms-sandbox: The overlay ".*latin\.json" is not UTF-8 at byte 14; save it as UTF-8\.\n$/ })
})

t.test('contract check says where a recording was answered otherwise, and ends with 1 there', async t => {
  const url = 'https://api.example.govt.nz/work-submission-api/v1.0/training-plans/NONE'
  const request = { method: 'GET', url, headers: [{ name: 'EID', value: '1234' }] }
  const response = { status: 200, content: { mimeType: 'application/json', text: '{}' } }
  const entry = { startedDateTime: '2026-03-01T20:00:00Z', request, response }
  const har = (entries: object[]) => JSON.stringify({ log: { entries } })
  const folder = t.testdir({
    'other.har': har([entry]), 'none.har': har([{ ...entry, request: { ...request, url: 'https://example.org/' } }]), 'broken.har': '{'
  })
  const check = (name: string, ...flags: string[]) => runHere(['contract', 'check', `${folder}/${name}.har`, ...flags])
  const [other, none, broken, json] = [await check('other'), await check('none'), await check('broken'), await check('other', '--json')]
  t.match(other, {
    code: 1, err: '', out: /^ {2}1 {2}GET \S+\/training-plans\/\{trainingPlanLocalId\} \(GetTrainingPlan\): 200, here 4\d\d \(plan\.exists\)\n1 request: 0 .*\n$/
  })
  t.match(none, { code: 1, out: /as nothing of example\.org is emulated at that path\n.* 1 not compared, so that nothing is known: look at why, above\n$/ })
  t.match(broken, { code: 2, out: '', err: /^tms-sandbox: The recording ".*broken\.har" is not JSON\. .*\n$/ })
  t.match(JSON.parse(json.out), { summary: { requests: 1, different: 1 }, requests: [{ outcome: 'different' }] })
})
