import { execFile, execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** Where a package has put a program. */
export const programOf = (installed: string, name: string): string => join(installed, 'node_modules/.bin', name)

/** What a program prints, however it ends; its environment has no more than is given. */
export function printed (
  program: string, words: readonly string[], { cwd, env = {} }: { cwd: string, env?: Record<string, string> }
): Promise<string> {
  return new Promise((resolve, reject) => {
    const surroundings = { PATH: process.env.PATH, HOME: cwd, ...env }
    execFile(program, words, { cwd, env: surroundings, maxBuffer: 2 ** 28, timeout: 600_000 }, (error, out, err) => {
      if (error && typeof error.code !== 'number') reject(new Error(`${program} does not end: ${error.message.slice(0, 300)}`))
      else resolve(out || err)
    })
  })
}

/** Why a program cannot be run here, if it cannot. */
export function lack (program: string): string | undefined {
  try {
    execFileSync(program, ['-version'], { stdio: 'ignore' })
  } catch {
    return `there is no ${program}`
  }
}
