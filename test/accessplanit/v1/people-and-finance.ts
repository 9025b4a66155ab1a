import t from 'tap'
import { watch } from '../../data.ts'
import { holdsToItsTable, type Row } from './feed.ts'
import { invoiced, user, ofLength, email } from './requests.ts'
import { judge, openV1, verdictOf, warningsOf } from './v1.ts'

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

holdsToItsTable(t, 'Users', {
  rows: userTable, path: '/users', id: '2001', post: ['/users', {}], follow: { MainAccountID: ['MainAccountName'] }
})

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
  ['Account Group IDs', 'AccountGroupIDs', 'no', 'yes', 'mandatory', ['10'], ['11', '10']],
  ['Custom fields', 'CustomFields', 'no', 'no', 'no', [], [{ Name: 'Colour', Value: 'Green' }]]
]

holdsToItsTable(t, 'Companies', { rows: companyTable, path: '/companies', id: '201', post: ['/companies', {}] })

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
  ['PO Number', 'PONumber', 'no', 'yes', 'no', null, 'PO-4711'],
  ['Custom fields', 'CustomFields', 'no', 'no', 'no', [], [{ Name: 'Colour', Value: 'Green' }]]
]

holdsToItsTable(t, 'Invoices', { rows: invoiceTable, path: '/invoices', id: '1001', before: invoiced })

const userValidation: Array<[more: object, wanted: string]> = [
  [{ Forenames: ofLength(50) }, 'accepted'], [{ Forenames: ofLength(51) }, '400 Forenames'], [{ Forenames: null }, '400 Forenames'],
  [{ Forenames: 5 }, 'accepted, loosely-read:Forenames'],
  [{ MiddleNames: ofLength(250) }, 'accepted'], [{ MiddleNames: ofLength(251) }, '400 MiddleNames'],
  [{ Surname: ofLength(40) }, 'accepted'], [{ Surname: ofLength(41) }, '400 Surname'], [{ Surname: null }, '400 Surname'],
  [{ EmailAddress: email(80) }, 'accepted'], [{ EmailAddress: email(81) }, '400 EmailAddress'],
  ...['hana@example.com', "o'brien+courses@mail.example.co.nz", 'mere@ngā-mahi.example', ''].map((EmailAddress): [object, string] => [
    { EmailAddress }, 'accepted'
  ]),
  ...['hana', 'hana@', '@example.com', 'hana@example', 'ha na@example.com', 'hana@@example.com'].map((EmailAddress): [object, string] => [
    { EmailAddress }, '400 EmailAddress user.email-form'
  ]),
  [{ EmailAddress: 'user2002@rata.example' }, '400 EmailAddress user.email-unique'],
  [{ EmailAddress: 'USER2002@Rata.example' }, '400 EmailAddress user.email-unique'],
  ...[
    '03 555 0123', '+64 3 555 0123', '(03) 555-0123', '021.555.012', '03 555 0123 ext 4', '03 555 0123 x12', '03 555 0123 extension 123', ''
  ].map((PhoneNumber): [object, string] => [{ PhoneNumber }, 'accepted']),
  ...['++64 3 555 0123', '03 555 0123 ext', '03 555 0123 ext 1234567', '111', '03/555 0123', '0800 KIWIS']
    .map((PhoneNumber): [object, string] => [{ PhoneNumber }, 'accepted, user.phone-form']),
  ...['call me', '12', 'x12'].map((PhoneNumber): [object, string] => [
    { PhoneNumber }, '400 PhoneNumber user.phone-form'
  ]),
  [{ DateOfBirth: '1990-05-17' }, 'accepted'], [{ DateOfBirth: '17/05/1990' }, '400 DateOfBirth'],
  [{ DateOfBirth: '1990-02-30' }, '400 DateOfBirth'],
  [{ MainAccountID: '203' }, 'accepted'], [{ MainAccountID: '999' }, '400 MainAccountID user.main-account-exists'],
  ...['Mr', 'Mrs', 'Ms', 'Miss', 'Mx', 'Dr', 'Prof'].map((Title): [object, string] => [{ Title }, 'accepted']),
  [{ Title: 'Sir Knight' }, 'accepted, user.title-exists'], [{ Title: 'mr' }, 'accepted'],
  ...['Female', 'Male', 'Intersex', 'Unspecified', 'Other'].map((Gender): [object, string] => [{ Gender }, 'accepted']),
  [{ Gender: 'F' }, 'accepted, inferred-shape:Gender'], [{ Gender: 'female' }, 'accepted, loosely-read:Gender'],
  [{ MarketingOptIn: false }, 'accepted'], [{ MarketingOptIn: 'yes' }, 'accepted, inferred-shape:MarketingOptIn'],
  [{ EmailAddress: 'no', PhoneNumber: 'no', MainAccountID: 'no' },
    '400 EmailAddress+PhoneNumber+MainAccountID user.email-form, user.phone-form, user.main-account-exists']
]

for (const [method, path] of [['POST', '/users'], ['PUT', '/users/2001']] as const) {
  t.test(`Validation of users, ${method}`, async t => {
    const client = await openV1(t)
    await judge(t, client, (more: object) => [method, path, { ...user, ...more }], userValidation)
    for (const [more, warning] of [
      [{ DateOfBirth: '2026-03-02T08:59:59' }, []], [{ DateOfBirth: '2026-03-02T09:00:00' }, ['user.date-of-birth-past']],
      [{ DateOfBirth: '2026-03-03' }, ['user.date-of-birth-past']],
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
    [{ UserID: 'U123456789' }, 'accepted'], [{ UserID: 'U1234567890' }, '400 UserID'], [{ UserID: '2001' }, '400 UserID user.id-free'],
    [{ UserID: 'DEMO' }, '400 UserID user.id-free', 'in another case'],
    [{ UserID: 7 }, 'accepted, loosely-read:UserID'], [{ UserID: '' }, 'accepted'], [{}, 'accepted']
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
  t.equal(
    (await v1('POST', '/users', { ...user, EmailAddress: 'user2001@kereru.example' })).status, 201, 'an address that was given up is free'
  )
})

t.test('Validation of companies', async t => {
  const client = await openV1(t)
  const least = { Name: 'Weka Ltd', AccountGroupIDs: [] }
  const cases: Array<[object, string]> = [
    [{}, 'accepted'], [{ AccountGroupIDs: ['10', '11'] }, 'accepted'],
    [{ AccountGroupIDs: ['10', '99'] }, '400 AccountGroupIDs company.groups-exist'],
    [{ AccountGroupIDs: [10] }, 'accepted, loosely-read:AccountGroupIDs[0]'],
    [{ AccountGroupIDs: [['10']] }, 'accepted, inferred-shape:AccountGroupIDs[0]'],
    [{ EmailAddress: 'office@weka.example' }, 'accepted'], [{ EmailAddress: 'office' }, '400 EmailAddress company.email-form'],
    [{ EmailAddress: 'office@kereru.example' }, 'accepted'],
    [{ MainContactUserID: '2001' }, 'accepted'], [{ MainContactUserID: 'nobody' }, '400 MainContactUserID company.main-contact-exists'],
    [{ MainContactUserID: '' }, 'accepted']
  ]
  await judge(t, client, more => ['POST', '/companies', { ...least, ...more }], cases)
  await judge(t, client, more => ['PUT', '/companies/201', { ...least, ...more }], [
    ...cases, [{ AccountGroupIDs: '10' }, 'accepted, inferred-shape:AccountGroupIDs']
  ])
  t.equal(verdictOf(await client.v1('POST', '/companies', { ...least, AccountGroupIDs: '10' })), '400 AccountGroupIDs', 'it is mandatory')
  await judge(t, client, (CompanyID: string) => ['POST', '/companies', { ...least, CompanyID }], [
    ['WEKA', 'accepted'], ['', 'accepted'], ['201', '400 CompanyID company.id-free'], ['12345678901', '400 CompanyID']
  ])
  await judge(t, client, (path: string) => ['PUT', path, {}], [
    ['/companies/201', 'accepted'], ['/companies/999', '404 CompanyID company.exists']
  ])
  t.equal((await client.v1('POST', '/companies', { ...least, CompanyID: '' })).body.CompanyID, '204')
  t.equal(verdictOf(await client.v1('GET', '/companies/999')), '404 CompanyID company.exists')
  t.same((await client.read('/companies')).map((it: any) => it.CompanyID), ['100', '201', '202', '203', '204', 'HARBOUk7Qz', 'MANUKA7rWd'])
})

t.test('Company groups are read, and nothing else', async t => {
  const { v1, read } = await openV1(t)
  t.strictSame(await read('/companygroups'), [
    { CompanyGroupID: '10', Name: 'Trades' },
    { CompanyGroupID: '11', Name: 'Public sector' },
    { CompanyGroupID: 'HOSPITc6Yn', Name: 'Hospitality' }
  ])
  const unfiltered = await v1('GET', '/companygroups?Name=Trades')
  t.strictSame([unfiltered.status, unfiltered.body, warningsOf(unfiltered)], [200, [], ['ignored-member:Name']])
  t.equal((await v1('POST', '/companygroups', { Name: 'New' })).status, 405)
})

t.test('An invoice has items, which are reached through it only; two of its fields are changed', async t => {
  const client = await openV1(t)
  await invoiced(client)
  const { v1, read } = client
  t.strictSame(await read('/invoices/1001/items'), [{
    InvoiceID: '1001',
    InvoiceItemID: '1001',
    LineDescription: '1 × Timber Framing, evening group',
    InvoiceItemAmount: 64_000,
    InvoiceItemTax: 9600
  }])
  await judge(t, client, (change: object) => ['PUT', '/invoices/1001', change], [
    [{}, 'accepted'], [{ PONumber: 'x'.repeat(50) }, 'accepted'], [{ PONumber: 'x'.repeat(51) }, '400 PONumber'],
    [{ DateDue: '2026-04-20' }, 'accepted'], [{ DateDue: 'soon' }, '400 DateDue'], [{ DateDue: 20260420 }, '400 DateDue']
  ])
  const written = watch(client.sandbox)
  for (const [method, path, verdict] of [
    ['GET', '/invoices/9999', '404 InvoiceID invoice.exists'], ['GET', '/invoices/9999/items', '404 InvoiceID invoice.exists'],
    ['PUT', '/invoices/9999', '404 InvoiceID invoice.exists'],
    ['GET', '/invoiceitems', '404'], ['GET', '/items', '404'], ['GET', '/invoices/1001/items/1001', '404'],
    ['POST', '/invoices/1001/items', '405'], ['PUT', '/invoices/1001/items/1001', '404'],
    ['POST', '/invoices', '405'], ['DELETE', '/invoices/1001', '405']
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
  t.strictSame((await read('/transactions')).map((it: any) => [it.InvoiceID, it.Amount]), [['999', 30_000], ['998', 20_700]])
  await judge(t, client, pay, [
    [{ InvoiceID: '1001', Amount: 1 }, 'accepted'], [{ InvoiceID: '1001', Amount: 0.5 }, 'accepted, inferred-shape:Amount'],
    [{ InvoiceID: '1001', Amount: '100' }, 'accepted, number-in-quotes:Amount'], [{ InvoiceID: '1001', Amount: 1e20 }, '400 Amount'],
    [{ InvoiceID: '1001' }, '400 Amount'], [{ Amount: 1 }, '400 InvoiceID'],
    [{ InvoiceID: '9999', Amount: 1 }, '400 InvoiceID invoice.exists'],
    [{ InvoiceID: 1001, Amount: 1 }, 'accepted, loosely-read:InvoiceID'],
    [{ InvoiceID: '1001', Amount: 1, Date: 'today' }, 'accepted, inferred-shape:Date']
  ])
  const nothing = await v1('POST', '/transactions', { InvoiceID: '1001', Amount: 0 }, { 'sandbox-dry-run': '1' })
  t.strictSame([nothing.status, warningsOf(nothing)], [201, ['transaction.amount-not-zero']])

  const first =
    await v1(...pay({ InvoiceID: '1001', Amount: 33_333, Date: '2026-03-01', Method: 'Card', Reference: 'R-1', TransactionID: '9' }))
  t.strictSame(
    [first.status, first.body],
    [201, {
      TransactionID: '1001',
      InvoiceID: '1001',
      Amount: 33_333,
      Date: '2026-03-01T00:00:00',
      Method: 'Card',
      Reference: 'R-1',
      CustomFields: []
    }]
  )
  t.strictSame(warningsOf(first), ['ignored-member:TransactionID'])
  const owed = async () => {
    const { InvoiceStatus, AmountPaid, AmountOutstanding } = await read('/invoices/1001')
    return [InvoiceStatus, AmountPaid, AmountOutstanding]
  }
  t.strictSame(await owed(), ['PartPaid', 33_333, 40_267])
  t.strictSame((await v1(...pay({ InvoiceID: '1001', Amount: 40_266 }))).body, {
    TransactionID: '1002',
    InvoiceID: '1001',
    Amount: 40_266,
    Date: '2026-03-02T09:00:00',
    Method: null,
    Reference: null,
    CustomFields: []
  })
  t.strictSame(await owed(), ['PartPaid', 73_599, 1])
  await v1(...pay({ InvoiceID: '1001', Amount: 1 }))
  t.strictSame(await owed(), ['Paid', 73_600, 0])
  await v1(...pay({ InvoiceID: '1001', Amount: -600 }))
  t.strictSame(await owed(), ['PartPaid', 73_000, 600], 'money that goes back')
  t.strictSame((await read('/transactions')).filter((it: any) => it.InvoiceID === '1001').map((it: any) => it.Amount),
    [33_333, 40_266, 1, -600])
  for (const [Amount, warned] of [
    [600, []], [601, ['transaction.within-what-is-owed']], [99_999_999, ['transaction.within-what-is-owed']],
    [-73_000, []], [-73_001, ['transaction.within-what-is-paid']]
  ] as const) {
    const reply = await v1('POST', '/transactions', { InvoiceID: '1001', Amount }, { 'sandbox-dry-run': '1' })
    t.strictSame([reply.status, warningsOf(reply)], [201, warned], `${Amount} where 600 are owed and 73000 paid`)
  }
  await v1(...pay({ InvoiceID: '1001', Amount: 600 }))
  t.strictSame(warningsOf(await v1(...pay({ InvoiceID: '1001', Amount: 1 }))), ['transaction.within-what-is-owed'], 'it is paid')
  t.match((await client.admin('GET', '/requests/last/explain')).body.warnedBy, [{
    message: 'Amount is 1, and nothing is owed on the invoice any more. Pay another invoice.'
  }])
  const again = await client.v2('PUT', 'Transaction/1001', { Amount: 333.34 })
  t.match([again.status, warningsOf(again)], [200, ['transaction.within-what-is-owed']], 'a payment is not counted against itself')
  t.match((await client.admin('GET', '/requests/last/explain')).body.warnedBy, [{
    message: 'Amount 333.34 is more than is still owed on the invoice (333.32). Pay up to 333.32.'
  }])
  for (const name of ['TransactionID', 'InvoiceID', 'Amount', 'Date', 'Method', 'Reference']) {
    const found = await v1('GET', `/transactions?${name}=1`)
    t.strictSame([found.status, found.body, warningsOf(found)], [200, [], [`ignored-member:${name}`]])
  }
  for (const method of ['PUT', 'DELETE']) t.equal((await v1(method, '/transactions/1001', {})).status, 404)
})
