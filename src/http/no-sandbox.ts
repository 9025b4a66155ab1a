import { inNewZealand } from '../core/civil-date.ts'
import { Failure } from '../core/errors.ts'
import { decoded } from '../core/percent.ts'
import { meantBy } from '../core/meant.ts'
import { both, cut, quoted } from '../core/words.ts'
import { everySandbox, idPattern } from '../sandbox/making.ts'
import type { Gone } from '../sandbox/register.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { withoutSandbox } from './sandbox-path.ts'

/** So many others are named; nobody reads more. */
const mostNamed = 6

/** What somebody is told who asks for a sandbox that is not there, or `to` do what with it, and which others there are, if he may know. */
export function nothingThere (sandboxes: Sandboxes, id: string, knowsIds: boolean, to?: 'delete'): Failure {
  const shown = quoted(decoded(id))
  const gone = sandboxes.goneOf(id)
  if (gone) {
    const remedy = to ? '' : ' POST /__admin/sandboxes makes another.'
    return new Failure('not-found', `No sandbox ${shown} exists any more: it ${howGone(gone)}.${remedy}`)
  }
  const ids = knowsIds ? sandboxes.list() : []
  const others = ids.length > 1 && ids.length <= mostNamed
    ? `There are ${both(ids.map(it => quoted(it)))}`
    : 'The one that always does is "default"'
  const making = idPattern.test(id) && id !== everySandbox ? ` with ${JSON.stringify({ id })} makes it` : ' makes one'
  const remedy = to ? 'GET /__admin/sandboxes lists them.' : `POST /__admin/sandboxes${making}.`
  return new Failure('not-found', `No sandbox ${shown} exists. ${others}. ${remedy}${ofLastRun(sandboxes)}`)
}

/** What somebody is told who left the id out, and what stands where it belongs. */
export const noIdIn = (instead = ''): string => `The path has no id after /sandboxes${instead}. ` +
  'A sandbox is at /sandboxes/{id}; GET /__admin/sandboxes lists them, and POST /__admin/sandboxes makes one.'

/** For a path that goes on after /sandboxes with the beginning of what is served, or nearly so: an id would have such a one behind it. */
export function missingId (beginnings: readonly string[], url: string): Failure | undefined {
  const { id, rest } = withoutSandbox(url)
  const meantAs = (part: string | undefined) => part ? meantBy(beginnings, part)[0] : undefined
  const [meant, next] = [meantAs(id), rest.split(/[/?]/)[1]]
  if (meant === undefined || meantAs(next) !== undefined) return undefined
  const isSame = meant === id!.toLowerCase()
  if (!isSame && !next) return undefined
  return new Failure('not-found', noIdIn(`, but ${cut(id!)}${isSame ? '' : `, which may be meant for ${meant}`}`))
}

/** Whoever goes on after a restart finds none of those that were made before. */
const ofLastRun = ({ folder, isShared }: Sandboxes): string => folder === undefined && !isShared
  ? ' What was made before the server last started is gone, as it was started without --data.'
  : ''

/** To be read after its name. */
export const howGone = ({ how, at }: Gone): string => how === 'deleted'
  ? `was deleted at ${inNewZealand(at)}`
  : `expired, as nobody had asked it anything for its "ttlSeconds", at ${inNewZealand(at)}`
