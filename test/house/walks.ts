import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'

/** A run of shell lines on a page, and the JSON that the page shows them to print. */
export interface Step {
  shell: string
  /** One value for each line of output; none where the page shows nothing. */
  replies: unknown[]
}

const root = new URL('../../', import.meta.url)
const run = promisify(execFile)
const divider = '\n--- next ---\n'
const fence = /```(sh|json)\n(.*?)```/gs

export const page = (path: string): string => readFileSync(new URL(path, root), 'utf8')

export const walks = (): string[] => readdirSync(new URL('docs/walks/', root)).map(file => `docs/walks/${file}`)

/** The pages whose lines are run, one after another against the same server, and the statuses of what is refused on each. */
export const pages: Record<string, number[]> = {
  // The first, as it shows the id of a request, and those go on after a reset.
  'docs/walks/work-based.md': [400, 400, 400, 401],
  'docs/walks/accessplanit.md': [400, 400],
  'docs/walks/websites.md': [],
  'docs/walks/sdr-generator.md': [],
  'docs/walks/sdr.md': [400, 400],
  'docs/walks/three-months.md': [400, 400],
  'docs/walks/redundancy.md': [400],
  'docs/walks/forty-two-days.md': [400],
  'docs/walks/two-passes.md': [],
  'docs/walks/basket.md': [400],
  'docs/walks/slow-agency.md': [400, 429, 503],
  'docs/testing.md': [400, 429],
  'README.md': [400]
}

/** The `sh` blocks of a page in order, each with the `json` block that follows it. */
export function readSteps (text: string): Step[] {
  const steps: Step[] = []
  for (const [, language, block] of text.matchAll(fence)) {
    if (language === 'sh') steps.push({ shell: block!, replies: [] })
    else steps.at(-1)!.replies = valuesIn(block!).map(value => JSON.parse(value))
  }
  return steps
}

/** A walk-through ends with this, so that the next one begins where it began. */
export const isReset = (step: Step | undefined): boolean => step?.shell.trim() === 'curl -s -X POST localhost:4010/__admin/reset'

/** JSON values one after another, each beginning at the start of a line. */
const valuesIn = (block: string): string[] => block.trim().split(/\n(?=[{[])/)

/** The programs of a page in a language, block by block. */
export const scriptsIn = (text: string, language = 'js'): string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, script]) => script!)

/** The values with "…" wherever the page leaves something out. */
export function elide (value: unknown, shown: unknown): unknown {
  if (shown === '…') return '…'
  if (Array.isArray(value) && Array.isArray(shown)) return value.map((item, i) => elide(item, shown[i]))
  if (typeof value !== 'object' || value === null || typeof shown !== 'object' || shown === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, elide(member, (shown as Record<string, unknown>)[name])]))
}

/** Writes what was printed into the page, step by step; a value that the page shows already stays as it is written there. */
export function rewrite (path: string, printed: readonly unknown[][]): void {
  let step = -1
  const written = page(path).replace(fence, (whole, language: string, block: string) => {
    if (language === 'sh') {
      step++
      return whole
    }
    if (!printed[step]) return whole
    const values = valuesIn(block).map((text, i) => {
      const shown = JSON.parse(text) as unknown
      const real = elide(printed[step]![i], shown)
      return JSON.stringify(real) === JSON.stringify(shown) ? text : format(real)
    })
    return `\`\`\`json\n${values.join('\n')}\n\`\`\``
  })
  writeFileSync(new URL(path, root), written)
}

/** JSON for people: what fits stands on one line. */
function format (value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const deeper = `${indent}  `
  const parts = (at: string) => Array.isArray(value)
    ? value.map(item => format(item, at))
    : Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${format(member, at)}`)
  const [start, end] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  const line = `${start} ${parts('').join(', ')} ${end}`
  if (parts('').length === 0) return `${start}${end}`
  return line.includes('\n') || line.length + indent.length > 120
    ? `${start}\n${parts(deeper).map(part => `${deeper}${part}`).join(',\n')}\n${indent}${end}`
    : line
}

/**
 * What each step prints. A reader pastes into one shell, so variables live on; curl ends no line, so each call is followed by a line break.
 */
export async function runInShell (steps: Step[], url: string): Promise<string[]> {
  const script = steps.map(step => step.shell).join(`printf '%s' '${divider}'\n`).replaceAll('localhost:4010', new URL(url).host)
  const { stdout } = await run('bash', ['-c', `curl () { command curl "$@"; echo; }\n${script}`])
  return stdout.split(divider)
}

/** A line of output each; lines that curl was told to keep to itself are empty. */
export const valuesOf = (printed: string): unknown[] => printed.split('\n').flatMap(line => {
  try {
    return line.trim() === '' ? [] : [JSON.parse(line)]
  } catch {
    return [line]
  }
})
