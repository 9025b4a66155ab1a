import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeMachine } from './machine.js'
import { printTable } from './report.js'
import { settingsFrom, variableOf } from './settings.js'

const folder = resolve(process.env.BENCH_RESULTS ?? fileURLToPath(new URL('../results', import.meta.url)))

/**
 * What every bench does: reads its settings, has it measure, prints the machine, the settings and what was measured, and keeps all of it in
 * results/{name}.json, or in the folder that BENCH_RESULTS names. `measure` answers tables (as `compare` makes them), lines to print below
 * them, and whatever else is worth keeping.
 */
export async function runBench (name, usual, measure) {
  const settings = settingsFrom(usual)
  const machine = describeMachine()
  const measured = await measure(settings)
  const results = { at: new Date().toISOString(), machine: machine(), settings, ...measured }
  mkdirSync(folder, { recursive: true })
  writeFileSync(resolve(folder, `${name}.json`), `${JSON.stringify(results, null, 2)}\n`)
  print(results)
}

function print ({ at, machine: { processors, system, node, stolen, load }, settings, tables = [], lines = [] }) {
  const kept = stolen === null ? '' : `; the host kept ${Math.round(stolen * 100)} % of the processor time that was asked for`
  console.log(`\n${at.slice(0, 10)}, ${processors}, ${system}, Node ${node}, at a load of ${load.toFixed(1)} before${kept}`)
  console.log(Object.entries(settings).map(([name, value]) => `${variableOf(name)}=${value}`).join(' '))
  for (const table of tables) printTable(table)
  if (lines.length > 0) console.log(`\n${lines.join('\n')}`)
}
