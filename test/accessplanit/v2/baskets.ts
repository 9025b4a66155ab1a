import t, { type Test } from 'tap'
import { watch } from '../../data.ts'
import { openPlatform, type Platform, fill } from './v2.ts'

/** Asserts that a call changes nothing and says why, in a basket that is otherwise as it was. */
async function saysWhy (
  t: Test, platform: Platform, [method, path, body]: readonly [string, string, unknown?], message: string
): Promise<void> {
  const reply = await platform.basket(method, path, body)
  t.same([reply.status, reply.body.LatestErrorMessage], [200, message], `${method} ${path}: ${message}`)
  const { body: after } = await platform.basket('GET', reply.body.BookingUserID)
  t.strictSame(after, { ...reply.body, LatestErrorMessage: '' }, 'nothing is changed')
}

const idsOf = (users: Array<{ UserID: string }>): string[] => users.map(it => it.UserID)

t.test('A basket goes from its first item to the booking', async t => {
  const platform = await openPlatform(t)
  const empty = await platform.basket('GET', '2001')
  t.strictSame(
    [empty.status, empty.body],
    [200, { BasketID: 1, BookingUserID: '2001', UniqueBasketID: empty.body.UniqueBasketID, Items: [], LatestErrorMessage: '' }]
  )
  t.strictSame((await platform.basket('GET', '2001')).body, empty.body, 'it stays the same')
  const { UniqueBasketID } = empty.body

  const { body: { Items: [item] } } = await platform.basket('POST', '2001/5014/12')
  const { AvailableUsers, ...rest } = item
  t.strictSame(rest, {
    BasketItemID: 1,
    ItemName: 'Timber Framing, evening group',
    ItemDescription: 'From 2026-03-04',
    UnitNet: 640,
    UnitTax: 96,
    UnitGross: 736,
    CurrencySymbol: '&#36;',
    Quantity: 1,
    AppliedDiscounts: [],
    AssignedUsers: []
  })
  t.same(AvailableUsers[0], {
    UserID: '2001', Forenames: 'Hana', Surname: 'Walker', EmailAddress: 'user2001@kereru.example', MainCompanyName: 'Kererū Joinery Ltd'
  })
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
  t.same(discounted.AppliedDiscounts, [{
    RelatedBasketItemID: 1,
    Name: 'Early bird',
    UnitNet: -64,
    UnitTax: -9.6,
    UnitGross: -73.6,
    CurrencySymbol: '&#36;',
    Automatic: false,
    DiscountCode: 'EARLY10'
  }])

  const done = await platform.basket('POST', `${UniqueBasketID}/complete`)
  t.same([done.status, done.body], [200, { BookingID: '1001', InvoiceID: '1001' }])
  t.match(await platform.find('UserCourseDate', { $filter: "CourseDateBookingID eq '1001'" }), [
    { ID: '2001~5014', Status: 'Booked' }, { ID: '2007~5014', Status: 'Booked' }
  ])
  t.equal(
    (await platform.find('UserCourseDate', { $filter: "coursedateid eq '5030'" })).length, 6, 'an item that was removed is not booked'
  )
  t.match(await platform.read('CourseDateBooking', '1001'), {
    BookingStatus: 'Offline', BookingUserName: 'Hana Walker', UserID: '2001', InvoiceIDs: ['1001'], DateCreated: '2026-03-02T09:00:00'
  })
  t.match(await platform.read('Invoice', '1001'), {
    Amount: 1324.8, Outstanding: 1324.8, TargetID: '201', CompanyName: 'Kererū Joinery Ltd', DateDue: '2026-03-22T09:00:00', TaxRate: 15
  })
  t.match(await platform.find('InvoiceItem', { $filter: "invoiceid eq '1001'" }), [
    { Amount: 1472, Tax: 192, SourceID: '5014', SourceIDType: 'CourseDate', DynamicLabel: '2 × Timber Framing, evening group' },
    { Amount: -147.2, Tax: -19.2, SourceID: '5014', SourceIDType: 'Discount', DynamicLabel: 'Early bird on Timber Framing, evening group' }
  ])
  t.equal((await platform.read('CourseDate', '5014')).SpacesLeft, 3)

  const next = await platform.basket('GET', '2001')
  t.match(next.body, { BasketID: 2, Items: [] }, 'the next basket is a new one')
  t.not(next.body.UniqueBasketID, UniqueBasketID)
})

t.test('A second discount code takes the place of the first, and says so', async t => {
  const platform = await openPlatform(t)
  const warned = async (code: string) => {
    const { status, headers, body } = await platform.basket('POST', `2001/${code}/14`)
    return [status, body.LatestErrorMessage, headers['sandbox-warnings'], body.Items.map((it: any) => it.AppliedDiscounts[0].DiscountCode)]
  }
  const { UniqueBasketID } = await fill(platform, '2001', '5014', ['2001'])
  await platform.basket('POST', '2001/5030/12')
  t.same(await warned('EARLY10'), [200, '', undefined, ['EARLY10', 'EARLY10']], 'the first is no more than put on it')
  t.same(await warned('group25'), [200, '', 'replaced:itemID', ['GROUP25', 'GROUP25']])
  t.same(await warned('GROUP25'), [200, '', 'nothing-to-change:itemID', ['GROUP25', 'GROUP25']], 'the one that is there')
  t.same((await warned('NONE')).slice(0, 3), [200, 'No discount code "NONE" exists.', undefined], 'one that is none leaves it')
  const { body: { Items: [item] } } = await platform.basket('GET', '2001')
  t.same([item.AppliedDiscounts.length, item.AppliedDiscounts[0].UnitNet], [1, -160])
  await platform.basket('DELETE', `${UniqueBasketID}/2`)
  await platform.basket('POST', `${UniqueBasketID}/complete`)
  t.match(await platform.find('InvoiceItem', { $filter: "invoiceid eq '1001'" }), [{ SourceIDType: 'CourseDate' }, {
    SourceIDType: 'Discount', DynamicLabel: 'Group rate on Timber Framing, evening group', Amount: -184
  }], 'it is the second that is billed')
})

t.test('A basket that is complete, or is none, is a 404, as is an item that it does not have', async t => {
  const platform = await openPlatform(t)
  const { UniqueBasketID: complete } = await fill(platform, '2001', '5014', ['2001'])
  await platform.basket('POST', `${complete}/complete`)
  const { UniqueBasketID: open } = await fill(platform, '2002', '5014')
  const written = watch(platform.sandbox)
  for (const [method, path, rules, body] of [
    ['POST', `${complete}/complete`, 'basket.exists'], ['DELETE', `${complete}/1`, 'basket.exists'],
    ['DELETE', `${complete}/1/2001`, 'basket.exists'], ['PUT', `${complete}/1/users`, 'basket.exists', ['2004']],
    ['POST', 'nobodys/complete', 'basket.exists'], ['DELETE', `${open}/1`, 'basket-item.exists'],
    ['DELETE', `${open}/9/2001`, 'basket-item.exists'], ['PUT', `${open}/x/users`, 'basket-item.exists', ['2004']],
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
    ['5017/12', '"Excel for Offices" is FullyBooked, and cannot be put in a basket.'],
    ['5006/12', '"Forklift Refresher" is Cancelled, and cannot be booked any more.'],
    ['5011/12', '"First Aid" is Completed, and cannot be booked any more.'],
    ['9999/12', 'No course "9999" exists.'],
    ['NONE/14', 'No discount code "NONE" exists.'],
    ['5014/13', 'idType "13" is not known. Use 12 (course) or 14 (discount code).']
  ] as const) await saysWhy(t, platform, ['POST', `2001/${path}`], message)
  await platform.v2('PUT', 'CourseDate/5015', { Places: 7, Status: 'Available' })
  await saysWhy(t, platform, ['POST', '2001/5015/12'], '"Stair Building" has no places left, and no waiting list.')
  await fill(platform, '2001', '5014', ['2001'])
  await saysWhy(t, platform, ['POST', '2001/5014/12'], '"Timber Framing, evening group" is already in the basket.')
  await saysWhy(t, platform, ['PUT', `${UniqueBasketID}/1/users`, ['2004', '9999']], 'No user "9999" exists.')
  await saysWhy(
    t, platform, ['PUT', `${UniqueBasketID}/1/users`, ['2004', '2024']],
    `${(await platform.read('User', '2024')).Fullname} is already on the course (Booked).`
  )
  await saysWhy(t, platform, ['DELETE', `${UniqueBasketID}/1/2004`], 'User "2004" is not assigned to the item.')
  t.equal((await platform.basket('PUT', `${UniqueBasketID}/1/users`, { users: ['2004'] })).status, 400)
})

t.test('Who is assigned already stays so, and that is said', async t => {
  const platform = await openPlatform(t)
  const { UniqueBasketID } = await fill(platform, '2001', '5014', ['2001'])
  const assign = async (users: string[]) => {
    const { status, headers, body } = await platform.basket('PUT', `${UniqueBasketID}/1/users`, users)
    return [status, headers['sandbox-warnings'], idsOf(body.Items[0].AssignedUsers)]
  }
  t.same(await assign(['2001']), [200, 'nothing-to-change:body', ['2001']])
  t.same(await assign(['2004']), [200, undefined, ['2001', '2004']])
  t.same(await assign(['2004', '2007']), [200, undefined, ['2001', '2004', '2007']], 'a list with one more')
  t.same(await assign(['2007', '2001']), [200, 'nothing-to-change:body', ['2001', '2004', '2007']])
})

t.test('A basket is not booked while something stands in the way, and then nothing is', async t => {
  const platform = await openPlatform(t)
  const isRefused = async (id: string, obstacle: string, rule = 'basket.can-be-booked'): Promise<void> => {
    const written = watch(platform.sandbox)
    const { status, headers, body } = await platform.basket('POST', `${id}/complete`)
    t.same([status, headers['sandbox-rules']], [400, rule], obstacle)
    t.match(body.message, `The basket cannot be checked out: ${obstacle}.`)
    t.strictSame(written(), {}, 'nothing is written')
  }
  const { UniqueBasketID: id } = (await platform.basket('GET', '2001')).body
  await isRefused(id, 'it is empty')
  await fill(platform, '2001', '5014', ['2001'])
  await fill(platform, '2001', '5030')
  await isRefused(id, 'nobody is assigned to "Leading a Crew"')
  await platform.basket('PUT', `${id}/2/users`, ['2001'])
  await platform.v2('PUT', 'CourseDate/5030', { Status: 'FullyBooked' })
  await isRefused(id, '"Leading a Crew" is FullyBooked, and cannot be put in a basket', 'basket.not-fully-booked')
  for (const status of ['Cancelled', 'Completed', 'Failed']) {
    await platform.v2('PUT', 'CourseDate/5030', { Status: status })
    await isRefused(id, `"Leading a Crew" is ${status}, and cannot be booked any more`)
  }
  await platform.v2('PUT', 'CourseDate/5030', { Status: 'Available' })
  await platform.v2('POST', 'UserCourseDate', { UserID: '2001', CourseDateID: '5030' })
  await isRefused(id, 'Hana Walker is already on "Leading a Crew"')
  await platform.v2('PUT', 'UserCourseDate/2001~5030', { Status: 'Cancelled' })
  t.equal((await platform.basket('POST', `${id}/complete`)).status, 200)
  t.match(await platform.read('UserCourseDate', '2001~5030'), {
    Status: 'Booked', CourseDateBookingID: 1001
  }, 'who had cancelled comes back on the record that there is')
})

t.test('A booking is Online where the user books for nobody else, else Offline', async t => {
  const platform = await openPlatform(t)
  for (const [booker, people, status] of [
    ['2001', ['2001'], 'Online'], ['2002', ['2002', '2011'], 'Offline'], ['2003', ['2009'], 'Offline'], ['demo', ['2060'], 'Offline']
  ] as Array<[string, string[], string]>) {
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
  t.same([status, body.message], [400,
    'The basket cannot be checked out: "Timber Framing, evening group" has 1 place left, and 2 users are assigned. ' +
      'Take users off the item, or remove it.'])
  t.equal((await platform.read('CourseDate', '5014')).SpacesLeft, 1, 'nobody is booked in part')
})

t.test('Whoever has to wait is not charged', async t => {
  const platform = await openPlatform(t)
  const waiting = await fill(platform, '2001', '5018', ['2001'])
  t.equal(waiting.LatestErrorMessage, '', 'a course with a waiting list takes people who wait')
  const { body: { BookingID, InvoiceID } } = await platform.basket('POST', `${waiting.UniqueBasketID}/complete`)
  t.same(
    [InvoiceID, (await platform.find('Invoice')).map(it => it.ID).sort(), (await platform.read('CourseDateBooking', BookingID)).InvoiceIDs],
    [null, ['1000', '998', '999'], []]
  )
  t.equal((await platform.read('UserCourseDate', '2001~5018')).Status, 'WaitingList')

  await platform.v2('PUT', 'CourseDate/5014', { Places: 8, WaitingList: 'Enabled' })
  const both = await fill(platform, '2001', '5014', ['2001', '2004'])
  await fill(platform, '2001', '5030', ['2001'])
  await platform.basket('POST', `${both.UniqueBasketID}/complete`)
  t.same(
    [(await platform.read('UserCourseDate', '2001~5014')).Status, (await platform.read('UserCourseDate', '2004~5014')).Status],
    ['Booked', 'WaitingList']
  )
  const items = await platform.find('InvoiceItem', { $filter: "ID gt '1000' and ID lt '2000'" })
  t.same(items.map(({ DynamicLabel, Amount }) => [DynamicLabel, Amount]), [
    ['1 × Timber Framing, evening group', 736], ['1 × Leading a Crew', 897]
  ])
})

t.test('An invoice comes to what its basket said, to the cent', async t => {
  const platform = await openPlatform(t)
  await platform.v2('PUT', 'CourseDate/5014', { Cost: 33.35 })
  await platform.basket('POST', '2001/EARLY10/14')
  const { UniqueBasketID, Items: [{ UnitGross, Quantity, AppliedDiscounts: [discount] }] } =
    await fill(platform, '2001', '5014', ['2001', '2004', '2007'])
  const { body: { InvoiceID } } = await platform.basket('POST', `${UniqueBasketID}/complete`)
  t.equal(
    Math.round((await platform.read('Invoice', InvoiceID)).Amount * 100), Math.round((UnitGross + discount.UnitGross) * Quantity * 100)
  )
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
