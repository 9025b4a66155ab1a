import { numberOfDay } from '../frame/dates.ts'
import type { Item, Lane } from './replies.ts'

/** Where days are on a line, in proportion. Days are numbers of days. */
export interface Span { readonly from: number, readonly to: number }

const dayOf = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10)

/** All that lanes have, and today, with some room at both ends. */
export function spanOf (lanes: readonly Lane[], today: string): Span {
  const days = [today, ...lanes.flatMap(({ items }) => items.flatMap(({
    from,
    to
  }) => to === undefined ? [from] : [from, to]))].map(numberOfDay)
  const [first, last] = [Math.min(...days), Math.max(...days)]
  const room = Math.max(4, Math.ceil((last - first) * 0.06))
  return { from: first - room, to: last + room }
}

export interface Tick { readonly at: number, readonly label: string }

/** A month is so wide, at least, for its name to be read, in pixels. */
const leastOfALabel = 62

const steps = [1, 3, 6, 12, 24, 60, 120]

const monthName = new Intl.DateTimeFormat('en-NZ', { timeZone: 'UTC', month: 'short' })

/** The first days of months, as many as there is room for; of a short span, Mondays. */
export function ticksOf ({ from, to }: Span, pixelsOfADay: number): Tick[] {
  if ((to - from) < 62 && pixelsOfADay * 7 >= 46) return mondays({ from, to })
  const step = steps.find(months => months * 30.4 * pixelsOfADay >= leastOfALabel) ?? 240
  const ticks: Tick[] = []
  const first = new Date(from * 86_400_000)
  for (let month = first.getUTCFullYear() * 12 + first.getUTCMonth() + 1; ; month++) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1) / 86_400_000
    if (at > to) return ticks
    if (month % step !== 0) continue
    const year = Math.floor(month / 12)
    const name = monthName.format(at * 86_400_000)
    ticks.push({ at, label: step >= 12 ? String(year) : month % 12 === 0 || ticks.length === 0 ? `${name} ${year}` : name })
  }
}

/** 1970 began on a Thursday. */
function mondays ({ from, to }: Span): Tick[] {
  const first = from + ((4 - from % 7) + 7) % 7
  return Array.from({ length: Math.floor((to - first) / 7) + 1 }, (_, n) => first + n * 7)
    .map(at => ({ at, label: `${Number(dayOf(at).slice(8))} ${monthName.format(at * 86_400_000)}` }))
}

/** Marks of one lane on one day that would cover each other; many are drawn as one. */
export interface Cluster { readonly day: string, readonly items: readonly Item[] }

const mostBeside = 2

export function clustersOf (items: readonly Item[]): Cluster[] {
  const byDay = new Map<string, Item[]>()
  for (const item of items) byDay.set(item.from, [...byDay.get(item.from) ?? [], item])
  return [...byDay].flatMap(([day, all]) => all.length > mostBeside ? [{ day, items: all }] : all.map(item => ({ day, items: [item] })))
}
