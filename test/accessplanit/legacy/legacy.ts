import t from 'tap'
import { frozen, listen } from '../../harness.ts'
import { CollegeSite, gatherCourses, showCourse } from './clients.ts'
import { openFeeds, read, toldBy, within, type Feeds } from './feeds.ts'

const xml = 'text/xml; charset=utf-8'
const namespaces = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'xmlns="AccessPlanIT.Accessplan.Web.Services"'

const lines = (...texts: string[]): string => texts.join('\r\n')

t.test('A package is written as .NET writes it: declaration, namespaces, each element in its place, what is empty too', async t => {
  const { course, date, ask } = await openFeeds(t)
  const id = await course({
    Label: "Ropes & Knots: the sailor's <way>", Cost: 180.5, CategoryIDs: ['1', '3'], Duration: 5, ExternalID: 'R-1'
  })
  const dateId = await date(id, { Alias: '', Cost: 1250, StartDate: '2026-05-04T12:05:00', EndDate: '2026-05-05T00:30:00' })
  const reply = await ask('GetCoursesPackage', { courseIDs: id })
  t.match(reply, { status: 200, headers: { 'content-type': xml } })
  t.equal(reply.text.replace(/http:\/\/[^/]+/g, (host, at: number) => /_?URL>$/.test(reply.text.slice(0, at)) ? 'http://here' : host), lines(
    '<?xml version="1.0" encoding="utf-8"?>', `<WICoursesPackage ${namespaces}>`, '  <Courses>', '    <WICourse>',
    `      <CourseID>${id}</CourseID>`, "      <Label>Ropes &amp; Knots: the sailor's &lt;way&gt;</Label>", '      <Cost>180.5</Cost>',
    '      <CostType>Candidate</CostType>', '      <Type>Class</Type>', '      <Duration>5.00</Duration>',
    '      <DurationType>0</DurationType>', '      <Currency>NZD</Currency>', '      <CurrencySymbol>$</CurrencySymbol>',
    '      <CategoryIDs>1,3</CategoryIDs>', '      <PublishDate />', '      <TrainingPoints />', '      <ExternalID>R-1</ExternalID>',
    '      <DeliveryMethodID>2</DeliveryMethodID>', '    </WICourse>', '  </Courses>', '  <Dates>', '    <WICourseDate>',
    `      <CourseDateID>${dateId}</CourseDateID>`, `      <CourseID>${id}</CourseID>`, '      <StartDate>2026-05-04T12:05:00</StartDate>',
    '      <EndDate>2026-05-05T00:30:00</EndDate>', '      <StartDateString>04/05/2026</StartDateString>',
    '      <EndDateString>05/05/2026</EndDateString>', '      <StartTimeString>12:05:00 PM</StartTimeString>',
    '      <EndTimeString>12:30:00 AM</EndTimeString>', '      <SpacesAvailable>4</SpacesAvailable>', '      <Status>Available</Status>',
    '      <OriginalStatus>Available</OriginalStatus>',
    `      <BookNowURL>http://here/accessplan/clientinput/course/coursebooker.aspx?coursedateid=${dateId}</BookNowURL>`,
    `      <EnquireURL>http://here/accessplan/clientinput/company/contactcompany.aspx?contacttype=8&amp;coursecalid=${dateId}</EnquireURL>`,
    '      <Cost>1250</Cost>', '      <CostType>Candidate</CostType>', '      <Private>false</Private>', '      <Currency>NZD</Currency>',
    '      <CurrencySymbol>$</CurrencySymbol>', '      <Alias />', '      <MaxPlaces>4</MaxPlaces>', '      <Sessional>false</Sessional>',
    '      <ExternalID />', '      <DeliveryMethodID>2</DeliveryMethodID>', '    </WICourseDate>', '  </Dates>', '  <Venues />',
    '  <Trainers />', '  <Categories>', '    <WICategory>', '      <CategoryID>1</CategoryID>', '    </WICategory>', '    <WICategory>',
    '      <CategoryID>3</CategoryID>', '    </WICategory>', '  </Categories>', '  <DeliveryMethods>', '    <WIDeliveryMethod>',
    '      <DeliveryMethodID>1</DeliveryMethodID>', '      <Label>In House</Label>', '    </WIDeliveryMethod>', '    <WIDeliveryMethod>',
    '      <DeliveryMethodID>2</DeliveryMethodID>', '      <Label>Public</Label>', '    </WIDeliveryMethod>', '  </DeliveryMethods>',
    '</WICoursesPackage>'))
})

t.test('Courses by themselves have three members more, and none is an empty root', async t => {
  const { course, ask } = await openFeeds(t)
  const id = await course({ Description: "<p>Tom & Jerry's \"way\"</p>", CategoryIDs: ['2'], CurrencyCode: 'GBP', TrainingPoints: 3 })
  const reply = await ask('GetCourses', { courseIDs: id })
  t.equal(reply.headers['content-type'], xml)
  const [found] = read(reply.text).ArrayOfWICourse.WICourse
  t.strictSame(Object.keys(found), [
    'CourseID', 'Label', 'Text2', 'Cost', 'CostType', 'Type', 'Duration', 'DurationType', 'Currency', 'CurrencySymbol', 'CategoryIDs',
    'PublishDate', 'TrainingPoints', 'ExternalID', 'DeliveryMethodID', 'ImageURL', 'Categories'
  ])
  t.match(reply.text, '<Text2>&lt;p&gt;Tom &amp; Jerry\'s "way"&lt;/p&gt;</Text2>')
  t.match(found, { Currency: 'GBP', CurrencySymbol: '£', TrainingPoints: '3', Categories: { WICategory: [{ CategoryID: '2' }] } })
  t.equal((await ask('GetCourses', { courseIDs: '0' })).text,
    lines('<?xml version="1.0" encoding="utf-8"?>', `<ArrayOfWICourse ${namespaces} />`))
})

t.test('Each of the four parameters has to be there; the first that is missing is named, as text', async t => {
  const { get } = await openFeeds(t)
  const all = ['companyID=100', 'courseIDs=4001', 'venueIDs=', 'categoryIDs=']
  const cases: Array<[string, string]> = [
    ...all.map((_, n): [string, string] => [all.filter((_, m) => m !== n).join('&'), all[n]!.split('=')[0]!]),
    ['', 'companyID'],
    ['venueIDs=&companyID=100', 'courseIDs'],
    ['companyID=100&courseIDs=4001', 'venueIDs'],
    ['company=100&courseIDs=4001&venueIDs=&categoryIDs=', 'companyID'],
    // A name alone is a value without a name.
    ['companyID&courseIDs=4001&venueIDs=&categoryIDs=', 'companyID'],
    ['companyID=100&courseIDs=4001&venueIDs=&CategoryIDs', 'categoryIDs']
  ]
  for (const operation of ['GetCoursesPackage', 'GetCourses']) {
    for (const [query, missing] of cases) {
      const reply = await get(`services/WebIntegration.asmx/${operation}?${query}`)
      t.strictSame([reply.status, reply.headers['content-type'], reply.text],
        [500, 'text/plain; charset=utf-8', `Missing parameter: ${missing}.\r\n`], `${operation}?${query}`)
    }
    for (const query of ['categoryIDs=&venueIDs=&courseIDs=4001&companyID=100', 'COMPANYID=100&courseids=4001&VenueIds=&categoryids=']) {
      const reply = await get(`services/webintegration.ASMX/${operation.toLowerCase()}?${query}`)
      t.match([reply.status, reply.text], [200, /<CourseID>4001</], query)
      t.equal(reply.headers['sandbox-warnings'], undefined)
    }
  }
})

t.test('What does not exist is answered with nothing, and told of', async t => {
  const { pack, ask, course } = await openFeeds(t)
  const hidden = await course({ Advertise: false })
  const some = { companyID: '100', courseIDs: '4004, 4001' }
  const cases: Array<[Record<string, string>, string[], string[]]> = [
    [some, ['4001', '4004'], []],
    [{ ...some, courseIDs: '4001,4001,' }, ['4001'], []],
    [{ companyID: '201' }, [], ['feed.company-is-training-provider']],
    [{ companyID: 'nobody' }, [], ['feed.company-is-training-provider']],
    [{ companyID: '' }, [], ['feed.company-is-training-provider']],
    [{ companyID: '100', courseIDs: '0' }, [], []],
    [{ companyID: '100', courseIDs: 'none' }, [], ['feed.courses-exist']],
    [{ companyID: '100', courseIDs: 'none,4001' }, ['4001'], ['feed.courses-exist']],
    [{ companyID: '100', courseIDs: hidden }, [], ['feed.courses-advertised']],
    [{ ...some, categoryIDs: '2' }, ['4004'], []],
    [{ ...some, categoryIDs: '9' }, [], ['feed.categories-exist']],
    [{ ...some, venueIDs: '502' }, ['4004'], []],
    [{ ...some, venueIDs: 'x' }, [], ['feed.venues-exist']],
    [{ ...some, venuIDs: '502' }, ['4001', '4004'], ['ignored-option:venuIDs']]
  ]
  for (const [options, ids, told] of cases) {
    const { reply, root, courses } = await pack(options)
    t.strictSame([reply.status, courses.map(it => it.CourseID), toldBy(reply)], [200, ids, told], JSON.stringify(options))
    t.strictSame(Object.keys(root).filter(name => /^[A-Z]/.test(name)),
      ['Courses', 'Dates', 'Venues', 'Trainers', 'Categories', 'DeliveryMethods'], 'all six are there')
    const alone = await ask('GetCourses', options)
    t.strictSame([within(read(alone.text).ArrayOfWICourse, 'WICourse').map(it => it.CourseID), toldBy(alone)], [ids, told])
  }
  t.ok((await pack()).courses.length >= 10, 'an empty list of courses is no restriction')
})

t.test('Dates are those from today on in order, cancelled ones too, with the places that are left', async t => {
  const { course, date, pack, v2, freeze } = await openFeeds(t)
  const id = await course()
  const on = (day: string, more = {}) => date(id, { StartDate: `2026-${day}T09:00:00`, EndDate: `2026-${day}T16:30:00`, ...more })
  const [later, today] = [await on('03-04'), await on('03-02')]
  const cancelled = await on('03-03', { Status: 'Cancelled' })
  await on('03-01')
  const shown = async () => (await pack({ courseIDs: id })).dates.map(it => [it.CourseDateID, it.Status, it.SpacesAvailable])
  t.strictSame(await shown(), [[today, 'Available', '4'], [cancelled, 'Cancelled', '4'], [later, 'Available', '4']])
  await v2('POST', 'UserCourseDate', { UserID: '2001', CourseDateID: later })
  t.strictSame((await shown())[2], [later, 'Available', '3'])
  await v2('PUT', `CourseDate/${later}`, { AdvertisedStartDate: '2026-03-02T09:00:01' })
  t.equal((await shown()).length, 2, 'it is not advertised yet')
  freeze('2026-03-02T09:01')
  t.equal((await shown()).length, 3)
  freeze('2026-03-03T00:00')
  t.strictSame((await shown()).map(([it]) => it), [cancelled, later])
})

t.test('A full date is FullyBooked, or has a waiting list and a link to it', async t => {
  const { course, date, pack, handler, v2 } = await openFeeds(t)
  const id = await course()
  const full = await date(id, { Places: 1 })
  const waiting = await date(id, { Places: 1, WaitingList: 'Enabled', StartDate: '2026-05-05T09:00:00' })
  for (const CourseDateID of [full, waiting]) await v2('POST', 'UserCourseDate', { UserID: '2001', CourseDateID })
  const { dates, reply } = await pack({ courseIDs: id })
  t.match(dates, [
    { Status: 'FullyBooked', OriginalStatus: 'FullyBooked', SpacesAvailable: '0', BookNowURL: new RegExp(`coursedateid=${full}$`) },
    {
      Status: 'Available',
      OriginalStatus: 'Available',
      SpacesAvailable: '0',
      BookNowURL: new RegExp(`coursedateid=${waiting}&waitinglist=1$`)
    }
  ])
  t.match(reply.text, `coursedateid=${waiting}&amp;waitinglist=1</BookNowURL>`)
  t.strictSame((await handler(`courseids=${id}&companyid=100`)).dates.map(it => [it.status, it.bookable]),
    [['FullyBooked', 'false'], ['Available', 'true']])
  await v2('PUT', `CourseDate/${full}`, { Status: 'Available' })
  t.match((await pack({ courseIDs: id })).dates[0], { Status: 'FullyBooked', OriginalStatus: 'Available' })
})

t.test('The handler answers attributes, and a venue for each date', async t => {
  const { course, date, handler } = await openFeeds(t)
  const id = await course({
    Label: 'Tom & "Jerry\'s"', Description: '<p>Frames</p>', JoiningInstructionsText: '<p>Boots</p>', Duration: 1, DurationType: 'Hour'
  })
  const there = await date(id, { VenueID: '502', Cost: 640, Status: 'Available' })
  const nowhere = await date(id, { StartDate: '2026-05-06T08:00:00', EndDate: '2026-05-06T09:00:00', Status: 'Cancelled' })
  const { reply, root, courses, dates, venues } = await handler(`CourseIDs=${id}&companyID=100`)
  t.match([reply.status, reply.headers['content-type'], toldBy(reply)], [200, xml, []])
  t.match(reply.text, '<course courseid="' + id + '" label="Tom &amp; &quot;Jerry\'s&quot;">')
  t.match(courses, [{ materials: '<p>Boots</p>', description: '<p>Frames</p>' }])
  t.strictSame(Object.keys(root), ['course', 'tutors', 'venues'])
  t.strictSame(dates, [
    {
      coursedateid: there,
      startdate: '04/05/2026',
      enddate: '05/05/2026',
      dayofweek: 'Mon - Tue',
      starttime: '09:00',
      endtime: '16:30',
      duration: '1 hour',
      cost: '640.00',
      status: 'Available',
      venueid: '502',
      bookable: 'true'
    },
    {
      ...dates[0],
      coursedateid: nowhere,
      startdate: '06/05/2026',
      enddate: '06/05/2026',
      dayofweek: 'Wed',
      starttime: '08:00',
      endtime: '09:00',
      cost: '0.00',
      status: 'Cancelled',
      venueid: '0',
      bookable: 'false'
    }
  ])
  t.strictSame(venues, [
    { venueid: '502', name: 'Greymouth Hall', lat: '0', long: '0' }, { venueid: '0', name: '', lat: '0', long: '0' }
  ])
  const none = lines('<?xml version="1.0" encoding="utf-8"?>', '<courses>', '  <tutors />', '  <venues />', '</courses>')
  for (const [query, told] of [
    ['courseids=none&companyid=100', ['feed.courses-exist']],
    ['courseids=4004&companyid=nobody', ['feed.company-is-training-provider', 'feed.courses-exist']],
    ['courseids=4004', ['feed.ids-given']],
    ['companyid=100', ['feed.ids-given']],
    ['', ['feed.ids-given']]
  ] as const) {
    const { reply } = await handler(query)
    t.strictSame([reply.status, reply.text, toldBy(reply)], [200, none, told], query)
  }
  t.strictSame((await handler('courseids=4004,4001&companyid=100')).courses.map(it => it.courseid), ['4001', '4004'])
})

type Outcome = (feeds: Feeds) => Promise<unknown>

const hiddenAndExclusive: Outcome = async ({ course, date, pack, db }) => {
  const id = await course()
  const [plain, hidden, exclusive] = [await date(id), await date(id, { Advertise: false }), await date(id)]
  db().prepare('UPDATE courseDate SET isExclusive = 1 WHERE id = ?').run(exclusive)
  const known = new Map([[plain, 'plain'], [hidden, 'hidden'], [exclusive, 'exclusive']])
  return (await pack({ courseIDs: id })).dates.map(it => `${known.get(it.CourseDateID)} ${it.Private}`)
}

const costs: Outcome = async ({ course, date, pack, handler }) => {
  const id = await course({ Cost: 180.5 })
  await date(id, { Cost: 100 })
  const { courses, dates } = await pack({ courseIDs: id })
  return [courses[0].Cost, dates[0].Cost, (await handler(`courseids=${id}&companyid=100`)).dates[0].cost]
}

const waitingLinks: Outcome = async ({ course, date, pack }) => {
  const id = await course()
  await date(id, { WaitingList: 'Enabled' })
  return /&waitinglist=1$/.test((await pack({ courseIDs: id })).dates[0].BookNowURL)
}

const readings: Array<[string, Outcome, unknown]> = [
  ['feed-dates=all', async ({ pack }) => (await pack({ courseIDs: '4004' })).dates.map(it => it.CourseDateID), ['5004', '5014', '5024']],
  ['feed-dates=to-come', async ({ pack }) => (await pack({ courseIDs: '4004' })).dates.map(it => it.CourseDateID), ['5014', '5024']],
  ['feed-unadvertised=left-out', hiddenAndExclusive, ['plain false', 'exclusive true']],
  ['feed-unadvertised=in', hiddenAndExclusive, ['plain false', 'hidden false', 'exclusive true']],
  ['feed-private=unadvertised,feed-unadvertised=in', hiddenAndExclusive, ['plain false', 'hidden true', 'exclusive false']],
  ['feed-cost=net', costs, ['180.5', '100', '100.00']],
  ['feed-cost=gross', costs, ['207.58', '115', '115.00']],
  ['feed-fraction=two', costs, ['180.50', '100', '100.00']],
  ['feed-waiting-link=full', waitingLinks, false],
  ['feed-waiting-link=any', waitingLinks, true],
  ...([['shown', 'FullyBooked'], ['stored', 'Available']] as const).map(([choice, status]): [string, Outcome, unknown] =>
    [`feed-status=${choice}`, async ({ v2, pack }) => {
      await v2('PUT', 'CourseDate/5017', { Status: 'Available' })
      return (await pack({ courseIDs: '4007' })).dates.map(it => `${it.Status} ${it.OriginalStatus}`)[0]
    }, `${status} Available`]),
  ...([['courses', []], ['dates', ['4004']]] as const).map(([choice, left]): [string, Outcome, unknown] =>
    [`feed-venue-filter=${choice}`, async ({ pack }) => {
      const { courses, dates } = await pack({ courseIDs: '4004', venueIDs: '501' })
      return [courses.map(it => it.CourseID), dates.length]
    }, [left, 0]]),
  ['feed-venues=filled', async ({ pack }) => {
    const { root } = await pack({ courseIDs: '4004' })
    return [root.Venues.WIVenue, root.Trainers.WITrainer.map((it: any) => Object.keys(it))]
  }, [[{ VenueID: '502', Label: 'Greymouth Hall' }], [['TrainerID', 'Name'], ['TrainerID', 'Name']]]],
  ['feed-no-company=all', async ({ pack }) => {
    const { reply, courses } = await pack({ companyID: '', courseIDs: '4001' })
    return [courses.length, ...toldBy(reply)]
  }, [1]],
  ['handler-nothing=empty-course', async ({ handler }) => {
    const { courses } = await handler('courseids=none&companyid=100')
    return courses
  }, [{ materials: '', description: '', dates: '', courseid: 'none', label: '' }]],
  ['handler-empty-ids=all', async ({ handler }) => (await handler('courseids=&companyid=100')).courses.length >= 10, true],
  ['handler-empty-ids=none', async ({ handler }) => (await handler('courseids=&companyid=100')).courses.length, 0],
  ['handler-date-element=coursedate', async ({ handler }) =>
    Object.keys((await handler('courseids=4004&companyid=100')).courses[0].dates), ['coursedate']]
]

t.test('Each reading of the feeds is taken as it is chosen', async t => {
  for (const [reading, outcome, expected] of readings) {
    t.strictSame(await outcome(await openFeeds(t, { reading })), expected, reading)
  }
})

t.test('The links of a feed lead to pages, of the platform that was asked and of its sandbox', async t => {
  const { inject, get, pack } = await openFeeds(t)
  for (const prefix of ['/accessplan', '/accessplansandbox', '/sandboxes/default/accessplan']) {
    const { text } = await inject({
      method: 'GET', url: `${prefix}/services/WebIntegration.asmx/GetCoursesPackage?companyID=100&courseIDs=4004&venueIDs=&categoryIDs=`
    })
    for (const { BookNowURL, EnquireURL } of within(read(text).WICoursesPackage.Dates, 'WICourseDate')) {
      for (const link of [BookNowURL, EnquireURL, `${BookNowURL}&waitinglist=1`]) {
        const { pathname, search } = new URL(link)
        t.ok(pathname.startsWith(`${prefix}/`), link)
        const page = await inject({ method: 'GET', url: pathname + search })
        t.match([page.status, page.headers['content-type'], page.text], [200, 'text/html; charset=utf-8', /<h1>.*Timber Framing/], link)
      }
    }
  }
  t.match(await get('checkout/AddItems?coursedateid=5014'), { status: 200, text: /<link rel="icon" href="data:,">.*Timber Framing/s })
  for (const path of ['clientinput/course/coursebooker.aspx?coursedateid=%3Cb%3E', 'clientinput/company/contactcompany.aspx']) {
    t.match(await get(path), { status: 404, headers: { 'content-type': 'text/html; charset=utf-8' }, text: /No such course/ })
  }
  t.notMatch((await get('clientinput/course/coursebooker.aspx?coursedateid=%3Cb%3E')).text, '<b>')
  t.ok((await pack()).dates.length > 0)
})

t.test('The page of the web service lists what it can be asked, each with a form that works', async t => {
  const { get, inject } = await openFeeds(t)
  const { status, headers, text } = await get('services/WebIntegration.asmx/')
  t.match([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  const forms = [...text.matchAll(/<form action="([^"]+)" method="get">(.*?)<\/form>/gs)]
  t.equal(forms.length, 2)
  for (const [, action, inputs] of forms) {
    const query = [...inputs!.matchAll(/name="(\w+)" value="(\w*)"/g)].map(([, name, value]) => `${name}=${value}`).join('&')
    const reply = await inject({ method: 'GET', url: `${new URL(action!).pathname}?${query}` })
    t.match([reply.status, reply.headers['content-type']], [200, xml])
  }
  t.equal((await get('services/WebIntegration.asmx?op=getcourses')).text.match(/<form/g)?.length, 1)
})

t.test('Other methods, other names, the head alone, and pages of other origins', async t => {
  const { inject, get, admin } = await openFeeds(t)
  const url = '/accessplan/services/WebIntegration.asmx/GetCourses?companyID=100&courseIDs=&venueIDs=&categoryIDs='
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  t.match(await inject({ method: 'POST', url, payload: 'companyID=100', headers: form }), {
    status: 405, headers: { allow: 'GET, HEAD', 'content-type': 'text/plain; charset=utf-8' }, text: /Use GET or HEAD\.\r\n$/
  })
  t.match(await get('services/WebIntegration.asmx/GetNothing'), {
    status: 500, text: 'GetNothing Web Service method name is not valid.\r\n'
  })
  t.match(await get('config/arts/handlers/nothing.ashx'), { status: 404, text: /No feed is served at GET .*coursedates\.ashx/ })
  t.match(await get('config//handlers/coursedates.ashx'), { status: 404, text: /No feed is served at GET / })
  t.match(await get('clientinput/course/coursebook.aspx'), {
    status: 404, text: /the nearest are GET \/accessplan\/clientinput\/course\/coursebooker\.aspx \(Look at where a course is booked\), /
  })
  t.match(await inject({ method: 'GET', url: '/accessplan/nothing' }), { status: 404, body: { error: 'not_found' } })
  const head = await inject({ method: 'HEAD', url })
  t.match([head.status, head.headers['content-type'], head.text], [200, xml, ''])
  const browser = await inject({ method: 'GET', url, headers: { origin: 'https://example.org' } })
  t.equal(browser.headers['access-control-allow-origin'], '*')
  const { body } = await admin('GET', '/requests/last/explain')
  t.match(body, { outcome: 'accepted', operation: { operationId: 'GetCourses' } })
})

t.test('Who asks for SOAP or WSDL is told that there is none, and what there is', async t => {
  const { get, inject } = await openFeeds(t)
  const served = /SOAP.*GET \/accessplan\/services\/WebIntegration\.asmx\/GetCoursesPackage and GET .*\/GetCourses\b.*companyID, courseIDs, venueIDs and categoryIDs/
  for (const query of ['WSDL', 'wsdl', 'singleWsdl', 'wsdl=', 'disco']) {
    const reply = await get(`services/WebIntegration.asmx?${query}`)
    t.match([reply.status, reply.headers['content-type'], reply.text], [404, 'text/plain; charset=utf-8', served], query)
    t.equal(reply.headers['sandbox-warnings'], undefined, 'it was not passed over')
  }
  t.equal((await get('services/WebIntegration.asmx?WSDL&x=1')).headers['sandbox-warnings'], 'ignored-option:x')
  const envelope = '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body/></soap:Envelope>'
  for (const [path, headers] of [
    ['', { 'content-type': 'text/xml' }], ['', {}], ['/GetCourses', { 'content-type': 'application/soap+xml; charset=utf-8' }],
    ['/GetCourses', { 'content-type': 'text/plain', soapaction: '""' }]
  ] as const) {
    const url = `/accessplan/services/WebIntegration.asmx${path}`
    const reply = await inject({ method: 'POST', url, payload: envelope, headers })
    t.match([reply.status, reply.headers.allow, reply.text], [405, 'GET, HEAD', served], `${path} ${JSON.stringify(headers)}`)
  }
})

t.test('A college\'s site, a gatherer of courses and an arts university\'s class find what they read', async t => {
  const { url, db } = await listen(t, { fixture: 'demo', clock: frozen })
  db().prepare("UPDATE courseDate SET netCost = 70050 WHERE id = '5014'").run()
  db().prepare("UPDATE courseDate SET status = 'Cancelled' WHERE id = '5024'").run()

  const site = new CollegeSite(url)
  t.strictSame([await site.exists('4004'), await site.exists('none')], [true, false])
  t.strictSame((await site.dates('0')), [], 'a course that there is not has no dates, and nothing breaks')
  t.strictSame((await site.dates('4004')).map(it => it.status), ['Available', 'Cancelled'])
  t.match(await site.next('4004'), { id: '5014', course: '4004', cost: 700.5, spaces: 5, start: Date.parse('2026-03-04T09:00:00Z') })
  t.match(await (await fetch((await site.next('4004'))!.book)).text(), /Timber Framing/)

  const gathered = await gatherCourses(url, '100')
  t.ok(gathered.length > 10 && gathered.every(({ price }) => price > 0))
  t.strictSame(gathered.filter(({ name }) => name === 'Timber Framing').map(({ price, currency, starts }) => [price, currency, starts]),
    [[700.5, 'NZD', '2026-03-04T09:00:00']], 'the price of the date goes before that of the course, and what is cancelled is dropped')
  t.strictSame(await gatherCourses(url, 'nobody'), [])

  const shown = await showCourse(url, '4004', '100')
  t.match(shown, {
    title: 'Timber Framing',
    dates: [{
      when: 'Wed - Fri 04/03/2026 to 06/03/2026, 09:00 to 16:30, 3 days',
      price: 701,
      venue: { name: 'Greymouth Hall', isOnMap: false },
      basket: '/accessplan/checkout/AddItems?coursedateid=5014'
    }]
  })
  t.ok(shown.tutors!.length > 0)
  t.equal(shown.dates.length, 1)
  t.match(await showCourse(url, 'none', '100'), { title: 'Error loading information' })
})
