import t from 'tap'
import { book, isRefused, moduleNames, openPlatform } from '../v2.ts'

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
  for (const module of moduleNames) {
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
  for (const module of moduleNames.filter(it => ids[it] !== undefined && !['Invoice', 'CourseDateBooking'].includes(it))) {
    await isRefused(t, platform, ['POST', module, {}], { status: 400, members: await required(module) })
  }
  t.match((await platform.inject({ url: '/accessplan/apihelp/v2/modules/courseDate', headers: { authorization: 'Bearer demo-api-key' } })).body
    .find((it: { Name: string }) => it.Name === 'CF_Catering'), { Type: 'String', Label: 'Catering', Writable: true, Required: false, Custom: true })
})
