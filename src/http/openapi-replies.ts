import type { OpenAPIV3 } from 'openapi-types'
import type { TSchema } from '@sinclair/typebox'
import type { Rule } from '../core/rule.ts'
import { headersOf } from './openapi-headers.ts'
import { openApiSchema, type Rendering } from './openapi-schema.ts'
import type { Operation } from './operation.ts'
import type { Service } from './service.ts'

/** Every reply that an operation can give, by its status. */
export function repliesOf (service: Service, operation: Operation, rendering: Rendering): OpenAPIV3.ResponsesObject {
  const replies = { ...successesOf(operation), ...refusalsOf(service, operation) }
  return Object.fromEntries(Object.entries(replies).map(([status, schema]) => {
    const isRefusal = Number(status) >= 400
    const types = isRefusal
      ? (status in operation.wire.response && operation.refusesIn) || service.refusesIn
      : operation.gives ?? service.gives ?? ['application/json']
    const shape = openApiSchema(schema, { optionalIsNullable: rendering.optionalIsNullable && !isRefusal })
    return [status, {
      description: textOf(Number(status), service, operation),
      headers: headersOf(Number(status), service, operation),
      ...schema.type !== 'null' && {
        content: Object.fromEntries([
          ...types.map(type => [type, { schema: shape }]),
          ...isRefusal ? [] : (operation.textsIn ?? []).map(type => [type, { schema: { type: 'string' } }])
        ])
      },
      ...operation.mayBeEmpty && !isRefusal && { 'x-may-be-empty': operation.mayBeEmpty }
    }]
  }))
}

const successesOf = ({ wire }: Operation): Record<number, TSchema> =>
  Object.fromEntries(Object.entries(wire.response).filter(([status]) => Number(status) < 400))

/** What its service refuses with, for as much as this operation can be refused. */
function refusalsOf (service: Service, operation: Operation): Record<number, TSchema> {
  const { wire, isOpen = false } = operation
  const hasCaller = service.identify !== undefined && !isOpen
  const isAsked: Record<number, boolean> = {
    400: true,
    401: hasCaller,
    403: hasCaller,
    404: wire.params !== undefined || rulesOf(service, operation).some(({ failure }) => failure === 'missing'),
    405: true,
    413: wire.body !== undefined,
    415: wire.body !== undefined,
    // Who tries code after code has to wait, too.
    429: hasCaller && (service.limitedBy !== undefined || service.isOwn === true),
    503: true,
    // What only reads is answered in a full sandbox, too.
    507: operation.writes ?? operation.method !== 'GET'
  }
  const usual = Object.fromEntries(Object.entries(service.refusals).filter(([status]) => isAsked[Number(status)]))
  const own = Object.fromEntries(Object.entries(wire.response).filter(([status]) => Number(status) >= 400))
  const all = operation.refusal ? Object.fromEntries(Object.keys(usual).map(status => [status, operation.refusal!])) : usual
  return { ...all, ...own }
}

/** Rules of an operation, and those that its caller is held to, if it has one. */
export const rulesOf = ({ rules: ofAll }: Service, { rules, isOpen }: Operation): readonly Rule[] =>
  isOpen ? rules : [...ofAll, ...rules]

function textOf (status: number, service: Service, operation: Operation): string {
  if (status < 400) return [successes[status]!, operation.mayBeEmpty].filter(Boolean).join('. ')
  const failure = status === 401 || status === 403 ? 'unauthenticated' : status === 404 ? 'missing' : undefined
  const rules = failure ? rulesOf(service, operation).filter(it => it.failure === failure && it.mode === 'enforce') : []
  const unless = rules.map(({ statement, id }) => `${statement} (\`${id}\`)`).join('; ')
  return unless === '' ? refusals[status]! : `${refusals[status]!}. Refused unless: ${unless}`
}

const successes: Record<number, string> = {
  200: 'It is done, and this is what was asked for or what came of it',
  201: 'It is made, and this is what came of it',
  204: 'It is done, and there is nothing to say of it'
}

const refusals: Record<number, string> = {
  400: 'The request does not have its shape, or breaks a rule',
  401: 'The caller is not known',
  403: 'The caller may not do this',
  404: 'What the path names does not exist',
  405: 'The path is served, by other methods than that of the request; Allow lists them',
  413: 'The body is larger than this operation takes',
  415: 'The body is of another media type, character set or compression than this operation takes',
  429: 'There were too many requests; Retry-After says how many seconds to wait',
  500: 'The request lacks what it has to have; a web service of .NET says so in this way',
  503: 'The sandbox cannot be used for now: its folder or its data are in trouble, another server has it, or the server is stopping; ' +
    'Retry-After says how many seconds to wait, where that is known',
  507: 'The sandbox has as many bytes as it may have; nothing of the request was stored'
}
