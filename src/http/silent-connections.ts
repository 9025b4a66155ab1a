import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** Milliseconds that a request has from its first byte to its last. */
export const mostOfARequest = 120_000

/** So often, in milliseconds, connections are looked at; one that was as silent the last time is closed. */
export const lookedAtEvery = 60_000

/**
 * Closes connections on which nothing was ever sent, and those whose other end reads nothing of what it is sent: after one minute at least,
 * and two at most. Node.js has limits for a request that is begun and for one that is over, and none for these. Connections are looked at
 * and not their requests, each of which would pay for it. It ends with the server.
 */
export function closeSilentConnections (server: Server): void {
  const written = new Map<Socket, number | undefined>()
  server.on('connection', socket => {
    written.set(socket, undefined)
    socket.once('close', () => { written.delete(socket) })
  })
  const looking = setInterval(() => {
    for (const [socket, before] of written) {
      const isSilent = socket.bytesRead === 0 || socket.writableLength > 0
      const now = isSilent ? sentOf(socket) : undefined
      if (now !== undefined && now === before) socket.destroy()
      else written.set(socket, now)
    }
  }, lookedAtEvery)
  looking.unref()
  server.once('close', () => { clearInterval(looking) })
}

/** What has gone out: `bytesWritten` counts what still waits, too. */
const sentOf = (socket: Socket): number => socket.bytesWritten - socket.writableLength
