import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sandboxOf, startServer } from '../../bench/harness/servers.js'
import { csharp } from './csharp.js'
import { java } from './java.js'
import { newman } from './newman.js'

// Clients that strangers' generators make of the documents, compiled with every warning on, take the journeys of the walks; and Newman runs
// the collections for Postman, twice. What they need is installed outside this package when it is not there yet.
// Those that are named have to run, and with CI=true all have: what is skipped otherwise is said last, and is no failure.
// node test/clients/run.js [java] [csharp] [newman]
const parts = { java, csharp, newman }
const cache = join(tmpdir(), 'tms-sandbox-clients')
const asked = process.argv.slice(2)
const unknown = asked.find(name => !parts[name])
if (unknown !== undefined) throw new Error(`There are no clients ${unknown}; there are ${Object.keys(parts).join(', ')}`)
if (!existsSync('dist/cli.js')) throw new Error('The program is not built. Run node build.js, or npm run clients')

const skipped = []
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  const { lacks, check } = parts[name]
  const missing = lacks?.()
  if (missing !== undefined) skipped.push(`${name}, as ${missing}`)
  else await inFolder(folder => tell(name, () => check({ cache, folder, serve })))
}

// What was not tried is not to be taken for what was tried and went well.
if (skipped.length > 0) {
  const mustRun = asked.length > 0 ? 'It was asked for by name' : process.env.CI === 'true' ? 'CI=true asks for all' : undefined
  console.log(`SKIPPED, and so not checked: ${skipped.join('; ')}.${mustRun ? ` ${mustRun}: that is a failure` : ''}`)
  if (mustRun) process.exitCode = 1
}

async function tell (name, check) {
  try {
    for (const line of await check()) console.log(`${name}: ${line}`)
  } catch (error) {
    // The message has what a program says of errors already.
    console.error([`${name}: ${error.message}`, error.stdout].filter(Boolean).join('\n'))
    process.exitCode = 1
  }
}

async function inFolder (use) {
  const folder = mkdtempSync(join(tmpdir(), 'tms-sandbox-clients-'))
  await use(folder)
  rmSync(folder, { recursive: true })
}

/** A fresh server on the day of the walks while `use` has its address. */
async function serve (use, flags = ['--clock', 'frozen:2026-03-02T09:00']) {
  const server = await startServer(sandboxOf('demo', flags))
  try {
    return await use(server.url)
  } finally {
    await server.stop()
  }
}
