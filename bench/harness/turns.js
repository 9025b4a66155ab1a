import { load } from './load.js'
import { compare } from './report.js'

/** Does something to one server after the other, in their order, and answers the results by their names. */
export async function inTurn (servers, work) {
  const results = {}
  for (const [name, server] of Object.entries(servers)) results[name] = await work(server, name)
  return results
}

/** Does one side's work and then the other's, in an order that turns from round to round. */
export async function alternate (round, sides) {
  const names = Object.keys(sides)
  if (round % 2 === 1) names.reverse()
  const measured = {}
  for (const name of names) measured[name] = await sides[name]()
  return measured
}

/** Measures as often as there are rounds. */
export async function inRounds (rounds, measure) {
  const measured = []
  for (let round = 0; round < rounds; round++) measured.push(await measure(round))
  return measured
}

/** Sends each server its requests, by turns, in rounds after one to get warm. Answers the table: the first server against the others. */
export async function measureLoad (servers, { title, of }, { connections = 10, rounds, seconds, warmUp = 2 }) {
  const send = (duration) => inTurn(servers, (server, name) => load(server, of(name), { connections, seconds: duration }))
  if (warmUp > 0) {
    console.log(`${title} …`)
    await send(Math.min(warmUp, seconds))
  }
  const measured = await inRounds(rounds, () => send(seconds))
  return tableOf(title, measured, Object.keys(servers))
}

/** The rounds, and what `compare` makes of them, as a table to print. */
export const tableOf = (title, rounds, names) => ({ title, rounds, ...compare(rounds, names) })
