import { Type, type TObject } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { text } from '../../../core/schema.ts'
import { jsonText } from '../../../http/answer.ts'
import { operation, type Operation } from '../../../http/operation.ts'
import { changesRecords, givesRights, seesModule, seesRecord } from '../../platform/roles/rules.ts'
import { developerPage, vendorClient } from '../../sources.ts'
import { V2Error } from '../errors.ts'
import type { Module } from '../field.ts'
import { deleteRecord, getRecord, listModule, recordExists, updateRecord, writeRecord } from '../records.ts'
import { bodyOf, replyOf, requiredOf } from '../writing.ts'
import { ListQuery, RecordQuery } from './list-query.ts'
import { modules } from './modules.ts'
import { createSample, deleteSample, getSample, listSample, updateSample } from './samples.ts'

const idIsOurs = inferred('The call is documented, where the id stands in it is not seen')

const RecordPath = Type.Object({ id: text({ basis: idIsOurs, description: 'Id of the record', example: '5001' }) })

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

/** What a caller is held to who changes records of a module. */
const roleRulesOf = ({ name }: Module) => [seesModule, seesRecord, changesRecords, ...name === 'User' ? [givesRights] : []]

const listing = ({ module, path, list }: Shapes): Operation => operation({
  operationId: `List${module.name}Records`,
  summary: `List or query ${module.name}`,
  description: `${module.description}. Of those that fit the filter, a page in the order asked for.`,
  basis: module.basis,
  method: 'GET',
  path,
  tag: module.name,
  // By a reading, what a caller may not see is as though it were not there.
  wire: { querystring: ListQuery, response: { 200: list, 404: V2Error } },
  status: 200,
  rules: [seesModule],
  example: scene => listSample(scene, module),
  perform: (context, { query }) => listModule(context, module, query)
})

const getting = ({ module, path, list }: Shapes): Operation => operation({
  operationId: `Get${module.name}Record`,
  summary: `Get one ${module.name}`,
  description: 'The record of an id, as the only one of a list.',
  basis: idIsOurs,
  method: 'GET',
  path: `${path}/:id`,
  tag: module.name,
  wire: { params: RecordPath, querystring: RecordQuery, response: { 200: list } },
  status: 200,
  rules: [recordExists, seesModule, seesRecord],
  example: scene => getSample(scene, module),
  perform: (context, { params, query }) => jsonText(`{"results":[${getRecord(context, module, params.id, query) ?? ''}]}`)
})

const creation = ({ module, path, record }: Shapes): Operation => operation({
  operationId: `Create${module.name}Record`,
  summary: `Create or update ${module.name}`,
  description: 'Makes a record, or updates the one that has the ID or the ExternalID already. ' +
    `A new one needs ${requiredOf(module).join(', ')}.`,
  basis: developerPage,
  method: 'POST',
  path,
  tag: module.name,
  wire: { querystring: RecordQuery, body: bodyOf(module), response: { 201: record, 200: record } },
  status: 201,
  rules: [...roleRulesOf(module), ...module.rules ?? []],
  example: scene => createSample(scene, module),
  perform (context, { body, query }) {
    const { record, isNew } = writeRecord(context, module, body, query)
    return jsonText(record, isNew ? 201 : 200)
  }
})

const update = ({ module, path, record }: Shapes): Operation => operation({
  operationId: `Update${module.name}Record`,
  summary: `Update ${module.name}`,
  description: 'Changes the members that are given, and no others.',
  basis: module.updateBasis ?? inferred('As for the modules that the vendor\'s client updates'),
  method: 'PUT',
  path: `${path}/:id`,
  tag: module.name,
  wire: { params: RecordPath, querystring: RecordQuery, body: bodyOf(module), response: { 200: record } },
  status: 200,
  rules: [recordExists, ...roleRulesOf(module), ...module.rules ?? []],
  example: scene => updateSample(scene, module),
  perform: (context, { params, query, body }) => jsonText(updateRecord(context, module, params.id, body, query))
})

const deletion = ({ module, path, record }: Shapes): Operation => operation({
  operationId: `Delete${module.name}Record`,
  summary: `Delete ${module.name}`,
  description: 'Removes a record that no other is about, and answers it as it was.',
  basis: inferred('Deletion is documented, the path is not seen'),
  method: 'DELETE',
  path: `${path}/:id`,
  tag: module.name,
  wire: { params: RecordPath, querystring: RecordQuery, response: { 200: record } },
  status: 200,
  rules: [recordExists, ...roleRulesOf(module)],
  example: scene => deleteSample(scene, module),
  perform: (context, { params, query }) => jsonText(deleteRecord(context, module, params.id, query))
})

const listOf = (module: Module, record: TObject) => Type.Object({
  count: Type.Optional(Type.Integer({
    description: 'How many there are on all pages, with $count=true', 'x-basis': inferred('The name of the total is not seen')
  })),
  results: Type.Array(record, { 'x-basis': vendorClient })
}, { title: `${module.name}List`, description: `A page of ${module.name}` })

/** One set of calls for each module. */
export const moduleOperations = modules.flatMap(operationsOf)
