import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { mostBytes, mostMilliseconds } from '../../src/http/rest-of-body.ts'
import { isThorough } from '../effort.ts'
import { listen } from '../harness.ts'

const known = 'Authorization: Bearer demo-token-9001\r\nEID: 9001\r\n'
const large = Buffer.from(`"${'a'.repeat(3_000_000)}"`)

/** Sends a head and half of a body, the other half once that has come, and one more request, unless the connection is to be closed. */
async function converse (t: Test, head: string, body: Buffer): Promise<string> {
  const server = await listen(t, { fixture: 'empty' })
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  const arrived = once(server.http, 'request')
  const half = Math.floor(body.length / 2)
  socket.write(`${head}\r\nHost: x\r\nContent-Type: application/json\r\n\r\n`)
  socket.write(body.subarray(0, half))
  await arrived
  socket.write(body.subarray(half))
  if (!head.includes('close')) socket.write('GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  return await text(socket)
}

t.test('A body that cannot be taken is read to its end, and then its sender hears why, on a connection that lives on', async t => {
  const chunked = (body: Buffer) => Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')])
  const noGzip = Buffer.concat([gzipSync('{}').subarray(0, 12), large.subarray(0, 900_000)])
  const cases: Array<[string, string, Buffer, RegExp]> = [
    ['larger than is taken', `${known}Content-Length: ${large.length}`, large, /413 Payload Too Large[^]*must be no larger than 1 MiB/],
    ['larger, in chunks', `${known}Transfer-Encoding: chunked`, chunked(large), /413 Payload Too Large[^]*must be no larger than 1 MiB/],
    ['no gzip', `${known}Content-Encoding: gzip\r\nContent-Length: ${noGzip.length}`, noGzip, /400 Bad Request[^]*GM1: /],
    ['no JSON', `${known}Content-Length: 100000`, large.subarray(0, 100_000), /400 Bad Request[^]*The body is not JSON/],
    ['of nobody', `Content-Length: ${large.length}`, large, /401 Unauthorized/]
  ]
  for (const [name, headers, body, answer] of cases) {
    const came = await converse(t, `POST /work-submission-api/v1.0/learners HTTP/1.1\r\n${headers}`, body)
    t.match(came, answer, name)
    t.match(came, /alive/, `${name}: the next request is answered, too`)
  }
})

t.test('A client that closes with its request hears why, too', async t => {
  for (const [headers, answer] of [[known, /^HTTP\/1\.1 413 /], ['', /^HTTP\/1\.1 401 /]] as const) {
    const came = await converse(t,
      `POST /work-submission-api/v1.0/learners HTTP/1.1\r\n${headers}Connection: close\r\nContent-Length: ${large.length}`, large)
    t.match(came, answer)
    t.notMatch(came, /alive/)
  }
})

/** Sends the head of a request; answers all that is answered, and the socket. */
function begin ({ url }: { url: string }, header: string): { socket: Socket, answered: Promise<string> } {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {})
  socket.write('POST /work-submission-api/v1.0/learners HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
    `${known}${header}\r\n\r\n`)
  return { socket, answered: text(socket).catch(() => '') }
}

t.test('A body that breaks off before anybody reads it is told of, and the server lives on', async t => {
  const server = await listen(t, { fixture: 'empty' })
  const long = `5000\r\n${'x'.repeat(0x5000)}\r\n`
  const slow = `${known}Sandbox-Scenario: slow\r\n`
  const reset = `${known}Sandbox-Scenario: connection-reset\r\n`
  for (const [name, headers, body, answer] of [
    ['refused', '', '', /^HTTP\/1\.1 401 /],
    ['refused, and longer than is kept', '', long, /^HTTP\/1\.1 401 /],
    ['read', known, '', /^HTTP\/1\.1 400 [^]*A chunk of the body/],
    ['delayed', slow, '', /^HTTP\/1\.1 400 [^]*A chunk of the body/],
    ['delayed, and longer than is kept', slow, long, /^HTTP\/1\.1 400 [^]*A chunk of the body/],
    ['reset', reset, '', /^$/]
  ] as const) {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1').on('error', () => {})
    socket.write('POST /work-submission-api/v1.0/learners HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
      `${headers}Transfer-Encoding: chunked\r\n\r\n${body}no length\r\n`)
    t.match(await text(socket).catch(() => ''), answer, name)
    const { request } = await (await fetch(`${server.url}/__admin/requests/last`)).json() as any
    t.equal(request.body, body === '' ? '(broken off, not kept)' : '(more than 16384 bytes, not kept)')
  }
})

t.test('Of a body that is refused no more is taken in than there may be: one that says to be longer is answered at once', async t => {
  const server = await listen(t, { fixture: 'empty' })
  t.match(await begin(server, `Content-Length: ${mostBytes + 1}`).answered, /^HTTP\/1\.1 413 [^]*\r\nconnection: close\r\n/i)
  const arrived = once(server.http, 'request')
  const { socket } = begin(server, `Content-Length: ${mostBytes}`)
  await arrived
  await setTimeout(50)
  t.equal(socket.bytesRead, 0, 'one that is as long as may be is waited for')
  socket.destroy()
})

t.test('One that does not say how long it is is read so far, and one that stops is waited for so long', {
  skip: !isThorough && 'it takes as long as that'
}, async t => {
  const server = await listen(t, { fixture: 'empty' })
  const { socket } = begin(server, 'Transfer-Encoding: chunked')
  const piece = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(0x100000, ' '), Buffer.from('\r\n')])
  let sent = 0
  for (; sent < 2 * mostBytes && socket.writable; sent += 0x100000) {
    socket.write(piece)
    while (socket.writable && socket.writableLength > 0) await setTimeout(1)
  }
  socket.destroy()
  t.ok(sent > mostBytes && sent < 2 * mostBytes, `${sent} bytes were sent`)

  const before = performance.now()
  const stopped = begin(server, 'Content-Length: 2000000')
  t.match(await stopped.answered, /^HTTP\/1\.1 413 [^]*\r\nconnection: close\r\n/i)
  t.ok(performance.now() - before > mostMilliseconds - 100)
})
