import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks'

/** How long, in seconds, the server's thread had others wait since it was last asked; it is measured from the first time on. */
export interface LoopDelay {
  read (): Readonly<Record<'0.5' | '0.9' | '0.99' | 'max', number>>
  stop (): void
}

/** Milliseconds between two looks. */
const resolution = 10

/** Node.js counts from one look to the next, so what it was to wait is taken off; of none, it tells no number. */
const late = (nanoseconds: number): number => Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / 1e9 - resolution / 1000) : 0

export function createLoopDelay (monitor = monitorEventLoopDelay): LoopDelay {
  let measured: IntervalHistogram | undefined
  return {
    read () {
      if (!measured) {
        measured = monitor({ resolution })
        measured.enable()
      }
      const found = {
        0.5: late(measured.percentile(50)),
        0.9: late(measured.percentile(90)),
        0.99: late(measured.percentile(99)),
        max: late(measured.max)
      }
      measured.reset()
      return found
    },
    stop: () => { measured?.disable() }
  }
}
