import { BadInput } from '../core/errors.ts'
import { isSameSecret } from '../core/same-secret.ts'
import type { ClockSetting } from '../core/clock.ts'
import type { Demo } from '../demos/demo.ts'
import { createEvents, type Events } from '../sandbox/events.ts'
import type { Fixture } from '../sandbox/fixtures.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { createAttempts, type Attempts } from './attempts.ts'
import type { Copies } from './copies.ts'
import { leaveNone, makeClass, orLeaveNone } from './make-class.ts'
import type { Seat } from './seat.ts'
import { openClassStore, type ClassRow } from './store.ts'
import { watchClass, type Watch } from './watching.ts'

/** A class that is under way. */
export interface Class extends ClassRow {
  readonly seats: readonly Seat[]
  /** What is told to its trainer. */
  readonly events: Events
}

export interface NewClass {
  readonly name: string
  readonly seats: number
  readonly fixture: Fixture
  readonly clock: ClockSetting | undefined
  readonly tasks: readonly Demo[]
}

export interface Found { readonly of: Class, readonly seat: Seat }

/** All classes of a server. */
export interface Classes {
  readonly attempts: Attempts
  /** Whether there is one, or has been while the server runs. */
  readonly isUsed: boolean
  list (): readonly Class[]
  find (id: string): Class | undefined
  /** While others have their turn; nobody finds it before it has all of its sandboxes. Throws BadInput where there are too many. */
  open (wanted: NewClass): Promise<Class>
  /** With its sandboxes, while others have their turn; it is there until all of them are gone. Answers whether there was one. */
  close (id: string): Promise<boolean>
  /** The seat that a code opens. */
  byCode (code: string): Found | undefined
  bySandbox (id: string): Found | undefined
  rename (found: Found, who: string | null): void
  /** Looks whether something is done that was not. */
  check (found: Found): Promise<void>
  end (): Promise<void>
}

export interface ClassesOptions {
  readonly sandboxes: Sandboxes
  /** The file that keeps them, if one does. */
  readonly file: string | undefined
  /** Made when it is first needed. */
  readonly openCopies: () => Promise<Copies>
  readonly report: (error: unknown) => void
}

/** Opens what there is of classes, and looks on at each. */
export function openClasses ({ sandboxes, file, openCopies, report }: ClassesOptions): Classes {
  const { machine } = sandboxes.default.clock
  const [store, classes] = [openClassStore(file), new Map<string, UnderWay>()]
  let copies: Promise<Copies> | undefined
  const options = { sandboxes, machine, report, keep: store.keepSeats, copies: () => (copies ??= openCopies()) }
  const begin = (of: Class) => { classes.set(of.id, { of, watch: watchClass(of, options) }) }
  for (const row of store.classes()) begin({ ...row, seats: store.seats(row.id), events: createEvents() })
  let isUsed = classes.size > 0
  const opening = createOpening(id => classes.has(id), async (id, wanted) => {
    const of = await makeClass(sandboxes, id, wanted)
    const { seats, events: _, ...row } = of
    await orLeaveNone(() => store.keep(row, seats), seats, sandboxes)
    begin(of)
    isUsed = true
    return of
  })

  return {
    ...finding(classes),
    attempts: createAttempts(machine),
    get isUsed () { return isUsed },
    open: opening.open,
    async close (id) {
      const found = classes.get(id)
      if (!found) return false
      found.watch.end()
      await leaveNone(found.of.seats, sandboxes)
      if (!classes.delete(id)) return true // Another request has closed it meanwhile.
      store.remove(id)
      found.of.events.tell('closed', () => ({ id }))
      end(found)
      return true
    },
    async end () {
      await opening.over()
      for (const underWay of classes.values()) end(underWay)
      await (await copies)?.close()
      store.close()
    }
  }
}

/** Gives each class an id that is free, also of those that are still being opened. */
function createOpening (isTaken: (id: string) => boolean, openAs: (id: string, wanted: NewClass) => Promise<Class>) {
  const opening = new Map<string, Promise<Class>>()
  return {
    open (wanted: NewClass): Promise<Class> {
      const id = freeId(wanted.name, id => isTaken(id) || opening.has(id))
      const opened = openAs(id, wanted).finally(() => opening.delete(id))
      opening.set(id, opened)
      return opened
    },
    over: () => Promise.allSettled(opening.values())
  }
}

interface UnderWay { readonly of: Class, readonly watch: Watch }

function end ({ of, watch }: UnderWay): void {
  of.events.close()
  watch.end()
}

/** What is asked of those that are under way, and what is noted of a seat. */
function finding (classes: ReadonlyMap<string, UnderWay>): Pick<Classes, 'list' | 'find' | 'byCode' | 'bySandbox' | 'rename' | 'check'> {
  const findSeat = (isMeant: (seat: Seat) => boolean): Found | undefined => {
    for (const { of } of classes.values()) {
      const seat = of.seats.find(isMeant)
      if (seat) return { of, seat }
    }
  }
  return {
    list: () => [...classes.values()].map(({ of }) => of),
    find: (id) => classes.get(id)?.of,
    byCode (code) {
      // Each is looked at, so that the time says nothing of which are near.
      const all = [...classes.values()].flatMap(({ of }) => of.seats.map(seat => ({ of, seat })))
      return all.filter(({ seat }) => isSameSecret(code, seat.code))[0]
    },
    bySandbox: (id) => findSeat(seat => seat.sandbox === id),
    rename ({ of, seat }, who) {
      seat.who = who
      classes.get(of.id)?.watch.touch(seat)
    },
    check: async ({ of, seat }) => await classes.get(of.id)?.watch.check(seat)
  }
}

/** `term-2` of "Term 2". */
function freeId (name: string, isTaken: (id: string) => boolean): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 40).replace(/^-|-$/g, '')
  const base = plain === '' ? 'class' : plain
  let [id, number] = [base, 1]
  while (isTaken(id)) id = `${base}-${++number}`
  return id
}

/** Of tasks that want different things of a sandbox, none can be done. Throws BadInput. */
export function oneOf<Value> (what: string, tasks: readonly Demo[], of: (task: Demo) => Value | undefined): Value | undefined {
  const wanting = tasks.filter(task => of(task) !== undefined)
  const [first] = wanting
  const other = wanting.find(task => of(task) !== of(first!))
  if (!other) return first && of(first)
  throw new BadInput(`The tasks "${first!.id}" and "${other.id}" want another ${what} each, ${String(of(first!))} and ` +
    `${String(of(other))}. Give "${what}", or leave one of them out.`)
}
