import type { IncomingMessage } from 'node:http'

/** Whoever is let in alone and then sends nothing for so long, in milliseconds, is gone without a word, and keeps others waiting. */
export const silence = 5000

/** Closes the connection of a sender that is silent before its body is whole; what it was let in with is given back then. */
export function dropIfSilent (raw: IncomingMessage): void {
  const { socket } = raw
  if (raw.complete || typeof socket.setTimeout !== 'function') return
  const drop = (): void => { if (!raw.complete) socket.destroy() }
  socket.setTimeout(silence, drop)
  raw.once('close', () => {
    socket.setTimeout(0)
    socket.off('timeout', drop)
  })
}
