import type { TSchema } from '@sinclair/typebox'
import { isSkipped } from '../civil-date.ts'

/** A value that is of its type and hardly meant. */
export interface Odd {
  readonly member: string
  readonly value: unknown
  readonly why: Oddity
}

export type Oddity = 'below zero' | 'no year' | 'far off' | 'listed twice' | 'skipped hour' | 'blanks around' | 'unseen'

/** As many as anybody reads. */
const most = 50

/** The values in a body that are hardly meant, whatever they are of. */
export function oddIn (schema: TSchema, body: unknown): readonly Odd[] {
  const found: Odd[] = []
  look(schema, body, '', '')
  return found

  function look (schema: TSchema | undefined, value: unknown, name: string, path: string): void {
    if (found.length >= most) return
    const why = oddityOf(value, schema, name)
    if (why !== undefined) found.push({ member: path, value, why })
    if (Array.isArray(value)) {
      // An item goes by the name of its list.
      const items = schema?.items as TSchema | undefined
      for (let i = 0; i < value.length; i++) if (isWorthALook(value[i], items, name)) look(items, value[i], name, `${path}[${i}]`)
    } else if (typeof value === 'object' && value !== null) {
      // for…in would ask for each of thousands whether it is there still.
      for (const below of Object.keys(value)) {
        const [member, its] = [(value as Record<string, unknown>)[below], schema?.properties?.[below] as TSchema | undefined]
        if (isWorthALook(member, its, below)) look(its, member, below, path === '' ? below : `${path}.${below}`)
      }
    }
  }
}

// A path is only written where it is needed: bodies can be large, and nearly all values are meant.
const isWorthALook = (value: unknown, schema: TSchema | undefined, name: string): boolean =>
  typeof value === 'object' || oddityOf(value, schema, name) !== undefined

const years = /(?:^|[a-z])Year(?:$|[A-Z])|^year/
const [firstYear, lastYear] = [1900, 2100]

function oddityOf (value: unknown, schema: TSchema | undefined, name: string): Oddity | undefined {
  if (typeof value === 'number') {
    // A number or an id that is 0 or less stands for none, and a code is of its table or not: other rules tell of them.
    // Money goes back by an amount below 0.
    if (value < 0) return /(?:number|id|code|status|amount)s?$/i.test(name) ? undefined : 'below zero'
    return value !== 0 && schema?.type === 'integer' && years.test(name) && (value < firstYear || value > lastYear) ? 'no year' : undefined
  }
  if (typeof value === 'string') {
    const isDay = schema?.format === 'date' || schema?.format === 'date-time'
    if (isDay && isSkipped(value)) return 'skipped hour'
    if (isDay) return value < String(firstYear) || value >= String(lastYear + 1) ? 'far off' : undefined
    if (unseen.test(value)) return 'unseen'
    return mayHaveBlankAtAnEnd(value) && blankAtAnEnd.test(value) && ids.test(name) ? 'blanks around' : undefined
  }
  return Array.isArray(value) && isOfCodes(schema) && new Set(value.map(String)).size < value.length ? 'listed twice' : undefined
}

/** Control characters, line ends among them, blanks without a width and the mark of the order of bytes. */
// eslint-disable-next-line no-control-regex
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b\u2060\ufeff]/
const blankAtAnEnd = /^\s|\s$/
/** Whether it is worth while to look closer; every text of every body is asked. */
const mayHaveBlankAtAnEnd = (text: string): boolean => isNoLetter(text.charCodeAt(0)) || isNoLetter(text.charCodeAt(text.length - 1))
const isNoLetter = (code: number): boolean => code <= 0x20 || code > 0x7f
/** Ids of records and of people, which whoever sends them has given. */
const ids = /(?:localId|identificationCode|courseCode)$/i

/** A list of amounts may have one twice. */
const isOfCodes = (list: TSchema | undefined): boolean => {
  const items = list?.items as TSchema | undefined
  return items !== undefined && items.type !== 'number' && items.type !== 'object'
}
