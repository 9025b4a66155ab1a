import { maxHeaderSize, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'

/** What is wrong with a request of which the parser of HTTP could not even make one, by its code; nobody knows yet whom it is for. */
const refusals: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request was not whole in time. Send it in one go, or on another connection.'],
  ERR_SSL_HTTP_REQUEST: [400, 'This server speaks https, and the request came as http. Begin its URL with https://.'],
  HPE_HEADER_OVERFLOW: [431, `The headers must have no more than ${maxHeaderSize / 1024} KiB in all. Send fewer, or shorter ones.`],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The chunks of the body must have no more than 16 KiB of extensions. Send them without.']
}

/** Answers it, and closes the connection. Where replies are to be the real API's alone it is as ASP.NET Core's own server does it. */
export function refuseUnparsed (error: NodeJS.ErrnoException & { reason?: string }, socket: Socket, isExact: boolean): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const [status, detail] = refusals[error.code ?? ''] ??
    [400, `The request cannot be read as HTTP/1.1: ${error.reason ?? error.message}. It must begin like "GET /readyz HTTP/1.1".`]
  const title = STATUS_CODES[status]!
  const body = isExact ? '' : JSON.stringify({ type: 'about:blank', title, status, detail })
  const type = isExact ? '' : 'Content-Type: application/problem+json; charset=utf-8\r\n'
  if (socket.writable) {
    socket.write(`HTTP/1.1 ${status} ${title}\r\n${type}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`)
  }
  socket.destroy()
}
