import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import type { Server as SocketServer } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { buildApp, needsToken } from './app.ts'
import type { Config } from './config.ts'
import { listen } from './listen.ts'
import { BadInput } from './core/errors.ts'
import { contractsInForce } from './contract/edge/contracts-in-force.ts'
import { contractsOf } from './contract/files.ts'
import { refuseReading } from './sandbox/alone.ts'
import { contracts } from './sandbox/contracts.ts'
import { isOfFullDisk } from './http/of-the-disk.ts'
import { stoppingNow } from './http/refuse-while-stopping.ts'
import { sandboxesHere } from './http/sandboxes-elsewhere.ts'
import { closeSilentConnections } from './http/silent-connections.ts'
import type { SecureConnections } from './http/secure-connections.ts'
import { waitBefore } from './http/wait-before.ts'
import { findFixture } from './sandbox/fixtures.ts'
import { limitsOf } from './sandbox/limits.ts'
import { openSandboxes, type Sandboxes } from './sandbox/sandboxes.ts'
import { contents, services } from './services.ts'

/** A server that listens, and the sandboxes behind it. */
export interface RunningServer {
  readonly url: string
  readonly http: Server
  readonly sandboxes: Sandboxes
  /** Asks without a socket. */
  inject: FastifyInstance['inject']
  /** Where it listens beyond loopback: what /__admin asks for. */
  readonly adminToken: string | undefined
  /** Whether whoever started it gave that token, and so knows it. */
  readonly isTokenGiven: boolean
  /** Lines about what was found in the folder, and will do. */
  readonly told: readonly string[]
  /** The file of a certificate that a client has to be told of, as nobody stands behind it. */
  readonly selfSigned: string | undefined
  /**
   * Answers what is under way, then closes the server and the databases; within some seconds, whoever holds a connection. The same, asked
   * again.
   */
  stop (): Promise<void>
}

/**
 * Opens the sandboxes and listens; `noteReading` hears, by their ids, which readings mattered. Throws BadInput for a bad fixture, folder,
 * host or port.
 */
export async function startServer (config: Config, noteReading?: (id: string) => void): Promise<RunningServer> {
  const { host, port, data, shared, fixture, clock, defaults, given, logLevel, adminToken: wanted, adminCors, demos } = config
  const adminToken = wanted ?? (needsToken(host) ? randomBytes(18).toString('base64url') : undefined)
  let app: FastifyInstance | undefined
  const report = (error: unknown) => app?.log.error(error)
  const told: string[] = []
  const tell = (line: string) => { if (app) app.log.warn(line); else told.push(line) }
  const certificate = await certificateOf(config)
  if (certificate) told.push(...certificate.doubts)
  const fixtureFound = findFixture(fixture)
  const contractsFound = await contractsOf(config, services)
  const goBy = contractsFound.length > 0 ? { [contracts.name]: contractsFound } : {}
  const sandboxes = openOrSay(data, () =>
    openSandboxes({
      ...{ fixture: fixtureFound, data, shared, clock, report, tell, noteReading, ...limitsOf(config) },
      defaults: { ...defaults, ...goBy },
      given: { ...given, ...goBy }
    }, contents))
  try {
    app = await buildApp({ sandboxes, host, logLevel, adminToken, adminCors, demos, certificate })
    const served = app
    closeSilentConnections(served.server)
    if (data !== undefined || contractsFound.length > 0) waitBefore(served.server, contractsInForce(sandboxes, services))
    if (shared) waitBefore(served.server, sandboxesHere(sandboxes))
    const secured = certificate?.secure(app.server)
    const { url, alsoAt } = await listen(served, { host, port }, certificate)
    let stopping: Promise<void> | undefined
    const stop = () => (stopping ??= close(served, sandboxes, alsoAt, secured).finally(sandboxes.close))
    const access = { adminToken, isTokenGiven: wanted !== undefined, selfSigned: certificate?.selfSigned }
    return { url, http: app.server, sandboxes, inject: app.inject.bind(app), ...access, told, stop }
  } catch (error) {
    sandboxes.close()
    throw inOneLine(error, data)
  }
}

/** What of https is of use here, and loaded where it is asked for. Throws BadInput. */
async function certificateOf ({ tlsCert, tlsKey, host }: Config) {
  if (tlsCert === undefined && tlsKey === undefined) return undefined
  const [{ readCertificate, calledBy, doubtsAbout }, { secureConnections }] =
    await Promise.all([import('./certificate.ts'), import('./http/secure-connections.ts')])
  const certificate = readCertificate({ tlsCert, tlsKey })!
  return {
    ...certificate,
    scheme: 'https' as const,
    calledBy: calledBy(certificate, host),
    doubts: doubtsAbout(certificate, host),
    selfSigned: certificate.isSelfSigned ? tlsCert : undefined,
    secure: secureConnections
  }
}

function openOrSay (data: string | undefined, open: () => Sandboxes): Sandboxes {
  try {
    return open()
  } catch (error) {
    throw inOneLine(error, data)
  }
}

/** A folder in which nothing can be stored, or something is damaged, is no mistake of ours: as BadInput; any other error as it is. */
export function inOneLine (error: unknown, data: string | undefined): unknown {
  const { code = '', message, path } = error as { code?: string, message: string, path?: string }
  if (data === undefined) return error
  if (isOfFullDisk(code)) return new BadInput(`The disk with the data folder ${data} is full. Make room, or choose another with --data.`)
  const end = `${message}. Fix that, or choose another with --data.`
  if (code.startsWith('SQLITE_BUSY')) {
    return new BadInput(`Another program holds a database in the data folder ${data}. Close it, or choose another folder with --data.`)
  }
  if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(code)) return new BadInput(`What is in the data folder ${data} is damaged: ${end}`)
  const isStoring = /^(?:EROFS|EACCES|EIO|SQLITE_(?:IOERR|READONLY|CANTOPEN))/.test(code)
  return isStoring || path?.startsWith(data) ? new BadInput(`Nothing can be stored in the data folder ${data}: ${end}`) : error
}

/** So long, in milliseconds, what is under way has to come to its end, */
const patience = 3000

/** and lists that take many turns: so there is time to say that they are refused, and for those that are made to be read. */
const patienceWithLists = 1500

/** A connection that has sent nothing, or half a request, would keep the server from closing for ever. */
async function close (
  app: FastifyInstance, { places }: Sandboxes, alsoAt: SocketServer | undefined, secured: SecureConnections | undefined
): Promise<void> {
  const impatience = setTimeout(() => {
    app.server.closeAllConnections()
    secured?.close()
  }, patience)
  const lists = setTimeout(() => {
    for (const { awake } of places.values()) if (awake) refuseReading(awake, stoppingNow())
  }, patienceWithLists)
  // One whose answer is out is idle from then on, and Node closes only those that are so now.
  const idle = setInterval(() => app.server.closeIdleConnections(), 50)
  try {
    await Promise.all([app.close(), alsoAt && new Promise(resolve => alsoAt.close(resolve))])
  } finally {
    clearTimeout(impatience)
    clearTimeout(lists)
    clearInterval(idle)
  }
}
