import { Type, type TObject } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { inferred } from '../../../core/basis.ts'
import { Failure } from '../../../core/errors.ts'
import { text } from '../../../core/schema.ts'
import { operation, type App } from '../../../http/operation.ts'
import { perform } from '../../perform.ts'
import type { Body } from '../../platform/columns.ts'
import type { QueryString } from '../../query/options.ts'
import { developerPage, vendorClient } from '../../sources.ts'
import type { Module } from '../field.ts'
import { deleteRecord, getRecord, listModule, recordExists, updateRecord, writeRecord } from '../records.ts'
import { sendJson } from '../sending.ts'
import { bodyOf, replyOf, requiredOf } from '../writing.ts'
import { findModule, modules } from './modules.ts'

const option = (description: string, example?: string) =>
  Type.Optional(text({ basis: vendorClient, description, ...(example && { example }) }))

/** Their names may be in any case, which is why others are let through. */
const ListQuery = Type.Object({
  $select: option('Which members, by name', 'ID,StartDate'),
  $filter: option('Which records', "StartDate ge 2026-01-01 and contains(VenueTown, 'Nelson')"),
  $orderby: option('In which order', 'StartDate asc'),
  $top: option('How many at most; 100 if left out, -1 for all', '10'),
  $skip: option('How many to pass over', '0'),
  $count: option('true counts all that there are', 'true')
}, { additionalProperties: true })

const idIsOurs = inferred('The call is documented, where the id stands in it is not seen')

const RecordPath = Type.Object({ id: text({ basis: idIsOurs, description: 'Id of the record', example: '5001' }) })

/** One set of calls for each module. */
export async function moduleRoutes (app: App): Promise<void> {
  for (const module of modules) moduleCalls(app, module)
}

/** For a module that the sandbox does not have, or a call that the module does not take. */
export function refuseUnknown ({ method, url }: FastifyRequest): never {
  const name = /\/api\/v2\/([^/?]*)/i.exec(url)?.[1]
  const known = findModule(name)
  throw new Failure('missing', name === undefined
    ? `Nothing is served at ${method} ${url.split('?')[0]}.`
    : known
      ? `${known.name} does not take ${method} here.`
      : `The sandbox has no module "${name}"; it has ${modules.map(it => it.name).join(', ')}.`)
}

function moduleCalls (app: App, module: Module): void {
  const { name, description, basis, rules = [] } = module
  const path = `/api/v2/${name}`
  // Made once, as each is long and there are many.
  const record = replyOf(module)
  const list = listOf(module, record)
  const body = bodyOf(module)

  app.get(path, operation({
    operationId: `List${name}`,
    summary: `List or query ${name}`,
    description: `${description}. Of those that fit the filter, a page in the order asked for.`,
    basis,
    rules: [],
    tag: name,
    wire: { querystring: ListQuery, response: { 200: list } }
  }), (request, reply) => sendJson(reply, perform(request, context =>
    listModule(context, module, request.query as QueryString, request.entry.ignored))))

  app.get(`${path}/:id`, operation({
    operationId: `Get${name}`,
    summary: `Get one ${name}`,
    description: 'The record of an id, as the only one of a list.',
    basis: idIsOurs,
    rules: [recordExists],
    tag: name,
    wire: { params: RecordPath, response: { 200: list } }
  }), (request, reply) => sendJson(reply, perform(request, context => `{"results":[${getRecord(context, module, request.params.id)}]}`)))

  if (module.canCreate) {
    app.post(path, operation({
      operationId: `Create${name}`,
      summary: `Create or update ${name}`,
      description: 'Makes a record, or updates the one that has the ID or the ExternalID already. ' +
        `A new one needs ${requiredOf(module).join(', ')}.`,
      basis: developerPage,
      rules,
      tag: name,
      wire: { body, response: { 201: record, 200: record } }
    }), (request, reply) => {
      const { record, isNew } = perform(request, context => writeRecord(context, module, request.body as Body, request.entry.ignored))
      return sendJson(reply.code(isNew ? 201 : 200), record)
    })
  }

  if (module.kind) {
    app.put(`${path}/:id`, operation({
      operationId: `Update${name}`,
      summary: `Update ${name}`,
      description: 'Changes the members that are given, and no others.',
      basis: module.updateBasis ?? inferred('As for the modules that the vendor\'s client updates'),
      rules: [recordExists, ...rules],
      tag: name,
      wire: { params: RecordPath, body, response: { 200: record } }
    }), (request, reply) => sendJson(reply, perform(request, context =>
      updateRecord(context, module, request.params.id, request.body as Body, request.entry.ignored))))
  }

  if (module.canDelete) {
    app.delete(`${path}/:id`, operation({
      operationId: `Delete${name}`,
      summary: `Delete ${name}`,
      description: 'Removes a record that no other is about, and answers it as it was.',
      basis: inferred('Deletion is documented, the path is not seen'),
      rules: [recordExists],
      tag: name,
      wire: { params: RecordPath, response: { 200: record } }
    }), (request, reply) => sendJson(reply, perform(request, context => deleteRecord(context, module, request.params.id))))
  }
}

const listOf = (module: Module, record: TObject) => Type.Object({
  count: Type.Optional(Type.Integer({
    description: 'How many there are on all pages, with $count=true', 'x-basis': inferred('The name of the total is not seen')
  })),
  results: Type.Array(record, { 'x-basis': vendorClient })
}, { title: `${module.name}List` })
