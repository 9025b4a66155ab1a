import { both } from '../../core/words.ts'
import type { Remark } from '../../sandbox/journal.ts'
import type { Field } from './field.ts'
import type { Comparison, FunctionName, Operator } from './filter.ts'
import { quote } from './reader.ts'

/** Why no value of a field can be like a text. */
type Strangeness = 'not of its table' | 'says nothing' | 'no value' | 'no number'

/** A text that a filter compares a field with, though no value of the field can be like it. */
export interface Stranger {
  readonly field: Field
  readonly text: string
  readonly why: Strangeness
}

/** How a value of the table can be like a text, both in small letters; a mere order needs none that is. */
const likenesses: Partial<Record<Operator | FunctionName, (value: string, text: string) => boolean>> = {
  eq: (value, text) => value === text,
  ne: (value, text) => value === text,
  contains: (value, text) => value.includes(text),
  startswith: (value, text) => value.startsWith(text),
  endswith: (value, text) => value.endsWith(text)
}

export function strangenessOf (field: Field, { operator, value: { text } }: Comparison): Strangeness | undefined {
  const isLike = likenesses[operator]
  if (!isLike || text === null) return undefined
  const isEquality = operator === 'eq' || operator === 'ne'
  if (field.values) return isOfTable(field, field.values, isLike, operator, text) ? undefined : 'not of its table'
  if (field.type === 'number') return isEquality || /^[-+\d.e]*$/i.test(text) ? undefined : 'no number'
  if (field.type !== 'text' && field.type !== 'list') return undefined
  if (text === '') return isEquality && field.type === 'text' && !field.isEmpty ? 'no value' : undefined
  return nothing.test(text) ? 'says nothing' : undefined
}

/** What programs write for a value that they do not have. */
const nothing = /^(?:\s*|null|undefined|nan|\[object object\])$/i

function isOfTable (
  { plain, isEmpty }: Field, values: readonly string[], isLike: (value: string, text: string) => boolean, operator: string, text: string
): boolean {
  if (text === '' && (operator !== 'eq' || isEmpty)) return true
  const meant = (plain ? plain(text) : text).toLowerCase()
  return values.some(it => isLike(it.toLowerCase(), meant))
}

const nullFinds = 'Without quotation marks, null finds records that have no value'

const told: Readonly<Record<Strangeness, (field: Field) => string>> = {
  'not of its table': ({ values = [] }) => `which its values do not have. They are ${both(values)}`,
  'says nothing': () => `which is what programs write for a value that they do not have. ${nullFinds}`,
  'no value': () => `which is a value like another. ${nullFinds}`,
  'no number': () => 'which is in no number'
}

/** Tells once of each field what its values are, as a list that is empty says nothing of why. */
export function tellStrangers (remarks: Remark[], option: string, strangers: readonly Stranger[]): void {
  const byField = new Map<string, Stranger[]>()
  for (const stranger of strangers) {
    const key = `${stranger.field.name} ${stranger.why}`
    byField.set(key, [...byField.get(key) ?? [], stranger])
  }
  for (const alike of byField.values()) {
    const { field, why } = alike[0]!
    const texts = [...new Set(alike.map(({ text }) => quote(text)))]
    const message = `${option} compares ${field.name} with ${both(texts.slice(0, 3))}, ${told[why](field)}`
    remarks.push({ kind: 'unknown-value', member: field.name, message })
  }
}
