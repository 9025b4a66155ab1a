import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { buildApp, needsToken } from './app.ts'
import type { Config } from './config.ts'
import { BadInput } from './core/errors.ts'
import { findFixture } from './sandbox/fixtures.ts'
import { openSandboxes, type Sandboxes } from './sandbox/sandboxes.ts'
import { contents } from './services.ts'

/** A server that listens, and the sandboxes behind it. */
export interface RunningServer {
  readonly url: string
  readonly http: Server
  readonly sandboxes: Sandboxes
  /** Where it listens beyond loopback: what /__admin asks for. */
  readonly adminToken: string | undefined
  /**
   * Answers what is under way, then closes the server and the databases; within some seconds, whoever holds a connection. The same, asked
   * again.
   */
  stop (): Promise<void>
}

/** Opens the sandboxes and listens. Throws BadInput for a bad fixture, folder, host or port. */
export async function startServer (
  { host, port, data, fixture, clock, defaults, logLevel, adminToken: given }: Config
): Promise<RunningServer> {
  const adminToken = given ?? (needsToken(host) ? randomBytes(18).toString('base64url') : undefined)
  let app: FastifyInstance | undefined
  const report = (error: unknown) => app?.log.error(error)
  const sandboxes = openSandboxes({ fixture: findFixture(fixture), data, clock, defaults, report }, contents)
  try {
    app = await buildApp({ sandboxes, host, logLevel, adminToken })
    try {
      await app.listen({ host, port })
    } catch (error) {
      await app.close()
      throw listenError(error as NodeJS.ErrnoException, { host, port })
    }
    const address = app.server.address() as AddressInfo
    const served = app
    let stopping: Promise<void> | undefined
    const stop = () => (stopping ??= close(served).finally(sandboxes.close))
    return { url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`, http: app.server, sandboxes, adminToken, stop }
  } catch (error) {
    sandboxes.close()
    throw error
  }
}

/** So long, in milliseconds, what is under way has to come to its end. */
const patience = 2000

/** A connection that has sent nothing, or half a request, would keep the server from closing for ever. */
async function close (app: FastifyInstance): Promise<void> {
  const impatience = setTimeout(() => app.server.closeAllConnections(), patience)
  // One whose answer is out is idle from then on, and Node closes only those that are so now.
  const idle = setInterval(() => app.server.closeIdleConnections(), 50)
  try {
    await app.close()
  } finally {
    clearTimeout(impatience)
    clearInterval(idle)
  }
}

function listenError (error: NodeJS.ErrnoException, { host, port }: Pick<Config, 'host' | 'port'>): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new BadInput(`Port ${port} on ${host} is in use already; choose another with --port, or --port 0 for any free one`)
    case 'EACCES':
      return new BadInput(`Port ${port} needs more rights than this user has; choose one above 1023 with --port`)
    case 'EADDRNOTAVAIL': case 'ENOTFOUND':
      return new BadInput(`This machine has no address ${host} to listen on; choose another with --host`)
    default:
      return error
  }
}
