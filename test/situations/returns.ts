import t, { type Test } from 'tap'
import type { SdrRecord } from '../../src/tec/provider-based/collections/collection.ts'
import { makeCourse, makePerson } from '../../src/tec/provider-based/generator/people.ts'
import { runs } from '../effort.ts'
import { asSecondTeo, demand, open, type Client, type Reply } from '../harness.ts'

/** What happens to real integrations with the Single Data Return, replayed on the fixture demo. */

const spec = { seed: 1, learners: 200, returnId: 202602 }
const person = makePerson(spec, 3)
const courses = Array.from({ length: 12 }, (_, n) => makeCourse(spec, n))
const [enrolment, completion] = [person.enrolments[0]!, person.completions[0]!]
const learner: SdrRecord = { ...person.learner, countryOfCitizenship: 'NZL' }

const demo = (t: Test): Promise<Client> => open(t, { fixture: 'demo', 'submission-token-lifetime': '100000h' })

const code = ({ status, body }: Reply): string => `${status} ${body?.errorCode ?? ''}`.trim()

interface Filled {
  readonly client: Client
  readonly token: string
  put (collection: string, ...content: object[]): Promise<Reply>
  /** The codes that a validation finds, in order. */
  found (): Promise<string[]>
  results (query?: string): Promise<any>
}

/** A return, opened if it is not; with `whole`, of one person, in which a validation finds nothing. */
async function fill (t: Test, { returnId = spec.returnId, whole = true, changes = {} as Record<string, object> } = {}) {
  const client = await demo(t)
  if (returnId !== spec.returnId) demand(await client.admin('POST', `/returns/${returnId}/open`, { eid: 9001, closes: '2030-01-01' }))
  const token = demand(await client.sdr('POST', `/token/${returnId}`)).body.submissionToken
  const filled: Filled = {
    client,
    token,
    put: (collection, ...content) => client.sdr('PUT', `/${collection}`, { submissionToken: token, content }),
    found: async () => {
      demand(await client.sdr('POST', `/validation/${token}`))
      demand(await client.sdr('GET', `/validation/${token}`))
      return (await filled.results()).results.map((it: any) => it.errorCode).sort()
    },
    results: async (query = 'pageSize=1000') => (await client.sdr('GET', `/validation/${token}/results?${query}`)).body
  }
  if (!whole) return filled
  demand(await filled.put('learners', { ...learner, ...changes.learner }))
  demand(await filled.put('courses', ...courses.map(it => it.courseCode === enrolment.courseCode ? { ...it, ...changes.course } : it)))
  demand(await filled.put('course-enrolments', { ...enrolment, ...changes.enrolment }))
  demand(await filled.put('course-completions', { ...completion, ...changes.completion }))
  return filled
}

t.test('P1: December without its questionnaire', async t => {
  const client = await demo(t)
  const ask = () => client.sdr('POST', '/token/202412', undefined, asSecondTeo)
  const refused = await ask()
  t.equal(code(refused), '400 SC5')
  t.match(refused.body.detail, /Workforce Questionnaire/)
  demand(await client.admin('POST', '/returns/202412/settle', { eid: 9002 }))
  t.equal(code(await ask()), '200')
})

t.test('P2: two systems fill one return', async t => {
  const client = await demo(t)
  t.equal(code(await client.sdr('POST', '/token/202511', undefined, asSecondTeo)), '400 SC5')
  // Two uploads at one moment, of which one is DS1, are in provider-based/records/one-at-a-time.ts, over sockets.
  const { put } = await fill(t, { whole: false })
  t.equal(code(await put('learners', ...Array.from({ length: 500 }, (_, n) => ({ ...learner, localId: `L${n}` })))), '200')
})

t.test('P3: sending again after the window', async t => {
  const client = await demo(t)
  t.equal(code(await client.sdr('POST', '/token/202510')), '400 SC7')
  demand(await client.admin('POST', '/returns/202510/open', { eid: 9001 }))
  t.equal(code(await client.sdr('POST', '/token/202510')), '200')
})

t.test('P4: changes of the register that TEC has not approved', async t => {
  const client = await demo(t)
  t.equal(code(await client.sdr('POST', '/token/202507', undefined, asSecondTeo)), '400 SC5')
  demand(await client.admin('POST', '/returns/202507/settle', { eid: 9002 }))
  t.equal(code(await client.sdr('POST', '/token/202507', undefined, asSecondTeo)), '200')
})

t.test('P5: the guide\'s sample, pasted without its comma', async t => {
  const { client, token } = await fill(t, { whole: false })
  const reply = await client.inject({
    method: 'PUT',
    url: '/submissions/v1.0/learners',
    headers: { authorization: 'Bearer demo-token-9001', eid: '9001', 'content-type': 'application/json' },
    payload: `{"submissionToken":"${token}" "content":[${JSON.stringify(learner)}]}`
  })
  t.equal(code(reply), '400 CV1')
  t.match(reply.body.detail, /position \d+/)
  t.notMatch((await client.sdr('GET', `/contents/${token}?collection=learners`)).text, new RegExp(String(learner.localId)))
})

t.test('P6, P7: what is asked, and what is refused, goes by the return', async t => {
  const irdNumber = '012-345-678'
  for (const [returnId, withIrd] of [[202504, '400 CV1'], [202508, '200']] as const) {
    const { put, client, token } = await fill(t, { returnId, whole: false })
    const batch = Array.from({ length: 500 }, (_, n) => ({ ...learner, localId: `L${n}`, ...n === 7 && { irdNumber } }))
    t.equal(code(await put('learners', ...batch)), withIrd, String(returnId))
    const lines = (await client.sdr('GET', `/contents/${token}?collection=learners`)).text.trim().split('\r\n').length
    t.equal(lines, withIrd === '200' ? 501 : 1, 'all of them or none')
  }
})

t.test('P8: titles of a CSV are letters, digits and blanks', async t => {
  const { client, token } = await fill(t)
  for (const part of (await client.sdr('GET', `/contents/${token}`)).text.split('\r\n\r\n')) {
    t.match(part.split('\r\n')[0], /^[A-Za-z0-9 ]+(?:,[A-Za-z0-9 ]+)+$/)
  }
})

t.test('P9: a completion without its indicator does not count as 0', async t => {
  const { put, found, client, token } = await fill(t)
  const { studentCourseCompletionIndicator, ...without } = completion
  const reply = await put('course-completions', without)
  if (reply.status === 200) t.not((await found()).length, 0, 'a fault of that record')
  else t.equal(code(reply), '400 CV1')
  const line = (await client.sdr('GET', `/contents/${token}?collection=course-completions`)).text.split('\r\n')[1]!
  t.notMatch(line, /,0(?:,|$)/)
})

// A thousand of the situation's five, as it is about the pages and the one code.
// Five thousand, where tests are to try as much.
const batches = Math.min(10, runs(2))

t.test('P11: one wrong setting, and each of thousands of enrolments is at fault with one code', async t => {
  const { put, found, results, client, token } = await fill(t, { whole: false })
  for (let from = 0; from < 500 * batches; from += 500) {
    const people = Array.from({ length: 500 }, (_, n) => ({
      localId: `P${from + n}`, studentIdentificationCode: `S${from + n}`, nationalStudentNumber: 150100000 + from + n
    }))
    demand(await put('learners', ...people.map(it => ({ ...learner, ...it }))))
    demand(await put('course-enrolments', ...people.map(it => ({ ...enrolment, ...it, sourceOfFunding: '37', courseCode: 'NONE101' }))))
  }
  demand(await put('courses', ...courses))
  await found()
  const { totalCount, results: last } = await results(`page=${5 * batches - 1}&pageSize=100`)
  t.same([totalCount, last.length], [500 * batches, 100])
  t.equal(code(await client.sdr('GET', `/validation/${token}/results?page=${5 * batches}&pageSize=100`)), '400 PR2')
  const lines = (await results()).results.map((it: any) => `${it.errorCode} ${it.fileType} ${it.courseCode}`)
  t.same([...new Set(lines)], ['S01 Enrolment NONE101'], 'one line says it')
})

t.test('P19: a course that differs from the register is a warning', async t => {
  const register = await fill(t)
  const carpentry = {
    localId: 'P19',
    courseCode: 'CARP101',
    courseTitle: 'Carpentry in Practice',
    qualificationCode: 'NZ2738',
    courseEftsFactor: 0.1667,
    credit: 15,
    learningHours: 200,
    courseClassification: courses[0]!.courseClassification,
    nzsced: courses[0]!.nzsced
  }
  demand(await register.put('courses', carpentry))
  const differs = await register.found()
  t.ok(differs.includes('S13'))
  const warned = (await register.results()).results.find((it: any) => it.errorCode === 'S13')
  t.equal(warned.errorType, 'Warning')
})

t.test('P12: what is mended lets later rules speak', async t => {
  const { put, found } = await fill(t)
  const contradictory = { ...enrolment, residentialStatus: 'Y' }
  demand(await put('course-enrolments', contradictory))
  demand(await put('learners', { ...learner, nationalStudentNumber: 0 }))
  t.same(await found(), ['364'], 'the first pass hides what the second would find')
  demand(await put('learners', learner))
  t.ok((await found()).includes('S10'), 'only now it can')
  demand(await put('learners', learner))
  demand(await put('course-enrolments', enrolment))
  t.same(await found(), [], 'errorCount 0 ends the loop')
})

t.test('P13, P17: the index knows a married name, and no other', async t => {
  const held = { nationalStudentNumber: 160000001, dateOfBirth: '2003-08-21' }
  const numbers = { nationalStudentNumber: 160000001 }
  for (const [nameIdCode, codes] of [['TAMAH', []], ['WALKH', []], ['FIFIH', ['S14']]] as const) {
    const { found } = await fill(t, {
      changes: { learner: { ...held, nameIdCode }, enrolment: numbers, completion: numbers }
    })
    t.same((await found()).filter(it => it === 'S14'), codes, nameIdCode)
  }
})

t.test('P16: a number that was merged is at fault whatever the extract date, another change of the index only after it', async t => {
  const other = { ...learner, localId: 'OTHER', studentIdentificationCode: 'OTHER', nationalStudentNumber: 160000002, nameIdCode: 'WILSO' }
  const { client, put, found, results } = await fill(t, {
    changes: Object.fromEntries(['learner', 'enrolment', 'completion'].map(it =>
      [it, { nationalStudentNumber: 160000001, ...it === 'learner' && { nameIdCode: 'TAMAH', dateOfBirth: '2003-08-21' } }]))
  })
  demand(await put('learners', { ...other, dateOfBirth: '2005-01-09' }))
  t.same(await found(), [])
  t.match(await client.admin('POST', '/students/160000001/merge', { into: 160000009 }),
    { status: 400, body: { errors: { into: [/^into 160000009 is no number of the index\. .* PUT \/__admin\/students\/160000009\.$/] } } })
  demand(await client.admin('PUT', '/students/160000009', { nameIdCode: 'TAMAH', dateOfBirth: '2003-08-21' }))
  demand(await client.admin('POST', '/students/160000001/merge', { into: 160000009 }))
  demand(await client.admin('PUT', '/students/160000002', { nameIdCode: 'TAMAW' }))
  t.match(demand(await client.admin('GET', '/students/160000001')).body, { nameIdCode: 'TAMAH', mergedInto: 160000009 })
  t.same(await found(), ['S68'], 'the extract date is before both')
  t.match((await results()).results[0].errorDescription, /^nationalStudentNumber 160000001 was merged into 160000009 /)

  const extract = demand(await client.admin('POST', '/returns/202602/open', { eid: 9001 })).body.extractDate
  demand(await client.admin('PUT', '/students/160000002', { nameIdCode: 'TAMAW', since: extract }))
  t.same(await found(), ['S14', 'S68'], 'and on the day itself')
  t.equal((await client.admin('POST', '/students/160000009/merge', { into: 160000001 })).status, 400)
  t.equal((await client.admin('GET', '/students/170000000')).status, 404)
  t.equal((await client.admin('PUT', '/students/170000000', { nameIdCode: 'PATEA' })).status, 400)
  t.match(demand(await client.admin('PUT', '/students/170000000', { nameIdCode: 'PATEA', dateOfBirth: '2004-01-01' })).body,
    { nationalStudentNumber: 170000000, isVerified: true, since: '2026-03-02' })
})

t.test('P14: the run itself fails', async t => {
  const { client, token, found } = await fill(t)
  demand(await client.admin('PUT', '/transitions/validation', { progression: 'immediate', outcome: 'UnknownError' }))
  t.same(await found(), [])
  t.equal((await client.sdr('GET', `/validation/${token}`)).body.status, 'UnknownError')
  t.equal((await client.sdr('POST', '/token/202602')).body.submissionStatus, 'Pending')
  demand(await client.admin('PUT', '/transitions/validation', { progression: 'immediate' }))
  t.same(await found(), [])
  t.equal((await client.sdr('GET', `/validation/${token}`)).body.status, 'Processed')
})

t.test('P15: an empty gender, and a date of birth that is left out, are refused at the upload', async t => {
  const { put } = await fill(t, { whole: false })
  for (const change of [{ gender: '' }, { gender: undefined }, { dateOfBirth: undefined }, { dateOfBirth: '' }]) {
    t.equal(code(await put('learners', { ...learner, ...change })), '400 CV1', JSON.stringify(change))
  }
})

t.test('P15: what the common codes fire on', async t => {
  for (const [change, wanted] of [
    [{ ethnicity: ['000'] }, '105'],
    [{ firstYearOfTertiaryEducation: 2026, mainActivityAt1OctoberInYearPriorToFormalEnrolment: '05' }, '108'],
    [{ gender: 'X' }, '101'],
    [{ dateOfBirth: '2023-01-01' }, '102'], [{ dateOfBirth: '1920-01-01' }, '102']
  ] as const) {
    const { found } = await fill(t, { changes: { learner: change } })
    t.ok((await found()).includes(wanted), `${JSON.stringify(change)}: ${wanted}`)
  }
})

t.test('P18: the end date was moved to the day of completion', async t => {
  const { found } = await fill(t, { changes: { enrolment: { courseEndDate: '2026-05-29T00:00:00+13:00' } } })
  const codes = await found()
  t.notOk(codes.includes('S03'), 'start, number and course still match')
  t.ok(codes.includes('S11'), 'the loads no longer fit')
})

t.test('P10: learning hours are mandatory from December 2025 on', async t => {
  for (const [returnId, codes] of [[202508, []], [202512, ['S20']]] as const) {
    const { put, found } = await fill(t, { returnId, whole: false })
    const { learningHours, ...without } = courses[0]!
    demand(await put('courses', without))
    t.same((await found()).filter(it => it === 'S20'), codes, String(returnId))
  }
})

t.test('P20: a new iwi passes, and one that was withdrawn does not', async t => {
  for (const [iwi, codes] of [['0121', []], ['4000', ['143']]] as const) {
    const { found } = await fill(t, { changes: { learner: { iwiAffiliation: [iwi] } } })
    t.same((await found()).filter(it => it === '143'), codes, iwi)
  }
})

t.test('P20: a valid iwi is at fault while the validator holds the list of the year before, and not once that is renewed', async t => {
  const { client, found, results } = await fill(t, { changes: { learner: { iwiAffiliation: ['0121'] } } })
  const validator = (body: object) => client.admin('PUT', '/transitions/validation/rules', body)
  demand(await validator({ iwiList: 2023 }))
  t.same(await found(), ['143'])
  t.match((await results()).results[0].errorDescription, /not of the list of 2023/)
  t.same(demand(await client.admin('GET', '/transitions/validation/rules')).body, { iwiList: 2023, rulesOff: [] })
  demand(await validator({}))
  t.same(await found(), [], 'nothing was sent again')
  demand(await validator({ iwiList: 2023, rulesOff: ['143'] }))
  t.same(await found(), [], 'a rule that is off finds nothing')
  const refused = await validator({ rulesOff: ['1430'] })
  t.equal(refused.status, 400)
  t.match(refused.text, /1430/)
})

t.test('P21: a learner leaves in week 3, and the courses that have not begun are of source 31', async t => {
  const left = { sourceOfFunding: '31', studentsCourseWithdrawalDate: undefined, categoryOfFeesAssessmentForInternationalStudents: '00' }
  const { put, found } = await fill(t, { changes: { enrolment: left, completion: { studentCourseCompletionIndicator: '4' } } })
  t.ok((await found()).includes('S07'), 'without its date')
  demand(await put('course-enrolments', { ...enrolment, ...left, studentsCourseWithdrawalDate: enrolment.courseStartDate }))
  t.notOk((await found()).some(it => ['S07', 'S08', 'S09'].includes(it)))
})

t.test('P21: of five courses enrolled up front, one is funded and four are of source 31, those not begun included', async t => {
  const { put, found, client, token } = await fill(t)
  const days = [['01-26', '02-27'], ['02-09', '11-27'], ['03-02', '05-29'], ['04-13', '06-26'], ['07-20', '10-30']] as const
  const ofCourse = (n: number) => ({
    courseCode: courses[n]!.courseCode, courseStartDate: `2026-${days[n]![0]}`, courseEndDate: `2026-${days[n]![1]}`, localId: `P21-${n}`
  })
  demand(await client.sdr('DELETE', '/course-enrolments', { submissionToken: token, content: [{ localId: enrolment.localId }] }))
  demand(await client.sdr('DELETE', '/course-completions', { submissionToken: token, content: [{ localId: completion.localId }] }))
  demand(await put('course-enrolments', ...days.map((_, n) => ({
    ...enrolment,
    ...ofCourse(n),
    sourceOfFunding: n === 0 ? '37' : '31',
    studentsCourseWithdrawalDate: '2026-02-13',
    categoryOfFeesAssessmentForInternationalStudents: '00'
  }))))
  demand(await put('course-completions', ...days.map((_, n) => ({ ...completion, ...ofCourse(n), studentCourseCompletionIndicator: '4' }))))
  t.same((await found()).filter(it => ['S03', 'S06', 'S07', 'S08', 'S09', 'S45', 'S47'].includes(it)), [])
  const { text } = await client.sdr('GET', `/contents/${token}?collection=course-enrolments`)
  t.equal(text.trim().split('\r\n').length, 6, 'none is left out')
})

t.test('P22: dates that are odd or only long are told of, and block nothing', async t => {
  const { put, found, results } = await fill(t, {
    changes: {
      enrolment: {
        courseStartDate: '2025-01-13T00:00:00+13:00',
        courseEndDate: '2026-02-27T00:00:00+13:00',
        eftsByMonth: [0.0166, 0.0166, 0.0166, 0, 0, 0, 0, 0, 0, 0, 0, 0]
      },
      completion: { courseStartDate: '2025-01-13T00:00:00+13:00', courseEndDate: '2026-02-27T00:00:00+13:00' }
    }
  })
  demand(await put('qualification-completions', {
    localId: 'Q1',
    studentIdentificationCode: learner.studentIdentificationCode,
    nationalStudentNumber: learner.nationalStudentNumber,
    qualificationCode: enrolment.qualificationCode,
    yearRequirementsMet: 2025
  }))
  const codes = await found()
  for (const wanted of ['>_12months', 'qual_comp_yr_<_course_end']) t.ok(codes.includes(wanted), wanted)
  const told = (await results()).results.filter((it: any) => it.errorCode.includes('_'))
  t.same(told.map((it: any) => it.errorType), ['Warning', 'Warning'])
})

t.test('P23: a practical that moves keeps its start and ends later, and nothing is at fault', async t => {
  const dates = { courseStartDate: '2025-10-06T00:00:00+13:00', courseEndDate: '2026-03-27T00:00:00+13:00' }
  const { found } = await fill(t, {
    changes: {
      enrolment: { ...dates, courseEftsFactor: 0.1667, eftsByMonth: [0.0277, 0.0277, 0.0277, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
      course: { courseEftsFactor: 0.1667 },
      completion: { ...dates, studentCourseCompletionIndicator: '0' }
    }
  })
  const codes = await found()
  t.notOk(codes.some(it => ['S03', 'S06', 'S11'].includes(it)), codes.join())
})

t.test('P23: it is withdrawn and enrolled again, or moved as a whole: no rule sees a fault within one return', async t => {
  const looked = (codes: string[]) => codes.filter(it => ['S03', 'S06', 'S11', 'S47', 'S48', 'S60'].includes(it))
  const [before, after] = [
    { courseStartDate: '2025-10-06T00:00:00+13:00', courseEndDate: '2025-11-28T00:00:00+13:00' },
    { courseStartDate: '2026-02-02T00:00:00+13:00', courseEndDate: '2026-03-27T00:00:00+13:00' }
  ]
  const course = { courseEftsFactor: 0.1667 }
  const months = (...these: number[]) =>
    ({ ...course, eftsByMonth: Array.from({ length: 12 }, (_, month) => these.includes(month) ? 0.0833 : 0) })
  const withdrawn = await fill(t, {
    returnId: 202512,
    changes: {
      course,
      enrolment: { ...before, ...months(9, 10), studentsCourseWithdrawalDate: '2025-11-28' },
      completion: { ...before, studentCourseCompletionIndicator: '4' }
    }
  })
  t.same(looked(await withdrawn.found()), [], '(a) in the year that is over')
  const moved = await fill(t, { changes: { course, enrolment: { ...after, ...months(1, 2) }, completion: after } })
  t.same(looked(await moved.found()), [], '(a) in the new year; and (c), though the row of 2025 is lost by it')
})
