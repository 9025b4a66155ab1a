import { BadInput } from './errors.ts'
import { temporal } from './temporal.ts'
import { both, plural, quoted } from './words.ts'

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

interface DurationMeant { readonly iso: string, readonly words: string }

/** What somebody means who writes `14 days`, `14d` or `14`: P14D. Undefined for anything else. */
export function durationMeant (text: string): DurationMeant | undefined {
  const [, sign = '', count, word] = /^\s*([-+]?)P?T?(\d{1,9})\s*([a-z]*)\s*$/i.exec(text) ?? []
  const one = word?.replace(/(?<=.)s$/i, '')
  const unit = units.find(([pattern]) => one !== undefined && pattern.test(one))
  if (!unit) return timeSpanMeant(text)
  const [, before, letter, noun] = unit
  return { iso: `${sign.replace('+', '')}${before}${count}${letter}`, words: plural(Number(count), noun) + (sign === '-' ? ' back' : '') }
}

/** As .NET writes a length of time: `14.00:00:00`, `00:20:00`. */
function timeSpanMeant (text: string): DurationMeant | undefined {
  const [, sign = '', days, hours, minutes, seconds] = /^(-?)(?:(\d{1,8})\.)?(\d\d):(\d\d):(\d\d)(?:\.0+)?$/.exec(text) ?? []
  if (hours === undefined) return undefined
  const parts = ([[days, 'D', 'day'], [hours, 'H', 'hour'], [minutes, 'M', 'minute'], [seconds, 'S', 'second']] as const)
    .map(([count, letter, noun]) => ({ count: Number(count ?? 0), letter, noun })).filter(({ count }) => count > 0)
  const time = parts.filter(({ letter }) => letter !== 'D').map(({ count, letter }) => `${count}${letter}`).join('')
  const day = parts.filter(({ letter }) => letter === 'D').map(({ count }) => `${count}D`).join('')
  if (parts.length === 0) return undefined
  const words = both(parts.map(({ count, noun }) => plural(count, noun)))
  return { iso: `${sign}P${day}${time === '' ? '' : `T${time}`}`, words: words + (sign === '-' ? ' back' : '') }
}
