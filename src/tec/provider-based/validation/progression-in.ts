import { Value } from '@sinclair/typebox/value'
import { BadInput } from '../../../core/errors.ts'
import { didYouMean } from '../../../core/meant.ts'
import { both, cut, either, quoted } from '../../../core/words.ts'
import { faultStatuses, Progression } from './progression.ts'

const forms = { immediate: undefined, time: 'seconds', manual: 'times' } as const
const most = { seconds: 31_536_000, times: 1_000_000 }
const examples = {
  immediate: '{"progression": "immediate"}',
  time: '{"progression": "time", "seconds": 30}',
  manual: '{"progression": "manual", "times": 3}'
}

/** A value as the way on of validation runs. Throws BadInput that says which member is wrong, and what it can be. */
export function progressionIn (value: unknown): Progression {
  if (Value.Check(Progression, value)) return value
  throw new BadInput(wrongWith(value))
}

function wrongWith (value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `This is ${said(value)}. ${anyForm}.`
  const { progression, outcome, ...more } = value as Readonly<Record<string, unknown>>
  if (!isForm(progression)) {
    const meant = typeof progression === 'string' ? didYouMean(Object.keys(forms), progression) : ''
    return `progression ${isOrIsMissing(progression)}.${meant} ${anyForm}.`
  }
  return wrongMember(progression, more) ?? `outcome ${isOrIsMissing(outcome)}.` +
    `${typeof outcome === 'string' ? didYouMean(faultStatuses, outcome) : ''} ` +
    `Use ${either(faultStatuses)}, or leave it out: then a run ends by what it finds.`
}

/** What is wrong beside the form, where that is not the outcome. */
function wrongMember (form: keyof typeof forms, more: Readonly<Record<string, unknown>>): string | undefined {
  const count = forms[form]
  const known = [...count ? [count] : [], 'outcome']
  const stranger = Object.keys(more).find(name => name !== count)
  if (stranger !== undefined) {
    return `${quoted(stranger)} is not a member that goes with "progression": "${form}".${didYouMean(known, stranger)} ` +
      `Beside it there can be ${both(known)}.`
  }
  if (!count || isWhole(more[count], most[count])) return undefined
  return `${count} ${isOrIsMissing(more[count])}. Give a whole number from 1 to ${most[count]}, as in ${examples[form]}.`
}

const isForm = (value: unknown): value is keyof typeof forms => typeof value === 'string' && Object.hasOwn(forms, value)

const isWhole = (value: unknown, most: number): boolean => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most

const isOrIsMissing = (value: unknown): string => value === undefined ? 'is missing' : `is ${said(value)}`

const said = (value: unknown): string => cut(JSON.stringify(value))

/** One of the forms that it can have, as a sentence. */
export const anyForm = `Use ${either(Object.values(examples))}`
