import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'

/** What is tried by mutation, which `npm run mutation` does, is there; and a survivor that is not listed is told of. */

const root = new URL('../../', import.meta.url)
const part = async (name: string) => await import(new URL(`mutation/${name}`, root).href)

const survivors: Array<{ file: string, within: string, reason: string, count?: number }> =
  JSON.parse(readFileSync(new URL('mutation/survivors.json', root), 'utf8'))

t.test('Each room of the mutation tests has files and tests, and each survivor that is listed a file of a room and a reason', async t => {
  const { rooms } = await part('rooms.js')
  const sources = readdirSync(new URL('src', root), { recursive: true }).map(path => `src/${String(path).replaceAll('\\', '/')}`)
  const tried: string[] = []
  for (const [name, { mutate, tests }] of Object.entries<{ mutate: RegExp[], tests: Array<{ file: string }> }>(rooms)) {
    for (const pattern of mutate) {
      const files = sources.filter(path => pattern.test(path))
      t.ok(files.length > 0, `${name}: ${pattern}`)
      tried.push(...files)
    }
    for (const { file } of tests) t.doesNotThrow(() => readFileSync(new URL(file, root)), `${name}: ${file}`)
  }
  t.equal(new Set(tried).size, tried.length, 'no file is of two rooms')
  for (const { file, within, reason } of survivors) {
    t.ok(tried.includes(file), file)
    t.match(readFileSync(new URL(file, root), 'utf8'), new RegExp(`\\b${within}\\b`), `${file}: ${within}`)
    t.ok(reason.length > 10, `${file}: ${within}`)
  }
})

t.test('What survives beyond what is listed is told of, and what is listed in vain', async t => {
  const { compare } = await part('known-survivors.js')
  const one = { file: 'src/a.ts', within: 'f', mutator: 'Regex', original: '/x/', replacement: '/y/', outcome: 'survived' }
  const known = [{ file: 'src/a.ts', within: 'f', count: 2, reason: '…' }, { file: 'src/b.ts', within: 'g', reason: '…' }]
  t.same(compare([one, one], known), { fresh: [], gone: [] })
  t.same(compare([one, one, one], known), { fresh: [one], gone: [] })
  t.same(compare([one, { ...one, outcome: 'killed' }], known), { fresh: [], gone: [known[0]] })
  t.same(compare([{ ...one, within: 'h' }], known).fresh.length, 1)
})
