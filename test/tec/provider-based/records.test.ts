import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import type { Field } from '../../../src/tec/provider-based/collections/collection.ts'
import { collections } from '../../../src/tec/provider-based/collections/collections.ts'
import { watch } from '../../data.ts'
import { asSecondTeo, demand, frozen, listen, type Listening, type Reply } from '../../harness.ts'
import { begin, codeOf, collectionNames, faultless, leastRecords, openReturns, record, send, type Provider } from './returns.ts'

const tableOf = (name: string): string => collections.find(it => it.name === name)!.table

/** The local ids that a collection has, of all submissions. */
const idsIn = (client: Pick<Provider, 'db'>, name: string): string[] =>
  client.db().prepare(`SELECT localId FROM ${tableOf(name)} ORDER BY localId`).pluck().all() as string[]

/** A refusal with an error code that leaves everything as it was. */
async function isRefused (t: Test, client: Provider, request: () => Promise<Reply>, code: string, name: string): Promise<Reply> {
  const written = watch(client.sandbox)
  const reply = await request()
  t.equal(codeOf(reply), code, name)
  t.strictSame(written(), {}, `${name}; nothing is changed`)
  return reply
}

for (const name of collectionNames) {
  t.test(`Records of ${name} accumulate, take the place of those with their local ids, and are deleted`, async t => {
    const client = await openReturns(t)
    const token = await client.token()
    const lines = async () => (await client.contents(token, name)).trimEnd().split('\r\n').slice(1).map(line => line.split(',')[0])
    const acknowledged = (reply: Reply, ...localIds: string[]) =>
      t.strictSame([reply.status, reply.body], [200, { submissionToken: token, content: localIds.map(localId => ({ localId, errors: [] })) }])

    acknowledged(await client.upload(name, token, [record(name, 'X2'), record(name, 'X9')]), 'X2', 'X9')
    acknowledged(await client.upload(name, token, [record(name, 'X1')]), 'X1')
    acknowledged(await client.upload(name, token, []))
    t.strictSame(await lines(), ['X1', 'X2', 'X9'], 'they accumulate, and are read by local id')

    const [optional] = collections.find(it => it.name === name)!.fields.filter(field => !field.required && field.kind === 'code')
    const qualified = optional ? { [optional.name]: '3' } : { irdNumber: '3' }
    const changed = { ...leastRecords[name], studentIdentificationCode: 'S2', courseCode: 'C2' }
    const columns = () => client.db().prepare(`SELECT * FROM ${tableOf(name)} WHERE localId = 'X1'`).get() as Record<string, unknown>
    const before = columns()
    acknowledged(await client.upload(name, token, [record(name, 'X1', { ...changed, ...qualified })]), 'X1')
    t.match(columns(), { id: before.id, ...(name === 'courses' ? { courseCode: 'C2' } : { studentIdentificationCode: 'S2' }), ...qualified })
    acknowledged(await client.upload(name, token, [record(name, 'X1')]), 'X1')
    t.strictSame(columns(), before, 'a record takes the whole place of another: what it leaves out is gone')
    acknowledged(await client.upload(name, token, [record(name, 'X1', qualified), record(name, 'X1')]), 'X1', 'X1')
    t.strictSame(columns(), before, 'of two in a request, the second stays')
    t.strictSame(await lines(), ['X1', 'X2', 'X9'])

    const removed = await client.remove(name, token, ['X9', 'x1', 'X1', 'X1', 'none'])
    t.equal(removed.status, 200)
    t.equal(removed.body.submissionToken, token)
    t.strictSame(removed.body.content.map((it: any) => [it.localId, it.errors.length]), [['X9', 0], ['x1', 1], ['X1', 0], ['X1', 1], ['none', 1]])
    t.match(removed.body.content[4].errors[0], /^No [a-z ]+ of the submission has the localId none\.$/)
    t.strictSame(await lines(), ['X2'])
  })
}

t.test('A local id means one record in each collection, submission and organisation', async t => {
  const client = await openReturns(t)
  const [full, indicative, theirs] = [await client.token(), await client.token('indicative'), await client.token('open to 9002')]
  for (const name of collectionNames) demand(await client.upload(name, full, [record(name, 'X1')]))
  demand(await client.upload('learners', indicative, [record('learners', 'X1', { nameIdCode: 'OTHER' })]))
  demand(await client.upload('learners', theirs, [record('learners', 'X1', { nameIdCode: 'THEIR' })], asSecondTeo))
  t.match(await client.contents(full, 'learners'), /^X1,.*WALKA/m)
  t.match(await client.contents(indicative, 'learners'), /^X1,.*OTHER/m)

  demand(await client.remove('learners', full, ['X1']))
  for (const name of collectionNames) t.strictSame(/^X1,/m.test(await client.contents(full, name)), name !== 'learners', name)
  t.match(await client.contents(indicative, 'learners'), /^X1,/m)
  t.match((await client.sdr('GET', `/contents/${theirs}`, undefined, asSecondTeo)).text, /^X1,.*THEIR/m)
  t.strictSame((await client.remove('learners', full, ['X1'])).body.content[0].errors.length, 1)
})

t.test('The contents are CSV: every collection under its titles, or one', async t => {
  const client = await openReturns(t)
  const { submissionToken: token, submissionContentsUrl } = (await client.requestToken('open')).body
  demand(await client.upload('courses', token, [{
    localId: 'a,b',
    courseCode: 'C"1"',
    courseTitle: 'Ngā mahi, "whare"\r\nhou; ;',
    qualificationCode: ' Q ',
    courseClassification: '22.1',
    levelOnTheNzQualificationsAndCredentialsFramework: 4,
    credit: 20,
    courseEftsFactor: 0.1667,
    learningHours: 0.30000000000000004,
    discountedCourseTuitionFee: -0.5
  }]))
  demand(await client.upload('course-enrolments', token, [
    record('course-enrolments', 'E1', { courseStartDate: '2026-02-16', eftsByMonth: [0, 0.0333, 0.5], iteSubject: ['MA,TH', 'SC"I"', 3], secondarySchoolProgrammeIndicator: false }),
    record('course-enrolments', 'E2', { eftsByMonth: [], iteSubject: [], apprenticeship: '' })
  ]))
  demand(await client.upload('qualification-completions', token, [record('qualification-completions', 'Q\n1', { irdNumber: '012-345-678' })]))

  const courses = 'Local Id,Course Code,Course Title,Qualification Code,Course Classification,Nzsced Field Of Study,' +
    'Level On The Nz Qualifications And Credentials Framework,Credit,Funding Category,Course Efts Factor,Course Tuition Fee,' +
    'Pbrf Eligible Course Indicator,Compulsory Course Costs Fee,Course Exemption From Amfm,Discounted Course Tuition Fee,' +
    'Discounted Compulsory Course Costs Fee,Learning Hours,Volume Research Factor,Tuition Fee Paid By International Fee Paying Student\r\n' +
    '"a,b","C""1""","Ngā mahi, ""whare""\r\nhou; ;", Q ,22.1,,4,20,,0.1667,,,,,-0.5,,0.30000000000000004,,\r\n'
  const learners = 'Local Id,Provider Code,Student Identification Code,Gender,Date Of Birth,Total Fee For Domestic Student,Name Id Code,' +
    'Main Activity At 1 October In Year Prior To Formal Enrolment,First Year Of Tertiary Education,Disability Services Accessed Indicator,' +
    'Last Secondary School Attended,Last Year At Secondary School,Highest Secondary School Qualification,Country Of Citizenship,' +
    'Disability Status,Disability Support Needs,Expectation To Complete A Qualification This Year,Iwi Affiliation,Ird Number,' +
    'National Student Number,Tuition Fee Paid By International Fee Paying Student,Maxima Exempt Fees,Ethnicity,Permanent Post Code,Term Post Code\r\n'
  const enrolments = 'Local Id,Student Identification Code,Qualification Code,Course Code,Course Start Date,Course End Date,' +
    'Students Course Withdrawal Date,Category Of Fees Assessment For International Students,Intramural Extramural Attendance,' +
    'Course Delivery Site,Source Of Funding,Residential Status,Australian Residential Status,Apprenticeship,Funding Category,' +
    'Course Classification,Nzsced Field Of Study,Course Efts Factor,Efts By Month,National Student Number,Consortium,Ite Sector,Ite Subject,' +
    'Secondary School Programme Indicator,Actual Course Fee\r\n' +
    'E1,S1,NZ2738,C1,2026-02-15T11:00:00.000Z,,,,,,,,,,,,,,0;0.0333;0.5,,,,"MA,TH;SC""I"";3",false,\r\n' +
    'E2,S1,NZ2738,C1,,,,,,,,,,,,,,,,,,,,,\r\n'
  const completions = 'Local Id,Student Identification Code,Course Code,Student Course Completion Indicator,Course Start Date,' +
    'National Student Number,Course End Date,Pbrf Course Completion Year\r\n'
  const qualifications = 'Local Id,Student Identification Code,National Student Number,Qualification Code,Year Requirements Met,' +
    'Qualification Completion Date,Ird Number,Linked Qualification For Fees Free\r\n' +
    '"Q\n1",S1,150000123,NZ2738,,,012-345-678,\r\n'

  const whole = await client.inject({ method: 'GET', url: new URL(submissionContentsUrl).pathname, headers: { authorization: 'Bearer demo-token-9001', eid: '9001' } })
  t.strictSame([whole.status, whole.headers['content-type']], [200, 'text/csv; charset=utf-8'])
  t.equal(whole.text, [learners, courses, enrolments, completions, qualifications].join('\r\n'))
  for (const [name, csv] of Object.entries({
    learners, courses, 'course-enrolments': enrolments, 'course-completions': completions, 'qualification-completions': qualifications
  })) t.equal(await client.contents(token, name), csv, name)
  for (const name of ['Learners', 'enrolments', '']) t.equal(codeOf(await client.sdr('GET', `/contents/${token}?collection=${name}`)), '400 CV1', `no collection "${name}"`)
})

t.test('Thousands of records are uploaded at once and read whole, each one time', async t => {
  const client = await openReturns(t, { 'max-records-per-batch': '5000' })
  const token = await client.token()
  const ids = Array.from({ length: 5000 }, (_, i) => `${i.toString(36)}${i % 7 === 0 ? ' ā' : i % 11 === 0 ? '\u{1F9F1}' : ''}`)
  const content = ids.map(localId => record('courses', localId, { courseTitle: 'x'.repeat(255) }))
  t.ok(JSON.stringify(content).length > 1_048_576, 'more than other operations take')
  demand(await client.upload('courses', token, content))
  const read = (await client.contents(token, 'courses')).trimEnd().split('\r\n').slice(1).map(line => line.split(',')[0]!)
  t.strictSame(read, ids.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
})

/** Reads contents until their first piece has come, lets something happen, and reads on; answers the text, and whether it is whole. */
async function readInterrupted (server: Listening, submissionToken: string, between: () => Promise<unknown>) {
  const asking = get(`${server.url}/submissions/v1.0/contents/${submissionToken}?collection=learners`, { agent: false, headers: { authorization: 'Bearer demo-token-9001', eid: '9001' } })
  const [response] = await once(asking, 'response') as [IncomingMessage]
  let text = ''
  const over = new Promise<void>(resolve => response.setEncoding('utf8').on('error', () => {}).once('close', resolve))
  response.on('data', (piece: string) => { text += piece })
  await once(response, 'data')
  response.pause()
  await between()
  response.resume()
  await over
  return { status: response.statusCode, isWhole: response.complete, lines: text.trimEnd().split('\r\n').slice(1) }
}

t.test('Contents that change while they are read are no whole file; those that stay are, whatever happens to others', async t => {
  const server = await listen(t, { fixture: 'empty', 'rate-limit': 'off', clock: frozen })
  const [token, indicative] = await Promise.all([202602, 202601].map(async returnId => demand(await send(server, 'POST', `/token/${returnId}`)).body.submissionToken as string))
  // More than the sockets between hold, so that the server has not read all of it.
  const wide = 'x'.repeat(15_000)
  const ids = Array.from({ length: 2000 }, (_, i) => `L${i}`)
  for (let from = 0; from < ids.length; from += 500) {
    const content = ids.slice(from, from + 500).map(id => record('learners', id, { gender: wide }))
    demand(await send(server, 'PUT', '/learners', { submissionToken: token, content }))
  }
  const put = (submissionToken: string, collection: string, id: string) => send(server, 'PUT', `/${collection}`, { submissionToken, content: [record(collection, id)] })
  const remove = (submissionToken: string, localId: string) => send(server, 'DELETE', '/learners', { submissionToken, content: [{ localId }] })

  const others = await readInterrupted(server, token!, async () => {
    demand(await put(indicative!, 'learners', 'L1'))
    demand(await remove(token!, 'none'))
    demand(await send(server, 'PUT', '/learners', { submissionToken: token, content: [] }))
  })
  t.match(others, { status: 200, isWhole: true })
  t.strictSame(others.lines.map(line => line.split(',')[0]).sort(), [...ids].sort())

  for (const [change, how] of [
    [() => remove(token!, 'L999'), 'a deletion'],
    [() => put(token!, 'learners', 'L998'), 'a record that takes the place of another'],
    [() => put(token!, 'courses', 'C1'), 'an upload to another collection'],
    [() => send(server, 'DELETE', `/token/${token}`), 'a reset']
  ] as const) {
    const { isWhole, lines } = await readInterrupted(server, token!, change)
    t.notOk(isWhole, how)
    t.ok(lines.length < ids.length, `${how}: ${lines.length} lines`)
  }
})

t.test('One record out of shape keeps the whole request from being stored', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  for (const name of collectionNames) {
    demand(await client.upload(name, token, [record(name, 'X1')]))
    const reply = await isRefused(t, client, () => client.upload(name, token, [
      record(name, 'X1', { studentIdentificationCode: 'S2', courseCode: 'C2' }), record(name, 'X2', { qualificationCode: 5, courseCode: 5, gender: 5 }), record(name, 'X3')
    ]), '400 CV1', name)
    t.ok(Object.keys(reply.body.errors.content).every(at => /^\[1\]\.(?:qualificationCode|courseCode|gender)$/.test(at)), name)
    t.strictSame(idsIn(client, name), ['X1'])
  }
  const many = await isRefused(t, client, () => client.upload('learners', token, [
    { localId: 'X8' }, record('learners', 'X9', { dateOfBirth: 'never', ethnicity: ['1', null] }), record('learners', '')
  ]), '400 CV1', 'every fault is told of')
  t.strictSame(many.body.errors, {
    content: {
      '[0].studentIdentificationCode': ['content[0].studentIdentificationCode is required.'],
      '[0].gender': ['content[0].gender is required.'],
      '[0].dateOfBirth': ['content[0].dateOfBirth is required.'],
      '[0].nameIdCode': ['content[0].nameIdCode is required.'],
      '[1].dateOfBirth': ['content[1].dateOfBirth "never" is not a date and time (expected ISO 8601, such as 2024-04-08T11:55:12+12:00).'],
      '[1].ethnicity[1]': ['content[1].ethnicity[1] must be a number or a string of at most 3 characters, but is null.'],
      '[2].localId': ['content[2].localId must have at least 1 character, but is empty.']
    }
  })
})

t.test('A request names a submission and has a list of records that each have a local id', async t => {
  const client = await openReturns(t)
  const submissionToken = await client.token()
  const bad: Array<[body: unknown, errors: string[]]> = [
    [{}, ['submissionToken', 'content']], [{ content: [] }, ['submissionToken']], [{ submissionToken }, ['content']],
    [{ submissionToken: '', content: [] }, ['submissionToken']], [{ submissionToken: 5, content: [] }, ['submissionToken']],
    [{ submissionToken, content: {} }, ['content']], [{ submissionToken, content: null }, ['content']], [{ submissionToken, content: 'X1' }, ['content']],
    [[], []], ['null', []], ['"text"', []], ['5', []]
  ]
  const local: Array<[localId: unknown]> = [[undefined], [null], [''], [5], [true], [['X1']]]
  for (const name of collectionNames) {
    for (const method of ['PUT', 'DELETE']) {
      const ask = (body: unknown) => client.sdr(method, `/${name}`, body, { 'content-type': 'application/json' })
      for (const [body, errors] of bad) {
        const reply = await isRefused(t, client, () => ask(body), '400 CV1', `${method} ${name} ${JSON.stringify(body)}`)
        t.strictSame(Object.keys(reply.body.errors).sort(), errors.sort())
      }
      for (const [localId] of local) {
        const reply = await isRefused(t, client, () => ask({ submissionToken, content: [{ ...record(name, ''), localId }] }), '400 CV1', `${method} ${name}, localId ${JSON.stringify(localId)}`)
        t.strictSame(Object.keys(reply.body.errors.content), ['[0].localId'])
      }
      t.equal(codeOf(await ask('{"submissionToken":')), '400 CV1')
      t.equal((await client.sdr(method, `/${name}`)).status, 400, 'no body')
    }
  }
})

t.test('A request has at most as many records as its token says', async t => {
  const client = await openReturns(t, { 'max-records-per-batch': '3' })
  const token = await client.token()
  const ids = ['X1', 'X2', 'X3', 'X4']
  for (const name of collectionNames) {
    const upload = (count: number) => client.upload(name, token, ids.slice(0, count).map(localId => record(name, localId)))
    const reply = await isRefused(t, client, () => upload(4), '400 MP1', `4 of ${name}`)
    t.match(reply.body.errors.content.$[0], /has 4 records; maxRecordPerBatch is 3/)
    t.equal((await upload(3)).status, 200)
    demand(await client.upload(name, token, [record(name, 'X4')]))
    await isRefused(t, client, () => client.remove(name, token, ids), '400 MP1', `deleting 4 of ${name}`)
    await isRefused(t, client, () => client.remove(name, token, ['X1', 'X1', 'X1', 'X1']), '400 MP1', 'even if they are the same')
    t.equal((await client.remove(name, token, ids.slice(1))).status, 200)
    t.strictSame(idsIn(client, name), ['X1'])
  }
})

t.test('A request has up to 500 records if nothing else is set', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  const upload = (count: number) => client.upload('learners', token, Array.from({ length: count }, (_, i) => record('learners', `L${i}`)))
  await isRefused(t, client, () => upload(501), '400 MP1', '501')
  t.equal((await upload(500)).status, 200)
})

t.test('An Indicative return has learners, courses and course enrolments, and no completions', async t => {
  const client = await openReturns(t)
  const token = await client.token('indicative')
  for (const name of collectionNames) {
    if (name.endsWith('completions')) {
      const reply = await isRefused(t, client, () => client.upload(name, token, [record(name, 'X1')]), '400 CV1', name)
      t.equal(reply.headers['sandbox-rules'], 'batch.part-of-the-return')
      await isRefused(t, client, () => client.upload(name, token, []), '400 CV1', `${name}, none`)
      await isRefused(t, client, () => client.remove(name, token, ['X1']), '400 CV1', `deleting ${name}`)
    } else {
      t.equal((await client.upload(name, token, [record(name, 'X1')])).status, 200, name)
      t.strictSame((await client.remove(name, token, ['X1'])).body.content, [{ localId: 'X1', errors: [] }])
    }
  }
})

t.test('While a submission is validated, nothing of it is changed', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  demand(await client.upload('courses', token, [faultless]))
  demand(await client.admin('PUT', '/transitions/validation', { progression: 'manual', times: 2 }))
  demand(await client.sdr('POST', `/validation/${token}`))
  for (const name of collectionNames) {
    t.equal(codeOf(await client.upload(name, token, [record(name, 'X1')])), '400 SC5', name)
    t.equal(codeOf(await client.remove(name, token, ['C1'])), '400 SC5', `deleting ${name}`)
    t.strictSame(idsIn(client, name), name === 'courses' ? ['C1'] : [])
  }
  for (let i = 0; i < 3; i++) await client.sdr('GET', `/validation/${token}`)
  t.equal((await client.remove('courses', token, ['C1'])).status, 200, 'it is over')
})

t.test('A date and time of any zone is kept in UTC; one of none is New Zealand\'s', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  const stored = async (dateOfBirth: string) => {
    demand(await client.upload('learners', token, [record('learners', 'L1', { dateOfBirth })]))
    return (await client.contents(token, 'learners')).split('\r\n')[1]!.split(',')[4]
  }
  for (const [written, utc, why] of [
    ['2024-04-08T11:55:12+01:00', '2024-04-08T10:55:12.000Z', ''],
    ['2024-04-08T11:55:12Z', '2024-04-08T11:55:12.000Z', ''],
    ['2024-04-08T11:55Z', '2024-04-08T11:55:00.000Z', 'no seconds'],
    ['2024-04-08T11:55:12.5Z', '2024-04-08T11:55:12.500Z', 'a fraction'],
    ['2024-04-08T11:55:12.1234567+00:00', '2024-04-08T11:55:12.123Z', 'ticks, as .NET writes them'],
    ['2026-01-01T00:00:00+14:00', '2025-12-31T10:00:00.000Z', 'the first zone'],
    ['2026-01-01T00:00:00-12:00', '2026-01-01T12:00:00.000Z', 'the last zone'],
    ['2026-01-01T00:00:00+05:45', '2025-12-31T18:15:00.000Z', 'a zone of quarters of an hour'],
    ['2004-01-17', '2004-01-16T11:00:00.000Z', 'a date in summer'],
    ['2004-05-17', '2004-05-16T12:00:00.000Z', 'a date in winter'],
    ['2004-05-17T00:00:00', '2004-05-16T12:00:00.000Z', 'no zone'],
    ['2004-05-17T13:30', '2004-05-17T01:30:00.000Z', 'no zone, no seconds'],
    ['2004-02-29', '2004-02-28T11:00:00.000Z', '29 February'],
    ['2026-04-05', '2026-04-04T11:00:00.000Z', 'summer time ends on this day'],
    ['2026-04-05T01:59:59', '2026-04-04T12:59:59.000Z', 'before the hour that comes twice'],
    ['2026-04-05T02:30', '2026-04-04T13:30:00.000Z', 'the first of the two'],
    ['2026-04-05T03:00', '2026-04-04T15:00:00.000Z', 'after them'],
    ['2026-04-06', '2026-04-05T12:00:00.000Z', 'the day after'],
    ['2026-09-27', '2026-09-26T12:00:00.000Z', 'summer time begins on this day'],
    ['2026-09-27T01:59:59', '2026-09-26T13:59:59.000Z', 'before the hour that does not come'],
    ['2026-09-27T02:30', '2026-09-26T14:30:00.000Z', 'in it'],
    ['2026-09-27T03:00', '2026-09-26T14:00:00.000Z', 'after it'],
    ['2026-09-28', '2026-09-27T11:00:00.000Z', 'the day after']
  ] as const) t.equal(await stored(written), utc, [written, why].filter(Boolean).join(', '))

  for (const dateOfBirth of [
    '2026-02-30', '2026-02-29', '2100-02-29', '2026-13-01', '2026-00-01', '2026-04-31', '2026-01-01T24:00', '2026-01-01T24:00:00Z', '2026-01-01T23:60', '2026-01-01T23:59:60Z',
    '2026-01-01T00:00:00+15:00', '2026-01-01T00:00:00+14:01', '2026-01-01T00:00:00-14:01', '2026-01-01T00:00:00+13:60', '2026-01-01T00:00:00+13', '2026-02-30T00:00:00Z',
    '2026-01-01T', '2026-01-01T09', '2026-01-01Z', '2026-1-1', '20260101', '01/01/2026', '2026-01-01T00:00:00.12345678Z', '', ' 2026-01-01', '2026-01-01\n', 'today', '0000-01-01', 20260101, true, ['2026-01-01']
  ]) {
    const reply = await client.upload('learners', token, [record('learners', 'L2', { dateOfBirth })])
    t.strictSame([codeOf(reply), Object.keys(reply.body.errors?.content ?? {})], ['400 CV1', ['[0].dateOfBirth']], `no date and time: ${JSON.stringify(dateOfBirth)}`)
  }
  t.strictSame(idsIn(client, 'learners'), ['L1'])
})

/** Values that a member can have, each with what its column keeps, and values that it cannot have. */
function valuesOf ({ kind, max, itemMax, padded, required }: Field): { good: Array<[value: unknown, kept: unknown]>, bad: unknown[] } {
  const letters = (count: number) => 'ā'.repeat(count)
  const same = (...values: unknown[]): Array<[unknown, unknown]> => values.map(value => [value, value])
  const absent: Array<[unknown, unknown]> = required ? [] : [[undefined, null], [null, null]]
  const missing = required ? [undefined, null] : []
  const tooLong = max === undefined ? [] : [letters(max + 1)]
  switch (kind) {
    case 'text': return {
      good: [...absent, ...same('x', letters(max ?? 300), ...(required ? [] : ['']))],
      bad: [...missing, ...tooLong, ...(required ? [''] : []), 5, true, ['x'], {}]
    }
    case 'integer': return { good: [...absent, ...same(-2147483648, 0, 2147483647)], bad: [...missing, -2147483649, 2147483648, 1.5, '5', true, [5]] }
    case 'number': return { good: [...absent, ...same(0, -1, 5, 0.1667, 99999999.99)], bad: [...missing, '5', '', true, [5], {}] }
    case 'code': {
      const seven = padded ? '07' : '7'
      return {
        good: [...absent, ...same('', letters(max ?? 300)), [7, seven], ['7', seven], ...(max === undefined ? [] : [[10 ** max - 1, String(10 ** max - 1)] as [unknown, unknown]])],
        bad: [...missing, ...tooLong, ...(max === undefined ? [] : [10 ** max, -1]), true, ['7'], {}]
      }
    }
    case 'flag': return { good: [...absent, ...same('', 'Y'), [1, '1'], [true, 'true'], [false, 'false']], bad: [...missing, 1.5, ['Y'], {}] }
    case 'codes': return {
      good: [...absent, [[], '[]'], [['07', 7], '["07","7"]'], [Array(max).fill('1'), JSON.stringify(Array(max).fill('1'))]],
      bad: [...missing, Array(max! + 1).fill('1'), '1', 1, {}, [null], [['1']], [true], ...(itemMax === undefined ? [] : [['9'.repeat(itemMax + 1)], [10 ** itemMax]])]
    }
    case 'loads': return {
      good: [...absent, [[], '[]'], [Array(max).fill(0.0333), JSON.stringify(Array(max).fill(0.0333))]],
      bad: [...missing, Array(max! + 1).fill(0), ['0.1'], 0.1, {}, [null], [true]]
    }
    case 'dateTime': return { good: [...absent, ['2004-05-17T00:00:00+12:00', '2004-05-16T12:00:00.000Z']], bad: [...missing, '2026-02-30', '', 20260101, true, ['2026-01-01']] }
  }
}

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'left out'
  return text.length > 40 ? `${text.slice(0, 20)}… (${text.length})` : text
}

for (const { name, table, fields } of collections) {
  t.test(`Each member of ${name} has its bounds`, async t => {
    const client = await openReturns(t)
    const token = await client.token()
    for (const field of fields) {
      const upload = (value: unknown) => client.upload(name, token, [record(name, 'X1', { [field.name]: value })])
      const { good, bad } = valuesOf(field)
      const read = () => client.db().prepare(`SELECT ${field.name} FROM ${table}`).pluck().all()
      for (const [value, kept] of good) {
        t.equal((await upload(value)).status, 200, `${field.name} can be ${show(value)}`)
        t.strictSame(read(), [kept])
      }
      const written = watch(client.sandbox)
      for (const value of bad) {
        const reply = await upload(value)
        t.equal(codeOf(reply), '400 CV1', `${field.name} cannot be ${show(value)}`)
        t.ok(Object.keys(reply.body.errors.content ?? {}).every(at => at.startsWith(`[0].${field.name}`)))
      }
      t.strictSame(written(), {})
    }
  })
}

t.test('What is required is what TEC\'s pages show as required, with the lengths that they show', t => {
  t.strictSame(Object.fromEntries(collections.map(({ name, fields }) => [name, Object.fromEntries(fields.filter(it => it.required).map(it => [it.name, it.max ?? it.kind]))])), {
    learners: { studentIdentificationCode: 10, gender: 'text', dateOfBirth: 'dateTime', nameIdCode: 5 },
    courses: { courseCode: 20, courseTitle: 255, qualificationCode: 6 },
    'course-enrolments': { studentIdentificationCode: 10, qualificationCode: 6, courseCode: 20 },
    'course-completions': { studentIdentificationCode: 10, courseCode: 20 },
    'qualification-completions': { studentIdentificationCode: 10, nationalStudentNumber: 'integer', qualificationCode: 6 }
  })
  t.end()
})

t.test('Members are taken in any case, and those that a record does not have are passed over with a warning', async t => {
  const client = await openReturns(t)
  const submissionToken = await client.token()
  for (const name of collectionNames) {
    const written = Object.fromEntries(Object.entries(record(name, 'X1')).map(([member, value], i) => [i % 2 ? member.toUpperCase() : member[0]!.toUpperCase() + member.slice(1), value]))
    const reply = await client.sdr('PUT', `/${name}`, { SubmissionToken: submissionToken, CONTENT: [written, { ...record(name, 'X2'), nickname: 5, Notes: null }], more: {} })
    t.strictSame(reply.body, { submissionToken, content: [{ localId: 'X1', errors: [] }, { localId: 'X2', errors: [] }] }, name)
    t.equal(reply.headers['sandbox-warnings'], 'ignored-member:content%5B1%5D.nickname, ignored-member:content%5B1%5D.Notes, ignored-member:more')
    const [first, second] = client.db().prepare(`SELECT * FROM ${tableOf(name)} ORDER BY localId`).all() as object[]
    t.strictSame({ ...first, id: 0, localId: '' }, { ...second, id: 0, localId: '' })

    const deleted = await client.sdr('DELETE', `/${name}`, { SUBMISSIONTOKEN: submissionToken, Content: [{ LOCALID: 'X1', nickname: 5 }] })
    t.strictSame(deleted.body.content, [{ localId: 'X1', errors: [] }])
    t.equal(deleted.headers['sandbox-warnings'], 'ignored-member:content%5B0%5D.nickname')
    t.strictSame(idsIn(client, name), ['X2'])
  }
})

t.test('Bodies can be compressed, and those that cannot be unpacked are GM1', async t => {
  const client = await openReturns(t)
  const submissionToken = await client.token()
  for (const name of collectionNames) {
    for (const [method, content] of [['PUT', [record(name, 'X1')]], ['DELETE', [{ localId: 'X1' }]]] as const) {
      const packed = gzipSync(JSON.stringify({ submissionToken, content }))
      const ask = (payload: Buffer, encoding = 'gzip') => client.sdr(method, `/${name}`, payload, { 'content-type': 'application/json', 'content-encoding': encoding })
      for (const [what, payload] of [
        ['plain', Buffer.from('{}')], ['cut off', packed.subarray(0, 40)], ['a bit of it changed', Buffer.from(packed).fill(0, 12, 16)], ['nothing', Buffer.alloc(0)]
      ] as const) await isRefused(t, client, () => ask(payload), '400 GM1', `${method} ${name}: ${what}`)
      t.equal((await ask(packed, 'br')).status, 415)
      t.strictSame((await ask(packed)).body, { submissionToken, content: [{ localId: 'X1', errors: [] }] }, `${method} ${name}`)
    }
  }
})

t.test('A dry run keeps nothing, and answers what the request would', async t => {
  const client = await openReturns(t)
  const submissionToken = await client.token()
  for (const name of collectionNames) {
    for (const [method, content] of [['PUT', [record(name, 'X1'), record(name, 'X2')]], ['DELETE', [{ localId: 'X1' }, { localId: 'none' }]]] as const) {
      const ask = (headers: Record<string, string>) => client.sdr(method, `/${name}`, { submissionToken, content }, headers)
      const written = watch(client.sandbox)
      const tried = await ask({ 'sandbox-dry-run': '1' })
      t.equal(tried.headers['sandbox-dry-run'], '1')
      t.strictSame(written(), {}, `${method} ${name}`)
      const made = await ask({})
      t.strictSame([made.status, made.text], [200, tried.text])
      t.notSame(written(), {})
    }
  }
})

const held = { DS1: '429 DS1', DS2: '429 DS2', DS3: '429 DS3' }

t.test('While one request changes a collection, no other of the organisation may, nor is it validated', async t => {
  const server = await listen(t, { fixture: 'empty', clock: frozen })
  const tokenOf = async (eid: string, kind: number) => demand(await send(server, 'POST', `/token/${kind}`, undefined, { eid, authorization: `Bearer demo-token-${eid}` })).body.submissionToken as string
  const [ours, indicative, theirs] = [await tokenOf('9001', 202602), await tokenOf('9001', 202601), await tokenOf('9002', 202603)]
  const upload = (submissionToken: string, name: string, localId: string) => ({ submissionToken, content: [record(name, localId)] })
  const deletion = (submissionToken: string) => ({ submissionToken, content: [{ localId: 'none' }] })
  demand(await send(server, 'PUT', '/courses', { submissionToken: ours, content: [faultless] }))
  demand(await send(server, 'PUT', '/courses', { submissionToken: theirs, content: [faultless] }, asSecondTeo))

  for (const name of collectionNames) {
    const other = name === 'learners' ? 'courses' : 'learners'
    for (const [method, body] of [['PUT', upload(ours, name, 'FIRST')], ['DELETE', deletion(ours)]] as const) {
      const when = `while a ${method} of ${name} is on its way`
      const first = await begin(server, method, `/${name}`, body)
      for (let time = 1; time <= 2; time++) {
        const refusals = [
          await send(server, 'PUT', `/${name}`, upload(ours, name, 'SECOND')),
          await send(server, 'PUT', `/${name}`, upload(indicative, name, 'SECOND')),
          await send(server, 'DELETE', `/${name}`, deletion(ours)),
          await send(server, 'POST', `/validation/${ours}`)
        ]
        t.strictSame(refusals.map(codeOf), [held.DS1, held.DS1, held.DS2, held.DS3], when)
        for (const { headers, body } of refusals) {
          t.equal(headers['retry-after'], '1')
          t.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
          t.strictSame(Object.keys(body).sort(), ['detail', 'errorCode', 'instance', 'status', 'title', 'type'])
        }
      }
      t.strictSame((await Promise.all([
        send(server, 'PUT', `/${other}`, upload(ours, other, 'OTHER')),
        send(server, 'PUT', `/${name}`, upload(theirs, name, 'THEIRS'), asSecondTeo),
        send(server, 'POST', '/validation/nonsense', undefined, asSecondTeo),
        send(server, 'GET', `/validation/${ours}`),
        send(server, 'GET', '/returns'),
        send(server, 'POST', '/token/202602')
      ])).map(codeOf), ['200', '200', '400 SC3', '200', '200', '200'], `others pass ${when}`)
      demand(await send(server, 'DELETE', `/${other}`, { submissionToken: ours, content: [{ localId: 'OTHER' }] }))

      t.equal((await first.finish()).status, 200)
      t.strictSame(idsIn(server, name).includes('FIRST'), true)
      t.notOk(idsIn(server, name).includes('SECOND'))
      t.equal((await send(server, method, `/${name}`, body)).status, 200, 'and the next passes after it')
    }
    t.equal((await send(server, 'DELETE', `/${name}`, { submissionToken: ours, content: [{ localId: 'FIRST' }] })).status, 200)
  }
  t.equal((await send(server, 'POST', `/validation/${ours}`)).status, 200)
})

t.test('A client that breaks off gives way, and so does a request that is refused', async t => {
  const server = await listen(t, { fixture: 'empty', clock: frozen })
  const submissionToken = demand(await send(server, 'POST', '/token/202602')).body.submissionToken as string
  const learner = { submissionToken, content: [record('learners', 'L1')] }
  const next = async (localId: string, why: string) => {
    t.equal((await send(server, 'PUT', '/learners', { submissionToken, content: [record('learners', localId)] })).status, 200, why)
    t.strictSame(idsIn(server, 'learners'), [localId])
    t.strictSame((await send(server, 'DELETE', '/learners', { submissionToken, content: [{ localId }] })).status, 200)
  }
  for (const method of ['PUT', 'DELETE']) {
    const first = await begin(server, method, '/learners', learner)
    t.equal(codeOf(await send(server, 'PUT', '/learners', learner)), held.DS1)
    await first.breakOff()
    await next('L2', `a ${method} broke off half way`)
  }
  for (const [code, body, headers] of [
    ['400 CV1', { submissionToken }, {}], ['400 SC1', { ...learner, submissionToken: 'nonsense' }, {}], ['400 GM1', learner, { 'content-encoding': 'gzip' }],
    ['400 MP1', { submissionToken, content: Array(501).fill(record('learners', 'L3')) }, {}], ['415', learner, { 'content-type': 'text/xml' }]
  ] as const) {
    t.equal(codeOf(await send(server, 'PUT', '/learners', body, headers)), code)
    await next('L4', `after ${code}`)
    // The others are refused before their bodies are whole.
    if (!/CV1|SC1|MP1/.test(code)) continue
    const first = await begin(server, 'PUT', '/learners', body, headers)
    t.equal(codeOf(await send(server, 'PUT', '/learners', learner)), held.DS1)
    t.equal(codeOf(await first.finish()), code)
    await next('L5', `after ${code}, in halves`)
  }
})

t.test('Of many uploads at once, each is stored whole or told to come again, and in the end all are there', async t => {
  const server = await listen(t, { fixture: 'empty', clock: frozen })
  const submissionToken = demand(await send(server, 'POST', '/token/202602')).body.submissionToken as string
  let waiting = Array.from({ length: 24 }, (_, i) => `L${i}`)
  const stored: string[] = []
  while (waiting.length > 0) {
    const replies = await Promise.all(waiting.map(id => send(server, 'PUT', '/learners', { submissionToken, content: ['a', 'b'].map(part => record('learners', `${id}${part}`)) })))
    t.ok(replies.every(reply => ['200', held.DS1].includes(codeOf(reply))))
    const taken = waiting.filter((_, i) => replies[i]!.status === 200)
    t.ok(taken.length > 0, 'one of them is always taken')
    stored.push(...taken.flatMap(id => [`${id}a`, `${id}b`]))
    t.strictSame(idsIn(server, 'learners'), [...stored].sort())
    waiting = waiting.filter(id => !taken.includes(id))
  }
})

t.test('However many records are wrong, a reply tells of some; and of their number first, where there are too many', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  const wrong = (count: number) => client.upload('learners', token, Array(count).fill({}))
  const most = await wrong(500)
  t.equal(codeOf(most), '400 CV1')
  t.equal(Object.keys(most.body.errors.content).length, 50)
  t.equal(codeOf(await wrong(501)), '400 MP1')
  t.ok((await wrong(200_000)).text.length < 2000)
})
