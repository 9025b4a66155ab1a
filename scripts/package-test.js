// Tries the package as its users get it: packed, by npx in an empty folder, on each line of Node.js that it is for, and in Jest, which
// requires what others import. Where there is no ready-made binary of SQLite, each line compiles one, which takes minutes.
// node scripts/package-test.js [20 22 24.18]
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { install, sizeOf } from '../bench/peers/install.js'

const lines = process.argv.length > 2 ? process.argv.slice(2) : ['20', '22', '24.18']
const folder = process.env.TMS_SANDBOX_PACKAGE_FOLDER ?? join(tmpdir(), 'tms-sandbox-package')
mkdirSync(folder, { recursive: true })
const packed = JSON.parse(execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', folder], { encoding: 'utf8' }))[0]
const tarball = join(folder, packed.filename)
const mib = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`
console.log(`${packed.filename}: ${packed.files.length} files, ${mib(packed.size)} packed, ${mib(packed.unpackedSize)} unpacked`)

for (const line of lines) {
  const node = join(install(folder, `node-linux-${process.arch}`, line), 'node_modules', `node-linux-${process.arch}`)
  try {
    await tryOn(node, line)
  } catch (error) {
    console.log(`MISSED on Node.js ${line}: ${error.message}`)
    process.exitCode = 1
  }
}

async function tryOn (node, line) {
  const [empty, cache] = [join(folder, `empty-${line}`), join(folder, `cache-${line}`)]
  for (const made of [empty, cache]) rmSync(made, { recursive: true, force: true })
  mkdirSync(empty)
  // Most of what is compiled is the same for each.
  const compiler = hasCcache() ? { CC: 'ccache cc', CXX: 'ccache c++', CCACHE_BASEDIR: folder, CCACHE_NOHASHDIR: 'true' } : {}
  const environment = {
    ...process.env,
    PATH: `${join(node, 'bin')}:${process.env.PATH}`,
    ...{ npm_config_cache: cache, npm_config_nodedir: node, npm_config_loglevel: 'error', ...compiler }
  }
  const ask = { cwd: empty, env: environment, encoding: 'utf8' }
  const npx = ['--yes', '--package', tarball, 'tms-sandbox']

  const began = performance.now()
  assert.match(execFileSync('npx', [...npx, '--version'], ask), /^\d+\.\d+\.\d+\n$/)
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  const url = await firstCall(() => spawn('npx', [...npx, 'start', '--port', '0'], { ...ask, detached: true }))

  const installed = join(cache, '_npx', readdirSync(join(cache, '_npx'))[0])
  const inIt = { ...ask, cwd: installed }
  const script = `.then(async ({ startSandbox }) => {
    const sandbox = await startSandbox({ fixture: 'demo' })
    console.log(process.version, (await sandbox.health()).version)
    await sandbox.close()
  })`
  const imported = execFileSync('node', ['-e', `import('tms-sandbox')${script}`], inIt).trim()
  const required = execFileSync('node', ['-e', `Promise.resolve(require('tms-sandbox'))${script}`], inIt).trim()
  assert.equal(imported, required)
  const packages = execFileSync('npm', ['ls', '--all', '--parseable'], inIt).trim().split('\n').length - 1
  const size = sizeOf(join(installed, 'node_modules')).toFixed(1)
  console.log(`Node.js ${imported}: npx took ${seconds} s the first time, ${packages} packages, ${size} MiB; served at ${url}`)
  inJest(installed, environment)
}

/** Starts it, waits for what it prints, asks, and stops it with all that npx has around it. Throws where that fails. */
async function firstCall (start) {
  const child = start()
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', text => { said += text })
  try {
    for (let i = 0; i < 300 && !/http:\/\/\S+:\d+/.test(said) && child.exitCode === null; i++) await setTimeout(100)
    const url = /http:\/\/[^\s/]+:\d+/.exec(said)?.[0]
    assert.ok(url, said)
    const headers = { Authorization: 'Bearer demo-token-9001', EID: '9001' }
    const paths = ['/work-submission-api/v1.0/training-plans/DEMO-TP04', '/', '/docs/', '/docs/static/swagger-ui.css', '/metrics']
    for (const path of paths) assert.equal((await fetch(url + path, { headers })).status, 200, path)
    return url
  } finally {
    if (child.exitCode === null) {
      process.kill(-child.pid, 'SIGTERM')
      await once(child, 'exit')
    }
  }
}

/** A test of the older kind, as Jest has them unless it is told otherwise. */
function inJest (installed, env) {
  const jest = join(install(folder, 'jest', '30'), 'node_modules/jest/bin/jest.js')
  writeFileSync(join(installed, 'jest.config.json'), '{ "testEnvironment": "node", "testMatch": ["<rootDir>/*.jest.js"], "haste": {} }')
  writeFileSync(join(installed, 'plan.jest.js'), `const { startSandbox, SandboxError } = require('tms-sandbox')

let sandbox
beforeAll(async () => { sandbox = await startSandbox({ fixture: 'demo', clock: 'frozen:2026-03-02T09:00' }) })
afterAll(() => sandbox.close())

test('a plan is there', async () => {
  const reply = await fetch(sandbox.url + '/work-submission-api/v1.0/training-plans/DEMO-TP04', {
    headers: { Authorization: 'Bearer demo-token-9001', EID: '9001' }
  })
  expect(reply.status).toBe(200)
  expect(await sandbox.requests.count({ status: 200 })).toBe(1)
})

test('a refusal of the controls has its class', async () => {
  await expect(sandbox.snapshots.restore('none')).rejects.toBeInstanceOf(SandboxError)
})
`)
  try {
    execFileSync('node', [jest, '--rootDir', installed, '-c', join(installed, 'jest.config.json')], { cwd: installed, env, stdio: 'pipe' })
    console.log('  and in Jest')
  } catch (error) {
    throw new Error(`Jest in ${dirname(installed)} says: ${error.stderr}`)
  }
}

function hasCcache () {
  try {
    return Boolean(execFileSync('ccache', ['--version']))
  } catch {
    return false
  }
}
