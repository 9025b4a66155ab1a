import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { parseYaml } from '@redocly/openapi-core'
import t from 'tap'
import { program } from '../../src/cli/program.ts'
import { options, variableOf } from '../../src/config.ts'
import { documented, open } from '../harness.ts'
import { page } from './walks.ts'

const file = (path: string): string => page(`deploy/${path}`)

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
  const conf = file('nginx/tms-sandbox.conf')
  const locations = [...conf.matchAll(/location ~\* (\S+) \{\n(.*?)\n {2}\}/gs)]
  // The first that matches is taken.
  const handedOn = (path: string) => /set (\S+ \S+);/.exec(locations.find(([, pattern]) => new RegExp(pattern!, 'i').test(path))![2]!)?.[1]
  const ofServer = documented().flatMap(({ operations }) => operations).filter(it => it.isOfServer).map(({ path }) => path)
  t.ok(ofServer.length > 10)
  for (const path of ofServer) {
    t.equal(handedOn(`/sandboxes/one${path}`), path.endsWith('/coverage') ? '$authorization $coverage_authorization' : undefined, path)
  }
  for (const path of ['clock', 'events', 'rules', 'requests/last/explain']) {
    t.equal(handedOn(`/sandboxes/one/__admin/${path}`), '$authorization $admin_authorization', path)
  }

  const ofOneSandbox = new RegExp(/"~(\^\S+)" \$admin_authorization/.exec(conf)![1]!)
  const coverage = '/sandboxes/one/__admin/rules/coverage'
  for (const query of ['', '?', '?format=json', '?service=tec-work-based&format=html']) t.match(coverage + query, ofOneSandbox)
  const ofOthers = ['?sandboxes=all', '?%73andboxes=all', '?format=json&sandboxes=all', '#sandboxes=all', '?format=json&#&sandboxes=all']
  for (const query of ofOthers) t.notMatch(coverage + query, ofOneSandbox)
})

t.test('No server of deploy/ starts without the admin token, as nginx would bring it whoever asks', async t => {
  t.match(file('compose/compose.yaml'), /TMS_SANDBOX_ADMIN_TOKEN: \$\{TMS_SANDBOX_ADMIN_TOKEN:\?/)
  t.match(file('kubernetes/tms-sandbox.yaml'), /name: TMS_SANDBOX_ADMIN_TOKEN\n +valueFrom:\n +secretKeyRef:/)
  const unit = file('systemd/tms-sandbox@.service').replaceAll('\\\n', ' ')
  const before = /^ExecStartPre=\/bin\/sh -c '(.*)'$/m.exec(unit)![1]!.replaceAll('$$', '$')
  const endWith = (TMS_SANDBOX_ADMIN_TOKEN: string) =>
    spawnSync('sh', ['-c', before], { encoding: 'utf8', env: { PATH: process.env.PATH, TMS_SANDBOX_ADMIN_TOKEN } })
  t.match(endWith(''), { status: 1, stderr: 'TMS_SANDBOX_ADMIN_TOKEN is missing.' })
  t.match(endWith('one'), { status: 0, stderr: /^$/ })
  t.notMatch(unit, /^Documentation=file:/m, 'pages are not packed')
})

t.test('What containers of our image are given begins with a verb, as the entry of the image is the program', t => {
  const verbs = program.commands.map(it => it.name())
  const names = readdirSync(new URL('../../docs/', import.meta.url)).filter(name => name.endsWith('.md'))
  const text = ['README.md', ...names.map(name => `docs/${name}`)].map(page).join('\n').replaceAll('\\\n', ' ')
  const found = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, first]) => first!)
  const files = ['compose.yaml', 'compose.tms.yaml', 'deploy/compose/compose.yaml', 'deploy/kubernetes/tms-sandbox.yaml'].map(page)
  const given = [
    ...[...files, ...found(/^```yaml\n(.*?)^```/gms)].flatMap(it => it.split(/^---$/m)).flatMap(it => firstWordsIn(parseYaml(it))),
    ...found(/`command: \[([\w-]+)/g),
    ...found(/docker run [^`\n]*(?<= )tms-sandbox +([a-z][\w-]*)/g)
  ]
  t.ok(given.length > 4)
  t.same(given.filter(word => !verbs.includes(word)), [])
  t.same(firstWordsIn({ one: { image: 'tms-sandbox:0.1.0', command: ['chown', 'node', '/data'] } }), ['chown'], 'another is seen')
  t.end()
})

/** The first word of what each container of our image is given, but for one that has an entry of its own. */
function firstWordsIn (value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const { image, entrypoint, command, args = command } = value as Record<string, unknown>
  const within = Object.values(value).flatMap(firstWordsIn)
  if (!/^tms-sandbox(?::|$)/.test(String(image)) || entrypoint !== undefined || args === undefined) return within
  return [String([args].flat()[0]).split(' ')[0]!, ...within]
}

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
