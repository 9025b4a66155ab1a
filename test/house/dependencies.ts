import { readFileSync } from 'node:fs'
import { parseYaml } from '@redocly/openapi-core'
import t from 'tap'

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** What the lock file says of a package. */
interface Locked {
  readonly version: string
  readonly resolved?: string
  readonly integrity?: string
  readonly license?: string
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly engines?: { readonly node: string }
}

const { '': ours, ...locked } = JSON.parse(file('package-lock.json')).packages as Record<string, Locked>
const packages = Object.entries(locked)

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

t.test('The licences of all packages are listed, and whoever has one that asks for more than its text is named', async t => {
  const permissive = /^(?:MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|\(.*\))$/
  const licences = [...new Set(packages.map(([, { license = 'none named' }]) => license))].sort()
  const rows = licences.map(licence => {
    const under = packages.filter(([, { license = 'none named' }]) => license === licence)
    const isTool = ([, { dev, devOptional }]: [string, Locked]) => dev || devOptional
    const named = permissive.test(licence) ? [] : new Set(under.map(([path]) => `\`${nameOf(path)}\``))
    return `| ${licence} | ${under.filter(it => !isTool(it)).length} | ${under.filter(isTool).length} | ${[...named].sort().join(', ')} |`
      .replace(/ {2,}/g, ' ')
  })
  t.same([...file('docs/dependencies.md').matchAll(/^\| [^|`]+ \| \d+ \| \d+ \|.*$/gm)].map(([row]) => row), rows)
})

t.test('The lock file has the native parts of packages for Linux, macOS and Windows, and a checksum of each', async t => {
  t.ok(ours)
  const missing = packages.flatMap(([path, { optionalDependencies = {} }]) => Object.keys(optionalDependencies)
    .filter(name => !locked[`node_modules/${name}`] && !locked[`${path}/node_modules/${name}`]))
  t.same(missing, [])
  const native = packages.filter(([, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).some(name => name.includes('linux-x64')))
  t.ok(native.some(([path]) => nameOf(path) === 'esbuild'))
  for (const [path, { optionalDependencies = {} }] of native) {
    for (const system of ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64']) {
      t.ok(Object.keys(optionalDependencies).some(name => name.includes(system)), `${nameOf(path)} for ${system}`)
    }
  }
  for (const [path, { resolved, integrity }] of packages) {
    if (resolved !== undefined || !integrity?.startsWith('sha512-')) t.fail(`${path} is of ${resolved}, checksum ${integrity}`)
  }
})

t.test('The matrix for GitHub Actions is of today\'s versions of Node.js, and of commands that there are', async t => {
  const { jobs } = parseYaml(file('.github/workflows/test.yml')) as any
  const { test: { strategy }, mutation } = jobs
  t.same(strategy.matrix, { os: ['ubuntu-latest', 'macos-latest', 'windows-latest'], node: [20, 22, '24.18'] })
  const { scripts, dependencies } = JSON.parse(file('package.json'))
  for (const [job, { steps }] of Object.entries<any>(jobs)) {
    const lines: string[] = steps.flatMap(({ run }: { run?: string }) => run ?? [])
    t.match(lines[0], /^npm ci --ignore-scripts/, job)
    for (const line of lines.slice(1)) {
      const [, verb, name] = /^npm (run|test|rebuild) ?(.*)$/.exec(line)!
      t.ok(verb === 'rebuild' ? dependencies[name!] : scripts[verb === 'test' ? 'test' : name!], line)
    }
  }
  t.equal(mutation.steps.at(-1).run, 'npm run mutation:changed')
  t.equal(mutation.steps[0].with['fetch-depth'], 2, 'it has the commit that it compares with')
})

t.test('The versions of Node.js are the same wherever they are said', async t => {
  const { engines } = JSON.parse(file('package.json'))
  t.equal(engines.node, '>=20.19 <24.19')
  t.same(ours!.engines, engines, 'in the lock file')
  t.match(file('src/compiled.cjs'), 'major === 24 && minor >= 19', 'others are warned of')
  t.match(file('scripts/package-test.js'), "['20', '22', '24.18']")
  t.match(file('README.md'), 'Node.js 20 (from 20.19), 22, or 24 up to 24.18')
  t.match(file('CONTRIBUTING.md'), 'Node.js 20, 22 and 24.18')
})

t.test('Git leaves the ends of lines alone on every system', async t => {
  t.match(file('.gitattributes'), /^\* text=auto eol=lf$/m)
})
