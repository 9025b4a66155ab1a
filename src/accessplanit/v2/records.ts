import { Failure } from '../../core/errors.ts'
import { columnsOf, type Body } from '../platform/columns.ts'
import type { PlatformContext } from '../platform/context.ts'
import { countRecords, findId, findIdBy, findRecord, listAsBytes } from '../platform/feed.ts'
import { partsOf } from '../platform/key.ts'
import { mustExist } from '../platform/must-exist.ts'
import { changeRecord, createRecord, keyOf, removeRecord } from '../platform/record.ts'
import { findMembers, type Columns } from '../platform/store.ts'
import { findField } from '../query/field.ts'
import type { QueryString } from '../query/options.ts'
import { quote } from '../query/reader.ts'
import { fieldsOf, type ForSandbox } from './custom-fields/fields.ts'
import type { Module } from './field.ts'
import { readQuery } from './query.ts'
import { upsertMatch } from './readings.ts'
import { readBody, refuseWithout } from './writing.ts'

/** What the calls of a module do. Records are answered as JSON texts. */

type ModuleContext = PlatformContext & ForSandbox

export const recordExists = mustExist('record.exists', 'record', 'ID', 'The path names it')

/** The page of records that a query asks for, with their count if it asks for that. */
export function listModule (context: ModuleContext, module: Module, asked: QueryString): Buffer {
  const { db } = context
  const { fields, count, ...query } = readQuery(context, asked, fieldsOf(context, module))
  return listAsBytes(db, module, fields, query, `{${count ? `"count":${countRecords(db, module, query)},` : ''}"results":[`, ']}')
}

/** The record of an id, which has to be there. */
export function getRecord (context: ModuleContext, module: Module, id: string): string {
  const { db, enforce } = context
  const found = findRecord(db, module, id, fieldsOf(context, module))
  enforce([recordExists], { id, found })
  return found!
}

/** Makes a record of a body, or changes the one that the body is about if it is there already. */
export function writeRecord (context: ModuleContext, module: Module, given: Body): { record: string, isNew: boolean } {
  const { db } = context
  const body = withKey(context, module, readBody(context, fieldsOf(context, module), given))
  const present = findForUpsert(context, module, body)
  if (present !== undefined) return { record: change(context, module, present, body), isNew: false }
  refuseWithout(context, module, body)
  const id = createRecord(context, module.kind!, columnsIn(context, module, body))
  return { record: findRecord(db, module, id, fieldsOf(context, module))!, isNew: true }
}

/** Changes the members of a record that are given. */
export const updateRecord = (context: ModuleContext, module: Module, id: string, given: Body): string =>
  change(context, module, id, ofRecord(context, module, id, readBody(context, fieldsOf(context, module), given)))

function change (context: ModuleContext, module: Module, id: string, body: Body): string {
  const { db, enforce } = context
  enforce([recordExists], { id, found: findId(db, module, id) })
  changeRecord(context, module.kind!, id, columnsIn(context, module, body, id))
  return findRecord(db, module, id, fieldsOf(context, module))!
}

/** The members that an id consists of, where it does: of a delegate, those of the user and the course. */
const keyMembers = ({ keyColumns = [], fields }: Module): string[] =>
  keyColumns.map(column => fields.find(({ sql }) => sql === column)!.name)

/** A body with the members that its ID consists of; where it has others itself, the ID is passed over, and told of. */
function withKey ({ ignored }: PlatformContext, module: Module, body: Body): Body {
  const members = keyMembers(module)
  const parts = typeof body.ID === 'string' ? partsOf(body.ID, members.length) : []
  if (members.length === 0 || parts.length === 0) return body
  const whole = { ...Object.fromEntries(members.map((name, n) => [name, parts[n]])), ...body }
  if (members.some((name, n) => !isSame(whole[name as keyof Body], parts[n]))) ignored.push('ID')
  return whole
}

/** A body for the record of an id, which no member can change: one that says another is passed over, and told of. */
function ofRecord ({ ignored }: PlatformContext, module: Module, id: string, body: Body): Body {
  const members = keyMembers(module)
  const parts = partsOf(id, members.length)
  const said: Record<string, string | undefined> = { ID: id, ...Object.fromEntries(members.map((name, n) => [name, parts[n]])) }
  ignored.push(...Object.keys(said).filter(name => body[name] !== undefined && !isSame(body[name], said[name])))
  return body
}

const isSame = (one: unknown, other: string | undefined): boolean => String(one).toLowerCase() === other?.toLowerCase()

/** Removes a record that no other is about, and answers it as it was. */
export function deleteRecord (context: ModuleContext, module: Module, id: string): string {
  const record = getRecord(context, module, id)
  if (!removeRecord(context, module.kind!, id)) {
    const message = `${module.name} ${quote(id)} is used by other records. Delete those first.`
    throw new Failure('unacceptable', message, { errors: { ID: [message] } })
  }
  return record
}

/** The id of the record that a POST is about, if it is there already: then the POST updates it. */
function findForUpsert ({ db, reading }: PlatformContext, module: Module, { ID: id, ExternalID: externalId }: Body): string | undefined {
  if (typeof id === 'string' && id !== '' && findId(db, module, id) !== undefined) return id
  const external = findField(module.fields, 'ExternalID')
  if (!external || typeof externalId !== 'string' || externalId === '' || reading(upsertMatch) === 'id') return undefined
  return findIdBy(db, module, external, externalId)
}

/** The columns that a body writes; `id` is of the record that has what the body leaves as it is. */
const columnsIn = (context: ModuleContext, module: Module, body: Body, id?: string): Columns =>
  columnsOf(fieldsOf(context, module), body, column =>
    id === undefined ? {} : findMembers(context.db, module.kind!.table, column, keyOf(module.kind!, id)))
