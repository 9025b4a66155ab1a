/**
 * The median of each figure of each server, and of the ratios of the first of them to the others. A ratio is taken within
 * a round, whose measurements lie close together in time, so that a busy machine slows both sides of it.
 */
export function compare (rounds, [measured, ...references] = ['sandbox', 'fastify', 'http']) {
  const figures = Object.keys(rounds[0][measured])
  const ofEach = (keys, value) => Object.fromEntries(keys.map(key => [key, value(key)]))
  return {
    medians: ofEach([measured, ...references], server =>
      ofEach(figures, figure => median(rounds.map(round => round[server][figure])))),
    ratios: ofEach(references, reference =>
      ofEach(figures, figure => median(rounds.map(round => round[measured][figure] / round[reference][figure]))))
  }
}

export function median (numbers) {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

const headings = {
  requests: ['requests/s', 0],
  p50: ['p50 ms', 2],
  p99: ['p99 ms', 2],
  processorTime: ['CPU µs', 1],
  ownTime: ['own CPU µs', 1],
  generator: ['load CPU %', 0],
  wallTime: ['wall µs', 1],
  time: ['ms', 0],
  milliseconds: ['ms', 2],
  perRecord: ['RSS B/record', 0],
  rss: ['RSS MiB', 1],
  size: ['MiB', 1]
}

const names = { bare: 'bare SQLite', copy: 'a copy of the image', fastify: 'bare Fastify', http: 'bare node:http' }

/** Prints a table of the figures of each server; `cannot` names those of which there are none. */
export function printTable ({ title, fastifyIs, medians, ratios = {}, cannot = [] }) {
  const figures = Object.keys(Object.values(medians)[0])
  const nameOf = (server) => (server === 'fastify' && fastifyIs) || names[server] || server
  const row = (name, cells) => console.log(`${name.padEnd(38)}${cells.map(cell => cell.padStart(12)).join('')}`)
  const numbers = (of, digits) => figures.map(figure => show(of[figure], digits ?? headings[figure][1]))
  console.log()
  row(title, figures.map(figure => headings[figure][0]))
  for (const [server, measured] of Object.entries(medians)) row(`  ${nameOf(server)}`, numbers(measured))
  for (const server of cannot) row(`  ${nameOf(server)}`, ['cannot'])
  for (const [server, ratio] of Object.entries(ratios)) row(`  ratio to ${nameOf(server)}`, numbers(ratio, 2))
}

const show = (number, digits) => Number.isFinite(number) ? number.toFixed(digits) : '-'
