import type { Sandbox } from '../sandbox/sandbox.ts'
import { findPendingDelivery, noteOutcome, type Delivery, type Outcome } from './platform/webhooks/store.ts'

/** Where it goes what went wrong with what nobody waits for. */
type Log = (error: unknown) => void

/** The sending of one delivery. */
interface Sending {
  readonly sandbox: Sandbox
  readonly id: string
  readonly stop: AbortController
  readonly log: Log
  /** When nothing more will come of it. */
  over: Promise<void>
}

/** What is being sent, or waits for its turn. */
export interface Deliveries {
  /** By the id of the delivery. */
  readonly sendings: Map<string, Sending>
  /** The last sending to each address: the next waits for it, so that no older state comes after a newer one. */
  readonly lastTo: Map<string, Promise<void>>
}

const createDeliveries = (): Deliveries => ({ sendings: new Map(), lastTo: new Map() })

/** Breaks off what is under way, and notes it as Failed. */
async function closeDeliveries ({ sendings }: Deliveries): Promise<void> {
  const broken = [...sendings.values()]
  sendings.clear()
  for (const sending of broken) {
    try {
      noteOutcome(sending.sandbox.db, { id: sending.id, ...failed(stopped) })
    } catch (error) {
      sending.log(error)
    }
    sending.stop.abort(new Error(stopped))
  }
  await Promise.all(broken.map(({ over }) => over))
}

const live = new WeakMap<Sandbox, Deliveries>()

/** The deliveries of a sandbox. */
export function deliveriesOf (sandbox: Sandbox): Deliveries {
  let deliveries = live.get(sandbox)
  if (!deliveries) live.set(sandbox, deliveries = createDeliveries())
  return deliveries
}

/** Breaks off the deliveries of a sandbox, as the server stops. */
export async function breakOff (sandbox: Sandbox): Promise<void> {
  const deliveries = live.get(sandbox)
  live.delete(sandbox)
  if (deliveries) await closeDeliveries(deliveries)
}

/** Forgets what goes by the ids of new deliveries: ids begin again with a reset, and what is sent still is of before. */
export function supersede (sandbox: Sandbox, ids: readonly string[]): void {
  const { sendings } = deliveriesOf(sandbox)
  for (const id of ids) {
    sendings.get(id)?.stop.abort(new Error('Another delivery has its id'))
    sendings.delete(id)
  }
}

/** Sends what was noted, and notes what was answered. Nobody waits for it, so what goes wrong is for the log. */
export function deliver (sandbox: Sandbox, ids: readonly string[], log: Log): void {
  const deliveries = deliveriesOf(sandbox)
  for (const id of ids) {
    const url = findPendingDelivery(sandbox.db, id)?.url
    if (url === undefined) continue
    const sending: Sending = { sandbox, id, stop: new AbortController(), log, over: Promise.resolve() }
    const over = carryOut(deliveries, sending, deliveries.lastTo.get(url)).catch(log).finally(() => {
      if (deliveries.sendings.get(id) === sending) deliveries.sendings.delete(id)
      if (deliveries.lastTo.get(url) === over) deliveries.lastTo.delete(url)
    })
    sending.over = over
    deliveries.sendings.set(id, sending)
    deliveries.lastTo.set(url, over)
  }
}

async function carryOut ({ sendings }: Deliveries, sending: Sending, before: Promise<void> | undefined): Promise<void> {
  const { sandbox, id, stop } = sending
  const isWanted = (): boolean => sendings.get(id) === sending && sandbox.db.open
  await before
  // What it is about may be gone by now, as with a reset.
  const delivery = isWanted() ? findPendingDelivery(sandbox.db, id) : undefined
  if (!delivery) return
  const outcome = await send(delivery, stop)
  if (isWanted()) noteOutcome(sandbox.db, { id, ...outcome })
}

const patience = 5000
const stopped = 'The sandbox stopped'

const failed = (error: string): Outcome => ({ status: 'Failed', responseStatus: null, error })

async function send ({ method, url, body }: Delivery, stop: AbortController): Promise<Outcome> {
  const timer = setTimeout(() => stop.abort(new Error(`No answer within ${patience} ms`)), patience)
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(url, { method, body, redirect: 'manual', headers, signal: stop.signal })
    await response.body?.cancel().catch(() => {})
    return { status: response.ok ? 'Delivered' : 'Refused', responseStatus: response.status, error: null }
  } catch (error) {
    return failed(String((error as Error).cause ?? (error as Error).message))
  } finally {
    clearTimeout(timer)
  }
}
