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
