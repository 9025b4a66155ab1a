import fc, { type Arbitrary } from 'fast-check'
import { daysAfter } from '../../src/core/civil-date.ts'
import { codeTables } from '../../src/tec/work-based/codes.ts'
import { today, type Caller } from './callers.ts'
import { valuesFor } from './known.ts'
import { knownAs, subjectOf, type Operation, type Schema } from './operations.ts'

/** Who asks for what. */
export interface Asked extends Caller {
  operation: Operation
}

export const weighed = <Value>(weight: number, arbitrary: Arbitrary<Value>) => ({ weight, arbitrary })

/** What a TEO calls something: its id, or its name. */
const ownName = /\wLocal(?:Id|Name)$/

/** Whether a part of a path is the plural of what is called so: `off-job-deliveries` for `offJobDeliveryLocalId`. */
export const isNamedIn = (part: string, name: string): boolean =>
  ownName.test(name) && part.replaceAll('-', '').includes(name.replace(ownName, '').toLowerCase())

/** Whether it is the id of what a POST makes: `UserID` for `/users`. */
const isIdOf = (subject: string, name: string): boolean =>
  name.toLowerCase() === `${subject.toLowerCase().replace(/ies$/, 'y').replace(/s$/, '')}id`

const isOfWhatIsMade = (operation: Operation, name: string): boolean => operation.method === 'POST' && !operation.path.endsWith('}') &&
  (isNamedIn(subjectOf(operation), name) || isIdOf(subjectOf(operation), knownAs(operation, name)))

/** A value that an operation would take for a member, more likely than not. */
export function valueOf (schema: Schema, name: string, asked: Asked): Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(it => valueOf({ example: schema.example, ...it }, name, asked)))
  if (schema.type === 'array') return fc.array(valueOf(schema.items ?? {}, name, asked), { maxLength: 2 })
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const { operation, own, anybodys, day } = asked
  const codes = Object.keys(codeTables[name]?.codes ?? {}).map(code => schema.type === 'string' ? code : Number(code))
  const isDate = schema.format === 'date' || schema.format === 'date-time'
  const isOwnName = ownName.test(name)
  const isNew = isOfWhatIsMade(operation, name) || (isOwnName && name.startsWith('new'))
  return fc.oneof(
    ...some(isNew ? 2 : isDate ? 3 : 20, schema, valuesFor(own, knownAs(operation, name))),
    ...some(1, schema, valuesFor(anybodys, knownAs(operation, name))),
    ...some(2, schema, codes),
    ...some(isOwnName || isDate ? 1 : 10, schema, [schema.example]),
    ...some(isDate ? 40 : 0, schema, [schema.format === 'date' ? day : `${day}T09:00:00`]),
    weighed(isNew ? 20 : isDate ? 5 : 1, madeUp(schema, name))
  )
}

/** Those of the values that are of the schema's type, `weight` times; nothing where there are none. A number can be written as a text. */
function some (weight: number, { type }: Schema, values: readonly unknown[]) {
  const given = values.filter(value => value !== undefined)
  const fitting = type === undefined ? given : type === 'string' ? given.map(String) : given.filter(value => typeof value === 'number')
  return fitting.length > 0 && weight > 0 ? [weighed(weight, fc.constantFrom(...fitting))] : []
}

const ago = fc.oneof(fc.integer({ min: -10, max: 3 }), fc.integer({ min: -100, max: 10 }), fc.integer({ min: -1000, max: 400 }))
const times = fc.constantFrom('T09:00:00', 'T00:00:00Z', 'T23:59:59.999+13:00', 'T16:30:00')

/** A value of a text's or a number's own type, made up. */
function madeUp (schema: Schema, name: string): Arbitrary<unknown> {
  const { type, format, minLength = 0, maxLength = 200, minimum = 0, maximum = 9999 } = schema
  if (type === 'boolean') return fc.boolean()
  if (type === 'integer') return fc.integer({ min: Math.max(minimum, 0), max: Math.min(maximum, 9999) })
  if (type === 'number') return fc.double({ min: minimum, max: maximum, noNaN: true })
  const date = ago.map(days => daysAfter(today, days))
  if (format === 'date') return date
  if (format === 'date-time') return fc.tuple(date, times).map(parts => parts.join(''))
  if (ownName.test(name) || /id$/i.test(name)) return fc.integer({ min: 1, max: 99_999 }).map(number => `NEW-${number}`.slice(0, maxLength))
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 30) }).filter(text => text.length <= maxLength)
}
