import { Type } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import { text } from '../../core/schema.ts'
import { operation, type Operation } from '../../http/operation.ts'
import type { PlatformContext } from '../platform/context.ts'
import { otherClient } from '../sources.ts'
import { fieldsOf, type ForSandbox } from './custom-fields/fields.ts'
import { isCustom, type ModuleField } from './field.ts'
import { findModule, modules } from './modules/modules.ts'
import { findName, namesOnly } from './modules/names.ts'
import { noModule, nothingKnownOf } from './modules/names-only.ts'

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
  module: Type.String({
    enum: [...modules.map(it => it.name), ...namesOnly],
    title: 'AnyModule',
    'x-about': 'A module, whatever is known of it',
    description: 'Name of the module, in any case',
    example: 'CourseDate',
    'x-basis': otherClient
  })
})

const ModuleInHelp = Type.Object({
  Name: text({ basis, description: 'Name of the module' }),
  Description: text({ basis, description: 'What it holds; of one that is known by its name only, that' }),
  Writable: Type.Boolean({ 'x-basis': basis, description: 'Whether its records can be created or updated' }),
  FieldsKnown: Type.Boolean({ 'x-basis': basis, description: 'Whether the sandbox knows its fields; if not, its list is empty' })
}, { title: 'ModuleInHelp', description: 'A module, and what is known of it' })

export const helpOperations: readonly Operation[] = [
  operation({
    operationId: 'ListModules',
    summary: 'List the modules',
    description: 'All modules that the vendor\'s client names; of most the sandbox knows no more than that.',
    basis,
    method: 'GET',
    path: '/apihelp/v2/modules',
    tag: 'Help',
    wire: { response: { 200: Type.Array(ModuleInHelp) } },
    status: 200,
    rules: [],
    perform: () => [
      ...modules.map(({ name, description, kind }) =>
        ({ Name: name, Description: description, Writable: kind !== undefined, FieldsKnown: true })),
      ...namesOnly.map(name => ({ Name: name, Description: nothingKnownOf(name), Writable: false, FieldsKnown: false }))
    ].sort((a, b) => a.Name < b.Name ? -1 : 1)
  }),

  /** What a module says of itself, out of the same table of fields that it is read and written by. */
  operation({
    operationId: 'DescribeModule',
    summary: 'Describe a module',
    description: 'Lists the fields of a module, those that the platform added among them; of one that is known by its name only, just ' +
      'the ID, which all modules have.',
    basis: otherClient,
    method: 'GET',
    path: '/apihelp/v2/modules/:module',
    tag: 'Help',
    wire: { params: ModulePath, response: { 200: Type.Array(Descriptor) } },
    status: 200,
    rules: [],
    perform: (context, { params }) => descriptionOf(context, params.module)
  })
]

function descriptionOf (context: ForSandbox & Pick<PlatformContext, 'remarks'>, written: string) {
  const module = findModule(written)
  if (module) return fieldsOf(context, module).map(describe)
  const name = findName(written)
  if (name === undefined) throw noModule(written)
  context.remarks.push({ kind: 'unknown-fields', member: name, message: nothingKnownOf(name) })
  return [describe({ name: 'ID', type: 'text', sql: '', description: 'ID', basis })]
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
