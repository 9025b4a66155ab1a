import { createServer, type AddressInfo, type Server } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { BadInput } from './core/errors.ts'

interface Address { readonly host: string, readonly port: number }

/** How clients speak to it. */
interface Spoken {
  readonly scheme: 'http' | 'https'
  /** The name in its URL, where that is another than the address. */
  readonly calledBy?: string | undefined
}

const plain: Spoken = { scheme: 'http' }

/** Where an app listens. */
export interface Listening {
  readonly url: string
  /** What listens at the other loopback; it hands its connections to the app's own server. */
  readonly alsoAt: Server | undefined
}

/** Those that `localhost` can mean: some clients try one alone. */
const loopbacks = ['127.0.0.1', '::1']

/** Makes an app listen; at `localhost`, on as many of both loopbacks as the machine has. Closes it and throws BadInput where it cannot. */
export async function listen (app: FastifyInstance, { host, port }: Address, spoken = plain): Promise<Listening> {
  const [first, ...others] = host.toLowerCase() === 'localhost' ? loopbacks : [host]
  try {
    return await listenAt(app, { host: first!, port }, others[0], spoken)
  } catch (error) {
    await app.close()
    throw error
  }
}

async function listenAt (app: FastifyInstance, { host, port }: Address, other: string | undefined, spoken: Spoken): Promise<Listening> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    if (other !== undefined && isNotThere(error)) return await listenAt(app, { host: other, port }, undefined, spoken)
    throw listenError(error as NodeJS.ErrnoException, { host, port })
  }
  const bound = (app.server.address() as AddressInfo).port
  const alsoAt = other === undefined ? undefined : await listenBeside(app, { host: other, port: bound }, port !== 0)
  const name = spoken.calledBy ?? (host.includes(':') ? `[${host}]` : host)
  return { url: `${spoken.scheme}://${name}:${bound}`, alsoAt }
}

/** Listens at one more address of the same port; undefined where the machine has none, or the port is a chance one that is taken there. */
function listenBeside (app: FastifyInstance, { host, port }: Address, isChosen: boolean): Promise<Server | undefined> {
  // As Node's own server of HTTP has its sockets.
  const beside = createServer({ allowHalfOpen: true, noDelay: true }, socket => app.server.emit('connection', socket))
  return new Promise((resolve, reject) => {
    beside.once('error', (error: NodeJS.ErrnoException) => {
      if (isNotThere(error) || !isChosen) resolve(undefined)
      else reject(listenError(error, { host, port }))
    })
    beside.listen({ host, port, ipv6Only: true }, () => { resolve(beside) })
  })
}

const isNotThere = (error: unknown): boolean => ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes((error as NodeJS.ErrnoException).code ?? '')

function listenError (error: NodeJS.ErrnoException, { host, port }: Address): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new BadInput(`Port ${port} on ${host} is in use already; choose another ` +
        `with --port (npm start -- --port ${port + 1}), or --port 0 for any free one`)
    case 'EACCES':
      return new BadInput(`Port ${port} needs more rights than this user has; choose one above 1023 with --port`)
    case 'EADDRNOTAVAIL': case 'EAFNOSUPPORT': case 'ENOTFOUND':
      return new BadInput(`This machine has no address ${host} to listen on; choose another with --host`)
    default:
      return error
  }
}
