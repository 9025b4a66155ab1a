import { server } from '../frame/address.ts'
import { ask, tokenHeader } from '../frame/ask.ts'
import { counted } from '../frame/dates.ts'
import { complain, say } from '../frame/state.ts'
import type { Seat } from './replies.ts'

/** What a trainer does with seats: a request to the own API of each. */
export interface Action {
  readonly method: string
  readonly path: string
  readonly body?: object
  /** Said once it is done: `moved on by a day`. */
  readonly done: string
}

export const actions = {
  reset: { method: 'POST', path: '/reset', body: {}, done: 'as at the start' },
  day: { method: 'POST', path: '/clock/advance', body: { by: 'P1D' }, done: 'a day later' },
  week: { method: 'POST', path: '/clock/advance', body: { by: 'P7D' }, done: 'a week later' },
  mend: { method: 'DELETE', path: '/faults', done: 'without faults' }
} as const satisfies Record<string, Action>

interface Fault { readonly effect: object }

/** Has something go wrong: one of the faults that the sandbox knows by name. */
export async function faultNamed (name: string): Promise<Action> {
  const { effect } = await ask<Fault>('GET', `/faults/${name}`)
  return { method: 'PUT', path: '/faults', body: { faults: [{ id: `class-${name}`, effect }] }, done: `with the fault ${name}` }
}

/** So many requests are under way at once: a browser has no more connections for one server. */
const atOnce = 4

/** Does it in each sandbox, and says for how many. Not all that it does is an event, so the board looks again then. */
export async function act (seats: readonly Seat[], lookAgain: () => void, { method, path, body, done }: Action): Promise<void> {
  const rest = seats.filter(({ isThere }) => isThere)
  const all = rest.length
  const failures: Error[] = []
  const work = async (): Promise<void> => {
    for (let seat = rest.shift(); seat; seat = rest.shift()) {
      try {
        await askSeat(seat, method, path, body)
      } catch (error) {
        failures.push(error as Error)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  lookAgain()
  if (failures.length > 0) complain(new Error(`${counted(failures.length, 'seat')} could not: ${failures[0]!.message}`))
  else say(`${counted(all, 'seat')} ${all === 1 ? 'is' : 'are'} ${done}.`)
}

async function askSeat ({ sandbox }: Seat, method: string, path: string, body: object | undefined): Promise<void> {
  const response = await fetch(new URL(`sandboxes/${sandbox}/__admin${path}`, server), {
    method,
    headers: { ...tokenHeader(), ...body && { 'Content-Type': 'application/json' } },
    ...body && { body: JSON.stringify(body) }
  })
  if (!response.ok) throw new Error((await response.json() as { detail: string }).detail)
}
