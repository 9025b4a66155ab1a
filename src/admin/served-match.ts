import { BadInput } from '../core/errors.ts'
import { distanceFrom, sharedNames } from '../core/near-paths.ts'
import { canMeet, isLike } from '../core/wildcards.ts'
import { both, cut, either, quoted } from '../core/words.ts'
import { withBraces } from '../http/not-found.ts'
import { withoutSandbox } from '../http/sandbox-path.ts'
import type { Place } from './places.ts'

/** Which requests are meant; in texts, `*` stands for any characters. */
export interface Meant {
  readonly service?: string
  readonly operation?: string
  readonly method?: string
  readonly path?: string
}

/**
 * A match that nothing served can meet: a fault by it would never strike, and of the journal it would be true for ever that it has none.
 * `so` is what comes of that, to be read after a comma. Throws BadInput.
 */
export function refuseUnserved (places: readonly Place[], { service, operation, method, path }: Meant, so: string): void {
  const named = places.filter(({ names }) => operation === undefined || names.some(it => isLike(it, operation)))
  const ofService = named.filter(it => service === undefined || isLike(it.service, service))
  if (ofService.length === 0) {
    throw new BadInput(`${quoted(operation!)} is not an operation of ${cut(service!)}, so ${so}. ` +
      `It is one of ${either(each(named.map(it => it.service)))}.`)
  }
  const byMethod = ofService.filter(({ methods }) => method === undefined || methods.some(it => isLike(it, method)))
  if (byMethod.length === 0) {
    throw new BadInput(`method ${quoted(method!)} is not used by ${cut((operation ?? service)!)}, so ${so}. ` +
      `Use ${either(each(ofService.flatMap(({ methods }) => methods)))}.`)
  }
  if (path === undefined || byMethod.some(it => canMeet(path, it.path))) return
  throw new BadInput(`path ${quoted(path)} fits no path that is served${whereOf(service, operation, method)}, so ${so}.` +
    `${nearestTo(path, byMethod, service ?? operation)} "*" stands for any characters. GET /__admin/contract lists all.`)
}

const each = (names: readonly string[]): string[] => [...new Set(names)]

/** Of a service or an operation that is named, whatever is nearest is of help. */
function nearestTo (path: string, places: readonly Place[], named: string | undefined): string {
  const distanceTo = distanceFrom(path)
  const [nearest] = places
    .filter(it => named !== undefined || sharedNames(it.path, path).length > 0)
    .map(it => ({ it: it.path, off: distanceTo(it.path) }))
    .sort((a, b) => a.off - b.off)
  return nearest ? ` The nearest is ${quoted(withBraces(nearest.it))};` : ''
}

function whereOf (...parts: ReadonlyArray<string | undefined>): string {
  const named = parts.filter(it => it !== undefined).map(cut)
  return named.length === 0 ? '' : ` for ${named.join(', ')}`
}

/** What a URL has around its path, and what stands in a template where a request has an id. */
const [server, query, placeholder] = [/^[a-z][\w+.-]*:\/\/[^/?#]*/i, /[?#].*$/s, /\$?\{+[^{}]*\}+|(?<=\/):\w+/g]

/** A path as it can never stand in a request, though a URL or a template has it so. Throws BadInput. */
export function refuseNoPath (path: string): void {
  const { prefix, rest } = withoutSandbox(path.replace(server, ''))
  const written = quoted(rest.replace(query, '').replace(placeholder, '*'))
  const around = [...server.test(path) ? ['server'] : [], ...prefix === '' ? [] : ['sandbox'], ...query.test(rest) ? ['query'] : []]
  if (around.length > 0) {
    throw new BadInput(`path ${quoted(path)} must be without ${both(around.map(it => `the ${it}`))}. Write ${written}.`)
  }
  const [found] = path.match(placeholder) ?? []
  if (found !== undefined) {
    throw new BadInput(`path ${quoted(path)} has ${quoted(found)}, which never stands in the path of a request. ` +
      `Write "*" in its place, or the id that is meant: ${written}.`)
  }
}
