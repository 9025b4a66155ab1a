import { readFileSync } from 'node:fs'

/** A run of shell lines in the README, and the JSON that it shows them to print. */
export interface Step {
  shell: string
  /** One value for each line of output; none where the README shows nothing. */
  replies: unknown[]
}

const fence = /```(sh|json)\n(.*?)```/gs

/** The walk-throughs: their `sh` blocks in order, each with the `json` block that follows it. The last step of each is a reset. */
export function readWalks (readme: string): Step[][] {
  const walks: Step[][] = [[]]
  for (const [, language, text] of readme.matchAll(fence)) {
    if (language === 'json') walks.at(-1)!.at(-1)!.replies = readValues(text!)
    else if (isReset(walks.at(-1)!.at(-1))) walks.push([{ shell: text!, replies: [] }])
    else walks.at(-1)!.push({ shell: text!, replies: [] })
  }
  return walks
}

const isReset = (step: Step | undefined): boolean => step?.shell.trim() === 'curl -s -X POST localhost:4010/__admin/reset'

/** JSON values one after another, each beginning at the start of a line. */
const readValues = (text: string): unknown[] =>
  text.trim().split(/\n(?=[{[])/).map(value => JSON.parse(value))

export const readme = (): string => readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
