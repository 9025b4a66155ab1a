import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { looseFilters } from '../../../src/accessplanit/platform/readings.ts'
import { readFilter } from '../../../src/accessplanit/query/loosely.ts'
import { FilterFault } from '../../../src/accessplanit/query/reader.ts'
import type { Ask } from '../../../src/core/reading.ts'
import { runs } from '../../effort.ts'
import { openPlatform, toldBy } from '../v2/v2.ts'
import { fields, storeCourses } from './courses.ts'
import { madeUpCourses } from './expressions.ts'

/** Filters as the vendor's own client writes them: no quotation mark doubled, and numbers as its machine writes them. */

const courses = madeUpCourses(60)
const db = storeCourses(courses)

/** What a filter finds by a choice of the reading, with what is told of; undefined if it is refused. */
function read (text: string, choice: 'read' | 'refused'): { ids: string[], told: string[] } | undefined {
  const remarks: Array<{ kind: string, member: string, message: string }> = []
  const reading: Ask = (asked) => (asked.id === looseFilters.id ? choice : asked.usual) as typeof asked.usual
  try {
    const { sql, values } = readFilter({ reading, remarks: remarks as never }, text, fields)
    const ids = db.prepare(`SELECT id FROM course WHERE ${sql} ORDER BY rowid`).pluck().all(...values) as string[]
    return { ids, told: remarks.map(it => it.kind) }
  } catch (fault) {
    if (fault instanceof FilterFault) return undefined
    throw fault
  }
}

// Marks within a text, of which no doubled one and none that could end it.
const name = fc.tuple(fc.constantFrom('O', 'D', 'Tu', 'Ta'), fc.constantFrom('Brien', 'Arcy', 'gata', 'Māori', 'R&D', '100%'))
  .map(([before, after]) => `${before}'${after}`)

const amount = fc.integer({ min: -9999, max: 9999 }).map(hundredths => (hundredths / 100).toFixed(2))

t.test('A text with a quotation mark in it is read as the same with the mark doubled, or refused', async () => {
  const more = fc.constantFrom('', " and CourseType eq 'Class'")
  fc.assert(fc.property(name, fc.constantFrom('eq', 'ne', 'gt'), more, (name, operator, more) => {
    const doubled = read(`Name ${operator} '${name.replaceAll("'", "''")}'${more}`, 'refused')
    const loose = read(`Name ${operator} '${name}'${more}`, 'read')
    deepStrictEqual([loose?.ids, loose?.told], [doubled?.ids, ['loosely-read']])
    deepStrictEqual(read(`Name ${operator} '${name}'${more}`, 'refused'), undefined)
  }), { numRuns: runs(300) })
})

t.test('A decimal comma is read as a point, or refused, and never as though it were not there', async () => {
  fc.assert(fc.property(amount, fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge'), (amount, operator) => {
    const pointed = read(`Cost ${operator} ${amount}`, 'refused')
    const loose = read(`Cost ${operator} '${amount.replace('.', ',')}'`, 'read')
    deepStrictEqual([loose?.ids, loose?.told], [pointed?.ids, ['loosely-read']])
    deepStrictEqual(read(`Cost ${operator} '${amount.replace('.', ',')}'`, 'refused'), undefined)
  }), { numRuns: runs(300) })
})

t.test('An offset whose plus became a blank on the way is read with it, or refused', async () => {
  const day = fc.constantFrom('2026-03-02T09:00', '2026-03-02T09:00:00', '2026-04-05T02:30:00.5', '2026-11-01T00:00:00')
  const end = fc.constantFrom('', ')', ' and Cost gt 1', " or Name eq 'x'")
  fc.assert(fc.property(day, fc.constantFrom('', "'"), fc.constantFrom('13:00', '05:30'), end, (day, mark, offset, end) => {
    const filter = (sign: string): string => `${end === ')' ? '(' : ''}StartDate ge ${mark}${day}${sign}${offset}${mark}${end}`
    const loose = read(filter(' '), 'read')
    deepStrictEqual([loose?.ids, loose?.told], [read(filter('+'), 'refused')?.ids, ['loosely-read']])
    deepStrictEqual(read(filter(' '), 'refused'), undefined)
  }), { numRuns: runs(60) })
})

t.test('Options that come again, and values that an ampersand cuts, are answered or told of, and never an error of ours', async t => {
  const platform = await openPlatform(t)
  const part = fc.constantFrom(
    '$select=ID', '$select=Label,id', '$select=*', '$select=', '$top=3', '$top=1', '$skip=1', '$count=true', '$orderby=Label',
    "$filter=Label eq 'R&D'", "$filter=contains(Label, 'a')", "$filter=Cost gt '10,5'", "$filter=Label eq 'O'Brien'", '$fliter=x', '&',
    'a=b&a=c'
  )
  const seen = { read: 0, refused: 0 }
  await fc.assert(fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 4 }), async parts => {
    const text = parts.join('&')
    const reply = await platform.v2('GET', `Course?${text.replaceAll(' ', '%20')}`)
    const last = parts.filter(it => it.startsWith('$filter')).at(-1)
    const isCut = last?.includes('R&D') === true
    deepStrictEqual(reply.status, isCut ? 400 : 200, text)
    seen[isCut ? 'refused' : 'read']++
    if (isCut) return
    const times = (option: string): number => parts.filter(it => it.startsWith(`${option}=`)).length
    const told = toldBy(reply)
    for (const option of ['$top', '$skip', '$count', '$orderby', '$filter']) {
      deepStrictEqual(told.includes(`ignored-option:${option}`), times(option) > 1, `${text}: ${option} twice`)
    }
    const selects = parts.filter(it => it.startsWith('$select='))
    const saysNothing = selects.length > 0 && selects.every(it => it === '$select=')
    deepStrictEqual(told.includes('ignored-option:$select'), saysNothing, 'those of $select are joined')
  }), { numRuns: runs(60) })
  t.ok(seen.read > 0 && seen.refused > 0, JSON.stringify(seen))
})
