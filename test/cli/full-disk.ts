import { once } from 'node:events'
import { Agent, createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { isThorough } from '../effort.ts'
import { fillUp, makeRoom, smallDisk } from '../small-disk.ts'
import { onlyWith } from '../systems.ts'
import { record } from '../tec/provider-based/returns.ts'
import { start } from './program.ts'
import { askOver, platform, tec, type Answer } from './writing-clients.ts'

const ask = askOver(new Agent({ keepAlive: true }))

/** Who hears of changes, and answers when told to. */
async function hearer (t: Test) {
  const held: ServerResponse[] = []
  const server = createServer((request, response) => { request.resume().once('end', () => held.push(response)) }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => { server.close().closeAllConnections() })
  return { held, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

/** Asks until the answer is as it is to be; the last answer, where it never was. */
async function until (ask: () => Promise<Answer>, isSo: (answer: Answer) => boolean): Promise<Answer> {
  let answer = await ask()
  for (let time = 0; time < 600 && !isSo(answer); time++) {
    await setTimeout(100)
    answer = await ask()
  }
  return answer
}

const sdr = '/submissions/v1.0'
const v2 = '/accessplan/api/v2'
const [records, ofABatch] = [900, 450]

t.test('A disk that fills up under a validation and a webhook ends nothing, and with room again both come right', {
  skip: onlyWith('signals') || (!isThorough && 'it needs a server and a disk of its own, which takes seconds')
}, async t => {
  const disk = smallDisk(t)
  if (disk === undefined) return
  const words = ['--data', join(disk, 'data'), '--fixture', 'demo', '--clock', 'frozen:2026-03-02T09:00', '--rate-limit', 'off']
  const { url, child, ended } = await start(t, words)
  const { held, url: hook } = await hearer(t)
  const category = (Label: string) => ask(url, 'PUT', `${v2}/Category/1`, platform, { Label })
  const deliveries = async (): Promise<string[]> =>
    ((await ask(url, 'GET', `${v2}/WebhookInstance?$top=-1`, platform)).body.results as Array<{ Url: string, Status: string }>)
      .filter(({ Url }) => Url === hook).map(({ Status }) => Status)

  t.equal((await ask(url, 'POST', `${v2}/Webhook`, platform, { Module: 'Category', Url: hook })).status, 201)
  const { submissionToken } = (await ask(url, 'POST', `${sdr}/token/202602`, tec)).body
  const faulty = (n: number) => record('learners', `L${n}`, { gender: 'X', studentIdentificationCode: `S${n}` })
  for (let from = 0; from < records; from += ofABatch) {
    const content = Array.from({ length: ofABatch }, (_, n) => faulty(from + n))
    t.match(await ask(url, 'PUT', `${sdr}/learners`, tec, { submissionToken, content }), { status: 200 })
  }
  t.equal((await category('before')).status, 200)
  while (held.length === 0) await setTimeout(10)

  // Enough for what asks for a validation, and not for what it finds.
  fillUp(disk, 96 * 1024)
  const validate = () => ask(url, 'POST', `${sdr}/validation/${submissionToken}`, tec)
  const status = () => ask(url, 'GET', `${sdr}/validation/${submissionToken}`, tec)
  t.equal((await validate()).status, 200)
  const stopped = await until(status, ({ status, body }) => status === 503 || /UnknownError|Rejected/.test(body.status))
  t.ok(stopped.status === 503 || stopped.body.status === 'UnknownError', JSON.stringify(stopped.body))
  fillUp(disk)
  held.shift()!.writeHead(200).end()
  await setTimeout(300)
  t.equal((await ask(url, 'GET', '/livez')).status, 200)
  t.same((await deliveries()).length, 1)

  makeRoom(disk)
  t.equal((await category('after')).status, 200)
  while (held.length === 0) await setTimeout(10)
  held.shift()!.writeHead(200).end()
  const isOver = async (): Promise<Answer> => ({ status: 200, body: await deliveries() })
  t.same((await until(isOver, ({ body }) => body.length === 2 && !body.includes('Pending'))).body, ['Delivered', 'Delivered'])
  if ((await status()).body.status === 'UnknownError') t.equal((await validate()).status, 200, 'it is asked for again')
  t.match((await until(status, ({ body }) => /Rejected|UnknownError/.test(body.status))).body, { status: 'Rejected', errorCount: records })
  child.kill('SIGTERM')
  t.match(await ended, { code: 0, err: '' })
})
