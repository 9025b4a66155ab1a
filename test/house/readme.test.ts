import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { listen } from '../harness.ts'
import { readme, readWalks, type Step } from './readme.ts'

const run = promisify(execFile)
const divider = '\n--- next ---\n'

t.test('The README\'s lines do what it says, and each refusal can be explained', async t => {
  const server = await listen(t)
  const walks = readWalks(readme())
  t.equal(walks.length, 4)
  const refusals = []
  for (const steps of walks) refusals.push(await walk(t, server.url, steps))
  t.same(refusals, [[400, 400, 400, 401], [400, 400], [], [400, 400]])
})

/** Answers the statuses of what was refused on the way. */
async function walk (t: Test, url: string, steps: Step[]): Promise<number[]> {
  const before = steps.slice(0, -1)
  const printed = await runInShell(before, url)
  t.equal(printed.length, before.length)
  before.forEach(({ shell, replies }, i) => check(t, shell, printed[i]!, replies))

  const { requests } = await (await fetch(`${url}/__admin/requests`)).json() as { requests: Array<{ id: string, status: number }> }
  const refused = requests.filter(it => it.status >= 400)
  for (const { id } of refused) {
    const { refusedBy } =
      await (await fetch(`${url}/__admin/requests/${id}/explain`)).json() as { refusedBy: Array<Record<string, object>> }
    t.ok(refusedBy.length > 0, 'names the broken rules')
    for (const rule of refusedBy) {
      t.match(rule, { rule: /^[a-z-]+\.[a-z-]+$/, message: / is /, wouldPass: String })
      t.ok(Object.keys(rule.compared!).length > 0, 'tells the values compared')
      t.match(Object.values(rule.basis!)[0], /\w+ \w+|^https:/, 'tells the source')
    }
  }

  const reset = steps.at(-1)!
  const [last] = await runInShell([reset], url)
  check(t, reset.shell, last!, reset.replies)
  return refused.map(it => it.status).sort()
}

/**
 * What each step prints. A reader pastes into one shell, so variables live on; curl ends no line, so each call is followed by a line break.
 */
async function runInShell (steps: Step[], url: string): Promise<string[]> {
  const script = steps.map(step => step.shell).join(`printf '%s' '${divider}'\n`).replaceAll('localhost:4010', new URL(url).host)
  const { stdout } = await run('bash', ['-c', `curl () { command curl "$@"; echo; }\n${script}`])
  return stdout.split(divider)
}

function check (t: Test, shell: string, printed: string, replies: unknown[]): void {
  if (replies.length === 0) return
  t.same(elide(printed.trim().split('\n').map(line => JSON.parse(line)), replies), replies, shell)
}

/** The values with "…" wherever the README leaves something out. */
function elide (value: unknown, shown: unknown): unknown {
  if (shown === '…') return '…'
  if (Array.isArray(value) && Array.isArray(shown)) return value.map((item, i) => elide(item, shown[i]))
  if (typeof value !== 'object' || value === null || typeof shown !== 'object' || shown === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, elide(member, (shown as Record<string, unknown>)[name])]))
}
