import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks'

/** How long, in seconds, the server's thread had others wait since it was last asked; it is measured from the first time on. */
export interface LoopDelay {
  read (): Readonly<Record<'0.5' | '0.9' | '0.99' | 'max', number>>
  stop (): void
}

export function createLoopDelay (): LoopDelay {
  let measured: IntervalHistogram | undefined
  const seconds = (nanoseconds: number): number => Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : 0
  return {
    read () {
      if (!measured) {
        measured = monitorEventLoopDelay({ resolution: 10 })
        measured.enable()
      }
      const found = {
        0.5: seconds(measured.percentile(50)),
        0.9: seconds(measured.percentile(90)),
        0.99: seconds(measured.percentile(99)),
        max: seconds(measured.max)
      }
      measured.reset()
      return found
    },
    stop: () => { measured?.disable() }
  }
}
