import { isDeepStrictEqual } from 'node:util'
import type { Entry } from './journal.ts'

/** The same text for the same body, whatever the order of its members; a body that is not kept is the same as no other. */
export function bodyKey ({ id, body, unread = '' }: Entry): string {
  if (body === undefined) return unread
  return typeof body === 'string' ? `${id} ${body}` : JSON.stringify(body, sorted)
}

const sorted = (_name: string, value: unknown): unknown => isOfMembers(value)
  ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => one < other ? -1 : 1))
  : value

const isOfMembers = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The members that two bodies do not have alike. */
export function membersApart (one: unknown, other: unknown): string[] {
  if (!isOfMembers(one) || !isOfMembers(other)) return []
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(name => !isDeepStrictEqual(one[name], other[name]))
}
