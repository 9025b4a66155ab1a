import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { collections } from '../../../src/tec/provider-based/collections/collections.ts'
import { watch } from '../../data.ts'
import { isQuick } from '../../quick.ts'
import { asSecondTeo, demand, type Reply } from '../../harness.ts'
import { codeOf, collectionNames, faultless, leastRecords, openReturns, record, type Provider, tableOf, idsIn } from './returns.ts'
import './records/members.ts'
import './records/one-at-a-time.ts'
import './records/read-while-changed.ts'

/** A refusal with an error code that leaves everything as it was. */
async function isRefused (t: Test, client: Provider, request: () => Promise<Reply>, code: string, name: string): Promise<Reply> {
  const written = watch(client.sandbox)
  const reply = await request()
  t.equal(codeOf(reply), code, name)
  t.strictSame(written(), {}, `${name}; nothing is changed`)
  return reply
}

t.test('An upload is read as it is written on Windows, with a byte order mark and ends of lines of two characters', async t => {
  const client = await openReturns(t)
  const submissionToken = await client.token()
  const body = { submissionToken, content: [record('learners', 'W1'), record('learners', 'W2')] }
  const windows = `\uFEFF${JSON.stringify(body, null, 2).replaceAll('\n', '\r\n')}\r\n`
  for (const [name, payload, packed] of [
    ['as it is', Buffer.from(windows), {}], ['packed', gzipSync(windows), { 'content-encoding': 'gzip' }]
  ] as const) {
    const headers = { authorization: 'Bearer demo-token-9001', eid: '9001', 'content-type': 'application/json; charset=utf-8', ...packed }
    const reply = await client.inject({ method: 'PUT', url: '/submissions/v1.0/learners', headers, payload })
    t.strictSame([reply.status, reply.body.content], [200, ['W1', 'W2'].map(localId => ({ localId, errors: [] }))], name)
    t.equal(reply.headers['sandbox-warnings'], undefined, name)
  }
  const lines = (await client.contents(submissionToken, 'learners')).split('\r\n')
  const ids = lines.slice(1, 3).map(line => line.split(',')[0])
  t.same([ids, lines.slice(3)], [['W1', 'W2'], ['']], 'and is read with such ends')
})

for (const name of collectionNames) {
  t.test(`Records of ${name} accumulate, take the place of those with their local ids, and are deleted`, async t => {
    const client = await openReturns(t)
    const token = await client.token()
    const lines = async () => (await client.contents(token, name)).trimEnd().split('\r\n').slice(1).map(line => line.split(',')[0])
    const acknowledged = (reply: Reply, ...localIds: string[]) =>
      t.strictSame(
        [reply.status, reply.body], [200, { submissionToken: token, content: localIds.map(localId => ({ localId, errors: [] })) }]
      )

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
    t.match(columns(), {
      id: before.id, ...(name === 'courses' ? { courseCode: 'C2' } : { studentIdentificationCode: 'S2' }), ...qualified
    })
    acknowledged(await client.upload(name, token, [record(name, 'X1')]), 'X1')
    t.strictSame(columns(), before, 'a record takes the whole place of another: what it leaves out is gone')
    acknowledged(await client.upload(name, token, [record(name, 'X1', qualified), record(name, 'X1')]), 'X1', 'X1')
    t.strictSame(columns(), before, 'of two in a request, the second stays')
    t.strictSame(await lines(), ['X1', 'X2', 'X9'])

    const removed = await client.remove(name, token, ['X9', 'x1', 'X1', 'X1', 'none'])
    t.equal(removed.status, 200)
    t.equal(removed.body.submissionToken, token)
    t.strictSame(removed.body.content.map((it: any) => [it.localId, it.errors.length]), [
      ['X9', 0], ['x1', 1], ['X1', 0], ['X1', 1], ['none', 1]
    ])
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
    record('course-enrolments', 'E1', {
      courseStartDate: '2026-02-16',
      eftsByMonth: [0, 0.0333, 0.5],
      iteSubject: ['MA,TH', 'SC"I"', 3],
      secondarySchoolProgrammeIndicator: false
    }),
    record('course-enrolments', 'E2', { eftsByMonth: [], iteSubject: [], apprenticeship: '' })
  ]))
  demand(await client.upload('qualification-completions', token, [
    record('qualification-completions', 'Q\n1', { irdNumber: '012-345-678' })
  ]))

  const courses = 'Local Id,Course Code,Course Title,Qualification Code,Course Classification,Nzsced Field Of Study,' +
    'Level On The Nz Qualifications And Credentials Framework,Credit,Funding Category,Course Efts Factor,Course Tuition Fee,' +
    'Pbrf Eligible Course Indicator,Compulsory Course Costs Fee,Course Exemption From Amfm,Discounted Course Tuition Fee,' +
    'Discounted Compulsory Course Costs Fee,Learning Hours,Volume Research Factor,' +
    'Tuition Fee Paid By International Fee Paying Student\r\n' +
    '"a,b","C""1""","Ngā mahi, ""whare""\r\nhou; ;", Q ,22.1,,4,20,,0.1667,,,,,-0.5,,0.30000000000000004,,\r\n'
  const learners = 'Local Id,Student Identification Code,Gender,Date Of Birth,Total Fee For Domestic Student,Name Id Code,' +
    'Main Activity At 1 October In Year Prior To Formal Enrolment,First Year Of Tertiary Education,' +
    'Disability Services Accessed Indicator,' +
    'Last Secondary School Attended,Last Year At Secondary School,Highest Secondary School Qualification,Country Of Citizenship,' +
    'Disability Status,Disability Support Needs,Expectation To Complete A Qualification This Year,Iwi Affiliation,Ird Number,' +
    'National Student Number,Tuition Fee Paid By International Fee Paying Student,Maxima Exempt Fees,Ethnicity,' +
    'Permanent Post Code,Term Post Code\r\n'
  const enrolments = 'Local Id,Student Identification Code,Qualification Code,Course Code,Course Start Date,Course End Date,' +
    'Students Course Withdrawal Date,Category Of Fees Assessment For International Students,Intramural Extramural Attendance,' +
    'Course Delivery Site,Source Of Funding,Residential Status,Australian Residential Status,Apprenticeship,Funding Category,' +
    'Course Classification,Nzsced Field Of Study,Course Efts Factor,Efts By Month,National Student Number,Consortium,Ite Sector,' +
    'Ite Subject,Secondary School Programme Indicator,Actual Course Fee\r\n' +
    'E1,S1,NZ2738,C1,2026-02-15T11:00:00.000Z,,,,,,,,,,,,,,0;0.0333;0.5,,,,"MA,TH;SC""I"";3",false,\r\n' +
    'E2,S1,NZ2738,C1,,,,,,,,,,,,,,,,,,,,,\r\n'
  const completions = 'Local Id,Student Identification Code,Course Code,Student Course Completion Indicator,Course Start Date,' +
    'National Student Number,Course End Date,Pbrf Course Completion Year\r\n'
  const qualifications = 'Local Id,Student Identification Code,National Student Number,Qualification Code,Year Requirements Met,' +
    'Qualification Completion Date,Ird Number,Linked Qualification For Fees Free\r\n' +
    '"Q\n1",S1,150000123,NZ2738,,,012-345-678,\r\n'

  const whole = await client.inject({
    method: 'GET', url: new URL(submissionContentsUrl).pathname, headers: { authorization: 'Bearer demo-token-9001', eid: '9001' }
  })
  t.strictSame([whole.status, whole.headers['content-type']], [200, 'text/csv; charset=utf-8'])
  t.equal((await client.admin('GET', '/requests?limit=1')).body.requests[0].response.body, '(sent as it was made, not kept)')
  const { log } = (await client.admin('GET', '/requests/export')).body
  t.equal(log.entries.at(-1).response.content.size, -1, 'nobody knows its length')
  t.equal(whole.text, [learners, courses, enrolments, completions, qualifications].join('\r\n'))
  for (const [name, csv] of Object.entries({
    learners, courses, 'course-enrolments': enrolments, 'course-completions': completions, 'qualification-completions': qualifications
  })) t.equal(await client.contents(token, name), csv, name)
  for (const name of ['Learners', 'enrolments', '']) {
    t.equal(codeOf(await client.sdr('GET', `/contents/${token}?collection=${name}`)), '400 CV1', `no collection "${name}"`)
  }
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

t.test('One record out of shape keeps the whole request from being stored', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  for (const name of collectionNames) {
    demand(await client.upload(name, token, [record(name, 'X1')]))
    const reply = await isRefused(t, client, () => client.upload(name, token, [
      record(name, 'X1', { studentIdentificationCode: 'S2', courseCode: 'C2' }),
      record(name, 'X2', { qualificationCode: 5, courseCode: 5, gender: 5, nationalStudentNumber: 'none' }),
      record(name, 'X3')
    ]), '400 CV1', name)
    t.ok(Object.keys(reply.body.errors.content).every(at => /^\[1\]\.(?:qualificationCode|courseCode|gender|nationalStudentNumber)$/.test(at)), name)
    t.strictSame(idsIn(client, name), ['X1'])
  }
  const many = await isRefused(t, client, () => client.upload('learners', token, [
    { localId: 'X8' }, record('learners', 'X9', { dateOfBirth: 'never', gender: 5 }), record('learners', ''),
    record('learners', 'X7', { dateOfBirth: '2005-02-29' })
  ]), '400 CV1', 'every fault is told of')
  t.strictSame(many.body.errors, {
    content: {
      '[0].studentIdentificationCode': ['content[0].studentIdentificationCode is required.'],
      '[0].gender': ['content[0].gender is required.'],
      '[0].dateOfBirth': ['content[0].dateOfBirth is required.'],
      '[0].nameIdCode': ['content[0].nameIdCode is required.'],
      '[1].dateOfBirth': ['content[1].dateOfBirth "never" is not a date and time (expected ISO 8601, such as 2024-04-08T11:55:12+12:00).'],
      '[1].gender': ['content[1].gender must be a string, but is the number 5.'],
      '[2].localId': ['content[2].localId must have at least 1 character, but is empty.'],
      '[3].dateOfBirth': [
        'content[3].dateOfBirth "2005-02-29" is not a date and time that exists (expected ISO 8601, such as 2024-04-08T11:55:12+12:00).'
      ]
    }
  })
})

t.test('A request names a submission and has a list of records that each have a local id', async t => {
  const client = await openReturns(t)
  const submissionToken = await client.token()
  const bad: Array<[body: unknown, errors: string[]]> = [
    [{}, ['submissionToken', 'content']], [{ content: [] }, ['submissionToken']], [{ submissionToken }, ['content']],
    [{ submissionToken: '', content: [] }, ['submissionToken']], [{ submissionToken: 5, content: [] }, ['submissionToken']],
    [{ submissionToken, content: {} }, ['content']], [{ submissionToken, content: null }, ['content']],
    [{ submissionToken, content: 'X1' }, ['content']],
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
        const reply = await isRefused(t, client, () => ask({
          submissionToken, content: [{ ...record(name, ''), localId }]
        }), '400 CV1', `${method} ${name}, localId ${JSON.stringify(localId)}`)
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
      t.strictSame((await client.remove(name, token, ['X1'])).body.content[0].errors.length, 1, `deleting ${name}: there are none`)
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

t.test('Bodies can be compressed, and those that cannot be unpacked are GM1', async t => {
  const client = await openReturns(t)
  const submissionToken = await client.token()
  for (const name of collectionNames) {
    for (const [method, content] of [['PUT', [record(name, 'X1')]], ['DELETE', [{ localId: 'X1' }]]] as const) {
      const packed = gzipSync(JSON.stringify({ submissionToken, content }))
      const ask = (payload: Buffer, encoding = 'gzip') =>
        client.sdr(method, `/${name}`, payload, { 'content-type': 'application/json', 'content-encoding': encoding })
      for (const [what, payload] of [
        ['plain', Buffer.from('{}')], ['cut off', packed.subarray(0, 40)], ['a bit of it changed', Buffer.from(packed).fill(0, 12, 16)],
        ['nothing', Buffer.alloc(0)]
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
    for (const [method, content] of [
      ['PUT', [record(name, 'X1'), record(name, 'X2')]], ['DELETE', [{ localId: 'X1' }, { localId: 'none' }]]
    ] as const) {
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

t.test('What is small as it comes and large once it is unpacked or read is refused before it is made into values', async t => {
  const client = await openReturns(t)
  const submissionToken = await client.token()
  const within = (content: string) => `{"submissionToken": "${submissionToken}", "content": ${content}}`
  const many = (text: string, bytes: number) => Array(Math.floor(bytes / (text.length + 1))).fill(text).join()
  const megabyte = 1_048_576
  const cases: Array<[string, string, number, RegExp]> = [
    ['20 MB of records', within(`[${many('{}', 20 * megabyte)}]`), 413, /no larger than 8 MiB/],
    ['7 MB of records', within(`[${many('{}', 7 * megabyte)}]`), 413, /more than 30000 values/],
    ['7 MB of numbers', within(`[${many('0', 7 * megabyte)}]`), 413, /more than 30000 values/],
    ['7 MB of members', `{${many('"a":0', 7 * megabyte)}}`, 413, /more than 30000 values/],
    ['7 MB of members of one record', within(`[{"localId": "L1", ${many('"a":0', 7 * megabyte)}}]`), 413, /more than 30000 values/],
    ['7 MB of levels', '['.repeat(7 * megabyte), 400, /more than 64 levels/],
    ['7 MB of levels of two kinds', '{"a":['.repeat(1.2 * megabyte), 400, /more than 64 levels/],
    ['7 MB of blanks', within(`[${' '.repeat(7 * megabyte)}]`), 200, /^$/],
    ['a text of 7 MB', within(`["${'x'.repeat(7 * megabyte)}"]`), 413, /^A text of the body has more than 65536 characters/],
    ['a text of 7 MB of quotation marks', within(`["${'\\"'.repeat(3.5 * megabyte)}"]`), 413, /^A text of the body has more than 65536 characters/],
    ['a text of backslashes that does not end', within(`["${'\\'.repeat(7 * megabyte)}`), 400, /not JSON/],
    ['65 levels', within(`[${'['.repeat(65)}${']'.repeat(65)}]`), 400, /more than 64 levels/],
    ['as many values as can be', within(`[{"localId": 5, "a": [${many('0', 2 * 29_000)}]}]`), 400, /localId must be/]
  ]
  const written = watch(client.sandbox)
  for (const [what, text, status, detail] of cases) {
    const payload = gzipSync(text)
    t.ok(payload.length < 100_000, `${what}: ${payload.length} bytes`)
    for (const method of ['PUT', 'DELETE']) {
      const reply = await isQuick(t, `${method}: ${what}`, () =>
        client.sdr(method, '/learners', payload, { 'content-type': 'application/json', 'content-encoding': 'gzip' }))
      t.equal(reply.status, status, `${method}: ${what}: ${reply.text.slice(0, 300)}`)
      if (method === 'PUT') t.match(reply.body.detail ?? '', detail, what)
      t.ok(reply.text.length < 20_000, 'and is told of in a few words')
    }
  }
  t.strictSame(written(), {})
  t.ok(JSON.stringify((await client.admin('GET', '/requests')).body).length < 200_000, 'the journal keeps none of it')
  t.equal((await client.upload('learners', submissionToken, [record('learners', 'L1')])).status, 200)
})

t.test('Course titles have 75 characters before December 2025, and 255 from then on', async t => {
  for (const [returnId, length, code] of [
    [202504, 75, '200'], [202504, 76, '400 CV1'], [202508, 76, '400 CV1'], [202511, 76, '400 CV1'], [202512, 76, '200'],
    [202512, 255, '200'], [202512, 256, '400 CV1'], [202602, 255, '200']
  ] as const) {
    const client = await openReturns(t)
    // A return of no round stands for those between.
    if (returnId === 202511) client.db().exec('UPDATE sdrReturn SET returnId = 202511 WHERE eid = 9001 AND returnId = 202510')
    demand(await client.admin('POST', `/returns/${returnId}/open`, { eid: 9001 }))
    const token = demand(await client.sdr('POST', `/token/${returnId}`)).body.submissionToken
    const upload = (courseTitle: string) =>
      client.upload('courses', token, [record('courses', 'C0'), record('courses', 'C1', { courseTitle })])
    const reply = await upload('ā'.repeat(length))
    t.equal(codeOf(reply), code, `${returnId}: ${length}`)
    t.strictSame(idsIn(client, 'courses'), code === '200' ? ['C0', 'C1'] : [])
    if (length === 76 && code !== '200') {
      t.match(reply.body.errors.content.$[0], `has 76 characters; return ${returnId} takes 75. Shorten it to 75 characters.`)
    }
  }
})

t.test('An IRD number has a return before August 2025 refused as a whole', async t => {
  for (const [returnId, code] of [[202504, '400 CV1'], [202503, '400 CV1'], [202508, '200'], [202602, '200'], [202412, '200']] as const) {
    const client = await openReturns(t)
    demand(await client.admin('POST', `/returns/${returnId}/open`, { eid: 9001 }))
    const token = demand(await client.sdr('POST', `/token/${returnId}`)).body.submissionToken
    const others = Array.from({ length: 499 }, (_, n) => record('learners', `L${n}`))
    const reply = await client.upload('learners', token, [...others, record('learners', 'LAST', { irdNumber: '012-345-678' })])
    t.equal(codeOf(reply), code, String(returnId))
    t.equal(idsIn(client, 'learners').length, code === '200' ? 500 : 0, 'all or none')
    t.equal((await client.upload('learners', token, [record('learners', 'X', { irdNumber: '' })])).status, 200, 'an empty one is none')
  }
})

t.test('An upload looks at no more records of a return than it has itself', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  const db = client.db()
  const statements = new Set<string>()
  const prepare = db.prepare.bind(db)
  t.intercept(db, 'prepare', { value: (sql: string) => { statements.add(sql); return prepare(sql) } })
  for (const name of collectionNames) await client.upload(name, token, [record(name, 'X1')])
  for (const sql of [...statements].filter(it => collectionNames.some(name => it.includes(tableOf(name))))) {
    const values = Object.fromEntries((sql.match(/(?<=:)\w+/g) ?? []).map(name => [name, '1']))
    const steps = prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...sql.includes('?') ? sql.match(/\?/g)!.map(() => '1') : [values]) as
      Array<{ detail: string }>
    // By the submission alone would be all that it has.
    for (const { detail } of steps) t.notMatch(detail, /^SCAN|\(submission=\?\)$/, sql)
  }
})

t.test('Of local ids, one that a request has twice is told of, and one that differs from another in case or blanks alone', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  demand(await client.upload('learners', token, [record('learners', 'Kept')]))
  const twice = (id: string) => ['batch.local-id-once', `More than one record of the request has the localId "${id}"; the last takes the ` +
    'place of the others. Give each record a localId of its own.', { localId: id }]
  const isAlike = 'only in case or spaces. The sandbox takes them for two different records. Use the same localId if the same record is ' +
    'meant, or one that differs in more.'
  const alike = (id: string, other: string) =>
    ['batch.local-id-unlike-others', `localId "${id}" differs from "${other}" ${isAlike}`, { localId: id, 'the other': other }]
  for (const [ids, ...told] of [
    [['A', 'B']], [['A', 'A'], twice('A')], [['A', 'B', 'A', 'B'], twice('A')], [['A', 'a'], alike('a', 'A')],
    [['A', 'A '], alike('A ', 'A')],
    [[' A', 'A'], alike('A', ' A')], [['A', 'a', 'B', 'b'], alike('a', 'A')], [['A', 'a', 'a'], twice('a'), alike('a', 'A')],
    [['Kept']], [['kept'], alike('kept', 'Kept')], [['B', 'KEPT'], alike('KEPT', 'Kept')], [['kept', 'A', 'a'], alike('kept', 'Kept')],
    [['A', 'a', 'kept'], alike('a', 'A')], [['Kept', 'kept'], alike('kept', 'Kept')]
  ] as Array<[string[], ...unknown[]]>) {
    demand(await client.upload('learners', token, ids.map(id => record('learners', id)), { 'sandbox-dry-run': '1' }))
    const { warnedBy } = (await client.admin('GET', '/requests/last/explain')).body
    const said = warnedBy.filter((it: any) => it.rule.startsWith('batch.')).map((it: any) => [it.rule, it.message, it.compared])
    t.same(said, told, JSON.stringify(ids))
  }
  await client.upload('learners', 'nonsense', [record('learners', 'kept')])
  t.same((await client.admin('GET', '/requests/last/explain')).body.warnedBy, [], 'what is kept of nobody is not looked into')
})
