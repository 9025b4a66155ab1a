import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { onlyWith, type Needed } from '../systems.ts'

/** What shows that a test asks for what not every system has. */
const signs: ReadonlyArray<readonly [RegExp, Needed]> = [
  [/\.kill\((?:\w+, )?(?:'SIG(?!KILL)|signal\b)/, 'signals'],
  [/\bsymlinkSync\((?!.*'junction')/, 'links'],
  [/\bchmodSync\(/, 'modes'],
  [/['"`]\/proc\//, '/proc'],
  [/'u?mount', \[/, 'tmpfs']
]

/** Files that need not ask, with the reason. */
const others: Readonly<Record<string, string>> = {
  'hosting/nginx.js': 'it is run where there is an nginx, which is started for it',
  'house/systems.ts': 'it is about these',
  'load/server.ts': 'what it starts is only ended, in whatever way',
  'load/watch.js': 'it does without /proc where there is none'
}

const folder = fileURLToPath(new URL('..', import.meta.url))
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => name.replaceAll('\\', '/'))
  .filter(name => /\.[jt]s$/.test(name) && name !== 'systems.ts').sort()
const textOf = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8')

const begins = /^(?=(?:export|async|import|const|let|function|interface|type|for|if|await)\b|t\.|\/[/*])/m

/** What of a file asks for something, itself or by a function of the file, and is no test that does without it. */
function unasked (text: string): string[] {
  const statements = text.split(begins)
  return signs.flatMap(([sign, needed]) => {
    const asking = new Set(statements.filter(it => sign.test(it)))
    // A set is gone through with what is added meanwhile.
    for (const it of asking) {
      const [, name] = /^(?:export )?(?:async )?(?:function|const|let) (\w+)/.exec(it) ?? []
      if (name !== undefined) for (const other of statements) if (new RegExp(`\\b${name}\\(`).test(other)) asking.add(other)
    }
    return [...asking].filter(it => /\bt\.test\(/.test(it) && !it.includes(`onlyWith('${needed}')`))
      .map(it => `${needed}: ${it.split('\n')[0]}`)
  })
}

t.test('A test that sends signals, makes links or disks, changes rights or reads /proc is passed over where there is no such thing', t => {
  t.ok(files.length > 200)
  const found = files.filter(name => !Object.hasOwn(others, name)).flatMap(name => unasked(textOf(name)).map(it => `${name}: ${it}`))
  t.same(found, [], 'give it { skip: onlyWith(…) }, of test/systems.ts')
  for (const [name, reason] of Object.entries(others)) {
    t.ok(signs.some(([sign]) => sign.test(textOf(name))), `${name} has something that ${reason}`)
  }
  t.end()
})

t.test('Such a test is seen, also where a function does it for it', t => {
  const ends = 'async t => {\n  child.kill(\'SIGTERM\')\n})\n'
  t.same(unasked(`t.test('a', ${ends}`), [`signals: t.test('a', ${ends.split('\n')[0]}`])
  t.same(unasked(`t.test('a', { skip: onlyWith('signals') }, ${ends}`), [])
  t.same(unasked(`t.test('a', { skip: onlyWith('links') }, ${ends}`).length, 1)
  t.same(unasked('t.test(\'a\', t => { child.kill(\'SIGKILL\') })\n'), [])
  const link = 'function link () {\n  symlinkSync(a, b)\n}\n\nfunction twice () {\n  link()\n}\n\n'
  t.same(unasked(`${link}t.test('a', t => { twice() })\nt.test('b', t => {})\n`), ['links: t.test(\'a\', t => { twice() })'])
  t.end()
})

t.test('What is not there is said', t => {
  for (const [, needed] of signs) t.match(onlyWith(needed) || 'it is there', /\w+ .* \w+/, needed)
  t.end()
})
