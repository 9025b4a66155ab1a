import t from 'tap'
import { frozen, listen } from '../../harness.ts'
import {
  Booking, Client, Course, CourseDate, Delegate, ELearningDelegate, encode, Invoice, InvoiceItem, read, readAll, WebDelegate, type Model
} from './vendor-client.ts'

// The screens of the vendor's demo, one after another, with what each sends: selections in lower case, members that only the client has,
// and a delegate with names of its own. Login's user is read by a strict reader; rows of lists by one that passes over null.

const dates = `DOB LastBooking LastLoggedOn LatestCourseDateAttended LatestCourseDateBooked MainUserCompanyEndDate MainUserCompanyStartDate
  PasswordExpires DateCreated DateUpdated`.split(/\s+/)
const isOfItsType = (name: string, value: unknown): boolean => {
  if (dates.includes(name)) return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(value)
  if (name === 'UniqueID') return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(String(value))
  if (/^(?:Has|Is|TaxExempt|MarketingOptIn|SmsAuthorised|RestrictBooking|Uses|CheckSec|DailyTask|MainRoleIs)/.test(name)) {
    return typeof value === 'boolean'
  }
  if (/Count$|^MoodleID$/.test(name)) return Number.isInteger(value)
  return typeof value === 'string' || (Array.isArray(value) && value.every(it => typeof it === 'string'))
}

async function logIn (host: string, name: string): Promise<{ client: Client, id: string, user: Record<string, unknown> }> {
  const client = new Client(host)
  await client.logIn('demo', 'demo')
  const { Success, Message, User } = await client.call('POST', 'api/v2/Login', new URLSearchParams({ UserName: name, Password: 'demo' }))
  if (!Success) throw new Error(Message)
  return { client, id: User.ID, user: User }
}

const select = (model: Model) => Object.keys(model).join(',').toLowerCase()

async function rows (client: Client, module: string, model: Model, filter: string): Promise<any[]> {
  const { results } = await client.call('GET', `api/v2/${module}?$select=${select(model)}&$filter=${encode(filter)}`)
  return readAll(model, results)
}

t.test('Whoever logs in is read by a strict reader, whatever the user has', async t => {
  const { url } = await listen(t, { fixture: 'demo', clock: frozen })
  for (const name of ['2001', '2002', '2003', 'ONEILL5kWb', 'niamh@harbourhill.example', 'NIKAUTh4Zq', 'demo']) {
    const { user } = await logIn(url, name)
    t.strictSame(Object.entries(user).filter(([member, value]) => !isOfItsType(member, value)), [], `each member of ${name} has its type`)
  }
})

t.test('The home screen has something in each of its lists', async t => {
  const { url } = await listen(t, { fixture: 'demo', clock: frozen })
  const { client, id } = await logIn(url, 'user2001@kereru.example')
  for (const [module, model, filter] of [
    ['UserCourseDate', Delegate, `contains(ID, '${id}')`],
    ['UserCourseDateWeb', WebDelegate, `contains(ID, '${id}')`],
    ['UserCourseDateELearning', ELearningDelegate, `userid eq '${id}'`],
    ['CourseDateBooking', Booking, `contains(UserID, '${id}')`]
  ] as const) t.ok((await rows(client, module, model, filter)).length > 0, module)

  const invoices = await rows(client, 'Invoice', Invoice, `targetid eq '${id}'`)
  t.match(invoices, [{ ID: '998', TargetIDType: 'User', TargetLabel: 'Hana Walker', Amount: 207, AmountPaid: 207, Outstanding: 0 }])
  for (const { ID, Amount } of invoices) {
    const items = await rows(client, 'InvoiceItem', InvoiceItem, `invoiceid eq '${ID}'`)
    t.equal(items.reduce((sum, item) => sum + item.Amount, 0), Amount, 'an invoice comes to what its items do')
  }
  const [offline] = await rows(client, 'CourseDateBooking', Booking, "id eq '999'")
  t.match(offline, { BookingStatus: 'Offline', PONumber: 'PO-4471', InvoiceIDs: ['999'] })
})

t.test('The screen of courses shows them and their dates; one of a person without a company is paid by that person', async t => {
  const { url } = await listen(t, { fixture: 'demo', clock: frozen })
  const { client, id } = await logIn(url, 'NIKAUTh4Zq')
  t.ok((await client.list('Course', Course)).length > 10)
  t.ok((await client.list('CourseDate', CourseDate)).length > 30)
  const [course, ...others] = await client.list('Course', Course, { where: ["contains(Label, 'rigging')", "CourseType eq 'class'"] })
  t.match([course, others], [{ ID: 'SCAFFOh4Kp', Label: 'Scaffolding & Rigging' }, []])
  const dates = await client.list('CourseDate', CourseDate, { where: [`CourseID eq '${course.ID}'`], orderBy: 'StartDate' })
  t.match(dates, [{ ID: '731', Status: 'Cancelled' }, { ID: '812', Status: 'Available', SpacesLeft: 8 }])

  t.match(await client.basket('POST', `${id}/731/12`), { Items: [], LatestErrorMessage: /Cancelled/ })
  t.match(await client.basket('POST', `${id}/NOSUCH/14`), { Items: [], LatestErrorMessage: /NOSUCH/ })
  const { UniqueBasketID: basket, Items: [{ BasketItemID: item }] } = await client.basket('POST', `${id}/5030/12`)
  t.match(await client.basket('PUT', `${basket}/${item}/users`, [id]), { Items: [{ AssignedUsers: [{ UserID: id }] }] })
  t.match(await client.basket('DELETE', `${basket}/${item}/${id}`), { Items: [{ AssignedUsers: [] }] })
  await client.basket('PUT', `${basket}/${item}/users`, [id])
  t.match(await client.basket('POST', `${id}/EARLY10/14`), { Items: [{ AppliedDiscounts: [{ DiscountCode: 'EARLY10' }] }] })
  await client.complete(basket)
  const mine = await rows(client, 'Invoice', Invoice, `targetid eq '${id}'`)
  t.match(mine.find(it => it.ID !== '1000'), { TargetIDType: 'User', TargetLabel: 'Nikau Thompson', CompanyName: null, Amount: 807.3 })
})

t.test('The account screen sends what changed, nothing, or an empty text; a delegate is made by names of the client\'s own', async t => {
  const { url } = await listen(t, { fixture: 'demo', clock: frozen })
  const { client, id } = await logIn(url, 'ONEILL5kWb')
  const now = async () => (await client.call('GET', `api/v2/User?$filter=${encode(`ID eq '${id}'`)}&$select=Mobile,Surname`)).results[0]
  await client.call('PUT', `api/v2/User/${id}`, { Mobile: '021 555 0102' })
  t.strictSame(await now(), { Surname: 'O\'Neill', Mobile: '021 555 0102' })
  await client.call('PUT', `api/v2/User/${id}`, {})
  await client.call('PUT', `api/v2/User/${id}`, { Mobile: '' })
  t.notOk((await now()).Mobile, 'an empty text clears')

  const unset = '0001-01-01T00:00:00'
  const made = await client.call('POST', 'api/v2/UserCourseDate', {
    ID: `${id}~5030`, UserId: id, CourseDateId: '5030', Status: 'Booked', StartDate: unset, DateStamp: unset
  })
  t.match(read(Delegate, made), { ID: `${id}~5030`, CompanyName: 'Harbour & Hill Roofing Ltd', DateStamp: '2026-03-02T09:00:00' })
  await t.rejects(client.call('DELETE', `api/v2/UserCourseDate?$select=ID/${id}~5030`), /^40[45]:/)
  t.equal((await rows(client, 'UserCourseDate', Delegate, `id eq '${id}~5030'`)).length, 1, 'an id behind the query deletes nothing')
})
