import { readFileSync } from 'node:fs'

/** A run of shell lines in the README, and the JSON that it shows them to print. */
export interface Step {
  shell: string
  /** One value for each line of output; none where the README shows nothing. */
  replies: unknown[]
}

const fence = /```(sh|json)\n(.*?)```/gs

/** The walk-through: its `sh` blocks in order, each with the `json` block that follows it. */
export function readSteps (readme: string): Step[] {
  const steps: Step[] = []
  for (const [, language, text] of readme.matchAll(fence)) {
    if (language === 'sh') steps.push({ shell: text!, replies: [] })
    else steps.at(-1)!.replies = readValues(text!)
  }
  return steps
}

/** JSON values one after another, each beginning at the start of a line. */
const readValues = (text: string): unknown[] =>
  text.trim().split(/\n(?=[{[])/).map(value => JSON.parse(value))

export const readme = (): string => readFileSync(new URL('../README.md', import.meta.url), 'utf8')
