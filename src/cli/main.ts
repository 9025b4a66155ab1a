import { BadInput } from '../core/errors.ts'
import { paintFor } from '../core/colours.ts'
import { withoutNative } from '../core/native.ts'
import { SandboxError } from '../library/ask.ts'
import { exitCodes } from './exit-codes.ts'
import { inVerbs } from './in-verbs.ts'
import { askedBy, toldBy } from './misunderstood.ts'
import { program } from './program.ts'

/** Does what the command line asks for; the exit code says how it went. */
export async function run (): Promise<void> {
  process.stdout.on('error', passOverClosedPipe)
  process.stderr.on('error', passOverClosedPipe)
  try {
    await program.parseAsync()
  } catch (thrown) {
    const error = withoutNative(thrown)
    const { code = '', exitCode, message } = error as { code?: string, exitCode?: number, message: string }
    if (exitCode === 0 && (code === 'commander.helpDisplayed' || code === 'commander.version' || code === 'commander.help')) {
      process.exitCode = exitCode
    } else if (error instanceof BadInput || code.startsWith('commander.')) {
      // What a person can mend is one line.
      const line = error instanceof BadInput ? message.replaceAll('\n', ' ') : misunderstood({ code, message })
      console.error(`${paintFor(process.stderr)('tms-sandbox:', 'red')} ${line}`)
      process.exitCode = exitCodes.refused
    } else if (error instanceof SandboxError) {
      console.error(`${paintFor(process.stderr)('tms-sandbox:', 'red')} ${refused(message)}`)
      process.exitCode = error.status === 0 ? exitCodes.unreachable : exitCodes.refused
    } else {
      // Anything else is our own mistake and shows where.
      console.error(error)
      process.exitCode = 1
    }
  }
}

function misunderstood (error: { code: string, message: string }): string {
  const asked = askedBy(program, process.argv.slice(2))
  return `${toldBy(error, asked)} See tms-sandbox ${asked.path}${asked.path && ' '}--help.`
}

/** What a sandbox refuses, in words of the command line: which request it was that the verb has sent need nobody know. */
function refused (message: string): string {
  const url = askedBy(program, process.argv.slice(2)).command.getOptionValue('url') as string | undefined
  const said = message.replace(/^[A-Z]+ \/__admin\S*: /, '')
  return url === undefined ? said : inVerbs(said, url)
}

/** Whoever reads the output has seen enough, as `head` has; that is no mistake of ours. */
function passOverClosedPipe (error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
