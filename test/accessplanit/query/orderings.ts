import fc from 'fast-check'
import t from 'tap'
import { compileOrder, orderBy } from '../../../src/accessplanit/query/ordering.ts'
import { readSelect } from '../../../src/accessplanit/query/select.ts'
import { runs } from '../../effort.ts'
import { fields, storeCourses } from './courses.ts'
import { painting, faults, damaged, anyText, readsOrFaults } from './asserting.ts'

t.test('An ordering is read into SQL', async t => {
  for (const [text, sql, unknown = [], again = []] of [
    ['StartDate asc', 'course.startDate ASC'],
    ['startdate DESC', 'course.startDate DESC'],
    ['Name', 'course.name COLLATE NOCASE ASC'],
    ['Name desc, StartDate', 'course.name COLLATE NOCASE DESC, course.startDate ASC'],
    ['  COST  Desc ,name\tASC ', 'course.cost DESC, course.name COLLATE NOCASE ASC'],
    ['CF_tūranga', 'course.turanga COLLATE NOCASE ASC'],
    ['Name desc, Cost, name asc', 'course.name COLLATE NOCASE DESC, course.cost ASC', [], ['Name']],
    ['Colour, Name', 'course.name COLLATE NOCASE ASC', ['Colour']],
    ['Colour desc, desc, Colour', '', ['Colour', 'desc']]
  ] as Array<[string, string, string[]?, string[]?]>) {
    const { terms, ...names } = compileOrder(text, fields)
    t.same({ sql: orderBy(terms), ...names }, { sql, unknown, again }, text)
  }
})

t.test('An ordering sorts texts without regard to case, and what has no value first', async t => {
  const names = ['b', 'A', null, 'a', 'C']
  const db = storeCourses(names.map((Name, at) => ({ ...painting, ID: `${at}`, Name })))
  const sorted = (text: string): unknown =>
    db.prepare(`SELECT name FROM course ORDER BY ${orderBy(compileOrder(text, fields).terms)}`).pluck().all()
  t.same(sorted('Name, ID'), [null, 'A', 'a', 'b', 'C'])
  t.same(sorted('Name desc, ID desc'), ['C', 'b', 'a', 'A', null])
})

t.test('An ordering that cannot be read is refused at the place where it goes wrong', async t =>
  faults(t, text => compileOrder(text, fields), [
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
    readsOrFaults(text, text => db.prepare(`SELECT id FROM course ORDER BY ${orderBy(compileOrder(text, fields).terms) || '1'}`).all())
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
    ['constructor,Cost,*', fields.map(({ name }) => name), ['constructor']],
    ['', fields.map(({ name }) => name)],
    [' , ', fields.map(({ name }) => name)]
  ] as Array<[string, string[], string[]?]>) {
    const selection = readSelect(text, fields)
    t.same([selection.fields.map(({ name }) => name), selection.unknown], [names, unknown], `"${text}"`)
  }
})
