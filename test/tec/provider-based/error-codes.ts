import { PassThrough } from 'node:stream'
import t from 'tap'
import { readConfig } from '../../../src/config.ts'
import { isDocumented } from '../../../src/core/basis.ts'
import { BadInput } from '../../../src/core/errors.ts'
import { errorCodes } from '../../../src/tec/provider-based/error-codes.ts'
import { demand, type Reply } from '../../harness.ts'
import { codeOf, openReturns, record, type Provider } from './returns.ts'

/** Asks something of the API while an upload of learners is on its way. */
async function duringUpload (client: Provider, submissionToken: string, ask: () => Promise<Reply>): Promise<Reply> {
  const body = new PassThrough()
  const upload = client.sdr('PUT', '/learners', body, { 'content-type': 'application/json' })
  const reply = await ask()
  body.end(JSON.stringify({ submissionToken, content: [] }))
  demand(await upload)
  return reply
}

/** How a request comes to each code: with a token whose submission has no records, in a sandbox of its own. */
const ways: Readonly<Record<string, readonly [status: number, way: (client: Provider, token: string) => Promise<Reply>]>> = {
  AM1: [400, (client) => client.sdr('GET', '/returns', undefined, { eid: '9001a' })],
  AM2: [400, (client) => client.sdr('GET', '/returns', undefined, { eid: '' })],
  AU1: [401, (client) => client.sdr('GET', '/returns', undefined, { authorization: 'Bearer demo-token-not-enabled' })],
  AU2: [401, (client) => client.sdr('GET', '/returns', undefined, { authorization: 'Bearer nonsense' })],
  CV1: [400, (client, token) => client.upload('learners', token, [record('learners', 'L1', { gender: 1 })])],
  DS1: [429, (client, token) => duringUpload(client, token, () => client.upload('learners', token, []))],
  DS2: [429, (client, token) => duringUpload(client, token, () => client.remove('learners', token, []))],
  DS3: [429, (client, token) => duringUpload(client, token, () => client.sdr('POST', `/validation/${token}`))],
  GM1: [400, (client) =>
    client.sdr('PUT', '/learners', Buffer.from('{}'), { 'content-type': 'application/json', 'content-encoding': 'gzip' })],
  MP1: [400, (client, token) => client.upload('learners', token, ['L1', 'L2', 'L3'].map(id => record('learners', id)))],
  PR1: [400, (client) => client.sdr('GET', '/returns?page=-1')],
  PR2: [400, (client, token) => client.sdr('GET', `/validation/${token}/results?page=1`)],
  R1: [400, (client) => client.sdr('POST', '/token/199912')],
  SC1: [400, (client) => client.upload('learners', 'nonsense', [])],
  SC2: [400, (client) => client.sdr('DELETE', '/token/nonsense')],
  SC3: [400, (client) => client.sdr('POST', '/validation/nonsense')],
  SC4: [400, async (client, token) => {
    await client.advance('2026-03-03T09:00')
    return await client.sdr('GET', `/validation/${token}`)
  }],
  SC5: [400, (client) => client.requestToken('csv upload')],
  SC6: [400, (client) => client.sdr('POST', '/token/202605')],
  SC7: [400, (client) => client.requestToken('upcoming')],
  SC8: [400, (client, token) => client.sdr('POST', `/validation/${token}`)],
  SC10: [400, (client) => client.sdr('GET', '/validation/nonsense')]
}

const inferredCodes = Object.keys(errorCodes).filter(code => !isDocumented(errorCodes[code]!.basis))

t.test('Every code is known, and a request comes to each', t => {
  t.strictSame(Object.keys(ways).sort(), Object.keys(errorCodes).sort())
  t.strictSame(inferredCodes.sort(), ['DS1', 'DS2', 'DS3', 'SC1', 'SC10', 'SC2', 'SC3', 'SC4', 'SC5', 'SC6', 'SC7', 'SC8'])
  t.end()
})

const short = ['type', 'title', 'status', 'detail', 'instance']
const members: Record<number, string[]> = { 400: [...short, 'errorCode', 'errors'], 401: short, 429: [...short, 'errorCode'] }

for (const [code, [status, way]] of Object.entries(ways)) {
  t.test(`${code}: ${errorCodes[code]?.meaning}`, async t => {
    const client = await openReturns(t, { 'max-records-per-batch': '2' })
    const { headers, body, ...reply } = await way(client, await client.token())
    t.strictSame([reply.status, body.errorCode], [status, status === 401 ? undefined : code])
    t.equal(codeOf({ headers, body, ...reply }), `${status} ${code}`)
    t.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
    t.strictSame(Object.keys(body).sort(), members[status]!.sort())
    t.equal(body.status, status)
    t.match(body.instance, /^\/submissions\/v1\.0\/[^?]+$/)
    t.match(body.detail, /./)
    t.equal(headers['retry-after'], status === 429 ? '1' : undefined)
    for (const member of Object.keys(body.errors ?? {})) t.ok(['returnId', 'submissionToken', 'content'].includes(member), member)

    const { body: explained } = await client.admin('GET', `/requests/${headers['sandbox-request-id'] as string}/explain`)
    t.match(explained, { status, outcome: 'refused', reason: { detail: body.detail.replace(/^GM1: /, '') } })
  })
}

t.test('What is wrong is said of the member that causes it', async t => {
  const client = await openReturns(t, { 'max-records-per-batch': '1' })
  const token = await client.token()
  const two = [record('learners', 'L1'), record('learners', 'L2')]
  const cases: Array<[reply: Reply, errors: object]> = [
    [await client.sdr('POST', '/token/199912'), { returnId: /^R1: .*year of returnId 199912 is 1999; it must be from 2000 to 2099/ }],
    [await client.upload('learners', 'nonsense', []), { submissionToken: /^SC1: EID 9001 has no submission with token "nonsense"\. Use / }],
    [await client.upload('learners', token, two), { content: { $: [/^MP1: .*has 2 records; maxRecordPerBatch is 1/] } }],
    [await client.upload('learners', 'nonsense', [{}, {}]), { content: { $: [/^MP1/] } }],
    [await client.upload('learners', token, [record('learners', 'L1', { gender: 5, nameIdCode: 'TOOLONG' })]), {
      content: {
        '[0].gender': ['content[0].gender must be a string, but is the number 5.'],
        '[0].nameIdCode': [/nameIdCode must have 1 to 5 characters, but "TOOLONG" has 7/]
      }
    }],
    [await client.sdr('PUT', '/learners', { submissionToken: 5, content: 5 }), {
      submissionToken: 'submissionToken must be a string, but is the number 5.',
      content: { $: ['content must be an array, but is the number 5.'] }
    }],
    [await client.sdr('GET', '/returns?page=-1'), {}],
    [await client.sdr('GET', '/returns', undefined, { eid: 'x' }), {}]
  ]
  for (const [reply, errors] of cases) {
    t.match(reply.body.errors, errors, reply.body.detail)
    t.strictSame(Object.keys(reply.body.errors).sort(), Object.keys(errors).sort())
    for (const text of Object.values<any>(reply.body.errors)) {
      for (const message of typeof text === 'string' ? [text] : Object.values<string[]>(text).flat()) {
        t.ok(reply.body.detail.includes(message), 'the detail tells of all')
      }
    }
  }
  t.equal(codeOf(cases[3]![0]), '400 MP1', 'how many records there are is asked before what they are')
})

t.test('Too many requests are told so in the short form, without a code', async t => {
  const client = await openReturns(t, { 'rate-limit': 'tec-provider-based=2/1m' })
  await client.sdr('GET', '/returns')
  await client.sdr('GET', '/returns')
  const { status, headers, body } = await client.sdr('GET', '/returns')
  t.strictSame([status, Object.keys(body)], [429, ['type', 'title', 'status', 'detail', 'instance']])
  t.match(headers['retry-after'], /^[1-9]\d*$/)
  t.equal((await client.call('GET', '/programmes/DEMO-NZA/versions/1')).status, 200, 'the other API has a limit of its own')
})

t.test('A code that is inferred can be answered by another name; those that are documented stay', async t => {
  const renamed = Object.fromEntries(inferredCodes.map(code => [code, `X_${code}`]))
  for (const [code, [status, way]] of Object.entries(ways)) {
    const client = await openReturns(t, {
      'max-records-per-batch': '2', 'error-codes': Object.entries(renamed).map(pair => pair.join('=')).join(',')
    })
    t.equal(codeOf(await way(client, await client.token())), `${status} ${renamed[code] ?? code}`)
  }
  const one = await openReturns(t, { 'error-codes': 'SC6=SC1' })
  const { body, ...reply } = await one.sdr('POST', '/token/202605')
  t.equal(codeOf({ body, ...reply }), '400 SC1')
  t.match(body, { detail: /^SC1: /, errors: { returnId: /^SC1: / } }, 'and the text says the same')
  t.equal(codeOf(await one.requestToken('upcoming')), '400 SC7', 'those that are not named stay, too')
})

t.test('No other code is replaced, nor by nonsense', t => {
  t.strictSame(readConfig().defaults['error-codes'], {})
  t.strictSame(readConfig({ 'error-codes': 'SC4=SC1,SC7=DS3' }).defaults['error-codes'], { SC4: 'SC1', SC7: 'DS3' })
  t.strictSame(readConfig({ 'error-codes': 'DS2=DS1' }).defaults['error-codes'], { DS2: 'DS1' })
  t.strictSame(readConfig({ 'error-codes': `SC10=${'x'.repeat(20)}` }).defaults['error-codes'], { SC10: 'x'.repeat(20) })
  for (const codes of [
    ...Object.keys(errorCodes).filter(code => !inferredCodes.includes(code)).map(code => `${code}=SC1`),
    'SC4', 'SC4=', '=SC1', '=', 'SC4=SC1=SC2', 'SC4=SC1,', ',SC4=SC1', 'SC4=SC1,SC7', 'SC4=S C1', 'SC4=SC-1', `SC4=${'x'.repeat(21)}`,
    'sc4=SC1', 'SC11=SC1', ' SC4=SC1', 'toString=SC1', '__proto__=SC1', 'nonsense', ' '
  ]) {
    const refusal = t.throws(() => readConfig({ 'error-codes': codes }), { message: /^--error-codes: / }, `"${codes}"`)
    t.ok(refusal instanceof BadInput)
  }
  t.end()
})
