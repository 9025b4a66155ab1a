import fc, { type Arbitrary } from 'fast-check'
import { daysAfter } from '../../src/core/civil-date.ts'
import { today } from './callers.ts'
import { hostileJson, hostileName, oddDates } from './hostile.ts'
import type { Schema } from './operations.ts'
import { valueOf, weighed, type Asked } from './values.ts'

/** What is written of one member of an object: nothing, once, or several times; each a name and JSON. */
export type Written = Array<[name: string, json: string]>

const once = (name: string) => (json: string): Written => [[name, json]]

/** A body of a hundred members has few at a time, so that one seldom spoils it. */
const isWide = ({ operation: { body } }: Asked): boolean => Object.keys(body?.schema.properties ?? {}).length > 15

function asItShould (schema: Schema, name: string, asked: Asked, required: boolean): Arbitrary<Written> {
  const written = jsonOf(schema, name, asked).map(once(name))
  return required ? written : fc.oneof(weighed(3, written), weighed(isWide(asked) ? 20 : 1, fc.constantFrom<Written>([], [[name, 'null']])))
}

/** One thing wrong with a member, or nearly wrong. */
function withASlip (schema: Schema, name: string, asked: Asked): Arbitrary<Written> {
  const good = jsonOf(schema, name, asked)
  return fc.oneof(
    fc.constantFrom<Written>([], [[name, 'null']]),
    fc.constantFrom('1', '1.5', '"1"', '""', 'true', '[]', '{}', '["x"]').map(once(name)),
    boundaries(schema, good).map(once(name)),
    good.map(once(name.toUpperCase())),
    good.map(json => [[name, json], [name, json]] as Written),
    fc.tuple(good, good).map(([one, two]) => [[name, one], [name[0]!.toUpperCase() + name.slice(1), two]] as Written),
    fc.tuple(good, hostileName, hostileJson).map(([json, other, value]) => [[name, json], [other, value]] as Written),
    ...(schema.properties ? [weighed(6, oneSlip(membersOf(schema, asked), schema, asked).map(toJson).map(once(name)))] : [])
  )
}

/** Values on either side of what a schema allows, as JSON. */
function boundaries (schema: Schema, good: Arbitrary<string>): Arbitrary<string> {
  const { type, format, minLength = 0, maxLength, minimum, maximum, maxItems = 3 } = schema
  if (type === 'array') {
    return good.chain(json => fc.constantFrom(0, 1, maxItems, maxItems + 1)
      .map(length => `[${Array(length).fill(json.slice(1, -1) || '1').join(',')}]`))
  }
  if (type === 'object') return good
  if (type !== 'string') {
    const around = [minimum, maximum].filter(it => it !== undefined).flatMap(it => [it - 1, it, it + 1])
    return fc.constantFrom(...around, 0, 1, -1).map(String)
  }
  if (format === 'date') {
    return fc.constantFrom(...oddDates, daysAfter(today, 1), today, daysAfter(today, -1))
      .map(date => JSON.stringify(date))
  }
  const lengths = [minLength - 1, minLength, ...(maxLength === undefined ? [1000] : [maxLength, maxLength + 1])].filter(it => it >= 0)
  return fc.constantFrom(...lengths).map(length => JSON.stringify('9'.repeat(length)))
}

/** A value of the schema as JSON, as it should be. */
function jsonOf (schema: Schema, name: string, asked: Asked): Arbitrary<string> {
  if (schema.properties) return membersOf(schema, asked).map(toJson)
  if (schema.type !== 'array') return valueOf(schema, name, asked).map(value => JSON.stringify(value))
  const { items = {}, minItems = 0, maxItems = 3 } = schema
  return fc.array(jsonOf(items, name, asked), { minLength: minItems, maxLength: Math.min(maxItems, 3) })
    .map(items => `[${items.join(',')}]`)
}

/** What is written of each member. */
const membersOf = (schema: Schema, asked: Asked): Arbitrary<Written[]> => fc.tuple(...Object.entries(schema.properties!)
  .map(([name, member]) => asItShould(member, name, asked, schema.required?.includes(name) ?? false)))

const toJson = (written: Written[]): string => `{${written.flat().map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`

/** One member of good ones in some other way. */
function oneSlip (good: Arbitrary<Written[]>, { properties = {} }: Schema, asked: Asked): Arbitrary<Written[]> {
  const names = Object.keys(properties)
  const slip = fc.nat(names.length - 1).chain(at => withASlip(properties[names[at]!]!, names[at]!, asked).map(written => ({ at, written })))
  return fc.tuple(good, slip).map(([members, { at, written }]) => members.with(at, written))
}

/** Several members in ways that only malice would find. */
function hostile (good: Arbitrary<Written[]>, { properties = {} }: Schema): Arbitrary<Written[]> {
  const names = Object.keys(properties)
  const written = fc.tuple(fc.nat(names.length - 1), fc.option(hostileName, { nil: undefined, freq: 2 }), hostileJson)
  return fc.tuple(good, fc.array(written, { minLength: 1, maxLength: 5 })).map(([members, written]) =>
    written.reduce((all, [at, other, json]) => all.with(at, [[other ?? names[at]!, json]]), members))
}

/** The members of a body: as they should be, with one slip, or hostile. */
function written (schema: Schema, asked: Asked): Arbitrary<Written[]> {
  const good = membersOf(schema, asked)
  if (Object.keys(schema.properties!).length === 0) return good
  return fc.oneof(weighed(5, good), weighed(4, oneSlip(good, schema, asked)), weighed(2, hostile(good, schema)))
}

/** A body as JSON. */
export const jsonBody = (schema: Schema, asked: Asked): Arbitrary<string> =>
  schema.properties ? written(schema, asked).map(toJson) : fc.oneof(weighed(5, jsonOf(schema, '', asked)), weighed(1, hostileJson))

/** A text as it is, anything else as JSON. */
const plain = (json: string): string => {
  try {
    const value = JSON.parse(json)
    return typeof value === 'string' ? value : json
  } catch {
    return json
  }
}

/** A body as a form, which knows texts only. */
export const formBody = (schema: Schema, asked: Asked): Arbitrary<string> => written(schema, asked).map(members =>
  new URLSearchParams(members.flat().map(([name, json]): [string, string] => [name, plain(json)])).toString())

/** A body as XML: an element for each member, its name as it is where XML has such names. */
export const xmlBody = (schema: Schema, asked: Asked): Arbitrary<string> => written(schema, asked).map(members =>
  `<Body>${members.flat().map(([name, json]) => element(/^[A-Za-z_]\w*$/.test(name) ? name : 'Odd', json)).join('')}</Body>`)

const element = (name: string, json: string): string => `<${name}>${contentOf(json)}</${name}>`

function contentOf (json: string): string {
  if (!json.startsWith('["')) return escaped(plain(json))
  return (JSON.parse(json) as unknown[]).map(item => `<string>${escaped(String(item))}</string>`).join('')
}

const escaped = (text: string): string => text.replace(/[&<>]/g, character => `&#${character.charCodeAt(0)};`)
