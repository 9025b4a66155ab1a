import { STATUS_CODES, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyBaseLogger } from 'fastify'
import { breakBody } from './broken-bodies.ts'
import { cutOff, failureOfUnparsed, type Unparsed } from './unparsed.ts'
import { headOf } from './unparsed-head.ts'
import { wireExact } from './answering.ts'
import { refuseUnread, tellLog, type Reached, type Unread } from './unread.ts'

/** The reply under way on a connection, as Node itself finds it there. */
interface Answering extends Socket { readonly _httpMessage?: ServerResponse | null }

/**
 * Answers what the parser of HTTP has refused, and closes the connection. A request whose body is broken off goes its way to its end, and
 * those that were sent before a broken one are answered first. Where replies are to be the real API's alone, one to which the API itself
 * never came has no body, as it is with ASP.NET Core's own server.
 */
export function answerUnparsed (reached: Reached, error: Unparsed, socket: Answering, log: FastifyBaseLogger): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const underWay = socket._httpMessage
  if (!underWay) {
    write(socket, unreadOf(reached, error, log))
    return
  }
  if (underWay.req.complete) {
    // Another may be next on the connection.
    underWay.once('finish', () => { answerUnparsed(reached, error, socket, log) })
    return
  }
  underWay.shouldKeepAlive = false
  const isHeard = !underWay.headersSent && breakBody(underWay.req, failureOfUnparsed(error, undefined))
  if (!isHeard) underWay.once('finish', () => { socket.destroy() })
}

function unreadOf (reached: Reached, error: Unparsed, log: FastifyBaseLogger): Unread {
  const head = headOf(error)
  const failure = failureOfUnparsed(error, head)
  if (head) return refuseUnread(reached, failure, head, log)
  // Clients come and go.
  if (error.code === cutOff) log.debug(failure.message)
  else tellLog(log, failure)
  const { status, title, message: detail } = failure
  const text = JSON.stringify({ type: 'about:blank', title, status, detail })
  const isExact = reached.sandboxes.default.settings.get(wireExact)
  return { answer: { status, type: 'application/problem+json; charset=utf-8', text }, isExact, entryId: undefined }
}

function write (socket: Socket, { answer: { status = 400, type, text, headers }, isExact, entryId }: Unread): void {
  const body = isExact ? '' : String(text ?? '')
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(isExact ? {} : { ...headers, 'Content-Type': type, 'Sandbox-Request-Id': entryId })
      .filter(([, value]) => value !== undefined).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close'
  ]
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => { socket.destroy() })
}

/** Has a server answer what Node would otherwise close without a word, or refuse without a body. */
export function answerOdd (server: Server): void {
  server.on('connect', ({ url = '' }, socket) => {
    const rawPacket = Buffer.from(`CONNECT ${url} `)
    server.emit('clientError', Object.assign(new Error(), { code: 'HPE_INVALID_METHOD', rawPacket }), socket)
  })
  // As ASP.NET Core's own server does, which passes over what it does not know.
  server.on('checkExpectation', (request, response) => { server.emit('request', request, response) })
}
