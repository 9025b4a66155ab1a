import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import t from 'tap'
import { inParts, withProgress } from '../../src/cli/progress.ts'
import { now } from '../harness.ts'
import { cli, run, start } from './program.ts'

const terminal = () => Object.assign(new PassThrough(), { isTTY: true, columns: 100, text: '' })
  .on('data', function (this: { text: string }, bytes) { this.text += String(bytes) })

t.test('Long work has a bar where a person looks on, and nowhere else', async t => {
  const work = { what: 'Writing sdr', total: 4, unit: 'learners' }
  const seen = async (json: boolean, isTTY: boolean, environment: Record<string, string>) => {
    const shown = Object.assign(terminal(), { isTTY })
    t.equal(await withProgress({ ...work, json, shown, environment }, progress => {
      progress?.to(1)
      return 'done'
    }), 'done')
    return shown.text
  }
  t.match(await seen(false, true, { TERM: 'xterm' }), /Writing sdr \S+ 0 % \(0 of 4 learners\)/)
  for (const [json, isTTY, environment] of [
    [true, true, { TERM: 'xterm' }], [false, false, { TERM: 'xterm' }], [false, true, { TERM: 'dumb' }], [false, true, { NO_COLOR: '1' }],
    [false, true, { CI: 'true' }]
  ] as Array<[boolean, boolean, Record<string, string>]>) t.equal(await seen(json, isTTY, environment), '', JSON.stringify(environment))

  const failing = terminal()
  await t.rejects(withProgress({ ...work, shown: failing, environment: {} }, () => { throw new Error('no room') }), /no room/)
  t.ok(failing.text.includes('\u001B[?25h'), 'the cursor is there again')
})

t.test('A file goes out in parts, and all of it', async t => {
  const bytes = Buffer.alloc(600_000, 'x')
  const told: number[] = []
  const parts: Uint8Array[] = []
  for await (const part of inParts(bytes, sent => told.push(sent))) parts.push(part)
  t.same(told, [262_144, 524_288, 600_000])
  t.ok(Buffer.concat(parts).equals(bytes))
})

/** What a command prints at a terminal of its own. */
const atTerminal = (words: readonly string[], environment: Record<string, string> = {}): string =>
  execFileSync('script', ['-qec', [process.execPath, cli, ...words].map(word => `'${word}'`).join(' '), '/dev/null'], {
    env: { PATH: process.env.PATH, TERM: 'xterm', ...environment }, encoding: 'utf8', input: ''
  })

// Elsewhere `script` has other flags.
t.test('generate and an upload show it at a terminal, and do the same work', { skip: process.platform !== 'linux' }, async t => {
  const folder = t.testdir({ state: '' })
  const generate = (out: string) => ['generate', 'sdr', '--learners', '40', '--seed', '1', '--out', join(folder, out)]
  t.match(atTerminal(generate('seen')), /Writing \S+ \S+ \d+ % \(\d+ of 40 learners\)[^]*\d+ files in/)
  t.match(await run(generate('unseen')), { code: 0, err: '', out: /\d+ files in/ })
  t.notMatch(atTerminal(generate('dumb'), { TERM: 'dumb' }), /learners\)/)
  t.same(readdirSync(join(folder, 'seen')), readdirSync(join(folder, 'unseen')))

  const { url } = await start(t, ['--fixture', 'demo', '--clock', `frozen:${now}`])
  const state = join(folder, 'state')
  await run(['snapshot', 'export', state, '--url', url])
  t.match(atTerminal(['snapshot', 'import', state, '--url', url]), /Sending \S+ \S+ \d+ % \(\d+ of \d+ bytes\)[^]*the state is that of/)
  t.notMatch(atTerminal(['snapshot', 'import', state, '--url', url, '--json']), /bytes\)/)
  t.match(await run(['snapshot', 'import', state, '--url', url]), { code: 0, err: '' })
})
