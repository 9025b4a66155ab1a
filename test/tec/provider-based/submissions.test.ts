import t from 'tap'
import { datesAt } from '../../../src/sandbox/fixture-dates.ts'
import { applyToSubmission } from '../../../src/tec/provider-based/submissions/store.ts'
import { watch } from '../../data.ts'
import { asSecondTeo, demand, fixture } from '../../harness.ts'
import { inEmpty } from '../../shipped.ts'
import { codeOf, collectionNames, faultless, faulty, openReturns, record, tokenOperations, type Kind, type Provider } from './returns.ts'

/** How validation runs go on. */
const runBy = async (client: Provider, progression: object) => demand(await client.admin('PUT', '/transitions/validation', progression))

/** Asks for a validation, and looks at it once so that it is over. */
async function validate (client: Provider, submissionToken: string): Promise<any> {
  demand(await client.sdr('POST', `/validation/${submissionToken}`))
  return demand(await client.sdr('GET', `/validation/${submissionToken}`)).body
}

const submit = (client: Provider, submissionToken: string) => client.admin('POST', `/submissions/${submissionToken}/submit`)

t.test('A token comes with what is known of its submission, and nothing else', async t => {
  const client = await openReturns(t)
  const { status, body } = await client.requestToken('open')
  t.equal(status, 200)
  t.match(body.submissionToken, /^[\w-]{8,}$/)
  t.strictSame(body, {
    submissionToken: body.submissionToken,
    tokenExpiry: '2026-03-02T20:00:00.000Z',
    maxRecordPerBatch: 500,
    returnId: client.returnId('open'),
    edumis: 9001,
    returnYear: 2026,
    returnMonth: 2,
    submissionStatus: 'Pending',
    submissionType: 'Full',
    submissionContentsUrl: `http://localhost:80/submissions/v1.0/contents/${body.submissionToken}`,
    validationRunResults: []
  })
  t.match((await client.requestToken('indicative')).body, { submissionType: 'Indicative', returnMonth: 1, returnId: 202601 })
})

t.test('A token tells of every validation run of its submission', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  await client.upload('courses', token, [faulty])
  await validate(client, token)
  await client.upload('courses', token, [faultless])
  await client.advance('2026-03-02T10:00')
  await validate(client, token)
  t.strictSame((await client.requestToken('open')).body.validationRunResults, [
    {
      submissionToken: token,
      dateReceived: '2026-03-01T20:00:00.000Z',
      dateStarted: '2026-03-01T20:00:00.000Z',
      dateCompleted: '2026-03-01T20:00:00.000Z',
      status: 'Rejected',
      errorCount: 1,
      warningCount: 0
    },
    {
      submissionToken: token,
      dateReceived: '2026-03-01T21:00:00.000Z',
      dateStarted: '2026-03-01T21:00:00.000Z',
      dateCompleted: '2026-03-01T21:00:00.000Z',
      status: 'Processed',
      errorCount: 0,
      warningCount: 0
    }
  ])
})

t.test('A token stays the same until it expires; then there is another to the same submission', async t => {
  const client = await openReturns(t)
  const first = (await client.requestToken('open')).body
  await client.upload('learners', first.submissionToken, [record('learners', 'L1')])
  const contents = await client.contents(first.submissionToken)

  t.strictSame(await client.advance('2026-03-03T08:59:59.999'), [])
  t.strictSame((await client.requestToken('open')).body, first, 'the last millisecond')
  t.strictSame(await client.advance('2026-03-03T09:00'), [
    { on: '2026-03-03', at: '2026-03-02T20:00:00.000Z', event: 'submission token expires', eid: 9001, returnId: first.returnId }
  ])
  const second = (await client.requestToken('open')).body
  t.not(second.submissionToken, first.submissionToken)
  t.strictSame(second, {
    ...first,
    submissionToken: second.submissionToken,
    tokenExpiry: '2026-03-03T20:00:00.000Z',
    submissionContentsUrl: first.submissionContentsUrl.replace(first.submissionToken, second.submissionToken)
  })
  t.equal(await client.contents(second.submissionToken), contents)
  t.equal(codeOf(await client.upload('learners', first.submissionToken, [])), '400 SC4', 'the first stays expired')
  t.equal((await client.upload('learners', second.submissionToken, [])).status, 200)
})

t.test('How long a token is good for, and how many records a request may have, can be set', async t => {
  for (const [lifetime, tokenExpiry] of [
    ['90s', '2026-03-01T20:01:30.000Z'], ['30m', '2026-03-01T20:30:00.000Z'], ['24h', '2026-03-02T20:00:00.000Z'], ['100h', '2026-03-06T00:00:00.000Z']
  ] as const) t.equal((await (await openReturns(t, { 'submission-token-lifetime': lifetime })).requestToken('open')).body.tokenExpiry, tokenExpiry, lifetime)
  for (const count of [1, 37, 100_000]) {
    t.equal((await (await openReturns(t, { 'max-records-per-batch': String(count) })).requestToken('open')).body.maxRecordPerBatch, count)
  }
})

t.test('No operation takes a token that is unknown, another organisation\'s, or expired; each has its code', async t => {
  const client = await openReturns(t)
  const [ours, theirs] = [await client.token(), await client.token('open to 9002')]
  demand(await client.upload('learners', ours, [record('learners', 'L1')]))
  demand(await client.upload('learners', theirs, [record('learners', 'L1')], asSecondTeo))

  const refuses = async (token: string, expected: (unknown: string) => string, why: string) => {
    for (const [name, unknown, request] of tokenOperations) {
      const written = watch(client.sandbox)
      const reply = await client.sdr(...request(token))
      t.equal(codeOf(reply), expected(unknown), `${name}: ${why}`)
      t.strictSame(Object.keys(reply.body.errors), ['submissionToken'])
      t.strictSame(written(), {})
    }
  }
  await refuses('nonsense', unknown => `400 ${unknown}`, 'unknown')
  await refuses(theirs, unknown => `400 ${unknown}`, 'of EID 9002')
  for (const [name, , request] of tokenOperations) {
    client.freeze('2026-03-03T08:59:59.999')
    const [method, path, body] = request(ours)
    const reply = await client.sdr(method, path, body, { 'sandbox-dry-run': '1' })
    t.match(reply.status, /^20[04]$/, `${name}: the last millisecond of the token`)
  }
  client.freeze('2026-03-03T09:00')
  await refuses(ours, () => '400 SC4', 'expired')
})

t.test('The returns are listed, the last first, Indicative ones if they are asked for', async t => {
  const client = await openReturns(t)
  const listOf = async (query: string) => demand(await client.sdr('GET', `/returns${query}`)).body
  const full = ['upcoming', 'open', 'closed'].map(kind => client.returnId(kind as Kind))
  const all = [full[0], full[1], client.returnId('indicative'), full[2]]
  for (const [query, expected] of [
    ['', full], ['?includeIndicative=false', full], ['?includeIndicative=true', all], ['?includeIndicative=True', all]
  ] as const) {
    const { results, totalCount } = await listOf(query)
    t.strictSame(results.map((it: any) => it.returnId), expected, query)
    t.equal(totalCount, expected.length)
  }
  t.equal((await client.sdr('GET', '/returns?includeIndicative=perhaps')).status, 400)
  t.strictSame((await listOf('?includeIndicative=true')).results.slice(1), [
    {
      edumis: 9001,
      returnId: 202602,
      returnYear: 2026,
      returnMonth: 2,
      openWindowDate: '2026-02-22T11:00:00.000Z',
      closeWindowDate: '2026-03-16T04:00:00.000Z',
      returnType: 'Full'
    },
    {
      edumis: 9001,
      returnId: 202601,
      returnYear: 2026,
      returnMonth: 1,
      openWindowDate: '2026-01-20T11:00:00.000Z',
      closeWindowDate: '2026-03-12T04:00:00.000Z',
      returnType: 'Indicative'
    },
    {
      edumis: 9001,
      returnId: 202510,
      returnYear: 2025,
      returnMonth: 10,
      openWindowDate: '2025-10-22T11:00:00.000Z',
      closeWindowDate: '2025-11-05T04:00:00.000Z',
      returnType: 'Full',
      closeDate: '2025-11-05T04:00:00.000Z'
    }
  ])
})

t.test('A list comes in pages from 0 on, and there is no page beyond it but the first', async t => {
  const client = await openReturns(t)
  const ids = (await client.sdr('GET', '/returns', undefined, asSecondTeo)).body.results.map((it: any) => it.returnId)
  const all = inEmpty('returns').filter(it => it.eid === 9002).length
  t.equal(ids.length, all)
  t.ok(all > 6)
  const cases: Array<[query: string, page: number, pageSize: number, results: number[]]> = [
    ['', 0, 100, ids], ['?page=0', 0, 100, ids], [`?pageSize=${all}`, 0, all, ids], ['?pageSize=4', 0, 4, ids.slice(0, 4)],
    ['?page=1&pageSize=4', 1, 4, ids.slice(4, 8)], ['?page=2&pageSize=2', 2, 2, ids.slice(4, 6)], [`?page=${all - 1}&pageSize=1`, all - 1, 1, ids.slice(-1)],
    ['?pageSize=1000', 0, 1000, ids], ['?pageSize=1001', 0, 1000, ids], ['?pageSize=2147483647', 0, 1000, ids], ['?pageSize=0', 0, 0, []]
  ]
  for (const [query, page, pageSize, results] of cases) {
    const { body } = await client.sdr('GET', `/returns${query}`, undefined, asSecondTeo)
    t.strictSame({ ...body, results: body.results?.map((it: any) => it.returnId) }, { page, pageSize, results, totalCount: all }, query)
  }
  for (const [query, code] of [
    ['?page=-1', 'PR1'], ['?pageSize=-1', 'PR1'], ['?page=-1&pageSize=-1', 'PR1'], ['?page=-2147483648', 'PR1'], ['?page=1', 'PR2'],
    [`?page=${all}&pageSize=1`, 'PR2'], [`?page=${Math.ceil(all / 2)}&pageSize=2`, 'PR2'], ['?page=2147483647&pageSize=1', 'PR2'],
    ['?page=x', 'CV1'], ['?page=1.5', 'CV1'], ['?pageSize=', 'CV1'], ['?page=2147483648', 'CV1']
  ] as const) t.equal(codeOf(await client.sdr('GET', `/returns${query}`, undefined, asSecondTeo)), `400 ${code}`, query)
})

t.test('A list with nothing in it has a first page', async t => {
  const client = await openReturns(t)
  client.db().exec('DELETE FROM sdrReturn WHERE eid = 9001')
  t.strictSame((await client.sdr('GET', '/returns')).body, { page: 0, pageSize: 100, results: [], totalCount: 0 })
  t.equal(codeOf(await client.sdr('GET', '/returns?page=1')), '400 PR2')
})

t.test('The status of a return follows its submission and its last run, through its whole life', async t => {
  const client = await openReturns(t)
  const returnId = client.returnId('open')
  const is = async (returnStatus: string | undefined, submissionStatus: string | undefined, when: string) => {
    t.equal((await client.listed(returnId)).returnStatus, returnStatus, when)
    if (submissionStatus) t.equal((await client.requestToken('open')).body.submissionStatus, submissionStatus, when)
  }
  await is(undefined, undefined, 'before a token is asked for')
  const token = await client.token()
  await is('Accumulate', 'Pending', 'with a token')
  await client.upload('courses', token, [faulty])
  await is('Accumulate', 'Pending', 'with a record')

  await runBy(client, { progression: 'time', seconds: 10 })
  await client.sdr('POST', `/validation/${token}`)
  await is('Queued', undefined, 'a validation was asked for')
  await client.advance('2026-03-02T09:00:04.999')
  await is('Queued', undefined, 'before half of its time')
  await client.advance('2026-03-02T09:00:05')
  await is('InProgress', undefined, 'after half of its time')
  await client.advance('2026-03-02T09:00:09.999')
  await is('InProgress', undefined, 'before it is over')
  t.strictSame(await client.advance('2026-03-02T09:00:10'), [
    { on: '2026-03-02', at: '2026-03-01T20:00:10.000Z', event: 'validation run is over', eid: 9001, returnId }
  ])
  await is('Rejected', 'Pending', 'it found an error')

  await runBy(client, { progression: 'immediate' })
  await client.upload('courses', token, [faultless])
  await is('Rejected', 'Pending', 'the error is mended, and nobody has looked')
  await client.sdr('POST', `/validation/${token}`)
  await is('Processed', 'Validated', 'a run finds no errors')
  await client.upload('courses', token, [])
  await client.remove('courses', token, ['none'])
  await is('Processed', 'Validated', 'nothing has changed')
  await client.upload('courses', token, [{ ...faultless, localId: 'ANOTHER', courseCode: 'ANOTHER' }])
  await is('Accumulate', 'Pending', 'what was found no longer goes for what is there')
  await validate(client, token)
  await is('Processed', 'Validated', 'validated again')
  await client.remove('courses', token, ['none', 'ANOTHER'])
  await is('Accumulate', 'Pending', 'deleting changes the contents, too')

  t.equal((await client.sdr('DELETE', `/token/${token}`)).status, 204)
  await is('Cancelled', undefined, 'reset')
  const next = await client.token()
  await is('Accumulate', 'Pending', 'begun anew')
  await client.upload('courses', next, [faultless])
  await validate(client, next)
  demand(await submit(client, next))
  await is('Submitted', undefined, 'submitted')
  await client.advance('2026-03-16T17:00')
  await is('Submitted', undefined, 'submitted, and its window has closed')
  t.equal((await client.listed(returnId)).closeDate, '2026-03-16T04:00:00.000Z')
})

const windows = [
  { name: 'in summer', opens: '2026-03-10', closes: '2026-03-11', from: '2026-03-09T11:00:00.000Z', until: '2026-03-11T04:00:00.000Z' },
  { name: 'on the day when summer time ends', opens: '2026-04-05', closes: '2026-04-05', from: '2026-04-04T11:00:00.000Z', until: '2026-04-05T05:00:00.000Z' },
  { name: 'in winter', opens: '2026-07-08', closes: '2026-07-09', from: '2026-07-07T12:00:00.000Z', until: '2026-07-09T05:00:00.000Z' },
  { name: 'on the day when summer time begins', opens: '2026-09-27', closes: '2026-09-27', from: '2026-09-26T12:00:00.000Z', until: '2026-09-27T04:00:00.000Z' }
]

t.test('A window opens at the first moment of a day in New Zealand and closes at 17:00, which the clock tells of', async t => {
  const own = fixture(t, { 'returns.json': windows.map(({ name, opens, closes }) => ({ eid: 9001, about: name, returnType: 'Full', opens, closes })) })
  const client = await openReturns(t, { fixture: own, 'submission-token-lifetime': '100h' })
  const before = (instant: string) => new Date(Date.parse(instant) - 1).toISOString()
  const firedOf9001 = async (to: string) => (await client.advance(to)).filter(it => it.eid === 9001)

  for (const { name, opens, closes, from, until } of windows) {
    const returnId = Number(opens.slice(0, 7).replace('-', ''))
    const request = () => client.sdr('POST', `/token/${returnId}`)
    t.match(await client.listed(returnId), { openWindowDate: from, closeWindowDate: until, closeDate: undefined }, name)

    await client.advance(before(from))
    t.equal(codeOf(await request()), '400 SC7', `${name}: the millisecond before it opens`)
    t.strictSame(await firedOf9001(from), [{ on: opens, at: from, event: 'return window opens', eid: 9001, returnId }])
    t.equal((await request()).status, 200, `${name}: the moment it opens`)

    await client.advance(before(until))
    const { status, body: { submissionToken: token } } = await request()
    t.equal(status, 200, `${name}: the millisecond before it closes`)
    t.equal((await client.upload('courses', token, [faultless])).status, 200)
    t.equal((await validate(client, token)).status, 'Processed')
    t.equal((await client.listed(returnId)).closeDate, undefined)

    t.strictSame(await firedOf9001(until), [{ on: closes, at: until, event: 'return window closes', eid: 9001, returnId }])
    t.equal(codeOf(await request()), '400 SC7', `${name}: the moment it closes`)
    t.equal((await client.listed(returnId)).closeDate, until)
    for (const [operation, unknown, ask] of tokenOperations) {
      t.equal(codeOf(await client.sdr(...ask(token))), unknown === 'SC10' ? '200' : '400 SC5', `${name}: ${operation} once it has closed`)
    }
    t.match((await client.upload('courses', token, [])).body.errors.submissionToken, /The submission is Closed and can no longer be changed/)
    t.match((await submit(client, token)).text, /SC5.*this one is Closed/)
  }
})

t.test('The same moment closes the windows of all organisations', async t => {
  const client = await openReturns(t)
  await client.advance('2026-03-16T16:59:59.999')
  const fired = await client.advance('2026-03-16T17:00')
  const closingWithIt = (eid: number) => inEmpty('returns').filter(it => it.eid === eid && it.closes === 'today+14d').length
  for (const eid of [9001, 9002]) t.equal(fired.filter(it => it.eid === eid).length, closingWithIt(eid), String(eid))
  t.ok(fired.every(it => it.event === 'return window closes' && it.at === '2026-03-16T04:00:00.000Z'))
  t.strictSame(await client.advance('2026-03-16T17:00'), [], 'once')
})

t.test('A clock that goes back opens a window again, and fires nothing', async t => {
  const client = await openReturns(t)
  await client.advance('2026-03-16T17:00')
  t.strictSame((await client.admin('PUT', '/clock', { mode: 'frozen', now: '2026-03-16T16:59:59.999' })).body.fired, [])
  t.match(await client.listed(202602), { returnId: 202602, closeDate: undefined })
  t.equal((await client.requestToken('open')).status, 200)
})

t.test('A token is declined where something stands in its way', async t => {
  const client = await openReturns(t)
  const cases: Array<[kind: Kind, code: string, rule: string, why: RegExp]> = [
    ['closed', 'SC7', 'return.window-open', /closed at 17:00 on 2025-11-05 \(it is now 09:00 on 2026-03-02/],
    ['upcoming', 'SC7', 'return.window-open', /opens at 00:00 on 2026-06-23/],
    ['csv upload', 'SC5', 'return.no-csv-upload', /CSV upload/],
    ['course changes', 'SC5', 'return.no-course-changes-pending', /course register/],
    ['no questionnaire', 'SC5', 'return.workforce-questionnaire', /Workforce Questionnaire/],
    ['submitted', 'SC5', 'return.not-submitted', /Submitted/],
    ['validating', 'SC9', 'return.not-validating', /Validating/]
  ]
  for (const [kind, code, rule, why] of cases) {
    const written = watch(client.sandbox)
    const reply = await client.requestToken(kind)
    t.strictSame([codeOf(reply), reply.headers['sandbox-rules']], [`400 ${code}`, rule], kind)
    t.strictSame(Object.keys(reply.body.errors), ['returnId'])
    t.match(reply.body.errors.returnId, why)
    t.strictSame(written(), {})
  }
  t.equal((await client.requestToken('open to 9002')).status, 200)
  t.equal(client.returnId('no questionnaire') % 100, 12, 'the questionnaire is asked for in December')
})

t.test('A token is for a return of one\'s own, with a year within reason', async t => {
  const client = await openReturns(t)
  for (const [returnId, code] of [
    [202603, 'SC6'], [client.returnId('submitted'), 'SC6'], [202613, 'SC6'], [200001, 'SC6'], [200000, 'SC6'], [209999, 'SC6'],
    [199999, 'R1'], [210000, 'R1'], [0, 'R1'], [-202602, 'R1'], [2147483647, 'R1'],
    [2147483648, 'CV1'], ['abc', 'CV1'], ['202602.5', 'CV1']
  ] as const) t.equal(codeOf(await client.sdr('POST', `/token/${returnId}`)), `400 ${code}`, String(returnId))
})

t.test('A token that is only tried for is kept by nobody', async t => {
  const client = await openReturns(t)
  const written = watch(client.sandbox)
  const tried = await client.sdr('POST', `/token/${client.returnId('open')}`, undefined, { 'sandbox-dry-run': '1' })
  t.equal(tried.status, 200)
  t.strictSame(written(), {})
  t.strictSame((await client.requestToken('open')).body, tried.body)
})

t.test('A reset leaves nothing of a submission, and the next token begins with an empty one', async t => {
  const client = await openReturns(t)
  const reset = (token: string, headers = {}) => client.sdr('DELETE', `/token/${token}`, undefined, headers)
  const [indicative, theirs] = [await client.token('indicative'), await client.token('open to 9002')]
  demand(await client.upload('learners', indicative, [record('learners', 'L1')]))
  demand(await client.upload('learners', theirs, [record('learners', 'L1')], asSecondTeo))
  const others = await client.contents(indicative)

  const empty = await client.contents(await client.token())
  for (const [status, run, prepare] of [
    ['Pending', undefined, async (token: string) => {
      for (const name of collectionNames) demand(await client.upload(name, token, [record(name, 'X1')]))
    }],
    ['Validated', 'Processed', async (token: string) => {
      demand(await client.upload('courses', token, [faultless]))
      await validate(client, token)
    }],
    ['Validating', 'Cancelled', async (token: string) => {
      demand(await client.upload('courses', token, [faulty]))
      await runBy(client, { progression: 'manual', times: 1000 })
      demand(await client.sdr('POST', `/validation/${token}`))
    }]
  ] as const) {
    const token = await client.token()
    await prepare(token)
    t.equal(client.db().prepare('SELECT status FROM submission WHERE eid = 9001 AND returnId = 202602 ORDER BY id DESC').pluck().get(), status)
    const written = watch(client.sandbox)
    t.equal((await reset(token, { 'sandbox-dry-run': '1' })).status, 204)
    t.strictSame(written(), {}, `${status}: a reset that is only tried`)

    const { status: answered, text } = await reset(token)
    t.strictSame([answered, text], [204, ''], status)
    for (const [name, unknown, request] of tokenOperations) t.equal(codeOf(await client.sdr(...request(token))), `400 ${unknown}`, `${name} after a reset`)
    t.equal((await client.listed(client.returnId('open'))).returnStatus, 'Cancelled')
    t.equal(client.db().prepare('SELECT validationRun.status FROM validationRun JOIN submission ON submission.id = submission WHERE eid = 9001 ORDER BY validationRun.id DESC').pluck().get(), run)

    const next = (await client.requestToken('open')).body
    t.not(next.submissionToken, token)
    t.match(next, { submissionStatus: 'Pending', validationRunResults: [] })
    t.equal(next.validationRunResults.length, 0)
    t.equal(await client.contents(next.submissionToken), empty)
    t.match((await client.sdr('GET', `/validation/${next.submissionToken}`)).body, { status: 'Accumulate', errorCount: 0 })
  }
  t.equal(await client.contents(indicative), others, 'another return keeps its records')
  t.match((await client.sdr('GET', `/contents/${theirs}`, undefined, asSecondTeo)).text, /\r\nL1,/, 'and so does another organisation')
})

t.test('A run that a reset cancelled does not come to its end', async t => {
  const client = await openReturns(t)
  await runBy(client, { progression: 'time', seconds: 60 })
  const token = await client.token()
  demand(await client.upload('courses', token, [faulty]))
  demand(await client.sdr('POST', `/validation/${token}`))
  t.equal((await client.sdr('DELETE', `/token/${token}`)).status, 204)
  t.strictSame(await client.advance('2026-03-02T09:01'), [])
  t.equal((await client.listed(client.returnId('open'))).returnStatus, 'Cancelled')
  t.equal((await client.requestToken('open')).body.submissionStatus, 'Pending')
})

t.test('A submission is submitted while it is Validated, and at no other time', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  const refused = async (status: string) => {
    const written = watch(client.sandbox)
    const reply = await submit(client, token)
    t.equal(reply.status, 400, status)
    t.match(reply.body.detail, `SC5: Only a Validated submission can be submitted; this one is ${status}. `)
    t.strictSame(written(), {})
  }
  await refused('Pending')
  demand(await client.upload('courses', token, [faulty]))
  await runBy(client, { progression: 'manual', times: 1 })
  demand(await client.sdr('POST', `/validation/${token}`))
  await refused('Validating')
  await client.sdr('GET', `/validation/${token}`)
  await client.sdr('GET', `/validation/${token}`)
  await refused('Pending')
  await runBy(client, { progression: 'immediate' })
  demand(await client.upload('courses', token, [faultless]))
  t.match(await validate(client, token), { status: 'Processed', errorCount: 0 })
  demand(await client.upload('courses', token, [faultless]))
  await refused('Pending')
  await validate(client, token)

  const submitted = await submit(client, token)
  t.strictSame([submitted.status, submitted.body], [200, { submissionToken: token, edumis: 9001, returnId: client.returnId('open'), submissionStatus: 'Submitted' }])
  await refused('Submitted')
  t.equal((await submit(client, 'nonsense')).status, 400)
})

t.test('What is submitted is read and not changed', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  demand(await client.upload('courses', token, [faultless]))
  await validate(client, token)
  demand(await submit(client, token))
  for (const [name, unknown, request] of tokenOperations) {
    const written = watch(client.sandbox)
    t.equal(codeOf(await client.sdr(...request(token))), unknown === 'SC10' ? '200' : '400 SC5', name)
    const { validationRun, ...others } = written()
    t.strictSame(others, {})
  }
  t.equal(codeOf(await client.requestToken('open')), '400 SC5')
  t.match((await client.sdr('GET', `/validation/${token}`)).body, { status: 'Submitted', errorCount: 0, warningCount: 0 })
})

t.test('A status moves by its table alone, whatever the rules in force let through', async t => {
  const client = await openReturns(t)
  const { db } = client.sandbox
  demand(await client.requestToken('open'))
  const idOf = (status: string) => db.prepare('SELECT max(id) FROM submission WHERE status = ?').pluck().get(status) as number
  for (const [status, event, to] of [
    ['Submitted', 'contents change', undefined], ['Submitted', 'validation is requested', undefined], ['Submitted', 'reset', undefined],
    ['Validating', 'contents change', undefined], ['Validating', 'submit', undefined], ['Pending', 'submit', undefined],
    ['Pending', 'validation finds no errors', undefined], ['Pending', 'contents change', 'Pending'], ['Pending', 'validation is requested', 'Validating'],
    ['Validating', 'validation fails', 'Pending']
  ] as const) {
    const id = idOf(status)
    const written = watch(client.sandbox)
    const apply = () => applyToSubmission(db, id, event)
    if (to === undefined) {
      t.throws(apply, { kind: 'unacceptable', code: 'SC5', message: `SC5: The submission is ${status}, in which "${event}" cannot happen.` })
      t.strictSame(written(), {})
    } else {
      apply()
      t.equal(db.prepare('SELECT status FROM submission WHERE id = ?').pluck().get(id), to, `${event} of one that is ${status}`)
    }
  }
})

t.test('A run that is over when a submission is submitted counts, though nobody has looked at it', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  demand(await client.upload('courses', token, [faultless]))
  demand(await client.sdr('POST', `/validation/${token}`))
  t.equal((await submit(client, token)).status, 200)
})

t.test('Errors leave a submission Validated, and free to be submitted, if that is set', async t => {
  const client = await openReturns(t, { 'validated-with-errors': 'yes' })
  const token = await client.token()
  demand(await client.upload('courses', token, [faulty]))
  t.match(await validate(client, token), { status: 'Rejected', errorCount: 1 })
  t.equal((await client.requestToken('open')).body.submissionStatus, 'Validated')
  t.equal((await submit(client, token)).status, 200)
})

t.test('A machine account is registered once, and each time again is noted', async t => {
  const client = await openReturns(t)
  const register = () => client.sdr('POST', '/user/register')
  const warnings = async () => (await client.requestToken('open')).headers['sandbox-warnings']
  t.equal(await warnings(), 'user.registered-first')
  t.equal(codeOf(await client.sdr('GET', '/user')), '400 AU1', 'not registered')

  const registered = await register()
  const user = {
    identityId: 1,
    externalId: 'demo-tms',
    displayName: 'demo-tms',
    edumis: '9001',
    organisationId: 9001,
    providerName: 'Pōhutukawa Trades Training',
    role: 'MachineUser',
    insertedDateTime: '2026-03-01T20:00:00.000Z',
    updatedDateTime: '2026-03-01T20:00:00.000Z'
  }
  t.strictSame([registered.status, registered.body], [200, user])
  t.strictSame((await client.sdr('GET', '/user')).body, user)
  t.equal(await warnings(), undefined)
  await client.advance('2026-03-02T09:00:01')
  const again = { ...user, updatedDateTime: '2026-03-01T20:00:01.000Z' }
  t.strictSame((await register()).body, again)
  await client.advance('2026-03-02T09:00:02')
  t.strictSame((await client.sdr('GET', '/user')).body, again, 'reading notes nothing')
  t.equal(codeOf(await client.sdr('GET', '/user', undefined, asSecondTeo)), '400 AU1', 'it is registered for one organisation')
})

t.test('Calls about users answer 403 to a bad token where others answer 401', async t => {
  const client = await openReturns(t)
  const calls: Array<[method: string, path: string, status: number]> = [
    ['GET', '/user', 403], ['POST', '/user/register', 403], ['GET', '/returns', 401], ['POST', '/token/202602', 401],
    ...tokenOperations.map(([, , request]): [string, string, number] => [request('user')[0], request('user')[1], 401])
  ]
  for (const [method, path, status] of calls) {
    for (const [headers, code] of [
      [{ authorization: 'Bearer nonsense' }, 'AU2'], [{ authorization: 'Bearer demo-token-9002' }, 'AU2'], [{ authorization: 'Bearer demo-token-not-enabled' }, 'AU1']
    ] as const) {
      const reply = await client.sdr(method, path, undefined, headers)
      t.equal(codeOf(reply), `${status} ${code}`, `${method} ${path}, ${headers.authorization}`)
      t.equal(reply.body.title, status === 403 ? 'Forbidden' : 'Unauthorized')
    }
    t.equal((await client.sdr(method, path, undefined, { authorization: '' })).status, status, `${method} ${path} without a token`)
    t.equal(codeOf(await client.sdr(method, path, undefined, { eid: '' })), '400 AM2', `${method} ${path} without an EID`)
  }
})

t.test('On whatever day the fixture is loaded, no two of its returns are the same, and each is in the state that it is there for', async t => {
  const rows = inEmpty('returns')
  for (let day = Date.parse('2024-01-01T00:00:00Z'); day < Date.parse('2028-03-01'); day += 86_400_000) {
    const loaded = rows.map(row => datesAt(day).resolve(row) as Record<string, string | number>)
    const today = datesAt(day).resolve('today') as string
    const ids = loaded.map(({ eid, opens, period = opens, returnMonth = Number(String(period).slice(5, 7)) }) => `${eid} ${String(period).slice(0, 4)} ${returnMonth}`)
    if (new Set(ids).size < ids.length) t.fail(`${today}: ${ids.join(', ')}`)
    const states = loaded.filter(it => it.eid === 9001).map(({ opens, closes, returnType }) => `${returnType} ${today < opens! ? 'upcoming' : today > closes! ? 'closed' : 'open'}`)
    if (states.join() !== 'Full open,Indicative open,Full closed,Full upcoming') t.fail(`${today}: ${states.join(', ')}`)
  }
  t.pass('every day of four years')
})
