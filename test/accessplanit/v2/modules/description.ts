import t, { type Test } from 'tap'
import { book, isRefused, moduleNames, openPlatform, type Platform, toldBy } from '../v2.ts'

/** A member as the help describes it. */
interface Described { Name: string, Type: string, Writable: boolean, Required: boolean, MaxLength?: number, Values?: string[] }

const describe = async (platform: Platform, module: string): Promise<Described[]> => {
  const { status, body } = await platform.inject({
    url: `/accessplan/apihelp/v2/modules/${module}`, headers: { authorization: 'Bearer demo-api-key' }
  })
  if (status !== 200) throw new Error(`${module}: ${status}`)
  return body
}

/** A record of each module that is written. */
async function recordsOf (platform: Platform): Promise<Record<string, string>> {
  const { InvoiceID, BookingID } = await book(platform)
  await platform.v2('POST', 'Transaction', { InvoiceID, Amount: 100 })
  await platform.v2('POST', 'Communication', { MappedIDType: 'User', MappedID: '2001' })
  const { body: { ID: webhook } } = await platform.v2('POST', 'Webhook', { Module: 'Category', Url: 'http://127.0.0.1:9/' })
  return {
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
}

/** What a member can become, where not any value of its type will do. */
const others: Record<string, unknown> = {
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
  InvoiceID: '1001',
  DOB: '1999-09-09T00:00:00',
  Title: ['Dr'],
  ContactMethod: ['Email'],
  Status: 'OnHold',
  'User.Country': ['New Zealand']
}

const ofType: Record<string, unknown> =
  { String: 'other', Integer: 5, Decimal: 7.5, DateTime: '2026-05-05T05:05:05', 'String[]': ['1', '2'] }

function otherThan (current: unknown, module: string, { Name, Type, Values }: Described): unknown {
  const other = others[`${module}.${Name}`] ?? others[Name]
  if (other !== undefined) return other
  if (Values) return Values.find(it => it !== current)
  return Type === 'Boolean' ? !current : ofType[Type]
}

/** Of these the values are those of version 1 or the importer, or the member is one that no source names. */
const listedElsewhere = ['CourseDate.Status', 'CourseDate.WaitingList', 'UserCourseDate.Status']

/** Asserts that a member is written if it says so, and else is passed over and told of. */
async function isWrittenAsSaid (t: Test, platform: Platform, module: string, id: string, member: Described): Promise<void> {
  const { Name, Writable, MaxLength, Values } = member
  const before = await platform.read(module, id)
  const value = otherThan(before[Name], module, member)
  const name = `${module}.${Name} ${Writable ? 'can' : 'cannot'} be written`
  const { status, headers, body, text } = await platform.v2('PUT', `${module}/${id}`, { [Name]: value })
  t.equal(status, 200, `${name} ${status === 200 ? '' : text}`)
  const warnings = headers['sandbox-warnings']
  // A role that the sandbox does not know gives none, and that is told of.
  const told = { MainRoleID: 'inferred-shape:MainRoleID', Url: 'webhook.url-absolute' }[Name]
  if (Writable) t.strictSame([body[Name], warnings], [value, told], name)
  else t.strictSame([{ ...body, DateUpdated: null }, warnings], [{ ...before, DateUpdated: null }, `ignored-member:${Name}`], name)
  if (MaxLength) {
    const long = await platform.v2('PUT', `${module}/${id}`, { [Name]: 'x'.repeat(MaxLength + 1) }, { 'sandbox-dry-run': '1' })
    t.equal(long.status, 200, `${name}, longer than in version 1`)
    t.ok(toldBy(long).includes(`inferred-shape:${Name}`), 'which is told of')
  }
  if (!Values || !Writable) return
  const unlisted: [string, string, object] = ['PUT', `${module}/${id}`, { [Name]: 'Other than those' }]
  if (!listedElsewhere.includes(`${module}.${Name}`)) return isRefused(t, platform, unlisted, { status: 400, members: [Name] })
  const other = await platform.v2(...unlisted, { 'sandbox-dry-run': '1' })
  t.strictSame([other.status, toldBy(other)], [200, [`inferred-shape:${Name}`]], `${name}, by a value that is not listed`)
}

/** What says which record it is. */
const identifying = (module: string, name: string): boolean =>
  name === 'ID' || (module === 'UserCourseDate' && ['UserID', 'CourseDateID'].includes(name))

t.test('What a module says of itself is so: what is writable can be written, and nothing else', async t => {
  const platform = await openPlatform(t)
  const ids = await recordsOf(platform)
  for (const module of moduleNames) {
    const members = await describe(platform, module.toUpperCase())
    const [record] = await platform.find(module, { $top: '1' })
    if (record) t.same(Object.keys(record), members.map(it => it.Name), `${module} is read with the fields that it says`)
    const id = ids[module]
    if (id === undefined) t.notOk(members.some(it => it.Writable), `nothing of ${module} can be written`)
    else for (const member of members.filter(it => !identifying(module, it.Name))) await isWrittenAsSaid(t, platform, module, id, member)
  }
})

t.test('What a module says is required, is', async t => {
  const platform = await openPlatform(t)
  for (const module of Object.keys(await recordsOf(platform)).filter(it => !['Invoice', 'CourseDateBooking'].includes(it))) {
    const required = (await describe(platform, module)).filter(it => it.Required).map(it => it.Name)
    await isRefused(t, platform, ['POST', module, {}], { status: 400, members: required })
  }
})

t.test('A module tells of the custom fields of the platform', async t => {
  const members = await describe(await openPlatform(t), 'courseDate')
  t.match(members.find(it => it.Name === 'CF_Catering'), {
    Type: 'String', Label: 'Catering', Writable: true, Required: false, Custom: true
  })
})
