import { both, cut } from '../core/words.ts'
import type { Entry } from '../sandbox/journal.ts'

/** Members that are missing where they belong, and came somewhere else. */
export interface Misplaced {
  readonly members: readonly string[]
  /** A sentence of the sandbox's, as no real API would know. */
  readonly message: string
}

/** Those of some missing ones that came in the query, or one level too deep. */
export function misplacedIn ({ url, body, ignored }: Entry, missing: readonly string[]): Misplaced[] {
  if (missing.length === 0 || typeof body !== 'object' || body === null) return []
  return [...inTheQuery(url, missing), ...inWrappers(body as Record<string, unknown>, ignored, missing)]
}

function inTheQuery (url: string, missing: readonly string[]): Misplaced[] {
  const sent = [...new URLSearchParams(url.split('?')[1]).keys()]
  const members = missing.filter(it => sent.includes(it))
  const message = `The sandbox got ${both(members)} in the query, and looks for that in the body.`
  return members.length === 0 ? [] : [{ members, message }]
}

function inWrappers (body: Record<string, unknown>, ignored: readonly string[], missing: readonly string[]): Misplaced[] {
  return ignored.flatMap(holder => {
    const held = body[holder]
    const first: unknown = Array.isArray(held) ? held[0] : held
    if (typeof first !== 'object' || first === null) return []
    const members = missing.filter(it => Object.hasOwn(first, it))
    const what = Array.isArray(held) ? `the list ${cut(holder)}, each item of which holds` : `${cut(holder)}, which holds`
    const remedy = Array.isArray(held) ? 'send one item a request, as the body itself' : 'they belong at the top of the body'
    return members.length === 0 ? [] : [{ members, message: `The sandbox got ${what} ${both(members)}: ${remedy}.` }]
  })
}
