import t, { type Test } from 'tap'
import { frozen, listen } from '../../harness.ts'
import { courseDates, delegates, templates, users } from '../demo.ts'

// A client as the vendor's own is: its addresses, its headers, its casing and its odd spacing. Unlike that one it takes no value of another
// type than it expects.

type Model = Record<string, 'text' | 'number' | 'boolean' | 'date' | 'date?' | 'texts'>

const CourseDate: Model = {
  ID: 'text', CourseID: 'text', CompanyName: 'text', StartDate: 'date', EndDate: 'date?', CourseType: 'text', Status: 'text', Cost: 'number', VenueLabel: 'text', VenueTown: 'text', DurationInHours: 'number', Places: 'number', SpacesLeft: 'number'
}
const Course: Model = { ID: 'text', Label: 'text', CourseType: 'text', Cost: 'number', Duration: 'number', DurationType: 'text', Advertise: 'boolean', IsModule: 'boolean', UnitsRequired: 'number', CategoryLabels: 'texts', AwardedAwardIDs: 'texts', Summary: 'text', Overview: 'text' }
const Delegate: Model = { ID: 'text', UserFullName: 'text', CompanyName: 'text', CourseOrAliasName: 'text', StartDate: 'date', EndDate: 'date?', DateStamp: 'date', Status: 'text' }
const WebDelegate: Model = { ...Delegate, CourseDateBookingID: 'number', OnlinePlatformCandidateJoinUrl: 'text', CourseDuration: 'text', CourseOverview: 'text' }
const ELearningDelegate: Model = { ID: 'text', UserID: 'text', CourseName: 'text', DateStamp: 'date', DateFirstViewed: 'date?', CompletionStatus: 'text', SuccessStatus: 'text', CandidateDirectELearningUrl: 'text' }
const Booking: Model = { ID: 'text', DateCreated: 'text', BookingType: 'text', BookingUserName: 'text', BookingStatus: 'text', PONumber: 'text', AgentName: 'text', InvoiceIDs: 'texts', UserID: 'text', BookingSummary: 'text' }
const Invoice: Model = { ID: 'text', DateCreated: 'date', Reference: 'text', CompanyName: 'text', TargetIDType: 'text', TargetLabel: 'text', TargetID: 'text', Amount: 'number', TaxRate: 'number', CurrencyCode: 'text', DateDue: 'date', Status: 'text', AmountPaid: 'number', Outstanding: 'number', PONumber: 'text', InvoiceAddress: 'text' }
const InvoiceItem: Model = { ID: 'text', InvoiceID: 'text', Reference: 'text', DynamicLabel: 'text', Tax: 'number', Amount: 'number', SourceID: 'text', SourceIDType: 'text' }
const User: Model = { ID: 'text', Fullname: 'text', Forenames: 'text', Surname: 'text', Email: 'text', Mobile: 'text', JobTitle: 'text', HasEmail: 'boolean', ActiveCoursesCount: 'number', MainCompanyID: 'text', MainCompanyName: 'text', Title: 'texts', Country: 'texts', MainRoleID: 'texts', TaxExempt: 'boolean', Status: 'text', DateCreated: 'date' }

const readers: Record<Model[string], (value: unknown) => boolean> = {
  text: (value) => value === null || typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(value),
  'date?': (value) => value === null || readers.date(value),
  texts: (value) => Array.isArray(value) && value.every(it => typeof it === 'string')
}

/** Names are matched as they are spelled. What is there has to be of its type. */
function read (model: Model, record: Record<string, unknown>): any {
  return Object.fromEntries(Object.entries(model).filter(([name]) => name in record).map(([name, type]) => {
    if (!readers[type](record[name])) throw new Error(`${name} is no ${type}: ${JSON.stringify(record[name])}`)
    return [name, record[name]]
  }))
}

interface Query {
  select?: string[]
  /** Conditions, which are joined as the client joins them: without a space before. */
  where?: string[]
  orderBy?: string
  top?: number
  skip?: number
}

const is = (name: string, value: string) => `${name} eq '${value}'`
const atLeast = (name: string, value: string) => `${name} ge '${value}'`
const moreThan = (name: string, value: number) => `${name} gt '${value}'`
const contains = (name: string, value: string) => `contains(${name}, '${value}')`
const startsWith = (name: string, value: string) => `startswith(${name}, '${value}')`
const endsWith = (name: string, value: string) => `endswith (${name}, '${value}')`

/** As .NET encodes, a space is a plus. */
const encode = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+')

class Client {
  readonly root: string
  #bearer = ''
  #refresh = ''

  constructor (host: string, platform = 'accessplan') {
    this.root = `${host}/${platform}`
  }

  useKey (key: string): void {
    this.#bearer = key
  }

  logIn (username: string, password: string): Promise<void> {
    return this.#askForToken({ grant_type: 'password', UserName: username, Password: password })
  }

  renew (): Promise<void> {
    return this.#askForToken({ grant_type: 'refresh_token', refresh_token: this.#refresh })
  }

  async #askForToken (fields: Record<string, string>): Promise<void> {
    const reply = await fetch(`${this.root}/api/v2/token`, { method: 'POST', body: new URLSearchParams(fields) })
    const token: any = await reply.json()
    if (!reply.ok) throw new Error(token.error)
    for (const name of ['access_token', 'token_type', 'refresh_token', 'userID']) if (typeof token[name] !== 'string') throw new Error(`There is no ${name}`)
    for (const name of ['expires_in', 'refresh_token_expires_in']) if (!Number.isInteger(token[name])) throw new Error(`There is no ${name}`)
    this.#bearer = token.access_token
    this.#refresh = token.refresh_token
  }

  async call (method: string, path: string, body?: unknown): Promise<any> {
    const reply = await fetch(`${this.root}/${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.#bearer}`, Accept: 'application/json', ...(body !== undefined && !(body instanceof URLSearchParams) && { 'Content-Type': 'application/json; charset=utf-8' }) },
      ...(body !== undefined && { body: body instanceof URLSearchParams ? body : JSON.stringify(body) })
    })
    if (!reply.ok) throw new Error(`${reply.status}: ${await reply.text()}`)
    return reply.json()
  }

  async list (module: string, model: Model, { select = Object.keys(model), where = [], orderBy, top, skip }: Query = {}): Promise<any[]> {
    // A member that only the client has is asked for, too.
    const members = module === 'CourseDate' ? [...select, 'DisplayCost'] : select
    const options = [
      `$select=${members.join(',')}`, ...(where.length > 0 ? [`$filter=${encode(where.join('and '))}`] : []), ...(orderBy ? [`$orderby=${encode(orderBy)}`] : []),
      ...(top !== undefined ? [`$top=${top}`] : []), ...(skip !== undefined ? [`$skip=${skip}`] : []), '$count=true'
    ]
    const { results } = await this.call('GET', `api/v2/${module}?${options.join('&')}`)
    return results.map((record: Record<string, unknown>) => read(model, record))
  }

  /** One record is read as the first of those that have its ID. */
  async one (module: string, model: Model, id: string): Promise<any> {
    return (await this.list(module, model, { where: [is('ID', id)] }))[0]
  }

  /** Only what changes is sent, and nothing that is null. */
  update (module: string, id: string, changes: object): Promise<unknown> {
    return this.call('PUT', `api/v2/${module}/${id}`, Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null)))
  }

  /** Whose password it is; undefined if it is nobody's. Names of the reply are read in any case. */
  async check (username: string, password: string): Promise<any> {
    const reply = await this.call('POST', 'api/v2/Login', new URLSearchParams({ UserName: username, Password: password }))
    const { success, user } = Object.fromEntries(Object.entries<any>(reply).map(([name, value]) => [name.toLowerCase(), value]))
    return success ? read(User, user) : undefined
  }

  async basket (method: string, path: string, body?: unknown): Promise<any> {
    return readBasket(await this.call(method, `apibasket/v2/basket/${path}`, body))
  }

  complete (uniqueBasketId: string): Promise<unknown> {
    return this.call('POST', `apibasket/v2/basket/${uniqueBasketId}/complete`)
  }
}

const Basket: Model = { BasketID: 'number', BookingUserID: 'text', UniqueBasketID: 'text', LatestErrorMessage: 'text' }
const Item: Model = { BasketItemID: 'number', ItemName: 'text', ItemDescription: 'text', UnitNet: 'number', UnitTax: 'number', UnitGross: 'number', CurrencySymbol: 'text', Quantity: 'number' }
const Discount: Model = { RelatedBasketItemID: 'number', Name: 'text', UnitNet: 'number', UnitTax: 'number', UnitGross: 'number', CurrencySymbol: 'text', Automatic: 'boolean', DiscountCode: 'text' }
const BasketUser: Model = { UserID: 'text', Forenames: 'text', Surname: 'text', EmailAddress: 'text', MainCompanyName: 'text' }

const readAll = (model: Model, records: any[]): any[] => records.map(record => read(model, record))
const readBasket = (basket: any): any => ({
  ...read(Basket, basket),
  Items: basket.Items.map((item: any) => ({
    ...read(Item, item), AppliedDiscounts: readAll(Discount, item.AppliedDiscounts), AvailableUsers: readAll(BasketUser, item.AvailableUsers), AssignedUsers: readAll(BasketUser, item.AssignedUsers)
  }))
})

const total = ({ Items }: any): number =>
  Items.reduce((sum: number, { UnitGross, Quantity, AppliedDiscounts }: any) => sum + Quantity * AppliedDiscounts.reduce((unit: number, it: any) => unit + it.UnitGross, UnitGross), 0)

const start = async (t: Test): Promise<string> => (await listen(t, { fixture: 'demo', clock: frozen })).url

t.test('The vendor\'s client goes from its token to a completed basket', async t => {
  const client = new Client(await start(t))
  await client.logIn('demo', 'demo')

  t.equal(await client.check('user2001@kereru.example', 'wrong'), undefined)
  const me = await client.check('user2001@kereru.example', 'demo')
  t.match(me, { ID: '2001', Fullname: 'Hana Walker', MainCompanyID: '201', Country: [] })
  await client.update('User', me.ID, { Mobile: '021 555 0101', JobTitle: 'Joiner', Fax: null, Country: ['New Zealand'] })
  t.match(await client.one('User', User, me.ID), { Mobile: '021 555 0101', JobTitle: 'Joiner', Country: ['New Zealand'], Email: 'user2001@kereru.example' })

  const coming = await client.list('CourseDate', CourseDate, {
    where: [is('CourseType', 'class'), is('Status', 'Available'), atLeast('StartDate', '2026-03-02T09:00:00'), moreThan('Cost', 500), moreThan('SpacesLeft', 0)], orderBy: 'StartDate', top: 3, skip: 1
  })
  t.same(coming.map(({ ID, Cost, SpacesLeft }) => [ID, Cost, SpacesLeft]), [['5015', 520, 5], ['5020', 780, 6], ['5024', 640, 6]])
  t.same((await client.list('Course', Course, { where: [startsWith('Label', 'stair'), endsWith('Label', 'building'), contains('Summary', 'BEGINNERS')], orderBy: 'Label asc' })).map(({ ID }) => ID), ['4005'])
  const [course] = coming
  t.match(await client.one('Course', Course, course.CourseID), { ID: '4005', Label: 'Stair Building', IsModule: false, UnitsRequired: 0, AwardedAwardIDs: [] })
  await client.update('Course', course.CourseID, { Overview: '<p>Stairs</p>' })
  t.match(await client.one('Course', Course, course.CourseID), { Overview: '<p>Stairs</p>', Label: 'Stair Building' })

  const empty = await client.basket('GET', me.ID)
  t.same(empty.Items, [])
  const filled = await client.basket('POST', `${me.ID}/${course.ID}/12`)
  t.match(filled, { UniqueBasketID: empty.UniqueBasketID, Items: [{ ItemName: 'Stair Building', UnitNet: 520, UnitTax: 78, UnitGross: 598 }], LatestErrorMessage: '' })
  t.match(await client.basket('POST', `${me.ID}/5017/12`), { LatestErrorMessage: /FullyBooked/, Items: { length: 1 } })
  const basket = empty.UniqueBasketID
  const [{ BasketItemID: item }] = filled.Items
  await client.basket('POST', `${me.ID}/5016/12`)
  const another = await client.basket('POST', `${me.ID}/5030/12`)
  t.equal(another.Items.length, 3)
  await client.basket('DELETE', `${basket}/${another.Items[1].BasketItemID}`)
  await client.basket('DELETE', `${basket}/${another.Items[2].BasketItemID}`)
  await client.basket('PUT', `${basket}/${item}/users`, [me.ID, '2004', '2007'])
  await client.basket('DELETE', `${basket}/${item}/2007`)
  const ready = await client.basket('POST', `${me.ID}/EARLY10/14`)
  t.match(ready.Items, [{ Quantity: 2, AssignedUsers: [{ UserID: '2001' }, { UserID: '2004' }], AppliedDiscounts: [{ RelatedBasketItemID: item, UnitGross: -59.8 }] }])
  await client.complete(basket)
  t.same((await client.basket('GET', me.ID)).Items, [])
  await t.rejects(client.complete(basket), /404/)

  const mine = await client.list('UserCourseDate', Delegate, { where: [contains('ID', me.ID), is('Status', 'booked'), atLeast('StartDate', '2026-03-02')], orderBy: 'StartDate' })
  t.same(mine.map(({ ID }) => ID), ['2001~5015', '2001~5016', '2001~5022', '2001~5028'])
  t.match(mine[0], { CourseOrAliasName: 'Stair Building', DateStamp: '2026-03-02T09:00:00' })
  t.match(await client.list('UserCourseDateWeb', WebDelegate, { where: [contains('ID', me.ID)] }), [{ ID: '2001~5028', CourseDateBookingID: 0 }])
  t.match(await client.list('UserCourseDateELearning', ELearningDelegate, { where: [is('UserID', '2041')] }), [{ ID: '2041~5003', CompletionStatus: 'Complete', SuccessStatus: 'Passed' }])

  const [booking] = await client.list('CourseDateBooking', Booking, { where: [is('UserID', me.ID)], orderBy: 'datecreated desc' })
  t.match(booking, { BookingUserName: 'Hana Walker', BookingStatus: 'Offline' })
  const [invoice] = await client.list('Invoice', Invoice, { where: [is('targetid', me.MainCompanyID)], orderBy: 'datecreated' })
  t.equal(invoice.Amount, total(ready))
  t.same(booking.InvoiceIDs, [invoice.ID])
  t.same(await client.list('Invoice', Invoice, { where: [is('invoiceid', invoice.ID)] }), [invoice])
  const items = await client.list('InvoiceItem', InvoiceItem, { where: [is('invoiceid', invoice.ID)] })
  t.same(items.map(({ Amount, Tax }) => Math.round((Amount - Tax) * 100) / 100), [1040, -104], 'net is amount without tax')
  t.equal((await client.one('CourseDate', CourseDate, course.ID)).SpacesLeft, 3)
})

t.test('It reads every record of every module that it knows', async t => {
  const client = new Client(await start(t), 'AccessPlan')
  client.useKey('demo-api-key')
  const basket = await client.basket('POST', '2001/5014/12')
  await client.basket('PUT', `${basket.UniqueBasketID}/${basket.Items[0].BasketItemID}/users`, ['2001'])
  await client.complete(basket.UniqueBasketID)
  for (const [module, model, count] of [
    ['CourseDate', CourseDate, courseDates.length], ['Course', Course, templates.length], ['User', User, users.length],
    ['UserCourseDate', Delegate, delegates.length + 1], ['UserCourseDateWeb', WebDelegate, delegates.filter(it => it.type === 'Web').length],
    ['UserCourseDateELearning', ELearningDelegate, delegates.filter(it => it.type === 'ELearning').length],
    ['CourseDateBooking', Booking, 1], ['Invoice', Invoice, 1], ['InvoiceItem', InvoiceItem, 1]
  ] as const) {
    const records = await client.list(module, model, { top: -1 })
    t.equal(records.length, count, module)
    t.ok(records.every(record => Object.keys(record).length === Object.keys(model).length), `${module} has all members by their names`)
  }
})

t.test('Another client refreshes its token, sends %20 for a space, asks for what a module has, and logs communications', async t => {
  const url = await start(t)
  const client = new Client(url, 'accessplansandbox')
  await client.logIn('demo', 'demo')
  await client.renew()
  await client.renew()
  const fields = await client.call('GET', 'apihelp/v2/modules/courseTemplate')
  t.ok(fields.some(({ Name }: { Name: string }) => Name === 'Name'))
  const custom = (await client.call('GET', 'apihelp/v2/modules/course')).filter(({ Custom }: { Custom: boolean }) => Custom).map(({ Name }: { Name: string }) => Name)
  t.same(custom, ['CF_Include_on_website'])
  t.same((await client.call('GET', 'api/v2/course?$filter=CF_Include_on_website%20eq%20true&$orderby=Label%20asc&$select=ID')).results.map(({ ID }: { ID: string }) => ID), ['4007', '4001', '4009', '4003', '4005'])
  t.equal((await client.call('GET', 'api/v2/courseTemplate?$orderby=Name%20asc&$top=1')).results[0].Name, 'Excel for Offices')
  t.ok((await client.call('GET', 'api/v2/courseDate?$filter=StartDate%20ge%202026-03-02&$orderby=StartDate%20asc')).results.length > 0)
  const [person] = (await client.call('GET', 'api/v2/user?$top=1')).results
  t.match(person, { ID: '2001', Forenames: 'Hana', Surname: 'Walker', Email: String, MainCompanyName: String, Status: 'Active' })
  t.ok('Mobile' in person)
  await client.call('POST', 'api/v2/Communication', { MappedIDType: 'User', MappedID: person.ID, CommunicationTypeID: '-1', Subject: 'Welcome', Body: 'Kia ora' })
  t.match((await client.call('GET', "api/v2/communication?$filter=MappedID%20eq%20'2001'")).results, [{ Subject: 'Welcome', CommunicationTypeID: '-1' }])
  await t.rejects(new Client(url).logIn('demo', 'wrong'), /invalid_grant/)
})
