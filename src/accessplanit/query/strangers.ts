import { both } from '../../core/words.ts'
import type { Remark } from '../../sandbox/journal.ts'
import type { Field } from './field.ts'
import type { Comparison, FunctionName, Operator } from './filter.ts'
import { quote } from './reader.ts'

/** A text that a filter compares a field with, though no value in the field's table can be like it. */
export interface Stranger {
  readonly field: Field
  readonly text: string
}

/** How a value of the table can be like a text, both in small letters; a mere order needs none that is. */
const likenesses: Partial<Record<Operator | FunctionName, (value: string, text: string) => boolean>> = {
  eq: (value, text) => value === text,
  ne: (value, text) => value === text,
  contains: (value, text) => value.includes(text),
  startswith: (value, text) => value.startsWith(text),
  endswith: (value, text) => value.endsWith(text)
}

export function isStranger ({ values, plain, isEmpty }: Field, { operator, value: { text } }: Comparison): boolean {
  const isLike = likenesses[operator]
  if (!values || !isLike || text === null || (text === '' && (operator !== 'eq' || isEmpty))) return false
  const meant = (plain ? plain(text) : text).toLowerCase()
  return !values.some(it => isLike(it.toLowerCase(), meant))
}

/** Tells once of each field what its values are, as a list that is empty says nothing of why. */
export function tellStrangers (remarks: Remark[], option: string, strangers: readonly Stranger[]): void {
  const byField = new Map<Field, Set<string>>()
  for (const { field, text } of strangers) byField.set(field, (byField.get(field) ?? new Set<string>()).add(quote(text)))
  for (const [{ name, values = [] }, texts] of byField) {
    const some = both([...texts].slice(0, 3))
    const message = `${option} compares ${name} with ${some}, which its values do not have. They are ${both(values)}`
    remarks.push({ kind: 'unknown-value', member: name, message })
  }
}
