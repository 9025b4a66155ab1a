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

// Where Debian has the packages of Java, and those of them that stand for the others.
const jars = '/usr/share/java'
const javaPath = `${jars}/*`
const javaNeeds = ['junit-jupiter-engine', 'junit-platform-console', 'jackson-databind'].map(name => `${jars}/${name}.jar`)
const newtonsoft = '/usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll'
// Debian's has the packages of Debian, and is not always the first of the path.
const findPython = () => ['python3', '/usr/bin/python3'].find(command => answers(command, '-c', 'import pytest, requests'))

/**
 * What the tests of a language are and run with, how that is found here, how else to have it, the commands, given a folder to build in, and
 * how the last of them says how many tests passed.
 */
const languages = {
  javascript: {
    file: 'javascript/visits.test.js',
    with: 'node:test',
    find: () => true,
    commands: () => [[process.execPath, '--test', here('javascript/visits.test.js')]],
    passed: /^\S pass (\d+)$/m
  },
  python: {
    file: 'python/test_visits.py',
    with: 'pytest',
    find: findPython,
    missing: 'python3 with pytest and requests (apt-get install python3-pytest python3-requests)',
    commands: (folder, python) => [[python, '-B', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', here('python')]],
    passed: /^(\d+) passed/m
  },
  php: {
    file: 'php/VisitsTest.php',
    with: 'PHPUnit',
    find: () => answers('phpunit', '--version'),
    missing: 'php and phpunit (apt-get install php-cli phpunit)',
    commands: () => [['phpunit', '--no-configuration', '--do-not-cache-result', here('php/VisitsTest.php')]],
    passed: /^(?:OK \(|Tests: )(\d+)/m
  },
  java: {
    file: 'java/VisitsTest.java',
    with: 'JUnit 5',
    find: () => answers('javac', '-version') && javaNeeds.every(existsSync),
    missing: 'a JDK, JUnit 5 and Jackson (apt-get install default-jdk-headless junit5 libjackson2-databind-java)',
    commands: (folder) => [
      ['javac', '-d', folder, '-cp', javaPath, here('java/VisitsTest.java')],
      ['java', '-cp', [folder, javaPath].join(delimiter), 'org.junit.platform.console.ConsoleLauncher',
        '--select-class', 'VisitsTest', '--fail-if-no-tests', '--disable-banner', '--disable-ansi-colors']
    ],
    passed: /^\[ +(\d+) tests successful/m
  },
  csharp: {
    file: 'csharp/VisitsTest.cs',
    with: 'Mono, and a stand-in for xUnit',
    find: () => answers('mcs', '--version') && answers('mono', '--version') && existsSync(newtonsoft),
    missing: 'Mono and Newtonsoft.Json (apt-get install mono-mcs mono-runtime libnewtonsoft-json5.0-cil)',
    commands: (folder) => [
      ['mcs', '-debug', `-out:${folder}/visits.exe`, '-r:System.Net.Http.dll', `-r:${newtonsoft}`,
        here('csharp/VisitsTest.cs'), here('xunit-under-mono.cs')],
      ['mono', '--debug', `${folder}/visits.exe`]
    ],
    passed: /^(\d+) passed/m
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

/** Answers what the last command said, or where one fails, what that said. */
function runTests (commands, found, url) {
  const folder = mkdtempSync(join(tmpdir(), 'tms-sandbox-examples-'))
  const env = { ...process.env, TMS_SANDBOX_URL: url, TMS_SANDBOX_ADMIN_TOKEN: adminToken }
  // Where a test of Node runs this, its runner would have another print for it alone.
  delete env.NODE_TEST_CONTEXT
  let said = ''
  try {
    for (const [command, ...args] of commands(folder, found)) {
      const { status, stdout, stderr, error } = spawnSync(command, args, { env, encoding: 'utf8', timeout: 120_000 })
      said = `${stdout}${stderr}${error?.message ?? ''}`
      if (status !== 0) return { ok: false, said }
    }
    return { ok: true, said }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function sandboxesOf (url) {
  const reply = await fetch(`${url}/__admin/sandboxes`, { headers: { Authorization: `Bearer ${adminToken}` } })
  return (await reply.json()).total
}

/** Runs the tests of a language, and prints a line of what came of it. */
async function runLanguage (name, url) {
  const { find, file, with: tool, missing, commands, passed } = languages[name]
  const tell = (result, why) => console.log(`${name.padEnd(12)}${result.padEnd(9)}${why}`)
  const found = find()
  if (!found) {
    tell('skipped', `needs ${missing}`)
    return 'skipped'
  }
  const started = performance.now()
  const { ok, said } = runTests(commands, found, url)
  const left = await sandboxesOf(url) - 1
  const tests = Number(passed.exec(said)?.[1] ?? 0)
  const result = ok && tests > 0 && left === 0 ? 'passed' : 'failed'
  if (result === 'failed') console.log(said)
  const of = left === 0 ? '' : `; ${left} sandboxes were not deleted`
  tell(result, `${tests} ${tests === 1 ? 'test' : 'tests'} of examples/${file} passed, with ${tool}, in ${secondsSince(started)} s${of}`)
  return result
}

const secondsSince = (started) => ((performance.now() - started) / 1000).toFixed(1)

const words = process.argv.slice(2).map(word => word.toLowerCase())
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
const count = (wanted) => results.filter(result => result === wanted).length
console.log(`\n${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`)
process.exitCode = count('failed') > 0 || count('passed') === 0 ? 1 : 0
