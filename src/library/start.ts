import { Readable } from 'node:stream'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { describeSandbox } from '../admin/worlds.ts'
import { readConfig, readSettings, type Config } from '../config.ts'
import { forgetTranslators } from '../contract/in-force.ts'
import { withoutNative } from '../core/native.ts'
import { adopt, contracts, type Adopted } from '../sandbox/contracts.ts'
import { findFixture } from '../sandbox/fixtures.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { startServer, type RunningServer } from '../server.ts'
import { services } from '../services.ts'
import { isBytes, SandboxError, type Send } from './ask.ts'
import { controlsOf } from './asking.ts'
import type { Controls, Reached } from './controls.ts'
import { injected } from './injected.ts'
import { reachedAt } from './reached.ts'
import { configOf, inOptions } from './start-options.ts'
import type { InjectReply, InjectRequest, StartOptions } from './types.ts'

/** A sandbox inside another program: a TMS's own test run. */
export interface StartedSandbox extends Controls, Reached {
  readonly url: string
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
  const config = configOf(options)
  try {
    return await startBy(config, options)
  } catch (error) {
    throw inOptions(withoutNative(error))
  }
}

async function startBy (config: Config, { port, host, data, logLevel, contract, tls }: StartOptions): Promise<StartedSandbox> {
  const adopted = contract === undefined ? undefined : await adoptable(contract)
  // Those that are made beside it go by its contract, too.
  const defaults = { ...config.defaults, ...adopted && { [contracts.name]: [adopted] } }
  if ([port, host, data, logLevel, tls].some(it => it !== undefined)) {
    const server = await startServer({ ...config, defaults })
    goBy(server.sandboxes.default, adopted)
    return started(server, server.sandboxes.default, '', server.stop)
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
    const startedWith = { fixture: given, clock: config.clock, defaults }
    server.sandboxes.create(id, { ...startedWith, startedWith })
    goBy(server.sandboxes.find(id)!, adopted)
  } catch (error) {
    await leave()
    throw error
  }
  return started(server, server.sandboxes.find(id)!, `/sandboxes/${id}`, async () => {
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
  return (await preparedOf(given, services, isFile ? contract : { was: 'given' })).adopted
}

function goBy (sandbox: Sandbox, adopted: Adopted | undefined): void {
  if (!adopted) return
  sandbox.store.transact(() => adopt(sandbox.db, sandbox.settings, adopted))
  forgetTranslators(sandbox)
}

/** The sandbox under `prefix`. Its controls ask the server as a client would, but through no socket. */
function started (server: RunningServer, sandbox: Sandbox, prefix: string, stop: () => Promise<void>): StartedSandbox {
  let stopping: Promise<void> | undefined
  const ask = async (request: InjectOptions): Promise<LightMyRequestResponse> => {
    if (stopping) throw new SandboxError('The sandbox was closed. Start another with startSandbox().', 0)
    return await server.inject(request)
  }
  const close = () => (stopping ??= stop())
  const { url } = server
  return {
    ...reachedAt(describeSandbox({ services, sandboxes: server.sandboxes, readSettings }, sandbox, url), url + prefix),
    ...controlsOf({ url, sendUnder: below => through(ask, server, below), isClosed: () => stopping !== undefined }, prefix),
    async inject (request) {
      const whole = injected(request, url + prefix)
      return await ask({ ...whole, url: `${prefix}${whole.url}` } as InjectOptions)
    },
    close,
    [Symbol.asyncDispose]: close
  }
}

type Inject = (request: InjectOptions) => Promise<LightMyRequestResponse>

const through = (inject: Inject, { url, adminToken }: RunningServer, prefix: string): Send => async (method, path, body) => {
  const { statusCode, rawPayload } = await inject({
    method,
    url: `${prefix}/__admin${path}`,
    headers: {
      host: new URL(url).host,
      ...(body && { 'content-type': isBytes(body) ? 'application/octet-stream' : 'application/json' }),
      ...(adminToken !== undefined && { authorization: `Bearer ${adminToken}` })
    },
    ...(body && { payload: isBytes(body) ? Readable.from(body instanceof Uint8Array ? [body] : body) : JSON.stringify(body) })
  })
  return { status: statusCode, bytes: rawPayload }
}
