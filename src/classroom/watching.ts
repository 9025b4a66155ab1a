import { oneValue } from '../sandbox/database.ts'
import type { EventName } from '../sandbox/events.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { isDone } from './checking.ts'
import type { Class } from './classes.ts'
import type { Copies } from './copies.ts'
import { describeSeat } from './describe.ts'
import { createLater } from './later.ts'
import { atHand, noteAnswer, type Answered, type Seat } from './seat.ts'

/** So long, in milliseconds, what happens is gathered before it is told, looked at, and kept. */
const beforeTelling = 250
const beforeChecking = 400
const beforeKeeping = 1000

export interface WatchOptions {
  readonly sandboxes: Sandboxes
  readonly copies: () => Promise<Copies>
  readonly machine: () => number
  readonly report: (error: unknown) => void
  readonly keep: (id: string, seats: readonly Seat[]) => void
}

/** Looks on at the seats of a class: what each asks, and whether its tasks are done. */
export interface Watch {
  /** Looks whether something is done that was not; nothing is asked where nothing has changed. */
  check (seat: Seat): Promise<void>
  /** Something of a seat is not as it was. */
  touch (seat: Seat): void
  /** Ends it; what was seen is kept. */
  end (): void
}

/** How many rows were ever changed; settings and the clock are rows, too. */
const changesOf = oneValue<number>('SELECT total_changes()')

export function watchClass (of: Class, options: WatchOptions): Watch {
  const { sandboxes, machine, report, keep } = options
  const toTell = createLater(beforeTelling, (seats) => {
    of.events.tell('seats', () => ({ seats: seats.map(seat => describeSeat(sandboxes, seat)) }))
  }, report)
  const toKeep = createLater(beforeKeeping, seats => keep(of.id, seats), report)
  const touch = (seat: Seat): void => {
    toTell.add(seat)
    toKeep.add(seat)
  }
  const check = checksOf(of, options, touch)
  const toCheck = createLater(beforeChecking, seats => { for (const seat of seats) check(seat).catch(report) }, report)

  function hear (seat: Seat, name: EventName, data: object): void {
    if (name === 'received') return
    if (name === 'answered') noteAnswer(seat, data as Answered, machine())
    touch(seat)
    if (atHand(seat) !== undefined && (name !== 'answered' || (data as Answered).method !== 'GET')) toCheck.add(seat)
  }

  const stops = of.seats.map(seat => sandboxes.places.get(seat.sandbox)?.journal.events.attend((name, data) => hear(seat, name, data)))
  return {
    ...{ check, touch },
    end () {
      for (const stop of stops) stop?.()
      toTell.end()
      toCheck.end()
      toKeep.now()
      toKeep.end()
    }
  }
}

/** Looks whether tasks are done: of a seat one look after another; who asks meanwhile has what the next one sees. */
function checksOf (of: Class, { sandboxes, copies, machine }: WatchOptions, touch: (seat: Seat) => void): Watch['check'] {
  const looking = new Map<Seat, Promise<void>>()
  const lookedAt = new Map<Seat, string>()

  async function look (seat: Seat): Promise<void> {
    const open = of.tasks.filter(({ id }) => seat.tasks[id]?.doneAt === null)
    const sandbox = open.length > 0 && sandboxes.places.has(seat.sandbox) ? sandboxes.find(seat.sandbox) : undefined
    if (!sandbox) return
    const state = `${changesOf(sandbox.db)} ${sandbox.clock.today()}`
    if (lookedAt.get(seat) === state) return
    lookedAt.set(seat, state)
    const done: string[] = []
    await (await copies()).ask(sandbox, async inject => {
      for (const task of open) if (await isDone(task, inject)) done.push(task.id)
    })
    for (const id of done) seat.tasks[id]!.doneAt = machine()
    if (done.length > 0) touch(seat)
  }

  return (seat) => {
    const next = (looking.get(seat) ?? Promise.resolve()).catch(() => {}).then(() => look(seat))
    looking.set(seat, next)
    return next
  }
}
