import type { FastifyInstance, RawServerDefault } from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger } from 'fastify'
import type {} from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { TObject, TSchema } from '@sinclair/typebox'
import type { Operation, ServedOperation } from '../core/operation.ts'

/** A Fastify instance whose handlers know their request's types from the TypeBox schemas. */
export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>

/** The wire shapes of an operation. */
export interface Wire {
  params?: TObject
  querystring?: TObject
  body?: TSchema
  response: Record<number, TSchema>
}

interface Description<Shapes extends Wire> extends Operation {
  /** Longer than the summary, in our own words. */
  description: string
  tag: string
  wire: Shapes
}

/** What Fastify is told of an operation: `app.post(path, operation({ … }), handler)`. */
export function operation<const Shapes extends Wire> ({ operationId, summary, basis, rules, description, tag, wire }: Description<Shapes>) {
  return {
    schema: { ...wire, operationId, summary, description, tags: [tag] },
    config: { operation: { operationId, summary, basis, rules, service: '', method: '', path: '' } satisfies ServedOperation }
  }
}

/** Notes where each operation of `app` is served, and lists it in `served`. */
export function listOperations (app: FastifyInstance, service: string, served: ServedOperation[]): void {
  app.addHook('onRoute', (route) => {
    const { operation } = route.config ?? {}
    if (!operation) return
    const placed = { ...operation, service, method: String(route.method), path: route.url }
    route.config = { ...route.config, operation: placed }
    if (!route.schema?.hide && route.method !== 'HEAD') served.push(placed)
  })
}
