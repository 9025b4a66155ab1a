import t, { type Test } from 'tap'
import { watch } from '../../../data.ts'
import { invoiced, user, askToken, goodForm, reader } from '../requests.ts'
import { openV1, root, verdictOf, warningsOf } from '../v1.ts'

const itemNames: Record<string, string> = {
  Errors: 'Error',
  Sessions: 'Session',
  CustomFields: 'CustomField',
  Category: 'string',
  AccountGroupIDs: 'string'
}

/** What a reader of XML finds where a reader of JSON finds this value. */
function inXml (value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map(it => inXml(it, itemNames[name]!))
    return items.length === 0 ? '' : { [itemNames[name]!]: items.length === 1 ? items[0] : items }
  }
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.fromEntries(Object.entries(value).filter(([, it]) => it !== null).map(([member, it]) => [member, inXml(it, member)]))
}

function listInXml (list: unknown[], name: string): object {
  const items = list.map(it => inXml(it, name))
  return { [`ArrayOf${name}`]: items.length === 0 ? '' : { [name]: items.length === 1 ? items[0] : items } }
}

async function isSameInXml (
  t: Test, name: string, both: (accept: string) => Promise<{ status: number, headers: Record<string, any>, body: any, text: string }>,
  about: string
): Promise<void> {
  const [json, xml] = [await both('application/json'), await both('application/xml')]
  t.strictSame(
    [xml.status, xml.headers['content-type'], json.headers['content-type']],
    [json.status, 'application/xml; charset=utf-8', 'application/json; charset=utf-8'], about
  )
  t.match(xml.text, /^<\?xml version="1\.0" encoding="utf-8"\?>/)
  t.strictSame(reader.parse(xml.text), Array.isArray(json.body) ? listInXml(json.body, name) : { [name]: inXml(json.body, name) }, about)
}

t.test('Every kind of reply is the same in XML', async t => {
  const client = await openV1(t)
  await invoiced(client)
  const { v1 } = client
  await v1('POST', '/transactions', { InvoiceID: '1001', Amount: 500, Reference: '<R & "D">' })
  for (const [path, name] of [
    ['/companies/100/courses', 'CourseTemplate'], ['/companies/100/courses/4001', 'CourseTemplate'],
    ['/companies/201/courses', 'CourseTemplate'],
    ['/coursedates?$top=-1', 'CourseDate'], ['/coursedates?CourseDateID=5014', 'CourseDate'],
    ['/coursedates?CourseDateID=none', 'CourseDate'], ['/coursedates/5014', 'CourseDate'], ['/coursedates/5024', 'CourseDate'],
    ['/coursedates/5014/delegates', 'Delegate'], ['/delegates', 'Delegate'], ['/trainers', 'Trainer'], ['/venues', 'Venue'],
    ['/invoices', 'Invoice'], ['/invoices/1001', 'Invoice'], ['/invoices/1001/items', 'InvoiceItem'], ['/transactions', 'Transaction'],
    ['/users', 'User'], ['/users/2001', 'User'], ['/companies', 'Company'], ['/companies/201', 'Company'],
    ['/companygroups', 'CompanyGroup'],
    ['/coursedates/9999', 'Error'], ['/nothing', 'Error'], ['/coursedates?$filter=Name', 'Error']
  ] as const) await isSameInXml(t, name, accept => v1('GET', path, undefined, { accept }), path)
  const dry = { 'sandbox-dry-run': '1' }
  for (const [method, path, body, name] of [
    ['POST', '/users', user, 'User'], ['PUT', '/users/2001', user, 'User'],
    ['POST', '/companies', { Name: 'Weka', AccountGroupIDs: ['10'] }, 'Company'], ['PUT', '/companies/201', {}, 'Company'],
    ['POST', '/coursedates', { StartDate: '2026-04-08', EndDate: '2026-04-09', Status: 'OnHold', MaxPlaces: 5, CourseTemplateID: '4001' },
      'CourseDate'],
    ['POST', '/coursedates/5014/venue/501', undefined, 'CourseDate'], ['POST', '/coursedates/5014/trainers/601', undefined, 'CourseDate'],
    ['POST', '/coursedates/5015/delegates', { UserID: '2001' }, 'Delegate'],
    ['PUT', '/coursedates/5014/delegates/2024~5014', { Grade: 'A' }, 'Delegate'],
    ['PUT', '/invoices/1001', { PONumber: '1' }, 'Invoice'], ['POST', '/transactions', { InvoiceID: '1001', Amount: 1 }, 'Transaction'],
    ['POST', '/users', {}, 'Error'], ['PUT', '/users/2001', { ...user, EmailAddress: 'no', PhoneNumber: 'no' }, 'Error'],
    ['POST', '/coursedates/5015/delegates', { UserID: 'nobody' }, 'Error']
  ] as const) await isSameInXml(t, name, accept => v1(method, path, body, { accept, ...dry }), `${method} ${path}`)
  await isSameInXml(t, 'TokenReply', accept => askToken(client, goodForm, { accept, ...dry }), 'token')
  await isSameInXml(t, 'Error', accept => askToken(client, 'grant_type=none', { accept }), 'no token')
  await isSameInXml(t, 'Error', accept => client.inject({ method: 'GET', url: `${root}/users`, headers: { accept } }), '401')
  await isSameInXml(t, 'Error', accept => v1('POST', '/users', 'x', { accept, 'content-type': 'text/plain' }), '415')
})

t.test('XML is sent where it is asked for, and JSON elsewhere', async t => {
  const { v1 } = await openV1(t)
  for (const [accept, type] of [
    ['application/xml', 'xml'], ['text/xml', 'xml'], ['APPLICATION/XML; charset=utf-8', 'xml'], ['application/xml, */*;q=0.5', 'xml'],
    ['application/json', 'json'], ['*/*', 'json'], ['', 'json'], ['application/xml, application/json', 'json'], ['text/html', 'json'],
    ['application/xml, application/json;q=0.5', 'xml'], ['application/json;q=0.1, text/xml;q=0.2', 'xml'],
    ['application/json;q=0.2, text/xml;q=0.1', 'json'], ['application/xml;q=0.5, application/json;q=0.5', 'json'],
    ['text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8', 'xml'], ['application/xml;q=0.1, */*;q=0.8', 'json'],
    ['application/json;q=0, */*', 'xml'], ['application/xml;q=0', 'json'], ['text/*', 'json'], ['text/json;q=0.1, text/xml', 'xml'],
    ['application/xml ; Q=0.5 , application/json ; q=0.4', 'xml'], ['application/xml;q=high, application/json', 'json']
  ] as const) {
    const { headers } = await v1('GET', '/users/2001', undefined, { accept })
    t.match(headers['content-type'], `application/${type}; charset=utf-8`, accept)
  }
})

const xml = { 'content-type': 'application/xml' }

t.test('Bodies are XML: texts, numbers, truths, lists, entities and whatever stands around them', async t => {
  const { v1 } = await openV1(t)
  const company = (inner: string) => v1('POST', '/companies', `<Company>${inner}</Company>`, xml)
  for (const [written, Name] of [
    ['Weka Ltd', 'Weka Ltd'], ['007', '007'], ['true', 'true'], ['  two  spaces  ', '  two  spaces  '],
    ['Ngā mahi \u{1F9F1}', 'Ngā mahi \u{1F9F1}'],
    ['Smith &amp; Sons &lt;Ltd&gt; &quot;&apos;', 'Smith & Sons <Ltd> "\''], ['Ng&#257; &#x1F9F1;', 'Ngā \u{1F9F1}'],
    ['&amp;#257; &amp;lt;', '&#257; &lt;'], ['&#9;&#xA;&#xd;.', '\t\n\r.'], ['&#xD7FF;&#xE000;&#xFFFD;', '\uD7FF\uE000\uFFFD'],
    ['&#65536;&#x10FFFF;', '\u{10000}\u{10FFFF}'], ['&#x00000000000000000041;', 'A'], ['<![CDATA[&#0;]]><!-- &#0; -->', '&#0;'],
    ['<![CDATA[<b>Smith & Sons</b> &amp;]]>', '<b>Smith & Sons</b> &amp;'], ['a<![CDATA[<!DOCTYPE b>]]>c', 'a<!DOCTYPE b>c'],
    ['We<!-- <!DOCTYPE x> -->ka', 'Weka'], ['one\r\ntwo\nthree', 'one\ntwo\nthree']
  ] as const) {
    const reply = await company(`<Name>${written}</Name><AccountGroupIDs/>`)
    t.strictSame([reply.status, reply.body.Name], [201, Name], written)
  }
  for (const [written, AccountGroupIDs] of [
    ['<AccountGroupIDs/>', []], ['<AccountGroupIDs></AccountGroupIDs>', []], ['<AccountGroupIDs>\n  </AccountGroupIDs>', []],
    ['<AccountGroupIDs><string>10</string></AccountGroupIDs>', ['10']],
    ['<AccountGroupIDs>\n  <string>11</string>\n  <string>10</string>\n</AccountGroupIDs>', ['11', '10']],
    ['<accountgroupids><ID>10</ID></accountgroupids>', ['10']],
    ['<AccountGroupIDs kind="all"><string>10</string></AccountGroupIDs>', ['10']],
    ['<AccountGroupIDs><!-- none --></AccountGroupIDs>', []], ['<AccountGroupIDs><a>11</a><b>10</b></AccountGroupIDs>', ['11', '10']]
  ] as const) {
    const reply = await company(`\n  <Name>Weka</Name>\n  ${written}\n`)
    t.strictSame([reply.status, reply.body.AccountGroupIDs, warningsOf(reply)], [201, AccountGroupIDs, []], written)
  }
  const dressed = await v1('POST', '/companies', '\ufeff<?xml version="1.0" encoding="utf-8"?>\n<!-- a company -->\n' +
    '<n:Company xmlns:n="urn:x" xmlns:i="urn:y" n:kind="new">\n<n:NAME>Weka</n:NAME><n:Town i:nil="true"/>' +
    '<n:County i:nil="false">Tasman</n:County><n:Colour>red</n:Colour><n:AccountGroupIDs/><?pi x?></n:Company>\n', {
    'content-type': 'text/xml; charset=utf-8'
  })
  t.match(
    [dressed.status, dressed.body, warningsOf(dressed)], [201, { Name: 'Weka', Town: null, County: 'Tasman' }, ['ignored-member:Colour']]
  )

  for (const [written, Town] of [
    ['<Town xmlns:i="urn:y" i:nil="1"/>', null], ['<Town xmlns:i="urn:y" i:nil="true">Nelson</Town>', null],
    ['<Town nil="true"/>', null], ['<Town xmlns:i="urn:y" i:nil="0">Nelson</Town>', 'Nelson'],
    ['<Town i:nil="untrue">Nelson</Town>', 'Nelson'], ['<Town i:nil="truer">Nelson</Town>', 'Nelson'],
    ['<Town i:nil="false"/>', ''], ['<Town vanil="true">Nelson</Town>', 'Nelson'],
    ['<Town nilly="true">Nelson</Town>', 'Nelson'], ['<Town i:kind="x">Nelson</Town>', 'Nelson']
  ] as const) {
    const reply = await company(`<Name>Weka</Name>${written}<AccountGroupIDs/>`)
    t.strictSame([reply.status, reply.body.Town], [201, Town], written)
  }
  t.strictSame(warningsOf(await company('text <Name>Weka</Name><AccountGroupIDs/>')), ['ignored-member:#text'])
  for (const [type, status] of [
    ['APPLICATION/XML', 201], ['text/xml', 201], ['application/xml;charset=utf-8', 201], ['application/xmlx', 415], ['xtext/xml', 415],
    ['application/a+xml', 415]
  ] as const) {
    const { status: answered } = await v1('POST', '/companies', '<C><Name>Weka</Name><AccountGroupIDs/></C>', { 'content-type': type })
    t.equal(answered, status, type)
  }

  const course = (inner: string) => v1(
    'PUT',
    '/coursedates/5014',
    `<CourseDate><StartDate>2026-04-08</StartDate><EndDate>2026-04-09T16:00:00+12:00</EndDate><Status>OnHold</Status>${inner}</CourseDate>`,
    xml
  )
  t.match(
    (await course('<MaxPlaces> 9 </MaxPlaces><MinPlaces>+2</MinPlaces><NetCost>12345</NetCost><Duration>1.5</Duration>' +
      '<ChargePerDelegate>False</ChargePerDelegate><CourseIsAdvertised>0</CourseIsAdvertised>')).body,
    {
      StartDate: '2026-04-08T00:00:00',
      EndDate: '2026-04-09T16:00:00',
      MaxPlaces: 9,
      MinPlaces: 2,
      NetCost: 12_345,
      Duration: 1.5,
      ChargePerDelegate: false,
      CourseIsAdvertised: false
    }
  )
  t.match(
    (await course('<MaxPlaces>9</MaxPlaces><Duration>2.5e1</Duration><ChargePerDelegate>true</ChargePerDelegate>' +
      '<CourseIsAdvertised>1</CourseIsAdvertised><ExternalID>007</ExternalID>')).body,
    { Duration: 25, ChargePerDelegate: true, CourseIsAdvertised: true, ExternalID: '007' }
  )
  t.equal(
    verdictOf(await course('<MaxPlaces>9.5</MaxPlaces><MinPlaces>few</MinPlaces><ChargePerDelegate>yes</ChargePerDelegate>')),
    '400 ChargePerDelegate+MaxPlaces+MinPlaces'
  )
  for (const [written, Duration] of [
    [' 2 ', 2], ['+2.5', 2.5], ['-0', 0], ['12.25E1', 122.5], ['250e-1', 25], ['25e+0', 25]
  ] as const) {
    t.equal((await course(`<MaxPlaces>9</MaxPlaces><Duration>${written}</Duration>`)).body.Duration, Duration, written)
  }
  for (const written of ['x2', '2x', '2.', '.5', '2.5.5', '2e', '', '+', '1 2', '2ee1']) {
    t.equal(verdictOf(await course(`<MaxPlaces>${written}</MaxPlaces>`)), '400 MaxPlaces', written)
  }
  for (const [written, isWanted] of [
    [' true ', true], ['TRUE', true], ['1', true], ['0', false], ['False', false]
  ] as const) {
    const reply = await course(`<MaxPlaces>9</MaxPlaces><ChargePerDelegate>${written}</ChargePerDelegate>`)
    t.equal(reply.body.ChargePerDelegate, isWanted, written)
  }
  for (const written of ['untrue', 'truer', '10', '01', '']) {
    const reply = await course(`<MaxPlaces>9</MaxPlaces><ChargePerDelegate>${written}</ChargePerDelegate>`)
    t.equal(verdictOf(reply), '400 ChargePerDelegate', written)
  }
  t.equal((await course('<MaxPlaces xmlns:i="urn:y" i:nil="false">8</MaxPlaces>')).body.MaxPlaces, 8)
  for (const [written, name] of [
    [`&#x${'0'.repeat(30)}41;&#${'0'.repeat(21)}65;`, 'AA'],
    ['<![CDATA[&#x0041;]]>&#x0041;', '&#x0041;A'], ['A<!---->&amp;#x0041;<!-- - -->', 'A&#x0041;']
  ] as const) {
    t.equal((await v1('PUT', '/companies/201', `<Company><Name>${written}</Name></Company>`, xml)).body.Name, name)
  }
  for (const body of ['<Company/>', '<Company>Weka</Company>', '<Company xmlns="urn:x">  </Company>']) {
    t.strictSame(warningsOf(await v1('PUT', '/companies/201', body, xml)), ['nothing-to-change:body'], body)
  }
  t.equal(verdictOf(await course('')), '400 MaxPlaces')
  t.equal((await v1(
    'POST', '/users', '<User><Forenames>Mere</Forenames><Surname>Ngata</Surname><MainAccountID>201</MainAccountID></User>', xml
  )).status, 201)
  t.equal((await v1(
    'POST', '/coursedates/5015/delegates', '<Delegate><UserID>2001</UserID><Attended>true</Attended></Delegate>', xml
  )).body.Attended, true)
  t.equal((await v1('POST', '/coursedates/5014/venue/501', '', xml)).status, 200, 'an operation without a body looks at none')
})

t.test('What is written in XML comes back in XML', async t => {
  const { v1 } = await openV1(t)
  for (const name of ['Smith & <Sons> "\' ]]>', 'a\r\nb\tc', ' \u{1F9F1} ngā ', '&#257;', '0010']) {
    const { body } = await v1('POST', '/companies', { Name: name, AccountGroupIDs: [] })
    const read = await v1('GET', `/companies/${body.CompanyID}`, undefined, { accept: 'application/xml' })
    t.equal(reader.parse(read.text).Company.Name, name)
    const back = await v1('PUT', `/companies/${body.CompanyID}`, read.text, xml)
    t.strictSame([back.status, back.body], [200, body], name)
  }
  const { body } = await v1('POST', '/companies', { Name: 'a\u0000b\u0001c\uffff', AccountGroupIDs: [] })
  t.equal(
    reader.parse((await v1('GET', `/companies/${body.CompanyID}`, undefined, { accept: 'application/xml' })).text).Company.Name,
    'a\ufffdb\ufffdc\ufffd', 'characters that XML cannot have'
  )
})

t.test('XML that cannot be read is a 400, in XML where that is asked for, and writes nothing', async t => {
  const { v1, sandbox } = await openV1(t)
  const written = watch(sandbox)
  for (const [body, message] of [
    ['<Company><Name>x</Name>', /not XML: the element Company has no end/], ['<Company><Name>x', /not XML: the element Name has no end/],
    [`<Company>\n<${'N'.repeat(101)}>`, /^The body is not XML: the element N{100} has no end \(line \d+\)$/],
    ['<Company><A><B></A></Company>', /^The body is not XML: .+ \(line 1\)$/],
    [`<Company ${'x'.repeat(300)}/>`, /^The body is not XML: .{200} \(line 1\)$/],
    ['<Company>\n<Name a=b/></Company>', /^The body is not XML: .+ \(line 2\)$/],
    ['<Company><Name>&;</Name></Company>', /^The body is not XML/], ['<Company><Name>&#x;</Name></Company>', /^The body is not XML/],
    ['<Company><Name>&amp&lt;</Name></Company>', /^The body is not XML/],
    ['<Company><Name>&xxx;</Name></Company>', /^The body is not XML: there is no entity &xxx;$/],
    ['<Company>\n<!--\n--><Name>&#xD83D;&#xDE00;</Name></Company>',
      /^The body is not XML: &#xD83D; on line 3 refers to no character\. XML has/],
    ...['&#0;', '&#x1;', '&#8;', '&#11;', '&#xDFFF;', '&#xfffe;', '&#65535;', '&#x110000;', '&#99999999999999999999;'].map(written =>
      [`<Company>\n<Name a="${written}"/></Company>`,
        new RegExp(`^The body is not XML: ${written} on line 2 refers to no character`)] as const),
    ...['&Lt;', '&AMP;', '&#X41;', '&#x00000110000;'].map(written => [`<Company>${written}</Company>`, /^The body is not XML/] as const),
    ['<Company>\n<Name>\x01</Name></Company>', /^The body is not XML: character 1 stands on line 2\. Leave it out/],
    ['<Company><!--\n\n\uFFFE--></Company>', /^The body is not XML: character 65534 stands on line 3/],
    [`<Company><Name>&${'x'.repeat(60)};</Name></Company>`, /^The body is not XML: /],
    ['<Company><Name>x</Name></Company>x', /^The body is not XML: /], ['x<Company/>', /^The body is not XML: /],
    ['<!-- alone -->', /^The body is not XML: /], ['<?xml version="1.0"?>', /^The body is not XML: /],
    ['<Company><Name>x</Company>', /not XML/], ['hello', /not XML/], ['   ', /not XML/],
    ['', /no body.+Send application\/xml with /], ['<Company><Name>x]]></Name></Company>', /"]]>" stands in a text/],
    ...['<!-- -- -->', '<!-- --->', '<!----->'].map(it => [`<Company>${it}</Company>`, /a comment has "--" in it/] as const),
    [`<Company><Name>${'&'.repeat(100_000)}</Name></Company>`, /^The body is not XML: /], ['<a/><b/>', /one root/], ['<a/>x', /not XML/],
    ['<Company><Name>a & b</Name></Company>', /not XML/], ['<Company><Name>&nbsp;</Name></Company>', /no entity &nbsp;/],
    ['<Company><Name>&x;</Name></Company>', /no entity &x;/],
    ['<!DOCTYPE Company [<!ENTITY x "y">]><Company><Name>&x;</Name></Company>', /document type/],
    ['<!doctype Company SYSTEM "file:///etc/passwd"><Company/>', /document type|not XML/],
    ...[65, 2_000].map(levels => [`${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`,
      /^The body is nested .* 64 levels deep\. Send elements that are within fewer others$/] as const),
    [`${'<a>'.repeat(64)}${'</a>'.repeat(64)}`, /Name is required/],
    [`<a>${'<a></a>'.repeat(2_000)}</a>`, /more than 4000 pieces of markup/], [`<a>${'&lt;'.repeat(20_001)}</a>`, /more than 20000 references/],
    ['<Company><__proto__>x</__proto__></Company>', /^The body cannot be read: no element can be called __proto__$/],
    [Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]), /not UTF-8/],
    [`<Company><Name>${'x'.repeat(1_100_000)}</Name></Company>`, /1 MiB/],
    ['{"Name": "Weka", "AccountGroupIDs": []}', /not XML/], ['<Company/>', /Name is required/],
    ['<Company>Weka</Company>', /Name is required/],
    ['<Company><Name>a</Name><Name>b</Name><AccountGroupIDs/></Company>', /Name must be a string/],
    ['<Company><Name><b>x</b></Name><AccountGroupIDs/></Company>', /Name must be a string/],
    ['<Company><Name>x</Name><AccountGroupIDs>10</AccountGroupIDs></Company>', /must be an array/],
    ['<Company><Name>x</Name><AccountGroupIDs><s>99</s></AccountGroupIDs></Company>', /No account group "99" exists/]
  ] as const) {
    const reply = await v1('POST', '/companies', body, { ...xml, accept: 'application/xml' })
    t.equal(reply.status, /MiB|more than/.test(String(message)) ? 413 : 400, String(body).slice(0, 60))
    const errors = [reader.parse(reply.text).Error.Errors.Error].flat() as Array<{ Field: string, Message: string }>
    t.match(errors[0]!.Message, message)
    t.match((await v1('POST', '/companies', body, xml)).body.Errors[0].Message, message, 'and in JSON')
  }
  t.equal((await v1('POST', '/companies', '<Company/>', { 'content-type': 'application/xml; charset=utf-16' })).status, 415)
  t.strictSame(written(), {})
})
