import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { parseFilter } from '../../../src/accessplanit/query/filter.ts'
import { compileFilter } from '../../../src/accessplanit/query/sql.ts'
import { runs } from '../../effort.ts'
import { fields, storeCourses } from './courses.ts'
import { madeUpCourses, madeUpFilter } from './expressions.ts'
import { comparisonsIn, holds } from './meaning.ts'
import { find } from './asserting.ts'

t.test('An index serves the start of a course and the equality of its name', async t => {
  const db = storeCourses([])
  for (const [text, index] of [
    ['StartDate ge 2026-03-02 and StartDate lt 2026-04-01', 'courseByStart (startDate>? AND startDate<?)'],
    ["Name eq 'scaffolding'", 'courseByName (name=?)'],
    ["contains(Twice, '1') and Name eq 'scaffolding'", 'courseByName (name=?)']
  ] as const) {
    const { sql, values } = compileFilter(parseFilter(text), [...fields, { name: 'Twice', type: 'number', sql: '(course.places * 2)' }])
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
const ours = /course\.\w+|json_each(?:\.value)?|typeof|format|instr|lower|substr|length|'\$'|\|\||'real'|'%\.15g'|'\\'|\b(?:AND|OR|NOT|IS|NULL|TRUE|FALSE|LIKE|ESCAPE|COLLATE|NOCASE|EXISTS|SELECT|AS|it|0|1|FROM|WHERE|CASE|WHEN|THEN|ELSE|END)\b|[ ()=<>?,-]/g
