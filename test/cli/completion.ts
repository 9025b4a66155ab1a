import { spawnSync } from 'node:child_process'
import t from 'tap'
import { options } from '../../src/config.ts'
import { services } from '../../src/services.ts'
import { run } from './program.ts'
import { isThere, shells } from './shells.ts'

/** What stands on the line, and what is offered for its last word. */
const cases: ReadonlyArray<readonly [line: string, words: readonly string[]]> = [
  ['tms-sandbox sta', ['start']],
  ['tms-sandbox clock ', ['advance', 'calendar', 'set']],
  ['tms-sandbox clock adv', ['advance']],
  ['tms-sandbox --ver', ['--version']],
  ['tms-sandbox start --log-level ', ['debug', 'error', 'fatal', 'info', 'silent', 'trace', 'warn']],
  ['tms-sandbox start --log-level=de', ['debug']],
  ['tms-sandbox start --wire-exact=', ['no', 'yes']],
  ['tms-sandbox start --open ', ['no', 'yes']],
  ['tms-sandbox start --port ', []],
  ['tms-sandbox start --data ', ['kept']],
  ['tms-sandbox start --config ', ['a.har', 'kept']],
  ['tms-sandbox start --port 0 --fix', ['--fixture']],
  ['tms-sandbox clock advance --off', ['--offset']],
  ['tms-sandbox clock advance --tim', []],
  ['tms-sandbox contract check a', ['a.har']],
  ['tms-sandbox openapi tec-', services.map(({ name }) => name).filter(name => name.startsWith('tec-')).sort()],
  ['tms-sandbox start --reading unknown-id', ['unknown-id=400', 'unknown-id=404']],
  ['tms-sandbox readings set unknown-id', ['unknown-id=400', 'unknown-id=404']],
  ['tms-sandbox generate ', ['sdr']],
  ['tms-sandbox completion ', ['bash', 'fish', 'zsh']]
]

for (const shell of ['bash', 'zsh', 'fish'] as const) {
  t.test(`${shell} completes verbs, verbs below them, flags, and values where they are few`, {
    skip: !isThere(shell) && `there is no ${shell} here`
  }, async t => {
    const { out, code } = await run(['completion', shell])
    t.equal(code, 0)
    const lines = [...cases.map(([line]) => line), 'tms-sandbox start --', 'tms-sandbox ']
    const found = await shells[shell](out, lines, ['a.har', 'kept/'], t.testdir({}))
    cases.forEach(([line, words], index) => t.same(found[index], words, line))
    t.same(found.at(-2), [...options.map(({ name }) => `--${name}`), '--config', '--help'].sort(), 'each option of a server')
    const verbs = [...(await run(['--help'])).out.split('Commands:')[1]!.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name]) => name!)
    t.same(found.at(-1), verbs.filter(name => name !== 'help').sort(), 'each verb')
  })
}

t.test('zsh and fish have the same verbs and flags, in scripts that they can read', async t => {
  for (const shell of ['zsh', 'fish']) {
    const { out, code } = await run(['completion', shell])
    t.equal(code, 0)
    for (const { name } of options) t.match(out, shell === 'fish' ? ` -l ${name} ` : `'--${name}:`, `${shell}: ${name}`)
    for (const verb of ['clock advance', 'contract check', 'try-readings']) t.match(out, `'${verb}'`, `${shell}: ${verb}`)
    if (isThere(shell)) t.equal(spawnSync(shell, ['-n', '-c', out]).status, 0, `${shell} can read it`)
  }
  t.match(await run(['completion', 'pwsh']), { code: 2, err: 'tms-sandbox: "pwsh" is not one of bash, zsh, fish\n' })
  t.match(await run(['completion', 'zhs']), { code: 2, err: 'tms-sandbox: "zhs" is not one of bash, zsh, fish. Did you mean zsh?\n' })
  t.match(await run(['completion']), { code: 2, err: /missing required argument 'shell'\. completion <shell>: bash, zsh or fish\. See tms-sandbox completion --help\.\n$/ })
})
