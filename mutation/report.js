const outcomes = ['killed', 'timed out', 'survived', 'no coverage', 'not run']

export const count = (mutants) => Object.fromEntries(outcomes.map(it => [it, mutants.filter(({ outcome }) => outcome === it).length]))

/** Per room, how many mutants came to which end; the share is of those that a test reaches. */
export function asTable (rows) {
  const total = Object.fromEntries(outcomes.map(it => [it, rows.reduce((sum, [, counts]) => sum + counts[it], 0)]))
  const lines = [...rows, ['all', total]].map(([name, counts]) => {
    const mutants = outcomes.reduce((sum, it) => sum + counts[it], 0)
    return `| ${[name, mutants, ...outcomes.map(it => counts[it]), shareOf(counts)].join(' | ')} |`
  })
  const columns = ['room', 'mutants', ...outcomes, 'killed of those reached']
  return [`| ${columns.join(' | ')} |`, `|---|${'---:|'.repeat(columns.length - 1)}`, ...lines].join('\n')
}

function shareOf (counts) {
  const noticed = counts.killed + counts['timed out']
  const judged = noticed + counts.survived
  return judged === 0 ? '' : `${(100 * noticed / judged).toFixed(1)} %`
}

export const lineOf = ({ file, line, within, mutator, original, replacement }) =>
  `${file}:${line} ${within} ${mutator} ${original} → ${replacement}`
