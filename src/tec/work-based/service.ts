import { Type } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import type { Examples } from '../../core/example.ts'
import { text } from '../../core/schema.ts'
import { textsArePlain, valuesArePlausible, valuesMeanSomething } from '../../http/meaning.ts'
import { json } from '../../http/bodies.ts'
import type { Operation } from '../../http/operation.ts'
import { withExamples } from '../../http/operation-example.ts'
import type { Service } from '../../http/service.ts'
import { callerRules, expiredToken } from '../authentication.ts'
import { callerExamples } from '../caller-examples.ts'
import { credentialOf, identify } from '../caller.ts'
import { bearerSecurity, staticTokens } from '../credentials.ts'
import { tecTokens } from '../ordered-tokens.ts'
import { organisations } from '../organisations.ts'
import { workBasedPage } from '../sources.ts'
import { aboutRules } from './about-rules.ts'
import { alikeIndexes } from './alike.ts'
import { enrolments } from './enrolments/resource.ts'
import { Problem, ProblemWithErrors, workBasedPresent } from './errors.ts'
import { workBasedFixtureFiles } from './fixtures.ts'
import { firstCalls } from './first-calls.ts'
import { learners } from './learners/resource.ts'
import { workBasedMoments } from './moments.ts'
import { nzqa } from './nzqa/resource.ts'
import { offJobDeliveries } from './off-job-deliveries/resource.ts'
import { workBasedPictures } from './pictures/kinds.ts'
import { programmes } from './programmes/resource.ts'
import type { Resource } from './resource.ts'
import { nzqaSamples, workBasedSamples } from './samples.ts'
import { workBasedScene } from './scene.ts'
import { unknownId, workBasedReadings } from './readings.ts'
import { statusChanges } from './status-changes/resource.ts'
import { trainingAgreements } from './training-agreements/resource.ts'
import { trainingPlans } from './training-plans/resource.ts'
import { visits } from './visits/resource.ts'

/** In the order in which documents have them. */
const resources: readonly Resource[] = [
  learners,
  trainingAgreements,
  statusChanges,
  enrolments,
  trainingPlans,
  visits,
  programmes,
  offJobDeliveries,
  nzqa
]

const guessedRoute = inferred('Method, path and operation id are to be seen of one operation alone, and this follows its pattern')

const withRouteBasis = (operation: Operation): Operation =>
  operation.operationId === 'CreateComplexEnrolment' ? operation : { ...operation, routeBasis: guessedRoute }

/** A reading says what a GET of an id answers that does not exist. */
const withUnknownId = (operation: Operation): Operation => unknownId.bearsOn!.includes(operation.operationId)
  ? { ...operation, wire: { ...operation.wire, response: { ...operation.wire.response, 404: ProblemWithErrors } } }
  : operation

/** TEC's Work Based Submissions API. */
export const workBased: Service = {
  name: 'tec-work-based',
  title: 'Work Based Submissions API',
  version: 'v1.0',
  description: 'Learners, training agreements, training plans and enrolments of work-based learning.',
  mount: '/work-submission-api',
  baseUrl: '/work-submission-api/v1.0',
  operations: withExamples(resources.flatMap(({ operations = [] }) => operations)
    .map(withRouteBasis).map(withUnknownId), workBasedSamples),
  adminOperations: withExamples(resources.flatMap(({ adminOperations = [] }) => adminOperations), nzqaSamples),
  rules: [...callerRules, valuesMeanSomething, ...valuesArePlausible, ...textsArePlain],
  identify,
  expiredToken,
  callerWord: 'eid',
  hasNumberedCallers: true,
  callers: organisations,
  tokens: tecTokens,
  limitedBy: { default: 'off', key: ({ label }) => label },
  takes: [json],
  matchesMembers: true,
  isLenient: true,
  present: workBasedPresent,
  settings: [],
  readings: workBasedReadings,
  examples: Object.assign({}, callerExamples, ...resources.map(({ examples }) => examples)) as Examples,
  scene: workBasedScene,
  aboutRules,
  areas: Object.assign(
    { eid: 'The EID header', token: 'Bearer tokens', value: 'Values' }, ...resources.map(({ areas }) => areas)
  ) as Resource['areas'],
  credentials: staticTokens,
  credentialOf,
  firstCalls,
  pictures: workBasedPictures,
  refusals: {
    400: ProblemWithErrors,
    401: ProblemWithErrors,
    405: ProblemWithErrors,
    413: ProblemWithErrors,
    415: ProblemWithErrors,
    429: Problem,
    503: ProblemWithErrors,
    507: ProblemWithErrors
  },
  refusesIn: ['application/problem+json'],
  nulls: 'always',
  openapi: '3.0.1',
  security: bearerSecurity,
  headers: Type.Object({
    EID: text({
      basis: workBasedPage('update-training-plan'), description: 'EDUMIS number of the organisation', pattern: '^\\d{1,8}$', example: '9001'
    })
  }),
  tables: [...resources.flatMap(({ tables = [] }) => tables), alikeIndexes],
  fixtureFiles: workBasedFixtureFiles,
  moments: workBasedMoments
}
