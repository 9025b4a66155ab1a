import type { FastifySchema, FastifySchemaCompiler, FastifyServerOptions } from 'fastify'
import type { FastifySerializerCompiler } from 'fastify/types/schema.js'
import type { TSchema } from '@sinclair/typebox'
import buildSerializer from 'fast-json-stringify'
import { Failure, type FieldErrors } from '../core/errors.ts'
import { createCheck, fromText, type SchemaFault } from '../core/schema.ts'
import { optionsOf } from './query-options.ts'

type Factories = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>

/** Paths and queries, which are all text, are read as the schema says. Bodies are a step of their own, as more is told of them. */
const validatorCompiler: FastifySchemaCompiler<FastifySchema> = ({ schema, httpPart }) => {
  if (httpPart === 'body') return (value: unknown) => ({ value })
  const faultsOf = createCheck(schema as TSchema)
  const inSchemasNames = httpPart === 'querystring' ? optionsOf(schema as TSchema) : undefined
  return (given: unknown) => {
    const value = inSchemasNames ? inSchemasNames(given as object) : given
    const faults = faultsOf(value)
    if (faults.length === 0) return { value }
    const read = fromText(schema as TSchema, value as object)
    const left = faultsOf(read)
    return left.length === 0 ? { value: read } : { error: malformed(left) }
  }
}

export function malformed (faults: readonly SchemaFault[]): Failure {
  const errors: FieldErrors = {}
  for (const { member, message } of faults) errors[member === '' ? '$' : member] = [`${message}.`]
  return new Failure('malformed', faults.map(fault => `${fault.message}.`).join(' '), { errors })
}

type Serialize = (value: unknown) => string

/** Each once, as the documents and classes of a server have apps of their own with the same operations. */
const serializers = new WeakMap<object, Serialize>()

const serializerCompiler: FastifySerializerCompiler<FastifySchema> = ({ schema }) => (value) => {
  let serialize = serializers.get(schema as object)
  if (!serialize) serializers.set(schema as object, serialize = buildSerializer(schema as object) as Serialize)
  return serialize(value)
}

/**
 * Validators and serializers that are compiled when they are first needed. Given to Fastify as its factories, so
 * that it does not load its own compilers.
 */
export const schemaController: FastifyServerOptions['schemaController'] = {
  compilersFactory: {
    // The types are those of Fastify's own compilers; what it calls is what these two are.
    buildValidator: (() => validatorCompiler) as unknown as Factories['buildValidator'],
    buildSerializer: (() => serializerCompiler) as unknown as Factories['buildSerializer']
  }
}
