import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './harness/folders.js'
import { load } from './harness/load.js'
import { sandboxOf, startServer, unlimited } from './harness/servers.js'
import { settingsFrom } from './harness/settings.js'
import { prepare } from './work-based/prepare.js'
import { scenariosOf } from './work-based/scenarios.js'

// Where the sandbox's processor time goes, for each scenario: node bench/profile.js (after npm run build)
const { seconds, lines: shown } = settingsFrom({ seconds: 10, lines: 20 })

for (const which of [0, 1]) {
  const folder = temporaryFolder()
  const profiled = ['--cpu-prof', '--cpu-prof-interval', '200', '--cpu-prof-dir', folder]
  const sandbox = await startServer([...profiled, ...sandboxOf('empty', unlimited)])
  const scenario = scenariosOf({ sandbox }, await prepare(sandbox.url))[which]
  await load(sandbox, scenario.of('sandbox'), { connections: 50, seconds: 3 })
  const { requests } = await load(sandbox, scenario.of('sandbox'), { connections: 50, seconds })
  await sandbox.stop()

  const profile = JSON.parse(readFileSync(join(folder, readdirSync(folder)[0]), 'utf8'))
  console.log(`\n${scenario.title}, 50 connections, ${Math.round(requests)} requests/s with the profiler on`)
  printShares('where', sharesBy(profile, placeOf))
  printShares('function, by its own time', sharesBy(profile, nameOf))
}

/** Each key's share of the processor time of the measured seconds, largest first. Waiting for work is left out. */
function sharesBy ({ nodes, samples, timeDeltas, endTime, startTime }, keyOf) {
  const frames = new Map(nodes.map(node => [node.id, node.callFrame]))
  const times = new Map()
  let now = startTime
  let total = 0
  samples.forEach((id, i) => {
    now += timeDeltas[i]
    const frame = frames.get(id)
    if (now < endTime - seconds * 1e6 || frame.functionName === '(idle)') return
    times.set(keyOf(frame), (times.get(keyOf(frame)) ?? 0) + timeDeltas[i])
    total += timeDeltas[i]
  })
  return [...times].map(([key, time]) => [key, time / total]).sort(([, a], [, b]) => b - a)
}

function printShares (heading, shares) {
  console.log(`\n  share  ${heading}`)
  for (const [key, share] of shares.slice(0, shown)) console.log(`${(share * 100).toFixed(1).padStart(6)}%  ${key}`)
}

/** A package, a folder of the sandbox, Node itself, or what the profiler puts in brackets. */
function placeOf ({ url, functionName }) {
  if (url === '') return functionName.startsWith('(') ? functionName : 'native functions'
  if (url.startsWith('node:')) return `node: ${url.slice(5).split('/').slice(0, 2).join('/')}`
  const [, module] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? []
  return module ?? `sandbox: ${url.split('/dist/')[1]?.replace('.js', '') ?? url}`
}

function nameOf (frame) {
  const { functionName, url, lineNumber } = frame
  const file = url.split(/\/node_modules\/|\/dist\//).at(-1)
  return `${functionName || '(anonymous)'}  ${url === '' ? '' : `${file}:${lineNumber + 1}`}`
}
