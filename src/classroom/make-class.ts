import { BadInput } from '../core/errors.ts'
import { inTurns } from '../core/in-turns.ts'
import { createEvents } from '../sandbox/events.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import type { Class, NewClass } from './classes.ts'
import { drawCode, drawEnding } from './codes.ts'
import { newSeat, type Seat } from './seat.ts'

/** All its sandboxes, or none. */
export async function makeClass (sandboxes: Sandboxes, id: string, wanted: NewClass): Promise<Class> {
  const { name, seats: count, fixture, clock, tasks } = wanted
  const seats: Seat[] = []
  refuseTooMany(count, sandboxes)
  await orLeaveNone(async () => {
    for await (const number of inTurns(Array.from({ length: count }, (_, n) => n + 1))) {
      // What counts from the very moment is laid out anew by and by.
      await sandboxes.prepare(wanted)
      // Who knows the address of one seat is not to find that of another.
      const sandbox = sandboxes.make({ id: `${id}-${number}-${drawEnding()}`, fixture, clock })
      seats.push(newSeat(number, drawCode(), sandbox.id, tasks))
    }
  }, seats, sandboxes)
  return { id, name, openedAt: sandboxes.default.clock.machine(), fixture: fixture.name, clock, tasks, seats, events: createEvents() }
}

/** Throws BadInput. */
function refuseTooMany (seats: number, { list, limits: { maxSandboxes } }: Sandboxes): void {
  const there = list().length
  if (there + seats <= maxSandboxes) return
  throw new BadInput(`There may be ${maxSandboxes} sandboxes; the class needs one for each seat, ${seats} more than the ${there} that ` +
    'exist. Delete some, take fewer seats, or start with a larger --max-sandboxes.')
}

/** A class that cannot be made or kept leaves no sandboxes of its seats behind. */
export async function orLeaveNone (work: () => void | Promise<void>, seats: readonly Seat[], sandboxes: Sandboxes): Promise<void> {
  try {
    await work()
  } catch (error) {
    await leaveNone(seats, sandboxes)
    throw error
  }
}

export async function leaveNone (seats: readonly Seat[], sandboxes: Sandboxes): Promise<void> {
  for await (const { sandbox } of inTurns(seats)) sandboxes.delete(sandbox)
}
