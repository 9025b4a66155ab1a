import t from 'tap'
import { watch } from '../../../data.ts'
import { asVersion1, book, isRefused, openPlatform, toldBy } from '../v2.ts'

t.test('What is written is held to the rules of version 1, in the words of version 2', async t => {
  const platform = await openPlatform(t, asVersion1)
  const course = { CourseID: '4001', StartDate: '2026-06-01T09:00:00', EndDate: '2026-06-01T16:00:00', Places: 5 }
  const user = { Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201' }
  for (const [request, rules, members, status = 400] of [
    [['POST', 'CourseDate', {}], undefined, ['CourseID', 'StartDate', 'EndDate', 'Places']],
    [['POST', 'CourseDate', { ...course, Places: 1e300, Cost: 1e300 }], undefined, ['Cost', 'Places']],
    [['POST', 'CourseDate', { ...course, StartDate: '01/06/2026' }], undefined, ['StartDate']],
    [['POST', 'CourseDate', { ...course, CourseID: 'none' }], 'course-template.exists', ['CourseID']],
    [['POST', 'CourseDate', { ...course, VenueID: 'none' }], 'venue.exists', ['VenueID']],
    [['POST', 'CourseDate', { ...course, CompanyID: '201' }], 'course-date.company-is-training-provider', ['CompanyID']],
    [['POST', 'CourseDate', { ...course, Places: 0 }], 'course-date.max-places-positive', ['Places']],
    [['PUT', 'CourseDate/5014', { EndDate: '2026-03-04T09:00:00' }], 'course-date.start-before-end', ['StartDate']],
    [['PUT', 'CourseDate/5014', { MinPlaces: 13 }], 'course-date.min-within-max-places', ['MinPlaces']],
    [['PUT', 'CourseDate/5014', { VenueID: 'none' }], 'venue.exists', ['VenueID']],
    [['POST', 'User', { Forenames: 'Ana' }], undefined, ['Surname', 'MainCompanyID']],
    [['POST', 'User', { ...user, MainCompanyID: 'none' }], 'user.main-account-exists', ['MainCompanyID']],
    [['POST', 'User', { ...user, Email: 'USER2001@kereru.example' }], 'user.email-unique', ['Email']],
    [['PUT', 'User/2002', { Email: 'user2001@kereru.example' }], 'user.email-unique', ['Email']],
    [['PUT', 'User/2002', { Email: 'at example.com' }], 'user.email-form', ['Email']],
    [['PUT', 'User/2002', { Phone: 'ring me' }], 'user.phone-form', ['Phone']],
    [['PUT', 'User/2002', { Sex: 'F' }], undefined, ['Sex']],
    [['POST', 'Company', { Name: 'Tītī Boats Ltd', CompanyGroupIDs: ['99'] }], 'company.groups-exist', ['CompanyGroupIDs']],
    [['POST', 'Venue', { Label: 'Boat shed', CompanyID: 'none' }], 'company.exists', ['CompanyID']],
    [['POST', 'UserCourseDate', { UserID: 'none', CourseDateID: '5014' }], 'delegate.user-exists', ['UserID']],
    [['POST', 'UserCourseDate', { UserID: '2001', CourseDateID: 'none' }], 'course-date.exists', ['CourseDateID']],
    [['POST', 'UserCourseDate', { UserID: '2024', CourseDateID: '5014' }], 'delegate.one-per-user-and-course', ['UserID']],
    [['POST', 'UserCourseDate', { UserID: '2001', CourseDateID: '5017', Status: 'WaitingList' }], 'delegate.waiting-list-while-available',
      ['Status']],
    [['POST', 'Transaction', { InvoiceID: 'none', Amount: 5 }], 'invoice.exists', ['InvoiceID']],
    [['POST', 'User', 'Forenames=Ana'], undefined, [], 415],
    [['POST', 'User', []], undefined, ['$']]
  ] as Array<[[string, string, unknown], string | undefined, string[], number?]>) {
    await isRefused(t, platform, request, { status, rules, members })
  }
  t.equal((await platform.v2('PUT', 'User/2001', { Email: 'USER2001@kereru.example' })).status, 200, 'one\'s own address is free')
  const { body: { ID } } = await platform.v2('POST', 'Communication', { MappedIDType: 'User', MappedID: '2001' })
  await isRefused(t, platform, ['PUT', `Communication/${ID}`, { MappedID: '' }], { status: 400, members: ['MappedID'] })
})

t.test('What only version 1 is known to demand is taken by version 2, and told of', async t => {
  const platform = await openPlatform(t)
  const course = { CourseID: '4001', StartDate: '2026-06-01T09:00:00', EndDate: '2026-06-01T16:00:00', Places: 5 }
  const user = { Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201' }
  const { InvoiceID } = await book(platform)
  for (const [method, path, body, ...told] of [
    ...['Open', true, 5, {}, []].map(Status => ['POST', 'CourseDate', { ...course, Status }, 'inferred-shape:Status']),
    ['POST', 'CourseDate', { ...course, Status: 'available' }, 'loosely-read:Status'],
    ['POST', 'CourseDate', { ...course, Places: '5' }, 'number-in-quotes:Places'],
    ['POST', 'CourseDate', { ...course, Alias: 'x'.repeat(256) }, 'inferred-shape:Alias'],
    ['POST', 'CourseDate', { ...course, AdvertisedStartDate: 'soon' }, 'inferred-shape:AdvertisedStartDate'],
    ['POST', 'CourseDate', { ...course, CompanyID: '201' }, 'course-date.company-is-training-provider'],
    ['POST', 'CourseDate', { ...course, Places: 0 }, 'course-date.max-places-positive'],
    ['PUT', 'CourseDate/5014', { EndDate: '2026-03-04T09:00:00' }, 'course-date.start-before-end'],
    ['PUT', 'CourseDate/5016', { MinPlaces: 13 }, 'course-date.min-within-max-places'],
    ['POST', 'User', { ...user, ID: 'x'.repeat(11) }, 'inferred-shape:ID'],
    ['PUT', 'User/2002', { Email: 'at example.com' }, 'user.email-form'],
    ['PUT', 'User/2002', { Phone: 'ring me' }, 'user.phone-form'],
    ['PUT', 'User/2002', { Sex: 'female' }, 'loosely-read:Sex'],
    ['PUT', 'User/2002', { Title: 'Sir' }, 'user.title-exists'],
    ['PUT', 'User/2002', { MarketingOptIn: 'True' }, 'loosely-read:MarketingOptIn'],
    ['POST', 'Company', { Name: 'Weka', Email: 'x', MainContactUserID: 'none' }, 'company.email-form', 'company.main-contact-exists'],
    ['PUT', `Invoice/${InvoiceID}`, { PONumber: 'x'.repeat(51) }, 'inferred-shape:PONumber'],
    ['POST', 'Communication', { MappedIDType: 'User', MappedID: 2001, CommunicationTypeID: -1 }],
    ['POST', 'Communication', { MappedIDType: 'User', MappedID: 'zzz' }, 'communication.mapped-exists'],
    ['POST', 'UserCourseDate', { ID: '2006~5014', Status: 'Booked' }],
    ['POST', 'UserCourseDate', { ID: '2007~5015', UserID: '2008', CourseDateID: '5015' }, 'ignored-member:ID'],
    ['PUT', 'UserCourseDate/2006~5014', { UserID: '2007', CourseDateID: '5014' }, 'ignored-member:UserID'],
    ['PUT', 'User/2001', { ID: '2002', Tags: 'vip' }, 'ignored-member:ID']
  ] as Array<[string, string, object, ...string[]]>) {
    const reply = await platform.v2(method, path, body)
    const name = `${method} ${path} ${JSON.stringify(body).slice(0, 80)}`
    t.ok(reply.status === 200 || reply.status === 201, `${name} ${reply.text}`)
    if (path !== 'Communication' || told.length > 0) t.strictSame(toldBy(reply), told, name)
  }
  t.match(await platform.read('UserCourseDate', '2006~5014'), { UserID: '2006', CourseDateID: '5014' }, 'an ID alone says both')
})

t.test('A dry run answers what a run would, and keeps nothing', async t => {
  const platform = await openPlatform(t)
  for (const [method, path, body, status] of [
    ['POST', 'User', { Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201' }, 201], ['PUT', 'User/2001', { Tags: 'vip' }, 200],
    ['POST', 'Category', { Label: 'Boats' }, 201],
    ['DELETE', 'UserCourseDate/2024~5014', undefined, 200],
    ['POST', 'CourseDate', { CourseID: '4001', StartDate: '2026-06-01', EndDate: '2026-06-02', Places: 5 }, 201]
  ] as const) {
    const written = watch(platform.sandbox)
    const tried = await platform.v2(method, path, body, { 'sandbox-dry-run': '1' })
    t.strictSame(written(), {}, `a dry run of ${method} ${path} keeps nothing`)
    const made = await platform.v2(method, path, body)
    t.strictSame([made.status, made.text], [status, tried.text], 'and answers what it does')
    t.notSame(written(), {}, 'and keeps it')
  }
})
