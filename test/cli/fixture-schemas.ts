import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Fastify from 'fastify'
import t from 'tap'
import { contents } from '../../src/services.ts'
import { runHere } from './program.ts'

const json = (file: string): any => JSON.parse(readFileSync(file, 'utf8'))

t.test('check-fixture writes a JSON Schema for each file, by which the shipped fixtures are right and a mistake is found', async t => {
  const folder = join(t.testdir(), 'schemas')
  const { code, out } = await runHere(['check-fixture', 'my-fixture/', '--schemas', folder])
  t.equal(code, 0)
  const files = ['fixture.json', ...contents.fixtureFiles.map(({ file }) => file)]
  const schemaOf = (file: string) => file.replace('.json', '.schema.json')
  t.same(readdirSync(folder).sort(), files.map(schemaOf).sort())
  t.same(JSON.parse(out)['json.schemas'].map((it: any) => it.fileMatch[0]), files.map(file => `my-fixture/${file}`))
  for (const { url } of JSON.parse(out)['json.schemas']) t.match(json(new URL(url).pathname), { title: / of a fixture$/ })

  // Fastify's own validator, told to change nothing.
  const app = Fastify({ ajv: { customOptions: { coerceTypes: false, removeAdditional: false, strict: false } } })
  for (const file of files) app.post(`/${file}`, { schema: { body: json(join(folder, schemaOf(file))) } }, () => 'right')
  const check = async (file: string, payload: object) => (await app.inject({ method: 'POST', url: `/${file}`, payload })).body
  for (const fixture of ['fixtures/demo', 'fixtures/empty']) {
    for (const file of readdirSync(fixture)) t.equal(await check(file, json(join(fixture, file))), 'right', `${fixture}/${file}`)
  }
  const [learner] = json('fixtures/demo/learners.json')
  const { about, ...unexplained } = learner
  t.equal(await check('learners.json', [unexplained]), 'right', about)
  for (const [wrong, message] of [
    [{ ...learner, identity: { ...learner.identity, dateOfBirth: '19/07/2006' } }, /dateOfBirth/],
    [{ ...learner, identity: { ...learner.identity, dateOfBirth: 'today-90q' } }, /dateOfBirth/],
    [{ ...learner, learnerLocalID: 'L1' }, /additional properties/],
    [{ ...learner, eid: '9001' }, /eid must be integer/]
  ] as const) t.match(await check('learners.json', [wrong]), message)
  await app.close()
})

t.test('Settings lead to schemas below the project from its folder', async t => {
  const before = process.cwd()
  t.teardown(() => { process.chdir(before) })
  process.chdir(t.testdir())
  const { out } = await runHere(['check-fixture', '--schemas', 'schemas'])
  t.match(JSON.parse(out)['json.schemas'][0], { fileMatch: ['*/fixture.json'], url: './schemas/fixture.schema.json' })
  t.match(await runHere(['check-fixture', '--schemas', '/dev/null/x']), { code: 2, err: /cannot be made: .*Name another with --schemas\.$/m })
  t.match(await runHere(['check-fixture']), { code: 2, err: /No fixture given\. Name its folder: tms-sandbox check-fixture my-fixture$/m })
})
