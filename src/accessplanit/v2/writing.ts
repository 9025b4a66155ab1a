import { Type, type TObject, type TSchema } from '@sinclair/typebox'
import { malformed, settleCustomValues } from '../custom-values.ts'
import type { Body } from '../platform/columns.ts'
import type { PlatformContext } from '../platform/context.ts'
import { tellRounded } from '../platform/rounding.ts'
import { findField } from '../query/field.ts'
import { readMember, shapeOf } from '../shapes.ts'
import { isCustom, type Module, type ModuleField } from './field.ts'
import { requiredOfNew } from './readings.ts'

/** The body of a POST or a PUT. Of a record that is new more is asked, which `refuseWithout` sees to. */
export function bodyOf ({ name, fields }: Module): TObject {
  const written = fields.filter(field => field.column !== undefined)
  return Type.Object(
    Object.fromEntries(written.map(field => [field.name, Type.Optional(shapeOf(field))])),
    { title: `${name}Change`, description: `What is written of a ${name}`, additionalProperties: true })
}

/** A record as it is read. */
export const replyOf = (module: Module): TObject => Type.Object(
  Object.fromEntries(module.fields.map(field => [field.name, Type.Optional(memberOf(module, field))])), {
    title: module.name,
    description: `${module.description}, as they are read`,
    additionalProperties: true,
    'x-additional-names': '^CF_',
    'x-by-reading': { 'empty-values=texts': 'A date, a number, a truth or a list without a value is an empty text' }
  })

/** What has a number and a word is documented as its number, which a client has a type for. */
const memberOf = (module: Module, field: ModuleField): TSchema => field.states
  ? { ...readMember(module, field), 'x-by-reading': { 'e-learning-states=words': Object.values(field.states) } }
  : readMember(module, field)

/** The names of the members that a new record has to have. */
export const requiredOf = ({ fields }: Module): string[] => fields.filter(field => field.required === true).map(field => field.name)

const isMissing = (body: Body) => (name: string): boolean => body[name] === undefined || body[name] === ''

/** Refuses a new record without what it has to have, and tells of what only version 1 demands. Throws Failure. */
export function refuseWithout ({ reading, remarks }: PlatformContext, module: Module, body: Body): void {
  const inVersion1 = module.fields.filter(field => field.required === 'as-version-1').map(field => field.name).filter(isMissing(body))
  const isDemanded = inVersion1.length > 0 && reading(requiredOfNew) === 'as-version-1'
  const missing = [...requiredOf(module).filter(isMissing(body)), ...isDemanded ? inVersion1 : []]
  if (missing.length > 0) throw malformed(missing.map(name => [name, `${name} is required.`] as const))
  for (const member of inVersion1) {
    remarks.push({ kind: 'inferred-shape', member, message: `${member} is left out, which version 1 demands of a new record` })
  }
}

/**
 * A body by the names of the fields, the platform's own among them, which no schema of the module knows. Members that are no field, or
 * cannot be written, are told of as ignored; the ID is not, as it says which record is meant. Throws Failure.
 */
export function readBody (context: PlatformContext, fields: readonly ModuleField[], written: Body): Body {
  const body: Record<string, unknown> = {}
  const own: ModuleField[] = []
  for (const name of Object.keys(written)) {
    const field = findField(fields, name)
    if (field?.column === undefined && field?.name !== 'ID') context.ignored.push(name)
    else if (written[name] !== null) {
      body[field.name] = written[name]
      if (isCustom(field)) own.push(field)
    }
  }
  // An empty text stands for no id, which such a member cannot do without.
  const emptied = fields.filter(({ name, required }) => body[name] === '' && name.endsWith('ID') && isDemanded(context, required))
  if (emptied.length > 0) throw malformed(emptied.map(({ name }) => [name, `${name} is required.`] as const))
  tellRounded(context, fields, body)
  tellLeftOut(context, fields, body)
  tellEmptied(context, fields, body)
  return own.length === 0 ? body : settleCustomValues(context, own, body)
}

const isDemanded = ({ reading }: PlatformContext, required: ModuleField['required']): boolean =>
  required === 'as-version-1' ? reading(requiredOfNew) === required : required === true

/** An empty text clears a member, and of what every record has there is then nothing to know it by. */
function tellEmptied ({ remarks }: PlatformContext, fields: readonly ModuleField[], body: Body): void {
  for (const { name: member, required } of fields) {
    if (required !== true || body[member] !== '') continue
    remarks.push({ kind: 'inferred-shape', member, message: `${member} is emptied, which a new record has to have` })
  }
}

/** A select list has one value, and is a list all the same. */
function tellLeftOut ({ remarks }: PlatformContext, fields: readonly ModuleField[], body: Body): void {
  for (const { name: member, isSingle } of fields) {
    const value = body[member]
    if (!isSingle || !Array.isArray(value) || value.length < 2) continue
    remarks.push({ kind: 'inferred-shape', member, message: `${member} has ${value.length} values; the first was kept` })
  }
}
