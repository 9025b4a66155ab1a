import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Watched } from './server.ts'

/** What clients do that hold a connection and want nothing, or never come to an end: the first bytes that each sends. */
const heads = [
  '',
  'GET /livez HT',
  'POST /oauth2/access_token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\na'
]

/** Opens so many connections, a third of them silent, a third in the middle of a head, and a third in that of a body. */
export async function openIdle ({ port }: Pick<Watched, 'port'>, count: number): Promise<{ open: () => number, close: () => void }> {
  const sockets: Socket[] = []
  for (let from = 0; from < count; from += 200) {
    await Promise.all(Array.from({ length: Math.min(200, count - from) }, async (_, n) => {
      const socket = connect(port, '127.0.0.1').on('error', () => {})
      sockets.push(socket)
      await once(socket, 'connect')
      const head = heads[n % heads.length]!
      if (head !== '') socket.write(head)
      // A client that is half open reads no more, though it says nothing of it.
      if (n % 2 === 0) socket.pause()
    }))
  }
  return {
    open: () => sockets.filter(it => !it.destroyed).length,
    close: () => { for (const socket of sockets) socket.destroy() }
  }
}

/** Clients that go on, and slowly. */
export interface Slow {
  /** How many of them are still under way, and how many bytes they have come on by in all. */
  readonly open: () => number
  readonly bytes: () => number
  readonly close: () => void
}

/** Bytes that a slow client takes at a time. */
const few = 256

/** So many bytes that a body of one byte at a time does not come to its end. */
const neverSent = 100_000

const begunBody = (headers: string): string =>
  `POST /work-submission-api/v1.0/learners HTTP/1.1\r\nHost: x\r\n${headers}Content-Type: application/json\r\n` +
  `Content-Length: ${neverSent}\r\n\r\n{"learnerLocalId":"`

/** Opens so many connections that send a body byte by byte, and as many that take what is at a path a few bytes at a time. */
export async function openSlow (
  { port }: Pick<Watched, 'port'>, count: number, path: string, caller: Readonly<Record<string, string>>
): Promise<Slow> {
  const headers = Object.entries(caller).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const [sending, reading]: [Socket[], Socket[]] = [[], []]
  for (const [sockets, head] of [[sending, begunBody(headers)], [reading, `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`]] as const) {
    await Promise.all(Array.from({ length: count }, async () => {
      const socket = connect(port, '127.0.0.1').on('error', () => {}).pause()
      sockets.push(socket)
      await once(socket, 'connect')
      socket.write(head)
    }))
  }
  let bytes = 0
  const going = setInterval(() => {
    for (const socket of sending) {
      if (socket.destroyed) continue
      socket.write('a')
      bytes++
    }
    for (const socket of reading) bytes += (socket.read(few) as Buffer | null)?.length ?? 0
  }, 50)
  return {
    open: () => [...sending, ...reading].filter(it => !it.destroyed && !it.readableEnded).length,
    bytes: () => bytes,
    close () {
      clearInterval(going)
      for (const socket of [...sending, ...reading]) socket.destroy()
    }
  }
}
