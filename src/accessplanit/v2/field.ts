import type { Basis } from '../../core/basis.ts'
import type { Feed } from '../platform/feed.ts'
import type { Field, FieldType } from '../platform/field.ts'
import { vendorClient } from '../sources.ts'

/** A member of a module. `column` names what a write writes; one that begins with `more.` is kept as it comes. */
export interface ModuleField extends Field {
  readonly required?: boolean
  /** A list of which one item is kept. */
  readonly single?: boolean
  readonly max?: number
}

/** Whether a platform has added the field. */
export const isCustom = ({ name }: Pick<Field, 'name'>): boolean => name.startsWith('CF_')

/** A module of the platform, as version 2 shows it. */
export interface Module extends Feed<ModuleField> {
  readonly about: string
  readonly basis: Basis
  /** SQL that is true where a record, whose id is the `?`, is in a list of another; foreign keys see to the rest. */
  readonly usedBy?: string
  readonly canCreate?: boolean
  readonly canDelete?: boolean
}

interface More {
  column?: string
  values?: readonly string[]
  required?: boolean
  single?: boolean
  max?: number
}

/** A field of a module: `field('StartDate', 'dateTime', 'courseDate.startDate', { column: 'startDate' })`. */
export const field = (name: string, type: FieldType, sql: string, more: More = {}): ModuleField =>
  ({ name, type, sql, about: wordsOf(name), basis: vendorClient, ...more })

/**
 * Members that the vendor's client names and no rule asks for: kept as they are given, in the column `more` of a table. Its truths and numbers
 * cannot be null, so they are false and 0 until they are given.
 */
export const kept = (table: string, type: FieldType, names: string): ModuleField[] => names.trim().split(/[\s,]+/).map(name => {
  const given = `json_extract(${table}.more, '$.${name}')`
  return field(name, type, /^(?:boolean|integer|number)$/.test(type) ? `coalesce(${given}, 0)` : given, { column: `more.${name}` })
})

const wordsOf = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase().replace(/^./, first => first.toUpperCase())
