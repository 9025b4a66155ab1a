// survivors.json lists what no test notices, and why: by file and by what it is within, and as much more as it takes. `count` is how many
// mutants an entry is of, so that one that comes to it is told of.

const members = ['file', 'within', 'mutator', 'original', 'replacement']

const isOf = (mutant, entry) => members.every(name => entry[name] === undefined || entry[name] === mutant[name])

/** Which survivors are not listed, and which entries are of more than there are. */
export function compare (mutants, known) {
  const left = new Map(known.map(entry => [entry, entry.count ?? 1]))
  const fresh = mutants.filter(it => it.outcome === 'survived').filter(mutant => {
    const entry = known.find(it => isOf(mutant, it) && left.get(it) > 0)
    if (entry) left.set(entry, left.get(entry) - 1)
    return !entry
  })
  const judged = new Set(mutants.map(({ file }) => file))
  return { fresh, gone: known.filter(entry => left.get(entry) > 0 && judged.has(entry.file)) }
}
