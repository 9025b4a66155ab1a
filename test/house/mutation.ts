import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'

/** What is tried by mutation, which `npm run mutation` does, is there; and a survivor that is not listed is told of. */

const root = new URL('../../', import.meta.url)
const part = async (name: string) => await import(new URL(`mutation/${name}`, root).href)

const sources = readdirSync(new URL('src', root), { recursive: true }).map(path => `src/${String(path).replaceAll('\\', '/')}`)
  .filter(path => path.endsWith('.ts')).sort()
const textOf = (path: string): string => readFileSync(new URL(path, root), 'utf8')

const survivors: Array<{ file: string, within: string, reason: string, count?: number }> =
  JSON.parse(readFileSync(new URL('mutation/survivors.json', root), 'utf8'))

t.test('Each room of the mutation tests has files and tests, and each survivor that is listed a file of a room and a reason', async t => {
  const { rooms } = await part('rooms.js')
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
    t.match(textOf(file), new RegExp(`\\b${within}\\b`), `${file}: ${within}`)
    t.ok(reason.length > 10, `${file}: ${within}`)
  }
})

/** Of their name, or of those who make rules, and tried by no mutant: with the reason. */
const untried: Readonly<Record<string, string>> = {
  'src/cli/rules.ts': 'it prints the catalogue of rules',
  'src/contract/rules-about.ts': 'it looks for the rules about an operation',
  'src/evidence/statuses.ts': 'it says which statuses an operation can answer',
  'src/library/types/rules.ts': 'it has types alone',
  'src/pages/frame/moments.ts': 'a page shows what is to come by it',
  'src/pages/rules.ts': 'it makes the page of rules, which a test holds to the letter'
}

t.test('Each file of rules, of statuses and what moves them, and of what falls due is of a room, or it is said why not', async t => {
  const { rooms } = await part('rooms.js')
  const patterns = Object.values<{ mutate: RegExp[] }>(rooms).flatMap(({ mutate }) => mutate)
  const deciding = sources.filter(path =>
    /(?:rules|transitions|moments|statuses|cascade)[^/]*\.ts$/.test(path) || /\bruleOver[<(]/.test(textOf(path)))
  t.ok(deciding.length > 70)
  t.same(deciding.filter(path => !patterns.some(it => it.test(path))), Object.keys(untried).sort())
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
