import { readFileSync } from 'node:fs'
import t from 'tap'
import { TokenError, TokenForm, TokenReply } from '../../src/accessplanit/token.ts'
import { published } from '../../src/core/schema.ts'
import type { Reply } from '../harness.ts'
import { tokenOf } from './v2/token-of.ts'
import { asVersion1, book, fill, form, openPlatform, type Platform } from './v2/v2.ts'

const course = { StartDate: '2026-04-08T09:00:00', EndDate: '2026-04-09T16:00:00' }
const inV1 = { ...course, Status: 'Available', MaxPlaces: 5, CourseTemplateID: '4004' }
const inV2 = { ...course, Places: 5, CourseID: '4004' }

t.test('Version 1 says what is wrong with a value, its limit, and what to do', async t => {
  const { v1 } = await openPlatform(t)
  const user = { Forenames: 'Ana', Surname: 'Ruru', MainAccountID: '201' }
  for (const [path, body, ...messages] of [
    ['coursedates', { ...inV1, StartDate: '2026-04-09T16:00:00' },
      'StartDate 2026-04-09T16:00:00 is not before EndDate (2026-04-09T16:00:00). Choose a StartDate before 2026-04-09T16:00:00, or a ' +
        'later EndDate.'],
    ['coursedates', { ...inV1, AdvertisedStartDate: '2026-04-10' },
      'EndDate 2026-04-09T16:00:00 is not after AdvertisedStartDate (2026-04-10T00:00:00). Choose an EndDate after 2026-04-10T00:00:00, ' +
        'or an earlier AdvertisedStartDate.'],
    ['coursedates', { ...inV1, AdvertisedStartDate: '2026-03-02', AdvertisedEndDate: '2026-03-01' },
      'AdvertisedStartDate 2026-03-02T00:00:00 is not before AdvertisedEndDate (2026-03-01T00:00:00). Choose an AdvertisedStartDate ' +
        'before 2026-03-01T00:00:00, or a later AdvertisedEndDate.'],
    ['coursedates', { ...inV1, StartDate: '2026-04-12', AdvertisedStartDate: '2026-04-10' },
      'StartDate 2026-04-12T00:00:00 is not before EndDate (2026-04-09T16:00:00). Choose a StartDate before 2026-04-09T16:00:00, or a ' +
        'later EndDate.',
      'EndDate 2026-04-09T16:00:00 is not after AdvertisedStartDate (2026-04-10T00:00:00). Choose an EndDate after 2026-04-12T00:00:00, ' +
        'or an earlier AdvertisedStartDate.'],
    ['coursedates', { ...inV1, AdvertisedStartDate: '2026-06-02', AdvertisedEndDate: '2026-06-01' },
      'EndDate 2026-04-09T16:00:00 is not after AdvertisedStartDate (2026-06-02T00:00:00). Choose an EndDate after 2026-06-02T00:00:00, ' +
        'or an earlier AdvertisedStartDate.',
      'AdvertisedStartDate 2026-06-02T00:00:00 is not before AdvertisedEndDate (2026-06-01T00:00:00). Choose an AdvertisedStartDate ' +
        'before 2026-04-09T16:00:00, or a later AdvertisedEndDate.'],
    ['coursedates', { ...inV1, MinPlaces: 0 }, 'MinPlaces 0 is less than the minimum (1). Use 1 to 5.'],
    ['coursedates', { ...inV1, MaxPlaces: 0 }, 'MaxPlaces 0 is less than the minimum (1). Use 1 or more.'],
    ['coursedates', { ...inV1, MinPlaces: 6 }, 'MinPlaces 6 is more than MaxPlaces (5). Use 1 to 5.'],
    ['coursedates', { ...inV1, MaxPlaces: -1, MinPlaces: 0 }, 'MaxPlaces -1 is less than the minimum (1). Use 1 or more.',
      'MinPlaces 0 is less than the minimum (1). Use 1 or more.'],
    ['coursedates', { ...inV1, CompanyID: 'zz' },
      'CompanyID "zz" does not exist; it must be a training provider. Use the CompanyID of a training provider, such as ' +
        '"100".'],
    ['coursedates', { ...inV1, CompanyID: '201' },
      'CompanyID "201" is not a training provider. Use the CompanyID of a training provider, such as "100".'],
    ['coursedates', { ...inV1, CourseTemplateID: 'zz' }, 'No course template "zz" exists. Create it first, or check CourseTemplateID.'],
    ['coursedates/zz/delegates', { UserID: '2001' }, 'No course "zz" exists. Create it first, or check CourseDateID.'],
    ['coursedates/5014/delegates', { UserID: 'zz' }, 'No user "zz" exists. Create it first, or check UserID.'],
    ['coursedates/5014/delegates', { UserID: '2024' }, 'User "2024" is already on the course (Booked). Update that delegate instead, or ' +
      'register another user.'],
    ['coursedates/5023/delegates', { UserID: '2001', Status: 'WaitingList' },
      'Status "WaitingList" needs a course that is Available; this one is OnHold. Choose a course that is Available, or another Status.'],
    ['users', { ...user, UserID: 'demo' }, 'UserID "demo" is already taken. Use another UserID, or send none to have one made.'],
    ['users', { ...user, EmailAddress: 'x' },
      'EmailAddress "x" is not a valid email address. Use an address that no user has, such as name@example.com.'],
    ['users', { ...user, EmailAddress: 'user2002@rata.example' },
      'EmailAddress "user2002@rata.example" is already used by user "2002". Use an address that no user has.'],
    ['users', { ...user, PhoneNumber: 'x' }, 'PhoneNumber "x" is not a valid phone number. Use a number such as 03 555 0123, or 03 555 ' +
      '0123 ext 4.'],
    ['users', { ...user, MainAccountID: 'zz' }, 'No account "zz" exists. Create it first, or check MainAccountID.'],
    ['companies', { Name: 'Weka', AccountGroupIDs: [], CompanyID: '100' },
      'CompanyID "100" is already taken. Use another CompanyID, or send none to have one made.'],
    ['companies', { Name: 'Weka', AccountGroupIDs: ['10', 'x', 'y'] },
      'No account group "x" or "y" exists. List only groups that exist in AccountGroupIDs, or none.'],
    ['companies', { Name: 'Weka', AccountGroupIDs: [], EmailAddress: 'x'.repeat(100) },
      `EmailAddress "${'x'.repeat(60)}…" is not a valid email address. Use an address such as office@example.com.`],
    ['companies', { Name: 'Weka', AccountGroupIDs: [], MainContactUserID: 'zz' },
      'No user "zz" exists. Create the user first, or check MainContactUserID.'],
    ['transactions', { InvoiceID: 'zz', Amount: 1 },
      'No invoice "zz" exists. Check InvoiceID; invoices are raised when a basket is checked out.']
  ] as Array<[string, object, ...string[]]>) {
    const { body: { Errors } } = await v1('POST', path, body)
    t.same(Errors.map((it: { Message: string }) => it.Message), messages)
  }
  t.same((await v1('PUT', 'coursedates/5014/delegates/2001~5014', {})).body.Errors[0].Message,
    'No delegate "2001~5014" exists on the course. Register the user on the course first, or check DelegateID.')
})

t.test('Version 2 says the same with its own names', async t => {
  const { v2, basket } = await openPlatform(t, asVersion1)
  for (const [method, path, body, message] of [
    ['POST', 'CourseDate', { ...inV2, Places: 0 }, 'Places 0 is less than the minimum (1). Use 1 or more.'],
    ['PUT', 'CourseDate/5014', { MinPlaces: 13 }, 'MinPlaces 13 is more than Places (12). Use 1 to 12.'],
    ['POST', 'CourseDate', { ...inV2, CourseID: 'zz' }, 'No course template "zz" exists. Create it first, or check CourseID.'],
    ['PUT', 'User/2001', { Email: 'x' },
      'Email "x" is not a valid email address. Use an address that no user has, such as name@example.com.'],
    ['GET', 'User/zz', undefined, 'No record "zz" exists. Create it first, or check ID.'],
    ['DELETE', 'Category/1', undefined, 'Category "1" is used by other records. Delete those first.']
  ] as const) t.equal((await v2(method, path, body)).body.message, message)
  t.equal((await basket('DELETE', 'zz/1')).body.message,
    'No open basket "zz" exists. A basket is open until it is checked out. Look for its booking in CourseDateBooking, ' +
      'or get the open basket of the user.')
  const { UniqueBasketID } = (await basket('GET', '2001')).body
  t.equal((await basket('DELETE', `${UniqueBasketID}/1`)).body.message,
    'No item "1" exists in the basket. Use a BasketItemID of the basket.')
  t.equal((await basket('POST', `${UniqueBasketID}/complete`)).body.message,
    'The basket cannot be checked out: it is empty. Add a course, and assign users to it.')
})

t.test('Who is not let in is told why, and how to get in', async t => {
  const platform = await openPlatform(t)
  const { body: { access_token: token } } = await platform.v2('POST', 'token', 'grant_type=password&username=demo&password=demo',
    { 'content-type': 'application/x-www-form-urlencoded' })
  const refusal = async (authorization: string): Promise<string> => (await platform.v2('GET', 'User', undefined,
    { authorization })).body.message
  const send = 'Send "Authorization: Bearer <token>", with a token from POST token or an API key of the fixture, such as demo-api-key.'
  t.equal(await refusal(''), `The Authorization header is missing. ${send}`)
  t.equal(await refusal('Basic ZGVtbzpkZW1v'), `The Authorization header has Basic credentials, and no bearer token. ${send}`)
  t.equal(await refusal('"demo-api-key"'), `The bearer token stands in quotes; send it without them. ${send}`)
  t.equal(await refusal('Bearer zz'), 'This sandbox did not issue that bearer token, or has been reset since; nor is it the API key of a ' +
    'user. Get a token from POST token, or use an API key of the fixture, such as demo-api-key.')
  platform.freeze('2026-03-02T10:01')
  t.equal(await refusal(`Bearer ${token}`), 'The token expired at 10:00 on 2026-03-02 (it is now 10:01 on 2026-03-02 in the sandbox). ' +
    'Request a new one from POST token.')
  const sendThose = 'Send the username and password of the fixture\'s service user, "demo" and "demo", or those of another user.'
  for (const [form, message] of [
    ['username=demo', 'grant_type is missing. Send grant_type=password with username and password, or grant_type=refresh_token with ' +
      'refresh_token.'],
    ['grant_type=code', 'grant_type "code" is not supported. Send grant_type=password with username and password, or ' +
      'grant_type=refresh_token with refresh_token.'],
    ['grant_type=password&username=demo', `password is missing. ${sendThose}`],
    ['grant_type=refresh_token', `refresh_token is missing. ${sendThose}`],
    ['grant_type=password&username=demo&password=x', `No active user "demo" has that password. ${sendThose}`],
    ['grant_type=refresh_token&refresh_token=x', `The refresh token is unknown, has been used, or has expired. ${sendThose}`]
  ] as const) {
    const { body } = await platform.v2('POST', 'token', form, { 'content-type': 'application/x-www-form-urlencoded' })
    t.equal(body.error_description, message)
  }
})

t.test('A list that cannot be filtered says so, and one that can says by what', async t => {
  const { v1 } = await openPlatform(t, { reading: 'unfilterable-field=refused' })
  const refusal = async (path: string): Promise<string> => (await v1('GET', path)).body.Errors[0].Message
  t.equal(await refusal('invoices?InvoiceID=1'), 'Invoice lists cannot be filtered, so InvoiceID is not accepted as a filter.')
  t.match(await refusal('coursedates?TimeZone=x'),
    /^CourseDate lists cannot be filtered by TimeZone\. Filter by CourseDateID, ExternalID, .+ or CourseIsExclusive\.$/)
  t.equal(await refusal('coursedates?MaxPlaces=many'), 'MaxPlaces must be a number, but is "many".')
  t.equal(await refusal('coursedates?$top=x'), '$top must be a whole number from -1 to 999999999, but is "x".')
})

/** What is said of a request by each rule that it breaks, and what the rule compared. */
async function saidOf ({ admin }: Platform, { headers }: Reply): Promise<Array<[rule: string, message: string, compared: object]>> {
  const { refusedBy = [], warnedBy } = (await admin('GET', `/requests/${headers['sandbox-request-id']}/explain`)).body
  return [...refusedBy, ...warnedBy].map(it => [it.rule, it.message, it.compared])
}

t.test('What a rule says of a course, a user and an account depends on what it found', async t => {
  const [platform, future] = [await openPlatform(t), await openPlatform(t, { reading: 'user-date-of-birth=future' })]
  const user = { Forenames: 'Ana', Surname: 'Ruru', MainAccountID: '201' }
  const now = '2026-03-02T09:00:00'
  const isProvider = 'course-date.company-is-training-provider'
  for (const [path, body, ...wanted] of [
    ['coursedates', { ...inV1, MaxPlaces: 1, MinPlaces: 2 },
      ['course-date.min-within-max-places', 'MinPlaces 2 is more than MaxPlaces (1). Use 1.', { MinPlaces: 2, MaxPlaces: 1 }]],
    ['coursedates', { ...inV1, MaxPlaces: 2, MinPlaces: 3 },
      ['course-date.min-within-max-places', 'MinPlaces 3 is more than MaxPlaces (2). Use 1 to 2.', { MinPlaces: 3, MaxPlaces: 2 }]],
    ['coursedates', { ...inV1, MaxPlaces: 0, MinPlaces: 3 },
      ['course-date.max-places-positive', 'MaxPlaces 0 is less than the minimum (1). Use 3 or more.', { MaxPlaces: 0, 'the minimum': 1 }]],
    ['coursedates', { ...inV1, MaxPlaces: 1, MinPlaces: 1 }],
    ['coursedates', { ...inV1, CompanyID: 'zz' },
      [isProvider, /^CompanyID "zz" does not exist; it must be a training provider\. Use the CompanyID of a .+, such as "100"\.$/,
        { CompanyID: 'zz', 'is a training provider': 'no such account' }]],
    ['coursedates', { ...inV1, CompanyID: '201' },
      [isProvider, 'CompanyID "201" is not a training provider. Use the CompanyID of a training provider, such as "100".',
        { CompanyID: '201', 'is a training provider': false }]],
    ['users', { ...user, PhoneNumber: '++64 3 555 0123' },
      ['user.phone-form', 'PhoneNumber "++64 3 555 0123" has an unusual form. Use a number such as 03 555 0123, or 03 555 0123 ext 4.',
        { PhoneNumber: '++64 3 555 0123' }]],
    ['users', { ...user, DateOfBirth: '2027-05-17' },
      ['user.date-of-birth-past', `DateOfBirth "2027-05-17T00:00:00" is not before now ("${now}"). Use a DateOfBirth before ${now}.`,
        { DateOfBirth: '2027-05-17T00:00:00', now }]],
    ['users', { ...user, Country: 'ATLANTIS', Title: '' },
      ['user.country-exists', /^Country "ATLANTIS" is not a country of the platform\. Use Australia, .+ or /, { Country: 'ATLANTIS' }]]
  ] as Array<[string, object, ...unknown[]]>) {
    t.match(await saidOf(platform, await platform.v1('POST', path, body, { 'sandbox-dry-run': '1' })), wanted, JSON.stringify(body))
  }
  t.match(await saidOf(future, await future.v1('POST', 'users', { ...user, DateOfBirth: now })), [
    ['user.date-of-birth-past', `DateOfBirth "${now}" is not after now ("${now}"). Use a DateOfBirth after ${now}.`, { now }]
  ])
  platform.db().exec('UPDATE company SET isTrainingProvider = 0')
  t.match(await saidOf(platform, await platform.v1('POST', 'coursedates', { ...inV1, CompanyID: '201' })), [[
    isProvider,
    'CompanyID "201" is not a training provider. Create an account that is a training provider first.'
  ]])
})

t.test('What a rule says of a payment depends on what is owed and what was paid', async t => {
  const platform = await openPlatform(t)
  const { InvoiceID } = await book(platform)
  const dry = { 'sandbox-dry-run': '1' }
  const pay = async (Amount: number, headers = dry) =>
    saidOf(platform, await platform.v1('POST', 'transactions', { InvoiceID, Amount }, headers))
  const ofNone = await platform.v1('POST', 'transactions', { InvoiceID: 'none', Amount: -1 })
  t.same((await saidOf(platform, ofNone)).map(([rule]) => rule), ['invoice.exists'], 'of no invoice, neither is known')
  t.same(await pay(-1), [['transaction.within-what-is-paid',
    'Amount -1 gives back more than was paid on the invoice (0). Nothing was paid yet.', { Amount: -1, paid: 0 }]])
  t.same(await pay(73_601), [['transaction.within-what-is-owed',
    'Amount 73601 is more than is still owed on the invoice (73600). Pay up to 73600.', { Amount: 73_601, 'still owed': 73_600 }]])
  t.same(await pay(73_600, {} as typeof dry), [])
  t.same(await pay(1), [['transaction.within-what-is-owed',
    'Amount is 1, and nothing is owed on the invoice any more. Pay another invoice.', { Amount: 1, 'still owed': 0 }]])
  t.same(await pay(-73_600), [])
  t.same(await saidOf(platform, await platform.v2('POST', 'Transaction', { InvoiceID, Amount: -736.01 }, dry)), [
    ['transaction.within-what-is-paid',
      'Amount -736.01 gives back more than was paid on the invoice (736). Give back up to 736, as -736.', { Amount: -736.01, paid: 736 }]
  ])
})

t.test('What a rule says of a delegate depends on the places of the course and on the place that the delegate has', async t => {
  const platform = await openPlatform(t)
  const { v1 } = platform
  const course = async (MaxPlaces: number, waitingListType: string): Promise<string> => {
    const { body: { CourseDateID } } = await v1('POST', 'coursedates', { ...inV1, MaxPlaces })
    platform.db().prepare('UPDATE courseDate SET waitingListType = ? WHERE id = ?').run(waitingListType, CourseDateID)
    await v1('POST', `coursedates/${CourseDateID}/delegates`, { UserID: '2001' })
    return CourseDateID
  }
  const [full, waiting, roomy] = [await course(1, 'Default'), await course(1, 'Enabled'), await course(3, 'Enabled')]
  const taken = (Status: string) => ({ Status, MaxPlaces: 1, taken: 1 })
  const notAvailable = 'Status "WaitingList" needs a course that is Available; this one is FullyBooked.'
  const noPlace = (Status: string) => `Status "${Status}" takes a place, and none is free: MaxPlaces is 1, and 1 are taken.`
  for (const [id, UserID, Status, ...wanted] of [
    [full, '2002', 'WaitingList', ['delegate.waiting-list-while-available',
      `${notAvailable} Choose a course that is Available; no place is free on this one.`,
      { Status: 'WaitingList', 'status of the course': 'FullyBooked' }]],
    [full, '2001', 'WaitingList', ['delegate.waiting-list-while-available',
      `${notAvailable} Choose a course that is Available, or another Status.`,
      { Status: 'WaitingList', 'status of the course': 'FullyBooked' }]],
    [full, '2002', 'Booked', ['delegate.place-free',
      `${noPlace('Booked')} Choose a course with free places; this one is FullyBooked, and nobody can join its waiting list.`,
      taken('Booked')]],
    [full, '2002', 'Cancelled'], [full, '2001', 'Attended'],
    [waiting, '2002', 'Provisional', ['delegate.place-free',
      `${noPlace('Provisional')} Use Status "WaitingList", or choose a course with free places.`, taken('Provisional')]],
    [waiting, '2002', 'WaitingList'],
    [roomy, '2002', 'WaitingList', ['delegate.waiting-list-while-full',
      'Status is "WaitingList", and 2 of 3 places are free, so that who waits gets one. Use Status "Booked".',
      { Status: 'WaitingList', MaxPlaces: 3, taken: 1 }]],
    [roomy, '2002', 'Booked']
  ] as Array<[string, string, string, ...unknown[]]>) {
    const [method, path] = UserID === '2001' ? ['PUT', `/${UserID}~${id}`] : ['POST', '']
    const reply = await v1(method!, `coursedates/${id}/delegates${path}`, { UserID, Status }, { 'sandbox-dry-run': '1' })
    t.same(await saidOf(platform, reply), wanted, `${UserID} ${Status}: ${reply.text.slice(0, 100)}`)
  }
  await v1('POST', `coursedates/${waiting}/delegates`, { UserID: '2002', Status: 'WaitingList' })
  const change = async (Status: string) =>
    saidOf(platform, await v1('PUT', `coursedates/${waiting}/delegates/2002~${waiting}`, { Status }, { 'sandbox-dry-run': '1' }))
  t.match(await change('Booked'), [['delegate.place-free', /Use Status "WaitingList", or choose/]], 'who waits can go on waiting')
  const db = platform.db()
  db.prepare('UPDATE courseDate SET maxPlaces = 3 WHERE id = ?').run(waiting)
  t.same(await change('WaitingList'), [], 'nor is it asked whether a place is free of who waits already')
  db.prepare('UPDATE courseDate SET maxPlaces = 1 WHERE id = ?').run(waiting)
  await v1('PUT', `coursedates/${waiting}`, { ...inV1, MaxPlaces: 1, Status: 'OnHold' })
  t.match(await change('Booked'), [['delegate.place-free', /Use Status "WaitingList", or choose/]], 'on a course that nobody can join, too')
  t.same(await change('WaitingList'), [])
})

t.test('What a rule says of a caller names the record, if there is one, and everybody who is not seen', async t => {
  const platform = await openPlatform(t)
  const { v2, basket } = platform
  const [delegate, customer] = [await tokenOf(platform, '2001'), await tokenOf(platform, '2002')]
  const caller = { caller: '2001', role: 'delegate' }
  for (const [method, path, body, message, compared] of [
    ['GET', 'Webhook', undefined, /^User "2001" calls as a delegate\. That role sees no records of module Webhook, only of Category, Comm/,
      { ...caller, module: 'Webhook', action: 'list' }],
    ['GET', 'User/2006', undefined, /themselves, and "2006" is not among them\. List User to see which records you can use\. Call as /,
      { ...caller, module: 'User', ID: '2006', action: 'see' }],
    ['POST', 'Category', { Label: 'x' }, /^User "2001" calls as a delegate, who cannot create a Category\. In module Category that /,
      { ...caller, module: 'Category', action: 'create' }],
    ['PUT', 'Category/1', { Label: 'x' }, /^User "2001" calls as a delegate, who cannot change Category "1"\. In module Category /,
      { ...caller, module: 'Category', ID: '1', action: 'change' }],
    ['PUT', 'User/2001', { Status: 'New' }, /^User "2001" calls as a delegate, who cannot change Status\. Leave Status out, or call as /,
      { ...caller, member: 'Status' }]
  ] as const) {
    const [[, said, found], ...more] = await saidOf(platform, await v2(method, path, body, delegate)) as any
    t.match(said, message)
    t.same([found, more], [compared, []], `${method} ${path}`)
  }
  const { UniqueBasketID, Items: [{ BasketItemID }] } = await fill(platform, '2002', '5024', [])
  const [[rule, said, compared]] = await saidOf(platform, await basket('GET', '2002', undefined, delegate)) as any
  t.same([rule, compared], ['role.own-basket', { ...caller, 'basket of user': '2002' }])
  t.equal(said, 'User "2001" calls as a delegate, who sees and fills only their own basket, and not that of user "2002". Use the ' +
    'basket of user "2001", or call as an administrator, such as with demo-api-key.')
  const assigned = await basket('PUT', `${UniqueBasketID}/${BasketItemID}/users`, ['2001', '2002', '2006'], customer)
  t.match(await saidOf(platform, assigned), [['role.books-for', /and not for user "2001", "2006"\. Assign one of the AvailableUsers /, {
    caller: '2002', 'not seen': ['2001', '2006']
  }]])
})

t.test('A feed says whether the company is not given or not there, and lists every id that nothing has', async t => {
  const platform = await openPlatform(t)
  const ask = async (path: string) => saidOf(platform, await platform.inject({ method: 'GET', url: `/accessplan/${path}` }))
  const feed = (query: string) => ask(`services/WebIntegration.asmx/GetCoursesPackage?${query}`)
  const provider = 'Use the id of an account that is a training provider, such as 100 of the fixture.'
  t.same(await feed('companyID=&courseIDs=&venueIDs=&categoryIDs='),
    [['feed.company-is-training-provider', `companyID is empty. ${provider}`, { companyID: '' }]])
  t.same(await feed('companyID=nobody&courseIDs=&venueIDs=&categoryIDs='),
    [['feed.company-is-training-provider', `No training provider "nobody" exists. ${provider}`, { companyID: 'nobody' }]])
  t.match(await feed('companyID=100&courseIDs=4001&venueIDs=x,y&categoryIDs=8,9'), [
    ['feed.venues-exist', /^There are no venues with the ids "x" or "y"\. Check venueIDs\. .+ an empty venueIDs restricts nothing\.$/,
      { venueIDs: ['x', 'y'] }],
    ['feed.categories-exist', /^There are no categories with the ids "8" or "9"\. Check categoryIDs\./, { categoryIDs: ['8', '9'] }]
  ])
  t.match(await ask('config/x/handlers/coursedates.ashx'), [
    ['feed.ids-given', 'courseids and companyid is missing. Send both, such as courseids=4004&companyid=100.']
  ])
})

t.test('A communication is about a user, a company or a course that there is; of what else it may be about, nothing is said', async t => {
  const platform = await openPlatform(t)
  const send = async (MappedIDType: string, MappedID: string) => saidOf(platform, await platform.v2('POST', 'Communication', {
    MappedIDType, MappedID, CommunicationTypeID: '-1', Subject: 'Hello'
  }))
  for (const [type, id] of [['User', '2001'], ['COMPANY', '201'], ['CourseDate', '5014'], ['Lead', 'none']] as const) {
    t.same(await send(type, id), [], `${type} ${id}`)
  }
  for (const type of ['user', 'Company', 'CourseDate']) {
    const message = `No ${type} "zz" exists. Check MappedID; it has to be the ID of a ${type}.`
    t.same(await send(type, 'zz'), [['communication.mapped-exists', message, { MappedIDType: type, MappedID: 'zz' }]])
  }
  const { body: { ID } } = await platform.v2('POST', 'Communication', { MappedIDType: 'User', MappedID: '2001', CommunicationTypeID: '-1' })
  for (const [change, ...rules] of [
    [{ Subject: 'Again' }], [{ MappedID: '2002' }], [{ MappedID: '201' }, 'communication.mapped-exists'],
    [{ MappedIDType: 'Company' }, 'communication.mapped-exists'], [{ MappedIDType: 'Company', MappedID: '201' }]
  ] as Array<[object, ...string[]]>) {
    const reply = await platform.v2('PUT', `Communication/${ID}`, change, { 'sandbox-dry-run': '1' })
    t.same((await saidOf(platform, reply)).map(([rule]) => rule), rules, JSON.stringify(change))
  }
})

t.test('Of a form for a token, what belongs to the other grant is passed over, and what is compared is what the grant has', async t => {
  const platform = await openPlatform(t)
  const ask = (fields: Record<string, string>) => platform.v2('POST', 'token', ...form(fields))
  const { body: { refresh_token: refresh } } = await ask({ grant_type: 'password', username: 'demo', password: 'demo' })
  for (const [fields, status, told] of [
    [{ grant_type: 'refresh_token', refresh_token: refresh, username: 'demo' }, 200, 'ignored-member:username'],
    [{ grant_type: 'refresh_token', refresh_token: 'x', password: 'a', username: 'demo' }, 400,
      'ignored-member:username, ignored-member:password'],
    [{ grant_type: 'password', username: 'demo', password: 'demo', refresh_token: 'x' }, 200, 'ignored-member:refresh_token'],
    [{ grant_type: 'x', username: 'demo', password: 'demo', refresh_token: 'x' }, 400, undefined]
  ] as const) {
    const reply = await ask(fields)
    t.same([reply.status, reply.headers['sandbox-warnings']], [status, told], JSON.stringify(fields))
  }
  for (const [fields, message, compared] of [
    [{ grant_type: 'password', username: 'nobody', password: 'x' }, /No active user "nobody" has that password\./,
      { username: 'nobody', 'good for user': null }],
    [{ grant_type: 'password', password: 'x' }, /username is missing\./, { 'good for user': null }],
    [{ grant_type: 'refresh_token', refresh_token: 'x' }, /The refresh token is unknown, has been used, or has expired\./,
      { 'good for user': null }],
    [{}, /grant_type is missing\./, {}]
  ] as const) {
    const [[, said, found], ...more] = await saidOf(platform, await ask(fields)) as any
    t.match(said, message)
    t.same([found, more], [compared, []], JSON.stringify(fields))
  }
})

t.test('What the document says of tokens, their shapes say', t => {
  const { schemas } = JSON.parse(readFileSync(new URL('../../openapi/accessplanit-v2.json', import.meta.url), 'utf8')).components
  const saidOf = ({ title, description, properties }: any) => [title, description,
    Object.entries(properties).map(([name, it]: [string, any]) => [name, it.description, it.example, it['x-basis']])]
  for (const shape of [TokenReply, TokenError, { ...TokenForm, ...(TokenForm as { [published]?: object })[published] }]) {
    t.same(saidOf(JSON.parse(JSON.stringify(shape))), saidOf(schemas[shape.title!]), String(shape.title))
    t.same((shape as { required?: string[] }).required, schemas[shape.title!].required ?? ['grant_type'])
  }
  const { title, 'x-about': about } = (TokenForm as any)[published].properties.grant_type
  t.same([title, about], ['GrantType', schemas.GrantType.description])
  t.end()
})
