import { fileURLToPath } from 'node:url'
import { BadInput } from './errors.ts'
import { quoted } from './words.ts'

/** The path that a person names: one as the system has it, such as `C:\data` on Windows, or a URL such as `file:///C:/data`. Throws BadInput. */
export function pathOf (text: string, windows = process.platform === 'win32'): string {
  if (!/^file:/i.test(text)) return text
  try {
    // What is no URL of three slashes means a path of a folder that nobody knows.
    if (!/^file:\/\//i.test(text)) throw new Error('It has no two slashes after file:')
    return fileURLToPath(text, { windows })
  } catch (error) {
    const example = windows ? 'file:///C:/data, or C:\\data' : 'file:///srv/data, or /srv/data'
    throw new BadInput(`${quoted(text)} leads to no file of this machine: ${(error as Error).message}. Use one such as ${example}.`)
  }
}
