import type { FastifyInstance, FastifySchema, FastifySchemaCompiler } from 'fastify'
import type { TSchema } from '@sinclair/typebox'
import buildSerializer from 'fast-json-stringify'
import { Failure, type FieldErrors } from '../core/errors.ts'
import { createCheck, fromText, type SchemaFault } from '../core/schema.ts'

/** Bodies are taken as they are (`"5"` is no number); paths and queries, which are all text, are read as the schema says. */
export const validatorCompiler: FastifySchemaCompiler<FastifySchema> = ({ schema, httpPart }) => {
  const faultsOf = createCheck(schema as TSchema)
  return (value: unknown) => {
    const faults = faultsOf(value)
    if (faults.length === 0) return { value }
    if (httpPart === 'body') return { error: malformed(faults) }
    const read = fromText(schema as TSchema, value)
    const left = faultsOf(read)
    return left.length === 0 ? { value: read } : { error: malformed(left) }
  }
}

function malformed (faults: SchemaFault[]): Failure {
  const errors: FieldErrors = {}
  for (const { member, message } of faults) errors[member === '' ? '$' : member] = [`${message}.`]
  return new Failure('malformed', faults.map(fault => `${fault.message}.`).join(' '), { errors, code: 'CV1' })
}

/** Compiles validators and serializers when they are first needed: compiling them all is most of a cold start. */
export function compileOnFirstUse (app: FastifyInstance): void {
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(({ schema }) => {
    let serialize: ((value: unknown) => string) | undefined
    return (value) => (serialize ??= buildSerializer(schema as object))(value)
  })
}
