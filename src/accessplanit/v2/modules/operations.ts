import { Type, type TObject, type TSchema } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { Failure } from '../../../core/errors.ts'
import { published, text } from '../../../core/schema.ts'
import { jsonText } from '../../../http/answer.ts'
import { operation, type Call, type Operation } from '../../../http/operation.ts'
import { developerPage, vendorClient } from '../../sources.ts'
import type { Module } from '../field.ts'
import { deleteRecord, getRecord, listModule, recordExists, updateRecord, writeRecord } from '../records.ts'
import { bodyOf, replyOf, requiredOf } from '../writing.ts'
import { findModule, modules } from './modules.ts'

const option = (description: string, example?: string, repeated: 'last' | 'join' = 'last') =>
  Type.Optional({ ...text({ basis: vendorClient, description, ...(example && { example }) }), 'x-repeated': repeated })

/** What an option is read as, from its text, once it is known that it is of use. */
const readAs = <Option extends TSchema>(type: object, option: Option): Option => ({ ...option, [published]: type })

/** One that is sent twice is no fault: the vendor's own client sends `$select` with all names and with a few. */
const ListQuery = Type.Object({
  $select: option('Which members, by name; all that are given, or * for all there are', 'ID,StartDate', 'join'),
  $filter: option('Which records', "StartDate ge 2026-01-01 and contains(VenueTown, 'Nelson')"),
  $orderby: option('In which order', 'StartDate asc'),
  $top: readAs({ type: 'integer', minimum: -1, maximum: 999_999_999, example: 10 }, option('How many; 100 if left out, -1 for all')),
  $skip: readAs({ type: 'integer', minimum: 0, maximum: 999_999_999, example: 0 }, option('How many to pass over')),
  $count: readAs({ type: 'boolean', example: true }, option('true counts all that there are'))
})

const idIsOurs = inferred('The call is documented, where the id stands in it is not seen')

const RecordPath = Type.Object({ id: text({ basis: idIsOurs, description: 'Id of the record', example: '5001' }) })

/** For a module that the sandbox does not have, or a call that the module does not take. */
export function nothingAt ({ method, path }: Call): Failure {
  const name = /\/api\/v2\/([^/?]*)/i.exec(path)?.[1]
  const known = findModule(name)
  return new Failure('missing', name === undefined
    ? `No operation is served at ${method} ${path}.`
    : known
      ? `${known.name} does not take ${method} here.`
      : `The sandbox has no module "${name}"; it has ${modules.map(it => it.name).join(', ')}.`)
}

/** What every call of a module shares; its shapes are made once, as each is long and there are many. */
interface Shapes {
  readonly module: Module
  readonly path: string
  readonly record: TObject
  readonly list: TObject
}

function operationsOf (module: Module): Operation[] {
  const record = replyOf(module)
  const shapes: Shapes = { module, path: `/api/v2/${module.name}`, record, list: listOf(module, record) }
  return [
    listing(shapes),
    getting(shapes),
    ...module.canCreate ? [creation(shapes)] : [],
    ...module.kind ? [update(shapes)] : [],
    ...module.canDelete ? [deletion(shapes)] : []
  ]
}

const listing = ({ module, path, list }: Shapes): Operation => operation({
  operationId: `List${module.name}`,
  summary: `List or query ${module.name}`,
  description: `${module.description}. Of those that fit the filter, a page in the order asked for.`,
  basis: module.basis,
  method: 'GET',
  path,
  tag: module.name,
  wire: { querystring: ListQuery, response: { 200: list } },
  status: 200,
  rules: [],
  perform: (context, { query }) => jsonText(listModule(context, module, query))
})

const getting = ({ module, path, list }: Shapes): Operation => operation({
  operationId: `Get${module.name}`,
  summary: `Get one ${module.name}`,
  description: 'The record of an id, as the only one of a list.',
  basis: idIsOurs,
  method: 'GET',
  path: `${path}/:id`,
  tag: module.name,
  wire: { params: RecordPath, response: { 200: list } },
  status: 200,
  rules: [recordExists],
  perform: (context, { params }) => jsonText(`{"results":[${getRecord(context, module, params.id)}]}`)
})

const creation = ({ module, path, record }: Shapes): Operation => operation({
  operationId: `Create${module.name}`,
  summary: `Create or update ${module.name}`,
  description: 'Makes a record, or updates the one that has the ID or the ExternalID already. ' +
    `A new one needs ${requiredOf(module).join(', ')}.`,
  basis: developerPage,
  method: 'POST',
  path,
  tag: module.name,
  wire: { body: bodyOf(module), response: { 201: record, 200: record } },
  status: 201,
  rules: module.rules ?? [],
  perform (context, { body }) {
    const { record, isNew } = writeRecord(context, module, body)
    return jsonText(record, isNew ? 201 : 200)
  }
})

const update = ({ module, path, record }: Shapes): Operation => operation({
  operationId: `Update${module.name}`,
  summary: `Update ${module.name}`,
  description: 'Changes the members that are given, and no others.',
  basis: module.updateBasis ?? inferred('As for the modules that the vendor\'s client updates'),
  method: 'PUT',
  path: `${path}/:id`,
  tag: module.name,
  wire: { params: RecordPath, body: bodyOf(module), response: { 200: record } },
  status: 200,
  rules: [recordExists, ...module.rules ?? []],
  perform: (context, { params, body }) => jsonText(updateRecord(context, module, params.id, body))
})

const deletion = ({ module, path, record }: Shapes): Operation => operation({
  operationId: `Delete${module.name}`,
  summary: `Delete ${module.name}`,
  description: 'Removes a record that no other is about, and answers it as it was.',
  basis: inferred('Deletion is documented, the path is not seen'),
  method: 'DELETE',
  path: `${path}/:id`,
  tag: module.name,
  wire: { params: RecordPath, response: { 200: record } },
  status: 200,
  rules: [recordExists],
  perform: (context, { params }) => jsonText(deleteRecord(context, module, params.id))
})

const listOf = (module: Module, record: TObject) => Type.Object({
  count: Type.Optional(Type.Integer({
    description: 'How many there are on all pages, with $count=true', 'x-basis': inferred('The name of the total is not seen')
  })),
  results: Type.Array(record, { 'x-basis': vendorClient })
}, { title: `${module.name}List`, description: `A page of ${module.name}` })

/** One set of calls for each module. */
export const moduleOperations = modules.flatMap(operationsOf)
