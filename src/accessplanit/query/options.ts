import { Failure } from '../../core/errors.ts'
import { FilterFault, quote } from './reader.ts'

/** The query of a request: texts, each once or several times. */
export type QueryString = Readonly<Record<string, string | string[] | undefined>>

/** Of a text that is given several times the last counts. */
export const lastOf = (given: string | string[] | undefined): string | undefined => Array.isArray(given) ? given.at(-1) : given

/** Whether an option says nothing: it is blank, or has commas only where names are wanted. */
export const isBlank = (option: string, text: string): boolean => (option === '$select' ? /^[\s,]*$/ : /^\s*$/).test(text)

/** Reads the text of an option; one that cannot be read is refused, by the option that has it. Throws Failure. */
export function readOption<Result> (option: string, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (error instanceof FilterFault) throw refusalOf(option, error.message)
    throw error
  }
}

/** Reads `$top` or `$skip`. Throws Failure. */
export function readWholeNumber (option: string, text: string, least: number): number {
  if (!/^-?\d{1,9}$/.test(text) || Number(text) < least) {
    throw refusalOf(option, `${option} must be a whole number from ${least} to 999999999, but is ${quote(text)}.`)
  }
  return Number(text)
}

/** The refusal of one option. */
export const refusalOf = (option: string, message: string): Failure =>
  new Failure('malformed', message, { errors: { [option]: [message] } })
