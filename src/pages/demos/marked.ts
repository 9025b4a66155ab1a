/** The answer as the walk shows it: without what it leaves out, if it is what the walk has. */
export function elided (text: string, shown: unknown): string {
  if (shown === undefined) return text
  try {
    return JSON.stringify(without(JSON.parse(text), shown), null, 2)
  } catch {
    return text
  }
}

function without (value: unknown, shown: unknown): unknown {
  if (shown === '…') return '…'
  if (Array.isArray(value) && Array.isArray(shown)) return value.map((item, n) => without(item, shown[n]))
  if (typeof value !== 'object' || value === null || typeof shown !== 'object' || shown === null) return value
  const known = shown as Record<string, unknown>
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, without(member, known[name])]))
}

/** The lines of an answer; one matters that has a word of which the texts speak, as a name or as a value. */
export function linesOf (text: string, marks: readonly string[]): Array<{ line: string, isMarked: boolean }> {
  const lines = text.split('\n')
  const isLine = (line: string, n: number) => line !== '' || n < lines.length - 1
  return lines.filter(isLine).map(line => ({ line, isMarked: marks.some(mark => has(line, mark)) }))
}

const has = (line: string, mark: string): boolean =>
  line.includes(JSON.stringify(mark)) || (/^[\d.]+$/.test(mark) && new RegExp(`: ${mark.replaceAll('.', '\\.')},?$`).test(line))
