import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { paintFor } from '../core/colours.ts'
import { inOneLine, startServer, type RunningServer } from '../server.ts'
import { greeting } from './greeting.ts'

/** Starts the server; the signals that end programs stop it. */
export async function start (config: Config): Promise<void> {
  if (config.demos !== undefined) await sayWhatIsNoDemo(config.demos)
  const server = await startServer(config)
  let isStopping = false
  // Whoever reads that it listens may stop it at once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop())
  for (const line of server.told) console.error(line)
  console.log(await orStop(server, () => greeting(server, paintFor(process.stdout), config.data), config.data))

  function stop (): void {
    if (isStopping) return
    isStopping = true
    console.log('Stopping')
    server.stop().then(() => end(0), (error: unknown) => {
      console.error(error)
      return end(1)
    })
  }

  dieWithParent(stop)
  if (config.open) {
    const line = await (await import('./open.ts')).openPage(`${server.url}/`)
    if (line !== undefined) console.error(line)
  }
}

/** So long, in milliseconds, somebody has to read what was written before the end. */
const patience = 1000

/** Ends the program when all that it has written is read, or soon, where nobody reads it. */
async function end (code: number): Promise<void> {
  const outs = [process.stdout, process.stderr]
  await Promise.race([setTimeout(patience), Promise.all(outs.map(out => new Promise(resolve => { out.write('', resolve) })))])
  process.exit(code)
}

/** What goes wrong once it listens must not leave it listening without anybody who was told. */
async function orStop (server: RunningServer, work: () => string, data: string | undefined): Promise<string> {
  try {
    return work()
  } catch (error) {
    await server.stop()
    throw inOneLine(error, data)
  }
}

/** A line for each file of the folder that is none; the others are there all the same. Throws BadInput where the folder is not. */
async function sayWhatIsNoDemo (folder: string): Promise<void> {
  const { demosIn, lineOf } = await import('../demos/folder.ts')
  for (const problem of demosIn(folder).problems) console.error(lineOf(problem))
}

/** A shell that started it through npm may be gone without a word; then nobody is there to stop it. */
function dieWithParent (stop: () => void): void {
  const parent = process.ppid
  const above = parentOf(parent)
  // Not for what was sent to the background on purpose, nor for a container's first process.
  if (parent <= 1 || process.env.npm_lifecycle_event === undefined) return
  // npm starts a shell, which outlives it, and the shell the server.
  setInterval(() => { if (process.ppid !== parent || parentOf(parent) !== above) stop() }, 1000).unref()
}

/** Where the system tells it, as Linux does. */
function parentOf (process: number): string | undefined {
  try {
    return /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1]
  } catch {
    return undefined
  }
}
