import { maxHeaderSize } from 'node:http'
import { Failure, type FailureKind } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import type { Head } from './unparsed-head.ts'

/** What the parser of HTTP says of a request of which it could not make one. */
export interface Unparsed extends NodeJS.ErrnoException {
  readonly reason?: string
  /** The bytes among which it gave up, and how many of them it had read by then. */
  readonly rawPacket?: Buffer
  readonly bytesParsed?: number
}

/** As every connection of TLS begins. */
export const handshake = 0x16

/** The parser's code for a request of which the rest does not come, as its sender has gone. */
export const cutOff = 'HPE_INVALID_EOF_STATE'

/** Node.js would take what is packed in another way besides as it comes. */
export const chunkedAlone = 'Transfer-Encoding must be chunked and nothing else, or there must be none. What is compressed has ' +
  '"Content-Encoding: gzip".'

const begins = 'It must begin like "GET /readyz HTTP/1.1".'

const lengthTwice: readonly [FailureKind, string] =
  ['not-http', 'Content-Length is there twice, or beside Transfer-Encoding. Send one of them, once.']

/** The same by the parser's reason, where one of its codes has several. */
const reasons: Readonly<Record<string, readonly [kind: FailureKind, detail: string]>> = {
  'Content-Length can\'t be present with Transfer-Encoding': lengthTwice,
  'Transfer-Encoding can\'t be present with Content-Length': lengthTwice,
  'Content-Length overflow': ['too-large', 'Content-Length is larger than any body can be. It must be the number of bytes in the body.'],
  'Chunk size overflow': ['too-large', 'A chunk of the body begins with a length that is larger than any body can be. ' +
    'Begin each with the number of its bytes in hexadecimal.']
}

/** What is wrong, and what to do, by the parser's code; other refusals are in its own words. */
const refusals: Readonly<Record<string, readonly [kind: FailureKind, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['too-late', 'The request was not whole in time. Send it in one go, or on another connection.'],
  ERR_SSL_HTTP_REQUEST: ['not-http', 'This server speaks https, and the request came as http. Begin its URL with https://.'],
  HPE_HEADER_OVERFLOW: ['headers-too-large',
    `The headers must have no more than ${maxHeaderSize / 1024} KiB in all, the address among them. Send fewer, or shorter ones.`],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['too-large', 'The chunks of the body must have no more than 16 KiB of extensions. Send them without.'],
  [cutOff]: ['not-http', 'The connection was closed before the request was whole. Send all of it first.'],
  HPE_INVALID_CHUNK_SIZE: ['not-http', 'A chunk of the body does not begin with its length in hexadecimal. ' +
    'Send the body in chunks as RFC 9112 has them, or without Transfer-Encoding.'],
  HPE_INVALID_CONTENT_LENGTH: ['not-http', 'Content-Length is not a number. It must be the number of bytes in the body.'],
  HPE_UNEXPECTED_CONTENT_LENGTH: lengthTwice,
  HPE_INVALID_TRANSFER_ENCODING: ['not-http', chunkedAlone],
  HPE_INVALID_HEADER_TOKEN: ['not-http',
    'A header has a character that none can have. Each must be like "Content-Type: application/json", on a line of its own.'],
  HPE_INVALID_URL: ['not-http', `The address of the request has a character that none can have. ${begins}`],
  HPE_INVALID_VERSION: ['not-http', `The HTTP version is not one that this server speaks. ${begins}`]
}

/** Why it is refused. */
export function failureOfUnparsed ({ code = '', reason, message, rawPacket }: Unparsed, head: Head | undefined): Failure {
  if (code === 'HPE_INVALID_METHOD' && head) {
    return new Failure('not-http', `${quoted(head.method)} is not an HTTP method. Use GET, POST, PUT, PATCH or DELETE, in capitals.`)
  }
  if (rawPacket?.[0] === handshake && code !== 'ERR_SSL_HTTP_REQUEST') {
    return new Failure('not-http', 'This server speaks http, and the request came as https. Begin its URL with http://.')
  }
  const [kind, detail] = reasons[reason ?? ''] ?? refusals[code] ??
    ['not-http', `The request cannot be read as HTTP/1.1: ${reason ?? message}. ${begins}`]
  return new Failure(kind, detail)
}
