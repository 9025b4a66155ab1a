import { article, both, cut, either, quoted } from '../core/words.ts'
import type { Database } from './database.ts'
import { meantAmong, nearestIds, otherKindOf, type Named, type OtherKind } from './near-ids.ts'

/** What a client puts in the place of a value that it does not have: the word of its language for none, or a name in brackets. */
const unfilled = /^(?:none|null|undefined|nan|nil|\[object Object\]|\$?\{+\s*[\w.-]*\s*\}+|<[\w .-]*>|:\w+)$/i

/** Whether a value is one that a client never filled in. */
export const isUnfilled = (value: string | number): boolean => unfilled.test(String(value))

/** What to look at first, where an id names nothing in a sandbox: the id, the likeliest others, and whether it is the right sandbox. */
export function hintFor (id: string | number, nearest: readonly string[], sandbox: string): string {
  const meant = meantAmong(nearest, String(id))
  const first = isUnfilled(id)
    ? `${quoted(id)} is not an id, but what stands for one that was never filled in. `
    : meant.length > 0 ? `Did you mean ${either(meant)}? ` : ''
  return `${first}This is ${sandbox === 'default' ? 'the default sandbox' : `sandbox ${quoted(sandbox)}`}.`
}

/** Beside a refusal no more ids are compared than can be in no time; an explanation looks further. */
const comparedAtOnce = 500

/** A slip in an id that names nothing, and what may be done about it in the place of creating what it names. */
export interface SlipInId {
  /** It speaks of the sandbox. */
  readonly sentence: string
  /** As the next sentence begins in the place of "Create it first, or check". */
  readonly instead: string
}

/** What is said beside a refusal of an id that names nothing: a slip that is to be seen at once. */
export function slipInId (db: Database, named: Named): SlipInId | undefined {
  const id = String(named.id)
  const other = otherKindOf(db, named)
  if (other) return { sentence: `In this sandbox, ${cut(id)} is the id of ${article(other.kind)}${whose(other)}.`, instead: 'Check' }
  const meant = meantAmong(nearestIds(db, named, comparedAtOnce), id)
  if (meant.length === 0) return undefined
  const isOfCase = meant.some(it => it.toLowerCase() === id.toLowerCase())
  const asked = isOfCase ? 'ids are compared with their case.' : 'did you mean that?'
  return { sentence: `The sandbox has ${either(meant)}; ${asked}`, instead: 'Otherwise create it first, or check' }
}

const whose = ({ asked, its }: OtherKind): string =>
  its.length === 0 ? '' : `, whose ${asked}${its.length === 1 ? ' is' : 's are'} ${both(its)}`
