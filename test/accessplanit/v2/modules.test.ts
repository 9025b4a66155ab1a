import t from 'tap'
import { watch } from '../../data.ts'
import { form, isRefused, openPlatform, type Platform } from './v2.ts'
import { delegates } from '../demo.ts'

type Type = 'text' | 'number' | 'boolean' | 'date' | 'list'

/** What the vendor's client reads of each module, by type. */
const modules: Record<string, Partial<Record<Type, string>>> = {
  CourseDate: {
    text: 'ID CourseID CompanyName CourseType Status VenueLabel VenueTown',
    date: 'StartDate EndDate',
    number: 'Cost DurationInHours Places SpacesLeft'
  },
  CourseTemplate: { text: 'Name' },
  Course: {
    boolean: `Advertise AutoComplete CheckSecurityOnUpdateAndDelete Coursework CurrentLoggedInUserIsDeveloper
      CurrentLoggedInUserHasDeveloperActionPermission IsModule SetCompletedIfPassed Unit UsesLogDataSource`,
    list: `AwardedAwardIDs AwardedAwardLabels CategoryIDs CategoryLabels ConfigCodeCodes IndustryIDs IndustryLabels PreferredAwardIDs
      PreferredAwardLabels ProgressionCourseIDs ProgressionCourseNames ProviderCompaniesIDs RequiredAwardIDs RequiredAwardLabels
      SessionCourseIDs SessionCourseNames UnitAwardIDs UnitAwardLabels UserTypeIDs UserTypeLabels`,
    number: 'CertificateNumber Cost Duration TrainingPoints UnitsRequired',
    text: `CertificatePrefix Colour CostType CourseType CurrencyCode CurrentConfigCode DateCreated DateUpdated Description DurationAsString
      DurationType ExternalID Fundable ID JoiningInstructionsText Label LastUpdatedBy MinimumPassScore Overview SageDepartmentCode
      SageNominalCode Summary TrainingPointsTypeID TrainingPointsTypeLabel WaitingList`
  },
  UserCourseDate: { text: 'ID UserFullName CompanyName CourseOrAliasName Status UserID CourseDateID', date: 'StartDate EndDate DateStamp', number: 'CourseDateBookingID' },
  UserCourseDateWeb: {
    text: 'ID UserFullName CompanyName CourseOrAliasName Status OnlinePlatformCandidateJoinUrl CourseDuration CourseOverview',
    date: 'StartDate EndDate DateStamp',
    number: 'CourseDateBookingID'
  },
  UserCourseDateELearning: { text: 'ID UserID CourseName CompletionStatus SuccessStatus CandidateDirectELearningUrl', date: 'DateStamp DateFirstViewed' },
  CourseDateBooking: { text: 'ID DateCreated BookingType BookingUserName BookingStatus PONumber AgentName UserID BookingSummary', list: 'InvoiceIDs' },
  Invoice: {
    text: `ID Reference CompanyName TargetIDType TargetLabel TargetID CurrencyCode Status PONumber Address InvoiceAddress InvoicePostcode
      InvoiceCountry InvoiceCounty InvoiceEmail InvoiceTown`,
    date: 'DateCreated DateDue',
    number: 'Amount TaxRate AmountPaid Outstanding'
  },
  InvoiceItem: { text: 'ID InvoiceID Reference DynamicLabel SourceID SourceIDType', number: 'Tax Amount' },
  User: {
    number: 'ActiveCoursesCount ActiveInvoicesCount ActiveTasksCount AwardsCount MoodleID NotesCount OpportunitiesCount',
    list: `AlternativeCountry BillingCountry ContactMethod Country CurrencyID EditPageMainRoleID MainRoleID PreferredLanguageCode
      ShippingCountry Title`,
    boolean: `CheckSecurityOnUpdateAndDelete DailyTaskSummaryOptOut HasEmail MainRoleIsDefault MarketingOptIn RestrictBooking SmsAuthorised
      TaxExempt UsesLogDataSource`,
    date: `DateCreated DateUpdated DOB LastBooking LastLoggedOn LatestCourseDateAttended LatestCourseDateBooked MainUserCompanyEndDate
      MainUserCompanyStartDate PasswordExpires`,
    text: `Address AgentID AlternativeAddress AlternativeCounty AlternativePhone AlternativePostcode AlternativeTown BillingAddress
      BillingCounty BillingEmail BillingPhone BillingPostcode BillingTown CostCentre County CreatedByID CreatedByName CurrencyLabel
      CurrentConfigCode Email EthnicOriginID EthnicOriginLabel ExternalID Fax Forenames FullAddress Fullname ID JobTitle
      MainCompanyCompanyGroupIDs MainCompanyGroupID MainCompanyID MainCompanyName MainRoleLabel MainUserTypeLabel ManagedCompaniesIDs
      ManagedCompaniesLabels ManagedUsersIDs ManagedUsersNames ManagerUsersIDs ManagerUsersNames MaritalStatus MiddleNames Mobile
      MyDirectManagersEmailAddresses MyEmployerEmailAddresses MyManagersEmailAddresses NationalityID NationalityLabel NINumber
      NINumberNoValidation Phone Postcode PreferredLanguageName PreviousMainRoleID SageTaxCode Sex ShippingAddress ShippingCounty
      ShippingPhone ShippingPostcode ShippingTown SpecialNeedNames Status Surname Tags Town UniqueID UpdatedByID UpdatedByName UserCompaniesIDs`
  },
  Communication: { text: 'MappedIDType MappedID CommunicationTypeID Subject Body' }
}

/** All that the sandbox has. */
const all = ['Category', 'Communication', 'Company', 'CompanyGroup', 'Course', 'CourseDate', 'CourseDateBooking', 'CourseDateSession', 'CourseTemplate', 'Invoice',
  'InvoiceItem', 'Transaction', 'User', 'UserCourseDate', 'UserCourseDateELearning', 'UserCourseDateWeb', 'Venue', 'Webhook', 'WebhookInstance']

const isOf: Record<Type, (value: unknown) => boolean> = {
  text: (value) => value === null || typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => value === null || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(String(value)),
  list: (value) => Array.isArray(value) && value.every(item => typeof item === 'string')
}

const namesOf = (text: string): string[] => text.trim().split(/\s+/)

/** A booking with an invoice of 640.00 and 96.00 tax, by the first user of the demo platform. */
async function book (platform: Platform, courseDateId = '5014'): Promise<{ BookingID: string, InvoiceID: string }> {
  const { body: { UniqueBasketID, Items: [{ BasketItemID }] } } = await platform.basket('POST', `2001/${courseDateId}/12`)
  await platform.basket('PUT', `${UniqueBasketID}/${BasketItemID}/users`, ['2001'])
  return (await platform.basket('POST', `${UniqueBasketID}/complete`)).body
}

t.test('A module has the members that the vendor\'s client reads, by their names and of their types', async t => {
  const platform = await openPlatform(t)
  await book(platform)
  await platform.v2('POST', 'Communication', { MappedIDType: 'User', MappedID: '2001', CommunicationTypeID: '-1', Subject: 'Hello', Body: 'Welcome' })
  for (const [module, types] of Object.entries(modules)) {
    const [record] = await platform.find(module, { $top: '1' })
    const wrong = Object.entries(types).flatMap(([type, names]) => namesOf(names).filter(name => !(name in record) || !isOf[type as Type](record[name])))
    t.same(wrong, [], `${module} has ${Object.values(types).flatMap(namesOf).length} members as they should be`)
  }
})

t.test('A module that there is not is a 404 that names those that there are', async t => {
  const platform = await openPlatform(t)
  for (const path of ['api/v2/Award', 'api/v2/Award?$top=1', 'api/v2/award/1', 'apihelp/v2/modules/Award']) {
    const { status, body } = await platform.inject({ url: `/accessplan/${path}`, headers: { authorization: 'Bearer demo-api-key' } })
    t.same([status, body.error], [404, 'not_found'])
    t.match(body.message, new RegExp(`no module "award"; it has ${all.join(', ')}\\.`, 'i'), path)
  }
  for (const name of all) t.equal((await platform.v2('GET', `${name}?$top=1`)).status, 200, name)
})

t.test('A call that a module does not take is a 404 that says so', async t => {
  const platform = await openPlatform(t)
  for (const [method, path] of [
    ['POST', 'CourseTemplate'], ['PUT', 'CourseTemplate/4001'], ['DELETE', 'CourseTemplate/4001'], ['POST', 'Invoice'], ['DELETE', 'Invoice/1001'], ['POST', 'InvoiceItem'],
    ['PUT', 'InvoiceItem/1'], ['POST', 'CourseDateBooking'], ['DELETE', 'Transaction/1'], ['POST', 'WebhookInstance'], ['DELETE', 'WebhookInstance/1'], ['PATCH', 'User/2001'], ['PUT', 'User']
  ] as const) {
    const { status, body } = await platform.v2(method, path, method === 'DELETE' ? undefined : {})
    t.same([status, body.message], [404, `${path.split('/')[0]} does not take ${method} here.`], `${method} ${path}`)
  }
})

const courses = 'CourseDate?$select=ID&$orderby=StartDate&'
const course = 'Course?$select=ID&'
const delegateIds = 'UserCourseDate?$select=ID&'

t.test('A query finds what it asks for, in any case, with quotes or without, however it is spaced', async t => {
  const platform = await openPlatform(t)
  await book(platform)
  for (const [path, ...ids] of [
    [`${courses}$filter=StartDate ge 2026-03-04 and StartDate lt 2026-03-10`, '5014', '5015', '5016'],
    [`${courses}$filter=StartDate ge '2026-03-04T09:00:00' and StartDate le '2026-03-07T09:00:00'`, '5014', '5015'],
    [`${courses}$filter=StartDate gt 2026-03-04T09:00:00 and StartDate lt 2026-03-09T09:00`, '5015'],
    [`${courses}$filter=StartDate eq 2026-03-03T20:00:00Z`, '5014'],
    [`${courses}$filter=STATUS eq 'AVAILABLE' and startdate LT 2026-03-08`, '5014', '5015'],
    [`${courses}$filter=CourseType eq 'class'and StartDate gt 2026-04-20`, '5029', '5030'],
    [`${courses}$filter=StartDate gt 2026-04-20and Advertise eq trueand Cost lt 150`, '5028', '5029'],
    [`${courses}$filter=Cost gt '700'`, '5010', '5020', '5030'],
    [`${courses}$filter=cost gt 700`, '5010', '5020', '5030'],
    [`${courses}$filter=Cost eq '780.00'`, '5010', '5020', '5030'],
    [`${courses}$filter=SpacesLeft eq '0'`, '5017', '5018'],
    [`${courses}$filter=Places ne 12`, '5017', '5018'],
    [`${courses}$filter=contains(VenueTown, 'NEL')and StartDate ge '2026-04-21'`, '5027', '5029'],
    [`${courses}$filter=endswith (VenueLabel, 'hall')and startdate ge 2026-05-01`, '5028', '5030'],
    [`${courses}$filter=startswith(CourseOrAliasName,'timber framing,')`, '5014'],
    [`${courses}$filter=ExternalID eq 'lms-13'`, '5014'],
    [`${courses}$filter=(Status eq 'OnHold' or Status eq 'Provisional') and not ID eq '5021'`, '5023'],
    [`${courses}$filter=Alias ne null`, '5014'],
    [`${courses}$filter=Aims eq 'Know what  to do first'`, '5014'],
    [`${courses}$filter=ID eq 5014`, '5014'],
    [`${courses}$filter=Colour eq 'red'`],
    [`${courses}$filter=ID eq '5014' or Colour eq 'red'`, '5014'],
    [`${courses}$filter=ID+eq+'5014'+and+Status+eq+'available'`, '5014'],
    [`${courses}$filter=ID%20eq%20'5014'%20and%20Status%20eq%20'available'`, '5014'],
    [`${courses}$filter=ID%20eq%20%275014%27and%20Status+eq+%27available%27`, '5014'],
    [`${courses}%24filter=ID eq '5014'`, '5014'],
    ["CourseDate?$FILTER=id EQ '5014'&$SELECT=id&$TOP=5", '5014'],
    [`${course}$filter=CF_Include_on_website eq true`, '4001', '4003', '4005', '4007', '4009'],
    [`${course}$filter=cf_include_on_WEBSITE eq 'false'&$top=2`, '4002', '4004'],
    [`${course}$filter=CategoryLabels eq 'office'`, '4007', '4008'],
    [`${course}$filter=AutoComplete eq false&$top=1`, '4001'],
    ['CourseTemplate?$select=ID&$orderby=Name&$top=3', '4007', '4001', '4009'],
    ['CourseTemplate?$select=ID&$orderby=name desc&$top=2', '4002', '4004'],
    [`${delegateIds}$filter=contains(ID, '2057')`, '2057~5005', '2057~5011', '2057~5017'],
    [`${delegateIds}$filter=userid eq '2057' and coursedateid eq '5017'`, '2057~5017'],
    [`${delegateIds}$filter=Status eq 'waitinglist'`, '2026~5018', '2029~5018'],
    ["UserCourseDateELearning?$select=ID&$filter=userid eq '2003'", '2003~5023'],
    ['CourseDateBooking?$select=ID&$filter=ID eq 1001', '1001'],
    ["Invoice?$select=ID&$filter=invoiceid eq '1001'", '1001'],
    ["Invoice?$select=ID&$filter=targetid eq '201'and datecreated ge 2026-03-02&$orderby=datecreated", '1001'],
    ["Invoice?$select=ID&$filter=Amount eq '736'", '1001'],
    ["Invoice?$select=ID&$filter=invoiceid eq '9999'"],
    ["InvoiceItem?$select=ID&$filter=invoiceid eq '1001'", '1001'],
    ["User?$select=ID&$filter=Surname eq 'o''brien'&$top=1", '2006'],
    ["User?$select=ID&$filter=Country eq 'New Zealand'"]
  ] as const) {
    const { status, body, text } = await platform.v2('GET', path)
    t.same([status, body.results?.map((it: { ID: string }) => it.ID)], [200, ids], `${path} ${status === 200 ? '' : text}`)
  }
})

t.test('A selection has what is selected, whatever its case, and tells of what there is not', async t => {
  const platform = await openPlatform(t)
  await book(platform)
  for (const [path, members, warning] of [
    ['CourseDate?$select=ID,StartDate', ['ID', 'StartDate']],
    ['CourseDate?$select=startdate,id', ['ID', 'StartDate']],
    ['CourseDate?$select=ID,Cost,DisplayCost,CF_Catering', ['ID', 'Cost', 'CF_Catering'], 'ignored-member:DisplayCost'],
    ['CourseDate?$select=DisplayCost', [], 'ignored-member:DisplayCost'],
    ['Invoice?$select=ID,datecreated,targetid', ['ID', 'DateCreated', 'TargetID']],
    ['UserCourseDate?$select=ID,userid,coursedateid,CourseDateBookingID', ['ID', 'UserID', 'CourseDateID', 'CourseDateBookingID']],
    ['CourseDate?$select=ID&$orderby=DisplayCost', ['ID'], 'ignored-member:DisplayCost'],
    ["CourseDate?$select=ID&$filter=ID eq '5014' or Colour eq 'red'", ['ID'], 'ignored-member:Colour']
  ] as Array<[string, string[], string?]>) {
    const { status, headers, body } = await platform.v2('GET', path)
    t.same([status, Object.keys(body.results[0]), headers['sandbox-warnings']], [200, members, warning], path)
  }
})

t.test('A page is cut out of what there is, and the whole of it can be counted', async t => {
  const platform = await openPlatform(t)
  const all = delegates.length
  t.ok(all > 150 && all < 250, 'there are more than a page of them, and fewer than three')
  for (const [query, found, count] of [
    ['', 100], ['$top=3', 3], ['$top=0', 0], ['$top=-1', all], ['$top=150', 150], ['$top=500', all], ['$top=', 100],
    ['$skip=150', all - 150], [`$skip=${all}`, 0], [`$skip=${all - 2}&$top=-1`, 2], [`$top=5&$skip=${all - 2}`, 2],
    ['$count=true', 100, all], ['$count=TRUE&$top=1', 1, all], ['$count=false&$top=1', 1],
    ["$count=true&$top=1&$filter=Status eq 'WaitingList'", 1, delegates.filter(it => it.status === 'WaitingList').length],
    ['$COUNT=true&$TOP=0&$skip=7', 0, all]
  ] as Array<[string, number, number?]>) {
    const { body } = await platform.v2('GET', `UserCourseDate?${query}`)
    t.same([body.results.length, body.count], [found, count], query)
  }
})

t.test('Pages of an order that does not tell records apart add up to all of them, each once', async t => {
  const platform = await openPlatform(t)
  const everybody = (await platform.find('UserCourseDate', { $select: 'ID', $top: '-1' })).map(({ ID }) => ID)
  for (const $orderby of ['Status', 'Status desc', 'StartDate desc', 'CompanyName,Status desc']) {
    const whole = (await platform.find('UserCourseDate', { $select: 'ID', $orderby, $top: '-1' })).map(({ ID }) => ID)
    const pages: string[] = []
    for (let skip = 0; skip < delegates.length; skip += 30) pages.push(...(await platform.find('UserCourseDate', { $select: 'ID', $orderby, $top: '30', $skip: String(skip) })).map(({ ID }) => ID))
    t.same(pages, whole, $orderby)
    t.same(pages.toSorted(), everybody.toSorted(), `${$orderby} has everybody`)
  }
  for (const [$orderby, ids] of [['Status', ['2026~5018', '2029~5018']], ['Status desc', ['2029~5018', '2026~5018']]] as const) {
    t.same((await platform.find('UserCourseDate', { $select: 'ID', $orderby, $filter: "Status eq 'WaitingList'" })).map(({ ID }) => ID), ids, `${$orderby}, then by their ids`)
  }
})

t.test('A query that cannot be read is a 400 that says where', async t => {
  const platform = await openPlatform(t)
  for (const [option, text, message] of [
    ['$filter', "Status equals 'x'", 'At position 7: expected eq, ne, lt, le, gt or ge after "Status", but found "equals".'],
    ['$filter', "Status eq 'x", 'At position 10: the text that begins here has no closing quote.'],
    ['$filter', "(Status eq 'x'", 'At position 14: expected "and", "or" or ")", but found the end.'],
    ['$filter', "Status eq 'x'Cost eq 1", 'At position 13: expected "and", "or" or the end, but found "Cost".'],
    ['$filter', 'Cost gt ten', 'At position 8: expected a value after "gt", but found "ten".'],
    ['$filter', "ID eq '1' and Cost gt 'ten'", 'At position 22: Cost must be a number, but is "ten".'],
    ['$filter', "StartDate ge '02/03/2026'", 'At position 13: StartDate must be a date, such as 2026-03-02 or 2026-03-02T09:00:00, but is "02/03/2026".'],
    ['$filter', 'CF_Catering gt 1 and CF_Catering blah 1', 'At position 33: expected eq, ne, lt, le, gt or ge after "CF_Catering", but found "blah".'],
    ['$filter', "ID eq '1'; DROP TABLE user", 'At position 9: expected "and", "or" or the end, but found ";".'],
    ['$filter', "substringof('x', ID)", 'At position 0: expected contains, startswith or endswith before "(", but found "substringof".'],
    ['$orderby', 'StartDate sideways', 'At position 10: expected "asc", "desc", "," or the end, but found "sideways".'],
    ['$top', '-2', '$top must be a whole number from -1 on, but is "-2".'],
    ['$top', 'ten', '$top must be a whole number from -1 on, but is "ten".'],
    ['$top', '1.5', '$top must be a whole number from -1 on, but is "1.5".'],
    ['$skip', '-1', '$skip must be a whole number from 0 on, but is "-1".']
  ] as const) {
    const { status, body } = await platform.v2('GET', `CourseDate?${new URLSearchParams({ [option]: text }).toString()}`)
    t.same([status, body], [400, { error: 'bad_request', message, errors: { [option]: [message] } }], `${option}=${text}`)
  }
})

t.test('A page of courses that is filtered and sorted by their start goes by an index, and sorts nothing', async t => {
  const platform = await openPlatform(t)
  const db = platform.db()
  const statements: string[] = []
  const prepare = db.prepare.bind(db)
  t.intercept(db, 'prepare', { value: (sql: string) => { statements.push(sql); return prepare(sql) } })
  for (const [direction, select] of [['asc', ''], ['desc', ''], ['asc', '&$select=ID,StartDate,SpacesLeft']] as const) {
    statements.length = 0
    await platform.v2('GET', `CourseDate?$filter=StartDate ge 2026-03-02 and Status eq 'Available'&$orderby=StartDate ${direction}&$top=50${select}`)
    const page = statements.find(sql => sql.includes('LIMIT'))!
    const plan = (prepare(`EXPLAIN QUERY PLAN ${page}`).all(...(page.match(/\?/g) ?? []).map(() => '1')) as Array<{ detail: string }>).map(({ detail }) => detail)
    t.ok(plan.includes('SEARCH courseDate USING INDEX courseDateByStart (startDate>?)'), direction)
    t.notOk(plan.some(step => step.includes('TEMP B-TREE') || /^SCAN (?!\(subquery)/.test(step)), plan.join('; '))
  }
})

t.test('A record is read by its id, as the only one of a list, and by a filter', async t => {
  const platform = await openPlatform(t)
  for (const [module, id] of [['User', '2001'], ['Course', '4001'], ['CourseDate', '5014'], ['UserCourseDate', '2024~5014'], ['Venue', '501'], ['CourseDateSession', '5024-1'], ['UserCourseDateWeb', '2001~5028']] as const) {
    const { status, body } = await platform.v2('GET', `${module}/${id}`)
    t.same([status, body.results.length, body.results[0].ID], [200, 1, id])
    t.same(await platform.find(module, { $filter: `ID eq '${id}'` }), body.results)
  }
  t.equal((await platform.read('User', 'DEMO')).ID, 'demo')
  for (const path of ['User/9999', 'CourseDate/2024', 'UserCourseDate/2024', 'UserCourseDate/2024~5015', 'UserCourseDate/2024~5014~1', 'UserCourseDateWeb/2024~5014']) {
    await isRefused(t, platform, ['GET', path], { status: 404, rules: 'record.exists', members: ['ID'] })
  }
})

t.test('A PUT changes what is given and nothing else, and the next keeps what it wrote', async t => {
  const platform = await openPlatform(t)
  const before = await platform.read('User', '2001')
  platform.freeze('2026-03-02T10:00')
  const first = await platform.v2('PUT', 'User/2001', { Mobile: '021 555 0101', Title: ['Dr'], Tags: 'vip', TaxExempt: true, MoodleID: 7, ShippingCountry: ['New Zealand'], PasswordExpires: '2026-12-31T12:00:00Z' })
  const written = { ...before, Mobile: '021 555 0101', Title: ['Dr'], Tags: 'vip', TaxExempt: true, MoodleID: 7, ShippingCountry: ['New Zealand'], PasswordExpires: '2027-01-01T01:00:00', DateUpdated: '2026-03-02T10:00:00' }
  t.strictSame([first.status, first.body], [200, written])
  platform.freeze('2026-03-02T11:00')
  const second = await platform.v2('PUT', 'User/2001', { Tags: 'vip, early', JobTitle: 'Joiner' })
  t.strictSame(second.body, { ...written, Tags: 'vip, early', JobTitle: 'Joiner', DateUpdated: '2026-03-02T11:00:00' })
  t.strictSame(await platform.read('User', '2001'), second.body)

  const course = await platform.read('Course', '4001')
  t.strictSame((await platform.v2('PUT', 'Course/4001', { Colour: '#00ff00', Cost: 199.95 })).body, { ...course, Colour: '#00ff00', Cost: 199.95, DateUpdated: '2026-03-02T11:00:00' })
  t.strictSame((await platform.v2('PUT', 'Course/4001', { IndustryLabels: ['Building'] })).body, { ...course, Colour: '#00ff00', Cost: 199.95, IndustryLabels: ['Building'], DateUpdated: '2026-03-02T11:00:00' })

  const { BookingID, InvoiceID } = await book(platform)
  for (const [module, id, change] of [
    ['CourseDate', '5014', { Aims: 'Saws' }], ['UserCourseDate', '2024~5014', { PONumber: 'PO-1' }], ['Company', '201', { Town: 'Motueka' }], ['Venue', '501', { Town: 'Richmond' }],
    ['Category', '1', { Label: 'Health and safety' }], ['CompanyGroup', '10', { Name: 'Crafts' }], ['CourseDateBooking', BookingID, { PONumber: 'PO-2' }],
    ['Invoice', InvoiceID, { InvoiceTown: 'Richmond', DateDue: '2026-04-30T00:00:00' }]
  ] as Array<[string, string, object]>) {
    const was = await platform.read(module, id)
    const { status, body } = await platform.v2('PUT', `${module}/${id}`, change)
    t.strictSame([status, { ...body, DateUpdated: null }], [200, { ...was, ...change, DateUpdated: null }], `${module} ${JSON.stringify(change)}`)
  }
})

t.test('Members come in any case; null is as though it were left out; others are told of and passed over', async t => {
  const platform = await openPlatform(t)
  const before = await platform.read('CourseDate', '5014')
  const { status, headers, body } = await platform.v2('PUT', 'CourseDate/5014', { AIMS: 'Saws', cf_catering: 'Tea', Alias: null, SpacesLeft: 3, DisplayCost: '1', CF_Nothing: 1, ID: '9' })
  t.strictSame([status, { ...body, DateUpdated: null }], [200, { ...before, Aims: 'Saws', CF_Catering: 'Tea', DateUpdated: null }])
  t.equal(headers['sandbox-warnings'], 'ignored-member:SpacesLeft, ignored-member:DisplayCost, ignored-member:CF_Nothing')
})

t.test('Custom fields are written, read, selected, filtered, and keep to their type', async t => {
  const platform = await openPlatform(t)
  t.equal((await platform.v2('PUT', 'CourseDate/5014', { CF_Catering: 'Vegetarian' })).body.CF_Catering, 'Vegetarian')
  t.same(await platform.find('CourseDate', { $select: 'ID,cf_catering', $filter: "contains(CF_Catering, 'VEG')" }), [{ ID: '5014', CF_Catering: 'Vegetarian' }])
  t.equal((await platform.v2('PUT', 'Course/4002', { CF_Include_on_website: true })).body.CF_Include_on_website, true)
  t.equal((await platform.read('Course', '4002')).CF_Include_on_website, true)
  t.equal((await platform.v2('POST', 'Course', { Label: 'Scaffolding', CF_Include_on_website: false })).body.CF_Include_on_website, false)
  await isRefused(t, platform, ['PUT', 'Course/4002', { CF_Include_on_website: 'yes' }], { status: 400, members: ['CF_Include_on_website'] })
  await isRefused(t, platform, ['PUT', 'CourseDate/5014', { cf_catering: 5 }], { status: 400, members: ['CF_Catering'] })
})

t.test('A POST makes a record, and updates the one that has its ID or its ExternalID', async t => {
  const platform = await openPlatform(t)
  const made = await platform.v2('POST', 'User', { Forenames: 'Ana', Surname: 'Ruru', Email: 'ana@example.com', MainCompanyID: '201', ExternalID: 'HR-7' })
  t.match([made.status, made.body], [201, { ID: '3004', Fullname: 'Ana Ruru', HasEmail: true, MainCompanyName: 'Kererū Joinery Ltd', Status: 'Active', DateCreated: '2026-03-02T09:00:00' }])
  const count = async () => (await platform.v2('GET', 'User?$count=true&$top=0')).body.count
  const before = await count()
  for (const [body, id] of [
    [{ ID: '3004', JobTitle: 'Joiner' }, '3004'], [{ id: '3004', Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201', JobTitle: 'Joiner' }, '3004'],
    [{ ExternalID: 'hr-7', JobTitle: 'Joiner' }, '3004'], [{ ID: 'DEMO', JobTitle: 'Joiner' }, 'demo'], [{ ID: 'none-such', ExternalID: 'HR-7', JobTitle: 'Joiner' }, '3004']
  ] as Array<[object, string]>) {
    await platform.v2('PUT', `User/${id}`, { JobTitle: 'Painter' })
    const { status, body: updated } = await platform.v2('POST', 'User', body)
    t.match([status, updated], [200, { ID: id, JobTitle: 'Joiner' }], JSON.stringify(body))
  }
  t.equal((await platform.read('User', '3004')).Fullname, 'Ana Ruru', 'the rest is kept')
  t.equal(await count(), before)
  for (const [body, id] of [[{ ID: 'HANA' }, 'HANA'], [{ ID: '' }, '3005'], [{ ExternalID: '' }, '3006'], [{ ID: null, ExternalID: 'HR-8' }, '3007'], [{ MainCompanyID: '202', Email: '' }, '3008'], [{ Email: '' }, '3009']] as Array<[object, string]>) {
    const { status, body: { ID } } = await platform.v2('POST', 'User', { Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201', ...body })
    t.same([status, ID], [201, id], JSON.stringify(body))
  }
  t.equal((await platform.v2('POST', 'CourseDate', { ExternalID: 'LMS-13', Aims: 'Saws' })).body.ID, '5014')
  t.equal((await platform.v2('POST', 'UserCourseDate', { ID: '2024~5014', Status: 'Cancelled' })).body.Status, 'Cancelled')
})

t.test('What is left out of a new course comes from its template', async t => {
  const platform = await openPlatform(t)
  const { status, body } = await platform.v2('POST', 'CourseDate', { CourseID: '4003', StartDate: '2026-06-01', EndDate: '2026-06-02T00:00:00Z', Places: 3 })
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
    ['Communication', { MappedIDType: 'User', MappedID: '2001', CommunicationTypeID: '-1', Subject: 'Hello', Body: 'Welcome' }, { Subject: 'Kia ora' }],
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
    await isRefused(t, platform, ['PUT', `${module}/${made.body.ID}`, change], { status: 404, rules: 'record.exists', members: ['ID'] })
  }
})

t.test('What other records are about is not deleted', async t => {
  const platform = await openPlatform(t)
  await book(platform, '5029')
  await platform.v2('PUT', 'Company/203', { MainContactUserID: '3003' })
  for (const path of ['Category/1', 'Company/100', 'Company/201', 'CompanyGroup/10', 'Course/4001', 'CourseDate/5014', 'CourseDate/5029', 'User/2001', 'User/3001', 'User/3003', 'Venue/501']) {
    await isRefused(t, platform, ['DELETE', path], { status: 400, members: ['ID'] })
  }
  const { body: { ID } } = await platform.v2('POST', 'User', { Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201' })
  await platform.basket('POST', `${ID}/5030/12`)
  t.equal((await platform.v2('DELETE', `User/${ID}`)).status, 200, 'a basket that is open goes with its user')
})

t.test('What is written is held to the rules of version 1, in the words of version 2', async t => {
  const platform = await openPlatform(t)
  const course = { CourseID: '4001', StartDate: '2026-06-01T09:00:00', EndDate: '2026-06-01T16:00:00', Places: 5 }
  const user = { Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201' }
  const { InvoiceID } = await book(platform)
  for (const [request, rules, members, status = 400] of [
    [['POST', 'CourseDate', {}], undefined, ['CourseID', 'StartDate', 'EndDate', 'Places']],
    [['POST', 'CourseDate', { ...course, Status: 'Open' }], undefined, ['Status']],
    [['POST', 'CourseDate', { ...course, Places: '5' }], undefined, ['Places']],
    [['POST', 'CourseDate', { ...course, Places: 1e300, Cost: 1e300 }], undefined, ['Cost', 'Places']],
    [['POST', 'CourseDate', { ...course, Alias: 'x'.repeat(256) }], undefined, ['Alias']],
    [['POST', 'CourseDate', { ...course, StartDate: '01/06/2026' }], undefined, ['StartDate']],
    [['POST', 'CourseDate', { ...course, CourseID: 'none' }], 'course-template.exists', ['CourseID']],
    [['POST', 'CourseDate', { ...course, VenueID: 'none' }], 'venue.exists', ['VenueID']],
    [['POST', 'CourseDate', { ...course, CompanyID: '201' }], 'course-date.company-is-training-provider', ['CompanyID']],
    [['POST', 'CourseDate', { ...course, Places: 0 }], 'course-date.max-places-positive', ['Places']],
    [['PUT', 'CourseDate/5014', { EndDate: '2026-03-04T09:00:00' }], 'course-date.start-before-end', ['StartDate']],
    [['PUT', 'CourseDate/5014', { MinPlaces: 13 }], 'course-date.min-within-max-places', ['MinPlaces']],
    [['PUT', 'CourseDate/5014', { VenueID: 'none' }], 'venue.exists', ['VenueID']],
    [['POST', 'User', { Forenames: 'Ana' }], undefined, ['Surname', 'MainCompanyID']],
    [['POST', 'User', { ...user, ID: 'x'.repeat(11) }], undefined, ['ID']],
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
    [['POST', 'UserCourseDate', { UserID: '2001', CourseDateID: '5017', Status: 'WaitingList' }], 'delegate.waiting-list-while-available', ['Status']],
    [['POST', 'Transaction', { InvoiceID: 'none', Amount: 5 }], 'invoice.exists', ['InvoiceID']],
    [['PUT', `Invoice/${InvoiceID}`, { PONumber: 'x'.repeat(51) }], undefined, ['PONumber']],
    [['POST', 'User', 'Forenames=Ana'], undefined, [], 415],
    [['POST', 'User', []], undefined, ['$']]
  ] as Array<[[string, string, unknown], string | undefined, string[], number?]>) await isRefused(t, platform, request, { status, rules, members })
  t.equal((await platform.v2('PUT', 'User/2001', { Email: 'USER2001@kereru.example' })).status, 200, 'one\'s own address is free')
  const { body: { ID } } = await platform.v2('POST', 'Communication', { MappedIDType: 'User', MappedID: '2001' })
  await isRefused(t, platform, ['PUT', `Communication/${ID}`, { MappedID: '' }], { status: 400, members: ['MappedID'] })
})

t.test('A dry run answers what a run would, and keeps nothing', async t => {
  const platform = await openPlatform(t)
  for (const [method, path, body, status] of [
    ['POST', 'User', { Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201' }, 201], ['PUT', 'User/2001', { Tags: 'vip' }, 200], ['POST', 'Category', { Label: 'Boats' }, 201],
    ['DELETE', 'UserCourseDate/2024~5014', undefined, 200], ['POST', 'CourseDate', { CourseID: '4001', StartDate: '2026-06-01', EndDate: '2026-06-02', Places: 5 }, 201]
  ] as const) {
    const written = watch(platform.sandbox)
    const tried = await platform.v2(method, path, body, { 'sandbox-dry-run': '1' })
    t.strictSame(written(), {}, `a dry run of ${method} ${path} keeps nothing`)
    const made = await platform.v2(method, path, body)
    t.strictSame([made.status, made.text], [status, tried.text], 'and answers what it does')
    t.notSame(written(), {}, 'and keeps it')
  }
})

t.test('What a module says of itself is so: what is writable can be written, and nothing else', async t => {
  const platform = await openPlatform(t)
  const { InvoiceID, BookingID } = await book(platform)
  await platform.v2('POST', 'Transaction', { InvoiceID, Amount: 100 })
  await platform.v2('POST', 'Communication', { MappedIDType: 'User', MappedID: '2001' })
  const { body: { ID: webhook } } = await platform.v2('POST', 'Webhook', { Module: 'Category', Url: 'http://127.0.0.1:9/' })
  const ids: Record<string, string> = {
    Category: '1',
    Communication: '1001',
    Company: '201',
    CompanyGroup: '10',
    Course: '4001',
    CourseDate: '5014',
    CourseDateBooking: BookingID,
    Invoice: InvoiceID,
    Transaction: '1001',
    User: '2001',
    UserCourseDate: '2024~5014',
    Venue: '501',
    Webhook: webhook
  }
  const other: Record<string, unknown> = {
    StartDate: '2026-03-03T09:00:00',
    EndDate: '2026-03-09T09:00:00',
    AdvertisedStartDate: '2026-03-01T00:00:00',
    AdvertisedEndDate: '2026-03-02T00:00:00',
    CourseID: '4002',
    CompanyID: '100',
    VenueID: '501',
    MainCompanyID: '202',
    MainContactUserID: '2002',
    CompanyGroupIDs: ['11'],
    Email: 'other@example.com',
    Phone: '03 555 0199',
    InvoiceID,
    DOB: '1999-09-09T00:00:00',
    Title: ['Dr'],
    ContactMethod: ['Email'],
    Status: 'OnHold'
  }
  const made = (type: string): unknown => ({ String: 'other', Integer: 5, Decimal: 7.5, Boolean: true, DateTime: '2026-05-05T05:05:05', 'String[]': ['1', '2'] })[type]
  for (const module of all) {
    const { status, body: fields } = await platform.inject({ url: `/accessplan/apihelp/v2/modules/${module.toUpperCase()}`, headers: { authorization: 'Bearer demo-api-key' } })
    t.equal(status, 200)
    const [record] = await platform.find(module, { $top: '1' })
    if (record) t.same(Object.keys(record), fields.map((it: { Name: string }) => it.Name), `${module} is read with the fields that it says`)
    const id = ids[module]
    if (id === undefined) {
      t.notOk(fields.some((it: { Writable: boolean }) => it.Writable), `nothing of ${module} can be written`)
      continue
    }
    for (const { Name, Type, Writable, MaxLength, Values } of fields) {
      if (Name === 'ID' || (module === 'UserCourseDate' && ['UserID', 'CourseDateID'].includes(Name))) continue
      const before = await platform.read(module, id)
      const value = (module === 'User' && Name === 'Country' ? ['New Zealand'] : other[Name]) ?? (Values ? Values.find((it: string) => it !== before[Name]) : Type === 'Boolean' ? !before[Name] : made(Type))
      const name = `${module}.${Name} ${Writable ? 'can' : 'cannot'} be written`
      const { status, headers, body, text } = await platform.v2('PUT', `${module}/${id}`, { [Name]: value })
      t.equal(status, 200, `${name} ${status === 200 ? '' : text}`)
      if (Writable) t.strictSame([body[Name], headers['sandbox-warnings']], [value, undefined], name)
      else t.strictSame([{ ...body, DateUpdated: null }, headers['sandbox-warnings']], [{ ...before, DateUpdated: null }, `ignored-member:${Name}`], name)
      if (MaxLength) {
        await isRefused(t, platform, ['PUT', `${module}/${id}`, { [Name]: 'x'.repeat(MaxLength + 1) }], { status: 400, members: [Name] })
      }
      if (Values && Writable) await isRefused(t, platform, ['PUT', `${module}/${id}`, { [Name]: 'Other than those' }], { status: 400, members: [Name] })
    }
  }
  const required = async (module: string) => (await platform.inject({ url: `/accessplan/apihelp/v2/modules/${module}`, headers: { authorization: 'Bearer demo-api-key' } })).body
    .filter((it: { Required: boolean }) => it.Required).map((it: { Name: string }) => it.Name)
  for (const module of all.filter(it => ids[it] !== undefined && !['Invoice', 'CourseDateBooking'].includes(it))) {
    await isRefused(t, platform, ['POST', module, {}], { status: 400, members: await required(module) })
  }
  t.match((await platform.inject({ url: '/accessplan/apihelp/v2/modules/courseDate', headers: { authorization: 'Bearer demo-api-key' } })).body
    .find((it: { Name: string }) => it.Name === 'CF_Catering'), { Type: 'String', Label: 'Catering', Writable: true, Required: false, Custom: true })
})

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
      ['NetCost', 12345, 'Cost', 123.45], ['NetCost', 5, 'Cost', 0.05], ['NetCost', 100000, 'Cost', 1000], ['Name', 'Lifting', 'Alias', 'Lifting'], ['ExternalID', 'X-1', 'ExternalID', 'X-1'],
      ['StartDate', '2026-03-09T10:00:00', 'StartDate', '2026-03-09T10:00:00'], ['EndDate', '2026-03-12T10:00:00', 'EndDate', '2026-03-12T10:00:00'], ['Status', 'OnHold', 'Status', 'OnHold'],
      ['MaxPlaces', 14, 'Places', 14], ['MinPlaces', 2, 'MinPlaces', 2], ['AimsText', 'Lift safely', 'Aims', 'Lift safely'], ['CourseIsAdvertised', false, 'Advertise', false],
      ['AdvertisedStartDate', '2026-02-01T00:00:00', 'AdvertisedStartDate', '2026-02-01T00:00:00'], ['AdvertisedEndDate', '2026-03-01T00:00:00', 'AdvertisedEndDate', '2026-03-01T00:00:00'],
      ['CompanyID', '100', 'CompanyID', '100']
    ]],
    ['users/2002', 'User/2002', [
      ['Title', 'Dr', 'Title', ['Dr']], ['Forenames', 'Tama', 'Forenames', 'Tama'], ['Surname', 'Weka', 'Surname', 'Weka'], ['MiddleNames', 'Rua', 'MiddleNames', 'Rua'],
      ['EmailAddress', 'tama@example.com', 'Email', 'tama@example.com'], ['DateOfBirth', '1990-01-02T00:00:00', 'DOB', '1990-01-02T00:00:00'], ['PhoneNumber', '03 555 0100', 'Phone', '03 555 0100'],
      ['ExternalID', 'HR-1', 'ExternalID', 'HR-1'], ['JobTitle', 'Planner', 'JobTitle', 'Planner'], ['MarketingOptIn', true, 'MarketingOptIn', true], ['Address', '1 Quay', 'Address', '1 Quay'],
      ['Town', 'Picton', 'Town', 'Picton'], ['County', 'Marlborough', 'County', 'Marlborough'], ['Postcode', '7220', 'Postcode', '7220'], ['Country', 'New Zealand', 'Country', ['New Zealand']],
      ['MainAccountID', '203', 'MainCompanyID', '203'], ['PreferredMethodOfContact', 'Email', 'ContactMethod', ['Email']], ['Gender', 'Other', 'Sex', 'Other']
    ]],
    ['companies/202', 'Company/202', [
      ['Name', 'Rātā District', 'Name', 'Rātā District'], ['EmailAddress', 'rata@example.com', 'Email', 'rata@example.com'], ['MainContactUserID', '2002', 'MainContactUserID', '2002'],
      ['ExternalID', 'C-2', 'ExternalID', 'C-2'], ['Town', 'Picton', 'Town', 'Picton'], ['Postcode', '7220', 'Postcode', '7220'], ['AccountGroupIDs', ['10', '11'], 'CompanyGroupIDs', ['10', '11']]
    ]],
    [`invoices/${InvoiceID}`, `Invoice/${InvoiceID}`, [['DateDue', '2026-05-01T00:00:00', 'DateDue', '2026-05-01T00:00:00'], ['PONumber', 'PO-9', 'PONumber', 'PO-9']]]
  ] as Array<[string, string, Array<[string, unknown, string, unknown]>]>) {
    for (const [name1, value1, name2, value2] of pairs) {
      const put1 = await other.v1('PUT', v1, { ...mandatory[v1], [name1]: value1 })
      t.strictSame([put1.status, (await other.v2('GET', v2)).body.results[0][name2]], [200, value2], `${v1} ${name1} ${JSON.stringify(value1)} is ${name2} ${JSON.stringify(value2)} ${put1.status === 200 ? '' : put1.text}`)
      const put2 = await platform.v2('PUT', v2, { [name2]: value2 })
      t.strictSame([put2.status, (await platform.v1('GET', v1)).body[name1]], [200, value1], `${v2} ${name2} ${JSON.stringify(value2)} is ${name1} ${JSON.stringify(value1)} ${put2.status === 200 ? '' : put2.text}`)
    }
  }
  t.match((await platform.v1('GET', 'coursedates/5016')).body, { NetCost: 100000, Tax: 15000 }, 'the tax is that of the cost')
  t.match((await platform.v1('GET', `invoices/${InvoiceID}`)).body, { Amount: 64000, Tax: 9600, AmountPaid: 0, AmountOutstanding: 73600 })
  t.match(await platform.read('Invoice', InvoiceID), { Amount: 736, AmountPaid: 0, Outstanding: 736, TaxRate: 15, Status: 'Outstanding' })
  t.match((await platform.v1('GET', `invoices/${InvoiceID}/items`)).body, [{ InvoiceItemAmount: 64000, InvoiceItemTax: 9600 }])
  t.match(await platform.find('InvoiceItem', { $filter: `invoiceid eq '${InvoiceID}'` }), [{ Amount: 736, Tax: 96 }])

  const paid = await platform.v2('POST', 'Transaction', { InvoiceID, Amount: 136.5 })
  t.match((await platform.v1('GET', 'transactions')).body, [{ TransactionID: paid.body.ID, Amount: 13650 }])
  t.equal((await platform.v1('POST', 'transactions', { InvoiceID, Amount: 9950 })).status, 201)
  t.match((await platform.find('Transaction')).map(({ Amount }) => Amount), [136.5, 99.5])
  t.match(await platform.read('Invoice', InvoiceID), { AmountPaid: 236, Outstanding: 500, Status: 'PartPaid' })
  t.match((await platform.v1('GET', `invoices/${InvoiceID}`)).body, { AmountPaid: 23600, AmountOutstanding: 50000 })

  t.match((await platform.v1('GET', 'coursedates/5014/delegates')).body.find((it: { UserID: string }) => it.UserID === '2001'), { DelegateID: '2001~5014', Status: 'Booked', BookingID })
  await platform.v1('PUT', 'coursedates/5014/delegates/2001~5014', { Status: 'Attended', PONumber: 'PO-3' })
  t.match(await platform.read('UserCourseDate', '2001~5014'), { Status: 'Attended', PONumber: 'PO-3', CourseDateBookingID: Number(BookingID) })
  const made = await platform.v1('POST', 'companies/100/courses/4001/coursedates', { StartDate: '2026-06-01T09:00:00', EndDate: '2026-06-01T16:00:00', Status: 'Available', MaxPlaces: 5, NetCost: 9999 })
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
    ['Unknown', 5], ['Cancelled', 5], ['Completed', 4], ['Provisional', 4], ['InProgress', 4], ['Booked', 4], ['OnHold', 4], ['NoAttend', 4], ['WaitingList', 5], ['Deferred', 5], ['Failed', 4],
    ['Attended', 4], ['Transferred', 5], ['Unconfirmed', 4]
  ] as const) {
    const { body: { ID } } = await platform.v2('POST', 'UserCourseDate', { UserID: '2001', CourseDateID: '5014', Status: status })
    t.match(await platform.read('UserCourseDate', ID), { Status: status === 'WaitingList' ? 'Booked' : status }, 'who waits gets the place that is free')
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
  await isRefused(t, platform, ['POST', 'UserCourseDate', { UserID: '2002', CourseDateID: '5018', Status: 'WaitingList' }], { status: 400, rules: 'delegate.waiting-list-while-available', members: ['Status'] })
  await platform.v2('PUT', 'CourseDate/5018', { Status: 'Available' })
  await platform.v2('PUT', 'CourseDate/5018', { Places: 7 })
  t.same([await statusOf('2029'), await statusOf('2001')], ['Booked', 'Booked'], 'there are two places')
  t.same(await places(platform, '5018'), ['Available', 0], 'a course with a waiting list stays Available')
  const late = await platform.v2('POST', 'UserCourseDate', { UserID: '2002', CourseDateID: '5018' })
  t.same([late.status, late.headers['sandbox-warnings']], [201, 'delegate.place-free'], 'more than there are places for is inferred to be wrong, and only warned of')
})

t.test('A token is given for a password or a refresh token, which is good once', async t => {
  const platform = await openPlatform(t)
  const ask = (fields: Record<string, string>) => platform.v2('POST', 'token', ...form(fields))
  const use = async (token: string) => (await platform.v2('GET', 'User?$top=1', undefined, { authorization: `Bearer ${token}` })).status
  const isToken = (body: unknown, userID = 'demo') =>
    t.match(body, { access_token: /^\w{20,}$/, token_type: 'bearer', expires_in: 3600, refresh_token: /^\w{20,}$/, refresh_token_expires_in: 86400, userID })
  for (const fields of [
    { grant_type: 'password', username: 'demo', password: 'demo' }, { grant_type: 'password', UserName: 'demo', Password: 'demo' }, { Grant_Type: 'PASSWORD', USERNAME: 'DEMO', PASSWORD: 'demo' },
    { grant_type: 'password', username: 'service@tui-training.example', password: 'demo' }, { grant_type: 'password', username: 'nobody', UserName: 'demo', password: 'demo' }
  ] as Array<Record<string, string>>) {
    const { status, body } = await ask(fields)
    t.equal(status, 200)
    isToken(body)
    t.equal(await use(body.access_token), 200)
    t.equal(await use(body.refresh_token), 401, 'what refreshes is no token')
  }
  const { body: first } = await ask({ grant_type: 'password', username: 'demo', password: 'demo' })
  const { status, body: second } = await ask({ grant_type: 'refresh_token', Refresh_Token: first.refresh_token })
  t.equal(status, 200)
  isToken(second)
  t.not(second.access_token, first.access_token)
  t.same([await use(first.access_token), await use(second.access_token)], [200, 200])
  for (const [fields, error] of [
    [{ grant_type: 'refresh_token', refresh_token: first.refresh_token }, 'invalid_grant'], [{ grant_type: 'refresh_token', refresh_token: second.access_token }, 'invalid_grant'],
    [{ grant_type: 'refresh_token' }, 'invalid_grant'], [{ grant_type: 'password', username: 'demo', password: 'Demo' }, 'invalid_grant'], [{ grant_type: 'password', username: 'nobody', password: 'demo' }, 'invalid_grant'],
    [{ grant_type: 'password', username: '2004', password: '' }, 'invalid_grant'], [{ grant_type: 'password' }, 'invalid_grant'], [{ grant_type: 'client_credentials' }, 'unsupported_grant_type'], [{}, 'unsupported_grant_type']
  ] as Array<[Record<string, string>, string]>) {
    const written = watch(platform.sandbox)
    const { status, body } = await ask(fields)
    t.same([status, body.error, typeof body.error_description], [400, error, 'string'], JSON.stringify(fields))
    t.strictSame(written(), {}, 'nothing is written')
  }
  platform.freeze('2026-03-02T09:59:59')
  t.equal(await use(second.access_token), 200, 'the last second')
  platform.freeze('2026-03-02T10:00')
  t.equal(await use(second.access_token), 401, 'after 60 minutes')
  platform.freeze('2026-03-03T08:59:59')
  const { body: third } = await ask({ grant_type: 'refresh_token', refresh_token: second.refresh_token })
  t.equal(await use(third.access_token), 200)
  platform.freeze('2026-03-04T09:00')
  t.equal((await ask({ grant_type: 'refresh_token', refresh_token: third.refresh_token })).body.error, 'invalid_grant', 'after a day')
  await platform.v2('PUT', 'User/2001', { Status: 'Inactive' })
  t.equal((await ask({ grant_type: 'password', username: '2001', password: 'demo' })).body.error, 'invalid_grant', 'a user who is not Active')
})

t.test('Every call but for a token needs a token or a key, with the word Bearer or without', async t => {
  const platform = await openPlatform(t)
  for (const [authorization, status, rules] of [
    ['Bearer demo-api-key', 200, undefined], ['bearer demo-api-key', 200, undefined], ['demo-api-key', 200, undefined], ['Bearer  demo-api-key', 200, undefined], ['', 401, 'bearer.given'],
    ['Bearer', 401, 'bearer.known'], ['Bearer nobody', 401, 'bearer.known'], ['Basic demo-api-key', 401, 'bearer.given'], ['demo', 401, 'bearer.known']
  ] as const) {
    const { status: answered, headers } = await platform.v2('GET', 'User?$top=1', undefined, { authorization })
    t.same([answered, headers['sandbox-rules'], headers['www-authenticate']], [status, rules, status === 401 ? 'Bearer' : undefined], authorization)
  }
  for (const [method, url] of [
    ['GET', 'api/v2/CourseDate'], ['GET', 'api/v2/User/2001'], ['POST', 'api/v2/User'], ['PUT', 'api/v2/User/2001'], ['DELETE', 'api/v2/User/2001'], ['POST', 'api/v2/Login'],
    ['GET', 'apihelp/v2/modules/User'], ['GET', 'apibasket/v2/basket/2001'], ['POST', 'apibasket/v2/basket/2001/5014/12']
  ] as const) {
    const written = watch(platform.sandbox)
    const { status, body } = await platform.inject({ method, url: `/accessplan/${url}` })
    t.same([status, body.error], [401, 'unauthorized'], `${method} ${url}`)
    t.strictSame(written(), {}, 'nothing is written')
  }
})

t.test('A login says whether the password of a user is good, and a refusal is an answer like another', async t => {
  const platform = await openPlatform(t)
  await platform.v2('PUT', 'User/2003', { Status: 'Inactive' })
  for (const [fields, message, id] of [
    [{ UserName: '2001', Password: 'demo' }, '', '2001'], [{ username: 'USER2002@rata.example', PASSWORD: 'demo' }, '', '2002'],
    [{ UserName: '2001', Password: 'wrong' }, 'The user name or the password is wrong.'], [{ UserName: '2004', Password: '' }, 'The user name or the password is wrong.'],
    [{ UserName: 'nobody', Password: 'demo' }, 'The user name or the password is wrong.'], [{}, 'The user name or the password is wrong.'],
    [{ UserName: '2003', Password: 'demo' }, 'The user is Inactive; only an Active user can log in.'], [{ UserName: '2003', Password: 'wrong' }, 'The user name or the password is wrong.']
  ] as Array<[Record<string, string>, string, string?]>) {
    const { status, body } = await platform.v2('POST', 'Login', ...form(fields))
    t.strictSame([status, Object.keys(body), body.Success, body.Message], [200, ['Success', 'Message', 'User'], id !== undefined, message], JSON.stringify(fields))
    t.strictSame(body.User, id === undefined ? null : await platform.read('User', id))
  }
  const [, twice] = form({})
  t.equal((await platform.v2('POST', 'Login', 'UserName=nobody&UserName=2001&Password=demo', twice)).body.User.ID, '2001', 'the last of two counts')
  const { body } = await platform.admin('GET', '/requests')
  t.notMatch(JSON.stringify(body), 'wrong"', 'the journal shows no password')
})

t.test('Paths are read in any case, and the platform of the sandbox serves what the live one does', async t => {
  const platform = await openPlatform(t)
  for (const url of ['/accessplan/api/v2/CourseDate?$top=1', '/accessplan/api/v2/coursedate?$top=1', '/AccessPlan/API/V2/COURSEDATE?$TOP=1', '/accessplansandbox/api/v2/CourseDate?$top=1']) {
    const { status, body } = await platform.inject({ url, headers: { authorization: 'Bearer demo-api-key' } })
    t.same([status, body.results[0].ID], [200, '5001'], url)
  }
  for (const root of ['accessplan', 'accessplansandbox']) {
    t.equal((await platform.inject({ method: 'POST', url: `/${root}/api/v2/Token`, payload: form({ grant_type: 'password', username: 'demo', password: 'demo' })[0], headers: { 'content-type': 'application/x-www-form-urlencoded' } })).status, 200)
    for (const path of ['apihelp/v2/modules/courseDate', 'apiHelp/v2/Modules/COURSEDATE', 'apibasket/v2/basket/2001', 'apiBasket/v2/Basket/2001', 'api/v2/USER/2001']) {
      t.equal((await platform.inject({ url: `/${root}/${path}`, headers: { authorization: 'Bearer demo-api-key' } })).status, 200, `${root}/${path}`)
    }
  }
  await platform.inject({ method: 'PUT', url: '/accessplansandbox/api/v2/user/2001', payload: { Tags: 'vip' }, headers: { authorization: 'Bearer demo-api-key' } })
  t.equal((await platform.read('User', '2001')).Tags, 'vip', 'it is one platform')
  t.equal((await platform.inject({ url: '/accessplansandbox/api/v2/Award', headers: { authorization: 'Bearer demo-api-key' } })).status, 404)
})
