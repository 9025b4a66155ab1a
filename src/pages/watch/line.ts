import { counted, dayBrief, isDay, numberOfDay } from '../frame/dates.ts'
import type { Scalar, Verdict } from '../frame/replies.ts'

/** The values that a rule compared, in order on a line. Days are numbers of days. */

export interface Place {
  readonly kind: 'value' | 'limit' | 'today'
  readonly name: string
  readonly at: number
  readonly shown: string
}

export interface Places {
  /** In order. */
  readonly places: readonly Place[]
  /** What passes; an end that is not there is open. Undefined where nothing is known of it, or nothing passes. */
  readonly passing: Ends | undefined
  /** In between, and passes all the same not: days that are taken. */
  readonly except: readonly number[]
  /** How far off the value is: `1 day`. */
  readonly off: string
}

/** Undefined for values that have no order, or where there is but one. */
export function placesOf ({ field, compared = {}, passing = {} }: Verdict, today: string): Places | undefined {
  const named = Object.entries(compared)
  const value = compared[field] ?? named[0]?.[1]
  const valueName = field in compared ? field : named[0]?.[0]
  const toNumber = isDay(value) ? dayAsNumber : asNumber
  const at = toNumber(value)
  if (at === undefined) return undefined
  const places = named.flatMap(([name, it]): Place[] => {
    const number = toNumber(it)
    if (number === undefined) return []
    return [{ kind: name === valueName ? 'value' : name === 'today' ? 'today' : 'limit', name, at: number, shown: shownOf(it as Scalar) }]
  })
  if (places.length < 2) return undefined
  const off = offBy(at, places, isDay(value) ? 'day' : '')
  if (isDay(value) && !('today' in compared)) places.push({ kind: 'today', name: 'today', at: numberOfDay(today), shown: dayBrief(today) })
  return {
    places: places.sort((a, b) => a.at - b.at || (a.kind === 'value' ? -1 : 1)),
    ...passingOf({ from: toNumber(passing.from), to: toNumber(passing.to) }, (passing.except ?? []).flatMap(it => toNumber(it) ?? [])),
    off
  }
}

const dayAsNumber = (it: unknown): number | undefined => isDay(it) ? numberOfDay(it) : undefined

const asNumber = (it: unknown): number | undefined => typeof it === 'number' ? it : undefined

const shownOf = (value: Scalar): string => isDay(value) ? dayBrief(value) : String(value)

interface Ends { readonly from: number | undefined, readonly to: number | undefined }

function passingOf ({ from, to }: Ends, except: readonly number[]): Pick<Places, 'passing' | 'except'> {
  const [first, last] = [from ?? -Infinity, to ?? Infinity]
  const isKnown = (from ?? to) !== undefined && first <= last
  return { passing: isKnown ? { from, to } : undefined, except: except.filter(it => it >= first && it <= last) }
}

function offBy (at: number, places: readonly Place[], unit: string): string {
  const limits = places.filter(({ kind }) => kind !== 'value')
  const off = Math.min(...limits.map(it => Math.abs(it.at - at)))
  return !Number.isFinite(off) || off === 0 ? '' : unit === '' ? String(off) : counted(off, unit)
}

/** Two places are no nearer to each other than this, in pixels, or a day of four months could not be seen. */
const leastApart = 26

/**
 * Where values are on a line of a width: in proportion, but for those that would be too near to each other. `numbers` are different, and in
 * order; more of them than there is room for are put at even distances.
 */
export function scaleOf (numbers: readonly number[], width: number): (number: number) => number {
  const gaps = numbers.slice(1).map((number, n) => number - numbers[n]!)
  const [whole, least] = [gaps.reduce((sum, gap) => sum + gap, 0), Math.min(leastApart, width / Math.max(1, gaps.length))]
  const free = Math.max(0, width - least * gaps.length)
  const xs = [0]
  for (const gap of gaps) xs.push(xs.at(-1)! + least + free * (gap / whole))
  return number => {
    const n = Math.min(Math.max(0, numbers.findLastIndex(it => it <= number)), gaps.length - 1)
    if (n < 0) return width / 2
    return xs[n]! + (xs[n + 1]! - xs[n]!) * ((number - numbers[n]!) / gaps[n]!)
  }
}

/** Puts labels below each other where they would touch; answers the row of each. `labels` are in order of their beginnings. */
export function rowsFor (labels: ReadonlyArray<{ readonly from: number, readonly to: number }>): number[] {
  const ends: number[] = []
  return labels.map(({ from, to }) => {
    const free = ends.findIndex(end => end + 8 < from)
    const row = free < 0 ? ends.length : free
    ends[row] = to
    return row
  })
}
