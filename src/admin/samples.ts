import type { OperationExamples } from '../http/operation-example.ts'

/** A request of each of the sandbox's own operations that has to be told something. */
export const adminSamples: OperationExamples = {
  Reset: () => ({ body: { scope: ['data'] } }),
  SetClock: ({ day }) => ({ body: { mode: 'frozen', now: `${day(1)}T09:00` } }),
  AdvanceClock: () => ({ body: { by: 'P7D' } }),
  ListRequests: () => ({ query: { limit: 10 } }),
  SetRuleMode: () => ({ params: { id: 'visit.date-by-today' }, body: { mode: 'warn' } }),
  GetRuleCoverage: () => ({ query: { sandboxes: 'all', service: undefined, format: 'json' } }),
  ListenToEvents: () => ({ query: { limit: 1 } }),
  FindRequests: () => ({ body: { status: '4xx', limit: 10 } }),
  CountRequests: () => ({ body: { method: 'GET' } }),
  VerifyRequests: () => ({ body: { match: { status: '5xx' }, exactly: 0 } }),
  ChooseReadings: () => ({ body: { 'unknown-id': '404' } })
}
