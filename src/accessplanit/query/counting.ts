import type { Remark } from '../../sandbox/journal.ts'
import { quote } from './reader.ts'

/** Reads a `$count`: what is neither true nor false is told of. */
export function readCount (remarks: Remark[], text: string): boolean {
  const word = text.toLowerCase()
  if (word !== 'true' && word !== 'false') {
    const message = `$count is ${quote(text)}, neither true nor false; nothing is counted`
    remarks.push({ kind: 'ignored-option', member: '$count', message })
  }
  return word === 'true'
}
