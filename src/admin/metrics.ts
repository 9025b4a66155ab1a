import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { answer } from '../http/answer.ts'
import { operation, type Operation } from '../http/operation.ts'
import type { Server } from './server.ts'

/** The text that Prometheus reads. Its library is loaded when somebody first asks, and nothing of it is kept in between. */
async function metricsOf ({ counts, sandboxes, loopDelay }: Server): Promise<string> {
  const { Counter, Gauge, Registry } = await import('prom-client')
  const registers = [new Registry()]
  const requests = new Counter({
    name: 'tms_sandbox_requests_total', help: 'Requests that were answered', labelNames: ['service', 'operation', 'status'], registers
  })
  for (const { count, ...labels } of counts.requests()) requests.inc(labels, count)
  const broken = new Counter({
    name: 'tms_sandbox_rules_broken_total', help: 'How often rules were broken, refusing or not', labelNames: ['rule'], registers
  })
  for (const [rule, count] of counts.broken) broken.inc({ rule }, count)
  const states = new Gauge({ name: 'tms_sandbox_sandboxes', help: 'Sandboxes that there are', labelNames: ['state'], registers })
  const awake = [...sandboxes.places.values()].filter(place => place.awake).length
  states.set({ state: 'awake' }, awake)
  states.set({ state: 'asleep' }, sandboxes.places.size - awake)
  const delay = new Gauge({
    name: 'tms_sandbox_event_loop_delay_seconds',
    help: 'How long the event loop had others wait, since it was last asked',
    labelNames: ['quantile'],
    registers
  })
  for (const [quantile, seconds] of Object.entries(loopDelay.read())) delay.set({ quantile }, seconds)
  const { rss, heapUsed, external } = process.memoryUsage()
  const gauges = { process_resident_memory_bytes: rss, nodejs_heap_size_used_bytes: heapUsed, nodejs_external_memory_bytes: external }
  for (const [name, bytes] of Object.entries(gauges)) new Gauge({ name, help: 'Memory, in bytes', registers }).set(bytes)
  return registers[0]!.metrics()
}

export const metricsOperations = (server: Server | undefined): Operation[] => [
  operation({
    operationId: 'GetMetrics',
    isOfServer: true,
    neverWaits: true,
    summary: 'Metrics of the server',
    description: 'What Prometheus reads: requests by service, operation and status, how often rules were broken, sandboxes awake and ' +
      'asleep, the delay of the event loop (from the first call on) and memory; of the whole server, whichever sandbox is asked.',
    basis: ours,
    method: 'GET',
    path: '/metrics',
    tag: 'State',
    wire: { response: { 200: Type.String({ description: 'The metrics' }) } },
    gives: ['text/plain'],
    answersVary: true,
    status: 200,
    rules: [],
    perform: () => answer({ headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }, body: () => metricsOf(server!) })
  })
]
