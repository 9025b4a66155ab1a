import { setTimeout as pause } from 'node:timers/promises'
import type { Delays, Memory, Watched } from './server.ts'
import { clientsOf, type Client, type Tally } from './traffic.ts'

export interface Plan {
  readonly sandboxes: number
  /** Seconds: as fast as they are answered, to know the peak; then to get warm, and then what is measured, at half of it. */
  readonly peak: number
  readonly warmUp: number
  readonly seconds: number
}

export interface Loaded {
  readonly requests: number
  readonly errors: readonly string[]
  /** Requests a second at the peak, and those that were sent. */
  readonly peak: number
  readonly rate: number
  readonly delays: Delays
  /** Several, one after the other, the first after the server had got warm. */
  readonly memory: readonly Memory[]
}

const samples = 6

/** Sends a server what all its clients do, at half of what it can take. */
export async function underLoad (
  server: Watched, { sandboxes, peak, warmUp, seconds }: Plan, tell = (_: string): void => {}
): Promise<Loaded> {
  const tally: Tally = { requests: 0, errors: [] }
  const ids = Array.from({ length: sandboxes }, (_, n) => `load-${n}`)
  for (const id of ids) await server.ask('POST', '/__admin/sandboxes', { id })
  const clients = clientsOf(ids, tally)
  const highest = await rateOf(tally, () => asFastAsAnswered(server, clients, peak))
  tell(`peak: ${highest.toFixed(0)} requests a second`)
  await evenly(server, clients, highest / 2, warmUp)
  await server.delays()
  const memory = [await server.memory()]
  const sent = tally.requests
  let rate = 0
  let delays: Delays = { p50: 0, p99: 0, max: 0 }
  for (let n = 1; n < samples; n++) {
    // What collecting garbage for the sample takes is no part of the delays.
    await server.delays()
    rate += await rateOf(tally, () => evenly(server, clients, highest / 2, seconds / (samples - 1))) / (samples - 1)
    const found = await server.delays()
    delays = { p50: Math.max(delays.p50, found.p50), p99: Math.max(delays.p99, found.p99), max: Math.max(delays.max, found.max) }
    memory.push(await server.memory())
    const { heap, rss } = memory.at(-1)!
    tell(`delay p99 ${found.p99.toFixed(1)} ms, longest ${found.max.toFixed(1)} ms; heap ${heap.toFixed(1)} MiB, RSS ${rss.toFixed(0)} MiB`)
  }
  return { requests: tally.requests - sent, errors: tally.errors, peak: highest, rate, delays, memory }
}

async function rateOf (tally: Tally, work: () => Promise<void>): Promise<number> {
  const [requests, began] = [tally.requests, performance.now()]
  await work()
  return (tally.requests - requests) / (performance.now() - began) * 1000
}

async function asFastAsAnswered (server: Watched, clients: readonly Client[], seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000
  await Promise.all(clients.map(async client => { while (performance.now() < end) await client(server) }))
}

/** Has the clients send by turns, so many requests a second in all; one that still waits for an answer is passed over. */
async function evenly (server: Watched, clients: readonly Client[], rate: number, seconds: number): Promise<void> {
  const waiting = new Map<Client, Promise<void>>()
  const began = performance.now()
  for (let next = 0, done = 0; performance.now() - began < seconds * 1000; await pause(5)) {
    const due = Math.min(rate * (performance.now() - began) / 1000, done + clients.length)
    for (; done < due; done++) {
      const client = clients[next++ % clients.length]!
      if (!waiting.has(client)) waiting.set(client, client(server).finally(() => waiting.delete(client)))
    }
  }
  await Promise.all(waiting.values())
}

/**
 * What the heap, and the resident memory, may be of what they were when half was done: what is not flat grows with each request, then as
 * before. By then, journals are full, and what the allocator cannot hand back from between larger pieces is about as much as it will be.
 * What is under way while it is measured comes and goes, so that the lower of the last two counts.
 */
const mostGrowth = 1.1

/** The timers of a quiet machine, in milliseconds. */
const mostDelay = 20

/** A line for each way in which a server did not bear its load. Late timers, and the rate, say something on a quiet machine alone. */
export function complaintsOf ({ errors, peak, rate, delays, memory }: Loaded, { isQuiet }: { readonly isQuiet: boolean }): string[] {
  const halfway = memory.at(Math.floor((memory.length - 1) / 2))!
  const grows = (of: 'heap' | 'rss') => Math.min(...memory.slice(-2).map(it => it[of])) >= halfway[of] * mostGrowth
  const all = (of: 'heap' | 'rss') => memory.map(it => it[of].toFixed(1)).join(', ')
  return [
    ...errors.length > 0 ? [`${errors.length} answers were not as they should be: ${errors.slice(0, 20).join('\n')}`] : [],
    ...isQuiet && delays.p99 >= mostDelay ? [`timers were late by ${delays.p99.toFixed(1)} ms (p99), and ${mostDelay} are too much`] : [],
    ...grows('heap') ? [`the heap grows: ${all('heap')} MiB`] : [],
    ...grows('rss') ? [`resident memory grows: ${all('rss')} MiB`] : [],
    ...isQuiet && rate < 0.9 * peak / 2 ? [`${rate.toFixed(0)} requests a second, and half of the peak is ${(peak / 2).toFixed(0)}`] : []
  ]
}
