import { promisify } from 'node:util'
import { gunzip, gzipSync } from 'node:zlib'
import t from 'tap'
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
    ['not JSON', '{"learnerLocalId": ', json, 400, /not JSON/],
    ['empty', '', json, 400, /no body, and this operation needs one\. Send application\/json with learnerLocalId/],
    ['blank', ' ', json, 400, /not JSON: .*\. It is blank\. Send a JSON object/],
    ['single quotes', "{'learnerLocalId': 'L1'}", json, 400, /not JSON: .*\. It has single quotes where JSON has double ones/],
    ['single quotes around a value', '{"learnerLocalId": \'L1\'}', json, 400, /not JSON: .*\. It has single quotes/],
    ['what Windows makes of single quotes', "'{learnerLocalId: L1}'", json, 400, /not JSON: .*\. It has single quotes/],
    ['no quotes', '{learnerLocalId: L1}', json, 400, /not JSON: .*\. Its names are not in double quotes/],
    ['a form', 'learnerLocalId=L1&identity=x', json, 400, /not JSON: .*\. It begins like a form \(name=value\)\. Send JSON/],
    ['XML', '<learner/>', json, 400, /not JSON: .*\. It begins like XML\. Send JSON\.$/],
    ['an apostrophe in a text', '{"learnerLocalId": "it\'s"', json, 400, /not JSON: (?!.*single quotes)/],
    ['JSON with a comment', '{} // hello', json, 400, /not JSON/],
    ['an array', '[]', json, 400, /object/],
    ['an array for an object', JSON.stringify(valid.learner('L1', { educationHistory: [] })), json, 400,
      /educationHistory must be an object, but is the array \[\]; an object without members is \{\}/],
    ['a number', '5', json, 400, /object/],
    ['null', 'null', json, 400, /object/],
    ['another media type', '<a/>', { 'content-type': 'text/xml' }, 415, /text\/xml/],
    ['no media type', learner, { 'content-type': '' }, 415, /Content-Type header is missing/],
    ['another charset', learner, { 'content-type': 'application/json; charset=iso-8859-1' }, 415, /iso-8859-1; send UTF-8/],
    ['another compression', learner, { ...json, 'content-encoding': 'br' }, 415, /br; send gzip/],
    ['two compressions', learner, { ...json, 'content-encoding': 'gzip, gzip' }, 415, /gzip, gzip; send gzip/],
    ['gzip that is none', learner, gzip, 400, /GM1/],
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
    ['/clock', `{"mode": ${deep}}`], ['/nzqa/completions', `{"eid": ${deep}}`], ['/nzqa/completions', '{"enrolmentLocalId": "\\ud800"}']
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
  t.strictSame(await told('PUT', '/__admin/transitions/validation/rules', {}), [200, undefined], 'where it means that all is as usual')
})
