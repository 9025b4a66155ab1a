import { hoursExist, platformValues, valuesMeanSomething } from '../../http/meaning.ts'
import { plainJson } from '../../http/bodies.ts'
import { withExamples } from '../../http/operation-example.ts'
import type { Service } from '../../http/service.ts'
import { bearerRules, credentialOf, expiredToken, firstReading, identify, platformUsers, serviceUsers } from '../authentication.ts'
import { accessplanitTokens } from '../ordered-tokens.ts'
import { accessplanitPictures } from '../pictures/kinds.ts'
import { endLeft } from '../deliveries.ts'
import { logIns } from '../log-ins.ts'
import { looseValues } from '../platform/readings.ts'
import { accessplanitScene } from '../scene.ts'
import { nearestTo } from '../unserved.ts'
import { basketOperations } from './basket/operations.ts'
import { customFieldOperations } from './custom-fields/admin-operations.ts'
import { presentFailure, V2Error } from './errors.ts'
import { v2Examples } from './examples.ts'
import { helpOperations } from './help.ts'
import { loginOperations } from './login.ts'
import { listUnknown, nothingAt, notTaken } from './modules/names-only.ts'
import { moduleOperations } from './modules/operations.ts'
import { v2Readings } from './readings.ts'
import { v2Samples } from './samples.ts'
import { tellWebhooks } from './webhooks.ts'

const mount = '/accessplan'

const operations = [
  ...withExamples([...loginOperations, ...helpOperations, ...basketOperations], v2Samples), ...moduleOperations
]

/** accessplanit's API, version 2. */
export const accessplanitV2: Service = {
  name: 'accessplanit-v2',
  title: 'accessplanit API v2',
  version: 'v2',
  description: 'The modules of an accessplanit platform, queried as OData is, and the basket.',
  mount,
  alsoAt: ['/accessplansandbox'],
  baseUrl: '/accessplan/api/v2',
  operations: [...operations, listUnknown],
  adminOperations: customFieldOperations,
  rules: [...bearerRules, valuesMeanSomething, hoursExist, ...platformValues],
  identify,
  expiredToken,
  callerWord: 'user',
  callers: platformUsers,
  tokens: accessplanitTokens,
  limitedBy: { default: 'off', key: ({ label }, { operationId }) => `${operationId} by ${label}` },
  answersBrowsers: true,
  emptyClears: true,
  takes: [plainJson],
  matchesMembers: true,
  isLenient: true,
  looseValues,
  present: { failure: presentFailure },
  notFound: call => nothingAt(call, nearestTo(call, mount, operations)),
  wrongMethod: notTaken,
  changed: tellWebhooks,
  endLeft,
  settings: [],
  pictures: accessplanitPictures,
  readings: v2Readings,
  examples: v2Examples,
  scene: accessplanitScene,
  areas: {
    value: 'Values',
    basket: 'accessplanit: baskets',
    communication: 'accessplanit: communications',
    'basket-item': 'accessplanit: items of baskets',
    record: 'accessplanit: records of modules',
    role: 'accessplanit: roles',
    webhook: 'accessplanit: webhooks'
  },
  credentials: sandbox => [...serviceUsers(sandbox).filter(({ kind }) => kind === 'API key'), ...logIns(sandbox)],
  firstCalls: sandbox => firstReading(
    sandbox, 'List three course dates', '/accessplan/api/v2/CourseDate?$top=3&$select=ID,Name,StartDate,EndDate'
  ),
  credentialOf,
  refusals: Object.fromEntries([400, 401, 403, 404, 405, 413, 415, 429, 503, 507].map(status => [status, V2Error])),
  refusesIn: ['application/json'],
  nulls: 'in-requests',
  security: {
    name: 'accessplanitToken',
    scheme: { type: 'http', scheme: 'bearer', description: 'A token from POST api/v2/token, or an API key of the fixture: demo-api-key' }
  },
  tables: [],
  fixtureFiles: [],
  moments: []
}
