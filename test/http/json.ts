import { Type } from '@sinclair/typebox'
import t from 'tap'
import { Failure } from '../../src/core/errors.ts'
import { readJson } from '../../src/http/json.ts'
import { matchMembers, type Told } from '../../src/http/members.ts'

const refusalOf = (read: () => unknown): string => {
  try {
    read()
    return 'read'
  } catch (error) {
    return error instanceof Failure ? `${error.kind}: ${error.message}` : String(error)
  }
}

t.test('A text is read as JSON up to so many values and so many levels, and is refused beyond', t => {
  const deep = (levels: number, end = '') => `${'['.repeat(levels)}${end}${']'.repeat(levels)}`
  const tooDeep = 'unreadable: The body is nested more than 64 levels deep'
  const tooMany = (limit: number) => `too-large: The body has more than ${limit} values; send fewer in one request`
  const numbers = (count: number) => JSON.stringify(Array(count).fill(1))
  for (const [text, limit, wanted] of [
    [numbers(10), 10, 'read'], [numbers(11), 10, tooMany(10)], [`[[${'1,'.repeat(8)}1]]`, 10, 'read'],
    [`[[${'1,'.repeat(9)}1]]`, 10, tooMany(10)], [`{"a":{"b":[${'1,'.repeat(7)}1]}}`, 10, 'read'],
    [`{"a":{"b":[${'1,'.repeat(8)}1]}}`, 10, tooMany(10)], [`["${',[{'.repeat(30)}"]`, 10, 'read'], ['["\\",,,,,,,,,,,,"]', 10, 'read'],
    [deep(64), 20_000, 'read'], [deep(65), 20_000, tooDeep], [deep(64), 100, 'read'], [deep(65), 100, tooDeep],
    [`[${'[],'.repeat(70)}1]`, 100, tooMany(100)], [`[${'[],'.repeat(40)}1]`, 100, 'read'], [`[${'[],'.repeat(7000)}1]`, 20_000, 'read'],
    [`${'{"a":'.repeat(64)}1${'}'.repeat(64)}`, 20_000, 'read'], [`${'{"a":'.repeat(65)}1${'}'.repeat(65)}`, 20_000, tooDeep],
    ['['.repeat(65), 20_000, tooDeep], [`${'[]'.repeat(70)}`, 20_000, 'unreadable: The body is not JSON: '],
    [`["${'\\\\'}",[${'1,'.repeat(8)}1]]`, 10, tooMany(10)], ['["a\\"]', 20_000, 'unreadable: The body is not JSON: '],
    ['{"a"}', 20_000, 'unreadable: The body is not JSON: Expected \':\' after property name in JSON at position 4']
  ] as const) {
    const refusal = refusalOf(() => readJson(text, limit).checked())
    t.ok(refusal.startsWith(wanted), `${text.slice(0, 30)} of ${text.length}, at most ${limit}: ${refusal.slice(0, 100)}`)
  }
  t.end()
})

t.test('Half a character is refused wherever an escape writes one, and a whole one is not', t => {
  const half = 'unreadable: The body is not JSON: a text has half of a surrogate pair, which is not a character'
  for (const [text, wanted] of [
    ['"\\ud83d\\ude00"', 'read'], ['"\\ud83d"', half], ['"a\\ude00"', half], ['{"\\ud83d":1}', half], ['[{"a":["\\ud83d"]}]', half],
    ['{"\\u0041":"\\u0042"}', 'read'], ['"😀"', 'read']
  ] as const) t.equal(refusalOf(() => readJson(text).checked()), wanted, text)
  t.end()
})

t.test('A member that is written twice is told of, once it is known that the text is JSON', t => {
  for (const [text, ...repeated] of [
    ['{"a":1}'], ['{"a":1,"a":2}', 'a'], ['{"a":{"b":1,"b":2}}', 'a.b'], ['[{"a":1},{"a":1,"a":2}]', '[1].a'], ['{"a":"b:c"}'],
    ['{"a":[1,{"b":1,"b":1,"b":1}]}', 'a[1].b'], ['{"a":1,"\\u0061":2}', 'a']
  ] as Array<[string, ...string[]]>) {
    const body = readJson(text)
    t.same(body.checked(), JSON.parse(text))
    t.same(body.repeated(), repeated, text)
  }
  t.end()
})

const schema = Type.Object({
  localId: Type.String(),
  count: Type.Integer(),
  share: Type.Number(),
  one: Type.Object({ name: Type.String() }),
  many: Type.Array(Type.Object({ name: Type.String() })),
  oneOrMany: Type.Union([Type.String(), Type.Array(Type.Object({ name: Type.String() }))]),
  maybe: Type.Union([Type.String(), Type.Null()]),
  open: Type.Object({ known: Type.String() }, { additionalProperties: true })
})

function match (value: unknown, how: Partial<Told> = {}): unknown[] {
  const heard: string[] = []
  const matched = matchMembers(schema, value, {
    passedOver: path => { heard.push(`passed over ${path}`) },
    repeated: path => { heard.push(`repeated ${path}`) },
    inQuotes: (path, text) => { heard.push(`${path} "${text}"`) },
    ...how
  })
  return [matched, ...heard]
}

t.test('Members are matched in any case, and what is not known is passed over and told of', t => {
  for (const [value, ...wanted] of [
    [{ localId: 'L' }, { localId: 'L' }],
    [{ LOCALID: 'L' }, { localId: 'L' }],
    [{ localId: 'L', LocalID: 'M' }, { localId: 'M' }, 'repeated localId'],
    [{ localId: null, LocalID: 'M' }, { localId: 'M' }],
    [{ localId: 'L', LocalID: null }, {}, 'repeated localId'],
    [{ shoe: 1 }, {}, 'passed over shoe'],
    [{ one: { Name: 'n', shoe: 1 } }, { one: { name: 'n' } }, 'passed over one.shoe'],
    [{ many: [{ NAME: 'n' }, { shoe: 1 }] }, { many: [{ name: 'n' }, {}] }, 'passed over many[1].shoe'],
    [{ open: { KNOWN: 'k', more: 1 } }, { open: { known: 'k', more: 1 } }],
    [{ oneOrMany: [{ NAME: 'n' }] }, { oneOrMany: [{ NAME: 'n' }] }],
    [{ toString: 1, constructor: 2 }, {}, 'passed over toString', 'passed over constructor'],
    [{ localId: { a: 1 } }, { localId: { a: 1 } }], [{ open: { a: null, KNOWN: null } }, { open: { a: null } }],
    [{ shoe: null }, {}, 'passed over shoe'], [{ count: true }, { count: true }], [{ oneOrMany: 'n' }, { oneOrMany: 'n' }],
    [{ localId: ['L'] }, { localId: ['L'] }], [{ one: 'n' }, { one: 'n' }], [{ one: [] }, { one: [] }],
    [[], []], [null, null], ['text', 'text'], [5, 5]
  ] as Array<[unknown, ...unknown[]]>) t.same(match(value), wanted, JSON.stringify(value))
  t.end()
})

t.test('A number may stand in quotation marks where that is asked for, with zeros, a sign, decimals and an exponent', t => {
  for (const text of ['5', '005', '+5', '-5', '5.25', '1e3', '1E-3', '1.5e+10']) {
    t.same(match({ count: text }), [{ count: Number(text) }, `count "${text}"`], text)
    t.same(match({ share: text }), [{ share: Number(text) }, `share "${text}"`], text)
    t.same(match({ count: text }, { inQuotes: false }), [{ count: text }], text)
    t.same(match({ localId: text }), [{ localId: text }], text)
  }
  for (const text of ['', ' 5', '5 ', '5.', '.5', '5e', 'x5', '5x', '--5']) t.same(match({ count: text }), [{ count: text }], text)
  t.end()
})

t.test('What is read loosely is asked for of each text and number, and else stays as it is', t => {
  const asked: string[] = []
  const loosely: Told['loosely'] = (_schema, value, path) => {
    asked.push(path)
    return value === 'yes' ? true : undefined
  }
  t.same(match({ localId: 'yes', count: 5, one: { name: 'no' }, oneOrMany: [{ NAME: 'yes' }] }, { loosely }), [
    { localId: true, count: 5, one: { name: 'no' }, oneOrMany: [{ name: true }] }
  ])
  t.same(asked, ['localId', 'count', 'one.name', 'oneOrMany[0].name'])
  for (const value of [{ localId: ['yes'] }, { maybe: ['yes'] }, { one: ['yes'] }, { localId: null }, { localId: true }]) {
    t.same(match(value, { loosely }), [value.localId === null ? {} : value], JSON.stringify(value))
  }
  t.same(match('yes', { loosely, inQuotes: false }), [true])
  t.same(match({ count: '5' }, { loosely }), [{ count: 5 }, 'count "5"'], 'a number in quotation marks is one first')
  t.end()
})
