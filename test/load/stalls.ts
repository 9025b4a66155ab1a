import type { Hostile } from './hostile.ts'
import type { Sent, Watched } from './server.ts'

/** Milliseconds that one request may hold the server. What takes longest grows with what there is, and is measured at its most. */
export const mostAtAStretch = 50

export interface Stall {
  readonly name: string
  readonly status: number
  readonly expected: number
  /** Milliseconds that the server's thread worked at a stretch, and in all; the best of several tries, as a machine has other work. */
  readonly longest: number
  readonly all: number
}

/** Sends one thing after the other, each to a server that has nothing else to do. */
export async function measureStalls (
  server: Watched, hostile: readonly Hostile[], tries: number, tell = (_: Stall): void => {}
): Promise<Stall[]> {
  const found: Stall[] = []
  for (const { name, status: expected, prepare, sent } of hostile) {
    const tried: Stall[] = []
    for (let n = 0; n < tries; n++) {
      const more = await prepare?.(server)
      const whole: Sent = { ...typeof sent === 'function' ? sent() : sent, ...more }
      await server.memory()
      await server.turns()
      const { status } = await server.send(whole).catch(() => ({ status: 0 }))
      tried.push({ name, status, expected, ...await server.turns() })
    }
    const best = tried.reduce((one, other) => other.longest < one.longest ? other : one)
    tell(best)
    found.push(best)
  }
  return found
}

/** A line for each that was not answered as it is to be, or held the server for too long; a machine that is busy is slower as well. */
export const complaintsAbout = (stalls: readonly Stall[], most = mostAtAStretch): string[] =>
  stalls.flatMap(({ name, status, expected, longest }) => [
    ...status === expected ? [] : [`${name}: answered ${status}, and ${expected} is expected`],
    ...longest <= most ? [] : [`${name}: ${longest.toFixed(0)} ms at a stretch, and ${most} are the most`]
  ])
