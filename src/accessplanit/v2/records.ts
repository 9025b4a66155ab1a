import { Failure } from '../../core/errors.ts'
import { unlessLong } from '../../sandbox/database.ts'
import { columnsOf, type Body } from '../platform/columns.ts'
import { answer, json, jsonText, type Answer } from '../../http/answer.ts'
import type { PlatformContext } from '../platform/context.ts'
import {
  countRecords, findId, findIdBy, findRecord, listAsBytes, tellCutShort, tellThatMore, type Condition, type Query
} from '../platform/feed.ts'
import { partsOf } from '../platform/key.ts'
import { readLongList } from '../platform/long-list.ts'
import { mustExist } from '../platform/must-exist.ts'
import { changeRecord, createRecord, keyOf, removeRecord } from '../platform/record.ts'
import { findMembers, type Columns } from '../platform/store.ts'
import { findField } from '../query/field.ts'
import { holdToChanges, holdToResult, holdToSeen, seenOf } from '../platform/roles/reach.ts'
import { holdToRights } from '../platform/roles/rights.ts'
import type { QueryString } from '../query/options.ts'
import { quote } from '../query/reader.ts'
import { fieldsOf, type ForSandbox } from './custom-fields/fields.ts'
import type { Module, ModuleField } from './field.ts'
import { modules } from './modules/modules.ts'
import { readQuery } from './query.ts'
import { upsertMatch } from './readings.ts'
import { answeredFields, selectedFields, shownFields, type Selecting } from './shown.ts'
import { readBody, refuseWithout } from './writing.ts'

/** What the calls of a module do. Records are answered as JSON texts. */

type ModuleContext = PlatformContext & ForSandbox

export const recordExists = mustExist('record.exists', 'record', 'ID', 'The path names it')

/** The page of records that a query asks for, with their count if it asks for that; a promise of it where it takes long. */
export function listModule (context: ModuleContext, module: Module, asked: QueryString): Answer | Promise<Answer> {
  const { enforce } = context
  const { fields, count, ...wanted } = readQuery(context, asked, shownFields(context, module))
  const seen = seenOf(context, module, modules)
  if (seen === 'missing') enforce([recordExists], { id: module.name, found: undefined })
  const query = seen === undefined ? wanted : both(typeof seen === 'string' ? { where: 'FALSE' } : seen, wanted)
  return unlessLong(context.db, () => listAtOnce(context, module, fields, query, count)) ??
    context.alone(listInTurns(context, module, fields, query, count))
}

const before = (count?: number): string => `{${count === undefined ? '' : `"count":${count},`}"results":[`
const after = ']}'

function listAtOnce (context: ModuleContext, module: Module, fields: readonly ModuleField[], query: Query, isCounted: boolean): Answer {
  const { db } = context
  const page = listAsBytes(db, module, fields, query, before(isCounted ? countRecords(db, module, query) : undefined), after)
  // Whoever has the count knows.
  if (!isCounted) tellCutShort(context, module, query, page.count)
  return jsonText(page.bytes)
}

function * listInTurns (
  context: ModuleContext, module: Module, fields: readonly ModuleField[], query: Query, isCounted: boolean
): Generator<void, Answer> {
  const { records, count, hasMore } = yield * readLongList(context.db, module, fields, query, { isCounted })
  if (!isCounted && query.isCutByDefault && hasMore) tellThatMore(context)
  return answer({ type: json, list: { before: before(count), items: records, after } })
}

/** What a query asks for, of the records that the caller sees. */
const both = (seen: Condition, { where, values = [], ...rest }: Query): Query =>
  ({ ...rest, where: where === undefined ? seen.where : `${seen.where} AND (${where})`, values: [...seen.values ?? [], ...values] })

/** The record of an id, which has to be there and to be seen by the caller; undefined where it is as though there were none. */
export function getRecord (context: ModuleContext, module: Module, id: string, asked: Selecting): string | undefined {
  const { db, enforce } = context
  const found = findRecord(db, module, id, selectedFields(context, module, asked))
  enforce([recordExists], { id, found })
  const unseen = holdToSeen(context, module, id, 'see', modules)
  if (unseen === 'missing') enforce([recordExists], { id, found: undefined })
  return unseen === undefined ? found! : undefined
}

/** Holds the caller to what their role may do with a record that is there. Throws Failure. */
function holdToRole (context: PlatformContext, module: Module, id: string, action: 'change' | 'delete'): void {
  const unseen = holdToSeen(context, module, id, action, modules)
  if (unseen !== undefined) context.enforce([recordExists], { id, found: undefined })
  holdToChanges(context, module, action, id)
}

/** Makes a record of a body, or changes the one that the body is about if it is there already. */
export function writeRecord (
  context: ModuleContext, module: Module, given: Body, asked: Selecting
): { record: string, isNew: boolean } {
  const { db } = context
  const body = withKey(context, module, readBody(context, fieldsOf(context, module), given))
  const present = findForUpsert(context, module, body)
  if (present !== undefined) return { record: change(context, module, present, body, asked), isNew: false }
  holdToChanges(context, module, 'create')
  holdToRights(context, module, body)
  refuseWithout(context, module, body)
  const id = createRecord(context, module.kind!, columnsIn(context, module, body))
  holdToResult(context, module, id, 'create')
  return { record: findRecord(db, module, id, answeredFields(context, module, asked))!, isNew: true }
}

/** Changes the members of a record that are given. */
export const updateRecord = (context: ModuleContext, module: Module, id: string, given: Body, asked: Selecting): string =>
  change(context, module, id, ofRecord(context, module, id, readBody(context, fieldsOf(context, module), given)), asked)

function change (context: ModuleContext, module: Module, id: string, body: Body, asked: Selecting): string {
  const { db, enforce } = context
  enforce([recordExists], { id, found: findId(db, module, id) })
  holdToRole(context, module, id, 'change')
  holdToRights(context, module, body, id)
  changeRecord(context, module.kind!, id, columnsIn(context, module, body, id))
  holdToResult(context, module, id, 'change')
  return findRecord(db, module, id, answeredFields(context, module, asked))!
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
export function deleteRecord (context: ModuleContext, module: Module, id: string, asked: Selecting): string {
  const record = findRecord(context.db, module, id, answeredFields(context, module, asked))
  context.enforce([recordExists], { id, found: record })
  holdToRole(context, module, id, 'delete')
  if (!removeRecord(context, module.kind!, id)) {
    const message = `${module.name} ${quote(id)} is used by other records. Delete those first.`
    throw new Failure('unacceptable', message, { errors: { ID: [message] } })
  }
  return record!
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
