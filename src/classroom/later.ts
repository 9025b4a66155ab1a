import type { Seat } from './seat.ts'

/** Gathers seats, and does something with them a little later. */
export function createLater (milliseconds: number, work: (seats: readonly Seat[]) => void, report: (error: unknown) => void) {
  const seats = new Set<Seat>()
  let timer: NodeJS.Timeout | undefined
  let isOver = false

  function now (): void {
    clearTimeout(timer)
    timer = undefined
    const those = [...seats]
    seats.clear()
    try {
      if (those.length > 0) work(those)
    } catch (error) {
      report(error)
    }
  }

  return {
    now,
    add (seat: Seat): void {
      // What was under way at the end may still come to its own.
      if (isOver) return
      seats.add(seat)
      timer ??= setTimeout(now, milliseconds).unref()
    },
    end (): void {
      isOver = true
      clearTimeout(timer)
      seats.clear()
    }
  }
}
