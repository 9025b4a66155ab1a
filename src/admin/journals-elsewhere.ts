import { both, cut, plural } from '../core/words.ts'
import type { Caller, Entry, Journal } from '../sandbox/journal.ts'
import { differencesFrom, type Match } from '../sandbox/matching.ts'
import { redactUrl } from '../sandbox/redaction.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { conditions } from './verification-in-words.ts'

/** Who looks through the journal of which sandbox; a trainee is a caller, the trainer or a tester is none. */
export interface Looking {
  readonly sandbox: Sandbox
  readonly caller: Caller | undefined
}

const mostNamed = 3

/** So many of the last requests of each other sandbox are looked at: there can be hundreds of those. */
const fewEntries = 20

/**
 * For somebody who finds nothing in a journal, though requests may have gone to another sandbox: which other sandboxes of the server have
 * requests of that operation or path, or any where none was asked for, and how to ask there. Where this journal has such itself, only what
 * matches in everything was meant for it. The code of a trainee opens one sandbox, so they hear of no other.
 */
export function journalsElsewhere (
  { sandbox: { id, journal }, caller }: Looking, sandboxes: Sandboxes | undefined, match: Match = {}
): string {
  if (caller || !sandboxes) return ''
  const { operation, path } = match
  const likely: Match = { ...operation !== undefined && { operation }, ...path !== undefined && { path } }
  const asked = isThere(journal, likely) ? match : likely
  if (isThere(journal, asked)) return ''
  const such = (journal: Journal, most?: number): Entry[] => suchIn(journal, asked, most)
  const which = asked === match ? matching : withWhat(asked)
  // Those whose time is over go.
  sandboxes.list()
  const others = [...sandboxes.places].filter(([other]) => other !== id && other !== 'default').reverse()
  // What servers that share a folder are asked without a sandbox, no program relies on.
  const inDefault = id !== 'default' && !sandboxes.isShared ? such(sandboxes.places.get('default')!.journal).length : 0
  const used = others.filter(([, { journal }]) => such(journal, fewEntries).length > 0).map(([other]) => other)
  return [...ofDefault(inDefault, which(inDefault), id), ...ofOthers(used, which(2))].join(' ')
}

/**
 * For somebody who has the last request of a sandbox before him: that the default one has had one since, which may be the one that is
 * meant. Others have their own programs.
 */
export function newerInDefault ({ sandbox: { id, journal }, caller }: Looking, sandboxes: Sandboxes | undefined, entry: Entry): string {
  if (caller || !sandboxes || sandboxes.isShared || id === 'default' || journal.entries(1)[0]?.id !== entry.id) return ''
  const other = sandboxes.places.get('default')!.journal
  const [newest] = other.entries(1)
  if (!newest || !isOfAnApi(newest) || other.latestAt() < journal.latestAt()) return ''
  return `The default sandbox has a newer request, ${newest.method} ${cut(redactUrl(newest.url))}: perhaps the base URL of your program ` +
    `lacks /sandboxes/${id}. GET /sandboxes/default/__admin/requests/last/explain says why that was answered as it was.`
}

const suchIn = (journal: Journal, asked: Match, most?: number): Entry[] =>
  journal.entries(most).filter(entry => isOfAnApi(entry) && differencesFrom(entry, asked).length === 0)

const isThere = (journal: Journal, asked: Match): boolean => suchIn(journal, asked).length > 0

const matching = (count: number): string => count === 1 ? ' that matches' : ' that match'

/** What probes and browsers ask for at paths that no API serves is what no program was to send. */
const isOfAnApi = ({ service }: Entry): boolean => service !== undefined && service !== 'admin'

const withWhat = (asked: Match) => (): string => Object.keys(asked).length === 0 ? '' : conditions(asked)

const ofDefault = (count: number, which: string, id: string): string[] => count === 0
  ? []
  : [`The default sandbox has ${plural(count, 'request')}${which} in its journal: perhaps the base URL of your program lacks ` +
    `/sandboxes/${id}. GET /sandboxes/default/__admin/requests lists them.`]

/** The latest made first: it is likely the one that is meant. */
function ofOthers (ids: readonly string[], which: string): string[] {
  const [first] = ids
  if (first === undefined) return []
  const named = ids.slice(0, mostNamed)
  const more = ids.length > mostNamed ? [`${ids.length - mostNamed} more`] : []
  return [
    `${ids.length === 1 ? 'Another sandbox of this server has' : `${ids.length} other sandboxes of this server have`} requests` +
    `${which} in ${ids.length === 1 ? 'its journal' : 'their journals'}: ${both([...named, ...more])}. ` +
    `GET /sandboxes/${first}/__admin/requests lists those of ${ids.length === 1 ? 'it' : 'the first'}.`
  ]
}
