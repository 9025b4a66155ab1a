import fc from 'fast-check'
import t from 'tap'
import { parseFilter } from '../../../src/accessplanit/query/filter.ts'
import { compileFilter } from '../../../src/accessplanit/query/sql.ts'
import { runs } from '../../effort.ts'
import { fields, storeCourses } from './courses.ts'
import { madeUpCourses, madeUpFilter } from './expressions.ts'
import { scaffolding, forklift, painting, find, faults, damaged, anyText, readsOrFaults } from './asserting.ts'

t.test('A filter that cannot be read is refused at the place where it goes wrong', async t => faults(t, parseFilter, [
  ['', 0, 'expected a property, a function, "not" or "(", but found the end'],
  ['   ', 3, 'expected a property, a function, "not" or "(", but found the end'],
  ["'Cost' eq 10", 0, "expected a property, a function, \"not\" or \"(\", but found \"'Cost'\""],
  ['10 eq Cost', 0, 'expected a property, a function, "not" or "(", but found "10"'],
  ['eq 10', 0, 'expected a property, a function, "not" or "(", but found "eq"'],
  ['Cost', 4, 'expected eq, ne, lt, le, gt or ge after "Cost", but found the end'],
  ['Cost = 10', 5, 'expected eq, ne, lt, le, gt or ge after "Cost", but found "="'],
  ['Cost equals 10', 5, 'expected eq, ne, lt, le, gt or ge after "Cost", but found "equals"'],
  ['Venue/Name eq 10', 5, 'expected eq, ne, lt, le, gt or ge after "Venue", but found "/"'],
  ['Cost eq', 7, 'expected a value after "eq", but found the end'],
  ['CourseID EQ and Cost eq 10', 12, 'expected a value after "eq", but found "and"'],
  ['Cost eq Places', 8, 'expected a value after "eq", but found "Places"'],
  ['Cost eq -', 8, 'expected a value after "eq", but found "-"'],
  ['Cost eq 1.2.3', 8, 'expected a value after "eq", but found "1.2.3"'],
  ['Cost eq 10andy', 8, 'expected a value after "eq", but found "10andy"'],
  ['Cost eq "10"', 8, 'expected a value after "eq", but found """'],
  ["Name eq 'Scaffolding", 8, 'the text that begins here has no closing quote'],
  ["Name eq 'x''", 8, 'the text that begins here has no closing quote'],
  ["Name eq 'x' Cost eq 10", 12, 'expected "and", "or" or the end, but found "Cost"'],
  ["Name eq 'x'andCost eq 10", 11, 'expected "and", "or" or the end, but found "andCost"'],
  ['Cost eq 10)', 10, 'expected "and", "or" or the end, but found ")"'],
  ['(Cost eq 10', 11, 'expected "and", "or" or ")", but found the end'],
  ['Cost eq 10 and', 14, 'expected a property, a function, "not" or "(", but found the end'],
  ['Cost eq 10 or or', 14, 'expected a property, a function, "not" or "(", but found "or"'],
  ['not', 3, 'expected a property, a function, "not" or "(", but found the end'],
  ["substringof('x', Name)", 0, 'expected contains, startswith or endswith before "(", but found "substringof"'],
  ["contains(not, 'x')", 9, 'expected a property after "contains(", but found "not"'],
  ["contains('x', Name)", 9, 'expected a property after "contains(", but found "\'x\'"'],
  ["contains(Name 'x')", 14, 'expected "," after "Name", but found "\'x\'"'],
  ['contains(Name, )', 15, 'expected a value after ",", but found ")"'],
  ["contains(Name, 'x'", 18, 'expected ")", but found the end'],
  ['contains(Name, null)', 15, 'expected a value other than null in "contains"'],
  ['Cost lt null', 8, 'expected a value other than null after "lt"'],
  ["Name eq 'a\0b'", 10, 'the character 0 is not allowed'],
  ['\0', 0, 'the character 0 is not allowed'],
  ...['and', 'or', 'true', 'False', 'NULL', 'contains eq null and ge'].map((name): [string, number, string] => {
    const [last, at] = [name.split(' ').at(-1)!, name.lastIndexOf(' ') + 1]
    return [`${name} eq 10`, at, `expected a property, a function, "not" or "(", but found "${last}"`]
  }),
  ...['untrue', 'trueish', 'notnull', 'nullable', 'x2026-03-02', '2026-03-02x', '1e', '1e+', '.'].map((value): [string, number, string] =>
    [`Cost eq ${value}`, 8, `expected a value after "eq", but found "${value}"`]),
  ["Cost eq 10 'abc", 11, 'expected "and", "or" or the end, but found "\'abc"'],
  ["Cost eq 10 'abc' x", 11, 'expected "and", "or" or the end, but found "\'abc\'"'],
  [`Cost eq 10 ${'x'.repeat(60)}`, 11, `expected "and", "or" or the end, but found "${'x'.repeat(60)}"`],
  ['Cost eq 🎉', 8, 'expected a value after "eq", but found "🎉"'],
  [`Cost eq 10 ${'x'.repeat(99)}`, 11, `expected "and", "or" or the end, but found "${'x'.repeat(60)}…"`],
  [`Name eq '${'x'.repeat(10_000)}'`, 10_000, 'the text must have at most 10000 characters, but has 10010'],
  [`${'('.repeat(5000)}Cost eq 10`, 101, 'brackets and "not" can be nested at most 100 deep'],
  [`${'not '.repeat(2000)}Cost eq 10`, 404, 'brackets and "not" can be nested at most 100 deep']
]))

t.test('A date that is written otherwise is refused with how dates are written', async t => {
  for (const date of [
    '01/03/2026', '1/3/26', '2026/03/01', '2026-3-2', '2026-03-2', '2026.03.01', '1.3.2026', '01-03-2026', '2026-03-02 09:00',
    '1 March 2026', '1-Mar-26', 'March 1, 2026', "datetime'2026-03-01T00:00:00'", "DateTimeOffset'2026-03-01'"
  ]) {
    const fault = `expected a date such as 2026-03-02 or 2026-03-02T09:00:00 after "gt", but found "${date}"`
    faults(t, parseFilter, [[`StartDate gt ${date}`, 13, fault], [`StartDate gt ${date} and Cost eq 10`, 13, fault]])
  }
  const lost = 'expected a date, but found "2026-03-01T09:00 13:00"; a "+" in a query stands for a space; send it as %2B'
  faults(t, parseFilter, [['StartDate gt 2026-03-01T09:00 13:00', 13, lost], ['(StartDate gt 2026-03-01T09:00 13:00)', 14, lost]])
  for (const value of ['2026-03-01', '2026-03-01T09:00', '1.5', '-1', '1e-3', '2026', '12.2026']) {
    t.doesNotThrow(() => parseFilter(`StartDate gt ${value} and (Cost eq ${value})`), value)
  }
})

t.test('A value that is none of its field is refused where it stands', async t =>
  faults(t, text => compileFilter(parseFilter(text), fields), [
    ["Cost eq 'ten'", 8, 'Cost must be a number, but is "ten"'],
    ["Name eq 'x' and cost gt ''", 24, 'Cost must be a number, but is ""'],
    ['Cost eq true', 8, 'Cost must be a number, but is "true"'],
    ['Cost eq 2026-03-02', 8, 'Cost must be a number, but is "2026-03-02"'],
    ["Cost eq ' 10'", 8, 'Cost must be a number, but is " 10"'],
    ["Cost eq '0x10'", 8, 'Cost must be a number, but is "0x10"'],
    ['Advertise eq 1', 13, 'Advertise must be true or false, but is "1"'],
    ["Advertise ne 'yes'", 13, 'Advertise must be true or false, but is "yes"'],
    ['Advertise lt true', 13, 'Advertise is true or false, so "lt" cannot be used with it'],
    ["contains(Advertise, 'tr')", 20, 'Advertise is true or false, so "contains" cannot be used with it'],
    ['StartDate eq 2026', 13, 'StartDate must be a date, such as 2026-03-02 or 2026-03-02T09:00:00, but is "2026"'],
    ['StartDate ge 2026-02-29', 13, 'StartDate must be a date, such as 2026-03-02 or 2026-03-02T09:00:00, but is "2026-02-29"'],
    ['StartDate ge 2026-03-02T24:00', 13, 'StartDate must be a date, such as 2026-03-02 or 2026-03-02T09:00:00, but is "2026-03-02T24:00"'],
    ["StartDate ge '02/03/2026'", 13, 'StartDate must be a date, such as 2026-03-02 or 2026-03-02T09:00:00, but is "02/03/2026"'],
    ["StartDate ge '2026-03-02T09:00:00 13:00'", 13,
      'StartDate must be a date, such as 2026-03-02 or 2026-03-02T09:00:00, but is "2026-03-02T09:00:00 13:00"'],
    ["Tags lt 'x'", 8, 'Tags is a list of texts, so "lt" cannot be used with it']
  ]))

t.test('As much as a filter can hold, SQLite takes', async t => {
  const db = storeCourses([scaffolding, forklift, painting])
  const many = (by: string, count: number): string => `${by} ID eq''`.repeat(count)
  for (const [name, text] of [
    ['a chain of or', `ID eq ''${many('or', 999)}`],
    ['a chain of and', `ID eq ''${many('and', 908)}`],
    ['a chain under not', `not (ID eq ''${many('or', 998)})`],
    ['a list asked again and again', `${'not ('.repeat(50)}Tags eq 'x' ${`${" or Tags eq ''".repeat(6)})`.repeat(50)}`],
    ['a text that LIKE has to escape', `contains(Name, '${'%'.repeat(9_980)}')`],
    ['a text of letters of three bytes', `contains(Name, '${'日'.repeat(9_980)}')`],
    ['brackets', `${'('.repeat(100)}Places eq 12${')'.repeat(100)}`],
    ['brackets that begin two chains each', `${'('.repeat(100)}Places eq 12${`)${many('and', 4)}${many('or', 4)}`.repeat(100)}`],
    ['brackets and not, by turns', `${'not ('.repeat(50)}Places eq 12${`${many('and', 8)}${many('or', 8)})`.repeat(50)}`]
  ] as const) {
    t.ok(text.length <= 10_000, `${name}, ${text.length} characters`)
    t.doesNotThrow(() => find(db, text), name)
  }
})

t.test('Whatever is written is read or has a fault somewhere', async t => {
  const db = storeCourses(madeUpCourses(5))
  const seen = { read: 0, fault: 0 }
  const texts = fc.oneof(
    { weight: 4, arbitrary: madeUpFilter.chain(({ text }) => damaged(text)) }, { weight: 1, arbitrary: anyText }
  )
  fc.assert(fc.property(texts, text => {
    seen[readsOrFaults(text, text => find(db, text))]++
  }), { numRuns: runs(1000) })
  t.ok(Math.min(seen.read, seen.fault) >= runs(1000) / 10, `${seen.read} are read, ${seen.fault} have a fault`)
})
