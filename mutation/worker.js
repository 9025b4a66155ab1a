// Runs tests of one bundle, each time with the program loaded anew, so that what a module keeps and what it makes at its start are of the
// mutant that is awake. The parent ends this process where a mutant never comes back.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { Script } from 'node:vm'

const ownRequire = createRequire(import.meta.url)
const { collect } = ownRequire('./tap.cjs')
const script = new Script(readFileSync(process.argv[2], 'utf8'), { filename: resolve('.mutation', 'bundle.cjs') })
const fromRoot = createRequire(resolve('package.json'))

/** What Stryker's text asks which mutant is awake, and tells what was reached. */
const stryker = globalThis.__stryker__ = { mutantCoverage: { static: {}, perTest: {} } }

let interrupt = () => {}
process.on('uncaughtException', error => interrupt(error))
process.on('unhandledRejection', error => interrupt(error))

function load () {
  const collection = collect()
  const module = { exports: {} }
  script.runInThisContext()(module.exports, name => name === 'tap' ? collection.top : fromRoot(name), module)
  return collection
}

/** Runs a test for so many milliseconds at most; undefined where it passes, or why it does not. */
async function failureOf (collection, index, limit) {
  let timer
  const end = new Promise(resolve => {
    interrupt = error => resolve({ uncaught: true, message: said(error) })
    timer = setTimeout(() => resolve({ timedOut: true, message: 'no end' }), limit)
  })
  const outcome = collection.run(collection.tests[index]).then(() => undefined, error => ({ message: said(error) }))
  const failure = await Promise.race([outcome, end])
  clearTimeout(timer)
  return failure
}

const said = (error) => String(error?.message ?? error).slice(0, 200)

async function survey (index) {
  delete stryker.currentTestId
  stryker.activeMutant = ''
  stryker.mutantCoverage.static = {}
  stryker.mutantCoverage.perTest = {}
  const sql = []
  globalThis.changedSql = (id, text) => { sql.push([id, text]) }
  const collection = load()
  if (index === undefined) {
    return { tests: collection.tests.map(({ file, name, skip }) => ({ file, name, skip })), covered: stryker.mutantCoverage.static, sql }
  }
  stryker.currentTestId = 'it'
  const start = performance.now()
  const failure = await failureOf(collection, index, 300_000)
  return { failure, ms: performance.now() - start, covered: stryker.mutantCoverage.perTest.it ?? {} }
}

async function judge ({ id, sql, tests, hitLimit }) {
  globalThis.changedSql = rule => sql && sql.id === rule ? sql.text : undefined
  delete stryker.currentTestId
  Object.assign(stryker, { activeMutant: id, hitCount: 0, hitLimit })
  let collection
  try {
    collection = load()
  } catch (error) {
    return { failure: { message: said(error) }, by: -1 }
  }
  for (const { index, limit } of tests) {
    process.send({ at: index })
    stryker.hitCount = 0
    const failure = await failureOf(collection, index, limit)
    if (failure) return { failure, by: index }
  }
  return {}
}

process.on('message', async message => {
  const start = performance.now()
  let answer
  try {
    answer = message.kind === 'judge' ? await judge(message) : await survey(message.index)
  } catch (error) {
    answer = { error: said(error) }
  }
  process.send({ ...answer, done: true, took: performance.now() - start, memory: process.memoryUsage().rss })
})
process.send({ ready: true })
