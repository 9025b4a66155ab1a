import { both, plural } from '../core/words.ts'
import type { Caller } from '../sandbox/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'

/** Who looks through the journal of which sandbox; a trainee is a caller, the trainer or a tester is none. */
export interface Looking {
  readonly sandbox: Sandbox
  readonly caller: Caller | undefined
}

const mostNamed = 3

/**
 * For somebody who finds nothing in a journal: which other sandboxes of the server have requests in theirs, and how to ask there. The code
 * of a trainee opens one sandbox, so they hear of no other. Empty where there is nothing to say.
 */
export function journalsElsewhere ({ sandbox: { id }, caller }: Looking, sandboxes: Sandboxes | undefined): string {
  if (caller || !sandboxes) return ''
  // Those whose time is over go.
  sandboxes.list()
  const used = [...sandboxes.places].filter(([other, { journal }]) => other !== id && journal.size() > 0).map(([other]) => other)
  // What servers that share a folder are asked without a sandbox, no program relies on.
  const inDefault = used.includes('default') && !sandboxes.isShared ? sandboxes.places.get('default')!.journal.size() : 0
  return [...ofDefault(inDefault, id), ...ofOthers(used.filter(it => it !== 'default').reverse())].join(' ')
}

const ofDefault = (size: number, id: string): string[] => size === 0
  ? []
  : [`The default sandbox has ${plural(size, 'request')} in its journal: perhaps the base URL of your program lacks /sandboxes/${id}. ` +
    'GET /sandboxes/default/__admin/requests lists them.']

/** The latest made first: it is likely the one that is meant. */
function ofOthers (ids: readonly string[]): string[] {
  const [first] = ids
  if (first === undefined) return []
  const named = ids.slice(0, mostNamed)
  const more = ids.length > mostNamed ? [`${ids.length - mostNamed} more`] : []
  return [
    `${ids.length === 1 ? 'Another sandbox of this server has' : `${ids.length} other sandboxes of this server have`} requests in ` +
    `${ids.length === 1 ? 'its journal' : 'their journals'}: ${both([...named, ...more])}. ` +
    `Ask there with the sandbox in the path, such as GET /sandboxes/${first}/__admin/requests.`
  ]
}
