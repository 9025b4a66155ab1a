import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { run as runProgram } from '../../src/cli/main.ts'

// The program as it is shipped: `npm test` builds it first.
export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

export interface Ended { code: number | null, out: string, err: string }

/** `program` is another copy of it, and `cwd` where it is started. */
export function launch (words: string[], environment: Record<string, string> = {}, program = cli, cwd = process.cwd()) {
  const child = spawn(process.execPath, [program, ...words], { cwd, env: { PATH: process.env.PATH, ...environment } })
  let out = ''
  let err = ''
  child.stdout.on('data', data => { out += String(data) })
  child.stderr.on('data', data => { err += String(data) })
  const ended = new Promise<Ended>(resolve => child.on('close', code => resolve({ code, out, err })))
  const url = () => /listens at (\S+)/.exec(out)?.[1]
  const listening = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => { if (url() !== undefined) resolve(url()!) })
    child.on('close', () => reject(new Error(`it ended: ${err}`)))
  })
  listening.catch(() => {})
  return { child, ended, listening, printed: () => out }
}

/** Starts a server and takes it down with the test. */
export async function start (t: Test, words: string[] = [], environment: Record<string, string> = {}) {
  const program = launch(['start', '--port', '0', ...words], environment)
  t.teardown(() => { program.child.kill('SIGKILL') })
  return { ...program, url: await program.listening }
}

export const run = (words: string[], environment?: Record<string, string>) => launch(words, environment).ended

/** The same in this process, one after the other: of many short commands the start of a process is nearly all the work. */
export async function runHere (words: string[], environment: Record<string, string> = {}): Promise<Ended> {
  const ended = { out: '', err: '' }
  const { argv, env, stdout, stderr } = process
  const writes = { stdout: stdout.write, stderr: stderr.write }
  const listening = [stdout, stderr].map(stream => [stream, stream.listeners('error')] as const)
  process.argv = [process.execPath, cli, ...words]
  process.env = { PATH: env.PATH, ...environment }
  stdout.write = text => { ended.out += String(text); return true }
  stderr.write = text => { ended.err += String(text); return true }
  try {
    await runProgram()
    return { code: Number(process.exitCode ?? 0), ...ended }
  } finally {
    Object.assign(process, { argv, env, exitCode: undefined })
    stdout.write = writes.stdout
    stderr.write = writes.stderr
    // A process of its own listens once; here Node.js would warn of the eleventh.
    for (const [stream, before] of listening) {
      for (const it of stream.listeners('error')) if (!before.includes(it)) stream.off('error', it as () => void)
    }
  }
}
