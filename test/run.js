// Runs all tests, each file in a process of its own and two at once. What the files share is bundled once, before: to find and transpile
// hundreds of small files in each process was a sixth of a run. One file alone, as it stands: `npx tap test/…/x.test.ts`.
import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { sep } from 'node:path'
import t from 'tap'
import { bundleTests } from './bundle.js'

// The longest come first, so that nobody waits for one that began last.
const longest = [
  'test/pages/browser.test.ts',
  'test/cli/cli.test.ts',
  'test/fuzz/fuzz.test.ts',
  'test/house/walks.test.ts',
  'test/probing/probing.test.ts',
  'test/accessplanit/accessplanit.test.ts',
  'test/tec/work-based/model.test.ts',
  'test/admin/examples.test.ts',
  'test/house/readings.test.ts',
  'test/tec/provider-based/record-rules.test.ts',
  'test/tec/work-based/work-based.test.ts',
  'test/contract/contract.test.ts',
  'test/pages/pages.test.ts'
]

const rank = (file) => longest.includes(file) ? longest.indexOf(file) : longest.length

const all = readdirSync('test', { recursive: true })
  .map(path => `test/${path.split(sep).join('/')}`)
  .filter(path => path.endsWith('.test.ts'))
  .sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1))

// `npm test -- contract kill`: those alone that have one of these words in their path.
const words = process.argv.slice(2)
const files = words.length > 0 ? all.filter(file => words.some(word => file.includes(word))) : all
if (files.length === 0) throw new Error(`No file of tests has ${words.map(word => `"${word}"`).join(' or ')} in its path`)

const folder = '.tap/suite'
await rm(folder, { recursive: true, force: true })
const bundled = await bundleTests(files, folder)

// No test is ended for being slow on a machine that is busy.
const timeout = 3_600_000

t.jobs = 2
t.setTimeout(0)
for (const file of files) {
  t.spawn(process.execPath, ['--enable-source-maps', bundled(file)], {
    buffered: true, timeout, name: file, externalID: file, at: null, stack: '', env: { ...process.env, TAP_TIMEOUT: String(timeout / 1000) }
  })
}
