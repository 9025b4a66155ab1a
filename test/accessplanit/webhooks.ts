import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { deliveriesOf } from '../../src/accessplanit/deliveries.ts'
import { openPlatform, type Platform } from './v2/v2.ts'

/** The fixture has a webhook of its own, and what was sent to it before. */
const ofThisTest = { $filter: "Url ne 'https://tms.example/hooks/users'" }

/** A server that is told of changes and answers none of them until it is told to, oldest first. */
async function holdBack (t: Test) {
  const held: Array<{ label: string, response: ServerResponse }> = []
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    held.push({ label: JSON.parse(Buffer.concat(chunks).toString()).Label, response })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => new Promise(resolve => {
    server.close(resolve)
    server.closeAllConnections()
  }))
  /** The labels of what is held back, once there are so many. */
  const labels = async (count: number): Promise<string[]> => {
    await until(() => held.length >= count)
    return held.map(({ label }) => label)
  }
  const answer = (status: number): void => { held.shift()!.response.writeHead(status).end() }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, labels, answer }
}

async function until (isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!await isSo()) await new Promise(resolve => setImmediate(resolve))
}

/** Lets everything happen that is about to. */
const soon = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 100))

const hook = (platform: Platform, url: string) => platform.v2('POST', 'Webhook', { Module: 'Category', Url: url })
const label = (platform: Platform, Label: string) => platform.v2('PUT', 'Category/1', { Label })
const outcomes = async (platform: Platform) =>
  (await platform.find('WebhookInstance', ofThisTest)).map(({ Status, ResponseStatus }) => [Status, ResponseStatus])
const allOver = ({ sandbox }: Platform): Promise<void> => until(() => deliveriesOf(sandbox).sendings.size === 0)

t.test('What waits to be delivered goes with a reset', async t => {
  const platform = await openPlatform(t)
  const { url, labels, answer } = await holdBack(t)
  await hook(platform, url)
  for (const name of ['one', 'two', 'three']) await label(platform, name)
  t.same(await labels(1), ['one'], 'the others wait for their turn')
  await platform.sandbox.reset()
  answer(200)
  await allOver(platform)
  t.same([await labels(0), await platform.find('WebhookInstance', ofThisTest)], [[], []])
  await hook(platform, url)
  await label(platform, 'four')
  t.same(await labels(1), ['four'], 'only what is of after it is delivered')
  answer(200)
  await allOver(platform)
  t.same(await outcomes(platform), [['Delivered', 200]])
})

t.test('What comes of a delivery of before a restore is not noted of the one that has its id now', async t => {
  const platform = await openPlatform(t)
  const { url, labels, answer } = await holdBack(t)
  const tell = async (): Promise<string> => {
    await hook(platform, url)
    await label(platform, 'Boats')
    return (await platform.find('WebhookInstance', ofThisTest))[0].ID
  }
  const start = platform.sandbox.store.image()
  const before = await tell()
  t.same(await labels(1), ['Boats'])
  platform.sandbox.restore(start)
  t.equal(await tell(), before, 'ids go on as in the image')
  t.same(await labels(2), ['Boats', 'Boats'])
  answer(503)
  await soon()
  t.same(await outcomes(platform), [['Pending', null]], 'the answer to the first says nothing of the second')
  answer(201)
  await allOver(platform)
  t.same(await outcomes(platform), [['Delivered', 201]])
})

t.test('A delivery that was under way when its server was killed, or in an image, is Failed, and not Pending for good', async t => {
  const data = t.testdir({ a: {}, b: {} })
  const platform = await openPlatform(t, { data: join(data, 'a') })
  const { url, labels, answer } = await holdBack(t)
  await hook(platform, url)
  await label(platform, 'Boats')
  t.same(await labels(1), ['Boats'])
  const image = platform.sandbox.store.image()
  cpSync(join(data, 'a'), join(data, 'b'), { recursive: true })
  const next = await openPlatform(t, { data: join(data, 'b') })
  t.same(await outcomes(next), [['Failed', null]])
  t.equal((await next.find('WebhookInstance', ofThisTest))[0].Error, 'The sandbox stopped')
  t.same(await outcomes(platform), [['Pending', null]], 'where it goes on')
  answer(200)
  await allOver(platform)
  t.same(await outcomes(platform), [['Delivered', 200]])
  platform.sandbox.restore(image)
  t.same(await outcomes(platform), [['Failed', null]])
})

t.test('Nothing is kept of a delivery that is over', async t => {
  const platform = await openPlatform(t)
  const { url, labels, answer } = await holdBack(t)
  for (const path of ['a', 'b', 'c']) await hook(platform, `${url}${path}`)
  await label(platform, 'Boats')
  await labels(3)
  const { sendings, lastTo } = deliveriesOf(platform.sandbox)
  t.same([sendings.size, lastTo.size], [3, 3])
  for (let n = 0; n < 3; n++) answer(200)
  await allOver(platform)
  t.same([sendings.size, lastTo.size], [0, 0])
})

t.test('An outcome that cannot be stored ends nothing, and is stored once it can be', async t => {
  const platform = await openPlatform(t)
  const { url, labels, answer } = await holdBack(t)
  const rejections: unknown[] = []
  const hear = (reason: unknown): void => { rejections.push(reason) }
  process.on('unhandledRejection', hear)
  t.teardown(() => process.off('unhandledRejection', hear))
  await hook(platform, url)
  await label(platform, 'Boats')
  await labels(1)
  platform.sandbox.db.exec("CREATE TRIGGER full BEFORE UPDATE ON webhookInstance BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")
  answer(200)
  await allOver(platform)
  await soon()
  t.same(rejections, [])
  t.same(await outcomes(platform), [['Pending', null]])
  platform.sandbox.db.exec('DROP TRIGGER full')
  await label(platform, 'Ships')
  t.same(await labels(1), ['Ships'], 'the next is delivered')
  answer(200)
  await allOver(platform)
  t.same(await outcomes(platform), [['Delivered', 200], ['Delivered', 200]])
})

t.test('A change and what is noted of it for webhooks are kept together or not at all, through either version', async t => {
  const platform = await openPlatform(t)
  for (const Module of ['User', 'CourseDate', 'UserCourseDate', 'Company', 'CourseDateBooking']) {
    await platform.v2('POST', 'Webhook', { Module, Url: 'http://127.0.0.1:9/' })
  }
  const { UniqueBasketID, Items } = (await platform.basket('POST', '2001/5014/12')).body
  await platform.basket('PUT', `${UniqueBasketID}/${Items[0].BasketItemID}/users`, ['2001'])
  platform.sandbox.db.exec("CREATE TRIGGER full BEFORE INSERT ON webhookInstance BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")
  const user = { Forenames: 'Ana', Surname: 'Ruru' }
  for (const call of [
    () => platform.v1('POST', 'users', { ...user, MainAccountID: '201' }),
    () => platform.v1('PUT', 'users/2001', user),
    () => platform.v1('PUT', 'companies/201', { Town: 'Picton' }),
    () => platform.v1('POST', 'coursedates/5014/venue/501'),
    () => platform.v1('POST', 'coursedates/5014/trainers/601'),
    () => platform.v1('POST', 'coursedates/5014/delegates', { UserID: '2001' }),
    () => platform.v1('PUT', 'coursedates/5014/delegates/2024~5014', { Status: 'Cancelled' }),
    () => platform.v2('PUT', 'User/2001', user),
    () => platform.v2('POST', 'User', { ...user, MainCompanyID: '201' }),
    () => platform.v2('DELETE', 'UserCourseDate/2024~5014'),
    () => platform.basket('POST', `${UniqueBasketID}/complete`)
  ]) {
    const before = platform.sandbox.db.serialize()
    t.equal((await call()).status, 500, String(call))
    t.ok(before.equals(platform.sandbox.db.serialize()), 'nothing is written')
  }
})

t.test('What is tried in a dry run is not delivered, through either version', async t => {
  const platform = await openPlatform(t)
  const { url, labels } = await holdBack(t)
  for (const Module of ['User', 'UserCourseDate']) await platform.v2('POST', 'Webhook', { Module, Url: url })
  const dry = { 'sandbox-dry-run': '1' }
  await platform.v1('PUT', 'users/2001', { Forenames: 'Ana', Surname: 'Ruru' }, dry)
  await platform.v1('POST', 'coursedates/5014/delegates', { UserID: '2001' }, dry)
  await platform.v2('PUT', 'User/2001', { Surname: 'Ruru' }, dry)
  await soon()
  t.same([await labels(0), await platform.find('WebhookInstance', ofThisTest), deliveriesOf(platform.sandbox).sendings.size], [[], [], 0])
})

t.test('A webhook is told of the deletion of others, and not of its own', async t => {
  const platform = await openPlatform(t)
  const { url, labels } = await holdBack(t)
  const { body: { ID: first } } = await platform.v2('POST', 'Webhook', { Module: 'Webhook', Url: url, Events: ['Delete'] })
  const { body: { ID: other } } = await hook(platform, url)
  await platform.v2('DELETE', `Webhook/${other}`)
  t.equal((await labels(1)).length, 1)
  await platform.v2('DELETE', `Webhook/${first}`)
  await soon()
  t.equal((await labels(1)).length, 1)
})

t.test('Webhooks of one sandbox hear of nothing in another, and what waits in one stays when another is reset', async t => {
  const platform = await openPlatform(t)
  const { url, labels, answer } = await holdBack(t)
  for (const id of ['one', 'two']) platform.sandboxes.create(id)
  const v2 = (id: string, method: string, path: string, body?: unknown) => platform.v2(method, path, body, { 'sandbox-id': id })
  const instances = async (id: string) => {
    const { body } = await v2(id, 'GET', `WebhookInstance?$filter=${encodeURIComponent(ofThisTest.$filter)}`)
    return body.results.map((it: any) => [JSON.parse(it.Body).Label, it.Status])
  }
  const rename = (id: string, Label: string) => v2(id, 'PUT', 'Category/1', { Label })

  await v2('one', 'POST', 'Webhook', { Module: 'Category', Url: url })
  await rename('two', 'of two')
  await rename('default', 'of the default one')
  await rename('one', 'of one')
  t.same(await labels(1), ['of one'])
  await v2('two', 'POST', 'Webhook', { Module: 'Category', Url: url })
  await rename('two', 'of two again')
  t.same(await labels(2), ['of one', 'of two again'], 'and one does not wait for the other, at the same address')
  t.same([await instances('one'), await instances('two'), await instances('default')],
    [[['of one', 'Pending']], [['of two again', 'Pending']], []])

  platform.sandboxes.find('two')!.reset()
  answer(200)
  await until(async () => (await instances('one'))[0][1] !== 'Pending')
  t.same([await instances('one'), await instances('two')], [[['of one', 'Delivered']], []])
})
