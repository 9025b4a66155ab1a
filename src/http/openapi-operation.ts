import type { OpenAPIV3 } from 'openapi-types'
import type { TObject, TSchema } from '@sinclair/typebox'
import { describeRule, rulesInWords } from './openapi-rule-texts.ts'
import { repliesOf, rulesOf } from './openapi-replies.ts'
import { openApiSchema, type Rendering } from './openapi-schema.ts'
import type { Operation } from './operation.ts'
import type { Service } from './service.ts'

/** An operation as a document has it. */
export function describeOperation (service: Service, operation: Operation): OpenAPIV3.OperationObject {
  const { operationId, summary, description, tag, wire, isOpen = false, basis, routeBasis } = operation
  const nullable = service.nulls ?? 'never'
  const replies = repliesOf(service, operation, { optionalIsNullable: nullable === 'always' })
  const rules = rulesOf(service, operation)
  const parameters = [
    ...parametersOf('path', wire.params),
    ...parametersOf('query', wire.querystring),
    ...isOpen ? [] : parametersOf('header', service.headers)
  ]
  return {
    operationId,
    summary,
    description: [description, ...rulesInWords(rules)].join('\n\n'),
    tags: [tag],
    ...parameters.length > 0 && { parameters },
    ...wire.body && { requestBody: bodyOf(service, operation, wire.body) },
    responses: replies,
    security: service.security && !isOpen ? securityOf(service.security) : [],
    'x-basis': basis,
    ...routeBasis && { 'x-route-basis': routeBasis },
    'x-rules': rules.map(describeRule)
  } as OpenAPIV3.OperationObject
}

/** One of them is enough; an empty one is none at all. */
const securityOf = ({ name, isOptional }: NonNullable<Service['security']>): OpenAPIV3.SecurityRequirementObject[] =>
  [{ [name]: [] }, ...isOptional ? [{}] : []]

const ofParameters: Rendering = { optionalIsNullable: false }

/** What a parameter is for stands beside its schema. */
const parametersOf = (place: string, shapes: TObject | undefined): OpenAPIV3.ParameterObject[] => {
  const { properties = {}, required = [] } = shapes ? openApiSchema(shapes, ofParameters) : {}
  return Object.entries(properties).map(([name, { description, ...schema }]: [string, any]) =>
    ({ name, in: place, required: required.includes(name), ...description && { description }, schema }))
}

/**
 * A body that is matched to its members may have null for what it may leave out. What matches none takes no body for an empty one, so it is
 * required where it must have a member, or has none.
 */
function bodyOf (service: Service, { takes = service.takes, takes: own }: Operation, body: TSchema): OpenAPIV3.RequestBodyObject {
  const schema = openApiSchema(body, { optionalIsNullable: service.nulls !== undefined && own === undefined })
  const isEmptyToo = (!service.matchesMembers || own !== undefined) && schema.type === 'object' && (schema.required ?? []).length === 0
  return {
    required: !isEmptyToo,
    ...schema.description && { description: schema.description },
    content: Object.fromEntries(takes.flatMap(({ listed }) => listed).map(type => [type, { schema }]))
  }
}
