import t from 'tap'
import { readCount } from '../../../src/accessplanit/query/counting.ts'
import type { Field } from '../../../src/accessplanit/query/field.ts'
import { parseFilter } from '../../../src/accessplanit/query/filter.ts'
import { readFilter } from '../../../src/accessplanit/query/loosely.ts'
import { isBlank, lastOf, readOption, readWholeNumber } from '../../../src/accessplanit/query/options.ts'
import { compileOrder, orderBy, tellNamedAgain } from '../../../src/accessplanit/query/ordering.ts'
import { FilterFault } from '../../../src/accessplanit/query/reader.ts'
import { compileFilter } from '../../../src/accessplanit/query/sql.ts'
import { tellStrangers } from '../../../src/accessplanit/query/strangers.ts'

/** What a query compares with that can be like nothing, what it asks of a field that is shown as an empty text, and what options say. */

const fields: readonly Field[] = [
  { name: 'Label', type: 'text', sql: 'Label' },
  { name: 'Note', type: 'text', sql: 'Note', isEmpty: 'Note IS NULL' },
  { name: 'Size', type: 'number', sql: 'Size', isEmpty: 'Size IS NULL' },
  { name: 'Cost', type: 'number', sql: 'Cost' },
  { name: 'StartDate', type: 'dateTime', sql: 'StartDate' },
  { name: 'Tags', type: 'list', sql: 'Tags' },
  { name: 'Status', type: 'text', sql: 'Status', values: ['Open', 'Fully Booked'] },
  { name: 'State', type: 'text', sql: 'State', values: ['On', ''], isEmpty: 'State IS NULL' },
  { name: 'Plain', type: 'text', sql: 'Plain', values: ['MainHall'], plain: text => text.replaceAll(' ', '') }
]

const compiled = (filter: string) => compileFilter(parseFilter(filter), fields)

t.test('A text that no value of a field can be like is told of, and one that can is not', t => {
  const cases: Array<[filter: string, why: string | undefined]> = [
    ["Label eq 'Safety'", undefined], ["Label eq ''", 'no value'], ["Label ne ''", 'no value'], ["contains(Label, '')", undefined],
    ["Label gt ''", undefined], ["Label eq 'null'", 'says nothing'], ["Label eq 'NaN'", 'says nothing'], ["Label ne '  '", 'says nothing'],
    ["Label eq '[object Object]'", 'says nothing'], ["contains(Label, 'undefined')", 'says nothing'], ["Label gt 'null'", undefined],
    ["Label eq 'annul null'", undefined], ["Label eq 'null and void'", undefined], ['Label eq null', undefined],
    ["Note eq ''", undefined], ["Note eq 'null'", 'says nothing'],
    ["Tags eq ''", undefined], ["Tags eq 'null'", 'says nothing'], ["Tags eq 'First Aid'", undefined],
    ['Cost eq 10', undefined], ["contains(Cost, '-1.5e3')", undefined], ["contains(Cost, 'ten')", 'no number'],
    ["contains(Cost, '1 0')", 'no number'], ["contains(Cost, 'x1')", 'no number'], ["contains(Cost, '1x')", 'no number'],
    ["contains(StartDate, 'null')", undefined],
    ["Status eq 'open'", undefined], ["Status ne 'OPEN'", undefined], ["Status eq 'Shut'", 'not of its table'],
    ["Status ne 'Ope'", 'not of its table'], ["Status eq 'Ope'", 'not of its table'], ["Status eq ''", 'not of its table'],
    ["Status ne ''", undefined],
    ["contains(Status, 'Book')", undefined], ["contains(Status, 'cook')", 'not of its table'], ["contains(Status, '')", undefined],
    ["startswith(Status, 'full')", undefined], ["startswith(Status, 'booked')", 'not of its table'],
    ["endswith(Status, 'booked')", undefined], ["endswith(Status, 'full')", 'not of its table'], ["Status gt 'Shut'", undefined],
    ['Status eq null', undefined], ["State eq ''", undefined], ["State eq 'Off'", 'not of its table'],
    ["Plain eq 'main hall'", undefined], ["Plain eq 'side hall'", 'not of its table']
  ]
  for (const [filter, why] of cases) t.same(compiled(filter).strangers.map(it => it.why), why === undefined ? [] : [why], filter)
  t.end()
})

t.test('Of each field it is told once, with what its values are', t => {
  const remarks: Array<{ kind: string, member: string, message: string }> = []
  const filters = [
    "Status eq 'A' or Status eq 'A' or Status eq 'B' or Status eq 'C' or Status eq 'D'", "Label eq 'null'", "Label eq ''",
    "contains(Cost, 'x')"
  ]
  tellStrangers(remarks as never, '$filter', filters.flatMap(it => compiled(it).strangers))
  const found = 'Without quotation marks, null finds records that have no value'
  t.strictSame(remarks, [
    ['Status', '$filter compares Status with "A", "B" and "C", which its values do not have. They are Open and Fully Booked'],
    ['Label', `$filter compares Label with "null", which is what programs write for a value that they do not have. ${found}`],
    ['Label', `$filter compares Label with "", which is a value like another. ${found}`],
    ['Cost', '$filter compares Cost with "x", which is in no number']
  ].map(([member, message]) => ({ kind: 'unknown-value', member, message })))
  t.end()
})

t.test('A field that shows an empty text for no value has that text, and never null', t => {
  const cases: Array<[filter: string, sql: string, values?: unknown[]]> = [
    ["Note eq ''", '(Note IS NULL)'], ["Note ne ''", 'NOT (Note IS NULL)'], ['Note eq null', 'FALSE'], ['Note ne null', 'TRUE'],
    ["Note eq 'x'", 'Note = ? COLLATE NOCASE', ['x']], ["Note gt ''", "coalesce(Note, '') > ? COLLATE NOCASE", ['']],
    ["contains(Note, 'x')", "instr(lower(coalesce(Note, '')), ?) > 0", ['x']],
    ["contains(Label, 'ÀB_%')", 'instr(lower(Label), ?) > 0', ['Àb_%']],
    ["startswith(Label, 'aB_%')", "Label LIKE ? ESCAPE '\\'", ['aB\\_\\%%']],
    ["endswith(Label, 'X_')", "(SELECT substr(lower(Label) || '$', -length(it)) = it FROM (SELECT ? AS it))", ['x_$']],
    ['Size gt 1', 'Size > ?', [1]], ['Label eq null', 'Label IS NULL'], ['Label ne null', 'Label IS NOT NULL'],
    ["Label gt ''", 'Label > ? COLLATE NOCASE', ['']], ['Cost eq 1e10', 'Cost = ?', [1e10]], ['Cost eq -.5E-12', 'Cost = ?', [-0.5e-12]],
    ["Plain eq 'Main Hall'", 'Plain = ? COLLATE NOCASE', ['MainHall']], ['Plain eq null', 'Plain IS NULL'],
    ['StartDate eq 9999-12-30', 'StartDate = ?', ['9999-12-30T00:00:00']],
    ['StartDate lt 9999-12-31T23:59:59.9999999Z', 'StartDate < ?', ['9999-12-31T23:59:59']],
    [`Label eq '${'x'.repeat(9989)}'`, 'Label = ? COLLATE NOCASE', ['x'.repeat(9989)]]
  ]
  for (const [filter, sql, values = []] of cases) {
    const found = compiled(filter)
    t.strictSame([found.sql, found.values], [sql, values], filter)
  }
  t.end()
})

t.test('An option is read by its last text, and what says nothing is blank', t => {
  t.same([lastOf(undefined), lastOf('a'), lastOf(['a', 'b', 'c'])], [undefined, 'a', 'c'])
  const blank = (option: string) => ['', '  ', ' , ,', ',x', 'x,', 'x'].map(text => isBlank(option, text))
  t.same(blank('$select'), [true, true, true, false, false, false])
  t.same(blank('$orderby'), [true, true, false, false, false, false])
  t.end()
})

t.test('A whole number is from its least to nine digits', t => {
  for (const [text, least, number] of [['0', 0, 0], ['1', 1, 1], ['999999999', 0, 999_999_999], ['-1', -5, -1], ['012', 0, 12]] as const) {
    t.equal(readWholeNumber('$top', text, least), number, text)
  }
  for (const text of ['0', '-1', '1000000000', '1.5', '1e3', 'x1', '1x', '', 'ten']) {
    const message = `$top must be a whole number from 1 to 999999999, but is "${text}".`
    t.throws(() => readWholeNumber('$top', text, 1), { kind: 'malformed', message, errors: { $top: [message] } }, text)
  }
  t.throws(() => readOption('$filter', () => { throw new FilterFault(3, 'a fault') }), { kind: 'malformed', message: /a fault/ })
  t.throws(() => readOption('$filter', () => { throw new RangeError('of ours') }), RangeError)
  t.end()
})

t.test('A $count is true or false in any case, and else told of', t => {
  const cases = [['true', true, false], ['TRUE', true, false], ['False', false, false], ['yes', false, true]] as const
  for (const [text, isCounted, isTold] of cases) {
    const remarks: object[] = []
    t.equal(readCount(remarks as never, text), isCounted, text)
    const message = `$count is "${text}", neither true nor false; nothing is counted`
    t.strictSame(remarks, isTold ? [{ kind: 'ignored-option', member: '$count', message }] : [], text)
  }
  t.end()
})

t.test('What an ordering names once more is told of once', t => {
  const remarks: object[] = []
  tellNamedAgain(remarks as never)
  tellNamedAgain(remarks as never, compileOrder('Label, Cost', fields))
  t.same(remarks, [])
  const ordered = compileOrder('Label, Cost, label desc, cost, Tags', fields)
  t.equal(orderBy(ordered.terms), 'Label COLLATE NOCASE ASC, Cost ASC, Tags COLLATE NOCASE ASC')
  tellNamedAgain(remarks as never, ordered)
  const message = '$orderby names Label and Cost more than once; the first counts'
  t.strictSame(remarks, [{ kind: 'ignored-option', member: '$orderby', message }])
  t.end()
})

t.test('A filter that is read as it was probably meant is told of, with its fault', t => {
  const read = (filter: string, choice: 'read' | 'refused' = 'read') => {
    const remarks: object[] = []
    const { values } = readFilter({ reading: () => choice as never, remarks: remarks as never }, filter, fields)
    return { values, remarks }
  }
  const told = (fault: string) =>
    ({ kind: 'loosely-read', member: '$filter', message: `$filter was read as it is probably meant. At position ${fault}.` })
  t.strictSame(read("Label eq 'O'Brien'"), {
    values: ["O'Brien"], remarks: [told('12: expected "and", "or" or the end, but found "Brien"')]
  })
  const cut = 'expected a date, but found "2026-03-02T09:00:00.25 05:30"; a "+" in a query stands for a space; send it as %2B'
  t.strictSame(read('StartDate ge 2026-03-02T09:00:00.25 05:30'), {
    values: ['2026-03-02T16:30:00.25'], remarks: [told(`13: ${cut}`)]
  })
  t.match(read("Label eq 'null'").remarks, [{ kind: 'unknown-value', message: /^\$filter compares Label/ }])
  t.throws(() => read("Label eq 'O'Brien'", 'refused'), { message: /found "Brien"/ })
  t.throws(() => read('Label eq'), { message: /found the end/ })
  t.end()
})
