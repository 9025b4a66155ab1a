import { readFileSync } from 'node:fs'
import { validate as checkDockerfile } from 'dockerfile-utils'
import t from 'tap'
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
  t.match(last, /^HEALTHCHECK .*\n? *CMD \["node", "dist\/cli\.js", "health"\]/m)
  t.notMatch(last, /apt-get|g\+\+|npm ci/)
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
