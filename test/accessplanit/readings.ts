import t, { type Test } from 'tap'
import { platformReadings } from '../../src/accessplanit/platform/readings.ts'
import { roleReadings } from '../../src/accessplanit/platform/roles/readings.ts'
import { v1Readings } from '../../src/accessplanit/v1/readings.ts'
import { v2Readings } from '../../src/accessplanit/v2/readings.ts'
import type { Reply } from '../harness.ts'
import { tokenOf } from './v2/token-of.ts'
import { fill, openPlatform, toldBy, type Platform } from './v2/v2.ts'

/** What each choice of each reading of accessplanit comes to: what is asked of a platform of its own, and what is answered. */

type Outcome = (platform: Platform) => Promise<unknown>

interface Case { outcome: Outcome, of: Record<string, unknown> }

const verdict = (reply: Reply): unknown => [reply.status, reply.headers['sandbox-rules'] ?? '', ...toldBy(reply)].join(' ').trim()

const v1 = (method: string, path: string, body?: object): Outcome => async platform => verdict(await platform.v1(method, path, body))
const v2 = (method: string, path: string, body?: object): Outcome => async platform => verdict(await platform.v2(method, path, body))

const course = { Status: 'Available', MaxPlaces: 12, StartDate: '2026-03-04T09:00:00', EndDate: '2026-03-06T16:30:00' }
const put = (more: object): Outcome => v1('PUT', 'coursedates/5014', { ...course, ...more })
const mail = (more: object): object => ({ MappedIDType: 'User', MappedID: '2001', CommunicationTypeID: '-1', Subject: 'Hello', ...more })
const hana = (more: object): Outcome => v1('PUT', 'users/2001', { Forenames: 'Hana', Surname: 'Walker', ...more })
const filtered = (path: string, filter: string): Outcome => async ({ v1 }) =>
  (await v1('GET', `${path}?$top=-1&$filter=${encodeURIComponent(filter)}`)).body.length

/** Whom the invoice is addressed to of a basket in which somebody booked people. */
const invoicedTo = (booker: string, people: string[]): Outcome => async platform => {
  const { UniqueBasketID } = await fill(platform, booker, '5014', people)
  const { InvoiceID } = (await platform.basket('POST', `${UniqueBasketID}/complete`)).body
  const { TargetIDType, TargetID } = await platform.read('Invoice', InvoiceID)
  return [TargetIDType, TargetID]
}

/** How many records of a module each filter finds. */
const filters = (module: string, all: readonly string[]): Outcome => async ({ v2 }) => {
  const found = async ($filter: string) =>
    (await v2('GET', `${module}?${new URLSearchParams({ $count: 'true', $top: '0', $filter })}`)).body.count
  return Promise.all(all.map(found))
}

/** The status of a write, what is told of it, and the first of the members that are answered. */
const written = (method: string, path: string, body?: object): Outcome => async ({ v2 }) => {
  const reply = await v2(method, path, body)
  return [reply.status, reply.headers['sandbox-warnings'] ?? '', Object.keys(reply.body).slice(0, 4)].join(' ').replace('  ', ' ')
}

const aims = async (platform: Platform) => {
  await platform.v2('PUT', 'CourseDate/5014', { Aims: 'Know  what to do' })
  const find = (text: string) => filtered('coursedates', `AimsText eq '${text}'`)(platform)
  return [await find('Know what to do'), await find('Know  what to do')]
}

/** The same as a user of the fixture: whether it is answered, and how many records. */
const asUser = (user: string, method: string, path: string, body?: object): Outcome => async platform => {
  const reply = await platform.v2(method, path, body, await tokenOf(platform, user))
  return [verdict(reply), reply.body.results?.length].join(' ').trim()
}

const cases: Record<string, Case | readonly Case[]> = {
  'end-after-advertised-start': {
    outcome: put({ AdvertisedStartDate: '2026-03-06T16:30:00' }),
    of: { literal: '400 course-date.end-after-advertised-start', slip: '200  course-date.end-after-advertised-start' }
  },
  'start-before-end': [
    {
      outcome: put({ StartDate: '2026-05-04', EndDate: '2026-05-04' }),
      of: { strict: '400 course-date.start-before-end', 'one-day': '200  course-date.start-before-end' }
    },
    {
      outcome: put({ StartDate: '2026-05-04T09:00', EndDate: '2026-05-04T09:00' }),
      of: { strict: '400 course-date.start-before-end', 'one-day': '400 course-date.start-before-end' }
    }
  ],
  'user-date-of-birth': [
    { outcome: hana({ DateOfBirth: '1990-05-17' }), of: { past: '200', future: '400 user.date-of-birth-past' } },
    { outcome: hana({ DateOfBirth: '2027-05-17' }), of: { past: '200  user.date-of-birth-past', future: '200' } }
  ],
  'waiting-list-default': {
    async outcome (platform) {
      const { taken, id } = await full(platform)
      const told = (await platform.basket('POST', `2001/${id}/12`)).body.LatestErrorMessage
      return [taken, told.replace(/^".*?" /, '')]
    },
    of: { none: ['FullyBooked', 'is FullyBooked, and cannot be put in a basket.'], platform: ['Available', ''] }
  },
  'invoice-target': [
    { outcome: invoicedTo('2001', ['2001']), of: { own: ['User', '2001'], company: ['Company', '201'], booker: ['User', '2001'] } },
    {
      outcome: invoicedTo('2001', ['2001', '2004']),
      of: { own: ['Company', '201'], company: ['Company', '201'], booker: ['User', '2001'] }
    },
    {
      outcome: invoicedTo('NIKAUTh4Zq', ['2004']),
      of: { own: ['User', 'NIKAUTh4Zq'], company: ['User', 'NIKAUTh4Zq'], booker: ['User', 'NIKAUTh4Zq'] }
    }
  ],
  'basket-status': {
    async outcome (platform) {
      const { UniqueBasketID } = await fill(platform, '2001', '5030', ['2001'])
      await platform.v2('PUT', 'CourseDate/5030', { Status: 'Provisional' })
      return [
        (await platform.basket('POST', '2001/5021/12')).body.Items.length,
        verdict(await platform.basket('POST', `${UniqueBasketID}/complete`))
      ]
    },
    of: { open: [2, '400 basket.can-be-booked'], available: [1, '400 basket.can-be-booked'] }
  },
  'platform-lists': [
    { outcome: hana({ Title: 'Sir' }), of: { any: '200  user.title-exists', shipped: '400 user.title-exists' } },
    { outcome: hana({ Country: 'Atlantis' }), of: { any: '200  user.country-exists', shipped: '400 user.country-exists' } }
  ],
  'phone-form': [
    { outcome: hana({ PhoneNumber: '03/555 0123, ext. 45' }), of: { loose: '200  user.phone-form', strict: '400 user.phone-form' } },
    { outcome: hana({ PhoneNumber: 'call me' }), of: { loose: '400 user.phone-form', strict: '400 user.phone-form' } }
  ],
  'loose-values': [
    { outcome: put({ Status: 'available' }), of: { read: '200  loosely-read:Status', refused: '400' } },
    { outcome: put({ ChargePerDelegate: 'True' }), of: { read: '200  loosely-read:ChargePerDelegate', refused: '400' } },
    { outcome: v2('PUT', 'User/2001', { Sex: 'FEMALE' }), of: { read: '200  loosely-read:Sex', refused: '400' } },
    { outcome: v2('POST', 'Communication', mail({ Subject: 5 })), of: { read: '201  loosely-read:Subject', refused: '400' } },
    {
      outcome: v2('POST', 'Communication', mail({ MappedID: 2001, CommunicationTypeID: -1 })),
      // What is only guessed to be a text is taken either way.
      of: {
        read: '201  loosely-read:MappedID loosely-read:CommunicationTypeID',
        refused: '201  inferred-shape:MappedID inferred-shape:CommunicationTypeID'
      }
    },
    { outcome: put({ ExternalID: 77 }), of: { read: '200  loosely-read:ExternalID', refused: '400' } },
    {
      outcome: v1('POST', 'companies', { Name: 'Weka', AccountGroupIDs: [10] }),
      of: { read: '201  loosely-read:AccountGroupIDs[0]', refused: '201  inferred-shape:AccountGroupIDs[0]' }
    },
    // A number is no day, no value of a list, and no truth.
    { outcome: v2('PUT', 'CourseDate/5014', { StartDate: 20260304 }), of: { read: '400', refused: '400' } },
    { outcome: v2('POST', 'Communication', mail({ Subject: true })), of: { read: '400', refused: '400' } },
    {
      async outcome (platform) {
        const { UniqueBasketID, Items: [{ BasketItemID }] } = await fill(platform, '2001', '5014', [])
        return verdict(await platform.basket('PUT', `${UniqueBasketID}/${BasketItemID}/users`, [2002, '2001']))
      },
      of: { read: '200  loosely-read:[0]', refused: '400' }
    }
  ],
  'loose-filters': [
    { outcome: v2('GET', "User?$filter=Surname eq 'O'Brien'"), of: { read: '200  loosely-read:$filter', refused: '400' } },
    { outcome: v2('GET', "CourseDate?$filter=Cost gt '10,5'"), of: { read: '200  loosely-read:$filter', refused: '400' } },
    {
      outcome: v2('GET', 'CourseDate?$filter=StartDate ge 2026-01-01T00:00:00+13:00'),
      of: { read: '200  loosely-read:$filter', refused: '400' }
    },
    { outcome: v1('GET', "users?$filter=Surname eq 'O'Brien'"), of: { read: '200  loosely-read:$filter', refused: '400' } },
    { outcome: v2('GET', "User?$filter=Surname equals 'x'"), of: { read: '400', refused: '400' } },
    {
      outcome: async ({ v2 }) =>
        (await v2('GET', "User?$select=ID&$filter=Surname eq 'O'Brien'and contains(Email, '20')")).body.results?.map((it: any) => it.ID),
      of: { read: ['2006', '2019', '2032', '2045', '2058'], refused: undefined }
    }
  ],
  'put-leaves-out': {
    async outcome (platform) {
      await platform.v1('PUT', 'users/2001', { Forenames: 'Hana', Surname: 'Walker', JobTitle: 'Builder', MarketingOptIn: true })
      const { body } = await platform.v1('PUT', 'users/2001', { Forenames: 'Hana', Surname: 'Walker', Town: 'Nelson' })
      return [body.JobTitle, body.MarketingOptIn, body.Town, body.MainAccountID]
    },
    of: { kept: ['Builder', true, 'Nelson', '201'], emptied: [null, true, 'Nelson', null] }
  },
  'double-spaces': { outcome: aims, of: { stored: [1, 0], both: [1, 1], never: [0, 0] } },
  'min-places': { outcome: put({}), of: { optional: '200', mandatory: '400' } },
  location: [
    {
      async outcome ({ v1 }) {
        const { body: [first, second] } = await v1('GET', 'venues')
        const name = (it: any) => it.Alias || it.Label
        await v1('POST', `coursedates/5014/venue/${first.VenueID}`)
        const reply = await v1('PUT', 'coursedates/5014', { ...course, Location: name(second) })
        return [reply.body.Location === name(second), ...toldBy(reply)]
      },
      of: { read: [false, 'ignored-member:Location'], written: [true] }
    },
    { outcome: put({ Location: 'Nowhere' }), of: { read: '200  ignored-member:Location', written: '400 venue.exists' } }
  ],
  'assignment-reply': {
    async outcome ({ v1 }) {
      const replies = [await v1('POST', 'coursedates/5014/venue/501'), await v1('POST', 'coursedates/5014/trainers/601')]
      return replies.map(({ status, body, text }) => [status, text === '' ? '' : body.CourseDateID])
    },
    of: { 200: [[200, '5014'], [200, '5014']], 201: [[201, '5014'], [201, '5014']], 204: [[204, ''], [204, '']] }
  },
  'list-without-top': {
    outcome: async ({ v1 }) => [(await v1('GET', 'delegates')).body.length > 100, (await v1('GET', 'delegates?$top=3')).body.length],
    of: { hundred: [false, 3], all: [true, 3] }
  },
  'accept-tie': {
    outcome: async ({ v1 }) => Promise.all(
      ['application/xml, application/json', 'application/json, application/xml', 'application/xml;q=0.5, application/json', '*/*']
        .map(async accept => String((await v1('GET', 'venues', undefined, { accept })).headers['content-type']).slice(12, 15))),
    of: { json: ['jso', 'jso', 'jso', 'jso'], first: ['xml', 'jso', 'jso', 'jso'] }
  },
  'unfilterable-field': [
    { outcome: v1('GET', 'coursedates?TimeZone=x'), of: { empty: '200  ignored-member:TimeZone', refused: '400' } },
    { outcome: v1('GET', "invoices?$filter=InvoiceID eq '1'"), of: { empty: '200  ignored-member:InvoiceID', refused: '400' } }
  ],
  'custom-fields': {
    async outcome (platform) {
      const reply = await platform.v1('PUT', 'coursedates/5014', { ...course, CustomFields: [{ Name: 'Catering', Value: 'Soup' }] })
      return [verdict(reply), reply.body.CustomFields]
    },
    of: { read: ['200  ignored-member:CustomFields', []], written: ['200', [{ Name: 'Catering', Value: 'Soup' }]] }
  },
  'upsert-match': {
    async outcome ({ v2 }) {
      const user = { Forenames: 'Ana', Surname: 'Ruru', ExternalID: 'HR-7' }
      await v2('POST', 'User', user)
      return [(await v2('POST', 'User', user)).status, (await v2('POST', 'User', { ...user, ID: '2001' })).status]
    },
    of: { external: [200, 200], id: [201, 200] }
  },
  'rules-of-version-one': [
    {
      outcome: v2('PUT', 'CourseDate/5014', { EndDate: '2026-03-04T09:00:00' }),
      of: { warned: '200  course-date.start-before-end', refused: '400 course-date.start-before-end' }
    },
    { outcome: v2('PUT', 'User/2001', { Email: 'x' }), of: { warned: '200  user.email-form', refused: '400 user.email-form' } },
    {
      outcome: put({ MaxPlaces: 0 }),
      of: { warned: '400 course-date.max-places-positive', refused: '400 course-date.max-places-positive' }
    }
  ],
  'required-of-new': [
    {
      async outcome ({ v2 }) {
        const reply = await v2('POST', 'CourseDate', { CourseID: '4004', StartDate: '2026-06-01T09:00:00' })
        return [verdict(reply), reply.body.EndDate, reply.body.Places]
      },
      of: {
        little: ['201  inferred-shape:EndDate inferred-shape:Places', '2026-06-03T17:00:00', 10],
        'as-version-1': ['400', undefined, undefined]
      }
    },
    {
      outcome: v2('POST', 'User', { Forenames: 'Ana', Surname: 'Ruru' }),
      of: { little: '201  inferred-shape:MainCompanyID', 'as-version-1': '400' }
    },
    { outcome: v2('PUT', 'User/2001', { MainCompanyID: '' }), of: { little: '200', 'as-version-1': '400' } }
  ],
  'e-learning-states': {
    async outcome ({ find }) {
      const $select = 'CompletionStatus,SuccessStatus'
      const many = async ($filter: string) => (await find('UserCourseDateELearning', { $filter, $top: '-1' })).length
      const [number, quoted, word] = [
        await many('CompletionStatus eq 2'), await many("CompletionStatus eq '2'"), await many("CompletionStatus eq 'complete'")
      ]
      const [shown] = await find('UserCourseDateELearning', { $select, $top: '1', $filter: "SuccessStatus eq 'Passed'" })
      return [shown, number > 0 && number === quoted && number === word]
    },
    of: {
      numbers: [{ CompletionStatus: 2, SuccessStatus: 4 }, true],
      words: [{ CompletionStatus: 'Complete', SuccessStatus: 'Passed' }, true]
    }
  },
  'absent-email': [
    {
      async outcome ({ v2, find }) {
        const { body } = await v2('POST', 'User', { Forenames: 'No', Surname: 'Email', MainCompanyID: '201' })
        const [listed] = await find('User', { $filter: `ID eq '${body.ID}'`, $select: 'Email,Phone' })
        return [body.Email, listed]
      },
      of: { empty: ['', { Email: '', Phone: null }], null: [null, { Email: null, Phone: null }] }
    },
    {
      outcome: filters('User', ["Email eq ''", 'Email eq null', "Email ne ''", 'Email ne null', "contains(Email, '')", "Email lt 'a'"]),
      of: { empty: [1, 0, 65, 66, 66, 1], null: [0, 1, 66, 65, 65, 0] }
    },
    {
      // One whose address was cleared has none, as one who never had any.
      async outcome (platform) {
        const { body } = await platform.v2('PUT', 'User/2001', { Email: '' })
        return [body.Email, ...await filters('User', ["Email eq ''", 'Email eq null'])(platform) as number[]]
      },
      of: { empty: ['', 2, 0], null: [null, 0, 2] }
    },
    {
      async outcome (platform) {
        const { body } = await platform.v2('PUT', 'Company/201', { Email: '' })
        return [body.Email, ...await filters('Company', ["Email eq ''", 'Email eq null'])(platform) as number[]]
      },
      of: { empty: ['', 1, 0], null: [null, 0, 1] }
    },
    {
      async outcome (platform) {
        await platform.v2('PUT', 'User/2002', { Email: '' })
        const { body } = await platform.v1('GET', 'users/2002')
        const { Items: [{ AssignedUsers, AvailableUsers }] } = await fill(platform, '2001', '5014', ['2002'])
        const shown = [...AssignedUsers, ...AvailableUsers].find(({ UserID }: any) => UserID === '2002').EmailAddress
        return [body.EmailAddress, shown, await filtered('users', "EmailAddress eq ''")(platform),
          await filtered('users', 'EmailAddress eq null')(platform)]
      },
      of: { empty: ['', '', 2, 0], null: [null, null, 0, 2] }
    }
  ],
  'select-on-write': [
    {
      outcome: written('POST', 'UserCourseDate?$select=UserFullName,Colour', { UserID: '2007', CourseDateID: '5014' }),
      of: {
        selected: '201 ignored-member:Colour ID,UserFullName',
        whole: '201 ignored-option:$select ID,UserID,CourseDateID,UserFullName'
      }
    },
    {
      outcome: written('PUT', 'User/2001?$select=jobtitle', { JobTitle: 'Joiner' }),
      of: { selected: '200 ID,JobTitle', whole: '200 ignored-option:$select ID,Title,Forenames,MiddleNames' }
    },
    {
      outcome: written('DELETE', 'Communication/1000?$select=Subject'),
      of: { selected: '200 ID,Subject', whole: '200 ignored-option:$select ID,MappedIDType,MappedID,CommunicationTypeID' }
    }
  ],
  'empty-values': {
    async outcome ({ find }) {
      return (await find('User', { $filter: "ID eq '2004'", $select: 'ID,Country,DOB,Phone,MoodleID' }))[0]
    },
    of: {
      typed: { ID: '2004', Phone: null, DOB: null, Country: [], MoodleID: 0 },
      texts: { ID: '2004', Phone: '', DOB: '', Country: '', MoodleID: 0 }
    }
  },
  'role-refusal': [
    {
      outcome: asUser('2001', 'GET', 'User/2006'),
      of: { forbidden: '403 role.sees-record', missing: '404 record.exists role.sees-record', empty: '200  role.sees-record 0' }
    },
    {
      outcome: asUser('2001', 'GET', 'Webhook'),
      of: { forbidden: '403 role.sees-module', missing: '404 record.exists role.sees-module', empty: '200  role.sees-module 0' }
    },
    {
      outcome: asUser('2001', 'PUT', 'User/2006', { Surname: 'x' }),
      of: {
        forbidden: '403 role.sees-record', missing: '404 record.exists role.sees-record', empty: '404 record.exists role.sees-record'
      }
    },
    {
      outcome: async platform => verdict(await platform.basket('GET', '2002', undefined, await tokenOf(platform, '2001'))),
      of: { forbidden: '403 role.own-basket', missing: '404 user.exists role.own-basket', empty: '404 user.exists role.own-basket' }
    },
    {
      outcome: asUser('2001', 'POST', 'Category', { Label: 'x' }),
      of: { forbidden: '403 role.changes', missing: '403 role.changes', empty: '403 role.changes' }
    }
  ],
  'role-of-nobody': { outcome: asUser('2003', 'GET', 'User?$top=-1&$select=ID'), of: { delegate: '200 1', administrator: '200 66' } },
  'role-courses': {
    async outcome (platform) {
      const as = await tokenOf(platform, '2001')
      const { body: { results } } = await platform.v2('GET', 'CourseDate?$top=-1', undefined, as)
      return results.length === (await platform.find('CourseDate', { $top: '-1' })).length
    },
    of: { all: true, own: false }
  },
  'role-writes': [
    { outcome: asUser('2001', 'PUT', 'User/2001', { Town: 'Nelson' }), of: { own: '200', none: '403 role.changes' } },
    { outcome: asUser('2002', 'PUT', 'Company/202', { Town: 'Nelson' }), of: { own: '200', none: '403 role.changes' } }
  ],
  'role-provider': {
    async outcome (platform) {
      const { body: { ID } } = await platform.v2('POST', 'Company', { Name: 'Another provider', IsTrainingProvider: true })
      return asUser('3001', 'GET', `Company/${ID}`)(platform)
    },
    of: { own: '403 role.sees-record', all: '200 1' }
  },
  'role-in-version-one': {
    outcome: async platform => verdict(await platform.v1('GET', 'venues', undefined, await tokenOf(platform, '2001'))),
    of: { any: '200  role.administrator-in-version-one', administrator: '401 role.administrator-in-version-one' }
  }
}

/** A course of whose one place somebody takes. */
async function full ({ v2, read }: Platform): Promise<{ id: string, taken: string }> {
  const dates = { StartDate: '2026-06-01', EndDate: '2026-06-02' }
  const { body: { ID: id } } = await v2('POST', 'CourseDate', { CourseID: '4001', ...dates, Places: 1 })
  await v2('POST', 'UserCourseDate', { UserID: '2002', CourseDateID: id })
  return { id, taken: (await read('CourseDate', id)).Status }
}

async function shows (t: Test, id: string, choice: string, { outcome, of }: Case): Promise<void> {
  const platform = await openPlatform(t, { reading: `${id}=${choice}` })
  t.strictSame(await outcome(platform), of[choice], `${id}=${choice}`)
}

for (const { id, choices, usual } of [...platformReadings, ...roleReadings, ...v1Readings, ...v2Readings]) {
  t.test(`The reading ${id} is taken as it is chosen, and else as is usual`, async t => {
    const shown = [cases[id] ?? []].flat()
    t.ok(shown.length > 0)
    t.ok(shown.some(({ of }) => new Set(Object.values(of).map(it => JSON.stringify(it))).size > 1), 'the choices differ')
    for (const one of shown) {
      t.strictSame(Object.keys(one.of).sort(), Object.keys(choices).sort())
      for (const choice of Object.keys(choices)) await shows(t, id, choice, one)
    }
    t.strictSame(await shown[0]!.outcome(await openPlatform(t)), shown[0]!.of[usual], 'the usual one')
  })
}

t.test('An explanation names a reading where it mattered, and only there', async t => {
  const platform = await openPlatform(t)
  const named = async () =>
    ((await platform.admin('GET', '/requests/last/explain')).body.readings ?? []).map((it: { id: string }) => it.id)
  await v2('PUT', 'User/2001', { Email: 'x' })(platform)
  t.strictSame(await named(), ['rules-of-version-one'])
  await v2('PUT', 'User/2001', { Tags: 'vip' })(platform)
  t.strictSame(await named(), [])
  await v2('GET', "User?$filter=Surname eq 'O'Brien'")(platform)
  t.strictSame(await named(), ['loose-filters'])
})
