import type { Command } from 'commander'
import { BadInput } from '../core/errors.ts'
import { paintFor } from '../core/colours.ts'
import { SandboxError } from '../library/ask.ts'
import { exitCodes } from './exit-codes.ts'
import { program } from './program.ts'

/** Does what the command line asks for; the exit code says how it went. */
export async function run (): Promise<void> {
  process.stdout.on('error', passOverClosedPipe)
  process.stderr.on('error', passOverClosedPipe)
  try {
    await program.parseAsync()
  } catch (error) {
    const { code, exitCode, message } = error as { code?: string, exitCode?: number, message: string }
    if (code === 'commander.helpDisplayed' || code === 'commander.version' || code === 'commander.help') {
      process.exitCode = exitCode
    } else if (error instanceof BadInput || code?.startsWith('commander.')) {
      // What a person can mend is one line.
      const line = message.replace(/^error: /, '').replaceAll('\n', ' ')
      const help = error instanceof BadInput ? '' : `${/[.)]$/.test(line) ? '' : '.'} See tms-sandbox ${verbAsked()}--help.`
      console.error(`${paintFor(process.stderr)('tms-sandbox:', 'red')} ${line}${help}`)
      process.exitCode = exitCodes.refused
    } else if (error instanceof SandboxError) {
      console.error(`${paintFor(process.stderr)('tms-sandbox:', 'red')} ${message}`)
      process.exitCode = error.status === 0 ? exitCodes.unreachable : exitCodes.refused
    } else if (isOfNative(error as Error)) {
      console.error(`${paintFor(process.stderr)('tms-sandbox:', 'red')} The native part of SQLite is not there, or was built for another ` +
        `version of Node.js than ${process.version}. Run "npm rebuild better-sqlite3". ` +
        'npm 12 wants "npm approve-scripts better-sqlite3" first.')
      process.exitCode = exitCodes.refused
    } else {
      // Anything else is our own mistake and shows where.
      console.error(error)
      process.exitCode = 1
    }
  }
}

/** npm builds it as it installs, if it may run the script of the package. */
const isOfNative = ({ message }: Error): boolean => /^(?:Cannot find module|The module) '[^']*better_sqlite3\.node'/.test(message)

/** The verb of the command line as somebody would write it before a flag: `clock advance `. */
function verbAsked (): string {
  let command: Command | undefined = program
  let verb = ''
  for (const word of process.argv.slice(2)) {
    command = command.commands.find(it => it.name() === word)
    if (!command) break
    verb += `${word} `
  }
  return verb
}

/** Whoever reads the output has seen enough, as `head` has; that is no mistake of ours. */
function passOverClosedPipe (error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
