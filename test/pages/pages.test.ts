import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { adminAsMarkdown } from '../../src/pages/admin.ts'
import { rulesAsMarkdown } from '../../src/pages/rules.ts'
import { services } from '../../src/services.ts'
import { documented, open } from '../harness.ts'
import './files.ts'

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

const committed = readdirSync(new URL('../../openapi', import.meta.url))

t.test('The page of rules is what the code generates', async t => {
  const client = await open(t)
  t.equal(
    file('docs/rules.md'), rulesAsMarkdown((await client.admin('GET', '/rules')).body, services),
    'run "npm run openapi" if a rule has changed'
  )
})

t.test('The page of the sandbox\'s own API is what the code generates, and has every operation that a running sandbox lists', async t => {
  const admin = documented().find(({ name }) => name === 'admin')!
  t.equal(file('docs/admin.md'), adminAsMarkdown(admin), 'run "npm run openapi" if an operation has changed')
  const { body } = await (await open(t)).admin('GET', '')
  t.ok(body.operations.length > 10)
  for (const { method, path, summary } of body.operations) t.match(file('docs/admin.md'), `### \`${method} ${path}\`\n\n**${summary}`)
})

t.test('The rules that the documentation states are on that page, by the page that states them', async t => {
  const entries = file('docs/rules.md').split('\n- ')
  const stated: Record<string, string[]> = {
    'record-a-visit-against-a-training-plan': [
      'visit.date-on-or-after-plan-signed', 'visit.date-by-today', 'visit.date-on-or-before-plan-end', 'visit.one-per-learner-and-day'
    ],
    'update-training-plan': [
      'plan.signed-on-or-after-agreement-signed', 'plan.programmes-active-on-signed-date', 'plan.unique-by-learner-and-signed-date',
      'agreement.exists', 'plan.agreement-pending-hold-or-grace', 'plan.enrolments-are-apprenticeships', 'learner.local-id-constant'
    ],
    'place-training-agreement-in-grace': [
      'agreement.pause-by-today', 'agreement.pause-after-signed', 'agreement.pause-within-three-months', 'agreement.grace-reason-code'
    ]
  }
  for (const [slug, ids] of Object.entries(stated)) {
    for (const id of ids) t.ok(entries.some(entry => entry.includes(`\`${id}\``) && entry.includes(`documented: [${slug}]`)), id)
  }
})

t.test('A document is made anew when the sandbox has changed, and else is at hand', async t => {
  const client = await open(t, { fixture: 'demo' })
  const ask = async () => {
    const before = performance.now()
    const { text } = await client.inject({ url: '/openapi/accessplanit-v2.json' })
    return { text, took: performance.now() - before }
  }
  const first = await ask()
  const again = await ask()
  t.equal(again.text, first.text)
  t.ok(again.took < first.took / 2, `${first.took} ms, then ${again.took} ms`)
  await client.v2('PUT', 'Category/1', { Label: 'Boats' })
  const changed = await ask()
  t.match(changed.text, '"Label":"Boats"')
  client.freeze('2026-03-03T09:00')
  t.not((await ask()).text, changed.text, 'nor is that of another day')
  await client.reset('data')
  t.notMatch((await ask()).text, '"Label":"Boats"')
})

t.test('Every rule of an operation is in its description, as a line with where it comes from', t => {
  for (const name of committed) {
    for (const methods of Object.values<any>(JSON.parse(file(`openapi/${name}`)).paths)) {
      for (const { operationId, description, 'x-rules': rules } of Object.values<any>(methods)) {
        for (const { id, statement, mode, 'x-basis': basis } of rules) {
          const guess = basis.inferred === 'The sandbox\'s own' ? 'the sandbox\'s own' : 'inferred'
          const from = basis.documented ? `[documented](${basis.documented})` : guess
          const [refused = '', warned = ''] = description.split('**Warned of unless**')
          if (!(mode === 'warn' ? warned : refused).includes(`\n- ${statement} (\`${id}\`, ${from})`)) t.fail(`${operationId}: ${id}`)
        }
      }
    }
  }
  t.end()
})

t.test('They are served, and shown on a page whose parts all load', async t => {
  const client = await open(t)
  for (const name of committed) t.match((await client.inject({ method: 'GET', url: `/openapi/${name}` })).body, { openapi: /^3\.0\.[13]$/ })
  const { status, headers } = await client.inject({ method: 'GET', url: '/docs?urls.primaryName=tms-sandbox' })
  t.same([status, headers.location], [302, 'docs/?urls.primaryName=tms-sandbox'], 'relative, as its parts are')
  const page = await client.inject({ method: 'GET', url: '/docs/' })
  t.equal(page.status, 200)
  const asked = await client.inject({ method: 'GET', url: '/docs/?urls.primaryName=tms-sandbox' })
  t.equal(asked.text, page.text, 'which are beside it, whatever is asked of it')
  t.notMatch(asked.text, /(?:src|href)="\//)
  t.equal((await client.inject({ method: 'GET', url: '/docs/static/index.html' })).headers.location, '../')
  const parts = [...page.text.matchAll(/(?:src|href)="\.?\/?([^"]+)"/g)].map(([, path]) => `/${path!.replace(/^(?:docs\/)?/, 'docs/')}`)
  t.ok(parts.length >= 4)
  for (const url of parts) t.equal((await client.inject({ method: 'GET', url })).status, 200, url)
  for (const url of ['/docs/json', '/docs/yaml']) {
    const { status, body } = await client.inject({ method: 'GET', url })
    t.same([status, body.documents.toSorted()], [404, committed.map(name => `/openapi/${name}`)], url)
  }
  for (const path of [
    '/docs/nothing', '/docs//x', '/docs//', '/docs/static/none.css', '/docs/static/..%2f..%2fpackage.json', '/docs/a/b?c=d'
  ]) {
    for (const under of ['', '/sandboxes/default']) {
      const { status, headers, body } = await client.inject({ method: 'GET', url: under + path })
      const instance = (under + path).replace('?c=d', '')
      t.match([status, headers['content-type'], body], [404, /^application\/problem\+json/, {
        title: 'There is no such operation', status: 404, detail: /^No operation is served at GET /, instance
      }], path)
    }
  }
  const { text } = await client.inject({ method: 'GET', url: '/docs/static/swagger-initializer.js' })
  t.same([...text.matchAll(/openapi\/([\w-]+)\.json/g)].map(([, name]) => name), [
    'esl', 'tec-work-based', 'tec-provider-based', 'accessplanit-v1', 'accessplanit-v2', 'accessplanit-legacy', 'admin'
  ], 'it opens with the first, and lists the sandbox\'s own API last')
  const { body: { servers } } = await client.inject({ method: 'GET', url: '/sandboxes/default/openapi/tec-work-based.json' })
  t.equal(servers[0].url, 'http://localhost:80/sandboxes/default/work-submission-api', 'the operations of the sandbox that it is asked of')
})
