import { Failure } from '../../core/errors.ts'
import { hoursExist, platformValues, valuesMeanSomething } from '../../http/meaning.ts'
import { plainJson } from '../../http/bodies.ts'
import { withExamples } from '../../http/operation-example.ts'
import type { Service } from '../../http/service.ts'
import { credentialOf, expiredToken, firstReading, platformUsers, serviceUsers } from '../authentication.ts'
import { accessplanitTokens } from '../ordered-tokens.ts'
import { accessplanitMoments } from '../moments.ts'
import { platformFixtureFiles } from '../platform/fixtures.ts'
import { looseValues, platformReadings } from '../platform/readings.ts'
import { roleReadings } from '../platform/roles/readings.ts'
import { platformTables } from '../platform/tables.ts'
import { accessplanitScene } from '../scene.ts'
import { nearestTo } from '../unserved.ts'
import { callerRules, identifyCaller } from './authentication.ts'
import { delegateOperations } from './courses/delegate-operations.ts'
import { courseOperations } from './courses/operations.ts'
import { presentFailure, V1Error } from './errors.ts'
import { v1Examples } from './examples.ts'
import { financeOperations } from './finance/operations.ts'
import { renamed, type NamedJson } from './named-json.ts'
import { v1Readings } from './readings.ts'
import { v1Samples } from './samples.ts'
import { requestToken } from './token.ts'
import { userOperations } from './users/operations.ts'
import { xml } from './xml-bodies.ts'
import { inFormOf } from './xml.ts'

const mount = '/accessplan/api/v1'

const operations = withExamples(
  [requestToken, ...courseOperations, ...delegateOperations, ...financeOperations, ...userOperations], v1Samples
)

/** accessplanit's API Feeds, version 1. */
export const accessplanitV1: Service = {
  name: 'accessplanit-v1',
  title: 'accessplanit API Feeds',
  version: 'v1',
  description: 'Courses, delegates, invoices and users of an accessplanit platform: the feeds of version 1.',
  mount,
  alsoAt: ['/accessplansandbox/api/v1'],
  operations,
  rules: [...callerRules, valuesMeanSomething, hoursExist, ...platformValues],
  identify: identifyCaller,
  expiredToken,
  callerWord: 'user',
  callers: platformUsers,
  tokens: accessplanitTokens,
  limitedBy: { default: '5000/1h', key: ({ label }, { operationId }) => `${operationId} by ${label}` },
  answersBrowsers: true,
  emptyClears: true,
  takes: [plainJson, xml],
  matchesMembers: true,
  isLenient: true,
  looseValues,
  present: {
    failure: presentFailure,
    renamed,
    success: (value, call, { reading }) => inFormOf(call, value as NamedJson, reading)
  },
  notFound: call => new Failure(
    'unknown-route', `No operation is served at ${call.method} ${call.path}. ${nearestTo(call, mount, operations)}`
  ),
  settings: [],
  readings: [...platformReadings, ...roleReadings, ...v1Readings],
  examples: v1Examples,
  scene: accessplanitScene,
  areas: {
    value: 'Values',
    'accessplanit-token': 'accessplanit: tokens',
    bearer: 'accessplanit: bearer tokens',
    company: 'accessplanit: accounts',
    'course-date': 'accessplanit: courses',
    'course-template': 'accessplanit: course templates',
    delegate: 'accessplanit: delegates',
    invoice: 'accessplanit: invoices',
    role: 'accessplanit: roles',
    trainer: 'accessplanit: trainers',
    transaction: 'accessplanit: payments',
    user: 'Users',
    venue: 'accessplanit: venues'
  },
  credentials: serviceUsers,
  firstCalls: sandbox => firstReading(sandbox, 'List the courses', `${mount}/coursedates`),
  credentialOf,
  refusals: {
    400: V1Error, 401: V1Error, 404: V1Error, 405: V1Error, 413: V1Error, 415: V1Error, 429: V1Error, 503: V1Error, 507: V1Error
  },
  refusesIn: ['application/json', 'application/xml'],
  gives: ['application/json', 'application/xml'],
  nulls: 'in-requests',
  security: {
    name: 'accessplanitToken',
    scheme: { type: 'http', scheme: 'bearer', description: 'A token from POST token, or an API key of the fixture: demo-api-key' }
  },
  tables: platformTables,
  fixtureFiles: platformFixtureFiles,
  moments: accessplanitMoments
}
