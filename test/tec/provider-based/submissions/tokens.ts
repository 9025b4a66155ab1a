import t from 'tap'
import { watch } from '../../../data.ts'
import { asSecondTeo, demand } from '../../../harness.ts'
import { codeOf, faultless, faulty, openReturns, record, tokenOperations, validate } from '../returns.ts'

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

t.test('A new token is proposed only where one is given', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  const proposed = async () => (await client.sdr('GET', `/validation/${token}`)).body.detail
  await client.advance('2026-03-03T09:00')
  t.match(await proposed(), `Request a new one with POST /submissions/v1.0/token/${client.returnId('open')}; what was uploaded is`)
  const { closeWindowDate } = client.sandbox.db.prepare('SELECT closeWindowDate FROM sdrReturn WHERE eid = 9001 AND returnId = ?')
    .get(client.returnId('open')) as { closeWindowDate: string }
  await client.advance(closeWindowDate)
  t.match(await proposed(), /No new one is to be had now\. The window of return \d+ closed at /)
})

t.test('How long a token is good for, and how many records a request may have, can be set', async t => {
  for (const [lifetime, tokenExpiry] of [
    ['90s', '2026-03-01T20:01:30.000Z'], ['30m', '2026-03-01T20:30:00.000Z'], ['24h', '2026-03-02T20:00:00.000Z'],
    ['100h', '2026-03-06T00:00:00.000Z']
  ] as const) {
    const { body } = await (await openReturns(t, { 'submission-token-lifetime': lifetime })).requestToken('open')
    t.equal(body.tokenExpiry, tokenExpiry, lifetime)
  }
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
