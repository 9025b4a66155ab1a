import { listedOnce, valuesMeanSomething } from '../../http/meaning.ts'
import { plainJson } from '../../http/bodies.ts'
import type { Service } from '../../http/service.ts'
import { bearerRules, identify, serviceUsers } from '../authentication.ts'
import { looseValues } from '../platform/readings.ts'
import { accessplanitScene } from '../scene.ts'
import { basketOperations } from './basket/operations.ts'
import { customFieldFixtureFiles } from './custom-fields/fixtures.ts'
import { customFieldTables } from './custom-fields/store.ts'
import { presentFailure, V2Error } from './errors.ts'
import { v2Examples } from './examples.ts'
import { describeModule } from './help.ts'
import { loginOperations } from './login.ts'
import { moduleOperations, nothingAt } from './modules/operations.ts'
import { v2Readings } from './readings.ts'
import { tellWebhooks } from './webhooks.ts'

/** accessplanit's API, version 2. */
export const accessplanitV2: Service = {
  name: 'accessplanit-v2',
  title: 'accessplanit API v2',
  version: 'v2',
  description: 'The modules of an accessplanit platform, queried as OData is, and the basket.',
  mount: '/accessplan',
  alsoAt: ['/accessplansandbox'],
  baseUrl: '/accessplan/api/v2',
  operations: [...loginOperations, describeModule, ...basketOperations, ...moduleOperations],
  rules: [...bearerRules, valuesMeanSomething, listedOnce],
  identify,
  limitedBy: { default: 'off', key: ({ label }, { operationId }) => `${operationId} by ${label}` },
  answersBrowsers: true,
  emptyClears: true,
  takes: [plainJson],
  matchesMembers: true,
  isLenient: true,
  looseValues,
  present: { failure: presentFailure },
  notFound: nothingAt,
  changed: tellWebhooks,
  settings: [],
  readings: v2Readings,
  examples: v2Examples,
  scene: accessplanitScene,
  areas: {
    value: 'Values',
    basket: 'accessplanit: baskets',
    communication: 'accessplanit: communications',
    'basket-item': 'accessplanit: items of baskets',
    record: 'accessplanit: records of modules'
  },
  credentials: serviceUsers,
  refusals: { 400: V2Error, 401: V2Error, 404: V2Error, 429: V2Error },
  security: {
    name: 'bearer',
    scheme: { type: 'http', scheme: 'bearer', description: 'A token from POST api/v2/token, or an API key of the fixture: demo-api-key' }
  },
  tables: [customFieldTables],
  fixtureFiles: customFieldFixtureFiles,
  moments: []
}
