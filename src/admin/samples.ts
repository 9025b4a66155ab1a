import type { OperationExamples } from '../http/operation-example.ts'

/** A request of each of the sandbox's own operations that has to be told something. */
export const adminSamples: OperationExamples = {
  Reset: () => ({ body: { scope: ['data'] } }),
  SetClock: ({ day }) => ({ body: { mode: 'frozen', now: `${day(1)}T09:00` } }),
  AdvanceClock: () => ({ body: { by: 'P7D' } }),
  CreateSandbox: ({ day }) => ({ body: { fixture: 'demo', clock: { mode: 'frozen', now: `${day(0)}T09:00` } } }),
  SaveSnapshot: () => ({ body: {} }),
  ListRequests: () => ({ query: { limit: 10 } }),
  ChooseReadings: () => ({ body: { 'unknown-id': '404' } })
}
