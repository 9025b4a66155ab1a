import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { gunzip, gzipSync } from 'node:zlib'
import t from 'tap'
import { Failure } from '../../src/core/errors.ts'
import { decode } from '../../src/http/bodies.ts'
import { keptBytes } from '../../src/http/kept-bodies.ts'
import { watch } from '../data.ts'
import { openPlatform } from '../accessplanit/v2/v2.ts'
import { demand, open, type Client } from '../harness.ts'
import { record } from '../tec/provider-based/returns.ts'
import { valid } from '../tec/work-based/bodies.ts'

const send = (
  client: Client, payload: string | Buffer, headers: Record<string, string>, method = 'POST', path = '/learners'
) => client.inject({
  method: method as 'POST',
  url: `/work-submission-api/v1.0${path}`,
  headers: { authorization: 'Bearer demo-token-9001', eid: '9001', ...headers },
  payload
})

const json = { 'content-type': 'application/json' }
const learner = JSON.stringify(valid.learner('L1'))

t.test('A body that cannot be read is a clear problem, never a 5xx, and writes nothing', async t => {
  const client = await open(t)
  const gzip = { ...json, 'content-encoding': 'gzip' }
  const cases: Array<[string, string | Buffer, Record<string, string>, number, RegExp]> = [
    ['not JSON', '{"learnerLocalId": ', json, 400, /not JSON: [^.]+\.$/],
    ['empty', '', json, 400, /no body, and this operation needs one\. Send application\/json with learnerLocalId/],
    ['blank', ' ', json, 400, /not JSON: .*\. It is blank\. Send a JSON object/],
    ['single quotes', "{'learnerLocalId': 'L1'}", json, 400, /not JSON: .*\. It has single quotes where JSON has double ones/],
    ['single quotes around a value', '{"learnerLocalId": \'L1\'}', json, 400, /not JSON: .*\. It has single quotes/],
    ['what Windows makes of single quotes', "'{learnerLocalId: L1}'", json, 400, /not JSON: .*\. It has single quotes/],
    ['no quotes', '{learnerLocalId: L1}', json, 400, /not JSON: .*\. Its names are not in double quotes/],
    ['a form', 'learnerLocalId=L1&identity=x', json, 400, /not JSON: .*\. It begins like a form \(name=value\)\. Send JSON/],
    ['XML', '<learner/>', json, 400, /not JSON: .*\. It begins like XML\. Send JSON\.$/],
    ...['{"learnerLocalId": "L1",}', '{"identity": [1, ]}'].map(text => ['a comma at the end', text, json, 400,
      /not JSON: .*\. It has a comma after the last member or item, where JSON has none: leave it out\.$/] as [string, string, typeof json, number, RegExp]),
    ['an apostrophe in a text', '{"learnerLocalId": "it\'s"', json, 400, /not JSON: (?!.*single quotes)/],
    ['JSON with a comment', '{} // hello', json, 400, /not JSON/],
    ['an array', '[]', json, 400, /object/],
    ['an array for an object', JSON.stringify(valid.learner('L1', { educationHistory: [] })), json, 400,
      /educationHistory must be an object, but is the array \[\]; an object without members is \{\}/],
    ['a number', '5', json, 400, /object/],
    ['null', 'null', json, 400, /object/],
    ['another media type', '<a/>', { 'content-type': 'text/xml' }, 415, /text\/xml/],
    ['no media type', learner, { 'content-type': '' }, 415, /Content-Type header is missing/],
    ['another charset', learner, { 'content-type': 'application/json; charset=iso-8859-1' }, 415, /Content-Type says that the charset is iso-8859-1\. Send UTF-8, or leave charset out\.$/],
    ['another compression', learner, { ...json, 'content-encoding': 'br' }, 415, /br; send gzip/],
    ['two compressions', learner, { ...json, 'content-encoding': 'gzip, gzip' }, 415, /gzip, gzip; send gzip/],
    ['gzip that is none', learner, gzip, 400, /GM1: The compressed body cannot be read: Content-Encoding says /],
    ['gzip that is cut off', gzipSync(learner).subarray(0, 40), gzip, 400, /GM1/],
    ['too large', JSON.stringify({ learnerLocalId: 'x'.repeat(1_100_000) }), json, 413, /1 MiB/],
    ['too large once it is unpacked', gzipSync(Buffer.alloc(5_000_000, 32)), gzip, 413, /1 MiB/],
    ['half a character', '{"learnerLocalId": "\\ud800"}', json, 400, /half of a surrogate pair/],
    ['half a character in a name', '{"\\ud800": 1}', json, 400, /half of a surrogate pair/],
    ['nested beyond reason', `{"learnerLocalId": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`, json, 400, /more than 64 levels/],
    ['one level too many', `{"learnerLocalId": ${'['.repeat(64)}${']'.repeat(64)}}`, json, 400, /more than 64 levels/],
    ['as many levels as can be', `{"learnerLocalId": ${'['.repeat(63)}${']'.repeat(63)}}`, json, 400, /learnerLocalId must be a string/],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe]), json, 400, /not JSON/]
  ]
  const written = watch(client.sandbox)
  for (const [name, payload, headers, status, detail] of cases) {
    const reply = await send(client, payload, headers)
    t.equal(reply.status, status, name)
    t.match(reply.body.detail, detail, name)
    t.equal(reply.headers['content-type'], 'application/problem+json; charset=utf-8', name)
    t.notMatch(reply.text, /at .*\.ts|node_modules|Error:/, `${name}: no stack trace`)
  }
  t.strictSame(written(), {})
})

t.test('The sandbox\'s own API reads bodies as warily', async t => {
  const client = await open(t, { fixture: 'demo' })
  const deep = `${'['.repeat(8000)}${']'.repeat(8000)}`
  for (const [path, payload] of [
    ['/clock', `{"mode": ${deep}}`], ['/nzqa/completions', `{"eid": ${deep}}`], ['/nzqa/completions', '{"enrolmentLocalId": "\\ud800"}'],
    ['/clock', '[]'], ['/clock', 'null'], ['/clock', '5'], ['/clock', '"now"'], ['/nzqa/completions', '[]'], ['/nzqa/completions', 'null']
  ] as const) {
    const reply = await client.inject({ method: path === '/clock' ? 'PUT' : 'POST', url: `/__admin${path}`, headers: json, payload })
    t.equal(reply.status, 400, path)
    t.equal((await client.admin('GET', '/requests')).status, 200)
  }
})

t.test('Compressed nonsense that nobody reads, as its headers are refused already, does no harm', async t => {
  const client = await open(t)
  const gzip = { ...json, 'content-encoding': 'gzip' }
  t.equal((await send(client, 'nonsense', { ...gzip, 'content-type': 'text/xml' })).status, 415)
  t.equal((await send(client, '', { ...gzip, 'content-type': '' }, 'DELETE', '/enrolments/E1')).status, 415)
  // By the time that nonsense of our own has been found to be such, so has theirs, and nothing has come of it.
  await t.rejects(promisify(gunzip)('nonsense'), { code: 'Z_DATA_ERROR' })
  t.equal((await client.admin('GET', '/requests')).status, 200)
})

t.test('What can be read, is', async t => {
  const client = await open(t)
  const cases: Array<[string, string | Buffer, Record<string, string>]> = [
    ['text/json', JSON.stringify(valid.learner('T1')), { 'content-type': 'text/json' }],
    ['a JSON subtype', JSON.stringify(valid.learner('T2')), { 'content-type': 'application/merge-patch+json' }],
    ['UTF-8 by name', JSON.stringify(valid.learner('T3')), { 'content-type': 'application/json; charset="UTF-8"' }],
    ['gzip', gzipSync(JSON.stringify(valid.learner('T4'))), { ...json, 'content-encoding': 'gzip' }],
    ...['x-gzip', 'GZIP', 'gzip, identity', 'identity,gzip'].map((encoding, n): [string, Buffer, Record<string, string>] =>
      [encoding, gzipSync(JSON.stringify(valid.learner(`Z${n}`))), { ...json, 'content-encoding': encoding }]),
    ['identity', JSON.stringify(valid.learner('T5')), { ...json, 'content-encoding': 'identity' }],
    ['names in another case', JSON.stringify(valid.learner('T6')).replace('"learnerLocalId"', '"LearnerLocalID"'), json],
    ['prototypes as names', JSON.stringify(valid.learner('T7')).replace('{', '{"__proto__": {"x": 1}, "constructor": 2,'), json]
  ]
  for (const [name, payload, headers] of cases) t.equal((await send(client, payload, headers)).status, 201, name)
  t.equal(({} as { x?: number }).x, undefined)
})

t.test('A member that is given twice is told of by its place, and the last one counts', async t => {
  const client = await open(t)
  const put = (text: string) => send(client, text, { ...json, 'sandbox-dry-run': '1' })
  const again = (member: string, text: string) => text.replace(`"${member}"`, `"${member}":"x","${member}"`)
  for (const [name, text, told] of [
    ['once', learner, undefined],
    ['at the top', again('learnerLocalId', learner), 'repeated-member:learnerLocalId'],
    ['with a blank before the colon', learner.replace('{', '{"learnerLocalId" : "x",'), 'repeated-member:learnerLocalId'],
    ['escaped otherwise', learner.replace('{', '{"learner\\u004cocalId": "x",'), 'repeated-member:learnerLocalId'],
    ['below', again('nameIdCode', learner), 'repeated-member:identity.nameIdCode'],
    ['three times', again('nameIdCode', again('nameIdCode', learner)), 'repeated-member:identity.nameIdCode'],
    ['two of them', again('nameIdCode', again('learnerLocalId', learner)),
      'repeated-member:learnerLocalId, repeated-member:identity.nameIdCode'],
    ['in another case', learner.replace('{', '{"LearnerLocalID":"x",'), 'repeated-member:learnerLocalId'],
    ['one that is not known', learner.replace('{', '{"shoe":1,"shoe":2,'), 'ignored-member:shoe, repeated-member:shoe'],
    ['a prototype', learner.replace('{', '{"__proto__":1,"__proto__":2,'), 'ignored-member:__proto__, repeated-member:__proto__'],
    ['a colon in a text', learner.replace('WALKA', 'W:{":'), undefined],
    ['the same name in two objects', learner.replace('"educationHistory":{}', '"educationHistory":{"gender":"F"}'),
      'ignored-member:educationHistory.gender']
  ] as const) {
    const { status, headers } = await put(text)
    const warnings = String(headers['sandbox-warnings'] ?? '').split(', ').filter(it => !it.startsWith('learner.')).join(', ')
    t.strictSame([status, warnings], [status === 400 && name === 'a colon in a text' ? 400 : 201, told ?? ''], name)
  }
  const made = demand(await send(client, learner.replace('"learnerLocalId":"L1"', '"learnerLocalId":"L1","learnerLocalId":"L9"'), json))
  t.equal(made.body.learnerLocalId, 'L9')
  const { remarks } = (await client.admin('GET', '/requests/last/explain')).body
  t.equal(remarks[0].message, 'learnerLocalId is given more than once; the last one counts')
})

t.test('It is told of in every API, in a list by the number of the item, and costs nothing where there is none', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { submissionToken } = demand(await client.sdr('POST', '/token/202602')).body
  const content = JSON.stringify(Array.from({ length: 400 }, (_, n) => record('learners', `L${n}`)))
  const twice = content.replace('{"localId":"L7",', '{"localId":"L3","localId":"L7",')
  const upload = (content: string) => client.inject({
    method: 'PUT',
    url: '/submissions/v1.0/learners',
    headers: { authorization: 'Bearer demo-token-9001', eid: '9001', ...json },
    payload: `{"submissionToken":"${submissionToken}","content":${content}}`
  })
  t.equal((await upload(content)).headers['sandbox-warnings'], undefined)
  t.equal((await upload(twice)).headers['sandbox-warnings'], 'repeated-member:content%5B7%5D.localId')
  const { inject } = await openPlatform(t)
  const authorization = 'Bearer demo-api-key'
  for (const [method, url, payload, told] of [
    ['PUT', '/accessplan/api/v2/Venue/501', '{"Label":"x","Label":"Boat shed"}', 'repeated-member:Label'],
    ['PUT', '/accessplan/api/v1/companies/203', '{"Name":"x","Name":"Weka Ltd"}', 'repeated-member:Name'],
    ['POST', '/__admin/clock/advance', '{"by":"PT1H","by":"PT1M"}', 'repeated-member:by'],
    ['PUT', '/__admin/students/160000001', '{"nameIdCode":"X","nameIdCode":"TAMAH"}', 'repeated-member:nameIdCode']
  ] as const) {
    const reply = await inject({ method, url, payload, headers: { ...json, authorization } })
    t.strictSame([reply.status, reply.headers['sandbox-warnings']], [200, told], url)
  }
})

t.test('A change of nothing is told of, with what can be changed', async t => {
  const client = await open(t, { fixture: 'demo' })
  const told = async (method: string, url: string, payload: object) => {
    const authorization = `Bearer demo-${url.includes('work') ? 'token-9001' : 'api-key'}`
    const { status, headers } = await client.inject({ method: method as 'PUT', url, payload, headers: { authorization, eid: '9001' } })
    return [status, headers['sandbox-warnings']]
  }
  const workBased = '/work-submission-api/v1.0'
  for (const [url, full] of [
    [`${workBased}/training-agreements/DEMO-TA04`, { trainingAgreementEndDate: '2030-01-01' }],
    [`${workBased}/enrolments/DEMO-E04`, { enrolmentDate: '2025-11-12' }],
    [`${workBased}/programmes/DEMO-IT/versions/1`, { maximumProgrammeFee: 1200 }],
    ['/accessplan/api/v1/companies/203', { Name: 'Weka Ltd' }],
    ['/accessplan/api/v2/Venue/501', { Label: 'Boat shed' }],
    ['/__admin/students/160000001', { isVerified: true }]
  ] as const) {
    t.strictSame(await told('PUT', url, full), [200, undefined], url)
    t.strictSame(await told('PUT', url, {}), [200, 'nothing-to-change:body'], `${url}, nothing`)
    if (url.includes('api')) {
      t.strictSame(await told('PUT', url, { [Object.keys(full)[0]!]: null }), [200, 'nothing-to-change:body'], `${url}, null alone`)
    }
  }
  await told('PUT', `${workBased}/enrolments/DEMO-E04`, {})
  t.equal((await client.admin('GET', '/requests/last/explain')).body.remarks[0].message,
    'The body has nothing that can change. Send enrolmentDate')
  await told('PUT', '/accessplan/api/v2/User/2001', {})
  t.match((await client.admin('GET', '/requests/last/explain')).body.remarks[0].message,
    /^The body has nothing that can change\. Send \w+, \w+, \w+, \w+ or another of its members$/)
  t.strictSame(await told('PUT', '/__admin/transitions/validation/rules', {}), [200, undefined], 'where it means that all is as usual')
})

t.test('A media type is taken by its whole name, in any case and with parameters, and so is a compression', async t => {
  const client = await open(t)
  const ask = async (payload: string | Buffer, headers: Record<string, string>) =>
    (await send(client, payload, { ...json, ...headers, 'sandbox-dry-run': '1' })).status
  for (const [type, status] of [
    ['APPLICATION/JSON', 201], ['Text/Json', 201], ['application/json;charset=utf-8', 201], ['application/json; profile=x', 201],
    ['application/problem+json', 201], ['application/vnd.a-b_1.c+JSON; charset=utf-8', 201],
    ['application/jsonx', 415], ['application/a+jsonx', 415], ['text/a+json', 415], ['application/+json', 415], ['xtext/json', 415],
    ['xapplication/json', 415], ['xapplication/a+json', 415], ['application/xjson', 415], ['image/json', 415]
  ] as const) t.equal(await ask(learner, { 'content-type': type }), status, type)
  const packed = gzipSync(learner)
  for (const [encoding, payload, status] of [
    ['gzip,', packed, 201], [' , X-GZIP ,', packed, 201], [',', learner, 201], ['IDENTITY', learner, 201],
    ['identity, identity', learner, 201],
    ['xx-gzip', packed, 415], ['x-gzipx', packed, 415], ['gzip, br', packed, 415], ['deflate', learner, 415]
  ] as const) t.equal(await ask(payload, { 'content-encoding': encoding }), status, encoding)
})

t.test('A text is UTF-8, by whatever name, and one byte order mark before it is none of it', t => {
  const bytes = Buffer.from('{}')
  for (const type of [
    'a/b', 'a/b; charset=utf-8', 'a/b;CHARSET=UTF8', 'a/b; charset = "utf-8"', 'a/b; x=y;charset=us-ascii', 'a/b; charset=',
    'a/b; charset=""', 'a/b; xcharset=latin1', 'a/b charset=latin1'
  ]) t.equal(decode(bytes, type, 'JSON'), '{}', type)
  for (const [type, charset] of [
    ['a/b;charset=latin1', 'latin1'], ['a/b;  charset  =  "UTF-16" ; x=y', 'UTF-16'], ['a/b; charset=utf-8x', 'utf-8x'],
    ['a/b; charset=xutf-8', 'xutf-8'], ['a/b; charset=utf--8', 'utf--8'], ['a/b; charset=us-asciix;x', 'us-asciix'],
    ['a/b; charset=a b', 'a']
  ] as const) {
    const message = `Content-Type says that the charset is ${charset}. Send UTF-8, or leave charset out.`
    t.throws(() => decode(bytes, type, 'JSON'), new Failure('unsupported-media', message), type)
  }
  for (const [written, read] of [['\ufeff{}', '{}'], ['\ufeff\ufeff', '\ufeff'], ['{\ufeff}', '{\ufeff}'], ['', '']] as const) {
    t.equal(decode(Buffer.from(written), '', 'XML'), read)
  }
  for (const language of ['JSON', 'XML'] as const) {
    const message = `The body is not ${language}: it has bytes that are not UTF-8.`
    t.throws(() => decode(Buffer.from([0xff]), '', language), new Failure('unreadable', message))
  }
  t.end()
})

t.test('Without a body no type is needed, and with one it is, whatever says that there is one', async t => {
  const client = await open(t)
  const ask = async (headers: Record<string, string>, payload?: string | Readable) => {
    const { status, body } = await client.inject({
      method: 'POST',
      url: '/work-submission-api/v1.0/learners',
      headers: { authorization: 'Bearer demo-token-9001', eid: '9001', 'sandbox-dry-run': '1', ...headers },
      ...payload !== undefined && { payload }
    })
    return `${status} ${body.detail ?? ''}`
  }
  const [noBody, noType] = [/^400 The request has no body, and this operation needs one/, /^415 The Content-Type header is missing/]
  t.match(await ask({}), noBody)
  t.match(await ask({ 'content-length': '0' }), noBody)
  t.match(await ask(json), noBody)
  t.match(await ask({}, learner), noType)
  t.match(await ask({ 'transfer-encoding': 'chunked' }, Readable.from([learner])), noType)
  t.match(await ask({ ...json, 'transfer-encoding': 'chunked' }, Readable.from([learner.slice(0, 9), learner.slice(9)])), /^201/)
  t.match(await ask({ 'content-type': '', 'content-length': '0' }),
    /^415 The Content-Type header is missing\. Send it with the type of the body: application\/json\./)
  t.match(await ask({ 'content-type': 'text/plain' }, learner),
    /^415 Content-Type "text\/plain" is not taken by this operation\. Send application\/json\./)
})

t.test('The journal keeps a body up to so many bytes, as they are once it is unpacked', async t => {
  const client = await open(t)
  const kept = async (payload: string | Buffer | Readable, headers: Record<string, string>) => {
    await client.inject({
      method: 'POST',
      url: '/work-submission-api/v1.0/learners',
      headers: { authorization: 'Bearer demo-token-9001', eid: '9001', ...json, ...headers },
      payload
    })
    const { body } = (await client.admin('GET', '/requests?limit=1')).body.requests[0].request
    return typeof body === 'string' ? body : JSON.stringify(body).length
  }
  const ofBytes = (bytes: number): string => `{"learnerLocalId":"${'x'.repeat(bytes - 21)}"}`
  for (const [bytes, inJournal] of [[keptBytes, keptBytes], [keptBytes + 1, `(${keptBytes + 1} bytes, not kept)`]] as const) {
    const text = ofBytes(bytes)
    t.equal(text.length, bytes)
    t.equal(await kept(text, {}), inJournal, `${bytes} bytes`)
    t.equal(await kept(gzipSync(text), { 'content-encoding': 'gzip' }), inJournal, `${bytes} bytes, packed`)
    t.equal(await kept(Readable.from([text]), { 'transfer-encoding': 'chunked' }), inJournal, `${bytes} bytes in chunks`)
  }
  t.equal(await kept(`${ofBytes(keptBytes)} `, {}), `(${keptBytes + 1} bytes, not kept)`, 'blanks count where Content-Length has them')
})

t.test('A form is read in any case, of members that come twice the last counts, and what is not known is told of', async t => {
  const client = await open(t, { fixture: 'demo' })
  const ask = async (payload: string | Buffer, type = 'application/x-www-form-urlencoded') => {
    const { status, headers } = await client.v2('POST', 'token', payload, { 'content-type': type })
    return [status, String(headers['sandbox-warnings'] ?? '')]
  }
  const good = 'grant_type=password&username=demo&password=demo'
  for (const [form, ...wanted] of [
    [good, 200, ''], [good.toUpperCase().replaceAll('DEMO', 'demo'), 200, ''], [`\ufeff${good}`, 200, ''],
    [`${good}&shoe=1&Boot=2`, 200, 'ignored-member:shoe, ignored-member:Boot'],
    [`username=nobody&${good}`, 200, 'repeated-member:username'],
    [`Username=nobody&${good}`, 200, 'repeated-member:username'],
    [`${good}&shoe=1&shoe=2`, 200, 'ignored-member:shoe'],
    [`${good}&refresh_token=x`, 200, 'ignored-member:refresh_token'],
    [`${good}&shoe=a\ufeff`, 200, 'ignored-member:shoe']
  ] as Array<[string, ...unknown[]]>) t.strictSame(await ask(form), wanted, form)
  t.strictSame(await ask(good, 'Application/X-WWW-Form-Urlencoded; charset=utf-8'), [200, ''])
  for (const type of ['application/x-www-form-urlencodedx', 'xapplication/x-www-form-urlencoded', 'text/plain']) {
    t.equal((await ask(good, type))[0], 415, type)
  }
  const pairs = (count: number): string => `${good}${'&a'.repeat(count - 3)}`
  t.equal((await ask(pairs(20_000)))[0], 200)
  t.equal((await ask(pairs(20_001)))[0], 413)
})

t.test('Read loosely is a truth, a value of a table in another case, or a number for a text, and nothing that only looks it', async t => {
  const { v1, v2, admin } = await openPlatform(t)
  const course = { CourseID: '4001', StartDate: '2026-06-01T09:00:00', EndDate: '2026-06-01T16:00:00', Places: 5 }
  const [user, hana] = ['User/2002', { Forenames: 'Hana', Surname: 'Walker' }]
  for (const [call, method, path, body, message] of [
    [v2, 'PUT', user, { MarketingOptIn: 'True' }, 'MarketingOptIn is the text "True"; it was read as true'],
    [v2, 'PUT', user, { MarketingOptIn: 'FALSE' }, 'MarketingOptIn is the text "FALSE"; it was read as false'],
    [v2, 'PUT', user, { MarketingOptIn: 'untrue' }], [v2, 'PUT', user, { MarketingOptIn: 'truer' }],
    [v2, 'PUT', user, { MarketingOptIn: 1 }],
    [v2, 'PUT', user, { Surname: 'True' }], [v2, 'PUT', user, { Surname: 5 }, 'Surname is the number 5; it was read as the text "5"'],
    [v2, 'PUT', user, { Sex: 'Female' }], [v2, 'PUT', user, { Sex: 'FEMALE' }, 'Sex is the text "FEMALE"; it was read as Female'],
    [v2, 'PUT', user, { Title: 5 }, 'Title is the number 5; it was read as the text "5"'],
    [v2, 'PUT', user, { Sex: 'Femal' }], [v2, 'PUT', user, { Sex: 5 }],
    [v2, 'POST', 'CourseDate', { ...course, Places: '5' }, 'Places is the text "5"; it was read as a number'],
    [v2, 'POST', 'CourseDate', { ...course, StartDate: 20260601 }],
    [v1, 'PUT', 'users/2001', { ...hana, MarketingOptIn: 'TRUE' }, 'MarketingOptIn is the text "TRUE"; it was read as true'],
    [v1, 'PUT', 'users/2001', { ...hana, JobTitle: 'True' }],
    [v1, 'PUT', 'users/2001', { ...hana, JobTitle: -1.5 }, 'JobTitle is the number -1.5; it was read as the text "-1.5"']
  ] as Array<[typeof v1, string, string, object, string?]>) {
    await call(method, path, body, { 'sandbox-dry-run': '1' })
    const { remarks = [] } = (await admin('GET', '/requests/last/explain')).body
    const read = remarks.filter((it: { kind: string }) => /^(?:loosely-read|number-in-quotes)$/.test(it.kind))
    t.same(read.map((it: { message: string }) => it.message), message === undefined ? [] : [message], `${path} ${JSON.stringify(body)}`)
  }
})
