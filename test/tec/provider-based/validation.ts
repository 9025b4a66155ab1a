import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { brokenWithin } from '../../../src/tec/provider-based/generator/mutants.ts'
import { batchesOf, mutantBatchesOf, type Batch, type Expected } from '../../../src/tec/provider-based/generator/batches.ts'
import { writeReturn } from '../../../src/tec/provider-based/generator/files.ts'
import { makeCourse, makePerson } from '../../../src/tec/provider-based/generator/people.ts'
import { finishDueRuns } from '../../../src/tec/provider-based/validation/runs.ts'
import { runs } from '../../effort.ts'
import { open, type Client, type Reply } from '../../harness.ts'

const returnId = 202602

/** A client of the Single Data Return with a token to EID 9001's open return. */
async function submit (t: Test, flags: Record<string, string> = {}) {
  const client = await open(t, flags)
  const call = client.sdr
  const { submissionToken } = (await call('POST', `/token/${returnId}`)).body
  const upload = (name: string, content: readonly object[]) => call('PUT', `/${name}`, { submissionToken, content })
  return {
    client,
    call,
    submissionToken,
    upload,
    uploadAll: async (batches: Iterable<Batch>) => {
      for (const { collection, content } of batches) {
        const reply = await upload(collection.name, content)
        if (reply.status !== 200) throw new Error(reply.text)
      }
    },
    ask: () => call('POST', `/validation/${submissionToken}`),
    status: () => call('GET', `/validation/${submissionToken}`),
    results: (query = '?pageSize=1000') => call('GET', `/validation/${submissionToken}/results${query}`),
    submission: async () => (await call('POST', `/token/${returnId}`)).body.submissionStatus
  }
}

type Caller = Awaited<ReturnType<typeof submit>>

/** Validates, and answers the run when it is over. */
async function validate ({ ask, status }: Caller): Promise<Reply['body']> {
  await ask()
  return (await status()).body
}

const inBrief = ({ errorCode, errorType, fileType, localId }: Expected): Expected => ({ errorCode, errorType, fileType, localId })
const byCode = (a: Expected, b: Expected): number => a.errorCode < b.errorCode ? -1 : 1

t.test('A generated return is valid, and each mutant is found under its own rule and nothing else is', async t => {
  for (let seed = 1; seed <= Math.max(1, runs(3)); seed++) {
    const sdr = await submit(t)
    const making = { seed, learners: 200, returnId }
    await sdr.uploadAll(batchesOf(making, 500))
    t.match(await validate(sdr), { status: 'Processed', errorCount: 0, warningCount: 0 }, `seed ${seed}`)
    t.same((await sdr.results()).body, { page: 0, pageSize: 1000, results: [], totalCount: 0 })

    const [first, second] = mutantBatchesOf(making, 500)
    t.same(
      [...first!.expected, ...second!.expected].map(it => it.errorCode).sort(),
      brokenWithin(returnId).map(it => it.code).sort(),
      'every rule has its mutant'
    )

    await sdr.uploadAll([...first!.batches, ...second!.batches])
    t.match(await validate(sdr), { status: 'Rejected', warningCount: 0 })
    const seen = (await sdr.results()).body.results
    t.ok(
      seen.length > 0 && seen.every((it: Expected) => ['005', '006', '036', '364', '712', '748', '762'].includes(it.errorCode)),
      'a first pass hides the second'
    )

    await sdr.uploadAll(batchesOf(making, 500))
    await sdr.uploadAll(first!.batches)
    t.match(await validate(sdr), { errorCount: first!.expected.length, warningCount: 0 })
    t.same((await sdr.results()).body.results.map(inBrief).sort(byCode), [...first!.expected].sort(byCode))

    await sdr.uploadAll(batchesOf(making, 500))
    await sdr.uploadAll(second!.batches)
    const warnings = second!.expected.filter(it => it.errorType === 'Warning').length
    t.match(await validate(sdr), { status: 'Rejected', errorCount: second!.expected.length - warnings, warningCount: warnings })
    t.same((await sdr.results()).body.results.map(inBrief).sort(byCode), [...second!.expected].sort(byCode))
  }
})

t.test('A result tells of the record, and of the values that were compared', async t => {
  const sdr = await submit(t)
  const { learner, enrolments: [enrolment] } = makePerson({ seed: 1, learners: 200, returnId }, 1)
  await sdr.upload('learners', [{ ...learner, gender: 'X', nameIdCode: 'A,"BC' }])
  await sdr.upload('course-enrolments', [{ ...enrolment, consortium: null, courseCode: 'NONE' }])
  await validate(sdr)
  const { results, totalCount } = (await sdr.results('?page=0&pageSize=2')).body
  t.equal(totalCount, 2)
  t.match(results[0], {
    localId: learner.localId,
    errorCode: '101',
    errorDescription: 'gender "X" is not a known code. Use M (male), F (female) or D (another gender).',
    errorType: 'Error',
    fileType: 'Learner',
    studentId: learner.studentIdentificationCode,
    recordText: `${learner.localId},${String(learner.studentIdentificationCode)},X,`
  })
  t.match(results[0].recordText, '"A,""BC"')
  t.notOk('courseCode' in results[0])
  t.match(results[1], {
    errorCode: 'S01',
    fileType: 'Enrolment',
    courseCode: 'NONE',
    errorDescription: 'courseCode "NONE" is not among the courses. Upload the course, or check courseCode.'
  })
  t.equal((await sdr.results('?page=1&pageSize=1')).body.results[0].errorCode, 'S01')
  t.match((await sdr.results('?page=2&pageSize=1')).body, { status: 400, errorCode: 'PR2' })
})

t.test('Rules that came with a later return do not touch an earlier one', async t => {
  const at = '2025-04-14T09:00'
  const earlier = 202504
  const sdr = await submit(t)
  sdr.client.freeze(at)
  await sdr.client.reset('data')
  const { submissionToken } = (await sdr.call('POST', `/token/${earlier}`)).body
  const { learner, enrolments, completions } = makePerson({ seed: 1, learners: 200, returnId: earlier }, 0)
  const courses = Array.from({ length: 12 }, (_, n) => ({
    ...makeCourse({ seed: 1, learners: 200, returnId: earlier }, n), learningHours: undefined
  }))
  const put = (name: string, content: object[]) => sdr.call('PUT', `/${name}`, { submissionToken, content })
  await put('learners', [learner])
  await put('courses', courses)
  await put('course-enrolments', enrolments.map(it => ({ ...it, secondarySchoolProgrammeIndicator: undefined })))
  await put('course-completions', completions)
  await sdr.call('POST', `/validation/${submissionToken}`)
  t.match((await sdr.call('GET', `/validation/${submissionToken}`)).body, { status: 'Processed', errorCount: 0 })
})

const learner = {
  localId: 'L1',
  studentIdentificationCode: 'S1',
  gender: 'F',
  dateOfBirth: '2004-05-17',
  nameIdCode: 'WALKA',
  nationalStudentNumber: 150000001,
  countryOfCitizenship: 'NZL',
  ethnicity: ['111']
}

t.test('A run goes from Queued to its end at once, as time passes, or as its status is read', async t => {
  const flow = async (progression: object, between: (client: Client) => void, reads: number) => {
    const sdr = await submit(t)
    await sdr.upload('learners', [learner])
    t.same((await sdr.client.admin('PUT', '/transitions/validation', progression)).body, progression)
    t.same((await sdr.client.admin('GET', '/transitions/validation')).body, progression)
    const asked = (await sdr.ask()).body
    t.same(asked, {
      submissionToken: sdr.submissionToken, dateReceived: '2026-03-01T20:00:00.000Z', status: 'Queued', errorCount: 0, warningCount: 0
    })
    const seen = []
    for (let i = 0; i < reads; i++) {
      const { body } = await sdr.status()
      seen.push(body.status)
      if (body.status === 'Processed') t.match(body, { dateStarted: /Z$/, dateCompleted: /Z$/ })
      else t.notOk('dateCompleted' in body)
      between(sdr.client)
    }
    return seen
  }
  const aSecond = (client: Client) => client.freeze(new Date(client.now() + 1000).toISOString())
  const nothing = () => {}
  t.same(await flow({ progression: 'immediate' }, nothing, 2), ['Processed', 'Processed'])
  t.same(await flow({ progression: 'time', seconds: 4 }, aSecond, 6), [
    'Queued', 'Queued', 'InProgress', 'InProgress', 'Processed', 'Processed'
  ])
  t.same(await flow({ progression: 'manual', times: 4 }, nothing, 6), [
    'Queued', 'Queued', 'InProgress', 'InProgress', 'Processed', 'Processed'
  ])
  t.same(await flow({ progression: 'manual', times: 1 }, nothing, 2), ['Queued', 'Processed'])
  t.same(await flow({ progression: 'time', seconds: 1 }, aSecond, 2), ['Queued', 'Processed'])
})

t.test('Transitions that make no sense are refused', async t => {
  const client = await open(t)
  for (const [body, detail] of [
    [{}, /^progression is missing\. Use \{"progression": "immediate"\}, \{"progression": "time", "seconds": 30\} or \{/],
    [{ progression: 'fast' }, /^progression is "fast"\. Use /],
    [{ progression: 'Immediate' }, /^progression is "Immediate"\. Did you mean immediate\? Use /],
    [{ progression: 5 }, /^progression is 5\. Use /],
    [{ progression: 'time' }, /^seconds is missing\. Give a whole number from 1 to 31536000, as in \{"progression": "time", "seconds": 30\}\.$/],
    [{ progression: 'time', seconds: 0 }, /^seconds is 0\. Give a whole number from 1 to 31536000/],
    [{ progression: 'time', seconds: '30' }, /^seconds is "30"\. Give a whole number/],
    [{ progression: 'time', second: 30 }, /^"second" is not a member that goes with "progression": "time"\. Did you mean seconds\?/],
    [{ progression: 'manual', times: 1.5 }, /^times is 1\.5\. Give a whole number from 1 to 1000000, as in /],
    [{ progression: 'immediate', times: 2 }, /^"times" is not a member that goes with "progression": "immediate"\. Beside it there can be outcome\.$/],
    [{ progression: 'immediate', outcome: 'Rollback' }, /^outcome is "Rollback"\. Did you mean RollBack\? Use RollBack, .* or SubmitError, or/]
  ] as const) {
    t.match(await client.admin('PUT', '/transitions/validation', body), { status: 400, body: { detail } }, JSON.stringify(body))
  }
  t.same((await client.admin('GET', '/transitions/validation')).body, { progression: 'immediate' })
  await client.admin('PUT', '/transitions/validation', { progression: 'manual', times: 3 })
  await client.admin('POST', '/reset')
  t.same((await client.admin('GET', '/transitions/validation')).body, { progression: 'immediate' }, 'a reset takes it back')
})

t.test('While a run goes on, nothing changes, and asking again answers the same run', async t => {
  const sdr = await submit(t)
  await sdr.upload('learners', [learner])
  await sdr.client.admin('PUT', '/transitions/validation', { progression: 'time', seconds: 60 })
  await sdr.ask()
  t.match((await sdr.upload('learners', [learner])).body, { status: 400, errorCode: 'SC5' })
  t.match(
    (await sdr.call('DELETE', '/learners', { submissionToken: sdr.submissionToken, content: [{ localId: 'L1' }] })).body,
    { errorCode: 'SC5' }
  )
  t.match((await sdr.call('POST', `/token/${returnId}`)).body, {
    submissionToken: sdr.submissionToken, submissionStatus: 'Validating', validationRunResults: [{ status: 'Queued' }]
  })
  t.same((await sdr.results()).body.results, [])
  const reply = await sdr.client.admin('POST', '/clock/advance', { by: 'PT40S' })
  t.same(reply.body.fired, [])
  t.match((await sdr.ask()).body, {
    status: 'InProgress', dateReceived: '2026-03-01T20:00:00.000Z', dateStarted: '2026-03-01T20:00:30.000Z'
  })
  t.match((await sdr.client.admin('POST', '/clock/advance', { by: 'PT20S' })).body.fired,
    [{ event: 'validation run is over', at: '2026-03-01T20:01:00.000Z', eid: 9001, returnId }])
  t.match((await sdr.status()).body, { status: 'Processed', dateCompleted: '2026-03-01T20:01:00.000Z' })
  t.equal(await sdr.submission(), 'Validated')
  t.equal((await sdr.upload('learners', [{ ...learner, gender: 'X' }])).status, 200)
  t.equal(await sdr.submission(), 'Pending', 'what was validated is no longer what is there')
  await sdr.client.admin('PUT', '/transitions/validation', { progression: 'immediate' })
  t.match(await validate(sdr), { status: 'Rejected' })
  t.equal(await sdr.submission(), 'Pending')
  const { validationRunResults } = (await sdr.call('POST', `/token/${returnId}`)).body
  t.same(validationRunResults.map((it: { status: string }) => it.status), ['Processed', 'Rejected'])
})

t.test('A token that expires while a run goes on is replaced, so that the run can be seen to its end', async t => {
  const sdr = await submit(t)
  await sdr.upload('learners', [learner])
  await sdr.client.admin('PUT', '/transitions/validation', { progression: 'manual', times: 1 })
  await sdr.ask()
  t.match((await sdr.call('POST', `/token/${returnId}`)).body, { submissionToken: sdr.submissionToken, submissionStatus: 'Validating' })
  await sdr.client.admin('POST', '/clock/advance', { by: 'P1D' })
  t.match((await sdr.status()).body, { errorCode: 'SC4' })
  const { submissionToken } = (await sdr.call('POST', `/token/${returnId}`)).body
  t.not(submissionToken, sdr.submissionToken)
  const read = () => sdr.call('GET', `/validation/${submissionToken}`)
  t.same([(await read()).body.status, (await read()).body.status], ['Queued', 'Processed'])
})

t.test('Days are compared as New Zealand has them, and loads are twelve', async t => {
  const found = async (change: object): Promise<string[]> => {
    const sdr = await submit(t)
    const making = { seed: 1, learners: 200, returnId }
    const { learner, enrolments: [enrolment], completions: [completion] } = makePerson(making, 0)
    await sdr.upload('learners', [learner])
    await sdr.upload('courses', Array.from({ length: 12 }, (_, n) => makeCourse(making, n)))
    await sdr.upload('course-enrolments', [{ ...enrolment, ...change }])
    await sdr.upload('course-completions', [
      { ...completion, courseStartDate: (change as { courseStartDate?: string }).courseStartDate ?? completion!.courseStartDate }
    ])
    await validate(sdr)
    return (await sdr.results()).body.results.map((it: Expected) => it.errorCode)
  }
  const loads = [0, 0, 0.1667, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  const oneDay = {
    courseStartDate: '2026-03-16T23:00:00+13:00',
    courseEndDate: '2026-03-16T01:00:00+13:00',
    eftsByMonth: loads,
    courseEftsFactor: 0.1667
  }
  t.notOk((await found(oneDay)).includes('S05'), 'the same day')
  t.ok((await found({ ...oneDay, courseEndDate: '2026-03-15T23:59:59+13:00' })).includes('S05'), 'the day before')
  t.notOk((await found({ ...oneDay, studentsCourseWithdrawalDate: '2026-03-16T00:00:00+13:00' })).includes('S06'))
  t.ok((await found({ ...oneDay, studentsCourseWithdrawalDate: '2026-03-15T23:59:59+13:00' })).includes('S06'))
  t.same(await found({}), [])
  t.same(await found({ eftsByMonth: [] }), ['S70'], 'no loads')
  for (const eftsByMonth of [[0, 0.0333], Array(11).fill(0)]) {
    t.same(await found({ eftsByMonth }), ['S11'], `${eftsByMonth.length} loads`)
  }
})

t.test('The reading validated-with-errors reads "Validated" the other way', async t => {
  const sdr = await submit(t, { reading: 'validated-with-errors=yes' })
  await sdr.upload('learners', [{ ...learner, gender: 'X' }])
  t.match(await validate(sdr), { status: 'Rejected', errorCount: 1 })
  t.equal(await sdr.submission(), 'Validated')
})

t.test('A dry run of a validation starts none', async t => {
  const sdr = await submit(t)
  await sdr.upload('learners', [learner])
  const reply = await sdr.call('POST', `/validation/${sdr.submissionToken}`, undefined, { 'sandbox-dry-run': '1' })
  t.match(reply.body, { status: 'Queued' })
  t.match((await sdr.status()).body, { status: 'Accumulate', errorCount: 0 })
})

t.test('A run that a server leaves behind is taken up by the next one; one that is reset is left', async t => {
  const data = t.testdir()
  const sdr = await submit(t, { data })
  await sdr.uploadAll(batchesOf({ seed: 1, learners: 200, returnId }, 500))
  await sdr.client.admin('PUT', '/transitions/validation', { progression: 'time', seconds: 3600 })
  await sdr.ask()
  sdr.client.close()
  const next = await open(t, { data, at: '2026-03-02T11:00' })
  const { body } = await next.sdr('GET', `/validation/${sdr.submissionToken}`)
  t.match(body, { status: 'Processed', errorCount: 0, dateCompleted: '2026-03-01T21:00:00.000Z' })

  const other = await submit(t)
  await other.uploadAll(batchesOf({ seed: 1, learners: 200, returnId }, 500))
  await other.ask()
  // An image in which the same calls give the same; after a reset they do not.
  other.client.sandbox.restore((await open(t)).sandbox.store.image())
  t.match((await other.status()).body, { errorCode: 'SC10' })
  const { submissionToken } = (await other.call('POST', `/token/${returnId}`)).body
  t.equal(submissionToken, other.submissionToken, 'the same calls give the same token')
  await other.upload('learners', [learner])
  t.match(await validate(other), { status: 'Processed', errorCount: 0 }, 'and the run of before says nothing of it')
})

const failOn = (change: string, table: string) =>
  `CREATE TRIGGER ${table}Fails BEFORE ${change} ON ${table} BEGIN SELECT RAISE(ABORT, 'no ${table}'); END`

t.test('An error while records are judged ends the run with UnknownError, and nothing else', async t => {
  const sdr = await submit(t)
  const { db } = sdr.client.sandbox
  await sdr.upload('learners', [{ ...learner, gender: 'X' }])
  db.exec(failOn('INSERT', 'finding'))
  t.match((await sdr.ask()).body, { status: 'Queued' })
  await setTimeout(20)
  t.match((await sdr.status()).body, {
    status: 'UnknownError',
    dateStarted: '2026-03-01T20:00:00.000Z',
    dateCompleted: '2026-03-01T20:00:00.000Z',
    errorCount: 0,
    warningCount: 0
  })
  t.same((await sdr.results()).body, { page: 0, pageSize: 1000, results: [], totalCount: 0 })
  t.equal(await sdr.submission(), 'Pending')
  t.match(await validate(sdr), { status: 'UnknownError' }, 'asked for again, it is tried again')

  db.exec('DROP TRIGGER findingFails')
  t.match(await validate(sdr), { status: 'Rejected', errorCount: 1 })
  await sdr.upload('learners', [learner])
  t.match(await validate(sdr), { status: 'Processed', errorCount: 0 })
  t.equal(await sdr.submission(), 'Validated')
  const { validationRunResults } = (await sdr.call('POST', `/token/${returnId}`)).body
  t.same(validationRunResults.map((it: { status: string }) => it.status), ['UnknownError', 'UnknownError', 'Rejected', 'Processed'])
})

t.test('A run whose end cannot be stored is told of, and taken up again by whoever looks at it next', async t => {
  const sdr = await submit(t)
  const { db } = sdr.client.sandbox
  await sdr.upload('learners', [{ ...learner, gender: 'X' }])
  db.exec(`${failOn('INSERT', 'finding')}; ${failOn('UPDATE OF status', 'validationRun')}`)
  await sdr.ask()
  await setTimeout(20)
  const { reported } = sdr.client
  reported.length = 0
  await finishDueRuns(sdr.client.sandbox, 9001)
  t.same(reported.map(String), ['SqliteError: no finding', 'SqliteError: no validationRun'])
  t.equal((await sdr.call('GET', '/returns')).status, 200, 'the server goes on')

  db.exec('DROP TRIGGER findingFails')
  reported.length = 0
  await finishDueRuns(sdr.client.sandbox, 9001)
  t.same(
    reported.map(String), ['SqliteError: no validationRun', 'SqliteError: no validationRun'], 'all is judged, and the end is tried twice'
  )
  db.exec('DROP TRIGGER validationRunFails')
  t.match((await sdr.status()).body, { status: 'Rejected', errorCount: 1 })
  t.equal(await sdr.submission(), 'Pending')
})

t.test('A finding keeps its record by the names of its members, ' +
  'so that one that the collection did not have then is left empty', async t => {
  const sdr = await submit(t)
  await sdr.upload('learners', [{ ...learner, gender: 'X', permanentPostCode: '9016', termPostCode: '9017' }])
  await validate(sdr)
  const { db } = sdr.client.sandbox
  const [before] = (await sdr.results()).body.results
  t.match(JSON.parse(db.prepare('SELECT record FROM finding').pluck().get() as string), {
    localId: 'L1', gender: 'X', ethnicity: '["111"]', termPostCode: '9017'
  })
  t.match(before.recordText, /,9016,9017$/)
  db.exec("UPDATE finding SET record = json_remove(record, '$.permanentPostCode')")
  t.same((await sdr.results()).body.results, [{ ...before, recordText: before.recordText.replace(/9016,9017$/, ',9017') }])
})

t.test('Every finding says what is wrong with its record, and what to do', async t => {
  const sdr = await submit(t)
  const spec = { seed: 1, learners: 200, returnId }
  await sdr.uploadAll(batchesOf(spec, 500))
  const seen = new Set<string>()
  for (const { batches } of mutantBatchesOf(spec, 500)) {
    await sdr.uploadAll(batches)
    await validate(sdr)
    for (const { errorCode, errorDescription } of (await sdr.results()).body.results) {
      seen.add(errorCode)
      t.match(errorDescription, /^[A-Za-z][^]*[^.]\. [A-Z][^]*\.$/, errorCode)
      t.notMatch(errorDescription, /undefined|null|\bno (?!course enrolment|course completion|categoryOf|disability|value\b)/i, errorCode)
    }
    await sdr.uploadAll(batchesOf(spec, 500))
  }
  t.same([...seen].sort(), brokenWithin(returnId).map(it => it.code).sort())
})

t.test('The same seed gives the same bytes, another seed others', async t => {
  const folder = t.testdir()
  const contents = (name: string, seed: number): Record<string, string> => {
    const into = join(folder, name)
    mkdirSync(into)
    writeReturn(into, { seed, learners: 200, returnId }, true)
    const files = readdirSync(into, { recursive: true, withFileTypes: true }).filter(it => it.isFile())
    return Object.fromEntries(files.map(it => [
      join(it.parentPath, it.name).slice(into.length), readFileSync(join(it.parentPath, it.name), 'utf8')
    ]))
  }
  const [one, again, other] = [contents('a', 7), contents('b', 7), contents('c', 8)]
  t.same(one, again)
  t.not(one['/learners-1.json'], other['/learners-1.json'])
  t.same(Object.keys(one).filter(it => it.endsWith('expected.json')).sort(), [
    '/mutants/first-pass/expected.json', '/mutants/second-pass/expected.json'
  ])
  t.match(JSON.parse(one['/course-enrolments-1.json']!), { submissionToken: 'SUBMISSION_TOKEN', content: Array })
  t.throws(() => writeReturn(join(folder, 'a'), { seed: 1, learners: 200, returnId }, false), /is not empty/)
  t.throws(() => writeReturn(join(folder, 'd'), { seed: 1, learners: 10, returnId }, true), /has too few/)
  const going = join(folder, 'going')
  t.throws(() => writeReturn(going, { seed: 1, learners: 1000, returnId }, false, () => rmSync(going, { recursive: true })),
    { message: /going\/\S+\.json cannot be written: there is no such file or folder \(ENOENT\)\. What is in the folder is not whole/ })
})
