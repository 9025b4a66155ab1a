import { BadInput } from './errors.ts'
import { temporal } from './temporal.ts'
import { plural, quoted } from './words.ts'

/** A length of time by the calendar, as ISO 8601 writes it. Throws BadInput, with what was probably meant. */
export function readDuration (text: string) {
  try {
    return temporal().Duration.from(text)
  } catch {
    throw new BadInput(`${quoted(text)} is not a valid ISO 8601 duration. ${remedyFor(text)}`)
  }
}

function remedyFor (text: string): string {
  const meant = durationMeant(text)
  return meant
    ? `Use ${meant.iso}, which is ${meant.words}.`
    : 'Use one such as P14D, which is 14 days, P3M, 3 months, or PT20M, 20 minutes.'
}

/** Those below a day stand behind a T. */
const units: ReadonlyArray<readonly [pattern: RegExp, before: string, letter: string, noun: string]> = [
  [/^y(?:ea)?r?$/i, 'P', 'Y', 'year'],
  [/^mo(?:nth)?$/i, 'P', 'M', 'month'],
  [/^w(?:ee)?k?$/i, 'P', 'W', 'week'],
  [/^(?:d(?:ay)?)?$/i, 'P', 'D', 'day'],
  [/^h(?:ou)?r?$/i, 'PT', 'H', 'hour'],
  [/^m(?:in(?:ute)?)?$/i, 'PT', 'M', 'minute'],
  [/^s(?:ec(?:ond)?)?$/i, 'PT', 'S', 'second']
]

/** What somebody means who writes `14 days`, `14d` or `14`: P14D. Undefined for anything else. */
export function durationMeant (text: string): { readonly iso: string, readonly words: string } | undefined {
  const [, sign = '', count, word] = /^\s*([-+]?)P?T?(\d{1,9})\s*([a-z]*)\s*$/i.exec(text) ?? []
  const one = word?.replace(/(?<=.)s$/i, '')
  const unit = units.find(([pattern]) => one !== undefined && pattern.test(one))
  if (!unit) return undefined
  const [, before, letter, noun] = unit
  return { iso: `${sign.replace('+', '')}${before}${count}${letter}`, words: plural(Number(count), noun) + (sign === '-' ? ' back' : '') }
}
