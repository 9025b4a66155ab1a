import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import t from 'tap'
import { listen } from '../harness.ts'

const hasBoth = Object.values(networkInterfaces()).some(addresses => addresses?.some(({ address }) => address === '::1'))
const skip = hasBoth ? false : 'this machine has one loopback'

const at = (url: string, host: string): string => `http://${host}:${new URL(url).port}`

t.test('The usual start answers on both loopbacks, and asks neither for a token', { skip }, async t => {
  const server = await listen(t, { fixture: 'empty' })
  t.match(server.url, /^http:\/\/127\.0\.0\.1:\d+$/)
  for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
    for (const path of ['/livez', '/__admin/clock', '/sandboxes/default/readyz']) {
      t.equal((await fetch(`${at(server.url, host)}${path}`)).status, 200, `${host}${path}`)
    }
    const foreign = await fetch(`${at(server.url, host)}/__admin/clock`, { headers: { origin: 'https://example.org' } })
    t.equal(foreign.status, 403, `${host}: pages of other origins are refused`)
  }
})

t.test('One loopback that is asked for is that one alone', { skip }, async t => {
  for (const [host, other] of [['127.0.0.1', '[::1]'], ['::1', '127.0.0.1']] as const) {
    const { url } = await listen(t, { fixture: 'empty', host })
    t.equal((await fetch(`${url}/__admin/clock`)).status, 200)
    await t.rejects(fetch(`${at(url, other)}/livez`))
  }
})

t.test('A port that another program has on one of them is refused in one line', { skip }, async t => {
  const other = createServer().listen({ host: '::1', port: 0, ipv6Only: true })
  await once(other, 'listening')
  t.teardown(() => other.close())
  const { port } = other.address() as { port: number }
  await t.rejects(listen(t, { fixture: 'empty', port: String(port) }), {
    message: `Port ${port} on ::1 is in use already; choose another ` +
    `with --port (npm start -- --port ${port + 1}), or --port 0 for any free one`
  })
})

t.test('A server stops, whoever holds a connection to the second one', { skip }, async t => {
  const server = await listen(t, { fixture: 'empty' })
  const sockets = ['', 'GET /livez HTTP/1.1\r\nHos', 'GET /livez HTTP/1.1\r\nHost: x\r\n\r\n'].map(sent => {
    const socket = connect(Number(new URL(server.url).port), '::1').on('error', () => {})
    socket.write(sent)
    return socket
  })
  await once(sockets[2]!, 'data')
  const closed = sockets.map(socket => once(socket.resume(), 'close'))
  await server.stop()
  await Promise.all(closed)
  t.equal(server.db().open, false)
})
