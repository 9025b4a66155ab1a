import { existsSync, readdirSync } from 'node:fs'
import t from 'tap'
import { describeContract, describeRules } from '../../src/admin/catalogue.ts'
import { isDocumented, type Basis } from '../../src/core/basis.ts'
import { contents, services } from '../../src/services.ts'
import { open } from '../harness.ts'
import { page, walks } from './walks.ts'

const readme = page('README.md')

t.test('It is short, and says whose it is not', async t => {
  t.ok(readme.trimEnd().split('\n').length <= 150)
  t.match(readme, /Not affiliated with the Tertiary Education Commission \(TEC\), the Ministry of Education or accessplanit/)
  t.match(readme, /All data are synthetic/)
})

t.test('Its figures are those of the catalogue', async t => {
  const rules = describeRules(services)
  const row = (what: string, known: ReadonlyArray<{ basis: Basis }>) => {
    const documented = known.filter(({ basis }) => isDocumented(basis)).length
    return `| ${what} | ${documented} | ${known.length - documented} | ${known.length} |`
  }
  t.match(readme, row('operations (`GET /__admin/contract`)', describeContract(services)))
  t.match(readme, row('rules (`tms-sandbox rules`)', rules))
  const refusing = rules.filter(({ mode }) => mode === 'enforce').length
  t.match(readme, `${refusing} rules refuse, ${rules.length - refusing} warn.`)
})

t.test('It names every base URL, and credentials that there are', async t => {
  const { sandbox } = await open(t, { fixture: 'demo' })
  for (const { mount, baseUrl = mount } of services) t.match(readme, `\`http://localhost:4010${baseUrl}\``)
  const known = services.flatMap(({ credentials }) => credentials?.(sandbox) ?? []).map(({ value }) => value).join(', ')
  for (const credential of ['demo-tms / demo-secret', 'demo-token-9001', 'demo-token-9002', 'demo-api-key', 'demo / demo']) {
    t.match(known, credential)
    for (const part of credential.split(' / ')) t.match(readme, `\`${part}\``)
  }
})

t.test('What the pages link to is there', async t => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...walks(),
    ...['admin', 'architecture', 'dependencies', 'fixtures', 'options', 'rules', 'testing'].map(name => `docs/${name}.md`)]
  for (const path of pages) {
    for (const [, link] of page(path).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
      if (/^https?:/.test(link!)) continue
      t.ok(existsSync(new URL(link!, new URL(`../../${path}`, import.meta.url))), `${path}: ${link}`)
    }
  }
})

t.test('No page has a word left that somebody meant to come back to', t => {
  const left = /\b(?:TODO|FIXME|XXX|TBD|TOOK)\b|[.:] [A-Z]{4,}$/m
  const docs = new URL('../../docs/', import.meta.url)
  const names = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.md')).map(name => `docs/${name}`)
  for (const path of ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'bench/README.md', ...names]) {
    t.notMatch(page(path).replace(/^```.*?^```/gms, ''), left, path)
  }
  t.match('It takes minutes. TOOK', left)
  t.notMatch('What is told is JSON. It is sent by POST', left)
  t.end()
})

t.test('The page of fixtures names every file, and the fixture that it shows can be loaded', async t => {
  const text = page('docs/fixtures.md')
  for (const { file } of contents.fixtureFiles) t.match(text, `\`${file}\``)
  const shown = [...text.matchAll(/`my-fixture\/([\w-]+\.json)`:\n\n```json\n(.*?)```/gs)].map(([, file, content]) => [file!, content!] as const)
  t.ok(shown.length > 2)
  const client = await open(t, { fixture: t.testdir(Object.fromEntries(shown)) })
  t.match(await client.get('/training-plans/T-P1'), { status: 200, body: { trainingPlan: { trainingPlanSignedDate: '2025-03-02' } } })
})
