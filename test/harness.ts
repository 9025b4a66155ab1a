import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import type { InjectOptions, Response } from 'light-my-request'
import type { Test } from 'tap'
import { documented } from '../src/app.ts'
import { readConfig, type Config } from '../src/config.ts'
import { readMoment } from '../src/core/clock.ts'
import type { Database } from '../src/sandbox/database.ts'
import { findFixture } from '../src/sandbox/fixtures.ts'
import type { Sandbox } from '../src/sandbox/sandbox.ts'
import { openSandboxes, type Sandboxes, type SandboxesOptions } from '../src/sandbox/sandboxes.ts'
import { startServer } from '../src/server.ts'
import { contents } from '../src/services.ts'
import { appAlone, appFor } from './apps.ts'
import { watchReplies } from './over-sockets.ts'
import { officialsIn } from './official-replies.ts'
import { undocumented } from './undocumented.ts'

/** All that tests know of how a sandbox is opened, served and looked into. */

export { documented, startServer }
export type { Database, Sandbox }

/** Monday, late summer, 9 in the morning. */
export const now = '2026-03-02T09:00'

/** The clock of a test, as a flag. */
export const frozen = `frozen:${now}`

/** As on the command line. */
export type Flags = Record<string, string>

export interface Reply {
  status: number
  headers: Response['headers']
  body: any
  text: string
}

export type Headers = Record<string, string>

/** A call to an API with the credentials of the fixture; headers that are given come on top of them, or in their place. */
export type Call = (method: string, path: string, body?: unknown, headers?: Headers) => Promise<Reply>

const asFirstTeo = { authorization: 'Bearer demo-token-9001', eid: '9001' }
const asServiceUser = { authorization: 'Bearer demo-api-key' }

/** The headers of the other TEO, EID 9002, which has rows under some of 9001's local ids. */
export const asSecondTeo = { authorization: 'Bearer demo-token-9002', eid: '9002' }

export interface Client {
  readonly sandbox: Sandbox
  readonly sandboxes: Sandboxes
  /** A call to any path. */
  inject (options: InjectOptions): Promise<Reply>
  /** The same where another document than ours says what is answered. */
  send (options: InjectOptions): Promise<Reply>
  /** TEC's work-based API: `call('POST', '/learners', { … })`. */
  call: Call
  get (path: string): Promise<Reply>
  post (path: string, body: unknown): Promise<Reply>
  put (path: string, body: unknown): Promise<Reply>
  /** TEC's Single Data Return: `sdr('GET', '/returns')`. */
  sdr: Call
  /** accessplanit version 1: `v1('GET', '/coursedates/5014')`. */
  v1: Call
  /** accessplanit version 2: `v2('PUT', 'User/2001', { … })`, and its baskets. */
  v2: Call
  basket: Call
  /** The sandbox's own API. */
  admin (method: string, path: string, body?: unknown): Promise<Reply>
  freeze (moment: string): void
  /** Back to the fixture: the data, the clock and the journal, or some of them. */
  reset (...scope: Array<'data' | 'clock' | 'journal'>): Promise<void>
  /** The sandbox's clock, in milliseconds since 1970. */
  now (): number
  /** The database as it is now: nobody is to keep it. */
  db (): Database
  /** What went wrong while nobody waited for an answer, the oldest first. */
  readonly reported: unknown[]
  /** Ends the sandbox under its server, as though the process had gone. */
  close (): void
}

/** A sandbox on a frozen clock, fixture `empty`, and a server over it, for one test. */
export const open = (t: Test, flags: Flags & { at?: string } = {}, machine?: () => number): Promise<Client> =>
  openOver(appFor, t, flags, machine)

/** The same under an app that has served nobody before. */
export const openAlone = (t: Test, flags: Flags = {}): Promise<Client> => openOver(appAlone, t, flags)

async function openOver (
  serve: typeof appFor, t: Test, { at = now, ...flags }: Flags & { at?: string }, machine?: () => number
): Promise<Client> {
  const config = readConfig({ fixture: 'empty', 'rate-limit': 'off', 'log-level': 'silent', clock: `frozen:${at}`, ...flags })
  const reported: unknown[] = []
  const sandboxes = openAll(config, { machine, report: error => reported.push(error) })
  const sandbox = sandboxes.default
  const app = await serve({ sandboxes, ...config })
  t.teardown(async () => {
    await app.end()
    sandboxes.close()
  })

  const chosen = String(flags.reading ?? '').split(',')

  async function send (options: InjectOptions): Promise<Reply> {
    const { statusCode, headers, payload } = await app.inject(options)
    return { status: statusCode, headers, text: payload, body: readJson(payload) }
  }
  async function inject (options: InjectOptions): Promise<Reply> {
    const reply = await send(options)
    const different = undocumented(options, reply, chosen, officialsIn(sandboxes))
    if (different.length > 0) t.fail(`The document does not say it: ${different.slice(0, 5).join('; ')}`)
    return reply
  }
  const under = (root: string, credentials: Headers): Call => (method, path, body, headers) => inject({
    method: method as 'GET',
    url: path === '' || path.startsWith('/') ? `${root}${path}` : `${root}/${path}`,
    headers: { ...credentials, ...headers },
    ...(body !== undefined && { payload: body as object })
  })
  const call = under('/work-submission-api/v1.0', asFirstTeo)
  const admin = under('/__admin', {})
  return {
    sandbox,
    sandboxes,
    inject,
    send,
    call,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    sdr: under('/submissions/v1.0', asFirstTeo),
    v1: under('/accessplan/api/v1', asServiceUser),
    v2: under('/accessplan/api/v2', asServiceUser),
    basket: under('/accessplan/apibasket/v2/basket', asServiceUser),
    admin,
    freeze: (moment) => sandbox.setClock({ mode: 'frozen', at: readMoment(moment) }),
    reset: async (...scope) => { demand(await admin('POST', '/reset', scope.length > 0 ? { scope } : undefined)) },
    now: () => sandbox.clock.now(),
    db: () => databaseOf(sandbox),
    reported,
    close: () => sandboxes.close()
  }
}

type Hearing = Pick<SandboxesOptions, 'machine' | 'report' | 'tell'>

const openAll = ({ fixture, logLevel, ...config }: Config, { report = () => {}, ...hearing }: Hearing = {}): Sandboxes =>
  openSandboxes({ ...config, fixture: findFixture(fixture), report, ...hearing }, contents)

/** A sandbox that nothing serves; whoever opens it closes it. Throws as `open` does. */
export function openUnserved (flags: Flags = {}, tell?: (line: string) => void): Sandbox {
  const sandboxes = openAll(readConfig({ fixture: 'empty', ...flags }), { tell })
  return Object.create(sandboxes.default, { close: { value: () => sandboxes.close() } }) as Sandbox
}

export const databaseOf = ({ db }: Sandbox): Database => db

export const todayOf = ({ clock }: Sandbox): string => clock.today()

/** A server that listens, as `tms-sandbox start` runs it. */
export interface Listening {
  readonly url: string
  readonly http: Server
  readonly sandbox: Sandbox
  readonly sandboxes: Sandboxes
  db (): Database
  stop (): Promise<void>
  /** As people are told at the start. */
  readonly told: readonly string[]
}

/** Starts a server on a free port. What the flags do not say is as usual; it stops with the test. */
export async function listen (t: Test, flags: Flags = {}): Promise<Listening> {
  const { url, http, sandboxes, told, stop } = await startServer(readConfig({ port: '0', 'log-level': 'silent', ...flags }))
  const different: string[] = []
  watchReplies(http, String(flags.reading ?? '').split(','), it => different.push(it))
  t.teardown(async () => {
    const ended = stop()
    // What a test that failed has left open.
    http.closeAllConnections()
    await ended
    if (different.length > 0) throw new Error(`The document does not say it: ${different.slice(0, 5).join('; ')}`)
  })
  const sandbox = sandboxes.default
  return { url, http, sandbox, sandboxes, told, db: () => databaseOf(sandbox), stop }
}

/** The address of a server that takes connections, and says nothing. */
export async function silent (t: Test): Promise<string> {
  const server = createServer(() => {}).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => { server.close() })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** For what prepares a test: throws if it was refused. */
export function demand (reply: Reply): Reply {
  if (reply.status >= 300) throw new Error(`${reply.status} ${reply.text}`)
  return reply
}

/** A fixture of a test's own over `empty`: the records of each file. Its folder is what `open` takes. */
export const fixture = (t: Test, files: Record<string, object[]>): string =>
  t.testdir(Object.fromEntries(Object.entries({ 'fixture.json': { about: 'Of one test', extends: 'empty' }, ...files })
    .map(([file, content]) => [file, JSON.stringify(content)])))

function readJson (text: string): any {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
