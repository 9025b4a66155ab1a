import { BadDemo } from './demo.ts'

/** A part of a page: a heading, a paragraph, a quotation, or a block of code. */
export interface Block {
  readonly kind: 'title' | 'heading' | 'paragraph' | 'quotation' | 'code'
  /** In which language, of a block of code. */
  readonly language?: string
  readonly text: string
  /** In which line it begins; of code, its first line. */
  readonly line: number
}

const fence = /^```\s*(\S*)/

const kinds: ReadonlyArray<readonly [RegExp, Exclude<Block['kind'], 'code'>]> = [
  [/^# +/, 'title'], [/^#{2,6} +/, 'heading'], [/^> ?/, 'quotation'], [/^/, 'paragraph']
]

const kindOf = (line: string) => kinds.find(([start]) => start.test(line))![1]

/** The parts of a page in order. Throws BadDemo. */
export function readBlocks (page: string): Block[] {
  const lines = page.replace(/^\uFEFF/, '').split(/\r?\n/)
  const blocks: Block[] = []
  for (let at = 0; at < lines.length;) {
    if (lines[at]!.trim() === '') at++
    else {
      const { block, next } = fence.test(lines[at]!) ? codeAt(lines, at) : textAt(lines, at)
      blocks.push(block)
      at = next
    }
  }
  return blocks
}

function codeAt (lines: readonly string[], at: number): { block: Block, next: number } {
  const language = fence.exec(lines[at]!)![1]!
  const end = lines.findIndex((line, n) => n > at && line.trimEnd() === '```')
  if (end < 0) throw new BadDemo(at + 1, 'this block has no end. Put a line with ``` below it.')
  return { block: { kind: 'code', language, text: lines.slice(at + 1, end).join('\n'), line: at + 2 }, next: end + 1 }
}

function textAt (lines: readonly string[], at: number): { block: Block, next: number } {
  const kind = kindOf(lines[at]!)
  const goesOn = (line: string) => line.trim() !== '' && !fence.test(line) && kindOf(line) === kind && !/ing|itle/.test(kind)
  let next = at + 1
  while (next < lines.length && goesOn(lines[next]!)) next++
  const start = kinds.find(([, it]) => it === kind)![0]
  const text = lines.slice(at, next).map(line => line.replace(start, '').trim()).join(kind === 'paragraph' ? '\n' : ' ')
  return { block: { kind, text: inLines(text), line: at + 1 }, next }
}

/** A paragraph is one line, but each point of a list has its own. */
const inLines = (text: string): string => text.replace(/\n(?![-*] )/g, ' ')
