import { load } from '../harness/load.js'

const alike = 0.05

/**
 * Loads a server a second at a time, until three in a row lie within 5 % of each other, or the most that is allowed is over. Answers
 * how many seconds it took, and whether the rate was steady then.
 */
export async function warmUp (server, scenario, connections, most) {
  const rates = []
  while (rates.length < most) {
    rates.push((await load(server, scenario, { connections, seconds: 1 })).requests)
    const last = rates.slice(-3)
    if (last.length === 3 && Math.max(...last) <= Math.min(...last) * (1 + alike)) return { seconds: rates.length, isSteady: true }
  }
  return { seconds: rates.length, isSteady: false }
}
