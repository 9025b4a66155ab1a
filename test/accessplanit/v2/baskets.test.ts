import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { listen } from '../../harness.ts'
import { watch } from '../../data.ts'
import { openPlatform, type Platform } from './v2.ts'

/** Puts a course into the basket of a user and assigns people to it; answers the basket. */
async function fill (platform: Platform, user: string, course: string, people: string[] = []): Promise<any> {
  const { body } = await platform.basket('POST', `${user}/${course}/12`)
  if (people.length === 0) return body
  return (await platform.basket('PUT', `${body.UniqueBasketID}/${body.Items.at(-1).BasketItemID}/users`, people)).body
}

/** Asserts that a call changes nothing and says why, in a basket that is otherwise as it was. */
async function saysWhy (t: Test, platform: Platform, [method, path, body]: readonly [string, string, unknown?], message: string): Promise<void> {
  const reply = await platform.basket(method, path, body)
  t.same([reply.status, reply.body.LatestErrorMessage], [200, message], `${method} ${path}: ${message}`)
  const { body: after } = await platform.basket('GET', reply.body.BookingUserID)
  t.strictSame(after, { ...reply.body, LatestErrorMessage: '' }, 'nothing is changed')
}

const idsOf = (users: Array<{ UserID: string }>): string[] => users.map(it => it.UserID)

t.test('A basket goes from its first item to the booking', async t => {
  const platform = await openPlatform(t)
  const empty = await platform.basket('GET', '2001')
  t.strictSame([empty.status, empty.body], [200, { BasketID: 1, BookingUserID: '2001', UniqueBasketID: empty.body.UniqueBasketID, Items: [], LatestErrorMessage: '' }])
  t.strictSame((await platform.basket('GET', '2001')).body, empty.body, 'it stays the same')
  const { UniqueBasketID } = empty.body

  const { body: { Items: [item] } } = await platform.basket('POST', '2001/5014/12')
  const { AvailableUsers, ...rest } = item
  t.strictSame(rest, {
    BasketItemID: 1, ItemName: 'Timber Framing, evening group', ItemDescription: 'From 2026-03-04', UnitNet: 640, UnitTax: 96, UnitGross: 736, CurrencySymbol: '&#36;', Quantity: 1, AppliedDiscounts: [], AssignedUsers: []
  })
  t.same(AvailableUsers[0], { UserID: '2001', Forenames: 'Hana', Surname: 'Walker', EmailAddress: 'user2001@kereru.example', MainCompanyName: 'Kererū Joinery Ltd' })
  t.ok(AvailableUsers.every((it: { MainCompanyName: string }) => it.MainCompanyName === 'Kererū Joinery Ltd'), 'the people of the company')
  t.notOk(idsOf(AvailableUsers).includes('2027'), 'but who is on the course')

  await platform.basket('POST', '2001/5030/12')
  const two = await platform.basket('PUT', `${UniqueBasketID}/1/users`, ['2001', '2004'])
  t.same([idsOf(two.body.Items[0].AssignedUsers), two.body.Items[0].Quantity], [['2001', '2004'], 2])
  t.notOk(idsOf(two.body.Items[0].AvailableUsers).some(id => ['2001', '2004'].includes(id)))
  t.same(idsOf((await platform.basket('DELETE', `${UniqueBasketID}/1/2004`)).body.Items[0].AssignedUsers), ['2001'])
  t.same(idsOf((await platform.basket('PUT', `${UniqueBasketID}/1/users`, ['2007', '2001'])).body.Items[0].AssignedUsers), ['2001', '2007'])
  t.same((await platform.basket('DELETE', `${UniqueBasketID}/2`)).body.Items.map((it: { BasketItemID: number }) => it.BasketItemID), [1])

  const { body: { Items: [discounted] } } = await platform.basket('POST', '2001/early10/14')
  t.same(discounted.AppliedDiscounts, [{ RelatedBasketItemID: 1, Name: 'Early bird', UnitNet: -64, UnitTax: -9.6, UnitGross: -73.6, CurrencySymbol: '&#36;', Automatic: false, DiscountCode: 'EARLY10' }])

  const done = await platform.basket('POST', `${UniqueBasketID}/complete`)
  t.same([done.status, done.body], [200, { BookingID: '1001', InvoiceID: '1001' }])
  t.match(await platform.find('UserCourseDate', { $filter: "CourseDateBookingID eq '1001'" }), [{ ID: '2001~5014', Status: 'Booked' }, { ID: '2007~5014', Status: 'Booked' }])
  t.equal((await platform.find('UserCourseDate', { $filter: "coursedateid eq '5030'" })).length, 6, 'an item that was removed is not booked')
  t.match(await platform.read('CourseDateBooking', '1001'), { BookingStatus: 'Offline', BookingUserName: 'Hana Walker', UserID: '2001', InvoiceIDs: ['1001'], DateCreated: '2026-03-02T09:00:00' })
  t.match(await platform.read('Invoice', '1001'), { Amount: 1324.8, Outstanding: 1324.8, TargetID: '201', CompanyName: 'Kererū Joinery Ltd', DateDue: '2026-03-22T09:00:00', TaxRate: 15 })
  t.match(await platform.find('InvoiceItem', { $filter: "invoiceid eq '1001'" }), [
    { Amount: 1472, Tax: 192, SourceID: '5014', SourceIDType: 'CourseDate', DynamicLabel: '2 × Timber Framing, evening group' },
    { Amount: -147.2, Tax: -19.2, SourceID: '5014', SourceIDType: 'Discount', DynamicLabel: 'Early bird on Timber Framing, evening group' }
  ])
  t.equal((await platform.read('CourseDate', '5014')).SpacesLeft, 3)

  const next = await platform.basket('GET', '2001')
  t.match(next.body, { BasketID: 2, Items: [] }, 'the next basket is a new one')
  t.not(next.body.UniqueBasketID, UniqueBasketID)
})

t.test('A basket that is complete, or is none, is a 404, as is an item that it does not have', async t => {
  const platform = await openPlatform(t)
  const { UniqueBasketID: complete } = await fill(platform, '2001', '5014', ['2001'])
  await platform.basket('POST', `${complete}/complete`)
  const { UniqueBasketID: open } = await fill(platform, '2002', '5014')
  const written = watch(platform.sandbox)
  for (const [method, path, rules, body] of [
    ['POST', `${complete}/complete`, 'basket.exists'], ['DELETE', `${complete}/1`, 'basket.exists'], ['DELETE', `${complete}/1/2001`, 'basket.exists'], ['PUT', `${complete}/1/users`, 'basket.exists', ['2004']],
    ['POST', 'nobodys/complete', 'basket.exists'], ['DELETE', `${open}/1`, 'basket-item.exists'], ['DELETE', `${open}/9/2001`, 'basket-item.exists'], ['PUT', `${open}/x/users`, 'basket-item.exists', ['2004']],
    ['GET', 'nobody', 'user.exists'], ['POST', 'nobody/5014/12', 'user.exists']
  ] as const) {
    const reply = await platform.basket(method, path, body)
    t.same([reply.status, reply.headers['sandbox-rules'], reply.body.error], [404, rules, 'not_found'], `${method} ${path}`)
  }
  t.strictSame(written(), {}, 'nothing is written')
})

t.test('What cannot be put into a basket or on an item is told of in the basket', async t => {
  const platform = await openPlatform(t)
  const { UniqueBasketID } = (await platform.basket('GET', '2001')).body
  for (const [path, message] of [
    ['5017/12', '"Excel for Offices" is FullyBooked; only a course that is Available can be put in a basket.'],
    ['5021/12', '"First Aid" is Provisional; only a course that is Available can be put in a basket.'],
    ['5023/12', '"Site Safe Basics" is OnHold; only a course that is Available can be put in a basket.'],
    ['5006/12', '"Forklift Refresher" is Cancelled; only a course that is Available can be put in a basket.'],
    ['5011/12', '"First Aid" is Completed; only a course that is Available can be put in a basket.'],
    ['9999/12', 'No course "9999" exists.'],
    ['NONE/14', 'No discount code "NONE" exists.'],
    ['5014/13', 'idType "13" is not known. Use 12 (course) or 14 (discount code).']
  ] as const) await saysWhy(t, platform, ['POST', `2001/${path}`], message)
  await platform.v2('PUT', 'CourseDate/5015', { Places: 7, Status: 'Available' })
  await saysWhy(t, platform, ['POST', '2001/5015/12'], '"Stair Building" has no places left, and no waiting list.')
  await fill(platform, '2001', '5014', ['2001'])
  await saysWhy(t, platform, ['POST', '2001/5014/12'], '"Timber Framing, evening group" is already in the basket.')
  await saysWhy(t, platform, ['PUT', `${UniqueBasketID}/1/users`, ['2004', '9999']], 'No user "9999" exists.')
  await saysWhy(t, platform, ['PUT', `${UniqueBasketID}/1/users`, ['2004', '2024']], `${(await platform.read('User', '2024')).Fullname} is already on the course (Booked).`)
  await saysWhy(t, platform, ['DELETE', `${UniqueBasketID}/1/2004`], 'User "2004" is not assigned to the item.')
  t.equal((await platform.basket('PUT', `${UniqueBasketID}/1/users`, { users: ['2004'] })).status, 400)
})

t.test('A basket is not booked while something stands in the way, and then nothing is', async t => {
  const platform = await openPlatform(t)
  const isRefused = async (id: string, obstacle: string): Promise<void> => {
    const written = watch(platform.sandbox)
    const { status, headers, body } = await platform.basket('POST', `${id}/complete`)
    t.same([status, headers['sandbox-rules']], [400, 'basket.can-be-booked'], obstacle)
    t.match(body.message, `The basket cannot be checked out: ${obstacle}.`)
    t.strictSame(written(), {}, 'nothing is written')
  }
  const { UniqueBasketID: id } = (await platform.basket('GET', '2001')).body
  await isRefused(id, 'it is empty')
  await fill(platform, '2001', '5014', ['2001'])
  await fill(platform, '2001', '5030')
  await isRefused(id, 'nobody is assigned to "Leading a Crew"')
  await platform.basket('PUT', `${id}/2/users`, ['2001'])
  for (const status of ['FullyBooked', 'OnHold', 'Cancelled']) {
    await platform.v2('PUT', 'CourseDate/5030', { Status: status })
    await isRefused(id, `"Leading a Crew" is ${status}, and only a course that is Available can be booked`)
  }
  await platform.v2('PUT', 'CourseDate/5030', { Status: 'Available' })
  await platform.v2('POST', 'UserCourseDate', { UserID: '2001', CourseDateID: '5030' })
  await isRefused(id, 'Hana Walker is already on "Leading a Crew"')
  await platform.v2('PUT', 'UserCourseDate/2001~5030', { Status: 'Cancelled' })
  t.equal((await platform.basket('POST', `${id}/complete`)).status, 200)
  t.match(await platform.read('UserCourseDate', '2001~5030'), { Status: 'Booked', CourseDateBookingID: 1001 }, 'who had cancelled comes back on the record that there is')
})

t.test('A booking is Online where the user books for nobody else, else Offline', async t => {
  const platform = await openPlatform(t)
  for (const [booker, people, status] of [['2001', ['2001'], 'Online'], ['2002', ['2002', '2011'], 'Offline'], ['2003', ['2009'], 'Offline'], ['demo', ['2060'], 'Offline']] as Array<[string, string[], string]>) {
    const { UniqueBasketID } = await fill(platform, booker, '5014', people)
    const { body: { BookingID } } = await platform.basket('POST', `${UniqueBasketID}/complete`)
    t.equal((await platform.read('CourseDateBooking', BookingID)).BookingStatus, status, `${booker} for ${people.join(', ')}`)
  }
})

t.test('Of two baskets with the last place the second is refused', async t => {
  const platform = await openPlatform(t)
  await platform.v2('PUT', 'CourseDate/5014', { Places: 8 })
  const [first, second] = [await fill(platform, '2001', '5014', ['2001']), await fill(platform, '2002', '5014', ['2002'])]
  const replies = await Promise.all([first, second].map(({ UniqueBasketID }) => platform.basket('POST', `${UniqueBasketID}/complete`)))
  t.same(replies.map(({ status }) => status), [200, 400])
  t.match(replies[1]!.body.message, 'is FullyBooked')
  t.match(await platform.read('CourseDate', '5014'), { Status: 'FullyBooked', SpacesLeft: 0 })
  await platform.v2('PUT', 'CourseDate/5014', { Places: 9 })
  await platform.basket('PUT', `${second.UniqueBasketID}/${second.Items[0].BasketItemID}/users`, ['2011'])
  const { status, body } = await platform.basket('POST', `${second.UniqueBasketID}/complete`)
  t.same([status, body.message], [400, 'The basket cannot be checked out: "Timber Framing, evening group" has 1 place left, and 2 users are assigned. Take users off the item, or remove it.'])
  t.equal((await platform.read('CourseDate', '5014')).SpacesLeft, 1, 'nobody is booked in part')
})

t.test('Whoever has to wait is not charged', async t => {
  const platform = await openPlatform(t)
  const waiting = await fill(platform, '2001', '5018', ['2001'])
  t.equal(waiting.LatestErrorMessage, '', 'a course with a waiting list takes people who wait')
  const { body: { BookingID, InvoiceID } } = await platform.basket('POST', `${waiting.UniqueBasketID}/complete`)
  t.same([InvoiceID, (await platform.find('Invoice')).length, (await platform.read('CourseDateBooking', BookingID)).InvoiceIDs], [null, 0, []])
  t.equal((await platform.read('UserCourseDate', '2001~5018')).Status, 'WaitingList')

  await platform.v2('PUT', 'CourseDate/5014', { Places: 8, WaitingList: 'Enabled' })
  const both = await fill(platform, '2001', '5014', ['2001', '2004'])
  await fill(platform, '2001', '5030', ['2001'])
  await platform.basket('POST', `${both.UniqueBasketID}/complete`)
  t.same([(await platform.read('UserCourseDate', '2001~5014')).Status, (await platform.read('UserCourseDate', '2004~5014')).Status], ['Booked', 'WaitingList'])
  t.same((await platform.find('InvoiceItem')).map(({ DynamicLabel, Amount }) => [DynamicLabel, Amount]), [['1 × Timber Framing, evening group', 736], ['1 × Leading a Crew', 897]])
})

t.test('An invoice comes to what its basket said, to the cent', async t => {
  const platform = await openPlatform(t)
  await platform.v2('PUT', 'CourseDate/5014', { Cost: 33.35 })
  await platform.basket('POST', '2001/EARLY10/14')
  const { UniqueBasketID, Items: [{ UnitGross, Quantity, AppliedDiscounts: [discount] }] } = await fill(platform, '2001', '5014', ['2001', '2004', '2007'])
  const { body: { InvoiceID } } = await platform.basket('POST', `${UniqueBasketID}/complete`)
  t.equal(Math.round((await platform.read('Invoice', InvoiceID)).Amount * 100), Math.round((UnitGross + discount.UnitGross) * Quantity * 100))
})

t.test('A dry run of a basket answers what a run would, and keeps nothing', async t => {
  const platform = await openPlatform(t)
  const isTried = async (method: string, path: string, body?: unknown) => {
    const written = watch(platform.sandbox)
    const tried = await platform.basket(method, path, body, { 'sandbox-dry-run': '1' })
    t.strictSame(written(), {}, `${method} ${path} keeps nothing`)
    const made = await platform.basket(method, path, body)
    t.strictSame([made.status, made.text], [200, tried.text], 'and answers what it does')
    return made.body
  }
  const { UniqueBasketID } = await isTried('GET', '2001')
  await isTried('POST', '2001/5014/12')
  await isTried('PUT', `${UniqueBasketID}/1/users`, ['2001', '2004'])
  await isTried('DELETE', `${UniqueBasketID}/1/2004`)
  await isTried('POST', '2001/EARLY10/14')
  await isTried('POST', `${UniqueBasketID}/complete`)
})

interface Heard { method: string, type: string | undefined, body: any }

/** A server that is told of changes; `answer` says how it takes it. */
async function listenToHooks (t: Test, answer = (response: ServerResponse): void => { response.end() }) {
  const heard: Heard[] = []
  const waiting: Array<() => void> = []
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      heard.push({ method: request.method!, type: request.headers['content-type'], body: JSON.parse(Buffer.concat(chunks).toString()) })
      answer(response)
      for (const tell of waiting.splice(0)) tell()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => new Promise(resolve => {
    server.close(resolve)
    server.closeAllConnections()
  }))
  /** The next so many that are told of, in order. */
  const next = async (count = 1): Promise<Heard[]> => {
    while (heard.length < count) await new Promise<void>(resolve => { waiting.push(resolve) })
    return heard.splice(0, count)
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, heard, next, server }
}

/** What was noted of deliveries, once all are over, the first first. What a reply has come for is noted soon after, in a turn of its own. */
async function noted (platform: Platform): Promise<any[]> {
  for (;;) {
    const instances = await platform.find('WebhookInstance', { $orderby: 'DateCreated' })
    if (instances.every(({ Status }) => Status !== 'Pending')) return instances
    await new Promise(resolve => setImmediate(resolve))
  }
}

const hook = (platform: Platform, Module: string, Url: string, more: object = {}) => platform.v2('POST', 'Webhook', { Module, Url, ...more })

t.test('A webhook is told of what is created, updated and deleted, by the method of each and with the record', async t => {
  const platform = await openPlatform(t)
  const { url, next, heard } = await listenToHooks(t)
  const { body: { ID: webhook } } = await hook(platform, 'user', url)
  const calls: Array<[string, string, object | undefined, Heard['method'], string]> = [
    ['POST', 'User', { ID: 'ANA', Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201' }, 'POST', 'Create'],
    ['PUT', 'User/ana', { JobTitle: 'Joiner' }, 'PUT', 'Update'],
    ['POST', 'User', { ID: 'ANA', JobTitle: 'Painter' }, 'PUT', 'Update'],
    ['DELETE', 'User/ANA', undefined, 'DELETE', 'Delete']
  ]
  for (const [n, [method, path, body, told, event]] of calls.entries()) {
    platform.freeze(`2026-03-02T09:0${n}`)
    const reply = await platform.v2(method, path, body)
    t.strictSame(await next(), [{ method: told, type: 'application/json', body: reply.body }], `${method} ${path} is told of by ${told}`)
    t.match((await noted(platform)).at(-1), { WebhookID: webhook, Event: event, Method: told, Url: url, Body: reply.text, Status: 'Delivered', ResponseStatus: 200, Error: null, DateCreated: `2026-03-02T09:0${n}:00` })
  }
  t.equal((await noted(platform)).length, 4)

  for (const [method, path, body, headers] of [
    ['POST', 'User', { Forenames: 'Ana' }], ['PUT', 'User/2001', { Email: 'user2002@rata.example' }], ['DELETE', 'User/2001'], ['PUT', 'User/9999', {}],
    ['PUT', 'User/2001', { JobTitle: 'Joiner' }, { 'sandbox-dry-run': '1' }], ['PUT', 'Company/201', { Town: 'Picton' }], ['GET', 'User/2001']
  ] as Array<[string, string, object?, Record<string, string>?]>) await platform.v2(method, path, body, headers)
  await platform.v2('PUT', 'User/2002', { JobTitle: 'The next' })
  t.equal((await next())[0]!.body.JobTitle, 'The next', 'a refusal, a dry run, another module and reading are not told of')
  t.same([heard.length, (await noted(platform)).length], [0, 5])
})

t.test('A webhook is told of the events that it is for, while it is enabled', async t => {
  const platform = await openPlatform(t)
  const { url, next, heard } = await listenToHooks(t)
  await hook(platform, 'Category', url, { Events: ['update'] })
  const { body: { ID: disabled } } = await hook(platform, 'Category', url, { Enabled: false })
  await platform.v2('POST', 'Category', { ID: '9', Label: 'Boats' })
  await platform.v2('PUT', 'Category/9', { Label: 'Ships' })
  t.match(await next(), [{ method: 'PUT', body: { ID: '9', Label: 'Ships' } }])
  await platform.v2('PUT', `Webhook/${disabled}`, { Enabled: true })
  await platform.v2('DELETE', 'Category/9')
  t.match(await next(), [{ method: 'DELETE', body: { Label: 'Ships' } }])
  await platform.v2('DELETE', `Webhook/${disabled}`)
  await platform.v2('POST', 'Category', { ID: '9', Label: 'Boats' })
  await platform.v2('PUT', 'Category/9', { Label: 'Rafts' })
  t.match(await next(), [{ method: 'PUT', body: { Label: 'Rafts' } }])
  t.same([heard.length, (await noted(platform)).length], [0, 2], 'what a webhook sent is gone with it')
})

t.test('A booking tells of itself, its delegates and its invoice', async t => {
  const platform = await openPlatform(t)
  const { url, next } = await listenToHooks(t)
  for (const module of ['CourseDateBooking', 'UserCourseDate', 'Invoice']) await hook(platform, module, url)
  const { UniqueBasketID } = await fill(platform, '2001', '5014', ['2001', '2004'])
  await platform.basket('POST', `${UniqueBasketID}/complete`, undefined, { 'sandbox-dry-run': '1' })
  await platform.basket('POST', `${UniqueBasketID}/complete`)
  const told = await next(4)
  t.ok(told.every(({ method }) => method === 'POST'))
  t.same(told.map(({ body }) => body.ID).sort(), ['1001', '1001', '2001~5014', '2004~5014'])
  t.equal((await noted(platform)).length, 4)
})

t.test('A delivery that is refused, or that nobody takes, is noted as such', async t => {
  const platform = await openPlatform(t)
  const refusing = await listenToHooks(t, response => { response.writeHead(503).end('Later') })
  const gone = await listenToHooks(t)
  gone.server.close()
  await once(gone.server, 'close')
  const breaking = await listenToHooks(t, response => { response.destroy() })
  for (const url of [refusing.url, gone.url, breaking.url, 'no address']) await hook(platform, 'Category', url)
  t.equal((await platform.v2('POST', 'Category', { Label: 'Boats' })).status, 201, 'nobody waits for it')
  const outcomes = (await noted(platform)).map(({ Url, Status, ResponseStatus, Error }) => [Url, Status, ResponseStatus, typeof Error])
  t.same(outcomes.sort(), [
    [refusing.url, 'Refused', 503, 'object'], [gone.url, 'Failed', null, 'string'], [breaking.url, 'Failed', null, 'string'], ['no address', 'Failed', null, 'string']
  ].sort())
})

t.test('A server that stops while a delivery is under way ends, and notes that it failed', async t => {
  const { url, next } = await listenToHooks(t, () => {})
  const config = { fixture: 'demo', data: t.testdir() }
  const ask = (root: string, method: string, path: string, body?: object) => fetch(`${root}/accessplan/api/v2/${path}`, {
    method, headers: { authorization: 'Bearer demo-api-key', ...(body && { 'content-type': 'application/json' }) }, ...(body && { body: JSON.stringify(body) })
  }).then(reply => reply.json() as Promise<any>)
  const first = await listen(t, config)
  await ask(first.url, 'POST', 'Webhook', { Module: 'Category', Url: url })
  await ask(first.url, 'POST', 'Category', { Label: 'Boats' })
  await next()
  await first.stop()
  const second = await listen(t, config)
  t.match((await ask(second.url, 'GET', 'WebhookInstance')).results, [{ Status: 'Failed', ResponseStatus: null, Error: 'The sandbox stopped' }])
  await second.stop()
})

t.test('A webhook is told of what is written through version 1, as version 2 shows it, and in the order in which it was written', async t => {
  const platform = await openPlatform(t)
  const { url, next } = await listenToHooks(t)
  for (const module of ['User', 'CourseDate', 'UserCourseDate']) await hook(platform, module, url)
  const calls: Array<[string, string, object | undefined, Heard['method'], string]> = [
    ['POST', 'users', { UserID: 'ANA', Forenames: 'Ana', Surname: 'Ruru', MainAccountID: '201' }, 'POST', 'User/ANA'],
    ['PUT', 'users/ANA', { Forenames: 'Ana', Surname: 'Weka' }, 'PUT', 'User/ANA'],
    ['POST', 'coursedates/5014/venue/501', undefined, 'PUT', 'CourseDate/5014'],
    ['POST', 'coursedates/5014/delegates', { UserID: 'ANA' }, 'POST', 'UserCourseDate/ANA~5014'],
    ['PUT', 'coursedates/5014/delegates/ANA~5014', { Status: 'Cancelled' }, 'PUT', 'UserCourseDate/ANA~5014']
  ]
  for (const [method, path, body, told, record] of calls) {
    const reply = await platform.v1(method, path, body)
    t.ok(reply.status < 300, reply.text)
    const { results: [shown] } = (await platform.v2('GET', record)).body
    t.strictSame(await next(), [{ method: told, type: 'application/json', body: shown }], `${method} ${path}`)
  }
  await platform.v1('PUT', 'users/ANA', { Forenames: '' })
  for (let n = 0; n < 20; n++) await platform.v1('PUT', 'users/ANA', { Forenames: `Ana ${n}`, Surname: 'Weka' })
  t.strictSame((await next(20)).map(it => it.body.Forenames), Array.from({ length: 20 }, (_, n) => `Ana ${n}`))
})
