import t from 'tap'
import { openPlatform, book, toldBy } from '../v2.ts'
import { delegates } from '../../demo.ts'

const courses = 'CourseDate?$select=ID&$orderby=StartDate&'
const course = 'Course?$select=ID&'
const delegateIds = 'UserCourseDate?$select=ID&'

t.test('A query finds what it asks for, in any case, with quotes or without, however it is spaced', async t => {
  const platform = await openPlatform(t)
  await book(platform)
  for (const [path, ...ids] of [
    [`${courses}$filter=StartDate ge 2026-03-04 and StartDate lt 2026-03-10`, '5014', '5015', '5016'],
    [`${courses}$filter=StartDate ge '2026-03-04T09:00:00' and StartDate le '2026-03-07T09:00:00'`, '5014', '5015'],
    [`${courses}$filter=StartDate gt 2026-03-04T09:00:00 and StartDate lt 2026-03-09T09:00`, '5015'],
    [`${courses}$filter=StartDate eq 2026-03-03T20:00:00Z`, '5014'],
    [`${courses}$filter=STATUS eq 'AVAILABLE' and startdate LT 2026-03-08`, '5014', '5015'],
    [`${courses}$filter=CourseType eq 'class'and StartDate gt 2026-04-20`, '5029', '5030'],
    [`${courses}$filter=StartDate gt 2026-04-20and Advertise eq trueand Cost lt 150`, '5028', '5029'],
    [`${courses}$filter=Cost gt '700'`, '5010', '5020', '5030'],
    [`${courses}$filter=cost gt 700`, '5010', '5020', '5030'],
    [`${courses}$filter=Cost eq '780.00'`, '5010', '5020', '5030'],
    [`${courses}$filter=SpacesLeft eq '0'`, '5017', '5018'],
    [`${courses}$filter=Places ne 12`, '5017', '5018'],
    [`${courses}$filter=contains(VenueTown, 'NEL')and StartDate ge '2026-04-21'`, '5027', '5029'],
    [`${courses}$filter=endswith (VenueLabel, 'hall')and startdate ge 2026-05-01`, '5028', '5030'],
    [`${courses}$filter=startswith(CourseOrAliasName,'timber framing,')`, '5014'],
    [`${courses}$filter=ExternalID eq 'lms-13'`, '5014'],
    [`${courses}$filter=(Status eq 'OnHold' or Status eq 'Provisional') and not ID eq '5021'`, '5023'],
    [`${courses}$filter=Alias ne null`, '5014'],
    [`${courses}$filter=Aims eq 'Know what  to do first'`, '5014'],
    [`${courses}$filter=ID eq 5014`, '5014'],
    [`${courses}$filter=Colour eq 'red'`],
    [`${courses}$filter=ID eq '5014' or Colour eq 'red'`, '5014'],
    [`${courses}$filter=ID+eq+'5014'+and+Status+eq+'available'`, '5014'],
    [`${courses}$filter=ID%20eq%20'5014'%20and%20Status%20eq%20'available'`, '5014'],
    [`${courses}$filter=ID%20eq%20%275014%27and%20Status+eq+%27available%27`, '5014'],
    [`${courses}%24filter=ID eq '5014'`, '5014'],
    ["CourseDate?$FILTER=id EQ '5014'&$SELECT=id&$TOP=5", '5014'],
    [`${course}$filter=CF_Include_on_website eq true`, '4001', '4003', '4005', '4007', '4009'],
    [`${course}$filter=cf_include_on_WEBSITE eq 'false'&$top=2`, '4002', '4004'],
    [`${course}$filter=CategoryLabels eq 'office'`, '4007', '4008'],
    [`${course}$filter=AutoComplete eq false&$top=1`, '4001'],
    ['CourseTemplate?$select=ID&$orderby=Name&$top=3', '4007', '4001', '4009'],
    ['CourseTemplate?$select=ID&$orderby=name desc&$top=2', '4002', '4004'],
    [`${delegateIds}$filter=contains(ID, '2057')`, '2057~5005', '2057~5011', '2057~5017'],
    [`${delegateIds}$filter=userid eq '2057' and coursedateid eq '5017'`, '2057~5017'],
    [`${delegateIds}$filter=Status eq 'waitinglist'`, '2026~5018', '2029~5018'],
    ["UserCourseDateELearning?$select=ID&$filter=userid eq '2003'", '2003~5023'],
    ['CourseDateBooking?$select=ID&$filter=ID eq 1001', '1001'],
    ["Invoice?$select=ID&$filter=invoiceid eq '1001'", '1001'],
    ["Invoice?$select=ID&$filter=targetid eq '2001'and datecreated ge 2026-03-02&$orderby=datecreated", '1001'],
    ["Invoice?$select=ID&$filter=targetid eq '2001'&$orderby=datecreated", '998', '1001'],
    ["Invoice?$select=ID&$filter=targetid eq 'nikauth4zq'and TargetIDType eq 'user'", '1000'],
    ["Invoice?$select=ID&$filter=targetid eq '201'", '999'],
    ['CourseDate?$select=ID&$filter=CF_Include_on_website eq true', '5015', '812'],
    ["Course?$select=ID&$filter=contains(Label, '%26')", 'SCAFFOh4Kp'],
    ["Invoice?$select=ID&$filter=Amount eq '736'", '1001'],
    ['Invoice?$select=ID&$filter=Outstanding gt 0 and AmountPaid gt 0', '999'],
    ["Invoice?$select=ID&$filter=invoiceid eq '9999'"],
    ["InvoiceItem?$select=ID&$filter=invoiceid eq '1001'", '1001'],
    ["User?$select=ID&$filter=Surname eq 'o''brien'&$top=1", '2006'],
    ["User?$select=ID&$filter=Country eq 'New Zealand'"]
  ] as const) {
    const { status, body, text } = await platform.v2('GET', path)
    t.same([status, body.results?.map((it: { ID: string }) => it.ID)], [200, ids], `${path} ${status === 200 ? '' : text}`)
  }
})

t.test('A selection has what is selected, whatever its case, and tells of what there is not', async t => {
  const platform = await openPlatform(t)
  await book(platform)
  for (const [path, members, warning] of [
    ['CourseDate?$select=ID,StartDate', ['ID', 'StartDate']],
    ['CourseDate?$select=startdate,id', ['ID', 'StartDate']],
    ['CourseDate?$select=ID,Cost,DisplayCost,CF_Catering', ['ID', 'Cost', 'CF_Catering'], 'ignored-member:DisplayCost'],
    ['CourseDate?$select=DisplayCost', [], 'ignored-member:DisplayCost'],
    ['Invoice?$select=ID,datecreated,targetid', ['ID', 'DateCreated', 'TargetID']],
    ['UserCourseDate?$select=ID,userid,coursedateid,CourseDateBookingID', ['ID', 'UserID', 'CourseDateID', 'CourseDateBookingID'],
      'cut-short:$top'],
    ['CourseDate?$select=ID&$orderby=DisplayCost', ['ID'], 'ignored-member:DisplayCost'],
    ["CourseDate?$select=ID&$filter=ID eq '5014' or Colour eq 'red'", ['ID'], 'ignored-member:Colour']
  ] as Array<[string, string[], string?]>) {
    const { status, headers, body } = await platform.v2('GET', path)
    t.same([status, Object.keys(body.results[0]), headers['sandbox-warnings']], [200, members, warning], path)
  }
})

t.test('An option may be sent again, and one that there is not is told of', async t => {
  const platform = await openPlatform(t)
  for (const [path, members, count, warning] of [
    ['CourseDate?$select=ID,StartDate,Cost&$select=ID,Status', ['ID', 'StartDate', 'Status', 'Cost'], 33],
    ['CourseDate?$select=ID&$Select=status&$top=2', ['ID', 'Status'], 2],
    ['CourseDate?$top=3&$top=4&$select=ID', ['ID'], 4, 'ignored-option:$top'],
    ["CourseDate?$select=ID&$filter=ID eq '5014'&$filter=Status eq 'OnHold'&$count=true", ['ID'], 1, 'ignored-option:$filter'],
    ['CourseDate?$select=ID&$skip=1&$skip=28&$orderby=ID&$orderby=StartDate', ['ID'], 5, 'ignored-option:$skip, ignored-option:$orderby'],
    ["CourseDate?$select=ID&$fliter=ID eq '5014'", ['ID'], 33, 'ignored-option:$fliter'],
    ["CourseDate?$select=ID&filter=ID eq '5014'&page=2", ['ID'], 33, 'ignored-option:filter, ignored-option:page'],
    ['CourseDate/5014?$expand=Venue', undefined, 1, 'ignored-option:$expand']
  ] as Array<[string, string[] | undefined, number, string?]>) {
    const { status, headers, body, text } = await platform.v2('GET', path)
    t.equal(status, 200, `${path} ${status === 200 ? '' : text}`)
    if (members) t.strictSame(Object.keys(body.results[0]), members, path)
    const told = headers['sandbox-warnings'] && decodeURI(String(headers['sandbox-warnings']))
    t.strictSame([body.results.length, told], [count, warning], path)
  }
  const [all] = await platform.find('CourseDate', { $select: 'ID,*', $top: '1' })
  t.ok(Object.keys(all).length > 20, '* is all there is')
  const { body } = await platform.v2('GET', 'CourseDate?$fliter=x')
  t.ok(body)
  const { remarks } = (await platform.admin('GET', '/requests/last/explain')).body
  t.match(remarks, [{ kind: 'ignored-option', member: '$fliter', message: '$fliter is not an option of this operation; it was ignored' }])
})

t.test('A value that the table of a member does not have is told of, with the table', async t => {
  const platform = await openPlatform(t)
  for (const [path, member] of [
    ["CourseDate?$filter=Status eq 'Nonsense'", 'Status'],
    ["CourseDate?$filter=Cost gt 1 and not (status ne 'Nonsense')", 'Status'],
    ["CourseDate?$filter=contains(Status, 'vailble')", 'Status'],
    ["UserCourseDate?$filter=Status eq 'Nonsense' or Status eq 'Nothing'", 'Status'],
    ["Course?$filter=CostType eq 'Week'", 'CostType'],
    ["User?$filter=Sex eq 'x'", 'Sex'],
    ["CourseDate?$filter=Status eq 'AVAILABLE' or startswith(Status, 'prov') or Status ne null or Status ne ''"],
    ['UserCourseDateELearning?$filter=CompletionStatus eq 3', 'CompletionStatus'],
    ['UserCourseDateELearning?$filter=CompletionStatus eq 4'],
    ["CourseDate?$filter=Name eq 'Nonsense'"]
  ] as const) {
    const reply = await platform.v2('GET', `${path}&$top=-1`)
    const told = toldBy(reply).filter(it => it.startsWith('unknown-'))
    t.strictSame([reply.status, told], [200, member ? [`unknown-value:${member}`] : []], path)
  }
  t.strictSame((await platform.v2('GET', "CourseDate?$filter=Status eq 'Nonsense'")).body.results, [])
  const { remarks } = (await platform.admin('GET', '/requests/last/explain')).body
  t.match(remarks, [{
    message: '$filter compares Status with "Nonsense", which its values do not have. They are Available, Cancelled, Completed, Failed, ' +
      'FullyBooked, InProgress, OnHold, Provisional and Unknown'
  }])
})

t.test('A page is cut out of what there is, and the whole of it can be counted', async t => {
  const platform = await openPlatform(t)
  const all = delegates.length
  t.ok(all > 150 && all < 250, 'there are more than a page of them, and fewer than three')
  for (const [query, found, count] of [
    ['', 100], ['$top=3', 3], ['$top=0', 0], ['$top=-1', all], ['$top=150', 150], ['$top=500', all], ['$top=', 100],
    ['$skip=150', all - 150], [`$skip=${all}`, 0], [`$skip=${all - 2}&$top=-1`, 2], [`$top=5&$skip=${all - 2}`, 2],
    ['$count=true', 100, all], ['$count=TRUE&$top=1', 1, all], ['$count=false&$top=1', 1],
    ["$count=true&$top=1&$filter=Status eq 'WaitingList'", 1, delegates.filter(it => it.status === 'WaitingList').length],
    ['$COUNT=true&$TOP=0&$skip=7', 0, all]
  ] as Array<[string, number, number?]>) {
    const { body } = await platform.v2('GET', `UserCourseDate?${query}`)
    t.same([body.results.length, body.count], [found, count], query)
  }
})

t.test('Pages of an order that does not tell records apart add up to all of them, each once', async t => {
  const platform = await openPlatform(t)
  const everybody = (await platform.find('UserCourseDate', { $select: 'ID', $top: '-1' })).map(({ ID }) => ID)
  for (const $orderby of ['Status', 'Status desc', 'StartDate desc', 'CompanyName,Status desc']) {
    const whole = (await platform.find('UserCourseDate', { $select: 'ID', $orderby, $top: '-1' })).map(({ ID }) => ID)
    const pages: string[] = []
    for (let skip = 0; skip < delegates.length; skip += 30) {
      const page = await platform.find('UserCourseDate', { $select: 'ID', $orderby, $top: '30', $skip: String(skip) })
      pages.push(...page.map(({ ID }) => ID))
    }
    t.same(pages, whole, $orderby)
    t.same(pages.toSorted(), everybody.toSorted(), `${$orderby} has everybody`)
  }
  for (const [$orderby, ids] of [['Status', ['2026~5018', '2029~5018']], ['Status desc', ['2029~5018', '2026~5018']]] as const) {
    t.same(
      (await platform.find('UserCourseDate', { $select: 'ID', $orderby, $filter: "Status eq 'WaitingList'" })).map(({ ID }) => ID), ids,
      `${$orderby}, then by their ids`
    )
  }
})

t.test('A query that cannot be read is a 400 that says where', async t => {
  const platform = await openPlatform(t)
  for (const [option, text, message] of [
    ['$filter', "Status equals 'x'", 'At position 7: expected eq, ne, lt, le, gt or ge after "Status", but found "equals".'],
    ['$filter', "Status eq 'x", 'At position 10: the text that begins here has no closing quote.'],
    ['$filter', "(Status eq 'x'", 'At position 14: expected "and", "or" or ")", but found the end.'],
    ['$filter', "Status eq 'x'Cost eq 1", 'At position 13: expected "and", "or" or the end, but found "Cost".'],
    ['$filter', 'Cost gt ten', 'At position 8: expected a value after "gt", but found "ten".'],
    ['$filter', "ID eq '1' and Cost gt 'ten'", 'At position 22: Cost must be a number, but is "ten".'],
    [
      '$filter', "StartDate ge '02/03/2026'",
      'At position 13: StartDate must be a date, such as 2026-03-02 or 2026-03-02T09:00:00, but is "02/03/2026".'
    ],
    [
      '$filter', 'CF_Catering gt 1 and CF_Catering blah 1',
      'At position 33: expected eq, ne, lt, le, gt or ge after "CF_Catering", but found "blah".'
    ],
    ['$filter', "ID eq '1'; DROP TABLE user", 'At position 9: expected "and", "or" or the end, but found ";".'],
    ['$filter', "substringof('x', ID)", 'At position 0: expected contains, startswith or endswith before "(", but found "substringof".'],
    ['$orderby', 'StartDate sideways', 'At position 10: expected "asc", "desc", "," or the end, but found "sideways".'],
    ['$top', '-2', '$top must be a whole number from -1 to 999999999, but is "-2".'],
    ['$top', 'ten', '$top must be a whole number from -1 to 999999999, but is "ten".'],
    ['$top', '1.5', '$top must be a whole number from -1 to 999999999, but is "1.5".'],
    ['$skip', '-1', '$skip must be a whole number from 0 to 999999999, but is "-1".']
  ] as const) {
    const { status, body } = await platform.v2('GET', `CourseDate?${new URLSearchParams({ [option]: text }).toString()}`)
    t.same([status, body], [400, { error: 'bad_request', message, errors: { [option]: [message] } }], `${option}=${text}`)
  }
})

t.test('A page of courses that is filtered and sorted by their start goes by an index, and sorts nothing', async t => {
  const platform = await openPlatform(t)
  const db = platform.db()
  const statements: string[] = []
  const prepare = db.prepare.bind(db)
  t.intercept(db, 'prepare', { value: (sql: string) => { statements.push(sql); return prepare(sql) } })
  for (const [direction, select] of [['asc', ''], ['desc', ''], ['asc', '&$select=ID,StartDate,SpacesLeft']] as const) {
    statements.length = 0
    await platform.v2(
      'GET', `CourseDate?$filter=StartDate ge 2026-03-02 and Status eq 'Available'&$orderby=StartDate ${direction}&$top=50${select}`
    )
    const page = statements.find(sql => sql.includes('LIMIT'))!
    const plan = (prepare(`EXPLAIN QUERY PLAN ${page}`).all(...(page.match(/\?/g) ?? []).map(() => '1')) as Array<{ detail: string }>)
      .map(({ detail }) => detail)
    t.ok(plan.includes('SEARCH courseDate USING INDEX courseDateByStart (startDate>?)'), direction)
    t.notOk(plan.some(step => step.includes('TEMP B-TREE') || /^SCAN (?!\(subquery)/.test(step)), plan.join('; '))
  }
})
