/** So many wrong codes an address may show in so many milliseconds. */
export const most = 10
const span = 60_000

/** Of so many addresses it is known at most; more would be somebody's attempt to fill the memory. */
const mostKnown = 10_000

/** Who has shown wrong codes. A code that was right from an address is let in from there whatever others there have tried. */
export interface Attempts {
  /** Seconds to wait before another code can be tried from there; 0 for none. */
  wait (address: string, code: string): number
  wasRight (address: string, code: string): void
  wasWrong (address: string): void
}

export function createAttempts (machine: () => number): Attempts {
  const wrong = new Map<string, { count: number, until: number }>()
  const right = new Set<string>()
  return {
    wait (address, code) {
      const found = wrong.get(address)
      const left = found ? found.until - machine() : 0
      if (found && left <= 0) wrong.delete(address)
      return left <= 0 || found!.count < most || right.has(`${address} ${code}`) ? 0 : Math.ceil(left / 1000)
    },
    wasRight (address, code) {
      if (right.size < mostKnown) right.add(`${address} ${code}`)
    },
    wasWrong (address) {
      const found = wrong.get(address)
      if (found && found.until > machine()) found.count++
      else if (wrong.size < mostKnown || wrong.has(address)) wrong.set(address, { count: 1, until: machine() + span })
    }
  }
}
