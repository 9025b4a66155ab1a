import { randomInt } from 'node:crypto'

/** Letters and digits that nobody takes for another when they are read out or written on a board. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

const length = 8

const draw = (count: number): string => Array.from({ length: count }, () => letters[randomInt(letters.length)]).join('')

/** `K7QM-X4TR`: one of 850 thousand million. */
export const drawCode = (): string => `${draw(length / 2)}-${draw(length / 2)}`

/** What makes a name that nobody guesses from those of others. */
export const drawEnding = (): string => draw(5).toLowerCase()

/** A code as somebody wrote it, in any case, with or without its line; undefined for what is none. */
export function readCode (text: string): string | undefined {
  const written = text.toUpperCase().replace(/[\s-]/g, '')
  const isOne = written.length === length && [...written].every(it => letters.includes(it))
  return isOne ? `${written.slice(0, length / 2)}-${written.slice(length / 2)}` : undefined
}
