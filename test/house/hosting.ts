import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { options, variableOf } from '../../src/config.ts'
import { documented, open } from '../harness.ts'

const file = (path: string): string => readFileSync(new URL(`../../deploy/${path}`, import.meta.url), 'utf8')

t.test('The alerts are about metrics that there are, with labels that they have', async t => {
  const client = await open(t)
  await client.inject({ method: 'GET', url: '/livez' })
  const { text } = await client.inject({ method: 'GET', url: '/metrics' })
  const named = [...file('prometheus/rules.yml').matchAll(/\b((?:tms_sandbox|process|nodejs)_[a-z_]+)(?:\{([a-z]+)[=~])?/g)]
  t.ok(named.length >= 5)
  for (const [, name, label] of named) {
    t.match(text, new RegExp(`^# TYPE ${name} `, 'm'))
    if (label === undefined || label === 'job' || name === 'tms_sandbox_requests_total') continue
    t.match(text, new RegExp(`^${name}\\{${label}="`, 'm'))
  }
})

t.test('A vendor\'s own token is not taken for what is of the whole server', async t => {
  const pattern = /location ~\* (\S+metrics\S+) \{/.exec(file('nginx/tms-sandbox.conf'))![1]!
  const ofServer = documented().flatMap(({ operations }) => operations).filter(it => it.isOfServer).map(({ path }) => path)
  t.ok(ofServer.length > 10)
  for (const path of ofServer) t.match(`/sandboxes/one${path}`, new RegExp(pattern, 'i'))
  t.notMatch('/sandboxes/one/__admin/clock', new RegExp(pattern, 'i'))
})

t.test('Every flag and every variable in deploy/ is one', t => {
  const folders = ['compose', 'kubernetes', 'systemd']
  const namesIn = (folder: string) => readdirSync(new URL(`../../deploy/${folder}`, import.meta.url))
  const texts = folders.flatMap(folder => namesIn(folder).map(name => file(`${folder}/${name}`)))
  const used = texts.flatMap(text => [...text.matchAll(/\bTMS_SANDBOX_[A-Z_]+/g)].map(([it]) => it))
  t.same(used.filter(it => !options.some(({ name }) => variableOf(name) === it)), [])
  const flags = texts.flatMap(text => [...text.matchAll(/(?:cli\.js start|args: \[).*/g)].flatMap(([line]) => [...line.matchAll(/ --([a-z-]+)/g)]))
  t.ok(flags.length > 5)
  t.same(flags.map(([, it]) => it).filter(it => !options.some(({ name }) => name === it)), [])
  t.end()
})
