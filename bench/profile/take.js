import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { temporaryFolder } from '../harness/folders.js'

const patience = 30_000

/** What Node is started with to be profiled, and what takes the profile of some work. */
export function profiling (kind) {
  const file = join(temporaryFolder(), 'profile.json')
  const sampling = new URL('sampling.js', import.meta.url)
  sampling.search = new URLSearchParams({ kind, file })
  return {
    words: ['--import', sampling.href],
    /** Answers the profile of a server while it does the work, with what that answers. */
    async take ({ pid }, work) {
      process.kill(pid, 'SIGUSR2')
      await written(`${file}.begun`)
      const done = await work()
      process.kill(pid, 'SIGUSR2')
      await written(file)
      const { profile, error } = JSON.parse(readFileSync(file, 'utf8'))
      if (error) throw new Error(`No profile was taken: ${JSON.stringify(error)}`)
      return { profile, done }
    }
  }
}

async function written (file) {
  for (const until = performance.now() + patience; !existsSync(file); await pause(20)) {
    if (performance.now() > until) throw new Error(`The server has not written ${file} after ${patience} ms`)
  }
}
