import formbody from '@fastify/formbody'
import { Type } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import { Failure } from '../../core/errors.ts'
import { takeJsonBodies } from '../../http/bodies.ts'
import { failureOf } from '../../http/failure-of.ts'
import { operation, type App } from '../../http/operation.ts'
import { limitRate } from '../../http/rate-limit.ts'
import type { Service } from '../../http/service.ts'
import { authenticate, bearerRules } from '../authentication.ts'
import { deliverAfterwards, perform } from '../perform.ts'
import { platformFixtureFiles } from '../platform/fixtures.ts'
import { platformTables } from '../platform/tables.ts'
import { giveToken, TokenReply, tokenRules, type Form } from '../token.ts'
import { delegateRoutes } from './courses/delegate-routes.ts'
import { courseRoutes } from './courses/routes.ts'
import { describeFailure, V1Error } from './errors.ts'
import { v1Examples } from './examples.ts'
import { financeRoutes } from './finance/routes.ts'
import { userRoutes } from './users/routes.ts'
import { sendAs } from './xml.ts'
import { takeXmlBodies } from './xml-bodies.ts'

/** accessplanit's API Feeds, version 1. */
export const accessplanitV1: Service = {
  name: 'accessplanit-v1',
  title: 'accessplanit API Feeds',
  version: 'v1',
  about: 'Courses, delegates, invoices and users of an accessplanit platform: the feeds of version 1.',
  mount: '/accessplan/api/v1',
  alsoAt: ['/accessplansandbox/api/v1'],
  consumes: ['application/json', 'application/xml'],
  rules: bearerRules,
  examples: v1Examples,
  refusals: { 400: V1Error, 401: V1Error, 404: V1Error, 429: V1Error },
  security: {
    name: 'bearer',
    scheme: { type: 'http', scheme: 'bearer', description: 'A token from POST token, or an API key of the fixture: demo-api-key' }
  },
  tables: platformTables,
  fixtureFiles: platformFixtureFiles,
  isLimited: true,
  usualLimit: '5000/1h',

  async routes (app, { rateLimit }) {
    app.setErrorHandler((error, request, reply) => {
      const failure = failureOf(error, request)
      if (request.entry) request.entry.failure = failure
      const { status, body } = describeFailure(failure)
      if (failure.retryAfter !== undefined) reply.header('retry-after', String(failure.retryAfter))
      if (status === 401) reply.header('www-authenticate', 'Bearer')
      return sendAs(reply.code(status), 'Error', JSON.stringify(body))
    })
    app.setNotFoundHandler((request) => {
      throw new Failure('unknown-route', `Nothing is served at ${request.method} ${request.url.split('?')[0]}.`)
    })
    await app.register(tokenRoutes)
    await app.register(async (feeds: App) => {
      authenticate(feeds, () => false)
      await limitRate(feeds, rateLimit, ({ entry }) => `${entry.operation!.operationId} by ${entry.account!}`)
      takeJsonBodies(feeds)
      takeXmlBodies(feeds)
      deliverAfterwards(feeds)
      await feeds.register(courseRoutes)
      await feeds.register(delegateRoutes)
      await feeds.register(financeRoutes)
      await feeds.register(userRoutes)
    })
  }
}

async function tokenRoutes (app: App): Promise<void> {
  app.removeAllContentTypeParsers()
  await app.register(formbody)
  app.post('/token', operation({
    operationId: 'RequestToken',
    summary: 'Obtain a token',
    description: 'Gives a bearer token for a user and a password, or for a refresh token; it is good for 60 minutes.',
    basis: inferred('That a token is needed, and for how long it is good, is documented; the call is that of version 2'),
    rules: tokenRules,
    tag: 'Token',
    wire: { body: Type.Object({}, { additionalProperties: true }), response: { 200: TokenReply } }
  }), (request, reply) => sendAs(reply, 'TokenReply', JSON.stringify(perform(request, context =>
    giveToken(context, request.body as Form)))))
}
