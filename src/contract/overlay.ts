import { BadInput } from '../core/errors.ts'
import type { Decisions } from './match-members.ts'

/**
 * What a person decided of doubtful matches. The keys of `matches` are ours: an operationId (`RecordVisit`), with the official method and
 * path (`PUT /visits/{key}`), or a member (`RecordVisit.body.visitDate`, `.reply.`, `.path.`, `.query.`, `.header.`), with its official
 * path, which has its place before it for a parameter (`path.key`). null is for what is not there.
 */
export interface Overlay {
  readonly matches: Readonly<Record<string, string | null>>
  /** Members of the document that are none of ours: our operationId and place, and the official path (`RecordVisit.body.region`). */
  readonly news?: readonly string[]
}

export const noOverlay: Overlay = { matches: {} }

/** `called` is what sentences about it begin with. Throws BadInput of one line. */
export function readOverlay (text: string, called: string): Overlay {
  const { matches, new: news = [] } = parsed(text, called) as { matches?: unknown, new?: unknown }
  if (typeof matches !== 'object' || matches === null || Array.isArray(matches)) {
    throw new BadInput(`${called} has no "matches". Write { "matches": { "RecordVisit.body.visitDate": "when" } }.`)
  }
  const wrong = Object.entries(matches).find(([, value]) => value !== null && typeof value !== 'string')
  if (wrong) {
    throw new BadInput(`${called} has a value for "${wrong[0]}" that is neither a text nor null. ` +
      'Write the official name in quotation marks, or null.')
  }
  if (!Array.isArray(news) || news.some(it => typeof it !== 'string')) {
    throw new BadInput(`${called} has a "new" that is not a list of names. Write { "new": ["RecordVisit.body.region"] }.`)
  }
  return { matches: matches as Overlay['matches'], ...news.length > 0 && { news: news as string[] } }
}

function parsed (text: string, called: string): object {
  try {
    return Object(JSON.parse(text.replace(/^\uFEFF/, ''))) as object
  } catch (error) {
    throw new BadInput(`${called} is not JSON: ${(error as Error).message}.`)
  }
}

/** What was decided of the members of an operation at one place: `body`, `reply`, or the parameters where there is none. */
export function decisionsOf ({ matches, news = [] }: Overlay, operationId: string, place?: 'body' | 'reply'): Decisions {
  const start = place === undefined ? `${operationId}.` : `${operationId}.${place}.`
  const within = (key: string) => key.startsWith(start)
  return {
    matches: Object.fromEntries(Object.entries(matches).flatMap(([key, value]) => within(key) ? [[key.slice(start.length), value]] : [])),
    news: new Set(news.filter(within).map(key => key.slice(start.length)))
  }
}
