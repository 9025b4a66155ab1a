import { inNewZealand } from '../core/civil-date.ts'
import { listFaults } from '../sandbox/faults.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { atHand, type LastRequest, type Seat } from './seat.ts'

export { atHand }

/** A seat as its trainer sees it. No sandbox is woken for that. */
export function describeSeat (sandboxes: Sandboxes, seat: Seat) {
  const place = sandboxes.places.get(seat.sandbox)
  return {
    number: seat.number,
    code: seat.code,
    sandbox: seat.sandbox,
    who: seat.who,
    atHand: atHand(seat) ?? null,
    tasks: describeTasks(seat),
    last: timed(seat.last),
    lastRefusal: timed(seat.lastRefusal),
    today: place?.awake?.clock.today() ?? null,
    faults: place?.awake ? listFaults(place.awake.settings).map(({ id }) => id) : [],
    isThere: place !== undefined
  }
}

export const describeTasks = ({ tasks }: Seat) => Object.entries(tasks).map(([id, { doneAt, tries, refusals }]) =>
  ({ id, doneAt: doneAt === null ? null : inNewZealand(doneAt), tries, refusals }))

const timed = <Last extends LastRequest>(last: Last | null) => last && { ...last, at: inNewZealand(last.at) }
