import { Type } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import { Failure } from '../../core/errors.ts'
import { text } from '../../core/schema.ts'
import { operation } from '../../http/operation.ts'
import type { Database } from '../../sandbox/database.ts'
import { otherClient } from '../sources.ts'
import { fieldsOf } from './custom-fields/fields.ts'
import { isCustom, type ModuleField } from './field.ts'
import { findModule, modules } from './modules/modules.ts'

const basis = inferred('The address is known, what it answers is not seen')

const Descriptor = Type.Object({
  Name: text({ basis, description: 'Name of the member' }),
  Type: text({ basis, description: 'What it holds' }),
  Label: text({ basis, description: 'What it is called' }),
  Writable: Type.Boolean({ 'x-basis': basis }),
  Required: Type.Boolean({ 'x-basis': basis }),
  Custom: Type.Boolean({ 'x-basis': basis }),
  MaxLength: Type.Optional(Type.Integer({ 'x-basis': basis })),
  Values: Type.Optional(Type.Array(Type.String(), { 'x-basis': basis }))
}, { title: 'FieldDescription', description: 'A field of a module' })

const ModulePath = Type.Object({
  module: text({ basis: otherClient, description: 'Name of the module, in any case', example: 'courseDate' })
})

/** What a module says of itself, out of the same table of fields that it is read and written by. */
export const describeModule = operation({
  operationId: 'DescribeModule',
  summary: 'Describe a module',
  description: 'Lists the fields of a module, those that the platform added among them.',
  basis: otherClient,
  method: 'GET',
  path: '/apihelp/v2/modules/:module',
  tag: 'Help',
  wire: { params: ModulePath, response: { 200: Type.Array(Descriptor) } },
  status: 200,
  rules: [],
  perform: ({ db }, { params }) => descriptionOf(db, params.module)
})

function descriptionOf (db: Database, name: string) {
  const module = findModule(name)
  if (!module) throw new Failure('missing', `The sandbox has no module "${name}"; it has ${modules.map(it => it.name).join(', ')}.`)
  return fieldsOf(db, module).map(describe)
}

const describe = ({ name, type, description, column, required = false, max, values }: ModuleField) => ({
  Name: name,
  Type: types[type],
  Label: description,
  Writable: column !== undefined,
  Required: required === true,
  Custom: isCustom({ name }),
  ...(max !== undefined && { MaxLength: max }),
  ...(values && { Values: [...values] })
})

const types = {
  text: 'String',
  integer: 'Integer',
  number: 'Decimal',
  cents: 'Integer',
  money: 'Decimal',
  boolean: 'Boolean',
  dateTime: 'DateTime',
  list: 'String[]',
  object: 'Object'
} as const
