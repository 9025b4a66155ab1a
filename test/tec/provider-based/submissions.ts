import t, { type Test } from 'tap'
import { datesAt } from '../../../src/sandbox/fixture-dates.ts'
import { returnIdOf } from '../../../src/tec/provider-based/fixtures.ts'
import { standingMonths } from '../../../src/tec/provider-based/returns/standing.ts'
import { applyToSubmission } from '../../../src/tec/provider-based/submissions/store.ts'
import { watch } from '../../data.ts'
import { asSecondTeo, demand, fixture, type Reply } from '../../harness.ts'
import { inEmpty } from '../../shipped.ts'
import {
  codeOf, collectionNames, faultless, faulty, openReturns, record, tokenOperations, type Kind, type Provider, runBy, validate, submit
} from './returns.ts'
import './submissions/tokens.ts'
import './submissions/returns.ts'
import './submissions/users.ts'

const windows = [
  { name: 'in summer', opens: '2026-03-10', closes: '2026-03-11', from: '2026-03-09T11:00:00.000Z', until: '2026-03-11T04:00:00.000Z' },
  {
    name: 'on the day when summer time ends',
    opens: '2026-04-05',
    closes: '2026-04-05',
    from: '2026-04-04T11:00:00.000Z',
    until: '2026-04-05T05:00:00.000Z'
  },
  { name: 'in winter', opens: '2026-07-08', closes: '2026-07-09', from: '2026-07-07T12:00:00.000Z', until: '2026-07-09T05:00:00.000Z' },
  {
    name: 'on the day when summer time begins',
    opens: '2026-09-27',
    closes: '2026-09-27',
    from: '2026-09-26T12:00:00.000Z',
    until: '2026-09-27T04:00:00.000Z'
  }
]

t.test('A window opens at the first moment of a day in New Zealand and closes at 17:00, which the clock tells of', async t => {
  const own = fixture(t, {
    'returns.json': windows.map(({ name, opens, closes }) => ({ eid: 9001, about: name, returnType: 'Full', opens, closes }))
  })
  const client = await openReturns(t, { fixture: own, 'submission-token-lifetime': '100h' })
  const before = (instant: string) => new Date(Date.parse(instant) - 1).toISOString()
  const firedOf9001 = async (to: string) =>
    (await client.advance(to)).filter(it => it.eid === 9001 && it.event !== 'submission token expires')

  for (const { name, opens, closes, from, until } of windows) {
    const returnId = Number(opens.slice(0, 7).replace('-', ''))
    const request = () => client.sdr('POST', `/token/${returnId}`)
    t.match(await client.listed(returnId), { openWindowDate: from, closeWindowDate: until, closeDate: undefined }, name)
    const takesRegister = returnId % 100 === 4

    await client.advance(before(from))
    t.equal(codeOf(await request()), takesRegister ? '200' : '400 SC7', `${name}: the millisecond before it opens`)
    t.strictSame(await firedOf9001(from), [{ on: opens, at: from, event: 'return window opens', eid: 9001, returnId }])
    t.equal((await request()).status, 200, `${name}: the moment it opens`)

    await client.advance(before(until))
    const { status, body: { submissionToken: token, tokenExpiry } } = await request()
    t.equal(status, 200, `${name}: the millisecond before it closes`)
    t.equal(tokenExpiry, until, `${name}: a token expires no later than the window closes`)
    t.equal((await client.upload('courses', token, [faultless])).status, 200)
    t.equal((await validate(client, token)).status, 'Processed')
    t.equal((await client.listed(returnId)).closeDate, undefined)

    t.strictSame(await firedOf9001(until), [{ on: closes, at: until, event: 'return window closes', eid: 9001, returnId }])
    t.equal(codeOf(await request()), '400 SC7', `${name}: the moment it closes`)
    t.equal((await client.listed(returnId)).closeDate, until)
    for (const [operation, unknown, ask] of tokenOperations) {
      t.equal(codeOf(await client.sdr(...ask(token))), '400 SC4', `${name}: ${operation} once it has closed, ${unknown}`)
    }
    await closedIsTold(t, client, request)
    t.match((await submit(client, token)).text, /SC5.*this one is Closed/)
  }
})

/** With the reading that a closed return is told of, a token can be had to look at what there is, and to change nothing. */
async function closedIsTold (t: Test, client: Provider, request: () => Promise<Reply>): Promise<void> {
  demand(await client.admin('PUT', '/readings', { 'closed-return-token': 'told' }))
  const { status, body: { submissionToken: token, submissionStatus } } = await request()
  t.strictSame([status, submissionStatus], [200, 'Closed'])
  for (const [operation, unknown, ask] of tokenOperations) {
    t.equal(codeOf(await client.sdr(...ask(token))), unknown === 'SC10' ? '200' : '400 SC5', `${operation} of a closed return`)
  }
  t.match(
    (await client.upload('courses', token, [])).body.errors.submissionToken, /The submission is Closed and can no longer be changed/
  )
  demand(await client.admin('PUT', '/readings', { 'closed-return-token': 'refused' }))
}

t.test('The same moment closes the windows of all organisations', async t => {
  const client = await openReturns(t)
  await client.advance('2026-03-16T16:59:59.999')
  // Three tokens of the fixture expire with their windows.
  const fired = (await client.advance('2026-03-16T17:00')).filter(it => it.event !== 'submission token expires')
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
    ['no questionnaire', 'SC5', 'return.workforce-questionnaire', /Workforce Questionnaire/]
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
    [202605, 'SC6'], [202611, 'SC6'],
    [202613, 'SC6'], [200001, 'SC6'], [200000, 'SC6'], [202403, 'SC6'], [209999, 'SC6'], [202503, 'SC7'], [202704, 'SC7'],
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
    t.equal(
      client.db().prepare('SELECT status FROM submission WHERE eid = 9001 AND returnId = 202602 ORDER BY id DESC').pluck().get(), status
    )
    const written = watch(client.sandbox)
    t.equal((await reset(token, { 'sandbox-dry-run': '1' })).status, 204)
    t.strictSame(written(), {}, `${status}: a reset that is only tried`)

    const { status: answered, text } = await reset(token)
    t.strictSame([answered, text], [204, ''], status)
    for (const [name, unknown, request] of tokenOperations) {
      t.equal(codeOf(await client.sdr(...request(token))), `400 ${unknown}`, `${name} after a reset`)
    }
    t.equal((await client.listed(client.returnId('open'))).returnStatus, 'Cancelled')
    t.equal(
      client.db()
        .prepare('SELECT validationRun.status FROM validationRun JOIN submission ON submission.id = submission WHERE eid = 9001 ' +
          'ORDER BY validationRun.id DESC')
        .pluck()
        .get(),
      run
    )

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
  t.strictSame(
    [submitted.status, submitted.body],
    [200, { submissionToken: token, edumis: 9001, returnId: client.returnId('open'), submissionStatus: 'Submitted' }]
  )
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
  t.match((await client.requestToken('open')).body, { submissionToken: token, submissionStatus: 'Submitted' }, 'its token can be asked for')
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
    ['Pending', 'validation finds no errors', undefined], ['Pending', 'contents change', 'Pending'],
    ['Pending', 'validation is requested', 'Validating'],
    ['Validating', 'validation fails', 'Pending']
  ] as const) {
    const id = idOf(status)
    const written = watch(client.sandbox)
    const apply = () => applyToSubmission(db, id, event)
    if (to === undefined) {
      t.throws(apply, {
        kind: 'unacceptable', code: 'SC5', message: `SC5: The submission is ${status}, in which "${event}" cannot happen.`
      })
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

t.test('Errors leave a submission Validated, if that is set, and keep it from being submitted all the same', async t => {
  const client = await openReturns(t, { reading: 'validated-with-errors=yes' })
  const token = await client.token()
  demand(await client.upload('courses', token, [faulty]))
  t.match(await validate(client, token), { status: 'Rejected', errorCount: 1 })
  t.equal((await client.requestToken('open')).body.submissionStatus, 'Validated')
  const refused = await submit(client, token)
  t.equal(refused.status, 400)
  t.match(refused.body.detail, 'SC5: The validation of the submission found 1 error. Validate it without errors first.')
})

t.test('On whatever day the fixture is loaded, no two of its returns are the same, ' +
  'and each is in the state that it is there for', async t => {
  const rows = inEmpty('returns')
  for (let day = Date.parse('2024-01-01T00:00:00Z'); day < Date.parse('2028-03-01'); day += 86_400_000) {
    const loaded = rows.map(row => datesAt(day).resolve(row) as Record<string, string | number>)
    const today = datesAt(day).resolve('today') as string
    const ids = loaded.map(row => `${row.eid} ${returnIdOf(row as never)}`)
    const rounds = loaded.filter(row => row.freeMonth !== undefined && standingMonths.includes(returnIdOf(row as never) % 100))
    if (rounds.length > 0) t.fail(`${today}: ${JSON.stringify(rounds)} take the place of a round`)
    if (new Set(ids).size < ids.length) t.fail(`${today}: ${ids.join(', ')}`)
    const states = loaded.filter(it => it.eid === 9001).map(({ opens, closes, returnType }) =>
      `${returnType} ${today < opens! ? 'upcoming' : today > closes! ? 'closed' : 'open'}`)
    if (states.join() !== 'Full open,Indicative open,Full closed,Full upcoming') t.fail(`${today}: ${states.join(', ')}`)
  }
  t.pass('every day of four years')
})
