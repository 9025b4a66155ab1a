import { isDeepStrictEqual } from 'node:util'
import { show } from '../core/schema/complaint.ts'
import { both, cut, plural } from '../core/words.ts'
import type { Entry } from '../sandbox/journal.ts'
import { asksForExistence, differencesFrom, notThere, wantedIn, type Difference, type Match, type Near } from '../sandbox/matching.ts'
import { redactUrl } from '../sandbox/redaction.ts'

/** How many requests are like a match, where it was to be another number of them. */
export function countInWords (entries: readonly Entry[], match: Match, found: number, expected: string): string {
  if (entries.length === 0) return `The journal is empty, but this asks for ${expected}${conditions(match)}.`
  const requests = `${found === 0 ? 'No request' : plural(found, 'request')}${conditions(match)} ${found > 1 ? 'are' : 'is'}`
  return `${requests} in the journal, but this asks for ${expected}.`
}

/** Which of several requests in order was not found, and after which it was looked for. */
export function orderInWords (entries: readonly Entry[], found: readonly Entry[], missing: Match, count: number): string {
  const [number, last] = [found.length + 1, found.at(-1)]
  const what = `Of the ${plural(count, 'request')} in order, number ${number} was not found: a request${conditions(missing)}.`
  if (!last) return `${what} It was looked for in the whole journal${entries.length === 0 ? ', which is empty' : ''}.`
  const too = entries.slice(0, entries.indexOf(last)).findLast(it => !found.includes(it) && differencesFrom(it, missing).length === 0)
  return [
    `${what} It was looked for after ${named(last)}, which is number ${number - 1}.`,
    ...too ? [`${named(too)} is such a request, but came before that.`] : [],
    ...last === entries.at(-1) ? ['No request came after that.'] : []
  ].join(' ')
}

const named = ({ id, method, url }: Entry): string => `${id} (${method} ${cut(redactUrl(url))})`

/** So many differences of a request are told in a sentence. */
const mostTold = 4

/** The request that comes nearest, and in what it differs; empty where there is none. */
export function nearestInWords ([nearest]: readonly Near[]): string {
  if (!nearest) return ''
  const { id, request, differs } = nearest
  const told = differs.slice(0, mostTold).map(difference => {
    const { what, wanted, was } = apart(difference)
    // They differ, and look alike only as what is secret in them is masked.
    if (isDeepStrictEqual(was, wanted)) return `${what} holds another secret than it was to hold (secrets are not shown)`
    return `${what} is ${worded({ what, value: was })}, and was to be ${worded({ what, value: wanted })}`
  })
  const more = differs.length > mostTold ? [`and ${plural(differs.length - mostTold, 'other difference')}`] : []
  return `The nearest is ${id} (${cut(request)}): ${[...told, ...more].join('; ')}.`
}

/** Of two long texts that begin alike, so much is left as shows where they part. */
function apart ({ what, wanted, was }: Difference): Difference {
  if (typeof wanted !== 'string' || typeof was !== 'string' || Math.max(wanted.length, was.length) <= enough) return { what, wanted, was }
  const alike = [...wanted].findIndex((character, at) => character !== was[at])
  const from = Math.max(0, (alike < 0 ? wanted.length : alike) - lead)
  const after = (text: string): string => from > 0 ? `…${text.slice(from)}` : text
  return { what, wanted: after(wanted), was: after(was) }
}

/** So many characters are shown whole, and so many before those that differ. */
const [enough, lead] = [60, 20]

/** What a request is to be like, to be read after `a request`. */
export function conditions (match: Match): string {
  const parts = wantedIn(match).map(({ what, wanted }) =>
    asksForExistence(wanted) ? `${what} ${worded({ what, value: wanted })}` : `${what} ${inFull(wanted)}`)
  return parts.length === 0 ? ' of any kind' : ` with ${both(parts)}`
}

/** What is asked of a request has one value or several; a member of a body is whatever it is. */
function worded ({ what, value }: Pick<Difference, 'what'> & { value: unknown }): string {
  if (what.startsWith('body ')) {
    if (asksForExistence(value)) return value.exists ? 'there' : 'not there'
    return value === notThere ? 'not there' : inFull(value)
  }
  const all = [value ?? []].flat()
  return all.length === 0 ? 'none' : both(all.map(inFull))
}

/** A value; a text that is cut has its quotation marks all the same. */
const inFull = (value: unknown): string => typeof value === 'string' ? JSON.stringify(cut(value)) : show(value)
