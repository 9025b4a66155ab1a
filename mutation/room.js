// A room: which tests reach which mutant, and whether one of them notices it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, placesIn } from './bundle.js'
import { mutantsOf } from './sql.js'
import { folder } from './stryker.js'
import { openWorker } from './workers.js'

const patience = (ms = 0) => 4000 + 8 * ms
/** What the whole process is given beyond what a test is. */
const grace = 5000

/**
 * Judges the mutants of some files of a room that are asked for. `until` is when to stop, in the time of `performance.now`; `budget` how
 * many milliseconds of tests are tried on one.
 */
export async function judgeRoom (name, room, { files, isAsked, until, budget, tell }) {
  const { text, mutants } = await bundle(room, files)
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.cjs`)
  writeFileSync(path, text)
  const worker = openWorker(path)
  try {
    const { tests: named, covered: loaded, sql, error } = await worker.ask({ kind: 'survey' }, () => 60_000)
    if (error) throw new Error(`The tests cannot be loaded: ${error}`)
    mutants.push(...mutantsOf(sql, placesIn(files)))
    const asked = mutants.filter(isAsked)
    if (asked.length === 0) return asked
    const tests = await surveyOf(worker, named, room, tell)
    tell(`${name}: ${asked.length} of ${mutants.length} mutants, ${tests.length} tests of ${Math.round(sum(tests.map(({ ms }) => ms)))} ms`)
    const order = orderOf(tests, loaded, mutants)
    for (const [n, mutant] of asked.entries()) {
      if (n > 0 && n % 100 === 0) tell(`${name}: ${n} judged, ${asked.filter(it => it.outcome === 'survived').length} survived`)
      if (performance.now() > until) mutant.outcome = 'not run'
      else await judge(worker, mutant, order(mutant), { loaded, budget })
    }
    return asked
  } finally {
    await worker.stop()
  }
}

const sum = (numbers) => numbers.reduce((total, it) => total + it, 0)

/** Runs each test alone with no mutant awake: what it reaches, how long it takes. One that fails so is of no use, and told of. */
async function surveyOf (worker, named, room, tell) {
  const tests = []
  for (const [index, { file, name, skip }] of named.entries()) {
    if (skip || room.without?.test(`${file}: ${name}`)) continue
    const { failure, ms, covered } = await worker.ask({ kind: 'survey', index }, () => 320_000)
    if (failure) tell(`${file}: "${name}" does not pass alone: ${failure.message}`)
    else tests.push({ index, file, name, ms, covered, kills: new Map(), isFirst: room.first?.test(`${file}: ${name}`) })
  }
  return tests
}

/** The tests that may notice a mutant, those first that have noticed most in its file, and then those that are most about it. */
function orderOf (tests, loaded, mutants) {
  const reaching = (ids) => tests.filter(({ covered }) => ids.some(id => id in covered))
  const idsWhere = (isOne) => mutants.filter(isOne).map(({ id }) => id)
  return (mutant) => {
    const { id, file } = mutant
    const sorted = (some, ids) => some.toSorted((one, other) =>
      killsIn(other, mutant) - killsIn(one, mutant) || shareOf(ids, other) - shareOf(ids, one))
    const direct = sorted(reaching([id]), [id])
    if (!(id in loaded) && !mutant.sql) return direct
    // What is made while the program loads is reached by every test; those are nearest that run what stands beside it.
    const [near, all] = [idsWhere(it => it.file === file && Math.abs(it.line - mutant.line) < 8), idsWhere(it => it.file === file)]
    const [beside, inFile] = [near, all].map(ids => sorted(reaching(ids), ids))
    return [...new Set([...tests.filter(it => it.isFirst), ...direct, ...beside, ...inFile, ...sorted(tests, all)])]
  }
}

/** How often a test passes some mutants, for its time: one that is about a rule does often. */
const shareOf = (ids, { covered, ms }) => sum(ids.map(id => covered[id] ?? 0)) / ms

/** A test that has noticed a change beside it is more likely to notice than one that noticed another in the file. */
const killsIn = ({ kills }, { file, within }) => (kills.get(file) ?? 0) + 10 * (kills.get(`${file} ${within}`) ?? 0)

const noteKill = ({ kills }, { file, within }) => {
  for (const place of [file, `${file} ${within}`]) kills.set(place, (kills.get(place) ?? 0) + 1)
}

/** As many tests as so many milliseconds are enough for; one that takes longer than what is left makes room for those after it. */
function within (budget, tests) {
  let left = budget
  return tests.filter(({ ms }, n) => {
    const isTried = n === 0 || ms <= left
    if (isTried) left -= ms
    return isTried
  })
}

async function judge (worker, mutant, tests, { loaded, budget }) {
  mutant.isStatic = mutant.id in loaded
  if (tests.length === 0) {
    mutant.outcome = 'no coverage'
    return
  }
  const chosen = within(budget, tests)
  const hits = Math.max(loaded[mutant.id] ?? 0, ...chosen.map(({ covered }) => covered[mutant.id] ?? 0))
  const ask = () => worker.ask({
    kind: 'judge',
    id: mutant.id,
    sql: mutant.sql,
    hitLimit: 1000 + 100 * hits,
    tests: chosen.map(({ index, ms }) => ({ index, limit: patience(ms) }))
  }, at => grace + patience(tests.find(({ index }) => index === at)?.ms))
  let answer = await ask()
  // It may have been what the one before left behind.
  if (answer.failure?.uncaught) answer = await ask()
  if (answer.error) throw new Error(answer.error)
  mutant.took = answer.took
  if (answer.failure) {
    const test = tests.find(({ index }) => index === answer.by)
    if (test) noteKill(test, mutant)
    mutant.outcome = answer.failure.timedOut ? 'timed out' : 'killed'
    mutant.by = test ? `${test.file}: ${test.name}` : 'loading'
    mutant.because = answer.failure.message
  } else {
    mutant.outcome = 'survived'
    mutant.tried = `${chosen.length} of ${tests.length}`
  }
}
