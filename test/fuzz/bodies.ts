import fc, { type Arbitrary } from 'fast-check'
import { daysAfter } from '../../src/core/civil-date.ts'
import { codeTables } from '../../src/tec/work-based/codes.ts'
import { hostileJson, hostileName, oddDates } from './hostile.ts'
import type { Schema } from './operations.ts'
import { today, valuesFor, type Person } from './people.ts'

const weighed = <Value>(weight: number, arbitrary: Arbitrary<Value>) => ({ weight, arbitrary })

/** Those of the values that are of the schema's type, `weight` times; nothing where there are none. */
const some = (weight: number, schema: Schema, values: readonly unknown[]) => {
  const fitting = values.filter(value => schema.type === 'string' ? typeof value === 'string' : typeof value === 'number')
  return fitting.length > 0 ? [weighed(weight, fc.constantFrom(...fitting))] : []
}

/** A value of a text's or a number's own type, made up. */
function madeUp (schema: Schema, name: string): Arbitrary<unknown> {
  const { type, format, minLength = 0, maxLength = 200, minimum = 0, maximum = 9999 } = schema
  if (type === 'boolean') return fc.boolean()
  if (type === 'integer') return fc.integer({ min: Math.max(minimum, 0), max: Math.min(maximum, 9999) })
  if (type === 'number') return fc.double({ min: minimum, max: maximum, noNaN: true })
  if (format === 'date') return fc.oneof(fc.integer({ min: -10, max: 3 }), fc.integer({ min: -100, max: 10 }), fc.integer({ min: -1000, max: 400 })).map(days => daysAfter(today, days))
  if (ownName.test(name)) return fc.integer({ min: 1, max: 99_999 }).map(number => `NEW-${number}`)
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 30) }).filter(text => text.length <= maxLength)
}

/** A value that an operation would take for a member, more likely than not. */
export function valueOf (schema: Schema, name: string, { own, anybodys, making, day }: Person): Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const codes = Object.keys(codeTables[name]?.codes ?? {}).map(code => schema.type === 'string' ? code : Number(code))
  const isDate = schema.format === 'date'
  const isOwnName = ownName.test(name)
  const isNew = isNamedIn(making, name) || (isOwnName && name.startsWith('new'))
  return fc.oneof(
    ...some(isNew ? 2 : isDate ? 3 : 20, schema, valuesFor(own, name)),
    ...some(1, schema, valuesFor(anybodys, name)),
    ...some(2, schema, codes),
    ...some(isOwnName || isDate ? 1 : 10, schema, [schema.example]),
    ...some(isDate ? 40 : 0, schema, [day]),
    weighed(isNew ? 20 : isDate ? 5 : 1, madeUp(schema, name))
  )
}

/** What a TEO calls something: its id, or its name. */
const ownName = /\wLocal(?:Id|Name)$/

/** Whether a part of a path is the plural of what is called so: `off-job-deliveries` for `offJobDeliveryLocalId`. */
export const isNamedIn = (part: string, name: string): boolean =>
  ownName.test(name) && part.replaceAll('-', '').includes(name.replace(ownName, '').toLowerCase())

/** What is written of one member of an object: nothing, once, or several times; each a name and JSON. */
export type Written = Array<[name: string, json: string]>

type Way = (schema: Schema, name: string, person: Person, required: boolean) => Arbitrary<Written>

const once = (name: string) => (json: string): Written => [[name, json]]

const asItShould: Way = (schema, name, person, required) => {
  const written = jsonOf(schema, name, person, asItShould).map(once(name))
  return required ? written : fc.oneof(weighed(3, written), weighed(1, fc.constantFrom<Written>([], [[name, 'null']])))
}

/** One thing wrong with a member, or nearly wrong. */
const withASlip: Way = (schema, name, person) => {
  const good = jsonOf(schema, name, person, asItShould)
  return fc.oneof(
    fc.constantFrom<Written>([], [[name, 'null']]),
    fc.constantFrom('1', '1.5', '"1"', '""', 'true', '[]', '{}', '["x"]').map(once(name)),
    boundaries(schema, good).map(once(name)),
    good.map(once(name.toUpperCase())),
    good.map(json => [[name, json], [name, json]] as Written),
    fc.tuple(good, good).map(([one, two]) => [[name, one], [name[0]!.toUpperCase() + name.slice(1), two]] as Written),
    fc.tuple(good, hostileName, hostileJson).map(([json, other, value]) => [[name, json], [other, value]] as Written),
    ...(schema.properties ? [weighed(6, oneSlipIn(schema, person).map(once(name)))] : [])
  )
}

const hostile: Way = (schema, name, person, required) => fc.oneof(
  weighed(3, asItShould(schema, name, person, required)),
  weighed(2, hostileJson.map(once(name))),
  weighed(1, fc.tuple(hostileName, hostileJson).map(([other, json]) => [[other, json]] as Written))
)

/** Values on either side of what a schema allows, as JSON. */
function boundaries ({ type, format, minLength = 0, maxLength, minimum, maximum, maxItems = 3 }: Schema, good: Arbitrary<string>): Arbitrary<string> {
  if (type === 'array') return good.chain(json => fc.constantFrom(0, 1, maxItems, maxItems + 1).map(length => `[${Array(length).fill(json.slice(1, -1) || '1').join(',')}]`))
  if (type === 'object') return good
  if (type !== 'string') return fc.constantFrom(...[minimum, maximum].filter(it => it !== undefined).flatMap(it => [it - 1, it, it + 1]), 0, 1, -1).map(String)
  if (format === 'date') return fc.constantFrom(...oddDates, daysAfter(today, 1), today, daysAfter(today, -1)).map(date => JSON.stringify(date))
  const lengths = [minLength - 1, minLength, ...(maxLength === undefined ? [1000] : [maxLength, maxLength + 1])].filter(it => it >= 0)
  return fc.constantFrom(...lengths).map(length => JSON.stringify('9'.repeat(length)))
}

/** A value of the schema as JSON, its members written in some way. */
function jsonOf (schema: Schema, name: string, person: Person, way: Way): Arbitrary<string> {
  if (schema.properties) return membersOf(schema, person, () => way).map(toJson)
  if (schema.type !== 'array') return valueOf(schema, name, person).map(value => JSON.stringify(value))
  const { items, minItems = 0, maxItems = 3 } = schema
  return fc.array(jsonOf(items!, name, person, way), { minLength: minItems, maxLength: Math.min(maxItems, 3) }).map(items => `[${items.join(',')}]`)
}

function membersOf (schema: Schema, person: Person, wayOf: (name: string) => Way): Arbitrary<Written> {
  const members = Object.entries(schema.properties!)
  return fc.tuple(...members.map(([name, member]) => wayOf(name)(member, name, person, schema.required?.includes(name) ?? false)))
    .map(written => written.flat())
}

const toJson = (written: Written): string => `{${written.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`

const oneSlip = (schema: Schema, person: Person): Arbitrary<Written> =>
  fc.oneof(...Object.keys(schema.properties!).map(slip => membersOf(schema, person, name => name === slip ? withASlip : asItShould)))

const oneSlipIn = (schema: Schema, person: Person): Arbitrary<string> => oneSlip(schema, person).map(toJson)

/** The members of a body: as they should be, with one slip, or hostile. */
const written = (schema: Schema, person: Person): Arbitrary<Written> => fc.oneof(
  weighed(5, membersOf(schema, person, () => asItShould)),
  weighed(4, oneSlip(schema, person)),
  weighed(2, membersOf(schema, person, () => hostile))
)

/** A body as JSON. */
export const jsonBody = (schema: Schema, person: Person): Arbitrary<string> => written(schema, person).map(toJson)

/** A body as a form, which knows texts only. */
export const formBody = (schema: Schema, person: Person): Arbitrary<string> => written(schema, person).map(members =>
  new URLSearchParams(members.map(([name, json]): [string, string] => [name, json.startsWith('"') ? JSON.parse(json) : json])).toString())
