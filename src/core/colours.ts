/** Has a text stand out, for somebody who looks on. */
export type Paint = (text: string, how: Style) => string

export type Style = 'bold' | 'red' | 'yellow' | 'dim'

const codes: Readonly<Record<Style, readonly [on: number, off: number]>> = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39] }

/**
 * Whether what is written there has colours: where a person looks on, unless NO_COLOR says no. FORCE_COLOR is stronger than both, and 0 in
 * it means no, as Node.js itself has it.
 */
export function hasColours ({ isTTY }: { isTTY?: boolean }, { FORCE_COLOR, NO_COLOR, TERM }: NodeJS.ProcessEnv = process.env): boolean {
  if (FORCE_COLOR !== undefined) return !/^(?:0|false)$/.test(FORCE_COLOR)
  return isTTY === true && !NO_COLOR && TERM !== 'dumb'
}

/** How to paint what is written to a stream. */
export function paintFor (stream: { isTTY?: boolean }, environment?: NodeJS.ProcessEnv): Paint {
  return hasColours(stream, environment) ? (text, how) => `\x1b[${codes[how][0]}m${text}\x1b[${codes[how][1]}m` : text => text
}
