import fc, { type Arbitrary } from 'fast-check'
import { hostileText, wellFormed } from './hostile.ts'
import type { Schema } from './operations.ts'
import { valueOf, type Asked } from './values.ts'

/** What a request asks for behind its path: nothing as often as not. */
export function queryOf (asked: Asked): Arbitrary<string> {
  const { operation: { service, query, needed } } = asked
  const known = Object.entries(query).map(([name, schema]) => partOf(name, schema, asked))
  const listed = recordOf(asked)
  // Version 1 says of no operation what it takes behind the path; each list takes the same.
  const parts = listed && /^accessplanit-v\d$/.test(service) ? feedParts(listed, asked) : known
  if (parts.length === 0) return fc.constant('')
  const some = fc.oneof(
    fc.uniqueArray(fc.oneof(...parts), { maxLength: 3, selector: ([name]) => name }),
    ...(needed.length > 0 ? [{ weight: 4, arbitrary: fc.tuple(...known.filter((_, n) => needed.includes(Object.keys(query)[n]!))) }] : []))
  return fc.oneof({ weight: 1, arbitrary: fc.constant('') },
    { weight: 2, arbitrary: some.map(parts => parts.length === 0 ? '' : `?${written(parts)}`) })
}

type Part = [name: string, value: string]

const written = (parts: readonly Part[]): string =>
  parts.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(wellFormed(value))}`).join('&')

const counts = fc.constantFrom('0', '1', '2', '3', '100', '-1', '7', '2147483647', '2147483648', 'x', '', '1.5')

function partOf (name: string, schema: Schema, asked: Asked): Arbitrary<Part> {
  const value = schema.type === 'integer'
    ? counts
    : schema.type === 'boolean'
      ? fc.constantFrom('true', 'false', 'TRUE', '1', '')
      : valueOf(schema, name, asked)
  return fc.oneof({ weight: 6, arbitrary: value.map(String) }, { weight: 1, arbitrary: hostileText }).map(text => [name, text])
}

/** The schema of a record of a list, if the operation answers a list. */
function recordOf ({ operation: { replies } }: Asked): Schema | undefined {
  const reply = replies[200]
  const list = reply?.type === 'array' ? reply : reply?.properties?.results
  return list?.items?.properties && list.items
}

/** `$filter` and its like, over the members of a record, and members as parameters of their own. */
function feedParts ({ properties = {} }: Schema, asked: Asked): Array<Arbitrary<Part>> {
  const name = fc.constantFrom(...Object.keys(properties))
  const part = (key: string, value: Arbitrary<string>): Arbitrary<Part> =>
    fc.oneof({ weight: 8, arbitrary: value }, { weight: 1, arbitrary: hostileText }).map(text => [key, text])
  const comparison = name.chain(member => literalOf(properties[member]!, member, asked).chain(literal => fc.constantFrom(
    `${member} eq ${literal}`, `${member} ne ${literal}`, `${member.toLowerCase()} ge ${literal}`, `not (${member} lt ${literal})`,
    `contains(${member}, ${literal})`, `startswith(${member},${literal})`, `${member} eq null`
  )))
  const both = fc.tuple(comparison, fc.constantFrom(' and ', ' or ', ' AND not ', ' '), comparison).map(parts => parts.join(''))
  return [
    part('$filter', fc.oneof({ weight: 3, arbitrary: comparison }, { weight: 1, arbitrary: both })),
    part('$orderby', fc.tuple(name, fc.constantFrom('', ' desc', ' ASC', ',', ' up')).map(parts => parts.join(''))),
    part('$top', counts),
    part('$skip', counts),
    part('$count', fc.constantFrom('true', 'false', 'x')),
    part('$select', fc.uniqueArray(name, { maxLength: 4 }).map(names => names.join(','))),
    name.chain(member => literalOf(properties[member]!, member, asked).map((literal): Part => [member, literal.replaceAll("'", '')]))
  ]
}

const literalOf = (schema: Schema, name: string, asked: Asked): Arbitrary<string> => fc.oneof(
  {
    weight: 6,
    arbitrary: valueOf(schema, name, asked)
      .map(value => typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value))
  },
  { weight: 1, arbitrary: hostileText.map(text => `'${text}'`) }
)
