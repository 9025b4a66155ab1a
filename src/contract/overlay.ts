import { BadInput } from '../core/errors.ts'

/**
 * What a person decided of doubtful matches. The keys of `matches` are ours: an operationId (`RecordVisit`), with the official method and
 * path (`PUT /visits/{key}`), or a member (`RecordVisit.body.visitDate`, `.reply.`, `.path.`, `.query.`, `.header.`), with its official
 * path, which has its place before it for a parameter (`path.key`). null is for what is not there.
 */
export interface Overlay {
  readonly matches: Readonly<Record<string, string | null>>
}

export const noOverlay: Overlay = { matches: {} }

/** Throws BadInput of one line. */
export function readOverlay (text: string, from: string): Overlay {
  const { matches } = parsed(text, from) as { matches?: unknown }
  if (typeof matches !== 'object' || matches === null || Array.isArray(matches)) {
    throw new BadInput(`The overlay "${from}" has no "matches". Write { "matches": { "RecordVisit.body.visitDate": "when" } }.`)
  }
  const wrong = Object.entries(matches).find(([, value]) => value !== null && typeof value !== 'string')
  if (wrong) throw new BadInput(`The overlay "${from}" has for "${wrong[0]}" what is neither a name nor null.`)
  return { matches: matches as Overlay['matches'] }
}

function parsed (text: string, from: string): object {
  try {
    return Object(JSON.parse(text)) as object
  } catch (error) {
    throw new BadInput(`The overlay "${from}" is no JSON: ${(error as Error).message}.`)
  }
}

/** What was decided of the members of an operation at one place: `body`, `reply`, or the parameters where there is none. */
export function decisionsOf ({ matches }: Overlay, operationId: string, place?: 'body' | 'reply'): Record<string, string | null> {
  const start = place === undefined ? `${operationId}.` : `${operationId}.${place}.`
  return Object.fromEntries(Object.entries(matches)
    .filter(([key]) => key.startsWith(start))
    .map(([key, value]) => [key.slice(start.length), value]))
}
