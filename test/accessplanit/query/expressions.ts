import fc, { type Arbitrary } from 'fast-check'
import type { Course } from './courses.ts'
import type { Asked, Expression } from './meaning.ts'

/** Made-up courses, and made-up filters over them with the text of each. */

const texts = [
  'Class', 'class', 'CLASSROOM', 'eLearning', 'a', 'A', 'b', 'Z', '[', "O'Brien", "''", "x' or 'y' eq 'y", ' and ', '', ' ', '100%', '%',
  '_', 'a_b', 'aXb', '\\', 'a\\b', '\\%',
  'Māori', 'MĀORI', 'Maori', 'ß', '日本', '🎉', '🎉 at 5', '\uE000', '\uFFFD', 'e\u0301', 'null', 'true', '12', '10.5', '2026-03-02',
  '2026-03-02T09:00', '(', ')', ',', '?', '"', ';--'
]

const madeUpText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...texts) },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom('a', 'A', 'b', '%', '_', '\\', "'", 'ā'), maxLength: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 5 }) }
)

const madeUpNumber = fc.oneof(
  fc.constantFrom(0, 1, 10, 10.5, 12, 99.99, -5, 1_000_000, 0.1, 0.3),
  fc.integer({ min: -2000, max: 2000 }).map(cents => cents / 100),
  fc.integer({ min: -5, max: 15 })
)

// The first moment of 2 March, an hour of that day, and both sides of the hours that daylight saving leaves out and has twice.
const moments = [
  '2026-03-01T11:00:00Z', '2026-03-01T20:00:00Z', '2026-04-04T13:30:00Z', '2026-04-04T14:30:00Z', '2026-09-26T13:59:59Z',
  '2026-09-26T14:00:00Z'
].map(Date.parse)

const second = 1000
const day = 24 * 60 * 60 * second

const madeUpMoment = fc.oneof(
  fc.constantFrom(...moments),
  fc.tuple(fc.constantFrom(...moments), fc.constantFrom(-day, -second, second, 60 * second, day)).map(([moment, by]) => moment + by)
)

const newZealand = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Pacific/Auckland', dateStyle: 'short', timeStyle: 'medium' })

const localOf = (moment: number): string => newZealand.format(moment).replace(' ', 'T')

const maybe = <Value>(arbitrary: Arbitrary<Value>) => fc.option(arbitrary, { nil: null, freq: 6 })

const course: Arbitrary<Course> = fc.record({
  ID: fc.constant(''),
  Name: maybe(madeUpText),
  CourseType: maybe(fc.constantFrom('Class', 'Web', 'eLearning')),
  Cost: maybe(madeUpNumber),
  Places: maybe(fc.integer({ min: -5, max: 15 })),
  Advertise: maybe(fc.boolean()),
  StartDate: maybe(madeUpMoment.map(localOf)),
  Tags: maybe(fc.array(madeUpText, { maxLength: 3 })),
  CF_Tūranga: maybe(madeUpText)
})

/** The same courses each time. */
export const madeUpCourses = (count: number): Course[] =>
  fc.sample(course, { numRuns: count, seed: 1 }).map((course, at) => ({ ...course, ID: `C${at}` }))

const inQuotes = (text: string): string => `'${text.replaceAll("'", "''")}'`

type Meant = Pick<Asked, 'value' | 'written'>

const quotedText: Arbitrary<Meant> = madeUpText.map(value => ({ value, written: inQuotes(value) }))
const bareText: Arbitrary<Meant> = fc.constantFrom('12', '10.5', 'true', '2026-03-02').map(value => ({ value, written: value }))
const aText = fc.oneof({ weight: 8, arbitrary: quotedText }, { weight: 1, arbitrary: bareText })

const aNumber: Arbitrary<Meant> = madeUpNumber.chain(value => fc.constantFrom(
  `${value}`, inQuotes(`${value}`), `${value}`.replace(/^0\./, '.'), value.toFixed(4), value.toExponential(),
  inQuotes(value.toExponential().toUpperCase()), value < 0 ? `${value}` : `+${value}`
).map(written => ({ value, written })))

const aBoolean: Arbitrary<Meant> = fc.boolean().chain(value => fc.constantFrom(
  `${value}`, inQuotes(`${value}`), `${value}`.toUpperCase(), inQuotes(`${value}`.toUpperCase())
).map(written => ({ value, written })))

const iso = (moment: number, offset = 0): string => new Date(moment + offset * 60 * 60 * second).toISOString().slice(0, 19)

const aMoment: Arbitrary<Meant> = madeUpMoment.chain(moment => {
  const local = localOf(moment)
  const [date, short] = [local.slice(0, 10), local.replace(/:00$/, '')]
  const ways: Array<[value: string, text: string]> = [
    [local, local], [local, short], [local, local.toLowerCase()], [local, `${local}.000`], [`${local}.25`, `${local}.250`],
    [local, `${iso(moment)}Z`], [local, `${iso(moment)}.000z`], [local, `${iso(moment, 5.5)}+05:30`], [local, `${iso(moment, -8)}-08:00`],
    [`${date}T00:00:00`, date]
  ]
  const bareOrNot = ways.flatMap(([value, text]) => [{ value, written: text }, { value, written: inQuotes(text) }])
  return fc.constantFrom(...bareOrNot, { value: local, written: inQuotes(local.replace('T', ' ')) })
})

/** Some of the text of a number or a moment. */
const fragment = (...texts: string[]): Arbitrary<Meant> => fc.constantFrom(...texts).map(value => ({ value, written: inQuotes(value) }))

const comparing = ['eq', 'ne', 'lt', 'le', 'gt', 'ge']
const looking = ['contains', 'startswith', 'endswith']

const asked = (property: string, operators: string[], meant: Arbitrary<Meant>): Arbitrary<Asked> =>
  fc.record({ kind: fc.constant('comparison' as const), property: fc.constant(property), operator: fc.constantFrom(...operators), meant })
    .map(({ meant, ...rest }) => ({ ...rest, ...meant }))

const aFieldsName = fc.constantFrom('ID', 'Name', 'CourseType', 'Cost', 'Places', 'Advertise', 'StartDate', 'Tags', 'CF_Tūranga')

const comparison: Arbitrary<Asked> = fc.oneof(
  asked('Name', [...comparing, ...looking], aText),
  asked('CF_Tūranga', [...comparing, ...looking], aText),
  asked('CourseType', [...comparing, ...looking], fragment('Class', 'class', 'e', 'W', 'eLearning', 's')),
  asked('ID', [...comparing, ...looking], fc.integer({ min: 0, max: 200 }).map(at => ({ value: `C${at}`, written: `'c${at}'` }))),
  asked('Cost', comparing, aNumber),
  asked('Cost', looking, fragment('1', '10', '.', '.5', '0', '99', '-', '1000000', '%')),
  asked('Places', comparing, aNumber),
  asked('Places', looking, fc.oneof(fragment('1', '0', '-', '.', ''), fc.constant({ value: '1', written: '1' }))),
  asked('Advertise', ['eq', 'ne'], aBoolean),
  asked('StartDate', comparing, aMoment),
  asked('StartDate', looking, fragment('2026', '2026-03-02', '-03-', 't00', ':00', '_', '59')),
  asked('Tags', ['eq', 'ne', ...looking], aText),
  aFieldsName.chain(name => asked(name, ['eq', 'ne'], fc.constant({ value: null, written: 'null' }))),
  asked('DisplayCost', [...comparing, ...looking], fc.oneof(aText, aNumber, aMoment))
)

const tree: Arbitrary<Expression> = fc.letrec<{ any: Expression }>(any => {
  const several = fc.array(any('any'), { minLength: 2, maxLength: 4 })
  return {
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 3, arbitrary: comparison },
      { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), parts: several }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('not' as const), part: any('any') }) }
    )
  }
}).any

/** An expression, and one of the many ways to write it. */
export const madeUpFilter: Arbitrary<{ expression: Expression, text: string }> =
  fc.tuple(tree, fc.array(fc.nat(999), { minLength: 1, maxLength: 40 }))
    .map(([expression, whims]) => ({ expression, text: write(expression, whims) }))

/** The whims, over and over, decide how it is written; whims of 0 make it plain. */
function write (expression: Expression, whims: readonly number[]): string {
  let used = 0
  const choose = <Value>(...ways: Value[]): Value => ways[whims[used++ % whims.length]! % ways.length]!
  const inSomeCase = (word: string): string =>
    choose(word, word.toUpperCase(), word.toLowerCase(), [...word].map(letter => choose(letter, letter.toUpperCase())).join(''))
  const inBrackets = (parts: string[]): string[] => ['(', ...parts, ')']

  function partsOf (it: Expression): string[] {
    if (it.kind === 'comparison') {
      const [property, operator] = [inSomeCase(it.property), inSomeCase(it.operator)]
      const written = it.value === null ? inSomeCase(it.written) : it.written
      return looking.includes(it.operator) ? [operator, '(', property, ',', written, ')'] : [property, operator, written]
    }
    if (it.kind === 'not') return [inSomeCase('not'), ...within(it.part, it.part.kind === 'and' || it.part.kind === 'or')]
    return it.parts.flatMap((part, at) => [
      ...(at > 0 ? [inSomeCase(it.kind)] : []), ...within(part, it.kind === 'and' && part.kind === 'or')
    ])
  }

  function within (part: Expression, mustHaveBrackets: boolean): string[] {
    const parts = partsOf(part)
    return mustHaveBrackets || choose(false, false, false, true) ? inBrackets(parts) : parts
  }

  return partsOf(expression).reduce((before, part) => before + choose(' ', mustBeApart(before, part) ? '  ' : '', '   ', '\t') + part)
}

const mustBeApart = (before: string, part: string): boolean => {
  // A value may be followed at once by what joins it to the next.
  if (/^(?:and|or)$/i.test(part) && /(?:'|\d|\b(?:true|false|null))$/i.test(before)) return false
  return /[\p{L}\p{M}\p{N}_.]$/u.test(before) && /^[\p{L}\p{N}_.]/u.test(part)
}
