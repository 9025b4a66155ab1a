import { inferred, type Basis } from '../../core/basis.ts'
import type { Rule } from '../../core/rule.ts'
import { courseDateStatuses, delegateStatuses } from '../platform/enumerations.ts'
import type { Feed } from '../platform/feed.ts'
import type { Field, FieldType } from '../platform/field.ts'
import type { RecordKind } from '../platform/record.ts'
import { vendorClient } from '../sources.ts'

/** A member of a module. `column` names what a write writes; one that begins with `more.` is stored as it comes. */
export interface ModuleField extends Field {
  /** Whether a new record has to have it; `as-version-1` where only that says so. */
  readonly required?: boolean | 'as-version-1'
  /** The words for its numbers. */
  readonly states?: Readonly<Record<number, string>>
}

/** Whether a platform has added the field. */
export const isCustom = ({ name }: Pick<Field, 'name'>): boolean => name.startsWith('CF_')

/** The table that a module's records are of. */
export const tableOf = ({ from }: Module): string => /^\w+/.exec(from)![0]

/** A module of the platform, as version 2 shows it. */
export interface Module extends Feed<ModuleField> {
  readonly description: string
  readonly basis: Basis
  /** What is written, and what comes with that; none if nothing is. */
  readonly kind?: RecordKind
  /** What a write is held to. */
  readonly rules?: readonly Rule[]
  readonly canCreate?: boolean
  readonly canDelete?: boolean
  /** How it is known that records are updated, where that is seen. */
  readonly updateBasis?: Basis
}

type Options = Partial<Pick<ModuleField, 'column' | 'values' | 'required' | 'isSingle' | 'max' | 'form'>>

/** A field that has numbers for words; a filter takes either. */
export function stateField (name: string, sql: string, states: Readonly<Record<number, string>>): ModuleField {
  const plain = (text: string): string => numberOf(states, text) ?? text
  return { ...field(name, 'integer', sql), states, plain }
}

/** The same field, with the words. */
export function inWords (it: ModuleField): ModuleField {
  const states = it.states!
  const cases = Object.entries(states).map(([number, word]) => `WHEN ${number} THEN '${word}'`).join(' ')
  const plain = (text: string): string => states[Number(text)] ?? text
  return { ...it, type: 'text', sql: `(CASE ${it.sql} ${cases} END)`, plain }
}

const numberOf = (states: Readonly<Record<number, string>>, word: string): string | undefined =>
  Object.keys(states).find(number => states[Number(number)]!.toLowerCase() === word.toLowerCase())

const ofPages = inferred('The length, or the table of values, is that of version 1 or of the importer')

/** The vendor's client lists some values, and no lengths. */
const ofVersion1 = ({ max, values }: Options): Pick<ModuleField, 'form'> =>
  max !== undefined || (values !== undefined && fromPages.includes(values)) ? { form: ofPages } : {}

const fromPages: ReadonlyArray<readonly string[]> = [courseDateStatuses, delegateStatuses]

/**
 * A field of a module: `field('StartDate', 'dateTime', 'courseDate.startDate', { column: 'startDate' })`. Clients send an empty text where
 * they have no id.
 */
export const field = (name: string, type: FieldType, sql: string, options: Options = {}): ModuleField =>
  ({
    name,
    type,
    sql,
    description: wordsOf(name),
    basis: vendorClient,
    isEmptyForNone: name.endsWith('ID'),
    ...ofVersion1(options),
    ...options
  })

const unseenName = inferred('No source names the member; version 1, the importer or a page of the platform has something like it')

/** Fields of a module of which no source names those but these; every module has an ID. */
export const seenAre = (names: string, fields: readonly ModuleField[]): ModuleField[] => {
  const seen = new Set(['ID', ...names.split(' ')])
  return fields.map(it => seen.has(it.name) ? it : { ...it, basis: unseenName })
}

/** Of the list of a module that is known by its name only. */
export const unseenList = inferred('The vendor names the module; no client was seen to ask for its records')

/**
 * Members that the vendor's client names and no rule asks for: stored as they are given, in the column `more` of a table. Its truths and
 * numbers cannot be null, so they are false and 0 until they are given.
 */
export const storedAsIs = (table: string, type: FieldType, names: string): ModuleField[] => names.trim().split(/[\s,]+/).map(name => {
  const given = `json_extract(${table}.more, '$.${name}')`
  return field(name, type, /^(?:boolean|integer|number)$/.test(type) ? `coalesce(${given}, 0)` : given, { column: `more.${name}` })
})

const wordsOf = (name: string): string =>
  name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase().replace(/^./, first => first.toUpperCase())
