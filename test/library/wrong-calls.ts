import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { connect, startSandbox } from '../../src/index.ts'
import { reach } from '../../src/library/connect.ts'
import { schemas } from '../../src/library/schemas.ts'
import { isThorough } from '../effort.ts'
import { listen, silent } from '../harness.ts'

const names = 'port, host, data, fixture, clock, rateLimit, logLevel, settings, contract or tls'
const clock = 'clock must be a text, such as "frozen:2026-03-02T09:00", or an object, such as { mode: "frozen", now: "2026-03-02T09:00" }'
const reading = 'is not a value that it can have. Use a text or a list of texts, such as "unknown-id=404".'

/** What startSandbox() is given, and what it says after its own name. */
const wrong: ReadonlyArray<[unknown, string | RegExp]> = [
  [null, 'give an object of options, such as { fixture: "empty" }, or nothing, but not null.'],
  ['demo', 'give an object of options, such as { fixture: "empty" }, or nothing, but not the text "demo".'],
  [{ fixtrue: 'empty' }, '"fixtrue" is not an option. Did you mean "fixture"?'],
  [{ 'log-level': 'info' }, '"log-level" is not an option. Did you mean "logLevel"?'],
  [{ colour: 'red' }, `"colour" is not an option. Use ${names}. ` +
    'What else a sandbox can be set to goes into settings, by the names of the flags.'],
  [{ 'wire-exact': true }, '"wire-exact" is not an option. It is a setting: write settings: { "wire-exact": … }.'],
  [{ wireExact: true }, '"wireExact" is not an option. Did you mean the setting "wire-exact"? Write settings: { "wire-exact": … }.'],
  [{ readings: 'a' }, '"readings" is not an option. Did you mean the setting "reading"? Write settings: { "reading": … }.'],
  [{ port: '0' }, 'port must be a number, such as 4010, but is the text "0".'],
  [{ clock: '' }, `${clock}, but is the text "".`],
  [{ data: ' ' }, 'data must be a text, such as "./sandbox-data", but is the text " ".'],
  [{ port: 70000 }, 'port: "70000" is not a whole number from 0 to 65535'],
  [{ fixture: ['demo'] }, 'fixture must be a text, such as "demo", but is [ \'demo\' ].'],
  [{ logLevel: 'loud' }, 'logLevel: "loud" is not one of fatal, error, warn, info, debug, trace, silent'],
  [{ rateLimit: 'often' }, 'rateLimit: "often" is not a rate limit. Use 100/1s, 20/1m or off.'],
  [{ clock: 5 }, `${clock}, but is 5.`],
  [{ clock: new Date(0) }, 'clock must say how it goes, too, but is the Date 1970-01-01T00:00:00.000Z. ' +
    'Use { mode: "frozen", now: date.toISOString() }, or "offset" for a clock that goes on from there.'],
  [{ clock: { mode: 'frozen' } }, 'clock: one that is frozen from the start needs "now", the moment at which it begins: ' +
    '{ mode: "frozen", now: "2026-03-02T09:00" }.'],
  [{ clock: { mode: 'freeze', now: '2026-03-02' } }, 'clock.mode must be "real", "frozen" or "offset", but is the text "freeze".'],
  [{ clock: { mode: 'offset', now: new Date(0) } },
    'clock.now must be a text, such as "2026-03-02T09:00", but is 1970-01-01T00:00:00.000Z. Use its toISOString().'],
  [{ clock: { mode: 'real', now: '2026-03-02' } }, `${clock}, but is { mode: 'real', now: '2026-03-02' }.`],
  [{ clock: 'yesterday' }, 'clock: "yesterday" is not a valid clock. Use real, frozen:2026-03-02T09:00 or offset:2026-03-02T09:00.'],
  [{ clock: { mode: 'frozen', now: 'noon' } },
    'clock: "noon" is not a valid date or time. Use 2026-03-02, 2026-03-02T09:00 (New Zealand time) or 2026-03-02T09:00:00+13:00.'],
  [{ tls: { cert: 'a.pem' } },
    'tls must be two names of PEM files, such as { cert: "server.pem", key: "server-key.pem" }, but is { cert: \'a.pem\' }.'],
  [{ contract: 7 }, 'contract must be the name of a file, or a document, but is 7.'],
  [{ settings: ['reading'] }, 'settings must be an object, such as { reading: "unknown-id=404" }, but is [ \'reading\' ].'],
  [{ settings: { readign: 'unknown-id=404' } }, 'settings: "readign" is not a setting of a sandbox. Did you mean "reading"?'],
  [{ settings: { colour: 'red' } }, /^settings: "colour" is not a setting of a sandbox\. Use rate-limit, wire-exact, cors, .* or [\w-]+\.$/],
  [{ settings: { data: 'x' } },
    'settings: "data" is not a setting of a sandbox. It is an option beside settings: write startSandbox({ data: … }).'],
  [{ settings: { 'admin-token': 'x' } }, 'settings: "admin-token" is not a setting of a sandbox. ' +
    'It is one of a server: start that with tms-sandbox start --admin-token, and connect() to it.'],
  [{ settings: { reading: { 'unknown-id': '404' } } }, `settings.reading: { 'unknown-id': '404' } ${reading}`],
  [{ settings: { reading: true } }, `settings.reading: true ${reading}`],
  [{ settings: { reading: ['a=b'] } }, /^settings\.reading: No reading "a" exists\. The readings are /],
  [{ settings: { 'wire-exact': 1 } }, 'settings["wire-exact"]: 1 is not a value that it can have. Use true or false.'],
  [{ settings: { 'wire-exact': ['yes'] } }, 'settings["wire-exact"]: [ \'yes\' ] is not a value that it can have. Use true or false.'],
  [{ settings: { 'max-records-per-batch': [500] } },
    'settings["max-records-per-batch"]: [ 500 ] is not a value that it can have. Use a number or a text, such as "500".'],
  [{ settings: { 'max-records-per-batch': 0 } }, 'settings["max-records-per-batch"]: "0" is not a whole number from 1 to 100000']
]

t.test('What startSandbox() cannot be told is refused by its name, with what it can be', async t => {
  for (const [options, says] of wrong) {
    const message = typeof says === 'string' ? `startSandbox(): ${says}` : new RegExp(says.source.replace('^', '^startSandbox\\(\\): '))
    await t.rejects(startSandbox(options as object), { message }, JSON.stringify(options))
  }
})

t.test('Lists, numbers, yes and no, and a clock that is an object are taken, here and over HTTP', async t => {
  const reading = ['unknown-id=404', 'visit-id-scope=plan']
  const settings = { reading, 'max-records-per-batch': 7, 'wire-exact': true, 'rate-limit': '1/1h' }
  const set = { fixture: 'demo', clock: { mode: 'frozen', now: '2026-03-02T09:00' }, settings } as const
  const first = await startSandbox({ ...set, settings })
  t.teardown(() => first.close())
  for (const sandbox of [first, await first.sandbox({ ...set, settings })]) {
    t.match(await sandbox.clock.get(), { mode: 'frozen', today: '2026-03-02' })
    t.match((await sandbox.readings.list()).find(({ id }) => id === 'unknown-id'), { inForce: '404' })
    const read = () => fetch(`${sandbox.urls['tec-work-based']}/learners/none`, {
      headers: { authorization: 'Bearer demo-token-9001', eid: '9001' }
    })
    const { status, headers } = await read()
    t.same([status, headers.get('sandbox-request-id')], [404, null], 'as the reading and wire-exact have it')
    t.equal((await read()).status, 429)
  }
  await t.rejects(first.sandbox({ settings: { reading: [['x']] as never } }), { status: 400, message: /settings\.reading|reading must be/ })
})

const listening = async (t: Test, status: number, body: string): Promise<string> => {
  const other = createServer((_, response) => { response.writeHead(status).end(body) }).listen(0, '127.0.0.1')
  t.teardown(() => other.close())
  await once(other, 'listening')
  return `http://127.0.0.1:${(other.address() as AddressInfo).port}`
}

t.test('What connect() cannot be told is refused, and what cannot be reached, or is none, is said so', async t => {
  const connectTo = connect as (...given: unknown[]) => Promise<unknown>
  for (const [given, message] of [
    [['localhost:4123'], 'connect(): "localhost:4123" is not the address of a server. Did you mean "http://localhost:4123"?'],
    [['localhost:4123/sandboxes/mine'], /Did you mean "http:\/\/localhost:4123\/sandboxes\/mine"\?$/],
    [['ftp://localhost'], 'connect(): "ftp://localhost" is not the address of a server. ' +
      'Use one such as "http://localhost:4010", or "http://localhost:4010/sandboxes/mine".'],
    [['http://me:secret@localhost:4010'], 'connect(): The address has a user or a password, which no sandbox asks for. ' +
      'Give it without: http://localhost:4010. Where the sandbox\'s own API asks for a token, that is the admin token.'],
    [['http://localhost:4010/?x=1'], 'connect(): "http://localhost:4010/?x=1" has a query or a fragment. Give it without: http://localhost:4010/.'],
    [[''], /^connect\(\): "" is not the address of a server\. Use one such as/],
    [[4010], 'connect(): the address must be a text, such as "http://localhost:4010", but is 4010.'],
    [['http://localhost:1', 'secret'],
      'connect(): after the address give an object of options, such as { adminToken: "…" }, or nothing, but not the text "secret".'],
    [['http://localhost:1', { token: 'x' }], 'connect(): "token" is not an option. Its only one is adminToken: { adminToken: "…" }.'],
    [['http://localhost:1', { adminToken: 7 }], 'connect(): adminToken must be a text, but is 7.']
  ] as const) await t.rejects(connectTo(...given), { message }, String(given))

  for (const [status, body] of [
    [200, 'hello'], [200, '{}'], [200, 'null'], [404, 'Not found'], [404, '{"detail":"Not Found"}'], [500, '']
  ] as const) {
    const url = await listening(t, status, body)
    await t.rejects(connect(url), {
      name: 'SandboxError',
      status,
      message: `Something else than a tms-sandbox answers at ${url}: to GET /__admin it says ${status}, and not what a sandbox says. ` +
        'Check the host and the port.'
    }, body)
  }

  const { url, stop } = await listen(t)
  await t.rejects(connect(`${url}/sandboxes/none`), { status: 404, message: /No sandbox "none" exists/ })
  await stop()
  await t.rejects(connect(url), {
    name: 'SandboxError', status: 0, message: /^Nothing answers at http:\S+ \(ECONNREFUSED\)\. Start it there/
  })
})

t.test('What takes a connection and says nothing has a time to answer', async t => {
  const url = await silent(t)
  const says = (within: string) => ({
    name: 'SandboxError',
    status: 0,
    message: `What listens at ${url} has not answered within ${within}. Check the host and the port; if it is a tms-sandbox, ` +
      'see what it prints, and start it again.'
  })
  await t.rejects(reach(url, undefined, 1), says('1 second'))
  if (isThorough) await t.rejects(connect(url), says('30 seconds'))
})

t.test('A sandbox that was closed says so, and so does one that was made beside it', async t => {
  const [first, another] = [await startSandbox({ fixture: 'empty' }), await startSandbox({ fixture: 'empty' })]
  t.teardown(() => another.close())
  const beside = await first.sandbox({ fixture: 'empty' })
  const within = await beside.sandbox({ fixture: 'empty' })
  await within.close()
  const said = (message: string) => ({ name: 'SandboxError', status: 0, message })
  await t.rejects(within.reset(), said(`The sandbox "${within.id}" was closed. Make another with sandbox().`))
  await first.close()
  await first.close()
  const closed = said('The sandbox was closed. Start another with startSandbox().')
  await t.rejects(first.health(), closed)
  await t.rejects(first.inject('/livez'), closed)
  const tooLate = said(`The sandbox that made "${beside.id}" was closed before it. Close "${beside.id}" first.`)
  await t.rejects(beside.clock.get(), tooLate)
  await t.rejects(beside.close(), tooLate)
})

t.test('The defects of a token that the types name are those that there are', t => {
  const document = JSON.parse(readFileSync('openapi/admin.json', 'utf8'))
  t.same(schemas.TokenOrder.properties.defect.anyOf.map(it => it.const), document.components.schemas.TokenDefect.enum)
  t.end()
})
