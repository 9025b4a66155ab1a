import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { readCertificate } from '../../src/certificate.ts'
import { mostOfARequest } from '../../src/http/silent-connections.ts'
import { connect as connectTo, startSandbox } from '../../src/index.ts'
import { launch, run } from '../cli/program.ts'
import { listen } from '../harness.ts'
import { onlyWith } from '../systems.ts'

const fileOf = (name: string): string => fileURLToPath(new URL(`certificates/${name}.pem`, import.meta.url))
const tls = { 'tls-cert': fileOf('server'), 'tls-key': fileOf('server-key') }
const flags = Object.entries(tls).flatMap(([name, file]) => [`--${name}`, file])
const asTeo = { authorization: 'Bearer demo-token-9001', eid: '9001' }

interface Got { status: number, httpVersion: string, alpn: unknown, text: string }

/** As a client that trusts the certificate, and no other. */
const ask = (url: string, headers = {}, method = 'GET', body = ''): Promise<Got> => new Promise((resolve, reject) => {
  const ca = readFileSync(fileOf('server'))
  // Node.js 24 looks for "::1." in a certificate, and finds no such address.
  const named = url.includes('[::1]') ? { servername: 'localhost' } : {}
  const asked = { method, headers: { ...headers, connection: 'close' }, ca, ALPNProtocols: ['h2', 'http/1.1'], ...named }
  request(url, asked, reply => {
    let text = ''
    const { alpnProtocol: alpn } = reply.socket as unknown as { alpnProtocol: unknown }
    reply.setEncoding('utf8').on('data', part => { text += part })
      .on('end', () => resolve({ status: reply.statusCode!, httpVersion: reply.httpVersion, alpn, text }))
  }).once('error', reject).end(body)
})

t.test('With a certificate a server speaks https and HTTP/1.1, at both loopbacks, and its links say so', async t => {
  const { url, http, told, stop } = await listen(t, { fixture: 'demo', ...tls })
  t.equal(http.requestTimeout, mostOfARequest)
  t.match(url, /^https:\/\/localhost:\d+$/, 'the name that the certificate is for')
  for (const host of ['localhost', '127.0.0.1', '[::1]']) {
    const at = url.replace('localhost', host)
    t.match(await ask(`${at}/readyz`), { status: 200, httpVersion: '1.1', alpn: 'http/1.1' }, host)
  }
  t.match(await ask(`${url}/work-submission-api/v1.0/training-plans/DEMO-TP04`, asTeo), { status: 200 })
  const made = await ask(`${url}/__admin/sandboxes`, { 'content-type': 'application/json' }, 'POST', '{"id":"mine"}')
  t.match(JSON.parse(made.text), { url: `${url}/sandboxes/mine` })
  const document = await ask(`${url}/openapi/esl.json`)
  t.match(JSON.parse(document.text), { servers: [{ url }] })
  t.equal((await ask(`${url}/__admin/clock`, { origin: url })).status, 200, 'its own pages are let in')
  t.equal((await ask(`${url}/__admin/clock`, { origin: 'https://example.org' })).status, 403)
  t.same(told, [])

  // One has said nothing, one has begun to agree on a key.
  const sockets = ['', '\x16\x03\x01'].map(sent => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {})
    socket.write(sent, 'latin1')
    return socket
  })
  await Promise.all(sockets.map(socket => once(socket, 'connect')))
  const closed = sockets.map(socket => new Promise(resolve => socket.resume().once('close', resolve)))
  await stop()
  await Promise.all(closed)
})

t.test('Who writes http:// to it is told to write https://, and the other way round', async t => {
  const { url } = await listen(t, { fixture: 'empty', ...tls })
  const plain = url.replace('https:', 'http:')
  const reply = await fetch(`${plain}/readyz`)
  t.equal(reply.status, 400)
  t.match(await reply.json(), { detail: 'This server speaks https, and the request came as http. Begin its URL with https://.' })
  await t.rejects(connectTo(plain), { message: /Begin its URL with https:\/\// })
  await t.rejects(connectTo(url), {
    message: `The certificate of the server at ${url} is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT). ` +
      'Name its file, or that of its authority, in NODE_EXTRA_CA_CERTS.'
  })
  const { url: other } = await listen(t, { fixture: 'empty' })
  await t.rejects(connectTo(other.replace('http:', 'https:')), { message: /speaks no https \(ERR_SSL_\w+\)\. Begin its URL with http:\/\// })
})

t.test('Two files, or none: what is wrong with one is a line', async t => {
  const [cert, key] = [fileOf('server'), fileOf('server-key')]
  const [cutCert, cutKey] = [readFileSync(cert, 'utf8').slice(0, 400), readFileSync(key, 'utf8').slice(0, 150)]
  const folder = t.testdir({ 'cut.pem': cutCert, 'cut-key.pem': cutKey, der: 'abc' })
  for (const [tlsCert, tlsKey, message] of [
    [cert, undefined, /^--tls-cert is given without --tls-key\. Give both for https, or neither for http\.$/],
    [undefined, key, /^--tls-key is given without --tls-cert\. /],
    ['/nowhere.pem', key, /^--tls-cert: the file "\/nowhere\.pem" cannot be read: there is no such file or folder \(ENOENT\)\. Name a PEM file that is there\.$/],
    [cert, folder, /^--tls-key: the file ".*" cannot be read: it is a folder, and no file\. Name/],
    [`${folder}/der`, key, /^--tls-cert: ".*der" has no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----\. Name the file/],
    [key, cert, /^--tls-cert: ".*" has a private key, and no certificate in PEM/],
    [cert, cert, /^--tls-key: ".*" has a certificate, and no private key in PEM/],
    [`${folder}/cut.pem`, key, /^--tls-cert: the certificate in ".*cut\.pem" cannot be read: .*\. Copy it whole\.$/],
    [cert, `${folder}/cut-key.pem`, /^--tls-key: the private key in ".*cut-key\.pem" cannot be read: .*\. Copy it whole\.$/],
    [cert, fileOf('locked-key'), /^--tls-key: the key in ".*" needs a passphrase, .* openssl pkey -in FILE -out OTHER\.$/],
    [cert, fileOf('other-key'), /^--tls-key: the key in ".*" is not the one of the certificate in ".*"\. Give two that were made together\.$/]
  ] as Array<[string | undefined, string | undefined, RegExp]>) {
    t.throws(() => readCertificate({ tlsCert, tlsKey }), { message })
  }
  t.equal(readCertificate({ tlsCert: undefined, tlsKey: undefined }), undefined)
})

t.test('A certificate that clients refuse is told of at the start', async t => {
  const { told, url } = await listen(t, { fixture: 'empty', ...tls, 'tls-cert': fileOf('old') })
  t.match(url, 'https://localhost:')
  t.match(told, [
    /^The certificate was valid until Jan {2}1 00:00:00 2021 GMT, so clients refuse it\. Give a newer one with --tls-cert\.$/,
    /^The certificate is for DNS:sandbox\.example\.org, so clients that ask for localhost refuse it\. Have them ask for a name that it has/
  ])
})

t.test('startSandbox({ tls }) is a server of its own that speaks https, and is told how by its controls', async t => {
  const sandbox = await startSandbox({ tls: { cert: fileOf('server'), key: fileOf('server-key') } })
  t.teardown(() => sandbox.close())
  t.match(sandbox.url, /^https:/)
  t.equal((await ask(`${sandbox.url}/work-submission-api/v1.0/training-plans/DEMO-TP04`, asTeo)).status, 200)
  t.match(await sandbox.requests.list(), [{ operation: 'GetTrainingPlan' }])
  const beside = await sandbox.sandboxes.create({ id: 'beside' })
  t.match(beside, { url: `${sandbox.url}/sandboxes/beside`, urls: { esl: `${sandbox.url}/sandboxes/beside/oauth2/access_token` } })
  t.match((await sandbox.sandboxes.list()).find(({ id }) => id === 'beside'), { url: beside.url })
  for (const wrong of [{}, { cert: 'x' }, { cert: 'x', key: 1 }, null, { cert: 'x', key: 'y', ca: 'z' }]) {
    await t.rejects(startSandbox({ tls: wrong as any }), { message: /^startSandbox\(\): tls must be/ })
  }
})

t.test('The program says https where it greets, and health and wait ask by it', { skip: onlyWith('signals') }, async t => {
  const { child, listening, printed, ended } = launch(['start', '--port', '0', ...flags])
  t.teardown(() => { child.kill('SIGKILL') })
  const url = await listening
  const { port } = new URL(url)
  t.match(printed(), `https://localhost:${port}/work-submission-api/v1.0`)
  t.match(printed(), `curl --cacert '${fileOf('server')}' https://localhost:${port}/`)
  t.notMatch(printed(), 'http://')
  const [healthy, plain, down, waited, mistrusted, half] = await Promise.all([
    run(['health', '--port', port, ...flags]),
    run(['health', '--port', port]),
    run(['health', '--port', '1', ...flags]),
    run(['wait', '--url', url], { NODE_EXTRA_CA_CERTS: fileOf('server') }),
    run(['wait', '--url', url]),
    run(['start', '--port', '0', ...flags.slice(0, 2)])
  ])
  t.match(healthy, { code: 0, out: 'ready\n' })
  t.match(plain, { code: 1, out: /^not ready: 400: This server speaks https, .* Begin its URL with https:\/\/\.\n$/ })
  t.match(down, { code: 1, out: 'not ready: nothing answers at localhost:1 over https\n' })
  t.match(waited, { code: 0, out: /^ready: / })
  t.match(mistrusted, { code: 2, err: /is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)\. Name its file/ }, 'at once, as to wait is of no use')
  t.match(half, { code: 2, err: /^tms-sandbox: --tls-cert is given without --tls-key\. .*\n$/ })
  child.kill('SIGTERM')
  t.match(await ended, { code: 0, err: '' })
})
