import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { frozen, listen } from '../harness.ts'
import { elide, isReset, page, pages, readSteps, rewrite, runInShell, scriptsIn, valuesOf, walks } from './walks.ts'
import './adoption.ts'
import './languages.ts'
import './package.ts'

const run = promisify(execFile)

// Set to yes, this writes what the server really answers into the pages; look at the difference before it is kept.
const write = process.env.TMS_SANDBOX_WRITE_WALKS === 'yes'

t.test('The lines of the pages do what the pages say, and each refusal can be explained', async t => {
  const server = await listen(t)
  t.same(Object.keys(pages).filter(path => path.startsWith('docs/walks/')).sort(), walks().sort())
  for (const [path, refusals] of Object.entries(pages)) {
    await t.test(path, async t => { t.same(await follow(t, server.url, path), refusals) })
  }
})

/** Answers the statuses of what was refused on the way. */
async function follow (t: Test, url: string, path: string): Promise<number[]> {
  const steps = readSteps(page(path))
  if (path.startsWith('docs/walks/')) t.ok(isReset(steps.at(-1)), 'ends where the next one begins')
  const before = isReset(steps.at(-1)) ? steps.slice(0, -1) : steps
  const printed = await runInShell(before, url)
  t.equal(printed.length, before.length)
  if (write) rewrite(path, printed.map(valuesOf))
  else before.forEach(({ shell, replies }, i) => check(t, shell, printed[i]!, replies))

  const { requests } = await (await fetch(`${url}/__admin/requests`)).json() as { requests: Array<{ id: string, status: number }> }
  const refused = requests.filter(it => it.status >= 400)
  for (const { id } of refused) {
    const { refusedBy, fault } = await (await fetch(`${url}/__admin/requests/${id}/explain`)).json() as {
      refusedBy: Array<Record<string, object>>, fault?: { id: string }
    }
    t.ok(refusedBy.length > 0 || fault?.id, 'names the broken rules, or the fault that was asked for')
    for (const rule of refusedBy) {
      t.match(rule, { rule: /^[a-z-]+\.[a-z-]+$/, message: / (?:is|was) /, wouldPass: String })
      t.ok(Object.keys(rule.compared!).length > 0, 'tells the values compared')
      t.match(Object.values(rule.basis!)[0], /\w+ \w+|^https:/, 'tells the source')
    }
  }

  const reset = steps.slice(before.length)
  const [last] = await runInShell(reset, url)
  for (const { shell, replies } of reset) check(t, shell, last!, replies)
  return refused.map(it => it.status).sort()
}

function check (t: Test, shell: string, printed: string, replies: unknown[]): void {
  if (replies.length > 0) t.same(elide(valuesOf(printed), replies), replies, shell)
}

t.test('Two fresh processes answer all lines of the pages with the same bytes', async t => {
  const steps = Object.keys(pages).flatMap(path => readSteps(page(path)))
  const [one, other] = await Promise.all([0, 1].map(async () => {
    const url = await startProgram(t)
    return (await runInShell(steps, url)).map(printed => printed.replaceAll(new URL(url).host, 'localhost:4010'))
  }))
  t.ok(one!.join('').length > 20_000)
  steps.forEach(({ shell }, i) => t.equal(one![i], other![i], shell))
})

/** Starts the program as it is shipped, on a free port. */
async function startProgram (t: Test): Promise<string> {
  const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
  const child = spawn(process.execPath, [cli, 'start', '--port', '0', '--clock', frozen], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(async () => {
    child.kill()
    await once(child, 'exit')
  })
  for await (const line of createInterface(child.stdout)) {
    const [, url] = /listens at (\S+)/.exec(line) ?? []
    if (url) return url
  }
  throw new Error('The program ended before it listened')
}

t.test('The scripts of the pages run as they stand, against the library as it is shipped', async t => {
  for (const path of ['README.md', 'docs/testing.md']) {
    const scripts = scriptsIn(page(path))
    t.ok(scripts.length > 0, path)
    for (const [n, script] of scripts.entries()) {
      // A file of this package may import the package by its name.
      const folder = t.testdir({ 'script.mjs': script })
      await t.resolves(run(process.execPath, [`${folder}/script.mjs`]), `${path}, script ${n + 1}`)
    }
  }
})

t.test('and so do those of Vitest', async t => {
  const scripts = scriptsIn(page('docs/testing.md'), 'ts')
  t.ok(scripts.length > 0)
  const folder = t.testdir(Object.fromEntries(scripts.map((script, n) => [`script-${n}.test.ts`, script])))
  const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
  const words = [vitest, 'run', '--root', folder, '--reporter', 'json']
  const { stdout } = await run(process.execPath, words, { env: { PATH: process.env.PATH } })
  t.match(JSON.parse(stdout), { success: true, numTotalTests: scripts.length })
})
