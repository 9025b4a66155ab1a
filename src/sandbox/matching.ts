import { isDeepStrictEqual } from 'node:util'
import { distanceFrom } from '../core/near-paths.ts'
import { isLike, withoutLastSlash } from '../core/wildcards.ts'
import { brokenRules, warningsOf, type Entry } from './journal.ts'
import { redactMembers, redactUrl } from './redaction.ts'
import { bodyKey, membersApart } from './same-body.ts'

/** What a request of the journal is to be like; what is left out does not matter. In texts, `*` stands for any characters. */
export interface Match {
  readonly service?: string
  readonly operation?: string
  readonly method?: string
  /** Without the sandbox, the query and a slash at the end. */
  readonly path?: string
  /** As its service knows callers: an EID. */
  readonly caller?: string
  /** A number, also as a text, or a text such as `4xx`. */
  readonly status?: number | string
  /** The id of a rule that refused it. */
  readonly rule?: string
  /** As in the header Sandbox-Warnings. */
  readonly warning?: string
  readonly dryRun?: boolean
  /** What members of its body are, or `{ exists: true }`; by dotted paths, or by JSON Pointers. */
  readonly body?: Readonly<Record<string, unknown>>
  /** An entry whose body it is to have, all of it. */
  readonly sameBodyAs?: Entry
}

/** In what a request is not as it is to be, without secrets. */
export interface Difference {
  readonly what: string
  readonly wanted: unknown
  readonly was: unknown
}

const sandboxPrefix = /^\/sandboxes\/[^/?#]+(?=\/)/i

function pathOf ({ url }: Entry): string {
  return withoutLastSlash(redactUrl(url.split('?', 1)[0]!).replace(sandboxPrefix, ''))
}

const distanceOf = ({ path }: Match): ((path: string) => number) => path === undefined ? () => 0 : distanceFrom(path)

/** Whether a status is the one that is wanted, or of that class. */
export const isStatus = (status: number, wanted: number | string): boolean =>
  /^[1-5]xx$/i.test(String(wanted)) ? String(status)[0] === String(wanted)[0] : status === Number(wanted)

type Criterion<Wanted> = (entry: Entry, wanted: Wanted) => { met: boolean, was: unknown }

const text = (read: (entry: Entry) => string | undefined): Criterion<string> => (entry, wanted) => {
  const was = read(entry)
  return { met: was !== undefined && isLike(was, wanted), was: was ?? null }
}

const oneOf = (read: (entry: Entry) => readonly string[]): Criterion<string> => (entry, wanted) => {
  const was = read(entry)
  return { met: was.some(it => isLike(it, wanted)), was }
}

/** The contract's id, or the sandbox's own. */
function byEitherName ({ official, operation }: Entry, wanted: string): { met: boolean, was: unknown } {
  const names = [official?.operationId, operation?.operationId].filter(it => it !== undefined)
  return { met: names.some(it => isLike(it, wanted)), was: names[0] ?? null }
}

const criteria: { readonly [Name in Exclude<keyof Match, 'body' | 'sameBodyAs'>]-?: Criterion<NonNullable<Match[Name]>> } = {
  service: text(({ service }) => service),
  operation: byEitherName,
  method: text(({ method }) => method),
  path: text(pathOf),
  caller: text(({ caller }) => caller?.id),
  status: ({ status }, wanted) => ({ met: isStatus(status, wanted), was: status }),
  rule: oneOf(entry => brokenRules(entry, 'enforce')),
  warning: oneOf(warningsOf),
  dryRun: ({ dryRun }, wanted) => ({ met: dryRun === wanted, was: dryRun })
}

/** In the place of a member that a body does not have. */
export const notThere = '(not there)'

/** In what a request is not as it is to be; nothing where it matches. */
export function differencesFrom (entry: Entry, { body = {}, sameBodyAs, ...match }: Match): Difference[] {
  const found: Difference[] = sameBodyAs ? differencesOfBody(entry, sameBodyAs) : []
  for (const [what, wanted] of Object.entries(match)) {
    const { met, was } = (criteria[what as keyof typeof criteria] as Criterion<any>)(entry, wanted)
    if (!met) found.push({ what, wanted, was })
  }
  for (const [path, wanted] of Object.entries(body)) {
    const { exists, value } = memberOf(entry, stepsOf(path))
    const met = asksForExistence(wanted) ? wanted.exists === exists : exists && isDeepStrictEqual(value, wanted)
    if (!met) found.push({ what: `body ${path}`, wanted: shown(path, wanted), was: exists ? shown(path, value) : notThere })
  }
  return found
}

/** In what a request has not the body of another. */
function differencesOfBody (entry: Entry, other: Entry): Difference[] {
  if (bodyKey(entry) === bodyKey(other)) return []
  const members = membersApart(other.body, entry.body)
  if (members.length === 0) return [{ what: 'body', wanted: `that of ${other.id}`, was: 'another' }]
  return members.map(name => {
    const path = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const memberOf = ({ body }: Entry) =>
      Object.hasOwn(body as object, name) ? shown(path, (body as Record<string, unknown>)[name]) : notThere
    return { what: `body ${name}`, wanted: memberOf(other), was: memberOf(entry) }
  })
}

/** What a request is to be, one thing after another, without secrets. */
export const wantedIn = ({ body = {}, sameBodyAs, ...match }: Match): Array<Omit<Difference, 'was'>> => [
  ...Object.entries(match).map(([what, wanted]) => ({ what, wanted })),
  ...Object.entries(body).map(([path, wanted]) => ({ what: `body ${path}`, wanted: shown(path, wanted) })),
  ...sameBodyAs ? [{ what: 'the body of', wanted: sameBodyAs.id }] : []
]

/** Whether not a value is wanted, but that there is one, or none. */
export const asksForExistence = (wanted: unknown): wanted is { exists: boolean } => typeof wanted === 'object' && wanted !== null &&
  Object.keys(wanted).length === 1 && typeof (wanted as { exists?: unknown }).exists === 'boolean'

/** No body is nested deeper than so many levels, in JSON or in XML. */
export const mostSteps = 100

/** `/a/0/b~1c`, `a[0].b`, `a.0.b`. */
export const stepsOf = (path: string): string[] => path.startsWith('/')
  ? path.slice(1).split('/').map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  : path === '' ? [] : path.replace(/\[(\d+)\]/g, '.$1').split('.')

/** Under a contract a member is found by the sandbox's own name as well. */
function memberOf ({ body, official }: Entry, steps: readonly string[]): { exists: boolean, value: unknown } {
  const found = memberAt(body, steps)
  if (found.exists || !official) return found
  const path = steps.reduce((path, step) => /^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`, '')
  return memberAt(body, stepsOf(official.member(path)))
}

function memberAt (value: unknown, steps: readonly string[]): { exists: boolean, value: unknown } {
  let found = value
  for (const step of steps) {
    if (typeof found !== 'object' || found === null) return { exists: false, value: undefined }
    // As the services read bodies: the name as it is, else in another case.
    const name = Object.hasOwn(found, step) ? step : Object.keys(found).find(it => it.toLowerCase() === step.toLowerCase())
    if (name === undefined) return { exists: false, value: undefined }
    found = (found as Record<string, unknown>)[name]
  }
  return { exists: found !== undefined, value: found }
}

/** A value without secrets, each name of its path counting, too. */
function shown (path: string, value: unknown): unknown {
  const steps = stepsOf(path)
  const whole = redactMembers(steps.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value))
  const { exists, value: without } = memberAt(whole, steps)
  return exists ? without : '***'
}

const mostNear = 3

/** A request that comes near, and in what it differs. */
export type Near = ReturnType<typeof nearestTo>[number]

/** The requests that come nearest to what was looked for, the nearest first and of those the latest, and in what they differ. */
export const nearestTo = (entries: readonly Entry[], match: Match, distanceTo = distanceOf(match)) => entries
  .map(entry => ({ entry, differs: differencesFrom(entry, match), off: distanceTo(pathOf(entry)) }))
  .reverse()
  .sort((a, b) => a.differs.length - b.differs.length || a.off - b.off)
  .filter(({ differs }) => differs.length > 0)
  .slice(0, mostNear)
  .map(({ entry: { id, method, url, status }, differs }) => ({ id, request: `${method} ${redactUrl(url)}`, status, differs }))
