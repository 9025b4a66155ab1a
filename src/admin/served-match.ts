import type { Speech } from '../contract/edge/speech.ts'
import { BadInput } from '../core/errors.ts'
import { distanceFrom } from '../core/near-paths.ts'
import { cut, either, quoted } from '../core/words.ts'
import { withBraces } from '../http/not-found.ts'
import type { Service } from '../http/service.ts'
import type { Match } from '../sandbox/faults.ts'

/** What is served: by a method, at a path. */
interface Place {
  readonly operation: string
  readonly methods: readonly string[]
  readonly path: string
}

/** A fault that nothing can meet would never strike, and whoever asked for it would wait for it. Throws BadInput. */
export function refuseUnserved (
  services: readonly Service[], speech: Speech, { service, operation, method, path }: Match
): void {
  const placeholder = /\{\w*\}|(?<=\/):\w+|\?.*/.exec(path ?? '')?.[0]
  if (placeholder !== undefined) {
    throw new BadInput(`match.path ${quoted(path!)} has ${quoted(placeholder)}, which never stands in the path of a request. ` +
      (placeholder.startsWith('?') ? 'Leave out the query.' : 'Write "*" in its place, or the id that is meant.'))
  }
  const places = [...officialPlaces(speech, service), ...placesOf(services, service)]
    .filter(it => operation === undefined || it.operation === operation)
  const byMethod = places.filter(({ methods }) => method === undefined || methods.includes(method))
  if (byMethod.length === 0) {
    throw new BadInput(`match.method ${quoted(method!)} is not used by ${operation ?? service}, so the fault would never strike. ` +
      `Use ${either([...new Set(places.flatMap(it => it.methods))])}.`)
  }
  if (path === undefined || byMethod.some(it => canMeet(path.toLowerCase(), it.path.toLowerCase()))) return
  const nearest = nearestTo(path, byMethod)
  throw new BadInput(`match.path ${quoted(path)} fits no path that is served${whereOf(service, operation, method)}, ` +
    `so the fault would never strike. The nearest is ${quoted(nearest)}; "*" stands for any characters. ` +
    'GET /__admin/contract lists all.')
}

function nearestTo (path: string, places: readonly Place[]): string {
  const distanceTo = distanceFrom(path)
  return withBraces(places.map(it => ({ it: it.path, off: distanceTo(it.path) })).sort((a, b) => a.off - b.off)[0]!.it)
}

function whereOf (...parts: ReadonlyArray<string | undefined>): string {
  const named = parts.filter(it => it !== undefined).map(cut)
  return named.length === 0 ? '' : ` for ${named.join(', ')}`
}

const placesOf = (services: readonly Service[], name: string | undefined): Place[] => services
  .filter(service => name === undefined || service.name === name)
  .flatMap(({ mount, operations }) => operations.map(({ operationId, method, alsoBy = [], path }) => ({
    operation: operationId, methods: methodsOf([method, ...alsoBy]), path: mount + path
  })))

/** Those of contracts come first: it is by their paths that people know what is served. */
const officialPlaces = (speech: Speech, service: string | undefined): Place[] =>
  speech.operations(service).map(({ ours, operationId, method, path }) =>
    ({ operation: ours ?? operationId, methods: methodsOf([method]), path: path.replace(/\{([^{}]+)\}/g, ':p') }))

/** HEAD is answered wherever GET is. */
const methodsOf = (methods: readonly string[]): string[] => methods.includes('GET') ? [...methods, 'HEAD'] : [...methods]

/** Whether any path is of a form in which `*` stands for any characters, and of a template in which `:id` stands for some but a slash. */
function canMeet (form: string, template: string): boolean {
  const parts = template.split(/(:\w+)/).flatMap<Part>(part => part.startsWith(':') ? [some, more] : [...part])
  let reached = new Set([0])
  for (const character of form) reached = character === '*' ? onward(reached, parts.length) : past(reached, parts, character)
  return skipped(reached, parts).has(parts.length)
}

/** One character that is no slash, and as many more as there are. */
const some = Symbol('some')
const more = Symbol('more')
type Part = string | typeof some | typeof more

const onward = (reached: ReadonlySet<number>, end: number): Set<number> =>
  new Set(Array.from({ length: end + 1 }, (_, at) => at).filter(at => at >= Math.min(...reached, Infinity)))

/** Where one character of the form leads to. */
function past (reached: ReadonlySet<number>, parts: readonly Part[], character: string): Set<number> {
  const next = new Set<number>()
  for (const at of skipped(reached, parts)) {
    const part = parts[at]
    if (part === more && character !== '/') next.add(at)
    if (part === character || (part === some && character !== '/')) next.add(at + 1)
  }
  return next
}

/** With what comes after any `more` that nothing is taken of. */
const skipped = (reached: ReadonlySet<number>, parts: readonly Part[]): Set<number> =>
  new Set([...reached].flatMap(at => parts[at] === more ? [at, at + 1] : [at]))
