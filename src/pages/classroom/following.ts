import { signal, type Signal } from '@preact/signals'
import { ask, send } from '../frame/ask.ts'
import { readEvents } from '../frame/listening.ts'
import { complain } from '../frame/state.ts'
import type { Class, Seat } from './replies.ts'

/** A class as its board shows it. */
export interface Following {
  readonly shown: Signal<Class | undefined>
  /** Why it is not there. */
  readonly failure: Signal<string>
  /** Reads all of it anew. */
  lookAgain (): void
  stop (): void
}

/** Follows a class: what changes is told of, and drawn with the next frame. */
export function follow (id: string): Following {
  const shown = signal<Class | undefined>(undefined)
  const failure = signal('')
  const leaving = new AbortController()
  const path = `/classes/${encodeURIComponent(id)}`

  const lookAgain = (): void => { ask<Class>('GET', path).then(it => { shown.value = it }, complain) }

  async function go (): Promise<void> {
    const { body } = await send(`${path}/events`, { signal: leaving.signal })
    // What changed before one listens is in this.
    shown.value = await ask<Class>('GET', path)
    await readEvents(body!, (event, data) => {
      if (event === 'seats') put(shown, (data() as { seats: readonly Seat[] }).seats)
      if (event === 'missed') lookAgain()
      if (event === 'closed') failure.value = 'The class is closed.'
    })
  }

  async function keepGoing (): Promise<void> {
    while (!leaving.signal.aborted && failure.value === '') {
      try {
        await go()
      } catch (error) {
        if (leaving.signal.aborted) return
        if ((error as { status?: number }).status === 404) failure.value = (error as Error).message
      }
      await new Promise(resolve => { setTimeout(resolve, 1000) })
    }
  }

  keepGoing().catch(complain)
  return { shown, failure, lookAgain, stop: () => leaving.abort() }
}

function put (shown: Signal<Class | undefined>, changed: readonly Seat[]): void {
  if (!shown.value) return
  const byNumber = new Map(changed.map(seat => [seat.number, seat]))
  shown.value = { ...shown.value, seats: shown.value.seats.map(seat => byNumber.get(seat.number) ?? seat) }
}
