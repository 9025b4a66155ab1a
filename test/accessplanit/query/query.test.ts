import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { parseFilter } from '../../../src/accessplanit/query/filter.ts'
import { compileOrder } from '../../../src/accessplanit/query/ordering.ts'
import { FilterFault } from '../../../src/accessplanit/query/reader.ts'
import { readSelect } from '../../../src/accessplanit/query/select.ts'
import { compileFilter } from '../../../src/accessplanit/query/sql.ts'
import { runs } from '../../effort.ts'
import { fields, storeCourses, type Course } from './courses.ts'
import { madeUpCourses, madeUpFilter } from './expressions.ts'
import { comparisonsIn, holds } from './meaning.ts'

const scaffolding: Course = {
  ID: 'S', Name: 'Scaffolding', CourseType: 'Class', Cost: 10, Places: 12, Advertise: true, StartDate: '2026-03-02T09:00:00', Tags: ['Trades', 'Height'], CF_Tūranga: 'Kaiako'
}
const forklift: Course = {
  ID: 'F', Name: "O'Brien's forklift", CourseType: 'eLearning', Cost: 9.5, Places: 0, Advertise: false, StartDate: '2026-03-02T00:00:00', Tags: [], CF_Tūranga: ''
}
/** Of a course of which nothing is known but its name. */
const painting: Course = {
  ID: 'P', Name: '100% pain_ting', CourseType: null, Cost: null, Places: null, Advertise: null, StartDate: null, Tags: null, CF_Tūranga: null
}

type Store = ReturnType<typeof storeCourses>

/** The courses for which a filter is true, by id. */
function find (db: Store, text: string): string[] {
  const { sql, values } = compileFilter(parseFilter(text), fields)
  return db.prepare(`SELECT id FROM course WHERE ${sql} ORDER BY rowid`).pluck().all(...values) as string[]
}

/** `SF` are scaffolding and forklift. */
function finds (t: Test, cases: Array<[filter: string, found: string]>): void {
  const db = storeCourses([scaffolding, forklift, painting])
  for (const [text, found] of cases) t.equal(find(db, text).join(''), found, `${text} finds ${found || 'none'}`)
}

t.test('A comparison finds what it says', async t => finds(t, [
  ["Name eq 'Scaffolding'", 'S'],
  ["Name ne 'Scaffolding'", 'FP'],
  ["Name lt 'O'", 'P'],
  ["Name le 'Scaffolding'", 'SFP'],
  ["Name gt 'Scaffolding'", ''],
  ["Name ge 'Scaffolding'", 'S'],
  ['Cost lt 10', 'F'],
  ['Cost le 10', 'SF'],
  ['Cost gt 9.5', 'S'],
  ['Cost ge 9.5', 'SF'],
  ['Advertise eq true', 'S'],
  ['Advertise eq false', 'F'],
  ['Advertise ne true', 'FP']
]))

t.test('Texts are compared without regard to the case of ASCII letters', async t => finds(t, [
  ["CourseType eq 'class'", 'S'],
  ["CourseType ne 'CLASS'", 'FP'],
  ["Name gt 'o'", 'SF'],
  ["Name lt 'SCAFFOLDINGS'", 'SFP'],
  ["contains(Name, 'FOLD')", 'S'],
  ["startswith(Name, 'sCAFF')", 'S'],
  ["endswith(Name, 'LDING')", 'S'],
  ["CF_tūranga eq 'kaiako'", 'S']
]))

t.test('Words and names are read in any case', async t => finds(t, [
  ["coursetype EQ 'class' AND NOT name Eq 'x'", 'S'],
  ["COURSETYPE Eq 'class' Or ADVERTISE eq FALSE", 'SF'],
  ['cost EQ NULL', 'P'],
  ["Contains(NAME, 'fold') aNd StartsWith(name, 's') and ENDSWITH(Name, 'g')", 'S'],
  ["CF_TŪRANGA eq 'Kaiako'", 'S']
]))

t.test('A number, a truth and a date are read with quotes or without', async t => finds(t, [
  ["Cost gt '9.5'", 'S'],
  ['Cost gt 9.5', 'S'],
  ["Cost eq '10.00'", 'S'],
  ['Cost eq 1e1', 'S'],
  ['Cost gt -.5', 'SF'],
  ['Cost eq +10.', 'S'],
  ["Advertise eq 'true'", 'S'],
  ["Advertise eq 'False'", 'F'],
  ["StartDate gt '2026-03-02'", 'S'],
  ['StartDate gt 2026-03-02', 'S'],
  ['ID ne 12 and contains(Name, 100)', 'P']
]))

t.test('Blanks may be missing or plenty', async t => finds(t, [
  ["CourseType eq 'class'and Cost eq '10'", 'S'],
  ["CourseType eq 'class'or CourseType eq 'elearning'and Cost gt '5'", 'SF'],
  ["CourseType eq'class'", 'S'],
  ["endswith (Name, 'ding')", 'S'],
  ["endswith(Name,'ding')and startswith  ( Name\t,'s' )", 'S'],
  ["  Name  eq  'scaffolding'  ", 'S'],
  ['Cost ge 9.5and Cost lt 10', 'F'],
  ['StartDate ge 2026-03-02and Advertise eq trueand Cost eq 10or Cost eq null', 'SP'],
  ['Cost eq nulland Places eq null', 'P'],
  ["not(Name eq 'x')and(Cost eq 10)or(Cost eq 9.5)", 'SF']
]))

t.test('A quote in a text is written twice', async t => finds(t, [
  ["contains(Name, 'O''Brien''s')", 'F'],
  ["contains(Name, '''')", 'F'],
  ["Name eq ''''''", ''],
  ["CF_Tūranga eq ''", 'F']
]))

t.test('What looks like SQL or like words of the language is a text in quotes', async t => finds(t, [
  ["Name eq 'x'' or ''y'' eq ''y'", ''],
  ["Name eq '; DROP TABLE course; --'", ''],
  ["Name ne 'x) OR (1=1'", 'SFP'],
  ["contains(Name, '%')", 'P'],
  ["contains(Name, '_')", 'P'],
  ["startswith(Name, '_00')", ''],
  ["endswith(Name, '\\')", ''],
  ["CourseType eq 'null'", '']
]))

t.test('"and" binds tighter than "or", and "not" tighter still', async t => finds(t, [
  ['Cost eq 10 or Cost eq 9.5 and Places eq 7', 'S'],
  ['(Cost eq 10 or Cost eq 9.5) and Places eq 0', 'F'],
  ['Places eq 7 and Cost eq 9.5 or Cost eq 10', 'S'],
  ['not Cost eq 10 and Cost eq 9.5', 'F'],
  ['not (Cost eq 10 and Cost eq 9.5)', 'SFP'],
  ['not not Cost eq 10', 'S'],
  ['((Cost eq 10))', 'S']
]))

t.test('What has no value compares with none, but is unequal to every one', async t => finds(t, [
  ['Cost lt 1000', 'SF'],
  ['Cost ge -1000', 'SF'],
  ['Cost ne 10', 'FP'],
  ['Cost eq null', 'P'],
  ['Cost ne null', 'SF'],
  ["contains(CourseType, '')", 'SF'],
  ['Tags eq null', 'P'],
  ['not Cost lt 1000', 'P'],
  ['not (Cost lt 1000 or Cost gt 5)', 'P'],
  ['not (Cost ne 10)', 'S'],
  ["not contains(CourseType, 'x')", 'SFP']
]))

t.test('A moment is New Zealand\'s time, and a date alone its first moment', async t => finds(t, [
  ['StartDate eq 2026-03-02', 'F'],
  ['StartDate ge 2026-03-02', 'SF'],
  ['StartDate gt 2026-03-02', 'S'],
  ['StartDate lt 2026-03-03', 'SF'],
  ['StartDate eq 2026-03-02T09:00', 'S'],
  ['StartDate eq 2026-03-02T09:00:00', 'S'],
  ["StartDate eq '2026-03-02 09:00:00'", 'S'],
  ['StartDate eq 2026-03-02t09:00:00.000', 'S'],
  ['StartDate lt 2026-03-02T09:00:00.001', 'SF'],
  ['StartDate eq 2026-03-01T20:00:00Z', 'S'],
  ['StartDate eq 2026-03-01T20:00z', 'S'],
  ['StartDate eq 2026-03-02T09:00:00+13:00', 'S'],
  ["StartDate eq '2026-03-01T10:00:00-10:00'", 'S'],
  ['StartDate eq 2026-03-02T09:00:00+12:00', ''],
  ['StartDate lt 9999-12-31', 'SF'],
  ['StartDate lt 9999-12-31T23:59:59Z', 'SF'],
  ["startswith(StartDate, '2026-03')", 'SF'],
  ["endswith(StartDate, '09:00:00')", 'S']
]))

t.test('A number is looked into as it is written in a reply', async t => finds(t, [
  ["endswith(Cost, '.5')", 'F'],
  ["endswith(Cost, '0')", 'S'],
  ["contains(Cost, '.0')", ''],
  ['startswith(Places, 1)', 'S'],
  ["contains(Cost, '')", 'SF']
]))

t.test('A list is what one of its items is', async t => finds(t, [
  ["Tags eq 'height'", 'S'],
  ["Tags eq 'heigh'", ''],
  ["Tags ne 'Trades'", 'FP'],
  ["contains(Tags, 'EIGH')", 'S'],
  ["startswith(Tags, 'trade')", 'S'],
  ["endswith(Tags, 'trade')", ''],
  ["contains(Tags, ',')", ''],
  ['Tags ne null', 'SF']
]))

t.test('Nothing is so of a property that is unknown, and its name is told', async t => {
  finds(t, [
    ["Colour eq 'red'", ''],
    ["Colour ne 'red'", ''],
    ['Colour eq null', ''],
    ["contains(Colour, '')", ''],
    ["not Colour eq 'red'", 'SFP'],
    ["Colour eq 'red' or Cost eq 10", 'S'],
    ["constructor eq 'x' or __proto__ eq 'x'", '']
  ])
  for (const [text, unknown] of [
    ["Colour eq 'red'", ['Colour']],
    ["Colour eq 'red' or colour eq 'blue' or Colour eq 1 and Cost eq 10", ['Colour', 'colour']],
    ['Cost eq 10', []]
  ] as Array<[string, string[]]>) t.same(compileFilter(parseFilter(text), fields).unknown, unknown, text)
})

/** Asserts which fault a text has, if it is read so. */
function faults (t: Test, read: (text: string) => unknown, cases: Array<[text: string, position: number, complaint: string]>): void {
  for (const [text, position, complaint] of cases) {
    t.throws(() => read(text), { constructor: FilterFault, position, message: `At position ${position}: ${complaint}.` }, text.slice(0, 60))
  }
}

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
  ['StartDate eq 2026-3-2', 13, 'expected a value after "eq", but found "2026-3-2"'],
  ["Name eq 'Scaffolding", 8, 'the text that begins here has no closing quote'],
  ["Name eq 'x''", 8, 'the text that begins here has no closing quote'],
  ["Name eq 'x' Cost eq 10", 12, 'expected "and", "or" or the end, but found "Cost"'],
  ["Name eq 'x'andCost eq 10", 11, 'expected "and", "or" or the end, but found "andCost"'],
  ['StartDate eq 2026-03-02 09:00', 24, 'expected "and", "or" or the end, but found "09:00"'],
  ['Cost eq 10)', 10, 'expected "and", "or" or the end, but found ")"'],
  ['(Cost eq 10', 11, 'expected "and", "or" or ")", but found the end'],
  ['Cost eq 10 and', 14, 'expected a property, a function, "not" or "(", but found the end'],
  ['Cost eq 10 or or', 14, 'expected a property, a function, "not" or "(", but found "or"'],
  ['not', 3, 'expected a property, a function, "not" or "(", but found the end'],
  ["substringof('x', Name)", 0, 'expected contains, startswith or endswith before "(", but found "substringof"'],
  ["contains('x', Name)", 9, 'expected a property after "contains(", but found "\'x\'"'],
  ["contains(Name 'x')", 14, 'expected "," after "Name", but found "\'x\'"'],
  ['contains(Name, )', 15, 'expected a value after ",", but found ")"'],
  ["contains(Name, 'x'", 18, 'expected ")", but found the end'],
  ['contains(Name, null)', 15, 'expected a value other than null in "contains"'],
  ['Cost lt null', 8, 'expected a value other than null after "lt"'],
  ["Name eq 'a\0b'", 10, 'the character 0 is not allowed'],
  ['Cost eq 🎉', 8, 'expected a value after "eq", but found "🎉"'],
  [`Cost eq 10 ${'x'.repeat(99)}`, 11, `expected "and", "or" or the end, but found "${'x'.repeat(60)}…"`],
  [`Name eq '${'x'.repeat(10_000)}'`, 10_000, 'the text must have at most 10000 characters, but has 10010'],
  [`${'('.repeat(5000)}Cost eq 10`, 101, 'brackets and "not" can be nested at most 100 deep'],
  [`${'not '.repeat(2000)}Cost eq 10`, 404, 'brackets and "not" can be nested at most 100 deep']
]))

t.test('A value that is none of its field is refused where it stands', async t => faults(t, text => compileFilter(parseFilter(text), fields), [
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
  ["StartDate ge '2026-03-02T09:00:00 13:00'", 13, 'StartDate must be a date, such as 2026-03-02 or 2026-03-02T09:00:00, but is "2026-03-02T09:00:00 13:00"'],
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

t.test('An index serves the start of a course and the equality of its name', async t => {
  const db = storeCourses([])
  for (const [text, index] of [
    ['StartDate ge 2026-03-02 and StartDate lt 2026-04-01', 'courseByStart (startDate>? AND startDate<?)'],
    ["Name eq 'scaffolding'", 'courseByName (name=?)']
  ] as const) {
    const { sql, values } = compileFilter(parseFilter(text), fields)
    const [plan] = db.prepare(`EXPLAIN QUERY PLAN SELECT id FROM course WHERE ${sql}`).all(...values) as [{ detail: string }]
    t.equal(plan.detail, `SEARCH course USING INDEX ${index}`, text)
  }
})

t.test('A made-up filter finds the courses for which it is true', async t => {
  const courses = madeUpCourses(200)
  const db = storeCourses(courses)
  let telling = 0
  fc.assert(fc.property(madeUpFilter, ({ expression, text }) => {
    const found = find(db, text)
    deepStrictEqual(found, courses.filter(course => holds(expression, course)).map(({ ID }) => ID))
    const { sql, unknown } = compileFilter(parseFilter(text), fields)
    deepStrictEqual(sql.replace(ours, ''), '', 'nothing of the text is in the statement')
    deepStrictEqual(unknown.length > 0, comparisonsIn(expression).some(({ property }) => property === 'DisplayCost'))
    if (found.length > 0 && found.length < courses.length) telling++
  }), { numRuns: runs(1000) })
  t.ok(telling >= runs(1000) / 2, `${telling} of the filters tell courses apart`)
})

/** All that a statement is made of. */
const ours = /course\.\w+|json_each(?:\.value)?|typeof|format|'real'|'%\.15g'|'\\'|\b(?:AND|OR|NOT|IS|NULL|TRUE|FALSE|LIKE|ESCAPE|COLLATE|NOCASE|EXISTS|SELECT|1|FROM|WHERE|CASE|WHEN|THEN|ELSE|END)\b|[ ()=<>?,]/g

const anyCharacter = fc.oneof(
  fc.constantFrom("'", '(', ')', ',', ' ', '-', '.', ':', '0', 'e', '\\', '"', '%', '\0', '\n', '\u00A0', '\uD83C', '\uDF89', 'İ'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })
)

/** A text with one character lost, added or another. */
const damaged = (text: string) => fc.tuple(fc.nat(text.length), fc.constantFrom(0, 1), fc.oneof(fc.constant(''), anyCharacter))
  .map(([at, lost, added]) => text.slice(0, at) + added + text.slice(at + lost))

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom('Cost', 'eq', 'and', 'or', 'not', 'null', 'contains', '(', ')', ',', "'", "'x'", '10', '2026-03-02', ' ', 'asc', 'desc'), { maxLength: 12 }).map(parts => parts.join(' '))
)

/** What is done with a text is done, or is a fault somewhere in it. */
function readsOrFaults (text: string, read: (text: string) => unknown): 'read' | 'fault' {
  try {
    read(text)
    return 'read'
  } catch (error) {
    if (!(error instanceof FilterFault)) throw error
    const { position, message } = error
    deepStrictEqual([Number.isInteger(position), position >= 0, position <= text.length], [true, true, true], `${position} is in the text`)
    deepStrictEqual(message.startsWith(`At position ${position}: `), true, message)
    return 'fault'
  }
}

t.test('Whatever is written is read or has a fault somewhere', async t => {
  const db = storeCourses(madeUpCourses(5))
  const seen = { read: 0, fault: 0 }
  fc.assert(fc.property(fc.oneof({ weight: 4, arbitrary: madeUpFilter.chain(({ text }) => damaged(text)) }, { weight: 1, arbitrary: anyText }), text => {
    seen[readsOrFaults(text, text => find(db, text))]++
  }), { numRuns: runs(1000) })
  t.ok(Math.min(seen.read, seen.fault) >= runs(1000) / 10, `${seen.read} are read, ${seen.fault} have a fault`)
})

t.test('An ordering is read into SQL', async t => {
  for (const [text, sql, unknown = []] of [
    ['StartDate asc', 'course.startDate ASC'],
    ['startdate DESC', 'course.startDate DESC'],
    ['Name', 'course.name COLLATE NOCASE ASC'],
    ['Name desc, StartDate', 'course.name COLLATE NOCASE DESC, course.startDate ASC'],
    ['  COST  Desc ,name\tASC ', 'course.cost DESC, course.name COLLATE NOCASE ASC'],
    ['CF_tūranga', 'course.turanga COLLATE NOCASE ASC'],
    ['Name desc, Cost, name asc', 'course.name COLLATE NOCASE DESC, course.cost ASC'],
    ['Colour, Name', 'course.name COLLATE NOCASE ASC', ['Colour']],
    ['Colour desc, desc, Colour', '', ['Colour', 'desc']]
  ] as Array<[string, string, string[]?]>) t.same(compileOrder(text, fields), { sql, unknown }, text)
})

t.test('An ordering sorts texts without regard to case, and what has no value first', async t => {
  const names = ['b', 'A', null, 'a', 'C']
  const db = storeCourses(names.map((Name, at) => ({ ...painting, ID: `${at}`, Name })))
  const sorted = (text: string): unknown => db.prepare(`SELECT name FROM course ORDER BY ${compileOrder(text, fields).sql}`).pluck().all()
  t.same(sorted('Name, ID'), [null, 'A', 'a', 'b', 'C'])
  t.same(sorted('Name desc, ID desc'), ['C', 'b', 'a', 'A', null])
})

t.test('An ordering that cannot be read is refused at the place where it goes wrong', async t => faults(t, text => compileOrder(text, fields), [
  ['', 0, 'expected a property, but found the end'],
  [' , Name', 1, 'expected a property, but found ","'],
  ['Name,', 5, 'expected a property, but found the end'],
  ['Name sideways', 5, 'expected "asc", "desc", "," or the end, but found "sideways"'],
  ['Name desc asc', 10, 'expected "asc", "desc", "," or the end, but found "asc"'],
  ['Name; DROP TABLE course', 4, 'expected "asc", "desc", "," or the end, but found ";"'],
  ['Name desc, 1', 11, 'expected a property, but found "1"'],
  ['Name,'.repeat(2001), 10_000, 'the text must have at most 10000 characters, but has 10005']
]))

t.test('Whatever is written for an ordering is read or has a fault somewhere', async () => {
  const db = storeCourses([painting])
  const orderings = fc.array(fc.constantFrom('Name', 'cost desc', 'StartDate ASC', 'Colour'), { minLength: 1, maxLength: 5 })
  fc.assert(fc.property(fc.oneof(orderings.chain(parts => damaged(parts.join(','))), anyText), text => {
    readsOrFaults(text, text => db.prepare(`SELECT id FROM course ORDER BY ${compileOrder(text, fields).sql || '1'}`).all())
  }), { numRuns: runs(1000) })
})

t.test('A selection is fields in their own order, and names that no field has', async t => {
  for (const [text, names, unknown = []] of [
    ['ID,StartDate', ['ID', 'StartDate']],
    ['StartDate,ID', ['ID', 'StartDate']],
    [' startdate , NAME,name', ['Name', 'StartDate']],
    ['ID,DisplayCost,Cost,DisplayCost', ['ID', 'Cost'], ['DisplayCost']],
    ['ID,,', ['ID']],
    ['DisplayCost', [], ['DisplayCost']],
    ['constructor,*', [], ['constructor', '*']],
    ['', fields.map(({ name }) => name)],
    [' , ', fields.map(({ name }) => name)]
  ] as Array<[string, string[], string[]?]>) {
    const selection = readSelect(text, fields)
    t.same([selection.fields.map(({ name }) => name), selection.unknown], [names, unknown], `"${text}"`)
  }
})
