import { oneOf, type NewClass } from '../classroom/classes.ts'
import { readClock } from '../core/clock.ts'
import { BadInput } from '../core/errors.ts'
import { didYouMean } from '../core/meant.ts'
import { either, quoted } from '../core/words.ts'
import type { Demo } from '../demos/demo.ts'
import { findFixture } from '../sandbox/fixtures.ts'
import type { ClassBody } from './classes-schemas.ts'
import { clockOf } from './sandboxes.ts'

interface Opening { readonly machine: () => number, readonly maxSeats: number }

/** A class as it is asked for; what is left out is what its tasks want. Throws BadInput. */
export function newClassOf (body: ClassBody, known: readonly Demo[], { machine, maxSeats }: Opening): NewClass {
  const { name, seats, tasks: ids, fixture, clock } = body
  const title = name.trim()
  if (title === '') throw new BadInput('name is blank. Give the class a name, such as "Monday".')
  if (seats > maxSeats) {
    throw new BadInput(`seats is ${seats}, and a class has at most ${maxSeats}. Open two, or start with a larger --max-seats.`)
  }
  const tasks = ids ? tasksOf(ids, known) : known.filter(({ isOwn }) => !isOwn)
  const start = clock ? undefined : oneOf('clock', tasks, task => task.clock)
  return {
    name: title,
    seats,
    fixture: findFixture(fixture ?? oneOf('fixture', tasks, task => task.fixture) ?? 'demo'),
    clock: clock ? clockOf(clock, machine) : start === undefined ? undefined : readClock(`frozen:${start}`, machine),
    tasks
  }
}

function tasksOf (ids: readonly string[], known: readonly Demo[]): Demo[] {
  const twice = ids.find((id, n) => ids.indexOf(id) !== n)
  if (twice !== undefined) throw new BadInput(`tasks has ${quoted(twice)} twice. Name each once.`)
  const names = known.map(it => it.id)
  return ids.map(id => {
    const task = known.find(it => it.id === id)
    if (!task) throw new BadInput(`There is no task ${quoted(id)}.${didYouMean(names, id)} Use ${either(names)}.`)
    return task
  })
}
