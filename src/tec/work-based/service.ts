import { Type } from '@sinclair/typebox'
import { text } from '../../core/schema.ts'
import { failureOf } from '../../http/failure-of.ts'
import { takeJsonBodies } from '../../http/bodies.ts'
import { limitRate } from '../../http/rate-limit.ts'
import type { Service } from '../../http/service.ts'
import { authenticate, callerRules } from '../authentication.ts'
import { Problem, ProblemWithErrors, sendWorkBasedError } from './errors.ts'
import { workBasedPage } from '../sources.ts'
import { enrolmentRoutes } from './enrolments/routes.ts'
import { enrolmentTables } from './enrolments/store.ts'
import { workBasedExamples } from './examples.ts'
import { workBasedFixtureFiles } from './fixtures.ts'
import { learnerRoutes } from './learners/routes.ts'
import { learnerTables } from './learners/store.ts'
import { nzqaRoutes } from './nzqa.ts'
import { offJobDeliveryRoutes } from './off-job-deliveries/routes.ts'
import { offJobDeliveryTables } from './off-job-deliveries/store.ts'
import { programmeRoutes } from './programmes/routes.ts'
import { programmeTables } from './programmes/store.ts'
import { statusChangeRoutes } from './status-changes/routes.ts'
import { trainingAgreementRoutes } from './training-agreements/routes.ts'
import { trainingAgreementTables } from './training-agreements/store.ts'
import { trainingPlanRoutes } from './training-plans/routes.ts'
import { trainingPlanTables } from './training-plans/store.ts'
import { visitRoutes } from './visits/routes.ts'
import { visitTables } from './visits/store.ts'

/** TEC's Work Based Submissions API. */
export const workBased: Service = {
  name: 'tec-work-based',
  title: 'Work Based Submissions API',
  version: 'v1.0',
  about: 'Learners, training agreements, training plans and enrolments of work-based learning.',
  mount: '/work-submission-api',
  consumes: ['application/json', 'text/json', 'application/*+json'],
  operationsAt: '/work-submission-api/v1.0',
  rules: callerRules,
  examples: workBasedExamples,
  refusals: { 400: ProblemWithErrors, 401: ProblemWithErrors, 429: Problem },
  security: {
    name: 'bearer',
    scheme: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'A token from POST /oauth2/access_token, or a static one of the fixture, such as demo-token-9001'
    }
  },
  headers: Type.Object({
    EID: text({ basis: workBasedPage('update-training-plan'), description: 'EDUMIS number of the organisation', example: '9001' })
  }),
  tables: [
    learnerTables, programmeTables, trainingAgreementTables, enrolmentTables, trainingPlanTables, visitTables,
    offJobDeliveryTables
  ],
  fixtureFiles: workBasedFixtureFiles,
  isLimited: true,
  adminRoutes: nzqaRoutes,

  async routes (app, { rateLimit, unknownIdStatus, deletionReply }) {
    app.setErrorHandler((error, request, reply) => {
      const failure = failureOf(error, request)
      if (request.entry) request.entry.failure = failure
      return sendWorkBasedError(failure, request.url.split('?')[0]!, unknownIdStatus, reply)
    })
    authenticate(app)
    await limitRate(app, rateLimit)
    takeJsonBodies(app)

    await app.register(learnerRoutes)
    await app.register(trainingAgreementRoutes)
    await app.register(statusChangeRoutes)
    await app.register(enrolmentRoutes, { deletionReply })
    await app.register(trainingPlanRoutes)
    await app.register(visitRoutes)
    await app.register(programmeRoutes)
    await app.register(offJobDeliveryRoutes)
  }
}
