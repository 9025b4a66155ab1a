import type { OperationExamples } from '../http/operation-example.ts'

/** A request of each of the sandbox's own operations that has to be told something. */
export const adminSamples: OperationExamples = {
  Reset: () => ({ body: { scope: ['data'] } }),
  SetClock: ({ day }) => ({ body: { mode: 'frozen', now: `${day(1)}T09:00` } }),
  AdvanceClock: () => ({ body: { by: 'P7D' } }),
  GetCalendar: () => ({ query: { limit: 20, until: undefined } }),
  AddFault: () => ({ body: { match: { method: 'POST', path: '/oauth2/*' }, times: 2, effect: { status: 503, retryAfter: 2 } } }),
  SetFaults: () => ({ body: { faults: [{ probability: 0.1, effect: { wire: 'CONNECTION_RESET_BY_PEER' } }] } }),
  GetFault: () => ({ params: { id: 'rate-limited' } }),
  SetFault: () => ({ params: { id: 'outage' }, body: { effect: { delay: { distribution: 'lognormal', median: 80, sigma: 0.4 } } } }),
  DeleteFault: () => ({ params: { id: 'outage' } }),
  OrderToken: () => ({ body: { user: 'demo', defect: 'expired' } }),
  CreateSandbox: ({ day }) => ({ body: { id: 'suite-7', fixture: 'demo', clock: { mode: 'frozen', now: `${day(0)}T09:00` } } }),
  ForkRequest: () => ({ body: { ttlSeconds: 3600 } }),
  SaveSnapshot: () => ({ body: {} }),
  GetDemo: () => ({ params: { id: 'three-months' } }),
  OpenClass: () => ({ body: { name: 'Monday', seats: 3 } }),
  NameSeat: () => ({ body: { who: 'Mere' } }),
  ListenToClass: () => ({ query: { limit: 1 } }),
  ListRequests: () => ({
    query: { limit: 10, operation: undefined, member: undefined, service: undefined, caller: undefined, status: undefined, rule: undefined }
  }),
  SetRuleMode: () => ({ params: { id: 'visit.date-by-today' }, body: { mode: 'warn' } }),
  GetRuleCoverage: () => ({ query: { sandboxes: 'all', service: undefined, format: 'json' } }),
  ListenToEvents: () => ({ query: { limit: 1 } }),
  FindRequests: () => ({ body: { status: '4xx', limit: 10 } }),
  CountRequests: () => ({ body: { method: 'GET' } }),
  VerifyRequests: () => ({ body: { match: { status: '5xx' }, exactly: 0 } }),
  AdoptContract: () => ({ body: partOfAContract }),
  ChooseReadings: () => ({ body: { 'unknown-id': '404' } })
}

const getPlan = { operationId: 'GetPlan', summary: 'Get Training Plan including Visits', responses: { 200: { description: 'The plan' } } }

/** Of an official document no more than one place. */
const partOfAContract = {
  openapi: '3.0.3',
  info: { title: 'Part of an API', version: '2026-03' },
  servers: [{ url: '/official/v1' }],
  paths: { '/training-plans/{trainingPlanLocalId}': { get: getPlan } }
}
