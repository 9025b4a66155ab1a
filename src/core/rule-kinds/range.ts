import { dayAfter, daysAfter, isCivilDate } from '../civil-date.ts'
import { article, both, capital } from '../words.ts'
import type { Scalar } from './kind.ts'

/** The values that pass, and how a sentence tells of them. Days and moments are texts that sort in time order. */

/** From one value to another, both included; an end that is not there is open. */
export interface Range<Value extends Scalar = Scalar> {
  from?: Value | null | undefined
  to?: Value | null | undefined
  /** Values that do not pass although they are in between: days that are taken. */
  except?: readonly Value[] | undefined
}

export type Side = 'from' | 'to'

/** More values than this are not listed; what is proposed ends before the next. */
const mostListed = 5

/** The next value; undefined for a moment, which has none. */
export const next = (value: Scalar) => typeof value === 'number' ? value + 1 : isCivilDate(value) ? dayAfter(value) : undefined
export const previous = (value: Scalar) =>
  typeof value === 'number' ? value - 1 : isCivilDate(value) ? daysAfter(value, -1) : undefined

/** Range and window at once. */
export const narrowed = (range: Range, { from, to, except }: Range = {}): Range => ({
  from: range.from == null || (from != null && from > range.from) ? from : range.from,
  to: range.to == null || (to != null && to < range.to) ? to : range.to,
  except
})

const isEmpty = ({ from, to }: Range): boolean => from != null && to != null && from > to

/** The range with ends that pass themselves, and what it leaves out in order. */
function trimmed ({ from, to, except = [] }: Range): Range & { except: readonly Scalar[] } {
  const taken = new Set(except)
  while (from != null && taken.has(from)) from = next(from)
  while (to != null && taken.has(to)) to = previous(to)
  const between = [...taken].filter(it => (from == null || it > from) && (to == null || it < to))
  return { from, to, except: between.sort((a, b) => a < b ? -1 : 1) }
}

/** What of it a sentence can list in full, going out from a side. */
function listable (range: Range, side: Side): Range & { except: readonly Scalar[] } {
  const { from, to, except } = trimmed(range)
  if (except.length <= mostListed) return { from, to, except }
  return side === 'from'
    ? trimmed({ from, to: previous(except[mostListed]!), except })
    : trimmed({ from: next(except.at(-mostListed - 1)!), to, except })
}

/** What passes of a range, its ends included; undefined where nothing does. */
export function passingOf (range: Range): Range | undefined {
  const free = trimmed(range)
  return isEmpty(free) ? undefined : free
}

/** The end of a range that passes; undefined where nothing does, or the range has no such end. */
export function proposed (range: Range, side: Side): Scalar | undefined {
  const free = trimmed(range)
  return isEmpty(free) ? undefined : free[side] ?? undefined
}

/** What passes, as a sentence. Of more than can be listed, it tells of what is next to the side. */
export function passes (name: string, range: Range, side: Side): string {
  const { from, to, except } = listable(range, side)
  if (isEmpty(range) || isEmpty({ from, to })) return `No ${name} passes now: ${nothingPasses(range)}.`
  if (from != null && from === to) return `Only ${name} ${from} passes.`
  const those = from == null ? `up to ${to}` : to == null ? `from ${from} on` : `from ${from} to ${to}`
  return `${capital(article(name))} ${those} passes${except.length > 0 ? `, except ${both(except.map(String))}` : ''}.`
}

function nothingPasses (range: Range): string {
  const { from, to } = range
  const [least, most] = typeof from === 'number' ? ['at least', 'at most'] : ['on or after', 'on or before']
  if (isEmpty(range)) return `it must be ${least} ${from} and ${most} ${to}`
  return from === to ? `it would have to be ${from}, which is taken` : `all from ${from} to ${to} are taken`
}
