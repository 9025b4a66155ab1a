import { Type, type TSchema } from '@sinclair/typebox'
import { decoded } from '../../core/percent.ts'
import { createCheck, fromText, type SchemaFault } from '../../core/schema.ts'
import type { JsonSchema, OfficialOperation, OfficialParameter } from '../official.ts'
import { valueIn, type Address } from './address.ts'
import { lazily } from '../../core/lazily.ts'
import { shapeOf } from './shape.ts'

/** What can be a text in an address; lists are left to the operation. */
const isPlain = ({ schema }: OfficialParameter): boolean => ['string', 'integer', 'boolean'].includes([schema.type ?? ''].flat()[0]!)

type Check = (address: Address) => readonly SchemaFault[]

/** What is wrong with an address. */
export function faultsIn ({ parameters }: OfficialOperation): Check {
  const checks = lazily(() => parameters.map(checkOf).filter(it => it !== undefined))
  return (address) => {
    let faults = noFaults
    for (const check of checks()) {
      const found = check(address)
      if (found.length > 0) faults = [...faults, ...found]
    }
    return faults
  }
}

const noFaults: readonly SchemaFault[] = []

/** What holds a parameter to the contract; undefined where nothing of it is held. */
function checkOf (parameter: OfficialParameter): Check | undefined {
  const { name, in: place, required } = parameter
  // A header that identifies the caller is the service's own to ask for, with its own words.
  if (place === 'header' || (!isPlain(parameter) && !(required && place === 'query'))) return undefined
  const missing = [{ member: name, pointer: `/${name}`, message: `${name} is required` }]
  const isHeld = isPlain(parameter)
  const full = lazily(() => {
    const schema = Type.Object({ [name]: required ? shapeOf(parameter.schema) : Type.Optional(shapeOf(parameter.schema)) }) as TSchema
    const check = createCheck(schema)
    return (value: string) => check(fromText(schema, { [name]: value }))
  })
  return ({ params, query }) => {
    const value = place === 'path' ? decoded(params[name] ?? '') : query === '' ? undefined : valueIn(query, name)
    if (value === undefined || value === '') return required && place === 'query' ? missing : noFaults
    return !isHeld || isRightText(parameter.schema, value) ? noFaults : full()(value)
  }
}

/** Most of what there is are texts of which no more is said than how long they are. */
const isRightText = (
  { type, format, enum: table, pattern, minLength = 0, maxLength = Infinity, anyOf, oneOf }: JsonSchema, value: string
): boolean => type === 'string' && format === undefined && !table && pattern === undefined && !anyOf && oneOf === undefined &&
  value.length >= minLength && value.length <= maxLength && !surrogates.test(value)

/** Of which two units may be one character. */
const surrogates = /[\ud800-\udfff]/
