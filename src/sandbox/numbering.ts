import type { Journal } from './journal.ts'
import type { Ring } from './ring.ts'

/** So many numbers are noted at once: a row for each request would cost more than the request. */
const numbersAtOnce = 1000

/** The numbers of a journal's entries, which it goes on from where an earlier one came to. */
export function createNumbers (ring: Ring<unknown>): Pick<Journal, 'goOnAfter'> & { noteAhead: () => void } {
  let noted = Infinity
  let note: (upTo: number) => void = () => {}

  function noteAhead (): void {
    if (ring.next() <= noted) return
    noted = ring.next() - 1 + numbersAtOnce
    note(noted)
  }

  return {
    noteAhead,
    goOnAfter (upTo, noting) {
      ring.goOnAfter(upTo)
      noted = upTo
      note = noting
      noteAhead()
    }
  }
}
