import { spawn } from 'node:child_process'
import { readConfig } from '../config.ts'
import { BadInput } from '../core/errors.ts'
import type { Reading } from '../core/reading.ts'
import { startServer } from '../server.ts'
import { services } from '../services.ts'

export interface TryReadingsFlags {
  /** Those that mattered in the first run, or all. */
  readonly all?: true
  readonly json?: true
}

/** What came of the command under one choice. */
interface Tried {
  readonly reading: string
  readonly choice: string
  /** What the choice does. */
  readonly means: string
  /** The command's exit code; null where a signal ended it. */
  readonly exitCode: number | null
}

type Texts = Readonly<Record<string, string | undefined>>

/**
 * Runs a TMS's own tests against a server for each other choice of each reading, and prints which choice breaks them: what the TMS takes
 * for granted of sentences that can be understood in two ways. `texts` are a server's options. Exit code 1 where one breaks them.
 */
export async function tryReadings (command: readonly string[], texts: Texts, { all, json }: TryReadingsFlags): Promise<void> {
  const mattered = new Set<string>()
  const usual = await runAgainst(command, texts, (id) => mattered.add(id))
  if (usual !== 0) {
    throw new BadInput(`The command already fails under the readings in force (${ended(usual)}), so trying other choices would show ` +
      'nothing. Make it pass first.')
  }
  const tried: Tried[] = []
  for (const { reading, choice } of otherChoices(all ? () => true : ({ id }) => mattered.has(id), texts)) {
    const exitCode = await runAgainst(command, { ...texts, reading: [texts.reading, `${reading.id}=${choice}`].filter(Boolean).join(',') })
    tried.push({ reading: reading.id, choice, means: reading.choices[choice]!, exitCode })
    if (!json) console.log(lineOf(tried.at(-1)!))
  }
  const broken = tried.filter(({ exitCode }) => exitCode !== 0)
  if (json) console.log(JSON.stringify({ mattered: [...mattered].sort(), tried, broken: broken.length }, null, 2))
  else console.log(summaryOf(tried.length, broken.length))
  process.exitCode = broken.length > 0 ? 1 : 0
}

/** The choices by which a sandbox does not go now. */
function otherChoices (isAsked: (reading: Reading) => boolean, texts: Texts): Array<{ reading: Reading, choice: string }> {
  const inForce = readConfig(texts).defaults.reading as Readonly<Record<string, string>>
  return services.flatMap(service => service.readings).filter(isAsked).flatMap(reading =>
    Object.keys(reading.choices)
      .filter(choice => choice !== (inForce[reading.id] ?? reading.usual))
      .map(choice => ({ reading, choice })))
}

/** Starts a server, runs the command with its address in TMS_SANDBOX_URL, and answers the exit code. */
async function runAgainst (
  [program, ...words]: readonly string[], texts: Texts, noteReading?: (id: string) => void
): Promise<number | null> {
  const server = await startServer(readConfig({ ...texts, port: '0' }), noteReading)
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(program!, words, {
        stdio: ['ignore', process.stderr, process.stderr], env: { ...process.env, TMS_SANDBOX_URL: server.url }
      })
      const interrupt = (signal: NodeJS.Signals) => {
        child.kill(signal)
        reject(new BadInput(`Interrupted by ${signal}: the command was ended, and no other choice is tried.`))
      }
      for (const signal of interrupting) process.once(signal, interrupt)
      child.once('error', error => reject(new BadInput(`"${program}" cannot be run: ${error.message}. Write the command after --.`)))
        .once('close', exitCode => {
          for (const signal of interrupting) process.off(signal, interrupt)
          resolve(exitCode)
        })
    })
  } finally {
    await server.stop()
  }
}

const interrupting = ['SIGINT', 'SIGTERM'] as const

const lineOf = ({ reading, choice, means, exitCode }: Tried): string =>
  `${exitCode === 0 ? 'passes' : 'BREAKS'}  ${reading}=${choice}${exitCode === 0 ? '' : ` (${ended(exitCode)}): ${means}`}`

const ended = (exitCode: number | null): string => exitCode === null ? 'ended by a signal' : `exit code ${exitCode}`

function summaryOf (tried: number, broken: number): string {
  if (tried === 0) return 'No reading mattered to the command, so there is nothing that it takes for granted.'
  return broken === 0
    ? `The command passes under each of ${tried} other choices.`
    : `The command takes something for granted: ${broken} of ${tried} other choices break it.`
}
