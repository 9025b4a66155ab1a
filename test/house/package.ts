import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import t, { type Test } from 'tap'
import ts from 'typescript'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))

/** Makes the package as `npm publish` does, with the types of the program as it stands. */
async function pack (t: Test) {
  const folder = t.testdir({})
  await (built ??= build())
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], { cwd: root })
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string, files: Array<{ path: string }> }]
  return { tarball: join(folder, basename(filename)), files: files.map(({ path }) => path) }
}

let built: Promise<void> | undefined

async function build (): Promise<void> {
  await run('npm', ['run', '--silent', 'prepack'], { cwd: root })
}

t.test('What is packed is what a user needs, and nothing else', async t => {
  const { tarball, files } = await pack(t)
  const kinds = [...new Set(files.map(path => path.split('/')[0]))].sort()
  t.same(kinds, ['LICENSE', 'README.md', 'config.schema.json', 'dist', 'docs', 'fixtures', 'package.json'])
  t.same(files.filter(path => path.startsWith('docs/') && !/^docs\/(?:walks|tasks)\//.test(path)), [], 'of the documentation, what is played')
  t.equal(files.filter(path => /program-\w+\.cjs$/.test(path)).length, 1, 'one build')
  t.same(files.filter(path => /\.(?:map|ts|cts)$/.test(path)).map(path => path.replace(/-\w+/, '')).sort(),
    ['dist/index.d.cts', 'dist/index.d.ts', 'dist/parts/program.cjs.map'], 'the types are one file, and where a stack leads')
  const { sources, sourcesContent } = JSON.parse(readFileSync(join(root, files.find(path => path.endsWith('.map'))!), 'utf8'))
  t.ok(sources.includes('../../src/index.ts'))
  t.same(sources.filter((source: string) => !/^(?:\.\.\/\.\.\/src\/|node_modules\/|late:|native:)/.test(source)), [], 'by names that are the same anywhere')
  t.notOk(sourcesContent?.some(Boolean), 'which are not in it')
  t.ok(filesSize(files) < 13 * 2 ** 20, 'all of it')
  const pages = files.filter(path => path.startsWith('dist/pages/')).map(path => basename(path))
  const named = [...readFileSync(join(root, 'dist/pages/index.html'), 'utf8').matchAll(/__pages\/([^"]+)/g)].map(([, name]) => name!)
  t.same(['index.html', ...named].filter(name => !pages.includes(name) || !pages.includes(`${name}.gz`)), [], 'the pages, plain and packed')
  t.equal(pages.filter(name => /^main-\w+\.js$/.test(name)).length, 1, 'one build of them')

  const { messages } = await publint({ pkgDir: root, pack: false, strict: true })
  t.same(messages.filter(({ type }) => type !== 'suggestion'), [])
  const types = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))))
  t.ok(types.types)
  t.same('problems' in types ? types.problems : [], [], 'for those who import it, and for those who require it')
})

t.test('What is bundled is named with its licence, and nothing else is installed than what is native', async t => {
  await pack(t)
  const notices = readFileSync(join(root, 'dist/NOTICES.txt'), 'utf8')
  const named = [...notices.matchAll(/^-+\n(\S+) \d/gm)].map(([, name]) => name)
  for (const name of ['fastify', 'preact', 'prom-client', '@fastify/swagger-ui', 'better-sqlite3']) t.ok(named.includes(name), name)
  for (const name of ['tap', 'typescript', 'esbuild']) t.notOk(named.includes(name), name)
  t.match(notices, 'Apache License')
  const asked = readdirSync(join(root, 'dist/parts')).filter(name => name.endsWith('.cjs')).flatMap(name =>
    [...readFileSync(join(root, 'dist/parts', name), 'utf8').matchAll(/\brequire\d*\("(?!\.)(?:node:)?([^"]+)"\)/g)].map(([, asked]) => asked!))
  // What ajv would write into a file of its own is text here.
  t.same([...new Set(asked)].filter(name => !builtinModules.includes(name) && !/^ajv(?:-formats)?\/dist\//.test(name)),
    ['better-sqlite3/build/Release/better_sqlite3.node'], 'nothing else is looked for where packages are installed')
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  t.same(Object.keys(dependencies), ['better-sqlite3'])
})

const filesSize = (files: readonly string[]): number => files.reduce((sum, path) => sum + statSync(join(root, path)).size, 0)

/** A program in TypeScript that uses what it can of the library. */
const consumer = `
import { connect, startSandbox, SandboxError, type Explanation, type SandboxMade, type StartOptions, type Verdict } from 'tms-sandbox'

const options: StartOptions = {
  clock: { mode: 'frozen', now: '2026-03-02T09:00' },
  settings: { reading: ['unknown-id=404', 'visit-id-scope=plan'], 'max-records-per-batch': 7, cors: true }
}

export const proposed = (explanation: Explanation): string[] =>
  explanation.refusedBy.map(({ rule, message, passing, proposal }: Verdict) => [rule, message, passing?.to, proposal].join())

export async function run (): Promise<Array<string | undefined>> {
  await using sandbox = await startSandbox(options)
  await using own = await sandbox.sandbox({ fixture: 'demo', settings: { reading: ['unknown-id=404'] } })
  await sandbox.faults.add({ match: { operation: 'GetLearner', eid: 9001 }, effect: { status: 503 } })
  const { headers } = await sandbox.tokens.order({ eid: 9001, defect: 'refresh-token' })
  const { verified, nearest } = await sandbox.requests.verify({ inOrder: [{ eid: 9001, status: '4xx' }] })
  const explanation = await own.requests.explain('last')
  const { fired: [first] } = await (await connect(sandbox.url)).clock.advance({ by: 'P1D' })
  const details: string | undefined = explanation.reason?.detail ?? explanation.operation?.basis.documented
  const wrong = [new SandboxError('none', 0).status, verified, nearest?.[0]?.differs[0]?.what].join()
  return [sandbox.id, sandbox.urls['tec-work-based'], own.credentials[0]?.value, headers.Authorization, first?.event, details, wrong]
}

// @ts-expect-error A misspelt member is told of.
export const misspelt: StartOptions = { fixtrue: 'empty' }
// @ts-expect-error So is the name of a service.
export const elsewhere = ({ urls }: SandboxMade): string => urls['tec-workbased']
// @ts-expect-error So is one of a verdict.
export const unknown = (verdict: Verdict) => verdict.proposals
`

/** What a compiler says of a file of a project, under the oldest library of the language that is told of, and with all types looked at. */
function complaints (file: string, types: string[]): string {
  const program = ts.createProgram([file], {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: false,
    lib: ['lib.es2022.d.ts'],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    types,
    typeRoots: [join(root, 'node_modules/@types')]
  })
  return ts.formatDiagnostics(ts.getPreEmitDiagnostics(program), {
    getCurrentDirectory: () => root, getCanonicalFileName: name => name, getNewLine: () => '\n'
  })
}

/** What is said of it where an editor shows its name. */
const isTold = (text: string, name: string): boolean =>
  new RegExp(`\\*/\\n(?:export )?(?:declare )?(?:interface|type|class|function) ${name}\\b`).test(text)

t.test('The packed tarball installs and runs in an empty project', async t => {
  const { tarball } = await pack(t)
  // Not below the repository, whose packages would be found from there.
  const project = mkdtempSync(join(tmpdir(), 'tms-sandbox-'))
  t.teardown(() => rmSync(project, { recursive: true }))
  const lock = lockOf(tarball)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ ...lock.packages[''], private: true, type: 'module' }))
  writeFileSync(join(project, 'package-lock.json'), JSON.stringify(lock))
  // As the lock has them, out of npm's cache, so that nothing is asked of a registry.
  await run('npm', ['ci', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: project })
  const start = run(join(project, 'node_modules/.bin/tms-sandbox'), ['start', '--port', '0'], { cwd: project })
  t.match(await start.catch((error: object) => error), { code: 2, stderr: /^tms-sandbox: The native part of SQLite is not there, .* Run "npm rebuild better-sqlite3"\..*\n$/ })
  const says = /^The native part of SQLite is not there, .* Run "npm rebuild better-sqlite3"\..*first\.\n$/
  const told = '.startSandbox().catch(error => console.log(error.message))'
  for (const words of [['-e', `require('tms-sandbox')${told}`], ['--input-type=module', '-e', `(await import('tms-sandbox'))${told}`]]) {
    t.match((await run(process.execPath, words, { cwd: project })).stdout, says, words.join(' '))
  }
  // Compiling takes minutes, so what is native comes from here.
  const native = 'node_modules/better-sqlite3/build'
  cpSync(join(root, native), join(project, native), { recursive: true, dereference: true })
  for (const [name, types] of [['typed.ts', ['node']], ['typed.mts', []], ['typed.cts', []]] as const) {
    writeFileSync(join(project, name), consumer)
    t.equal(complaints(join(project, name), [...types]), '', name)
  }
  const declared = readFileSync(join(root, 'dist/index.d.ts'), 'utf8')
  const names = [...declared.matchAll(/^export (?:declare )?(?:interface|type|class|function) (\w+)/gm)].map(([, name]) => name!)
  t.ok(names.length > 40)
  t.same(names.filter(name => !isTold(declared, name)), [], 'each type says what it is')
  writeFileSync(join(project, 'tms.test.js'), `
    import { startSandbox } from 'tms-sandbox'
    const sandbox = await startSandbox({ fixture: 'demo', clock: 'frozen:2026-03-02T09:00' })
    const reply = await fetch(sandbox.url + '/work-submission-api/v1.0/training-plans/DEMO-TP04', {
      headers: { Authorization: 'Bearer demo-token-9001', EID: '9001' }
    })
    const docs = await (await fetch(sandbox.url + '/docs')).text()
    const style = await fetch(sandbox.url + '/docs/static/swagger-ui.css')
    const page = await (await fetch(sandbox.url + '/')).text()
    console.log(reply.status, (await sandbox.requests.list()).length, docs.includes('swagger') && style.ok, page.includes('__pages/main-'))
    await fetch(sandbox.url + '/metrics').then(reply => reply.text()).then(text => console.log(/^# HELP/m.test(text)))
    await sandbox.close()`)
  writeFileSync(join(project, 'required.cjs'), `
    const { startSandbox, SandboxError } = require('tms-sandbox')
    import('tms-sandbox').then(async imported => {
      const sandbox = await startSandbox({ fixture: 'empty' })
      await sandbox.snapshots.restore('none').catch(error => console.log(error instanceof imported.SandboxError, error.status))
      await sandbox.close()
    })`)
  t.equal((await run(process.execPath, ['required.cjs'], { cwd: project })).stdout, 'true 404\n', 'one program, however it is loaded')
  const placed = await run(process.execPath, ['--enable-source-maps', '--input-type=module', '-e', `
    import { startSandbox } from 'tms-sandbox'
    await startSandbox({ fixture: 'none' }).catch(error => console.log(error.stack))`], { cwd: project })
  t.match(placed.stdout, /src\/sandbox\/fixtures\.ts:\d/, 'a stack leads to the sources')
  const unplaced = await run(process.execPath, ['-e', `
    require('tms-sandbox').startSandbox({ fixture: 'none' }).catch(error => console.log(error.stack))`], { cwd: project })
  t.match(unplaced.stdout, /tms-sandbox\/dist\/parts\/program-\w+\.cjs:\d/)
  t.notMatch(unplaced.stdout, root, 'no folder of the machine that packed it')
  t.equal((await run(process.execPath, ['tms.test.js'], { cwd: project })).stdout, '200 1 true true\ntrue\n')
  const { stdout } = await run(join(project, 'node_modules/.bin/tms-sandbox'), ['--version'], { cwd: project })
  t.match(stdout, /^\d+\.\d+\.\d+\n$/)
})

/** The lock file of a project that needs the tarball alone: what ours says of what is not for development. */
function lockOf (tarball: string) {
  const ours = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, any> }
  const { name, version, dependencies, bin, engines } = ours.packages[''] as Record<string, any>
  const others = Object.entries(ours.packages).filter(([path, it]) => path !== '' && !it.dev && !it.devOptional)
  return {
    name: 'tms',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'tms', version: '1.0.0', dependencies: { [name]: `file:${tarball}` } },
      ...Object.fromEntries(others),
      [`node_modules/${name}`]: { version, resolved: `file:${tarball}`, dependencies, bin, engines }
    } as Record<string, any>
  }
}
