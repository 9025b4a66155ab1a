import { Type, type TObject } from '@sinclair/typebox'
import { Failure } from '../../core/errors.ts'
import { faultsOf } from '../../core/schema.ts'
import type { Body } from '../platform/columns.ts'
import { findField } from '../query/field.ts'
import { recordShape, shapeOf } from '../shapes.ts'
import { isCustom, type Module, type ModuleField } from './field.ts'

/** The body of a POST or a PUT. Of a record that is new more is asked, which `refuseWithout` sees to. */
export function bodyOf ({ name, fields }: Module): TObject {
  const written = fields.filter(field => field.column !== undefined)
  return Type.Object(
    Object.fromEntries(written.map(field => [field.name, Type.Optional(shapeOf(field))])),
    { title: `${name}Change`, additionalProperties: true })
}

/** A record as it is read. */
export const replyOf = ({ name, fields }: Module): TObject => recordShape(name, fields)

/** The names of the members that a new record has to have. */
export const requiredOf = ({ fields }: Module): string[] => fields.filter(field => field.required).map(field => field.name)

export function refuseWithout (module: Module, body: Body): void {
  const isMissing = (name: string): boolean => body[name] === undefined || body[name] === ''
  const missing = requiredOf(module).filter(isMissing).map(name => [name, `${name} is required.`] as const)
  if (missing.length > 0) throw malformed(missing)
}

/**
 * A body by the names of the fields, the platform's own among them, which no schema of the module knows. Members that are no field, or
 * cannot be written, are told of as ignored; the ID is not, as it says which record is meant. Throws Failure.
 */
export function readBody (fields: readonly ModuleField[], written: Body, ignored: string[]): Body {
  const body: Record<string, unknown> = {}
  const wrong: Array<readonly [string, string]> = []
  for (const [name, value] of Object.entries(written)) {
    const field = findField(fields, name)
    if (field?.column === undefined && field?.name !== 'ID') ignored.push(name)
    else if (value !== null) {
      body[field.name] = value
      // An empty text stands for no id, which such a member cannot do without.
      if (field.required && value === '' && field.name.endsWith('ID')) wrong.push([field.name, `${field.name} is required.`])
      if (isCustom(field)) wrong.push(...faultsIn(field, value))
    }
  }
  if (wrong.length > 0) throw malformed(wrong)
  return body
}

const faultsIn = (field: ModuleField, value: unknown): Array<readonly [string, string]> =>
  faultsOf(shapeOf(field), value).slice(0, 1).map(({ message }) => [field.name, `${message.replace('The value', field.name)}.`] as const)

function malformed (wrong: ReadonlyArray<readonly [member: string, message: string]>): Failure {
  const errors = Object.fromEntries(wrong.map(([member, message]) => [member, [message]]))
  return new Failure('malformed', wrong.map(([, message]) => message).join(' '), { errors })
}
