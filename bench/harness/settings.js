/** The variable of the environment that changes a setting: `perTask` is BENCH_PER_TASK. */
export const variableOf = (name) => `BENCH_${name.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase()}`

/** The settings of a bench: what the environment says, else what is usual. Several numbers, or words, are separated by commas. */
export function settingsFrom (usual) {
  return Object.fromEntries(Object.entries(usual).map(([name, value]) => {
    const given = process.env[variableOf(name)]
    return [name, given === undefined ? value : readAs(value, given, variableOf(name))]
  }))
}

function readAs (usual, given, variable) {
  if (Array.isArray(usual)) return given.split(',').map(it => readAs(usual[0], it.trim(), variable))
  if (typeof usual !== 'number') return given
  const number = Number(given)
  if (given === '' || !(number >= 0)) throw new Error(`${variable} must be a number, such as ${usual}, and is '${given}'`)
  return number
}
