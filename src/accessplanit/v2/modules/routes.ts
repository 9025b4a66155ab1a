import { Type, type TObject } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { inferred } from '../../../core/basis.ts'
import { Failure } from '../../../core/errors.ts'
import { text } from '../../../core/schema.ts'
import { decide, type World } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { countRecords, findRecord, listAsBytes } from '../../platform/feed.ts'
import { developerPage, vendorClient } from '../../sources.ts'
import { fieldsOf } from '../custom-fields.ts'
import type { Module } from '../field.ts'
import { readQuery } from '../query.ts'
import { createRecord, deleteRecord, findForUpsert, recordExists, updateRecordOf, writeRulesOf } from '../records.ts'
import { noteDeliveries, type WebhookEvent } from '../webhooks.ts'
import { bodyOf, readBody, replyOf, requiredOf, type Body } from '../writing.ts'
import { modules } from './modules.ts'

const option = (about: string, example?: string) => Type.Optional(text({ basis: vendorClient, description: about, ...(example && { example }) }))

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
  const known = modules.find(it => it.name.toLowerCase() === name?.toLowerCase())
  throw new Failure('missing', name === undefined
    ? `Nothing is served at ${method} ${url.split('?')[0]}.`
    : known
      ? `${known.name} takes no ${method} here.`
      : `The sandbox has no module "${name}"; it has ${modules.map(it => it.name).join(', ')}.`)
}

function moduleCalls (app: App, module: Module): void {
  const { name, about, basis } = module
  const path = `/api/v2/${name}`
  // Made once, as each is long and there are many.
  const record = replyOf(module)
  const list = listOf(module, record)
  const body = bodyOf(module)

  app.get(path, operation({
    operationId: `List${name}`,
    summary: `List or query ${name}`,
    description: `${about}. Of those that fit the filter, a page in the order asked for.`,
    basis,
    rules: [],
    tag: name,
    wire: { querystring: ListQuery, response: { 200: list } }
  }), (request, reply) => sendJson(reply, decide(request, ({ db }) => {
    const { fields, count, ...query } = readQuery(request, fieldsOf(db, module))
    return listAsBytes(db, module, fields, query, `{${count ? `"count":${countRecords(db, module, query)},` : ''}"results":[`, ']}')
  })))

  app.get(`${path}/:id`, operation({
    operationId: `Get${name}`,
    summary: `Get one ${name}`,
    description: 'The record of an id, as the only one of a list.',
    basis: idIsOurs,
    rules: [recordExists],
    tag: name,
    wire: { params: RecordPath, response: { 200: list } }
  }), (request, reply) => sendJson(reply, decide(request, ({ db, enforce }) => {
    const { id } = request.params
    const found = findRecord(db, module, id, fieldsOf(db, module))
    enforce([recordExists], { id, found })
    return `{"results":[${found}]}`
  })))

  if (module.canCreate) {
    app.post(path, operation({
      operationId: `Create${name}`,
      summary: `Create or update ${name}`,
      description: `Makes a record, or updates the one that has the ID or the ExternalID already. A new one needs ${requiredOf(module).join(', ')}.`,
      basis: developerPage,
      rules: writeRulesOf(module),
      tag: name,
      wire: { body, response: { 201: record, 200: record } }
    }), (request, reply) => {
      const { id, isNew } = change(request, module, world => {
        const body = bodyGiven(request, module)
        const present = findForUpsert(world, module, body)
        return present === undefined
          ? { id: createRecord(world, module, body), event: 'Create', isNew: true }
          : { id: updateRecordOf(world, module, present, body), event: 'Update', isNew: false }
      })
      return sendJson(reply.code(isNew ? 201 : 200), id)
    })
  }

  if (module.fields.some(field => field.column !== undefined)) {
    app.put(`${path}/:id`, operation({
      operationId: `Update${name}`,
      summary: `Update ${name}`,
      description: 'Changes the members that are given, and no others.',
      basis: name === 'User' || name === 'Course' ? vendorClient : inferred('As for the modules that the vendor\'s client updates'),
      rules: [recordExists, ...writeRulesOf(module)],
      tag: name,
      wire: { params: RecordPath, body, response: { 200: record } }
    }), (request, reply) => sendJson(reply, change(request, module, world =>
      ({ id: updateRecordOf(world, module, request.params.id, bodyGiven(request, module)), event: 'Update', isNew: false })).id))
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
    }), (request, reply) => sendJson(reply, change(request, module, (world) => {
      const { id } = request.params
      const json = findRecord(world.db, module, id, fieldsOf(world.db, module))
      world.enforce([recordExists], { id, found: json })
      deleteRecord(world, module, id)
      return { id, event: 'Delete', isNew: false, json: json! }
    }).id))
  }
}

const bodyGiven = ({ body, sandbox, entry }: FastifyRequest, module: Module): Body =>
  readBody(fieldsOf(sandbox.db, module), body as Body, entry.ignored)

interface Change { id: string, event: WebhookEvent, isNew: boolean, json?: string }

/** Does a change, tells the module's webhooks of it once it is kept, and answers the record as JSON text in the place of its id. */
function change (request: FastifyRequest, module: Module, work: (world: World) => Change): Change {
  return decide(request, world => {
    const { id, event, isNew, json = findRecord(world.db, module, id, fieldsOf(world.db, module))! } = work(world)
    noteDeliveries(request, module.name, event, json)
    return { id: json, event, isNew }
  })
}

const listOf = (module: Module, record: TObject) => Type.Object({
  count: Type.Optional(Type.Integer({ description: 'How many there are on all pages, with $count=true', 'x-basis': inferred('The name of the total is not seen') })),
  results: Type.Array(record, { 'x-basis': vendorClient })
}, { title: `${module.name}List` })

export function sendJson (reply: FastifyReply, json: string | Buffer): void {
  reply.serializer(String).type('application/json; charset=utf-8').send(json)
}
