import t from 'tap'
import { watch } from '../../data.ts'
import { holdsToItsTable, type Row } from './feed.ts'
import { least, statuses } from './requests.ts'
import { judge, openV1, query, verdictOf, warningsOf } from './v1.ts'
import { courseDates, templates } from '../demo.ts'

// The vendor's tables, row by row. A field that says "n/a" for its validation is neither written by PUT nor by POST.

// Label, member, whether it filters, PUT, POST, what 5014 has, and a value to write.
const courseTable: Row[] = [
  ['CourseDateID', 'CourseDateID', 'yes', 'no', 'no', '5014', '9999'],
  ['External ID', 'ExternalID', 'yes', 'yes', 'yes', 'LMS-13', 'LMS-99'],
  ['Name', 'Name', 'yes', 'yes', 'yes', 'Timber Framing, evening group', "O'Brien's framing, 100%"],
  ['Start Date', 'StartDate', 'yes', 'mandatory', 'mandatory', '2026-03-04T09:00:00', '2026-03-05T08:30:00'],
  ['End Date', 'EndDate', 'yes', 'mandatory', 'mandatory', '2026-03-06T16:30:00', '2026-03-07T12:00:00'],
  ['Date Updated', 'DateUpdated', 'yes', 'no', 'no', '2020-01-01T09:00:00', '2021-01-01T09:00:00'],
  ['Time Zone', 'TimeZone', 'no', 'no', 'no', 'Pacific/Auckland', 'Pacific/Chatham'],
  ['Minimum Sessions', 'MinimumSessions', 'no', 'no', 'no', null, 7],
  ['Maximum Sessions', 'MaximumSessions', 'no', 'no', 'no', null, 7],
  ['Company ID', 'CompanyID', 'yes', 'yes', 'yes', '100', '100'],
  ['Net Cost', 'NetCost', 'yes', 'yes', 'yes', 64000, 12345],
  ['Tax', 'Tax', 'no', 'no', 'no', 9600, 1],
  ['Charge Per Delegate', 'ChargePerDelegate', 'yes', 'yes', 'yes', true, false],
  ['Status', 'Status', 'yes', 'mandatory', 'mandatory', 'Available', 'OnHold'],
  ['Places Remaining', 'PlacesRemaining', 'yes', 'no', 'no', 5, 99],
  ['Waiting List Type', 'WaitingListType', 'no', 'no', 'no', 'Default', 'Enabled'],
  ['Sessional', 'Sessional', 'yes', 'no', 'no', false, true],
  ['Sessional Cost Type', 'SessionalCostType', 'yes', 'yes', 'yes', 'Unknown', 'SumOfSessions'],
  ['Duration', 'Duration', 'yes', 'yes', 'yes', 3, 2.5],
  ['Duration Type', 'DurationType', 'yes', 'yes', 'yes', 'Day', 'Minute'],
  ['Image URL', 'ImageURL', 'no', 'no', 'no', null, 'https://tui-training.example/a.png'],
  ['Aims Text', 'AimsText', 'yes', 'yes', 'yes', 'Know what  to do first', 'Be ready to help'],
  ['Course Is Advertised', 'CourseIsAdvertised', 'yes', 'yes', 'yes', true, false],
  ['Advertised Start Date', 'AdvertisedStartDate', 'yes', 'yes', 'yes', null, '2026-02-01T00:00:00'],
  ['Advertised End Date', 'AdvertisedEndDate', 'yes', 'yes', 'yes', null, '2026-03-03T00:00:00'],
  ['Max places', 'MaxPlaces', 'yes', 'mandatory', 'mandatory', 12, 20],
  ['Min places', 'MinPlaces', 'yes', 'yes', 'yes', 3, 4],
  ['Course Is Exclusive', 'CourseIsExclusive', 'yes', 'no', 'no', false, true],
  ['Sessions', 'Sessions', 'no', 'no', 'no', [], [{ Name: 'Morning' }]],
  ['Location', 'Location', 'no', 'no', 'no', 'Greymouth Hall', 'Elsewhere'],
  ['Custom Fields', 'CustomFields', 'no', 'no', 'no', [], [{ Name: 'Catering', Value: 'Lunch' }]]
]

holdsToItsTable(t, 'Courses (Dates)', {
  rows: courseTable,
  path: '/coursedates',
  id: '5014',
  post: ['/coursedates', { CourseTemplateID: '4004' }],
  follow: { '*': ['DateUpdated'], NetCost: ['Tax'], MaxPlaces: ['PlacesRemaining'] }
})

/** The members of a course, tried by PUT and by POST. */
const ways = [
  (more: object): [string, string, object] => ['PUT', '/coursedates/5014', { ...least, MinPlaces: 3, ...more }],
  (more: object): [string, string, object] => ['POST', '/coursedates', { ...least, MinPlaces: 3, CourseTemplateID: '4004', ...more }],
  (more: object): [string, string, object] => ['POST', '/companies/100/courses/4004/coursedates', { ...least, MinPlaces: 3, ...more }]
]

const idsOf = (records: Array<{ CourseDateID: string }>): string => records.map(it => it.CourseDateID).join()

const startBeforeEnd = '400 StartDate course-date.start-before-end'
const endAfterAdvertised = '400 EndDate course-date.end-after-advertised-start'
const advertisedInOrder = '400 AdvertisedStartDate course-date.advertised-start-before-end'
const noProvider = '400 CompanyID course-date.company-is-training-provider'

const validation: Array<[more: object, wanted: string]> = [
  [{ ExternalID: 'x'.repeat(255) }, 'accepted'], [{ ExternalID: 'x'.repeat(256) }, '400 ExternalID'],
  [{ ExternalID: 5 }, 'accepted, loosely-read:ExternalID'],
  [{ ExternalID: '' }, 'accepted'],
  [{ Name: 'ā'.repeat(255) }, 'accepted'], [{ Name: 'ā'.repeat(256) }, '400 Name'], [{ Name: true }, '400 Name'],
  [{ Name: null }, 'accepted'],
  [{ AimsText: 'x'.repeat(10_000) }, 'accepted'],

  [{ EndDate: '2026-04-08T08:59:59' }, startBeforeEnd], [{ EndDate: '2026-04-08T09:00:00' }, startBeforeEnd],
  [{ EndDate: '2026-04-08T09:00:01' }, 'accepted'],
  [{ StartDate: '2026-04-08T11:00:00Z', EndDate: '2026-04-08T23:00:00' }, startBeforeEnd],
  [{ StartDate: '2026-04-08T10:00:00Z', EndDate: '2026-04-08T23:00:00' }, 'accepted'],
  [{ StartDate: '2026-04-08T10:00:00.123456789Z', EndDate: '2026-04-08T23:00:00.9999999999' }, 'accepted'],
  [{ StartDate: '2026-04-08', EndDate: '2026-04-09' }, 'accepted'],
  ...['2026-02-30', 'tomorrow', '08/04/2026', '', '2026-04-08T25:00:00', 5].map((StartDate): [object, string] => [
    { StartDate }, '400 StartDate'
  ]),
  [{ EndDate: '2026-04-31T09:00:00' }, '400 EndDate'], [{ AdvertisedEndDate: 'never' }, '400 AdvertisedEndDate'],

  [{ AdvertisedStartDate: '2026-04-09T15:59:59' }, 'accepted'], [{ AdvertisedStartDate: '2026-04-09T16:00:00' }, endAfterAdvertised],
  [{ AdvertisedStartDate: '2026-04-09T16:00:01' }, endAfterAdvertised],
  [{ AdvertisedStartDate: '2026-03-01T00:00:00', AdvertisedEndDate: '2026-03-01T00:00:01' }, 'accepted'],
  [{ AdvertisedStartDate: '2026-03-01T00:00:00', AdvertisedEndDate: '2026-03-01T00:00:00' }, advertisedInOrder],
  [{ AdvertisedStartDate: '2026-03-01T00:00:01', AdvertisedEndDate: '2026-03-01T00:00:00' }, advertisedInOrder],
  [{ AdvertisedEndDate: '2020-01-01' }, 'accepted'],
  [{ AdvertisedStartDate: '2026-05-01', AdvertisedEndDate: '2026-04-30' },
    '400 EndDate+AdvertisedStartDate course-date.end-after-advertised-start, course-date.advertised-start-before-end'],

  [{ MaxPlaces: 3 }, 'accepted'], [{ MaxPlaces: 2 }, '400 MinPlaces course-date.min-within-max-places'],
  [{ MaxPlaces: 0 }, '400 MaxPlaces course-date.max-places-positive'],
  [{ MaxPlaces: -1 }, '400 MaxPlaces course-date.max-places-positive'], [{ MaxPlaces: 1, MinPlaces: 1 }, 'accepted'],
  [{ MinPlaces: 10 }, 'accepted'], [{ MinPlaces: 11 }, '400 MinPlaces course-date.min-within-max-places'],
  [{ MinPlaces: 1 }, 'accepted'], [{ MinPlaces: 0 }, '400 MinPlaces course-date.min-places-positive'],
  [{ MinPlaces: -1 }, '400 MinPlaces course-date.min-places-positive'],
  [{ MaxPlaces: 9.5 }, '400 MaxPlaces'], [{ MaxPlaces: '10' }, 'accepted, number-in-quotes:MaxPlaces'],
  [{ MaxPlaces: 1e300 }, '400 MaxPlaces'],
  [{ MaxPlaces: null }, '400 MaxPlaces'],

  [{ CompanyID: '100' }, 'accepted'], [{ CompanyID: '201' }, noProvider], [{ CompanyID: '999' }, noProvider],
  [{ CompanyID: '' }, noProvider], [{ CompanyID: 100 }, 'accepted, loosely-read:CompanyID'],

  [{ NetCost: 0 }, 'accepted'], [{ NetCost: 1 }, 'accepted'], [{ NetCost: 9_007_199_254_740_991 }, 'accepted'],
  [{ NetCost: 9_007_199_254_740_992 }, '400 NetCost'],
  [{ NetCost: 99.5 }, 'accepted, inferred-shape:NetCost'], [{ NetCost: '100' }, 'accepted, number-in-quotes:NetCost'],
  [{ NetCost: 'free' }, '400 NetCost'],
  [{ Duration: 0.25 }, 'accepted'], [{ Duration: '1' }, 'accepted, number-in-quotes:Duration'],
  [{ ChargePerDelegate: true }, 'accepted'], [{ ChargePerDelegate: false }, 'accepted'],
  [{ ChargePerDelegate: 'true' }, 'accepted, loosely-read:ChargePerDelegate'], [{ ChargePerDelegate: 'yes' }, '400 ChargePerDelegate'],
  [{ ChargePerDelegate: 1 }, '400 ChargePerDelegate'],
  [{ CourseIsAdvertised: true }, 'accepted'], [{ CourseIsAdvertised: false }, 'accepted'],
  [{ CourseIsAdvertised: 'yes' }, '400 CourseIsAdvertised'],

  ...statuses.map((Status): [object, string] => [{ Status }, 'accepted']),
  ...['Open', '', 'fully booked', 0].map((Status): [object, string] => [{ Status }, '400 Status']),
  ...[
    'CourseDateCost', 'CourseDateCostPlusOptionalSessions', 'CourseDateCostPlusSessions', 'SumOfSessions', 'Unknown'
  ].map((SessionalCostType): [object, string] => [{ SessionalCostType }, 'accepted']),
  [{ SessionalCostType: 'Sum' }, '400 SessionalCostType'],
  ...['Day', 'Hour', 'Minute'].map((DurationType): [object, string] => [{ DurationType }, 'accepted']),
  [{ DurationType: 'Week' }, '400 DurationType'],

  [{ StartDate: null, EndDate: null, Status: null, MaxPlaces: null }, '400 StartDate+EndDate+Status+MaxPlaces']
]

for (const [i, way] of ways.entries()) {
  t.test(`Validation of ${['PUT', 'POST', 'POST under a template'][i]!}`, async t => judge(t, await openV1(t), way, validation))
}

t.test('A value that is written is read again as it was given', async t => {
  const { v1 } = await openV1(t)
  for (const Status of statuses) t.equal((await v1('PUT', '/coursedates/5030', { ...least, Status })).body.Status, Status)
  const zoned = await v1('PUT', '/coursedates/5030', {
    ...least, StartDate: '2026-04-08T10:00:00Z', EndDate: '2026-04-09T16:00:00.75+12:00'
  })
  t.match(zoned.body, { StartDate: '2026-04-08T22:00:00', EndDate: '2026-04-09T16:00:00' }, 'in New Zealand\'s time')
  t.match((await v1('PUT', '/coursedates/5030', { startdate: '2026-04-08', ENDDATE: '2026-04-09', status: 'OnHold', MAXPLACES: 5 })).body, {
    StartDate: '2026-04-08T00:00:00', Status: 'OnHold', MaxPlaces: 5
  }, 'names in any case')
})

t.test('A course can be given to another training provider', async t => {
  const { v1, read, db } = await openV1(t)
  db().exec('INSERT INTO company (id, name, isTrainingProvider, dateCreated, dateUpdated) ' +
    "VALUES ('101', 'Ruru Training', 1, '2020-01-01', '2020-01-01')")
  t.equal((await v1('PUT', '/coursedates/5014', { ...least, CompanyID: '101' })).body.CompanyID, '101')
  t.equal((await v1('POST', '/coursedates', { ...least, CompanyID: '101', CourseTemplateID: '4001' })).body.CompanyID, '101')
  t.equal(idsOf(await read('/coursedates?CompanyID=101')), '5014,5031')
})

t.test('What is compared is the course as it will be', async t => {
  const client = await openV1(t)
  await client.v1('PUT', '/coursedates/5014', {
    ...least, AdvertisedStartDate: '2026-03-01', AdvertisedEndDate: '2026-03-20', MinPlaces: 8
  })
  await judge(t, client, (more: object) => ['PUT', '/coursedates/5014', { ...least, ...more }], [
    [{}, 'accepted'],
    [{ StartDate: '2026-02-01', EndDate: '2026-03-01' }, endAfterAdvertised],
    [{ AdvertisedEndDate: '2026-03-01' }, advertisedInOrder],
    [{ AdvertisedStartDate: '2026-03-20' }, advertisedInOrder],
    [{ MaxPlaces: 7 }, '400 MinPlaces course-date.min-within-max-places'],
    [{ MaxPlaces: 8 }, 'accepted']
  ])
})

t.test('A new course has what its template gives', async t => {
  const { v1, read } = await openV1(t)
  const made = await v1('POST', '/coursedates', { ...least, CourseTemplateID: '4003' })
  t.match([made.status, made.body], [201, {
    CourseDateID: '5031',
    Name: 'Site Safe Basics',
    CompanyID: '100',
    NetCost: 9000,
    Tax: 1350,
    Duration: 4,
    DurationType: 'Hour',
    MinPlaces: 1,
    PlacesRemaining: 10,
    DateUpdated: '2026-03-02T09:00:00',
    Location: null
  }])
  t.match((await v1('POST', '/companies/100/courses/4003/coursedates', { ...least, NetCost: 333 })).body, {
    CourseDateID: '5032', Name: 'Site Safe Basics', NetCost: 333, Tax: 50
  })
  t.equal((await read('/coursedates?$top=-1')).length, courseDates.length + 2)
  t.match((await v1('PUT', '/coursedates/5031', { ...least, NetCost: 10_001 })).body, {
    NetCost: 10_001, Tax: 1500
  }, 'tax follows, in whole cents')
})

t.test('Name sets the alias; without one the label of the template shows', async t => {
  const { v1, read } = await openV1(t)
  const name = async (change: object) => (await v1('PUT', '/coursedates/5014', { ...least, ...change })).body.Name
  t.equal(await name({}), 'Timber Framing, evening group')
  t.equal(await name({ Name: 'Framing by night' }), 'Framing by night')
  t.equal((await read('/companies/100/courses/4004')).Name, 'Timber Framing', 'the template keeps its own')
  t.strictSame((await read(`/coursedates?${query("Name eq 'Framing by night'")}`)).map((it: any) => it.CourseDateID), ['5014'])
  t.equal(await name({ Name: '' }), 'Timber Framing')
  t.ok((await read('/coursedates?Name=Timber+Framing')).some((it: any) => it.CourseDateID === '5014'), 'and is found by it')
  t.equal((await v1('POST', '/coursedates', { ...least, CourseTemplateID: '4004', Name: '' })).body.Name, 'Timber Framing')
})

t.test('A venue is assigned, and Location shows its alias, or its label', async t => {
  const client = await openV1(t)
  const { v1, read } = client
  t.equal((await read('/coursedates/5014')).Location, 'Greymouth Hall')
  const assigned = await v1('POST', '/coursedates/5014/venue/501')
  t.match(
    [assigned.status, assigned.body],
    [200, { CourseDateID: '5014', Location: 'Tūī Training, upstairs', DateUpdated: '2026-03-02T09:00:00' }]
  )
  t.equal((await read('/coursedates/5014')).Location, 'Tūī Training, upstairs')
  t.equal((await v1('POST', '/coursedates/5014/venue/502', {})).body.Location, 'Greymouth Hall')
  t.strictSame((await read('/venues')).map((it: any) => [it.VenueID, it.Label, it.Alias]), [
    ['501', 'Nelson Room 1', 'Tūī Training, upstairs'], ['502', 'Greymouth Hall', null], ['WESTPOb8Xm', 'Westport Workshop', null]
  ])
  t.strictSame((await read('/venues?Town=nelson')).map((it: any) => it.VenueID), ['501'])
  await judge(t, client, (path: string) => ['POST', path], [
    ['/coursedates/5014/venue/999', '404 VenueID venue.exists'], ['/coursedates/9999/venue/501', '404 CourseDateID course-date.exists'],
    ['/coursedates/5014/venue/501', 'accepted']
  ])
})

t.test('Trainers are added', async t => {
  const client = await openV1(t)
  const { v1, read, db } = client
  const trainers = () => db().prepare("SELECT trainerId FROM courseDateTrainer WHERE courseDateId = '5014' ORDER BY 1").pluck().all()
  t.strictSame(trainers(), ['602'])
  for (const id of ['601', '601', '602']) t.equal((await v1('POST', `/coursedates/5014/trainers/${id}`)).status, 200)
  t.strictSame(trainers(), ['601', '602'], 'each once')
  t.strictSame((await read('/trainers')).map((it: any) => it.TrainerID), ['601', '602', '603'])
  t.strictSame(Object.keys((await read('/trainers?TrainerID=601'))[0]), [
    'TrainerID', 'UserID', 'Name', 'CompanyID', 'EmailAddress', 'CustomFields'
  ])
  await judge(t, client, (path: string) => ['POST', path], [
    ['/coursedates/5014/trainers/999', '404 TrainerID trainer.exists'],
    ['/coursedates/9999/trainers/601', '404 CourseDateID course-date.exists'], ['/coursedates/5014/trainers/603', 'accepted']
  ])
})

t.test('Course Templates are read through their training provider, and nothing else can be done with them', async t => {
  const client = await openV1(t)
  const { v1, read, sandbox } = client
  const template = {
    CourseTemplateID: '4001',
    Name: 'First Aid',
    Type: 'Class',
    Category: ['Safety'],
    CustomFields: [{ Name: 'Include_on_website', Value: true }]
  }
  t.strictSame(await read('/companies/100/courses/4001'), template)
  const all = await read('/companies/100/courses')
  t.equal(all.length, templates.length)
  t.strictSame(all[0], template)
  t.equal(all[1].CustomFields[0].Value, false)
  for (const name of Object.keys(template)) {
    t.strictSame(await read(`/companies/100/courses?${query(`${name} eq 'no such'`)}&${name}=none`), all, `${name} is no filter`)
  }
  t.strictSame(await read('/companies/201/courses'), [], 'a company that is no provider')
  const written = watch(sandbox)
  for (const [path, verdict] of [
    ['/companies/999/courses', '404 CompanyID company.exists'],
    ['/companies/100/courses/9999', '404 CourseTemplateID course-template.exists'],
    ['/companies/201/courses/4001', '404 CourseTemplateID course-template.exists'],
    ['/companies/999/courses/4001', '404 CourseTemplateID course-template.exists'],
    ['/courses', '404'], ['/courses/4001', '404']
  ] as const) t.equal(verdictOf(await v1('GET', path)), verdict, path)
  for (const [method, path] of [
    ['POST', '/companies/100/courses'], ['PUT', '/companies/100/courses/4001'], ['DELETE', '/companies/100/courses/4001'],
    ['DELETE', '/coursedates/5014']
  ] as const) {
    t.equal((await v1(method, path, template)).status, 405, `${method} ${path}`)
  }
  t.strictSame(written(), {})
  await judge(t, client, ([path, more]: readonly [string, object]) => ['POST', path, { ...least, ...more }], [
    [['/companies/201/courses/4001/coursedates', {}], '404 CourseTemplateID course-template.exists', 'not its provider'],
    [['/companies/999/courses/4001/coursedates', {}], '404 CourseTemplateID course-template.exists', 'no company'],
    [['/companies/100/courses/9999/coursedates', {}], '404 CourseTemplateID course-template.exists', 'no template'],
    [['/coursedates', { CourseTemplateID: '9999' }], '400 CourseTemplateID course-template.exists', 'no template'],
    [['/coursedates', {}], '400 CourseTemplateID course-template.exists', 'none named'],
    [['/coursedates', { CourseTemplateID: '4001' }], 'accepted']
  ])
})

t.test('Sessions are read as an array, each with its venue', async t => {
  const { read, db } = await openV1(t)
  db().exec("UPDATE session SET venueId = '501', cost = 500 WHERE id = '5024-2'")
  const { Sessional, MinimumSessions, MaximumSessions, Sessions } = await read('/coursedates/5024')
  t.strictSame([Sessional, MinimumSessions, MaximumSessions], [true, 1, 2])
  t.strictSame(Sessions, [
    { SessionID: '5024-1', Name: 'Morning one', StartDate: '2026-03-30T09:00:00', EndDate: '2026-03-30T12:00:00', Cost: 0, Venue: null },
    {
      SessionID: '5024-2',
      Name: 'Morning two',
      StartDate: '2026-03-31T09:00:00',
      EndDate: '2026-03-31T12:00:00',
      Cost: 500,
      Venue: 'Tūī Training, upstairs'
    }
  ])
})

t.test('Double spaces of Aims Text are not recognised by a filter', async t => {
  const { v1, read } = await openV1(t)
  const found = async (filter: string) => idsOf(await read(`/coursedates?${query(filter)}`))
  t.equal(await found("AimsText eq 'Know what to do first'"), '5014')
  t.equal(await found("contains(AimsText, 'what to')"), '5014')
  t.equal(await found("AimsText eq 'Know what  to do first'"), '')
  t.equal(await found("contains(AimsText, '  ')"), '')
  t.equal((await read('/coursedates/5014')).AimsText, 'Know what  to do first', 'they are read as they were written')
  await v1('PUT', '/coursedates/5014', { ...least, AimsText: 'a    b c' })
  t.equal(await found("AimsText eq 'a b c'"), '5014', 'more of them, too')
})

t.test('A list that ends at its hundredth record, though nobody asked for so few, says so', async t => {
  const { v1 } = await openV1(t)
  for (const [path, count, told] of [
    ['/delegates', 100, ['cut-short:$top']], ['/delegates?$skip=5', 100, ['cut-short:$top']], ['/delegates?$top=100', 100, []],
    ['/delegates?top=3', 3, []], ['/coursedates?Status=FullyBooked', 1, []]
  ] as const) {
    const reply = await v1('GET', path)
    t.strictSame([reply.status, reply.body.length, warningsOf(reply)], [200, count, told], path)
  }
  const all = await v1('GET', '/delegates?$top=-1')
  t.ok(all.body.length > 100)
  t.strictSame(warningsOf(all), [])
})

t.test('Filters in each form', async t => {
  const { v1, read } = await openV1(t)
  for (const [search, ids] of [
    [query("Status eq 'FullyBooked'"), '5017'],
    ['filter=Status+eq+%27FullyBooked%27', '5017'],
    ['$FILTER=status%20EQ%20%27fullybooked%27', '5017'],
    ['Status=FullyBooked', '5017'], ['status=fullybooked', '5017'],
    ['$filter=', 'all'], ['', 'all'],
    ['Status=Available&MaxPlaces=6', '5018'],
    [`${query("Status eq 'Available'")}&MaxPlaces=6`, '5018'],
    [`${query("Status eq 'OnHold' or Status eq 'Provisional'")}&Name=First+Aid`, '5021'],
    [query("StartDate ge 2026-03-02 and StartDate lt '2026-03-05'"), '5013,5014'],
    [query("PlacesRemaining eq '0'and Status ne 'FullyBooked'"), '5018'],
    [query('Sessional eq true'), '5024'], ['Sessional=true', '5024'], ['StartDate=2026-03-02T09:00:00', '5013'],
    [query("startswith(Name, 'first') and not (Status eq 'Completed') and Duration le 1"), '5021'],
    [query('PlacesRemaining lt 5 and PlacesRemaining gt 0 and Duration gt 1'), '5003,5004,5005,5013'],
    ["Name=Brian's", ''], ["Name=x' or '1' eq '1", ''],
    [`$orderby=StartDate desc&$top=2&$skip=1&${query("Status eq 'Available'")}`, '5029,5028'],
    ['$orderby=MaxPlaces,StartDate&$top=2', '5018,5017']
  ] as const) {
    const reply = await v1('GET', `/coursedates?${search}${search.includes('top') ? '' : '&$top=-1'}`)
    t.equal(reply.status, 200, search)
    t.equal(ids === 'all' ? reply.body.length : idsOf(reply.body), ids === 'all' ? courseDates.length : ids, search)
    t.strictSame(warningsOf(reply), search === '$filter=' ? ['ignored-option:$filter'] : [])
  }
  t.equal((await read('/coursedates?$top=3')).length, 3)
  t.equal((await read('/delegates')).length, 100, 'a page, unless it is told')
  const twice = await v1('GET', '/coursedates?CourseDateID=5014&CourseDateID=5015')
  t.strictSame([idsOf(twice.body), warningsOf(twice)], ['5015', ['ignored-option:CourseDateID']], 'the last one counts')
  for (const search of ['Status=Nonsense', query("Status eq 'Nonsense'"), query("contains(DurationType, 'Weeks')")]) {
    const none = await v1('GET', `/coursedates?${search}`)
    const told = `unknown-value:${search.includes('Status') ? 'Status' : 'DurationType'}`
    t.strictSame([none.status, none.body, warningsOf(none)], [200, [], [told]], search)
  }
  const unknown = await v1('GET', `/coursedates?${query("Colour eq 'red'")}&Shape=round&$orderby=Size`)
  t.strictSame(
    [unknown.body, warningsOf(unknown)], [[], ['ignored-member:Size', 'ignored-member:Colour', 'ignored-option:Shape']],
    'a name that no field has finds nothing, and is told of'
  )
})

t.test('A filter that cannot be read is refused with the position', async t => {
  const { v1 } = await openV1(t)
  for (const [search, field, position = undefined] of [
    [query('Name eq'), '$filter', 7], [query("Name == 'x'"), '$filter', 5], [query("Name eq 'x"), '$filter', 8],
    [query("(Name eq 'x'"), '$filter', 12],
    [query("Name eq 'x') or (Name eq 'y'"), '$filter', 11], [query("Name eq 'x' and"), '$filter', 15],
    [query('MaxPlaces eq many'), '$filter', 13],
    [query("MaxPlaces eq 'many'"), '$filter', 13], [query('StartDate ge 2026-02-30'), '$filter', 13],
    [query("Sessional eq 'perhaps'"), '$filter', 13], [query("like(Name, 'x')"), '$filter', 0],
    [`${query('Name eq')}&Status=Available`, '$filter', 7],
    [`${query("Name eq 'x') or (Name eq 'y'")}&Status=Available`, '$filter', 11],
    ['filter=Name%20eq', '$filter', 7],
    ['MaxPlaces=many', 'MaxPlaces'], ['Sessional=perhaps', 'Sessional'], ['StartDate=tomorrow', 'StartDate'],
    ['$orderby=Name%20sideways', '$orderby', 5], ['$orderby=,', '$orderby', 0]
  ] as const) {
    const { status, body } = await v1('GET', `/coursedates?${search}`)
    t.strictSame([status, body.Errors?.[0].Field], [400, field], search)
    t.match(body.Errors?.[0].Message, new RegExp(`^${position === undefined ? field : `At position ${position}:`} `), search)
  }
  for (const search of ['$top=x', '$top=-2', '$skip=-1', '$top=1.5', '$skip=']) {
    t.equal((await v1('GET', `/coursedates?${search}`)).status, 400, search)
  }
})
