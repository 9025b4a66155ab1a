import { Type } from '@sinclair/typebox'
import { text } from '../../core/schema.ts'
import { takeJsonBodies } from '../../http/bodies.ts'
import { failureOf } from '../../http/failure-of.ts'
import { limitRate } from '../../http/rate-limit.ts'
import type { Service } from '../../http/service.ts'
import { authenticate, callerRules } from '../authentication.ts'
import { errorCodesGuide } from '../sources.ts'
import { recordRules } from './collections/rules.ts'
import { Problem, ProblemWithErrors, sendProviderBasedError } from './errors.ts'
import { providerBasedExamples } from './examples/examples.ts'
import { providerBasedFixtureFiles } from './fixtures.ts'
import { recordRoutes } from './records/routes.ts'
import { recordTables } from './records/store.ts'
import { returnRoutes } from './returns/routes.ts'
import { returnTables } from './returns/store.ts'
import { submissionRoutes, submitRoutes } from './submissions/routes.ts'
import { submissionTables } from './submissions/store.ts'
import { userRoutes } from './users/routes.ts'
import { userTables } from './users/store.ts'
import { progressionRoutes } from './validation/progression-setting.ts'
import { validationRoutes } from './validation/routes.ts'
import { finishDueRuns } from './validation/runs.ts'
import { validationTables } from './validation/store.ts'

/** TEC's Provider Based Submissions API, for the Single Data Return. */
export const providerBased: Service = {
  name: 'tec-provider-based',
  title: 'Provider Based Submissions API',
  version: 'v1.0',
  about: 'The Single Data Return: returns and their windows, submissions in batches, and their validation.',
  mount: '/submissions',
  consumes: ['application/json', 'text/json', 'application/*+json'],
  operationsAt: '/submissions/v1.0',
  rules: callerRules,
  recordRules,
  examples: providerBasedExamples,
  refusals: { 400: ProblemWithErrors, 401: Problem, 429: Problem },
  security: {
    name: 'bearer',
    scheme: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A token from POST /oauth2/access_token, or a static one of the fixture, such as demo-token-9001' }
  },
  headers: Type.Object({
    EID: text({ basis: errorCodesGuide, description: 'EDUMIS number of the organisation', example: '9001' })
  }),
  tables: [userTables, returnTables, submissionTables, recordTables, validationTables],
  fixtureFiles: providerBasedFixtureFiles,
  isLimited: true,

  async adminRoutes (app, { submissions }) {
    await app.register(submitRoutes, submissions)
    await app.register(progressionRoutes)
  },

  async routes (app, { rateLimit, submissions }) {
    app.setErrorHandler((error, request, reply) => {
      const failure = failureOf(error, request)
      if (request.entry) request.entry.failure = failure
      return sendProviderBasedError(failure, request.url.split('?')[0]!, submissions.errorCodes, reply)
    })
    authenticate(app)
    await limitRate(app, rateLimit)
    takeJsonBodies(app)
    // Whoever looks at a submission finds its runs as far as they have come.
    app.addHook('preHandler', ({ sandbox, entry, log }) => finishDueRuns(sandbox, entry.eid!, submissions, error => log.error(error)))

    await app.register(userRoutes)
    await app.register(returnRoutes)
    await app.register(submissionRoutes, submissions)
    await app.register(recordRoutes, submissions)
    await app.register(validationRoutes)
  }
}
