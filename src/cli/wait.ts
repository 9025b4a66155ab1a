import { setTimeout } from 'node:timers/promises'
import { BadInput } from '../core/errors.ts'
import { plural } from '../core/words.ts'
import { SandboxError } from '../library/ask.ts'
import { exitCodes } from './exit-codes.ts'
import { controlsOf, print, type RemoteFlags } from './remote.ts'

/** Waits until the server answers, for so many seconds at most; exit code 3 where it does not. */
export async function waitFor (flags: RemoteFlags & { timeout: string }): Promise<void> {
  const seconds = Number(flags.timeout)
  if (!(seconds >= 0)) throw new BadInput(`--timeout: "${flags.timeout}" is not a number of seconds. Use a number such as 60.`)
  for (const until = performance.now() + seconds * 1000; ;) {
    try {
      // The last try may go on for a moment, as a server that is just there has not to be missed.
      const left = Math.max(1, (until - performance.now()) / 1000)
      const index = await (await controlsOf(flags, left)).health()
      return print(flags, index, `ready: fixture ${index.fixture}, clock at ${index.clock.now}`)
    } catch (error) {
      if (!(error instanceof SandboxError && error.status === 0)) throw error
      if (performance.now() >= until) {
        console.error(`tms-sandbox: nothing has answered at ${flags.url} within ${plural(seconds, 'second')}`)
        process.exitCode = exitCodes.unreachable
        return
      }
      await setTimeout(100)
    }
  }
}
