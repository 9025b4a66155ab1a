import type { TSchema } from '@sinclair/typebox'
import { codeTables } from '../../src/tec/work-based/codes.ts'

/** What is sent for a member, and of what kind it is. */
export interface Probe {
  kind: string
  value: unknown
  /** Whether it must be refused or told of, so that to read back the same is not enough. */
  isToBeTold: boolean
}

const told = (kind: string, ...values: unknown[]): Probe[] => values.map(value => ({ kind, value, isToBeTold: true }))
const kept = (kind: string, ...values: unknown[]): Probe[] => values.map(value => ({ kind, value, isToBeTold: false }))

const notSet = ['0001-01-01', '1753-01-01', '1899-12-30', '1899-12-31', '1900-01-01', '9999-12-31']
const noDates = ['2026-02-30', '2025-02-29', '2026-3-2', '02/03/2026', '20260302', '2026-13-01', '2 March 2026', 20260302, 0, true]

const dates = (): Probe[] => [
  ...told('what programs send for nothing', ...notSet, '', '   ', 'null'),
  ...told('a wrong form', ...noDates, '2026-03-02T00:00:00', '2026-03-02T00:00:00.000Z', '2026-03-02T00:00:00+13:00', ['2026-03-02']),
  ...told('a day that is hardly meant', '1800-01-01', '2300-01-01'),
  ...kept('a day', '2026-03-01', '2026-03-02', '2026-03-03', '2024-02-29')
]

const dateTimes = (): Probe[] => [
  ...told('what programs send for nothing', ...notSet, ...notSet.map(day => `${day}T00:00:00`), '0001-01-01T00:00:00Z', '', '   ', 'null'),
  ...told('a wrong form', ...noDates, '2026-03-02 09:00', ['2026-03-02']),
  ...told('a day that is hardly meant', '1800-01-01', '2300-01-01T00:00:00+13:00'),
  ...kept('a moment', '2026-03-02', '2026-03-02T09:30:00', '2026-03-02T09:30:00Z', '2026-03-02T00:00:00+13:00',
    '2024-02-29T23:59:59.999-11:00')
]

/** Half of the letters of a text in the other case: nothing where it has none. */
const otherCase = (text: string): string[] => [text.toLowerCase(), text.toUpperCase()].filter(it => it !== text).slice(0, 1)

function texts ({ maxLength }: TSchema, good: unknown): Probe[] {
  const longest = maxLength ?? 300
  return [
    ...told('what programs send for nothing', '', '   ', '\u00a0', '\t', 'null', 'undefined', 'NaN', '[object Object]')
      .filter(({ value }) => (value as string).length <= longest),
    ...told('a wrong form', 5, 1.5, true, ['x'], { a: 1 }),
    ...kept('the longest', 'x'.repeat(longest), 'ā'.repeat(longest), '9'.repeat(longest)),
    ...(maxLength === undefined ? [] : told('too long', 'x'.repeat(longest + 1), 'ā'.repeat(longest + 1), ' '.repeat(longest + 1))),
    ...kept('letters', 'Ā', 'a\u0304', '"', ';', 'ß', ...(longest > 1 ? ['𝒳'] : [])),
    ...kept('blanks around it', ' x', 'x ').filter(({ value }) => (value as string).length <= longest),
    ...(typeof good === 'string' ? kept('another case', ...otherCase(good)) : [])
  ]
}

const smallest = -2147483648
const greatest = 2147483647

const integers = ({ minimum = smallest, maximum = greatest }: TSchema): Probe[] => [
  ...kept('the bounds', minimum, maximum, 1),
  ...told('beyond the bounds', minimum - 1, maximum + 1, 1e21),
  ...told('a number below 0', -1),
  ...told('a wrong form', 1.5, '5', '5.5', '', 'five', ' 5', true, [5]),
  ...kept('none', 0)
]

const numbers = (): Probe[] => [
  ...kept('a number', 0, 1, 0.1, 1234.56, 0.1 + 0.2, 1 / 3, 123456789.01, 5e-7, 1e15, 9007199254740991),
  ...kept('a great number', 1e21, 1.7976931348623157e308),
  ...told('a number below 0', -1, -0.01),
  ...told('a wrong form', '5', '5.5', '', 'five', '5,5', true, [5])
]

/** A code that may be written as a text or as a number. */
function codes (schema: TSchema): Probe[] {
  const { maxLength } = (schema.anyOf as TSchema[]).find(({ type }) => type === 'string')!
  return [
    ...kept('a code', '1', '01', 1, 7, 'x', 'ā').filter(({ value }) => String(value).length <= (maxLength ?? 2)),
    ...(maxLength === undefined ? [] : kept('the longest', 'x'.repeat(maxLength), '9'.repeat(maxLength), 10 ** maxLength - 1)),
    ...(maxLength === undefined ? [] : told('too long', 'x'.repeat(maxLength + 1), '0'.repeat(maxLength + 1), 10 ** maxLength)),
    ...told('what programs send for nothing', ...['', ' ', 'null'].filter(it => it.length <= (maxLength ?? 4))),
    ...told('a wrong form', -1, true, ['1'])
  ]
}

const flags = (): Probe[] => [...kept('a flag', true, false, 0, 1, 'Y', 'true'), ...told('a wrong form', 1.5, ['Y'], {})]

/** Lists, of which each item is probed as well. */
function lists ({ items, maxItems: most }: TSchema, good: unknown): Probe[] {
  const [isBounded, maxItems] = [most !== undefined, most ?? 6]
  const one = (Array.isArray(good) ? good[0] : undefined) ?? (items.type === 'integer' ? 3 : items.type === 'number' ? 0.0333 : '111')
  const isOfAmounts = items.type === 'number'
  const item = (n: number) => typeof one === 'number' ? (isOfAmounts ? n / 1000 : n) : String(n).padStart(3, '0')
  const several = (count: number) => Array.from({ length: count }, (_, n) => item(n + 1))
  return [
    ...kept('a list', [one], several(maxItems), []),
    ...(isBounded ? told('too many', several(maxItems + 1)) : []),
    ...(isOfAmounts ? kept : told)('the same twice', [one, one], [one, item(9), one]),
    ...told('a wrong form', one, { 0: one }, [null], [[one]], 'x'),
    ...probesOf(items as TSchema, undefined, one)
      .filter(({ value }) => value !== undefined)
      .map(({ value, ...rest }) => ({ ...rest, kind: `item: ${rest.kind}`, value: [value] }))
  ]
}

const unknownCode = (table: Readonly<Record<string, string>>, max = 2): Probe[] =>
  told('not of the table', ...['Z'.repeat(max), 'Q', '98'].filter(it => it.length <= max && !Object.hasOwn(table, it)))

/** What is sent for a member of a form. `good` is what the request that is accepted has there. */
export function probesOf (schema: TSchema, name: string | undefined, good: unknown): Probe[] {
  if (schema.type === 'array') return lists(schema, good)
  if (schema.anyOf) return (schema.anyOf as TSchema[]).some(({ type }) => type === 'boolean') ? flags() : codes(schema)
  if (schema.type === 'number') return numbers()
  if (schema.type === 'boolean') return [...kept('a truth', true, false), ...told('a wrong form', 'yes', 2, [true], '   ')]
  const table = name === undefined ? undefined : codeTables[name]?.codes
  if (schema.type === 'integer') return [...integers(schema), ...(table ? told('not of the table', 98, 1000) : [])]
  if (schema.format === 'date') return dates()
  if (schema.format === 'date-time') return dateTimes()
  return [...texts(schema, good), ...(table ? unknownCode(table, schema.maxLength) : [])]
}
