import { compare, median } from '../harness/report.js'

const leastNoise = 0.1

/**
 * The table of an operation, and whether it is flat: what it takes with the most, as a ratio to the first, the least. The second is as the
 * first, measured again: how far the two lie apart is the noise. What is looked at is processor time, where it was read, else p50.
 */
export function compareGrowth (title, rounds, [first, again, ...larger]) {
  const figure = rounds.every(round => round[first].processorTime > 0) ? 'processorTime' : 'p50'
  const ratiosOf = (name) => Object.fromEntries(Object.keys(rounds[0][first])
    .map(key => [key, median(rounds.map(round => round[name][key] / round[first][key]))]))
  const noise = Math.max(leastNoise, median(rounds.map(round => Math.abs(round[again][figure] / round[first][figure] - 1))))
  const ratios = Object.fromEntries([again, ...larger].map(name => [name, ratiosOf(name)]))
  const grown = larger.filter(name => ratios[name][figure] > 1 + noise)
  const most = larger.map(name => `${ratios[name][figure].toFixed(2)} times with ${name}`).join(', ')
  const verdict = `${title}: ${most}; ${grown.length === 0 ? 'flat' : 'not flat'} (noise ${Math.round(noise * 100)} %)`
  // The whole takes long, and each is worth knowing as it comes.
  console.log(`  ${verdict}`)
  return {
    title,
    rounds,
    medians: compare(rounds, [first, again, ...larger]).medians,
    ratiosToLeast: ratios,
    ratios: Object.fromEntries(Object.entries(ratios).map(([name, ratio]) => [`the first, ${name}`, ratio])),
    verdict
  }
}
