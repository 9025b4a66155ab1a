import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { BadInput } from './core/errors.ts'
import type { Catalogue } from './http/openapi.ts'
import { findFixture } from './sandbox/fixtures.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { openSandboxes } from './sandbox/sandboxes.ts'
import { contents } from './services.ts'

/** A server that listens, and the world behind it. */
export interface RunningServer {
  readonly url: string
  readonly app: FastifyInstance
  readonly sandbox: Sandbox
  readonly catalogue: Catalogue
  /** Where it listens beyond loopback: what /__admin asks for. */
  readonly adminToken: string | undefined
  /** Answers what is under way, then closes the server and the database. */
  stop (): Promise<void>
}

const isLoopback = (host: string): boolean => /^(?:localhost|::1|\[::1\]|127(?:\.\d+){3})$/.test(host)

/** Opens the sandbox and listens. Throws BadInput for a bad fixture, folder, host or port. */
export async function startServer (given: Config): Promise<RunningServer> {
  const adminToken = given.adminToken ?? (isLoopback(given.host) ? undefined : randomBytes(18).toString('base64url'))
  const config = { ...given, adminToken }
  const { data, clock } = config
  const sandboxes = openSandboxes({ fixture: findFixture(config.fixture), data, clock }, contents)
  const sandbox = sandboxes.default
  try {
    const { app, catalogue } = await buildApp({ sandbox, config })
    const stop = async () => {
      await app.close()
      sandboxes.close()
    }
    try {
      await app.listen({ host: config.host, port: config.port })
    } catch (error) {
      await app.close()
      throw listenError(error as NodeJS.ErrnoException, config)
    }
    const { port } = app.server.address() as AddressInfo
    const host = config.host.includes(':') ? `[${config.host}]` : config.host
    return { url: `http://${host}:${port}`, app, sandbox, catalogue, adminToken, stop }
  } catch (error) {
    sandboxes.close()
    throw error
  }
}

function listenError (error: NodeJS.ErrnoException, { host, port }: Config): Error {
  switch (error.code) {
    case 'EADDRINUSE': return new BadInput(`Port ${port} on ${host} is in use already; choose another with --port, or --port 0 for any free one`)
    case 'EACCES': return new BadInput(`Port ${port} needs more rights than this user has; choose one above 1023 with --port`)
    case 'EADDRNOTAVAIL': case 'ENOTFOUND': return new BadInput(`This machine has no address ${host} to listen on; choose another with --host`)
    default: return error
  }
}
