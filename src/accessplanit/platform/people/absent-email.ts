import type { Reading } from '../../../core/reading.ts'
import { askOf } from '../../../sandbox/readings.ts'
import type { PlatformContext } from '../context.ts'
import type { Feed } from '../feed.ts'
import type { Field } from '../field.ts'
import { absentEmail } from '../readings.ts'

/** How an email address is shown that somebody does not have. */
export type AbsentEmail = keyof typeof absentEmail.choices

export const isEmail = ({ name }: Pick<Field, 'name'>): boolean => name === 'Email' || name === 'EmailAddress'

/** Nearly every reply has something that is empty, so an explanation names such a reading only where it is not the usual one. */
export function chosen<Choice extends string> (
  { sandbox, reading }: Pick<PlatformContext, 'sandbox' | 'reading'>, asked: Reading<Choice>
): Choice {
  const choice = askOf(sandbox.settings)(asked)
  return choice === asked.usual ? choice : reading(asked)
}

/** The field of an address, which is shown so where there is none, and found by that. One that was cleared is none, too. */
export const absentAs = <OfField extends Field>(absent: AbsentEmail, field: OfField): OfField =>
  absent === 'empty' ? { ...field, isTextWithout: true } : { ...field, sql: `nullif(${field.sql}, '')` }

/** An address that has been read. */
export const asShown = (context: PlatformContext, email: string | null): string | null =>
  email || (chosen(context, absentEmail) === 'empty' ? '' : null)

const known = new WeakMap<object, Partial<Record<AbsentEmail, object>>>()

/** A feed as this sandbox shows it. */
export function withAbsentEmail<Shown extends Feed> (context: PlatformContext, feed: Shown): Shown {
  if (!feed.fields.some(isEmail)) return feed
  const absent = chosen(context, absentEmail)
  const variants = known.get(feed) ?? {}
  known.set(feed, variants)
  return (variants[absent] ??= { ...feed, fields: feed.fields.map(it => isEmail(it) ? absentAs(absent, it) : it) }) as Shown
}
