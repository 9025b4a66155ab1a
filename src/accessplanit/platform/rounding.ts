import type { Body } from './columns.ts'
import type { PlatformContext } from './context.ts'
import type { Field } from './field.ts'

/** Amounts are kept in whole cents; what is rounded away is told of. */
export function tellRounded ({ remarks }: Pick<PlatformContext, 'remarks'>, fields: readonly Field[], body: Body): void {
  for (const { name: member, type } of fields) {
    const value = body[member]
    if ((type !== 'cents' && type !== 'money') || typeof value !== 'number') continue
    const cents = type === 'cents' ? value : value * 100
    // A hundred times 0.29 is 28.999999999999996.
    if (Math.abs(cents - Math.round(cents)) <= 1e-9 + Math.abs(cents) * 4 * Number.EPSILON) continue
    const message = `${member} ${String(value)} is not a whole number of cents; it was rounded`
    remarks.push({ kind: 'inferred-shape', member, message })
  }
}
