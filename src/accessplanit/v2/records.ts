import { Failure } from '../../core/errors.ts'
import type { Database } from '../../sandbox/database.ts'
import { columnsOf, type Body } from '../platform/columns.ts'
import type { PlatformContext } from '../platform/context.ts'
import { countRecords, findId, findIdBy, findRecord, listAsBytes } from '../platform/feed.ts'
import { mustExist } from '../platform/must-exist.ts'
import { changeRecord, createRecord, removeRecord } from '../platform/record.ts'
import { findMembers, type Columns } from '../platform/store.ts'
import { findField } from '../query/field.ts'
import type { QueryString } from '../query/options.ts'
import { quote } from '../query/reader.ts'
import { fieldsOf } from './custom-fields/fields.ts'
import type { Module } from './field.ts'
import { readQuery } from './query.ts'
import { readBody, refuseWithout } from './writing.ts'

/** What the calls of a module do. Records are answered as JSON texts. */

export const recordExists = mustExist('record.exists', 'record', 'ID', 'The path names it')

/** The page of records that a query asks for, with their count if it asks for that. */
export function listModule ({ db, ignored }: PlatformContext, module: Module, asked: QueryString): Buffer {
  const { fields, count, ...query } = readQuery(asked, fieldsOf(db, module), ignored)
  return listAsBytes(db, module, fields, query, `{${count ? `"count":${countRecords(db, module, query)},` : ''}"results":[`, ']}')
}

/** The record of an id, which has to be there. */
export function getRecord ({ db, enforce }: PlatformContext, module: Module, id: string): string {
  const found = findRecord(db, module, id, fieldsOf(db, module))
  enforce([recordExists], { id, found })
  return found!
}

/** Makes a record of a body, or changes the one that the body is about if it is there already. */
export function writeRecord (context: PlatformContext, module: Module, given: Body): { record: string, isNew: boolean } {
  const { db, ignored } = context
  const body = readBody(fieldsOf(db, module), given, ignored)
  const present = findForUpsert(db, module, body)
  if (present !== undefined) return { record: change(context, module, present, body), isNew: false }
  refuseWithout(module, body)
  const id = createRecord(context, module.kind!, columnsIn(db, module, body))
  return { record: findRecord(db, module, id, fieldsOf(db, module))!, isNew: true }
}

/** Changes the members of a record that are given. */
export const updateRecord = (context: PlatformContext, module: Module, id: string, given: Body): string =>
  change(context, module, id, readBody(fieldsOf(context.db, module), given, context.ignored))

function change (context: PlatformContext, module: Module, id: string, body: Body): string {
  const { db, enforce } = context
  enforce([recordExists], { id, found: findId(db, module, id) })
  changeRecord(context, module.kind!, id, columnsIn(db, module, body, id))
  return findRecord(db, module, id, fieldsOf(db, module))!
}

/** Removes a record that no other is about, and answers it as it was. */
export function deleteRecord (context: PlatformContext, module: Module, id: string): string {
  const record = getRecord(context, module, id)
  if (!removeRecord(context, module.kind!, id)) {
    const message = `${module.name} ${quote(id)} is used by other records. Delete those first.`
    throw new Failure('unacceptable', message, { errors: { ID: [message] } })
  }
  return record
}

/** The id of the record that a POST is about, if it is there already: then the POST updates it. */
function findForUpsert (db: Database, module: Module, { ID: id, ExternalID: externalId }: Body): string | undefined {
  if (typeof id === 'string' && id !== '' && findId(db, module, id) !== undefined) return id
  const external = findField(module.fields, 'ExternalID')
  if (!external || typeof externalId !== 'string' || externalId === '') return undefined
  return findIdBy(db, module, external, externalId)
}

/** The columns that a body writes; `id` is of the record that has what the body leaves as it is. */
const columnsIn = (db: Database, module: Module, body: Body, id?: string): Columns =>
  columnsOf(fieldsOf(db, module), body, column => id === undefined ? {} : findMembers(db, module.kind!.table, column, id))
