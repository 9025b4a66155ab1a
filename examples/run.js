// Runs the tests of this folder against a server of their own, in each language whose tools are found here, or in those that are named, as
// in `npm run examples -- python php`. It ends with 1 if a test fails or leaves a sandbox behind, and where nothing could be run.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const answers = (command, ...args) => spawnSync(command, args, { stdio: 'ignore', timeout: 30_000 }).status === 0

// Where Debian has the packages of Java; the names are those without a version.
const jars = (names) => names.map(name => `/usr/share/java/${name}.jar`)
const platform = ['commons', 'console', 'engine', 'launcher', 'reporting'].map(name => `junit-platform-${name}`)
const javaPath = jars([
  'junit-jupiter-api', 'junit-jupiter-engine', ...platform, 'opentest4j', 'opentest4j-reporting-events', 'opentest4j-reporting-schema',
  'apiguardian-api', 'picocli', 'jackson-core', 'jackson-annotations', 'jackson-databind'
])
const newtonsoft = '/usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll'
// Debian's has the packages of Debian, and is not always the first of the path.
const findPython = () => ['python3', '/usr/bin/python3'].find(command => answers(command, '-c', 'import pytest, requests'))

/** What the tests of a language run with, how that is found here, how else to have it, and the commands, given a folder to build in. */
const languages = {
  javascript: {
    with: 'node:test',
    find: () => true,
    commands: () => [[process.execPath, '--test', here('javascript/visits.test.js')]]
  },
  python: {
    with: 'pytest',
    find: findPython,
    missing: 'python3 with pytest and requests (apt-get install python3-pytest python3-requests)',
    commands: (folder, python) => [[python, '-B', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', here('python')]]
  },
  php: {
    with: 'PHPUnit',
    find: () => answers('phpunit', '--version'),
    missing: 'php and phpunit (apt-get install php-cli phpunit)',
    commands: () => [['phpunit', '--no-configuration', '--do-not-cache-result', here('php/VisitsTest.php')]]
  },
  java: {
    with: 'JUnit 5',
    find: () => answers('javac', '-version') && javaPath.every(existsSync),
    missing: 'a JDK, JUnit 5 and Jackson (apt-get install default-jdk-headless junit5 libjackson2-databind-java)',
    commands: (folder) => [
      ['javac', '-d', folder, '-cp', javaPath.join(delimiter), here('java/VisitsTest.java')],
      ['java', '-cp', [folder, ...javaPath].join(delimiter), 'org.junit.platform.console.ConsoleLauncher',
        '--select-class', 'VisitsTest', '--fail-if-no-tests', '--disable-banner', '--disable-ansi-colors']
    ]
  },
  csharp: {
    with: 'Mono, and a stand-in for xUnit',
    find: () => answers('mcs', '--version') && answers('mono', '--version') && existsSync(newtonsoft),
    missing: 'Mono and Newtonsoft.Json (apt-get install mono-mcs mono-runtime libnewtonsoft-json5.0-cil)',
    commands: (folder) => [
      ['mcs', `-out:${folder}/visits.exe`, '-r:System.Net.Http.dll', `-r:${newtonsoft}`,
        here('csharp/VisitsTest.cs'), here('xunit-under-mono.cs')],
      ['mono', `${folder}/visits.exe`]
    ]
  }
}

const adminToken = 'only-for-examples'

/** Starts the program as it is shipped, on a free port, with a token for its own API as it has beyond loopback. */
async function startServer () {
  const child = spawn(process.execPath, [here('../dist/cli.js'), 'start', '--port', '0', '--admin-token', adminToken],
    { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface(child.stdout)) {
    const [, url] = /listens at (\S+)/.exec(line) ?? []
    if (!url) continue
    child.stdout.resume()
    return { url, child }
  }
  throw new Error('The program ended before it listened. Build it first: node build.js')
}

/** Answers what was said if a command fails. */
function runTests (commands, found, url) {
  const folder = mkdtempSync(join(tmpdir(), 'tms-sandbox-examples-'))
  const env = { ...process.env, TMS_SANDBOX_URL: url, TMS_SANDBOX_ADMIN_TOKEN: adminToken }
  // Where a test of Node runs this, its runner would have another print for it alone.
  delete env.NODE_TEST_CONTEXT
  try {
    for (const [command, ...args] of commands(folder, found)) {
      const { status, stdout, stderr, error } = spawnSync(command, args, { env, encoding: 'utf8', timeout: 120_000 })
      if (status !== 0) return `${stdout}${stderr}${error?.message ?? ''}`
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function sandboxesOf (url) {
  const reply = await fetch(`${url}/__admin/sandboxes`, { headers: { Authorization: `Bearer ${adminToken}` } })
  return (await reply.json()).total
}

async function runLanguage (name, url) {
  const language = languages[name]
  const found = language.find()
  if (!found) return { name, result: 'skipped', why: `needs ${language.missing}` }
  const started = performance.now()
  const said = runTests(language.commands, found, url)
  const left = await sandboxesOf(url) - 1
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (said === undefined && left === 0) return { name, result: 'passed', why: `${seconds} s, with ${language.with}` }
  return { name, result: 'failed', why: `${seconds} s, with ${language.with}`, said: said ?? `${left} sandboxes were not deleted` }
}

const words = process.argv.slice(2)
const unknown = words.filter(word => !Object.hasOwn(languages, word))
if (unknown.length > 0) {
  console.error(`There are no examples in ${unknown.join(', ')}. There are: ${Object.keys(languages).join(', ')}.`)
  process.exit(2)
}

const { url, child } = await startServer()
const results = []
try {
  for (const name of words.length > 0 ? words : Object.keys(languages)) results.push(await runLanguage(name, url))
} finally {
  child.kill()
  await once(child, 'exit')
}
for (const { said } of results) if (said) console.log(said)
for (const { name, result, why } of results) console.log(`${name.padEnd(12)}${result.padEnd(9)}${why}`)
const count = (wanted) => results.filter(({ result }) => result === wanted).length
console.log(`\n${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`)
process.exitCode = count('failed') > 0 || count('passed') === 0 ? 1 : 0
