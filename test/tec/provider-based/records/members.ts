import t from 'tap'
import type { Field } from '../../../../src/tec/provider-based/collections/collection.ts'
import { collections } from '../../../../src/tec/provider-based/collections/collections.ts'
import { watch } from '../../../data.ts'
import { demand } from '../../../harness.ts'
import { codeOf, collectionNames, openReturns, record, tableOf, idsIn } from '../returns.ts'

t.test('A date and time of any zone is kept in UTC; one of none is New Zealand\'s', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  const stored = async (dateOfBirth: string) => {
    demand(await client.upload('learners', token, [record('learners', 'L1', { dateOfBirth })]))
    return (await client.contents(token, 'learners')).split('\r\n')[1]!.split(',')[3]
  }
  for (const [written, utc, why] of [
    ['2024-04-08T11:55:12+01:00', '2024-04-08T10:55:12.000Z', ''],
    ['2024-04-08T11:55:12Z', '2024-04-08T11:55:12.000Z', ''],
    ['2024-04-08T11:55Z', '2024-04-08T11:55:00.000Z', 'no seconds'],
    ['2024-04-08T11:55:12.5Z', '2024-04-08T11:55:12.500Z', 'a fraction'],
    ['2024-04-08T11:55:12.1234567+00:00', '2024-04-08T11:55:12.123Z', 'ticks, as .NET writes them'],
    ['2024-04-08T11:55:12.123456789Z', '2024-04-08T11:55:12.123Z', 'nanoseconds, as Go and Java write them'],
    ['2024-04-08T11:55:12.1239999999999999+12:00', '2024-04-07T23:55:12.123Z', 'sixteen digits'],
    ['2024-05-17T13:30:00.123456789012', '2024-05-17T01:30:00.123Z', 'any number of them, and no zone'],
    ['2024-04-08T11:55:12.12345678Z', '2024-04-08T11:55:12.123Z', 'eight digits'],
    ['2024-04-08T11:55:12.123456789+00:00', '2024-04-08T11:55:12.123Z', 'nanoseconds, as Java and Go write them'],
    ['2024-04-08T11:55:12.1234567890123456Z', '2024-04-08T11:55:12.123Z', 'sixteen digits'],
    ['2004-05-17T13:30:00.1234567890123456', '2004-05-17T01:30:00.123Z', 'sixteen digits and no zone'],
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
    '2026-02-30', '2026-02-29', '2100-02-29', '2026-13-01', '2026-00-01', '2026-04-31', '2026-01-01T24:00', '2026-01-01T24:00:00Z',
    '2026-01-01T23:60', '2026-01-01T23:59:60Z',
    '2026-01-01T00:00:00+15:00', '2026-01-01T00:00:00+14:01', '2026-01-01T00:00:00-14:01', '2026-01-01T00:00:00+13:60',
    '2026-01-01T00:00:00+13', '2026-02-30T00:00:00Z',
    '2026-01-01T', '2026-01-01T09', '2026-01-01Z', '2026-1-1', '20260101', '01/01/2026', '2026-01-01T00:00:00.Z', '', ' 2026-01-01',
    '2026-01-01\n', 'today', '0000-01-01', 20260101, true, ['2026-01-01']
  ]) {
    const reply = await client.upload('learners', token, [record('learners', 'L2', { dateOfBirth })])
    t.strictSame(
      [codeOf(reply), Object.keys(reply.body.errors?.content ?? {})], ['400 CV1', ['[0].dateOfBirth']],
      `no date and time: ${JSON.stringify(dateOfBirth)}`
    )
  }
  t.strictSame(idsIn(client, 'learners'), ['L1'])
})

/** Values that a member can have, each with what its column keeps, and values that it cannot have. */
function valuesOf ({ kind, max, itemMax, padded, required }: Field): { good: Array<[value: unknown, kept: unknown]>, bad: unknown[] } {
  const letters = (count: number) => 'ā'.repeat(count)
  const same = (...values: unknown[]): Array<[unknown, unknown]> => values.map(value => [value, value])
  const absent: Array<[unknown, unknown]> = required ? [] : [[undefined, null], [null, null]]
  const kept = (digits: string) => padded ? digits.padStart(itemMax!, '0') : digits
  const missing = required ? [undefined, null] : []
  const tooLong = max === undefined ? [] : [letters(max + 1)]
  switch (kind) {
    case 'text': return {
      good: [...absent, ...same('x', letters(max ?? 300), ...(required ? [] : ['']))],
      bad: [...missing, ...tooLong, ...(required ? [''] : []), 5, true, ['x'], {}]
    }
    case 'integer': return {
      good: [...absent, ...same(-2147483648, 0, 2147483647)],
      bad: [...missing, -2147483649, 2147483648, 1.5, 'five', true, [5]]
    }
    case 'number': return { good: [...absent, ...same(0, -1, 5, 0.1667, 99999999.99)], bad: [...missing, 'five', '', true, [5], {}] }
    case 'code': {
      const seven = padded ? '7'.padStart(max!, '0') : '7'
      return {
        good: [...absent, ...same('', letters(max ?? 300)), [7, seven], ['7', seven],
          ...(max === undefined ? [] : [[10 ** max - 1, String(10 ** max - 1)] as [unknown, unknown]])],
        bad: [...missing, ...tooLong, ...(max === undefined ? [] : [10 ** max, -1]), true, ['7'], {}]
      }
    }
    case 'flag': return {
      good: [...absent, ...same('', 'Y'), [1, '1'], [true, 'true'], [false, 'false']],
      bad: [...missing, 1.5, ['Y'], {}]
    }
    case 'codes': return {
      good: [
        ...absent,
        [[], '[]'],
        [['07', 7], JSON.stringify(padded ? [kept('7'), kept('7')] : ['07', '7'])],
        [Array(max).fill('1'), JSON.stringify(Array(max).fill(kept('1')))]
      ],
      bad: [
        ...missing,
        Array(max! + 1).fill('1'),
        '1',
        1,
        {},
        [null],
        [['1']],
        [true],
        ...(itemMax === undefined ? [] : [['9'.repeat(itemMax + 1)], [10 ** itemMax]])
      ]
    }
    case 'loads': return {
      good: [...absent, [[], '[]'], [Array(max).fill(0.0333), JSON.stringify(Array(max).fill(0.0333))]],
      bad: [...missing, Array(max! + 1).fill(0), ['some'], 0.1, {}, [null], [true]]
    }
    case 'dateTime': return {
      good: [...absent, ['2004-05-17T00:00:00+12:00', '2004-05-16T12:00:00.000Z']],
      bad: [...missing, '2026-02-30', '', 20260101, true, ['2026-01-01']]
    }
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
      const tried = (value: unknown) => client.sdr('PUT', `/${name}`,
        { submissionToken: token, content: [record(name, 'X1', { [field.name]: value })] }, { 'sandbox-dry-run': '1' })
      const { good, bad } = valuesOf(field)
      const read = () => client.db().prepare(`SELECT ${field.name} FROM ${table}`).pluck().all()
      for (const [value, kept] of good) {
        t.equal((await upload(value)).status, 200, `${field.name} can be ${show(value)}`)
        t.strictSame(read(), [kept])
      }
      const written = watch(client.sandbox)
      for (const value of bad) {
        const reply = await (field.seen && !field.formIsGuessed ? upload(value) : tried(value))
        const canBeKept = ['string', 'number', 'boolean'].includes(typeof value)
        if (!field.seen || (field.formIsGuessed && canBeKept)) {
          t.equal(codeOf(reply), '200', `${field.name} is not refused for ${show(value)}, as its form is only guessed`)
          t.match(reply.headers['sandbox-warnings'], `inferred-shape:content%5B0%5D.${field.name}`, 'but that is told of')
          continue
        }
        t.equal(codeOf(reply), '400 CV1', `${field.name} cannot be ${show(value)}`)
        t.ok(Object.keys(reply.body.errors.content ?? {}).every(at => at.startsWith(`[0].${field.name}`)))
      }
      t.strictSame(written(), {})
    }
  })
}

t.test('What is required is what TEC\'s pages show as required, with the lengths that they show', t => {
  const required = collections.map(({ name, fields }) =>
    [name, Object.fromEntries(fields.filter(it => it.required).map(it => [it.name, it.max ?? it.kind]))])
  t.strictSame(Object.fromEntries(required), {
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
    const written = Object.fromEntries(Object.entries(record(name, 'X1'))
      .map(([member, value], i) => [i % 2 ? member.toUpperCase() : member[0]!.toUpperCase() + member.slice(1), value]))
    const reply = await client.sdr('PUT', `/${name}`, {
      SubmissionToken: submissionToken, CONTENT: [written, { ...record(name, 'X2'), nickname: 5, Notes: null }], more: {}
    })
    t.strictSame(reply.body, { submissionToken, content: [{ localId: 'X1', errors: [] }, { localId: 'X2', errors: [] }] }, name)
    t.equal(
      reply.headers['sandbox-warnings'], 'ignored-member:content%5B1%5D.nickname, ignored-member:content%5B1%5D.Notes, ignored-member:more'
    )
    const [first, second] = client.db().prepare(`SELECT * FROM ${tableOf(name)} ORDER BY localId`).all() as object[]
    t.strictSame({ ...first, id: 0, localId: '' }, { ...second, id: 0, localId: '' })

    const deleted = await client.sdr('DELETE', `/${name}`, { SUBMISSIONTOKEN: submissionToken, Content: [{ LOCALID: 'X1', nickname: 5 }] })
    t.strictSame(deleted.body.content, [{ localId: 'X1', errors: [] }])
    t.equal(deleted.headers['sandbox-warnings'], 'ignored-member:content%5B0%5D.nickname')
    t.strictSame(idsIn(client, name), ['X2'])
  }
})

t.test('A month without a number keeps its place, and is told of', async t => {
  const client = await openReturns(t)
  const token = await client.token()
  const january = [0.0333, ...Array<number>(10).fill(0), 0.0111]
  for (const [eftsByMonth, kept, told] of [
    [january, january, undefined],
    [[null, ...january.slice(1)], [0, ...january.slice(1)], ['0']],
    [[0.0333, null, null, ...january.slice(3)], january, ['1', '2']],
    [[...january.slice(0, 11), null], [...january.slice(0, 11), 0], ['11']],
    [['x', ...january.slice(1)], [0, ...january.slice(1)], ['0']]
  ] as const) {
    const reply = demand(await client.upload('course-enrolments', token, [record('course-enrolments', 'E1', { eftsByMonth })]))
    const stored = client.db().prepare('SELECT eftsByMonth FROM sdrCourseEnrolment').pluck().get()
    t.equal(stored, JSON.stringify(kept), JSON.stringify(eftsByMonth))
    t.equal(reply.headers['sandbox-warnings'],
      told?.map(month => `inferred-shape:content%5B0%5D.eftsByMonth%5B${month}%5D`).join(', '))
  }
  t.match((await client.admin('GET', '/requests/last/explain')).body.remarks[0].message, 'it was taken for 0, as places count')
  demand(await client.upload('learners', token, [record('learners', 'L1', { ethnicity: [null, '111'] })]))
  t.equal(client.db().prepare('SELECT ethnicity FROM sdrLearner').pluck().get(), '["111"]', 'in a list of codes they do not')
})
