// Changes the program in small ways, one at a time, and asks whether a test notices: `node mutation/run.js [room…]`.
import { readFileSync, writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { filesOf } from './bundle.js'
import { changedSince } from './changed.js'
import { compare } from './known-survivors.js'
import { asTable, count, lineOf } from './report.js'
import { judgeRoom } from './room.js'
import { rooms } from './rooms.js'
import { folder } from './stryker.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    // Only what was changed since a commit.
    since: { type: 'string' },
    // When to stop; what was not judged by then is told of.
    minutes: { type: 'string' },
    // Files that have this in their path.
    only: { type: 'string', default: '' },
    // One of so many, to see where a room stands.
    every: { type: 'string', default: '1' },
    // How many seconds of tests are tried on one that none notices.
    seconds: { type: 'string', default: '30' }
  }
})

const unknown = positionals.find(name => !Object.hasOwn(rooms, name))
if (unknown) throw new Error(`There is no room "${unknown}". There are ${Object.keys(rooms).join(', ')}.`)

// Whoever works on the machine goes first.
setPriority(10)

const until = values.minutes ? performance.now() + 60_000 * Number(values.minutes) : Infinity
const changed = values.since ? changedSince(values.since) : undefined
const known = JSON.parse(readFileSync(new URL('survivors.json', import.meta.url), 'utf8'))
const results = []
// Where no room is named and nothing is said of a commit, those are left of which only samples were ever looked through.
const left = positionals.length > 0 || changed ? [] : Object.keys(rooms).filter(name => rooms[name].sampled)
for (const name of positionals.length > 0 ? positionals : Object.keys(rooms).filter(it => !left.includes(it))) {
  const files = filesOf(rooms[name]).filter(path => path.includes(values.only) && (!changed || changed.has(path)))
  if (files.length === 0) continue
  const mutants = await judgeRoom(name, rooms[name], { files, isAsked, until, budget: 1000 * Number(values.seconds), tell })
  results.push({ name, mutants })
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(mutants, null, 1))
}
report()

function isAsked (mutant, index) {
  if (index % Number(values.every) !== 0) return false
  return !changed || changed.get(mutant.file).some(([from, to]) => mutant.line <= to && from <= mutant.lastLine)
}

function tell (text) {
  console.log(text)
}

function report () {
  if (results.length === 0) {
    return console.log(changed ? 'Nothing that is tried was changed.' : `No file that is tried has "${values.only}" in its path.`)
  }
  const all = results.flatMap(({ mutants }) => mutants)
  const { fresh, gone } = compare(all, known)
  console.log(`\n${asTable(results.map(({ name, mutants }) => [name, count(mutants)]))}\n`)
  for (const mutant of fresh) console.log(`No test notices: ${lineOf(mutant)}`)
  const isWhole = !changed && values.every === '1' && values.only === ''
  for (const entry of isWhole ? gone : []) console.log(`Noticed by now, so not to be listed: ${JSON.stringify(entry)}`)
  for (const name of left) {
    console.log(`Not run: ${name}, of which only samples were looked through. npm run mutation ${name} -- --every 25 tries another.`)
  }
  if (fresh.length > 0) process.exitCode = 1
}
