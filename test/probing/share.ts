import type { TSchema } from '@sinclair/typebox'
import { isThorough, runs } from '../effort.ts'
import type { Probe } from './values.ts'

/** How much of what could be sent is sent: all of it in CI. */

const share = Math.min(1, runs(isThorough ? 100 : 60) / 100)

/** All of them, or every so many. */
export const some = <Item>(items: readonly Item[]): Item[] =>
  items.filter((_, n) => Math.floor((n + 1) * share) > Math.floor(n * share))

/** What a member is, whatever it is for and whoever says so. */
export const formOf = ({ description: _, 'x-basis': __, 'x-form-basis': ___, ...form }: TSchema): string => JSON.stringify(form)

/**
 * With the usual effort more is sent for the first members of a form, and for the others something of each kind, by turns. With more
 * effort, as in CI, everything is sent for each.
 */
export function turns (): (form: string, probes: readonly Probe[]) => Probe[] {
  const met: Record<string, number> = {}
  return (form, probes) => {
    const turn = met[form] = (met[form] ?? -1) + 1
    if (turn === 0 || runs(1) > 1) return some(probes)
    const kinds = [...new Set(probes.map(({ kind }) => kind))].map(it => probes.filter(({ kind }) => kind === it))
    return some(kinds.map(ofKind => ofKind[(turn - 1) % ofKind.length]!))
  }
}
