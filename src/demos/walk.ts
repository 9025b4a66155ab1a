import { withAnswers } from './answers.ts'
import { readChecks } from './checks.ts'
import { BadDemo, type Demo, type DemoRequest, type Step } from './demo.ts'
import { readBlocks, type Block } from './markdown.ts'
import { readRequests } from './requests.ts'

/** What is told before a block of commands, and where. */
interface Told {
  title: string | undefined
  story: string[]
  question: string | undefined
  line: number
}

/** A page of docs/walks, or one of the same form, as a demo. Throws BadDemo. */
export function readWalk (id: string, page: string, isOwn = false): Demo {
  const [title, ...blocks] = readBlocks(page)
  if (title?.kind !== 'title') throw new BadDemo(title?.line ?? 1, 'a demo begins with its title: "# What it is called"')
  const { about, fixture, rest } = introduction(blocks)
  const { steps: all, checks } = stepsOf(rest)
  const steps = withoutReset(all)
  if (steps.length === 0 && checks.length === 0) {
    throw new BadDemo(title.line, 'this demo sends nothing. Put a line of curl in a block that begins with ```sh.')
  }
  return { id, title: title.text, about, isOwn, fixture, clock: clockOf(steps), steps, checks }
}

/**
 * What stands before the first heading is for readers, and its first paragraph says what the page is about. Where there is no heading, what
 * follows that paragraph is told at the first step.
 */
function introduction (blocks: readonly Block[]): { about: string, fixture: string, rest: readonly Block[] } {
  const code = blocks.findIndex(({ kind }) => kind === 'code')
  const heading = blocks.findIndex(({ kind }) => kind === 'heading')
  const hasHeading = heading >= 0 && (code < 0 || heading < code)
  const texts = (hasHeading ? blocks.slice(0, heading) : blocks.slice(0, Math.max(0, code))).filter(({ kind }) => kind === 'paragraph')
  const chosen = texts.map(({ text }) => /^Fixture: `([^`]+)`\.?$/.exec(text)?.[1])
  const first = texts.findIndex((_, n) => chosen[n] === undefined)
  return {
    about: texts[first]?.text ?? '',
    fixture: chosen.find(it => it !== undefined) ?? 'demo',
    rest: hasHeading ? blocks.slice(heading) : blocks.filter(block => block !== texts[first] && chosen[texts.indexOf(block)] === undefined)
  }
}

/** The steps of a page: each block of commands with what is told before it, its answers, and what is said then; and what it checks. */
function stepsOf (blocks: readonly Block[]): Pick<Demo, 'steps' | 'checks'> {
  const known = new Map<string, string>()
  const steps: Step[] = []
  const checks: DemoRequest[] = []
  let told = nothingTold()
  for (const [n, block] of blocks.entries()) {
    const { kind, language, text, line } = block
    if (kind === 'code' && language === 'json') continue
    if (kind === 'code' && language === 'check') {
      checks.push(...readChecks(block, blocks[n + 1], known))
      // What a task tells need not end in a request.
      if (told.story.length > 0) steps.push(stepOf(told, [], []))
      told = { ...nothingTold(), question: told.question, line: told.line }
    } else if (kind === 'code') {
      if (language !== 'sh') {
        throw new BadDemo(line - 1, `a demo has no block of "${language}". Use sh for what is sent, json for what is answered, or check.`)
      }
      const requests = readRequests(text, line, known)
      // Where only variables get their values nothing is sent, and what was told goes on.
      if (requests.length === 0) continue
      steps.push(stepOf(told, requests, blocks.slice(n + 1)))
      told = nothingTold()
    } else if (kind === 'quotation') tellQuotation(told, block, blocks[n - 1]?.kind === 'code')
    else if (kind === 'title') throw new BadDemo(line, 'a demo has one title. Use "## …" for a step.')
    else if (kind === 'heading') told = { ...told, title: text, line }
    else told.story.push(...text.split('\n'))
  }
  if (told.question !== undefined) {
    throw new BadDemo(told.line, 'nothing is sent after this question. Put a block that begins with ```sh below it.')
  }
  return { steps, checks }
}

const nothingTold = (): Told => ({ title: undefined, story: [], question: undefined, line: 0 })

/** A question is asked before the answer; what is no question is said after it. */
function tellQuotation (told: Told, { text, line }: Block, isRemark: boolean): void {
  if (!text.endsWith('?')) {
    if (isRemark && told.question === undefined) return
    throw new BadDemo(line, 'a question to the class ends with a question mark, and what is to be said of an answer stands right below it.')
  }
  if (told.question !== undefined) throw new BadDemo(line, `a step has one question, and this one asked in line ${told.line} already.`)
  told.question = text
  told.line = line
}

function stepOf ({ title, story, question }: Told, read: ReadonlyArray<Omit<DemoRequest, 'shown'>>, after: readonly Block[]): Step {
  const answers = after[0]?.kind === 'code' && after[0].language === 'json' ? after[0] : undefined
  const next = after[answers ? 1 : 0]
  const remark = next?.kind === 'quotation' && !next.text.endsWith('?') ? next.text : undefined
  const requests = withAnswers(read, answers)
  return {
    title,
    story,
    question,
    requests,
    remark,
    marks: marksOf([...story, question ?? '', remark ?? '']),
    isGround: question === undefined && requests.length > 0 && requests.every(isGround)
  }
}

const marksOf = (texts: readonly string[]): string[] =>
  [...new Set(texts.flatMap(text => [...text.matchAll(/`([^`]+)`/g)].map(([, word]) => word!)))]

const isReset = ({ method, path }: DemoRequest): boolean => method === 'POST' && path === '/__admin/reset'

const setsClock = ({ method, path }: DemoRequest): boolean => method === 'PUT' && path === '/__admin/clock'

const isGround = (request: DemoRequest): boolean => isReset(request) || setsClock(request)

/** A walk leaves the sandbox as it was; that of a demo is deleted. */
const withoutReset = (steps: readonly Step[]): Step[] =>
  steps.filter(({ requests }, n) => n < steps.length - 1 || requests.length === 0 || !requests.every(isReset))

/** The clock that the walk sets before anything else. */
function clockOf (steps: readonly Step[]): string | undefined {
  const [first] = steps.flatMap(({ requests }) => requests)
  if (!first || !setsClock(first)) return undefined
  try {
    const { mode, now } = JSON.parse(first.body ?? '') as { mode?: string, now?: string }
    return mode === 'frozen' && typeof now === 'string' ? now : undefined
  } catch {
    return undefined
  }
}
