import { BadInput } from '../core/errors.ts'
import { both, either, plural } from '../core/words.ts'
import { inOrder, missingBehind, type Step } from '../sandbox/in-order.ts'
import type { Entry } from '../sandbox/journal.ts'
import { differencesFrom, nearestTo, type Match } from '../sandbox/matching.ts'
import { countInWords, nearestInWords, orderInWords } from './verification-in-words.ts'
import type { VerifyBody } from './verification-schemas.ts'

/** Those that are as they are to be. */
export const matching = (entries: readonly Entry[], match: Match): Entry[] =>
  entries.filter(entry => differencesFrom(entry, match).length === 0)

/** So many ids of requests are listed. */
const mostListed = 100

/** A match as it was asked for, once its names are known. Throws BadInput. */
type Checked = (match: Record<string, unknown>) => Match

/** Whether so many requests match. Throws BadInput. */
export function verifyCount (entries: readonly Entry[], { match = {}, atLeast, atMost, exactly }: VerifyBody, checked: Checked) {
  if (exactly !== undefined && (atLeast ?? atMost) !== undefined) {
    throw new BadInput('"exactly" cannot be combined with "atLeast" or "atMost". Leave out one or the other.')
  }
  const least = exactly ?? atLeast ?? (atMost === undefined ? 1 : 0)
  const most = exactly ?? atMost ?? Infinity
  if (least > most) throw new BadInput(`atLeast ${least} is more than atMost ${most}, so no count can match. Make atLeast the smaller one.`)
  const wanted = checked(match)
  const found = matching(entries, wanted)
  const expected = exactly !== undefined
    ? `exactly ${plural(exactly, 'request')}`
    : both([...least > 0 ? [`at least ${plural(least, 'request')}`] : [], ...most < Infinity ? [`at most ${plural(most, 'request')}`] : []])
  const verified = found.length >= least && found.length <= most
  const nearest = found.length < least ? nearestTo(entries, wanted) : undefined
  return {
    verified,
    expected: expected || 'any number of requests',
    found: found.length,
    requests: found.slice(-mostListed).map(({ id }) => id),
    ...nearest && { nearest },
    lookedFor: wanted,
    messages: verified
      ? Object.keys(wanted).length === 0 ? ['Any request counts, as no match says what it must be like.'] : []
      : [countInWords(entries, wanted, found.length, expected), nearestInWords(nearest ?? [])]
  }
}

/** Whether requests that match came one after another. Throws BadInput. */
export function verifyOrder (entries: readonly Entry[], { inOrder: matches = [], ...others }: VerifyBody, checked: Checked) {
  if (Object.keys(others).length > 0) {
    const names = either(Object.keys(others).map(it => `"${it}"`))
    throw new BadInput(`"inOrder" cannot be combined with ${names}. Leave out one or the other.`)
  }
  if (matches[0]?.sameBody) throw new BadInput('inOrder[0] has no request before it. Give "sameBody" to one that comes after another.')
  const wanted: Step[] = matches.map(checked)
  const found = inOrder(entries, wanted)
  const missing = missingBehind(found, wanted)
  const last = found.at(-1)
  const after = last ? entries.slice(entries.indexOf(last) + 1) : entries
  const nearest = missing && nearestTo(after, missing)
  return {
    verified: !missing,
    expected: `${plural(wanted.length, 'request')} in order`,
    found: found.length,
    requests: found.map(({ id }) => id),
    ...missing && { firstMissing: found.length, nearest },
    lookedFor: missing ?? {},
    messages: missing && nearest ? [orderInWords(entries, found, missing, wanted.length), nearestInWords(nearest)] : []
  }
}
