import t from 'tap'
import { isRefused, openPlatform, book, toldBy } from '../v2.ts'

t.test('A record is read by its id, as the only one of a list, and by a filter', async t => {
  const platform = await openPlatform(t)
  for (const [module, id] of [
    ['User', '2001'], ['Course', '4001'], ['CourseDate', '5014'], ['UserCourseDate', '2024~5014'], ['Venue', '501'],
    ['CourseDateSession', '5024-1'], ['UserCourseDateWeb', '2001~5028']
  ] as const) {
    const { status, body } = await platform.v2('GET', `${module}/${id}`)
    t.same([status, body.results.length, body.results[0].ID], [200, 1, id])
    t.same(await platform.find(module, { $filter: `ID eq '${id}'` }), body.results)
  }
  t.equal((await platform.read('User', 'DEMO')).ID, 'demo')
  for (const path of [
    'User/9999', 'CourseDate/2024', 'UserCourseDate/2024', 'UserCourseDate/2024~5015', 'UserCourseDate/2024~5014~1',
    'UserCourseDateWeb/2024~5014'
  ]) {
    await isRefused(t, platform, ['GET', path], { status: 404, rules: 'record.exists', members: ['ID'] })
  }
})

t.test('A PUT changes what is given and nothing else, and the next keeps what it wrote', async t => {
  const platform = await openPlatform(t)
  const before = await platform.read('User', '2001')
  platform.freeze('2026-03-02T10:00')
  const first = await platform.v2('PUT', 'User/2001', {
    Mobile: '021 555 0101',
    Title: ['Dr'],
    Tags: 'vip',
    TaxExempt: true,
    MoodleID: 7,
    ShippingCountry: ['New Zealand'],
    PasswordExpires: '2026-12-31T12:00:00Z'
  })
  const written = {
    ...before,
    Mobile: '021 555 0101',
    Title: ['Dr'],
    Tags: 'vip',
    TaxExempt: true,
    MoodleID: 7,
    ShippingCountry: ['New Zealand'],
    PasswordExpires: '2027-01-01T01:00:00',
    DateUpdated: '2026-03-02T10:00:00'
  }
  t.strictSame([first.status, first.body], [200, written])
  platform.freeze('2026-03-02T11:00')
  const second = await platform.v2('PUT', 'User/2001', { Tags: 'vip, early', JobTitle: 'Joiner' })
  t.strictSame(second.body, { ...written, Tags: 'vip, early', JobTitle: 'Joiner', DateUpdated: '2026-03-02T11:00:00' })
  t.strictSame(await platform.read('User', '2001'), second.body)

  const course = await platform.read('Course', '4001')
  t.strictSame((await platform.v2('PUT', 'Course/4001', { Colour: '#00ff00', Cost: 199.95 })).body, {
    ...course, Colour: '#00ff00', Cost: 199.95, DateUpdated: '2026-03-02T11:00:00'
  })
  t.strictSame((await platform.v2('PUT', 'Course/4001', { IndustryLabels: ['Building'] })).body, {
    ...course, Colour: '#00ff00', Cost: 199.95, IndustryLabels: ['Building'], DateUpdated: '2026-03-02T11:00:00'
  })

  const { BookingID, InvoiceID } = await book(platform)
  for (const [module, id, change] of [
    ['CourseDate', '5014', { Aims: 'Saws' }], ['UserCourseDate', '2024~5014', { PONumber: 'PO-1' }],
    ['Company', '201', { Town: 'Motueka' }], ['Venue', '501', { Town: 'Richmond' }],
    ['Category', '1', { Label: 'Health and safety' }], ['CompanyGroup', '10', { Name: 'Crafts' }],
    ['CourseDateBooking', BookingID, { PONumber: 'PO-2' }],
    ['Invoice', InvoiceID, { InvoiceTown: 'Richmond', DateDue: '2026-04-30T00:00:00' }]
  ] as Array<[string, string, object]>) {
    const was = await platform.read(module, id)
    const { status, body } = await platform.v2('PUT', `${module}/${id}`, change)
    t.strictSame(
      [status, { ...body, DateUpdated: null }], [200, { ...was, ...change, DateUpdated: null }], `${module} ${JSON.stringify(change)}`
    )
  }
})

t.test('Members come in any case; null is as though it were left out; others are told of and passed over', async t => {
  const platform = await openPlatform(t)
  const before = await platform.read('CourseDate', '5014')
  const { status, headers, body } = await platform.v2('PUT', 'CourseDate/5014', {
    AIMS: 'Saws', cf_catering: 'Tea', Alias: null, SpacesLeft: 3, DisplayCost: '1', CF_Nothing: 1, ID: '9'
  })
  t.strictSame([status, { ...body, DateUpdated: null }], [200, { ...before, Aims: 'Saws', CF_Catering: 'Tea', DateUpdated: null }])
  t.strictSame(toldBy({ headers }), ['SpacesLeft', 'DisplayCost', 'CF_Nothing', 'ID'].map(name => `ignored-member:${name}`))
})

t.test('An empty text clears a member, and is told of where every record has that', async t => {
  const platform = await openPlatform(t)
  for (const [path, member, told] of [
    ['User/2001', 'Surname', true], ['User/2001', 'JobTitle', false], ['User/2001', 'Email', false], ['Company/201', 'Name', true],
    ['Course/4001', 'Label', true], ['Course/4001', 'Summary', false], ['Venue/501', 'Label', true], ['Category/1', 'Label', true]
  ] as const) {
    const { status, headers, body } = await platform.v2('PUT', path, { [member]: '' })
    t.strictSame([status, headers['sandbox-warnings']], [200, told ? `inferred-shape:${member}` : undefined], `${path} ${member}`)
    t.notOk(body[member], `${member} is empty`)
  }
})

t.test('Custom fields are written, read, selected, filtered, and keep to their type', async t => {
  const platform = await openPlatform(t)
  t.equal((await platform.v2('PUT', 'CourseDate/5014', { CF_Catering: 'Vegetarian' })).body.CF_Catering, 'Vegetarian')
  t.same(await platform.find('CourseDate', { $select: 'ID,cf_catering', $filter: "contains(CF_Catering, 'VEG')" }), [
    { ID: '5014', CF_Catering: 'Vegetarian' }
  ])
  t.equal((await platform.v2('PUT', 'Course/4002', { CF_Include_on_website: true })).body.CF_Include_on_website, true)
  t.equal((await platform.read('Course', '4002')).CF_Include_on_website, true)
  t.equal((await platform.v2('POST', 'Course', { Label: 'Scaffolding', CF_Include_on_website: false })).body.CF_Include_on_website, false)
  const other = await platform.v2('PUT', 'Course/4002', { CF_Include_on_website: 'yes' })
  t.strictSame([other.status, other.body.CF_Include_on_website, toldBy(other)], [200, true, ['inferred-shape:CF_Include_on_website']])
  const number = await platform.v2('PUT', 'CourseDate/5014', { cf_catering: 5 })
  t.strictSame([number.status, number.body.CF_Catering, toldBy(number)], [200, '5', ['inferred-shape:CF_Catering']])
})

t.test('A POST makes a record, and updates the one that has its ID or its ExternalID', async t => {
  const platform = await openPlatform(t)
  const made = await platform.v2('POST', 'User', {
    Forenames: 'Ana', Surname: 'Ruru', Email: 'ana@example.com', MainCompanyID: '201', ExternalID: 'HR-7'
  })
  t.match([made.status, made.body], [201, {
    ID: '3004',
    Fullname: 'Ana Ruru',
    HasEmail: true,
    MainCompanyName: 'Kererū Joinery Ltd',
    Status: 'Active',
    DateCreated: '2026-03-02T09:00:00'
  }])
  const count = async () => (await platform.v2('GET', 'User?$count=true&$top=0')).body.count
  const before = await count()
  for (const [body, id] of [
    [{ ID: '3004', JobTitle: 'Joiner' }, '3004'],
    [{ id: '3004', Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201', JobTitle: 'Joiner' }, '3004'],
    [{ ExternalID: 'hr-7', JobTitle: 'Joiner' }, '3004'], [{ ID: 'DEMO', JobTitle: 'Joiner' }, 'demo'],
    [{ ID: 'none-such', ExternalID: 'HR-7', JobTitle: 'Joiner' }, '3004']
  ] as Array<[object, string]>) {
    await platform.v2('PUT', `User/${id}`, { JobTitle: 'Painter' })
    const { status, body: updated } = await platform.v2('POST', 'User', body)
    t.match([status, updated], [200, { ID: id, JobTitle: 'Joiner' }], JSON.stringify(body))
  }
  t.equal((await platform.read('User', '3004')).Fullname, 'Ana Ruru', 'the rest is kept')
  t.equal(await count(), before)
  for (const [body, id] of [
    [{ ID: 'HANA' }, 'HANA'], [{ ID: '' }, '3005'], [{ ExternalID: '' }, '3006'], [{ ID: null, ExternalID: 'HR-8' }, '3007'],
    [{ MainCompanyID: '202', Email: '' }, '3008'], [{ Email: '' }, '3009']
  ] as Array<[object, string]>) {
    const { status, body: { ID } } = await platform.v2('POST', 'User', { Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201', ...body })
    t.same([status, ID], [201, id], JSON.stringify(body))
  }
  t.equal((await platform.v2('POST', 'CourseDate', { ExternalID: 'LMS-13', Aims: 'Saws' })).body.ID, '5014')
  t.equal((await platform.v2('POST', 'UserCourseDate', { ID: '2024~5014', Status: 'Cancelled' })).body.Status, 'Cancelled')
})

t.test('What is left out of a new course comes from its template', async t => {
  const platform = await openPlatform(t)
  const { status, body } = await platform.v2('POST', 'CourseDate', {
    CourseID: '4003', StartDate: '2026-06-01', EndDate: '2026-06-02T00:00:00Z', Places: 3
  })
  t.match([status, body], [201, {
    ID: '5031',
    CourseOrAliasName: 'Site Safe Basics',
    CompanyID: '100',
    StartDate: '2026-06-01T00:00:00',
    EndDate: '2026-06-02T12:00:00',
    Cost: 90,
    DurationInHours: 4,
    MinPlaces: 1,
    SpacesLeft: 3,
    Status: 'Available',
    Advertise: true,
    VenueID: null
  }])
})

t.test('A new record of each module is read back, changed and deleted', async t => {
  const platform = await openPlatform(t)
  const course = { CourseID: '4001', StartDate: '2026-06-01T09:00:00', EndDate: '2026-06-01T16:00:00', Places: 5 }
  for (const [module, body, change] of [
    ['Category', { Label: 'Forestry' }, { Label: 'Forests' }],
    ['Communication', { MappedIDType: 'User', MappedID: '2001', CommunicationTypeID: '-1', Subject: 'Hello', Body: 'Welcome' },
      { Subject: 'Kia ora' }],
    ['Company', { Name: 'Tītī Boats Ltd', CompanyGroupIDs: ['10'] }, { Name: 'Tītī Boats' }],
    ['CompanyGroup', { Name: 'Boats' }, { Name: 'Ships' }],
    ['Course', { Label: 'Scaffolding', CategoryIDs: ['2'] }, { Label: 'Scaffolds' }],
    ['CourseDate', course, { Aims: 'Saws' }],
    ['User', { Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201' }, { Surname: 'Weka' }],
    ['UserCourseDate', { UserID: '2001', CourseDateID: '5030' }, { Status: 'Provisional' }],
    ['Venue', { Label: 'Boat shed', CompanyID: '100' }, { Label: 'Boathouse' }],
    ['Webhook', { Module: 'User', Url: 'http://127.0.0.1:9/' }, { Enabled: false }]
  ] as Array<[string, object, object]>) {
    const made = await platform.v2('POST', module, body)
    t.match([made.status, made.body], [201, body], module)
    t.strictSame(await platform.read(module, made.body.ID), made.body)
    const changed = await platform.v2('PUT', `${module}/${made.body.ID}`, change)
    t.match([changed.status, changed.body], [200, { ...body, ...change }])
    const deleted = await platform.v2('DELETE', `${module}/${made.body.ID}`)
    t.strictSame([deleted.status, deleted.body], [200, changed.body], 'it is answered as it was')
    await isRefused(t, platform, ['DELETE', `${module}/${made.body.ID}`], { status: 404, rules: 'record.exists', members: ['ID'] })
    for (const body of [change, { ...change, ID: made.body.ID }]) {
      await isRefused(t, platform, ['PUT', `${module}/${made.body.ID}`, body], { status: 404, rules: 'record.exists', members: ['ID'] })
    }
  }
})

t.test('What other records are about is not deleted', async t => {
  const platform = await openPlatform(t)
  await book(platform, '5029')
  await platform.v2('PUT', 'Company/203', { MainContactUserID: '3003' })
  for (const path of [
    'Category/1', 'Company/100', 'Company/201', 'CompanyGroup/10', 'Course/4001', 'CourseDate/5014', 'CourseDate/5029', 'User/2001',
    'User/3001', 'User/3003', 'Venue/501'
  ]) {
    await isRefused(t, platform, ['DELETE', path], { status: 400, members: ['ID'] })
  }
  const { body: { ID } } = await platform.v2('POST', 'User', { Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201' })
  await platform.basket('POST', `${ID}/5030/12`)
  t.equal((await platform.v2('DELETE', `User/${ID}`)).status, 200, 'a basket that is open goes with its user')
})
