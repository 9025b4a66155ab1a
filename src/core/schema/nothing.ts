import type { TSchema } from '@sinclair/typebox'

/** A value that says nothing, and what it stands for. */
export interface Nothing {
  readonly member: string
  readonly value: unknown
  readonly standsFor: string
}

/** As many as anybody reads. */
const most = 50

/** The values in a body that programs send for none. Empty texts are among them unless they are how a member is cleared. */
export function nothingIn (schema: TSchema, body: unknown, { emptyClears = false } = {}): readonly Nothing[] {
  const found: Nothing[] = []
  look(schema, body, '')
  return found

  function look (schema: TSchema | undefined, value: unknown, path: string): void {
    if (found.length === most) return
    if (typeof value === 'object' && value !== null) {
      const isList = Array.isArray(value)
      // for…in would ask for each of thousands whether it is there still.
      for (const name of Object.keys(value)) {
        const member = (value as Record<string, unknown>)[name]
        const below = isList ? schema?.items as TSchema | undefined : schema?.properties?.[name] as TSchema | undefined
        // A path is only written where it is needed: bodies can be large, and nearly all values say something.
        if (typeof member === 'object' || standsFor(member, below, isList ? '' : name) !== undefined) {
          look(below, member, isList ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`)
        }
      }
      return
    }
    const stands = standsFor(value, schema, path.slice(path.lastIndexOf('.') + 1))
    // A text in a list clears nothing.
    const clears = emptyClears && value === '' && !path.endsWith(']')
    if (stands !== undefined && !clears) found.push({ member: path, value, standsFor: stands })
  }
}

const dates = /^(?:0001-01-01|1753-01-01|1899-12-3[01]|1900-01-01|9999-12-31)/
const words = /^(?:null|undefined|nan|\[object object\])$/i
const lengthsOfWords = new Set(['null', 'undefined', 'nan', '[object object]'].map(({ length }) => length))
const names = /(?:number|id)s?$/i
const years = /(?:^|[a-z])Year(?:$|[A-Z])|^year/

/** Zeros for a number or a post code, with dashes or without: 000-000-000 for an IRD number. */
const zeros = /^(?:0[0-]*|-1)$/
const numbers = /(?:number|postCode)$/i

function standsFor (value: unknown, schema: TSchema | undefined, name: string): string | undefined {
  if (typeof value === 'string') return textStandsFor(value, schema, name)
  if (typeof value === 'number' && value <= 0 && names.test(name)) return 'a number that is not known'
  if (value === 0 && schema?.type === 'integer' && years.test(name)) return 'a year that is not known'
  return undefined
}

function textStandsFor (text: string, schema: TSchema | undefined, name: string): string | undefined {
  if (text === '') return 'a text that is not given'
  if (mayBeBlank(text.charCodeAt(0)) && text.trim() === '') return 'a text that is not given, only spaces'
  if ((schema?.format === 'date' || schema?.format === 'date-time') && dates.test(text)) return 'a date that is not set'
  if ((text.startsWith('0') || text === '-1') && numbers.test(name) && zeros.test(text)) return 'a number that is not known'
  return lengthsOfWords.has(text.length) && words.test(text) ? 'a value that a program does not have' : undefined
}

/** Whether a text that begins so may have blanks alone. Every text of every body is asked. */
const mayBeBlank = (first: number): boolean => first <= 0x20 || first > 0x7f
