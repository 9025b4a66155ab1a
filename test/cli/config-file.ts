import { writeFileSync } from 'node:fs'
import { posix, win32 } from 'node:path'
import type { TSchema } from '@sinclair/typebox'
import t from 'tap'
import { fromFolder, readConfigFile } from '../../src/cli/config-file.ts'
import { options, readConfig, variableOf } from '../../src/config.ts'
import { pathOf } from '../../src/core/path-of.ts'
import { optionsAsSchema } from '../../src/pages/options-schema.ts'
import { cli, launch, run } from './program.ts'

t.test('A flag is stronger than a variable, that than the file of options, and that than what is usual', async t => {
  const folder = t.testdir({
    'tms-sandbox.config.json': '{"port": 0, "fixture": "empty", "clock": "frozen:2026-03-02T09:00", ' +
      '"reading": ["unknown-id=404"], "contract": []}',
    'other.json': '{"port": 0, "fixture": "demo", "clock": "frozen:2027-01-01"}'
  })
  /** What the server says of itself. */
  async function started (words: string[], environment: Record<string, string> = {}) {
    const { child, listening } = launch(['start', ...words], environment, cli, folder)
    t.teardown(() => { child.kill('SIGKILL') })
    const url = await listening
    const { fixture, clock } = await (await fetch(`${url}/__admin`)).json() as { fixture: string, clock: { now: string } }
    return { port: new URL(url).port, of: `${fixture} ${clock.now.slice(0, 10)}` }
  }
  const all = await Promise.all([
    started([]),
    started(['--fixture', 'demo']),
    started([], { TMS_SANDBOX_FIXTURE: 'demo' }),
    started(['--fixture', 'empty'], { TMS_SANDBOX_FIXTURE: 'demo' }),
    started([], Object.fromEntries(['FIXTURE', 'PORT', 'DATA', 'ADMIN_TOKEN', 'CONFIG'].map(it => [`TMS_SANDBOX_${it}`, '']))),
    started(['--config', 'other.json']),
    started([], { TMS_SANDBOX_CONFIG: 'other.json', TMS_SANDBOX_CLOCK: 'frozen:2028-01-01' })
  ])
  t.same(all.map(({ of }) => of), [
    'empty 2026-03-02', 'demo 2026-03-02', 'demo 2026-03-02', 'empty 2026-03-02', 'empty 2026-03-02', 'demo 2027-01-01', 'demo 2028-01-01'
  ])
  t.notOk(all.some(({ port }) => port === '4010'))
})

t.test('What is wrong with a file of options is a line that names the file and the member', async t => {
  const read = (text: string) => readConfigFile(`${t.testdir({ 'mine.json': text })}/mine.json`)
  for (const [text, message] of [
    ['{"prt": 1}', /mine\.json: "prt" is not an option\. Did you mean "port"\?$/],
    ['{"config": "x"}', /mine\.json: "config" is not an option/],
    ['[]', /mine\.json must be an object of options, such as \{"port": 4010\}, but is \[\]\.$/],
    ['{"port": 1', /mine\.json is not JSON: .*[^.]\..* Fix it there\.$/],
    ['{"port": 1,}', /mine\.json is not JSON: .* It is in line 1, column 12\. No comma stands before a closing bracket\. Fix it there\.$/],
    ['{\n  "port": 1,\n  "reading": ["a"],\n}', /It is in line 4, column 1\. No comma stands/],
    ['{\n  // mine\n  "port": 1\n}', /mine\.json is not JSON: .*\. JSON has no comments\. Fix it there\.$/],
    ['{\n  port: 1\n}', /It is in line 2, column 3\. Fix/],
    ['{"data": "C:\\data"}', /is not JSON: .* A backslash is written twice there, as in "C:\\\\data", or as a slash\. Fix it there\.$/],
    ['{"data": "C:\\temp"}', /mine\.json: data: "C:\\temp" has a character that no path has\. In JSON a backslash is written twice/],
    ['{"port": true}', /mine\.json: port: true is not a value that it can have\. Use a number or a text, as --port takes it\.$/],
    ['{"wire-exact": {}}', /mine\.json: wire-exact: \{\} is not a value that it can have\. Use true or false\.$/],
    ['{"reading": [1, null]}', /mine\.json: reading: \[1,null\] is not a value that .* Use a text or a list of texts, as --reading takes it\.$/],
    ['{"data": "file://server/share"}', /"file:\/\/server\/share" leads to no file of this machine: .*\. Use one such as file:\/\/\/srv\/data/]
  ] as Array<[string, RegExp]>) t.throws(() => read(text), { message }, text)
  const latin = `${t.testdir()}/latin.json`
  writeFileSync(latin, Buffer.from('{"data": "M\xe4ori"}', 'latin1'))
  t.throws(() => readConfigFile(latin), { message: /^The file of options ".*latin\.json" is not UTF-8 at byte 11; save it as UTF-8\.$/ })
  t.throws(() => readConfigFile('/nowhere.json'), {
    message: /^The file of options "\/nowhere\.json" cannot be read: there is no such file or folder \(ENOENT\)\. Name one that is there with --config\.$/
  })
  const folder = t.testdir({ 'mine.json': '{"port": 70000}', 'level.json': '{"log-level": "loud"}' })
  const [port, level, overruled] = await Promise.all([['mine'], ['level'], ['mine', '--port', '0']].map(([name, ...flags]) =>
    run(['start', '--config', `${folder}/${name}.json`, ...flags])))
  t.match(port, { code: 2, err: `tms-sandbox: ${folder}/mine.json: port: "70000" is not a whole number from 0 to 65535\n` })
  t.match(overruled, port!, 'whatever a flag says')
  t.match(level, { code: 2, err: /level\.json: log-level: "loud" is not one of fatal, / })
})

t.test('Paths of the file lead from its folder; names of fixtures that are shipped are no paths', t => {
  const folder = t.testdir({
    'mine.json': '\uFEFF{"$schema": "x", "data": "kept", "fixture": "mine", "contract": ["a.yaml", "/b.yaml"], ' +
      '"cors": true, "iwi-list": 2026}',
    'of-windows.json': '\uFEFF{\r\n  "port": 0,\r\n  "fixture": "demo",\r\n  "reading": [\r\n    "unknown-id=404"\r\n  ]\r\n}\r\n',
    'url.json': '{"data": "file:///srv/a%20b", "fixture": "demo", "reading": ["unknown-id=404", "deletion-reply=nothing"], ' +
      '"rate-limit": ["20/1m", "esl=off"]}'
  })
  t.same(readConfigFile(`${folder}/mine.json`), {
    data: `${folder}/kept`, fixture: `${folder}/mine`, contract: `${folder}/a.yaml,/b.yaml`, cors: 'yes', 'iwi-list': '2026'
  })
  t.same(readConfigFile(`${folder}/of-windows.json`), { port: '0', fixture: 'demo', reading: 'unknown-id=404' }, 'with its ends of lines')
  const { reading, 'rate-limit': limit, ...paths } = readConfigFile(`${folder}/url.json`)
  t.same(paths, { data: '/srv/a b', fixture: 'demo' })
  t.equal(reading, 'unknown-id=404,deletion-reply=nothing')
  t.equal(limit, '20/1m,esl=off')
  t.end()
})

t.test('Paths of Windows, with drives and backslashes, and URLs of files', t => {
  for (const [text, path] of [
    ['kept', 'C:\\work\\kept'], ['..\\kept', 'C:\\kept'], ['sub/kept', 'C:\\work\\sub\\kept'], ['D:\\kept', 'D:\\kept'],
    ['\\\\server\\share\\kept', '\\\\server\\share\\kept'], ['file:///D:/a%20b', 'D:\\a b']
  ] as const) t.equal(fromFolder(text, 'C:\\work\\mine.json', 'data', win32), path)
  t.equal(fromFolder('file:///srv/kept', '/home/me/mine.json', 'data', posix), '/srv/kept')
  t.equal(pathOf('C:\\data', true), 'C:\\data')
  t.equal(pathOf('file:///C:/data/a%20b', true), 'C:\\data\\a b')
  t.equal(pathOf('file://server/share/data', true), '\\\\server\\share\\data')
  t.throws(() => pathOf('file:data', true), { message: /leads to no file of this machine: .* such as file:\/\/\/C:\/data, or C:\\data\.$/ })
  for (const flag of ['data', 'fixture', 'demos', 'contract', 'tls-cert', 'tls-key']) {
    const { [flag === 'tls-cert' ? 'tlsCert' : flag === 'tls-key' ? 'tlsKey' : flag]: read } = readConfig({ [flag]: 'file:///srv/a%20b' }) as any
    t.equal(String(read), '/srv/a b', flag)
    t.throws(() => readConfig({ [flag]: 'file://x/y' }), { message: new RegExp(`^--${flag}: "file://x/y" leads to no file of this machine`) })
  }
  t.end()
})

t.test('The schema for editors has each option with its kind, and no other', t => {
  const { properties, additionalProperties } = JSON.parse(optionsAsSchema()) as TSchema
  t.same(Object.keys(properties), ['$schema', ...options.map(({ name }) => name)])
  t.equal(additionalProperties, false)
  t.match(properties, {
    port: { type: ['integer', 'string'], default: 4010 },
    open: { enum: [true, false, 'yes', 'no'], default: false },
    'log-level': { enum: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], default: 'warn' },
    contract: { anyOf: [{ type: 'string' }, { type: 'array' }] },
    data: { type: 'string', description: /keep the data there/ }
  })
  t.notOk(options.some(({ name }) => variableOf(name) === 'TMS_SANDBOX_CONFIG'), 'a file names no file')
  t.end()
})
