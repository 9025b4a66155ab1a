import { Failure } from '../../core/errors.ts'
import type { Service } from '../../http/service.ts'
import { accessplanitScene } from '../scene.ts'
import { nearestTo } from '../unserved.ts'
import { presentFailure } from './errors.ts'
import { legacyExamples } from './examples.ts'
import { handlerOperations } from './handler.ts'
import { linkPages } from './link-pages.ts'
import { legacyReadings } from './readings.ts'
import { feedOperations, webServicePath } from './web-integration.ts'
import { NotUnderstood, Unavailable, WrongMethod } from './schemas.ts'
import { soapRefused } from './soap.ts'
import { webServicePages } from './web-service-page.ts'

const operations = [...webServicePages, ...feedOperations, ...handlerOperations, ...linkPages]

const mount = '/accessplan'

/** accessplanit's feeds for websites, which are older than its API: XML, for anybody. */
export const accessplanitLegacy: Service = {
  name: 'accessplanit-legacy',
  title: 'accessplanit feeds for websites',
  version: 'legacy',
  description: 'The courses of a training provider as XML, for its website; and the pages that the feeds link to. Nobody needs a token.',
  mount,
  alsoAt: ['/accessplansandbox'],
  baseUrl: `/accessplan${webServicePath}`,
  operations,
  rules: [],
  takes: [],
  answersBrowsers: true,
  present: { failure: presentFailure },
  notFound: call => new Failure(
    'unknown-route', `No feed is served at ${call.method} ${call.path}. ${nearestTo(call, mount, operations)}`
  ),
  wrongMethod: soapRefused,
  settings: [],
  readings: legacyReadings,
  examples: legacyExamples,
  scene: accessplanitScene,
  firstCalls: () => [{
    shows: 'Get the courses as a website does',
    isRefused: false,
    request: { method: 'GET', path: `/accessplan${webServicePath}/GetCourses?companyID=100&courseIDs=&venueIDs=&categoryIDs=`, headers: {} }
  }],
  areas: { feed: 'accessplanit: feeds for websites' },
  refusals: { 400: NotUnderstood, 405: WrongMethod, 503: Unavailable },
  refusesIn: ['text/plain'],
  tables: [],
  fixtureFiles: [],
  moments: []
}
