import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { buffer, text } from 'node:stream/consumers'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { randomOf, type Random } from '../../../src/tec/provider-based/generator/random.ts'
import { isThorough } from '../../effort.ts'

// The program as it is shipped: `npm test` builds it first.
const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url))

t.setTimeout(30 * 60 * 1000)

const kills = isThorough ? 20 : 10
const recordsABatch = 500

interface Server { readonly child: ChildProcess, readonly url: string }

async function start (t: Test, data: string): Promise<Server> {
  const flags = ['--port', '0', '--fixture', 'empty', '--clock', 'frozen:2026-03-02T09:00', '--rate-limit', 'off', '--data', data]
  const child = spawn(process.execPath, [cli, 'start', ...flags], { env: { PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => { child.kill('SIGKILL') })
  const url = await new Promise<string>((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (piece) => {
      const [, url] = /listens at (\S+)/.exec(printed += String(piece)) ?? []
      if (url !== undefined) resolve(url)
    })
    child.once('close', () => reject(new Error(`The server ends before it listens: ${printed}`)))
  })
  return { child, url }
}

async function kill ({ child }: Server): Promise<void> {
  const gone = once(child, 'close')
  child.kill('SIGKILL')
  await gone
}

function open ({ url }: Server, method: string, path: string, length = 0) {
  const headers = {
    authorization: 'Bearer demo-token-9001',
    eid: '9001',
    'content-length': length,
    ...(length > 0 && { 'content-type': 'application/json' })
  }
  return request(`${url}/submissions/v1.0${path}`, { method, headers, agent: false })
}

async function ask (server: Server, method: string, path: string): Promise<string> {
  const [reply] = await once(open(server, method, path).end(), 'response') as [IncomingMessage]
  const answered = await text(reply)
  if (reply.statusCode !== 200) throw new Error(`${method} ${path} answers ${reply.statusCode}: ${answered}`)
  return answered
}

/** Learners that tell by their fee which upload they come from; the same number again replaces a batch. */
function batch (submissionToken: string, number: number, version: number): Buffer {
  const content = Array.from({ length: recordsABatch }, (_, n) => ({
    localId: `BATCH-${number}-${n}`,
    studentIdentificationCode: `S${number * recordsABatch + n}`,
    gender: 'F',
    dateOfBirth: '2004-05-17T00:00:00+12:00',
    nameIdCode: 'WALKA',
    totalFeeForDomesticStudent: version
  }))
  return Buffer.from(JSON.stringify({ submissionToken, content }))
}

/** An upload under way: what sends it, when its answer begins, and whether a 200 came in full, be it killed or not. */
function beginUpload (server: Server, body: Buffer) {
  const sending = open(server, 'PUT', '/learners', body.length)
  const answering = once(sending, 'response') as Promise<[IncomingMessage]>
  const isAcknowledged = answering.then(async ([reply]) => {
    await buffer(reply)
    return reply.statusCode === 200 && reply.complete
  }).catch(() => false)
  return { sending, answering, isAcknowledged }
}

/** Uploads a batch and answers how many turns this process's event loop made meanwhile. */
async function uploadWhole (server: Server, body: Buffer): Promise<number> {
  const { sending, isAcknowledged } = beginUpload(server, body)
  sending.end(body)
  const over = new AbortController()
  isAcknowledged.then(() => over.abort())
  let turns = 0
  for (; !over.signal.aborted; turns++) await nextTurn()
  if (!await isAcknowledged) throw new Error('An upload is not acknowledged, though nothing killed the server')
  return turns
}

/**
 * Kills the server during an upload: when some bytes have gone, when the answer begins, or, most often, some turns after all bytes have
 * gone, in the later half of those that an upload takes, as it is then that records are stored. Answers whether it was acknowledged.
 */
async function uploadAndKill (server: Server, body: Buffer, random: Random, turns: number): Promise<boolean> {
  const { sending, answering, isAcknowledged } = beginUpload(server, body)
  const moment = random.below(6)
  if (moment === 0) {
    await new Promise(resolve => sending.write(body.subarray(0, 1 + random.below(body.length - 1)), resolve))
  } else {
    sending.end(body)
    if (moment === 1) await answering
    else for (let left = turns / 2 + random.below(turns / 2); left > 0; left--) await nextTurn()
  }
  await kill(server)
  return await isAcknowledged
}

/** By batch, the versions of its records, and how many have each. */
async function storedBatches (server: Server, submissionToken: string): Promise<Map<number, Map<number, number>>> {
  const [heading, ...lines] = (await ask(server, 'GET', `/contents/${submissionToken}?collection=learners`)).trim().split('\r\n')
  const fee = heading!.split(',').indexOf('Total Fee For Domestic Student')
  const stored = new Map<number, Map<number, number>>()
  for (const line of lines) {
    const cells = line.split(',')
    const [number, version] = [Number(cells[0]!.split('-')[1]), Number(cells[fee])]
    const versions = stored.get(number) ?? new Map<number, number>()
    stored.set(number, versions.set(version, (versions.get(version) ?? 0) + 1))
  }
  return stored
}

t.test(`After each of ${kills} kills during an upload, what was acknowledged is there, and no batch is there in part`, async t => {
  const data = t.testdir({})
  const random = randomOf(20260302)
  let server = await start(t, data)
  const { submissionToken } = JSON.parse(await ask(server, 'POST', '/token/202602')) as { submissionToken: string }

  // The version of each batch that has to be there.
  const expected = new Map<number, number>()
  let version = 0
  // How long an upload takes as the first of a server, and later.
  const turns = [0, 0]
  async function uploadNext (position: number): Promise<void> {
    const number = nextNumber()
    turns[Math.min(position, 1)] = await uploadWhole(server, batch(submissionToken, number, ++version))
    expected.set(number, version)
  }
  /** A new batch, or now and then one that is there. */
  const nextNumber = () => random.below(4) > 0 ? expected.size : random.below(expected.size + 1)

  await uploadNext(0)
  await uploadNext(1)
  let kept = 0
  for (let round = 1; round <= kills; round++) {
    const before = random.below(3)
    for (let position = 0; position < before; position++) await uploadNext(position)
    const number = nextNumber()
    const isAcknowledged = await uploadAndKill(server, batch(submissionToken, number, ++version), random, turns[Math.min(before, 1)]!)
    if (isAcknowledged) expected.set(number, version)

    server = await start(t, data)
    const stored = await storedBatches(server, submissionToken)
    if (stored.get(number)?.has(version)) {
      expected.set(number, version)
      kept++
    }
    t.strictSame(stored, new Map([...expected].map(([number, version]) => [number, new Map([[version, recordsABatch]])])),
      `kill ${round}, ${isAcknowledged ? 'after' : 'before'} the acknowledgement`)
  }
  t.comment(`${kept} of the ${kills} batches under way were kept`)
  await kill(server)
})
