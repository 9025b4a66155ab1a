import { computed, signal } from '@preact/signals'
import { ask, isTrainee } from './ask.ts'
import { hear } from './listening.ts'
import type { Apis, Clock, Fired, Index, Moment } from './replies.ts'
import { happens } from './moments.ts'

/** What every page shows of the sandbox. */

export const index = signal<Index | undefined>(undefined)
export const apis = signal<Apis | undefined>(undefined)
export const sandboxes = signal<readonly string[]>([])
export const nextMoment = signal<Moment | undefined>(undefined)

/** What was last done, for people to read and for screen readers to say. */
export const notice = signal<{ readonly text: string, readonly isBad: boolean }>({ text: '', isBad: false })

/** What is said goes by itself; what went wrong stays until somebody puts it away. */
export function say (text: string): void {
  const said = notice.value = { text, isBad: false }
  setTimeout(() => { if (notice.value === said) notice.value = { text: '', isBad: false } }, 10_000)
}

export const complain = (error: unknown): void => { notice.value = { text: (error as Error).message, isBad: true } }

const clock = signal<Clock & { readonly heardAt: number } | undefined>(undefined)
const machine = signal(Date.now())

setInterval(() => { machine.value = Date.now() }, 1000)

export const isFrozen = computed(() => clock.value?.mode === 'frozen')

/** Milliseconds since 1970, on the sandbox's clock. */
export const now = computed(() => {
  if (!clock.value) return undefined
  const { now, mode, heardAt } = clock.value
  return Date.parse(now) + (mode === 'frozen' ? 0 : Math.max(0, machine.value - heardAt))
})

const hearClock = (told: Clock): void => {
  machine.value = Date.now()
  clock.value = { ...told, heardAt: machine.value }
}

export const today = computed(() => now.value === undefined
  ? ''
  : new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Auckland' }).format(now.value))

async function readMoments (): Promise<void> {
  const { moments } = await ask<{ moments: readonly Moment[] }>('GET', '/calendar?limit=1')
  nextMoment.value = moments[0]
}

/** Reads what can have changed: by another page, or a program. */
export async function refresh (): Promise<void> {
  const [told] = await Promise.all([ask<Clock>('GET', '/clock'), readMoments()])
  hearClock(told)
}

/** A trainee has one, and is not told of others. */
async function readSandboxes (): Promise<readonly string[]> {
  if (isTrainee()) return []
  return (await ask<{ sandboxes: ReadonlyArray<{ id: string }> }>('GET', '/sandboxes')).sandboxes.map(({ id }) => id)
}

export async function readAll (): Promise<void> {
  // Each is shown when it is there: none waits for the others.
  await Promise.all([
    ask<Apis>('GET', '/apis').then(known => { apis.value = known }),
    ask<Index>('GET', '').then(told => {
      index.value = told
      hearClock(told.clock)
    }),
    readSandboxes().then(all => { sandboxes.value = all }),
    readMoments()
  ])
  for (const event of ['clock-moved', 'reset', 'restored']) hear(event, () => { refresh().catch(complain) })
  // A request may bring a moment about, or take one away; how often that is asked has a bound.
  hear('answered', () => { waiting ??= setTimeout(() => { waiting = undefined; readMoments().catch(complain) }, 2000) })
}

let waiting: ReturnType<typeof setTimeout> | undefined

/** Moves the clock, and says what fell due on the way. */
export async function moveClock (method: 'PUT' | 'POST', path: string, body: object): Promise<void> {
  try {
    const moved = await ask<Clock & { fired: readonly Fired[] }>(method, path, body)
    hearClock(moved)
    await readMoments()
    say(moved.fired.length === 0
      ? 'Nothing fell due on the way.'
      : `On the way: ${moved.fired.slice(0, 3).map(happens).join('; ')}` +
      (moved.fired.length > 3 ? `; and ${moved.fired.length - 3} more.` : '.'))
  } catch (error) {
    complain(error)
  }
}

export async function reset (): Promise<void> {
  try {
    await ask('POST', '/reset', {})
    await refresh()
    say(`The sandbox is as it was at the start: fixture ${index.value?.fixture}.`)
  } catch (error) {
    complain(error)
  }
}
