import t, { type Test } from 'tap'
import { demand, open, type Client, type Flags } from '../harness.ts'
import { inDemo } from '../shipped.ts'

/** What happens to real integrations with accessplanit, replayed on the fixture demo. */

const demo = (t: Test, flags: Flags = {}): Promise<Client> => open(t, { fixture: 'demo', ...flags })
const query = (options: Record<string, string>): string => new URLSearchParams(options).toString()
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const idsOf = (records: any[]): string[] => records.map(it => it.ID)

t.test('F1: Three traps of the course feeds', async t => {
  const { v1 } = await demo(t)
  const [{ AimsText }] = (await v1('GET', '/coursedates?CourseDateID=5014')).body
  t.equal(AimsText, 'Know what  to do first')
  t.strictSame((await v1('GET', `/coursedates?${query({ $filter: `AimsText eq '${AimsText}'` })}`)).body, [], 'copied from the reply')
  const { status, body } = await v1('PUT', '/coursedates/5014', { Name: 'x' })
  t.strictSame([status, body.Errors.map((it: any) => it.Field).sort()], [400, ['EndDate', 'MaxPlaces', 'StartDate', 'Status']])
  const paths = ['/courses/4001', '/companies/201/courses/4001', '/companies/100/courses/4001']
  t.strictSame(await Promise.all(paths.map(async path => (await v1('GET', path)).status)), [404, 404, 200])
})

t.test('A2: The first page is taken for everybody', async t => {
  const { v2 } = await demo(t)
  const before = (await v2('GET', 'User?$count=true&$top=0')).body.count
  for (let n = before; n < 101; n++) {
    demand(await v2('POST', 'User', { ID: `z${n + 100}`, Forenames: 'One', Surname: 'More', MainCompanyID: '201' }))
  }
  const { body: page, headers } = await v2('GET', 'User')
  t.equal(page.results.length, 100)
  t.notOk(idsOf(page.results).includes('z200'), 'who stands on page two is not found')
  t.strictSame(Object.keys(page), ['results'], 'and no word of it')
  t.equal(headers['sandbox-warnings'], 'cut-short:$top', 'but beside it')
  t.equal((await v2('GET', 'User?$top=100')).headers['sandbox-warnings'], undefined, 'and not to who asked for so many')
  t.equal((await v2('GET', 'User?$count=true')).body.count, 101, 'but to who asks')
})

t.test('A3: A user without email', async t => {
  const { v2 } = await demo(t)
  const { ID } = demand(await v2('POST', 'User', { Forenames: 'No', Surname: 'Email', MainCompanyID: '201' })).body
  const rows: any[] = (await v2('GET', 'User')).body.results
  t.strictSame(rows.filter(it => it.Email === '').map(it => it.ID).sort(), [ID, 'NIKAUTh4Zq'].sort())
  t.equal(rows.find(({ Email }) => Email.toLowerCase() === 'niamh@harbourhill.example').ID, 'ONEILL5kWb')
  const other = await demo(t, { reading: 'absent-email=null' })
  const withNull: any[] = (await other.v2('GET', 'User')).body.results
  t.strictSame(withNull.filter(it => it.Email === null).map(it => it.ID), ['NIKAUTh4Zq'])
  t.throws(() => withNull.find(({ Email }) => Email.toLowerCase() === 'niamh@harbourhill.example'), TypeError)
})

t.test('A4: $select twice, $select on POST', async t => {
  const { v2 } = await demo(t)
  const twice = await v2('GET', 'Course?$select=ID,Label&$select=id&$top=1')
  t.strictSame([twice.status, Object.keys(twice.body.results[0])], [200, ['ID', 'Label']])
  const made = await v2('POST', 'UserCourseDate?$select=ID,UserFullName', { UserID: '2007', CourseDateID: '5014', Status: 'Booked' })
  t.strictSame([made.status, made.body], [201, { ID: '2007~5014', UserFullName: 'Wiremu Fifita' }])
  t.equal(made.headers['sandbox-warnings'], undefined)
})

t.test('A5: A decimal comma', async t => {
  const { v2 } = await demo(t)
  const costing = async (value: string): Promise<string[]> =>
    idsOf((await v2('GET', `CourseDate?${query({ $filter: `Cost gt ${value}`, $orderby: 'ID' })}`)).body.results)
  const many = await costing('179.5')
  t.ok(many.length > 0)
  t.strictSame(await costing("'179,5'"), many)
  t.not((await costing('1795')).length, many.length, 'which is not 1795')
})

t.test('A6: Lifetimes as strings, or no userID', async t => {
  const { v2, admin } = await demo(t)
  const asked = () => v2('POST', 'token', query({ grant_type: 'password', username: 'demo', password: 'demo' }), form)
  const fault = async (body: object) => demand(await admin('PUT', '/faults', {
    faults: [{ id: 'odd-token', match: { service: 'accessplanit-v2', operation: 'RequestOrRefreshToken' }, times: 1, effect: { body } }]
  }))
  const usual = demand(await asked())
  t.match(usual.body, { expires_in: 3600, refresh_token_expires_in: 86_400, userID: 'demo' })

  await fault({ texts: ['expires_in', 'refresh_token_expires_in'] })
  const asTexts = await asked()
  t.match([asTexts.status, asTexts.body], [200, { expires_in: '3600', refresh_token_expires_in: '86400', userID: 'demo' }])
  t.equal(asTexts.headers['sandbox-fault'], 'odd-token')
  const { body: explained } = await admin('GET', '/requests/last/explain')
  t.match(explained.fault, { id: 'odd-token', effect: { body: { texts: ['expires_in', 'refresh_token_expires_in'] } } })
  const bearer = { authorization: `Bearer ${asTexts.body.access_token}` }
  t.equal((await v2('GET', 'User/2001', undefined, bearer)).status, 200, 'the token is a good one')

  await fault({ remove: ['userID'] })
  t.strictSame(Object.keys((await asked()).body), Object.keys(usual.body).filter(name => name !== 'userID'))
  t.equal((await asked()).body.userID, 'demo', 'only once, as was asked for')
})

t.test('A7: Results for results', async t => {
  const { v2, admin } = await demo(t)
  const path = `CourseDate?${query({ $top: '2', $select: 'ID,StartDate' })}`
  const usual = (await v2('GET', path)).body.results
  demand(await admin('PUT', '/faults', {
    faults: [{
      match: { operation: 'ListCourseDateRecords' }, effect: { body: { rename: { results: 'Results', StartDate: 'startDate' } } }
    }]
  }))
  const renamed = await v2('GET', path)
  t.equal(renamed.status, 200)
  t.equal(renamed.headers['content-length'], String(Buffer.byteLength(renamed.text)))
  t.strictSame(renamed.body, { Results: usual.map(({ ID, StartDate }: any) => ({ ID, startDate: StartDate })) })
  t.strictSame((await v2('GET', 'User/2001?$select=ID')).body, { results: [{ ID: '2001' }] }, 'other operations are as they were')
  demand(await admin('DELETE', '/faults'))
  t.strictSame((await v2('GET', path)).body.results, usual)
})

t.test('A9: A refused login is a 200', async t => {
  const { v2 } = await demo(t)
  const { status, body } = await v2('POST', 'Login', query({ UserName: '2001', Password: 'nope' }), form)
  t.match([status, body], [200, { Success: false, Message: /\w/, User: null }])
})

/** The demo fixture, with sixty invoices more of one user. */
function manyInvoices (t: Test): string {
  const [invoice] = inDemo('accessplanit-invoices')
  const invoices = Array.from({ length: 60 }, (_, n) => {
    const id = String(2000 + n)
    return { ...invoice, id, userId: '2002', companyId: '202', bookingId: undefined, items: [{ ...invoice!.items[0], id }] }
  })
  return t.testdir({
    'fixture.json': JSON.stringify({ about: 'Sixty invoices', extends: 'demo' }), 'accessplanit-invoices.json': JSON.stringify(invoices)
  })
}

t.test('A10: One query per invoice', async t => {
  const home = async ({ v2 }: Client): Promise<any[]> => {
    const first = await v2('GET', `Invoice?${query({ $filter: "targetid eq '2002'" })}`)
    const replies = [first]
    for (const id of idsOf(first.body.results)) replies.push(await v2('GET', `InvoiceItem?${query({ $filter: `invoiceid eq '${id}'` })}`))
    return replies
  }
  const fixture = manyInvoices(t)
  const replies = await home(await open(t, { fixture }))
  t.strictSame([replies.length, new Set(replies.map(it => it.status))], [61, new Set([200])])
  t.ok(replies.slice(1).every(it => it.body.results.length === 1))

  const limited = await home(await open(t, { fixture, 'rate-limit': 'accessplanit-v2=50/1h' }))
  const refused = limited.find(it => it.status === 429)
  t.equal(limited.indexOf(refused), 51, 'in the middle of the list')
  t.match(refused.headers['retry-after'], /^\d+$/)
})

t.test('X21: A checkout that is sent again, as after a time-out', async t => {
  const { v2, basket } = await demo(t)
  const { UniqueBasketID, Items } = demand(await basket('POST', '2007/5014/12')).body
  demand(await basket('PUT', `${UniqueBasketID}/${Items[0].BasketItemID}/users`, ['2007']))
  const counts = async (): Promise<number[]> => Promise.all(['CourseDateBooking', 'Invoice', 'InvoiceItem', 'UserCourseDate']
    .map(async module => (await v2('GET', `${module}?$count=true&$top=0`)).body.count))
  const before = await counts()
  const { BookingID, InvoiceID } = demand(await basket('POST', `${UniqueBasketID}/complete`)).body
  const after = await counts()
  t.strictSame(after, before.map(count => count + 1))

  const again = await basket('POST', `${UniqueBasketID}/complete`)
  t.strictSame([again.status, again.headers['sandbox-rules']], [404, 'basket.exists'])
  t.match(again.body.message, /is open until it is checked out\. Look for its booking in CourseDateBooking/)
  t.strictSame(await counts(), after, 'nothing is there twice')
  const found = (await v2('GET', `CourseDateBooking?${query({ $filter: "contains(UserID, '2007')" })}`)).body.results
  t.match(found.at(-1), { ID: BookingID, InvoiceIDs: [InvoiceID] }, 'and what it had made is found')
})

t.test('A11: The Moodle id', async t => {
  const { v2 } = await demo(t)
  const sent: string[] = []
  const sync = async (): Promise<void> => {
    for (const { ID, MoodleID } of (await v2('GET', 'User?$select=ID,MoodleID&$top=3')).body.results) {
      if (MoodleID) continue
      sent.push(ID)
      demand(await v2('PUT', `User/${ID}`, { MoodleID: 700 + sent.length }))
    }
  }
  await sync()
  await sync()
  t.strictSame(sent, ['2001', '2002', '2003'], 'nobody is sent twice')
  demand(await v2('PUT', 'User/2001', { MoodleID: 0 }))
  await sync()
  t.strictSame(sent.slice(3), ['2001'], 'whose id was cleared is sent again')
})
