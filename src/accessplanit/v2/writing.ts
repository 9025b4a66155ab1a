import { Type, type TObject, type TSchema } from '@sinclair/typebox'
import { one, type Database } from '../../sandbox/database.ts'
import { Failure } from '../../core/errors.ts'
import { faultsOf, oneOf, text } from '../../core/schema.ts'
import { readLocalDateTime } from '../platform/local-time.ts'
import type { Columns } from '../platform/store.ts'
import { isCustom, type Module, type ModuleField } from './field.ts'

export type Body = Readonly<Record<string, unknown>>

/** The body of a POST or a PUT. Of a record that is new more is asked, which `refuseWithout` sees to. */
export function bodyOf ({ name, fields }: Module): TObject {
  const written = fields.filter(field => field.column !== undefined)
  return Type.Object(Object.fromEntries(written.map(field => [field.name, Type.Optional(schemaOf(field))])), { title: `${name}Change`, additionalProperties: true })
}

/** The names of the members that a new record has to have. */
export const requiredOf = ({ fields }: Module): string[] => fields.filter(field => field.required).map(field => field.name)

export function refuseWithout (module: Module, body: Body): void {
  const missing = requiredOf(module).filter(name => body[name] === undefined || body[name] === '').map(name => [name, `${name} is required.`] as const)
  if (missing.length > 0) throw malformed(missing)
}

/**
 * A body by the names of the fields, the platform's own among them, which no schema of the module knows. Members that are no field, or cannot
 * be written, are told of as ignored; the ID is not, as it says which record is meant. Throws Failure.
 */
export function readBody (fields: readonly ModuleField[], written: Body, ignored: string[]): Body {
  const body: Record<string, unknown> = {}
  const wrong: Array<readonly [string, string]> = []
  for (const [name, value] of Object.entries(written)) {
    const field = fields.find(it => it.name.toLowerCase() === name.toLowerCase())
    if (field?.column === undefined && field?.name !== 'ID') ignored.push(name)
    else if (value !== null) {
      body[field.name] = value
      // An empty text stands for no id, which such a member cannot do without.
      if (field.required && value === '' && field.name.endsWith('ID')) wrong.push([field.name, `${field.name} is required.`])
      if (isCustom(field)) wrong.push(...faultsOf(schemaOf(field), value).slice(0, 1).map(({ message }) => [field.name, `${message.replace('The value', field.name)}.`] as const))
    }
  }
  if (wrong.length > 0) throw malformed(wrong)
  return body
}

const malformed = (wrong: ReadonlyArray<readonly [member: string, message: string]>): Failure =>
  new Failure('malformed', wrong.map(([, message]) => message).join(' '), { errors: Object.fromEntries(wrong.map(([member, message]) => [member, [message]])) })

/** A record as it is read. */
export const replyOf = ({ name, fields }: Module): TObject =>
  Type.Object(Object.fromEntries(fields.map(field => [field.name, Type.Optional(schemaOf({ ...field, max: undefined, values: undefined, single: false } as unknown as ModuleField))])), { title: name })

/** Whole numbers that can be told apart, in so small units. */
const safe = (unit: number) => ({ minimum: Number.MIN_SAFE_INTEGER / unit, maximum: Number.MAX_SAFE_INTEGER / unit })

function schemaOf ({ type, about, basis, max, values, single }: ModuleField): TSchema {
  const said = { description: about, 'x-basis': basis }
  if (values) return oneOf(values, { basis, description: about })
  if (single) return Type.Union([Type.Array(Type.String()), Type.String()], said)
  switch (type) {
    case 'integer': case 'cents': return Type.Integer({ ...safe(1), ...said })
    case 'money': return Type.Number({ ...safe(100), ...said })
    case 'number': return Type.Number(said)
    case 'boolean': return Type.Boolean(said)
    case 'dateTime': return Type.String({ format: 'date-time', ...said })
    case 'list': return Type.Array(Type.String(), said)
    case 'object': return Type.Object({}, { additionalProperties: true, ...said })
    case 'text': return text({ basis, description: about, ...(max && { max }) })
  }
}

/** The columns that a body writes. Members without a column of their own are put among those that a JSON column holds already. */
export function columnsOf (db: Database, module: Module, fields: readonly ModuleField[], body: Body, id: string | undefined): Columns {
  const columns: Columns = {}
  const held: Record<string, Record<string, unknown>> = {}
  for (const field of fields) {
    const value = body[field.name]
    if (field.column === undefined || value === undefined) continue
    const [column, member] = field.column.split('.') as [string, string | undefined]
    if (member === undefined) columns[column] = toColumn(field, value)
    else (held[column] ??= heldBy(db, module, column, id))[member] = field.type === 'dateTime' ? toColumn(field, value) : value
  }
  return { ...columns, ...Object.fromEntries(Object.entries(held).map(([column, members]) => [column, JSON.stringify(members)])) }
}

function heldBy (db: Database, { table }: Module, column: string, id: string | undefined): Record<string, unknown> {
  const found = id === undefined ? undefined : one<Record<string, string>>(`SELECT ${column} FROM ${table} WHERE id = ?`)(db, id)
  return found ? JSON.parse(found[column]!) as Record<string, unknown> : {}
}

function toColumn ({ name, type, single }: ModuleField, value: unknown): string | number | null {
  // Clients send an empty text where they have no id.
  if (value === '' && name.endsWith('ID')) return null
  if (single) return (Array.isArray(value) ? value[0] as string | undefined : String(value)) ?? null
  switch (type) {
    case 'boolean': return value ? 1 : 0
    case 'dateTime': return readLocalDateTime(String(value)) ?? null
    case 'list': case 'object': return JSON.stringify(value)
    case 'money': return Math.round(Number(value) * 100)
    default: return value as string | number
  }
}
