import { setImmediate as loop, setTimeout as sleep } from 'node:timers/promises'
import { Kind, Type, type TSchema } from '@sinclair/typebox'
import t from 'tap'
import { documented, inferred } from '../../src/core/basis.ts'
import {
  createCheck, createSettling, date, dateTime, double, enumeration, faultsOf, fromText, hasShape, int32, list, neededBecause, nothingIn,
  oddIn, oneOf, orNull, published, text, withBasis
} from '../../src/core/schema.ts'
import { show } from '../../src/core/schema/complaint.ts'
import { longestLook, verdictOn } from '../../src/core/schema/pattern.ts'

const known = { basis: documented('a page') }
const guessed = { basis: inferred('nobody says') }

/** All looks of one turn of the event loop share their time. */
async function anotherTurn (): Promise<void> {
  await loop()
  await loop()
}

/** Tries up to ten times, as what is looked at for a while only may not be told on a machine that is busy. */
async function comesTrue (holds: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let n = 0; n < 10; n++) {
    await anotherTurn()
    if (await holds()) return true
    // A pattern that was looked at for long rests that long.
    await sleep(2 * longestLook)
  }
  return false
}

const messagesOf = (schema: TSchema, value: unknown): string[] => createCheck(schema)(value).map(({ message }) => message)

t.test('What is wrong with a value is said with what it must be and what it is', t => {
  const cases: Array<[TSchema, unknown, string | undefined]> = [
    [text({ ...known, min: 1, max: 5 }), 'abcde', undefined],
    [text({ ...known, min: 1, max: 5 }), 'abcdef', 'must have 1 to 5 characters, but "abcdef" has 6'],
    [text({ ...known, min: 1, max: 5 }), '', 'must have 1 to 5 characters, but is empty'],
    [text({ ...known, max: 1 }), 'ab', 'must have at most 1 character, but "ab" has 2'],
    [text({ ...known, min: 2 }), 'a', 'must have at least 2 characters, but "a" has 1'],
    [text({ ...known, min: 3, max: 3 }), 'ab', 'must have exactly 3 characters, but "ab" has 2'],
    [text({ ...known, pattern: '^\\d+$' }), 'x', 'must match ^\\d+$, but is "x"'],
    [text(known), 5, 'must be a string, but is the number 5'],
    [text(known), null, 'must be a string, but is null'],
    [text(known), true, 'must be a string, but is true'],
    [text(known), ['a'], 'must be a string, but is the array ["a"]'],
    [text(known), [], 'must be a string, but is the array []'],
    [text(known), undefined, 'must be a string, but is not given'],
    [text(known), {}, 'must be a string, but is the object {}'],
    [int32(known), 2147483647, undefined],
    [int32(known), 2147483648, 'must be from -2147483648 to 2147483647, but is 2147483648'],
    [int32(known), -2147483649, 'must be from -2147483648 to 2147483647, but is -2147483649'],
    [int32(known), 1.5, 'must be an integer, but is the number 1.5'],
    [int32(known), '1', 'must be an integer, but is the string "1"'],
    [Type.Number({ minimum: 1 }), 0, 'must be at least 1, but is 0'],
    [Type.Number({ maximum: 1 }), 2, 'must be at most 1, but is 2'],
    [Type.Integer({ minimum: 1 }), 0, 'must be at least 1, but is 0'],
    [Type.Integer({ maximum: 1 }), 2, 'must be at most 1, but is 2'],
    [date(known), '2026-02-28', undefined],
    [date(known), '2026-02-29', '"2026-02-29" is not a date that exists (expected YYYY-MM-DD)'],
    ...[
      ['28/02/2026', '. Send 2026-02-28'],
      ['02/28/2026', '. Send 2026-02-28'],
      ['02/03/2026', '. Send 2026-03-02 if the day comes first in it, or 2026-02-03 if the month does'],
      ['3.3.2026', '. Send 2026-03-03'],
      ['2026/3/2', '. Send 2026-03-02'],
      ['20260302', '. Send 2026-03-02'],
      ['2026-03-02T00:00:00Z', '. Send 2026-03-02'],
      ['2026-03-01T11:00:00.000Z', '. Send 2026-03-02'],
      ['2026-03-02T23:30', '. Send 2026-03-02'],
      ['31/02/2026', ''],
      ['2026/13/02', ''],
      ['2/3/26', ''],
      ['tomorrow', '']
    ].map(([written, more]): [TSchema, unknown, string] =>
      [date(known), written, `"${written}" is not a date (expected YYYY-MM-DD)${more}`]),
    [date(known), '2026-02-28T', '"2026-02-28T" is not a date (expected YYYY-MM-DD)'],
    [date(known), '12026-02-29', '"12026-02-29" is not a date (expected YYYY-MM-DD)'],
    [dateTime(known), '2026-02-29T09:00:00', '"2026-02-29T09:00:00" is not a date and time that exists (expected ISO 8601, such as ' +
      '2024-04-08T11:55:12+12:00)'],
    [dateTime(known), 'soon', '"soon" is not a date and time (expected ISO 8601, such as 2024-04-08T11:55:12+12:00)'],
    [oneOf(['a', 'b', 'c'], known), 'd', 'must be a, b or c, but is "d"'],
    [oneOf(['a', 'b'], known), 1, 'must be a or b, but is 1'],
    [Type.Literal('a'), 'b', 'must be "a", but is "b"'],
    [Type.Union([Type.Literal('a'), Type.Null(), Type.String({ maxLength: 1 }), Type.Integer(), Type.Integer()]), 'bc',
      'must be a, null, a string of at most 1 character or an integer, but is the string "bc"'],
    [list(Type.String(), { ...known, max: 1 }), ['a', 'b'], 'must have at most 1 item, but has 2'],
    [Type.Array(Type.String(), { minItems: 1 }), [], 'must have at least 1 item, but is empty'],
    [list(Type.String(), { ...known, max: 1 }), 'a', 'must be an array, but is the string "a"'],
    [Type.Object({}), [], 'must be an object, but is the array []; an object without members is {}'],
    [Type.Object({}), [1], 'must be an object, but is the array [1]'],
    [Type.Object({}), '', 'must be an object, but is the string ""'],
    [Type.Object({}, { minProperties: 1 }), {}, 'must have at least 1 member, but is {}'],
    [Type.Object({}, { minProperties: 1, examples: [{ a: 1 }] }), {}, 'must have at least 1 member, such as { "a": 1 }, but is {}'],
    [Type.Boolean(), 'true', 'must be a boolean, but is the string "true"']
  ]
  for (const [schema, value, message] of cases) {
    t.same(messagesOf(schema, value), message === undefined ? [] : [`The value ${message}`], JSON.stringify(value))
    t.equal(hasShape(schema, value), message === undefined)
  }
  const closed = Type.Object({ a: Type.String(), b: Type.Optional(Type.String()) }, { additionalProperties: false })
  t.same(messagesOf(closed, { a: '', c: 1 }), ['c is not known here. Use a or b'])
  t.same(messagesOf(closed, {}), ['a is required'])
  t.end()
})

t.test('A text that is held to a pattern by ours, not by the engine, is told of its length, and of a look that takes too long', async t => {
  const patterned = Type.Unsafe<string>({ [Kind]: 'Patterned', type: 'string', pattern: '^(a+)+$', minLength: 2, maxLength: 60 })
  for (const [value, message] of [
    ['aa', undefined], ['a', 'must have 2 to 60 characters, but "a" has 1'],
    ['a'.repeat(61), `must have 2 to 60 characters, but "${'a'.repeat(59)}… has 61`], [5, 'must be a string, but is the number 5'],
    ['ab', 'must match ^(a+)+$, but is "ab"'], ['a'.repeat(60), undefined],
    ['b'.repeat(60), `must match ^(a+)+$, but is "${'b'.repeat(59)}…`],
    [`${'a'.repeat(50)}!`, `must match ^(a+)+$, but is "${'a'.repeat(50)}!", which could not be told within ${longestLook} ms`]
  ] as const) {
    await anotherTurn()
    t.same(messagesOf(patterned, value), message === undefined ? [] : [`The value ${message}`], String(value))
  }
  const ofAnyLength = Type.Unsafe<string>({ [Kind]: 'Patterned', type: 'string', pattern: '^x*$' })
  t.same(messagesOf(ofAnyLength, ''), [])
  t.same(messagesOf(ofAnyLength, 'y'), ['The value must match ^x*$, but is "y"'])
})

t.test('A pattern is looked at for as long as it takes where that is sure to be short, and for a while where it is not', async t => {
  for (const [pattern, looked, verdict] of [
    ['^\\d+$', '1'.repeat(1000), 'matches'], ['^\\d+$', `${'1'.repeat(999)}x`, 'differs'], ['^\\d+$', '1'.repeat(1001), 'matches'],
    ['^(\\d+)+$', `${'1'.repeat(15)}x`, 'differs'], ['^(\\d+)+$', `${'1'.repeat(16)}`, 'matches'],
    ['^(\\d+)+$', '1'.repeat(200), 'matches'], ['^(\\d+)+[a]$', `${'1'.repeat(60)}x`, 'unknown'], ['^\\p{Lu}{2}$', 'ĀĒ', 'matches']
  ] as const) {
    t.ok(await comesTrue(() => verdictOn(pattern, looked) === verdict), `${pattern} ${looked.length} ${verdict}`)
  }
  const slow = '^(b+)+$'
  await anotherTurn()
  t.equal(verdictOn(slow, `${'b'.repeat(60)}x`), 'unknown')
  t.equal(verdictOn(slow, `${'b'.repeat(61)}x`), 'unknown', 'and another of it at once, as it rests')
  t.equal(verdictOn(slow, 'bbb'), 'matches', 'but for what is short')
})

/** Looks at texts that take long until a turn has no time left. */
function spendTheTurn (): void {
  for (let n = 0; n < 200; n++) verdictOn(`^(spent${n}|z+)+$`, `${'z'.repeat(60)}x`)
}

t.test('Where the time of a turn is spent, what is sure to be short is told all the same, and nothing else is', async t => {
  await anotherTurn()
  spendTheTurn()
  const [text, long] = ['a'.repeat(17), 'a'.repeat(1001)]
  for (const [pattern, looked, verdict] of [
    ['^a+$', text, 'matches'], ['^a+$', 'a'.repeat(1000), 'matches'], ['^a+$', long, 'unknown'], ['^b+$', text, 'differs'],
    ['^(a+)$', text, 'matches'], ['^(a+)+$', text, 'unknown'], ['^(a)*$', text, 'unknown'], ['^(a)?b$', text, 'unknown'],
    ['^(a){17}$', text, 'unknown'], ['^(a)\\1{16}$', text, 'unknown'], ['^(?<a>a)\\k<a>{16}$', text, 'unknown'],
    ['^a*a*$', text, 'unknown'], ['^a+a?$', text, 'unknown'], ['^a{2,}a{2,3}$', text, 'unknown'], ['^a{10,}a{10,}$', text, 'unknown'],
    ['^a{17}$', text, 'matches'], ['^a{5}a{12}$', text, 'matches'], ['^a{2,20}$', text, 'matches'], ['^\\w{10}\\w+$', text, 'matches'],
    ['^[a)*+]+$', text, 'matches'], ['^[^a\\]*]+$', text, 'differs'], ['^[\\]a]+$', text, 'matches'], ['^\\p{L}+$', text, 'matches'],
    ['^\\P{L}+$', text, 'differs'], ['^\\(?a+$', text, 'unknown'], ['^\\+a$', text, 'differs'], ['^a\\{2,3\\}a+$', text, 'differs'],
    ['^[a-z][a-z]*$', text, 'matches'], ['^[a-z]+[a-z]+$', text, 'unknown'], ['^(a+)+$', 'a'.repeat(16), 'matches']
  ] as const) t.equal(verdictOn(pattern, looked), verdict, `${pattern} ${looked.length}`)
  t.ok(await comesTrue(() => verdictOn('^(n+)+$', 'n'.repeat(17)) === 'matches'), 'the next turn has its own')
})

t.test('A pattern rests after a look that had all the time of a turn, and not after one that had less of it', async t => {
  const slow = (name: string) => verdictOn(`^(${name}|z+)+$`, `${'z'.repeat(60)}x`)
  const quick = (name: string) => verdictOn(`^(${name}|z+)+$`, 'z'.repeat(17))
  let n = 0
  t.ok(await comesTrue(async () => {
    // What is soon over counts for nothing, so the next has all the time still.
    const told = [quick(`none${++n}`), slow(`first${n}`)]
    await anotherTurn()
    return [...told, quick(`first${n}`)].join() === 'matches,unknown,unknown'
  }))
  t.ok(await comesTrue(async () => {
    const told = [slow(`second${++n}`), slow(`third${n}`)]
    await anotherTurn()
    return [...told, quick(`third${n}`)].join() === 'unknown,unknown,matches'
  }))
})

t.test('Looks that are soon over take none of the time of a turn, however many there are', async t => {
  await anotherTurn()
  const verdicts = Array.from({ length: 150 }, (_, n) => verdictOn(`^(quick${n}|q)+$`, 'q'.repeat(17)))
  t.ok(verdicts.filter(it => it === 'matches').length > 120)
})

t.test('A fault is named as a path and as a JSON Pointer, one a member and fifty at most', t => {
  const schema = Type.Object({ list: Type.Array(Type.Object({ 'a/b': Type.Object({ 'c~d': Type.String() }) })) })
  t.same(faultsOf(schema, { list: [{ 'a/b': { 'c~d': '' } }, { 'a/b': { 'c~d': 1 } }] }), [
    { member: 'list[1].a/b.c~d', pointer: '/list/1/a~1b/c~0d', message: 'list[1].a/b.c~d must be a string, but is the number 1' }
  ])
  t.same(faultsOf(Type.Array(Type.String()), [1]).map(({ member }) => member), ['[0]'])
  const numbered = Type.Object({
    line1: Type.String(), '1st': Type.String(), 2: Type.String(), rows: Type.Array(Type.Array(Type.String()))
  })
  t.same(
    faultsOf(numbered, { line1: 1, '1st': 1, 2: 1, rows: [...Array(10).fill([]), ['a', 'b', 1]] }).map(({ member }) => member).sort(),
    ['1st', '[2]', 'line1', 'rows[10][2]']
  )
  t.equal(faultsOf(Type.Array(Type.String()), Array(51).fill(1)).length, 50)
  t.equal(faultsOf(Type.Array(Type.String()), Array(49).fill(1)).length, 49)
  t.same(faultsOf(Type.Object({ a: Type.String({ minLength: 2, pattern: 'x' }) }), { a: 'a' }).length, 1)
  t.end()
})

t.test('A value is shown as JSON, cut short where it is long', t => {
  for (const [value, shown] of [
    ['a'.repeat(58), `"${'a'.repeat(58)}"`], ['a'.repeat(59), `"${'a'.repeat(59)}…`], [undefined, 'undefined'],
    [Infinity, 'a number too large for readers of JSON'],
    [[-Infinity], '["-Infinity"]'], [{ a: 1 }, '{"a":1}'], [0.5, '0.5']
  ] as const) t.equal(show(value), shown)
  t.end()
})

t.test('What is only guessed is kept as far as it can be, and told of; what is known refuses', t => {
  const shape = Type.Object({
    sure: Type.Optional(text({ ...known, max: 3 })),
    formed: Type.Optional(text({ ...known, form: inferred('its length'), max: 3 })),
    short: Type.Optional(text({ ...guessed, max: 3 })),
    number: Type.Optional(int32(guessed)),
    day: Type.Optional(date(guessed)),
    word: Type.Optional(oneOf(['a', 'b'], guessed)),
    either: Type.Optional(Type.Union([Type.Literal('x'), Type.Literal('y')], { 'x-basis': guessed.basis })),
    amounts: Type.Optional(Type.Array(Type.Number(), { 'x-basis': guessed.basis })),
    words: Type.Optional(list(text({ ...guessed, max: 3 }), { ...guessed, max: 2 })),
    share: Type.Optional(double(guessed)),
    'a/b~c': Type.Optional(text({ ...guessed, max: 3 })),
    narrow: Type.Optional(text({ ...guessed, min: 3, pattern: 'x' })),
    group: Type.Optional(Type.Object({
      plain: Type.Optional(Type.String({ maxLength: 3 })), sure: Type.Optional(text({ ...known, max: 3 }))
    }, { 'x-basis': guessed.basis })),
    firm: Type.Optional(Type.Object({ plain: Type.Optional(Type.String({ maxLength: 3 })) }, { 'x-basis': known.basis })),
    map: Type.Optional(Type.Record(Type.String(), Type.Object({ plain: Type.String() }), { 'x-basis': guessed.basis })),
    needed: text({ ...guessed })
  })
  const settle = createSettling(shape)
  const whole = { needed: 'n' }
  const told = (value: object) => {
    const { value: settled, faults, doubts } = settle({ ...whole, ...value })
    if (faults.length > 0) return faults.map(({ message }) => message)
    const { needed, ...rest } = settled as typeof whole
    return [rest, ...doubts.map(({ message }) => message.replace(/^.*; it was /, ''))]
  }
  for (const [value, ...expected] of [
    [{ sure: 'abc' }, { sure: 'abc' }],
    [{ sure: 'abcd' }, 'sure must have at most 3 characters, but "abcd" has 4'],
    [{ formed: 'abcd' }, { formed: 'abcd' }, 'taken'],
    [{ short: 'abcd' }, { short: 'abcd' }, 'taken'],
    [{ short: 5 }, { short: '5' }, 'taken'],
    [{ short: false }, { short: 'false' }, 'taken'],
    [{ short: {} }, {}, 'left out'],
    [{ number: 2147483648 }, { number: 2147483648 }, 'taken'],
    [{ number: 1e300 }, {}, 'left out'],
    [{ number: 1.5 }, {}, 'left out'],
    [{ day: 'soon' }, {}, 'left out'],
    [{ day: 20260302 }, {}, 'left out'],
    [{ word: 'c' }, { word: 'c' }, 'taken'],
    [{ word: 3 }, { word: '3' }, 'taken'],
    [{ word: {} }, {}, 'left out'],
    [{ either: 'z' }, { either: 'z' }, 'taken'],
    [{ either: 1 }, { either: 1 }, 'taken'],
    [{ either: [] }, {}, 'left out'],
    [{ amounts: [1, 'x', 3] }, { amounts: [1, 0, 3] }, 'taken for 0, as places count'],
    [{ words: ['a', {}, 'b', []] }, { words: ['a', 'b'] }, 'taken', 'left out', 'left out'],
    [{ words: ['abcd', 7] }, { words: ['abcd', '7'] }, 'taken', 'taken'],
    [{ number: false }, {}, 'left out'],
    [{ either: Infinity }, {}, 'left out'],
    [{ share: 'x' }, {}, 'left out'],
    [{ 'a/b~c': 'abcd' }, { 'a/b~c': 'abcd' }, 'taken'],
    [{ 'a/b~c': {} }, {}, 'left out'],
    [{ narrow: 'a' }, { narrow: 'a' }, 'taken'],
    [{ group: { plain: 'abcd' } }, { group: { plain: 'abcd' } }, 'taken'],
    [{ group: { plain: 5, sure: 'a' } }, { group: { plain: '5', sure: 'a' } }, 'taken'],
    [{ group: { plain: {} } }, { group: {} }, 'left out'],
    [{ group: { sure: 'abcd' } }, 'group.sure must have at most 3 characters, but "abcd" has 4'],
    [{ firm: { plain: 'abcd' } }, 'firm.plain must have at most 3 characters, but "abcd" has 4'],
    [{ map: { a: { plain: 5 } } }, { map: { a: { plain: '5' } } }, 'taken'],
    [{ needed: {} }, 'needed must be a string, but is the object {}'],
    [{ needed: 7 }, {}, 'taken']
  ] as Array<[object, ...unknown[]]>) t.same(told(value), expected, JSON.stringify(value))
  const { value, doubts } = settle({ ...whole, short: 'abcd' })
  t.same(value, { ...whole, short: 'abcd' })
  t.same(doubts, [{
    member: 'short',
    pointer: '/short',
    message: 'short must have at most 3 characters, but "abcd" has 4, as far as is guessed; it was taken'
  }])
  t.same(settle({}).faults.map(({ message }) => message), ['needed is required'])
  t.match(settle({ ...whole, narrow: 'a' }).doubts, [{ message: /^narrow must have at least 3 characters/ }], 'the first of two')
  t.same(createSettling(Type.Object({ narrow: text({ ...known, min: 3, pattern: 'x' }) }))({ narrow: 'a' }).faults.map(it => it.message),
    ['narrow must have at least 3 characters, but "a" has 1'])
  t.same(createSettling(Type.Object({ a: Type.String() }, { additionalProperties: false }))({ a: '', b: 1 }).faults.map(it => it.message),
    ['b is not known here. Use a'])
  t.same(createSettling(Type.Array(double(guessed)))([1, 'x']).value, [1, 0], 'places count in a list that is the whole')
  const map = Type.Record(Type.String(), Type.Object({ plain: Type.String() }))
  t.same(createSettling(map)({ a: { plain: 1 } }).faults.map(it => it.message), ['a.plain must be a string, but is the number 1'])
  const sent = { ...whole, short: {} }
  settle(sent)
  t.same(sent, { ...whole, short: {} }, 'what was sent stays as it was')
  const many = settle({ needed: {}, sure: 1, words: Array(60).fill({}) })
  t.equal(many.faults.length, 2, 'what is guessed is no fault, however often')
  t.equal(createSettling(Type.Array(Type.String()))(Array(60).fill(1)).faults.length, 50)
  t.end()
})

t.test('Of a path or a query, what looks a number or a truth is one where such is wanted', t => {
  const schema = Type.Object({ n: Type.Integer(), b: Type.Boolean(), s: Type.String() })
  for (const [given, read] of [
    [{ n: '12', b: 'TRUE', s: '12' }, { n: 12, b: true, s: '12' }],
    [{ n: '-1', b: 'false', s: 'true' }, { n: -1, b: false, s: 'true' }],
    [{ n: '+1', b: 'truer' }, { n: 1, b: 'truer' }],
    [{ n: '1.5', b: 'untrue' }, { n: '1.5', b: 'untrue' }],
    [{ n: '1x', x: '1' }, { n: '1x', x: '1' }],
    [{ n: 'x1' }, { n: 'x1' }],
    [{ n: '' }, { n: '' }]
  ]) t.strictSame(fromText(schema, given!), read)
  t.end()
})

/** Years by their names, and what only looks it. */
const years = Object.fromEntries(['Year', 'lastYearAtSchool', 'lastYearly', 'LYear', 'midyear'].map(name => [name, Type.Integer()]))

t.test('What programs send for nothing is found by its member', t => {
  const schema = Type.Object({
    day: date(known),
    at: dateTime(known),
    name: Type.String(),
    lastYear: Type.Integer(),
    yearOf: Type.Integer(),
    yearly: Type.Number(),
    records: Type.Array(Type.Object({ day: date(known) })),
    deep: Type.Object({ yearOf: Type.Integer() }),
    anything: Type.Any(),
    ...years
  })
  const found = (body: object, options?: { emptyClears: boolean }) =>
    nothingIn(schema, body, options).map(({ member, standsFor }) => `${member}: ${standsFor}`)
  const notKnown = 'a number that is not known'
  for (const [body, ...expected] of [
    [{ name: '' }, 'name: a text that is not given'],
    [{ name: ' \t' }, 'name: a text that is not given, only spaces'],
    [{ name: '\u3000' }, 'name: a text that is not given, only spaces'],
    [{ name: ' a' }],
    [{ day: '0001-01-01' }, 'day: a date that is not set'],
    [{ at: '1753-01-01T00:00:00' }, 'at: a date that is not set'],
    [{ day: '1899-12-31' }, 'day: a date that is not set'],
    [{ day: '1899-12-29' }],
    [{ day: '9999-12-31' }, 'day: a date that is not set'],
    [{ name: '0001-01-01' }],
    [{ name: 'NaN' }, 'name: a value that a program does not have'],
    [{ name: '[object Object]' }, 'name: a value that a program does not have'],
    [{ name: 'nul' }], [{ name: 'nulls' }], [{ name: 'none' }],
    [{ learnerId: 0 }, `learnerId: ${notKnown}`], [{ learnerIDs: [0] }],
    [{ phoneNumber: -1 }, `phoneNumber: ${notKnown}`], [{ learnerId: 1 }], [{ cost: 0 }], [{ idle: 0 }],
    [{ lastYear: 0 }, 'lastYear: a year that is not known'], [{ yearOf: 0 }, 'yearOf: a year that is not known'],
    [{ lastYear: 1 }], [{ yearly: 0 }],
    [{ phoneNumber: '000-000' }, `phoneNumber: ${notKnown}`], [{ phoneNumber: '-1' }, `phoneNumber: ${notKnown}`],
    [{ phoneNumber: '0-1' }], [{ phoneNumber: '-12' }], [{ postCode: '0000' }, `postCode: ${notKnown}`], [{ name: '0000' }],
    [{ records: [{ day: '2026-01-01' }, { day: '0001-01-01' }] }, 'records[1].day: a date that is not set'],
    [{ tags: ['', 'a'] }, 'tags[0]: a text that is not given'],
    [{ unknown: { name: '' } }, 'unknown.name: a text that is not given'],
    [{ Year: 0 }, 'Year: a year that is not known'], [{ lastYearAtSchool: 0 }, 'lastYearAtSchool: a year that is not known'],
    [{ lastYearly: 0 }], [{ LYear: 0 }], [{ midyear: 0 }], [{ someYear: 0 }],
    [{ deep: { yearOf: 0 } }, 'deep.yearOf: a year that is not known'], [{ deep: { learnerId: 0 } }, `deep.learnerId: ${notKnown}`],
    [{ anything: { name: '', other: 1 } }, 'anything.name: a text that is not given'],
    [{ anything: [['', 'a']] }, 'anything[0][0]: a text that is not given'],
    [{ learnerId: false }], [{ learnerId: null }], [{ numberOf: 0 }], [{ numberOf: '000' }], [{ postCodeOf: '0000' }],
    [{ phoneNumber: '0x0' }], [{ phoneNumber: '100' }],
    [{ name: 'Anan' }], [{ name: 'Nana' }], [{ day: '10001-01-01' }], [{ at: '2026-03-02T09:00:00' }],
    [{ name: null }]
  ] as Array<[object, ...string[]]>) t.same(found(body), expected, JSON.stringify(body))
  t.same(found({ name: '', tags: [''] }, { emptyClears: true }), ['tags[0]: a text that is not given'], 'where an empty text clears one')
  t.equal(nothingIn(schema, { tags: Array(51).fill('') }).length, 50)
  t.same(nothingIn(schema, { day: '0001-01-01' }), [{ member: 'day', value: '0001-01-01', standsFor: 'a date that is not set' }])
  t.end()
})

t.test('What is of its type and hardly meant is found by its member', t => {
  const schema = Type.Object({
    day: date(known),
    at: dateTime(known),
    codes: Type.Array(Type.String()),
    amounts: Type.Array(Type.Number()),
    things: Type.Array(Type.Object({ day: date(known) })),
    lastYear: Type.Integer(),
    yearOf: Type.Integer(),
    yearly: Type.Number(),
    anything: Type.Any(),
    ...years
  })
  const found = (body: object) => oddIn(schema, body).map(({ member, why }) => `${member}: ${why}`)
  for (const [body, ...expected] of [
    [{ fee: -0.01 }, 'fee: below zero'], [{ fee: 0 }], [{ learnerId: -1 }], [{ refundAmount: -1 }], [{ gradeCode: -1 }], [{ status: -1 }],
    [{ phoneNumbers: -1 }], [{ idle: -1 }, 'idle: below zero'],
    [{ lastYear: 1899 }, 'lastYear: no year'], [{ lastYear: 1900 }], [{ lastYear: 2100 }], [{ yearOf: 2101 }, 'yearOf: no year'],
    [{ lastYear: 0 }], [{ yearly: 5 }],
    [{ day: '1899-12-31' }, 'day: far off'], [{ day: '1900-01-01' }], [{ day: '2100-12-31' }], [{ day: '2101-01-01' }, 'day: far off'],
    [{ at: '2026-09-27T02:30:00' }, 'at: skipped hour'], [{ at: '2026-09-27T03:00:00' }],
    [{ codes: ['a', 'b', 'a'] }, 'codes: listed twice'], [{ codes: ['a', 'b'] }], [{ amounts: [1, 1] }], [{ unknown: ['a', 'a'] }],
    [{ things: [{ day: '2026-01-01' }, { day: '0999-01-01' }] }, 'things[1].day: far off'],
    [{ name: 'a\u0000' }, 'name: unseen'], [{ name: 'a\u200bb' }, 'name: unseen'], [{ name: ' a ' }],
    [{ localId: 'a ' }, 'localId: blanks around'], [{ localId: '\u00a0a' }, 'localId: blanks around'], [{ localId: 'a b' }],
    [{ learnerLocalId: ' a' }, 'learnerLocalId: blanks around'], [{ localIdOf: ' a' }], [{ codes: ['a\u0000'] }, 'codes[0]: unseen'],
    [{ Year: 5 }, 'Year: no year'], [{ lastYearAtSchool: 5 }, 'lastYearAtSchool: no year'], [{ lastYearly: 5 }], [{ LYear: 5 }],
    [{ midyear: 5 }], [{ someYear: 5 }], [{ day: '1900' }], [{ day: '2101' }, 'day: far off'], [{ name: '2026-09-27T02:30:00' }],
    [{ name: '0999-01-01' }], [{ localId: 'ā b' }], [{ localId: 'a bā' }], [{ localId: 'a\u0020' }, 'localId: blanks around'],
    [{ identificationCode: 'a ' }, 'identificationCode: blanks around'], [{ courseCode: ' a' }, 'courseCode: blanks around'],
    [{ courseCodeOf: ' a' }], [{ name: 'a\u007f' }, 'name: unseen'], [{ name: 'a\u2060' }, 'name: unseen'],
    [{ name: 'a\ufeff' }, 'name: unseen'],
    [{ codes: [1, '1'] }, 'codes: listed twice'], [{ fees: [-1, 1, -2] }, 'fees[0]: below zero', 'fees[2]: below zero'],
    [{ learnerIds: [-1] }],
    [{ anything: [{ fee: -1 }] }, 'anything[0].fee: below zero'], [{ anything: { fee: -1 } }, 'anything.fee: below zero'],
    [{ things: [{ day: '2026-01-01' }, { day: '2026-01-01' }] }],
    [{ deep: { fee: -1 } }, 'deep.fee: below zero'], [{ name: null }]
  ] as Array<[object, ...string[]]>) t.same(found(body), expected, JSON.stringify(body))
  t.equal(oddIn(schema, { fees: Array(51).fill(-1) }).length, 50)
  t.end()
})

t.test('A type says what it is given of itself, and nothing else', t => {
  const { basis } = known
  for (const [schema, written] of [
    [text(known), { type: 'string', 'x-basis': basis }],
    [text({ ...known, description: 'd', example: 'e', form: guessed.basis, min: 1, max: 2, pattern: 'p' }), {
      type: 'string',
      description: 'd',
      example: 'e',
      'x-basis': basis,
      'x-form-basis': guessed.basis,
      minLength: 1,
      maxLength: 2,
      pattern: 'p'
    }],
    [date(known), { type: 'string', format: 'date', 'x-basis': basis }],
    [dateTime(known), { type: 'string', format: 'date-time', 'x-basis': basis }],
    [double(known), { type: 'number', format: 'double', 'x-basis': basis }],
    [int32(known), { type: 'integer', minimum: -2147483648, maximum: 2147483647, format: 'int32', 'x-basis': basis }],
    [list(Type.String(), { ...known, max: 2 }), { type: 'array', items: { type: 'string' }, maxItems: 2, 'x-basis': basis }],
    [oneOf(['a'], known), { type: 'string', enum: ['a'], 'x-basis': basis }],
    [oneOf(enumeration('Letter', 'A letter', ['a', 'b']), known), {
      type: 'string', enum: ['a', 'b'], title: 'Letter', 'x-about': 'A letter', 'x-basis': basis
    }],
    [neededBecause('it is', text(known)), { type: 'string', 'x-basis': basis, 'x-required-because': 'it is' }],
    [withBasis(text(known), guessed.basis), { type: 'string', 'x-basis': guessed.basis }],
    [orNull(Type.Object({}, { title: 'Thing' })), {
      anyOf: [{ type: 'object', properties: {} }, { type: 'null' }], title: 'Thing', 'x-null-is-one': true
    }],
    [orNull(Type.Object({}, { title: 'Thing' }), 'Other'), {
      anyOf: [{ type: 'object', properties: {} }, { type: 'null' }], title: 'Other', 'x-null-is-one': true
    }]
  ] as Array<[TSchema, object]>) t.strictSame(JSON.parse(JSON.stringify(schema)), written)
  t.strictSame((int32(known) as { [published]?: object })[published], { minimum: undefined, maximum: undefined })
  t.end()
})
