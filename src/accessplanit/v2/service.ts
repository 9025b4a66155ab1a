import { takeJsonBodies } from '../../http/bodies.ts'
import { failureOf } from '../../http/failure-of.ts'
import type { App } from '../../http/operation.ts'
import { limitRate } from '../../http/rate-limit.ts'
import type { Service } from '../../http/service.ts'
import { authenticate, bearerRules } from '../authentication.ts'
import { breakOff } from '../deliveries.ts'
import { deliverAfterwards, onChange } from '../perform.ts'
import { basketRoutes } from './basket/routes.ts'
import { customFieldFixtureFiles } from './custom-fields/fixtures.ts'
import { customFieldTables } from './custom-fields/store.ts'
import { describeFailure, V2Error } from './errors.ts'
import { v2Examples } from './examples.ts'
import { helpRoutes } from './help.ts'
import { loginRoutes, tokenRoutes } from './login.ts'
import { moduleRoutes, refuseUnknown } from './modules/routes.ts'
import { sendJson } from './sending.ts'
import { tellWebhooks } from './webhooks.ts'

onChange(tellWebhooks)

/** accessplanit's API, version 2. */
export const accessplanitV2: Service = {
  name: 'accessplanit-v2',
  title: 'accessplanit API v2',
  version: 'v2',
  about: 'The modules of an accessplanit platform, queried as OData is, and the basket.',
  mount: '/accessplan',
  alsoAt: ['/accessplansandbox'],
  operationsAt: '/accessplan/api/v2',
  consumes: ['application/json'],
  rules: bearerRules,
  examples: v2Examples,
  refusals: { 400: V2Error, 401: V2Error, 404: V2Error, 429: V2Error },
  security: {
    name: 'bearer',
    scheme: { type: 'http', scheme: 'bearer', description: 'A token from POST api/v2/token, or an API key of the fixture: demo-api-key' }
  },
  tables: [customFieldTables],
  fixtureFiles: customFieldFixtureFiles,
  isLimited: true,
  usualLimit: 'off',

  async routes (app, { rateLimit }) {
    app.setErrorHandler((error, request, reply) => {
      const failure = failureOf(error, request)
      if (request.entry) request.entry.failure = failure
      const { status, body } = describeFailure(failure)
      if (failure.retryAfter !== undefined) reply.header('retry-after', String(failure.retryAfter))
      if (status === 401) reply.header('www-authenticate', 'Bearer')
      return sendJson(reply.code(status), JSON.stringify(body))
    })
    app.setNotFoundHandler(refuseUnknown)
    app.addHook('onClose', () => breakOff(app.sandbox))
    await app.register(tokenRoutes)
    await app.register(loginRoutes)
    await app.register(async (modules: App) => {
      authenticate(modules, () => false)
      await limitRate(modules, rateLimit, ({ entry }) => `${entry.operation?.operationId ?? 'a request'} by ${entry.account!}`)
      takeJsonBodies(modules)
      deliverAfterwards(modules)
      await modules.register(helpRoutes)
      await modules.register(basketRoutes)
      await modules.register(moduleRoutes)
    })
  }
}
