import { gzipSync } from 'node:zlib'
import { XMLParser } from 'fast-xml-parser'
import t, { type Test } from 'tap'
import { readConfig } from '../../../src/config.ts'
import { watch } from '../../data.ts'
import { holdsToItsTable, judge, openV1, query, root, verdictOf, warningsOf, type Row, type V1 } from './v1.ts'
import { delegates, users } from '../demo.ts'

//  label              member             filter  PUT          POST         what 2001 has              a value to write
const userTable: Row[] = [
  ['User ID', 'UserID', 'yes', 'no', 'yes', '2001', 'U-99'],
  ['Title', 'Title', 'yes', 'yes', 'yes', null, 'Dr'],
  ['Forenames', 'Forenames', 'yes', 'mandatory', 'mandatory', 'Hana', 'Hana Mere'],
  ['Middle Names', 'MiddleNames', 'yes', 'yes', 'yes', null, 'Aroha'],
  ['Surname', 'Surname', 'yes', 'mandatory', 'mandatory', 'Walker', "O'Brien"],
  ['Status', 'Status', 'yes', 'no', 'no', 'Active', 'Inactive'],
  ['Email Address', 'EmailAddress', 'yes', 'yes', 'yes', 'user2001@kereru.example', 'hana@kereru.example'],
  ['Date of Birth', 'DateOfBirth', 'yes', 'yes', 'yes', null, '1990-05-17T00:00:00'],
  ['Phone Number', 'PhoneNumber', 'yes', 'yes', 'yes', null, '03 555 0123 ext 4'],
  ['External ID', 'ExternalID', 'yes', 'yes', 'yes', null, 'HR-7'],
  ['Job Title', 'JobTitle', 'yes', 'yes', 'yes', null, 'Joiner'],
  ['Marketing Opt-in', 'MarketingOptIn', 'yes', 'yes', 'yes', false, true],
  ['Address', 'Address', 'yes', 'yes', 'yes', null, '1 Bridge Street'],
  ['Town', 'Town', 'yes', 'yes', 'yes', null, 'Nelson'],
  ['County', 'County', 'yes', 'yes', 'yes', null, 'Tasman'],
  ['Postcode', 'Postcode', 'yes', 'yes', 'yes', null, '7010'],
  ['Country', 'Country', 'yes', 'yes', 'yes', null, 'New Zealand'],
  ['Main Account ID', 'MainAccountID', 'yes', 'yes', 'mandatory', '201', '202'],
  ['Main Account Name', 'MainAccountName', 'yes', 'no', 'no', 'Kererū Joinery Ltd', 'Another name'],
  ['Preferred Method of Contact', 'PreferredMethodOfContact', 'yes', 'yes', 'yes', null, 'Email'],
  ['Gender', 'Gender', 'yes', 'yes', 'yes', null, 'Female'],
  ['Custom fields', 'CustomFields', 'no', 'no', 'no', [], [{ Name: 'Shoe size', Value: '41' }]]
]

holdsToItsTable(t, 'Users', { rows: userTable, path: '/users', id: '2001', post: ['/users', {}], follow: { MainAccountID: ['MainAccountName'] } })

//  label                member               filter PUT    POST         what 201 has               a value to write
const companyTable: Row[] = [
  ['Account ID', 'CompanyID', 'no', 'no', 'yes', '201', 'ACME'],
  ['Name', 'Name', 'no', 'yes', 'mandatory', 'Kererū Joinery Ltd', 'Kererū & Co'],
  ['Email Address', 'EmailAddress', 'no', 'yes', 'yes', 'office@kereru.example', 'new@kereru.example'],
  ['Main Contact User ID', 'MainContactUserID', 'no', 'yes', 'yes', null, '2001'],
  ['External ID', 'ExternalID', 'no', 'yes', 'yes', null, 'CRM-1'],
  ['Address', 'Address', 'no', 'yes', 'yes', null, '1 Bridge Street'],
  ['Town', 'Town', 'no', 'yes', 'yes', 'Nelson', 'Motueka'],
  ['County', 'County', 'no', 'yes', 'yes', null, 'Tasman'],
  ['Country', 'Country', 'no', 'yes', 'yes', null, 'New Zealand'],
  ['Postcode', 'Postcode', 'no', 'yes', 'yes', null, '7010'],
  ['Account Group IDs', 'AccountGroupIDs', 'no', 'yes', 'mandatory', ['10'], ['11', '10']]
]

holdsToItsTable(t, 'Companies', { rows: companyTable, path: '/companies', id: '201', post: ['/companies', {}] })

/** Hana Walker books herself on 5014 through the basket, which raises invoice 1001. */
async function invoiced ({ inject }: V1): Promise<void> {
  const basket = async (method: string, path: string, payload?: object) => {
    const reply = await inject({ method: method as 'GET', url: `/accessplan/apibasket/v2/basket/${path}`, headers: { authorization: 'Bearer demo-api-key' }, ...(payload && { payload }) })
    if (reply.status >= 300) throw new Error(reply.text)
    return reply.body
  }
  const { UniqueBasketID, Items } = await basket('POST', '2001/5014/12')
  await basket('PUT', `${UniqueBasketID}/${Items[0].BasketItemID}/users`, ['2001'])
  await basket('POST', `${UniqueBasketID}/complete`)
}

//  label                 member               filter PUT    POST  what 1001 has           a value to write
const invoiceTable: Row[] = [
  ['Invoice ID', 'InvoiceID', 'no', 'no', 'no', '1001', '9'],
  ['Invoice Ref', 'InvoiceRef', 'no', 'no', 'no', 'INV-1001', 'MINE-1'],
  ['Issuer ID', 'IssuerID', 'no', 'no', 'no', '100', '201'],
  ['Amount', 'Amount', 'no', 'no', 'no', 64_000, 1],
  ['Tax', 'Tax', 'no', 'no', 'no', 9600, 1],
  ['Date Generated', 'DateGenerated', 'no', 'no', 'no', '2026-03-02T09:00:00', '2020-01-01T00:00:00'],
  ['Date Due', 'DateDue', 'no', 'yes', 'no', '2026-03-22T09:00:00', '2026-04-20T00:00:00'],
  ['Date Updated', 'DateUpdated', 'no', 'no', 'no', '2026-03-02T09:00:00', '2020-01-01T00:00:00'],
  ['Invoice Status', 'InvoiceStatus', 'no', 'no', 'no', 'Outstanding', 'Paid'],
  ['Amount Outstanding', 'AmountOutstanding', 'no', 'no', 'no', 73_600, 0],
  ['Amount Paid', 'AmountPaid', 'no', 'no', 'no', 0, 73_600],
  ['Target Link', 'TargetLink', 'no', 'no', 'no', '/invoices/1001', 'https://tui-training.example'],
  ['PO Number', 'PONumber', 'no', 'yes', 'no', null, 'PO-4711']
]

holdsToItsTable(t, 'Invoices', { rows: invoiceTable, path: '/invoices', id: '1001', before: invoiced })

const user = { Forenames: 'Mere', Surname: 'Ngata', MainAccountID: '201' }
const ofLength = (length: number): string => 'ā'.repeat(length)
const email = (length: number): string => `${'a'.repeat(length - 12)}@example.com`

const userValidation: Array<[more: object, wanted: string]> = [
  [{ Forenames: ofLength(50) }, 'accepted'], [{ Forenames: ofLength(51) }, '400 Forenames'], [{ Forenames: null }, '400 Forenames'], [{ Forenames: 5 }, '400 Forenames'],
  [{ MiddleNames: ofLength(250) }, 'accepted'], [{ MiddleNames: ofLength(251) }, '400 MiddleNames'],
  [{ Surname: ofLength(40) }, 'accepted'], [{ Surname: ofLength(41) }, '400 Surname'], [{ Surname: null }, '400 Surname'],
  [{ EmailAddress: email(80) }, 'accepted'], [{ EmailAddress: email(81) }, '400 EmailAddress'],
  ...['hana@example.com', "o'brien+courses@mail.example.co.nz", 'mere@ngā-mahi.example', ''].map((EmailAddress): [object, string] => [{ EmailAddress }, 'accepted']),
  ...['hana', 'hana@', '@example.com', 'hana@example', 'ha na@example.com', 'hana@@example.com'].map((EmailAddress): [object, string] => [{ EmailAddress }, '400 EmailAddress user.email-form']),
  [{ EmailAddress: 'user2002@rata.example' }, '400 EmailAddress user.email-unique'], [{ EmailAddress: 'USER2002@Rata.example' }, '400 EmailAddress user.email-unique'],
  ...['03 555 0123', '+64 3 555 0123', '(03) 555-0123', '021.555.012', '03 555 0123 ext 4', '03 555 0123 x12', '03 555 0123 extension 123', ''].map((PhoneNumber): [object, string] => [{ PhoneNumber }, 'accepted']),
  ...['call me', '12', '++64 3 555 0123', '03 555 0123 ext', 'x12', '03 555 0123 ext 1234567'].map((PhoneNumber): [object, string] => [{ PhoneNumber }, '400 PhoneNumber user.phone-form']),
  [{ DateOfBirth: '1990-05-17' }, 'accepted'], [{ DateOfBirth: '17/05/1990' }, '400 DateOfBirth'], [{ DateOfBirth: '1990-02-30' }, '400 DateOfBirth'],
  [{ MainAccountID: '203' }, 'accepted'], [{ MainAccountID: '999' }, '400 MainAccountID user.main-account-exists'],
  ...['Mr', 'Mrs', 'Ms', 'Miss', 'Mx', 'Dr', 'Prof'].map((Title): [object, string] => [{ Title }, 'accepted']), [{ Title: 'Sir Knight' }, '400 Title'],
  ...['Female', 'Male', 'Intersex', 'Unspecified', 'Other'].map((Gender): [object, string] => [{ Gender }, 'accepted']), [{ Gender: 'F' }, '400 Gender'],
  [{ MarketingOptIn: false }, 'accepted'], [{ MarketingOptIn: 'yes' }, '400 MarketingOptIn'],
  [{ EmailAddress: 'no', PhoneNumber: 'no', MainAccountID: 'no' }, '400 EmailAddress+PhoneNumber+MainAccountID user.email-form, user.phone-form, user.main-account-exists']
]

for (const [method, path] of [['POST', '/users'], ['PUT', '/users/2001']] as const) {
  t.test(`Validation of users, ${method}`, async t => {
    const client = await openV1(t)
    await judge(t, client, (more: object) => [method, path, { ...user, ...more }], userValidation)
    for (const [more, warning] of [
      [{ DateOfBirth: '2026-03-02T08:59:59' }, []], [{ DateOfBirth: '2026-03-02T09:00:00' }, ['user.date-of-birth-past']], [{ DateOfBirth: '2026-03-03' }, ['user.date-of-birth-past']],
      [{ Country: 'new zealand' }, []], [{ Country: 'Atlantis' }, ['user.country-exists']], [{ Country: '' }, []]
    ] as const) {
      const reply = await client.v1(method, path, { ...user, ...more }, { 'sandbox-dry-run': '1' })
      t.strictSame([reply.status < 300, warningsOf(reply)], [true, warning], JSON.stringify(more))
    }
  })
}

t.test('The id of a new user is its own, or made', async t => {
  const client = await openV1(t)
  const { v1, read } = client
  await judge(t, client, (more: object) => ['POST', '/users', { ...user, ...more }], [
    [{ UserID: 'U123456789' }, 'accepted'], [{ UserID: 'U1234567890' }, '400 UserID'], [{ UserID: '2001' }, '400 UserID user.id-free'], [{ UserID: 'DEMO' }, '400 UserID user.id-free', 'in another case'],
    [{ UserID: 7 }, '400 UserID'], [{ UserID: '' }, 'accepted'], [{}, 'accepted']
  ])
  t.equal((await v1('POST', '/users', user)).body.UserID, '3004')
  t.equal((await v1('POST', '/users', { ...user, UserID: '' })).body.UserID, '3005', 'blank')
  t.equal((await v1('POST', '/users', { ...user, UserID: 'Mere' })).body.UserID, 'Mere')
  t.equal((await read('/users/MERE')).UserID, 'Mere')
  t.equal(verdictOf(await v1('GET', '/users/nobody')), '404 UserID user.exists')
  t.equal(verdictOf(await v1('PUT', '/users/nobody', user)), '404 UserID user.exists')
})

t.test('An email address is of one user, and no address is of many', async t => {
  const { v1 } = await openV1(t)
  t.equal((await v1('PUT', '/users/2001', { ...user, EmailAddress: 'USER2001@kereru.example' })).status, 200, 'one keeps one\'s own')
  for (let i = 0; i < 2; i++) t.equal((await v1('POST', '/users', { ...user, EmailAddress: '' })).status, 201)
  for (let i = 0; i < 2; i++) t.equal((await v1('POST', '/users', user)).status, 201)
  t.equal((await v1('POST', '/users', { ...user, EmailAddress: 'user2001@kereru.example' })).status, 400)
  await v1('PUT', '/users/2001', { ...user, EmailAddress: '' })
  t.equal((await v1('POST', '/users', { ...user, EmailAddress: 'user2001@kereru.example' })).status, 201, 'an address that was given up is free')
})

t.test('Validation of companies', async t => {
  const client = await openV1(t)
  const least = { Name: 'Weka Ltd', AccountGroupIDs: [] }
  const cases: Array<[object, string]> = [
    [{}, 'accepted'], [{ AccountGroupIDs: ['10', '11'] }, 'accepted'], [{ AccountGroupIDs: ['10', '99'] }, '400 AccountGroupIDs company.groups-exist'],
    [{ AccountGroupIDs: '10' }, '400 AccountGroupIDs'], [{ AccountGroupIDs: [10] }, '400 AccountGroupIDs[0]'], [{ AccountGroupIDs: [['10']] }, '400 AccountGroupIDs[0]'],
    [{ EmailAddress: 'office@weka.example' }, 'accepted'], [{ EmailAddress: 'office' }, '400 EmailAddress company.email-form'], [{ EmailAddress: 'office@kereru.example' }, 'accepted'],
    [{ MainContactUserID: '2001' }, 'accepted'], [{ MainContactUserID: 'nobody' }, '400 MainContactUserID company.main-contact-exists'], [{ MainContactUserID: '' }, 'accepted']
  ]
  await judge(t, client, more => ['POST', '/companies', { ...least, ...more }], cases)
  await judge(t, client, more => ['PUT', '/companies/201', { ...least, ...more }], cases)
  await judge(t, client, (CompanyID: string) => ['POST', '/companies', { ...least, CompanyID }], [
    ['WEKA', 'accepted'], ['', 'accepted'], ['201', '400 CompanyID company.id-free'], ['12345678901', '400 CompanyID']
  ])
  await judge(t, client, (path: string) => ['PUT', path, {}], [['/companies/201', 'accepted'], ['/companies/999', '404 CompanyID company.exists']])
  t.equal((await client.v1('POST', '/companies', { ...least, CompanyID: '' })).body.CompanyID, '204')
  t.equal(verdictOf(await client.v1('GET', '/companies/999')), '404 CompanyID company.exists')
  t.same((await client.read('/companies')).map((it: any) => it.CompanyID), ['100', '201', '202', '203', '204'])
})

t.test('Company groups are read, and nothing else', async t => {
  const { v1, read } = await openV1(t)
  t.strictSame(await read('/companygroups'), [{ CompanyGroupID: '10', Name: 'Trades' }, { CompanyGroupID: '11', Name: 'Public sector' }])
  t.equal(verdictOf(await v1('GET', '/companygroups?Name=Trades')), '400 Name')
  t.equal((await v1('POST', '/companygroups', { Name: 'New' })).status, 404)
})

t.test('An invoice has items, which are reached through it only; two of its fields are changed', async t => {
  const client = await openV1(t)
  await invoiced(client)
  const { v1, read } = client
  t.strictSame(await read('/invoices/1001/items'), [{ InvoiceID: '1001', InvoiceItemID: '1001', LineDescription: '1 × Timber Framing, evening group', InvoiceItemAmount: 64_000, InvoiceItemTax: 9600 }])
  await judge(t, client, (change: object) => ['PUT', '/invoices/1001', change], [
    [{}, 'accepted'], [{ PONumber: 'x'.repeat(50) }, 'accepted'], [{ PONumber: 'x'.repeat(51) }, '400 PONumber'],
    [{ DateDue: '2026-04-20' }, 'accepted'], [{ DateDue: 'soon' }, '400 DateDue'], [{ DateDue: 20260420 }, '400 DateDue']
  ])
  const written = watch(client.sandbox)
  for (const [method, path, verdict] of [
    ['GET', '/invoices/9999', '404 InvoiceID invoice.exists'], ['GET', '/invoices/9999/items', '404 InvoiceID invoice.exists'], ['PUT', '/invoices/9999', '404 InvoiceID invoice.exists'],
    ['GET', '/invoiceitems', '404'], ['GET', '/items', '404'], ['GET', '/invoices/1001/items/1001', '404'], ['POST', '/invoices/1001/items', '404'], ['PUT', '/invoices/1001/items/1001', '404'],
    ['POST', '/invoices', '404'], ['DELETE', '/invoices/1001', '404']
  ] as const) t.equal(verdictOf(await v1(method, path, method === 'GET' ? undefined : {})), verdict, `${method} ${path}`)
  t.strictSame(written(), {})
  t.match((await v1('PUT', '/invoices/1001', { PONumber: 'PO-1' })).body, { PONumber: 'PO-1', DateDue: '2026-03-22T09:00:00' })
  client.freeze('2026-03-05T10:00')
  t.equal((await v1('PUT', '/invoices/1001', { PONumber: '' })).body.DateUpdated, '2026-03-05T10:00:00')
})

t.test('Payments are logged on an invoice in whole cents, and it owes less', async t => {
  const client = await openV1(t)
  await invoiced(client)
  const { v1, read } = client
  const pay = (body: object): [string, string, object] => ['POST', '/transactions', body]
  t.strictSame(await read('/transactions'), [])
  await judge(t, client, pay, [
    [{ InvoiceID: '1001', Amount: 1 }, 'accepted'], [{ InvoiceID: '1001', Amount: 0.5 }, '400 Amount'], [{ InvoiceID: '1001', Amount: '100' }, '400 Amount'], [{ InvoiceID: '1001', Amount: 1e20 }, '400 Amount'],
    [{ InvoiceID: '1001' }, '400 Amount'], [{ Amount: 1 }, '400 InvoiceID'], [{ InvoiceID: '9999', Amount: 1 }, '400 InvoiceID invoice.exists'], [{ InvoiceID: 1001, Amount: 1 }, '400 InvoiceID'],
    [{ InvoiceID: '1001', Amount: 1, Date: 'today' }, '400 Date']
  ])
  const nothing = await v1('POST', '/transactions', { InvoiceID: '1001', Amount: 0 }, { 'sandbox-dry-run': '1' })
  t.strictSame([nothing.status, warningsOf(nothing)], [201, ['transaction.amount-not-zero']])

  const first = await v1(...pay({ InvoiceID: '1001', Amount: 33_333, Date: '2026-03-01', Method: 'Card', Reference: 'R-1', TransactionID: '9' }))
  t.strictSame([first.status, first.body], [201, { TransactionID: '1001', InvoiceID: '1001', Amount: 33_333, Date: '2026-03-01T00:00:00', Method: 'Card', Reference: 'R-1' }])
  t.strictSame(warningsOf(first), ['ignored-member:TransactionID'])
  const owed = async () => {
    const { InvoiceStatus, AmountPaid, AmountOutstanding } = await read('/invoices/1001')
    return [InvoiceStatus, AmountPaid, AmountOutstanding]
  }
  t.strictSame(await owed(), ['PartPaid', 33_333, 40_267])
  t.strictSame((await v1(...pay({ InvoiceID: '1001', Amount: 40_266 }))).body, { TransactionID: '1002', InvoiceID: '1001', Amount: 40_266, Date: '2026-03-02T09:00:00', Method: null, Reference: null })
  t.strictSame(await owed(), ['PartPaid', 73_599, 1])
  await v1(...pay({ InvoiceID: '1001', Amount: 1 }))
  t.strictSame(await owed(), ['Paid', 73_600, 0])
  await v1(...pay({ InvoiceID: '1001', Amount: -600 }))
  t.strictSame(await owed(), ['PartPaid', 73_000, 600], 'money that goes back')
  t.strictSame((await read('/transactions')).map((it: any) => it.Amount), [33_333, 40_266, 1, -600])
  for (const name of ['TransactionID', 'InvoiceID', 'Amount', 'Date', 'Method', 'Reference']) t.equal(verdictOf(await v1('GET', `/transactions?${name}=1`)), `400 ${name}`)
  for (const method of ['PUT', 'DELETE']) t.equal((await v1(method, '/transactions/1001', {})).status, 404)
})

// Tokens.

const askToken = ({ inject }: V1, form: string, more: Record<string, string> = {}) =>
  inject({ method: 'POST', url: `${root}/token`, headers: { 'content-type': 'application/x-www-form-urlencoded', ...more }, payload: form })
const goodForm = 'grant_type=password&username=demo&password=demo'
const withBearer = ({ inject }: V1, authorization?: string) => inject({ method: 'GET', url: `${root}/companygroups`, headers: authorization === undefined ? {} : { authorization } })

t.test('A token is given for a password, and for a refresh token', async t => {
  const client = await openV1(t)
  const given = await askToken(client, goodForm)
  t.match([given.status, given.body], [200, { access_token: /^\w{20,}$/, token_type: 'bearer', expires_in: 3600, refresh_token: /^\w{20,}$/, refresh_token_expires_in: 86_400, userID: 'demo' }])
  t.equal((await withBearer(client, `Bearer ${given.body.access_token}`)).status, 200)
  const next = await askToken(client, `grant_type=refresh_token&refresh_token=${given.body.refresh_token}`)
  t.equal(next.status, 200)
  t.notSame(next.body.access_token, given.body.access_token)
  t.equal((await withBearer(client, `Bearer ${next.body.access_token}`)).status, 200)
  for (const form of [
    'Grant_Type=PASSWORD&UserName=demo&Password=demo', 'GRANT_TYPE=password&USERNAME=DEMO&PASSWORD=demo', 'grant_type=password&username=service@tui-training.example&password=demo',
    'grant_type=password&username=2001&password=demo', 'grant_type=x&grant_type=password&username=demo&password=wrong&password=demo'
  ]) t.equal((await askToken(client, form)).status, 200, form)
  const written = watch(client.sandbox)
  for (const [form, verdict] of [
    ['grant_type=password&username=demo&password=Demo', '400 username accessplanit-token.credentials'], ['grant_type=password&username=nobody&password=demo', '400 username accessplanit-token.credentials'],
    ['grant_type=password&username=demo', '400 username accessplanit-token.credentials'], ['grant_type=password&username=2004&password=', '400 username accessplanit-token.credentials'],
    ['grant_type=password&username=&password=', '400 username accessplanit-token.credentials'],
    ['username=demo&password=demo', '400 grant_type accessplanit-token.grant-type'], ['grant_type=client_credentials', '400 grant_type accessplanit-token.grant-type'], ['', '400 grant_type accessplanit-token.grant-type'],
    [`grant_type=refresh_token&refresh_token=${given.body.refresh_token}`, '400 username accessplanit-token.credentials'], ['grant_type=refresh_token', '400 username accessplanit-token.credentials'],
    [`grant_type=refresh_token&refresh_token=${next.body.access_token}`, '400 username accessplanit-token.credentials']
  ] as const) t.equal(verdictOf(await askToken(client, form)), verdict, form)
  t.equal((await askToken(client, JSON.stringify({ grant_type: 'password' }), { 'content-type': 'application/json' })).status, 415)
  t.equal((await askToken(client, goodForm, { 'sandbox-dry-run': '1' })).status, 200)
  t.strictSame(written(), {})
  client.db().exec("UPDATE user SET status = 'Inactive' WHERE id = '2001'")
  t.equal((await askToken(client, 'grant_type=password&username=2001&password=demo')).status, 400, 'a user who is not Active')
})

t.test('A token is good for sixty minutes of the sandbox\'s clock, and what refreshes it for a day', async t => {
  const client = await openV1(t)
  const { body } = await askToken(client, goodForm)
  for (const [at, status] of [['2026-03-02T09:59:59', 200], ['2026-03-02T10:00:00', 401], ['2026-03-02T10:00:01', 401], ['2026-03-02T09:30:00', 200]] as const) {
    client.freeze(at)
    const reply = await withBearer(client, `Bearer ${body.access_token}`)
    t.equal(reply.status, status, at)
    if (status === 401) t.match(reply.headers['sandbox-rules'], 'bearer.not-expired')
  }
  client.freeze('2026-03-03T09:00:00')
  t.equal((await askToken(client, `grant_type=refresh_token&refresh_token=${body.refresh_token}`)).status, 400)
  client.freeze('2026-03-03T08:59:59')
  t.equal((await askToken(client, `grant_type=refresh_token&refresh_token=${body.refresh_token}`)).status, 200)
  client.freeze('2036-03-02T09:00:00')
  t.equal((await withBearer(client, 'Bearer demo-api-key')).status, 200, 'an API key does not expire')
})

t.test('A request carries a bearer token or an API key, with the word Bearer or without', async t => {
  const client = await openV1(t)
  const { access_token: token, refresh_token: refresh } = (await askToken(client, goodForm)).body
  for (const good of [`Bearer ${token}`, `bearer ${token}`, `BEARER  ${token}`, token, 'Bearer demo-api-key', 'demo-api-key']) t.equal((await withBearer(client, good)).status, 200, good)
  for (const [bad, rule] of [
    [undefined, 'bearer.given'], ['', 'bearer.given'], ['Basic ZGVtbzpkZW1v', 'bearer.given'], ['Bearer', 'bearer.known'], [`Bearer ${token}x`, 'bearer.known'], ['Bearer Demo-Api-Key', 'bearer.known'],
    [`Bearer ${refresh}`, 'bearer.known'], ['Bearer demo-token-9001', 'bearer.known']
  ] as const) {
    const reply = await withBearer(client, bad)
    t.strictSame([verdictOf(reply), reply.headers['www-authenticate']], [`401 Authorization ${rule}`, 'Bearer'], String(bad))
    t.match(reply.body, { Errors: [{ Field: 'Authorization', Message: /A (?:request|bearer token) .+, but .+\.$/ }] })
  }
  for (const [method, path] of [['GET', '/coursedates/9999'], ['POST', '/users'], ['PUT', '/coursedates/5014'], ['POST', '/coursedates/5014/venue/501']] as const) {
    t.equal((await client.v1(method, path, method === 'GET' ? undefined : {}, { authorization: '' })).status, 401, `${method} ${path}: who asks comes first`)
  }
})

t.test('A refusal has its own shape; a wrong address is a 404, too', async t => {
  const { v1, sandbox } = await openV1(t)
  const written = watch(sandbox)
  const missing = await v1('GET', '/coursedates/9999')
  t.strictSame([missing.status, missing.headers['content-type'], missing.body], [404, 'application/json; charset=utf-8', { Errors: [{ Field: 'CourseDateID', Message: 'A course that is named exists, but CourseDateID is 9999.' }] }])
  for (const [method, path] of [['GET', '/nothing'], ['GET', '/'], ['POST', '/users/2001'], ['DELETE', '/users/2001'], ['PATCH', '/users/2001']] as const) {
    const reply = await v1(method, path)
    t.strictSame([reply.status, reply.body.Errors?.length, reply.body.Errors?.[0].Field], [404, 1, ''], `${method} ${path}`)
    t.match(reply.body.Errors[0].Message, `Nothing is served at ${method} ${root}${path}`)
  }
  const json = { 'content-type': 'application/json' }
  for (const [payload, headers, status, message] of [
    ['{"Name": ', json, 400, /not JSON/], ['', json, 400, /no body/], ['[]', json, 400, /object/], ['5', json, 400, /object/], ['null', json, 400, /object/],
    ['Name=x', { 'content-type': 'text/plain' }, 415, /text\/plain/], [Buffer.from([0x22, 0xff, 0x22]), json, 400, /no UTF-8/],
    [JSON.stringify({ Name: 'x'.repeat(1_100_000) }), json, 413, /1 MiB/], ['{"Name": "\\ud800"}', json, 400, /half of a surrogate/]
  ] as const) {
    const reply = await v1('POST', '/companies', payload, headers)
    t.equal(reply.status, status, String(message))
    t.match(reply.body.Errors[0].Message, message)
  }
  t.strictSame(written(), {})
  t.equal((await v1('POST', '/companies', gzipSync('{"name": "Weka", "ACCOUNTGROUPIDS": ["10"]}'), { ...json, 'content-encoding': 'gzip' })).status, 201, 'gzip, and names in any case')
})

// XML.

const reader = new XMLParser({ parseTagValue: false, trimValues: false, ignoreDeclaration: true, htmlEntities: true })
const itemNames: Record<string, string> = { Errors: 'Error', Sessions: 'Session', CustomFields: 'CustomField', Category: 'string', AccountGroupIDs: 'string' }

/** What a reader of XML finds where a reader of JSON finds this value. */
function inXml (value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map(it => inXml(it, itemNames[name]!))
    return items.length === 0 ? '' : { [itemNames[name]!]: items.length === 1 ? items[0] : items }
  }
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.fromEntries(Object.entries(value).filter(([, it]) => it !== null).map(([member, it]) => [member, inXml(it, member)]))
}

function listInXml (list: unknown[], name: string): object {
  const items = list.map(it => inXml(it, name))
  return { [`ArrayOf${name}`]: items.length === 0 ? '' : { [name]: items.length === 1 ? items[0] : items } }
}

async function isSameInXml (t: Test, name: string, both: (accept: string) => Promise<{ status: number, headers: Record<string, any>, body: any, text: string }>, about: string): Promise<void> {
  const [json, xml] = [await both('application/json'), await both('application/xml')]
  t.strictSame([xml.status, xml.headers['content-type'], json.headers['content-type']], [json.status, 'application/xml; charset=utf-8', 'application/json; charset=utf-8'], about)
  t.match(xml.text, /^<\?xml version="1\.0" encoding="utf-8"\?>/)
  t.strictSame(reader.parse(xml.text), Array.isArray(json.body) ? listInXml(json.body, name) : { [name]: inXml(json.body, name) }, about)
}

t.test('Every kind of reply is the same in XML', async t => {
  const client = await openV1(t)
  await invoiced(client)
  const { v1 } = client
  await v1('POST', '/transactions', { InvoiceID: '1001', Amount: 500, Reference: '<R & "D">' })
  for (const [path, name] of [
    ['/companies/100/courses', 'CourseTemplate'], ['/companies/100/courses/4001', 'CourseTemplate'], ['/companies/201/courses', 'CourseTemplate'],
    ['/coursedates?$top=-1', 'CourseDate'], ['/coursedates?CourseDateID=5014', 'CourseDate'], ['/coursedates?CourseDateID=none', 'CourseDate'], ['/coursedates/5014', 'CourseDate'], ['/coursedates/5024', 'CourseDate'],
    ['/coursedates/5014/delegates', 'Delegate'], ['/delegates', 'Delegate'], ['/trainers', 'Trainer'], ['/venues', 'Venue'],
    ['/invoices', 'Invoice'], ['/invoices/1001', 'Invoice'], ['/invoices/1001/items', 'InvoiceItem'], ['/transactions', 'Transaction'],
    ['/users', 'User'], ['/users/2001', 'User'], ['/companies', 'Company'], ['/companies/201', 'Company'], ['/companygroups', 'CompanyGroup'],
    ['/coursedates/9999', 'Error'], ['/nothing', 'Error'], ['/coursedates?$filter=Name', 'Error']
  ] as const) await isSameInXml(t, name, accept => v1('GET', path, undefined, { accept }), path)
  const dry = { 'sandbox-dry-run': '1' }
  for (const [method, path, body, name] of [
    ['POST', '/users', user, 'User'], ['PUT', '/users/2001', user, 'User'], ['POST', '/companies', { Name: 'Weka', AccountGroupIDs: ['10'] }, 'Company'], ['PUT', '/companies/201', {}, 'Company'],
    ['POST', '/coursedates', { StartDate: '2026-04-08', EndDate: '2026-04-09', Status: 'OnHold', MaxPlaces: 5, CourseTemplateID: '4001' }, 'CourseDate'],
    ['POST', '/coursedates/5014/venue/501', undefined, 'CourseDate'], ['POST', '/coursedates/5014/trainers/601', undefined, 'CourseDate'],
    ['POST', '/coursedates/5015/delegates', { UserID: '2001' }, 'Delegate'], ['PUT', '/coursedates/5014/delegates/2024~5014', { Grade: 'A' }, 'Delegate'],
    ['PUT', '/invoices/1001', { PONumber: '1' }, 'Invoice'], ['POST', '/transactions', { InvoiceID: '1001', Amount: 1 }, 'Transaction'],
    ['POST', '/users', {}, 'Error'], ['PUT', '/users/2001', { ...user, EmailAddress: 'no', PhoneNumber: 'no' }, 'Error'], ['POST', '/coursedates/5015/delegates', { UserID: 'nobody' }, 'Error']
  ] as const) await isSameInXml(t, name, accept => v1(method, path, body, { accept, ...dry }), `${method} ${path}`)
  await isSameInXml(t, 'TokenReply', accept => askToken(client, goodForm, { accept, ...dry }), 'token')
  await isSameInXml(t, 'Error', accept => askToken(client, 'grant_type=none', { accept }), 'no token')
  await isSameInXml(t, 'Error', accept => client.inject({ method: 'GET', url: `${root}/users`, headers: { accept } }), '401')
  await isSameInXml(t, 'Error', accept => v1('POST', '/users', 'x', { accept, 'content-type': 'text/plain' }), '415')
})

t.test('XML is sent where it is asked for, and JSON elsewhere', async t => {
  const { v1 } = await openV1(t)
  for (const [accept, type] of [
    ['application/xml', 'xml'], ['text/xml', 'xml'], ['APPLICATION/XML; charset=utf-8', 'xml'], ['application/xml, */*;q=0.5', 'xml'],
    ['application/json', 'json'], ['*/*', 'json'], ['', 'json'], ['application/xml, application/json', 'json'], ['text/html', 'json']
  ] as const) t.match((await v1('GET', '/users/2001', undefined, { accept })).headers['content-type'], `application/${type}; charset=utf-8`, accept)
})

const xml = { 'content-type': 'application/xml' }

t.test('Bodies are XML: texts, numbers, truths, lists, entities and whatever stands around them', async t => {
  const { v1 } = await openV1(t)
  const company = (inner: string) => v1('POST', '/companies', `<Company>${inner}</Company>`, xml)
  for (const [written, Name] of [
    ['Weka Ltd', 'Weka Ltd'], ['007', '007'], ['true', 'true'], ['  two  spaces  ', '  two  spaces  '], ['Ngā mahi \u{1F9F1}', 'Ngā mahi \u{1F9F1}'],
    ['Smith &amp; Sons &lt;Ltd&gt; &quot;&apos;', 'Smith & Sons <Ltd> "\''], ['Ng&#257; &#x1F9F1;', 'Ngā \u{1F9F1}'], ['&amp;#257; &amp;lt;', '&#257; &lt;'],
    ['<![CDATA[<b>Smith & Sons</b> &amp;]]>', '<b>Smith & Sons</b> &amp;'], ['a<![CDATA[<!DOCTYPE b>]]>c', 'a<!DOCTYPE b>c'], ['We<!-- <!DOCTYPE x> -->ka', 'Weka'], ['one\r\ntwo\nthree', 'one\ntwo\nthree']
  ] as const) {
    const reply = await company(`<Name>${written}</Name><AccountGroupIDs/>`)
    t.strictSame([reply.status, reply.body.Name], [201, Name], written)
  }
  for (const [written, AccountGroupIDs] of [
    ['<AccountGroupIDs/>', []], ['<AccountGroupIDs></AccountGroupIDs>', []], ['<AccountGroupIDs>\n  </AccountGroupIDs>', []], ['<AccountGroupIDs><string>10</string></AccountGroupIDs>', ['10']],
    ['<AccountGroupIDs>\n  <string>11</string>\n  <string>10</string>\n</AccountGroupIDs>', ['11', '10']], ['<accountgroupids><ID>10</ID></accountgroupids>', ['10']]
  ] as const) {
    const reply = await company(`\n  <Name>Weka</Name>\n  ${written}\n`)
    t.strictSame([reply.status, reply.body.AccountGroupIDs, warningsOf(reply)], [201, AccountGroupIDs, []], written)
  }
  const dressed = await v1('POST', '/companies', '\ufeff<?xml version="1.0" encoding="utf-8"?>\n<!-- a company -->\n<n:Company xmlns:n="urn:x" xmlns:i="urn:y" n:kind="new">\n<n:NAME>Weka</n:NAME><n:Town i:nil="true"/>' +
    '<n:County i:nil="false">Tasman</n:County><n:Colour>red</n:Colour><n:AccountGroupIDs/><?pi x?></n:Company>\n', { 'content-type': 'text/xml; charset=utf-8' })
  t.match([dressed.status, dressed.body, warningsOf(dressed)], [201, { Name: 'Weka', Town: null, County: 'Tasman' }, ['ignored-member:Colour']])

  const course = (inner: string) => v1('PUT', '/coursedates/5014', `<CourseDate><StartDate>2026-04-08</StartDate><EndDate>2026-04-09T16:00:00+12:00</EndDate><Status>OnHold</Status>${inner}</CourseDate>`, xml)
  t.match((await course('<MaxPlaces> 9 </MaxPlaces><MinPlaces>+2</MinPlaces><NetCost>12345</NetCost><Duration>1.5</Duration><ChargePerDelegate>False</ChargePerDelegate><CourseIsAdvertised>0</CourseIsAdvertised>')).body,
    { StartDate: '2026-04-08T00:00:00', EndDate: '2026-04-09T16:00:00', MaxPlaces: 9, MinPlaces: 2, NetCost: 12_345, Duration: 1.5, ChargePerDelegate: false, CourseIsAdvertised: false })
  t.match((await course('<MaxPlaces>9</MaxPlaces><Duration>2.5e1</Duration><ChargePerDelegate>true</ChargePerDelegate><CourseIsAdvertised>1</CourseIsAdvertised><ExternalID>007</ExternalID>')).body,
    { Duration: 25, ChargePerDelegate: true, CourseIsAdvertised: true, ExternalID: '007' })
  t.equal(verdictOf(await course('<MaxPlaces>9.5</MaxPlaces><MinPlaces>few</MinPlaces><ChargePerDelegate>yes</ChargePerDelegate>')), '400 ChargePerDelegate+MaxPlaces+MinPlaces')
  t.equal(verdictOf(await course('')), '400 MaxPlaces')
  t.equal((await v1('POST', '/users', '<User><Forenames>Mere</Forenames><Surname>Ngata</Surname><MainAccountID>201</MainAccountID></User>', xml)).status, 201)
  t.equal((await v1('POST', '/coursedates/5015/delegates', '<Delegate><UserID>2001</UserID><Attended>true</Attended></Delegate>', xml)).body.Attended, true)
  t.equal((await v1('POST', '/coursedates/5014/venue/501', '', xml)).status, 200, 'an operation without a body looks at none')
})

t.test('What is written in XML comes back in XML', async t => {
  const { v1 } = await openV1(t)
  for (const name of ['Smith & <Sons> "\' ]]>', 'a\r\nb\tc', ' \u{1F9F1} ngā ', '&#257;', '0010']) {
    const { body } = await v1('POST', '/companies', { Name: name, AccountGroupIDs: [] })
    const read = await v1('GET', `/companies/${body.CompanyID}`, undefined, { accept: 'application/xml' })
    t.equal(reader.parse(read.text).Company.Name, name)
    const back = await v1('PUT', `/companies/${body.CompanyID}`, read.text, xml)
    t.strictSame([back.status, back.body], [200, body], name)
  }
  const { body } = await v1('POST', '/companies', { Name: 'a\u0000b\u0001c\uffff', AccountGroupIDs: [] })
  t.equal(reader.parse((await v1('GET', `/companies/${body.CompanyID}`, undefined, { accept: 'application/xml' })).text).Company.Name, 'a\ufffdb\ufffdc\ufffd', 'characters that XML cannot have')
})

t.test('XML that cannot be read is a 400, in XML where that is asked for, and writes nothing', async t => {
  const { v1, sandbox } = await openV1(t)
  const written = watch(sandbox)
  for (const [body, message] of [
    ['<Company><Name>x</Name>', /not XML/], ['<Company><Name>x</Company>', /not XML/], ['hello', /not XML/], ['   ', /not XML/], ['', /no body/], ['<a/><b/>', /one root/], ['<a/>x', /not XML/],
    ['<Company><Name>a & b</Name></Company>', /not XML/], ['<Company><Name>&nbsp;</Name></Company>', /no entity &nbsp;/], ['<Company><Name>&x;</Name></Company>', /no entity &x;/],
    ['<!DOCTYPE Company [<!ENTITY x "y">]><Company><Name>&x;</Name></Company>', /document type/], ['<!doctype Company SYSTEM "file:///etc/passwd"><Company/>', /document type|not XML/],
    [`${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`, /cannot be read/], ['<Company><__proto__>x</__proto__></Company>', /cannot be read/],
    [Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]), /no UTF-8/], [`<Company><Name>${'x'.repeat(1_100_000)}</Name></Company>`, /1 MiB/],
    ['{"Name": "Weka", "AccountGroupIDs": []}', /not XML/], ['<Company/>', /Name is required/], ['<Company>Weka</Company>', /Name is required/],
    ['<Company><Name>a</Name><Name>b</Name><AccountGroupIDs/></Company>', /Name is a string/], ['<Company><Name><b>x</b></Name><AccountGroupIDs/></Company>', /Name is a string/],
    ['<Company><Name>x</Name><AccountGroupIDs>10</AccountGroupIDs></Company>', /is an array/], ['<Company><Name>x</Name><AccountGroupIDs><s>99</s></AccountGroupIDs></Company>', /AccountGroupIDs is 99/]
  ] as const) {
    const reply = await v1('POST', '/companies', body, { ...xml, accept: 'application/xml' })
    t.equal(reply.status, String(message).includes('MiB') ? 413 : 400, String(body).slice(0, 60))
    const errors = [reader.parse(reply.text).Error.Errors.Error].flat() as Array<{ Field: string, Message: string }>
    t.match(errors[0]!.Message, message)
    t.match((await v1('POST', '/companies', body, xml)).body.Errors[0].Message, message, 'and in JSON')
  }
  t.equal((await v1('POST', '/companies', '<Company/>', { 'content-type': 'application/xml; charset=utf-16' })).status, 415)
  t.strictSame(written(), {})
})

// What goes for all.

t.test('Requests are counted for each endpoint and user', async t => {
  t.strictSame(readConfig({}).rateLimit['accessplanit-v1'], { max: 5000, seconds: 3600 }, 'usually')
  const client = await openV1(t, { 'rate-limit': 'accessplanit-v1=3/1h' })
  const { v1 } = client
  const statuses = async (path: string, headers?: Record<string, string>) => {
    const replies = []
    for (let i = 0; i < 4; i++) replies.push((await v1('GET', path, undefined, headers)).status)
    return replies
  }
  t.strictSame(await statuses('/users'), [200, 200, 200, 429])
  t.strictSame(await statuses('/users/2001'), [200, 200, 200, 429], 'another endpoint')
  t.equal((await v1('GET', '/users/2002')).status, 429, 'which is the same for each record')
  t.strictSame(await statuses('/companies'), [200, 200, 200, 429])
  t.equal((await v1('POST', '/users', user)).status, 201)
  const { access_token: token } = (await askToken(client, 'grant_type=password&username=2001&password=demo')).body
  t.strictSame(await statuses('/users', { authorization: `Bearer ${token}` }), [200, 200, 200, 429], 'another user')
  t.strictSame(await statuses('/venues', { authorization: 'Bearer nobody' }), [401, 401, 401, 401])
  t.equal((await v1('GET', '/venues')).status, 200, 'those without a token do not count')

  const limited = await v1('GET', '/users?$top=1')
  const wait = String(limited.headers['retry-after'])
  t.equal(limited.status, 429)
  t.ok(Number(wait) > 3000 && Number(wait) <= 3600, 'so many seconds as are left of the hour')
  t.match(limited.body, {
    Errors: [{ Field: '', Message: `ListUsers by demo made more than 3 requests in 3600 s; wait ${wait} s, as Retry-After says` }]
  })
  const inXmlToo = await v1('GET', '/users', undefined, { accept: 'application/xml' })
  t.match(reader.parse(inXmlToo.text).Error.Errors.Error.Message, 'ListUsers by demo')
})

t.test('Paths and ids are read in any case, on both platforms, over the same records', async t => {
  const { inject, read } = await openV1(t)
  const at = (url: string, method = 'GET', payload?: object) => inject({ method: method as 'GET', url, headers: { authorization: 'Bearer demo-api-key' }, ...(payload && { payload }) })
  const course = await read('/coursedates/5014')
  for (const path of ['/accessplan/api/v1/coursedates/5014', '/ACCESSPLAN/API/V1/COURSEDATES/5014', '/AccessPlan/Api/V1/CourseDates/5014', '/accessplansandbox/api/v1/coursedates/5014', '/AccessPlanSandbox/api/V1/CourseDates/5014']) {
    t.strictSame((await at(path)).body, course, path)
  }
  t.equal((await at('/accessplan/api/v1/users/Demo')).body.UserID, 'demo')
  t.equal((await at('/accessplansandbox/api/v1/CompanyGroups')).status, 200)
  await at('/accessplansandbox/api/v1/companies/201', 'PUT', { Town: 'Motueka' })
  t.equal((await read('/companies/201')).Town, 'Motueka')
  t.equal((await inject({ method: 'POST', url: '/accessplansandbox/api/v1/TOKEN', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: goodForm })).status, 200)
  t.equal((await at('/accessplansandbox/api/v1/nothing')).body.Errors[0].Field, '')
  t.equal((await at('/other/api/v1/users')).status, 404)
})

t.test('A dry run gives the real answer and keeps nothing', async t => {
  const client = await openV1(t)
  await invoiced(client)
  const { v1, sandbox } = client
  const written = watch(sandbox)
  const times = { StartDate: '2026-04-08', EndDate: '2026-04-09', Status: 'Available', MaxPlaces: 5 }
  for (const [method, path, body, status] of [
    ['POST', '/users', user, 201], ['PUT', '/users/2001', user, 200], ['POST', '/companies', { Name: 'Weka', AccountGroupIDs: [] }, 201], ['PUT', '/companies/201', { Name: 'Weka' }, 200],
    ['POST', '/coursedates', { ...times, CourseTemplateID: '4001' }, 201], ['POST', '/companies/100/courses/4001/coursedates', times, 201], ['PUT', '/coursedates/5018', { ...times, MaxPlaces: 9 }, 200],
    ['POST', '/coursedates/5014/venue/501', undefined, 200], ['POST', '/coursedates/5014/trainers/601', undefined, 200],
    ['POST', '/coursedates/5015/delegates', { UserID: '2001' }, 201], ['PUT', '/coursedates/5018/delegates/2008~5018', { Status: 'Cancelled' }, 200],
    ['PUT', '/invoices/1001', { PONumber: '1' }, 200], ['POST', '/transactions', { InvoiceID: '1001', Amount: 1 }, 201]
  ] as const) {
    const reply = await v1(method, path, body, { 'sandbox-dry-run': '1' })
    t.equal(reply.status, status, `${method} ${path}`)
    t.strictSame(written(), {}, `${method} ${path} keeps nothing`)
    const real = await v1(method, path, body, { 'sandbox-dry-run': '1' })
    t.strictSame(real.body, reply.body, 'and answers the same again')
  }
})

t.test('A list is of a hundred records, unless it is told how many', async t => {
  const { v1, read } = await openV1(t)
  t.equal((await read('/users?$top=-1')).length, users.length)
  t.equal((await read('/users')).length, Math.min(100, users.length))
  t.ok(delegates.length > 100)
  t.equal((await read('/delegates')).length, 100)
  t.equal((await read('/delegates?$skip=100&$top=-1')).length, delegates.length - 100)
  t.equal((await read(`/users?$orderby=Surname desc,Forenames&$top=5&$skip=5&${query("MainAccountID eq '201'")}`)).length, 5)
  t.strictSame((await v1('GET', '/delegates?$top=0')).body, [])
})
