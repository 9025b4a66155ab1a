import '../custom-fields.ts'
import t from 'tap'
import { isRefused, openPlatform, type Platform, book } from '../v2/v2.ts'

t.test('A change through one version is seen through the other, by its own names and in its own units of money', async t => {
  const mandatory: Record<string, object> = {
    'coursedates/5016': { StartDate: '2026-03-09T09:00:00', EndDate: '2026-03-10T16:30:00', Status: 'Available', MaxPlaces: 12 },
    'users/2002': { Forenames: 'Tama', Surname: 'Smith' }
  }
  const [platform, other] = [await openPlatform(t), await openPlatform(t)]
  const { BookingID, InvoiceID } = await book(platform)
  await book(other)
  for (const [v1, v2, pairs] of [
    ['coursedates/5016', 'CourseDate/5016', [
      ['NetCost', 12345, 'Cost', 123.45], ['NetCost', 5, 'Cost', 0.05], ['NetCost', 100000, 'Cost', 1000],
      ['Name', 'Lifting', 'Alias', 'Lifting'], ['ExternalID', 'X-1', 'ExternalID', 'X-1'],
      ['StartDate', '2026-03-09T10:00:00', 'StartDate', '2026-03-09T10:00:00'],
      ['EndDate', '2026-03-12T10:00:00', 'EndDate', '2026-03-12T10:00:00'], ['Status', 'OnHold', 'Status', 'OnHold'],
      ['MaxPlaces', 14, 'Places', 14], ['MinPlaces', 2, 'MinPlaces', 2], ['AimsText', 'Lift safely', 'Aims', 'Lift safely'],
      ['CourseIsAdvertised', false, 'Advertise', false],
      ['AdvertisedStartDate', '2026-02-01T00:00:00', 'AdvertisedStartDate', '2026-02-01T00:00:00'],
      ['AdvertisedEndDate', '2026-03-01T00:00:00', 'AdvertisedEndDate', '2026-03-01T00:00:00'],
      ['CompanyID', '100', 'CompanyID', '100']
    ]],
    ['users/2002', 'User/2002', [
      ['Title', 'Dr', 'Title', ['Dr']], ['Forenames', 'Tama', 'Forenames', 'Tama'], ['Surname', 'Weka', 'Surname', 'Weka'],
      ['MiddleNames', 'Rua', 'MiddleNames', 'Rua'],
      ['EmailAddress', 'tama@example.com', 'Email', 'tama@example.com'],
      ['DateOfBirth', '1990-01-02T00:00:00', 'DOB', '1990-01-02T00:00:00'], ['PhoneNumber', '03 555 0100', 'Phone', '03 555 0100'],
      ['ExternalID', 'HR-1', 'ExternalID', 'HR-1'], ['JobTitle', 'Planner', 'JobTitle', 'Planner'],
      ['MarketingOptIn', true, 'MarketingOptIn', true], ['Address', '1 Quay', 'Address', '1 Quay'],
      ['Town', 'Picton', 'Town', 'Picton'], ['County', 'Marlborough', 'County', 'Marlborough'], ['Postcode', '7220', 'Postcode', '7220'],
      ['Country', 'New Zealand', 'Country', ['New Zealand']],
      ['MainAccountID', '203', 'MainCompanyID', '203'], ['PreferredMethodOfContact', 'Email', 'ContactMethod', ['Email']],
      ['Gender', 'Other', 'Sex', 'Other']
    ]],
    ['companies/202', 'Company/202', [
      ['Name', 'Rātā District', 'Name', 'Rātā District'], ['EmailAddress', 'rata@example.com', 'Email', 'rata@example.com'],
      ['MainContactUserID', '2002', 'MainContactUserID', '2002'],
      ['ExternalID', 'C-2', 'ExternalID', 'C-2'], ['Town', 'Picton', 'Town', 'Picton'], ['Postcode', '7220', 'Postcode', '7220'],
      ['AccountGroupIDs', ['10', '11'], 'CompanyGroupIDs', ['10', '11']]
    ]],
    [`invoices/${InvoiceID}`, `Invoice/${InvoiceID}`,
      [['DateDue', '2026-05-01T00:00:00', 'DateDue', '2026-05-01T00:00:00'], ['PONumber', 'PO-9', 'PONumber', 'PO-9']]]
  ] as Array<[string, string, Array<[string, unknown, string, unknown]>]>) {
    for (const [name1, value1, name2, value2] of pairs) {
      const put1 = await other.v1('PUT', v1, { ...mandatory[v1], [name1]: value1 })
      t.strictSame(
        [put1.status, (await other.v2('GET', v2)).body.results[0][name2]], [200, value2],
        `${v1} ${name1} ${JSON.stringify(value1)} is ${name2} ${JSON.stringify(value2)} ${put1.status === 200 ? '' : put1.text}`
      )
      const put2 = await platform.v2('PUT', v2, { [name2]: value2 })
      t.strictSame(
        [put2.status, (await platform.v1('GET', v1)).body[name1]], [200, value1],
        `${v2} ${name2} ${JSON.stringify(value2)} is ${name1} ${JSON.stringify(value1)} ${put2.status === 200 ? '' : put2.text}`
      )
    }
  }
  t.match((await platform.v1('GET', 'coursedates/5016')).body, { NetCost: 100000, Tax: 15000 }, 'the tax is that of the cost')
  t.match((await platform.v1('GET', `invoices/${InvoiceID}`)).body, { Amount: 64000, Tax: 9600, AmountPaid: 0, AmountOutstanding: 73600 })
  t.match(await platform.read('Invoice', InvoiceID), { Amount: 736, AmountPaid: 0, Outstanding: 736, TaxRate: 15, Status: 'Outstanding' })
  t.match((await platform.v1('GET', `invoices/${InvoiceID}/items`)).body, [{ InvoiceItemAmount: 64000, InvoiceItemTax: 9600 }])
  t.match(await platform.find('InvoiceItem', { $filter: `invoiceid eq '${InvoiceID}'` }), [{ Amount: 736, Tax: 96 }])

  const paid = await platform.v2('POST', 'Transaction', { InvoiceID, Amount: 136.5 })
  const inVersion1 = (await platform.v1('GET', 'transactions')).body.filter((it: any) => it.InvoiceID === InvoiceID)
  t.match(inVersion1, [{ TransactionID: paid.body.ID, Amount: 13650 }])
  t.equal((await platform.v1('POST', 'transactions', { InvoiceID, Amount: 9950 })).status, 201)
  t.match((await platform.find('Transaction', { $filter: `InvoiceID eq '${InvoiceID}'` })).map(({ Amount }) => Amount), [136.5, 99.5])
  t.match(await platform.read('Invoice', InvoiceID), { AmountPaid: 236, Outstanding: 500, Status: 'PartPaid' })
  t.match((await platform.v1('GET', `invoices/${InvoiceID}`)).body, { AmountPaid: 23600, AmountOutstanding: 50000 })

  t.match((await platform.v1('GET', 'coursedates/5014/delegates')).body.find((it: { UserID: string }) => it.UserID === '2001'), {
    DelegateID: '2001~5014', Status: 'Booked', BookingID
  })
  await platform.v1('PUT', 'coursedates/5014/delegates/2001~5014', { Status: 'Attended', PONumber: 'PO-3' })
  t.match(await platform.read('UserCourseDate', '2001~5014'), {
    Status: 'Attended', PONumber: 'PO-3', CourseDateBookingID: Number(BookingID)
  })
  const made = await platform.v1('POST', 'companies/100/courses/4001/coursedates', {
    StartDate: '2026-06-01T09:00:00', EndDate: '2026-06-01T16:00:00', Status: 'Available', MaxPlaces: 5, NetCost: 9999
  })
  t.match(await platform.read('CourseDate', made.body.CourseDateID), { CourseID: '4001', Cost: 99.99, SpacesLeft: 5 })
  await platform.v2('DELETE', `CourseDate/${made.body.CourseDateID}`)
  t.equal((await platform.v1('GET', `coursedates/${made.body.CourseDateID}`)).status, 404)
})

const places = async (platform: Platform, id: string): Promise<[status: string, left: number]> => {
  const { Status, SpacesLeft } = await platform.read('CourseDate', id)
  return [Status, SpacesLeft]
}

t.test('Each delegate takes a place, but those who gave it up or wait for one', async t => {
  const platform = await openPlatform(t)
  t.same(await places(platform, '5014'), ['Available', 5])
  for (const [status, left] of [
    ['Unknown', 5], ['Cancelled', 5], ['Completed', 4], ['Provisional', 4], ['InProgress', 4], ['Booked', 4], ['OnHold', 4],
    ['NoAttend', 4], ['WaitingList', 5], ['Deferred', 5], ['Failed', 4],
    ['Attended', 4], ['Transferred', 5], ['Unconfirmed', 4]
  ] as const) {
    const { body: { ID } } = await platform.v2('POST', 'UserCourseDate', { UserID: '2001', CourseDateID: '5014', Status: status })
    t.match(await platform.read('UserCourseDate', ID), {
      Status: status === 'WaitingList' ? 'Booked' : status
    }, 'who waits gets the place that is free')
    t.same((await places(platform, '5014'))[1], status === 'WaitingList' ? 4 : left, status)
    t.equal((await platform.v1('GET', 'coursedates/5014')).body.PlacesRemaining, status === 'WaitingList' ? 4 : left)
    await platform.v2('DELETE', `UserCourseDate/${ID}`)
  }
})

t.test('A course is FullyBooked with its last place, and Available again when one is given up', async t => {
  const platform = await openPlatform(t)
  await platform.v2('PUT', 'CourseDate/5014', { Places: 8 })
  t.same(await places(platform, '5014'), ['Available', 1])
  await platform.v2('POST', 'UserCourseDate', { UserID: '2001', CourseDateID: '5014' })
  t.same(await places(platform, '5014'), ['FullyBooked', 0])
  await platform.v2('PUT', 'UserCourseDate/2024~5014', { Status: 'Cancelled' })
  t.same(await places(platform, '5014'), ['Available', 1])
  await platform.v2('PUT', 'UserCourseDate/2024~5014', { Status: 'Booked' })
  t.same(await places(platform, '5014'), ['FullyBooked', 0])
  await platform.v2('DELETE', 'UserCourseDate/2001~5014')
  t.same(await places(platform, '5014'), ['Available', 1])
  await platform.v2('PUT', 'CourseDate/5014', { Places: 7 })
  t.same(await places(platform, '5014'), ['FullyBooked', 0], 'fewer places')
  await platform.v2('PUT', 'CourseDate/5014', { Places: 9 })
  t.same(await places(platform, '5014'), ['Available', 2], 'more places')
  await platform.v2('PUT', 'CourseDate/5014', { Places: 7, Status: 'OnHold' })
  t.same(await places(platform, '5014'), ['OnHold', 0], 'who says what the status is to be is taken at the word')
})

t.test('Who waits moves up when a place is free, first come, first served, while the course is Available', async t => {
  const platform = await openPlatform(t)
  const statusOf = async (user: string) => (await platform.read('UserCourseDate', `${user}~5018`)).Status
  platform.freeze('2026-03-02T09:01')
  t.equal((await platform.v2('POST', 'UserCourseDate', { UserID: '2001', CourseDateID: '5018', Status: 'WaitingList' })).status, 201)
  t.same([await statusOf('2026'), await statusOf('2029'), await statusOf('2001')], ['WaitingList', 'WaitingList', 'WaitingList'])
  await platform.v2('PUT', 'UserCourseDate/2008~5018', { Status: 'Cancelled' })
  t.same([await statusOf('2026'), await statusOf('2029'), await statusOf('2001')], ['Booked', 'WaitingList', 'WaitingList'])
  await platform.v2('PUT', 'CourseDate/5018', { Status: 'OnHold' })
  await platform.v2('PUT', 'UserCourseDate/2011~5018', { Status: 'Cancelled' })
  t.same([await statusOf('2029'), await statusOf('2001')], ['WaitingList', 'WaitingList'], 'the course is OnHold')
  await isRefused(
    t, platform, ['POST', 'UserCourseDate', { UserID: '2002', CourseDateID: '5018', Status: 'WaitingList' }],
    { status: 400, rules: 'delegate.waiting-list-while-available', members: ['Status'] }
  )
  await platform.v2('PUT', 'CourseDate/5018', { Status: 'Available' })
  await platform.v2('PUT', 'CourseDate/5018', { Places: 7 })
  t.same([await statusOf('2029'), await statusOf('2001')], ['Booked', 'Booked'], 'there are two places')
  t.same(await places(platform, '5018'), ['Available', 0], 'a course with a waiting list stays Available')
  const late = await platform.v2('POST', 'UserCourseDate', { UserID: '2002', CourseDateID: '5018' })
  t.same(
    [late.status, late.headers['sandbox-warnings']], [201, 'delegate.place-free'],
    'more than there are places for is inferred to be wrong, and only warned of'
  )
})

t.test('A local time that the clocks skip is told of in any member of either version, and kept as it was sent', async t => {
  const { v1, v2 } = await openPlatform(t)
  const course = { StartDate: '2026-03-09T09:00:00', EndDate: '2026-10-10T16:30:00', Status: 'Available', MaxPlaces: 12 }
  const asks: Array<[(at: string) => ReturnType<typeof v1>, string]> = [
    [at => v1('PUT', '/coursedates/5016', { ...course, StartDate: at }), 'StartDate'],
    [at => v1('PUT', '/coursedates/5016', { ...course, AdvertisedStartDate: at }), 'AdvertisedStartDate'],
    [at => v2('PUT', 'CourseDate/5016', { StartDate: at }), 'StartDate'],
    [at => v2('PUT', 'CourseDate/5016', { AdvertisedStartDate: at }), 'AdvertisedStartDate']
  ]
  for (const [ask, member] of asks) {
    for (const [at, isTold] of [
      ['2026-09-27T01:59:59', false], ['2026-09-27T02:00:00', true], ['2026-09-27T02:30', true], ['2026-09-27T02:59:59.5', true],
      ['2026-09-27T03:00:00', false], ['2026-09-26T02:30:00', false], ['2026-09-27T02:30:00Z', false], ['2026-04-05T02:30:00', false]
    ] as const) {
      const { status, headers } = await ask(at)
      t.same([status, /value\.hour-exists/.test(String(headers['sandbox-warnings'] ?? ''))], [200, isTold], `${member} ${at}`)
    }
  }
  await v1('PUT', '/coursedates/5016', { ...course, StartDate: '2026-09-27T02:30:00' })
  t.equal((await v1('GET', '/coursedates/5016')).body.StartDate, '2026-09-27T02:30:00')
})
