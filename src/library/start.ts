import { Readable } from 'node:stream'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { readConfig, serverOptionNames } from '../config.ts'
import { inFlag } from '../core/clock-forms.ts'
import { BadInput } from '../core/errors.ts'
import { either, quoted } from '../core/words.ts'
import { forgetTranslators } from '../contract/in-force.ts'
import { adopt, type Adopted } from '../sandbox/contracts.ts'
import { findFixture } from '../sandbox/fixtures.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { startServer, type RunningServer } from '../server.ts'
import { services } from '../services.ts'
import { isBytes, type Send } from './ask.ts'
import { controlsOf } from './asking.ts'
import type { Controls } from './controls.ts'
import type { InjectReply, InjectRequest } from './types/inject.ts'

/** Each as the flag of the same name takes it; see `tms-sandbox --help`. */
export interface StartOptions {
  /** A server of its own on this port; without it, sandboxes of one process share a server. */
  port?: number
  /** A server of its own on this address. */
  host?: string
  /** A server of its own that keeps its data there. */
  data?: string
  fixture?: string
  clock?: string
  rateLimit?: string
  /**
   * An official OpenAPI document by which it goes: a file, beside which `NAME.overlay.json` can have what was decided of it, or the
   * document itself, or both as `{ document, overlay }`.
   */
  contract?: string | object
  /** A server of its own that speaks https: the PEM files of its certificate and of the key. */
  tls?: { cert: string, key: string }
  /** A server of its own that logs this much. */
  logLevel?: string
  /** Anything else that a sandbox can be set to, by the flag's name: `{ reading: 'unknown-id=404' }`. */
  settings?: Record<string, string>
}

/** A sandbox inside another program: a TMS's own test run. */
export interface StartedSandbox extends Controls {
  /** Asks one of its services without a socket, by a path such as `/work-submission-api/v1.0/learners/L-1`. */
  inject (request: string | InjectRequest): Promise<InjectReply>
  /** Answers what is under way, and is gone. */
  close (): Promise<void>
  [Symbol.asyncDispose] (): Promise<void>
}

/** The server that the sandboxes of this process share, while there are any. */
let shared: { server: Promise<RunningServer>, users: number } | undefined

/** So many sandboxes this process has started on a shared server: no two have the same name, or one's tokens would be good in the next. */
let startedSoFar = 0

/**
 * Starts a sandbox on a free port. The first one of a process starts a server, and the others are sandboxes of the same server, unless they
 * are told something that is a server's. Throws where an option or a fixture is bad.
 */
export async function startSandbox (options: StartOptions = {}): Promise<StartedSandbox> {
  const { port = 0, host, data, fixture, clock, logLevel, rateLimit, settings, contract, tls } = checked(options)
  const config = readConfig({
    ...{ ...settings, port: String(port), host, data, fixture, clock, 'log-level': logLevel, 'rate-limit': rateLimit },
    ...tls && { 'tls-cert': tls.cert, 'tls-key': tls.key }
  })
  const adopted = contract === undefined ? undefined : await adoptable(contract)
  if ([options.port, host, data, logLevel, tls].some(it => it !== undefined)) {
    const server = await startServer(config)
    goBy(server.sandboxes.default, adopted)
    return started(server, '', server.stop)
  }
  const given = findFixture(config.fixture)
  shared ??= { server: startServer(readConfig({ port: '0', 'log-level': 'silent', fixture: 'empty' })), users: 0 }
  const mine = shared
  const id = `s${++startedSoFar}`
  mine.users++
  const server = await mine.server
  const leave = async () => {
    if (--mine.users > 0) return
    if (shared === mine) shared = undefined
    await server.stop()
  }
  try {
    server.sandboxes.create(id, { fixture: given, clock: config.clock, defaults: config.defaults })
    goBy(server.sandboxes.find(id)!, adopted)
  } catch (error) {
    await leave()
    throw error
  }
  return started(server, `/sandboxes/${id}`, async () => {
    await server.sandboxes.whenIdle(id)
    if (server.sandboxes.delete(id)) await leave()
  })
}

/** Read and matched before anything is started. Throws BadInput. */
async function adoptable (contract: string | object): Promise<Adopted> {
  // Most have none, and reading one takes what they would have to load as well.
  const [{ preparedOf }, { withOverlay }] = await Promise.all([import('../contract/given.ts'), import('../contract/files.ts')])
  const isFile = typeof contract === 'string'
  const given = isFile ? withOverlay(contract) : Buffer.from(JSON.stringify(contract))
  return (await preparedOf(given, services, isFile ? contract : 'given')).adopted
}

function goBy (sandbox: Sandbox, adopted: Adopted | undefined): void {
  if (!adopted) return
  sandbox.store.transact(() => adopt(sandbox.db, sandbox.settings, adopted))
  forgetTranslators(sandbox)
}

const known: ReadonlyArray<keyof StartOptions> =
  ['port', 'host', 'data', 'fixture', 'clock', 'rateLimit', 'logLevel', 'settings', 'contract', 'tls']

const types: Readonly<Record<string, string>> = { port: 'number', settings: 'object', tls: 'object' }

/** In a program without types, a misspelt option would start a sandbox that is not the one asked for. Throws BadInput. */
function checked (options: StartOptions): StartOptions {
  if (typeof options !== 'object' || options === null) {
    throw new BadInput('startSandbox() takes an object of options, such as { fixture: "empty" }, or nothing')
  }
  for (const [name, value] of Object.entries(options)) {
    if (!(known as readonly string[]).includes(name)) {
      throw new BadInput(`${quoted(name)} is not an option of startSandbox(). Use ${either(known)}; ` +
        'settings takes the others, by the names of their flags.')
    }
    const type = types[name] ?? 'string'
    const isOtherwiseRight = name === 'contract' && typeof value === 'object' && value !== null
    // eslint-disable-next-line valid-typeof -- They are such.
    if (value !== undefined && typeof value !== type && !isOtherwiseRight) {
      const wanted = name === 'contract' ? 'the name of a file, or a document' : `a ${type}`
      throw new BadInput(`startSandbox(): ${name} must be ${wanted}, but is ${String(value)}.${meantBy(name, value)}`)
    }
  }
  checkFiles(options.tls)
  const [own] = Object.keys(options.settings ?? {}).filter(name => serverOptionNames.includes(name))
  if (own !== undefined) {
    throw new BadInput(`${quoted(own)} is not a setting of a sandbox, but of a server. Give it beside settings, if startSandbox() has it.`)
  }
  return options
}

/** How a value of another type is written, where that is known. */
function meantBy (name: string, value: unknown): string {
  if (name === 'clock') return ` Write clock: '${inFlag(value) ?? 'frozen:2026-03-02T09:00'}'.`
  return name === 'port' && Number.isInteger(Number(value || NaN)) ? ` Write port: ${Number(value)}.` : ''
}

/** Throws BadInput. */
function checkFiles (tls: StartOptions['tls']): void {
  if (tls === undefined) return
  const names = Object.keys(tls ?? {}).sort().join()
  if (names !== 'cert,key' || typeof tls.cert !== 'string' || typeof tls.key !== 'string') {
    throw new BadInput('startSandbox(): tls must be two names of PEM files, { cert: "server.pem", key: "server-key.pem" }.')
  }
}

/** The sandbox under `prefix`. Its controls ask the server as a client would, but through no socket. */
function started (server: RunningServer, prefix: string, stop: () => Promise<void>): StartedSandbox {
  let stopping: Promise<void> | undefined
  const ask = async (request: InjectOptions): Promise<LightMyRequestResponse> => {
    if (stopping) throw new BadInput('The sandbox was closed. Start another with startSandbox().')
    return await server.inject(request)
  }
  const close = () => (stopping ??= stop())
  return {
    ...controlsOf({ url: server.url, sendUnder: below => through(ask, server.adminToken, below) }, prefix),
    inject (request) {
      const whole = typeof request === 'string' ? { url: request } : request
      return ask({ ...whole, url: `${prefix}${whole.url}` } as InjectOptions)
    },
    close,
    [Symbol.asyncDispose]: close
  }
}

type Inject = (request: InjectOptions) => Promise<LightMyRequestResponse>

const through = (inject: Inject, adminToken: string | undefined, prefix: string): Send => async (method, path, body) => {
  const { statusCode, rawPayload } = await inject({
    method,
    url: `${prefix}/__admin${path}`,
    headers: {
      host: 'localhost',
      ...(body && { 'content-type': isBytes(body) ? 'application/octet-stream' : 'application/json' }),
      ...(adminToken !== undefined && { authorization: `Bearer ${adminToken}` })
    },
    ...(body && { payload: isBytes(body) ? Readable.from(body instanceof Uint8Array ? [body] : body) : JSON.stringify(body) })
  })
  return { status: statusCode, bytes: rawPayload }
}
