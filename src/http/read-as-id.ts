import { meantBy } from '../core/meant.ts'
import { isParameter } from '../core/near-paths.ts'
import type { ServedOperation } from '../core/operation.ts'
import { decoded } from '../core/percent.ts'
import { both, cut, quoted } from '../core/words.ts'
import { takes } from './asked-path.ts'
import { withBraces } from './not-found.ts'

type Served = Pick<ServedOperation, 'method' | 'path' | 'summary'>

/** A request: its path as the routes have it, and as it was written. */
interface Sent {
  readonly method: string
  readonly path: string
  readonly written: string
}

/** An operation, and what its path has after that of the collection. */
interface Beside extends Served {
  readonly rest: readonly string[]
}

const partsOf = (path: string): string[] => path.split('/').slice(1)

/** What was probably meant by the last part of a path that is read as an id, in a sentence that speaks of the sandbox. */
export function readAsId (served: readonly Served[], sent: Sent): string | undefined {
  const { beside, word } = around(served, sent.path)
  const meant = actionMeant(beside, word, sent.method)
  return meant && `The sandbox reads ${quoted(word)} as an id here; did you mean ${shown([meant], aboveIn(sent))}?`
}

/** The same for a method that no path with an id takes; else what there is by that method without one. */
export function readAsIdBy (served: readonly Served[], sent: Sent): string | undefined {
  const { beside, word } = around(served, sent.path)
  const collection = beside.find(({ method, rest }) => rest.length === 0 && [sent.method, creating(sent.method)].includes(method))
  const actions = beside.filter(({ method, rest }) => rest.length === 1 && method === sent.method)
  const instead = collection ? [collection] : actions.slice(0, mostNamed)
  return readAsId(served, sent) ?? (instead.length > 0
    ? `The sandbox reads ${quoted(word)} as an id here; without one it has ${shown(instead, aboveIn(sent))}.`
    : undefined)
}

/** What there is by a method one part below a path that does not take it: `POST /clock/advance` for `POST /clock`. */
export function goesOnBy (served: readonly Served[], { method, path, written }: Sent): string | undefined {
  const parts = partsOf(path)
  const below = served.filter(it => it.method === method).map(it => ({ ...it, rest: partsOf(it.path) })).filter(({ rest }) =>
    rest.length === parts.length + 1 && !isParameter(rest.at(-1)!) && takes(rest.slice(0, -1), parts))
  const named = below.slice(0, mostNamed).map(it => ({ ...it, rest: it.rest.slice(-1) }))
  return named.length === 0 ? undefined : `The sandbox has ${shown(named, written.replace(/\/$/, ''))}.`
}

/** Nobody reads more. */
const mostNamed = 3

/** Whoever puts what is not there may want to make it. */
const creating = (method: string): string => method === 'PUT' ? 'POST' : method

/** What is served at and below the collection of an id, but for its records; nothing where there is none. */
function around (served: readonly Served[], path: string): { word: string, beside: Beside[] } {
  const parts = partsOf(path)
  const [above, word] = [parts.slice(0, -1), decoded(parts.at(-1)!)]
  const here = served.map(operation => partsOf(operation.path)).filter(template => takes(template, parts))
  if (here.length === 0 || here.some(template => !isParameter(template.at(-1)!))) return { word, beside: [] }
  const below = served.map(operation => ({ ...operation, rest: partsOf(operation.path).slice(above.length) }))
  return { word, beside: below.filter(it => takes(partsOf(it.path).slice(0, above.length), above) && isBeside(it)) }
}

/** `/snapshots`, `/requests/verify` and `/snapshots/:id/restore`. */
const isBeside = ({ rest }: Beside): boolean =>
  rest.length < 3 && !isParameter(rest.at(-1) ?? '') && (rest.length < 2 || isParameter(rest[0]!))

/** What is done by a name that is like a word, with a collection or one of its records; by the method that was sent before any other. */
function actionMeant (beside: readonly Beside[], word: string, method: string): Beside | undefined {
  const [name] = meantBy([...new Set(beside.flatMap(({ rest }) => rest.at(-1) ?? []))], word)
  const named = beside.filter(({ rest }) => name !== undefined && rest.at(-1) === name)
  return named.find(it => it.method === method) ?? named[0]
}

/** Paths as they continue one that was written. */
const shown = (operations: readonly Beside[], above: string): string =>
  both(operations.map(({ method, rest, summary }) => `${method} ${cut(withBraces([above, ...rest].join('/')))} (${summary})`))

const aboveIn = ({ written }: Sent): string => written.replace(/\/[^/]*\/?$/, '')
