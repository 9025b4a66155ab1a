import fc from 'fast-check'
import t from 'tap'
import { parseFilter } from '../../../src/accessplanit/query/filter.ts'
import { compileFilter } from '../../../src/accessplanit/query/sql.ts'
import { runs } from '../../effort.ts'
import { fields, storeCourses } from './courses.ts'
import { madeUpCourses, madeUpFilter } from './expressions.ts'
import { scaffolding, forklift, painting, find, faults, damaged, anyText, readsOrFaults } from './asserting.ts'

t.test('A filter that cannot be read is refused at the place where it goes wrong', async t => faults(t, parseFilter, [
  ['', 0, 'a property, a function, "not" or "(" is expected, got the end'],
  ['   ', 3, 'a property, a function, "not" or "(" is expected, got the end'],
  ["'Cost' eq 10", 0, "a property, a function, \"not\" or \"(\" is expected, got \"'Cost'\""],
  ['10 eq Cost', 0, 'a property, a function, "not" or "(" is expected, got "10"'],
  ['eq 10', 0, 'a property, a function, "not" or "(" is expected, got "eq"'],
  ['Cost', 4, 'eq, ne, lt, le, gt or ge is expected after "Cost", got the end'],
  ['Cost = 10', 5, 'eq, ne, lt, le, gt or ge is expected after "Cost", got "="'],
  ['Cost equals 10', 5, 'eq, ne, lt, le, gt or ge is expected after "Cost", got "equals"'],
  ['Venue/Name eq 10', 5, 'eq, ne, lt, le, gt or ge is expected after "Venue", got "/"'],
  ['Cost eq', 7, 'a value is expected after "eq", got the end'],
  ['CourseID EQ and Cost eq 10', 12, 'a value is expected after "eq", got "and"'],
  ['Cost eq Places', 8, 'a value is expected after "eq", got "Places"'],
  ['Cost eq -', 8, 'a value is expected after "eq", got "-"'],
  ['Cost eq 1.2.3', 8, 'a value is expected after "eq", got "1.2.3"'],
  ['Cost eq 10andy', 8, 'a value is expected after "eq", got "10andy"'],
  ['Cost eq "10"', 8, 'a value is expected after "eq", got """'],
  ['StartDate eq 2026-3-2', 13, 'a value is expected after "eq", got "2026-3-2"'],
  ["Name eq 'Scaffolding", 8, 'a text begins that has no closing quote'],
  ["Name eq 'x''", 8, 'a text begins that has no closing quote'],
  ["Name eq 'x' Cost eq 10", 12, '"and", "or" or the end is expected, got "Cost"'],
  ["Name eq 'x'andCost eq 10", 11, '"and", "or" or the end is expected, got "andCost"'],
  ['StartDate eq 2026-03-02 09:00', 24, '"and", "or" or the end is expected, got "09:00"'],
  ['Cost eq 10)', 10, '"and", "or" or the end is expected, got ")"'],
  ['(Cost eq 10', 11, '"and", "or" or ")" is expected, got the end'],
  ['Cost eq 10 and', 14, 'a property, a function, "not" or "(" is expected, got the end'],
  ['Cost eq 10 or or', 14, 'a property, a function, "not" or "(" is expected, got "or"'],
  ['not', 3, 'a property, a function, "not" or "(" is expected, got the end'],
  ["substringof('x', Name)", 0, 'contains, startswith or endswith is expected before "(", got "substringof"'],
  ["contains('x', Name)", 9, 'a property is expected after "contains(", got "\'x\'"'],
  ["contains(Name 'x')", 14, '"," is expected after "Name", got "\'x\'"'],
  ['contains(Name, )', 15, 'a value is expected after ",", got ")"'],
  ["contains(Name, 'x'", 18, '")" is expected, got the end'],
  ['contains(Name, null)', 15, 'a value other than null is expected in "contains"'],
  ['Cost lt null', 8, 'a value other than null is expected after "lt"'],
  ["Name eq 'a\0b'", 10, 'no text has the character 0'],
  ['Cost eq 🎉', 8, 'a value is expected after "eq", got "🎉"'],
  [`Cost eq 10 ${'x'.repeat(99)}`, 11, `"and", "or" or the end is expected, got "${'x'.repeat(60)}…"`],
  [`Name eq '${'x'.repeat(10_000)}'`, 10_000, 'at most 10000 characters are read, got 10010'],
  [`${'('.repeat(5000)}Cost eq 10`, 101, 'brackets and "not" go at most 100 deep'],
  [`${'not '.repeat(2000)}Cost eq 10`, 404, 'brackets and "not" go at most 100 deep']
]))

t.test('A value that is none of its field is refused where it stands', async t => faults(t, text => compileFilter(parseFilter(text), fields), [
  ["Cost eq 'ten'", 8, 'Cost is a number, got "ten"'],
  ["Name eq 'x' and cost gt ''", 24, 'Cost is a number, got ""'],
  ['Cost eq true', 8, 'Cost is a number, got "true"'],
  ['Cost eq 2026-03-02', 8, 'Cost is a number, got "2026-03-02"'],
  ["Cost eq ' 10'", 8, 'Cost is a number, got " 10"'],
  ["Cost eq '0x10'", 8, 'Cost is a number, got "0x10"'],
  ['Advertise eq 1', 13, 'Advertise is true or false, got "1"'],
  ["Advertise ne 'yes'", 13, 'Advertise is true or false, got "yes"'],
  ['Advertise lt true', 13, 'Advertise is true or false, and "lt" cannot be asked of that'],
  ["contains(Advertise, 'tr')", 20, 'Advertise is true or false, and "contains" cannot be asked of that'],
  ['StartDate eq 2026', 13, 'StartDate is a date, such as 2026-03-02 or 2026-03-02T09:00:00, got "2026"'],
  ['StartDate ge 2026-02-29', 13, 'StartDate is a date, such as 2026-03-02 or 2026-03-02T09:00:00, got "2026-02-29"'],
  ['StartDate ge 2026-03-02T24:00', 13, 'StartDate is a date, such as 2026-03-02 or 2026-03-02T09:00:00, got "2026-03-02T24:00"'],
  ["StartDate ge '02/03/2026'", 13, 'StartDate is a date, such as 2026-03-02 or 2026-03-02T09:00:00, got "02/03/2026"'],
  ["StartDate ge '2026-03-02T09:00:00 13:00'", 13, 'StartDate is a date, such as 2026-03-02 or 2026-03-02T09:00:00, got "2026-03-02T09:00:00 13:00"'],
  ["Tags lt 'x'", 8, 'Tags is a list of texts, and "lt" cannot be asked of that']
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
  fc.assert(fc.property(fc.oneof({ weight: 4, arbitrary: madeUpFilter.chain(({ text }) => damaged(text)) }, { weight: 1, arbitrary: anyText }), text => {
    seen[readsOrFaults(text, text => find(db, text))]++
  }), { numRuns: runs(1000) })
  t.ok(Math.min(seen.read, seen.fault) >= runs(1000) / 10, `${seen.read} are read, ${seen.fault} have a fault`)
})
