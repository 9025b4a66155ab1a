import { isCivilDate } from './civil-date.ts'

/** How messages put values and names into words. */

/** A value as a sentence shows it: texts in quotation marks, days and numbers as they are. */
export const quoted = (value: string | number): string =>
  typeof value === 'number' || isCivilDate(value) ? String(value) : JSON.stringify(cut(value))

/** A text or a number as it was written; of anything else, which may have no text, nothing. */
export const asWritten = (value: unknown): string => typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** So many characters of a value are enough to know it again; nobody reads more. */
const enough = 100

/** A text, cut short where it is long. */
export const cut = (text: string): string => text.length > enough ? `${text.slice(0, enough).replace(/[\uD800-\uDBFF]$/, '')}…` : text

/** `a visitDate`, `an enrolment`. */
export const article = (noun: string): string => `${/^(?:[aeio]|un(?!i))/i.test(noun) ? 'an' : 'a'} ${noun}`

export const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1)

/** `a, b or c`. */
export const either = (texts: readonly string[]): string => listed(texts, 'or')

/** `a, b and c`. */
export const both = (texts: readonly string[]): string => listed(texts, 'and')

const listed = (texts: readonly string[], last: string): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} ${last} ${texts.at(-1)}`

/** `1 item`, `2 items`. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** `gender` of `demographics.gender`. */
export const lastPart = (field: string): string => field.slice(field.lastIndexOf('.') + 1)

/** A sentence for a grant_type that is no word, and may have the rest of a form in it, which is not told; undefined for a word. */
export const unlessWord = (grantType: string): string | undefined => /^[\w:-]{0,60}$/.test(grantType)
  ? undefined
  : 'grant_type is no word of letters, digits, "_", "-" and ":". The members of a form are joined by &.'
