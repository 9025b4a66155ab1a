import { BadInput } from './errors.ts'
import { didYouMean } from './meant.ts'
import { quoted } from './words.ts'

/** How the texts of flags and environment variables are read. Each throws BadInput that says what can be written. */

export function choice<const Value extends string> (text: string, allowed: readonly Value[]): Value {
  if ((allowed as readonly string[]).includes(text)) return text as Value
  const meant = didYouMean(allowed, text)
  throw new BadInput(`${quoted(text)} is not one of ${allowed.join(', ')}${meant && `.${meant}`}`)
}

export function wholeNumber (text: string, least: number, most: number): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new BadInput(`${quoted(text)} is not a whole number from ${least} to ${most}`)
  }
  return number
}

export const yesOrNo = (text: string): boolean => choice(text, ['yes', 'no']) === 'yes'

const units = { '': 1, KIB: 1024, MIB: 1024 ** 2, GIB: 1024 ** 3 }

/** A number of bytes. */
export function byteCount (text: string, least: number, most: number): number {
  const [, count, unit = ''] = /^(\d{1,15}) ?([KMG]iB)?$/i.exec(text) ?? []
  const bytes = Number(count) * units[unit.toUpperCase() as keyof typeof units]
  if (!(bytes >= least && bytes <= most)) {
    const range = `from ${least / units.MIB}MiB to ${most / units.MIB}MiB`
    throw new BadInput(`${quoted(text)} is not a size ${range}; write 256MiB, 1GiB or a number of bytes`)
  }
  return bytes
}

const seconds = { s: 1, m: 60, h: 3600 }

/** A length of time in seconds. */
export function duration (text: string): number {
  const [, count, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? []
  if (!Number(count)) throw new BadInput(`${quoted(text)} is not a length of time; write 24h, 30m or 90s`)
  return Number(count) * seconds[unit as keyof typeof seconds]
}

/** What every client sends alike in a header. Throws BadInput, without the text, which may be a secret. */
export function headerText (text: string): string {
  if (/^[!-~]+$/.test(text)) return text
  throw new BadInput('the token has a space or a character outside ASCII. ' +
    'Use only letters a to z and A to Z, digits, and signs such as - and _')
}
