import './add-in.ts'
import './screens.ts'
import './scripts.ts'
import t, { type Test } from 'tap'
import { frozen, listen } from '../../harness.ts'
import { bookings, courseDates, delegates, invoices, templates, users } from '../demo.ts'
import {
  CourseDate, Course, Delegate, WebDelegate, ELearningDelegate, Booking, Invoice, InvoiceItem, User, is, atLeast, moreThan, contains,
  startsWith, endsWith, Client, total
} from './vendor-client.ts'

const start = async (t: Test): Promise<string> => (await listen(t, { fixture: 'demo', clock: frozen })).url

t.test('The vendor\'s client goes from its token to a completed basket', async t => {
  const client = new Client(await start(t))
  await client.logIn('demo', 'demo')

  t.equal(await client.check('user2001@kereru.example', 'wrong'), undefined)
  const me = await client.check('user2001@kereru.example', 'demo')
  t.match(me, { ID: '2001', Fullname: 'Hana Walker', MainCompanyID: '201', Country: [] })
  await client.update('User', me.ID, { Mobile: '021 555 0101', JobTitle: 'Joiner', Fax: null, Country: ['New Zealand'] })
  t.match(await client.one('User', User, me.ID), {
    Mobile: '021 555 0101', JobTitle: 'Joiner', Country: ['New Zealand'], Email: 'user2001@kereru.example'
  })

  const coming = await client.list('CourseDate', CourseDate, {
    where: [
      is('CourseType', 'class'), is('Status', 'Available'), atLeast('StartDate', '2026-03-02T09:00:00'), moreThan('Cost', 500),
      moreThan('SpacesLeft', 0)
    ],
    orderBy: 'StartDate',
    top: 3,
    skip: 1
  })
  t.same(coming.map(({ ID, Cost, SpacesLeft }) => [ID, Cost, SpacesLeft]), [['5015', 520, 5], ['5020', 780, 6], ['5024', 640, 6]])
  t.same((await client.list('Course', Course, {
    where: [startsWith('Label', 'stair'), endsWith('Label', 'building'), contains('Summary', 'BEGINNERS')], orderBy: 'Label asc'
  })).map(({ ID }) => ID), ['4005'])
  const [course] = coming
  t.match(await client.one('Course', Course, course.CourseID), {
    ID: '4005', Label: 'Stair Building', IsModule: false, UnitsRequired: 0, AwardedAwardIDs: []
  })
  await client.update('Course', course.CourseID, { Overview: '<p>Stairs</p>' })
  t.match(await client.one('Course', Course, course.CourseID), { Overview: '<p>Stairs</p>', Label: 'Stair Building' })

  const empty = await client.basket('GET', me.ID)
  t.same(empty.Items, [])
  const filled = await client.basket('POST', `${me.ID}/${course.ID}/12`)
  t.match(filled, {
    UniqueBasketID: empty.UniqueBasketID,
    Items: [{ ItemName: 'Stair Building', UnitNet: 520, UnitTax: 78, UnitGross: 598 }],
    LatestErrorMessage: ''
  })
  t.match(await client.basket('POST', `${me.ID}/5017/12`), { LatestErrorMessage: /FullyBooked/, Items: { length: 1 } })
  const basket = empty.UniqueBasketID
  const [{ BasketItemID: item }] = filled.Items
  await client.basket('POST', `${me.ID}/5016/12`)
  const another = await client.basket('POST', `${me.ID}/5030/12`)
  t.equal(another.Items.length, 3)
  await client.basket('DELETE', `${basket}/${another.Items[1].BasketItemID}`)
  await client.basket('DELETE', `${basket}/${another.Items[2].BasketItemID}`)
  await client.basket('PUT', `${basket}/${item}/users`, [me.ID, '2004', '2007'])
  await client.basket('DELETE', `${basket}/${item}/2007`)
  const ready = await client.basket('POST', `${me.ID}/EARLY10/14`)
  t.match(ready.Items, [{
    Quantity: 2,
    AssignedUsers: [{ UserID: '2001' }, { UserID: '2004' }],
    AppliedDiscounts: [{ RelatedBasketItemID: item, UnitGross: -59.8 }]
  }])
  await client.complete(basket)
  t.same((await client.basket('GET', me.ID)).Items, [])
  await t.rejects(client.complete(basket), /404/)

  const mine = await client.list('UserCourseDate', Delegate, {
    where: [contains('ID', me.ID), is('Status', 'booked'), atLeast('StartDate', '2026-03-02')], orderBy: 'StartDate'
  })
  t.same(mine.map(({ ID }) => ID), ['2001~5015', '2001~5016', '2001~5022', '2001~5028'])
  t.match(mine[0], { CourseOrAliasName: 'Stair Building', DateStamp: '2026-03-02T09:00:00' })
  t.match(await client.list('UserCourseDateWeb', WebDelegate, { where: [contains('ID', me.ID)] }), [
    { ID: '2001~5028', CourseDateBookingID: 0 }
  ])
  t.match(await client.list('UserCourseDateELearning', ELearningDelegate, { where: [is('UserID', '2041')] }), [
    { ID: '2041~5003', CompletionStatus: 2, SuccessStatus: 4 }
  ])

  const [booking] = await client.list('CourseDateBooking', Booking, { where: [is('UserID', me.ID)], orderBy: 'datecreated desc' })
  t.match(booking, { BookingUserName: 'Hana Walker', BookingStatus: 'Offline' })
  const [invoice] = await client.list('Invoice', Invoice, { where: [is('targetid', me.MainCompanyID)], orderBy: 'datecreated desc' })
  t.equal(invoice.Amount, total(ready))
  t.same(booking.InvoiceIDs, [invoice.ID])
  t.same(await client.list('Invoice', Invoice, { where: [is('invoiceid', invoice.ID)] }), [invoice])
  const items = await client.list('InvoiceItem', InvoiceItem, { where: [is('invoiceid', invoice.ID)] })
  t.same(items.map(({ Amount, Tax }) => Math.round((Amount - Tax) * 100) / 100), [1040, -104], 'net is amount without tax')
  t.equal((await client.one('CourseDate', CourseDate, course.ID)).SpacesLeft, 3)
})

t.test('It reads every record of every module that it knows', async t => {
  const client = new Client(await start(t), 'AccessPlan')
  client.useKey('demo-api-key')
  const basket = await client.basket('POST', '2001/5014/12')
  await client.basket('PUT', `${basket.UniqueBasketID}/${basket.Items[0].BasketItemID}/users`, ['2001'])
  await client.complete(basket.UniqueBasketID)
  for (const [module, model, count] of [
    ['CourseDate', CourseDate, courseDates.length], ['Course', Course, templates.length], ['User', User, users.length],
    ['UserCourseDate', Delegate, delegates.length + 1],
    ['UserCourseDateWeb', WebDelegate, delegates.filter(it => it.type === 'Web').length],
    ['UserCourseDateELearning', ELearningDelegate, delegates.filter(it => it.type === 'ELearning').length],
    ['CourseDateBooking', Booking, bookings.length + 1], ['Invoice', Invoice, invoices.length + 1],
    ['InvoiceItem', InvoiceItem, invoices.flatMap(({ items }) => items).length + 1]
  ] as const) {
    const records = await client.list(module, model, { top: -1 })
    t.equal(records.length, count, module)
    t.ok(records.every(record => Object.keys(record).length === Object.keys(model).length), `${module} has all members by their names`)
  }
})

t.test('Another client refreshes its token, sends %20 for a space, asks for what a module has, and logs communications', async t => {
  const url = await start(t)
  const client = new Client(url, 'accessplansandbox')
  await client.logIn('demo', 'demo')
  await client.renew()
  await client.renew()
  const fields = await client.call('GET', 'apihelp/v2/modules/courseTemplate')
  t.ok(fields.some(({ Name }: { Name: string }) => Name === 'Name'))
  const custom = (await client.call('GET', 'apihelp/v2/modules/course'))
    .filter(({ Custom }: { Custom: boolean }) => Custom)
    .map(({ Name }: { Name: string }) => Name)
  t.same(custom, ['CF_Include_on_website'])
  t.same(
    (await client.call('GET', 'api/v2/course?$filter=CF_Include_on_website%20eq%20true&$orderby=Label%20asc&$select=ID')).results
      .map(({ ID }: { ID: string }) => ID),
    ['4007', '4001', '4009', '4003', '4005']
  )
  t.equal((await client.call('GET', 'api/v2/courseTemplate?$orderby=Name%20asc&$top=1')).results[0].Name, 'Excel for Offices')
  t.ok((await client.call('GET', 'api/v2/courseDate?$filter=StartDate%20ge%202026-03-02&$orderby=StartDate%20asc')).results.length > 0)
  const [person] = (await client.call('GET', 'api/v2/user?$top=1')).results
  t.match(person, { ID: '2001', Forenames: 'Hana', Surname: 'Walker', Email: String, MainCompanyName: String, Status: 'Active' })
  t.ok('Mobile' in person)
  await client.call('POST', 'api/v2/Communication', {
    MappedIDType: 'User', MappedID: person.ID, CommunicationTypeID: '-1', Subject: 'Welcome', Body: 'Kia ora'
  })
  t.match((await client.call('GET', "api/v2/communication?$filter=MappedID%20eq%20'2001'")).results, [
    { Subject: 'Welcome', CommunicationTypeID: '-1' }
  ])
  await t.rejects(new Client(url).logIn('demo', 'wrong'), /invalid_grant/)
})
