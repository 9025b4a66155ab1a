import t from 'tap'
import { least, statuses } from './requests.ts'
import { judge, openV1, query, verdictOf, warningsOf, type V1 } from './v1.ts'

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
    DelegateID: '2001~5015',
    UserID: '2001',
    CourseDateID: '5015',
    Status: 'Booked',
    StatusReason: 'By phone',
    DateRegistered: '2026-03-02T09:00:00',
    BookingID: null,
    PONumber: 'PO-1',
    Attended: false,
    Grade: null,
    CustomFields: []
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
    [['5015', {}], '400 UserID'], [['5014', { UserID: 2001 }], 'accepted, loosely-read:UserID'],
    [['9999', booked], '404 CourseDateID course-date.exists'],
    [['5014', { ...booked, PONumber: 'x'.repeat(50) }], 'accepted'],
    [['5014', { ...booked, PONumber: 'x'.repeat(51) }], 'accepted, inferred-shape:PONumber'],
    [['5014', { ...booked, Status: 'Registered' }], 'accepted, inferred-shape:Status']
  ])
  await v1('PUT', '/coursedates/5015/delegates/2001~5015', { Status: 'Cancelled' })
  t.equal(
    verdictOf(await v1(...register('5015', booked))), '400 UserID delegate.one-per-user-and-course',
    'the record is there though it is cancelled'
  )
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
  const reply = await v1('PUT', '/coursedates/5014/delegates/2024~5014', {
    ...change, UserID: '2001', CourseDateID: '5015', DateRegistered: '2020-01-01', BookingID: '1'
  })
  t.match([reply.status, reply.body], [200,
    { ...change, DelegateID: '2024~5014', UserID: '2024', CourseDateID: '5014', DateRegistered: '2026-02-10T10:00:00', BookingID: null }])
  t.strictSame(warningsOf(reply), [
    'ignored-member:UserID', 'ignored-member:CourseDateID', 'ignored-member:DateRegistered', 'ignored-member:BookingID'
  ])
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
  t.equal(
    verdictOf(await v1(...register(id, { UserID: '2003', Status: 'WaitingList' }))), '400 Status delegate.waiting-list-while-available'
  )
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
    await judge(t, client, (Status: string) => register(id, { UserID: '2002', Status }), [
      ['WaitingList', Status === 'Available' ? 'accepted' : '400 Status delegate.waiting-list-while-available', Status]
    ])
  }
})

t.test('Those who wait move up in the order in which they came', async t => {
  const client = await openV1(t)
  const { v1, freeze } = client
  const id = await course(client, 2, 'Enabled')
  const cancel = (user: string) => v1('PUT', `/coursedates/${id}/delegates/${user}~${id}`, { Status: 'Cancelled' })
  for (const UserID of ['2001', '2002']) await v1(...register(id, { UserID }))
  for (const UserID of ['2030', '2020', '2040']) {
    t.equal((await v1(...register(id, { UserID, Status: 'WaitingList' }))).body.Status, 'WaitingList')
  }
  freeze('2026-03-03T09:00')
  await v1(...register(id, { UserID: '2010', Status: 'WaitingList' }))
  t.strictSame(await courseOf(client, id), ['Available', 0], 'who waits takes no place')

  await cancel('2001')
  t.strictSame(await delegatesOf(client, id), {
    2001: 'Cancelled', 2002: 'Booked', 2010: 'WaitingList', 2020: 'WaitingList', 2030: 'Booked', 2040: 'WaitingList'
  })
  await v1('PUT', `/coursedates/${id}/delegates/2002~${id}`, { Status: 'WaitingList' })
  t.strictSame(await delegatesOf(client, id), {
    2001: 'Cancelled', 2002: 'WaitingList', 2010: 'WaitingList', 2020: 'Booked', 2030: 'Booked', 2040: 'WaitingList'
  }, 'who gives up a place goes to the end')
  await cancel('2020')
  await cancel('2030')
  t.strictSame(await delegatesOf(client, id), {
    2001: 'Cancelled', 2002: 'WaitingList', 2010: 'Booked', 2020: 'Cancelled', 2030: 'Cancelled', 2040: 'Booked'
  })
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
  t.match((await v1('PUT', '/coursedates/5018/delegates/2026~5018', { PONumber: 'PO-2' })).body, {
    Status: 'WaitingList', PONumber: 'PO-2'
  })
  await v1('PUT', '/coursedates/5018', { ...least, MaxPlaces: 6 })
  t.match(await delegatesOf(client, '5018'), { 2026: 'Booked', 2029: 'WaitingList' }, 'once it is Available, the first does')
})

t.test('A delegate who goes onto a waiting list where there are places is booked', async t => {
  const client = await openV1(t)
  const id = await course(client, 2, 'Enabled')
  t.equal((await client.v1(...register(id, { ...booked, Status: 'WaitingList' }))).body.Status, 'Booked')
})

t.test('Delegates are filtered by any field but the list of custom ones', async t => {
  const { v1, read } = await openV1(t)
  const { CustomFields, ...one } = (await read('/coursedates/5017/delegates?UserID=2003'))[0]
  t.strictSame(CustomFields, [])
  for (const [name, value] of Object.entries(one)) {
    const literal = typeof value === 'string' ? `'${value}'` : String(value)
    const { status, body } = await v1('GET', `/coursedates/5017/delegates?${query(`${name} eq ${literal}`)}`)
    t.ok(status === 200 && body.some((it: any) => it.UserID === '2003') && body.every((it: any) => it[name] === value), name)
  }
  t.equal((await read(`/delegates?$top=-1&${query("Status eq 'WaitingList'")}`)).length, 2)
  t.strictSame(await read('/coursedates/5017/delegates?CourseDateID=5018'), [], 'of the course only')
  t.equal(verdictOf(await v1('GET', '/coursedates/9999/delegates')), '404 CourseDateID course-date.exists')
})
