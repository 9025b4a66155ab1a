import { existsSync, readFileSync } from 'node:fs'
import { parseYaml } from '@redocly/openapi-core'
import { validate as checkDockerfile } from 'dockerfile-utils'
import t from 'tap'
import { takenBack } from '../../bench/changes/taken-back.js'
import { options, variableOf } from '../../src/config.ts'
import { describeRules } from '../../src/admin/catalogue.ts'
import { describeReadings } from '../../src/admin/readings.ts'
import { services } from '../../src/services.ts'
import { readingsAsMarkdown } from '../../src/pages/readings.ts'
import { optionsAsMarkdown } from '../../src/pages/options.ts'
import { optionsAsSchema } from '../../src/pages/options-schema.ts'

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

t.test('The Dockerfile has no fault, and its last stage is the lean one', async t => {
  const dockerfile = file('Dockerfile')
  t.same(checkDockerfile(dockerfile).map(problem => problem.message), [])
  t.ok(checkDockerfile('FROM node\nRUNN npm ci\n').length > 0, 'a fault would be seen')
  const last = dockerfile.slice(dockerfile.lastIndexOf('FROM'))
  t.match(last, /^USER (?!root)/m)
  t.match(last, /^ENTRYPOINT \["node", "dist\/cli\.js"\]\nCMD \["start"\]/m, 'so that flags follow the verb')
  t.match(last, /^RUN install -d -o node -g node \/data$/m)
  t.match(last, /^HEALTHCHECK .*--start-interval=.*\n? *CMD \["node", "dist\/cli\.js", "health"\]/m)
  t.notMatch(last, /apt-get|g\+\+|npm ci/)
  const sent = file('.dockerignore').split('\n').filter(line => line.startsWith('!')).map(line => line.slice(1))
  t.same(sent.filter(path => !path.includes('*') && !existsSync(new URL(`../../${path}`, import.meta.url))), [], 'what is sent is there')
  for (const needed of ['build*.js', 'src', 'fixtures', 'docs/tasks', 'docs/walks']) t.ok(sent.includes(needed), needed)
})

t.test('The examples with containers can be read, and name what there is', async t => {
  const page = file('docs/containers.md')
  const blocks = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text]) => text!)
  const files = [...blocks, file('compose.yaml'), file('compose.tms.yaml')]
  const [actions, gitlab, compose, besides] = files.map(text => parseYaml(text) as any)
  const port = /^EXPOSE (\d+)$/m.exec(file('Dockerfile'))![1]!
  t.same(actions.jobs.test.services['tms-sandbox'].ports, [`${port}:${port}`])
  t.equal(gitlab.test.services[0].alias, 'tms-sandbox')
  t.equal(Object.keys(compose.services).join(), 'tms-sandbox')
  const sandbox = compose.services['tms-sandbox']
  t.same(sandbox.ports, [`127.0.0.1:${port}:${port}`], 'on loopback')
  t.ok(sandbox.read_only && sandbox.init)
  t.same(sandbox.volumes, [`${Object.keys(compose.volumes)[0]}:${sandbox.command.at(-1)}`])
  t.ok(besides.services.tms.depends_on['tms-sandbox'])

  const written = [page, file('compose.yaml'), file('compose.tms.yaml')].join('\n')
  const variables = options.map(({ name }) => variableOf(name))
  t.same([...written.matchAll(/TMS_SANDBOX_\w+/g)].map(([name]) => name).filter(name => !variables.includes(name)), [])
  for (const [, name] of written.matchAll(/(?<=start) --([a-z-]+)/g)) t.ok(options.some(it => it.name === name), `--${name}`)
  for (const [, mounted] of written.matchAll(/tms-sandbox:4010(\/[\w./-]+)/g)) {
    t.ok(mounted === '/readyz' || services.some(({ baseUrl, mount }) => (baseUrl ?? mount) === mounted), mounted!)
  }
  for (const [, name] of `${page}${file('CONTRIBUTING.md')}`.matchAll(/`npm run ([\w:]+)`/g)) {
    t.ok(JSON.parse(file('package.json')).scripts[name!], `npm run ${name}`)
  }
  const release = parseYaml(file('.github/workflows/release.yml')) as any
  t.equal(release.jobs.package.permissions['id-token'], 'write', 'without which there is no provenance')
})

t.test('Each dependency has its line, and each line its dependency', async t => {
  const { dependencies, devDependencies } = JSON.parse(file('package.json'))
  const listed = [...file('docs/dependencies.md').matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name)
  t.same(listed.sort(), Object.keys({ ...dependencies, ...devDependencies }).sort())
})

t.test('The page of readings is what the code generates, and every rule on it exists', async t => {
  const readings = describeReadings(services)
  t.equal(file('docs/readings.md'), readingsAsMarkdown(readings, services), 'run "npm run openapi" if a reading has changed')
  const rules = describeRules(services).map(({ id }) => id)
  t.same(readings.flatMap(it => it.rules).filter(id => !rules.includes(id)), [])
  t.equal(new Set(readings.map(({ id }) => id)).size, readings.length)
  for (const { choices, usual } of readings) t.ok(Object.hasOwn(choices, usual) && Object.keys(choices).length > 1)
})

t.test('The page of options is that of the program', async t => {
  t.equal(file('docs/options.md'), optionsAsMarkdown(), 'run "npm run openapi" if an option has changed')
  t.equal(file('config.schema.json'), optionsAsSchema(), 'the same for editors')
  for (const { name } of options) t.match(file('docs/options.md'), `| \`--${name}\` | \`${variableOf(name)}\` |`)
})

t.test('What the bench of changes takes back is still there to be taken back', t => {
  for (const [name, files] of Object.entries(takenBack)) {
    for (const [path, changes] of Object.entries(files)) {
      for (const [there] of changes) t.ok(file(`src/${path}`).includes(there), `${name}: ${there}`)
    }
  }
  t.end()
})
