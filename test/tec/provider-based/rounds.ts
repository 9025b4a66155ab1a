import t from 'tap'
import { asSecondTeo, demand } from '../../harness.ts'
import { codeOf, faultless, openReturns, record, runBy, submit, validate } from './returns.ts'

const before = (instant: string) => new Date(Date.parse(instant) - 1).toISOString()

/** The rounds of a year: the day as at which the index is looked into, and the window in UTC, in summer, in winter and between. */
const rounds = [
  { returnId: 202603, extract: '2026-03-01', from: '2026-02-28T11:00:00.000Z', until: '2026-03-06T04:00:00.000Z', type: 'Indicative' },
  { returnId: 202604, extract: '2026-04-15', from: '2026-04-16T12:00:00.000Z', until: '2026-04-29T05:00:00.000Z', type: 'Full' },
  { returnId: 202608, extract: '2026-08-07', from: '2026-08-07T12:00:00.000Z', until: '2026-08-21T05:00:00.000Z', type: 'Full' },
  { returnId: 202612, extract: '2026-12-31', from: '2026-12-31T11:00:00.000Z', until: '2027-01-31T04:00:00.000Z', type: 'Full' },
  { returnId: 202503, extract: '2025-03-01', from: '2025-02-28T11:00:00.000Z', until: '2025-03-06T04:00:00.000Z', type: 'Indicative' },
  { returnId: 203104, extract: '2031-04-15', from: '2031-04-16T12:00:00.000Z', until: '2031-04-29T05:00:00.000Z', type: 'Full' },
  { returnId: 204712, extract: '2047-12-31', from: '2047-12-31T11:00:00.000Z', until: '2048-01-31T04:00:00.000Z', type: 'Full' }
] as const

t.test('The rounds of any year have their windows, for every organisation and in each fixture', async t => {
  for (const { returnId, extract, from, until, type } of rounds) {
    for (const headers of [{}, asSecondTeo]) {
      const client = await openReturns(t, { at: from, fixture: headers === asSecondTeo ? 'demo' : 'empty' })
      const request = () => client.sdr('POST', `/token/${returnId}`, undefined, headers)
      const list = demand(await client.sdr('GET', '/returns?includeIndicative=true', undefined, headers)).body.results
      t.match(list.find((it: any) => it.returnId === returnId), {
        openWindowDate: from, closeWindowDate: until, returnType: type, returnYear: Math.floor(returnId / 100), returnMonth: returnId % 100
      })
      client.freeze(before(from))
      t.equal(codeOf(await request()), returnId % 100 === 4 ? '200' : '400 SC7', `${returnId}: the millisecond before it opens`)
      client.freeze(from)
      t.match((await request()).body, { submissionType: type, submissionStatus: 'Pending', returnId })
      client.freeze(before(until))
      t.match((await request()).body, { tokenExpiry: until }, `${returnId}: the millisecond before it closes`)
      client.freeze(until)
      t.equal(codeOf(await request()), '400 SC7', `${returnId}: the moment it closes`)
      const eid = headers === asSecondTeo ? 9002 : 9001
      t.match((await client.admin('POST', `/returns/${returnId}/settle`, { eid })).body, { extractDate: extract })
    }
  }
})

t.test('There is no Indicative return before 2025, and no other month has a round', async t => {
  const client = await openReturns(t, { at: '2024-03-03T09:00' })
  t.equal(codeOf(await client.sdr('POST', '/token/202403')), '400 SC6')
  for (const month of [1, 2, 5, 6, 7, 9, 10, 11]) t.equal(codeOf(await client.sdr('POST', `/token/${203000 + month}`)), '400 SC6')
})

t.test('The clock tells of the windows of the rounds, also years ahead, and can be sent to them', async t => {
  const client = await openReturns(t)
  const of9001 = (await client.advance('2026-09-01')).filter(it => it.eid === 9001 && [202603, 202604, 202608].includes(it.returnId))
  t.strictSame(of9001.map(it => [it.returnId, it.event, it.on]), [
    [202603, 'return window closes', '2026-03-06'], [202604, 'return window opens', '2026-04-17'],
    [202604, 'return window closes', '2026-04-29'], [202608, 'return window opens', '2026-08-08'],
    [202608, 'return window closes', '2026-08-21']
  ])
  t.ok((await client.advance('2036-01-01')).length >= 2 * 9 * 8, 'each of every year, of both organisations')
})

t.test('Of moments that are asked for by their number, the first are told of, whether a return is kept or stands by rule', async t => {
  const client = await openReturns(t)
  const momentsOf = async (limit: number) => demand(await client.admin('GET', `/calendar?until=2026-05-01&limit=${limit}`)).body.moments
  const every = await momentsOf(100)
  t.match(every[0].name, 'return.202603.close')
  for (const limit of [1, 2, 3, 5, 8]) t.same(await momentsOf(limit), every.slice(0, limit), `the first ${limit}`)
})

t.test('A token is answered in every status that a submission can have, and is the same', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  const is = async (submissionStatus: string) =>
    t.match(await client.requestToken('open'), { status: 200, body: { submissionToken: token, submissionStatus } }, submissionStatus)
  await is('Pending')
  demand(await client.upload('courses', token, [faultless]))
  await runBy(client, { progression: 'manual', times: 1 })
  demand(await client.sdr('POST', `/validation/${token}`))
  await is('Validating')
  await client.sdr('GET', `/validation/${token}`)
  await is('Validated')
  demand(await submit(client, token))
  await is('Submitted')
  t.match((await client.requestToken('submitted')).body, { submissionToken: 'demo-submission-submitted', submissionStatus: 'Submitted' })
  t.match((await client.requestToken('validating')).body, { submissionToken: 'demo-submission-validating', submissionStatus: 'Validating' })
})

t.test('Between the windows the coming April return takes the course register, by itself', async t => {
  for (const [at, returnId] of [
    ['2026-02-01T09:00', 202604], ['2026-04-16T23:59', 202604], ['2026-04-29T17:00', 202704], ['2026-08-22T00:00', 202704],
    ['2026-11-15T12:00', 202704]
  ] as const) {
    const client = await openReturns(t, { at })
    const { status, body: { submissionToken: token, submissionStatus } } = await client.sdr('POST', `/token/${returnId}`)
    t.strictSame([status, submissionStatus], [200, 'Pending'], at)
    t.equal((await client.upload('courses', token, [faultless])).status, 200)
    for (const name of ['learners', 'course-enrolments', 'course-completions', 'qualification-completions']) {
      const reply = await client.upload(name, token, [record(name, 'X1')])
      t.strictSame([codeOf(reply), reply.headers['sandbox-rules']], ['400 SC7', 'batch.register-alone'], name)
    }
    t.match(await validate(client, token), { status: 'Processed' })
    t.match((await submit(client, token)).headers['sandbox-rules'], 'submission.window-open')
    t.equal(codeOf(await client.sdr('POST', `/token/${returnId + 100}`)), '400 SC7', 'that of another year does not')
    t.equal(codeOf(await client.sdr('POST', `/token/${returnId + 4}`)), '400 SC7', 'nor does that of August')
  }
})

t.test('A return is opened again, whether it is closed, submitted or yet to come', async t => {
  const client = await openReturns(t)
  const openAgain = (returnId: number, body: object) => client.admin('POST', `/returns/${returnId}/open`, body)
  const closed = client.returnId('closed')
  t.equal(codeOf(await client.requestToken('closed')), '400 SC7')
  t.match(await openAgain(closed, { eid: 9001 }), { status: 200, body: { returnId: closed, closeWindowDate: '2026-03-16T04:00:00.000Z' } })
  const { submissionToken } = demand(await client.sdr('POST', `/token/${closed}`)).body
  demand(await client.upload('courses', submissionToken, [faultless]))
  await client.advance('2026-03-16T17:00')
  t.equal(codeOf(await client.sdr('POST', `/token/${closed}`)), '400 SC7', 'until its new close')
  t.match(await openAgain(closed, { eid: 9001, closes: '2026-03-17' }), { status: 200 })
  const next = demand(await client.sdr('POST', `/token/${closed}`)).body.submissionToken
  t.match(await client.contents(next), /\r\nC1,/, 'what was there is there')

  t.match(await openAgain(202504, { eid: 9001 }), { status: 200, body: { extractDate: '2025-04-15' } })
  t.equal((await client.sdr('POST', '/token/202504')).status, 200, 'a round of last year')
  t.match(await openAgain(202608, { eid: 9001 }), { status: 200 })
  t.equal((await client.sdr('POST', '/token/202608')).status, 200, 'one that is yet to come')

  const submitted = client.db().prepare("SELECT returnId FROM submission WHERE status = 'Submitted'").pluck().get() as number
  t.match(await openAgain(submitted, { eid: 9002 }), { status: 200 })
  t.match((await client.sdr('POST', `/token/${submitted}`, undefined, asSecondTeo)).body, { submissionStatus: 'Pending' })

  for (const [returnId, body, status] of [
    [202605, { eid: 9001 }, 400], [202604, { eid: 9009 }, 400], [202604, { eid: 9001, closes: '2026-03-15' }, 400],
    [202604, {}, 400], [202604, { eid: 9001, until: '2026-04-01' }, 400]
  ] as const) t.equal((await openAgain(returnId, body)).status, status, JSON.stringify([returnId, body]))
  t.match((await openAgain(202604, { eid: 9009 })).body.detail, /^The sandbox has no organisation 9009\. Use 9001 or 9002\. For another, start/)
})

t.test('What stands in the way of a return is settled', async t => {
  const client = await openReturns(t)
  const kinds = ['csv upload', 'course changes', 'no questionnaire'] as const
  const ids = Object.fromEntries(kinds.map(kind => [kind, client.returnId(kind)]))
  const requestOf = (kind: string) => client.sdr('POST', `/token/${ids[kind]}`, undefined, asSecondTeo)
  for (const kind of kinds) t.equal(codeOf(await requestOf(kind)), '400 SC5', kind)
  for (const kind of kinds) {
    const returnId = ids[kind]
    const request = () => requestOf(kind)
    t.match(await client.admin('POST', `/returns/${returnId}/settle`, { eid: 9002 }), { status: 200, body: { coursesChanged: 0 } })
    t.equal((await request()).status, 200, kind)
  }
})

const registered = {
  ...faultless,
  localId: 'C1',
  courseCode: 'CARP101',
  courseTitle: 'Carpentry in Practice',
  qualificationCode: 'NZ2738',
  courseEftsFactor: 0.1667,
  credit: 20,
  learningHours: 200
}

t.test('Course differences hold a submission up until TEC has approved the changes of its register', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  const changed = { ...registered, courseTitle: 'Carpentry in Theory', learningHours: undefined }
  demand(await client.upload('courses', token, [changed, { ...faultless, localId: 'C2', courseCode: 'NEW101' }]))
  await client.admin('POST', `/returns/${client.returnId('open')}/open`, { eid: 9001 })
  const differences = () => client.admin('POST', `/submissions/${token}/course-differences`)
  t.match((await differences()).text, /SC5: Only a Validated submission/, 'once it is validated')

  demand(await client.upload('courses', token, [{ ...changed, learningHours: 180 }]))
  t.match(await validate(client, token), { status: 'Processed', warningCount: 1 })
  const refused = await submit(client, token)
  t.strictSame([refused.status, refused.headers['sandbox-rules']], [400, 'submission.no-course-differences'])
  t.match(refused.body.detail, /^SC5: The course "CARP101" differs from TEC's course register\. Upload/)

  t.match(await differences(), { status: 200, body: { coursesToChange: 1 } })
  const again = await client.upload('courses', token, [registered])
  t.strictSame([codeOf(again), again.headers['sandbox-rules']], ['400 SC5', 'batch.no-register-changes-pending'])
  t.equal((await client.upload('learners', token, [])).status, 200, 'other files are taken')
  t.equal(codeOf(await client.requestToken('open')), '400 SC5', 'a token waits for TEC as well')
  t.match((await submit(client, token)).headers['sandbox-rules'], 'submission.no-course-differences')

  t.match(await client.admin('POST', `/returns/${client.returnId('open')}/settle`, { eid: 9001 }), { body: { coursesChanged: 1 } })
  t.equal((await client.requestToken('open')).status, 200)
  t.equal((await submit(client, token)).status, 200)
  t.match(client.db().prepare('SELECT courseTitle, learningHours FROM registeredCourse WHERE eid = 9001').get(), {
    courseTitle: 'Carpentry in Theory', learningHours: 180
  })
})

t.test('Learning hours that were typed in the portal stay where a register leaves them out', async t => {
  const client = await openReturns(t)
  demand(await client.admin('POST', '/returns/202504/open', { eid: 9001 }))
  const token = demand(await client.sdr('POST', '/token/202504')).body.submissionToken
  demand(await client.upload('courses', token, [{ ...registered, credit: 15, learningHours: undefined }]))
  t.match(await validate(client, token), { status: 'Processed' })
  demand(await client.admin('POST', `/submissions/${token}/course-differences`))
  demand(await client.admin('POST', '/returns/202504/settle', { eid: 9001 }))
  t.match(client.db().prepare('SELECT credit, learningHours FROM registeredCourse WHERE eid = 9001').get(), {
    credit: 15, learningHours: 200
  })
})

t.test('A run can be told to fail; nothing is lost, and it can be asked for again', async t => {
  for (const outcome of ['RollBack', 'FailedToTransfer', 'Halted', 'UnknownError', 'SubmitError']) {
    const client = await openReturns(t)
    const token = await client.token()
    demand(await client.upload('courses', token, [faultless, { ...faultless, localId: 'C2' }]))
    await runBy(client, { progression: 'immediate', outcome })
    t.match(await validate(client, token), { status: outcome, errorCount: 0, warningCount: 0, dateCompleted: '2026-03-01T20:00:00.000Z' })
    t.match((await client.sdr('GET', `/validation/${token}/results`)).body, { results: [], totalCount: 0 })
    t.equal((await client.listed(client.returnId('open'))).returnStatus, outcome)
    t.match((await client.requestToken('open')).body, { submissionStatus: 'Pending', validationRunResults: [{ status: outcome }] })
    t.match(await client.contents(token), /\r\nC2,/)
    await runBy(client, { progression: 'time', seconds: 60, outcome })
    demand(await client.sdr('POST', `/validation/${token}`))
    await client.advance('2026-03-02T09:01')
    t.match((await client.sdr('GET', `/validation/${token}`)).body, { status: outcome, dateCompleted: '2026-03-01T20:01:00.000Z' })
    await runBy(client, { progression: 'immediate' })
    t.match(await validate(client, token), { status: 'Rejected', errorCount: 1 })
  }
  const client = await openReturns(t)
  for (const outcome of ['Processed', 'Queued', 'unknownError', '']) {
    t.equal((await client.admin('PUT', '/transitions/validation', { progression: 'immediate', outcome })).status, 400, outcome)
  }
})
