import { existsSync, readFileSync } from 'node:fs'

/** What the shipped fixtures have, as their files say it: nothing of what a sandbox makes of them. */

type Record = { [member: string]: any }

const read = (fixture: string, file: string): Record[] => {
  const path = new URL(`../fixtures/${fixture}/${file}.json`, import.meta.url)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
}

/** The records of a file of fixture `empty`. */
export const inEmpty = (file: string): Record[] => read('empty', file)

/** The records of a file of fixture `demo`, which is over `empty`. */
export const inDemo = (file: string): Record[] => [...inEmpty(file), ...read('demo', file)]
