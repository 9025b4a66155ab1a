import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { Failure } from '../../../core/errors.ts'
import { enumeration, oneOf } from '../../../core/schema.ts'
import { either } from '../../../core/words.ts'
import { operation } from '../../../http/operation.ts'
import type { Database } from '../../../sandbox/database.ts'
import { addedTo, extensibleNames, memberOf, namesOf, tableCalled } from '../../platform/custom-fields/fields.ts'
import { insertCustomField, listAllCustomFields, type CustomField } from '../../platform/custom-fields/store.ts'
import { findModule } from '../modules/modules.ts'

const ours = inferred('The sandbox\'s own: the administrators of a real platform add fields to it')

const types = enumeration('CustomFieldType', 'What a custom field holds', ['text', 'boolean', 'number', 'dateTime'])

const Adding = Type.Object({
  module: Type.String({ description: 'What gets it, in any case', example: 'CourseDate', 'x-basis': ours }),
  label: Type.String({ minLength: 1, maxLength: 100, description: 'What people call it', example: 'Bring lunch', 'x-basis': ours }),
  type: Type.Optional(oneOf(types, { basis: ours, description: 'What it holds; text if left out' }))
}, { title: 'NewCustomField', description: 'A field that a platform is to have', additionalProperties: false, 'x-basis': ours })

const Added = Type.Object({
  module: Type.String({ 'x-basis': ours }),
  label: Type.String({ 'x-basis': ours }),
  type: Type.String({ 'x-basis': ours }),
  name: Type.String({ description: 'What version 2 calls it', 'x-basis': ours }),
  modules: Type.Array(Type.String(), { description: 'The modules of version 2 that have it', 'x-basis': ours })
}, { title: 'AddedCustomField', description: 'A field that a platform has added', 'x-basis': ours })

const tag = 'Custom fields'

/** What administrators of a platform do to its records, as no call of the API does. */
export const customFieldOperations = [
  operation({
    operationId: 'ListCustomFields',
    summary: 'List the custom fields of the platform',
    description: 'What its administrators have added to the records of the platform.',
    basis: ours,
    method: 'GET',
    path: '/custom-fields',
    tag,
    wire: { response: { 200: Type.Array(Added) } },
    status: 200,
    rules: [],
    perform: ({ db }) => listAllCustomFields(db).map(describe)
  }),

  operation({
    operationId: 'AddCustomField',
    summary: 'Add a custom field to the platform',
    description: 'Adds a field to the records of a module: in version 2 it shows at once in /apihelp, lists and single reads, and in ' +
      '$select, $filter and writes; in version 1 among CustomFields. Records have no value of it until they are given one.',
    basis: ours,
    method: 'POST',
    path: '/custom-fields',
    tag,
    wire: { body: Adding, response: { 201: Added } },
    status: 201,
    example: () => ({ body: { module: 'CourseDate', label: 'Bring lunch', type: 'boolean' } }),
    rules: [],
    perform: ({ db }, { body: { module, label, type = 'text' } }) => describe(add(db, module, label.trim(), type))
  })
]

function add (db: Database, module: string, label: string, type: CustomField['type']): CustomField {
  const table = tableCalled(module)
  if (table === undefined) throw refused('module', `No field can be added to "${module}". Use ${either(extensibleNames)}.`)
  if (!/[\p{L}\p{N}]/u.test(label)) throw refused('label', `label "${label}" has no letter and no digit, so no member could be called so.`)
  const name = memberOf(label)
  // Where values are kept by their names, this one would lose its own.
  if (name === '__proto__') throw refused('label', `No field can be called ${name}. Use another label.`)
  const taken = addedTo(db, table).find(it => memberOf(it.label).toLowerCase() === name.toLowerCase())
  if (taken) throw refused('label', `${namesOf(table)[0]} has CF_${name} already, the field "${taken.label}". Use another label.`)
  const field: CustomField = { module: namesOf(table)[0]!, label, type }
  insertCustomField(db, field)
  return field
}

const refused = (member: string, message: string) => new Failure('unacceptable', message, { errors: { [member]: [message] } })

const describe = ({ module, label, type }: CustomField) => ({
  module, label, type, name: `CF_${memberOf(label)}`, modules: namesOf(tableCalled(module)!).filter(it => findModule(it) !== undefined)
})
