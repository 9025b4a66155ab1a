import { readFileSync } from 'node:fs'
import t from 'tap'
import { exitCodes } from '../../src/cli/exit-codes.ts'
import { isThorough } from '../effort.ts'
import { onlyWith } from '../systems.ts'
import { run, start } from './program.ts'

const page = readFileSync('docs/command-line.md', 'utf8')

t.test('The page about the command line has each exit code, and the program ends with it', { skip: onlyWith('signals') }, async t => {
  const documented = [...page.split('## Exit codes')[1]!.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code))
  t.same(documented, [0, ...Object.values(exitCodes)])
  const { url, child, ended } = await start(t, ['--fixture', 'empty'])
  const { port } = new URL(url)
  const at = ['--url', url]
  const cases: Array<[number, string[]]> = [
    [0, ['--version']], [0, ['--help']], [0, ['wait', ...at]], [0, ['health', '--port', port]], [0, ['requests', '--at-most', '0', ...at]],
    [1, ['health', '--port', '1']], [1, ['requests', '--exactly', '5', ...at]], [1, ['coverage', '--min', '90', ...at]],
    [2, ['dance']], [2, ['start', '--port', 'x']], [2, ['clock', 'set', 'tomorrow', ...at]], [2, ['snapshot', 'restore', 'none', ...at]],
    [2, ['start', '--config', '/nowhere.json']], [2, ['completion', 'csh']], [2, ['clock', '--url', 'nowhere']],
    [3, ['reset', '--url', 'http://127.0.0.1:1']], [3, ['wait', '--timeout', '0', '--url', 'http://127.0.0.1:1']]
  ]
  // A few at once, as each is a process.
  const tried = isThorough ? cases : cases.filter((_it, n) => n % 4 === 2)
  for (let from = 0; from < tried.length; from += 3) {
    await Promise.all(tried.slice(from, from + 3).map(async ([code, words]) => {
      const { code: came, err } = await run(words)
      t.equal(came, code, words.join(' '))
      t.equal(err.split('\n').length, code < 2 ? 1 : 2, `${words.join(' ')}: one line where something is wrong`)
    }))
  }
  child.kill('SIGTERM')
  t.match(await ended, { code: 0 })
})

t.test('The file of options on the page is one', async t => {
  const { readConfigFile } = await import('../../src/cli/config-file.ts')
  const { readConfig } = await import('../../src/config.ts')
  const [, example] = /```json\n(.*?)```/s.exec(page)!
  const config = readConfig(readConfigFile(`${t.testdir({ 'mine.json': example! })}/mine.json`))
  t.match(config, { port: 4011, fixture: 'demo', defaults: { 'wire-exact': true, reading: { 'unknown-id': '404' } } })
})
