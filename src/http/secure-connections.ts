import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { handshake } from './unparsed.ts'

/** Those to a server of https, of which its server of HTTP knows only once both sides have agreed on a key. */
export interface SecureConnections {
  /** Closes them at once. */
  close (): void
}

/** How long, in milliseconds, somebody may be connected and say nothing. */
const patience = 120_000

/** Tells whoever writes http:// to a server of https what is wrong, and has all connections at hand for when it stops. */
export function secureConnections (server: Server): SecureConnections {
  const open = new Set<Socket>()
  const [agree] = server.listeners('connection')
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    const endSilent = (): void => { socket.destroy() }
    socket.once('close', () => open.delete(socket)).on('error', () => {}).setTimeout(patience, endSilent)
    socket.once('data', first => {
      socket.setTimeout(0).off('timeout', endSilent)
      if (first[0] !== handshake) {
        server.emit('clientError', Object.assign(new Error(), { code: 'ERR_SSL_HTTP_REQUEST', rawPacket: first }), socket)
        return
      }
      // It goes on from where it was looked at.
      socket.pause()
      socket.unshift(first)
      agree!.call(server, socket)
      process.nextTick(() => socket.resume())
    })
  })
  return { close: () => { for (const socket of open) socket.destroy() } }
}
