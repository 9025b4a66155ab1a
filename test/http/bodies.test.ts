import { promisify } from 'node:util'
import { gunzip, gzipSync } from 'node:zlib'
import t from 'tap'
import { watch } from '../data.ts'
import { open, type Client } from '../harness.ts'
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
    ['empty', '', json, 400, /no body/],
    ['JSON with a comment', '{} // hello', json, 400, /not JSON/],
    ['an array', '[]', json, 400, /object/],
    ['a number', '5', json, 400, /object/],
    ['null', 'null', json, 400, /object/],
    ['another media type', '<a/>', { 'content-type': 'text/xml' }, 415, /text\/xml/],
    ['no media type', learner, { 'content-type': '' }, 415, /Content-Type header is missing/],
    ['another charset', learner, { 'content-type': 'application/json; charset=iso-8859-1' }, 415, /iso-8859-1; send UTF-8/],
    ['another compression', learner, { ...json, 'content-encoding': 'br' }, 415, /br; send gzip/],
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
    ['identity', JSON.stringify(valid.learner('T5')), { ...json, 'content-encoding': 'identity' }],
    ['names in another case', JSON.stringify(valid.learner('T6')).replace('"learnerLocalId"', '"LearnerLocalID"'), json],
    ['prototypes as names', JSON.stringify(valid.learner('T7')).replace('{', '{"__proto__": {"x": 1}, "constructor": 2,'), json]
  ]
  for (const [name, payload, headers] of cases) t.equal((await send(client, payload, headers)).status, 201, name)
  t.equal(({} as { x?: number }).x, undefined)
})
