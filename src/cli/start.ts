import { readFileSync } from 'node:fs'
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
    server.stop().then(() => process.exit(0), (error: unknown) => {
      console.error(error)
      process.exit(1)
    })
  }

  dieWithParent(stop)
  if (config.open) {
    const line = await (await import('./open.ts')).openPage(`${server.url}/`)
    if (line !== undefined) console.error(line)
  }
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
