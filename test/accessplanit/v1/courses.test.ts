import t from 'tap'
import { watch } from '../../data.ts'
import { holdsToItsTable, judge, openV1, query, verdictOf, warningsOf, type Row, type V1 } from './v1.ts'
import { courseDates, templates } from '../demo.ts'

// The vendor's tables, row by row. A field that says "n/a" for its validation is neither written by PUT nor by POST.

//  label                             member                 filter  PUT          POST         what 5014 has                 a value to write
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

const times = { StartDate: '2026-04-08T09:00:00', EndDate: '2026-04-09T16:00:00' }
const least = { ...times, Status: 'Available', MaxPlaces: 10 }

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
const statuses = ['Available', 'Cancelled', 'Completed', 'Failed', 'FullyBooked', 'InProgress', 'OnHold', 'Provisional', 'Unknown']

const validation: Array<[more: object, wanted: string]> = [
  [{ ExternalID: 'x'.repeat(255) }, 'accepted'], [{ ExternalID: 'x'.repeat(256) }, '400 ExternalID'], [{ ExternalID: 5 }, '400 ExternalID'], [{ ExternalID: '' }, 'accepted'],
  [{ Name: 'ā'.repeat(255) }, 'accepted'], [{ Name: 'ā'.repeat(256) }, '400 Name'], [{ Name: true }, '400 Name'], [{ Name: null }, 'accepted'],
  [{ AimsText: 'x'.repeat(10_000) }, 'accepted'],

  [{ EndDate: '2026-04-08T08:59:59' }, startBeforeEnd], [{ EndDate: '2026-04-08T09:00:00' }, startBeforeEnd], [{ EndDate: '2026-04-08T09:00:01' }, 'accepted'],
  [{ StartDate: '2026-04-08T11:00:00Z', EndDate: '2026-04-08T23:00:00' }, startBeforeEnd],
  [{ StartDate: '2026-04-08T10:00:00Z', EndDate: '2026-04-08T23:00:00' }, 'accepted'],
  [{ StartDate: '2026-04-08', EndDate: '2026-04-09' }, 'accepted'],
  ...['2026-02-30', 'tomorrow', '08/04/2026', '', '2026-04-08T25:00:00', 5].map((StartDate): [object, string] => [{ StartDate }, '400 StartDate']),
  [{ EndDate: '2026-04-31T09:00:00' }, '400 EndDate'], [{ AdvertisedEndDate: 'never' }, '400 AdvertisedEndDate'],

  [{ AdvertisedStartDate: '2026-04-09T15:59:59' }, 'accepted'], [{ AdvertisedStartDate: '2026-04-09T16:00:00' }, endAfterAdvertised], [{ AdvertisedStartDate: '2026-04-09T16:00:01' }, endAfterAdvertised],
  [{ AdvertisedStartDate: '2026-03-01T00:00:00', AdvertisedEndDate: '2026-03-01T00:00:01' }, 'accepted'],
  [{ AdvertisedStartDate: '2026-03-01T00:00:00', AdvertisedEndDate: '2026-03-01T00:00:00' }, advertisedInOrder],
  [{ AdvertisedStartDate: '2026-03-01T00:00:01', AdvertisedEndDate: '2026-03-01T00:00:00' }, advertisedInOrder],
  [{ AdvertisedEndDate: '2020-01-01' }, 'accepted'],
  [{ AdvertisedStartDate: '2026-05-01', AdvertisedEndDate: '2026-04-30' }, '400 EndDate+AdvertisedStartDate course-date.end-after-advertised-start, course-date.advertised-start-before-end'],

  [{ MaxPlaces: 3 }, 'accepted'], [{ MaxPlaces: 2 }, '400 MinPlaces course-date.min-within-max-places'], [{ MaxPlaces: 0 }, '400 MaxPlaces course-date.max-places-positive'],
  [{ MaxPlaces: -1 }, '400 MaxPlaces course-date.max-places-positive'], [{ MaxPlaces: 1, MinPlaces: 1 }, 'accepted'],
  [{ MinPlaces: 10 }, 'accepted'], [{ MinPlaces: 11 }, '400 MinPlaces course-date.min-within-max-places'],
  [{ MinPlaces: 1 }, 'accepted'], [{ MinPlaces: 0 }, '400 MinPlaces course-date.min-places-positive'], [{ MinPlaces: -1 }, '400 MinPlaces course-date.min-places-positive'],
  [{ MaxPlaces: 9.5 }, '400 MaxPlaces'], [{ MaxPlaces: '10' }, '400 MaxPlaces'], [{ MaxPlaces: 1e300 }, '400 MaxPlaces'], [{ MaxPlaces: null }, '400 MaxPlaces'],

  [{ CompanyID: '100' }, 'accepted'], [{ CompanyID: '201' }, noProvider], [{ CompanyID: '999' }, noProvider], [{ CompanyID: '' }, noProvider], [{ CompanyID: 100 }, '400 CompanyID'],

  [{ NetCost: 0 }, 'accepted'], [{ NetCost: 1 }, 'accepted'], [{ NetCost: 9_007_199_254_740_991 }, 'accepted'], [{ NetCost: 9_007_199_254_740_992 }, '400 NetCost'],
  [{ NetCost: 99.5 }, '400 NetCost'], [{ NetCost: '100' }, '400 NetCost'], [{ NetCost: 'free' }, '400 NetCost'],
  [{ Duration: 0.25 }, 'accepted'], [{ Duration: '1' }, '400 Duration'],
  [{ ChargePerDelegate: true }, 'accepted'], [{ ChargePerDelegate: false }, 'accepted'], [{ ChargePerDelegate: 'true' }, '400 ChargePerDelegate'], [{ ChargePerDelegate: 1 }, '400 ChargePerDelegate'],
  [{ CourseIsAdvertised: true }, 'accepted'], [{ CourseIsAdvertised: false }, 'accepted'], [{ CourseIsAdvertised: 'yes' }, '400 CourseIsAdvertised'],

  ...statuses.map((Status): [object, string] => [{ Status }, 'accepted']),
  ...['Open', '', 'fully booked', 0].map((Status): [object, string] => [{ Status }, '400 Status']),
  ...['CourseDateCost', 'CourseDateCostPlusOptionalSessions', 'CourseDateCostPlusSessions', 'SumOfSessions', 'Unknown'].map((SessionalCostType): [object, string] => [{ SessionalCostType }, 'accepted']),
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
  const zoned = await v1('PUT', '/coursedates/5030', { ...least, StartDate: '2026-04-08T10:00:00Z', EndDate: '2026-04-09T16:00:00.75+12:00' })
  t.match(zoned.body, { StartDate: '2026-04-08T22:00:00', EndDate: '2026-04-09T16:00:00' }, 'in New Zealand\'s time')
  t.match((await v1('PUT', '/coursedates/5030', { startdate: '2026-04-08', ENDDATE: '2026-04-09', status: 'OnHold', MAXPLACES: 5 })).body, { StartDate: '2026-04-08T00:00:00', Status: 'OnHold', MaxPlaces: 5 }, 'names in any case')
})

t.test('A course can be given to another training provider', async t => {
  const { v1, read, db } = await openV1(t)
  db().exec("INSERT INTO company (id, name, isTrainingProvider, dateCreated, dateUpdated) VALUES ('101', 'Ruru Training', 1, '2020-01-01', '2020-01-01')")
  t.equal((await v1('PUT', '/coursedates/5014', { ...least, CompanyID: '101' })).body.CompanyID, '101')
  t.equal((await v1('POST', '/coursedates', { ...least, CompanyID: '101', CourseTemplateID: '4001' })).body.CompanyID, '101')
  t.equal(idsOf(await read('/coursedates?CompanyID=101')), '5014,5031')
})

t.test('What is compared is the course as it will be', async t => {
  const client = await openV1(t)
  await client.v1('PUT', '/coursedates/5014', { ...least, AdvertisedStartDate: '2026-03-01', AdvertisedEndDate: '2026-03-20', MinPlaces: 8 })
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
    CourseDateID: '5031', Name: 'Site Safe Basics', CompanyID: '100', NetCost: 9000, Tax: 1350, Duration: 4, DurationType: 'Hour', MinPlaces: 1, PlacesRemaining: 10, DateUpdated: '2026-03-02T09:00:00', Location: null
  }])
  t.match((await v1('POST', '/companies/100/courses/4003/coursedates', { ...least, NetCost: 333 })).body, { CourseDateID: '5032', Name: 'Site Safe Basics', NetCost: 333, Tax: 50 })
  t.equal((await read('/coursedates?$top=-1')).length, courseDates.length + 2)
  t.match((await v1('PUT', '/coursedates/5031', { ...least, NetCost: 10_001 })).body, { NetCost: 10_001, Tax: 1500 }, 'tax follows, in whole cents')
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
  t.match([assigned.status, assigned.body], [200, { CourseDateID: '5014', Location: 'Tūī Training, upstairs', DateUpdated: '2026-03-02T09:00:00' }])
  t.equal((await read('/coursedates/5014')).Location, 'Tūī Training, upstairs')
  t.equal((await v1('POST', '/coursedates/5014/venue/502', {})).body.Location, 'Greymouth Hall')
  t.strictSame((await read('/venues')).map((it: any) => [it.VenueID, it.Label, it.Alias]), [['501', 'Nelson Room 1', 'Tūī Training, upstairs'], ['502', 'Greymouth Hall', null]])
  t.strictSame((await read('/venues?Town=nelson')).map((it: any) => it.VenueID), ['501'])
  await judge(t, client, (path: string) => ['POST', path], [
    ['/coursedates/5014/venue/999', '404 VenueID venue.exists'], ['/coursedates/9999/venue/501', '404 CourseDateID course-date.exists'], ['/coursedates/5014/venue/501', 'accepted']
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
  t.strictSame(Object.keys((await read('/trainers?TrainerID=601'))[0]), ['TrainerID', 'UserID', 'Name', 'CompanyID', 'EmailAddress'])
  await judge(t, client, (path: string) => ['POST', path], [
    ['/coursedates/5014/trainers/999', '404 TrainerID trainer.exists'], ['/coursedates/9999/trainers/601', '404 CourseDateID course-date.exists'], ['/coursedates/5014/trainers/603', 'accepted']
  ])
})

t.test('Course Templates are read through their training provider, and nothing else can be done with them', async t => {
  const client = await openV1(t)
  const { v1, read, sandbox } = client
  const template = { CourseTemplateID: '4001', Name: 'First Aid', Type: 'Class', Category: ['Safety'], CustomFields: [{ Name: 'Include_on_website', Value: true }] }
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
    ['/companies/999/courses', '404 CompanyID company.exists'], ['/companies/100/courses/9999', '404 CourseTemplateID course-template.exists'],
    ['/companies/201/courses/4001', '404 CourseTemplateID course-template.exists'], ['/companies/999/courses/4001', '404 CourseTemplateID course-template.exists'],
    ['/courses', '404'], ['/courses/4001', '404']
  ] as const) t.equal(verdictOf(await v1('GET', path)), verdict, path)
  for (const [method, path] of [['POST', '/companies/100/courses'], ['PUT', '/companies/100/courses/4001'], ['DELETE', '/companies/100/courses/4001'], ['DELETE', '/coursedates/5014']] as const) {
    t.equal((await v1(method, path, template)).status, 404, `${method} ${path}`)
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
    { SessionID: '5024-2', Name: 'Morning two', StartDate: '2026-03-31T09:00:00', EndDate: '2026-03-31T12:00:00', Cost: 500, Venue: 'Tūī Training, upstairs' }
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
    [query('PlacesRemaining lt 5 and PlacesRemaining gt 0 and Duration gt 1'), '5003,5004,5005'],
    ["Name=Brian's", ''], ["Name=x' or '1' eq '1", ''], ['CourseDateID=5014&CourseDateID=5015', '5015'],
    [`$orderby=StartDate desc&$top=2&$skip=1&${query("Status eq 'Available'")}`, '5029,5028'],
    ['$orderby=MaxPlaces,StartDate&$top=2', '5018,5017']
  ] as const) {
    const reply = await v1('GET', `/coursedates?${search}${search.includes('top') ? '' : '&$top=-1'}`)
    t.equal(reply.status, 200, search)
    t.equal(ids === 'all' ? reply.body.length : idsOf(reply.body), ids === 'all' ? courseDates.length : ids, search)
    t.strictSame(warningsOf(reply), [])
  }
  t.equal((await read('/coursedates?$top=3')).length, 3)
  t.equal((await read('/delegates')).length, 100, 'a page, unless it is told')
  const unknown = await v1('GET', `/coursedates?${query("Colour eq 'red'")}&Shape=round&$orderby=Size`)
  t.strictSame([unknown.body, warningsOf(unknown)], [[], ['ignored-member:Shape', 'ignored-member:Size', 'ignored-member:Colour']], 'a name that no field has finds nothing, and is told of')
})

t.test('A filter that cannot be read is refused with the position', async t => {
  const { v1 } = await openV1(t)
  for (const [search, field, position] of [
    [query('Name eq'), '$filter', 7], [query("Name == 'x'"), '$filter', 5], [query("Name eq 'x"), '$filter', 8], [query("(Name eq 'x'"), '$filter', 12],
    [query("Name eq 'x') or (Name eq 'y'"), '$filter', 11], [query("Name eq 'x' and"), '$filter', 15], [query('MaxPlaces eq many'), '$filter', 13],
    [query("MaxPlaces eq 'many'"), '$filter', 13], [query('StartDate ge 2026-02-30'), '$filter', 13], [query("Sessional eq 'perhaps'"), '$filter', 13], [query("like(Name, 'x')"), '$filter', 0],
    [`${query('Name eq')}&Status=Available`, '$filter', 7],
    [`${query("Name eq 'x') or (Name eq 'y'")}&Status=Available`, '$filter', 11],
    ['filter=Name%20eq', '$filter', 7],
    ['MaxPlaces=many', 'MaxPlaces', 0], ['Sessional=perhaps', 'Sessional', 0], ['StartDate=tomorrow', 'StartDate', 0],
    ['$orderby=Name%20sideways', '$orderby', 5], ['$orderby=,', '$orderby', 0]
  ] as const) {
    const { status, body } = await v1('GET', `/coursedates?${search}`)
    t.strictSame([status, body.Errors?.[0].Field], [400, field], search)
    t.match(body.Errors?.[0].Message, new RegExp(`^At position ${position}: `), search)
  }
  for (const search of ['$top=x', '$top=-2', '$skip=-1', '$top=1.5', '$skip=']) t.equal((await v1('GET', `/coursedates?${search}`)).status, 400, search)
})

// Delegates.

const booked = { UserID: '2001' }
const register = (course: string, body: object): [string, string, object] => ['POST', `/coursedates/${course}/delegates`, body]
const delegatesOf = async ({ read }: V1, course: string): Promise<Record<string, string>> =>
  Object.fromEntries((await read(`/coursedates/${course}/delegates`)).map((it: any) => [it.UserID, it.Status]))
const courseOf = async ({ read }: V1, id: string): Promise<[status: string, remaining: number]> => {
  const { Status, PlacesRemaining } = await read(`/coursedates/${id}`)
  return [Status, PlacesRemaining]
}

/** A course of so many places, with a waiting list or without. */
async function course (client: V1, MaxPlaces: number, waitingListType = 'Default'): Promise<string> {
  const { body } = await client.v1('POST', '/coursedates', { ...least, MaxPlaces, CourseTemplateID: '4001' })
  client.db().prepare('UPDATE courseDate SET waitingListType = ? WHERE id = ?').run(waitingListType, body.CourseDateID)
  return body.CourseDateID
}

t.test('A user is registered on a course, and has one delegate record for it', async t => {
  const client = await openV1(t)
  const { v1, read } = client
  const made = await v1(...register('5015', { ...booked, PONumber: 'PO-1', StatusReason: 'By phone' }))
  const delegate = {
    DelegateID: '2001~5015', UserID: '2001', CourseDateID: '5015', Status: 'Booked', StatusReason: 'By phone', DateRegistered: '2026-03-02T09:00:00', BookingID: null, PONumber: 'PO-1', Attended: false, Grade: null
  }
  t.strictSame([made.status, made.body], [201, delegate])
  t.strictSame((await read('/delegates?DelegateID=2001~5015')), [delegate])
  t.strictSame((await read('/coursedates/5015/delegates?UserID=2001')), [delegate])
  t.strictSame(await courseOf(client, '5015'), ['Available', 4])
  await judge(t, client, ([id, body]: readonly [string, object]) => register(id, body), [
    [['5015', booked], '400 UserID delegate.one-per-user-and-course', 'once more'],
    [['5015', { ...booked, Status: 'Provisional' }], '400 UserID delegate.one-per-user-and-course', 'in another status'],
    [['5016', booked], '400 UserID delegate.one-per-user-and-course', 'who was on it already'],
    [['5014', booked], 'accepted', 'on another course'],
    [['5015', { UserID: '2002' }], 'accepted', 'another user'],
    [['5015', { UserID: 'nobody' }], '400 UserID delegate.user-exists'],
    [['5015', {}], '400 UserID'], [['5015', { UserID: 2001 }], '400 UserID'],
    [['9999', booked], '404 CourseDateID course-date.exists'],
    [['5014', { ...booked, PONumber: 'x'.repeat(50) }], 'accepted'], [['5014', { ...booked, PONumber: 'x'.repeat(51) }], '400 PONumber'],
    [['5014', { ...booked, Status: 'Registered' }], '400 Status']
  ])
  await v1('PUT', '/coursedates/5015/delegates/2001~5015', { Status: 'Cancelled' })
  t.equal(verdictOf(await v1(...register('5015', booked))), '400 UserID delegate.one-per-user-and-course', 'the record is there though it is cancelled')
  t.equal((await v1('PUT', '/coursedates/5015/delegates/2001~5015', { Status: 'Booked' })).body.Status, 'Booked', 'and can be booked again')
})

t.test('Each status of a delegate is written by POST and PUT, and takes a place or none', async t => {
  const client = await openV1(t)
  const { v1 } = client
  const takesPlace = ['Completed', 'Provisional', 'InProgress', 'Booked', 'OnHold', 'NoAttend', 'Failed', 'Attended', 'Unconfirmed']
  const id = await course(client, 5)
  for (const Status of [...takesPlace, 'Unknown', 'Cancelled', 'Deferred', 'Transferred']) {
    const remaining = takesPlace.includes(Status) ? 4 : 5
    const posted = await v1(...register(id, { ...booked, Status }), { 'sandbox-dry-run': '1' })
    t.strictSame([posted.status, posted.body.Status], [201, Status])
    const other = Status === 'Booked' ? 'Cancelled' : 'Booked'
    await v1(...register(id, { ...booked, Status: other }))
    const put = await v1('PUT', `/coursedates/${id}/delegates/2001~${id}`, { Status })
    t.strictSame([put.status, put.body.Status, await courseOf(client, id)], [200, Status, ['Available', remaining]], Status)
    client.db().exec(`DELETE FROM delegate WHERE courseDateId = '${id}'`)
  }
})

t.test('A delegate is changed by its own id on its own course, and nothing else of it is written', async t => {
  const client = await openV1(t)
  const { v1 } = client
  const change = { Status: 'Attended', StatusReason: 'Was there', PONumber: 'PO-7', Attended: true, Grade: 'B+' }
  const reply = await v1('PUT', '/coursedates/5014/delegates/2024~5014', { ...change, UserID: '2001', CourseDateID: '5015', DateRegistered: '2020-01-01', BookingID: '1' })
  t.match([reply.status, reply.body], [200, { ...change, DelegateID: '2024~5014', UserID: '2024', CourseDateID: '5014', DateRegistered: '2026-02-10T10:00:00', BookingID: null }])
  t.strictSame(warningsOf(reply), ['ignored-member:UserID', 'ignored-member:CourseDateID', 'ignored-member:DateRegistered', 'ignored-member:BookingID'])
  await judge(t, client, (path: string) => ['PUT', path, { Status: 'Cancelled' }], [
    ['/coursedates/5014/delegates/2027~5014', 'accepted'],
    ['/coursedates/5014/delegates/2027~5015', '404 DelegateID delegate.exists', 'of another course'],
    ['/coursedates/5014/delegates/2027', '404 DelegateID delegate.exists', 'of a user only'],
    ['/coursedates/5015/delegates/2027~5015', '404 DelegateID delegate.exists', 'who is not on it'],
    ['/coursedates/9999/delegates/2027~9999', '404 DelegateID delegate.exists', 'on no course'],
    ['/coursedates/5014/delegates/none', '404 DelegateID delegate.exists']
  ])
})

t.test('A course is FullyBooked when its places are taken, and Available again when one is free', async t => {
  const client = await openV1(t)
  const { v1 } = client
  const id = await course(client, 2)
  t.strictSame(await courseOf(client, id), ['Available', 2])
  await v1(...register(id, { UserID: '2001' }))
  t.strictSame(await courseOf(client, id), ['Available', 1])
  await v1(...register(id, { UserID: '2002' }))
  t.strictSame(await courseOf(client, id), ['FullyBooked', 0])
  t.equal(verdictOf(await v1(...register(id, { UserID: '2003', Status: 'WaitingList' }))), '400 Status delegate.waiting-list-while-available')
  const third = await v1(...register(id, { UserID: '2003' }), { 'sandbox-dry-run': '1' })
  t.strictSame([third.status, warningsOf(third)], [201, ['delegate.place-free']], 'that it takes more is told of')
  await v1('PUT', `/coursedates/${id}/delegates/2001~${id}`, { Status: 'Cancelled' })
  t.strictSame(await courseOf(client, id), ['Available', 1])
  await v1('PUT', `/coursedates/${id}/delegates/2001~${id}`, { Status: 'Booked' })
  t.strictSame(await courseOf(client, id), ['FullyBooked', 0])
  await v1('PUT', `/coursedates/${id}/delegates/2001~${id}`, { Grade: 'A' })
  t.strictSame(await courseOf(client, id), ['FullyBooked', 0])
})

t.test('A waiting list works while its course is Available, and no longer', async t => {
  const client = await openV1(t)
  const id = await course(client, 1, 'Enabled')
  await client.v1(...register(id, { UserID: '2001' }))
  t.strictSame(await courseOf(client, id), ['Available', 0], 'a full course with a waiting list is not FullyBooked')
  for (const Status of statuses) {
    await client.v1('PUT', `/coursedates/${id}`, { ...least, MaxPlaces: 1, Status })
    await judge(t, client, (Status: string) => register(id, { UserID: '2002', Status }), [['WaitingList', Status === 'Available' ? 'accepted' : '400 Status delegate.waiting-list-while-available', Status]])
  }
})

t.test('Those who wait move up in the order in which they came', async t => {
  const client = await openV1(t)
  const { v1, freeze } = client
  const id = await course(client, 2, 'Enabled')
  const cancel = (user: string) => v1('PUT', `/coursedates/${id}/delegates/${user}~${id}`, { Status: 'Cancelled' })
  for (const UserID of ['2001', '2002']) await v1(...register(id, { UserID }))
  for (const UserID of ['2030', '2020', '2040']) t.equal((await v1(...register(id, { UserID, Status: 'WaitingList' }))).body.Status, 'WaitingList')
  freeze('2026-03-03T09:00')
  await v1(...register(id, { UserID: '2010', Status: 'WaitingList' }))
  t.strictSame(await courseOf(client, id), ['Available', 0], 'who waits takes no place')

  await cancel('2001')
  t.strictSame(await delegatesOf(client, id), { 2001: 'Cancelled', 2002: 'Booked', 2010: 'WaitingList', 2020: 'WaitingList', 2030: 'Booked', 2040: 'WaitingList' })
  await v1('PUT', `/coursedates/${id}/delegates/2002~${id}`, { Status: 'WaitingList' })
  t.strictSame(await delegatesOf(client, id), { 2001: 'Cancelled', 2002: 'WaitingList', 2010: 'WaitingList', 2020: 'Booked', 2030: 'Booked', 2040: 'WaitingList' }, 'who gives up a place goes to the end')
  await cancel('2020')
  await cancel('2030')
  t.strictSame(await delegatesOf(client, id), { 2001: 'Cancelled', 2002: 'WaitingList', 2010: 'Booked', 2020: 'Cancelled', 2030: 'Cancelled', 2040: 'Booked' })
  await v1('PUT', `/coursedates/${id}`, { ...least, MaxPlaces: 3 })
  t.equal((await delegatesOf(client, id))['2002'], 'Booked', 'more places are given to those who wait')
  t.strictSame(await courseOf(client, id), ['Available', 0])
})

t.test('Nobody moves up on a course that is not Available, and who waits there can still be changed', async t => {
  const client = await openV1(t)
  const { v1 } = client
  t.match(await delegatesOf(client, '5018'), { 2026: 'WaitingList', 2029: 'WaitingList' })
  await v1('PUT', '/coursedates/5018', { ...least, MaxPlaces: 6, Status: 'Cancelled' })
  await v1('PUT', '/coursedates/5018/delegates/2008~5018', { Status: 'Cancelled' })
  t.match(await delegatesOf(client, '5018'), { 2026: 'WaitingList', 2029: 'WaitingList' })
  t.match((await v1('PUT', '/coursedates/5018/delegates/2026~5018', { PONumber: 'PO-2' })).body, { Status: 'WaitingList', PONumber: 'PO-2' })
  await v1('PUT', '/coursedates/5018', { ...least, MaxPlaces: 6 })
  t.match(await delegatesOf(client, '5018'), { 2026: 'Booked', 2029: 'WaitingList' }, 'once it is Available, the first does')
})

t.test('A delegate who goes onto a waiting list where there are places is booked', async t => {
  const client = await openV1(t)
  const id = await course(client, 2, 'Enabled')
  t.equal((await client.v1(...register(id, { ...booked, Status: 'WaitingList' }))).body.Status, 'Booked')
})

t.test('Delegates are filtered by any field', async t => {
  const { v1, read } = await openV1(t)
  const one = (await read('/coursedates/5017/delegates?UserID=2003'))[0]
  for (const [name, value] of Object.entries(one)) {
    const literal = typeof value === 'string' ? `'${value}'` : String(value)
    const { status, body } = await v1('GET', `/coursedates/5017/delegates?${query(`${name} eq ${literal}`)}`)
    t.ok(status === 200 && body.some((it: any) => it.UserID === '2003') && body.every((it: any) => it[name] === value), name)
  }
  t.equal((await read(`/delegates?$top=-1&${query("Status eq 'WaitingList'")}`)).length, 2)
  t.strictSame(await read('/coursedates/5017/delegates?CourseDateID=5018'), [], 'of the course only')
  t.equal(verdictOf(await v1('GET', '/coursedates/9999/delegates')), '404 CourseDateID course-date.exists')
})
