import t from 'tap'
import { asVersion1, openPlatform } from './v2/v2.ts'

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
  t.equal(await refusal('Basic ZGVtbzpkZW1v'), `The Authorization header has no bearer token. ${send}`)
  t.equal(await refusal('Bearer zz'), 'This sandbox did not issue that bearer token, or has been reset since; nor is it the API key of a ' +
    'user. Get a token from POST token, or use an API key of the fixture, such as demo-api-key.')
  platform.freeze('2026-03-02T10:01')
  t.equal(await refusal(`Bearer ${token}`), 'The token expired at 10:00 on 2026-03-02 (it is now 10:01 on 2026-03-02 in the sandbox). ' +
    'Request a new one from POST token.')
  for (const [form, message] of [
    ['username=demo', 'grant_type is missing. Send grant_type=password with username and password, or grant_type=refresh_token with ' +
      'refresh_token.'],
    ['grant_type=code', 'grant_type "code" is not supported. Send grant_type=password with username and password, or ' +
      'grant_type=refresh_token with refresh_token.'],
    ['grant_type=password&username=demo', 'password is missing. Send username=demo and password=demo, of the service user of the ' +
      'fixture, or those of another user.'],
    ['grant_type=refresh_token', 'refresh_token is missing. Send username=demo and password=demo, of the service user of the fixture, ' +
      'or those of another user.'],
    ['grant_type=password&username=demo&password=x', 'No active user "demo" has that password. Send username=demo and password=demo, of ' +
      'the service user of the fixture, or those of another user.'],
    ['grant_type=refresh_token&refresh_token=x', 'The refresh token is unknown, has been used, or has expired. Send username=demo and ' +
      'password=demo, of the service user of the fixture, or those of another user.']
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
  t.equal(await refusal('coursedates?MaxPlaces=many'), 'At position 0: MaxPlaces must be a number, but is "many".')
  t.equal(await refusal('coursedates?$top=x'), '$top must be a whole number from -1 to 999999999, but is "x".')
})
