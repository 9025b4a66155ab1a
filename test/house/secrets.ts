import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts')).sort()
  .map(name => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join('src', name), 'utf8') }))

/** A secret beside something that it is held against, but for whether there is one. */
const words = '(?:secret|password|signature|bearer|apiKey|adminToken|token)\\b'
const compared = new RegExp(
  `\\b${words}\\)? [!=]== (?!undefined|null|''|0|-1|'string')|[!=]== (?:\\w+\\.)*${words}(?! =>)`
)

t.test('Secrets are compared by one function, in constant time', t => {
  t.ok(sources.length > 300)
  t.same(sources.filter(({ text }) => text.includes('timingSafeEqual')).map(({ name }) => name), ['core/same-secret.ts'])
  const lines = sources.filter(({ name }) => !name.startsWith('pages/'))
    .flatMap(({ name, text }) => text.split('\n').filter(line => compared.test(line)).map(line => `${name}: ${line.trim()}`))
  // What a sandbox has of itself, which nobody shows.
  t.same(lines.filter(line => !line.startsWith("sandbox/world.ts: if (settings.recall('secret')")), [])
  for (const line of ['if (shown === token) return', 'user.password !== password', 'account.secret === given', 'x = signature === y']) {
    t.match(line, compared, 'such a line would be seen')
  }
  t.end()
})

t.test('Every test that the page about security names is there', t => {
  const named = [...readFileSync('docs/security.md', 'utf8').matchAll(/`((?:test|src)\/[\w./-]+\.ts)`/g)].map(([, name]) => name!)
  t.ok(named.length > 15)
  t.same(named.filter(name => { try { return !readFileSync(name) } catch { return true } }), [])
  t.end()
})
