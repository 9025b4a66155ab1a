import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { isThorough } from '../effort.ts'

/** Nobody runs the benches who changes what they measure, so that one may stop working unseen: here each does the least that it can. */
const leastOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  accessplanit: { BENCH_DATES: '200,400' },
  changes: { BENCH_WITHOUT: 'replies kept as texts' },
  class: { BENCH_SEATS: '2' },
  contract: { BENCH_REQUESTS: '20' },
  growth: { BENCH_ROWS: '100,200', BENCH_SANDBOXES: '1,2' },
  memory: { BENCH_REQUESTS: '200', BENCH_PARTS: '1' },
  pages: { BENCH_RATE: '50' },
  profile: {},
  returns: { BENCH_LEARNERS: '100', BENCH_SIZES: '1' },
  run: {},
  sandboxes: { BENCH_MANY: '10' },
  watched: {}
}
const leastOfAll = { BENCH_ROUNDS: '1', BENCH_SECONDS: '0.2', BENCH_STARTS: '1', BENCH_PLANS: '100' }

/** With the reason. */
const notRun = { peers: 'it installs the servers of other people first' }
const withBrowser = ['class', 'pages']

const root = fileURLToPath(new URL('../..', import.meta.url))

t.test('Each bench is run here, or it is said why not', t => {
  const benches = readdirSync(`${root}/bench`).filter(name => name.endsWith('.js')).map(name => name.slice(0, -'.js'.length))
  t.same([...Object.keys(leastOf), ...Object.keys(notRun)].sort(), benches.sort())
  t.end()
})

t.test('Each bench comes to its end', { skip: !isThorough && 'each starts servers, tried in CI' }, async t => {
  const { chromium } = await import('../pages/browser.ts')
  // One after the other, as some write the same files.
  for (const [name, own] of Object.entries(leastOf)) {
    const skip = withBrowser.includes(name) && chromium === undefined && 'no Chromium is found'
    await t.test(name, { skip }, async t => {
      const env = { PATH: process.env.PATH, CHROMIUM: chromium, BENCH_RESULTS: t.testdir({}), ...leastOfAll, ...own }
      const { stdout } = await promisify(execFile)(process.execPath, [`bench/${name}.js`], { cwd: root, env })
      t.match(stdout, /\d/, 'it tells of something')
    })
  }
})
